//! Bytes → a story. No byte is trusted.
//!
//! A part of the program that a reader waits for, so it is kept small: no tables to look
//! things up in, no sorting, one place at which it fails, and columns read by few
//! functions that are not generic.

mod areas;
mod base_map;
#[cfg(feature = "shapes")]
mod check;
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
    checksum, checksum_on,
};
use crate::ledger::Ledger;
use crate::model::{Details, EventDetails, Events, Source, Story};
use crate::piece::ROWS_PER_PIECE;
#[cfg(feature = "shapes")]
pub use check::check;
use cursor::Cursor;
pub use cursor::Note;
use reader::{Reader, Rows};
use tables::Tables;

/// Reads a pack.
///
/// # Errors
/// A [`PackError`] that names the section and the byte. Whatever the bytes are: it ends,
/// and takes memory in proportion to their number.
pub fn decode(bytes: &[u8]) -> Result<Opened, PackError> {
    let note = Note::new(None);
    let mut decoding = Decoding::new(bytes, &note);
    while decoding.step() {}
    decoding.end()
}

/// Reads the details of `story`, which lie beside its pack.
///
/// # Errors
/// As [`decode`]; also where the bytes are others than the pack names, or where their rows
/// cannot be those of the story.
pub fn decode_details(bytes: &[u8], beside: &Beside, story: &Story) -> Result<Details, PackError> {
    let note = Note::new(None);
    let mut whole = Cursor::new(bytes, 0, BESIDE, &note);
    if bytes.len() != beside.bytes as usize {
        whole.fail(PackFault::Cut);
    } else if checksum(bytes) != beside.checksum {
        whole.fail(PackFault::Checksum);
    }
    let mut reading = Inner::new(File::open(bytes, 0, HEAD, &note), true);
    while reading.step() {}
    let details = reading.end(story);
    note.get().map_or(Ok(details), Err)
}

/// A pack that is read in pieces of some milliseconds, so that others have their turn between
/// them: [`Decoding::step`] as long as there is more, then [`Decoding::end`].
pub struct Decoding<'a> {
    file: File<'a>,
    sources: Vec<Source>,
    counts: Counts,
    /// The events, once all that stands before them has been read.
    rows: Option<Rows<'a>>,
    opened: Opened,
    /// The details that are within, once all else has been read.
    inner: Option<Inner<'a>>,
    /// Whether room is made for all rows before they are read.
    has_room: bool,
}

impl<'a> Decoding<'a> {
    /// Begins to read a pack; `note` is for the first fault and empty as yet.
    pub fn new(bytes: &'a [u8], note: &'a Note) -> Self {
        Self {
            file: File::open(bytes, 0, HEAD, note),
            sources: Vec::new(),
            counts: Counts::default(),
            rows: None,
            opened: Opened::default(),
            inner: None,
            has_room: true,
        }
    }

    /// Reads a piece; false if there is none left.
    pub fn step(&mut self) -> bool {
        if self.file.note.get().is_some() {
            return false;
        }
        if let Some(inner) = &mut self.inner {
            return inner.step();
        }
        if self.file.step() {
            return true;
        }
        let (Some(rows), Some(story)) = (&mut self.rows, &mut self.opened.story) else {
            return self.begin();
        };
        if rows.left == 0 {
            return self.opened.details.is_none() && self.finish();
        }
        let count = rows.piece();
        let mut reader = Reader::resume(rows, &self.file.tables, &self.sources);
        events::read_some(&mut reader, count, self.counts, &mut story.events);
        rows.set_off(&reader);
        true
    }

    /// What was read.
    ///
    /// # Errors
    /// The first fault that was noted.
    pub fn end(mut self) -> Result<Opened, PackError> {
        if let (Some(inner), Some(story)) = (self.inner, &self.opened.story) {
            self.opened.details = Some(Kept::Within(inner.end(story)));
        }
        self.file.note.get().map_or(Ok(self.opened), Err)
    }

    /// Reads all but the events and the details; false if there is no story.
    fn begin(&mut self) -> bool {
        let (file, tables) = (&self.file, &self.file.tables);
        let sources = tables::read_sources(&mut Reader::new(file.section(SOURCES), tables, &[]));
        let reader = |id| Reader::new(file.section(id), tables, &sources);
        self.opened.report = report::read(&mut reader(REPORT));
        if file.entry(META).is_none() {
            return false;
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
        self.counts = Counts {
            actors: meta.actors.len(),
            categories: meta.categories.len(),
            areas: areas.len(),
        };
        let mut reader = reader(EVENTS);
        let count = reader.cursor.count();
        let room = reader.cursor.rows_within(count, events::LEAST_BYTES);
        let events = Events::with_room(if self.has_room { room } else { 0 });
        self.rows = Some(Rows::after(file.section(EVENTS), &reader, count));
        let mut reader = Reader::new(file.section(LEDGER), tables, &sources);
        let changes = ledger::read(&mut reader, self.counts, count);
        let mut reader = Reader::new(file.section(MESH), tables, &sources);
        self.opened.shapes = mesh::read(&mut reader, &areas, &base);
        let ledger = Ledger::new(areas.len(), changes);
        self.opened.story = Some(Story { meta, areas, ledger, events, base });
        self.sources = sources;
        true
    }

    /// Finds the details; false if they are not within.
    fn finish(&mut self) -> bool {
        let file = &self.file;
        if file.entry(BESIDE).is_none() {
            let mut section = file.section(DETAILS);
            let start = section.place();
            let within = File::open(section.rest(), start, DETAILS, file.note);
            self.inner = Some(Inner::new(within, self.has_room));
            return true;
        }
        let mut section = file.section(BESIDE);
        let (bytes, checksum) = (section.fixed(4) as u32, section.fixed(4) as u32);
        let name = section.text();
        if !is_beside(name) {
            section.fail(PackFault::Name);
        }
        self.opened.details = Some(Kept::Beside(Beside { name: name.to_owned(), bytes, checksum }));
        false
    }
}

/// A file of details that is read in pieces.
struct Inner<'a> {
    file: File<'a>,
    rows: Option<Rows<'a>>,
    events: Vec<EventDetails>,
    has_room: bool,
}

impl<'a> Inner<'a> {
    fn new(file: File<'a>, has_room: bool) -> Self {
        Self { file, rows: None, events: Vec::new(), has_room }
    }

    /// Reads a piece; false if there is none left.
    fn step(&mut self) -> bool {
        if self.file.note.get().is_some() {
            return false;
        }
        if self.file.step() {
            return true;
        }
        let Some(rows) = &mut self.rows else {
            let section = self.file.section(DETAILS);
            let mut reader = Reader::new(section.clone(), &self.file.tables, &[]);
            let count = reader.cursor.count();
            let room = reader.cursor.rows_within(count, details::LEAST_BYTES);
            self.events = Vec::with_capacity(if self.has_room { room } else { 0 });
            self.rows = Some(Rows::after(section, &reader, count));
            return true;
        };
        let count = rows.piece();
        let mut reader = Reader::resume(rows, &self.file.tables, &[]);
        details::read_some(&mut reader, count, &mut self.events);
        rows.set_off(&reader);
        rows.left > 0
    }

    /// The details, which are to be those of `story`.
    fn end(self, story: &Story) -> Details {
        let Some(rows) = &self.rows else { return Details::default() };
        let mut reader = Reader::resume(rows, &self.file.tables, &[]);
        let details = details::read_rest(&mut reader, self.events);
        if !details.fit(story) {
            reader.cursor.fail(PackFault::OtherStory);
        }
        details
    }
}

/// Bytes whose checksum is reckoned in one piece.
const BYTES_PER_PIECE: usize = 4 << 20;
/// What faults in the head of the file that was opened are told of.
const HEAD: &str = "head";

/// How many things rows may refer to.
#[derive(Clone, Copy, Default)]
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
    /// What is known of each section, once the checksum has been checked.
    entries: &'a [u8],
    note: &'a Note,
    tables: Tables<'a>,
    is_ready: bool,
    /// The rest of the section of strings, and how many of them are left.
    strings: Option<(Cursor<'a>, usize)>,
    head: Cursor<'a>,
    section_count: usize,
    /// The checksum that the head names, that of the bytes so far, and how many these are.
    sums: (u32, u32),
    summed: usize,
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
        let sums = (head.fixed(4) as u32, checksum(&[]));
        let (tables, summed) = (Tables::new(bytes.len()), HEAD_BYTES);
        let (entries, strings) = (&[][..], None);
        Self {
            bytes,
            base,
            entries,
            note,
            tables,
            is_ready: false,
            strings,
            head,
            section_count,
            sums,
            summed,
        }
    }

    /// Reads a piece of what stands before all other sections; false if that is done.
    fn step(&mut self) -> bool {
        if self.is_ready {
            return false;
        }
        if let Some((strings, left)) = &mut self.strings {
            let count = ROWS_PER_PIECE.min(*left);
            self.tables.read_strings(strings, count);
            *left -= count;
            if *left == 0 {
                self.tables.read_languages(strings);
                self.is_ready = true;
            }
            return true;
        }
        let end = self.bytes.len().min(self.summed + BYTES_PER_PIECE);
        self.sums.1 = checksum_on(self.sums.1, self.bytes.get(self.summed..end).unwrap_or(&[]));
        self.summed = end;
        if end == self.bytes.len() {
            if self.sums.0 != self.sums.1 {
                self.head.fail(PackFault::Checksum);
            }
            self.entries = self.head.take(self.section_count * ENTRY_BYTES);
            let mut strings = self.section(STRINGS);
            let count = strings.count();
            self.strings = Some((strings, count));
        }
        true
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
