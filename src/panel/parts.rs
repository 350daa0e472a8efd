//! Small pieces that several cards share.

use dateline_core::model::{Actor, ActorIndex, AreaIndex, Source};
use web_sys::Url;

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
    let links: Vec<El> = areas.filter_map(|area| area_link(page, area)).collect();
    (!links.is_empty()).then(|| el("ul", "dl-inline").add_all(links))
}

fn area_link(page: &Page, area: AreaIndex) -> Option<El> {
    let name = &page.loaded.story.area(area)?.name;
    let store = page.store;
    let go = move || {
        store.send(Command::Select(Some(Selection::Area(area)), Reveal::Yes));
    };
    Some(el("li", "").add(button("dl-link").add(page.story_text(name)).on_click(go)))
}

/// The sources of a row: name, original, archived copy.
pub fn source_list(page: &Page, sources: &[Source]) -> El {
    let rows = sources.iter().filter(|source| !source.name.is_empty() || !source.url.is_empty());
    let rows = rows.map(|source| {
        let name = if source.name.is_empty() { &source.url } else { &source.name };
        let row = el("li", "").add(linked(&source.url, el("bdi", "").text(name)));
        match link_to(&source.archive_url) {
            Some(link) => row.text(" (").add(link.text(page.t("event.archive"))).text(")"),
            None => row,
        }
    });
    el("ul", "dl-sources").add_all(rows.collect())
}

/// What is shown as a link to the address, or as it is where the address is none.
pub fn linked(address: &str, shown: El) -> El {
    match link_to(address) {
        Some(link) => link.add(shown),
        None => shown,
    }
}

/// An empty link to another site, if that may be linked to.
fn link_to(address: &str) -> Option<El> {
    let href = safe_link(address)?;
    let link = el("a", "").attr("href", &href).attr("target", "_blank");
    Some(link.attr("rel", "noopener noreferrer"))
}

/// The address, if it is one that may be linked to: parsed as the browser will, then
/// allowed by its scheme (S4).
fn safe_link(address: &str) -> Option<String> {
    let url = Url::new(address.trim()).ok()?;
    matches!(url.protocol().as_str(), "http:" | "https:" | "mailto:").then(|| url.href())
}

/// A labelled line of a card: its words beside its value, a `dd`.
pub fn fact(page: &Page, key: &str, value: El) -> [El; 2] {
    [page.words("dt", "", key), value]
}
