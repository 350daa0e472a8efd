//! Where a moment is on the timeline, in the direction of the page.

use dateline_core::time::{Moment, Span, TimeScale};

/// The scale of the timeline as it lies on the page.
///
/// Pixels count from the inline start: the left edge in English, the right edge in
/// Arabic, where time runs from right to left like the text (I12).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layout {
    scale: TimeScale,
    is_rtl: bool,
}

impl Layout {
    /// A layout of `axis` on `width_px` pixels.
    pub fn new(axis: Span, width_px: f64, is_rtl: bool) -> Self {
        Self { scale: TimeScale::new(axis, width_px), is_rtl }
    }

    /// The scale itself.
    pub fn scale(&self) -> &TimeScale {
        &self.scale
    }

    /// Width of the track, CSS pixels.
    pub fn width_px(&self) -> f64 {
        self.scale.width_px
    }

    /// Pixels from the inline start.
    pub fn inline_px(&self, moment: Moment) -> f64 {
        self.scale.px_from_moment(moment)
    }

    /// The part of a span on the track: distance from the inline start and length, in
    /// pixels; `None` if none of it shows.
    pub fn inline_range(&self, span: Span) -> Option<(f64, f64)> {
        let start = self.inline_px(span.start).max(0.0);
        let end = self.inline_px(span.end).min(self.width_px());
        (end > start).then_some((start, end - start))
    }

    /// The left edge of something that starts `start_px` from the inline start and is
    /// `length_px` long: what SVG, which knows no writing direction, has to be given.
    pub fn left_px(&self, start_px: f64, length_px: f64) -> f64 {
        if self.is_rtl { self.width_px() - start_px - length_px } else { start_px }
    }

    /// The moment under a pixel counted from the left edge of the track.
    pub fn moment_from_left(&self, left_px: f64) -> Moment {
        let inline_px = if self.is_rtl { self.width_px() - left_px } else { left_px };
        self.scale.moment_from_px(inline_px)
    }

    /// Whether time runs from right to left.
    pub fn is_rtl(&self) -> bool {
        self.is_rtl
    }
}
