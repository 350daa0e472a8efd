//! How the story was made, from what, under which licence, and what was corrected.

use std::sync::Arc;

use dateline_core::ledger::SharePart;
use leptos::prelude::*;

use super::parts_view::{actor_name, safe_link, source_list, story_text};
use crate::i18n::{
    DateStyle, Language, edtf_in_words, format_moment_shown, format_percent, t, t_with,
};
use crate::state::{Loaded, Store};
use crate::words::word;

/// The page.
#[component]
pub fn About(store: Store) -> impl IntoView {
    move || {
        let loaded = store.loaded()?;
        let meta = &loaded.story.meta;
        let methods: Vec<_> = meta
            .methods
            .iter()
            .map(|text| view! { <p>{story_text(store, text.clone())}</p> })
            .collect();
        let zone = meta.time_zone.clone();
        Some(view! {
            <div class="dl-about">
                <h3>{word(store, "about.methods")}</h3>
                {methods}
                <p>{move || t_with(store.language.get(), "time.zone", &[("zone", &zone)])}</p>
                <Shares store loaded=Arc::clone(&loaded) />
                {claims(store, &loaded)}
                {sources(store, &loaded)}
                {credits(store, &loaded)}
                {corrections(store, &loaded)}
                <Version store loaded=Arc::clone(&loaded) />
            </div>
        })
    }
}

/// The computed shares at the clock's moment, as a table.
#[component]
fn Shares(store: Store, loaded: Arc<Loaded>) -> impl IntoView {
    let t_now = Memo::new(move |_| store.clock.with(|clock| clock.t));
    let heading = move || {
        let language = store.language.get();
        let date = format_moment_shown(language, t_now.get(), DateStyle::Long);
        t_with(language, "about.shares.computed", &[("date", &date)])
    };
    let rows = move || {
        let language = store.language.get();
        let shares = loaded.story.ledger.share_at(&loaded.weights, t_now.get());
        shares
            .into_iter()
            .map(|share| {
                let percent = format_percent(language, share.fraction);
                let name = part_name(&loaded, language, share.part);
                view! { <tr><th scope="row">{name}</th><td>{percent}</td></tr> }
            })
            .collect::<Vec<_>>()
    };
    view! {
        <table class="dl-table">
            <caption>{heading}</caption>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn part_name(loaded: &Loaded, language: Language, part: SharePart) -> String {
    match part {
        SharePart::Actor(actor, dateline_core::ledger::Status::Besieged) => {
            let name = actor_name(loaded, Some(actor), language);
            format!("{name} ({})", t(language, "legend.besieged"))
        }
        SharePart::Actor(actor, _) => actor_name(loaded, Some(actor), language),
        SharePart::Contested => t(language, "legend.contested").to_owned(),
        SharePart::Unknown => t(language, "legend.unknown").to_owned(),
    }
}

/// Shares as they were reported, beside the computed ones and never mixed with them.
fn claims(store: Store, loaded: &Loaded) -> Option<impl IntoView + use<>> {
    let meta = &loaded.story.meta;
    if meta.claims.is_empty() {
        return None;
    }
    let rows: Vec<_> = meta
        .claims
        .iter()
        .map(|claim| {
            let when = claim.when.clone();
            let words = story_text(store, claim.text.clone());
            view! {
                <tr>
                    <th scope="row">{move || edtf_in_words(store.language.get(), &when)}</th>
                    <td>{words}</td>
                    <td>{source_list(store, vec![claim.source.clone()])}</td>
                </tr>
            }
        })
        .collect();
    let title = meta.claims_title.clone();
    Some(view! {
        <p class="dl-hint">{word(store, "about.shares.note")}</p>
        <table class="dl-table">
            <caption>{story_text(store, title)}</caption>
            <tbody>{rows}</tbody>
        </table>
    })
}

fn sources(store: Store, loaded: &Loaded) -> impl IntoView + use<> {
    let list = loaded.story.meta.sources.clone();
    (!list.is_empty()).then(|| {
        view! {
            <h3>{word(store, "about.sources")}</h3>
            {source_list(store, list)}
        }
    })
}

fn credits(store: Store, loaded: &Loaded) -> impl IntoView + use<> {
    let rows: Vec<_> = loaded
        .story
        .meta
        .credits
        .iter()
        .cloned()
        .map(|credit| {
            let licence = match safe_link(&credit.url) {
                Some(href) => view! {
                    <a href=href target="_blank" rel="noopener noreferrer"><bdi>{credit.licence}</bdi></a>
                }
                .into_any(),
                None => view! { <bdi>{credit.licence}</bdi> }.into_any(),
            };
            view! {
                <li>
                    {story_text(store, credit.what)} ": " {story_text(store, credit.by)}
                    {word(store, "list.separator")} {licence}
                </li>
            }
        })
        .collect();
    view! {
        <h3>{word(store, "about.credits")}</h3>
        <ul class="dl-sources">{rows}</ul>
    }
}

fn corrections(store: Store, loaded: &Loaded) -> impl IntoView + use<> {
    let rows: Vec<_> = loaded
        .story
        .meta
        .corrections
        .iter()
        .cloned()
        .map(|correction| {
            let date = correction.date.clone();
            view! {
                <li>
                    <span class="dl-row-kicker">
                        {move || edtf_in_words(store.language.get(), &date)}
                        {(!correction.id.is_empty()).then(|| format!(" · {}", correction.id))}
                    </span>
                    " " {story_text(store, correction.text)}
                </li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <h3>{word(store, "about.corrections")}</h3>
            <ul class="dl-sources">{rows}</ul>
        }
    })
}

#[component]
fn Version(store: Store, loaded: Arc<Loaded>) -> impl IntoView {
    let words = move || {
        let language = store.language.get();
        let meta = &loaded.story.meta;
        let updated =
            meta.updated.as_ref().map(|date| edtf_in_words(language, date)).unwrap_or_default();
        t_with(language, "about.version", &[("version", &meta.version), ("date", &updated)])
    };
    view! { <p class="dl-hint">{words}</p> }
}
