//! Shares as somebody stated them, as brackets on the band of shares: from the lowest to the
//! highest that was said, at the date of which it was said.
//!
//! They are never reckoned together with the computed shares below them. A bracket is for the
//! eye and the pointer; the list in [`super::notes`] has who said it, for everybody.

use dateline_core::model::Claim;
use dateline_core::number::fixed;
use dateline_core::order::places_in_order;
use dateline_core::time::{Moment, Span};
use leptos::prelude::Update;

use super::Opened;
use crate::dom::{El, el, px};
use crate::page::Page;
use crate::timeline::layout::Layout;
use crate::timeline::track::Track;

/// Width of a bracket with the air around it, CSS pixels.
const BRACKET_PX: f64 = 9.0;
/// More than this many in one place are drawn as one from the lowest to the highest.
const MOST_BESIDE: usize = 3;

/// Statements that lie in one place of the axis.
struct Group<'a> {
    start_px: f64,
    claims: Vec<&'a Claim>,
}

impl Group<'_> {
    /// How many brackets are drawn.
    fn drawn(&self) -> usize {
        if self.claims.len() > MOST_BESIDE { 1 } else { self.claims.len() }
    }

    fn end_px(&self) -> f64 {
        self.start_px + self.drawn() as f64 * BRACKET_PX
    }

    fn span(&self) -> Span {
        let spans = self.claims.iter().map(|claim| claim.when.span);
        spans.reduce(Span::union).unwrap_or(Span { start: Moment(0), end: Moment(0) })
    }
}

/// The brackets on the track as it is now. Tracked.
pub fn stated_shares(track: Track, open: Opened) -> Vec<El> {
    let Some(page) = Page::of(track.store) else { return Vec::new() };
    let layout = track.layout();
    let groups = groups(&page.loaded.story.meta.claims, &layout);
    groups.iter().map(|group| mark(&page, group, open)).collect()
}

/// Where a statement stands: in the middle of what its date can mean.
fn middle(claim: &Claim) -> Moment {
    Moment(claim.when.span.start.0 + claim.when.span.seconds() / 2)
}

fn groups<'a>(claims: &'a [Claim], layout: &Layout) -> Vec<Group<'a>> {
    let by_time = places_in_order(claims.len(), &mut |a, b| {
        let moment = |place: usize| claims.get(place).map(middle);
        moment(a).cmp(&moment(b))
    });
    let mut groups: Vec<Group<'a>> = Vec::new();
    for claim in by_time.into_iter().filter_map(|place| claims.get(place)) {
        let start_px = layout.inline_px(middle(claim)) - BRACKET_PX / 2.0;
        if start_px < 0.0 || start_px > layout.width_px() - BRACKET_PX {
            continue;
        }
        match groups.last_mut().filter(|group| start_px < group.end_px()) {
            Some(group) => group.claims.push(claim),
            None => groups.push(Group { start_px, claims: vec![claim] }),
        }
    }
    groups
}

/// The brackets of a group, which point out its statements in the list when pressed.
fn mark(page: &Page, group: &Group<'_>, open: Opened) -> El {
    let span = group.span();
    let place = el("span", "dl-stated-mark")
        .attr("aria-hidden", "true")
        .attr("title", &words(page, &group.claims))
        .style("inset-inline-start", &px(group.start_px))
        .style("inline-size", &px(group.end_px() - group.start_px))
        // It is pressed here, and does not move the clock.
        .on("pointerdown", |event| event.stop_propagation())
        .on("click", move |_| {
            open.update(|open| {
                open.notes = true;
                open.stated = Some(span);
            });
        });
    let brackets = if group.drawn() == group.claims.len() {
        group.claims.iter().map(|claim| bracket(claim.low_percent, claim.high_percent)).collect()
    } else {
        let low = group.claims.iter().map(|claim| claim.low_percent).fold(100.0, f64::min);
        let high = group.claims.iter().map(|claim| claim.high_percent).fold(0.0, f64::max);
        vec![bracket(low, high)]
    };
    place.add_all(brackets)
}

/// A bracket from the lowest to the highest.
fn bracket(low_percent: f64, high_percent: f64) -> El {
    el("span", "dl-bracket")
        .style("inset-block-end", &(fixed(low_percent, 1) + "%"))
        .style("block-size", &(fixed(high_percent - low_percent, 1) + "%"))
}

/// Who said what, in a line.
fn words(page: &Page, claims: &[&Claim]) -> String {
    let mut words = String::new();
    for claim in claims {
        if !words.is_empty() {
            words.push_str(" · ");
        }
        words.push_str(claim.text.in_language(page.language.tag()));
        words.push_str(" (");
        words.push_str(&claim.source.name);
        words.push(')');
    }
    words
}
