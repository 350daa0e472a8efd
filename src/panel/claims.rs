//! What the ledger holds on an area: every change with who says so, and with the accounts
//! that say otherwise.

use dateline_core::ledger::{ChangeIndex, ClaimGroup};
use dateline_core::model::AreaIndex;
use leptos::prelude::With;

use super::control::{change_words, doubt_words, state_words};
use super::parts::event_link;
use crate::dom::{El, button, el};
use crate::i18n::edtf_in_words;
use crate::page::Page;
use crate::sources::source_list;
use crate::state::Command;

/// Every change, each with the competing accounts of it; last the accounts of none.
pub fn groups(page: &Page, area: AreaIndex) -> Vec<El> {
    let groups = page.loaded.story.ledger.grouped_history(area);
    groups.iter().map(|group| one_group(page, group)).collect()
}

fn one_group(page: &Page, group: &ClaimGroup) -> El {
    let row = el("li", "");
    let row = match group.change {
        Some(change) => claim(page, row, change),
        None => row.add(page.words("p", "dl-claim-what", "area.competing.alone")),
    };
    if group.claims.is_empty() {
        return row;
    }
    let others = group.claims.iter().map(|other| claim(page, el("li", ""), *other)).collect();
    let heading = group.change.map(|_| page.words("p", "dl-tag", "area.competing"));
    row.add(el("div", "dl-competing").add_if(heading).add(el("ol", "").add_all(others)))
}

/// Fills `into` with a claim: when, what, how sure, what to know, by what event, who says so.
pub fn claim(page: &Page, into: El, index: ChangeIndex) -> El {
    let Some(change) = page.loaded.story.ledger.change(index) else { return into };
    let (store, moment) = (page.store, change.in_force_from());
    let when = button("dl-link")
        .text(&edtf_in_words(page.language, &change.date))
        .on_click(move || store.send(Command::SetMoment(moment)));
    let mut sure = page.t(&format!("confidence.{}", change.confidence.name())).to_owned();
    if let Some(doubt) = doubt_words(page, change) {
        sure.push_str(" · ");
        sure.push_str(&doubt);
    }
    let for_note = page.clone();
    let note = move || note(&for_note, index).into_iter().collect();
    let event = change.event.and_then(|event| event_link(page, event));
    let event = event.map(|link| {
        el("p", "dl-caused").add(page.words("span", "dl-aside", "area.caused")).text(" ").add(link)
    });
    into.add(el("p", "dl-claim-head").add(when))
        .add(el("p", "dl-claim-what").text(&change_words(page, change)))
        .add(el("p", "dl-aside").text(&sure))
        .live(note)
        .add_if(event)
        .add(source_list(page, &change.sources))
}

fn note(page: &Page, index: ChangeIndex) -> Option<El> {
    let details = page.store.details()?;
    details.note(index).map(|note| el("p", "").add(page.story_text(note)))
}

/// Who says otherwise of this moment, as a sentence each; empty if nobody does.
pub fn otherwise_words(page: &Page, area: AreaIndex) -> String {
    let t = page.store.clock.with(|clock| clock.t);
    let ledger = &page.loaded.story.ledger;
    let mut words = String::new();
    for other in ledger.otherwise_at(area, t) {
        let state = state_words(page, &other.state);
        let by = source_names(page, other.claim);
        if !words.is_empty() {
            words.push_str(" · ");
        }
        let values = [("state", state.as_str()), ("source", by.as_str())];
        words.push_str(&page.t_with("area.otherwise", &values));
    }
    words
}

fn source_names(page: &Page, claim: ChangeIndex) -> String {
    let sources = page.loaded.story.ledger.change(claim).map(|claim| claim.sources.as_slice());
    let names = sources.unwrap_or_default().iter().map(|source| source.name.as_str());
    names.collect::<Vec<_>>().join(page.t("list.separator"))
}
