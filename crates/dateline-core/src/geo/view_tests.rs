#![allow(clippy::unwrap_used)]
use super::super::Bounds;
use super::*;
use crate::geo::distance_metres;
use proptest::prelude::*;

const ALEPPO: LonLat = LonLat { lon: 37.16, lat: 36.205 };

fn aleppo() -> View {
    View::new(ALEPPO, 12.4, 1280.0, 800.0)
}

fn near(a: (f64, f64), b: (f64, f64)) -> bool {
    (a.0 - b.0).abs() < 1e-3 && (a.1 - b.1).abs() < 1e-3
}

fn any_view() -> impl Strategy<Value = View> {
    ((-180.0..180.0_f64, -80.0..80.0_f64), 4.0..20.0_f64, 200.0..2000.0_f64, 200.0..1500.0_f64)
        .prop_map(|((lon, lat), zoom, width, height)| {
            View::new(LonLat { lon, lat }, zoom, width, height)
        })
}

/// Whether twice the picture's height stays in the world, where nothing is clamped.
fn is_far_from_the_poles(view: &View) -> bool {
    let height = view.height_px() / view.pixels_per_world_unit();
    (height..WORLD_UNITS - height).contains(&view.centre_world().1)
}

#[test]
fn the_middle_is_in_the_middle() {
    assert!(near(aleppo().screen_from_lonlat(ALEPPO), (640.0, 400.0)));
    assert!(distance_metres(aleppo().centre(), ALEPPO) < 1e-3);
}

#[test]
fn at_zoom_twelve_a_pixel_is_thirty_metres_in_aleppo() {
    // 156 543 m at the equator and zoom 0, by the cosine of the latitude.
    let expected = 156_367.0 * 36.205_f64.to_radians().cos() / 4096.0;
    let metres = aleppo().with_zoom(12.0).metres_per_pixel();
    assert!((metres - expected).abs() < 0.1, "{metres} {expected}");
}

#[test]
fn zoom_and_size_are_kept_in_their_range_and_not_a_number_is_no_number() {
    let view = View::new(ALEPPO, 99.0, 0.0, f64::NAN);
    assert_eq!((view.zoom(), view.width_px(), view.height_px()), (MAX_ZOOM, 1.0, 1.0));
    let view = View::new(LonLat { lon: f64::NAN, lat: f64::NAN }, f64::NAN, 10.0, 10.0);
    assert_eq!(view.zoom(), MIN_ZOOM);
    assert!(view.centre().lon.is_finite() && view.centre().lat.is_finite());
}

#[test]
fn a_pan_moves_what_is_seen_with_the_finger() {
    let panned = aleppo().panned(30.0, -20.0);
    assert!(near(panned.screen_from_lonlat(ALEPPO), (670.0, 380.0)));
}

#[test]
fn a_view_across_the_antimeridian_shows_both_sides() {
    let fiji = View::new(LonLat { lon: 179.9, lat: -17.0 }, 8.0, 800.0, 600.0);
    let (x, _) = fiji.screen_from_lonlat(LonLat { lon: -179.9, lat: -17.0 });
    assert!(x > 400.0 && x < 800.0);
    let extent = fiji.extent();
    assert_eq!((extent.west, extent.east), (-180.0, 180.0));
    assert!(extent.south < -17.0 && extent.north > -17.0);
}

#[test]
fn a_fitted_extent_touches_the_padding_and_does_not_cross_it() {
    let extent = Extent { west: 37.05, south: 36.1, east: 37.25, north: 36.3 };
    let padding = Padding { top: 10.0, right: 300.0, bottom: 120.0, left: 20.0 };
    let view = aleppo().fitted(extent, padding);
    let (left, top) = view.screen_from_lonlat(LonLat { lon: extent.west, lat: extent.north });
    let (right, bottom) = view.screen_from_lonlat(LonLat { lon: extent.east, lat: extent.south });
    assert!((top - 10.0).abs() < 1e-3 && (bottom - 680.0).abs() < 1e-3, "{top} {bottom}");
    assert!(left >= 20.0 && right <= 980.0, "{left} {right}");
    assert!((left - 20.0 - (980.0 - right)).abs() < 1e-3);
}

#[test]
fn an_extent_across_the_antimeridian_is_fitted_from_its_one_side_to_the_other() {
    let mut bounds = Bounds::default();
    for (lon, lat) in [(177.0, 64.0), (-170.0, 66.0)] {
        bounds.add(LonLat { lon, lat });
    }
    let strait = bounds.extent().unwrap();
    let view = aleppo().fitted(strait, Padding::even(20.0));
    assert!((view.centre().lon + 176.5).abs() < 1e-6, "{:?}", view.centre());
    let (left, _) = view.screen_from_lonlat(LonLat { lon: 177.0, lat: 65.0 });
    let (right, _) = view.screen_from_lonlat(LonLat { lon: -170.0, lat: 65.0 });
    assert!((left - 20.0).abs() < 1e-3 && (right - left - 1240.0).abs() < 1e-3, "{left} {right}");
}

#[test]
fn a_fitted_point_is_shown_at_the_greatest_zoom() {
    let point = Extent { west: 37.16, south: 36.205, east: 37.16, north: 36.205 };
    let view = aleppo().fitted(point, Padding::even(4_000.0));
    assert_eq!(view.zoom(), MAX_ZOOM);
    assert!(distance_metres(view.centre(), ALEPPO) < 0.1);
}

#[test]
fn limits_hold_the_view_inside_and_centre_it_where_they_are_smaller() {
    let limits = Extent { west: 37.0, south: 36.0, east: 37.3, north: 36.4 };
    let far = View::new(LonLat { lon: 40.0, lat: 36.2 }, 14.0, 800.0, 600.0);
    let clamped = far.clamped_to(limits);
    let (right, _) = clamped.screen_from_lonlat(LonLat { lon: 37.3, lat: 36.2 });
    assert!((right - 800.0).abs() < 1e-3);
    assert_eq!(clamped.clamped_to(limits), clamped);
    let wide = far.with_zoom(5.0).clamped_to(limits);
    assert!((wide.centre().lon - 37.15).abs() < 1e-9);
}

#[test]
fn a_flight_zooms_out_on_the_way_and_arrives() {
    let from = View::new(LonLat { lon: 37.05, lat: 36.15 }, 15.0, 800.0, 600.0);
    let to = View::new(LonLat { lon: 37.30, lat: 36.30 }, 15.0, 800.0, 600.0);
    assert_eq!(from.interpolated(&to, 0.0), from);
    assert_eq!(from.interpolated(&to, 1.0), to);
    assert!(from.interpolated(&to, 0.5).zoom() < 13.0);
    let half_way = from.interpolated(&to, 0.5).centre();
    assert!((half_way.lon - 37.175).abs() < 1e-6);
}

#[test]
fn a_flight_without_a_pan_is_an_even_zoom() {
    let (from, to) = (aleppo(), aleppo().with_zoom(14.4));
    assert!((from.interpolated(&to, 0.5).zoom() - 13.4).abs() < 1e-9);
    assert!((to.interpolated(&from, 0.25).zoom() - 13.9).abs() < 1e-9);
    assert_eq!(from.flight_length(&from), 0.0);
    assert!(distance_metres(from.interpolated(&to, 0.3).centre(), ALEPPO) < 1e-3);
}

proptest! {
    #[test]
    fn what_is_seen_is_what_lies_in_the_picture(
        view in any_view(), x in -0.5..1.5_f64, y in -0.5..1.5_f64,
    ) {
        let point = view.world_from_screen((x * view.width_px(), y * view.height_px()));
        let (x_px, y_px) = view.screen_from_world(point);
        let is_at_an_edge = |at: f64, size: f64| at.abs() < 1e-3 || (at - size).abs() < 1e-3;
        prop_assume!(!is_at_an_edge(x_px, view.width_px()));
        prop_assume!(!is_at_an_edge(y_px, view.height_px()));
        let is_in = (0.0..view.width_px()).contains(&x_px) && (0.0..view.height_px()).contains(&y_px);
        prop_assert_eq!(view.seen().has(point), is_in, "{:?} at {:?}", point, (x_px, y_px));
    }

    #[test]
    fn screen_and_position_are_inverse(view in any_view(), x in 0.0..1.0_f64, y in 0.0..1.0_f64) {
        let screen = (x * view.width_px(), y * view.height_px());
        prop_assume!(is_far_from_the_poles(&view));
        let back = view.screen_from_lonlat(view.lonlat_from_screen(screen));
        prop_assert!(near(back, screen), "{back:?} {screen:?}");
        let whole = view.screen_from_world(view.world_from_screen(screen));
        let unit_px = view.pixels_per_world_unit();
        prop_assert!((whole.0 - screen.0).abs() <= unit_px);
        prop_assert!((whole.1 - screen.1).abs() <= unit_px);
    }

    #[test]
    fn origin_and_offset_are_the_middle(view in any_view()) {
        let (x, y) = view.centre_world();
        let (origin, offset) = (view.origin(), view.origin_offset());
        prop_assert!((f64::from(origin.x) + f64::from(offset.0) - x).abs() < 1e-6);
        prop_assert!((f64::from(origin.y) + f64::from(offset.1) - y).abs() < 1e-6);
        prop_assert!((0.0..=1.0).contains(&offset.0) && (0.0..=1.0).contains(&offset.1));
    }

    #[test]
    fn what_is_under_the_pointer_stays_there_when_zooming(
        view in any_view(), x in 0.0..1.0_f64, y in 0.0..1.0_f64, zoom in 6.0..20.0_f64,
    ) {
        let screen = (x * view.width_px(), y * view.height_px());
        prop_assume!(is_far_from_the_poles(&view));
        let place = view.lonlat_from_screen(screen);
        let zoomed = view.zoomed_about(screen, zoom);
        prop_assert!(near(zoomed.screen_from_lonlat(place), screen));
    }

    #[test]
    fn panning_there_and_back_changes_nothing(
        view in any_view(), dx in -500.0..500.0_f64, dy in -100.0..100.0_f64,
    ) {
        prop_assume!(is_far_from_the_poles(&view));
        let back = view.panned(dx, dy).panned(-dx, -dy);
        let (a, b) = (view.centre_world(), back.centre_world());
        prop_assert!((a.0 - b.0).abs() < 1e-3 && (a.1 - b.1).abs() < 1e-3);
    }

    #[test]
    fn a_fitted_extent_is_seen_whole(
        view in any_view(), west in -170.0..160.0_f64, south in -70.0..60.0_f64,
        width in 0.01..8.0_f64, height in 0.01..8.0_f64,
    ) {
        let extent = Extent { west, south, east: west + width, north: south + height };
        let fitted = view.fitted(extent, Padding::even(5.0));
        prop_assume!(fitted.zoom() > MIN_ZOOM);
        for corner in [(west, south), (extent.east, extent.north)] {
            let (x, y) = fitted.screen_from_lonlat(LonLat { lon: corner.0, lat: corner.1 });
            prop_assert!(x > 4.99 && x < view.width_px() - 4.99, "{x}");
            prop_assert!(y > 4.99 && y < view.height_px() - 4.99, "{y}");
        }
    }

    #[test]
    fn a_flight_never_leaves_the_numbers(
        from in any_view(), to in any_view(), fraction in 0.0..1.0_f64,
    ) {
        let view = from.interpolated(&to, fraction);
        prop_assert!(view.centre().lon.is_finite() && view.centre().lat.is_finite());
        prop_assert!((MIN_ZOOM..=MAX_ZOOM).contains(&view.zoom()));
        let late = from.interpolated(&to, 1.0 - 1e-9);
        prop_assert!((late.zoom() - to.zoom()).abs() < 1e-3);
        let (x, y) = to.screen_from_lonlat(late.centre());
        prop_assert!((x - to.width_px() / 2.0).abs() < 1.0);
        prop_assert!((y - to.height_px() / 2.0).abs() < 1.0);
    }
}

/// Numbers as no camera should get them, among some that it may.
fn any_number() -> impl Strategy<Value = f64> {
    let odd = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, f64::MIN, -0.0, 1e-320];
    prop_oneof![prop::sample::select(odd.to_vec()), -1e3..1e3_f64, any::<f64>()]
}

fn is_usable(view: &View) -> bool {
    let LonLat { lon, lat } = view.centre();
    (-180.0..=180.0).contains(&lon)
        && (-90.0..=90.0).contains(&lat)
        && (MIN_ZOOM..=MAX_ZOOM).contains(&view.zoom())
        && view.width_px().is_finite()
        && view.height_px().is_finite()
        && view.metres_per_pixel() > 0.0
        && [view.extent().west, view.extent().north].iter().all(|edge| edge.is_finite())
}

proptest! {
    #[test]
    fn no_number_makes_a_view_that_nothing_can_be_drawn_in(
        start in any_view(), numbers in prop::array::uniform6(any_number()),
    ) {
        let [a, b, c, d, e, f] = numbers;
        let odd = View::new(LonLat { lon: a, lat: b }, c, d, e);
        let extent = Extent { west: a, south: b, east: c, north: d };
        let padding = Padding { top: a, right: b, bottom: e, left: f };
        for from in [start, odd] {
            for view in [
                odd,
                from.with_centre(LonLat { lon: a, lat: b }),
                from.with_zoom(a),
                from.with_size(a, b),
                from.panned(a, b),
                from.zoomed_about((a, b), c),
                from.fitted(extent, padding),
                from.clamped_to(extent),
                from.pinched((a, b), (c, d), (e, f)),
                from.boxed((a, b), (c, d), (e, f)),
                from.straight_to(&odd, a),
                from.interpolated(&odd, a),
            ] {
                prop_assert!(is_usable(&view), "{view:?} of {numbers:?}");
                let (x, y) = view.screen_from_lonlat(LonLat { lon: a, lat: b });
                prop_assert!(!x.is_infinite() && !y.is_infinite());
                // A position that is none is somewhere, and no reason to break off.
                let _ = WorldPoint::from_lonlat(LonLat { lon: a, lat: b });
                let _ = view.world_from_screen((a, b));
            }
        }
    }
}
