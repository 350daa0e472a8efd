//! Ends in a table of who held what → rows that say that nothing is known from then on.

use crate::tidy::is_nothing;
use csv::StringRecord;
use dateline_core::hash::KeyedMap;
use dateline_core::time::Moment;
use std::collections::BTreeSet;

/// A day, seconds.
const DAY_SECONDS: i64 = 86_400;

/// What stands for an end where there is none yet.
#[rustfmt::skip]
const GOES_ON: [&str; 22] = [
    "present", "to present", "until present", "ongoing", "now", "current", "today", "to date",
    "still", "heute", "bis heute", "en cours", "aujourd'hui", "actualidad", "presente",
    "по настоящее время", "по н.в.", "н.в.", "досі", "حتى الآن", "الآن", "devam ediyor",
];

/// Whether a cell says that there is no end, or that it is not known.
pub(super) fn goes_on(cell: &str) -> bool {
    is_nothing(cell) || GOES_ON.contains(&cell.to_lowercase().as_str())
}

/// Where what rows say ends: nothing is known from then on, unless another row of the area
/// goes on by the next day.
#[derive(Default)]
pub(super) struct Ends {
    /// From when on rows count, by area.
    starts: KeyedMap<String, BTreeSet<Moment>>,
    ends: Vec<End>,
}

struct End {
    area: String,
    date: String,
    /// The first moment after it.
    until: Option<Moment>,
    line: u32,
}

impl Ends {
    /// Adds a row: from when on it counts, its end as written, and the first moment after it.
    pub(super) fn add(
        &mut self,
        area: &str,
        from: Option<Moment>,
        end: (&str, Option<Moment>),
        line: u32,
    ) {
        if let Some(from) = from {
            self.starts.entry(area.to_owned()).or_default().insert(from);
        }
        let (date, until) = end;
        if !date.is_empty() {
            self.ends.push(End { area: area.to_owned(), date: date.to_owned(), until, line });
        }
    }

    /// The rows that say so.
    pub(super) fn rows(self) -> impl Iterator<Item = (u32, StringRecord)> {
        let Self { starts, ends } = self;
        let goes_on = move |end: &End| {
            let (Some(starts), Some(until)) = (starts.get(&end.area), end.until) else {
                return false;
            };
            starts.range(until..=Moment(until.0 + DAY_SECONDS)).next().is_some()
        };
        ends.into_iter().filter(move |end| !goes_on(end)).map(|end| {
            let cells = vec![end.area.as_str(), &end.date, "", "", "unknown", "", ""];
            (end.line, StringRecord::from(cells))
        })
    }
}
