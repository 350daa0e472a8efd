//! Rows as a file has them → events, one after the other, where nothing has to be known of all of
//! them first but how often each kind and each side is named.
//!
//! No table in the shape of `events.csv` lies between: a row that is plain is an event at once, and
//! any other goes through one row of that shape. What is told of columns and what is told of
//! events come in the order in which one table after the other would be told of.

use super::quick::Quick;
use super::{Canon, How, Opened, Reader};
use crate::context::Context;
use crate::events::{EventReading, EventRows};
use crate::report::{Report, Tally};
use crate::table::Head;
use csv::StringRecord;
use dateline_core::geo::Extent;
use dateline_core::model::CategoryIndex;

impl Opened<'_> {
    /// Reads all rows into `into`; `None` if somebody said stop. `general` is the category of
    /// events whose own is not known. The answer says how many rows were plain.
    pub(crate) fn read(
        self,
        how: How<'_>,
        general: CategoryIndex,
        into: (Option<Extent>, &mut EventRows),
        context: &mut Context<'_>,
    ) -> Option<usize> {
        self.read_as(how, general, into, context, true)
    }

    /// The same; with `is_quick` false no row is taken to be plain.
    pub(super) fn read_as(
        self,
        how: How<'_>,
        general: CategoryIndex,
        (areas_extent, into): (Option<Extent>, &mut EventRows),
        context: &mut Context<'_>,
        is_quick: bool,
    ) -> Option<usize> {
        let mut opened = self;
        let rows = std::mem::take(&mut opened.rows);
        let count = rows.len();
        let Self { file, names, told, own, .. } = &opened;
        let head = Head { file, names, line: opened.header_line, told };
        let before = context.report.counts;
        let mut later = Report::default();
        std::mem::swap(context.report, &mut later);
        let mut events = EventReading::begin((&head, count), general, into, context);
        std::mem::swap(context.report, &mut later);
        let mut quick = Quick::of(&opened, how, general, context).filter(|_| is_quick);
        let mut plain = 0;
        let (mut canon, mut record) = (Canon::default(), StringRecord::new());
        let mut reader = Reader::of(&opened, how, context);
        let (mut rows, mut numbers) = (rows.drain(), 1..);
        while let (Some(row), Some(number)) = (rows.next(), numbers.next()) {
            if !how.pulse.beat() {
                return None;
            }
            if let Some(quick) = &mut quick
                && let Some((event, details)) = quick.read(&row, number, reader.context)
                && events.event(event, details, reader.context)
            {
                plain += 1;
                reader.without_source += usize::from(event.sources.is_empty());
                continue;
            }
            reader.row(&row, number, &mut canon);
            record.clear();
            record.extend(canon.cells(own.iter().map(|(place, _)| row.cell(*place))));
            std::mem::swap(reader.context.report, &mut later);
            events.row(&record, row.line, reader.context);
            std::mem::swap(reader.context.report, &mut later);
        }
        reader.end(count);
        std::mem::swap(context.report, &mut later);
        events.end(areas_extent, context);
        std::mem::swap(context.report, &mut later);
        let counts = &mut context.report.counts;
        counts.rows += later.counts.rows;
        counts.skipped += later.counts.skipped;
        let (rows, skipped) = (counts.rows - before.rows, counts.skipped - before.skipped);
        context.report.absorb(later);
        let file = opened.file;
        context.report.tallies.push(Tally { file, rows, read: rows - skipped, skipped });
        Some(plain)
    }
}
