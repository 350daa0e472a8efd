#![allow(clippy::unwrap_used)]
use super::*;
use proptest::prelude::*;

/// A hand with a clock, whose pointers are told one by one.
#[derive(Default)]
struct Told {
    hand: Hand,
    now_ms: f64,
    is_mouse: bool,
    with_shift: bool,
}

impl Told {
    fn touch(&mut self, id: i32, kind: Kind, at: Point) -> Meaning {
        self.now_ms += 16.0;
        self.hand.feel(Touch {
            id,
            kind,
            at,
            time_ms: self.now_ms,
            is_mouse: self.is_mouse,
            with_shift: self.with_shift,
            stops: false,
        })
    }

    fn tap(&mut self, at: Point) -> Meaning {
        self.touch(1, Kind::Down, at);
        self.touch(1, Kind::Up, at)
    }
}

#[test]
fn a_map_that_is_dragged_and_let_go_of_is_thrown() {
    let mut told = Told::default();
    assert_eq!(told.touch(1, Kind::Down, (100.0, 100.0)), Meaning::Nothing);
    for step in 1..10 {
        assert_eq!(
            told.touch(1, Kind::Move, (100.0 + 16.0 * f64::from(step), 100.0)),
            Meaning::Nothing
        );
    }
    let Meaning::Thrown((right, down)) = told.touch(1, Kind::Up, (244.0, 100.0)) else {
        panic!("no throw");
    };
    assert!((right - 1_000.0).abs() < 1e-6 && down == 0.0);
}

#[test]
fn a_tap_is_nobodys_here_and_a_second_one_goes_nearer() {
    for is_mouse in [true, false] {
        let mut told = Told { is_mouse, ..Told::default() };
        assert_eq!(told.tap((50.0, 60.0)), Meaning::Nothing);
        assert_eq!(told.tap((52.0, 61.0)), Meaning::Nearer((52.0, 61.0)));
        assert_eq!(told.tap((52.0, 61.0)), Meaning::Nothing, "a third begins anew");
        told.now_ms += 400.0;
        assert_eq!(told.tap((52.0, 61.0)), Meaning::Nothing, "too late");
        assert_eq!(told.tap((152.0, 61.0)), Meaning::Nothing, "too far");
    }
}

#[test]
fn a_finger_drawn_after_a_double_tap_draws_the_scale_and_a_mouse_drags() {
    let mut told = Told::default();
    told.tap((50.0, 60.0));
    told.touch(1, Kind::Down, (50.0, 60.0));
    assert!(told.hand.holds());
    assert_eq!(told.touch(1, Kind::Move, (50.0, 63.0)), Meaning::Nothing);
    assert_eq!(told.touch(1, Kind::Move, (50.0, 70.0)), Meaning::Taken);
    assert_eq!(told.touch(1, Kind::Move, (50.0, 134.0)), Meaning::Drawn((50.0, 60.0), 0.5));
    assert_eq!(told.touch(1, Kind::Move, (50.0, 70.0)), Meaning::Drawn((50.0, 60.0), -0.5));
    assert_eq!(told.touch(1, Kind::Up, (50.0, 70.0)), Meaning::Taken);
    assert!(!told.hand.holds() && !told.hand.is_down());
    let mut told = Told { is_mouse: true, ..Told::default() };
    told.tap((50.0, 60.0));
    told.touch(1, Kind::Down, (50.0, 60.0));
    assert_eq!(told.touch(1, Kind::Move, (50.0, 134.0)), Meaning::Nothing);
}

#[test]
fn two_fingers_that_tap_go_farther_and_two_that_move_do_not() {
    let two = |told: &mut Told, stray_px: f64, rest_ms: f64| {
        told.touch(1, Kind::Down, (50.0, 60.0));
        told.touch(2, Kind::Down, (150.0, 60.0));
        told.touch(2, Kind::Move, (150.0 + stray_px, 60.0));
        told.now_ms += rest_ms;
        assert_eq!(told.touch(1, Kind::Up, (50.0, 60.0)), Meaning::Nothing);
        told.touch(2, Kind::Up, (150.0 + stray_px, 60.0))
    };
    assert_eq!(two(&mut Told::default(), 3.0, 0.0), Meaning::Farther((153.0, 60.0)));
    assert_eq!(two(&mut Told::default(), 30.0, 0.0), Meaning::Nothing);
    assert_eq!(two(&mut Told::default(), 3.0, 500.0), Meaning::Nothing);
}

#[test]
fn two_fingers_that_pinch_throw_nothing_even_if_one_stays() {
    let mut told = Told::default();
    told.touch(1, Kind::Down, (50.0, 60.0));
    told.touch(1, Kind::Move, (80.0, 60.0));
    told.touch(2, Kind::Down, (150.0, 60.0));
    told.touch(2, Kind::Move, (190.0, 60.0));
    told.touch(2, Kind::Up, (190.0, 60.0));
    for step in 0..6 {
        told.touch(1, Kind::Move, (80.0 + 20.0 * f64::from(step), 60.0));
    }
    assert_eq!(told.touch(1, Kind::Up, (180.0, 60.0)), Meaning::Nothing);
}

#[test]
fn a_pointer_with_shift_draws_a_box_and_drags_nothing() {
    let mut told = Told { is_mouse: true, with_shift: true, ..Told::default() };
    assert!(told.touch(1, Kind::Down, (90.0, 20.0)).is_taken());
    let marked = Marked { from: (90.0, 20.0), to: (30.0, 80.0) };
    assert_eq!(told.touch(1, Kind::Move, (30.0, 80.0)), Meaning::Boxing(marked));
    assert_eq!((marked.corner(), marked.size()), ((30.0, 20.0), (60.0, 60.0)));
    assert_eq!(told.touch(1, Kind::Up, (30.0, 80.0)), Meaning::Boxed(marked));
    told.touch(1, Kind::Down, (90.0, 20.0));
    told.touch(1, Kind::Move, (30.0, 80.0));
    assert_eq!(told.hand.give_up(), Meaning::Unboxed);
    assert_eq!(told.touch(1, Kind::Up, (30.0, 80.0)), Meaning::Nothing);
    told.now_ms += 1_000.0;
    assert_eq!(told.tap((30.0, 80.0)), Meaning::Unboxed);
    assert_eq!(told.tap((30.0, 80.0)), Meaning::Farther((30.0, 80.0)), "twice with Shift");
}

#[test]
fn a_touch_that_stops_the_map_selects_nothing() {
    let mut hand = Hand::default();
    let touch = |kind, time_ms| Touch {
        id: 1,
        kind,
        at: (5.0, 5.0),
        time_ms,
        is_mouse: false,
        with_shift: false,
        stops: true,
    };
    assert_eq!(hand.feel(touch(Kind::Down, 0.0)), Meaning::Nothing);
    assert_eq!(hand.feel(touch(Kind::Up, 80.0)), Meaning::Taken);
}

fn any_touch() -> impl Strategy<Value = Touch> {
    let kinds =
        prop::sample::select(vec![Kind::Down, Kind::Move, Kind::Move, Kind::Up, Kind::Cancel]);
    let point = (0.0..300.0_f64, 0.0..300.0_f64);
    (1..4_i32, kinds, point, 0.0..200.0_f64, any::<[bool; 3]>()).prop_map(
        |(id, kind, at, time_ms, [is_mouse, with_shift, stops])| Touch {
            id,
            kind,
            at,
            time_ms,
            is_mouse,
            with_shift,
            stops,
        },
    )
}

proptest! {
    /// Whatever browsers tell in whatever order: when all are lifted nothing is held, and
    /// every box that is drawn is closed.
    #[test]
    fn no_order_of_touches_leaves_anything_behind(
        touches in prop::collection::vec(any_touch(), 0..60),
    ) {
        let (mut hand, mut now_ms, mut is_boxing) = (Hand::default(), 0.0, false);
        for touch in touches {
            now_ms += touch.time_ms;
            let meaning = hand.feel(Touch { time_ms: now_ms, ..touch });
            match meaning {
                Meaning::Boxing(_) => is_boxing = true,
                Meaning::Boxed(_) | Meaning::Unboxed => is_boxing = false,
                Meaning::Farther(_) => prop_assert!(!is_boxing || touch.kind == Kind::Up),
                Meaning::Thrown((right, down)) => {
                    prop_assert!(right.is_finite() && down.is_finite());
                    prop_assert!(!hand.is_down());
                }
                _ => {}
            }
        }
        for id in 1..4 {
            let up = Touch {
                id, kind: Kind::Up, at: (0.0, 0.0), time_ms: now_ms, is_mouse: true,
                with_shift: false, stops: false,
            };
            if matches!(hand.feel(up), Meaning::Boxed(_) | Meaning::Unboxed | Meaning::Farther(_)) {
                is_boxing = false;
            }
        }
        prop_assert!(!hand.is_down() && !hand.holds() && !is_boxing);
    }
}
