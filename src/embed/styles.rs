//! The style sheet of the shadow tree: one per page, shared by every element on it.
//!
//! A constructed sheet needs no `style-src` of the host and no second request.

use std::cell::RefCell;

use dateline_squeeze::css;
use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::{CssStyleSheet, ShadowRoot};

const CSS: &str = css!(
    include_str!("../../style/tokens.css"),
    include_str!("../../style/layout.css"),
    include_str!("../../style/controls.css"),
    include_str!("../../style/map.css"),
    include_str!("../../style/timeline.css"),
    include_str!("../../style/panel.css"),
    include_str!("../../style/print.css"),
);

thread_local! {
    static SHEET: RefCell<Option<CssStyleSheet>> = const { RefCell::new(None) };
}

/// Gives the shadow tree our style.
pub fn adopt_styles(shadow: &ShadowRoot) {
    let sheet = SHEET.with_borrow_mut(|sheet| {
        if sheet.is_none() {
            *sheet = CssStyleSheet::new().ok();
            if let Some(sheet) = sheet {
                // An unreadable rule is skipped by the browser; there is nothing to handle.
                let _ = sheet.replace_sync(CSS);
            }
        }
        sheet.clone()
    });
    if let Some(sheet) = sheet {
        shadow.set_adopted_style_sheets(&JsValue::from(Array::of1(&sheet)));
    }
}
