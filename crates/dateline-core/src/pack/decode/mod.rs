//! Bytes → a story. No byte is trusted.
//!
//! A part of the program that a reader waits for, so it is kept small: no tables to look
//! things up in, no sorting, one place at which it fails, and columns read by few
//! functions that are not generic.

mod areas;
mod cursor;
mod events;
mod ledger;
mod mesh;
mod meta;
mod reader;
mod report;
mod tables;
mod timeline;

use super::{
    AREAS, BASE, ENTRY_BYTES, EVENTS, HEAD_BYTES, LEDGER, MAGIC, MESH, META, Opened, PackError,
    PackFault, REPORT, SOURCES, STRINGS, TIME, VERSION, checksum,
};
use crate::ledger::Ledger;
use crate::model::Story;
use crate::scene::Shapes;
use cursor::{Cursor, Note};
use reader::Reader;
use tables::Tables;

/// Reads a pack.
///
/// # Errors
/// A [`PackError`] that names the section and the byte. Whatever the bytes are: it ends,
/// and takes memory in proportion to their number.
pub fn decode(bytes: &[u8]) -> Result<Opened, PackError> {
    let note = Note::new(None);
    let opened = read(&File::open(bytes, &note));
    match note.get() {
        None => Ok(opened),
        Some(error) => Err(error),
    }
}

fn read(file: &File<'_>) -> Opened {
    let tables = Tables::read(&mut file.section(STRINGS), file.bytes.len());
    let sources = tables::read_sources(&mut Reader::new(file.section(SOURCES), &tables, &[]));
    let reader = |id| Reader::new(file.section(id), &tables, &sources);
    let report = report::read(&mut reader(REPORT));
    if file.entry(META).is_none() {
        return Opened { story: None, shapes: Shapes::default(), report };
    }
    let mut meta = meta::read(&mut reader(META));
    if file.entry(TIME).is_some() {
        meta.timeline = timeline::read(&mut reader(TIME));
    }
    let areas = areas::read_areas(&mut reader(AREAS));
    let base = areas::read_base(&mut reader(BASE));
    let counts =
        Counts { actors: meta.actors.len(), categories: meta.categories.len(), areas: areas.len() };
    let events = events::read(&mut reader(EVENTS), counts);
    let changes = ledger::read(&mut reader(LEDGER), counts, events.len());
    let shapes = mesh::read(&mut reader(MESH), &areas, &base);
    let ledger = Ledger::new(areas.len(), changes);
    Opened { story: Some(Story { meta, areas, ledger, events, base }), shapes, report }
}

/// How many things rows may refer to.
#[derive(Clone, Copy)]
struct Counts {
    actors: usize,
    categories: usize,
    areas: usize,
}

/// The bytes with their checked head.
struct File<'a> {
    bytes: &'a [u8],
    entries: &'a [u8],
    note: &'a Note,
}

impl<'a> File<'a> {
    fn open(bytes: &'a [u8], note: &'a Note) -> Self {
        let mut head = Cursor::new(bytes, 0, "head", note);
        if !bytes.starts_with(&MAGIC) {
            head.fail(PackFault::Magic);
        }
        head.take(MAGIC.len());
        let version = head.fixed(2) as u16;
        if version != VERSION {
            head.fail(PackFault::Version(version));
        }
        let section_count = head.fixed(2) as usize;
        let sum = head.fixed(4) as u32;
        if checksum(bytes.get(HEAD_BYTES..).unwrap_or(&[])) != sum {
            head.fail(PackFault::Checksum);
        }
        Self { bytes, entries: head.take(section_count * ENTRY_BYTES), note }
    }

    /// The entry of a section. Of sections that nobody asks for nothing is known.
    fn entry(&self, id: &'static str) -> Option<&'a [u8]> {
        self.entries.chunks_exact(ENTRY_BYTES).find(|entry| entry.starts_with(id.as_bytes()))
    }

    fn section(&self, id: &'static str) -> Cursor<'a> {
        let mut entry = Cursor::new(self.entry(id).unwrap_or(&[]), HEAD_BYTES, id, self.note);
        if self.entry(id).is_none() {
            entry.fail(PackFault::Missing);
        }
        entry.take(4);
        let (offset, length) = (entry.fixed(4) as usize, entry.fixed(4) as usize);
        let mut section = Cursor::new(self.bytes, 0, id, self.note);
        section.take(offset);
        Cursor::new(section.take(length), offset, id, self.note)
    }
}

/// Takes the value at `place` out of a column; what is not there is empty.
fn taken<T: Default>(column: &mut [T], place: usize) -> T {
    column.get_mut(place).map(std::mem::take).unwrap_or_default()
}
