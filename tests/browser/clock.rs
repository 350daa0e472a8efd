//! The clock by commands of a host, and the list that follows it.

use js_sys::{Function, JSON, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{Map, settle};

#[wasm_bindgen_test]
async fn a_state_that_is_handed_back_is_the_same_state() {
    let map = Map::aleppo().await;
    let state = r#"{"t":"2016-12-01T13:30","from":"2016-11-20","to":"2016-12-10","mode":"window",
        "view":{"lon":37.17,"lat":36.2,"zoom":13.25},"lang":"ar","selection":"area:shaar",
        "filters":{"hiddenCategories":["air-strike"]},"chapter":null,"playing":false}"#;
    map.set_state(state).await.unwrap();
    let told = map.state();
    assert_eq!(told["t"], "2016-12-01T13:30");
    assert_eq!(told["from"], "2016-11-20");
    assert_eq!(told["to"], "2016-12-10");
    assert_eq!(told["selection"], "area:shaar");
    map.set_state(r#"{"t":"2016-12-06","mode":"moment","lang":"en","selection":null}"#)
        .await
        .unwrap();
    map.set_state(&told.to_string()).await.unwrap();
    assert_eq!(map.state(), told);
}

#[wasm_bindgen_test]
async fn a_wish_that_cannot_be_met_is_refused_whole_and_says_why() {
    let map = Map::aleppo().await;
    let before = map.state();
    for (wish, key) in [
        (r#"{"t":"2016-13-40"}"#, "t"),
        (r#"{"t":"1999-01-01"}"#, "t"),
        (r#"{"mode":"sideways"}"#, "mode"),
        (r#"{"from":"2016-12-10","to":"2016-12-01"}"#, "to"),
        (r#"{"view":{"lon":400,"lat":0,"zoom":5}}"#, "view"),
        // What a browser reads as endless.
        (r#"{"view":{"lon":1e999,"lat":0,"zoom":5}}"#, "view"),
        (r#"{"view":{"lon":0,"lat":-1e999,"zoom":5}}"#, "view"),
        (r#"{"view":{"lon":0,"lat":0,"zoom":1e999}}"#, "view"),
        (r#"{"view":{"lon":null,"lat":0,"zoom":5}}"#, "view"),
        (r#"{"lang":"ar","selection":"area:atlantis"}"#, "selection"),
        (r#"{"chapter":99}"#, "chapter"),
        (r#"{"chapter":1e999}"#, "chapter"),
        (r#"{"t":1e999}"#, "t"),
        (r#"{"compare":-1e999}"#, "compare"),
        (r#"{"selection":1e999}"#, "selection"),
        (r#"{"colour":"red"}"#, ""),
    ] {
        let refused = map.set_state(wish).await.expect_err(wish);
        let told = js_sys::Reflect::get(&refused, &"key".into()).unwrap();
        assert_eq!(told.as_string().as_deref(), Some(key), "{wish}");
        let message = js_sys::Reflect::get(&refused, &"message".into()).unwrap();
        assert!(!message.as_string().unwrap().is_empty());
    }
    assert_eq!(map.state(), before);
}

#[wasm_bindgen_test]
async fn the_list_holds_exactly_the_events_that_are_counted() {
    let map = Map::aleppo().await;
    map.click(".dl-tab:nth-child(2)");
    for day in ["2016-11-28", "2016-12-06", "2016-12-12", "2014-06-01"] {
        map.set_state(&format!(r#"{{"t":"{day}","selection":null}}"#)).await.unwrap();
        settle().await;
        let counted = map.state()["counts"]["inWindow"].as_u64().unwrap();
        assert_eq!(u64::from(map.count(".dl-page > .dl-events [data-event]")), counted, "{day}");
        assert_eq!(map.call("events", "500").unwrap().as_array().unwrap().len() as u64, counted);
    }
    assert!(map.text(".dl-empty").contains("does not mean"));
}

#[wasm_bindgen_test]
async fn stepping_goes_from_event_to_event_and_back() {
    let map = Map::aleppo().await;
    map.set_state(r#"{"t":"2016-12-04"}"#).await.unwrap();
    map.call("step", "1").unwrap();
    assert_eq!(map.state()["t"], "2016-12-05");
    map.call("step", "1").unwrap();
    assert_eq!(map.state()["t"], "2016-12-06");
    map.call("step", "-1").unwrap();
    assert_eq!(map.state()["t"], "2016-12-05");
}

#[wasm_bindgen_test]
async fn nothing_plays_by_itself_and_playing_stops_at_the_end_of_the_window() {
    let map = Map::aleppo().await;
    assert_eq!(map.state()["playing"], false);
    map.set_state(r#"{"from":"2016-12-05","to":"2016-12-06","t":"2016-12-05T12:00"}"#)
        .await
        .unwrap();
    map.call("play", "null").unwrap();
    assert_eq!(map.state()["playing"], true);
    for _ in 0..400 {
        settle().await;
        if map.state()["playing"] == false {
            break;
        }
    }
    let state = map.state();
    assert_eq!((&state["playing"], &state["t"]), (&false.into(), &"2016-12-06".into()));
}

#[wasm_bindgen_test]
async fn an_element_that_leaves_the_page_can_come_back() {
    let map = Map::aleppo().await;
    let parent = map.element.parent_element().unwrap();
    map.element.remove();
    assert!(map.call("getState", "null").is_err());
    parent.append_child(&map.element).unwrap();
    for _ in 0..200 {
        settle().await;
        if map.call("getState", "null").is_ok_and(|state| !state.is_null()) {
            break;
        }
    }
    assert_eq!(map.area("shaar")["id"], "shaar");
    assert_eq!(map.count(".dl-app"), 1);
}

#[wasm_bindgen_test]
async fn a_listener_may_set_the_state_that_it_is_told_of() {
    let map = Map::aleppo().await;
    let element: JsValue = map.element.clone().into();
    let mut is_done = false;
    let told = Closure::<dyn FnMut()>::new(move || {
        if !std::mem::replace(&mut is_done, true) {
            let set_state: Function = Reflect::get(&element, &"setState".into()).unwrap().into();
            let wish = JSON::parse(r#"{"t":"2016-11-30"}"#).unwrap();
            set_state.call1(&element, &wish).unwrap();
        }
    });
    let listener: &Function = told.as_ref().unchecked_ref();
    map.element.add_event_listener_with_callback("dateline:change", listener).unwrap();
    map.set_state(r#"{"t":"2016-12-03"}"#).await.unwrap();
    settle().await;
    assert_eq!(map.state()["t"], "2016-11-30");
}

#[wasm_bindgen_test]
async fn a_second_story_starts_where_it_says_and_not_where_the_first_was_left() {
    let map = Map::with("/tests/fixtures/broken/", &[]);
    map.ready().await.unwrap();
    map.set_state(r#"{"t":"2020-01-05","view":{"lon":0.01,"lat":0.01,"zoom":16}}"#).await.unwrap();
    map.show("/data/aleppo/");
    for _ in 0..200 {
        settle().await;
        if map.state()["counts"]["areas"].as_u64() > Some(90) {
            break;
        }
    }
    let state = map.state();
    assert_eq!(state["t"], "2016-12-06");
    assert!(state["view"]["lon"].as_f64().unwrap() > 37.0, "{state}");
}

#[wasm_bindgen_test]
async fn two_maps_on_a_page_have_their_own_clocks() {
    let (one, other) = (Map::aleppo().await, Map::aleppo().await);
    one.set_state(r#"{"t":"2016-11-20"}"#).await.unwrap();
    other.set_state(r#"{"t":"2016-12-20"}"#).await.unwrap();
    assert_eq!(one.state()["t"], "2016-11-20");
    assert_eq!(one.area("hanano")["actor"], "rebels");
    assert_eq!(other.area("hanano")["actor"], "government");
}
