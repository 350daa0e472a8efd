#![allow(clippy::expect_used)]

use super::*;
use crate::place::PlaceRank;
use crate::scheme::{Ground, LineRow};
use crate::writer::{TestFeature, TestLayer, tile as written};
use proptest::prelude::*;

const TILE: Tile = Tile { zoom: 12, x: 2470, y: 1605 };

fn polygon<'a>(kind: &'a str, parts: Vec<Vec<[i32; 2]>>) -> TestFeature<'a> {
    TestFeature { kind: 3, tags: vec![("kind", kind)], parts }
}

fn layer<'a>(name: &'a str, features: Vec<TestFeature<'a>>) -> TestLayer<'a> {
    TestLayer { name, features }
}

fn square(from: i32, to: i32) -> Vec<[i32; 2]> {
    vec![[from, from], [to, from], [to, to], [from, to]]
}

#[test]
fn surfaces_come_in_the_order_of_painting_whatever_the_order_of_the_layers() {
    let bytes = written(&[
        layer("water", vec![polygon("lake", vec![square(0, 100)])]),
        layer("landuse", vec![polygon("park", vec![square(0, 9)]), polygon("odd", vec![])]),
        layer("earth", vec![polygon("earth", vec![square(0, 4096)])]),
        layer("buildings", vec![polygon("building", vec![square(0, 50)])]),
    ]);
    let picture = VectorPicture::read(&bytes, TILE).expect("sound");
    let row = |fill: &TilePicture| {
        let index = picture.indices[fill.first as usize] as usize;
        picture.vertices[index].area
    };
    let rows: Vec<u32> = picture.fills.iter().map(row).collect();
    assert_eq!(rows, [Ground::Earth, Ground::Green, Ground::Water].map(|row| row as u32));
    assert!(picture.fills.iter().all(|fill| fill.count == 6));
    // Each has its edges by itself, one after another, and there is nothing else.
    let edges: Vec<u32> =
        picture.fills.iter().flat_map(|fill| [fill.edges.0, fill.edges.1]).collect();
    let style =
        |index: u32| picture.lines.vertices[picture.lines.indices[index as usize] as usize].style;
    assert_eq!([edges[0], edges[2], edges[4]].map(|first| u32::from(style(first))), [0, 2, 3]);
    assert_eq!(edges[4] + edges[5], picture.lines.indices.len() as u32);
    assert_eq!((edges[0] + edges[1], edges[2] + edges[3]), (edges[2], edges[4]));
}

#[test]
fn the_corners_of_a_tile_are_those_of_its_square_in_the_world() {
    let bytes = written(&[layer("earth", vec![polygon("earth", vec![square(0, 4096)])])]);
    let picture = VectorPicture::read(&bytes, TILE).expect("sound");
    let (west, north) = TILE.corner();
    let units = TILE.units();
    assert_eq!(u64::from(picture.vertices[0].x), west);
    assert_eq!(u64::from(picture.vertices[2].x), west + units);
    assert_eq!(u64::from(picture.vertices[2].y), north + units);
    let world = Tile { zoom: 0, x: 0, y: 0 };
    let picture = VectorPicture::read(&bytes, world).expect("sound");
    assert_eq!((picture.vertices[2].x, picture.vertices[2].y), (u32::MAX, u32::MAX));
}

#[test]
fn roads_and_borders_are_lines_of_their_kinds() {
    let line = |tags| TestFeature { kind: 2, tags, parts: vec![vec![[0, 0], [50, 90]]] };
    let bytes = written(&[
        layer(
            "transportation",
            vec![line(vec![("class", "motorway")]), line(vec![("class", "path")])],
        ),
        layer(
            "boundaries",
            vec![
                line(vec![("kind", "country")]),
                line(vec![("kind", "country"), ("disputed", "yes")]),
            ],
        ),
    ]);
    let picture = VectorPicture::read(&bytes, TILE).expect("sound");
    let mut rows: Vec<u16> = picture.lines.vertices.iter().map(|vertex| vertex.style).collect();
    rows.dedup();
    let wanted = [LineRow::Highway, LineRow::Region, LineRow::Country];
    assert_eq!(rows, wanted.map(|row| (FILL_ROWS + row as usize) as u16));
}

#[test]
fn a_place_has_its_name_in_the_readers_language_and_else_its_own() {
    let place = |tags, at| TestFeature { kind: 1, tags, parts: vec![vec![at]] };
    let bytes = written(&[layer(
        "places",
        vec![
            place(
                vec![
                    ("kind", "locality"),
                    ("kind_detail", "city"),
                    ("name", "حلب"),
                    ("name:en", "Aleppo"),
                ],
                [9, 9],
            ),
            place(vec![("kind", "country"), ("name", "\u{202e}Syria\n")], [10, 10]),
            place(vec![("kind", "country"), ("name", "next door")], [5000, 10]),
            place(vec![("kind", "country")], [10, 10]),
        ],
    )]);
    let places = VectorPicture::read(&bytes, TILE).expect("sound").places;
    assert_eq!(places.len(), 2);
    assert_eq!((places[0].name("en"), places[0].name("ar")), ("Aleppo", "حلب"));
    assert_eq!(places[0].rank, PlaceRank::City);
    assert_eq!(places[1].name("ar"), "Syria");
}

#[test]
fn makers_write_the_language_of_a_name_with_a_colon_or_a_line() {
    let place = |tags| TestFeature { kind: 1, tags, parts: vec![vec![[9, 9]]] };
    let city = |tag, name| vec![("kind", "city"), ("name", "Halab"), (tag, name)];
    let both = vec![("kind", "city"), ("name_en", "second"), ("name:en", "first")];
    let tags = vec![city("name_en", "Aleppo"), city("name_ar", "حلب"), both];
    let bytes = written(&[layer("place_labels", tags.into_iter().map(place).collect())]);
    let places = VectorPicture::read(&bytes, TILE).expect("sound").places;
    let names: Vec<_> = places.iter().map(|place| [place.name("en"), place.name("ar")]).collect();
    assert_eq!(names, [["Aleppo", "Halab"], ["Halab", "حلب"], ["first", "first"]]);
}

/// How often the fans turn around a point, counted by their triangles.
fn turns(picture: &VectorPicture, fill: &TilePicture, at: [f64; 2]) -> i32 {
    let range = fill.first as usize..(fill.first + fill.count) as usize;
    let corner = |index: u32| {
        let vertex = picture.vertices[index as usize];
        [f64::from(vertex.x), f64::from(vertex.y)]
    };
    let side =
        |a: [f64; 2], b: [f64; 2]| (b[0] - a[0]) * (at[1] - a[1]) - (b[1] - a[1]) * (at[0] - a[0]);
    let one = |triangle: &[u32]| {
        let [a, b, c] = [corner(triangle[0]), corner(triangle[1]), corner(triangle[2])];
        let sides = [side(a, b), side(b, c), side(c, a)];
        i32::from(sides.iter().all(|it| *it > 0.0)) - i32::from(sides.iter().all(|it| *it < 0.0))
    };
    picture.indices[range].chunks_exact(3).map(one).sum()
}

/// The same by the angle that the ring's corners turn around the point.
fn twin(ring: &[[i32; 2]], at: [f64; 2]) -> i32 {
    let angle =
        |corner: &[i32; 2]| (f64::from(corner[1]) - at[1]).atan2(f64::from(corner[0]) - at[0]);
    let mut sum = 0.0;
    for (place, corner) in ring.iter().enumerate() {
        let next = &ring[(place + 1) % ring.len()];
        let turn = angle(next) - angle(corner);
        sum += turn - (turn / std::f64::consts::TAU).round() * std::f64::consts::TAU;
    }
    (sum / std::f64::consts::TAU).round() as i32
}

proptest! {
    #[test]
    fn fans_turn_around_a_point_as_often_as_their_rings(
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
        let bytes = written(&[layer("water", vec![polygon("lake", rings.clone())])]);
        let picture = VectorPicture::read(&bytes, TILE).expect("sound");
        let (west, north) = TILE.corner();
        let unit = TILE.units() as f64 / 4096.0;
        let world = [west as f64 + at[0] * unit, north as f64 + at[1] * unit];
        let wanted: i32 = rings.iter().map(|ring| twin(ring, at)).sum();
        prop_assert_eq!(picture.fills.len(), 1);
        prop_assert_eq!(turns(&picture, &picture.fills[0], world), wanted);
    }

    #[test]
    fn a_tile_is_the_same_however_small_the_pieces_are_in_which_it_is_read(
        sizes in proptest::collection::vec(1..60_usize, 1..9),
        rings in proptest::collection::vec(
            proptest::collection::vec((0..400_i32, 0..400_i32), 0..30), 0..9),
    ) {
        let parts: Vec<Vec<[i32; 2]>> = rings
            .into_iter()
            .map(|ring| ring.into_iter().map(|(x, y)| [x * 10, y * 10]).collect())
            .collect();
        let streets = parts.iter().map(|part| TestFeature {
            kind: 2,
            tags: vec![("kind", "residential")],
            parts: vec![part.clone()],
        });
        let bytes = written(&[
            layer("roads", streets.collect()),
            layer("water", parts.iter().map(|part| polygon("lake", vec![part.clone()])).collect()),
            layer("landuse", vec![polygon("park", parts.clone())]),
        ]);
        let whole = VectorPicture::read(&bytes, TILE);
        let mut reading = PictureReading::new(&bytes, TILE).expect("sound");
        let mut pieces = 0;
        for size in sizes.iter().cycle() {
            pieces += 1;
            if !reading.go_on(*size).expect("sound") {
                break;
            }
        }
        prop_assert_eq!(Ok(reading.finish()), whole);
        let corners: usize = parts.iter().map(Vec::len).sum();
        prop_assert!(pieces > corners / 60, "{} pieces of {} corners", pieces, corners);
    }

    #[test]
    fn a_hostile_tile_gives_a_sound_picture_or_an_error(
        changes in proptest::collection::vec((0..400_usize, any::<u8>()), 0..20),
        zoom in 0..=30_u8,
    ) {
        let mut bytes = written(&[
            layer("water", vec![polygon("lake", vec![square(-90, 5000), square(3, 1)])]),
            layer("roads", vec![TestFeature {
                kind: 2,
                tags: vec![("kind", "highway")],
                parts: vec![vec![[0, 0], [i32::MAX / 2, i32::MIN / 2], [9, 9]]],
            }]),
        ]);
        for (place, byte) in changes {
            if let Some(old) = bytes.get_mut(place) {
                *old = byte;
            }
        }
        if let Ok(picture) = VectorPicture::read(&bytes, Tile { zoom, x: 0, y: 0 }) {
            let corners = picture.vertices.len() as u32;
            prop_assert!(picture.indices.iter().all(|index| *index < corners));
            let ends = picture.fills.iter().map(|fill| fill.first + fill.count + 6);
            prop_assert!(ends.max().unwrap_or(0) as usize <= picture.indices.len());
        }
    }
}
