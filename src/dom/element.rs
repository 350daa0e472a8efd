//! An element under construction.

use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::{StoredValue, document};
use leptos::tachys::renderer::Rndr;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, SvgElement};

use super::live;

const SVG: &str = "http://www.w3.org/2000/svg";

/// An element; copies are the same element. Methods return it, so that they can be chained.
#[derive(Clone, Debug)]
pub struct El(Element);

/// An HTML element with classes, which may be none.
pub fn el(tag: &str, class: &str) -> El {
    El(Rndr::create_element(tag, None)).class(class)
}

/// An element of a drawing.
pub fn svg(tag: &str, class: &str) -> El {
    El(Rndr::create_element(tag, Some(SVG))).class(class)
}

/// A button that sends no form.
pub fn button(class: &str) -> El {
    el("button", class).attr("type", "button")
}

/// A line drawing of 20 by 20 that says nothing by itself.
pub fn icon(class: &str, path: &str) -> El {
    let drawing = svg("svg", class).attr("viewBox", "0 0 20 20").attr("aria-hidden", "true");
    drawing.add(svg("path", "").attr("d", path))
}

impl El {
    /// The element itself.
    pub fn node(&self) -> &Element {
        &self.0
    }

    fn class(self, class: &str) -> Self {
        if class.is_empty() { self } else { self.attr("class", class) }
    }

    /// Gives it an attribute.
    pub fn attr(self, name: &str, value: &str) -> Self {
        // Refused only for a name with letters that no attribute has: they are constants.
        let _ = self.0.set_attribute(name, value);
        self
    }

    /// Gives it an attribute if there is a value.
    pub fn attr_if(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// Sets a property of its style. Not the attribute `style`, which a policy may refuse.
    pub fn style(self, property: &str, value: &str) -> Self {
        set_style(&self.0, property, value);
        self
    }

    /// Adds a child.
    #[expect(clippy::should_implement_trait, reason = "a sum of elements would not read")]
    pub fn add(self, child: El) -> Self {
        // Refused only for an ancestor.
        let _ = self.0.append_child(&child.0);
        self
    }

    /// Adds a child if there is one.
    pub fn add_if(self, child: Option<El>) -> Self {
        match child {
            Some(child) => self.add(child),
            None => self,
        }
    }

    /// Adds children.
    pub fn add_all(self, children: Vec<El>) -> Self {
        children.into_iter().fold(self, Self::add)
    }

    /// Adds a text.
    pub fn text(self, text: &str) -> Self {
        // As in `add`.
        let _ = self.0.append_child(&document().create_text_node(text));
        self
    }

    /// Calls `listen` at each event of that name, until the current owner is cleaned up.
    pub fn on(self, name: &'static str, listen: impl FnMut(&Event) + 'static) -> Self {
        self.listen(name, EventListenerOptions::enable_prevent_default(), Box::new(listen))
    }

    /// Like [`El::on`], before anything inside the element hears of it.
    pub fn on_capture(self, name: &'static str, listen: impl FnMut(&Event) + 'static) -> Self {
        self.listen(name, EventListenerOptions::run_in_capture_phase(), Box::new(listen))
    }

    fn listen(
        self,
        name: &'static str,
        options: EventListenerOptions,
        listen: Box<dyn FnMut(&Event)>,
    ) -> Self {
        // Dropped, and so removed, with the current owner.
        StoredValue::new_local(EventListener::new_with_options(&self.0, name, options, listen));
        self
    }

    /// Does `act` when it is pressed.
    pub fn on_click(self, act: impl Fn() + 'static) -> Self {
        self.on("click", move |_| act())
    }

    /// Hands every key to `act`. One that it knows, and so answers with true, does nothing
    /// else, neither here nor further out.
    pub fn on_key(self, act: impl Fn(&KeyboardEvent) -> bool + 'static) -> Self {
        self.on("keydown", move |event| {
            if act(event.unchecked_ref()) {
                event.prevent_default();
                event.stop_propagation();
            }
        })
    }

    /// A text that follows the signals it reads.
    pub fn live_text(self, text: impl Fn() -> String + 'static) -> Self {
        let node = document().create_text_node("");
        // As in `add`.
        let _ = self.0.append_child(&node);
        live::follow_text(node, Box::new(text));
        self
    }

    /// An attribute that follows the signals it reads; `None` takes it away.
    pub fn live_attr(
        self,
        name: &'static str,
        value: impl Fn() -> Option<String> + 'static,
    ) -> Self {
        live::follow_attribute(self.0.clone(), name, Box::new(value));
        self
    }

    /// A class that is there while the signals say so.
    pub fn live_class(self, class: &'static str, is_on: impl Fn() -> bool + 'static) -> Self {
        live::follow_class(self.0.class_list(), class, Box::new(is_on));
        self
    }

    /// A property of the style that follows the signals it reads.
    pub fn live_style(self, property: &'static str, value: impl Fn() -> String + 'static) -> Self {
        live::follow_style(self.0.clone(), property, Box::new(value));
        self
    }

    /// The value of a field, which follows the signals it reads; in a list the option of that
    /// value is marked. Only another value than the last one is written: what a reader is
    /// typing stays.
    pub fn live_value(self, value: impl Fn() -> String + 'static) -> Self {
        live::follow_value(self.0.clone(), Box::new(value));
        self
    }

    /// Children that follow the signals that `children` reads, in place of the earlier ones.
    /// What they hold of effects and listeners ends when they are replaced.
    pub fn live(self, children: impl Fn() -> Vec<El> + 'static) -> Self {
        live::follow_children(&self.0, Box::new(children));
        self
    }
}

/// Sets a property of an element's style.
pub(super) fn set_style(element: &Element, property: &str, value: &str) {
    let style = match element.dyn_ref::<HtmlElement>() {
        Some(element) => element.style(),
        None => element.unchecked_ref::<SvgElement>().style(),
    };
    // Refused only for a sheet that is read-only, which an element's own never is.
    let _ = style.set_property(property, value);
}
