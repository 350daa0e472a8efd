//! The import rules within the app: which part may know which.

use std::collections::BTreeSet;

use crate::assert_none;
use crate::sources::{code_only, sources};

/// What each part of `src/` may take from the others; `embed` takes from all.
const MAY_USE: [(&str, &[&str]); 13] = [
    ("dom", &[]),
    ("platform", &[]),
    ("ways", &[]),
    ("i18n", &["platform"]),
    ("state", &["i18n", "platform"]),
    ("words", &["dom", "i18n", "state"]),
    ("late", &["dom", "platform", "state", "words"]),
    ("marks", &["dom"]),
    ("page", &["dom", "i18n", "marks", "state"]),
    ("sources", &["dom", "page"]),
    (
        "map",
        &["dom", "i18n", "late", "marks", "page", "platform", "sources", "state", "ways", "words"],
    ),
    (
        "timeline",
        &["dom", "i18n", "late", "marks", "page", "platform", "sources", "state", "ways", "words"],
    ),
    (
        "panel",
        &["dom", "i18n", "late", "marks", "page", "platform", "sources", "state", "ways", "words"],
    ),
];

/// The part that a file of the app belongs to.
fn part_of(path: &str) -> &str {
    let inside = path.trim_start_matches("src/");
    inside.split('/').next().unwrap_or_default().trim_end_matches(".rs")
}

#[test]
fn each_part_of_the_app_uses_only_what_it_may() {
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    for source in sources(&["src"], &[".rs"]) {
        let part = part_of(&source.path);
        seen.insert(part.to_owned());
        if matches!(part, "lib" | "main" | "embed") {
            continue;
        }
        let may = MAY_USE.iter().find(|(name, _)| *name == part).map(|(_, may)| *may);
        let may = may.unwrap_or_else(|| panic!("no import rule for {}", source.path));
        for used in code_only(&source.text).split("crate::").skip(1) {
            let end = used.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
            let name = &used[..end.unwrap_or(used.len())];
            if name != part && !may.contains(&name) {
                found.push(format!("{}: {name}", source.path));
            }
        }
    }
    assert_none(&found, "use what stands below, see ARCHITECTURE.md");
    let missing = MAY_USE.iter().find(|(name, _)| !seen.contains(*name));
    assert_eq!(missing, None, "a rule about nothing");
}
