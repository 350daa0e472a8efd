//! Who holds what: the ledger as hosts read it and as the map paints it.

use wasm_bindgen_test::wasm_bindgen_test;

use super::support::Map;

/// What must be true at the end of a day: area, day, actor.
pub const TRUTHS: [(&str, &str, &str); 12] = [
    ("qadi-askar", "2016-12-04", "rebels"),
    ("qadi-askar", "2016-12-05", "government"),
    ("shaar", "2016-12-05", "rebels"),
    ("shaar", "2016-12-06", "government"),
    ("hanano", "2016-11-25", "rebels"),
    ("hanano", "2016-11-26", "government"),
    ("mashhad", "2016-12-21", "rebels"),
    ("mashhad", "2016-12-22", "government"),
    ("sheikh-maqsoud", "2016-11-14", "kurdish"),
    ("sheikh-maqsoud", "2016-12-05", "kurdish"),
    ("sheikh-maqsoud", "2016-12-12", "kurdish"),
    ("sheikh-maqsoud", "2016-12-22", "kurdish"),
];

/// Colours of the light theme, as `story.json` gives them.
pub fn colour_of(actor: &str) -> [u8; 4] {
    let story: serde_json::Value =
        serde_json::from_str(include_str!("../../data/aleppo/story.json")).unwrap();
    let actors = story["actors"].as_array().unwrap();
    let found = actors.iter().find(|one| one["id"] == actor).unwrap();
    let hex = found["colour"].as_str().unwrap().trim_start_matches('#');
    let value = u32::from_str_radix(hex, 16).unwrap();
    [(value >> 16) as u8, (value >> 8) as u8, value as u8, 255]
}

#[wasm_bindgen_test]
async fn quarters_change_hands_at_the_end_of_the_day_that_the_ledger_names() {
    let map = Map::aleppo().await;
    for (area, day, actor) in TRUTHS {
        map.set_state(&format!(r#"{{"t":"{day}"}}"#)).await.unwrap();
        assert_eq!(map.state()["t"], day);
        assert_eq!(map.area(area)["actor"], actor, "{area} at the end of {day}");
    }
}

#[wasm_bindgen_test]
async fn the_middle_of_a_quarter_is_painted_in_the_colour_of_who_holds_it() {
    let map = Map::with("/data/aleppo/", &[("theme", "light")]);
    map.ready().await.unwrap();
    let all: Vec<String> =
        map.state()["counts"]["byCategory"].as_object().unwrap().keys().cloned().collect();
    assert!(!all.is_empty());
    hide_every_event(&map).await;
    for (area, day, actor) in TRUTHS {
        let record = map.area(area);
        let (lon, lat) = (record["lon"].as_f64().unwrap(), record["lat"].as_f64().unwrap());
        let state = format!(
            r#"{{"t":"{day}","selection":null,"view":{{"lon":{lon},"lat":{lat},"zoom":15}}}}"#
        );
        map.set_state(&state).await.unwrap();
        if map.area(area)["status"] == "held" {
            assert_eq!(map.colour_around(lon, lat), colour_of(actor), "{area} at the end of {day}");
        }
    }
}

#[wasm_bindgen_test]
async fn a_quarter_that_nobody_speaks_of_is_left_blank() {
    let map = Map::with("/data/aleppo/", &[("theme", "light")]);
    map.ready().await.unwrap();
    hide_every_event(&map).await;
    let record = map.area("sukkari");
    let (lon, lat) = (record["lon"].as_f64().unwrap(), record["lat"].as_f64().unwrap());
    map.set_state(&format!(r#"{{"t":"2013-01-01","view":{{"lon":{lon},"lat":{lat},"zoom":15}}}}"#))
        .await
        .unwrap();
    assert_eq!(map.area("sukkari")["status"], "unknown");
    let pixel = map.pixel_at(lon, lat).expect("inside the map");
    assert_ne!(pixel, colour_of("rebels"));
    assert_ne!(pixel, colour_of("government"));
}

/// Marks may lie over the middle of a quarter.
pub async fn hide_every_event(map: &Map) {
    let story: serde_json::Value =
        serde_json::from_str(include_str!("../../data/aleppo/story.json")).unwrap();
    let ids: Vec<&str> = story["categories"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one["id"].as_str())
        .collect();
    let hidden = serde_json::to_string(&ids).unwrap();
    map.set_state(&format!(r#"{{"filters":{{"hiddenCategories":{hidden}}}}}"#)).await.unwrap();
    assert_eq!(map.state()["counts"]["inWindow"], 0);
}
