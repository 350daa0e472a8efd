//! What the core builds arrives on the screen where the core's camera says.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use dateline_core::geo::{LonLat, View, WorldPoint};
use dateline_core::model::{Area, Text};
use dateline_core::scene::{AreaMesh, LineMesh};
use dateline_gl::{Camera, LineSlot, Painter};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const WEST: [f64; 2] = [37.10, 37.16];
const EAST: [f64; 2] = [37.16, 37.22];
const LATITUDES: [f64; 2] = [36.17, 36.23];

fn area(id: &str, [west, east]: [f64; 2]) -> Area {
    let [south, north] = LATITUDES;
    let ring = [(west, south), (east, south), (east, north), (west, north), (west, south)]
        .map(|(lon, lat)| LonLat { lon, lat })
        .to_vec();
    Area {
        id: id.to_owned(),
        name: Text::default(),
        polygons: vec![vec![ring]],
        centre: LonLat { lon: (west + east) / 2.0, lat: 36.2 },
        properties: Vec::new(),
    }
}

fn painter_of(areas: &[Area]) -> Painter {
    let mut painter = painter();
    painter.upload_areas(&AreaMesh::build(areas)).unwrap();
    painter.upload_lines(LineSlot::Borders, &LineMesh::outline_areas(areas)).unwrap();
    painter.set_control(&[[0, NOBODY, HELD, 0], [1, NOBODY, HELD, 0]]).unwrap();
    painter
}

#[wasm_bindgen_test]
fn areas_and_their_front_are_where_the_view_says() {
    let areas = [area("west", WEST), area("east", EAST)];
    let mut painter = painter_of(&areas);
    for (zoom, ratio) in [(11.3, 1.0), (12.0, 2.0), (12.7, 1.5)] {
        let middle = LonLat { lon: 37.163, lat: 36.199 };
        let view = View::new(middle, zoom, 400.0, 200.0);
        let mut frame = frame(&[]);
        frame.camera = Camera::of(&view, ratio);
        painter.draw(&frame).unwrap();
        for (area, colour) in areas.iter().zip([RED, BLUE]) {
            let (x, y) = view.screen_from_lonlat(area.centre);
            assert_eq!(painter.read_pixel(x, y).unwrap(), opaque(colour), "{}", area.id);
        }
        let (x, y) = view.screen_from_lonlat(LonLat { lon: EAST[0], lat: 36.2 });
        // The front's ink, over whatever colour lies below.
        let [red, green, blue, _] = painter.read_pixel(x, y).unwrap();
        assert!(red < 0x60 && green < 0x60 && blue < 0x60, "{red} {green} {blue} at {zoom}");
    }
}

#[wasm_bindgen_test]
fn a_border_lies_evenly_on_both_sides_of_its_course() {
    let areas = [area("west", WEST), area("east", EAST)];
    let mut painter = painter_of(&areas);
    let border = LonLat { lon: EAST[0], lat: 36.2 };
    let view = View::new(border, 14.0, 100.0, 100.0);
    let mut frame = frame(&[]);
    frame.camera = Camera::of(&view, 1.0);
    frame.selected_area = Some(0);
    painter.draw(&frame).unwrap();
    let row: Vec<[u8; 4]> =
        (0..100).map(|x| painter.read_pixel(f64::from(x), 50.0).unwrap()).collect();
    let lined = |x: &usize| row[*x] != opaque(RED) && row[*x] != opaque(BLUE);
    let west = (0..50).filter(lined).count();
    let east = (50..100).filter(lined).count();
    assert!(west.abs_diff(east) <= 1 && west >= 3, "{west} and {east} pixels");
    assert_eq!((row[10], row[90]), (opaque(RED), opaque(BLUE)));
}

#[wasm_bindgen_test]
fn a_mark_at_the_greatest_zoom_is_where_the_view_says() {
    let place = LonLat { lon: 37.162_648_1, lat: 36.199_212_4 };
    let point = WorldPoint::from_lonlat(place);
    let mut painter = painter();
    painter.upload_symbols(&[symbol([point.x, point.y], 0, 0, 0)]).unwrap();
    let categories = categories();
    for (east, south) in [(0.0, 0.0), (3e-5, -2e-5), (-4e-5, 3e-5)] {
        let middle = LonLat { lon: place.lon + east, lat: place.lat + south };
        let view = View::new(middle, 20.0, 100.0, 100.0);
        let mut frame = frame(&categories);
        frame.camera = Camera::of(&view, 1.0);
        painter.draw(&frame).unwrap();
        let (x, y) = view.screen_from_lonlat(place);
        let (seen_x, seen_y) = middle_of_marks(&painter.read_picture().unwrap());
        assert!((seen_x - x).abs() < 0.5, "{seen_x} is not {x}");
        assert!((seen_y - y).abs() < 0.5, "{seen_y} is not {y}");
    }
}
