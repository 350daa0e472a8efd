//! What lies behind the bars: the eras as quiet bands, and a hatch where events were not
//! recorded.

use dateline_core::time::Span;

use crate::dom::{El, el, px};
use crate::timeline::layout::Layout;
use crate::timeline::track::Track;

/// The bands and hatches on the track as it is now. Tracked.
pub fn behind(track: Track) -> Vec<El> {
    let Some(loaded) = track.store.loaded() else { return Vec::new() };
    let (layout, timeline) = (track.layout(), &loaded.story.meta.timeline);
    let mut drawn = Vec::new();
    for (place, era) in timeline.eras.iter().enumerate() {
        let class = if place % 2 == 0 { "dl-era-band" } else { "dl-era-band dl-odd" };
        drawn.extend(stretch(class, &layout, era.span));
    }
    for gap in timeline.gaps(layout.scale().domain) {
        drawn.extend(stretch("dl-gap", &layout, gap));
    }
    drawn
}

/// A box over a span, if any of it shows.
fn stretch(class: &str, layout: &Layout, span: Span) -> Option<El> {
    let (start_px, length_px) = layout.inline_range(span)?;
    let place = el("div", class).attr("aria-hidden", "true");
    Some(place.style("inset-inline-start", &px(start_px)).style("inline-size", &px(length_px)))
}
