//! From the state to one picture's parameters: a pure computation.

use std::ops::Range;

use dateline_core::model::{EventIndex, Mode};
use dateline_core::scene::Groups;
use dateline_core::time::{Moment, SECONDS_PER_DAY};
use dateline_gl::{CategoryStyle, SymbolFrame};

use crate::late;
use crate::marks::{actor_colour, category_colour};
use crate::state::{Loaded, State, mark_size_px};

/// The bit of the mask of verifications that shows imprecise dates.
const IMPRECISE_BIT: u32 = 8;
/// Marks that are drawn while there are no groups yet: all of them would be one surface.
const MOST_MARKS: u32 = 30_000;

/// How long an area that has changed hands stays marked, days.
const JUST_CHANGED_DAYS: i64 = 1;

/// The fills of the story's actors.
pub fn actor_colours(loaded: &Loaded, is_dark: bool) -> Vec<[u8; 3]> {
    loaded.story.meta.actors.iter().map(|actor| actor_colour(actor, is_dark)).collect()
}

/// The marks of the story's categories.
pub fn category_styles(loaded: &Loaded, is_dark: bool) -> Vec<CategoryStyle> {
    let categories = loaded.story.meta.categories.iter();
    categories
        .map(|category| CategoryStyle {
            colour: category_colour(category, is_dark),
            shape: category.shape,
        })
        .collect()
}

/// What is drawn of the marks of one picture where not all of them are, or not all by
/// themselves.
pub struct Crowd {
    /// The groups, where there are more marks than room.
    pub groups: Option<Groups>,
    /// The vertices of the marks that are drawn by themselves.
    pub marks: Vec<Range<u32>>,
}

/// The vertices that are drawn at `t`. Too many of them are drawn as groups or not at all,
/// which the map says where what groups them did not arrive.
pub fn visible_marks(state: &State, t: Moment, loaded: &Loaded) -> Vec<Range<u32>> {
    if are_too_many(state, t, loaded) {
        late::want();
        return Vec::new();
    }
    loaded.symbols.visible_ranges(state.event_span_at(t))
}

/// Whether there are more marks at `t` than are drawn one by one.
pub fn are_too_many(state: &State, t: Moment, loaded: &Loaded) -> bool {
    let visible = loaded.symbols.visible_ranges(state.event_span_at(t));
    visible.iter().map(|range| range.end - range.start).sum::<u32>() > MOST_MARKS
}

/// How the marks are drawn at `t`; which of them is up to the caller.
pub fn symbol_frame<'a>(
    state: &State,
    t: Moment,
    loaded: &Loaded,
    categories: &'a [CategoryStyle],
) -> SymbolFrame<'a> {
    let span = state.event_span_at(t);
    // It is drawn whatever the ranges say, and of an event of ages the painter sees no end.
    let filter = &state.choice.filter;
    let is_shown = |event: &EventIndex| {
        let when = loaded.story.events.get(*event).and_then(|event| event.when.as_ref());
        when.is_some_and(|when| when.span.overlaps(span))
            && filter.admits(&loaded.story.events, *event)
    };
    let selected = state.choice.emphasised_event().filter(is_shown);
    let selected = selected.and_then(|event| loaded.symbols.find(event));
    let selected = selected.map(|vertex| vertex as u32);
    let fades = state.clock.mode == Mode::Moment;
    let fade_minutes = u32::try_from(span.seconds() / 60).unwrap_or(u32::MAX);
    SymbolFrame {
        ranges: &[],
        window_start_minute: minute_in(loaded, span.start),
        // Up: the ranges know the end to the second, and what starts in its minute is in them.
        window_end_minute: minute_in(loaded, Moment(span.end.0.saturating_add(59))),
        fade_minutes: fades.then_some(fade_minutes),
        category_mask: !filter.hidden_categories,
        verification_mask: !u32::from(filter.hidden_verifications)
            & !(u32::from(filter.hides_imprecise) << IMPRECISE_BIT),
        size_px: mark_size_px(&state.camera.view) as f32,
        categories,
        selected,
    }
}

/// Minutes from the day from which marks count.
fn minute_in(loaded: &Loaded, moment: Moment) -> u32 {
    let minutes = (moment.0 - Moment::start_of(loaded.first_day).0).div_euclid(60);
    minutes.clamp(0, i64::from(u32::MAX)) as u32
}

/// From when on a change counts as fresh at `t`.
pub fn just_changed_since(t: Moment) -> Moment {
    Moment(t.0 - JUST_CHANGED_DAYS * SECONDS_PER_DAY + 1)
}
