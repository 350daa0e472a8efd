//! Other shapes in which people keep who held what when, read into the same ledger.
//!
//! * Features that say from when until when they hold (`start`, `end`).
//! * Snapshots: a file for each date, or features with a `date`.
//! * GeoJSON-T and Linked Places, with a `when` on features or on geometries.
//! * Tables with all that is known of an area in one row ([`cells`]).
//!
//! Each gives areas and rows of change; what is painted comes from the ledger alone. Has no
//! opinion on which file is read in which way: see [`crate::story`].

pub(crate) mod cells;
mod claim;
mod feature;
mod outlines;
mod roles;
mod side;
mod snapshots;
mod spans;
mod when;

pub(crate) use feature::is_timed as is_timed_feature;
pub(crate) use roles::{Role, Roles, plain};
use side::Side;

use crate::code::Code;
use crate::context::Context;
use crate::features::{FeatureRow, read_features, take_features};
use crate::names::Names;
use crate::noted::Noted;
use crate::problem::Problem;
use crate::report::{Report, Tally};
use claim::Claim;
use dateline_core::model::{Area, AreaIndex};
use dateline_core::report::Counts;
use dateline_core::time::EdtfDate;
use outlines::Outlines;
use snapshots::Snapshots;
use std::collections::BTreeMap;

/// Reads features that say who holds an area when.
pub(crate) struct Forms<'s> {
    roles: &'s Roles,
    outlines: Outlines,
    claims: Vec<Claim>,
    snapshots: Snapshots,
    /// What had been counted before.
    before: Counts,
    areas_before: usize,
    /// Of the file that is being read: what says nothing of time, and who names no source.
    untimed: Vec<Problem>,
    without_source: usize,
}

/// What the features give.
pub(crate) struct Read {
    pub(crate) areas: Vec<Area>,
    /// The areas that an id with several outlines means.
    pub(crate) versions: BTreeMap<String, Vec<AreaIndex>>,
    pub(crate) changes: Vec<Noted>,
}

impl<'s> Forms<'s> {
    /// Begins with the areas that are known already.
    pub(crate) fn new(areas: Vec<Area>, roles: &'s Roles, report: &Report) -> Self {
        let areas_before = areas.len();
        Self {
            roles,
            outlines: Outlines::of(areas),
            claims: Vec::new(),
            snapshots: Snapshots::default(),
            before: report.counts,
            areas_before,
            untimed: Vec::new(),
            without_source: 0,
        }
    }

    /// Reads a file of features; `date` is that of the whole file, if it is a snapshot.
    pub(crate) fn read(
        &mut self,
        text: &str,
        file: &str,
        date: Option<&EdtfDate>,
        context: &mut Context<'_>,
    ) {
        let before = context.report.counts;
        let is_collection = read_features(text, file, context, |row, context| {
            self.read_feature(row, date, context)
        });
        self.end_file(file, date.filter(|_| is_collection), before, context);
    }

    /// Takes in features that are read already, which call things by `roles`.
    pub(crate) fn take(
        &mut self,
        rows: Vec<FeatureRow<'_>>,
        file: &str,
        date: Option<&EdtfDate>,
        roles: &'s Roles,
        context: &mut Context<'_>,
    ) {
        self.roles = roles;
        let before = context.report.counts;
        take_features(rows, context, |row, context| self.read_feature(row, date, context));
        self.end_file(file, date, before, context);
    }

    fn end_file(
        &mut self,
        file: &str,
        date: Option<&EdtfDate>,
        before: Counts,
        context: &mut Context<'_>,
    ) {
        // A file that is none shows nothing, not even that nobody holds anything.
        if let Some(date) = date {
            self.snapshots.take(date, file);
            if context.is_beyond(date.span.end) {
                let problem = Problem::new(Code::TimeOutside, file);
                context.report.push(problem.value(&date.text));
            }
        }
        for problem in std::mem::take(&mut self.untimed) {
            context.report.push(problem);
        }
        let after = context.report.counts;
        let (rows, skipped) = (after.rows - before.rows, after.skipped - before.skipped);
        if self.without_source > 0 {
            let detail = format!("{} of {rows} features", self.without_source);
            context.report.push(Problem::new(Code::SourceMissing, file).detail(detail));
            self.without_source = 0;
        }
        let file = file.to_owned();
        context.report.tallies.push(Tally { file, rows, read: rows - skipped, skipped });
    }

    /// Areas and changes of all that was read.
    pub(crate) fn finish(self, gap_days: Option<f64>, report: &mut Report) -> Read {
        let mut changes = spans::changes_of(&self.claims, &self.outlines, false, report);
        let seen = self.snapshots.claims(gap_days, report);
        changes.extend(spans::changes_of(&seen, &self.outlines, true, report));
        let counts = &mut report.counts;
        let areas = self.outlines.len() - self.areas_before;
        let skipped = counts.skipped - self.before.skipped;
        // One feature may tell an outline and several changes: each is counted.
        counts.rows = self.before.rows + areas + changes.len() + skipped;
        counts.areas += areas;
        counts.changes += changes.len();
        let (areas, versions) = self.outlines.finish();
        Read { areas, versions, changes }
    }
}

/// Whether a file of features says anything of time.
pub(crate) fn is_timed(text: &str, file: &str, roles: &Roles, context: &Context<'_>) -> bool {
    // A look at it alone: what is wrong with it is said when it is read.
    let mut unheard = Report::default();
    let mut quiet = Context {
        report: &mut unheard,
        limits: context.limits,
        zone: None,
        language: String::new(),
        names: Names::default(),
        story: None,
    };
    let mut is_timed = false;
    read_features(text, file, &mut quiet, |row: &FeatureRow<'_>, _| {
        is_timed = is_timed || feature::is_timed(row, roles);
        true
    });
    is_timed
}
