//! The rules of the style sheets: they serve a page that runs from right to left as well,
//! and in a dark theme.

use crate::sources::sources;

const PHYSICAL: [&str; 4] = ["left", "right", "top", "bottom"];
/// Names of colours that people write by hand; the list is not complete, the rule for
/// numbers catches the rest.
const NAMED_COLOURS: [&str; 14] = [
    "white", "black", "red", "green", "blue", "yellow", "orange", "grey", "gray", "purple",
    "brown", "pink", "silver", "navy",
];
const COLOUR_FUNCTIONS: [&str; 8] =
    ["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklch("];
/// The only file in which colours are numbers.
const TOKENS: &str = "style/tokens.css";

/// The declarations of a style sheet as property and value.
fn declarations(css: &str) -> Vec<(String, String)> {
    let mut plain = String::new();
    let mut rest = css;
    while let Some(start) = rest.find("/*") {
        plain.push_str(&rest[..start]);
        rest = rest[start..].find("*/").map_or("", |end| &rest[start + end + 2..]);
    }
    plain.push_str(rest);
    plain
        .split(['{', '}', ';'])
        .filter_map(|piece| piece.split_once(':'))
        .map(|(property, value)| (property.trim().to_owned(), value.trim().to_owned()))
        .filter(|(property, _)| property.chars().all(|c| c.is_ascii_alphabetic() || c == '-'))
        .collect()
}

/// Whether a declaration means a side of the screen where it should mean one of the text.
fn is_physical(property: &str, value: &str) -> bool {
    let side_of = |prefix: &str| {
        property
            .strip_prefix(prefix)
            .is_some_and(|rest| PHYSICAL.iter().any(|side| rest.starts_with(side)))
    };
    let sided_value =
        ["text-align", "float", "clear"].contains(&property) && ["left", "right"].contains(&value);
    // Four values go clockwise, so a second that is not the fourth means left or right.
    let four: Vec<&str> = value.split_whitespace().collect();
    let lopsided = ["margin", "padding", "inset", "scroll-margin", "scroll-padding"]
        .contains(&property)
        && four.len() == 4
        && four[1] != four[3];
    PHYSICAL.contains(&property)
        || ["margin-", "padding-", "border-", "scroll-margin-", "scroll-padding-"]
            .into_iter()
            .any(side_of)
        || sided_value
        || lopsided
}

/// Whether a value names a colour instead of a token.
fn has_colour(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let has_number = lower
        .split('#')
        .skip(1)
        .any(|tail| tail.chars().take_while(char::is_ascii_hexdigit).count() >= 3);
    let has_name = lower
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .any(|word| NAMED_COLOURS.contains(&word));
    has_number || has_name || COLOUR_FUNCTIONS.iter().any(|name| lower.contains(name))
}

#[test]
fn style_sheets_use_the_sides_of_the_text_and_not_of_the_screen() {
    let mut found = Vec::new();
    for sheet in sources(&["style"], &[".css"]) {
        for (property, value) in declarations(&sheet.text) {
            if is_physical(&property, &value) {
                found.push(format!("{}: {property}: {value}", sheet.path));
            }
        }
    }
    assert!(found.is_empty(), "use margin-inline-start and the like:\n{}", found.join("\n"));
}

#[test]
fn colours_are_numbers_in_the_tokens_only() {
    let mut found = Vec::new();
    for sheet in sources(&["style"], &[".css"]).into_iter().filter(|sheet| sheet.path != TOKENS) {
        for (property, value) in declarations(&sheet.text) {
            if has_colour(&value) {
                found.push(format!("{}: {property}: {value}", sheet.path));
            }
        }
    }
    assert!(found.is_empty(), "name a token of {TOKENS}:\n{}", found.join("\n"));
}

#[test]
fn the_rules_for_style_sheets_catch_what_they_are_for() {
    for (property, value) in [
        ("left", "0"),
        ("margin-left", "1px"),
        ("border-right-width", "1px"),
        ("text-align", "right"),
        ("padding", "0 1px 0 2px"),
    ] {
        assert!(is_physical(property, value), "{property}: {value}");
    }
    for (property, value) in
        [("margin-inline-start", "1px"), ("padding", "0 1px 2px 1px"), ("text-align", "start")]
    {
        assert!(!is_physical(property, value), "{property}: {value}");
    }
    for value in ["#fff", "1px solid #1c1b19", "rgb(0 0 0 / 0.5)", "white", "var(--x, black)"] {
        assert!(has_colour(value), "{value}");
    }
    for value in [
        "var(--dl-ink)",
        "transparent",
        "currentColor",
        "CanvasText",
        "url(#ab)",
        "var(--dl-white-space)",
    ] {
        assert!(!has_colour(value), "{value}");
    }
    let css = "/* left: 0; */ a:hover { color: var(--x); /* b */ inset: 0 }";
    let read: Vec<String> = declarations(css).into_iter().map(|(property, _)| property).collect();
    assert!(read.contains(&"color".to_owned()) && read.contains(&"inset".to_owned()));
    assert!(!read.contains(&"left".to_owned()));
}
