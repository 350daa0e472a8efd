//! What could not be read.

use super::writer::Writer;
use crate::report::Report;

pub(super) fn write(report: &Report, writer: &mut Writer<'_>) {
    let counts = report.counts;
    for number in [
        report.unlisted,
        report.errors,
        report.warnings,
        counts.rows,
        counts.areas,
        counts.changes,
        counts.events,
        counts.undated,
        counts.unplaced,
        counts.base,
        counts.skipped,
    ] {
        writer.count(number);
    }
    let problems = &report.problems;
    writer.count(problems.len());
    let flag = |is_error, has_column| u32::from(is_error) | u32::from(has_column) << 1;
    writer.numbers(problems.iter().map(|one| flag(one.is_error, one.column.is_some())));
    writer.optional_numbers(problems.iter().map(|problem| problem.row));
    writer.strings(problems.iter().map(|problem| &problem.file));
    writer.strings(problems.iter().map(|problem| &problem.value));
    writer.strings(problems.iter().map(|problem| &problem.code));
    writer.strings(problems.iter().map(|problem| &problem.message));
    writer.texts(problems.iter().map(|problem| &problem.detail));
    writer.strings(problems.iter().filter_map(|problem| problem.column.as_ref()));
}
