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
mod tables;
mod timeline;
mod words;
mod writer;

use super::{
    AREAS, BASE, BESIDE, Beside, DETAILS, ENTRY_BYTES, EVENTS, HEAD_BYTES, LEDGER, MAGIC, MESH,
    META, PackError, REPORT, SECTIONS, SOURCES, STRING_END, STRINGS, TILES, TIME, VERSION, check,
    checksum, decode, decode_details,
};
use crate::model::{Story, Timeline, WholeStory};
use crate::report::{Problem, Report};
use crate::scene::Shapes;
use tables::Tables;
use writer::Writer;

/// A section: its id and its bytes.
type Section = (&'static str, Vec<u8>);

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
    let details = whole.map(|whole| (DETAILS, details_file(whole)));
    pack_file(whole.map(|whole| &whole.story), report, details)
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
    let details = details_file(whole);
    let beside = Beside::of(details_name, &details);
    let mut named = beside.bytes.to_le_bytes().to_vec();
    named.extend_from_slice(&beside.checksum.to_le_bytes());
    named.extend_from_slice(details_name.as_bytes());
    named.push(STRING_END);
    let pack = pack_file(Some(&whole.story), report, Some((BESIDE, named)));
    if let Some(story) = decode(&pack)?.story {
        decode_details(&details, &beside, &story)?;
    }
    Ok(Apart { pack, details })
}

/// Packs like [`encode`] what [`decode`] will read again; where it would not, as with texts
/// of which too many are alike, the report of the one problem that `told` makes of its
/// refusal. The story is gone before its pack is read again: there is room for one alone.
#[must_use]
pub fn encode_or_tell(
    whole: Option<WholeStory>,
    report: &Report,
    told: impl FnOnce(PackError) -> Problem,
) -> Vec<u8> {
    let bytes = encode(whole.as_ref(), report);
    drop(whole);
    match check(&bytes) {
        Ok(_) => bytes,
        Err(refusal) => encode(None, &Report::of_error(told(refusal))),
    }
}

/// The section that `write` writes.
fn section(id: &'static str, tables: &mut Tables, write: impl FnOnce(&mut Writer<'_>)) -> Section {
    let mut writer = Writer::new(tables);
    write(&mut writer);
    (id, writer.into_bytes())
}

/// The pack without the story's details, but with the section that tells where they are.
fn pack_file(story: Option<&Story>, report: &Report, details: Option<Section>) -> Vec<u8> {
    let mut tables = Tables::default();
    let mut sections: Vec<Section> = Vec::new();
    let mut add = |id, tables: &mut Tables, write: &dyn Fn(&mut Writer<'_>)| {
        sections.push(section(id, tables, write));
    };
    if let Some(story) = story {
        // The order is the strings' too: what is alike lies together.
        add(EVENTS, &mut tables, &|writer| events::write(&story.events, writer));
        add(LEDGER, &mut tables, &|writer| ledger::write(&story.ledger, writer));
        add(META, &mut tables, &|writer| meta::write(&story.meta, writer));
        if story.meta.timeline != Timeline::default() {
            let timeline = &story.meta.timeline;
            add(TIME, &mut tables, &|writer| timeline::write(timeline, writer));
        }
        if let Some(tiles) = &story.meta.base_map {
            add(TILES, &mut tables, &|writer| base_map::write(tiles, writer));
        }
        add(AREAS, &mut tables, &|writer| areas::write_areas(&story.areas, writer));
        add(BASE, &mut tables, &|writer| areas::write_base(&story.base, writer));
        add(MESH, &mut tables, &|writer| {
            let shapes = Shapes::of(&story.areas, &story.base);
            mesh::write(&story.areas, &story.base, &shapes, writer);
        });
    }
    add(REPORT, &mut tables, &|writer| report::write(report, writer));
    let sources = tables.take_sources();
    add(SOURCES, &mut tables, &|writer| sources.write(writer));
    sections.extend(details);
    sections.push((STRINGS, tables.into_bytes()));
    file(&sections)
}

/// The details as a file of their own, with their own strings.
fn details_file(whole: &WholeStory) -> Vec<u8> {
    let mut tables = Tables::default();
    let details = section(DETAILS, &mut tables, |writer| {
        details::write(&whole.details, &whole.story.ledger, writer);
    });
    file(&[details, (STRINGS, tables.into_bytes())])
}

/// The file: head, table of sections, sections.
pub(super) fn file(sections: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let in_order =
        SECTIONS.iter().filter_map(|id| sections.iter().find(|section| section.0 == *id));
    let in_order: Vec<&(&str, Vec<u8>)> = in_order.collect();
    let mut offset = HEAD_BYTES + in_order.len() * ENTRY_BYTES;
    let length: usize = in_order.iter().map(|(_, bytes)| bytes.len()).sum();
    // In one piece and once: it may be as long as all else together.
    let mut file = Vec::with_capacity(offset + length);
    file.extend_from_slice(&MAGIC);
    file.extend_from_slice(&VERSION.to_le_bytes());
    file.extend_from_slice(&(in_order.len() as u16).to_le_bytes());
    let at = file.len();
    file.extend_from_slice(&[0; 4]);
    for (id, bytes) in &in_order {
        file.extend_from_slice(id.as_bytes());
        file.extend_from_slice(&(offset as u32).to_le_bytes());
        file.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
        offset += bytes.len();
    }
    in_order.iter().for_each(|(_, bytes)| file.extend_from_slice(bytes));
    let sum = checksum(file.get(HEAD_BYTES..).unwrap_or_default());
    if let Some(place) = file.get_mut(at..HEAD_BYTES) {
        place.copy_from_slice(&sum.to_le_bytes());
    }
    file
}
