use super::*;
use crate::geo::LonLat;
use proptest::prelude::*;

const MIDDLE: LonLat = LonLat { lon: 37.16, lat: 36.2 };

fn view() -> View {
    View::new(MIDDLE, 13.0, 800.0, 600.0)
}

/// A name 80 by 16 pixels large, with its middle at a point of the screen of [`view`].
fn name(text: &str, screen: (f64, f64), priority: u32) -> LabelCandidate {
    LabelCandidate {
        text: text.to_owned(),
        anchor: view().world_from_screen(screen),
        width_px: 80.0,
        height_px: 16.0,
        priority: f64::from(priority),
        kind: LabelKind::Area,
        id: 0,
    }
}

fn shown(candidates: &[LabelCandidate], view: &View, obstacles: &[ScreenBox]) -> Vec<String> {
    place(candidates, view, obstacles)
        .iter()
        .map(|label| candidates[label.candidate].text.clone())
        .collect()
}

#[test]
fn of_two_names_that_overlap_the_more_important_is_written() {
    let names = [name("minor", (400.0, 300.0), 1), name("major", (430.0, 305.0), 5)];
    assert_eq!(shown(&names, &view(), &[]), ["major"]);
    // Two levels closer they are four times as far apart.
    assert_eq!(shown(&names, &view().with_zoom(15.0), &[]), ["major", "minor"]);
}

#[test]
fn of_equals_the_first_is_written_and_a_gap_is_kept() {
    let names = [name("a", (400.0, 300.0), 1), name("b", (482.0, 300.0), 1)];
    assert_eq!(shown(&names, &view(), &[]), ["a"]);
    let apart = [name("a", (400.0, 300.0), 1), name("b", (484.0, 300.0), 1)];
    assert_eq!(shown(&apart, &view(), &[]), ["a", "b"]);
}

#[test]
fn a_name_is_whole_or_not_there_and_never_under_an_obstacle() {
    let names = [name("edge", (39.0, 300.0), 1), name("inside", (41.0, 340.0), 1)];
    assert_eq!(shown(&names, &view(), &[]), ["inside"]);
    let bar = ScreenBox { left: 0.0, top: 345.0, right: 100.0, bottom: 400.0 };
    assert!(shown(&names, &view(), &[bar]).is_empty());
}

#[test]
fn an_obstacle_makes_no_room_for_a_lesser_name() {
    let names = [name("major", (400.0, 300.0), 5), name("minor", (400.0, 312.0), 1)];
    let bar = ScreenBox { left: 0.0, top: 280.0, right: 800.0, bottom: 293.0 };
    assert!(shown(&names, &view(), &[bar]).is_empty());
}

#[test]
fn empty_texts_and_sizes_that_are_no_numbers_are_left_out() {
    let mut nameless = name("", (400.0, 300.0), 9);
    nameless.width_px = 0.0;
    let mut endless = name("endless", (400.0, 300.0), 9);
    endless.width_px = f64::INFINITY;
    assert_eq!(shown(&[nameless, endless, name("ok", (400.0, 300.0), 0)], &view(), &[]), ["ok"]);
}

#[test]
fn there_are_never_more_names_than_the_limit() {
    let wide = view().with_size(4_000.0, 4_000.0);
    let names: Vec<LabelCandidate> = (0..400)
        .map(|n| name("n", (f64::from(n % 20) * 100.0 - 500.0, f64::from(n / 20) * 40.0), n))
        .collect();
    let placed = place(&names, &wide, &[]);
    assert_eq!(placed.len(), MAX_LABELS);
    assert!(placed.iter().all(|label| label.candidate >= 400 - MAX_LABELS));
}

/// Where names stand once they are clear of marks.
fn cleared(
    names: &[LabelCandidate],
    marks: &[(f64, f64)],
    obstacles: &[ScreenBox],
) -> Vec<(String, f64)> {
    let mut placed = place(names, &view(), obstacles);
    clear_of_marks(names, &mut placed, marks, obstacles);
    placed.iter().map(|label| (names[label.candidate].text.clone(), label.y_px.round())).collect()
}

#[test]
fn a_name_goes_below_the_mark_on_it_or_above_where_another_stands_below() {
    let one = [name("one", (400.0, 300.0), 2)];
    assert_eq!(cleared(&one, &[], &[]), [("one".to_owned(), 300.0)]);
    assert_eq!(cleared(&one, &[(410.0, 300.0)], &[]), [("one".to_owned(), 316.0)]);
    let bar = ScreenBox { left: 0.0, top: 312.0, right: 800.0, bottom: 400.0 };
    assert_eq!(cleared(&one, &[(410.0, 300.0)], &[bar]), [("one".to_owned(), 284.0)]);
    let two = [name("major", (400.0, 321.0), 5), name("minor", (400.0, 300.0), 2)];
    let clear = [("major".to_owned(), 321.0), ("minor".to_owned(), 284.0)];
    assert_eq!(cleared(&two, &[(400.0, 301.0)], &[]), clear);
}

#[test]
fn a_name_among_marks_is_still_written() {
    let marks: Vec<(f64, f64)> =
        (0..10).map(|step| (400.0, 260.0 + f64::from(step) * 8.0)).collect();
    let one = [name("one", (400.0, 300.0), 2)];
    assert_eq!(cleared(&one, &marks, &[]), [("one".to_owned(), 316.0)]);
}

fn any_names() -> impl Strategy<Value = Vec<LabelCandidate>> {
    let any_name = ((-400.0..1200.0_f64, -300.0..900.0_f64), 0..9_u32, 10.0..250.0_f64);
    proptest::collection::vec(any_name, 0..80).prop_map(|names| {
        names
            .into_iter()
            .map(|(screen, priority, width_px)| LabelCandidate {
                width_px,
                ..name("n", screen, priority)
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn a_pan_neither_adds_nor_removes_a_name_that_stays_inside(
        names in any_names(), dx in -300.0..300.0_f64, dy in -300.0..300.0_f64,
    ) {
        let (here, there) = (view(), view().panned(dx, dy));
        let inside = |view: &View, candidate: &LabelCandidate| {
            let (x, y) = view.screen_from_world(candidate.anchor);
            let half = candidate.width_px / 2.0 + 1.0;
            x > half && x < 800.0 - half && y > 9.0 && y < 591.0
        };
        let placed = |view: &View| -> Vec<usize> {
            place(&names, view, &[])
                .iter()
                .map(|label| label.candidate)
                .filter(|place| inside(&here, &names[*place]) && inside(&there, &names[*place]))
                .collect()
        };
        prop_assert_eq!(placed(&here), placed(&there));
    }

    #[test]
    fn no_name_that_is_moved_from_under_a_mark_comes_over_another(
        names in any_names(),
        marks in proptest::collection::vec((0.0..800.0_f64, 0.0..600.0_f64), 0..60),
    ) {
        let mut placed = place(&names, &view(), &[]);
        let before = placed.clone();
        clear_of_marks(&names, &mut placed, &marks, &[]);
        let around = |label: &PlacedLabel| {
            let name = &names[label.candidate];
            ScreenBox::around((label.x_px, label.y_px), name.width_px, name.height_px)
        };
        for (number, one) in placed.iter().enumerate() {
            prop_assert!(placed[..number].iter().all(|other| !around(other).overlaps(around(one))));
        }
        // What is missing had no room in any of its three places.
        for lost in before.iter().filter(|one| !placed.iter().any(|kept| kept.candidate == one.candidate)) {
            for shift in [-1.0, 0.0, 1.0] {
                let moved = PlacedLabel { y_px: lost.y_px + shift * names[lost.candidate].height_px, ..*lost };
                prop_assert!(placed.iter().any(|kept| around(kept).overlaps(around(&moved))));
            }
        }
    }

    #[test]
    fn the_grid_agrees_with_comparing_all_boxes(names in any_names()) {
        let scale = view().pixels_per_world_unit();
        let around = |candidate: &LabelCandidate| {
            let middle =
                (f64::from(candidate.anchor.x) * scale, f64::from(candidate.anchor.y) * scale);
            ScreenBox::around(middle, candidate.width_px + GAP_PX, candidate.height_px + GAP_PX)
        };
        let mut order: Vec<usize> = (0..names.len()).collect();
        order.sort_by(|a, b| names[*b].priority.total_cmp(&names[*a].priority));
        let mut expected: Vec<usize> = Vec::new();
        for place in order {
            let new = around(&names[place]);
            if !expected.iter().any(|other| around(&names[*other]).overlaps(new)) {
                expected.push(place);
            }
        }
        prop_assert_eq!(with_room(&names, &by_importance(&names), scale), expected);
    }
}
