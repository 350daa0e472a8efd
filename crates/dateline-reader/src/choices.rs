//! What a reader of the page knows of files, as plain values.

use dateline_ingest::{ColumnRole, DateOrder, FileMapping};
use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;

/// Choices: `{ timeZone, files: [{ name, dateOrder, columns: [[name, role], …] }, …] }`. What is
/// missing or makes no sense is as if it had not been said.
#[derive(Debug, Default)]
pub struct Choices {
    /// IANA name of the zone of the place.
    pub time_zone: Option<String>,
    /// What is known of files, by their names.
    pub mappings: Vec<(String, FileMapping)>,
}

impl Choices {
    /// Reads them.
    pub fn of(value: &JsValue) -> Self {
        let files = items(&member(value, "files"));
        let mappings = files.iter().map(|file| {
            let columns = items(&member(&file, "columns"));
            let columns = columns.iter().filter_map(|pair| {
                let pair = items(&pair);
                let role = ColumnRole::from_name(&pair.get(1).as_string()?)?;
                Some((pair.get(0).as_string()?, role))
            });
            let order = text(&file, "dateOrder").and_then(|order| DateOrder::from_name(&order));
            let mapping =
                FileMapping { columns: columns.collect(), date_order: order, ..Default::default() };
            (text(&file, "name").unwrap_or_default(), mapping)
        });
        Self {
            time_zone: text(value, "timeZone").filter(|zone| !zone.is_empty()),
            mappings: mappings.collect(),
        }
    }
}

/// What a list has in it; nothing of what is no list.
fn items(value: &JsValue) -> Array {
    if Array::is_array(value) { Array::from(value) } else { Array::new() }
}

fn text(object: &JsValue, name: &str) -> Option<String> {
    member(object, name).as_string()
}

/// The member of that name, as nothing where there is none.
fn member(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}
