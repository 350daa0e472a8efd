//! The rules that the sources keep, from the import table in `ARCHITECTURE.md` to the
//! length of a function. Runs without compiling the app.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "architecture/crates.rs"]
mod crates;
#[path = "architecture/modules.rs"]
mod modules;
#[path = "architecture/sources.rs"]
mod sources;
#[path = "architecture/strings.rs"]
mod strings;
#[path = "architecture/styles.rs"]
mod styles;

use sources::{Source, code_only, functions, sources};

const ALL_CODE: [&str; 4] = ["src", "crates", "xtask/src", "tests"];
const FILE_CAP_LINES: usize = 500;
const FUNCTION_CAP_LINES: usize = 80;

/// Ways to turn text into markup. There is none in this project: what comes from a file
/// is shown as text.
const MARKUP_SINKS: [&str; 8] = [
    "inner_html",
    "outer_html",
    "insert_adjacent_html",
    "create_contextual_fragment",
    "document.write",
    "DomParser",
    "HtmlDocument",
    "srcdoc",
];

/// Ways to give up that a reader of the page would see as a dead map.
const PANICS: [&str; 6] =
    [".unwrap()", ".expect(\"\"", "panic!(", "unreachable!(", "todo!(", "unimplemented!("];

/// Fails with all of `found`, so that one run shows everything there is to do.
fn assert_none(found: &[String], rule: &str) {
    assert!(found.is_empty(), "{rule}:\n{}", found.join("\n"));
}

/// The files among `files` whose code has one of `words`, each with the word.
fn uses(files: &[Source], words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for source in files {
        let code = code_only(&source.text);
        for word in words.iter().filter(|word| code.contains(**word)) {
            found.push(format!("{}: {word}", source.path));
        }
    }
    found
}

#[test]
fn no_text_becomes_markup() {
    let files = sources(&["src", "crates"], &[".rs"]);
    assert_none(&uses(&files, &MARKUP_SINKS), "show text as text");
}

#[test]
fn no_code_outside_tests_gives_up_with_a_panic() {
    let mut files = sources(&["src", "crates", "xtask/src"], &[".rs"]);
    files.retain(|source| !source.is_test());
    assert_none(&uses(&files, &PANICS), "return a typed error instead");
}

#[test]
fn no_file_is_longer_than_a_sitting() {
    let folders = [ALL_CODE.as_slice(), &["style"]].concat();
    let found: Vec<String> = sources(&folders, &[".rs", ".mjs", ".css"])
        .iter()
        .filter(|source| source.line_count() > FILE_CAP_LINES)
        .map(|source| format!("{}: {} lines", source.path, source.line_count()))
        .collect();
    assert_none(&found, "at most 500 lines a file");
}

#[test]
fn no_function_is_longer_than_a_screen_or_two() {
    let mut found = Vec::new();
    for source in sources(&ALL_CODE, &[".rs"]) {
        for (name, line, lines) in functions(&code_only(&source.text)) {
            if lines > FUNCTION_CAP_LINES {
                found.push(format!("{}:{line}: {name}: {lines} lines", source.path));
            }
        }
    }
    assert_none(&found, "at most 80 lines a function");
}

#[test]
fn every_module_says_what_it_is_for() {
    let found: Vec<String> = sources(&["src", "crates", "xtask/src"], &[".rs"])
        .into_iter()
        .filter(|source| !source.is_test())
        .filter(|source| {
            let first = source.text.lines().find(|line| !line.starts_with("#!["));
            !first.is_some_and(|line| line.starts_with("//!"))
        })
        .map(|source| source.path)
        .collect();
    assert_none(&found, "begin with //! and say what the module is for");
}

#[test]
fn the_reading_of_code_passes_over_text_comments_and_tests() {
    let text = "fn a() { let b = \"}.unwrap()\"; // .unwrap()\n let c = '\\''; let d = r#\"fn x\"#; }\n\
                /* fn y() */ struct E<'a>(&'a str);\n\
                #[cfg(test)]\nmod tests { fn f() { g.unwrap() } }\nfn h() {\n}\n";
    let code = code_only(text);
    assert!(!code.contains(".unwrap()"), "{code}");
    assert_eq!(code.matches('\n').count(), text.matches('\n').count());
    let found: Vec<_> = functions(&code);
    assert_eq!(found, [("a".to_owned(), 1, 2), ("h".to_owned(), 6, 2)]);
    let whole = "let e = x.expect(\"words\");";
    assert!(code_only(whole).contains(".expect(\"\""));
}
