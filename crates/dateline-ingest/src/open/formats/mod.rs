//! What a file is, by what stands in it, and how each kind of file becomes rows or features.
//!
//! Has no opinion on what rows and features mean.

mod collection;
pub(crate) mod features;
mod flatgeobuf;
mod gpx;
pub(crate) mod json;
pub(crate) mod json_rows;
mod kml;
mod plain;
mod scanner;
pub(crate) mod table;
mod topojson;
mod workbook;
pub(crate) use workbook::{date_of_serial, time_of_fraction};
mod xml;

use super::encoding::Encoding;
use super::reading::Pulse;
use super::sheet::Sheet;
use crate::code::Code;
use crate::limits::Limits;
use crate::problem::Problem;
use crate::report::Report;
use csv::StringRecord;
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

/// What the first bytes of files that nobody can read here look like.
const OTHERS: [(&[u8], &str); 7] = [
    (
        b"\xD0\xCF\x11\xE0",
        "it is a workbook of before 2007 (XLS); open it in a spreadsheet and save it as XLSX or CSV",
    ),
    (b"%PDF", "it is a PDF"),
    (b"\x89PNG", "it is a picture"),
    (b"\xFF\xD8\xFF", "it is a picture"),
    (
        b"PAR1",
        "it is Parquet, which is not read; save it as CSV, or as GeoJSON if it has a geometry \
         (in DuckDB: COPY (FROM 'file.parquet') TO 'file.csv'; with GDAL: ogr2ogr file.geojson \
         file.parquet)",
    ),
    (b"SQLite format 3", "it is a GeoPackage or another database; export it as GeoJSON"),
    (b"\x00\x00\x27\x0A", "it is a shapefile; export it as GeoJSON"),
];

/// Reads a file, whatever it is.
pub(crate) fn read(
    name: &str,
    bytes: &[u8],
    stated: Option<Encoding>,
    names_of: impl Fn(&StringRecord) -> Option<Vec<String>>,
    (limits, pulse): (Limits, &Pulse<'_>),
    report: &mut Report,
) -> File {
    let unknown = |report: &mut Report, detail: &str| {
        report.push(Problem::new(Code::FileUnknown, name).detail(detail));
        let name = name.to_owned();
        File { name, format: Format::Unknown, encoding: None, parsed: Vec::new() }
    };
    if bytes.len() > limits.bytes {
        let detail = format!("{} bytes, the limit is {}", bytes.len(), limits.bytes);
        report.push(Problem::new(Code::FileTooLarge, name).detail(detail));
        let name = name.to_owned();
        return File { name, format: Format::Unknown, encoding: None, parsed: Vec::new() };
    }
    if let Some((_, detail)) = OTHERS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return unknown(report, detail);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        let sheets = workbook::read(name, bytes, (limits, pulse), report);
        let parsed = sheets.into_iter().map(Parsed::Sheet).collect();
        return File { name: name.to_owned(), format: Format::Workbook, encoding: None, parsed };
    }
    if bytes.starts_with(flatgeobuf::START) {
        let features = flatgeobuf::read(bytes, name, (limits, pulse), report);
        let (format, parsed) = (Format::FlatGeobuf, vec![Parsed::Features(features)]);
        return File { name: name.to_owned(), format, encoding: None, parsed };
    }
    let decoded = super::encoding::decode(bytes, stated);
    report_encoding(name, &decoded, report);
    let text = decoded.text.as_ref();
    let (format, parsed) = match text.trim_start().as_bytes() {
        [] => return unknown(report, "it is empty"),
        [b'{' | b'[' | 0x1E, ..] => {
            let (is_topology, parsed) = json::read(text, name, (limits, pulse), report);
            (json_format(is_topology, &parsed), parsed)
        }
        [b'<', ..] => match xml::root(text).as_deref() {
            Some("kml") => (Format::Kml, kml::read(text, name, (limits, pulse), report)),
            Some("gpx") => (Format::Gpx, gpx::read(text, name, (limits, pulse), report)),
            Some("html") => {
                let detail = "it is a web page; a server may send one in place of a missing file";
                return unknown(report, detail);
            }
            _ => return unknown(report, "it is XML, and neither KML nor GPX"),
        },
        _ if has_no_text(text.as_bytes()) => return unknown(report, "it is no text"),
        _ => (
            Format::Table,
            Parsed::Sheet(table::read(text, name, (limits, pulse), names_of, report)),
        ),
    };
    let encoding = Some(decoded.encoding);
    File { name: name.to_owned(), format, encoding, parsed: vec![parsed] }
}

/// Whether a sign is in it that stands in no table. Eight bytes are looked at together, and one by
/// one where any is a control.
fn has_no_text(bytes: &[u8]) -> bool {
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
