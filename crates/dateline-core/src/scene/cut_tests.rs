//! Outlines that nobody would draw, and that files have: each is filled as far as it can be or
//! told, and none takes longer than its length allows.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::geo::LonLat;
use crate::scene::testing::{area, ring};
use crate::scene::{AreaMesh, LineMesh, PickIndex};
use proptest::prelude::*;

type Corners = Vec<(f64, f64)>;

fn circle(count: usize, radius: impl Fn(usize) -> f64) -> Corners {
    let angle = |place: usize| std::f64::consts::TAU * place as f64 / count as f64;
    let at =
        |place: usize| (radius(place) * angle(place).cos(), radius(place) * angle(place).sin());
    (0..count).map(at).map(|(x, y)| (37.0 + x, 36.0 + y)).collect()
}

/// Teeth as high as the comb, beside each other.
fn comb(count: usize) -> Corners {
    let teeth = (0..count).map(|place| {
        (37.0 + place as f64 / count as f64, if place % 2 == 0 { 36.9 } else { 36.1 })
    });
    teeth.chain([(38.0, 36.0), (37.0, 36.0)]).collect()
}

/// Positions without any order, the same in every run.
fn scribble(count: usize) -> Corners {
    let mut state = 7_u64;
    let mut number = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) as f64 / f64::from(1_u32 << 31)
    };
    (0..count).map(|_| (37.0 + number(), 36.0 + number())).collect()
}

/// The ring as far as it is kept to be cut.
fn kept(corners: &Corners) -> usize {
    thinned(&ring_corners(&ring(corners)), &[]).0.len()
}

fn drawn(corners: &Corners) -> AreaMesh {
    AreaMesh::build(&[area("a", vec![vec![ring(corners)]])])
}

#[test]
fn however_many_corners_a_ring_has_no_more_are_cut_than_fit() {
    for count in [200_000, 400_000] {
        for corners in [circle(count, |_| 0.5), comb(count), scribble(count)] {
            let kept = kept(&corners);
            assert!((3..=MOST_CORNERS).contains(&kept), "{kept} of {count}");
        }
    }
    let few = scribble(MOST_CORNERS);
    assert_eq!(kept(&few), few.len());
}

#[test]
fn a_ring_of_200_000_corners_is_filled_drawn_around_and_found() {
    let wavy = |place: usize| 0.5 + 0.01 * (place as f64 / 400.0).sin();
    let coast = [area("coast", vec![vec![ring(&circle(200_000, wavy))]])];
    let mesh = AreaMesh::build(&coast);
    assert_eq!(mesh.problems, []);
    assert!(mesh.indices.len() / 3 > MOST_CORNERS / 4);
    // Its outline loses nothing.
    assert!(LineMesh::outline_areas(&coast).vertices.len() >= 400_000);
    let found = PickIndex::new(&coast).pick_area(LonLat { lon: 37.2, lat: 36.1 });
    assert!(found.is_some());
}

#[test]
fn what_is_too_fine_to_be_filled_exactly_is_told() {
    let mesh = drawn(&comb(40_000));
    assert_eq!(mesh.problems.first().map(|found| found.1), Some(MeshProblem::TooFine));
}

#[test]
fn holes_of_a_fine_outline_stay_holes() {
    let outer = circle(30_000, |_| 0.5);
    let hole: Corners = circle(30_000, |_| 0.25).into_iter().rev().collect();
    let area = area("ring", vec![vec![ring(&outer), ring(&hole)]]);
    assert_eq!(AreaMesh::build(&[area]).problems, []);
}

#[test]
fn rings_that_touch_turn_back_or_repeat_themselves_are_filled_or_told() {
    let bow_tie = vec![(0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 0.5)];
    let touching = vec![(0.0, 0.0), (2.0, 0.0), (1.0, 1.0), (2.0, 2.0), (0.0, 2.0), (1.0, 1.0)];
    let spike = vec![(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (1.0, 5.0), (1.0, 1.0), (0.0, 1.0)];
    let twice = vec![(0.0, 0.0), (0.0, 0.0), (1.0, 0.0), (1.0, 0.0), (1.0, 1.0), (1.0, 1.0)];
    let on_a_line = vec![(0.0, 0.0), (0.5, 0.0), (1.0, 0.0), (1.0, 0.5), (1.0, 1.0), (0.5, 0.5)];
    let clockwise = vec![(0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 0.0)];
    for (name, corners, is_filled) in [
        ("bow tie", bow_tie, false),
        ("touching", touching, true),
        ("spike", spike, true),
        ("twice", twice, true),
        ("on a line", on_a_line, true),
        ("clockwise", clockwise, true),
        ("a point", vec![(0.0, 0.0); 4], false),
        ("a line", vec![(0.0, 0.0), (1.0, 0.0), (2.0, 0.0)], false),
        ("nothing", Vec::new(), false),
    ] {
        let mesh = drawn(&corners);
        assert_eq!(mesh.problems.is_empty(), is_filled, "{name}");
        assert!(!is_filled || !mesh.indices.is_empty(), "{name}");
    }
}

proptest! {
    #[test]
    fn whatever_a_ring_is_its_triangles_are_of_its_own_corners(
        corners in proptest::collection::vec((-3_i32..4, -3_i32..4), 0..40),
        hole in proptest::collection::vec((-3_i32..4, -3_i32..4), 0..10),
    ) {
        let placed = |corners: &[(i32, i32)]| {
            let degrees = |(x, y): &(i32, i32)| (f64::from(*x) * 40.0, f64::from(*y) * 25.0);
            ring(&corners.iter().map(degrees).collect::<Corners>())
        };
        let (outer, hole) = (placed(&corners), placed(&hole));
        let areas = [area("a", vec![vec![outer, hole]])];
        let mesh = AreaMesh::build(&areas);
        prop_assert_eq!(mesh.indices.len() % 3, 0);
        prop_assert!(mesh.indices.iter().all(|place| (*place as usize) < mesh.vertices.len()));
        prop_assert!(!mesh.indices.is_empty() || !mesh.problems.is_empty());
        LineMesh::outline_areas(&areas);
        PickIndex::new(&areas).pick_area(LonLat { lon: 1.0, lat: 1.0 });
    }
}

/// What the even-odd rule fills of rings, by cutting them into strips in which no edges cross.
fn even_odd_area(rings: &[Vec<WorldPoint>]) -> f64 {
    let point = |p: &WorldPoint| (f64::from(p.x), f64::from(p.y));
    let mut edges: Vec<((f64, f64), (f64, f64))> = Vec::new();
    for ring in rings {
        let next = ring.iter().cycle().skip(1);
        edges.extend(ring.iter().zip(next).map(|(a, b)| (point(a), point(b))));
    }
    let mut heights: Vec<f64> = edges.iter().map(|(a, _)| a.1).collect();
    for (a, b) in &edges {
        for (c, d) in &edges {
            let (r, s) = ((b.0 - a.0, b.1 - a.1), (d.0 - c.0, d.1 - c.1));
            let across = r.0 * s.1 - r.1 * s.0;
            let along = ((c.0 - a.0) * s.1 - (c.1 - a.1) * s.0) / across;
            if across != 0.0 && (0.0..=1.0).contains(&along) {
                heights.push(a.1 + along * r.1);
            }
        }
    }
    heights.sort_by(f64::total_cmp);
    let strip = |pair: &[f64]| {
        let middle = f64::midpoint(pair[0], pair[1]);
        let crossed = edges.iter().filter(|(a, b)| (a.1 > middle) != (b.1 > middle));
        let mut xs: Vec<f64> =
            crossed.map(|(a, b)| a.0 + (middle - a.1) / (b.1 - a.1) * (b.0 - a.0)).collect();
        xs.sort_by(f64::total_cmp);
        let width: f64 = xs.as_chunks::<2>().0.iter().map(|[left, right]| right - left).sum();
        width * (pair[1] - pair[0])
    };
    heights.windows(2).map(strip).sum()
}

fn filled_area(mesh: &AreaMesh) -> f64 {
    let corner = |place: &u32| {
        let vertex = mesh.vertices[*place as usize];
        (f64::from(vertex.x), f64::from(vertex.y))
    };
    let area = |triangle: &[u32; 3]| {
        let [a, b, c] = triangle.each_ref().map(corner);
        ((b.0 - a.0) * (c.1 - a.1) - (c.0 - a.0) * (b.1 - a.1)).abs() / 2.0
    };
    mesh.indices.as_chunks::<3>().0.iter().map(area).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn of_any_rings_what_is_filled_is_what_the_even_odd_rule_fills_or_it_is_told(
        corners in proptest::collection::vec((-4_i32..5, -4_i32..5), 3..14),
        hole in proptest::collection::vec((-4_i32..5, -4_i32..5), 0..6),
    ) {
        let placed = |corners: &[(i32, i32)]| {
            let degrees = |(x, y): &(i32, i32)| (f64::from(*x) * 0.5, f64::from(*y) * 0.5);
            ring(&corners.iter().map(degrees).collect::<Corners>())
        };
        let rings = vec![placed(&corners), placed(&hole)];
        let points: Vec<Vec<WorldPoint>> = rings
            .iter()
            .map(|ring| ring_corners(ring).into_iter().map(|(_, point)| point).collect())
            .filter(|points: &Vec<WorldPoint>| points.len() >= 3)
            .collect();
        let mesh = AreaMesh::build(&[area("a", vec![rings])]);
        if mesh.problems.is_empty() {
            let (filled, wanted) = (filled_area(&mesh), even_odd_area(&points));
            let off = (filled - wanted).abs() / wanted.max(1.0);
            prop_assert!(off < 2.0 * MAX_DEVIATION, "filled {}, wanted {}", filled, wanted);
        }
    }

    #[test]
    fn nothing_is_told_of_an_outline_that_does_not_cross_itself(
        reaches in proptest::collection::vec(0.1_f64..1.0, 3..60),
        turns_back in any::<bool>(),
        hole in proptest::option::of(0.01_f64..0.04),
    ) {
        let mut outer = circle(reaches.len(), |place| reaches[place]);
        if turns_back {
            outer.reverse();
        }
        // Every corner is farther from the middle than the hole reaches, every edge too.
        let is_round = reaches.len() >= 12;
        let holes = hole.filter(|_| is_round).map(|radius| ring(&circle(8, |_| radius)));
        let rings: Vec<_> = std::iter::once(ring(&outer)).chain(holes).collect();
        let points: Vec<Vec<WorldPoint>> = rings
            .iter()
            .map(|ring| ring_corners(ring).into_iter().map(|(_, point)| point).collect())
            .collect();
        let mesh = AreaMesh::build(&[area("a", vec![rings])]);
        prop_assert_eq!(&mesh.problems, &[]);
        let (filled, wanted) = (filled_area(&mesh), even_odd_area(&points));
        prop_assert!((filled - wanted).abs() < 1e-6 * wanted, "filled {}, wanted {}", filled, wanted);
    }
}
