//! What follows signals, by one kind of effect.

use std::cell::RefCell;

use leptos::prelude::{RenderEffect, StoredValue, document};
use web_sys::{Element, Node};

use super::El;
use super::focus::Focus;

/// Runs `act` now and whenever a signal that it read has changed, until the current owner
/// is cleaned up.
pub fn follow(act: Box<dyn Fn()>) {
    // Kept by the owner: an effect ends when it is dropped.
    StoredValue::new_local(RenderEffect::new(move |_: Option<()>| act()));
}

/// Keeps a stretch of children of `parent` as `children` says, at the place where the
/// parent's children end now.
pub fn follow_children(parent: &Element, children: Box<dyn Fn() -> Vec<El>>) {
    let end: Node = document().create_comment("").into();
    // Refused only for an ancestor.
    let _ = parent.append_child(&end);
    let shown = RefCell::new(Vec::<El>::new());
    let parent = parent.clone();
    follow(Box::new(move || {
        let next = children();
        let old = shown.replace(Vec::new());
        let focus = Focus::within(&parent, &old);
        for one in &old {
            one.node().remove();
        }
        for new in &next {
            // The mark is a child of the parent for as long as this effect lives.
            let _ = parent.insert_before(new.node(), Some(&end));
        }
        if let Some(focus) = focus {
            focus.restore(&next);
        }
        shown.replace(next);
    }));
}
