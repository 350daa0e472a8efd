//! `date`, `end` and `time` → one date with its bounds.

use crate::code::Code;
use crate::manifest::dates::fault;
use crate::row::Row;
use dateline_core::time::EdtfDate;

/// When the event happened. A cell that cannot be read is reported and left out; without
/// a date that can be read the event is undated.
pub(super) fn read(row: &mut Row<'_, '_>) -> Option<EdtfDate> {
    let date = row.date("date")?;
    let date = with_time(row, date);
    let date = with_end(row, date)?;
    if row.context.is_outside(date.span) {
        row.warn(Code::TimeOutside, "date", "");
    }
    Some(date)
}

fn with_time(row: &mut Row<'_, '_>, date: EdtfDate) -> EdtfDate {
    let time = row.cell("time");
    if time.is_empty() {
        return date;
    }
    // 9:30 is how spreadsheets write 09:30.
    let zero = if time.find(':') == Some(1) { "0" } else { "" };
    let read = row.context.parse_date(&format!("{}T{zero}{time}", date.text));
    match read {
        Ok(with_time) => with_time,
        Err(error) => {
            let (code, _) = fault(&error);
            let detail = format!("{} (with the date “{}”)", error.kind, date.text);
            row.refuse(code, "time", detail);
            date
        }
    }
}

fn with_end(row: &mut Row<'_, '_>, date: EdtfDate) -> Option<EdtfDate> {
    let Some(end) = row.date("end") else {
        return Some(date);
    };
    if date.text.contains('/') || end.text.contains('/') {
        // The end of an interval may be told again.
        if end.span.end != date.span.end {
            row.refuse(Code::DateUnreadable, "end", "the date is an interval already");
        }
        return Some(date);
    }
    let read = row.context.parse_date(&format!("{}/{}", date.text, end.text));
    Some(row.date_or_report(read, "end").unwrap_or(date))
}
