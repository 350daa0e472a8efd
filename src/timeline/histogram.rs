//! How many events began when, stacked by kind; behind it what the filters hide.

use dateline_core::index::Histogram;
use dateline_core::model::CategoryIndex;
use dateline_core::time::{Span, TickUnit, TimeStep, bin_step, bins};
use leptos::prelude::Get;

use super::chart::{Rect, chart};
use super::layout::Layout;
use super::track::Track;
use crate::dom::{El, el};
use crate::i18n::{format_number, t, t_with};
use crate::marks::{category_colour, css_colour};
use crate::state::Loaded;

/// Height of the histogram, CSS pixels.
pub const HISTOGRAM_HEIGHT_PX: f64 = 46.0;
/// The narrowest bar, CSS pixels.
const BAR_PX: f64 = 7.0;

/// The step from bin to bin. Tracked.
pub fn step_of_bins(track: Track, layout: &Layout) -> TimeStep {
    bin_step(layout.scale().domain, most_bins(layout), track.week_start())
}

fn most_bins(layout: &Layout) -> usize {
    (layout.width_px() / BAR_PX).clamp(8.0, 240.0) as usize
}

/// The stacked bars and how many events the highest stands for, as everything is now.
/// Tracked.
pub fn bars(track: Track) -> Vec<El> {
    let (store, layout) = (track.store, track.layout());
    let (language, loaded) = (store.language.get(), store.loaded());
    let axis = layout.scale().domain;
    let bins = bins(axis, most_bins(&layout), track.week_start());
    let histogram = loaded.as_ref().map(|loaded| loaded.index.histogram(&bins, &store.filter()));
    let histogram = histogram.unwrap_or_default();
    let number = |count: u32| format_number(language, f64::from(count), 0);
    let unit = t(language, unit_key(step_of_bins(track, &layout)));
    let highest = number(histogram.max_total());
    let summary = t_with(language, "time.histogram", &[("unit", unit), ("most", &highest)]);
    let mut drawing = chart("dl-bars", &layout, HISTOGRAM_HEIGHT_PX, &summary);
    if let Some(loaded) = &loaded {
        let colours = colours(loaded, store.is_dark.get());
        let highest = f64::from(histogram.max_unfiltered().max(1));
        let px_each = (HISTOGRAM_HEIGHT_PX - 2.0) / highest;
        for (bin, span) in bins.iter().enumerate() {
            drawing = drawing.add_all(bar(&layout, *span, &histogram, bin, px_each, &colours));
        }
    }
    let most = number(histogram.max_unfiltered());
    let most = el("span", "dl-bars-most").attr("aria-hidden", "true").text(&most);
    vec![drawing, most]
}

fn colours(loaded: &Loaded, is_dark: bool) -> Vec<String> {
    let categories = loaded.story.meta.categories.iter();
    categories.map(|category| css_colour(category_colour(category, is_dark))).collect()
}

/// One bar: a ghost of all events and the stacked counts before it; nothing without any.
fn bar(
    layout: &Layout,
    span: Span,
    histogram: &Histogram,
    bin: usize,
    px_each: f64,
    colours: &[String],
) -> Vec<El> {
    let all = histogram.unfiltered(bin);
    let Some((start_px, length_px)) = layout.inline_range(span).filter(|_| all > 0) else {
        return Vec::new();
    };
    let gap_px = (length_px * 0.14).clamp(0.5, 2.0);
    let width_px = (length_px - gap_px).max(0.5);
    let x_px = layout.left_px(start_px + gap_px / 2.0, width_px);
    let rect = |below: u32, count: u32| {
        let height_px = f64::from(count) * px_each;
        let y_px = HISTOGRAM_HEIGHT_PX - f64::from(below) * px_each - height_px;
        Rect { x_px, y_px, width_px, height_px }
    };
    let mut drawn = vec![rect(0, all).drawn("dl-ghost", None)];
    let mut below = 0;
    for (category, colour) in colours.iter().enumerate() {
        let count = histogram.count(bin, CategoryIndex(category as u8));
        if count > 0 {
            drawn.push(rect(below, count).drawn("dl-bar", Some(colour)));
        }
        below += count;
    }
    drawn
}

fn unit_key(step: TimeStep) -> &'static str {
    match (step.unit, step.count) {
        (TickUnit::Hour, 1) => "time.histogram.hour",
        (TickUnit::Day, 1) => "time.histogram.day",
        (TickUnit::Week, 1) => "time.histogram.week",
        (TickUnit::Month, 1) => "time.histogram.month",
        (TickUnit::Year, 1) => "time.histogram.year",
        // A bar of several of them, or of a unit without a word.
        _ => "time.histogram.other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_bar_of_one_unit_is_said_to_be_one() {
        let key = |unit, count| unit_key(TimeStep::new(unit, count));
        assert_eq!(key(TickUnit::Hour, 1), "time.histogram.hour");
        assert_eq!(key(TickUnit::Hour, 12), "time.histogram.other");
        assert_eq!(key(TickUnit::Day, 2), "time.histogram.other");
        assert_eq!(key(TickUnit::Year, 1), "time.histogram.year");
        assert_eq!(key(TickUnit::Decade, 1), "time.histogram.other");
    }
}
