//! Bytes → text, and a first look at what a file really is.

use crate::code::Code;
use crate::limits::Limits;
use crate::problem::Problem;
use crate::report::Report;
use crate::tidy::without_bidi_controls;
use std::borrow::Cow;

/// What the first bytes of files that are often mistaken for a table or JSON look like.
const OTHERS: [(&[u8], &str); 5] = [
    (b"PK\x03\x04", "it is a ZIP archive or a spreadsheet (XLSX, ODS)"),
    (b"\xD0\xCF\x11\xE0", "it is an old spreadsheet (XLS)"),
    (b"\x1F\x8B", "it is compressed (GZIP)"),
    (b"%PDF", "it is a PDF"),
    (b"<", "it is a web page or XML; a server may send one in place of a missing file"),
];

/// The text of a file in UTF-8, or in UTF-16 with a byte order mark; `None` if nothing
/// can be made of it. Bytes that are not UTF-8 are reported and replaced by U+FFFD, so
/// that one bad byte does not take the rest away.
pub(crate) fn decode<'a>(
    bytes: &'a [u8],
    file: &str,
    limits: &Limits,
    report: &mut Report,
) -> Option<Cow<'a, str>> {
    if bytes.len() > limits.bytes {
        let detail = format!("{} bytes, the limit is {}", bytes.len(), limits.bytes);
        report.push(Problem::new(Code::FileTooLarge, file).detail(detail));
        return None;
    }
    let text = match bytes {
        [0xFF, 0xFE, rest @ ..] => Cow::Owned(utf16(rest, u16::from_le_bytes)),
        [0xFE, 0xFF, rest @ ..] => Cow::Owned(utf16(rest, u16::from_be_bytes)),
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest, file, report)?,
        _ => utf8(bytes, file, report)?,
    };
    Some(match text {
        Cow::Borrowed(text) => without_bidi_controls(text),
        Cow::Owned(text) => Cow::Owned(without_bidi_controls(&text).into_owned()),
    })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
    char::decode_utf16(units).map(|read| read.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

fn utf8<'a>(bytes: &'a [u8], file: &str, report: &mut Report) -> Option<Cow<'a, str>> {
    let from_first_sign = bytes.trim_ascii_start();
    if let Some((_, detail)) = OTHERS.iter().find(|(start, _)| from_first_sign.starts_with(start)) {
        report.push(Problem::new(Code::FileUnknown, file).detail(*detail));
        return None;
    }
    let (bad, usable) = match std::str::from_utf8(bytes) {
        Err(error) => (Some(error.valid_up_to()), true),
        // A zero byte stands in no text: it is UTF-16 without its mark, or no text at all.
        Ok(_) => (bytes.iter().position(|byte| *byte == 0), false),
    };
    if let Some(at) = bad {
        let byte = bytes.get(at).copied().unwrap_or_default();
        let line = bytes.iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
        report.push(
            Problem::new(Code::FileEncoding, file)
                .row(u32::try_from(line).unwrap_or(u32::MAX))
                .value(&format!("0x{byte:02X}"))
                .detail(format!("byte 0x{byte:02X} at position {}", at + 1)),
        );
    }
    (bad.is_none() || usable).then(|| String::from_utf8_lossy(bytes))
}
