//! The share of the mapped area that each side has, stacked over time.

use dateline_core::ledger::SharePart;
use dateline_core::time::{Moment, Span};
use leptos::prelude::*;

use super::layout::Layout;
use crate::map::{actor_colour, css_colour};
use crate::state::{Loaded, Store};
use crate::words::word;

/// Height of the band, CSS pixels.
pub const BAND_HEIGHT_PX: f64 = 22.0;
/// More stretches than this are not told apart on any screen.
const MOST_STRETCHES: usize = 400;

/// A piece of the band: a stretch of time in which one part has one share.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Piece {
    part: SharePart,
    span: Span,
    /// Share of all other parts below it, 0 to 1.
    below: f64,
    fraction: f64,
}

/// The stacked band.
#[component]
pub fn Band(store: Store, layout: Memo<Layout>) -> impl IntoView {
    let axis = Memo::new(move |_| layout.with(|layout| layout.scale().domain));
    let pieces = Memo::new(move |_| {
        store.loaded().map(|loaded| pieces(&loaded, axis.get())).unwrap_or_default()
    });
    let drawn = move || {
        let layout = layout.get();
        let is_dark = store.look.get().is_dark();
        let loaded = store.loaded();
        pieces.with(|pieces| {
            pieces
                .iter()
                .filter_map(|piece| {
                    let (start_px, length_px) = layout.inline_range(piece.span)?;
                    let fill = fill_of(piece.part, loaded.as_deref(), is_dark)?;
                    let height_px = piece.fraction * BAND_HEIGHT_PX;
                    let y_px = BAND_HEIGHT_PX * (1.0 - piece.below) - height_px;
                    // Half a pixel more, so that no seam shows between two stretches.
                    Some(view! {
                        <rect
                            x=format!("{:.2}", layout.left_px(start_px, length_px + 0.5))
                            y=format!("{y_px:.2}")
                            width=format!("{:.2}", length_px + 0.5)
                            height=format!("{height_px:.2}")
                            style:fill=fill
                        />
                    })
                })
                .collect::<Vec<_>>()
        })
    };
    view! {
        <svg
            class="dl-band"
            width=move || layout.get().width_px()
            height=BAND_HEIGHT_PX
            role="img"
            aria-label=word(store, "time.band")
        >
            <title>{word(store, "time.band")}</title>
            <defs>
                <pattern id="dl-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect width="5" height="5" class="dl-hatch-ground" />
                    <rect width="2" height="5" class="dl-hatch-line" />
                </pattern>
            </defs>
            {drawn}
        </svg>
    }
}

fn pieces(loaded: &Loaded, axis: Span) -> Vec<Piece> {
    let ledger = &loaded.story.ledger;
    let mut moments = vec![axis.start];
    moments.extend(ledger.change_moments().into_iter().filter(|moment| axis.contains(*moment)));
    moments.dedup();
    if moments.len() > MOST_STRETCHES {
        let step = axis.seconds() / MOST_STRETCHES as i64;
        moments = (0..MOST_STRETCHES as i64).map(|n| Moment(axis.start.0 + n * step)).collect();
    }
    let series = ledger.shares_over(&loaded.weights, &moments);
    let mut pieces = Vec::new();
    for (place, start) in moments.iter().enumerate() {
        let end = moments.get(place + 1).copied().unwrap_or(axis.end);
        let mut below = 0.0;
        for part in &series.parts {
            let fraction = series.fraction(place, *part);
            if fraction > 0.0 {
                let span = Span { start: *start, end };
                pieces.push(Piece { part: *part, span, below, fraction });
            }
            below += fraction;
        }
    }
    pieces
}

/// The fill of a part; `None` for what is left blank.
fn fill_of(part: SharePart, loaded: Option<&Loaded>, is_dark: bool) -> Option<String> {
    match part {
        SharePart::Unknown => None,
        SharePart::Contested => Some("url(#dl-hatch)".to_owned()),
        SharePart::Actor(actor, _) => {
            let actor = loaded?.story.actor(actor)?;
            Some(css_colour(actor_colour(actor, is_dark)))
        }
    }
}
