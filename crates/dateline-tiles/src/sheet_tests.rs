#![allow(clippy::expect_used)]

use super::*;
use crate::writer::{TestFeature, TestLayer, tile as written};
use dateline_core::geo::View;
use proptest::prelude::*;

#[path = "../../dateline-core/src/svg/well_formed.rs"]
mod well_formed;
use well_formed::elements;

const TILE: Tile = Tile { zoom: 12, x: 2470, y: 1605 };

fn feature<'a>(kind: u64, name: &'a str, parts: Vec<Vec<[i32; 2]>>) -> TestFeature<'a> {
    TestFeature { kind, tags: vec![("kind", name)], parts }
}

fn square([west, north, east, south]: [i32; 4]) -> Vec<[i32; 2]> {
    vec![[west, north], [east, north], [east, south], [west, south]]
}

/// Water in the west, a park with a hole in the east, a road, a railway, and two names.
fn small_tile() -> Vec<u8> {
    let hole = vec![[3100, 3300], [3300, 3300], [3300, 3100], [3100, 3100]];
    let park = vec![square([2800, 2800, 3600, 3600]), hole];
    let place = |name, english, at| TestFeature {
        kind: 1,
        tags: vec![("kind", "city"), ("name", name), ("name:en", english)],
        parts: vec![vec![at]],
    };
    written(&[
        TestLayer {
            name: "earth",
            features: vec![feature(3, "earth", vec![square([-64, -64, 4160, 4160])])],
        },
        TestLayer { name: "landuse", features: vec![feature(3, "park", park)] },
        TestLayer {
            name: "water",
            features: vec![feature(3, "lake", vec![square([-64, -64, 2048, 4160])])],
        },
        TestLayer {
            name: "roads",
            features: vec![
                feature(2, "highway", vec![vec![[-64, 600], [4160, 640]]]),
                feature(2, "rail", vec![vec![[2100, -64], [2300, 4160]]]),
            ],
        },
        TestLayer {
            name: "places",
            features: vec![
                place("حلب", "Aleppo", [2500, 1500]),
                place("<b>", "</text>&", [900, 900]),
            ],
        },
    ])
}

/// A view whose middle is that of a tile, at its own zoom: 512 pixels are its width.
fn over(tile: Tile, width_px: f64, height_px: f64) -> View {
    View::new(tile.middle().to_lonlat(), f64::from(tile.zoom) + 1.0, width_px, height_px)
}

fn whole(tile: Tile) -> Drawn {
    Drawn { tile, within: Placed { tile, copy: 0 } }
}

fn shown(bytes: &[u8], drawn: Vec<Drawn>) -> Sheets {
    let mut sheets = Sheets::default();
    for one in &drawn {
        sheets.put(one.tile, Sheet::read(bytes, one.tile).expect("sound"));
    }
    sheets.show(drawn);
    sheets
}

#[test]
fn a_small_tile_is_painted_as_the_kept_fragment() {
    let (left, right) = (TILE, Tile { x: TILE.x + 1, ..TILE });
    // The second one has not come, and a part of a larger one stands in.
    let parent = right.parent().expect("it is no world");
    let within = Placed { tile: right, copy: 0 };
    let sheets = shown(&small_tile(), vec![whole(left), Drawn { tile: parent, within }]);
    let view = over(left, 900.0, 520.0);
    let svg = [false, true].map(|is_dark| sheets.ground(&view, is_dark, "en").svg(&view, is_dark));
    let svg = svg.concat();
    let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/src/small_ground.svg");
    if std::env::var_os("DATELINE_BLESS").is_some() {
        let size = "width=\"900\" height=\"520\"";
        let whole = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {size}>\n{svg}</svg>\n");
        std::fs::write(kept, whole).expect("it can be written");
    }
    let expected = std::fs::read_to_string(kept).expect("it is kept").replace("\r\n", "\n");
    let lines = expected.lines().skip(1);
    let differs = svg.lines().zip(lines).find(|(now, then)| now != then);
    assert_eq!(differs, None, "if the change is meant, run once with DATELINE_BLESS=1");
    assert_eq!(svg.lines().count() + 2, expected.lines().count());
}

#[test]
fn only_what_is_shown_is_kept_and_what_is_seen_twice_is_named_once() {
    let other = Tile { x: TILE.x + 1, ..TILE };
    let mut sheets = shown(&small_tile(), vec![whole(TILE), whole(other)]);
    let view = over(TILE, 600.0, 520.0);
    let count = |sheets: &Sheets| sheets.ground(&view, false, "en").tiles.len();
    assert_eq!(count(&sheets), 2);
    let copy = Drawn { tile: TILE, within: Placed { tile: TILE, copy: 1 } };
    sheets.show(vec![whole(TILE), copy]);
    assert_eq!(count(&sheets), 2);
    let ground = sheets.ground(&view, false, "en");
    assert_eq!(ground.names.iter().filter(|name| name.text == "Aleppo").count(), 1);
    assert_eq!(sheets.ground(&view, false, "ar").names[0].text, "حلب");
    sheets.show(vec![whole(other)]);
    assert_eq!(count(&sheets), 0, "it was forgotten, and has to be given again");
}

#[test]
fn a_tile_that_would_be_too_long_is_refused() {
    let long = vec![[0, 0]; 1].into_iter().chain((0..900_000).map(|at| [at % 2 * 4000, at % 7]));
    let bytes = written(&[TestLayer {
        name: "earth",
        features: vec![feature(3, "earth", vec![long.collect()])],
    }]);
    assert_eq!(Sheet::read(&bytes, TILE).err(), Some(TileError::TooLarge));
}

/// How often rings turn around a point, by the angle of their corners.
fn turns(rings: &[Vec<[i32; 2]>], at: [f64; 2]) -> i32 {
    let angle =
        |corner: &[i32; 2]| (f64::from(corner[1]) - at[1]).atan2(f64::from(corner[0]) - at[0]);
    let of = |ring: &Vec<[i32; 2]>| {
        let next = ring.iter().cycle().skip(1);
        let turns = ring.iter().zip(next).map(|(one, next)| {
            let turn = angle(next) - angle(one);
            turn - (turn / std::f64::consts::TAU).round() * std::f64::consts::TAU
        });
        (turns.sum::<f64>() / std::f64::consts::TAU).round() as i32
    };
    rings.iter().map(of).sum()
}

/// The rings of the first surface in a fragment.
fn first_rings(svg: &str) -> Vec<Vec<[i32; 2]>> {
    let data = svg.split(" d=\"").nth(1).and_then(|data| data.split('"').next()).unwrap_or("");
    let rings = data.split('M').skip(1).map(|part| {
        let spaced = part.trim_end_matches('z').replace('l', " ").replace('-', " -");
        let numbers: Vec<i32> = spaced.split_whitespace().flat_map(str::parse).collect();
        let mut at = [0, 0];
        let corners = numbers.chunks_exact(2).map(|step| {
            at = [at[0] + step[0], at[1] + step[1]];
            at
        });
        corners.collect()
    });
    rings.collect()
}

proptest! {
    #[test]
    fn a_surface_is_inside_where_its_rings_turn_around_a_point(
        rings in proptest::collection::vec(
            proptest::collection::vec((0..400_i32, 0..400_i32), 3..9), 1..4),
        x in 0..400_i32,
        y in 0..400_i32,
    ) {
        let rings: Vec<Vec<[i32; 2]>> = rings
            .into_iter()
            .map(|ring| ring.into_iter().map(|(x, y)| [x * 10, y * 10]).collect())
            .collect();
        // Between the corners and off most of their lines.
        let at = [f64::from(x) * 10.0 + 3.137, f64::from(y) * 10.0 + 4.871];
        let wanted = turns(&rings, at);
        let lake = vec![feature(3, "lake", rings)];
        let bytes = written(&[TestLayer { name: "water", features: lake }]);
        let sheets = shown(&bytes, vec![whole(TILE)]);
        let view = over(TILE, 600.0, 600.0);
        let svg = sheets.ground(&view, false, "en").svg(&view, false);
        prop_assert_eq!(turns(&first_rings(&svg), at), wanted);
    }

    #[test]
    fn a_hostile_tile_gives_a_sound_fragment_or_an_error(
        changes in proptest::collection::vec((0..700_usize, any::<u8>()), 0..30),
        zoom in 0..=30_u8,
        is_dark in any::<bool>(),
    ) {
        let far = vec![vec![[0, 0], [i32::MAX / 2, i32::MIN / 2], [9, 9]]];
        let mut bytes = small_tile();
        bytes.extend(written(&[TestLayer {
            name: "roads",
            features: vec![feature(2, "highway", far)],
        }]));
        for (place, byte) in changes {
            if let Some(old) = bytes.get_mut(place) {
                *old = byte;
            }
        }
        let tile = Tile { zoom, x: 0, y: 0 };
        if let Ok(sheet) = Sheet::read(&bytes, tile) {
            let mut sheets = Sheets::default();
            sheets.put(tile, sheet);
            sheets.show(vec![whole(tile)]);
            let view = over(tile, 500.0, 300.0);
            let svg = sheets.ground(&view, is_dark, "ar").svg(&view, is_dark);
            let elements = elements(&svg);
            prop_assert!(elements.is_ok(), "{:?}: {}", elements, svg);
            let known = ["g", "svg", "path"];
            prop_assert!(elements.iter().flatten().all(|name| known.contains(&name.as_str())));
            // A corner takes two bytes at least where it comes from, and no more than so many here.
            prop_assert!(svg.len() < 4_000 + 8 * bytes.len(), "{}", svg.len());
        }
    }
}
