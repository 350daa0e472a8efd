//! Whatever the bytes: no panic, and every row is accounted for (the reading checks that).

use crate::support::{Town, town};
use proptest::prelude::*;

const FILES: [&str; 5] =
    ["story.json", "areas.geojson", "control.csv", "events.csv", "base.geojson"];

#[test]
fn a_story_cut_at_any_byte_of_any_file_is_read_as_far_as_it_goes() {
    let whole = town();
    for file in FILES {
        let bytes = &whole.files[file];
        for length in 0..bytes.len() {
            let (story, report) = whole.clone().with(file, &bytes[..length]).read();
            assert_eq!(story.is_none(), report.counts.rows == 0, "{file} cut at {length}");
            if file != "story.json" {
                assert!(story.is_some(), "{file} cut at {length}");
            }
        }
    }
}

/// The town with some bytes of a file overwritten.
fn damaged(file: &'static str, damage: &[(usize, u8)]) -> Town {
    let mut town = town();
    let bytes = town.files.get_mut(file).expect("the town has it");
    for (at, byte) in damage {
        let at = at % bytes.len();
        bytes[at] = *byte;
    }
    town
}

proptest! {
    #[test]
    fn random_bytes_give_a_report(file in 0..FILES.len(), bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let (_, report) = town().with(FILES[file], bytes).read();
        prop_assert!(!report.problems.is_empty());
    }

    #[test]
    fn random_text_of_the_signs_of_the_format_gives_a_report(file in 0..FILES.len(), text in "[\\[\\]{}\":;,\r\nataeidlon0-9.\\\\/ ]{0,200}") {
        let (_, report) = town().with(FILES[file], text).read();
        prop_assert!(!report.problems.is_empty());
    }

    #[test]
    fn a_damaged_file_takes_no_other_away(file in 1..FILES.len(), damage in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..8)) {
        let (story, _) = damaged(FILES[file], &damage).story();
        if FILES[file] != "areas.geojson" {
            prop_assert_eq!(story.areas.len(), 3);
        }
        if FILES[file] != "base.geojson" {
            prop_assert_eq!(story.base.len(), 3);
        }
        if FILES[file] != "events.csv" {
            prop_assert_eq!(story.events.len(), 4);
        }
    }

    #[test]
    fn a_damaged_story_json_gives_a_story_or_says_why_not(damage in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..8)) {
        let (story, report) = damaged("story.json", &damage).read();
        prop_assert!(story.is_some() || report.has_errors());
    }

    #[test]
    fn the_place_inside_a_star_of_any_shape_lies_in_it(radii in proptest::collection::vec(0.01_f64..1.0, 3..24)) {
        let count = radii.len() as f64;
        let corner = |(n, radius): (usize, &f64)| {
            let angle = n as f64 / count * std::f64::consts::TAU;
            format!("[{}, {}]", 37.0 + radius * angle.cos(), 36.0 + radius * angle.sin())
        };
        let mut corners: Vec<String> = radii.iter().enumerate().map(corner).collect();
        corners.push(corners[0].clone());
        let text = format!(
            "{{\"type\":\"FeatureCollection\",\"features\":[{{\"type\":\"Feature\",\"id\":\"a\",\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[{}]]}}}}]}}",
            corners.join(",")
        );
        let (story, _) = town().with("areas.geojson", text).story();
        let area = &story.areas[0];
        // The brute-force twin: angles to the corners add up to a full turn inside, to none outside.
        let ring = &area.polygons[0][0];
        let turn = |pair: &[dateline_core::geo::LonLat]| {
            let [a, b] = [pair[0], pair[1]].map(|it| (it.lon - area.centre.lon, it.lat - area.centre.lat));
            (a.0 * b.1 - a.1 * b.0).atan2(a.0 * b.0 + a.1 * b.1)
        };
        let turned: f64 = ring.windows(2).map(turn).sum();
        prop_assert!((turned - std::f64::consts::TAU).abs() < 1e-6, "{turned}");
    }
}
