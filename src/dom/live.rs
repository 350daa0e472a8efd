//! What follows signals, by one kind of effect.

use std::cell::RefCell;

use js_sys::{Reflect, Set};
use leptos::prelude::{RenderEffect, StoredValue, document};
use wasm_bindgen::JsValue;
use web_sys::{DomTokenList, Element, Node, Text};

use super::El;
use super::element::set_style;
use super::focus::Focus;

/// Runs `act` now and whenever a signal that it read has changed, until the current owner
/// is cleaned up.
pub fn follow(act: Box<dyn Fn()>) {
    // Kept by the owner: an effect ends when it is dropped.
    StoredValue::new_local(RenderEffect::new(move |_: Option<()>| act()));
}

/// Keeps a text as `text` says.
pub fn follow_text(node: Text, text: Box<dyn Fn() -> String>) {
    follow(Box::new(move || {
        let text = text();
        if node.data() != text {
            node.set_data(&text);
        }
    }));
}

/// Keeps an attribute as `value` says, and away where that is `None`.
pub fn follow_attribute(
    element: Element,
    name: &'static str,
    value: Box<dyn Fn() -> Option<String>>,
) {
    let last = RefCell::new(None);
    follow(Box::new(move || {
        let value = value();
        if *last.borrow() != value {
            set_attribute(&element, name, value.as_deref());
            last.replace(value);
        }
    }));
}

/// Keeps a class while `is_on` says so.
pub fn follow_class(list: DomTokenList, class: &'static str, is_on: Box<dyn Fn() -> bool>) {
    follow(Box::new(move || {
        // Refused only for a class with a space in it.
        let _ = list.toggle_with_force(class, is_on());
    }));
}

/// Keeps a property of the style as `value` says.
pub fn follow_style(element: Element, property: &'static str, value: Box<dyn Fn() -> String>) {
    let last = RefCell::new(None);
    follow(Box::new(move || {
        let value = value();
        if last.borrow().as_ref() != Some(&value) {
            set_style(&element, property, &value);
            last.replace(Some(value));
        }
    }));
}

/// Writes the value of a field whenever `value` says another than last time.
pub fn follow_value(element: Element, value: Box<dyn Fn() -> String>) {
    let last = RefCell::new(None);
    follow(Box::new(move || {
        let value = value();
        if last.borrow().as_ref() != Some(&value) {
            set_value(&element, &value);
            last.replace(Some(value));
        }
    }));
}

fn set_attribute(element: &Element, name: &str, value: Option<&str>) {
    // Refused only for a name with letters that no attribute has: they are constants.
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

fn set_value(element: &Element, value: &str) {
    let options = element.children();
    for option in (0..options.length()).filter_map(|place| options.item(place)) {
        let is_chosen = option.get_attribute("value").as_deref() == Some(value);
        set_attribute(&option, "selected", is_chosen.then_some(""));
    }
    // Refused by no field: the property is there to be set. It comes last, since marking an
    // option may choose it.
    let _ = Reflect::set(element, &"value".into(), &value.into());
}

/// Keeps a stretch of children of `parent` as `children` says, at the place where the
/// parent's children end now. An element that is in the next list too, and in the same
/// order, is not touched.
pub fn follow_children(parent: &Element, children: Box<dyn Fn() -> Vec<El>>) {
    let end = mark(parent);
    let shown = RefCell::new(Vec::<El>::new());
    let parent = parent.clone();
    follow(Box::new(move || {
        let next = children();
        let old = shown.take();
        let focus = Focus::within(&parent, &old);
        // What goes, goes first: what stays is then beside its neighbours already.
        let kept = Set::new(&JsValue::UNDEFINED);
        for new in &next {
            kept.add(new.node());
        }
        for gone in old.iter().filter(|old| !kept.has(old.node())) {
            gone.node().remove();
        }
        // From the last to the first, each before the one that follows it.
        let mut place = end.clone();
        for new in next.iter().rev() {
            let node: Node = new.node().clone().into();
            if node.next_sibling().as_ref() != Some(&place) {
                // The mark is a child of the parent for as long as this effect lives.
                let _ = parent.insert_before(&node, Some(&place));
            }
            place = node;
        }
        if let Some(focus) = focus {
            focus.restore(&parent, &next);
        }
        shown.replace(next);
    }));
}

/// A comment at the end of the children, to find a place again.
fn mark(parent: &Element) -> Node {
    let mark: Node = document().create_comment("").into();
    // Refused only for an ancestor.
    let _ = parent.append_child(&mark);
    mark
}
