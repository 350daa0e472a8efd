//! The window in two fields (T7): any date that a file may hold, digits of either script, the
//! last day included.

use std::rc::Rc;

use dateline_core::time::{WindowEnd, WindowFault, read_window, written_window};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent};

use super::Hands;
use crate::dom::{El, button, el, follow};
use crate::i18n::{DateStyle, format_moment_shown, format_seconds, t, t_with};
use crate::state::{Command, Store};

/// The two fields and what is said of them.
#[derive(Clone)]
struct Fields {
    from: HtmlInputElement,
    to: HtmlInputElement,
    error: El,
}

/// Both fields, with the words of what is wrong with them.
pub fn window_fields(hands: &Rc<Hands>) -> El {
    let (store, window) = (hands.track.store, hands.track.window);
    let from = input().live_value(move || written_window(window.get()).0);
    let to = input().live_value(move || written_window(window.get()).1);
    let error = el("p", "dl-typed-error").attr("id", "dl-typed-error").attr("role", "alert");
    let fields = Fields {
        from: from.node().clone().unchecked_into(),
        to: to.node().clone().unchecked_into(),
        error: error.clone(),
    };
    say(hands, &fields, None);
    let (by_clock, for_clock) = (fields.clone(), Rc::clone(hands));
    follow(Box::new(move || {
        window.with(|_| ());
        // In the language of now, if there is something to say.
        store.language.track();
        untrack(|| say(&for_clock, &by_clock, None));
    }));
    let (by_key, for_keys, for_set) = (fields.clone(), Rc::clone(hands), Rc::clone(hands));
    let set = button("dl-button").word(store, "time.window.set");
    let labelled = |key: &'static str, input: El| {
        el("label", "dl-typed-field").add(el("span", "").word(store, key)).add(input)
    };
    el("div", "dl-typed")
        .attr("role", "group")
        .word_attr("aria-label", store, "time.window")
        .add(labelled("time.window.from", from))
        .add(labelled("time.window.to", to))
        .add(set.on_click(move || apply(&for_set, &fields)))
        .add(el("p", "dl-typed-hint").attr("id", "dl-typed-hint").word(store, "time.window.hint"))
        .add(error)
        .on_key(move |event| key(event, &for_keys, &by_key))
}

fn input() -> El {
    el("input", "dl-date")
        .attr("type", "text")
        .attr("dir", "ltr")
        .attr("size", "10")
        .attr("maxlength", "32")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
}

/// Says what is wrong, in words, and of which field.
fn say(hands: &Hands, fields: &Fields, wrong: Option<(WindowEnd, WindowFault)>) {
    for (field, end) in [(&fields.from, WindowEnd::Start), (&fields.to, WindowEnd::End)] {
        let is_wrong = wrong.is_some_and(|(one, _)| one == end);
        let (invalid, described) =
            if is_wrong { ("true", "dl-typed-error") } else { ("false", "dl-typed-hint") };
        // Refused only for a name with letters that no attribute has: they are constants.
        let _ = field.set_attribute("aria-invalid", invalid);
        let _ = field.set_attribute("aria-describedby", described);
    }
    let words = wrong.map(|(_, fault)| words_of(hands, fault)).unwrap_or_default();
    let error: &HtmlElement = fields.error.node().unchecked_ref();
    error.set_hidden(words.is_empty());
    error.set_text_content(Some(&words));
}

/// That what was typed is no date.
#[inline(never)] // A way into the late part, see `crate::late`.
pub fn unreadable(store: Store) -> El {
    let words = t(store.language.get(), "time.window.unreadable");
    el("span", "dl-field-note").attr("role", "alert").text(words)
}

fn words_of(hands: &Hands, fault: WindowFault) -> String {
    let language = hands.track.store.language.get_untracked();
    match (fault, hands.story()) {
        (WindowFault::Outside, Some(story)) => {
            let first = format_seconds(language, story.start, DateStyle::Medium);
            let last = format_moment_shown(language, story.end, DateStyle::Medium);
            t_with(language, "time.window.outside", &[("first", &first), ("last", &last)])
        }
        (WindowFault::Reversed, _) => t(language, "time.window.reversed").to_owned(),
        _ => t(language, "time.window.unreadable").to_owned(),
    }
}

/// Makes the window what was typed, or tells what is wrong and goes there.
#[inline(never)]
fn apply(hands: &Hands, fields: &Fields) {
    let store = hands.track.store;
    let Some(story) = hands.story() else { return };
    match read_window(&fields.from.value(), &fields.to.value(), story) {
        Ok(window) => {
            store.send(Command::SetWindow(window));
            hands.begin();
            // What was typed may be the window that is there already.
            restore(hands, fields);
            let axis = store.peek(|state| state.clock.axis);
            if !axis.overlaps(window) {
                hands.show(window);
            }
        }
        Err(wrong) => {
            say(hands, fields, Some(wrong));
            let field = if wrong.0 == WindowEnd::Start { &fields.from } else { &fields.to };
            // A field that cannot take the focus leaves it where it is.
            let _ = field.focus();
        }
    }
}

/// Writes the window as it is into the fields; false if that is what stands there.
fn restore(hands: &Hands, fields: &Fields) -> bool {
    let window = hands.track.store.peek(|state| state.clock.window);
    let (from, to) = written_window(window);
    let mut has_changed = fields.from.value() != from || fields.to.value() != to;
    for (field, written) in [(&fields.from, from), (&fields.to, to)] {
        field.set_value(&written);
        has_changed |= field.get_attribute("aria-invalid").as_deref() == Some("true");
    }
    say(hands, fields, None);
    has_changed
}

/// Enter sets the window, Escape brings back what it is.
#[inline(never)]
fn key(event: &KeyboardEvent, hands: &Hands, fields: &Fields) -> bool {
    let is_in_field =
        event.target().is_some_and(|target| target.is_instance_of::<HtmlInputElement>());
    match event.key().as_str() {
        "Enter" if is_in_field => {
            apply(hands, fields);
            true
        }
        "Escape" => restore(hands, fields),
        _ => false,
    }
}
