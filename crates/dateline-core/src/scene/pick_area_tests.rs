use super::*;
use crate::scene::testing::{area, rectangle, ring};
use proptest::prelude::*;

fn at(lon: f64, lat: f64) -> LonLat {
    LonLat { lon, lat }
}

/// Even–odd by floats on the projected map, every ring of every area read.
fn brute_force(areas: &[Area], position: LonLat) -> Vec<AreaIndex> {
    let on_map = |position: LonLat| {
        let point = WorldPoint::from_lonlat(position);
        (f64::from(point.x), f64::from(point.y))
    };
    let (x, y) = on_map(position);
    let odd = |area: &Area| {
        let rings = area.polygons.iter().flatten();
        let crossings = rings.flat_map(|ring| ring.windows(2)).filter(|pair| {
            let ((ax, ay), (bx, by)) = (on_map(pair[0]), on_map(pair[1]));
            (ay > y) != (by > y) && x <= ax + (y - ay) / (by - ay) * (bx - ax)
        });
        crossings.count() % 2 == 1
    };
    (0_u32..)
        .map(AreaIndex)
        .zip(areas)
        .filter(|(_, area)| odd(area))
        .map(|(index, _)| index)
        .collect()
}

#[test]
fn what_touches_the_antimeridian_is_found_where_it_is_painted_and_nowhere_else() {
    let west = area("west", vec![vec![rectangle(179.2, -17.0, 180.0, -16.0)]]);
    let east = area("east", vec![vec![rectangle(-180.0, -17.0, -179.0, -16.0)]]);
    let across = area("across", vec![vec![rectangle(178.0, -15.0, 180.0, -14.0)]]);
    let index = PickIndex::new(&[west, east, across]);
    let found = |lon: f64, lat: f64| index.pick_area(at(lon, lat)).map(|it| it.0);
    assert_eq!([179.3, 179.6, 179.99].map(|lon| found(lon, -16.5)), [Some(0); 3]);
    assert_eq!([-179.99, -179.5].map(|lon| found(lon, -16.5)), [Some(1); 2]);
    assert_eq!(found(179.0, -14.5), Some(2));
    assert_eq!([-178.0, -90.0, 0.0, 37.0, 179.1].map(|lon| found(lon, -16.5)), [None; 5]);
    assert_eq!([-179.9, 37.0, 177.9].map(|lon| found(lon, -14.5)), [None; 3]);
}

#[test]
fn a_hole_belongs_to_what_lies_in_it_or_to_nobody() {
    let hole = rectangle(0.4, 0.4, 0.6, 0.6);
    let land = area("land", vec![vec![rectangle(0.0, 0.0, 1.0, 1.0), hole.clone()]]);
    let index = PickIndex::new(std::slice::from_ref(&land));
    assert_eq!(index.pick_area(at(0.2, 0.2)), Some(AreaIndex(0)));
    assert_eq!(index.pick_area(at(0.5, 0.5)), None);
    let index = PickIndex::new(&[land, area("enclave", vec![vec![hole]])]);
    assert_eq!(index.pick_area(at(0.5, 0.5)), Some(AreaIndex(1)));
    assert_eq!(index.pick_area(at(1.5, 0.5)), None);
}

#[test]
fn where_areas_overlap_the_one_on_top_is_found() {
    let below = area("below", vec![vec![rectangle(0.0, 0.0, 1.0, 1.0)]]);
    let above = area("above", vec![vec![rectangle(0.5, 0.5, 2.0, 2.0)]]);
    let index = PickIndex::new(&[below, above]);
    assert_eq!(index.pick_area(at(0.75, 0.75)), Some(AreaIndex(1)));
    assert_eq!(index.pick_area(at(0.25, 0.25)), Some(AreaIndex(0)));
}

#[test]
fn nothing_is_found_where_there_is_nothing() {
    let index = PickIndex::new(&[]);
    assert_eq!(index.pick_area(at(0.0, 0.0)), None);
    assert_eq!(PickIndex::default().pick_world(WorldPoint::default()), None);
    let line = area("line", vec![vec![ring(&[(0.0, 0.0), (1.0, 1.0)])], vec![]]);
    assert_eq!(PickIndex::new(&[line]).pick_area(at(0.5, 0.5)), None);
}

#[test]
fn every_point_of_a_border_belongs_to_exactly_one_side() {
    // Nine fields of a grid whose inner corners are moved out of line.
    let corner = |column: u32, row: u32| {
        let shift = f64::from((column * 7 + row * 13) % 5) * 40.0;
        (f64::from(column) * 1_000.0 + shift, f64::from(row) * 1_000.0 + shift / 3.0)
    };
    let whole = |(x, y): (f64, f64)| WorldPoint { x: 5_000 + x as u32, y: 5_000 + y as u32 };
    let fields: Vec<PickShape> = (0..3)
        .flat_map(|row| (0..3).map(move |column| (column, row)))
        .filter_map(|(column, row)| {
            let mut outline: Vec<WorldPoint> = [(0, 0), (1, 0), (1, 1), (0, 1)]
                .map(|(right, down)| whole(corner(column + right, row + down)))
                .to_vec();
            if (column + row) % 2 == 1 {
                outline.reverse();
            }
            PickShape::new(AreaIndex(row * 3 + column), vec![outline])
        })
        .collect();
    let owners =
        |x: u32, y: u32| fields.iter().filter(|field| field.contains(WorldPoint { x, y })).count();
    for y in (6_200..7_800).step_by(7) {
        for x in 6_200..7_800 {
            assert_eq!(owners(x, y), 1, "{x} {y}");
        }
    }
}

proptest! {
    #[test]
    fn the_index_agrees_with_reading_every_ring(
        stars in proptest::collection::vec(
            ((37.0..37.4_f64, 36.0..36.4_f64), proptest::collection::vec(0.01..0.2_f64, 3..12)),
            1..12,
        ),
        points in proptest::collection::vec((36.9..37.5_f64, 35.9..36.5_f64), 60),
    ) {
        let areas: Vec<Area> = stars
            .iter()
            .map(|((lon, lat), radii)| {
                let step = std::f64::consts::TAU / radii.len() as f64;
                let star = |scale: f64| {
                    let corners: Vec<(f64, f64)> = radii
                        .iter()
                        .enumerate()
                        .map(|(place, radius)| {
                            let angle = step * place as f64;
                            (lon + scale * radius * angle.cos(), lat + scale * radius * angle.sin())
                        })
                        .collect();
                    ring(&corners)
                };
                area("star", vec![vec![star(1.0), star(0.3)]])
            })
            .collect();
        let index = PickIndex::new(&areas);
        for (lon, lat) in points {
            let expected = brute_force(&areas, at(lon, lat)).last().copied();
            prop_assert_eq!(index.pick_area(at(lon, lat)), expected);
        }
    }
}
