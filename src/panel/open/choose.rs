//! Choosing files, and what may be chosen.

use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::dom::{El, button, el};
use crate::page::Page;
use crate::platform::{Files, member};
use crate::state::{Command, Own};

/// What can be read, a line for each sort.
const KINDS: [&str; 5] =
    ["open.can.tables", "open.can.places", "open.can.exports", "open.can.json", "open.can.packed"];

/// Where files are dropped or chosen, and what can be read.
pub fn chooser(page: &Page) -> Vec<El> {
    let store = page.store;
    let field = el("input", "").attr("type", "file").attr("multiple", "").attr("hidden", "");
    let node = field.node().clone();
    let field = field.on("change", {
        let node = node.clone();
        move |_| {
            let files = Array::from(&member(&node, "files"));
            if files.length() > 0 {
                store.send(Command::Own(Own::Open(Files::new(files))));
            }
            // The same file, mended, may be chosen again.
            node.unchecked_ref::<HtmlInputElement>().set_value("");
        }
    });
    let choose = button("dl-button dl-primary")
        .text(page.t("open.choose"))
        .on_click(move || node.unchecked_ref::<HtmlElement>().click());
    let zone =
        el("div", "dl-open-zone").add(page.words("p", "", "open.zone")).add(choose).add(field);
    let kinds = KINDS.iter().map(|key| page.words("li", "", key)).collect();
    vec![
        zone,
        page.words("p", "dl-open-private", "open.private"),
        page.words("p", "", "open.together"),
        page.words("h4", "", "open.can"),
        el("ul", "dl-open-kinds").add_all(kinds),
        page.words("p", "dl-hint", "open.can.not"),
    ]
}
