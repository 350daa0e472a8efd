//! The share of the mapped area that each side has, stacked over time.

use dateline_core::ledger::SharePart;
use dateline_core::time::{Moment, Span};
use leptos::prelude::Get;

use super::chart::{Rect, chart};
use super::layout::Layout;
use super::track::Track;
use crate::dom::{El, svg};
use crate::i18n::t;
use crate::marks::{actor_colour, css_colour};
use crate::state::Loaded;

/// Height of the band, CSS pixels.
pub const BAND_HEIGHT_PX: f64 = 22.0;
/// More stretches than this are not told apart on any screen.
const MOST_STRETCHES: usize = 400;

/// The stacked band, as everything stands now. Tracked.
pub fn band(track: Track) -> El {
    let (store, layout) = (track.store, track.layout());
    let words = t(store.language.get(), "time.band");
    let drawing = chart("dl-band", &layout, BAND_HEIGHT_PX, words)
        .add(svg("title", "").text(words))
        .add(svg("defs", "").add(hatch()));
    match store.loaded() {
        Some(loaded) => drawing.add_all(stretches(&loaded, &layout, store.is_dark.get())),
        None => drawing,
    }
}

/// What fills the share that is contested.
fn hatch() -> El {
    let line =
        |width: &str, class: &str| svg("rect", class).attr("width", width).attr("height", "5");
    svg("pattern", "")
        .attr("id", "dl-hatch")
        .attr("width", "5")
        .attr("height", "5")
        .attr("patternUnits", "userSpaceOnUse")
        .attr("patternTransform", "rotate(45)")
        .add(line("5", "dl-hatch-ground"))
        .add(line("2", "dl-hatch-line"))
}

/// The starts of the stretches in which nothing changes hands, or of equal ones where there
/// are too many of those.
fn starts(loaded: &Loaded, axis: Span) -> Vec<Moment> {
    let changes = loaded.story.ledger.change_moments();
    let mut starts = vec![axis.start];
    starts.extend(changes.into_iter().filter(|moment| axis.contains(*moment)));
    starts.dedup();
    if starts.len() > MOST_STRETCHES {
        let step = axis.seconds() / MOST_STRETCHES as i64;
        starts = (0..MOST_STRETCHES as i64).map(|n| Moment(axis.start.0 + n * step)).collect();
    }
    starts
}

fn stretches(loaded: &Loaded, layout: &Layout, is_dark: bool) -> Vec<El> {
    let axis = layout.scale().domain;
    let starts = starts(loaded, axis);
    let series = loaded.story.ledger.shares_over(&loaded.weights, &starts);
    let fills: Vec<_> = series.parts.iter().map(|part| fill_of(*part, loaded, is_dark)).collect();
    let mut drawn = Vec::new();
    for (place, start) in starts.iter().enumerate() {
        let end = starts.get(place + 1).copied().unwrap_or(axis.end);
        let Some((start_px, length_px)) = layout.inline_range(Span { start: *start, end }) else {
            continue;
        };
        // Half a pixel more, so that no seam shows between two stretches.
        let width_px = length_px + 0.5;
        let x_px = layout.left_px(start_px, width_px);
        // Each part stands on those before it.
        let mut y_px = BAND_HEIGHT_PX;
        for (part, fill) in series.parts.iter().zip(&fills) {
            let height_px = series.fraction(place, *part) * BAND_HEIGHT_PX;
            y_px -= height_px;
            if height_px > 0.0 && fill.is_some() {
                let rect = Rect { x_px, y_px, width_px, height_px };
                drawn.push(rect.drawn("", fill.as_deref()));
            }
        }
    }
    drawn
}

/// The fill of a part; `None` for what is left blank.
fn fill_of(part: SharePart, loaded: &Loaded, is_dark: bool) -> Option<String> {
    match part {
        SharePart::Unknown => None,
        SharePart::Contested => Some("url(#dl-hatch)".to_owned()),
        SharePart::Actor(actor, _) => {
            let actor = loaded.story.actor(actor)?;
            Some(css_colour(actor_colour(actor, is_dark)))
        }
    }
}
