//! Ways from the timeline to the events that it does not show (T11).

use crate::dom::{El, button, el};
use crate::i18n::format_number;
use crate::page::Page;
use crate::state::{Apart, Command, Panel};
use crate::ways::{UNDATED_ID, UNPLACED_ID, focus_soon};

/// Buttons that open the list at a group of its own, each while there are events in it.
pub fn ways(page: &Page) -> Vec<El> {
    vec![
        way(page, Apart::Unplaced, UNPLACED_ID, "events.group.unplaced"),
        way(page, Apart::Undated, UNDATED_ID, "events.undated"),
    ]
}

fn way(page: &Page, group: Apart, id: &'static str, key: &str) -> El {
    let (store, language) = (page.store, page.language);
    let count = move || store.apart(group).len();
    let number = move || format_number(language, count() as f64, 0);
    button("dl-way")
        .live_attr("hidden", move || (count() == 0).then(String::new))
        .text(page.t(key))
        .text(" ")
        .add(el("span", "dl-key-count").live_text(number))
        .on("click", move |event| {
            store.send(Command::SetPanel(Panel::Events));
            focus_soon(event, id);
        })
}
