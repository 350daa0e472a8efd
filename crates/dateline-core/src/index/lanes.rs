//! Events on lanes under a timeline: one mark each while they are few, else one mark for each
//! of the narrow stretches that the axis is cut into.
//!
//! However many events there are, there are no more marks than that. Has no opinion on which
//! categories share a lane, nor on what a mark looks like.

use super::{Filter, TimeIndex};
use crate::model::{EventIndex, grade};
use crate::order::places_in_order;
use crate::time::{Moment, Span};

/// Marks of one lane that are told apart event by event.
pub const MOST_MARKS: usize = 240;
/// More stretches than any axis has pixels.
const MOST_CELLS: usize = 4096;

/// Kinds that have a lane for themselves; where there are more by two, the rarest share one.
pub const MOST_LANES: usize = 8;
/// The lane of a kind that no event has.
pub const NO_LANE: u8 = u8::MAX;

/// The lane of each kind, of which so many events are told: the most frequent ones have
/// lanes for themselves in their order, and the others share the last one. A single one that
/// would be left over keeps its own.
pub fn lane_of_each(counts: &[u32]) -> Vec<u8> {
    let count = |place: usize| counts.get(place).copied().unwrap_or(0);
    let by_count = places_in_order(counts.len(), &mut |a, b| count(b).cmp(&count(a)));
    let there = counts.iter().filter(|count| **count > 0).count();
    let own = if there <= MOST_LANES + 1 { there } else { MOST_LANES };
    let mut lanes = vec![NO_LANE; counts.len()];
    let mut next = 0;
    for place in 0..counts.len() {
        let is_own = by_count.iter().take(own).any(|own| *own == place);
        let lane = if count(place) == 0 {
            NO_LANE
        } else if is_own {
            next += 1;
            next - 1
        } else {
            own as u8
        };
        lanes.iter_mut().skip(place).take(1).for_each(|one| *one = lane);
    }
    lanes
}

/// One mark: events that cannot be told apart at this size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LaneMark {
    /// The stretch of the axis that it lies on: of an event all that its date can mean.
    pub span: Span,
    /// How many events.
    pub count: u32,
    /// Whether the dates say less than a day, or not for certain: the events lie somewhere on
    /// the stretch.
    pub is_soft: bool,
}

/// The marks of one lane.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lane {
    /// By start. Where they are binned, none lies over another.
    pub marks: Vec<LaneMark>,
    /// How many events share a moment with the axis.
    pub events: u32,
    /// Whether a mark counts what is under way on its stretch, so that an event that lasts
    /// is counted in several.
    pub is_binned: bool,
}

/// The axis in stretches of equal length.
#[derive(Clone, Copy)]
struct Cells {
    axis: Span,
    count: i64,
}

impl Cells {
    /// The first stretch that a span touches, and the first after it.
    fn of(self, span: Span) -> (usize, usize) {
        // The whole calendar in seconds times the largest number of cells is far below 2^63.
        let cell = |moment: i64| {
            ((moment - self.axis.start.0) * self.count / self.axis.seconds().max(1)) as usize
        };
        (cell(span.start.0), cell(span.end.0 - 1) + 1)
    }

    /// Where a stretch starts: at the first second that is counted in it.
    fn start(self, cell: usize) -> Moment {
        let from_start = (cell as i64 * self.axis.seconds() + self.count - 1) / self.count;
        Moment(self.axis.start.0 + from_start)
    }
}

/// A lane being filled.
struct Filling {
    events: u32,
    /// Marks with their stretches, as long as there are few.
    marks: Vec<((usize, usize), LaneMark)>,
    /// Per stretch, by how much the number under way goes up; for sure dates and soft ones.
    steps: [Vec<i64>; 2],
}

impl Filling {
    fn add(&mut self, cells: Cells, span: Span, is_soft: bool) {
        let (first, end) = cells.of(span);
        self.events += 1;
        let [sure, soft] = &mut self.steps;
        let steps = if is_soft { soft } else { sure };
        steps.iter_mut().skip(first).take(1).for_each(|step| *step += 1);
        steps.iter_mut().skip(end).take(1).for_each(|step| *step -= 1);
        // One more than are shown says that there are too many.
        if self.marks.len() > MOST_MARKS {
            return;
        }
        let before = self.marks.iter_mut().rev().take_while(|(place, _)| place.0 == first);
        for (place, mark) in before {
            if *place == (first, end) && mark.is_soft == is_soft {
                mark.count += 1;
                mark.span = mark.span.union(span);
                return;
            }
        }
        self.marks.push(((first, end), LaneMark { span, count: 1, is_soft }));
    }

    fn finished(self, cells: Cells) -> Lane {
        let events = self.events;
        if self.marks.len() <= MOST_MARKS {
            let marks = self.marks.into_iter().map(|(_, mark)| mark).collect();
            return Lane { marks, events, is_binned: false };
        }
        let mut marks = Vec::new();
        let mut under_way = [0_i64; 2];
        for cell in 0..cells.count as usize {
            for (now, steps) in under_way.iter_mut().zip(&self.steps) {
                *now += steps.get(cell).copied().unwrap_or(0);
            }
            let [sure, soft] = under_way;
            let span = Span { start: cells.start(cell), end: cells.start(cell + 1) };
            let (count, is_soft) = if sure > 0 { (sure, false) } else { (soft, true) };
            if count > 0 && span.seconds() > 0 {
                marks.push(LaneMark { span, count: count as u32, is_soft });
            }
        }
        Lane { marks, events, is_binned: true }
    }
}

impl TimeIndex {
    /// The admitted events that share a moment with `axis`, on lanes: `lane_of` has the lane of
    /// each category, or [`NO_LANE`]. Where a lane would have more than [`MOST_MARKS`] marks, it has one for
    /// each of `cells` stretches of the axis in which something is under way. Withdrawn events
    /// are left out.
    pub fn lanes(&self, axis: Span, cells: usize, lane_of: &[u8], filter: &Filter) -> Vec<Lane> {
        let cells = Cells { axis, count: cells.clamp(1, MOST_CELLS) as i64 };
        let last = lane_of.iter().filter(|lane| **lane != NO_LANE).max();
        let count = last.map_or(0, |last| usize::from(*last) + 1);
        let empty = || Filling {
            events: 0,
            marks: Vec::new(),
            steps: [vec![0; cells.count as usize], vec![0; cells.count as usize]],
        };
        let mut lanes: Vec<Filling> = (0..count).map(|_| empty()).collect();
        for event in self.in_window(axis) {
            let place = event.0 as usize;
            let lane = self.columns.categories.get(place);
            let lane = lane.and_then(|category| lane_of.get(usize::from(*category)));
            let lane = lane.and_then(|lane| lanes.get_mut(usize::from(*lane)));
            if let Some((lane, span)) = lane.zip(self.span_at(place))
                && filter.counts(&self.columns, event)
            {
                let grade = self.columns.grades.get(place).copied().unwrap_or(0);
                let span = Span { start: span.start.max(axis.start), end: span.end.min(axis.end) };
                lane.add(cells, span, grade & grade::IMPRECISE != 0);
            }
        }
        lanes.into_iter().map(|lane| lane.finished(cells)).collect()
    }

    /// The first `most` admitted events of some categories (bit n for the category at place n)
    /// that share a moment with `stretch`, and how many there are. Withdrawn events are left
    /// out.
    pub fn found_in(
        &self,
        stretch: Span,
        categories: u32,
        filter: &Filter,
        most: usize,
    ) -> (Vec<EventIndex>, usize) {
        let (mut first, mut count) = (Vec::new(), 0);
        for event in self.in_window(stretch) {
            let category =
                self.columns.categories.get(event.0 as usize).copied().unwrap_or(u8::MAX);
            let is_wanted = categories.checked_shr(u32::from(category)).unwrap_or(0) & 1 == 1;
            if is_wanted && filter.counts(&self.columns, event) {
                count += 1;
                if first.len() < most {
                    first.push(event);
                }
            }
        }
        (first, count)
    }
}
