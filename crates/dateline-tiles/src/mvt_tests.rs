#![allow(clippy::expect_used)]

use super::*;
use crate::writer::{TestFeature, TestLayer, tile};
use proptest::prelude::*;

fn water() -> Vec<u8> {
    let ring = vec![[0, 0], [4096, 0], [4096, 4096], [0, 4096]];
    tile(&[TestLayer {
        name: "water",
        features: vec![
            TestFeature { kind: 3, tags: vec![("kind", "lake")], parts: vec![ring] },
            TestFeature { kind: 1, tags: vec![("name", "حلب")], parts: vec![vec![[7, -9]]] },
        ],
    }])
}

#[test]
fn a_tile_is_read_as_it_was_written() {
    let bytes = water();
    let layers = read_layers(&bytes).expect("sound");
    let layer = &layers[0];
    assert_eq!((layer.name, layer.extent), ("water", 4096));
    let features: Vec<Feature> = layer.features().map(|one| one.expect("sound")).collect();
    assert_eq!(features[0].geometry, Geometry::Polygons);
    assert_eq!(layer.text(&features[0], "kind"), Some("lake"));
    assert_eq!(layer.text(&features[0], "name"), None);
    assert_eq!(layer.text(&features[1], "name"), Some("حلب"));
    let mut left = corners_left();
    let parts = features[0].parts(&mut left).expect("sound");
    assert_eq!(parts, [vec![[0, 0], [4096, 0], [4096, 4096], [0, 4096]]]);
    assert_eq!(features[1].parts(&mut left).expect("sound"), [vec![[7, -9]]]);
    assert_eq!(left, corners_left() - 5);
}

#[test]
fn the_commands_of_the_specification_are_the_shapes_that_it_shows() {
    // §4.3.5: a polygon, and a line of two parts.
    let polygon = Feature {
        geometry: Geometry::Polygons,
        tags: &[],
        commands: &[9, 6, 12, 18, 10, 12, 24, 44, 15],
    };
    let mut left = 100;
    assert_eq!(polygon.parts(&mut left).expect("sound"), [vec![[3, 6], [8, 12], [20, 34]]]);
    let lines = Feature {
        geometry: Geometry::Lines,
        tags: &[],
        commands: &[9, 4, 4, 18, 0, 16, 16, 0, 9, 17, 17, 10, 4, 8],
    };
    let parts = lines.parts(&mut left).expect("sound");
    assert_eq!(parts, [vec![[2, 2], [2, 10], [10, 10]], vec![[1, 1], [3, 5]]]);
}

#[test]
fn commands_that_make_no_sense_are_refused() {
    let parts = |commands: &[u8], mut left: usize| {
        Feature { geometry: Geometry::Lines, tags: &[], commands }.parts(&mut left)
    };
    assert_eq!(parts(&[10, 2, 2], 9), Err(TileError::Number), "a line from nowhere");
    assert_eq!(parts(&[11], 9), Err(TileError::Number), "an unknown command");
    assert_eq!(parts(&[9, 2], 9), Err(TileError::Cut));
    // Two thousand million corners are announced, and one is there.
    assert_eq!(parts(&[0xf9, 0xff, 0xff, 0xff, 0x3f, 2, 2], 9), Err(TileError::Cut));
    assert_eq!(parts(&[9, 2, 2, 26, 2, 2, 2, 2, 2, 2], 3), Err(TileError::TooLarge));
}

#[test]
fn a_layer_of_another_version_is_passed_over_and_one_without_width_refused() {
    let layer = |more: &[u8]| {
        let mut bytes = vec![0x0a, 1, b'a'];
        bytes.extend_from_slice(more);
        let mut tile = vec![0x1a, bytes.len() as u8];
        tile.extend(bytes);
        read_layers(&tile).map(|layers| layers.len())
    };
    assert_eq!(layer(&[0x78, 2]), Ok(1));
    assert_eq!(layer(&[0x78, 3]), Ok(0));
    assert_eq!(layer(&[0x28, 0]), Err(TileError::Number));
}

proptest! {
    #[test]
    fn a_tile_that_was_changed_or_cut_ends_and_does_not_panic(
        changes in proptest::collection::vec((0..200_usize, any::<u8>()), 0..12),
        length in 0..300_usize,
    ) {
        let mut bytes = water();
        for (place, byte) in changes {
            if let Some(old) = bytes.get_mut(place) {
                *old = byte;
            }
        }
        bytes.truncate(length);
        if let Ok(layers) = read_layers(&bytes) {
            for layer in &layers {
                for feature in layer.features().flatten() {
                    let _ = layer.property(&feature, "kind");
                    let mut left = 1_000;
                    if let Ok(parts) = feature.parts(&mut left) {
                        let corners: usize = parts.iter().map(Vec::len).sum();
                        prop_assert_eq!(corners, 1_000 - left);
                    }
                }
            }
        }
    }
}
