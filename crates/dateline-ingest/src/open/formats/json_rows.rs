//! JSON objects → rows: nested members become columns with dotted names.
//!
//! Has no opinion on what the members mean.

use crate::open::sheet::SheetBuilder;
use crate::tidy::without_bidi_controls;
use serde_json::Value;

/// Deepest nesting that is told apart; what lies deeper is one cell of JSON.
const MAX_DEPTH: usize = 8;
/// Objects of one list that are told apart; all beyond are one cell of JSON.
const MAX_LISTED: usize = 32;

/// Adds an object as a row.
pub(crate) fn push(value: &Value, line: u32, builder: &mut SheetBuilder) {
    builder.push(line, cells(value), None);
}

/// The cells of an object, by dotted names; lists of plain values are one cell.
pub(crate) fn cells(value: &Value) -> Vec<(String, String)> {
    let mut cells = Vec::new();
    flatten("", value, 0, &mut cells);
    cells
}

fn flatten(name: &str, value: &Value, depth: usize, out: &mut Vec<(String, String)>) {
    let dot = if name.is_empty() { "" } else { "." };
    match value {
        Value::Object(members) if depth < MAX_DEPTH => {
            for (key, value) in members {
                flatten(&format!("{name}{dot}{key}"), value, depth + 1, out);
            }
        }
        Value::Array(items) if depth < MAX_DEPTH && items.iter().any(Value::is_object) => {
            let (listed, rest) = items.split_at(items.len().min(MAX_LISTED));
            for (place, item) in listed.iter().enumerate() {
                flatten(&format!("{name}{dot}{}", place + 1), item, depth + 1, out);
            }
            if !rest.is_empty() {
                let texts: Vec<String> = rest.iter().map(plain_text).collect();
                out.push((format!("{name}{dot}{}", MAX_LISTED + 1), tidy(&texts.join("; "))));
            }
        }
        Value::Array(items) if items.iter().all(|item| !item.is_array()) => {
            let texts: Vec<String> = items.iter().map(plain_text).collect();
            out.push((name.to_owned(), tidy(&texts.join("; "))));
        }
        other => {
            let text = plain_text(other);
            if !text.is_empty() {
                out.push((name.to_owned(), tidy(&text)));
            }
        }
    }
}

fn plain_text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    }
}

fn tidy(text: &str) -> String {
    without_bidi_controls(text).into_owned()
}
