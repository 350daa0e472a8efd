//! How the story was made, from what, under which licence, and what was corrected.

use dateline_core::ledger::{SharePart, Status};
use dateline_core::model::{Claim, Correction, Credit};
use leptos::prelude::*;

use super::details::with_details;
use super::open::way;
use super::parts::actor_name;
use crate::dom::{El, el};
use crate::i18n::{DateStyle, edtf_in_words, format_moment_shown, format_percent};
use crate::page::Page;
use crate::sources::{linked, source_list};

/// The page.
#[inline(never)] // A way into the late part, see `crate::late`.
pub fn about(page: &Page) -> El {
    let meta = &page.loaded.story.meta;
    let about = el("div", "dl-about");
    let (for_methods, for_corrections) = (page.clone(), page.clone());
    let about = with_details(about, page, move |details| {
        let paragraphs = details.methods.iter();
        let paragraphs = paragraphs.map(|text| el("p", "").add(for_methods.story_text(text)));
        let heading = for_methods.words("h3", "", "about.methods");
        let heading = (!details.methods.is_empty()).then_some(heading);
        heading.into_iter().chain(paragraphs).collect()
    });
    let zone = page.t_with("time.zone", &[("zone", &meta.time_zone)]);
    let mut about = about.add(el("p", "").text(&zone));
    if page.loaded.has_control {
        about = about.add(shares(page));
    }
    if !meta.claims.is_empty() {
        about = about.add(page.words("p", "dl-hint", "about.shares.note")).add(claims(page));
    }
    if !meta.sources.is_empty() {
        let heading = page.words("h3", "", "about.sources");
        about = about.add(heading).add(source_list(page, &meta.sources));
    }
    if !meta.credits.is_empty() {
        about = about.add(page.words("h3", "", "about.credits")).add(credits(page));
    }
    about.live(move || corrections(&for_corrections)).add_if(version(page)).add(way(page))
}

/// The computed shares at the clock's moment, as a table.
fn shares(page: &Page) -> El {
    let (for_caption, for_rows) = (page.clone(), page.clone());
    let caption = el("caption", "").live_text(move || {
        let t = for_caption.store.clock.with(|clock| clock.t);
        let date = format_moment_shown(for_caption.language, t, DateStyle::Long);
        for_caption.t_with("about.shares.computed", &[("date", &date)])
    });
    let rows = el("tbody", "").live(move || share_rows(&for_rows));
    el("table", "dl-table").add(caption).add(rows)
}

/// Woken by changes of control, not by the clock: between two of them no share changes.
fn share_rows(page: &Page) -> Vec<El> {
    page.store.control.with(|_| ());
    let t = page.store.clock.with_untracked(|clock| clock.t);
    let mut rows = Vec::new();
    for share in page.loaded.story.ledger.share_at(&page.loaded.weights, t) {
        let name = el("th", "").attr("scope", "row").text(&part_name(page, share.part));
        let percent = el("td", "").text(&format_percent(page.language, share.fraction));
        rows.push(el("tr", "").add(name).add(percent));
    }
    rows
}

fn part_name(page: &Page, part: SharePart) -> String {
    let name = |actor| actor_name(&page.loaded, Some(actor), page.language);
    match part {
        SharePart::Actor(actor, Status::Besieged) => {
            format!("{} ({})", name(actor), page.t("legend.besieged"))
        }
        SharePart::Actor(actor, _) => name(actor),
        SharePart::Contested => page.t("legend.contested").to_owned(),
        SharePart::Unknown => page.t("legend.unknown").to_owned(),
    }
}

/// Shares as they were reported, beside the computed ones and never mixed with them.
fn claims(page: &Page) -> El {
    let meta = &page.loaded.story.meta;
    let caption = el("caption", "").add(page.story_text(&meta.claims_title));
    let rows = meta.claims.iter().map(|one| claim(page, one)).collect();
    el("table", "dl-table").add(caption).add(el("tbody", "").add_all(rows))
}

fn claim(page: &Page, claim: &Claim) -> El {
    let when = edtf_in_words(page.language, &claim.when);
    el("tr", "")
        .add(el("th", "").attr("scope", "row").text(&when))
        .add(el("td", "").add(page.story_text(&claim.text)))
        .add(el("td", "").add(source_list(page, std::slice::from_ref(&claim.source))))
}

fn credits(page: &Page) -> El {
    let all = &page.loaded.story.meta.credits;
    el("ul", "dl-sources").add_all(all.iter().map(|one| credit(page, one)).collect())
}

fn credit(page: &Page, credit: &Credit) -> El {
    el("li", "")
        .add(page.story_text(&credit.what))
        .text(": ")
        .add(page.story_text(&credit.by))
        .text(page.t("list.separator"))
        .text(" ")
        .add(linked(&credit.url, el("bdi", "").text(&credit.licence)))
}

fn corrections(page: &Page) -> Vec<El> {
    let details = page.store.details();
    let all = details.as_ref().map_or(&[][..], |details| &details.corrections);
    if all.is_empty() {
        return Vec::new();
    }
    let rows = all.iter().map(|one| correction(page, one)).collect();
    vec![page.words("h3", "", "about.corrections"), el("ul", "dl-sources").add_all(rows)]
}

fn correction(page: &Page, correction: &Correction) -> El {
    let mut kicker = edtf_in_words(page.language, &correction.date);
    if !correction.id.is_empty() {
        kicker.push_str(" · ");
        kicker.push_str(&correction.id);
    }
    el("li", "")
        .add(el("span", "dl-row-kicker").text(&kicker))
        .text(" ")
        .add(page.story_text(&correction.text))
}

/// Which version of the story this is, and from when, as far as it says so.
fn version(page: &Page) -> Option<El> {
    let meta = &page.loaded.story.meta;
    let version = (!meta.version.is_empty())
        .then(|| page.t_with("about.version", &[("version", &meta.version)]));
    let updated = meta.updated.as_ref().map(|date| edtf_in_words(page.language, date));
    let changed = updated.map(|date| page.t_with("about.changed", &[("date", &date)]));
    let said: Vec<String> = version.into_iter().chain(changed).collect();
    (!said.is_empty()).then(|| el("p", "dl-hint").text(&said.join(" · ")))
}
