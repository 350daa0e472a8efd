//! The triangles of a ring without holes, told in a number or so a corner.
//!
//! Any way to cut a ring of n corners into triangles can be told by walking the corners
//! and saying after each how many triangles it closes with the last two corners that are
//! not done with: see `folded` in `decode/mesh.rs`.

use std::collections::HashSet;

/// The numbers of a ring with so many positions, or `None` where its triangles are not
/// such a cutting.
pub(super) fn fold(positions: u32, triangles: &[u32]) -> Option<Vec<u32>> {
    let sorted = |corners: &[u32]| {
        let mut corners = [*corners.first()?, *corners.get(1)?, *corners.get(2)?];
        corners.sort_unstable();
        Some(corners)
    };
    let wanted: HashSet<[u32; 3]> = triangles.chunks_exact(3).map(sorted).collect::<Option<_>>()?;
    let used: HashSet<u32> = triangles.iter().copied().collect();
    let (mut kept, mut numbers, mut told) = (Vec::new(), Vec::new(), 0);
    for place in 0..positions {
        if !used.contains(&place) {
            numbers.push(0);
            continue;
        }
        let mut closed = 0;
        while let [.., far, near] = kept.as_slice()
            && wanted.contains(&[*far, *near, place])
        {
            kept.pop();
            closed += 1;
        }
        kept.push(place);
        numbers.push(closed + 1);
        told += closed as usize;
    }
    (told * 3 == triangles.len()).then_some(numbers)
}
