//! Look-up of strings by key, places to fill in, plural forms.

use std::cell::RefCell;
use std::collections::HashMap;
use std::thread::LocalKey;

use js_sys::{Array, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::Language;

type Table = HashMap<String, &'static str>;

thread_local! {
    static ENGLISH: Table = parse(include_str!("../../locales/en.json"));
    static ARABIC: Table = parse(include_str!("../../locales/ar.json"));
    static NUMBERS: RefCell<HashMap<(Language, u8), js_sys::Function>> = RefCell::new(HashMap::new());
    static PLURALS: RefCell<HashMap<Language, Intl::PluralRules>> = RefCell::new(HashMap::new());
}

/// A locale file is part of the program: a test reads both, so a broken one never ships.
fn parse(json: &'static str) -> Table {
    serde_json::from_str::<HashMap<String, String>>(json)
        .unwrap_or_default()
        .into_iter()
        .map(|(key, text)| (key, &*Box::leak(text.into_boxed_str())))
        .collect()
}

fn table(language: Language) -> &'static LocalKey<Table> {
    match language {
        Language::English => &ENGLISH,
        Language::Arabic => &ARABIC,
    }
}

fn find(language: Language, key: &str) -> Option<&'static str> {
    table(language).with(|table| table.get(key).copied())
}

/// The string of `key`. A key that a language lacks falls back to English and then to
/// nothing; a test holds the tables to the same keys.
pub fn t(language: Language, key: &str) -> &'static str {
    find(language, key).or_else(|| find(Language::English, key)).unwrap_or_default()
}

/// The string of `key` with `{name}` places filled in.
pub fn t_with(language: Language, key: &str, values: &[(&str, &str)]) -> String {
    fill(language, t(language, key), values)
}

/// Fills `{name}` places of a template. In a right-to-left language each value is
/// isolated, so that a Latin name cannot turn the sentence around (I3).
pub fn fill(language: Language, template: &str, values: &[(&str, &str)]) -> String {
    let mut text = template.to_owned();
    for (name, value) in values {
        let place = format!("{{{name}}}");
        if language.is_rtl() && !value.is_empty() {
            text = text.replace(&place, &format!("\u{2068}{value}\u{2069}"));
        } else {
            text = text.replace(&place, value);
        }
    }
    text
}

/// The plural form of `key` for `n` (`key.zero`, `.one`, … by `Intl.PluralRules`), with
/// `{n}` and the other places filled in. A form `zero` is used for 0 where it exists.
pub fn plural(language: Language, key: &str, n: usize, values: &[(&str, &str)]) -> String {
    let form = PLURALS.with_borrow_mut(|rules| {
        let rules = rules.entry(language).or_insert_with(|| {
            Intl::PluralRules::new(&Array::of1(&language.locale().into()), &Object::new())
        });
        String::from(rules.select(n as f64))
    });
    let zero = (n == 0).then(|| find(language, &format!("{key}.zero"))).flatten();
    let template = zero
        .or_else(|| find(language, &format!("{key}.{form}")))
        .unwrap_or_else(|| t(language, &format!("{key}.other")));
    let number = format_number(language, n as f64, 0);
    let mut all = vec![("n", number.as_str())];
    all.extend_from_slice(values);
    fill(language, template, &all)
}

/// A fraction as whole percent, as the language writes it.
pub fn format_percent(language: Language, fraction: f64) -> String {
    let options = Object::new();
    // Setting a property on a plain object cannot fail.
    let _ = Reflect::set(&options, &"style".into(), &"percent".into());
    let format = Intl::NumberFormat::new(&Array::of1(&language.locale().into()), &options).format();
    let text = format.call1(&JsValue::UNDEFINED, &fraction.into());
    text.ok().and_then(|text| text.as_string()).unwrap_or_default()
}

/// A number as the language writes it, with at most `decimals` digits after the point.
pub fn format_number(language: Language, value: f64, decimals: u8) -> String {
    NUMBERS.with_borrow_mut(|formats| {
        let format = formats.entry((language, decimals)).or_insert_with(|| {
            let options = Object::new();
            // Setting a property on a plain object cannot fail.
            let _ = Reflect::set(&options, &"maximumFractionDigits".into(), &decimals.into());
            Intl::NumberFormat::new(&Array::of1(&language.locale().into()), &options).format()
        });
        let text = format.call1(&JsValue::UNDEFINED, &value.into());
        text.ok()
            .and_then(|text| text.dyn_into::<js_sys::JsString>().ok())
            .map_or_else(|| value.to_string(), String::from)
    })
}
