//! The rules of the interface's languages: nothing is said in one and missing in another.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::sources::root;

/// The languages and the plural forms that each of them has (Unicode CLDR).
const LANGUAGES: [(&str, &[&str]); 2] =
    [("en", &["one", "other"]), ("ar", &["zero", "one", "two", "few", "many", "other"])];
const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

type Strings = BTreeMap<String, String>;

fn strings(language: &str) -> Strings {
    let path = root().join("locales").join(format!("{language}.json"));
    let text =
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The key without its plural form, if it is one of several forms of a text.
fn base<'a>(key: &'a str, all: &Strings) -> &'a str {
    match key.rsplit_once('.') {
        Some((base, form))
            if FORMS.contains(&form)
                && all.contains_key(&format!("{base}.other"))
                && all.contains_key(&format!("{base}.one")) =>
        {
            base
        }
        _ => key,
    }
}

fn bases(all: &Strings) -> BTreeSet<&str> {
    all.keys().map(|key| base(key, all)).collect()
}

/// The names in braces.
fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|tail| tail.split_once('}')).map(|(name, _)| name).collect()
}

#[test]
fn every_language_says_the_same_things() {
    let [(first, _), others @ ..] = LANGUAGES;
    let reference = strings(first);
    for (language, _) in others {
        let other = strings(language);
        let (here, there) = (bases(&reference), bases(&other));
        let different: Vec<_> = here.symmetric_difference(&there).collect();
        assert!(different.is_empty(), "only in one of {first} and {language}: {different:?}");
    }
}

#[test]
fn every_language_has_all_its_plural_forms() {
    for (language, forms) in LANGUAGES {
        let all = strings(language);
        for key in all.keys() {
            let base = base(key, &all);
            if base == key {
                continue;
            }
            for form in forms {
                assert!(
                    all.contains_key(&format!("{base}.{form}")),
                    "{language}: {base} lacks `{form}`"
                );
            }
        }
    }
}

#[test]
fn a_text_has_the_same_placeholders_in_every_language() {
    let [(first, _), others @ ..] = LANGUAGES;
    let reference = strings(first);
    for (language, _) in others {
        for (key, text) in &strings(language) {
            let other_form = format!("{}.other", key.rsplit_once('.').map_or("", |(base, _)| base));
            let (there, here) = match (reference.get(key), reference.get(&other_form)) {
                (Some(same), None) => (placeholders(same), placeholders(text)),
                // A plural form may spell its number out, but names nothing new.
                (_, Some(plural)) => {
                    let known = placeholders(plural);
                    let new = placeholders(text).difference(&known).copied().collect();
                    (BTreeSet::new(), new)
                }
                (None, None) => continue,
            };
            assert_eq!(there, here, "{language}: {key}");
        }
    }
}

#[test]
fn no_text_is_empty_or_markup() {
    for (language, _) in LANGUAGES {
        for (key, text) in strings(language) {
            assert!(!text.trim().is_empty(), "{language}: {key} is empty");
            assert!(!text.contains('<'), "{language}: {key} holds markup");
        }
    }
}
