//! Which event's mark is under a point of the screen.

use super::{Symbols, stack_offset_px};
use crate::geo::View;
use crate::model::EventIndex;
use std::ops::Range;

/// What the painter has been given to draw.
#[derive(Clone, Debug)]
pub struct DrawnMarks<'a> {
    /// The symbols of the story.
    pub symbols: &'a Symbols,
    /// Which of them: see [`Symbols::visible_ranges`].
    pub ranges: &'a [Range<u32>],
    /// Diameter of a mark, CSS pixels: how wide stacks are spread.
    pub size_px: f64,
}

/// The event whose mark has its middle nearest to `screen` (CSS pixels) and within
/// `radius_px`; of equally near ones the last, which is painted on top. `shown` says which
/// of the drawn ones pass window and filter.
pub fn pick_event(
    view: &View,
    screen: (f64, f64),
    radius_px: f64,
    marks: &DrawnMarks<'_>,
    shown: impl Fn(EventIndex) -> bool,
) -> Option<EventIndex> {
    let symbols = marks.symbols;
    let mut nearest: Option<(f64, EventIndex)> = None;
    for symbol in marks.ranges.iter().flat_map(|range| range.start as usize..range.end as usize) {
        let (Some((point, slot)), Some(event)) =
            (symbols.position(symbol), symbols.events.get(symbol))
        else {
            continue;
        };
        let ((x, y), (dx, dy)) =
            (view.screen_from_world(point), stack_offset_px(slot, marks.size_px));
        let distance = (x + dx - screen.0).hypot(y + dy - screen.1);
        let limit = nearest.map_or(radius_px, |(distance, _)| distance);
        if distance <= limit && shown(*event) {
            nearest = Some((distance, *event));
        }
    }
    nearest.map(|(_, event)| event)
}

#[cfg(test)]
#[path = "pick_event_tests.rs"]
mod tests;
