//! The state of an area: in words, and painted as the map paints it.
//!
//! Has no opinion on which moment it is about.

use dateline_core::ledger::{AreaState, Change, Status};
use dateline_core::model::ActorIndex;

use super::parts::actor_name;
use crate::dom::{El, el};
use crate::i18n::{DateStyle, edtf_in_words, format_moment_shown, isolated};
use crate::marks::{actor_colour, css_colour};
use crate::page::Page;

/// A state as a sentence.
pub fn state_words(page: &Page, state: &AreaState) -> String {
    let key = match (state.status, state.actor, state.rival) {
        (Status::Unknown, _, _) => "area.unknown",
        (Status::Contested, Some(_), Some(_)) => "area.contested",
        (Status::Contested, None, None) => "area.contested.one",
        (Status::Contested, _, _) => "area.contested.side",
        (_, None, _) => "area.unknown",
        (Status::Held, _, _) => "area.held",
        (Status::Claimed, _, _) => "area.claimed",
        (Status::Besieged, _, Some(_)) => "area.besieged",
        (Status::Besieged, _, None) => "area.held",
    };
    let named = state.actor.or(state.rival);
    let actor = actor_name(&page.loaded, named, page.language);
    let rival = actor_name(&page.loaded, state.rival, page.language);
    page.t_with(key, &[("actor", &actor), ("rival", &rival)])
}

/// A state in as few words as a key has for it.
pub fn short_words(page: &Page, state: &AreaState) -> String {
    let short = |actor: Option<ActorIndex>| {
        let actor = page.loaded.story.actor(actor?)?;
        // Two names beside each other stay in their order.
        Some(isolated(page.language, actor.short.in_language(page.language.tag())))
    };
    let contested = page.t("legend.contested");
    match (state.status, short(state.actor)) {
        // Which side comes in is a part of the state.
        (Status::Contested, side) => match (side, short(state.rival)) {
            (Some(side), Some(rival)) => [contested, " (", &side, " / ", &rival, ")"].concat(),
            (Some(one), None) | (None, Some(one)) => [contested, " (", &one, ")"].concat(),
            (None, None) => contested.to_owned(),
        },
        (Status::Unknown, _) | (_, None) => page.t("legend.unknown").to_owned(),
        (Status::Held, Some(side)) => side,
        (Status::Besieged, Some(side)) => [&side, " (", page.t("legend.besieged"), ")"].concat(),
        (Status::Claimed, Some(side)) => [&side, " (", page.t("legend.claimed"), ")"].concat(),
    }
}

/// From when and until when it is so, as far as the story knows.
pub fn since_words(page: &Page, state: &AreaState, style: DateStyle) -> String {
    let mut words = String::new();
    for (key, moment) in [("area.since", state.since), ("area.until", state.until)] {
        let Some(moment) = moment else { continue };
        if !words.is_empty() {
            words.push_str(page.t("list.separator"));
        }
        let date = format_moment_shown(page.language, moment, style);
        words.push_str(&page.t_with(key, &[("date", &date)]));
    }
    words
}

/// What a claim says, as a sentence.
pub fn change_words(page: &Page, change: &Change) -> String {
    let key = match change.status {
        Status::Held if change.from.is_none() => "change.as_of",
        Status::Held => "change.held",
        Status::Contested => "change.contested",
        Status::Claimed => "change.claimed",
        Status::Besieged => "change.besieged",
        Status::Unknown => "change.unknown",
    };
    let actor = actor_name(&page.loaded, change.to, page.language);
    let rival = actor_name(&page.loaded, change.from, page.language);
    page.t_with(key, &[("actor", &actor), ("rival", &rival)])
}

/// Between which dates it was, where that is not one.
pub fn doubt_words(page: &Page, change: &Change) -> Option<String> {
    let from = edtf_in_words(page.language, change.earliest.as_ref()?);
    let to = edtf_in_words(page.language, change.latest.as_ref()?);
    (from != to).then(|| page.t_with("area.between", &[("from", &from), ("to", &to)]))
}

/// Gives an element colour and pattern of a state.
pub fn painted(page: &Page, element: El, state: &AreaState) -> El {
    let (status, sides) = match (state.status, state.actor) {
        // Of one side that is named it has the colour, as on the map.
        (Status::Contested, None) => (Status::Contested, [state.rival, None]),
        (_, None) => (Status::Unknown, [None, None]),
        (status, actor) => (status, [actor, state.rival]),
    };
    let colour = |actor: Option<ActorIndex>| {
        let actor = page.loaded.story.actor(actor?)?;
        Some(css_colour(actor_colour(actor, page.is_dark)))
    };
    let mut element = element.attr("data-status", status.name());
    for (name, actor) in ["--dl-side", "--dl-rival"].into_iter().zip(sides) {
        if let Some(colour) = colour(actor) {
            element = element.style(name, &colour);
        }
    }
    element
}

/// A small field in it, for lists and headings.
pub fn patch(page: &Page, state: &AreaState) -> El {
    let field = el("span", "dl-swatch dl-state").attr("aria-hidden", "true");
    painted(page, field, state)
}
