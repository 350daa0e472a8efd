//! A story → bytes.
//!
//! Runs where a story is packed, not where it is read, and so has a crate feature: it cuts
//! polygons. Each file here is the mirror of the one of the same name in `decode`.

mod areas;
mod base_map;
mod details;
mod events;
mod fold;
mod ledger;
mod mesh;
mod meta;
mod report;
mod rows;
mod tables;
mod timeline;
mod words;
mod writer;

use super::{
    AREAS, BASE, BESIDE, Beside, DETAILS, ENTRY_BYTES, EVENTS, FoldedStory, HEAD_BYTES, LEDGER,
    MAGIC, MESH, META, PackError, REPORT, SECTIONS, SOURCES, STRING_END, STRINGS, TILES, TIME,
    VERSION, check, checksum, checksum_on, decode, decode_details,
};
use crate::ledger::Ledger;
use crate::model::{Details, Story, Timeline, WholeStory};
use crate::report::{Problem, Report};
use crate::scene::Shapes;
use rows::Rows;
use tables::Tables;
use writer::Writer;

use std::borrow::Cow;

/// A section: its id and its bytes, piece by piece. There may be as many as all else together,
/// so that each piece is gone as soon as it is in the file.
type Section<'s> = (&'s str, Vec<Vec<u8>>);

/// A story in two files: what is shown at once, and what may come later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apart {
    /// The pack; it names the other file.
    pub pack: Vec<u8>,
    /// The details, to be put beside the pack under the name that was asked for.
    pub details: Vec<u8>,
}

/// Packs a story with the report of its reading; without a story, the report alone.
///
/// Positions are rounded to 1e-7 of a degree, about 1 cm. Of a text in more than 255
/// languages the first 255 are kept. Characters that override the direction of writing are
/// left out. All else comes back from [`super::decode`] as it was.
#[must_use]
pub fn encode(whole: Option<&WholeStory>, report: &Report) -> Vec<u8> {
    let mut packing = Packing::default();
    if let Some(whole) = whole {
        let rows = Rows::of(whole);
        let WholeStory { story, details } = whole;
        packing.sections.push((DETAILS, details_file(rows, details, &story.ledger)));
        packing.events(rows);
        packing.story(story);
    }
    joined(packing.file(report))
}

/// Packs a story whose events are folded: the bytes are those of [`encode`]. The story is taken
/// apart on the way, and what is packed of it is gone.
#[must_use]
pub fn encode_folded(story: FoldedStory, report: &Report) -> Vec<u8> {
    joined(pieces_of_folded(story, report))
}

fn pieces_of_folded(story: FoldedStory, report: &Report) -> Vec<Vec<u8>> {
    let FoldedStory { rest, events } = story;
    let mut packing = Packing::default();
    let rows = Rows::Folded(&events);
    let WholeStory { story, details } = rest;
    packing.sections.push((DETAILS, details_file(rows, &details, &story.ledger)));
    drop(details);
    packing.events(rows);
    drop(events);
    packing.story(&story);
    drop(story);
    packing.file(report)
}

/// Packs a story like [`encode`], with its details in a file of its own, which has to lie
/// beside the pack under the name `details_name`.
///
/// # Errors
/// What [`decode`] or [`decode_details`] would say of the files, of the name too.
pub fn encode_apart(
    whole: &WholeStory,
    report: &Report,
    details_name: &str,
) -> Result<Apart, PackError> {
    let rows = Rows::of(whole);
    let details = joined(details_file(rows, &whole.details, &whole.story.ledger));
    let beside = Beside::of(details_name, &details);
    let mut named = beside.bytes.to_le_bytes().to_vec();
    named.extend_from_slice(&beside.checksum.to_le_bytes());
    named.extend_from_slice(details_name.as_bytes());
    named.push(STRING_END);
    let mut packing = Packing::default();
    packing.sections.push((BESIDE, vec![named]));
    packing.events(rows);
    packing.story(&whole.story);
    let pack = joined(packing.file(report));
    if let Some(story) = decode(&pack)?.story {
        decode_details(&details, &beside, &story)?;
    }
    Ok(Apart { pack, details })
}

/// Where a pack goes that is made piece by piece: there may not be room for its pieces and for all
/// of it in one memory.
pub trait Shipped {
    /// Takes the pieces of a pack in their order, to be one.
    fn ship(pieces: Vec<Vec<u8>>) -> Self;
    /// The bytes of the pack.
    fn bytes(&self) -> Cow<'_, [u8]>;
}

impl Shipped for Vec<u8> {
    fn ship(pieces: Vec<Vec<u8>>) -> Self {
        joined(pieces)
    }

    fn bytes(&self) -> Cow<'_, [u8]> {
        Cow::Borrowed(self)
    }
}

/// Packs like [`encode_folded`] what [`decode`] will read again; where it would not, as with
/// texts of which too many are alike, the report of the one problem that `told` makes of its
/// refusal. The story is gone before its pack is read again: there is room for one alone.
#[must_use]
pub fn encode_or_tell<S: Shipped>(
    story: Option<FoldedStory>,
    report: &Report,
    told: impl FnOnce(PackError) -> Problem,
) -> S {
    let without_story = |report: &Report| S::ship(Packing::default().file(report));
    let pack = match story {
        Some(story) => S::ship(pieces_of_folded(story, report)),
        None => without_story(report),
    };
    match check(&pack.bytes()) {
        Ok(_) => pack,
        Err(refusal) => without_story(&Report::of_error(told(refusal))),
    }
}

/// A pack on its way.
#[derive(Default)]
struct Packing {
    tables: Tables,
    sections: Vec<Section<'static>>,
}

impl Packing {
    fn add(&mut self, id: &'static str, write: impl FnOnce(&mut Writer<'_>)) {
        let mut writer = Writer::new(&mut self.tables);
        write(&mut writer);
        self.sections.push((id, writer.into_pieces()));
    }

    /// The events come first. The order of sections is the strings' too: what is alike lies
    /// together.
    fn events(&mut self, rows: Rows<'_>) {
        self.add(EVENTS, |writer| events::write(rows, writer));
    }

    /// All of a story but its events and its details.
    fn story(&mut self, story: &Story) {
        self.add(LEDGER, |writer| ledger::write(&story.ledger, writer));
        self.add(META, |writer| meta::write(&story.meta, writer));
        if story.meta.timeline != Timeline::default() {
            self.add(TIME, |writer| timeline::write(&story.meta.timeline, writer));
        }
        if let Some(tiles) = &story.meta.base_map {
            self.add(TILES, |writer| base_map::write(tiles, writer));
        }
        self.add(AREAS, |writer| areas::write_areas(&story.areas, writer));
        self.add(BASE, |writer| areas::write_base(&story.base, writer));
        self.add(MESH, |writer| {
            let shapes = Shapes::of(&story.areas, &story.base);
            mesh::write(&story.areas, &story.base, &shapes, writer);
        });
    }

    /// The file, with the report and all that sections refer to.
    fn file(mut self, report: &Report) -> Vec<Vec<u8>> {
        self.add(REPORT, |writer| report::write(report, writer));
        let sources = self.tables.take_sources();
        self.add(SOURCES, |writer| sources.write(writer));
        drop(sources);
        self.sections.push((STRINGS, self.tables.into_pieces()));
        file(self.sections)
    }
}

/// The details as a file of their own, with their own strings.
fn details_file(rows: Rows<'_>, details: &Details, ledger: &Ledger) -> Vec<Vec<u8>> {
    let mut packing = Packing::default();
    packing.add(DETAILS, |writer| details::write(rows, details, ledger, writer));
    packing.sections.push((STRINGS, packing.tables.into_pieces()));
    file(packing.sections)
}

/// The file, piece by piece: head, table of sections, sections.
fn file(sections: Vec<Section<'_>>) -> Vec<Vec<u8>> {
    let mut sections = sections;
    let mut in_order = Vec::new();
    for id in SECTIONS {
        let place = sections.iter().position(|section| section.0 == id);
        in_order.extend(place.map(|place| sections.swap_remove(place)));
    }
    let mut table = Vec::new();
    let mut offset = HEAD_BYTES + in_order.len() * ENTRY_BYTES;
    for (id, pieces) in &in_order {
        let length: usize = pieces.iter().map(Vec::len).sum();
        table.extend_from_slice(id.as_bytes());
        table.extend_from_slice(&(offset as u32).to_le_bytes());
        table.extend_from_slice(&(length as u32).to_le_bytes());
        offset += length;
    }
    let mut head = MAGIC.to_vec();
    head.extend_from_slice(&VERSION.to_le_bytes());
    head.extend_from_slice(&(in_order.len() as u16).to_le_bytes());
    let pieces = || in_order.iter().flat_map(|(_, pieces)| pieces);
    let sum = pieces().fold(checksum(&table), |sum, piece| checksum_on(sum, piece));
    head.extend_from_slice(&sum.to_le_bytes());
    let mut file = vec![head, table];
    in_order.into_iter().for_each(|(_, mut pieces)| file.append(&mut pieces));
    file
}

/// One piece of all, in which it is longer than any other: each is gone as soon as it is there.
fn joined(pieces: Vec<Vec<u8>>) -> Vec<u8> {
    let mut all = Vec::with_capacity(pieces.iter().map(Vec::len).sum());
    pieces.into_iter().for_each(|piece| all.extend_from_slice(&piece));
    all
}

/// The file of sections that a test has changed.
#[cfg(test)]
pub(super) fn file_of(sections: &[(&str, Vec<u8>)]) -> Vec<u8> {
    joined(file(sections.iter().map(|(id, bytes)| (*id, vec![bytes.clone()])).collect()))
}
