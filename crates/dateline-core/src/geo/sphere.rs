//! Distances and areas on a sphere of the Earth's mean radius.
//!
//! Within 0.6 % of the ellipsoid, which is finer than any outline of control.

use super::world::wrapped;
use super::{LonLat, cos, sin};
use crate::model::{Polygon, Ring};

/// Mean radius of the Earth, metres (IUGG, R₁).
pub const EARTH_RADIUS_METRES: f64 = 6_371_008.8;

/// Great-circle distance in metres, by the haversine formula, which is exact for small
/// distances too.
pub fn distance_metres(from: LonLat, to: LonLat) -> f64 {
    let (from_lat, to_lat) = (from.lat.to_radians(), to.lat.to_radians());
    let half_sine = |degrees: f64| sin(degrees.to_radians() / 2.0).powi(2);
    let haversine =
        half_sine(to.lat - from.lat) + cos(from_lat) * cos(to_lat) * half_sine(to.lon - from.lon);
    2.0 * EARTH_RADIUS_METRES * haversine.sqrt().min(1.0).asin()
}

/// Area in square metres of polygons, holes taken away; whichever way the rings turn.
pub fn area_square_metres(polygons: &[Polygon]) -> f64 {
    polygons
        .iter()
        .map(|rings| {
            let mut areas = rings.iter().map(ring_square_metres);
            let outer = areas.next().unwrap_or(0.0);
            (outer - areas.sum::<f64>()).max(0.0)
        })
        .sum()
}

/// Area in square metres inside a ring, closed or not; never negative.
///
/// Source: R. G. Chamberlain and W. H. Duquette, "Some Algorithms for Polygons on a
/// Sphere", JPL 07-03, 2007. Edges are taken the short way around the antimeridian; a
/// ring around a pole is not meaningful.
pub fn ring_square_metres(ring: &Ring) -> f64 {
    let next = ring.iter().cycle().skip(1);
    let sum: f64 = ring
        .iter()
        .zip(next)
        .map(|(a, b)| {
            let eastwards = wrapped(b.lon - a.lon + 180.0, 360.0) - 180.0;
            eastwards.to_radians() * (2.0 + sin(a.lat.to_radians()) + sin(b.lat.to_radians()))
        })
        .sum();
    sum.abs() * EARTH_RADIUS_METRES.powi(2) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cell(west: f64, south: f64, size: f64) -> Ring {
        let (east, north) = (west + size, south + size);
        [(west, south), (east, south), (east, north), (west, north), (west, south)]
            .map(|(lon, lat)| LonLat { lon, lat })
            .to_vec()
    }

    fn cell_square_metres(south: f64, size: f64) -> f64 {
        let sines = (south + size).to_radians().sin() - south.to_radians().sin();
        EARTH_RADIUS_METRES.powi(2) * size.to_radians() * sines
    }

    #[test]
    fn a_quarter_of_the_equator_is_ten_thousand_kilometres() {
        let distance =
            distance_metres(LonLat { lon: 0.0, lat: 0.0 }, LonLat { lon: 90.0, lat: 0.0 });
        assert!((distance - 10_007_557.0).abs() < 1.0, "{distance}");
        let pole = distance_metres(LonLat { lon: 7.0, lat: 0.0 }, LonLat { lon: 3.0, lat: 90.0 });
        assert!((distance - pole).abs() < 1e-6);
    }

    #[test]
    fn antipodes_are_half_a_circle_apart_and_not_a_number_never_comes_out() {
        let a = LonLat { lon: 37.16, lat: 36.2 };
        let b = LonLat { lon: -142.84, lat: -36.2 };
        let half_circle = std::f64::consts::PI * EARTH_RADIUS_METRES;
        assert!((distance_metres(a, b) - half_circle).abs() < 1.0);
        assert_eq!(distance_metres(a, a), 0.0);
    }

    #[test]
    fn a_hole_is_taken_away_whichever_way_it_turns() {
        let outer = cell(37.0, 36.0, 0.4);
        let hole = cell(37.1, 36.1, 0.1);
        let mut turned = hole.clone();
        turned.reverse();
        let with_hole = area_square_metres(&[vec![outer.clone(), hole.clone()]]);
        let with_turned = area_square_metres(&[vec![outer.clone(), turned]]);
        let expected = area_square_metres(&[vec![outer]]) - area_square_metres(&[vec![hole]]);
        assert!((with_hole - expected).abs() < 1.0);
        assert!((with_turned - expected).abs() < 1.0);
    }

    #[test]
    fn an_empty_polygon_has_no_area() {
        assert_eq!(area_square_metres(&[]), 0.0);
        assert_eq!(area_square_metres(&[vec![]]), 0.0);
        assert_eq!(area_square_metres(&[vec![vec![]]]), 0.0);
    }

    proptest! {
        #[test]
        fn a_cell_of_the_graticule_has_the_area_that_the_closed_formula_gives(
            west in -180.0..180.0_f64,
            south in -80.0..79.0_f64,
            size in 0.001..1.0_f64,
        ) {
            let area = area_square_metres(&[vec![cell(west, south, size)]]);
            let expected = cell_square_metres(south, size);
            prop_assert!((area - expected).abs() / expected < 1e-6, "{area} {expected}");
        }

        #[test]
        fn distance_is_symmetric(
            a in (-180.0..180.0_f64, -90.0..90.0_f64),
            b in (-180.0..180.0_f64, -90.0..90.0_f64),
        ) {
            let (a, b) = (LonLat { lon: a.0, lat: a.1 }, LonLat { lon: b.0, lat: b.1 });
            prop_assert!((distance_metres(a, b) - distance_metres(b, a)).abs() < 1e-6);
        }
    }
}
