//! What the story says of its time.

use super::meta::paragraphs;
use super::reader::Reader;
use super::taken;
use crate::model::{AxisDirection, Coverage, Era, Timeline};
use crate::pack::WEEK;

pub(super) fn read(reader: &mut Reader<'_>) -> Timeline {
    let day_and_axis = reader.cursor.index(WEEK as usize * AxisDirection::ALL.len());
    Timeline {
        week_start: day_and_axis % WEEK,
        axis: AxisDirection::ALL.get((day_and_axis / WEEK) as usize).copied().unwrap_or_default(),
        zone_name: taken(&mut reader.texts(1), 0),
        eras: eras(reader),
        coverage: coverage(reader),
    }
}

fn eras(reader: &mut Reader<'_>) -> Vec<Era> {
    let labels = paragraphs(reader);
    let mut eras = Vec::with_capacity(labels.len());
    for label in labels {
        eras.push(Era { span: reader.span(), label, source: reader.source() });
    }
    eras
}

fn coverage(reader: &mut Reader<'_>) -> Vec<Coverage> {
    let notes = paragraphs(reader);
    let mut coverage = Vec::with_capacity(notes.len());
    for note in notes {
        coverage.push(Coverage { span: reader.span(), note });
    }
    coverage
}
