//! Files that people have already → a story, and a report of every row that is not in it.
//!
//! One way for all of them: bytes are recognised by what stands in them, become rows or
//! features with their lines, the columns are matched with what the story format knows, and
//! the same readers as for a story folder read the result. Nothing is asked of a file's name
//! but the date of a snapshot. Has no opinion on where the bytes come from.

mod archive;
mod control;
mod control_ends;
mod control_kind;
mod coords;
mod dates;
mod encoding;
mod events;
mod features;
mod flow;
mod folder;
mod formats;
mod gazetteer;
mod inflate;
mod keep;
mod lengths;
mod made;
mod mapping;
mod meta;
mod pieces;
mod places;
mod presets;
mod properties;
mod reading;
mod rows;
mod sheet;
mod sources;
mod split;
mod tables;
mod zip;

pub use archive::is_rubbish;
pub use dates::DateOrder;
pub use encoding::Encoding;
pub(crate) use flow::{Known, gather, with_tallies};
pub use formats::Format;
pub use keep::{KeptFile, keep};
pub use mapping::{ColumnGuess, ColumnRole, FileMapping, Why};
pub(crate) use pieces::{Body, Pieced};
pub use pieces::{Content, Pieces};
pub use presets::Preset;
pub use reading::{OpenOptions, OpenedFile, Progress, Reading, Step};
pub use zip::zip;

use crate::limits::Limits;
use crate::report::Report;
use archive::Opener;

/// Opens what is compressed among files.
pub(crate) fn open_archives<'b>(
    files: Vec<(&str, Body<'b>)>,
    limits: Limits,
    report: &mut Report,
) -> Vec<archive::Opened<'b>> {
    let mut opener = Opener::new(limits, report);
    let mut opened = Vec::new();
    for (name, body) in files {
        opener.open(name, body, &mut opened);
    }
    opened
}

/// Reads files, whatever they are: a story folder, or tables and features of the kinds that
/// [`Format`] names, alone or together, packed or not.
pub fn read_files(files: &[(String, Vec<u8>)], options: &OpenOptions<'_>) -> Reading {
    let named = files.iter().map(|(name, bytes)| (name.as_str(), Content::Whole(bytes.into())));
    read_named(named, options)
}

/// Like [`read_files`], but gives the bytes of each file back as soon as it has been taken apart,
/// and has no more than a piece of a long table at a time: beside a long file there is not room
/// for all that is made of it.
pub fn read_contents(files: Vec<(String, Content<'_>)>, options: &OpenOptions<'_>) -> Reading {
    let (names, contents): (Vec<String>, Vec<Content<'_>>) = files.into_iter().unzip();
    read_named(names.iter().map(String::as_str).zip(contents), options)
}

fn read_named<'b>(
    files: impl ExactSizeIterator<Item = (&'b str, Content<'b>)>,
    options: &OpenOptions<'_>,
) -> Reading {
    let mut report = Report::default();
    let (mut opened, count) = (Vec::new(), files.len());
    let mut opener = Opener::new(options.limits, &mut report);
    for (place, (name, content)) in files.enumerate() {
        if !options.goes_on(Step::Opening, place, count) {
            return Reading::cancelled(report);
        }
        opener.open(name, Body::of(content, options.limits), &mut opened);
    }
    match folder::find(&opened) {
        Some(at) => folder::read(&opened, at, report, options),
        None => flow::read(opened, report, options),
    }
}
