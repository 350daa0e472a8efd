//! GZIP and ZIP → the files in them, by content, held to what they may become.
//!
//! An archive in an archive is opened once more and no deeper. Has no opinion on what the
//! files are.

use super::formats::{is_kml, is_picture};
use super::inflate::{End, inflate};
use super::pieces::Body;
use crate::code::Code;
use crate::limits::Limits;
use crate::problem::Problem;
use crate::report::Report;

/// How deep archives may lie in one another.
const MAX_DEPTH: usize = 2;
/// Below this many bytes a compressed file may become this many, whatever the ratio.
const SMALL_BYTES: usize = 1 << 20;

/// What archives begin with.
const GZIP: [u8; 3] = [0x1F, 0x8B, 8];
const ZIP: &[u8] = b"PK\x03\x04";

/// A file to be read: its name, that of an archive before it, and its bytes.
pub(super) type Opened<'b> = (String, Body<'b>);

/// Opens what is compressed, as far as the limits go.
pub(super) struct Opener<'r> {
    pub(super) limits: Limits,
    pub(super) report: &'r mut Report,
    /// What compressed files may still become, bytes.
    left_bytes: usize,
    files: usize,
    is_full: bool,
}

impl<'r> Opener<'r> {
    pub(super) fn new(limits: Limits, report: &'r mut Report) -> Self {
        Self { limits, report, left_bytes: limits.inflated_bytes, files: 0, is_full: false }
    }

    /// Adds the file, or the files in it.
    pub(super) fn open<'b>(&mut self, name: &str, body: Body<'b>, out: &mut Vec<Opened<'b>>) {
        self.open_at(name, body, 0, out);
    }

    fn open_at<'b>(&mut self, name: &str, body: Body<'b>, depth: usize, out: &mut Vec<Opened<'b>>) {
        let (is_archive, bytes) = (depth < MAX_DEPTH, body.start());
        if is_archive && bytes.starts_with(&GZIP) {
            if let Some(inner) = self.gunzip(name, bytes) {
                let inner_name = name.strip_suffix(".gz").unwrap_or(name);
                self.open_at(inner_name, Body::Whole(inner.into()), depth + 1, out);
            }
        } else if is_archive && bytes.starts_with(ZIP) && !is_workbook(bytes) {
            let mut inside = self.unzip(name, bytes);
            if inside.iter().any(|(_, bytes)| is_kml(bytes)) {
                // What KML shows beside its text is no data.
                inside.retain(|(_, bytes)| !is_picture(bytes));
            }
            for (inner_name, inner) in inside {
                let inner = Body::Whole(inner.into());
                self.open_at(&format!("{name}/{inner_name}"), inner, depth + 1, out);
            }
        } else if self.files < self.limits.files {
            self.files += 1;
            out.push((name.to_owned(), body));
        } else {
            self.full(name);
        }
    }

    fn full(&mut self, name: &str) {
        if !std::mem::replace(&mut self.is_full, true) {
            let detail = format!("the limit is {} files together", self.limits.files);
            self.report.push(Problem::new(Code::FileTooLarge, name).detail(detail));
        }
    }

    /// The members of a GZIP file, one after the other.
    fn gunzip(&mut self, name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let mut rest = bytes;
        while rest.starts_with(&GZIP) {
            let Some(body) = gzip_body(rest) else {
                self.damaged(name);
                break;
            };
            let (member, taken) = self.inflated(name, body, bytes.len(), out.len())?;
            out.extend(member);
            rest = body.get(taken + 8..).unwrap_or_default();
        }
        Some(out)
    }

    /// The files of a ZIP archive, or of a workbook.
    pub(super) fn unzip(&mut self, name: &str, bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
        let Some(entries) = entries(bytes) else {
            self.damaged(name);
            return Vec::new();
        };
        let mut files = Vec::new();
        for entry in entries {
            if entry.name.ends_with('/') || is_rubbish(&entry.name) {
                continue;
            }
            let full_name = format!("{name}/{}", entry.name);
            if files.len() >= self.limits.files {
                self.full(&full_name);
                break;
            }
            let Some(data) = entry.data(bytes) else {
                self.damaged(&full_name);
                continue;
            };
            let read = match entry.method {
                // Many entries may name the same bytes of the archive.
                0 if data.len() <= self.limits.bytes.min(self.left_bytes) => {
                    self.left_bytes = self.left_bytes.saturating_sub(data.len());
                    Some(data.to_vec())
                }
                8 => self.inflated(&full_name, data, data.len(), 0).map(|(bytes, _)| bytes),
                0 => {
                    self.too_large(&full_name);
                    None
                }
                method => {
                    let detail = format!("it is compressed by method {method}; deflate is read");
                    self.report.push(Problem::new(Code::FileUnknown, &full_name).detail(detail));
                    None
                }
            };
            files.extend(read.map(|bytes| (entry.name.clone(), bytes)));
        }
        files
    }

    /// Inflates within the limits; `weight` is what the ratio is held to.
    fn inflated(
        &mut self,
        name: &str,
        input: &[u8],
        weight: usize,
        before: usize,
    ) -> Option<(Vec<u8>, usize)> {
        let by_ratio = weight.saturating_mul(self.limits.inflate_ratio).max(SMALL_BYTES);
        let most = by_ratio.min(self.limits.bytes).saturating_sub(before).min(self.left_bytes);
        let inflated = inflate(input, most);
        self.left_bytes = self.left_bytes.saturating_sub(inflated.bytes.len());
        match inflated.end {
            End::Whole => {}
            End::Damaged => self.damaged(name),
            End::TooLarge => {
                self.too_large(name);
                return None;
            }
        }
        Some((inflated.bytes, inflated.taken))
    }

    fn damaged(&mut self, name: &str) {
        let detail = "the archive is damaged or cut off; what could be unpacked is read";
        self.report.push(Problem::new(Code::FileUnknown, name).detail(detail));
    }

    fn too_large(&mut self, name: &str) {
        let Limits { bytes, inflate_ratio, inflated_bytes, .. } = self.limits;
        let detail = format!(
            "unpacked it would be more than {bytes} bytes, {inflate_ratio} times its size, or \
             {inflated_bytes} bytes with the others"
        );
        self.report.push(Problem::new(Code::FileTooLarge, name).detail(detail));
    }
}

/// Whether a file is an archive of other files, or of one. A workbook is a ZIP archive and none.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(&GZIP) || (bytes.starts_with(ZIP) && !is_workbook(bytes))
}

/// Whether a ZIP archive is a workbook of a spreadsheet, which is read as a whole.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    let is_part = |entry: &Entry| matches!(entry.name.as_str(), "xl/workbook.xml" | "content.xml");
    entries(bytes).is_some_and(|entries| entries.iter().any(is_part))
}

/// Files that systems put into folders for themselves.
const OF_SYSTEMS: [&str; 2] = ["Thumbs.db", "desktop.ini"];

/// Whether the file of that name is what systems put into folders and archives beside what
/// people did.
pub fn is_rubbish(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or_default();
    name.starts_with("__MACOSX/") || last.starts_with('.') || OF_SYSTEMS.contains(&last)
}

/// Source: RFC 1952 §2.3.
fn gzip_body(bytes: &[u8]) -> Option<&[u8]> {
    let flags = *bytes.get(3)?;
    let mut at = 10;
    if flags & 4 != 0 {
        at += 2 + usize::from(u16::from_le_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
    }
    for text in [8, 16] {
        if flags & text != 0 {
            at += bytes.get(at..)?.iter().position(|byte| *byte == 0)? + 1;
        }
    }
    if flags & 2 != 0 {
        at += 2;
    }
    bytes.get(at..)
}

/// A file in a ZIP archive, as the directory at its end has it.
struct Entry {
    name: String,
    method: u16,
    header_at: usize,
    packed_bytes: usize,
}

impl Entry {
    /// What of the archive is this file, packed.
    fn data<'b>(&self, bytes: &'b [u8]) -> Option<&'b [u8]> {
        let header = bytes.get(self.header_at..)?;
        if !header.starts_with(b"PK\x03\x04") {
            return None;
        }
        let start = 30 + u16_at(header, 26)? + u16_at(header, 28)?;
        header.get(start..start.checked_add(self.packed_bytes)?)
    }
}

/// The directory of a ZIP archive, which has at most 65 535 files. Source: PKWARE, ".ZIP File
/// Format Specification", 4.3. Archives of 4 GiB and more have another directory and cannot
/// be opened here anyway.
fn entries(bytes: &[u8]) -> Option<Vec<Entry>> {
    // The end record is the last thing but a comment of at most 65 535 bytes.
    let from = bytes.len().saturating_sub(22 + 0xFFFF);
    let tail = bytes.get(from..)?;
    let end_at = from + tail.windows(4).rposition(|four| four == b"PK\x05\x06")?;
    let end = bytes.get(end_at..)?;
    let count = u16_at(end, 10)?;
    let mut at = u32_at(end, 16)?;
    let mut entries = Vec::new();
    for _ in 0..count {
        let record = bytes.get(at..).filter(|it| it.starts_with(b"PK\x01\x02"))?;
        let name_bytes = u16_at(record, 28)?;
        let name = record.get(46..46 + name_bytes)?;
        entries.push(Entry {
            name: String::from_utf8_lossy(name).replace('\\', "/"),
            method: u16::try_from(u16_at(record, 10)?).ok()?,
            packed_bytes: u32_at(record, 20)?,
            header_at: u32_at(record, 42)?,
        });
        at += 46 + name_bytes + u16_at(record, 30)? + u16_at(record, 32)?;
    }
    Some(entries)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<usize> {
    let pair = bytes.get(at..at + 2)?;
    Some(usize::from(u16::from_le_bytes(pair.try_into().ok()?)))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..at + 4)?;
    usize::try_from(u32::from_le_bytes(four.try_into().ok()?)).ok()
}
