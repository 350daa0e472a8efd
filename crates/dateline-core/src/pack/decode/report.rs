//! What could not be read.

use super::reader::Reader;
use super::taken;
use crate::report::{Counts, Problem, Report};

/// Whether the problem is an error.
const IS_ERROR: u32 = 1;
/// Whether it names a column.
const HAS_COLUMN: u32 = 2;
/// What the flags are below.
const FLAGS: usize = 1 << 2;

pub(super) fn read(reader: &mut Reader<'_>) -> Report {
    let mut number = || reader.cursor.number() as usize;
    let (unlisted, errors, warnings) = (number(), number(), number());
    let counts = Counts {
        rows: number(),
        areas: number(),
        changes: number(),
        events: number(),
        undated: number(),
        unplaced: number(),
        base: number(),
        skipped: number(),
    };
    let count = reader.cursor.count();
    let flags = reader.indices(count, FLAGS);
    let mut rows = reader.optional_numbers(count);
    let mut files = reader.strings(count);
    let mut values = reader.strings(count);
    let mut codes = reader.strings(count);
    let mut messages = reader.strings(count);
    let mut details = reader.texts(count);
    let mut problems = Vec::with_capacity(count);
    for (place, flags) in flags.into_iter().enumerate() {
        problems.push(Problem {
            file: taken(&mut files, place),
            row: taken(&mut rows, place),
            column: if flags & HAS_COLUMN == 0 { None } else { Some(reader.string()) },
            value: taken(&mut values, place),
            code: taken(&mut codes, place),
            is_error: flags & IS_ERROR != 0,
            message: taken(&mut messages, place),
            detail: taken(&mut details, place),
        });
    }
    Report { problems, unlisted, errors, warnings, counts }
}
