//! The base map of tiles in `story.json`.

use crate::support::{Town, codes, only, place, town};
use dateline_core::geo::LonLat;
use dateline_core::model::TileForm;
use dateline_ingest::Code;

/// The town with a base map, on the line of its span.
fn with(base_map: &str) -> Town {
    let span = "\"span\": \"2020-03-01/2020-03-31\",";
    town().replacing("story.json", span, &format!("{span} \"basemap\": {{ {base_map} }},"))
}

#[test]
fn what_the_story_says_of_its_tiles_is_read() {
    let (story, report) = with(
        "\"kind\": \"raster\", \"url\": \"tiles/{z}/{x}/{y}{r}.png\", \"scheme\": \"tms\",
         \"minzoom\": 3, \"maxzoom\": 14, \"tileSize\": 512, \"bounds\": [36, 35.5, 38, 37],
         \"credit\": { \"en\": \"Survey\", \"ar\": \"المساحة\" },
         \"creditUrl\": \"https://example.org/\"",
    )
    .story();
    assert_eq!(codes(&report), Vec::<&str>::new());
    let base_map = story.meta.base_map.unwrap();
    assert_eq!(base_map.form, TileForm::Raster);
    assert_eq!(base_map.address, "tiles/{z}/{x}/{y}{r}.png");
    assert!(base_map.counts_from_south);
    assert_eq!((base_map.least_zoom, base_map.greatest_zoom, base_map.tile_px), (3, 14, 512));
    let corners = [LonLat { lon: 36.0, lat: 35.5 }, LonLat { lon: 38.0, lat: 37.0 }];
    assert_eq!(base_map.bounds, corners);
    assert_eq!(base_map.credit.in_language("ar"), "المساحة");
    assert_eq!(base_map.credit_url, "https://example.org/");
}

#[test]
fn a_story_without_one_has_none() {
    assert_eq!(town().story().0.meta.base_map, None);
}

#[test]
fn another_site_is_asked_only_where_the_story_says_so() {
    let url = "\"kind\": \"pmtiles\", \"url\": \"https://tiles.example/a.pmtiles\"";
    let (story, report) = with(url).story();
    assert_eq!(story.meta.base_map, None);
    let problem = only(&report, Code::BaseMapRemote);
    let value = "https://tiles.example/a.pmtiles";
    assert_eq!(place(problem), ("story.json", Some(8), Some("basemap.url"), value));
    let (story, report) = with(&format!("{url}, \"remote\": true")).story();
    assert_eq!(codes(&report), Vec::<&str>::new());
    assert_eq!(story.meta.base_map.map(|it| it.form), Some(TileForm::Archive));
}

#[test]
fn an_address_that_is_none_takes_the_base_map_away() {
    for (kind, url) in [
        ("raster", "tiles/{z}/{x}.png"),
        ("vector", "tiles/{z}/{x}/{y}.pbf?key={key}"),
        ("pmtiles", "javascript:alert(1)"),
        ("pmtiles", "//tiles.example/a.pmtiles"),
        ("pmtiles", "http://tiles.example/a.pmtiles"),
        ("pmtiles", "http://localhost.example/a.pmtiles"),
        ("pmtiles", "http://localhost:80@tiles.example/a.pmtiles"),
        ("tilejson", ""),
    ] {
        let (story, report) =
            with(&format!("\"kind\": \"{kind}\", \"url\": \"{url}\", \"remote\": true")).story();
        assert_eq!(story.meta.base_map, None, "{url}");
        assert_eq!(only(&report, Code::BaseMapAddress).value, url);
    }
}

#[test]
fn a_server_of_this_machine_is_tried_without_https_and_a_credit_may_lead_anywhere() {
    for url in ["http://127.0.0.1:8080/a.pmtiles", "HTTP://localhost/a.pmtiles"] {
        let more = "\"remote\": true, \"creditUrl\": \"http://survey.example/\"";
        let (story, report) =
            with(&format!("\"kind\": \"pmtiles\", \"url\": \"{url}\", {more}")).story();
        assert_eq!(codes(&report), Vec::<&str>::new(), "{url}");
        let base_map = story.meta.base_map.unwrap();
        assert_eq!((&*base_map.address, &*base_map.credit_url), (url, "http://survey.example/"));
    }
}

#[test]
fn a_least_zoom_above_the_greatest_is_reported() {
    let zooms = "\"kind\": \"vector\", \"url\": \"{z}/{x}/{y}\", \"minzoom\": 9, \"maxzoom\": 8";
    let (story, report) = with(zooms).story();
    let problem = only(&report, Code::NumberRange);
    assert_eq!(place(problem), ("story.json", Some(8), Some("basemap.minzoom"), "9"));
    assert!(story.meta.base_map.is_some());
    let (_, report) = with(&zooms.replace('9', "8")).story();
    assert_eq!(codes(&report), Vec::<&str>::new());
}

#[test]
fn what_else_is_wrong_is_reported_and_left_out() {
    let (story, report) = with(
        "\"kind\": \"vector\", \"url\": \"{z}/{x}/{y}\", \"minzoom\": -1, \"maxzoom\": 31,
         \"tileSize\": 7, \"bounds\": [170, 0, -170, 5], \"scheme\": \"odd\", \"remote\": 1,
         \"creditUrl\": \"javascript:alert(1)\", \"colour\": 1",
    )
    .story();
    assert_eq!(report.problems.len(), 8);
    let base_map = story.meta.base_map.unwrap();
    assert_eq!((base_map.least_zoom, base_map.greatest_zoom, base_map.tile_px), (0, 0, 0));
    assert!(base_map.bounds.is_empty() && base_map.credit_url.is_empty());
    let (story, report) = with("\"kind\": \"wms\", \"url\": \"a\"").story();
    assert_eq!(story.meta.base_map, None);
    assert_eq!(only(&report, Code::ValueUnknown).value, "wms");
}
