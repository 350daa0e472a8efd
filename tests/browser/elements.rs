//! Elements that follow signals: what changes, and what is left alone.

use std::cell::Cell;
use std::rc::Rc;

use dateline::dom::{El, button, el};
use gloo_events::EventListener;
use leptos::mount::mount_to;
use leptos::prelude::{Get, RwSignal, Set};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use super::support::{document, settle};

/// An element on the page to build in.
fn place() -> HtmlElement {
    let place: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    document().body().unwrap().append_child(&place).unwrap();
    place
}

fn texts(of: &HtmlElement) -> String {
    of.text_content().unwrap_or_default()
}

#[wasm_bindgen_test]
async fn what_stays_in_a_list_is_not_moved_when_its_neighbours_go_and_come() {
    let place = place();
    let wanted = RwSignal::new("abc");
    let mounted = mount_to(place.clone(), move || {
        let rows: Vec<(char, El)> =
            "abcd".chars().map(|name| (name, button("").text(&name.to_string()))).collect();
        let list = el("div", "").text("[").live(move || {
            let wanted = wanted.get();
            let row = |name| rows.iter().find(|(one, _)| *one == name).map(|(_, row)| row.clone());
            wanted.chars().filter_map(row).collect()
        });
        list.text("]").view()
    });
    let first: HtmlElement = place.query_selector("button").unwrap().unwrap().unchecked_into();
    let lost = Rc::new(Cell::new(0));
    let count = Rc::clone(&lost);
    let _listener = EventListener::new(&first, "blur", move |_| count.set(count.get() + 1));
    first.focus().unwrap();
    for (next, shown) in [("ab", "[ab]"), ("ac", "[ac]"), ("dac", "[dac]"), ("a", "[a]")] {
        wanted.set(next);
        settle().await;
        assert_eq!(texts(&place), shown);
        assert_eq!(document().active_element().as_ref(), Some(first.as_ref()), "at {shown}");
    }
    assert_eq!(lost.get(), 0, "the element in focus was never taken out");
    wanted.set("bd");
    settle().await;
    assert_eq!(texts(&place), "[bd]");
    drop(mounted);
    place.remove();
}

#[wasm_bindgen_test]
async fn effects_and_listeners_end_with_the_element_that_is_replaced() {
    let place = place();
    let (round, seen) = (RwSignal::new(0), Rc::new(Cell::new(0)));
    let runs = Rc::clone(&seen);
    let mounted = mount_to(place.clone(), move || {
        let outer = RwSignal::new(());
        let runs = Rc::clone(&runs);
        let list = el("div", "").live(move || {
            outer.get();
            let runs = Rc::clone(&runs);
            let text = move || {
                runs.set(runs.get() + 1);
                round.get().to_string()
            };
            vec![el("p", "").live_text(text), button("").on_click(move || outer.set(()))]
        });
        list.view()
    });
    assert_eq!((texts(&place).as_str(), seen.get()), ("0", 1));
    for _ in 0..3 {
        let again = place.query_selector("button").unwrap().unwrap();
        again.unchecked_into::<HtmlElement>().click();
        settle().await;
    }
    assert_eq!(seen.get(), 4, "built four times, each run once");
    round.set(7);
    settle().await;
    assert_eq!((texts(&place).as_str(), seen.get()), ("7", 5), "only the last one follows");
    drop(mounted);
    round.set(8);
    settle().await;
    assert_eq!(seen.get(), 5, "nobody follows what is gone");
    place.remove();
}
