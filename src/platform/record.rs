//! Plain JavaScript values for hosts, put together without a text in between.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// An object under construction. Names of members are constants of ours: what a story
/// names goes into [`counts_by_name`].
pub struct Record(Object);

impl Record {
    /// An object without members.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Self(Object::new())
    }

    /// With a member.
    pub fn put(self, name: &str, value: &JsValue) -> Self {
        // A new plain object takes every member.
        let _ = Reflect::set(&self.0, &JsValue::from_str(name), value);
        self
    }

    /// With a text.
    pub fn text(self, name: &str, value: &str) -> Self {
        self.put(name, &JsValue::from_str(value))
    }

    /// With a text, or with null.
    pub fn text_or_null(self, name: &str, value: Option<&str>) -> Self {
        self.put(name, &value.map_or(JsValue::NULL, JsValue::from_str))
    }

    /// With a number.
    pub fn number(self, name: &str, value: f64) -> Self {
        self.put(name, &JsValue::from_f64(value))
    }

    /// With a number, or with null.
    pub fn number_or_null(self, name: &str, value: Option<f64>) -> Self {
        self.put(name, &value.map_or(JsValue::NULL, JsValue::from_f64))
    }

    /// With true or false.
    pub fn flag(self, name: &str, value: bool) -> Self {
        self.put(name, &JsValue::from_bool(value))
    }

    /// The object, as an object.
    pub fn object(self) -> Object {
        self.0
    }

    /// The object.
    pub fn value(self) -> JsValue {
        self.0.into()
    }
}

/// A list.
pub fn list(values: &mut dyn Iterator<Item = JsValue>) -> JsValue {
    let array = Array::new();
    for value in values {
        array.push(&value);
    }
    array.into()
}

/// An object of counts by names from a story, whatever those are: each becomes a member of
/// its own, `__proto__` too (S11).
pub fn counts_by_name(counts: &[(&str, u32)]) -> JsValue {
    let entries = list(&mut counts.iter().map(|(name, count)| {
        Array::of2(&JsValue::from_str(name), &JsValue::from_f64(f64::from(*count))).into()
    }));
    // A list of pairs of text and number is what it takes.
    Object::from_entries(&entries).map_or(JsValue::NULL, Into::into)
}

/// The member `name`; undefined where there is none.
pub fn member(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// The names of the members of an object; `None` for anything else.
pub fn member_names(value: &JsValue) -> Option<Vec<String>> {
    if !value.is_object() || Array::is_array(value) {
        return None;
    }
    let names = Object::keys(value.unchecked_ref::<Object>());
    Some(names.iter().filter_map(|name| name.as_string()).collect())
}
