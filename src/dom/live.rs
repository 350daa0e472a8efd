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
/// parent's children end now. An element that is in the next list too is not touched.
pub fn follow_children(parent: &Element, children: Box<dyn Fn() -> Vec<El>>) {
    let (start, end) = (mark(parent), mark(parent));
    let shown = RefCell::new(Vec::<El>::new());
    let parent = parent.clone();
    follow(Box::new(move || {
        let next = children();
        let focus = Focus::within(&parent, &shown.take());
        // From the last to the first, each before the one that follows it.
        let mut place = end.clone();
        for new in next.iter().rev() {
            let node: Node = new.node().clone().into();
            if node.next_sibling().as_ref() != Some(&place) {
                // The marks are children of the parent for as long as this effect lives.
                let _ = parent.insert_before(&node, Some(&place));
            }
            place = node;
        }
        // Between the mark and the first is what is shown no longer.
        while let Some(old) = place.previous_sibling().filter(|old| old != &start) {
            // As above.
            let _ = parent.remove_child(&old);
        }
        if let Some(focus) = focus {
            focus.restore(&next);
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
