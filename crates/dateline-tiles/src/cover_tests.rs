#![allow(clippy::expect_used)]

use super::*;
use dateline_core::geo::LonLat;
use proptest::prelude::*;

const ALL: Zooms = Zooms { least: 0, greatest: 22 };

fn pictures() -> Scales {
    Scales { tile_px: 256.0, takes_nearest: true, zooms: ALL }
}

fn view(lon: f64, lat: f64, zoom: f64) -> View {
    View::new(LonLat { lon, lat }, zoom, 900.0, 600.0)
}

#[test]
fn pictures_take_the_nearest_level_and_lines_the_coarser() {
    let lines = Scales { tile_px: 512.0, takes_nearest: false, zooms: ALL };
    assert_eq!(level(12.4, &pictures()), Some(12));
    assert_eq!(level(12.6, &pictures()), Some(13));
    assert_eq!(level(12.4, &lines), Some(11));
    assert_eq!(level(12.9, &lines), Some(11));
}

#[test]
fn beyond_the_finest_level_its_tiles_are_drawn_larger_and_below_the_coarsest_none() {
    let few = Scales { zooms: Zooms { least: 6, greatest: 9 }, ..pictures() };
    assert_eq!(level(15.0, &few), Some(9));
    assert_eq!(level(4.0, &few), None);
    assert!(covering(&view(37.0, 36.0, 4.0), &few).is_empty());
}

#[test]
fn a_picture_across_the_antimeridian_has_tiles_of_both_ends_of_the_world() {
    let tiles = covering(&view(179.9, 0.0, 6.0), &pictures());
    let has = |x, copy| tiles.iter().any(|placed| placed.tile.x == x && placed.copy == copy);
    assert!(has(63, 0) && has(0, 1));
    let tiles = covering(&view(-179.9, 0.0, 6.0), &pictures());
    let has = |x, copy| tiles.iter().any(|placed| placed.tile.x == x && placed.copy == copy);
    assert!(has(63, -1) && has(0, 0));
}

#[test]
fn the_middle_comes_first() {
    let tiles = covering(&view(37.16, 36.2, 12.0), &pictures());
    assert_eq!(tiles.first().map(|placed| placed.tile), Tile::new(12, 2470, 1605));
}

#[test]
fn a_huge_picture_takes_a_coarser_level_and_not_thousands_of_tiles() {
    let huge = View::new(LonLat { lon: 0.0, lat: 0.0 }, 9.0, 16_000.0, 9_000.0);
    let tiles = covering(&huge, &pictures());
    assert!(!tiles.is_empty() && tiles.len() <= MAX_TILES);
}

#[test]
fn while_a_tile_is_on_its_way_the_larger_one_is_seen_in_its_place() {
    let tile = Tile { zoom: 5, x: 9, y: 9 };
    let placed = Placed { tile, copy: 0 };
    let there = [Tile { zoom: 3, x: 2, y: 2 }, Tile { zoom: 6, x: 18, y: 18 }];
    let drawn = drawing(&[placed], &|tile| there.contains(&tile));
    let quarter = Placed { tile: there[1], copy: 0 };
    let wanted =
        [Drawn { tile: there[0], within: placed }, Drawn { tile: there[1], within: quarter }];
    assert_eq!(drawn, wanted);
}

proptest! {
    /// The twin: every place of the picture asks which tile it is in.
    #[test]
    fn every_place_of_the_picture_is_in_exactly_one_tile(
        lon in -180.0..180.0_f64,
        lat in -85.0..85.0_f64,
        zoom in 2.0..20.0_f64,
        x_share in 0.001..0.999_f64,
        y_share in 0.001..0.999_f64,
    ) {
        let view = view(lon, lat, zoom);
        let tiles = covering(&view, &pictures());
        let scale = view.pixels_per_world_unit();
        let east = (x_share - 0.5) * view.width_px() / scale;
        let south = (y_share - 0.5) * view.height_px() / scale;
        let on = |placed: &&Placed| {
            let [left, top, right, bottom] = placed.edges(&view);
            (left..right).contains(&east) && (top..bottom).contains(&south)
        };
        let world_y = view.centre_world().1 + south;
        let is_in_world = (0.0..WORLD_UNITS).contains(&world_y);
        let found: Vec<&Placed> = tiles.iter().filter(on).collect();
        prop_assert_eq!(found.len(), usize::from(is_in_world));
        if let Some(placed) = found.first() {
            let units = placed.tile.units() as f64;
            let world_x = (view.centre_world().0 + east).rem_euclid(WORLD_UNITS);
            prop_assert_eq!(placed.tile.x, (world_x / units).floor() as u32);
            prop_assert_eq!(placed.tile.y, (world_y / units).floor() as u32);
        }
    }

    #[test]
    fn what_is_drawn_is_there_and_lies_in_what_is_wanted(
        there in proptest::collection::vec((0..7_u8, 0..64_u32, 0..64_u32), 0..40),
        lon in -180.0..180.0_f64,
        zoom in 2.0..6.0_f64,
    ) {
        let there: Vec<Tile> =
            there.into_iter().filter_map(|(zoom, x, y)| Tile::new(zoom, x, y)).collect();
        let wanted = covering(&view(lon, 20.0, zoom), &pictures());
        let drawn = drawing(&wanted, &|tile| there.contains(&tile));
        for one in &drawn {
            prop_assert!(there.contains(&one.tile));
            prop_assert!(one.tile.contains(one.within.tile));
            let is_of = |placed: &Placed| {
                placed.copy == one.within.copy && placed.tile.contains(one.within.tile)
            };
            prop_assert!(wanted.iter().any(is_of));
        }
        for placed in &wanted {
            let mut above = Some(placed.tile);
            let mut has_any = false;
            while let Some(tile) = above {
                has_any |= there.contains(&tile);
                above = tile.parent();
            }
            let is_covered = drawn.iter().any(|one| one.within == *placed);
            prop_assert!(!has_any || is_covered);
        }
    }
}
