use super::*;
use crate::geo::LonLat;
use proptest::prelude::*;
use std::collections::BTreeMap;

const MIDDLE: LonLat = LonLat { lon: 37.16, lat: 36.2 };

fn view(zoom: f64) -> View {
    View::new(MIDDLE, zoom, 640.0, 480.0)
}

fn grouped(view: &View, marks: &[(WorldPoint, u8)]) -> Groups {
    let mut groups = Groups::new(view, 4);
    for (point, category) in marks {
        groups.add(*point, *category);
    }
    groups
}

/// So many marks side by side on the screen, of the kinds in turn.
fn row(view: &View, count: u32, step_px: f64) -> Vec<(WorldPoint, u8)> {
    let at = |place: u32| view.world_from_screen((20.0 + f64::from(place) * step_px, 240.0));
    (0..count).map(|place| (at(place), (place % 4) as u8)).collect()
}

#[test]
fn marks_are_crowded_by_more_of_them_than_a_spot_can_spread() {
    let view = view(13.0);
    assert!(!grouped(&view, &row(&view, MOST_IN_CELL, 0.0)).is_crowded());
    assert!(grouped(&view, &row(&view, MOST_IN_CELL + 1, 0.0)).is_crowded());
    assert!(!grouped(&view, &row(&view, 300, 2.0)).is_crowded());
}

#[test]
fn marks_are_crowded_by_too_little_room_for_all_of_them() {
    let view = view(13.0);
    // One every 21 pixels each way has room, one every 18 has not.
    let spread = |step_px: f64| -> Vec<(WorldPoint, u8)> {
        let along = |length_px: f64| (0..=(length_px / step_px) as u32 + 8).map(f64::from);
        let margin_px = -4.0 * step_px;
        let places = along(480.0).flat_map(|y| along(640.0).map(move |x| (x, y)));
        let on_screen = |(x, y)| (margin_px + x * step_px, margin_px + y * step_px);
        places.map(|place| (view.world_from_screen(on_screen(place)), 0)).collect()
    };
    assert!(!grouped(&view, &spread(21.0)).is_crowded());
    assert!(grouped(&view, &spread(18.0)).is_crowded());
}

#[test]
fn a_square_with_few_marks_keeps_them() {
    let view = view(13.0);
    let few = row(&view, FEW, 0.0);
    let groups = grouped(&view, &few);
    assert_eq!(groups.groups(), []);
    assert!(few.iter().all(|(point, _)| groups.is_alone(*point)));
    let many = row(&view, FEW + 1, 0.0);
    let groups = grouped(&view, &many);
    assert_eq!(groups.groups().len(), 1);
    assert_eq!(groups.groups()[0].by_category, [1; 4]);
    assert!(many.iter().all(|(point, _)| groups.group_of(*point).is_some()));
}

#[test]
fn a_view_over_the_antimeridian_has_the_marks_of_both_sides() {
    let view = View::new(LonLat { lon: 180.0, lat: 0.0 }, 5.0, 640.0, 480.0);
    let at = |lon: f64| (WorldPoint::from_lonlat(LonLat { lon, lat: 1.0 }), 0);
    let groups = grouped(&view, &[at(179.0), at(-179.0), at(178.0), at(0.0)]);
    assert_eq!(groups.count(), 3);
}

fn any_marks() -> impl Strategy<Value = Vec<(WorldPoint, u8)>> {
    let near = (36.9..37.4_f64, 36.0..36.4_f64);
    let anywhere = (-180.0..180.0_f64, -85.0..85.0_f64);
    let spots = prop_oneof![8 => near, 1 => anywhere];
    let mark = (spots, 0..4_u8).prop_map(|((lon, lat), category)| {
        (WorldPoint::from_lonlat(LonLat { lon, lat }), category)
    });
    proptest::collection::vec(mark, 0..400)
}

/// The marks by squares of the whole world, one by one.
fn slow_twin(
    view: &View,
    marks: &[(WorldPoint, u8)],
) -> BTreeMap<(u32, u32), Vec<(WorldPoint, u8)>> {
    let side = 2_f64.powi(30 - view.zoom().floor() as i32);
    let mut squares: BTreeMap<(u32, u32), Vec<(WorldPoint, u8)>> = BTreeMap::new();
    for mark in marks {
        let square = [mark.0.y, mark.0.x].map(|at| (f64::from(at) / side).floor() as u32);
        squares.entry(square.into()).or_default().push(*mark);
    }
    squares
}

proptest! {
    #[test]
    fn every_mark_in_view_is_counted_once_and_under_its_category(
        marks in any_marks(), zoom in 3.0..16.0_f64,
    ) {
        let view = view(zoom);
        let groups = grouped(&view, &marks);
        let squares = slow_twin(&view, &marks);
        let large = groups.groups();
        for group in &large {
            let own = squares.values().find(|square| square.iter().any(|(point, _)| {
                groups.group_of(*point) == Some(group.cell)
            }));
            let own = own.map_or(&[][..], Vec::as_slice);
            prop_assert_eq!(own.len(), group.count as usize);
            for (category, count) in group.by_category.iter().enumerate() {
                let expected = own.iter().filter(|(_, kind)| usize::from(*kind) == category).count();
                prop_assert_eq!(expected, *count as usize);
            }
            let [min, max] = group.corners;
            let is_within = |(point, _): &(WorldPoint, u8)| {
                (min.x..=max.x).contains(&point.x) && (min.y..=max.y).contains(&point.y)
            };
            prop_assert!(own.iter().all(is_within));
            prop_assert!((min.x..=max.x).contains(&group.middle.x));
        }
        // What is on the screen is in a group or drawn by itself, and never both.
        for (point, _) in &marks {
            let (x, y) = view.screen_from_world(*point);
            if (0.0..640.0).contains(&x) && (0.0..480.0).contains(&y) {
                prop_assert!(groups.group_of(*point).is_some() != groups.is_alone(*point));
            }
        }
        let alone = marks.iter().filter(|(point, _)| groups.is_alone(*point)).count() as u32;
        let together: u32 = large.iter().map(|group| group.count).sum();
        prop_assert_eq!(alone + together, groups.count());
    }

    #[test]
    fn a_pan_changes_no_group_that_both_views_have(
        marks in any_marks(), dx in -300.0..300.0_f64, dy in -200.0..200.0_f64,
    ) {
        let (here, there) = (view(10.5), view(10.5).panned(dx, dy));
        let (one, other) = (grouped(&here, &marks), grouped(&there, &marks));
        for (point, _) in &marks {
            if let (Some(a), Some(b)) = (one.cell_of(*point), other.cell_of(*point)) {
                prop_assert_eq!(one.cells[a], other.cells[b]);
            }
        }
    }

    #[test]
    fn no_two_groups_touch(marks in any_marks(), zoom in 3.0..16.0_f64) {
        let view = view(zoom);
        let groups = grouped(&view, &marks);
        let places: Vec<(f64, f64)> =
            groups.groups().iter().map(|group| groups.place_px(group, 30.0, &view)).collect();
        for (number, (x, y)) in places.iter().enumerate() {
            for (other_x, other_y) in &places[..number] {
                prop_assert!((x - other_x).hypot(y - other_y) >= 59.9);
            }
        }
    }
}
