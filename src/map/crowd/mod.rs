//! Where there are more marks than room: groups of events with their number, drawn on the
//! canvas of names, opened by a tap and by keys.
//!
//! Comes late: until then all marks are drawn, or none where they would cover the map. What a
//! group is, from when on there are groups and how large they are is core's (`scene::Groups`,
//! `scene::Disc`), which the other painter asks too.

mod buttons;
mod draw;
mod hands;

use dateline_core::index::Filter;
use dateline_core::model::EventIndex;
use dateline_core::scene::Groups;
use dateline_core::time::Moment;

pub use buttons::group_buttons;
pub use draw::draw_groups;
pub use hands::tapped;

use super::frame::{Crowd, MOST_MARKS};
use crate::state::{Loaded, State};

/// What of the marks is drawn in each picture; none where all are, by themselves and as the
/// painter's masks tell.
#[inline(never)] // A way into the late part, see `crate::late`.
pub fn crowds_of(state: &State) -> Vec<Crowd> {
    let Some(loaded) = state.loaded() else { return Vec::new() };
    let filter = &state.choice.filter;
    let panes = state.panes();
    let counted: Vec<Groups> = panes.iter().map(|(t, _)| counted(state, *t, loaded)).collect();
    let is_crowded = counted.iter().any(Groups::is_crowded);
    let is_many = |t: Moment| {
        let visible = loaded.symbols.visible_ranges(state.event_span_at(t));
        visible.iter().map(|range| range.end - range.start).sum::<u32>() > MOST_MARKS
    };
    if !is_crowded && !is_beyond_masks(filter) && !panes.iter().any(|(t, _)| is_many(*t)) {
        return Vec::new();
    }
    let crowd = |(groups, (t, _)): (Groups, &(Moment, _))| {
        let mut marks = Vec::new();
        let mut add = |symbol: u32, point, _: EventIndex| {
            let is_drawn = if is_crowded { groups.is_alone(point) } else { groups.has(point) };
            match marks.last_mut() {
                _ if !is_drawn => {}
                Some(std::ops::Range { end, .. }) if *end == symbol => *end += 1,
                _ => marks.push(symbol..symbol + 1),
            }
        };
        loaded.marks_in(state.event_span_at(*t), filter, &mut add);
        Crowd { groups: is_crowded.then_some(groups), marks }
    };
    counted.into_iter().zip(&panes).map(crowd).collect()
}

/// Whether the filter says what the painter's masks cannot.
fn is_beyond_masks(filter: &Filter) -> bool {
    filter.only.is_some() || filter.hidden_actors != 0
}

fn counted(state: &State, t: Moment, loaded: &Loaded) -> Groups {
    let categories = loaded.story.meta.categories.len();
    let mut groups = Groups::new(&state.pane_view(), categories);
    let columns = loaded.story.events.columns();
    let mut add = |_, point, event: EventIndex| {
        groups.add(point, columns.categories.get(event.0 as usize).copied().unwrap_or(0));
    };
    loaded.marks_in(state.event_span_at(t), &state.choice.filter, &mut add);
    groups
}
