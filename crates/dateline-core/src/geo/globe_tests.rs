use super::*;
use crate::geo::{coasts, distance_metres};
use proptest::prelude::*;
use std::sync::LazyLock;

const COASTS: &str = include_str!("coasts.txt");
static RINGS: LazyLock<Vec<Vec<LonLat>>> = LazyLock::new(|| coasts(COASTS).collect());

const ALEPPO: LonLat = LonLat { lon: 37.16, lat: 36.2 };
const FIJI: LonLat = LonLat { lon: 179.6, lat: -17.5 };

const LAND: [(&str, f64, f64); 46] = [
    ("Aleppo", 37.16, 36.2),
    ("Damascus", 36.3, 33.5),
    ("Baghdad", 44.4, 33.3),
    ("Mosul", 43.1, 36.3),
    ("Tehran", 51.4, 35.7),
    ("Riyadh", 46.7, 24.7),
    ("Sanaa", 44.2, 15.4),
    ("Ankara", 32.9, 39.9),
    ("Tbilisi", 44.8, 41.7),
    ("Cairo", 31.2, 30.0),
    ("Khartoum", 32.5, 15.6),
    ("Addis Ababa", 38.7, 9.0),
    ("Goma", 29.2, -1.7),
    ("Timbuktu", -3.0, 16.8),
    ("the Sahara", 5.0, 24.0),
    ("Johannesburg", 28.0, -26.2),
    ("Antananarivo", 47.5, -18.9),
    ("Paris", 2.35, 48.85),
    ("Madrid", -3.7, 40.4),
    ("Rome", 12.75, 42.0),
    ("Belgrade", 20.5, 44.8),
    ("Kyiv", 30.5, 50.45),
    ("Donetsk", 37.8, 48.0),
    ("Simferopol", 34.1, 45.1),
    ("Moscow", 37.6, 55.75),
    ("Birmingham", -1.9, 52.5),
    ("Athlone", -7.9, 53.4),
    ("Kabul", 69.2, 34.5),
    ("Delhi", 77.2, 28.6),
    ("Mandalay", 96.1, 22.0),
    ("Xi'an", 108.9, 34.3),
    ("Pyongyang", 125.8, 39.0),
    ("Nagano", 138.2, 36.65),
    ("Novosibirsk", 82.9, 55.0),
    ("Chukotka", 175.0, 67.0),
    ("Alice Springs", 133.9, -23.7),
    ("Tasmania", 146.8, -42.0),
    ("Goroka", 145.4, -6.1),
    ("Denver", -105.0, 39.7),
    ("Mexico City", -99.1, 19.4),
    ("Winnipeg", -99.5, 49.9),
    ("Bogota", -74.1, 4.7),
    ("Brasilia", -47.9, -15.8),
    ("La Paz", -68.1, -16.5),
    ("the middle of Greenland", -42.0, 72.0),
    ("the South Pole", 0.0, -90.0),
];

const WATER: [(&str, f64, f64); 37] = [
    ("the Levantine Sea", 31.0, 33.5),
    ("the Ionian Sea", 18.5, 36.5),
    ("the Tyrrhenian Sea", 12.0, 40.0),
    ("the Balearic Sea", 5.0, 40.5),
    ("the Adriatic", 16.0, 42.75),
    ("the Aegean", 25.0, 38.5),
    ("the Black Sea", 34.0, 43.2),
    ("the Sea of Azov", 36.7, 46.1),
    ("the Caspian", 51.0, 39.5),
    ("the northern Caspian", 51.0, 46.0),
    ("the Red Sea", 38.0, 20.5),
    ("the Gulf of Aden", 47.0, 12.3),
    ("the Persian Gulf", 51.0, 27.5),
    ("the Gulf of Oman", 58.5, 24.6),
    ("the Arabian Sea", 64.0, 15.0),
    ("the Bay of Bengal", 88.0, 15.0),
    ("the Gulf of Thailand", 101.5, 10.0),
    ("the South China Sea", 113.0, 15.0),
    ("the Yellow Sea", 123.5, 36.0),
    ("the Sea of Japan", 134.5, 40.0),
    ("the Sea of Okhotsk", 149.0, 55.0),
    ("Bering Strait", -168.9, 65.8),
    ("the Baltic", 19.5, 57.5),
    ("the Gulf of Bothnia", 19.6, 62.2),
    ("the North Sea", 3.0, 56.0),
    ("the Irish Sea", -5.2, 53.9),
    ("the Bay of Biscay", -4.0, 45.5),
    ("the White Sea", 37.5, 65.4),
    ("Hudson Bay", -85.0, 60.0),
    ("Lake Superior", -88.0, 47.6),
    ("the Gulf of Mexico", -90.0, 25.0),
    ("the Caribbean", -75.0, 15.0),
    ("the Gulf of Guinea", 3.0, 2.0),
    ("Mozambique Channel", 42.0, -18.0),
    ("Bass Strait", 146.0, -40.0),
    ("the Ross Sea", -175.0, -76.0),
    ("the North Pole", 0.0, 90.0),
];

/// The rings on a globe of which something is in sight.
fn drawn(globe: &Globe) -> Vec<Vec<(f64, f64)>> {
    let placed = RINGS.iter().map(|ring| ring.iter().map(|one| globe.at(*one)).collect::<Vec<_>>());
    placed.filter(|ring| ring.iter().any(|(x, y)| x.hypot(*y) <= 1.0)).collect()
}

/// Whether a point of the picture is filled by the rule of odd crossings.
fn is_filled(rings: &[Vec<(f64, f64)>], (x, y): (f64, f64)) -> bool {
    let sides = rings.iter().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)));
    let crossed = sides.filter(|(a, b)| {
        (a.1 <= y) != (b.1 <= y) && x < a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0)
    });
    crossed.count() % 2 == 1
}

/// Whether there is land, asked of the globe over the place.
fn is_land(place: LonLat) -> bool {
    is_filled(&drawn(&Globe::over(place)), (0.0, 0.0))
}

fn degrees_between(a: LonLat, b: LonLat) -> f64 {
    distance_metres(a, b)
        / distance_metres(LonLat { lon: 0.0, lat: 0.0 }, LonLat { lon: 1.0, lat: 0.0 })
}

fn view(centre: LonLat, zoom: f64) -> View {
    View::new(centre, zoom, 900.0, 640.0)
}

fn near(one: (f64, f64), other: (f64, f64), by: f64) -> bool {
    (one.0 - other.0).hypot(one.1 - other.1) <= by
}

#[test]
fn places_that_everybody_knows_are_on_land() {
    for (name, lon, lat) in LAND {
        assert!(is_land(LonLat { lon, lat }), "{name}");
    }
}

#[test]
fn seas_and_great_lakes_are_water() {
    for (name, lon, lat) in WATER {
        assert!(!is_land(LonLat { lon, lat }), "{name}");
    }
}

#[test]
fn each_ring_has_a_shape_and_none_crosses_itself() {
    assert!(RINGS.len() > 80, "{} rings", RINGS.len());
    for ring in RINGS.iter() {
        assert!(ring.len() >= 3, "{ring:?}");
        assert!(ring.iter().all(|at| LonLat::new(at.lon, at.lat).is_some()), "{ring:?}");
        let sides: Vec<_> = ring.iter().zip(ring.iter().cycle().skip(1)).collect();
        for (a, b) in &sides {
            let length = degrees_between(**a, **b);
            assert!(length > 0.1 && length < 12.0, "{length} degrees from {a:?} to {b:?}");
        }
        // On a flat picture about one of its own points.
        let globe = Globe::over(if ring[0].lat < -60.0 {
            LonLat { lon: 0.0, lat: -90.0 }
        } else {
            ring[0]
        });
        let flat: Vec<_> = sides.iter().map(|(a, b)| (globe.at(**a), globe.at(**b))).collect();
        for (place, one) in flat.iter().enumerate() {
            for other in flat.iter().skip(place + 2) {
                let touches = one.0 == other.1 || one.1 == other.0;
                assert!(touches || !cross(*one, *other), "{:?} and {:?}", sides[place], other);
            }
        }
    }
}

type Side = ((f64, f64), (f64, f64));

fn cross(one: Side, other: Side) -> bool {
    let turn = |a: (f64, f64), b: (f64, f64), c: (f64, f64)| {
        (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0)
    };
    let parts = |(a, b): Side, (c, d): Side| turn(a, b, c) * turn(a, b, d) < 0.0;
    parts(one, other) && parts(other, one)
}

#[test]
fn no_ring_reaches_from_what_is_in_sight_to_the_other_end_of_the_world() {
    // There the far side turns inside out: one around that end would be all but the ring.
    for ring in RINGS.iter() {
        for (place, one) in ring.iter().enumerate() {
            let farthest = ring.iter().skip(place).map(|other| degrees_between(*one, *other));
            assert!(farthest.fold(0.0, f64::max) < 115.0, "{one:?}");
        }
    }
}

#[test]
fn a_story_has_its_place_in_the_middle_of_its_globe_and_a_dot_there() {
    let home = view(ALEPPO, 12.6);
    let found = Globe::finding(&home, Some(&home)).unwrap();
    assert!(near(found.mark.unwrap(), (0.0, 0.0), 1e-9));
    assert_eq!(found.frame, Vec::new());
    assert_eq!(found.globe, Globe::over(found.place));
    // A little aside of it the globe is the same.
    let beside = Globe::finding(&view(LonLat { lon: 37.2, lat: 36.1 }, 15.0), Some(&home)).unwrap();
    assert_eq!(beside, found);
}

#[test]
fn a_view_that_is_large_or_elsewhere_has_a_frame_and_one_of_the_region_no_globe() {
    let home = view(ALEPPO, 12.6);
    let wide = Globe::finding(&view(ALEPPO, 6.5), Some(&home)).unwrap();
    let side = side_of(&wide.frame);
    // 900 pixels are 14 degrees of longitude, here 11.3 of a great circle and a
    // little more at its southern edge.
    assert!((side - 11.3_f64.to_radians() * 3.0_f64.sqrt()).abs() < 0.02, "{side}");
    assert_eq!(wide.mark, None, "its middle is the place");
    assert_eq!(Globe::finding(&view(ALEPPO, 5.0), Some(&home)), None);
    assert_eq!(Globe::finding(&view(ALEPPO, 2.0), Some(&home)), None);
    let aden = LonLat { lon: 45.0, lat: 12.75 };
    let elsewhere = Globe::finding(&view(aden, 12.0), Some(&home)).unwrap();
    assert_eq!(elsewhere.globe, wide.globe);
    assert!(near(elsewhere.mark.unwrap(), (0.0, 0.0), 1e-9), "the story is where it was");
    assert!((side_of(&elsewhere.frame) - LEAST_FRAME).abs() < 1e-9);
    assert!(elsewhere.frame.iter().all(|at| near(*at, wide.globe.at(aden), LEAST_FRAME)));
    let across_the_world = Globe::finding(&view(FIJI, 12.0), Some(&home)).unwrap();
    assert_eq!((across_the_world.place.lon * 10.0).round(), 1796.0);
    assert_ne!(across_the_world.globe, wide.globe);
}

#[test]
fn a_story_of_the_whole_world_is_found_wherever_the_reader_is() {
    let world = view(LonLat { lon: 0.0, lat: 10.0 }, 2.0);
    assert_eq!(Globe::finding(&world, Some(&world)), None);
    for place in [ALEPPO, FIJI, LonLat { lon: -179.0, lat: 66.0 }, LonLat { lon: 20.0, lat: 84.0 }]
    {
        for home in [Some(&world), None] {
            let found = Globe::finding(&view(place, 10.0), home).unwrap();
            let mark = found.mark.unwrap();
            assert!(near(found.globe.at(place), mark, 1e-6), "{place:?}");
            assert!(mark.0.hypot(mark.1) < 0.4, "{place:?}");
            assert!(degrees_between(found.place, place) < 1e-3, "{place:?}");
        }
    }
}

#[test]
fn a_view_across_the_antimeridian_has_the_frame_that_it_has_anywhere() {
    let frame = |lon: f64| {
        let there = view(LonLat { lon, lat: -17.5 }, 6.0);
        Globe::finding(&there, Some(&there)).unwrap().frame
    };
    let (here, across) = (frame(20.0), frame(179.9));
    assert_eq!(here.len(), 16);
    assert!(here.iter().zip(&across).all(|(a, b)| near(*a, *b, 1e-9)), "{here:?} {across:?}");
}

fn anywhere() -> impl Strategy<Value = LonLat> {
    // Evenly over the sphere.
    (-180.0..180.0_f64, -1.0..1.0_f64)
        .prop_map(|(lon, sine)| LonLat { lon, lat: sine.asin().to_degrees() })
}

/// The place so many degrees away in that direction, degrees from north by way of east.
fn away(from: LonLat, degrees: f64, bearing: f64) -> LonLat {
    let (lat, far, bearing) = (from.lat.to_radians(), degrees.to_radians(), bearing.to_radians());
    let sine = lat.sin() * far.cos() + lat.cos() * far.sin() * bearing.cos();
    let east = (bearing.sin() * far.sin() * lat.cos()).atan2(far.cos() - lat.sin() * sine);
    let lon = (from.lon + east.to_degrees() + 540.0).rem_euclid(360.0) - 180.0;
    LonLat { lon, lat: sine.clamp(-1.0, 1.0).asin().to_degrees() }
}

proptest! {
    #[test]
    fn what_is_in_sight_is_within_sixty_degrees_and_the_farther_the_further_out(
        place in anywhere(), one in anywhere(), other in anywhere(),
    ) {
        let globe = Globe::over(place);
        let radius = |at: LonLat| { let (x, y) = globe.at(at); x.hypot(y) };
        let (near, far) = (degrees_between(place, one), degrees_between(place, other));
        prop_assert_eq!(radius(one) <= 1.0, near <= 60.0, "{} {}", near, radius(one));
        if near + 0.01 < far {
            prop_assert!(radius(one) < radius(other));
        }
    }

    #[test]
    fn up_is_north_and_right_is_east(place in anywhere(), degrees in 0.1..5.0_f64) {
        prop_assume!(place.lat.abs() < 80.0);
        let globe = Globe::over(place);
        let (x, y) = globe.at(LonLat { lat: place.lat + degrees, ..place });
        prop_assert!(x.abs() < 1e-9 && y < 0.0);
        let (x, _) = globe.at(LonLat { lon: place.lon + degrees, ..place });
        prop_assert!(x > 0.0);
    }

    #[test]
    fn land_is_where_it_is_whatever_globe_shows_it(
        middle in anywhere(), degrees in 0.0..58.0_f64, bearing in 0.0..360.0_f64,
    ) {
        let shown = away(middle, degrees, bearing);
        // A coast runs straight on each picture, and so a little differently on each.
        let land = is_land(shown);
        let beside = (0..16).map(|at| away(shown, f64::from(1 + at % 2) * 0.7, 22.5 * f64::from(at)));
        prop_assume!(beside.into_iter().all(|beside| is_land(beside) == land));
        let globe = Globe::over(middle);
        prop_assert_eq!(is_filled(&drawn(&globe), globe.at(shown)), land, "{:?} from {:?}", shown, middle);
    }

    #[test]
    fn any_text_gives_rings_and_no_trouble(text in "\\PC*") {
        for at in coasts(&text).flatten() {
            prop_assert!((-180.0..=180.0).contains(&at.lon), "{at:?}");
        }
    }
}
