//! Choosing files, and what may be chosen.

use js_sys::Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::dom::{El, button, el};
use crate::page::Page;
use crate::platform::{Files, fetch_file, member};
use crate::state::{Command, Own};

/// What can be read, a line for each sort.
const KINDS: [&str; 5] =
    ["open.can.tables", "open.can.places", "open.can.exports", "open.can.json", "open.can.packed"];

/// What is said of an address: nothing yet, that it is elsewhere, that it gives no file, that it is
/// waited for.
const ADDRESS_WORDS: [&str; 4] =
    ["", "open.address.elsewhere", "open.address.failed", "open.reading"];
const WAITING: usize = 3;

/// A file of this site by its address.
fn by_address(page: &Page) -> El {
    let store = page.store;
    let told = RwSignal::new(0);
    let field = el("input", "")
        .attr("type", "url")
        .attr("dir", "ltr")
        .attr("autocomplete", "off")
        .attr("aria-label", page.t("open.address"))
        .attr("placeholder", page.t("open.address"));
    let node = field.node().clone();
    let asked = StoredValue::new(0_u32);
    let open = move || {
        let address = member(&node, "value").as_string().unwrap_or_default();
        if address.trim().is_empty() {
            return;
        }
        told.set(WAITING);
        let before = store.peek(|state| state.choice.opening.clone());
        let number = asked.get_value() + 1;
        asked.set_value(number);
        // Who has asked for or opened something else meanwhile wants that.
        let is_wanted = move || {
            asked.try_get_value() == Some(number)
                && store.peek(|state| state.choice.opening == before)
        };
        spawn_local(async move {
            let fetched = fetch_file(address.trim()).await;
            if !is_wanted() {
                return;
            }
            let said = match fetched {
                Ok(Some(files)) => {
                    store.send(Command::Own(Own::Open(files)));
                    0
                }
                Ok(None) => 1,
                Err(_) => 2,
            };
            // Nobody is told where the page has gone meanwhile.
            let _ = told.try_set(said);
        });
    };
    let by_key = open.clone();
    let field = field.on_key(move |event| {
        let is_enter = event.key() == "Enter";
        if is_enter {
            by_key();
        }
        is_enter
    });
    let go = button("dl-button").text(page.t("open.address.go")).on_click(open);
    let words = page.clone();
    let status = el("p", "dl-hint").attr("role", "status").live_text(move || {
        let key = ADDRESS_WORDS.get(told.get()).copied().unwrap_or_default();
        if key.is_empty() { String::new() } else { words.t(key).to_owned() }
    });
    let row = el("div", "dl-open-address").add(field).add(go);
    el("div", "dl-open-by-address").add(row).add(status)
}

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
    let zone = zone.add(by_address(page));
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
