//! The words under the timeline: ticks and, in a second row, what they are part of.

use dateline_core::time::{Tick, TickUnit, Ticks, ticks};
use leptos::prelude::Get;

use super::layout::Layout;
use super::track::Track;
use crate::dom::{El, el, px};
use crate::i18n::{DateStyle, Language, format_seconds};

/// Rooms for a tick that are tried, CSS pixels: the first in which all words fit is taken.
const ROOMS_PX: [f64; 8] = [30.0, 36.0, 44.0, 56.0, 72.0, 96.0, 128.0, 180.0];
/// Width of a letter at the axis's size, CSS pixels: on the safe side in both scripts.
const LETTER_PX: f64 = 6.7;
/// The same in the second row, which is bold.
const BOLD_LETTER_PX: f64 = 7.5;
/// Air after the words of a tick, CSS pixels.
const AIR_PX: f64 = 8.0;

/// How long words are on the axis, CSS pixels: at least as long as they will be.
fn length_px(words: &str, letter_px: f64) -> f64 {
    words.chars().count() as f64 * letter_px + AIR_PX
}

/// A tick with its words and its distance from the inline start.
type Label = (f64, String);

/// The words of a row.
fn labels(
    language: Language,
    layout: &Layout,
    row: &[Tick],
    unit: TickUnit,
    is_context: bool,
) -> Vec<Label> {
    let label = |tick: &Tick| {
        let inline_px = layout.inline_px(tick.moment).max(0.0);
        (inline_px, tick_words(language, *tick, unit, is_context))
    };
    row.iter().map(label).collect()
}

/// Whether the end of the axis would cut the words.
fn is_cut((inline_px, words): &Label, letter_px: f64, layout: &Layout) -> bool {
    inline_px + length_px(words, letter_px) - AIR_PX > layout.width_px()
}

/// Whether no words of a row run into the next.
fn fit(row: &[Label], letter_px: f64) -> bool {
    row.windows(2).all(|pair| match pair {
        [(here_px, words), (next_px, _)] => here_px + length_px(words, letter_px) <= *next_px,
        _ => true,
    })
}

/// The row of ticks that are as close as their words allow, and the ticks themselves.
fn closest_row(
    language: Language,
    layout: &Layout,
    week_start: u32,
) -> Option<(Ticks, Vec<Label>)> {
    let mut found = None;
    for room_px in ROOMS_PX {
        let shown = ticks(layout.scale(), room_px, week_start);
        let row = labels(language, layout, &shown.major, shown.unit, false);
        let is_enough = fit(&row, LETTER_PX);
        found = Some((shown, row));
        if is_enough {
            break;
        }
    }
    found
}

/// What has room of the second row. From the end: the later one stays, since the earlier is
/// cut off by the edge anyway. The last goes where the edge would cut it, unless it is the only
/// one, which stays for the year's sake.
fn context_row(language: Language, layout: &Layout, shown: &Ticks) -> Vec<Label> {
    if matches!(shown.unit, TickUnit::Year | TickUnit::Decade) {
        // A decade is called by its first year, and so looks like another tick.
        return Vec::new();
    }
    let mut row = labels(language, layout, &shown.context, shown.context_unit, true);
    if let [_, .., last] = row.as_slice()
        && is_cut(last, BOLD_LETTER_PX, layout)
    {
        row.pop();
    }
    let mut next_px = f64::INFINITY;
    for index in (0..row.len()).rev() {
        let (here_px, words) = &row[index];
        if here_px + length_px(words, BOLD_LETTER_PX) <= next_px {
            next_px = *here_px;
        } else {
            row.remove(index);
        }
    }
    row
}

/// The two rows of words.
pub fn axis(track: Track) -> El {
    el("div", "dl-axis").attr("aria-hidden", "true").live(move || words_on(track))
}

fn words_on(track: Track) -> Vec<El> {
    let (language, layout) = (track.store.language.get(), track.layout());
    let week_start = track.week_start();
    let mut shown = Vec::new();
    if let Some((ticks, mut row)) = closest_row(language, &layout, week_start) {
        let context = context_row(language, &layout, &ticks);
        // A word that the edge would cut says another day.
        row.retain(|label| !is_cut(label, LETTER_PX, &layout));
        add_words(&mut shown, "dl-tick", &row);
        add_words(&mut shown, "dl-tick dl-context", &context);
    }
    shown
}

fn add_words(shown: &mut Vec<El>, class: &str, row: &[Label]) {
    for (inline_px, words) in row {
        shown.push(el("span", class).style("inset-inline-start", &px(*inline_px)).text(words));
    }
}

/// What a tick says in its row. Years are counted in round numbers as ISO 8601 has them; before the
/// year 1 they are written by their era and so look odd: -200 is 201 BC.
fn tick_words(language: Language, tick: Tick, unit: TickUnit, is_context: bool) -> String {
    let style = match (unit, is_context) {
        (TickUnit::Minute | TickUnit::Hour, _) => DateStyle::Time,
        (TickUnit::Day | TickUnit::Week, false) => DateStyle::DayOfMonth,
        (TickUnit::Day | TickUnit::Week, true) => DateStyle::Long,
        (TickUnit::Month | TickUnit::Quarter, false) => DateStyle::MonthShort,
        (TickUnit::Month | TickUnit::Quarter, true) => DateStyle::Month,
        (TickUnit::Year | TickUnit::Decade | TickUnit::Century, _) => DateStyle::Year,
    };
    format_seconds(language, tick.moment, style)
}
