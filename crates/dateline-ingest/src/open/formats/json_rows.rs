//! JSON objects → rows: nested members become columns with dotted names.
//!
//! Has no opinion on what the members mean.

use crate::tidy::{cut, without_bidi_controls};
use crate::{Limits, open::sheet::SheetBuilder};
use serde_json::Value;

/// Deepest nesting that is told apart; what lies deeper is one cell of JSON.
const MAX_DEPTH: usize = 8;
/// Objects of one list that are told apart.
const MAX_LISTED: usize = 32;

/// Adds an object as a row.
pub(crate) fn push(value: &Value, line: u32, limits: Limits, builder: &mut SheetBuilder) {
    builder.push(line, cells(value, limits), None);
}

/// The cells of an object, by dotted names; lists of plain values are one cell.
pub(crate) fn cells(value: &Value, limits: Limits) -> Vec<(String, String)> {
    let mut cells = Vec::new();
    flatten("", value, limits, 0, &mut cells);
    cells
}

fn flatten(
    name: &str,
    value: &Value,
    limits: Limits,
    depth: usize,
    out: &mut Vec<(String, String)>,
) {
    let dot = if name.is_empty() { "" } else { "." };
    match value {
        Value::Object(members) if depth < MAX_DEPTH => {
            for (key, value) in members {
                flatten(&format!("{name}{dot}{key}"), value, limits, depth + 1, out);
            }
        }
        Value::Array(items) if depth < MAX_DEPTH && items.iter().any(Value::is_object) => {
            for (place, item) in items.iter().take(MAX_LISTED).enumerate() {
                flatten(&format!("{name}{dot}{}", place + 1), item, limits, depth + 1, out);
            }
        }
        Value::Array(items) if items.iter().all(|item| !item.is_array()) => {
            let texts: Vec<String> = items.iter().map(plain_text).collect();
            out.push((name.to_owned(), tidy(&texts.join("; "), limits)));
        }
        other => {
            let text = plain_text(other);
            if !text.is_empty() {
                out.push((name.to_owned(), tidy(&text, limits)));
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

fn tidy(text: &str, limits: Limits) -> String {
    without_bidi_controls(cut(text, limits.text_chars)).into_owned()
}
