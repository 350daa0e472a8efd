//! Where the axis has its ticks, and the bins of a histogram.
//!
//! Has no opinion on words: what a tick says is up to the reader's language.

use super::moment::{Moment, Span};
use super::scale::TimeScale;
use super::unit::{TickUnit, TimeStep};

/// No histogram has more bins, and no axis more ticks.
const MAX_BINS: usize = 10_000;

/// One tick.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Tick {
    /// Where it stands.
    pub moment: Moment,
    /// The largest unit that starts there: a day tick on 1 January is a `Year`. For a
    /// context tick that was moved to the start of the axis, the unit of the row.
    pub kind: TickUnit,
}

/// The ticks of an axis, in two rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticks {
    /// Unit of the ticks.
    pub unit: TickUnit,
    /// How many units lie between two ticks.
    pub step: u32,
    /// The ticks, ascending, at boundaries of the calendar.
    pub major: Vec<Tick>,
    /// Unit of the second row: days under hours, months under days, years under months.
    pub context_unit: TickUnit,
    /// The second row, ascending. The first stands at the start of the axis and names the
    /// unit that is cut off there, so that the year can always be read; it is left out
    /// where the next one would touch it. Empty under centuries.
    pub context: Vec<Tick>,
}

/// Ticks that lie at least `min_gap_px` apart, at the finest readable step. Weeks start on
/// `week_start`, 0 = Monday … 6 = Sunday.
pub fn ticks(scale: &TimeScale, min_gap_px: f64, week_start: u32) -> Ticks {
    let min_gap_px = if min_gap_px.is_finite() { min_gap_px.max(1.0) } else { 1.0 };
    let min_gap_seconds = min_gap_px * scale.seconds_per_px();
    let step = finest_step(|step| step.shortest_seconds() as f64 >= min_gap_seconds, week_start);
    let major = step.boundaries(scale.domain).take(MAX_BINS).map(tick_at).collect();
    let (context_unit, context) = context_row(scale, step.unit, min_gap_seconds);
    Ticks { unit: step.unit, step: step.count, major, context_unit, context }
}

/// Bins of whole civil units that cover `span`, at most `target_count` of them, as fine
/// as that allows; two where one is asked for and the span lies about the start of the
/// year 0, a boundary of every year and century. The first may start before the span and the last end
/// after it. Weeks start on `week_start`, 0 = Monday … 6 = Sunday.
pub fn bins(span: Span, target_count: usize, week_start: u32) -> Vec<Span> {
    let step = bin_step(span, target_count, week_start);
    let mut bins = Vec::new();
    let mut start = step.floor(span.start);
    while start < span.end && bins.len() < MAX_BINS {
        let end = step.after(start);
        if end <= start {
            break;
        }
        bins.push(Span { start, end });
        start = end;
    }
    bins
}

/// The unit of [`bins`].
pub fn bin_step(span: Span, target_count: usize, week_start: u32) -> TimeStep {
    let most = target_count.clamp(1, MAX_BINS) as i64;
    let last = Moment(span.end.0.saturating_sub(1)).max(span.start);
    let fits = |step: TimeStep| step.count_touched(span.start, last) <= most;
    finest_step(fits, week_start)
}

/// The finest readable step that `fits`, or as many centuries as needed.
fn finest_step(fits: impl Fn(TimeStep) -> bool, week_start: u32) -> TimeStep {
    let readable = TimeStep::READABLE.into_iter();
    let centuries = (1..=8).map(|power| (TickUnit::Century, 2_u32.pow(power)));
    readable
        .chain(centuries)
        .map(|(unit, count)| TimeStep::new(unit, count).with_week_start(week_start))
        .find(|step| fits(*step))
        .unwrap_or(TimeStep::new(TickUnit::Century, 256))
}

fn tick_at(moment: Moment) -> Tick {
    const LARGEST_FIRST: [TickUnit; 7] = [
        TickUnit::Century,
        TickUnit::Decade,
        TickUnit::Year,
        TickUnit::Quarter,
        TickUnit::Month,
        TickUnit::Day,
        TickUnit::Hour,
    ];
    let starts = |unit: &TickUnit| TimeStep::new(*unit, 1).starts_at(moment);
    let kind = LARGEST_FIRST.into_iter().find(starts).unwrap_or(TickUnit::Minute);
    Tick { moment, kind }
}

fn context_row(scale: &TimeScale, unit: TickUnit, min_gap_seconds: f64) -> (TickUnit, Vec<Tick>) {
    let context_unit = match unit {
        TickUnit::Minute | TickUnit::Hour => TickUnit::Day,
        TickUnit::Day | TickUnit::Week => TickUnit::Month,
        TickUnit::Month | TickUnit::Quarter => TickUnit::Year,
        TickUnit::Year => TickUnit::Decade,
        TickUnit::Decade | TickUnit::Century => TickUnit::Century,
    };
    if unit == TickUnit::Century {
        return (context_unit, Vec::new());
    }
    let start = scale.domain.start;
    let boundaries = TimeStep::new(context_unit, 1).boundaries(scale.domain);
    let mut context: Vec<Tick> = boundaries.take(MAX_BINS).map(tick_at).collect();
    let next_is_clear = context
        .first()
        .is_none_or(|tick| tick.moment.0.saturating_sub(start.0) as f64 >= min_gap_seconds);
    if next_is_clear {
        context.insert(0, Tick { moment: start, kind: context_unit });
    }
    (context_unit, context)
}

#[cfg(test)]
#[path = "ticks_tests.rs"]
mod tests;
