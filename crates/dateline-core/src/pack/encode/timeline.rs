//! What the story says of its time.

use super::writer::Writer;
use crate::model::Timeline;
use crate::pack::WEEK;

pub(super) fn write(timeline: &Timeline, writer: &mut Writer<'_>) {
    writer.varint(u64::from(timeline.week_start + WEEK * timeline.axis as u32));
    writer.texts([&timeline.zone_name]);
    writer.count(timeline.eras.len());
    writer.texts(timeline.eras.iter().map(|era| &era.label));
    for era in &timeline.eras {
        writer.span(era.span);
        writer.source(&era.source);
    }
    writer.count(timeline.coverage.len());
    writer.texts(timeline.coverage.iter().map(|coverage| &coverage.note));
    timeline.coverage.iter().for_each(|coverage| writer.span(coverage.span));
}
