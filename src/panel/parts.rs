//! Small pieces that several cards share.

use dateline_core::model::{Actor, ActorIndex, AreaIndex, EventIndex, Text};

use crate::dom::{El, button, el};
use crate::i18n::Language;
use crate::page::Page;
use crate::state::{Command, Loaded, Reveal, Selection};

/// The name of an actor in the language, or an empty text.
pub fn actor_name(loaded: &Loaded, actor: Option<ActorIndex>, language: Language) -> String {
    let actor: Option<&Actor> = actor.and_then(|actor| loaded.story.actor(actor));
    actor.map(|actor| actor.name.in_language(language.tag()).to_owned()).unwrap_or_default()
}

/// Buttons that go to areas, in one line; `None` without any.
pub fn area_links(page: &Page, areas: impl Iterator<Item = AreaIndex>) -> Option<El> {
    let links = areas.filter_map(|area| Some(el("li", "").add(area_link(page, area)?)));
    let links: Vec<El> = links.collect();
    (!links.is_empty()).then(|| el("ul", "dl-inline").add_all(links))
}

/// A button that goes to an area.
pub fn area_link(page: &Page, area: AreaIndex) -> Option<El> {
    let name = &page.loaded.story.area(area)?.name;
    Some(way_to(page, name, Selection::Area(area)))
}

/// A button that goes to an event.
pub fn event_link(page: &Page, event: EventIndex) -> Option<El> {
    let title = &page.loaded.story.events.get(event)?.title;
    Some(way_to(page, title, Selection::Event(event)))
}

fn way_to(page: &Page, name: &Text, selection: Selection) -> El {
    let store = page.store;
    let go = move || store.send(Command::Select(Some(selection), Reveal::Yes));
    button("dl-link").add(page.story_text(name)).on_click(go)
}

/// A labelled line of a card: its words beside its value, a `dd`.
pub fn fact(page: &Page, key: &str, value: El) -> [El; 2] {
    [page.words("dt", "", key), value]
}
