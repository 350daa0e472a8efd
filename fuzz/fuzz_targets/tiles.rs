//! Archives, vector tiles, TileJSON and credits, as a server of tiles may send them.
#![no_main]

use dateline_tiles::{
    Archive, ArchiveHeader, HEADER_BYTES, Json, Sheet, Step, Template, Tile, TileJson,
    VectorPicture, credit_parts, tile_from_id,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let [kind, zoom, inside @ ..] = data else { return };
    let text = String::from_utf8_lossy(inside);
    match kind % 5 {
        0 => archive(inside),
        1 => {
            let tile = Tile { zoom: zoom % 31, x: 0, y: 0 };
            // What the one painter can read, the other can, unless it is too long for it.
            let sheet = Sheet::read(inside, tile);
            let Ok(picture) = VectorPicture::read(inside, tile) else {
                assert!(sheet.is_err());
                return;
            };
            let corners = picture.vertices.len() as u32;
            assert!(picture.indices.iter().all(|index| *index < corners));
            let ends = picture.fills.iter().map(|fill| fill.first + fill.count + 6);
            assert!(ends.max().unwrap_or(0) as usize <= picture.indices.len());
        }
        2 => {
            let _ = TileJson::read(inside);
            let _ = Json::read(&text);
        }
        3 => {
            let is_page = |link: &str| link.starts_with("https://") || link.starts_with("http://");
            for part in credit_parts(&text) {
                let link = part.link.to_ascii_lowercase();
                assert!(link.is_empty() || is_page(&link));
            }
        }
        _ => {
            if let Ok(template) = Template::new(&text, zoom % 2 == 0) {
                let _ = template.address(Tile { zoom: 3, x: 5, y: 2 }, zoom % 3 == 0);
            }
        }
    }
});

/// A head, a root directory behind it, and what follows as any directory that is asked for.
fn archive(bytes: &[u8]) {
    let Some((head, rest)) = bytes.split_at_checked(HEADER_BYTES) else { return };
    let Ok(header) = ArchiveHeader::read(head) else { return };
    let (root, leaf) = rest.split_at(rest.len() / 2);
    let Ok(mut archive) = Archive::new(header, root) else { return };
    for tile in (0..40).filter_map(tile_from_id) {
        for _ in 0..8 {
            let Ok(Step::Directory(stretch)) = archive.step(tile) else { break };
            if archive.add(stretch, leaf).is_err() {
                break;
            }
        }
    }
}
