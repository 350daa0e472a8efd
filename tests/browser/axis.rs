//! The words of the axis from centuries to minutes: none touches another, and the year can be
//! read, whatever the zoom, the width and the language (T13).

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement};

use super::support::{Map, settle};

#[wasm_bindgen(module = "/tests/browser/page.js")]
extern "C" {
    /// Turns the wheel with Ctrl over a part of the track.
    fn turn(track: &JsValue, share: f64, delta: f64);
}

const STORY: &str = r#"{
  "dateline": 1, "title": "Nine centuries", "languages": ["en", "ar"], "timeZone": "Asia/Damascus",
  "span": "1203-05-07/2104-02-03", "start": { "window": "1203-05-07/2104-02-03", "t": "1600-01-01" },
  "actors": [{ "id": "red", "name": "Red" }],
  "files": { "areas": "areas.geojson", "control": "control.csv" }
}"#;
const AREAS: &str = r#"{ "type": "FeatureCollection", "features": [
  { "type": "Feature", "id": "field", "properties": {}, "geometry": { "type": "Polygon",
    "coordinates": [[[10, 50], [10.1, 50], [10.1, 50.1], [10, 50.1], [10, 50]]] } }] }"#;
const CONTROL: &str = "area,date,to,source\nfield,1300,red,Gazette\n";

/// Marsaglia's xorshift: the same numbers on every run.
struct Random(u32);

impl Random {
    /// A number from 0 to below 1.
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        f64::from(self.0) / f64::from(u32::MAX)
    }
}

/// What of an element is seen within another, from its left to its right edge.
fn edges(one: &Element, within: &Element) -> (f64, f64, bool) {
    let (one, around) = (one.get_bounding_client_rect(), within.get_bounding_client_rect());
    let (left, right) = (one.left().max(around.left()), one.right().min(around.right()));
    let is_whole = one.left() >= around.left() - 1.0 && one.right() <= around.right() + 1.0;
    (left, right, is_whole)
}

/// The words of a row, from left to right: where each begins and ends, and whether it is whole.
fn row(map: &Map, is_context: bool) -> Vec<(f64, f64, bool, String)> {
    let axis = map.find(".dl-axis").unwrap();
    let ticks = map.element.shadow_root().unwrap().query_selector_all(".dl-tick").unwrap();
    let ticks = (0..ticks.length()).map(|place| ticks.get(place).unwrap());
    let ticks = ticks.map(|tick| tick.unchecked_into::<Element>());
    let mut row: Vec<_> = ticks
        .filter(|tick| tick.class_list().contains("dl-context") == is_context)
        .map(|tick| {
            let (left, right, is_whole) = edges(&tick, &axis);
            (left, right, is_whole, tick.text_content().unwrap_or_default())
        })
        .filter(|(left, right, ..)| right > left)
        .collect();
    row.sort_by(|one, other| one.0.total_cmp(&other.0));
    row
}

fn names_a_year(words: &str) -> bool {
    let mut run = 0;
    words.chars().any(|letter| {
        run = if letter.is_ascii_digit() { run + 1 } else { 0 };
        run == 4
    })
}

async fn walk(lang: &str, width_px: u32, seed: u32) {
    let files = [("story.json", STORY), ("areas.geojson", AREAS), ("control.csv", CONTROL)];
    let files = files.map(|(name, text)| (name, text.as_bytes()));
    let map = Map::of(&files, &[("lang", lang)]).await;
    let host: &HtmlElement = &map.element;
    host.style().set_property("inline-size", &format!("{width_px}px")).unwrap();
    settle().await;
    let mut random = Random(seed);
    let mut seen = std::collections::BTreeSet::new();
    for step in 0..150 {
        // In, with some steps out, down to minutes; every now and then all the way out.
        let delta = match step % 50 {
            0 => 6_000.0,
            _ => random.next() * 500.0 - 350.0,
        };
        let track: JsValue = map.find(".dl-track").unwrap().into();
        turn(&track, random.next(), delta);
        settle().await;
        let (ticks, context) = (row(&map, false), row(&map, true));
        let told = format!("{lang}, {width_px} px, step {step}: {ticks:?} {context:?}");
        for words in [&ticks, &context] {
            for pair in words.windows(2) {
                assert!(pair[0].1 <= pair[1].0 + 0.5, "words touch: {told}");
            }
        }
        let mut all = ticks.iter().chain(&context);
        assert!(
            all.any(|(.., is_whole, words)| *is_whole && names_a_year(words)),
            "no year: {told}"
        );
        seen.insert(ticks.iter().map(|(.., words)| words.clone()).collect::<Vec<_>>());
    }
    assert!(seen.len() > 50, "the axis was the same but {} times", seen.len());
    let has_minutes =
        seen.iter().flatten().any(|words| words.contains(":15") || words.contains(":05"));
    assert!(has_minutes, "{lang}, {width_px} px: never down to minutes");
}

#[wasm_bindgen_test]
async fn words_of_the_axis_never_touch_and_a_year_can_be_read_on_a_narrow_page() {
    walk("en", 320, 0x2545_f491).await;
    walk("ar", 320, 0x9e37_79b9).await;
}

#[wasm_bindgen_test]
async fn words_of_the_axis_never_touch_and_a_year_can_be_read_on_a_wide_page() {
    walk("en", 1200, 0x1234_5678).await;
    walk("ar", 1200, 0x8765_4321).await;
}
