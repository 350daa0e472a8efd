//! Files → one ZIP archive. The same files give the same bytes.
//!
//! Has no opinion on what the files are. Source: PKWARE, ".ZIP File Format Specification", 4.3.

use super::keep::KeptFile;
use crate::limits::Limits;
use miniz_oxide::deflate::compress_to_vec;

/// Version 2.0 of the format: deflate.
const VERSION: u16 = 20;
/// Names are UTF-8.
const UTF8_NAMES: u16 = 1 << 11;
const DEFLATE: u16 = 8;
/// The first of January 1980, the earliest day that there is: files of a browser have none.
const DAY: u16 = 0x21;
/// How hard deflate tries, of 10: as other programs do.
const LEVEL: u8 = 6;

/// An archive with these files; `None` beyond what a plain archive can hold, 65 535 files and
/// 4 GiB, and beyond what an archive may become where it is opened again.
pub fn zip(files: &[KeptFile]) -> Option<Vec<u8>> {
    if files.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() > Limits::DEFAULT.inflated_bytes {
        return None;
    }
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let at = u32::try_from(archive.len()).ok()?;
        let packed = compress_to_vec(bytes, LEVEL);
        let mut entry = Vec::new();
        for number in [VERSION, UTF8_NAMES, DEFLATE, 0, DAY] {
            entry.extend(number.to_le_bytes());
        }
        entry.extend(crc32(bytes).to_le_bytes());
        for length in [packed.len(), bytes.len()] {
            entry.extend(u32::try_from(length).ok()?.to_le_bytes());
        }
        entry.extend(u16::try_from(name.len()).ok()?.to_le_bytes());
        entry.extend([0; 2]);
        archive.extend(b"PK\x03\x04");
        archive.extend(&entry);
        archive.extend(name.as_bytes());
        archive.extend(packed);
        directory.extend(b"PK\x01\x02");
        directory.extend(VERSION.to_le_bytes());
        directory.extend(&entry);
        // No remark, one disk, nothing of the system's.
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let count = u16::try_from(files.len()).ok()?.to_le_bytes();
    let (at, length) = (u32::try_from(archive.len()).ok()?, u32::try_from(directory.len()).ok()?);
    archive.extend(directory);
    archive.extend(b"PK\x05\x06");
    archive.extend([0; 4]);
    archive.extend(count);
    archive.extend(count);
    archive.extend(length.to_le_bytes());
    archive.extend(at.to_le_bytes());
    archive.extend([0; 2]);
    Some(archive)
}

/// The checksum of ZIP (ISO 3309, as in 4.4.7), by a table of what each byte adds.
fn crc32(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 256] = {
        let mut table = [0; 256];
        let mut byte = 0;
        while byte < 256 {
            let mut rest = byte as u32;
            let mut bit = 0;
            while bit < 8 {
                rest = (rest >> 1) ^ (0xEDB8_8320 & 0u32.wrapping_sub(rest & 1));
                bit += 1;
            }
            table[byte] = rest;
            byte += 1;
        }
        table
    };
    let add = |sum: u32, byte: &u8| {
        let place = usize::from((sum as u8) ^ byte);
        (sum >> 8) ^ TABLE.get(place).copied().unwrap_or_default()
    };
    !bytes.iter().fold(u32::MAX, add)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::open::pieces::Body;
    use crate::report::Report;

    #[test]
    fn an_archive_gives_its_files_back_with_their_names() {
        let files: Vec<KeptFile> = vec![
            ("story.json".into(), b"{}\n".to_vec()),
            ("قائمة.csv".into(), "a,b\n".repeat(5_000).into_bytes()),
            ("empty".into(), Vec::new()),
        ];
        let archive = zip(&files).unwrap();
        assert!(archive.len() < 1_000, "{}", archive.len());
        let mut report = Report::default();
        let given = vec![("a.zip", Body::Whole(archive.into()))];
        let opened = crate::open::open_archives(given, Limits::DEFAULT, &mut report);
        let opened: Vec<KeptFile> = opened
            .into_iter()
            .map(|(name, bytes)| (name["a.zip/".len()..].to_owned(), bytes.into_bytes()))
            .collect();
        assert_eq!(opened, files);
        assert!(report.problems.is_empty());
    }

    #[test]
    fn the_checksum_is_that_of_the_standard() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc32(b""), 0);
    }
}
