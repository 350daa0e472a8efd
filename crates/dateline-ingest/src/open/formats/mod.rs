//! What a file is, by what stands in it, and how each kind of file becomes rows or features.
//!
//! Has no opinion on what rows and features mean.

mod collection;
pub(crate) mod features;
mod flatgeobuf;
mod gpx;
mod heading;
pub(crate) mod json;
pub(crate) mod json_rows;
mod json_within;
mod kml;
mod plain;
mod records;
mod scanner;
pub(crate) mod table;
mod topojson;
mod workbook;
pub(crate) use workbook::{date_of_serial, time_of_fraction};
mod xml;

use super::archive::is_archive;
use super::encoding::Encoding;
use super::pieces::{Body, Pieced, sound, too_large};
use super::reading::Pulse;
use super::sheet::Sheet;
use crate::code::Code;
use crate::limits::Limits;
use crate::problem::Problem;
use crate::report::Report;
use crate::text::Text;
use csv::StringRecord;
use dateline_core::pack::MAGIC;
use features::Features;

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Text with a comma, semicolon, tab or bar between cells.
    Table,
    /// GeoJSON, also line by line.
    GeoJson,
    /// FlatGeobuf.
    FlatGeobuf,
    /// TopoJSON.
    TopoJson,
    /// JSON objects, in a list or line by line.
    Json,
    /// KML.
    Kml,
    /// GPX.
    Gpx,
    /// A workbook of a spreadsheet, XLSX or ODS.
    Workbook,
    /// A part of a story folder.
    Story,
    /// None that can be read.
    Unknown,
}

impl Format {
    /// The name used in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::GeoJson => "geojson",
            Self::FlatGeobuf => "flatgeobuf",
            Self::TopoJson => "topojson",
            Self::Json => "json",
            Self::Kml => "kml",
            Self::Gpx => "gpx",
            Self::Workbook => "workbook",
            Self::Story => "story",
            Self::Unknown => "unknown",
        }
    }
}

/// What was read of a file.
#[derive(Debug)]
pub(crate) enum Parsed {
    /// Rows.
    Sheet(Sheet),
    /// Features.
    Features(Features),
    /// Nothing; it was reported.
    Nothing,
}

/// What is known of a file before it is understood.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) format: Format,
    pub(crate) encoding: Option<Encoding>,
    pub(crate) parsed: Vec<Parsed>,
}

/// By so many bytes it is seen what a file begins with.
const HEAD_BYTES: usize = 1024;

const PICTURE: &str = "it is a picture";

/// What the first bytes of files that nobody can read here look like.
const OTHERS: [(&[u8], &str); 9] = [
    (&MAGIC, "it is a packed story (.dateline), which a page opens by itself"),
    (
        b"\xD0\xCF\x11\xE0",
        "it is a workbook of before 2007 (XLS); open it in a spreadsheet and save it as XLSX or CSV",
    ),
    (b"%PDF", "it is a PDF"),
    (b"\x89PNG", PICTURE),
    (b"\xFF\xD8\xFF", PICTURE),
    (b"GIF8", PICTURE),
    (
        b"PAR1",
        "it is Parquet, which is not read; save it as CSV, or as GeoJSON if it has a geometry \
         (in DuckDB: COPY (FROM 'file.parquet') TO 'file.csv'; with GDAL: ogr2ogr file.geojson \
         file.parquet)",
    ),
    (b"SQLite format 3", "it is a GeoPackage or another database; export it as GeoJSON"),
    (b"\x00\x00\x27\x0A", "it is a shapefile; export it as GeoJSON"),
];

/// The outermost element of a file that is XML, by what it begins with.
fn root_of(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..HEAD_BYTES).unwrap_or(bytes));
    let text = head.trim_start_matches('\u{FEFF}').trim_start();
    text.starts_with('<').then(|| xml::root(text)).flatten()
}

/// Whether a file is KML.
pub(super) fn is_kml(bytes: &[u8]) -> bool {
    root_of(bytes).as_deref() == Some("kml")
}

/// Whether a file is a picture.
pub(super) fn is_picture(bytes: &[u8]) -> bool {
    let is_one = |(start, what): &(&[u8], &str)| *what == PICTURE && bytes.starts_with(start);
    OTHERS.iter().any(is_one) || root_of(bytes).as_deref() == Some("svg")
}

/// Whether a text may be a table, by what it begins with; its white space is behind it.
pub(super) fn may_be_table(text: &str) -> bool {
    let is_other = OTHERS.iter().any(|(start, _)| text.as_bytes().starts_with(start));
    !is_other && !text.starts_with(['{', '[', '<'])
}

/// Whether the bytes begin as a table of text does.
pub(super) fn begins_as_table(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
    let Some((text, _)) = sound(head) else { return false };
    let said = text.trim_start_matches('\u{FEFF}').trim_start();
    !said.is_empty() && !has_no_text(text.as_bytes()) && may_be_table(said)
}

/// What there is of a file to be read.
enum Whole<'b> {
    Bytes(&'b [u8]),
    Table(&'b Pieced<'b>),
    Nothing,
}

/// What there is of a file; of one that is too large, or cannot be had, the report tells.
fn whole_of<'b>(name: &str, body: &'b Body<'_>, limits: Limits, report: &mut Report) -> Whole<'b> {
    let (bytes, limit) = match body {
        Body::Table(text) => return Whole::Table(text),
        Body::Whole(bytes) => {
            let is_table = bytes.len() > limits.bytes && begins_as_table(bytes);
            let limit = if is_table { limits.table_bytes } else { limits.bytes };
            if bytes.len() <= limit {
                return Whole::Bytes(bytes);
            }
            (bytes.len() as u64, limit)
        }
        Body::TooLarge { bytes, limit } => (*bytes, *limit),
        Body::Lost => {
            report.push(Problem::new(Code::FileBroken, name));
            return Whole::Nothing;
        }
    };
    let detail = too_large(bytes, limit);
    report.push(Problem::new(Code::FileTooLarge, name).detail(detail));
    Whole::Nothing
}

/// Reads a file, whatever it is.
pub(crate) fn read(
    name: &str,
    body: &Body<'_>,
    stated: Option<Encoding>,
    names_of: impl Fn(&StringRecord) -> Option<Vec<String>>,
    how: (Limits, &Pulse<'_>),
    report: &mut Report,
) -> File {
    let (format, encoding, parsed) = parts(name, body, stated, names_of, how, report);
    File { name: name.to_owned(), format, encoding, parsed }
}

/// What a file is, its encoding if it is text, and what was read of it.
type Parts = (Format, Option<Encoding>, Vec<Parsed>);

const UNKNOWN: Parts = (Format::Unknown, None, Vec::new());

fn parts(
    name: &str,
    body: &Body<'_>,
    stated: Option<Encoding>,
    names_of: impl Fn(&StringRecord) -> Option<Vec<String>>,
    (limits, pulse): (Limits, &Pulse<'_>),
    report: &mut Report,
) -> Parts {
    let how = (limits, pulse);
    let bytes = match whole_of(name, body, limits, report) {
        Whole::Bytes(bytes) => bytes,
        Whole::Table(text) => {
            let sheet = table::read(Text::in_pieces(text), name, how, names_of, report);
            return (Format::Table, Some(Encoding::Utf8), vec![Parsed::Sheet(sheet)]);
        }
        Whole::Nothing => return UNKNOWN,
    };
    let unknown = |report: &mut Report, detail: &str| {
        report.push(Problem::new(Code::FileUnknown, name).detail(detail));
        UNKNOWN
    };
    if let Some((_, detail)) = OTHERS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return unknown(report, detail);
    }
    if is_archive(bytes) {
        return unknown(report, "archives lie too deep in one another; one in another is read");
    }
    if bytes.starts_with(b"PK\x03\x04") {
        let sheets = workbook::read(name, bytes, how, report);
        return (Format::Workbook, None, sheets.into_iter().map(Parsed::Sheet).collect());
    }
    if bytes.starts_with(flatgeobuf::START) {
        let features = flatgeobuf::read(bytes, name, how, report);
        return (Format::FlatGeobuf, None, vec![Parsed::Features(features)]);
    }
    let decoded = super::encoding::decode(bytes, stated);
    report_encoding(name, &decoded, report);
    let text = decoded.text.as_ref();
    let (format, parsed) = match text.trim_start().as_bytes() {
        [] => return unknown(report, "it is empty"),
        [b'{' | b'[' | 0x1E, ..] => {
            let (is_topology, parsed) = json::read(text, name, how, report);
            (json_format(is_topology, &parsed), parsed)
        }
        [b'<', ..] => match xml::root(text).as_deref() {
            Some("kml") => (Format::Kml, kml::read(text, name, how, report)),
            Some("gpx") => (Format::Gpx, gpx::read(text, name, how, report)),
            Some("html") => {
                let detail = "it is a web page; a server may send one in place of a missing file";
                return unknown(report, detail);
            }
            _ => return unknown(report, "it is XML, and neither KML nor GPX"),
        },
        _ if has_no_text(text.as_bytes()) => return unknown(report, "it is no text"),
        _ => {
            let sheet = table::read(Text::of(text), name, how, names_of, report);
            (Format::Table, Parsed::Sheet(sheet))
        }
    };
    (format, Some(decoded.encoding), vec![parsed])
}

/// Whether a sign is in it that stands in no table. Eight bytes are looked at together, and one by
/// one where any is a control.
pub(super) fn has_no_text(bytes: &[u8]) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let (chunks, rest) = bytes.as_chunks::<8>();
    let is_suspect = |chunk: &&[u8; 8]| {
        let all = u64::from_ne_bytes(**chunk);
        let below = |least: u64, of: u64| of.wrapping_sub(ONES * least) & !of;
        // Any byte below that of the space, or that of the last control.
        (below(0x20, all) | below(1, all ^ (ONES * 0x7f))) & (ONES << 7) != 0
    };
    let suspects = chunks.iter().filter(is_suspect).flatten();
    suspects.chain(rest).copied().any(is_no_text)
}

/// Signs that stand in no table.
fn is_no_text(sign: u8) -> bool {
    sign.is_ascii_control() && !matches!(sign, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1A)
}

fn json_format(is_topology: bool, parsed: &Parsed) -> Format {
    match parsed {
        Parsed::Features(_) if is_topology => Format::TopoJson,
        Parsed::Features(_) => Format::GeoJson,
        Parsed::Sheet(_) | Parsed::Nothing => Format::Json,
    }
}

fn report_encoding(name: &str, decoded: &super::encoding::Decoded<'_>, report: &mut Report) {
    if !decoded.is_guess && decoded.lost == 0 {
        return;
    }
    let encoding = decoded.encoding.name();
    let mut detail = format!("it was read as {encoding}");
    if decoded.lost > 0 {
        detail.push_str(&format!("; {} signs cannot be read", decoded.lost));
    }
    let mut problem = Problem::new(Code::FileEncoding, name).value(encoding).detail(detail);
    if decoded.lost == 0 {
        problem = problem.severity(crate::Severity::Warning);
    }
    report.push(problem);
}

#[cfg(test)]
mod tests {
    use super::{has_no_text, is_no_text};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_no_text_is_seen_among_eight_bytes_as_one_by_one(
            bytes in prop::collection::vec(
                prop_oneof![20 => b' '..=b'~', 3 => Just(b'\n'), 3 => 0x80..=0xff_u8, 1 => any::<u8>()],
                0..40,
            ),
        ) {
            prop_assert_eq!(has_no_text(&bytes), bytes.iter().copied().any(is_no_text));
        }
    }
}
