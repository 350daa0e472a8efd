//! Dated snapshots → stretches of time.
//!
//! A snapshot says what is at its date and nothing of later. It is taken to hold until the
//! next one, if that is near; else it is believed for as long as snapshots usually lie
//! apart, and then nothing is known.

use super::claim::{Claim, Dated, Said, Stretch};
use crate::code::Code;
use crate::problem::Problem;
use crate::report::Report;
use dateline_core::order::in_order;
use dateline_core::time::{EdtfDate, Moment, SECONDS_PER_DAY};
use std::collections::BTreeMap;

/// How long a snapshot is believed that is the only one, seconds.
const ALONE_S: i64 = SECONDS_PER_DAY;

/// One area in one snapshot.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) outline: usize,
    pub(crate) date: EdtfDate,
    pub(crate) said: Said,
}

/// All snapshots of a story.
#[derive(Debug, Default)]
pub(crate) struct Snapshots {
    /// By the moment from which they count: the date and the file first found for it.
    taken: BTreeMap<Moment, (EdtfDate, String)>,
    seen: Vec<Seen>,
}

impl Snapshots {
    /// Notes that there is a snapshot, even if nothing can be seen in it.
    pub(crate) fn take(&mut self, date: &EdtfDate, file: &str) {
        self.taken.entry(date.span.end).or_insert_with(|| (date.clone(), file.to_owned()));
    }

    /// Notes what it shows of an area.
    pub(crate) fn see(&mut self, seen: Seen) {
        self.seen.push(seen);
    }

    /// What the snapshots claim. `gap_days` is how far apart two may lie so that the first
    /// holds until the second; without it, twice the median.
    pub(crate) fn claims(self, gap_days: Option<f64>, report: &mut Report) -> Vec<Claim> {
        let ends = self.ends(gap_days, report);
        let claim = |seen: Seen| {
            let end = ends.get(&seen.date.span.end).cloned().flatten();
            let when = Stretch { start: seen.date.into(), end };
            Claim { outline: seen.outline, when, said: seen.said }
        };
        self.seen.into_iter().map(claim).collect()
    }

    /// Until when each snapshot holds, by the moment from which it counts.
    fn ends(&self, gap_days: Option<f64>, report: &mut Report) -> BTreeMap<Moment, Option<Dated>> {
        let moments: Vec<Moment> = self.taken.keys().copied().collect();
        let usual_s = median_spacing_s(&moments).unwrap_or(ALONE_S);
        let limit_s =
            gap_days.map_or(usual_s.saturating_mul(2), |it| (it * SECONDS_PER_DAY as f64) as i64);
        let believed_s = usual_s.min(limit_s);
        let mut ends = BTreeMap::new();
        for (place, (moment, (date, file))) in self.taken.iter().enumerate() {
            let next = moments.get(place + 1).and_then(|next| self.taken.get_key_value(next));
            let apart_s = next.map(|(next, _)| next.0 - moment.0);
            let end = match (next, apart_s) {
                (Some((_, (next, _))), Some(apart_s)) if apart_s <= limit_s => {
                    Some(next.clone().into())
                }
                _ => Dated::ending_at(Moment(moment.0.saturating_add(believed_s))),
            };
            if let (Some((_, (next, _))), Some(apart_s)) =
                (next, apart_s.filter(|it| *it > limit_s))
            {
                let detail = format!(
                    "{} until {}, at most {} are bridged",
                    days(apart_s),
                    next.text,
                    days(limit_s)
                );
                let problem = Problem::new(Code::SnapshotGap, file).value(&date.text);
                report.push(problem.detail(detail));
            }
            ends.insert(*moment, end);
        }
        ends
    }
}

/// The median of the spacings, the lower of the two in the middle; `None` without two
/// moments. `moments` ascend.
fn median_spacing_s(moments: &[Moment]) -> Option<i64> {
    let spacings: Vec<i64> =
        moments.iter().zip(moments.iter().skip(1)).map(|(a, b)| b.0 - a.0).collect();
    let spacings = in_order(&spacings, Ord::cmp);
    spacings.get(spacings.len().checked_sub(1)? / 2).copied()
}

fn days(seconds: i64) -> String {
    let days = seconds as f64 / SECONDS_PER_DAY as f64;
    let rounded = (days * 10.0).round() / 10.0;
    format!("{rounded} {}", if rounded == 1.0 { "day" } else { "days" })
}
