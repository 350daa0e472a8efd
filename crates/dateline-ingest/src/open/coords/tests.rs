use super::*;
use dateline_core::geo::LonLat;
use proptest::prelude::*;

fn near(a: LonLat, b: LonLat, degrees: f64) -> bool {
    (a.lon - b.lon).abs() <= degrees && (a.lat - b.lat).abs() <= degrees
}

fn at(cell: &str) -> LonLat {
    match pair(cell) {
        Some(Place::At(place, _)) => place,
        Some(Place::Unordered(lat, lon)) => LonLat { lon, lat },
        None => panic!("{cell} is not read"),
    }
}

#[test]
fn one_place_is_read_in_every_usual_spelling() {
    let wanted = LonLat { lon: 37.15, lat: 36.2 };
    let spellings = [
        "36.2, 37.15",
        "36.2 37.15",
        "(36.2, 37.15)",
        "36.2;37.15",
        "36,2; 37,15",
        "36,2, 37,15",
        "36.2N 37.15E",
        "37.15 E, 36.2 N",
        "N36.2 E37.15",
        "36.2° N, 37.15° E",
        "36°12'00\"N 37°09'00\"E",
        "36°12'N, 37°09'E",
        "36° 12′ 0″ N / 37° 9′ 0″ E",
        "N 36 12 00 E 37 09 00",
        "N 36° 12.000' E 37° 09.000'",
        "36:12:00N,37:09:00E",
        "36d12'00\"N 37d09'00\"E",
        "٣٦٫٢، ٣٧٫١٥",
        "36° 12′ شمالاً، 37° 9′ شرقاً",
        "36°12′ צפון, 37°9′ מזרח",
        "36°12′ с.ш., 37°09′ в.д.",
        "36.2 North, 37.15 East",
        "36,2° Nord; 37,15° Ost",
    ];
    for spelling in spellings {
        let read = at(spelling);
        assert!(near(read, wanted, 1e-9), "{spelling}: {read:?}");
    }
}

#[test]
fn what_is_no_position_is_none() {
    for text in
        ["", "Aleppo", "36", "36.2, north", "200N 37E", "36°72'N 37°E", "1,2,3,4,5", "2016-12-05"]
    {
        assert_eq!(pair(text), None, "{text}");
    }
    assert_eq!(angle("36.2 N E"), None);
    assert_eq!(angle("-36.2 S"), None);
    assert_eq!(angle("36.5 30.2"), None);
}

#[test]
fn a_number_has_a_point_or_a_comma_before_its_decimals() {
    assert_eq!(decimal("36,2"), Some(36.2));
    assert_eq!(decimal("−36.2"), Some(-36.2));
    assert_eq!(decimal("٣٦٫٢"), Some(36.2));
    for text in ["1,234.5", "1,2,3", "NaN", "inf", "36.2°", ""] {
        assert_eq!(decimal(text), None, "{text}");
    }
}

#[test]
fn a_tower_in_paris_has_the_grid_coordinates_that_everybody_knows() {
    let tower = LonLat { lon: 2.294_5, lat: 48.858_2 };
    assert!(near(at("31U 448251.8 5411932.7"), tower, 2e-5));
    assert!(near(at("UTM zone 31 N 448251.8mE 5411932.7mN"), tower, 2e-5));
    assert!(near(at("31UDQ4825111932"), tower, 2e-5));
    assert!(near(at("31U DQ 48251 11932"), tower, 2e-5));
    let Some(Place::At(square, size_m)) = pair("31U DQ 48 11") else { panic!() };
    assert!(near(square, tower, 0.01) && size_m == 1000.0);
    // South of the equator: Sydney's opera house.
    assert!(near(at("56H 334900 6252300"), LonLat { lon: 151.2153, lat: -33.8568 }, 0.01));
    assert!(near(at("56S 334900 6252300"), LonLat { lon: 151.2153, lat: -33.8568 }, 0.01));
}

#[test]
fn geometries_are_read_as_text_and_as_bytes() {
    let point = |lon: f64, lat: f64| Some(GeometryValue::Point { coordinates: [lon, lat].into() });
    assert_eq!(geometry("POINT (37.1 36.2)"), point(37.1, 36.2));
    assert_eq!(geometry("srid=4326;point z(37.1 36.2 400)"), point(37.1, 36.2));
    assert_eq!(geometry("{\"type\":\"Point\",\"coordinates\":[37.1,36.2]}"), point(37.1, 36.2));
    // SELECT ST_GeomFromText('POINT(1 2)') in both byte orders, and with SRID 4326.
    assert_eq!(geometry("0101000000000000000000F03F0000000000000040"), point(1.0, 2.0));
    assert_eq!(geometry("00000000013FF00000000000004000000000000000"), point(1.0, 2.0));
    assert_eq!(geometry("0101000020E6100000000000000000F03F0000000000000040"), point(1.0, 2.0));
    let Some(GeometryValue::MultiPolygon { coordinates }) = geometry(
        "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0), (0.2 0.1, 0.4 0.1, 0.4 0.2, 0.2 0.1)), ((5 5, 6 5, 6 6, 5 5)))",
    ) else {
        panic!()
    };
    assert_eq!((coordinates.len(), coordinates[0].len(), coordinates[1][0].len()), (2, 2, 4));
    let collection = geometry("GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 1 1))");
    assert!(
        matches!(collection, Some(GeometryValue::GeometryCollection { geometries }) if geometries.len() == 2)
    );
    assert!(
        geometry("MULTIPOINT ((1 2), (3 4))").is_some()
            && geometry("MULTIPOINT (1 2, 3 4)").is_some()
    );
    for none in [
        "POINT (1)",
        "POINT EMPTY",
        "POLYGON ((0 0, 1",
        "POINT (1 2) x",
        "POINT (NaN 2)",
        "01",
        "Aleppo",
    ] {
        assert_eq!(geometry(none), None, "{none}");
    }
}

proptest! {
    #[test]
    fn utm_leads_back_to_the_place(lon in -179.9_f64..179.9, lat in -80.0_f64..84.0) {
        let place = LonLat { lon, lat };
        let zone = ((lon + 180.0) / 6.0).floor() as u32 + 1;
        let (easting_m, northing_m) = super::utm::project(place, zone);
        let back = super::utm::unproject(easting_m, northing_m, zone).unwrap();
        prop_assert!(near(place, back, 1e-9), "{back:?}");
    }

    #[test]
    fn a_reference_of_the_grid_names_the_metre_of_the_place(lon in -179.9_f64..179.9, lat in -79.9_f64..83.9) {
        let place = LonLat { lon, lat };
        let reference = super::mgrs::write(place).unwrap();
        let (back, size_m) = super::mgrs::read(&reference).unwrap();
        prop_assert_eq!(size_m, 1.0);
        let metre = 1.0 / 111_000.0;
        prop_assert!((back.lat - lat).abs() < metre, "{reference} {back:?}");
        prop_assert!(((back.lon - lon) * lat.to_radians().cos()).abs() < metre, "{reference} {back:?}");
    }

    #[test]
    fn degrees_minutes_and_seconds_are_the_decimal_degrees_that_they_say(thousandths in -647_999_999_i64..648_000_000) {
        let seconds = thousandths.abs() as f64 / 1000.0;
        let letter = if thousandths < 0 { 'W' } else { 'E' };
        let (degrees, rest) = ((seconds / 3600.0).floor(), seconds % 3600.0);
        let text = format!("{degrees}°{}'{:.3}\"{letter}", (rest / 60.0).floor(), rest % 60.0);
        prop_assume!(!text.contains("60.000"));
        let (read, axis) = angle(&text).unwrap();
        prop_assert_eq!(axis, Some(Axis::Longitude));
        prop_assert!((read - thousandths as f64 / 3_600_000.0).abs() < 1e-6, "{text}: {read}");
    }

    #[test]
    fn no_text_makes_a_reader_of_positions_panic(text in "\\PC{0,40}", hex in "[0-9A-F]{0,120}", wkt in "[A-Z(), .0-9-]{0,60}") {
        let _ = (pair(&text), angle(&text), geometry(&hex), geometry(&wkt), pair(&wkt));
    }
}
