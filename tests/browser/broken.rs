//! Stories with faults: the page says where, and shows the rest.

use wasm_bindgen_test::wasm_bindgen_test;

use super::packs::{pack_of, serve};
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
        "events.csv:4:source: source.missing",
    ] {
        assert!(told.iter().any(|one| one == expected), "{expected} in {told:#?}");
    }
    assert_eq!(map.area("north")["actor"], "red");
    assert_eq!(map.state()["counts"]["areas"], 2);
    let notice = map.text(".dl-notice");
    let counted = "4 entries could not be read as written. Everything else is shown. 1 remark on";
    assert!(notice.contains(counted), "a remark is no fault: {notice}");
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

/// A map that shows why there is no story; its notice and problems.
async fn failed(src: &str, attributes: &[(&str, &str)]) -> (String, Vec<String>) {
    let map = Map::with(src, attributes);
    assert!(map.ready().await.is_err(), "{src} is shown");
    settle().await;
    (map.text(".dl-notice"), problems(&map))
}

#[wasm_bindgen_test]
async fn a_story_that_is_not_there_gives_a_page_that_says_so() {
    let (notice, told) = failed("/tests/fixtures/nowhere.dateline", &[]).await;
    assert!(notice.contains("nowhere.dateline") && notice.contains("404"), "{notice}");
    assert_eq!(told, ["nowhere.dateline::: file.missing"]);
    let (notice, _) = failed("/tests/fixtures/nowhere.dateline", &[("lang", "ar")]).await;
    assert!(notice.contains("تعذّر جلب الملف") && !notice.contains("server"), "{notice}");
}

#[wasm_bindgen_test]
async fn a_pack_that_was_cut_or_is_none_gives_a_page_that_says_so() {
    let whole = pack_of("/data/aleppo/").unwrap();
    serve("/cut.dateline", &whole[..1000]);
    let (notice, told) = failed("/cut.dateline", &[]).await;
    assert!(notice.contains("cut.dateline") && notice.contains("damaged"), "{notice}");
    assert_eq!(told, ["cut.dateline::: pack.damaged"]);
    serve("/page.dateline", b"<!doctype html>");
    let (_, told) = failed("/page.dateline", &[]).await;
    assert_eq!(told, ["page.dateline::: file.unknown"]);
    let mut newer = whole;
    newer[4] = 9;
    serve("/newer.dateline", &newer);
    let (notice, told) = failed("/newer.dateline", &[]).await;
    assert!(notice.contains("version 9"), "{notice}");
    assert_eq!(told, ["newer.dateline::: pack.version"]);
}

#[wasm_bindgen_test]
async fn a_folder_without_the_program_that_reads_it_gives_a_page_that_says_so() {
    let (notice, told) = failed("/tests/fixtures/nowhere/", &[]).await;
    assert!(notice.contains("story.json") && notice.contains("did not arrive"), "{notice}");
    assert_eq!(told, ["story.json::: reader.missing"]);
}

#[wasm_bindgen_test]
async fn a_story_on_another_origin_is_not_asked_for() {
    let map = Map::with("https://example.org/story/", &[]);
    assert!(map.ready().await.is_err());
}
