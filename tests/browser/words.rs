//! Cards: what they say and what they never do.

use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{Map, settle};

#[wasm_bindgen_test]
async fn an_event_card_names_its_sources_with_safe_links() {
    let map = Map::aleppo().await;
    map.set_state(r#"{"selection":"event:ALP-080"}"#).await.unwrap();
    settle().await;
    assert!(map.text(".dl-card h3").contains("Qadi Askar"));
    assert!(map.count(".dl-card .dl-sources a") >= 1);
    let links = map.element.shadow_root().unwrap().query_selector_all(".dl-card a").unwrap();
    for index in 0..links.length() {
        let link = links.item(index).unwrap();
        let link: &web_sys::Element = wasm_bindgen::JsCast::unchecked_ref(&link);
        assert!(link.get_attribute("href").unwrap().starts_with("http"));
        assert_eq!(link.get_attribute("rel").as_deref(), Some("noopener noreferrer"));
    }
}

#[wasm_bindgen_test]
async fn a_quarter_card_shows_competing_accounts_beside_the_accepted_one() {
    let map = Map::aleppo().await;
    map.set_state(r#"{"t":"2016-12-05","selection":"area:qadi-askar"}"#).await.unwrap();
    settle().await;
    assert_eq!(map.text(".dl-card h3"), "Qadi Askar");
    assert!(map.count(".dl-claims > li .dl-competing > ol > li") >= 1);
    assert!(map.count(".dl-claims > li") >= 2);
}

#[wasm_bindgen_test]
async fn violent_detail_is_shown_only_after_a_click() {
    let map = Map::aleppo().await;
    map.set_state(r#"{"selection":"event:ALP-007"}"#).await.unwrap();
    settle().await;
    let before = map.text(".dl-card");
    map.click(".dl-card .dl-hint .dl-link");
    settle().await;
    let after = map.text(".dl-card");
    assert!(after.len() > before.len() + 20);
}

#[wasm_bindgen_test]
async fn a_chapter_moves_the_clock_to_what_it_tells() {
    let map = Map::aleppo().await;
    assert!(map.count(".dl-rows > li") >= 8, "at least eight chapters");
    map.click(".dl-rows > li:nth-child(1) .dl-row");
    settle().await;
    assert_eq!(map.state()["chapter"], 1);
    assert_eq!(map.state()["mode"], "window");
    let first = map.state()["from"].clone();
    map.click(".dl-steps .dl-primary");
    settle().await;
    assert_eq!(map.state()["chapter"], 2);
    assert_ne!(map.state()["from"], first);
}
