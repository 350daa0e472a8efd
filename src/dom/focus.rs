//! Keeps the focus where it was while elements are replaced by newer ones.

use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement, ShadowRoot};

use super::El;

/// The attribute by which a row is known again in a newer list.
const KEY: &str = "data-key";

/// Where the focus is among the elements that are about to go.
pub struct Focus {
    /// The row's key, if it has one.
    key: Option<String>,
    /// Its number among the elements, then among the children of each inner one.
    path: Vec<usize>,
    /// What stands before them, and stays.
    before: Option<Element>,
}

impl Focus {
    /// The focus, if it is within one of the children of `parent` that are in `shown`.
    pub fn within(parent: &Element, shown: &[El]) -> Option<Self> {
        let root = parent.get_root_node().dyn_into::<ShadowRoot>().ok()?;
        let focused = root.active_element()?;
        let first = shown.iter().position(|one| one.node().contains(Some(&focused)))?;
        let top = shown.get(first)?.node();
        let mut path = Vec::new();
        let mut at = focused.clone();
        while &at != top {
            let mut place = 0;
            let mut before = at.previous_element_sibling();
            while let Some(one) = before {
                place += 1;
                before = one.previous_element_sibling();
            }
            path.push(place);
            at = at.parent_element()?;
        }
        path.push(first);
        path.reverse();
        let before = shown.first().and_then(|one| one.node().previous_element_sibling());
        Some(Self { key: focused.get_attribute(KEY), path, before })
    }

    /// Gives the focus to what stands for the same thing now: the row with the same key,
    /// else the element at the same place, or the one before where there is none; if that takes no
    /// focus, to what does around it. The page is not scrolled.
    pub fn restore(&self, parent: &Element, shown: &[El]) {
        let found = match &self.key {
            Some(key) => shown.iter().find_map(|one| with_key(one.node(), key)),
            None => None,
        };
        focus(found.or_else(|| self.at_path(shown)).or_else(|| self.before.clone()));
        if is_lost(parent) {
            focus(parent.closest("[tabindex]").ok().flatten());
        }
    }

    fn at_path(&self, shown: &[El]) -> Option<Element> {
        let (first, rest) = self.path.split_first()?;
        let mut at = shown.get(*first)?.node().clone();
        for place in rest {
            at = at.children().item(u32::try_from(*place).ok()?)?;
        }
        Some(at)
    }
}

fn focus(element: Option<Element>) {
    if let Some(element) = element.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        // An element that cannot take the focus leaves it where it is.
        let _ = element.focus_with_options(&options);
    }
}

/// Whether nothing in the element's shadow tree has the focus.
pub fn is_lost(element: &Element) -> bool {
    let root = element.get_root_node().dyn_into::<ShadowRoot>().ok();
    root.is_some_and(|root| root.active_element().is_none())
}

fn with_key(element: &Element, key: &str) -> Option<Element> {
    if element.get_attribute(KEY).as_deref() == Some(key) {
        return Some(element.clone());
    }
    let children = element.children();
    (0..children.length()).find_map(|place| with_key(&children.item(place)?, key))
}
