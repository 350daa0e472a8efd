//! Who says so: sources as lists, and links to other sites.
//!
//! Has no opinion on what they are the sources of.

use dateline_core::model::Source;
use web_sys::Url;

use crate::dom::{El, el};
use crate::page::Page;

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
