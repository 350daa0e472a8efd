//! Words in both languages: every key, every plural form, every direction.

use dateline::i18n::{
    DateStyle, Language, edtf_in_words, fill, format_range, format_seconds, plural, t_with,
};
use dateline_core::time::{EdtfDate, Moment};
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{Map, settle};

#[wasm_bindgen_test]
fn arabic_has_six_plural_forms() {
    let words: Vec<String> =
        [0, 1, 2, 3, 11, 100].map(|n| plural(Language::Arabic, "events.count", n, &[])).into();
    let mut different = words.clone();
    different.dedup();
    assert_eq!(different.len(), 6, "{words:?}");
    assert_eq!(words[1], "حدث واحد");
    assert_eq!(words[2], "حدثان");
    assert!(words[3].contains('3') && words[4].contains("11"));
}

#[wasm_bindgen_test]
fn places_are_filled_once_and_what_fills_them_is_no_template() {
    let values = [("one", "{two}"), ("two", "2"), ("none", "")];
    let filled = |template| fill(Language::English, template, &values);
    assert_eq!(filled("{one}, {two}{none} and {two}."), "{two}, 2 and 2.");
    assert_eq!(filled("{three} of } them"), "{three} of } them");
    assert_eq!(filled("no place"), "no place");
    let arabic = fill(Language::Arabic, "«{two}» {none}", &values);
    assert_eq!(arabic, "«\u{2068}2\u{2069}» ");
}

#[wasm_bindgen_test]
fn dates_have_pinned_digits_calendar_and_month_names() {
    let date = EdtfDate::parse("2016-12-06").unwrap();
    let noon = Moment(date.span.start.0 + 43_200);
    assert_eq!(format_seconds(Language::English, noon, DateStyle::Long), "6 December 2016");
    assert_eq!(format_seconds(Language::Arabic, noon, DateStyle::Long), "6 كانون الأول 2016");
    let days = EdtfDate::parse("2016-11-27/2016-12-08").unwrap();
    let range = format_range(Language::English, days.span, DateStyle::Long);
    let words: Vec<&str> = range.split_whitespace().collect();
    assert_eq!(words.join(" "), "27 November – 8 December 2016");
}

#[wasm_bindgen_test]
fn an_imprecise_date_says_so_in_words() {
    let english = |text| edtf_in_words(Language::English, &EdtfDate::parse(text).unwrap());
    assert_eq!(english("2016-12~"), "about December 2016");
    assert_eq!(english("?2016-12"), "December 2016, not certain");
    assert_eq!(english("2016~-12?"), "about December 2016, not certain");
    assert_eq!(english("2016-12-05/.."), "from 5 December 2016");
    let arabic = edtf_in_words(Language::Arabic, &EdtfDate::parse("2016-12%").unwrap());
    for words in ["نحو", "كانون الأول", "2016", "غير مؤكد"] {
        assert!(arabic.contains(words), "{arabic}");
    }
}

#[wasm_bindgen_test]
fn a_value_in_an_arabic_sentence_is_isolated() {
    let words = t_with(Language::Arabic, "area.since", &[("date", "Aleppo")]);
    assert_eq!(words, "منذ \u{2068}Aleppo\u{2069}");
}

#[wasm_bindgen_test]
async fn the_switch_turns_words_and_direction_and_nothing_else() {
    let map = Map::aleppo().await;
    map.set_state(r#"{"t":"2016-12-05"}"#).await.unwrap();
    let before = map.state();
    map.click(".dl-switch");
    settle().await;
    let app = map.find(".dl-app").unwrap();
    assert_eq!(app.get_attribute("dir").as_deref(), Some("rtl"));
    assert_eq!(app.get_attribute("lang").as_deref(), Some("ar"));
    assert!(map.text(".dl-asof-date").contains("كانون الأول"));
    let mut after = map.state();
    after["lang"] = "en".into();
    // The map is a little higher or lower where the words around it are longer.
    after["view"] = before["view"].clone();
    assert_eq!(after, before);
}
