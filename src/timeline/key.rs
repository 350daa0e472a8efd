//! The key of marks and bars, and the switch for each kind of event.

use std::cell::Cell;
use std::sync::Arc;

use dateline_core::index::Filter;
use dateline_core::model::Category;
use leptos::prelude::Get;

use crate::dom::{El, button, el, follow};
use crate::i18n::{Language, format_number};
use crate::page::Page;
use crate::state::Command;

/// A chip per kind of event.
pub fn event_key(page: &Page) -> El {
    let categories = page.loaded.story.meta.categories.iter().enumerate();
    let chips: Vec<Chip> =
        categories.map(|(index, category)| Chip::new(page, index as u8, category)).collect();
    let key = el("div", "dl-chips")
        .attr("role", "group")
        .attr("aria-label", page.t("legend.events"))
        .attr("title", page.t("legend.filter.hint"))
        .add_all(chips.iter().map(|chip| chip.button.clone()).collect());
    follow_counts(page, chips);
    let page = page.clone();
    key.live(move || {
        if page.store.filter().is_empty() {
            return Vec::new();
        }
        vec![page.sends("dl-chip dl-link", "legend.show_all", Command::ShowAll)]
    })
}

/// The switch of a kind, with the number of its events that are shown, if there are any.
struct Chip {
    button: El,
    number: El,
    count: Cell<u32>,
}

impl Chip {
    fn new(page: &Page, bit: u8, category: &Category) -> Self {
        let store = page.store;
        let is_shown = move || store.filter().hidden_categories >> bit & 1 == 0;
        let name = category.name.in_language(page.language.tag());
        let button = button("dl-chip dl-zero")
            .live_attr("aria-pressed", move || Some(is_shown().to_string()))
            .on_click(move || store.send(Command::ToggleCategory(bit)))
            .add(page.mark(category))
            .add(el("bdi", "").text(name));
        Self { button, number: el("span", "dl-key-count"), count: Cell::new(0) }
    }

    /// Says another number than before.
    fn count(&self, language: Language, count: u32) {
        if self.count.replace(count) == count {
            return;
        }
        let (button, number) = (self.button.node(), self.number.node());
        // Refused only for a class with a space in it.
        let _ = button.class_list().toggle_with_force("dl-zero", count == 0);
        if count == 0 {
            number.remove();
            return;
        }
        number.set_text_content(Some(&format_number(language, f64::from(count), 0)));
        // Refused only for an ancestor.
        let _ = button.append_child(number);
    }
}

/// Keeps the numbers to the clock. The chips stay what they are: one may have the focus.
fn follow_counts(page: &Page, chips: Vec<Chip>) {
    let (store, language, loaded) = (page.store, page.language, Arc::clone(&page.loaded));
    follow(Box::new(move || {
        // Hidden ones too, so that it is known what a press would show; but not what the
        // filter for dates leaves out. A kind that no event has keeps its 0.
        let filter = Filter { hidden_categories: 0, ..store.filter() };
        let counts = loaded.index.count_by_category(store.span.get(), &filter);
        for (chip, count) in chips.iter().zip(counts) {
            chip.count(language, count);
        }
    }));
}
