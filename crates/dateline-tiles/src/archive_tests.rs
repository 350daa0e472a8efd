#![allow(clippy::expect_used)]

use super::*;
use crate::hilbert::tile_from_id;
use crate::tile::Zooms;
use proptest::prelude::*;

fn varint(mut number: u64, into: &mut Vec<u8>) {
    while number > 0x7f {
        into.push(number as u8 | 0x80);
        number >>= 7;
    }
    into.push(number as u8);
}

/// Entries as tile, run, length, offset.
fn directory(entries: &[(u64, u64, u64, u64)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    varint(entries.len() as u64, &mut bytes);
    let mut before = 0;
    for (tile_id, ..) in entries {
        varint(tile_id - before, &mut bytes);
        before = *tile_id;
    }
    entries.iter().for_each(|(_, run, ..)| varint(*run, &mut bytes));
    entries.iter().for_each(|(_, _, length, _)| varint(*length, &mut bytes));
    let mut follows = None;
    for (_, _, length, offset) in entries {
        varint(if follows == Some(*offset) { 0 } else { offset + 1 }, &mut bytes);
        follows = Some(offset + length);
    }
    bytes
}

fn head() -> Vec<u8> {
    let mut bytes = b"PMTiles\x03".to_vec();
    for number in [127_u64, 300, 427, 20, 1000, 5000, 6000, 1 << 24, 9, 9, 9] {
        bytes.extend_from_slice(&number.to_le_bytes());
    }
    bytes.extend_from_slice(&[1, 2, 1, 1, 0, 14]);
    for degrees in [36.5_f64, 35.5, 37.5, 36.5] {
        bytes.extend_from_slice(&((degrees * 1e7) as i32).to_le_bytes());
    }
    bytes.extend_from_slice(&[10, 0, 0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(bytes.len(), crate::header::HEADER_BYTES);
    bytes
}

fn archive(root: &[(u64, u64, u64, u64)]) -> Archive {
    let header = ArchiveHeader::read(&head()).expect("a sound head");
    Archive::new(header, &directory(root)).expect("a sound directory")
}

fn tile(id: u64) -> Tile {
    tile_from_id(id).expect("a tile")
}

#[test]
fn the_head_is_read_as_it_was_written() {
    let header = ArchiveHeader::read(&head()).expect("a sound head");
    assert_eq!(header.root, Stretch { offset: 127, length: 300 });
    assert_eq!(header.leaves, Stretch { offset: 1000, length: 5000 });
    assert_eq!((header.inner, header.outer), (Compression::Gzip, Compression::None));
    assert_eq!(header.zooms, Zooms { least: 0, greatest: 14 });
    assert_eq!(header.bounds.map(|bounds| (bounds.west, bounds.north)), Some((36.5, 36.5)));
}

#[test]
fn what_is_no_archive_or_cannot_be_unpacked_is_refused_by_name() {
    let with = |at: usize, byte: u8| {
        let mut bytes = head();
        bytes[at] = byte;
        ArchiveHeader::read(&bytes)
    };
    assert_eq!(with(0, b'Q'), Err(TileError::Magic));
    assert_eq!(with(7, 2), Err(TileError::Version(2)));
    assert_eq!(with(97, 3), Err(TileError::Packing("brotli")));
    assert_eq!(with(98, 4), Err(TileError::Packing("zstd")));
    assert_eq!(with(99, 0), Err(TileError::Kind));
    assert_eq!(with(100, 15), Err(TileError::Number));
    assert_eq!(with(101, 31), Err(TileError::Number));
    assert_eq!(with(15, 255).map(|header| header.root.offset), Ok(127 | 255 << 56));
    let mut endless = head();
    endless[8..24].fill(255);
    assert_eq!(ArchiveHeader::read(&endless), Err(TileError::Number));
    assert_eq!(ArchiveHeader::read(&head()[..100]), Err(TileError::Cut));
}

#[test]
fn a_run_of_equal_tiles_is_one_stretch_and_what_follows_it_is_not_there() {
    let mut archive = archive(&[(5, 4, 10, 0), (20, 1, 7, 10)]);
    let here = Step::Tile(Stretch { offset: 6000, length: 10 });
    assert_eq!(archive.step(tile(5)), Ok(here));
    assert_eq!(archive.step(tile(8)), Ok(here));
    assert_eq!(archive.step(tile(9)), Ok(Step::Absent));
    assert_eq!(archive.step(tile(4)), Ok(Step::Absent));
    let next = Step::Tile(Stretch { offset: 6010, length: 7 });
    assert_eq!(archive.step(tile(20)), Ok(next));
}

#[test]
fn a_leaf_is_asked_for_once_and_then_looked_into() {
    let mut archive = archive(&[(0, 0, 40, 0), (100, 0, 40, 40)]);
    let leaf = Stretch { offset: 1040, length: 40 };
    assert_eq!(archive.step(tile(120)), Ok(Step::Directory(leaf)));
    archive.add(leaf, &directory(&[(100, 30, 5, 3)])).expect("sound");
    assert_eq!(archive.step(tile(120)), Ok(Step::Tile(Stretch { offset: 6003, length: 5 })));
    assert_eq!(archive.step(tile(130)), Ok(Step::Absent));
}

#[test]
fn directories_that_name_themselves_are_an_error_and_no_loop() {
    let mut archive = archive(&[(0, 0, 40, 0)]);
    let leaf = Stretch { offset: 1000, length: 40 };
    archive.add(leaf, &directory(&[(0, 0, 40, 0)])).expect("sound");
    assert_eq!(archive.step(tile(3)), Err(TileError::Depth));
}

#[test]
fn what_lies_outside_its_part_of_the_file_or_is_huge_is_refused() {
    let huge = (1 << 24) - 1;
    let mut archive = archive(&[(0, 1, 10, 1 << 24), (1, 0, 10, 4995), (2, 1, huge, 0)]);
    assert_eq!(archive.step(tile(0)), Err(TileError::Number));
    assert_eq!(archive.step(tile(1)), Err(TileError::Number));
    assert_eq!(archive.step(tile(2)), Err(TileError::TooLarge));
}

#[test]
fn a_directory_that_announces_more_than_it_has_takes_no_memory_for_it() {
    let mut bytes = Vec::new();
    varint(1 << 19, &mut bytes);
    assert_eq!(Directory::read(&bytes), Err(TileError::Cut));
    let mut bytes = Vec::new();
    varint(u64::MAX, &mut bytes);
    assert_eq!(Directory::read(&bytes), Err(TileError::TooLarge));
}

#[test]
fn only_so_many_directories_are_kept() {
    let mut archive = archive(&[(0, 0, 1, 0)]);
    for offset in 0..200 {
        archive.add(Stretch { offset, length: 1 }, &directory(&[(0, 1, 1, 0)])).expect("sound");
    }
    assert_eq!(archive.leaves.len(), MAX_KEPT);
}

#[test]
fn a_directory_that_comes_twice_is_kept_once() {
    let mut archive = archive(&[(0, 0, 40, 0)]);
    let leaf = Stretch { offset: 1000, length: 40 };
    for run in [1, 2] {
        archive.add(leaf, &directory(&[(0, run, 5, 0)])).expect("sound");
    }
    assert_eq!(archive.leaves.len(), 1);
    assert_eq!(archive.step(tile(1)), Ok(Step::Tile(Stretch { offset: 6000, length: 5 })));
}

#[test]
fn of_large_directories_fewer_are_kept_but_always_the_last() {
    let mut archive = archive(&[(0, 0, 1, 0)]);
    let large = |count: usize| {
        let entries: Vec<_> = (0..count as u64).map(|id| (id, 1, 1, id)).collect();
        directory(&entries)
    };
    let fourth = large(MAX_KEPT_ENTRIES / 4);
    for offset in 0..9 {
        archive.add(Stretch { offset, length: 1 }, &fourth).expect("sound");
    }
    let kept: Vec<u64> = archive.leaves.iter().map(|(at, _)| at.offset).collect();
    assert_eq!(kept, [5, 6, 7, 8]);
    archive.add(Stretch { offset: 9, length: 1 }, &large(MAX_KEPT_ENTRIES + 1)).expect("sound");
    let kept: Vec<u64> = archive.leaves.iter().map(|(at, _)| at.offset).collect();
    assert_eq!(kept, [9]);
}

proptest! {
    /// The twin looks at every entry.
    #[test]
    fn an_entry_is_found_exactly_where_it_is(
        steps in proptest::collection::vec((1..9_u64, 0..6_u64, 1..50_u64), 1..60),
        wanted in 0..400_u64,
    ) {
        let (mut entries, mut tile_id, mut offset) = (Vec::new(), 0, 0);
        for (step, run, length) in steps {
            tile_id += step;
            entries.push((tile_id, run, length, offset));
            offset += length;
        }
        let read = Directory::read(&directory(&entries)).expect("sound");
        prop_assert_eq!(read.len(), entries.len());
        let last = entries.iter().rev().find(|(tile_id, ..)| *tile_id <= wanted);
        let twin = last.filter(|(tile_id, run, ..)| *run == 0 || wanted < tile_id + run);
        let found = read.find(wanted);
        prop_assert_eq!(found.map(|it| (it.tile_id, it.run, it.length, it.offset)), twin.copied());
    }

    #[test]
    fn no_bytes_make_a_directory_or_a_head_panic(
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
        id in any::<u64>(),
    ) {
        if let Ok(directory) = Directory::read(&bytes) {
            let _ = directory.find(id);
        }
        let _ = ArchiveHeader::read(&bytes);
        let mut wild = head();
        for (place, byte) in bytes.iter().take(119).enumerate() {
            wild[8 + place] = *byte;
        }
        let _ = ArchiveHeader::read(&wild);
    }

    #[test]
    fn a_directory_that_is_cut_off_is_an_error(cut in 0..20_usize) {
        let whole = directory(&[(5, 4, 10, 0), (20, 1, 7, 10), (21, 1, 300, 17), (90, 0, 9, 2)]);
        if cut < whole.len() {
            prop_assert!(Directory::read(&whole[..cut]).is_err());
        }
    }
}
