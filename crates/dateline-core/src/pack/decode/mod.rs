//! Bytes → a story. No byte is trusted.
//!
//! A part of the program that a reader waits for, so it is kept small: no tables to look
//! things up in, no sorting, one place at which it fails, and columns read by few
//! functions that are not generic.

mod areas;
mod base_map;
mod cursor;
mod details;
mod events;
mod ledger;
mod mesh;
mod meta;
mod reader;
mod report;
mod tables;
mod timeline;

use super::beside::is_beside;
use super::{
    AREAS, BASE, BESIDE, Beside, DETAILS, ENTRY_BYTES, EVENTS, HEAD_BYTES, Kept, LEDGER, MAGIC,
    MESH, META, Opened, PackError, PackFault, REPORT, SOURCES, STRINGS, TILES, TIME, VERSION,
    checksum,
};
use crate::ledger::Ledger;
use crate::model::{Details, Story};
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
    noted(|note| read(&File::open(bytes, 0, HEAD, note)))
}

/// Reads the details of `story`, which lie beside its pack.
///
/// # Errors
/// As [`decode`]; also where the bytes are others than the pack names, or where their rows
/// cannot be those of the story.
pub fn decode_details(bytes: &[u8], beside: &Beside, story: &Story) -> Result<Details, PackError> {
    noted(|note| {
        let mut whole = Cursor::new(bytes, 0, BESIDE, note);
        if bytes.len() != beside.bytes as usize {
            whole.fail(PackFault::Cut);
        } else if checksum(bytes) != beside.checksum {
            whole.fail(PackFault::Checksum);
        }
        read_details(&File::open(bytes, 0, HEAD, note), story)
    })
}

/// What is read, unless a fault is noted on the way.
fn noted<T>(read: impl FnOnce(&Note) -> T) -> Result<T, PackError> {
    let note = Note::new(None);
    let read = read(&note);
    match note.get() {
        None => Ok(read),
        Some(error) => Err(error),
    }
}

fn read(file: &File<'_>) -> Opened {
    let tables = Tables::read(&mut file.section(STRINGS), file.bytes.len());
    let sources = tables::read_sources(&mut Reader::new(file.section(SOURCES), &tables, &[]));
    let reader = |id| Reader::new(file.section(id), &tables, &sources);
    let report = report::read(&mut reader(REPORT));
    if file.entry(META).is_none() {
        return Opened { story: None, details: None, shapes: Shapes::default(), report };
    }
    let mut meta = meta::read(&mut reader(META));
    if file.entry(TIME).is_some() {
        meta.timeline = timeline::read(&mut reader(TIME));
    }
    if file.entry(TILES).is_some() {
        meta.base_map = Some(base_map::read(&mut reader(TILES)));
    }
    let areas = areas::read_areas(&mut reader(AREAS));
    let base = areas::read_base(&mut reader(BASE));
    let counts =
        Counts { actors: meta.actors.len(), categories: meta.categories.len(), areas: areas.len() };
    let events = events::read(&mut reader(EVENTS), counts);
    let changes = ledger::read(&mut reader(LEDGER), counts, events.len());
    let shapes = mesh::read(&mut reader(MESH), &areas, &base);
    let ledger = Ledger::new(areas.len(), changes);
    let story = Story { meta, areas, ledger, events, base };
    let details = Some(kept(file, &story));
    Opened { story: Some(story), details, shapes, report }
}

/// Where the details are: in a file beside this one if it names one, else within it.
fn kept(file: &File<'_>, story: &Story) -> Kept {
    if file.entry(BESIDE).is_none() {
        let mut section = file.section(DETAILS);
        let start = section.place();
        let inner = File::open(section.rest(), start, DETAILS, file.note);
        return Kept::Within(read_details(&inner, story));
    }
    let mut section = file.section(BESIDE);
    let (bytes, checksum) = (section.fixed(4) as u32, section.fixed(4) as u32);
    let name = section.text();
    if !is_beside(name) {
        section.fail(PackFault::Name);
    }
    Kept::Beside(Beside { name: name.to_owned(), bytes, checksum })
}

fn read_details(file: &File<'_>, story: &Story) -> Details {
    let tables = Tables::read(&mut file.section(STRINGS), file.bytes.len());
    let mut reader = Reader::new(file.section(DETAILS), &tables, &[]);
    let details = details::read(&mut reader);
    if !details.fit(story) {
        reader.cursor.fail(PackFault::OtherStory);
    }
    details
}

/// What faults in the head of the file that was opened are told of.
const HEAD: &str = "head";

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
    /// Where they begin in the file that was opened: one may lie in another.
    base: usize,
    entries: &'a [u8],
    note: &'a Note,
}

impl<'a> File<'a> {
    fn open(bytes: &'a [u8], base: usize, head: &'static str, note: &'a Note) -> Self {
        let mut head = Cursor::new(bytes, base, head, note);
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
        Self { bytes, base, entries: head.take(section_count * ENTRY_BYTES), note }
    }

    /// The entry of a section. Of sections that nobody asks for nothing is known.
    fn entry(&self, id: &'static str) -> Option<&'a [u8]> {
        self.entries.chunks_exact(ENTRY_BYTES).find(|entry| entry.starts_with(id.as_bytes()))
    }

    fn section(&self, id: &'static str) -> Cursor<'a> {
        let head = self.base + HEAD_BYTES;
        let mut entry = Cursor::new(self.entry(id).unwrap_or(&[]), head, id, self.note);
        if self.entry(id).is_none() {
            entry.fail(PackFault::Missing);
        }
        entry.take(4);
        let (offset, length) = (entry.fixed(4) as usize, entry.fixed(4) as usize);
        let mut section = Cursor::new(self.bytes, self.base, id, self.note);
        section.take(offset);
        let start = section.place();
        Cursor::new(section.take(length), start, id, self.note)
    }
}

/// Takes the value at `place` out of a column; what is not there is empty.
fn taken<T: Default>(column: &mut [T], place: usize) -> T {
    column.get_mut(place).map(std::mem::take).unwrap_or_default()
}
