use super::*;
use proptest::prelude::*;

const PLAIN: Stroke = Stroke { style: 3, area: u16::MAX, other_area: u16::MAX };

fn line(points: &[(u32, u32)], closed: bool) -> LineMesh {
    let points: Vec<WorldPoint> = points.iter().map(|(x, y)| WorldPoint { x: *x, y: *y }).collect();
    let mut mesh = LineMesh::default();
    mesh.push_line(&points, closed, PLAIN);
    mesh
}

/// Corner positions for a line of that half width.
fn drawn(mesh: &LineMesh, half_width: f64) -> Vec<(f64, f64)> {
    mesh.vertices
        .iter()
        .map(|vertex| {
            let push = |units: i16| f64::from(units) / PUSH_UNITS * half_width;
            (f64::from(vertex.x) + push(vertex.push_x), f64::from(vertex.y) + push(vertex.push_y))
        })
        .collect()
}

fn covers(mesh: &LineMesh, half_width: f64, point: (f64, f64)) -> bool {
    let corners = drawn(mesh, half_width);
    mesh.indices.chunks_exact(3).any(|triangle| {
        let [a, b, c] = [0, 1, 2].map(|corner| corners[triangle[corner] as usize]);
        let side = |p: (f64, f64), q: (f64, f64)| {
            (q.0 - p.0) * (point.1 - p.1) - (q.1 - p.1) * (point.0 - p.0)
        };
        let sides = [side(a, b), side(b, c), side(c, a)];
        sides.iter().all(|side| *side >= -1.0) || sides.iter().all(|side| *side <= 1.0)
    })
}

#[test]
fn a_straight_line_is_one_rectangle_with_square_ends() {
    let mesh = line(&[(1000, 1000), (2000, 1000)], false);
    assert_eq!(mesh.indices.len(), 6);
    let corners = drawn(&mesh, 10.0);
    assert_eq!(corners, [(990.0, 990.0), (990.0, 1010.0), (2010.0, 990.0), (2010.0, 1010.0)]);
    let along: Vec<u32> = mesh.vertices.iter().map(|vertex| vertex.along).collect();
    assert_eq!(along, [0, 0, 1000, 1000]);
    let across: Vec<i16> = mesh.vertices.iter().map(|vertex| vertex.across).collect();
    assert_eq!(across, [-8192, 8192, -8192, 8192]);
}

#[test]
fn a_right_angle_is_mitred_to_its_corner() {
    let mesh = line(&[(1000, 1000), (2000, 1000), (2000, 2000)], false);
    assert_eq!(mesh.vertices.len(), 6);
    let corners = drawn(&mesh, 10.0);
    // A turn to the right on the screen: the outer corner is the left one.
    assert!((corners[2].0 - 2010.0).abs() < 0.01 && (corners[2].1 - 990.0).abs() < 0.01);
    assert!((corners[3].0 - 1990.0).abs() < 0.01 && (corners[3].1 - 1010.0).abs() < 0.01);
}

#[test]
fn a_sharp_corner_is_cut_off_instead_of_reaching_far_away() {
    let mesh = line(&[(1000, 1000), (9000, 1000), (1000, 1100)], false);
    let reach = drawn(&mesh, 10.0).iter().map(|corner| corner.0).fold(0.0, f64::max);
    assert!(reach <= 9010.0, "{reach}");
    assert_eq!(mesh.indices.len(), 6 + 3 + 6);
}

#[test]
fn a_line_that_turns_back_on_itself_is_drawn() {
    let mesh = line(&[(1000, 1000), (2000, 1000), (1000, 1000)], false);
    assert!(covers(&mesh, 10.0, (1500.0, 1005.0)));
}

#[test]
fn a_closed_line_has_no_ends_and_no_gap() {
    let square = [(1000, 1000), (2000, 1000), (2000, 2000), (1000, 2000)];
    let mesh = line(&square, true);
    assert_eq!(mesh.indices.len(), 4 * 6);
    for corner in [(995.0, 995.0), (2005.0, 995.0), (2005.0, 2005.0), (995.0, 2005.0)] {
        assert!(covers(&mesh, 10.0, corner), "{corner:?}");
    }
    let repeated = [(1000, 1000), (2000, 1000), (2000, 2000), (1000, 2000), (1000, 1000)];
    assert_eq!(line(&repeated, true), mesh);
}

#[test]
fn a_closed_triangle_with_sharp_corners_fills_the_bevel_at_its_start() {
    let mesh = line(&[(1000, 1000), (9000, 1100), (9000, 900)], true);
    for (x, y) in [(1000.0, 1000.0), (5000.0, 1050.0), (5000.0, 950.0), (9000.0, 1000.0)] {
        assert!(covers(&mesh, 10.0, (x, y)));
    }
    assert_eq!(mesh.indices.len(), 3 * 6 + 3);
    assert!(covers(&mesh, 1_000.0, (990.0, 1000.0)));
}

#[test]
fn repeated_points_are_passed_over_and_a_single_point_draws_nothing() {
    assert_eq!(line(&[(5, 5), (5, 5)], false), LineMesh::default());
    assert_eq!(line(&[(5, 5)], true), LineMesh::default());
    assert_eq!(line(&[], false), LineMesh::default());
    let doubled = line(&[(0, 0), (0, 0), (10, 0), (10, 0), (10, 10)], false);
    assert_eq!(doubled, line(&[(0, 0), (10, 0), (10, 10)], false));
}

#[test]
fn a_line_across_the_antimeridian_goes_the_short_way() {
    let mesh = line(&[(u32::MAX - 99, 1000), (100, 1000)], false);
    let longest = mesh.vertices.iter().map(|vertex| vertex.along).max();
    assert_eq!(longest, Some(200));
}

proptest! {
    #[test]
    fn every_point_of_the_line_is_covered_and_no_push_exceeds_the_limit(
        points in proptest::collection::vec(
            (1_000_000_u32..1_100_000, 1_000_000_u32..1_100_000),
            2..20,
        ),
        closed: bool,
        part in 0.0..1.0_f64,
    ) {
        let mesh = line(&points, closed);
        let limit = (MITER_LIMIT * PUSH_UNITS) as i32 + 2;
        for vertex in &mesh.vertices {
            let (x, y) = (i32::from(vertex.push_x), i32::from(vertex.push_y));
            prop_assert!(x * x + y * y <= limit * limit);
        }
        prop_assert!(mesh.indices.iter().all(|index| (*index as usize) < mesh.vertices.len()));
        for pair in points.windows(2) {
            let mix = |a: u32, b: u32| f64::from(a) + (f64::from(b) - f64::from(a)) * part;
            let point = (mix(pair[0].0, pair[1].0), mix(pair[0].1, pair[1].1));
            prop_assert!(pair[0] == pair[1] || covers(&mesh, 50.0, point));
        }
    }
}
