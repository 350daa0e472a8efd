//! The style sheets of the shadow tree: one of each per page, shared by every element on it.
//!
//! A constructed sheet needs no `style-src` of the host and no second request. What only the
//! late part shows has a sheet of its own, which comes with it.

use std::cell::RefCell;
use std::thread::LocalKey;

use dateline_squeeze::css;
use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::{CssStyleSheet, ShadowRoot};

use crate::platform::{late_text, read_late};

const CSS: &str = css!(
    include_str!("../../style/tokens.css"),
    include_str!("../../style/layout.css"),
    include_str!("../../style/controls.css"),
    include_str!("../../style/map.css"),
    include_str!("../../style/timeline.css"),
    include_str!("../../style/panel.css"),
);

const LATE_CSS: &str = css!(late_text!(concat!(
    include_str!("../../style/late.css"),
    include_str!("../../style/layers.css"),
    include_str!("../../style/whereabouts.css"),
    include_str!("../../style/compare.css"),
    include_str!("../../style/hands.css"),
    include_str!("../../style/open.css"),
    include_str!("../../style/print.css"),
)));

type Sheet = RefCell<Option<CssStyleSheet>>;

thread_local! {
    static SHEET: Sheet = const { RefCell::new(None) };
    static LATE_SHEET: Sheet = const { RefCell::new(None) };
}

/// Gives the shadow tree our style.
pub fn adopt_styles(shadow: &ShadowRoot) {
    adopt(shadow, &[sheet(&SHEET, CSS)]);
}

/// The same with what the late part shows, as soon as that has come.
pub fn adopt_late_styles(shadow: &ShadowRoot) {
    let late = read_late(LATE_CSS).and_then(|css| sheet(&LATE_SHEET, css));
    adopt(shadow, &[sheet(&SHEET, CSS), late]);
}

fn adopt(shadow: &ShadowRoot, sheets: &[Option<CssStyleSheet>]) {
    let all: Array = sheets.iter().flatten().map(JsValue::from).collect();
    shadow.set_adopted_style_sheets(&JsValue::from(all));
}

/// The sheet, made at the first use. An unreadable rule is skipped by the browser; there is
/// nothing to handle.
fn sheet(kept: &'static LocalKey<Sheet>, css: &str) -> Option<CssStyleSheet> {
    kept.with_borrow_mut(|kept| {
        if kept.is_none() {
            *kept = CssStyleSheet::new().ok();
            kept.iter().for_each(|sheet| drop(sheet.replace_sync(css)));
        }
        kept.clone()
    })
}
