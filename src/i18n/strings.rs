//! Look-up of strings by key, places to fill in, plural forms.

use std::cell::{OnceCell, RefCell};
use std::thread::LocalKey;

use js_sys::{Array, Function, Intl, JSON, Object};
use wasm_bindgen::JsValue;

use super::Language;
use crate::platform::{Record, late_text, read_late};

/// Keys and strings, in the order of the file.
pub(super) type Table = Vec<(String, &'static str)>;

/// How a number is written.
#[derive(Clone, Copy, PartialEq)]
enum NumberStyle {
    Percent,
    /// With at most so many digits after the point.
    Decimals(u8),
}

/// What only the late part of the program says, by language.
const LATE_ENGLISH: &str = late_text!(include_str!("../../locales/late/en.json"));
const LATE_ARABIC: &str = late_text!(include_str!("../../locales/late/ar.json"));

thread_local! {
    static ENGLISH: Table = parse(include_str!("../../locales/en.json"));
    static ARABIC: Table = parse(include_str!("../../locales/ar.json"));
    /// Filled as soon as the words are there.
    static LATE: [OnceCell<Table>; 2] = const { [OnceCell::new(), OnceCell::new()] };
    static NUMBERS: RefCell<Vec<((Language, NumberStyle), Function)>> = const { RefCell::new(Vec::new()) };
    static PLURALS: RefCell<Vec<(Language, Intl::PluralRules)>> = const { RefCell::new(Vec::new()) };
}

/// A locale file is part of the program: a test reads both, so a broken one never ships.
pub(super) fn parse(json: &'static str) -> Table {
    let object = JSON::parse(json).map(Object::from).unwrap_or_default();
    let mut table = Table::new();
    for entry in Object::entries(&object).iter() {
        let entry = Array::from(&entry);
        let (key, text) = (entry.get(0).as_string(), entry.get(1).as_string());
        if let Some((key, text)) = key.zip(text) {
            // For as long as the page, as the program itself.
            table.push((key, String::leak(text)));
        }
    }
    table
}

fn table(language: Language) -> &'static LocalKey<Table> {
    match language {
        Language::English => &ENGLISH,
        Language::Arabic => &ARABIC,
    }
}

fn find(language: Language, key: &str) -> Option<&'static str> {
    table(language).with(|table| find_in(table, key)).or_else(|| find_late(language, key))
}

pub(super) fn find_in(table: &Table, key: &str) -> Option<&'static str> {
    table.iter().find(|(one, _)| one == key).map(|(_, text)| *text)
}

fn find_late(language: Language, key: &str) -> Option<&'static str> {
    let (place, marked) = match language {
        Language::English => (0, LATE_ENGLISH),
        Language::Arabic => (1, LATE_ARABIC),
    };
    let json = read_late(marked)?;
    LATE.with(|late| find_in(late.get(place)?.get_or_init(|| parse(json)), key))
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

/// A value beside which others stand that it might change places with: isolated in a right-to-left
/// language, and in another where it has letters of one (I3).
pub fn isolated(language: Language, value: &str) -> String {
    // Letters of Hebrew, Arabic and their kin begin with one of these in UTF-8.
    let is_rtl = |byte| (0xd6..=0xdf).contains(&byte);
    if !value.is_empty() && (language.is_rtl() || value.bytes().any(is_rtl)) {
        ["\u{2068}", value, "\u{2069}"].concat()
    } else {
        value.to_owned()
    }
}

/// Fills `{name}` places of a template. In a right-to-left language each value is
/// isolated, so that a Latin name cannot turn the sentence around (I3).
pub fn fill(language: Language, template: &str, values: &[(&str, &str)]) -> String {
    let (mut text, mut rest) = (String::new(), template);
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        rest = after;
        match values.iter().find(|(one, _)| *one == name) {
            Some((_, value)) if language.is_rtl() && !value.is_empty() => {
                text.extend(["\u{2068}", value, "\u{2069}"]);
            }
            Some((_, value)) => text.push_str(value),
            None => text.extend(["{", name, "}"]),
        }
    }
    text + rest
}

/// The plural form of `key` for `n` (`key.zero`, `.one`, … by `Intl.PluralRules`), with
/// `{n}` and the other places filled in. A form `zero` is used for 0 where it exists.
pub fn plural(language: Language, key: &str, n: usize, values: &[(&str, &str)]) -> String {
    let rules = PLURALS.with_borrow_mut(|rules| {
        kept(rules, language, || Intl::PluralRules::new(&locales(language), &Object::new()))
    });
    let form = String::from(rules.select(n as f64));
    let of_form = |form: &str| find(language, &[key, ".", form].concat());
    let zero = (n == 0).then(|| of_form("zero")).flatten();
    let template =
        zero.or_else(|| of_form(&form)).unwrap_or_else(|| t(language, &[key, ".other"].concat()));
    let number = format_number(language, n as f64, 0);
    let mut all = vec![("n", number.as_str())];
    all.extend_from_slice(values);
    fill(language, template, &all)
}

/// A fraction as whole percent, as the language writes it.
pub fn format_percent(language: Language, fraction: f64) -> String {
    written(language, fraction, NumberStyle::Percent)
}

/// A number as the language writes it, with at most `decimals` digits after the point.
pub fn format_number(language: Language, value: f64, decimals: u8) -> String {
    written(language, value, NumberStyle::Decimals(decimals))
}

fn written(language: Language, value: f64, style: NumberStyle) -> String {
    let format = NUMBERS.with_borrow_mut(|formats| {
        kept(formats, (language, style), || {
            let options = match style {
                NumberStyle::Percent => Record::new().text("style", "percent"),
                NumberStyle::Decimals(most) => {
                    Record::new().number("maximumFractionDigits", f64::from(most))
                }
            };
            Intl::NumberFormat::new(&locales(language), &options.object()).format()
        })
    });
    let text = format.call1(&JsValue::UNDEFINED, &JsValue::from_f64(value));
    text.ok().and_then(|text| text.as_string()).unwrap_or_default()
}

/// The language as `Intl` wants to be told it.
pub(super) fn locales(language: Language) -> Array {
    Array::of1(&JsValue::from_str(language.locale()))
}

/// What is kept for `key`, made on first use: `Intl`'s formatters are costly to make, and
/// there are only a few.
pub(super) fn kept<K: PartialEq, V: Clone>(
    all: &mut Vec<(K, V)>,
    key: K,
    make: impl FnOnce() -> V,
) -> V {
    if let Some((_, value)) = all.iter().find(|(one, _)| *one == key) {
        return value.clone();
    }
    let value = make();
    all.push((key, value.clone()));
    value
}
