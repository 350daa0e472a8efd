//! The names of the eras in a row above the band. None runs into the next: one that has less
//! room is cut off, and said whole when it is pointed at, has the focus, or in the list.

use dateline_core::model::Era;
use dateline_core::time::{Moment, Span};

use crate::dom::{El, button, el, px};
use crate::i18n::{DateStyle, format_range};
use crate::page::Page;
use crate::state::Command;
use crate::timeline::track::Track;

/// Width of a letter at the size of the names, CSS pixels: on the safe side in both scripts.
const LETTER_PX: f64 = 6.7;
/// Air beside a name and between two, CSS pixels.
const AIR_PX: f64 = 13.0;
/// A name of which fewer letters have room is left out.
const LEAST_LETTERS: usize = 4;

/// The names that have room on the track as it is now. Tracked.
pub fn era_names(track: Track) -> Vec<El> {
    let Some(page) = Page::of(track.store) else { return Vec::new() };
    let layout = track.layout();
    let eras = &page.loaded.story.meta.timeline.eras;
    let mut names = Vec::new();
    for (place, era) in eras.iter().enumerate() {
        let Some((start_px, _)) = layout.inline_range(era.span) else { continue };
        // Eras are in order of start, so only the next one can be in the way, or the edge.
        let next_px = eras.get(place + 1).map(|next| layout.inline_px(next.span.start));
        let end_px = next_px.unwrap_or(f64::INFINITY).min(layout.width_px());
        let room_px = end_px - start_px - AIR_PX;
        let letters = (room_px / LETTER_PX).max(0.0) as usize;
        if letters < LEAST_LETTERS {
            continue;
        }
        let name = name(&page, era, letters);
        // It grows away from the nearer edge when it is said whole.
        let is_in_second_half = start_px > layout.width_px() / 2.0;
        names.push(if is_in_second_half {
            name.style("inset-inline-end", &px(layout.width_px() - start_px - room_px - AIR_PX))
                .style("min-inline-size", &px(room_px + AIR_PX))
        } else {
            name.style("inset-inline-start", &px(start_px))
        });
    }
    names
}

/// A name that shows its era on the whole axis when it is pressed. If it has more than so many
/// letters it is cut, and whole only while it is pointed at or has the focus.
fn name(page: &Page, era: &Era, letters: usize) -> El {
    let (store, span) = (page.store, era.span);
    let words = era.label.in_language(page.language.tag());
    let range = format_range(page.language, span, DateStyle::Medium);
    let whole = [words, page.t("list.separator"), &range].concat();
    let name = button("dl-era").attr("title", &whole).attr("aria-label", &whole);
    let name = if words.chars().count() <= letters {
        name.add(page.story_text(&era.label))
    } else {
        let cut: String = words.chars().take(letters - 1).chain(['…']).collect();
        // The cut is drawn by the style sheet: what is heard and found is the whole.
        name.add(el("span", "dl-era-cut").attr("data-cut", &cut))
            .add(el("span", "dl-era-whole").add(page.story_text(&era.label)))
    };
    name.on_click(move || store.send(Command::SetAxis(with_margins(span))))
}

/// A span with a little of what is around it.
pub fn with_margins(span: Span) -> Span {
    let margin = span.seconds() / 24;
    Span { start: Moment(span.start.0 - margin), end: Moment(span.end.0 + margin) }
}
