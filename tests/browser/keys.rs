//! The timeline by keyboard alone: each thumb is a slider that tells its day (A28, T6).

use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, KeyboardEvent, KeyboardEventInit};

use super::support::{Map, settle};

pub fn press(map: &Map, selector: &str, key: &str) {
    let target: HtmlElement = map.find(selector).expect(selector).unchecked_into();
    let init = KeyboardEventInit::new();
    init.set_key(key);
    init.set_bubbles(true);
    init.set_cancelable(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
    target.dispatch_event(&event).unwrap();
}

fn value(map: &Map, selector: &str, name: &str) -> String {
    map.find(selector).expect(selector).get_attribute(name).unwrap_or_default()
}

#[wasm_bindgen_test]
async fn arrow_keys_move_the_moment_by_days_and_the_slider_says_which() {
    let map = Map::with_hands().await;
    let thumb = ".dl-thumb-moment";
    map.set_state(r#"{"t":"2016-12-05"}"#).await.unwrap();
    for (key, day, words) in [
        ("ArrowRight", "2016-12-06", "6 December 2016"),
        ("ArrowLeft", "2016-12-05", "5 December 2016"),
        ("ArrowUp", "2016-12-06", "6 December 2016"),
        ("PageDown", "2016-11-29", "29 November 2016"),
        ("Home", "2016-11-13", "13 November 2016"),
        ("End", "2016-12-22", "22 December 2016"),
    ] {
        press(&map, thumb, key);
        settle().await;
        assert_eq!(map.state()["t"], day, "after {key}");
        assert_eq!(value(&map, thumb, "aria-valuetext"), words, "after {key}");
        let now: i64 = value(&map, thumb, "aria-valuenow").parse().unwrap();
        let (least, most) =
            (value(&map, thumb, "aria-valuemin"), value(&map, thumb, "aria-valuemax"));
        assert!((least.parse().unwrap()..=most.parse().unwrap()).contains(&now));
    }
}

#[wasm_bindgen_test]
async fn in_arabic_the_left_arrow_is_later() {
    let map = Map::with_hands().await;
    map.set_state(r#"{"t":"2016-12-05","lang":"ar"}"#).await.unwrap();
    press(&map, ".dl-thumb-moment", "ArrowLeft");
    assert_eq!(map.state()["t"], "2016-12-06");
    press(&map, ".dl-thumb-moment", "ArrowRight");
    press(&map, ".dl-thumb-moment", "ArrowRight");
    assert_eq!(map.state()["t"], "2016-12-04");
    press(&map, ".dl-thumb-moment", "ArrowUp");
    assert_eq!(map.state()["t"], "2016-12-05");
}

#[wasm_bindgen_test]
async fn the_ends_of_the_window_move_by_days_and_never_pass_each_other() {
    let map = Map::with_hands().await;
    map.set_state(r#"{"from":"2016-12-04","to":"2016-12-06"}"#).await.unwrap();
    for _ in 0..5 {
        press(&map, ".dl-thumb-start", "ArrowRight");
    }
    let state = map.state();
    assert_eq!((&state["from"], &state["to"]), (&"2016-12-06".into(), &"2016-12-06".into()));
    press(&map, ".dl-thumb-end", "ArrowRight");
    settle().await;
    assert_eq!(map.state()["to"], "2016-12-07");
    assert_eq!(value(&map, ".dl-thumb-end", "aria-valuetext"), "7 December 2016");
    assert_eq!(value(&map, ".dl-thumb-start", "aria-valuetext"), "6 December 2016");
}

#[wasm_bindgen_test]
async fn the_window_as_a_whole_keeps_its_length_and_stops_at_the_ends_of_the_story() {
    let map = Map::with_hands().await;
    let whole = ".dl-thumb-window";
    map.set_state(r#"{"from":"2016-12-04T06:30","to":"2016-12-06T08:00"}"#).await.unwrap();
    settle().await;
    for (key, from, to) in [
        ("ArrowRight", "2016-12-05", "2016-12-07T01:30"),
        ("ArrowLeft", "2016-12-04", "2016-12-06T01:30"),
        ("PageUp", "2016-12-11", "2016-12-13T01:30"),
        ("PageDown", "2016-12-04", "2016-12-06T01:30"),
        ("Home", "2012-07-01", "2012-07-03T01:30"),
        ("ArrowDown", "2012-07-01", "2012-07-03T01:30"),
        ("End", "2016-12-29T22:30", "2016-12-31"),
        ("ArrowUp", "2016-12-29T22:30", "2016-12-31"),
    ] {
        press(&map, whole, key);
        settle().await;
        let state = map.state();
        assert_eq!((&state["from"], &state["to"]), (&from.into(), &to.into()), "after {key}");
    }
    map.set_state(r#"{"from":"2016-12-04","to":"2016-12-06"}"#).await.unwrap();
    settle().await;
    // Browsers differ in the spaces of a range.
    let words: String = value(&map, whole, "aria-valuetext").split_whitespace().collect();
    assert_eq!(words, "4–6December2016");
    assert_eq!(value(&map, whole, "aria-label"), "Window");
}

#[wasm_bindgen_test]
async fn keys_pan_and_zoom_the_map_only_without_modifiers() {
    let map = Map::aleppo().await;
    map.set_state(r#"{"view":{"lon":37.16,"lat":36.2,"zoom":12}}"#).await.unwrap();
    press(&map, ".dl-stage", "ArrowRight");
    let east = map.state()["view"]["lon"].as_f64().unwrap();
    assert!(east > 37.16, "{east}");
    press(&map, ".dl-stage", "ArrowUp");
    assert!(map.state()["view"]["lat"].as_f64().unwrap() > 36.2);
}
