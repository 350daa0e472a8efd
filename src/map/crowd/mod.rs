//! Where there are more marks than room: groups of events with their number, drawn over the
//! marks, opened by a tap and by keys.
//!
//! Comes late: until then all marks are drawn, or none where they would cover the map. What a
//! group is, from when on there are groups and how large they are is core's (`scene::Groups`,
//! `scene::Disc`), which the other painter asks too.

mod buttons;
mod draw;
mod figures;
mod hands;

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;
use std::sync::{Arc, Weak};

use dateline_core::geo::{View, WorldPoint};
use dateline_core::index::Filter;
use dateline_core::model::EventIndex;
use dateline_core::scene::{Groups, MOST_IN_CELL};
use dateline_core::time::{Moment, Span};

pub use buttons::group_buttons;
pub use draw::{GroupPainter, draw_groups, group_boxes};
pub use hands::tapped;

use super::frame::{Crowd, are_too_many};
use crate::state::{Loaded, State};

/// What crowds follow from, beside the story: as long as it is the same, so are they.
#[derive(PartialEq)]
struct Asked {
    view: View,
    spans: Vec<Span>,
    filter: Filter,
}

/// The crowds that were counted last.
struct Counted {
    loaded: Weak<Loaded>,
    asked: Asked,
    crowds: Rc<Vec<Crowd>>,
}

thread_local! {
    /// One for the program: several in a row ask of one map, for its picture, its names, its
    /// buttons and what is under a finger.
    static LAST: RefCell<Option<Counted>> = const { RefCell::new(None) };
}

/// What of the marks is drawn in each picture; none where all are, by themselves and as the
/// painter's masks tell. Counted once for all who ask, however many marks there are.
#[inline(never)] // A way into the late part, see `crate::late`.
pub fn crowds_of(state: &State) -> Rc<Vec<Crowd>> {
    let Some(loaded) = state.loaded() else { return Rc::default() };
    let asked = Asked {
        view: state.pane_view(),
        spans: state.panes().iter().map(|(t, _)| state.event_span_at(*t)).collect(),
        filter: state.choice.filter.clone(),
    };
    LAST.with_borrow_mut(|last| {
        let known = last.as_ref().filter(|known| {
            known.asked == asked && std::ptr::eq(known.loaded.as_ptr(), Arc::as_ptr(loaded))
        });
        if let Some(known) = known {
            return Rc::clone(&known.crowds);
        }
        let crowds = Rc::new(counted_anew(state, loaded));
        let loaded = Arc::downgrade(loaded);
        *last = Some(Counted { loaded, asked, crowds: Rc::clone(&crowds) });
        crowds
    })
}

fn counted_anew(state: &State, loaded: &Loaded) -> Vec<Crowd> {
    let panes = state.panes();
    let counted: Vec<(Groups, Vec<Mark>)> =
        panes.iter().map(|(t, _)| counted(state, *t, loaded)).collect();
    let is_crowded = counted.iter().any(|(groups, _)| groups.is_crowded());
    let are_many = panes.iter().any(|(t, _)| are_too_many(state, *t, loaded));
    if !is_crowded && !is_beyond_masks(&state.choice.filter) && !are_many {
        return Vec::new();
    }
    let crowd = |(groups, few): (Groups, Vec<Mark>)| {
        let mut marks: Vec<Range<u32>> = Vec::new();
        for (symbol, point) in few {
            match marks.last_mut() {
                _ if is_crowded && !groups.is_alone(point) => {}
                Some(last) if last.end == symbol => last.end += 1,
                _ => marks.push(symbol..symbol + 1),
            }
        }
        Crowd { groups: is_crowded.then_some(groups), marks }
    };
    counted.into_iter().map(crowd).collect()
}

/// Whether the filter says what the painter's masks cannot.
fn is_beyond_masks(filter: &Filter) -> bool {
    filter.only.is_some() || filter.hidden_actors != 0
}

/// The vertex of a mark, and where it is.
type Mark = (u32, WorldPoint);

/// The groups at `t`, and the marks in view that may be drawn by themselves: of each square as
/// many as it has at most where there are no groups.
fn counted(state: &State, t: Moment, loaded: &Loaded) -> (Groups, Vec<Mark>) {
    let categories = loaded.story.meta.categories.len();
    let (mut groups, mut few) = (Groups::new(&state.pane_view(), categories), Vec::new());
    let columns = loaded.story.events.columns();
    let mut add = |symbol, point, event: EventIndex| {
        let category = columns.categories.get(event.0 as usize).copied().unwrap_or(0);
        let count = groups.add(point, category);
        if (1..=MOST_IN_CELL).contains(&count) {
            few.push((symbol, point));
        }
        true
    };
    loaded.marks_in(state.event_span_at(t), &state.choice.filter, &mut add);
    (groups, few)
}
