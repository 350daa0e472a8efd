//! Defines the element, and keeps what lives inside each one on the page.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, ShadowRoot};

use super::calls::{self, Instance};
use super::root::{RootOptions, root};
use super::styles::adopt_styles;

#[wasm_bindgen(module = "/src/embed/element.js")]
extern "C" {
    /// Where this program came from.
    #[wasm_bindgen(js_name = programOrigin)]
    pub fn program_origin() -> String;

    /// The story that the page's address names with `?story=`, if it does.
    #[wasm_bindgen(js_name = storyInAddress)]
    pub fn story_in_address() -> Option<String>;

    #[wasm_bindgen(js_name = defineElement)]
    fn define_element_in_js(
        name: &str,
        connect: &Closure<dyn Fn(HtmlElement, ShadowRoot) -> u32>,
        disconnect: &Closure<dyn Fn(u32)>,
        attribute: &Closure<dyn Fn(u32, String, String)>,
        call: &Closure<dyn Fn(u32, String, JsValue) -> JsValue>,
    );
}

/// The tag that hosts write.
const TAG: &str = "dateline-map";

/// A mounted element: what calls reach, and what unmounts it on drop.
struct Mounted {
    instance: Rc<RefCell<Option<Instance>>>,
    _unmount: Box<dyn std::any::Any>,
}

thread_local! {
    static MOUNTED: RefCell<Vec<(u32, Mounted)>> = const { RefCell::new(Vec::new()) };
}

/// Defines `<dateline-map>`. Calling it again does nothing.
pub fn define_element() {
    let connect = Closure::<dyn Fn(HtmlElement, ShadowRoot) -> u32>::new(connect);
    let disconnect = Closure::<dyn Fn(u32)>::new(|key| {
        // Taken out first: unmounting runs clean-up code that may look at the map.
        let gone = MOUNTED.with_borrow_mut(|mounted| {
            let place = mounted.iter().position(|(one, _)| *one == key)?;
            Some(mounted.swap_remove(place))
        });
        drop(gone);
    });
    let attribute =
        Closure::<dyn Fn(u32, String, String)>::new(|key, name: String, value: String| {
            with_instance(key, |instance| calls::set_attribute(instance, &name, &value));
        });
    let call = Closure::<dyn Fn(u32, String, JsValue) -> JsValue>::new(
        |key, method: String, argument: JsValue| {
            with_instance(key, |instance| calls::call(instance, &method, &argument))
                .unwrap_or_else(calls::not_connected)
        },
    );
    define_element_in_js(TAG, &connect, &disconnect, &attribute, &call);
    // The class lives as long as the page, and so do its four hooks.
    connect.forget();
    disconnect.forget();
    attribute.forget();
    call.forget();
}

fn with_instance<R>(key: u32, use_it: impl FnOnce(&Instance) -> R) -> Option<R> {
    let instance = MOUNTED.with_borrow(|mounted| {
        mounted.iter().find(|(one, _)| *one == key).map(|(_, one)| Rc::clone(&one.instance))
    })?;
    let instance = instance.borrow().clone()?;
    Some(use_it(&instance))
}

/// Mounts the app into the element's shadow tree and returns the key for later calls.
fn connect(host: HtmlElement, shadow: ShadowRoot) -> u32 {
    adopt_styles(&shadow);
    let Some(container) = container_in(&shadow) else { return 0 };
    let options = RootOptions::from_element(&host);
    let instance = Rc::new(RefCell::new(None));
    let slot = Rc::clone(&instance);
    let unmount = mount_to(container, move || {
        let register = move |made: Instance| *slot.borrow_mut() = Some(made);
        root(host, options, register)
    });
    MOUNTED.with_borrow_mut(|mounted| {
        let key = mounted.iter().map(|(one, _)| one + 1).max().unwrap_or(1);
        mounted.push((key, Mounted { instance, _unmount: Box::new(unmount) }));
        key
    })
}

/// An empty element to mount into; what an earlier connection left is removed.
fn container_in(shadow: &ShadowRoot) -> Option<HtmlElement> {
    while let Some(old) = shadow.first_child() {
        shadow.remove_child(&old).ok()?;
    }
    let container = document().create_element("div").ok()?.dyn_into::<HtmlElement>().ok()?;
    container.set_class_name("dl");
    shadow.append_child(&container).ok()?;
    Some(container)
}
