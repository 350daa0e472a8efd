//! Numbers read by the browser, which brings the tables for it along.

use wasm_bindgen::JsValue;

/// A finite decimal number, `-12.5` or `1e3`; `None` for anything else.
pub fn number_from(text: &str) -> Option<f64> {
    // JavaScript would take an empty text for 0, and read other bases.
    let is_decimal = |byte: u8| byte.is_ascii_digit() || b"+-.eE".contains(&byte);
    let is_plain = !text.is_empty() && text.bytes().all(is_decimal);
    let number = is_plain.then(|| JsValue::from_str(text).unchecked_into_f64());
    number.filter(|number| number.is_finite())
}
