//! The rules of the interface's languages: nothing is said in one and missing in another.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::sources::{root, sources};

/// The languages and the plural forms that each of them has (Unicode CLDR).
const LANGUAGES: [(&str, &[&str]); 2] =
    [("en", &["one", "other"]), ("ar", &["zero", "one", "two", "few", "many", "other"])];
const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

type Strings = BTreeMap<String, String>;

/// All words, those that come with the late part of the program among them.
fn strings(language: &str) -> Strings {
    let mut all = strings_in("locales", language);
    for (key, text) in strings_in("locales/late", language) {
        assert!(all.insert(key.clone(), text).is_none(), "{language}: {key} is there twice");
    }
    all
}

fn strings_in(folder: &str, language: &str) -> Strings {
    let path = root().join(folder).join(format!("{language}.json"));
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
fn a_word_that_comes_late_is_said_by_late_modules_only() {
    let parts = fs::read_to_string(root().join("xtask/src/split/parts.rs")).unwrap_or_default();
    let names = parts.split('"').filter_map(|name| name.strip_prefix("dateline::"));
    let late: Vec<String> = names
        .filter_map(|name| name.strip_suffix("::"))
        .map(|name| format!("src/{}", name.replace("::", "/")))
        .collect();
    assert!(late.contains(&"src/panel/about".to_owned()), "{late:?}");
    let (words, first) = (strings_in("locales/late", "en"), strings_in("locales", "en"));
    let group = |key: &str| key.split('.').next().unwrap_or_default().to_owned();
    let groups: BTreeSet<String> = words.keys().map(|key| group(key)).collect();
    let mut early = Vec::new();
    for source in sources(&["src"], &["rs"]) {
        let path = source.path.trim_end_matches(".rs");
        let is_late = late.iter().any(|one| path == one || path.starts_with(&format!("{one}/")));
        if is_late {
            continue;
        }
        let says = |words: &str| source.text.contains(&format!("\"{words}"));
        early.extend(
            bases(&words)
                .into_iter()
                .filter(|key| says(&format!("{key}\"")))
                .map(|key| format!("{}: {key}", source.path)),
        );
        // Keys that are put together, such as `confidence.{}`.
        let whole = groups.iter().filter(|one| !first.keys().any(|key| group(key) == **one));
        early.extend(
            whole
                .filter(|one| says(&format!("{one}.{{")))
                .map(|one| format!("{}: {one}", source.path)),
        );
    }
    assert!(early.is_empty(), "said before it is there: {early:?}");
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

/// What readers say of a file in words of their own, where it stands in the code as one text: as
/// the last argument of what tells it, or as a text that says what a file is.
fn details_said() -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    for source in sources(&["crates/dateline-ingest/src"], &[".rs"]) {
        let code = source.text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        let calls = [".detail(", "warn("].into_iter().flat_map(|way| code.split(way).skip(1));
        let told = calls.filter_map(|call| {
            let arguments = call.split(");").next()?.trim_end().trim_end_matches(',');
            Some(arguments.strip_suffix('"')?.rsplit_once('"')?.1.to_owned())
        });
        // Whatever stands between two signs of quotation.
        let is_named = |text: &&str| text.starts_with("it is ") || text.starts_with("it was ");
        let named = code.split('"').filter(is_named).map(str::to_owned);
        let is_whole = |text: &String| text.contains(' ') && !text.contains(['{', '\\', '\n']);
        said.extend(told.chain(named).filter(|_| !source.is_test()).filter(is_whole));
    }
    assert!(said.len() > 20, "the rule would hold on {said:?}");
    said
}

#[test]
fn what_readers_say_of_a_file_is_said_in_every_language() {
    for (language, _) in LANGUAGES.into_iter().filter(|(language, _)| *language != "en") {
        let known = strings_in("locales/reader", &format!("details.{language}"));
        let missing: Vec<_> =
            details_said().into_iter().filter(|text| !known.contains_key(text)).collect();
        assert!(missing.is_empty(), "{language}: {missing:#?}");
    }
}
