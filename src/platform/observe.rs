//! The size of an element, and whether it is in sight, as they change.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit,
    ResizeObserver, ResizeObserverEntry,
};

/// Tells the content size of an element in CSS pixels, at once and at each change.
pub struct SizeObserver {
    observer: Option<ResizeObserver>,
    _callback: Closure<dyn Fn(Array)>,
}

impl SizeObserver {
    /// Watches `element` until dropped.
    pub fn new(element: &Element, on_size: impl Fn(f64, f64) + 'static) -> Self {
        let callback = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
            if let Some(entry) = entries.iter().last() {
                let size = entry.unchecked_into::<ResizeObserverEntry>().content_rect();
                on_size(size.width(), size.height());
            }
        });
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(element);
        }
        Self { observer, _callback: callback }
    }
}

impl Drop for SizeObserver {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}

/// Whether an element is in sight of the page, or nearly so, as that changes.
pub struct NearObserver {
    observer: Option<IntersectionObserver>,
    _callback: Closure<dyn Fn(Array)>,
}

impl NearObserver {
    /// Watches `element` until dropped. `margin` is how far around the screen still counts, as
    /// in a style sheet.
    pub fn new(element: &Element, margin: &str, on_change: impl Fn(bool) + 'static) -> Self {
        let callback = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
            if let Some(entry) = entries.iter().last() {
                on_change(entry.unchecked_into::<IntersectionObserverEntry>().is_intersecting());
            }
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin(margin);
        let function = callback.as_ref().unchecked_ref();
        let observer = IntersectionObserver::new_with_options(function, &options).ok();
        if let Some(observer) = &observer {
            observer.observe(element);
        }
        Self { observer, _callback: callback }
    }
}

impl Drop for NearObserver {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}
