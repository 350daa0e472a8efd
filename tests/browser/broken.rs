//! Stories with faults: the page says where, and shows the rest.

use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{Map, settle};

/// The problems as a host gets them: `file:row:column: code`.
fn problems(map: &Map) -> Vec<String> {
    let list = map.call("problems", "null").unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let rows = list.as_array().unwrap().iter().map(|one| {
        let row = one["row"].as_u64().map(|row| row.to_string()).unwrap_or_default();
        format!("{}:{row}:{}: {}", text(&one["file"]), text(&one["column"]), text(&one["code"]))
    });
    rows.collect()
}

#[wasm_bindgen_test]
async fn faults_in_tables_are_named_by_row_and_the_rest_is_shown() {
    let map = Map::with("/tests/fixtures/broken/", &[]);
    map.ready().await.expect("what can be shown is shown");
    settle().await;
    let told = problems(&map);
    for expected in [
        "control.csv:3:area: area.unknown",
        "control.csv:4:date: date.unreadable",
        "events.csv:3:date: date.unreadable",
        "base.geojson::: file.missing",
    ] {
        assert!(told.iter().any(|one| one == expected), "{expected} in {told:#?}");
    }
    assert_eq!(map.area("north")["actor"], "red");
    assert_eq!(map.state()["counts"]["areas"], 2);
    let notice = map.text(".dl-notice");
    assert!(notice.contains("could not be read"), "{notice}");
    map.click(".dl-notice .dl-link");
    settle().await;
    let notice = map.text(".dl-notice");
    assert!(notice.contains("control.csv") && notice.contains("row 3"), "{notice}");
}

#[wasm_bindgen_test]
async fn a_story_file_that_is_no_json_gives_a_page_that_says_so() {
    let map = Map::with("/tests/fixtures/unreadable/", &[]);
    assert!(map.ready().await.is_err());
    settle().await;
    let notice = map.text(".dl-notice");
    assert!(notice.contains("story.json"), "{notice}");
    assert!(notice.contains("row 3"), "{notice}");
    assert!(problems(&map).iter().any(|one| one.contains("json.syntax")));
}

#[wasm_bindgen_test]
async fn a_story_that_is_not_there_gives_a_page_that_says_so() {
    let map = Map::with("/tests/fixtures/nowhere/", &[]);
    assert!(map.ready().await.is_err());
    settle().await;
    assert!(map.text(".dl-notice").contains("story.json"));
    assert!(problems(&map).iter().any(|one| one.contains("file.missing")));
}

#[wasm_bindgen_test]
async fn a_story_on_another_origin_is_not_asked_for() {
    let map = Map::with("https://example.org/story/", &[]);
    assert!(map.ready().await.is_err());
}
