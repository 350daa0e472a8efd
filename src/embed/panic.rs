//! What a reader sees if the program stops by a fault of ours.

use std::panic;

use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use crate::i18n::{Language, t};

/// After a panic nothing of this program runs again, so the notice is put in place by
/// the panic hook itself: in every element on the page, over what was last painted (S23).
pub fn install_panic_notice() {
    panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        // The reader's language is in the element; if even that fails, the console has it.
        let _ = show_notices();
    }));
}

fn show_notices() -> Result<(), JsValue> {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return Ok(());
    };
    let elements = document.query_selector_all("dateline-map")?;
    for index in 0..elements.length() {
        let Some(host) = elements.item(index).and_then(|node| node.dyn_into::<HtmlElement>().ok())
        else {
            continue;
        };
        let Some(shadow) = host.shadow_root() else { continue };
        let tag = shadow.query_selector(".dl [lang]")?.and_then(|one| one.get_attribute("lang"));
        let language = tag.as_deref().and_then(Language::from_tag).unwrap_or_default();
        let notice = document.create_element("p")?;
        notice.set_class_name("dl-panic");
        notice.set_attribute("role", "alert")?;
        notice.set_attribute("lang", language.tag())?;
        notice.set_attribute("dir", language.dir())?;
        notice.set_text_content(Some(t(language, "app.panic")));
        shadow.append_child(&notice)?;
    }
    Ok(())
}
