//! Small areas and events for the tests.

use crate::geo::LonLat;
use crate::model::{
    Area, Casualties, CategoryIndex, Event, GeoPrecision, Polygon, Ring, Text, Verification,
};
use crate::time::EdtfDate;

/// A closed ring.
pub fn ring(corners: &[(f64, f64)]) -> Ring {
    let position = |(lon, lat): &(f64, f64)| LonLat { lon: *lon, lat: *lat };
    corners.iter().chain(corners.first()).map(position).collect()
}

/// A rectangle, west, south, east, north.
pub fn rectangle(west: f64, south: f64, east: f64, north: f64) -> Ring {
    ring(&[(west, south), (east, south), (east, north), (west, north)])
}

/// An area of that name.
pub fn area(name: &str, polygons: Vec<Polygon>) -> Area {
    let centre = polygons
        .iter()
        .flatten()
        .flatten()
        .next()
        .copied()
        .unwrap_or(LonLat { lon: 0.0, lat: 0.0 });
    Area {
        id: name.to_lowercase(),
        name: Text::Plain(name.to_owned()),
        polygons,
        centre,
        properties: Vec::new(),
    }
}

/// An event of category 0, confirmed and exact.
pub fn event(id: &str, date: Option<&str>, position: Option<(f64, f64)>) -> Event {
    Event {
        id: id.to_owned(),
        title: Text::Plain(id.to_owned()),
        when: date.and_then(|date| EdtfDate::parse(date).ok()),
        areas: Vec::new(),
        position: position.map(|(lon, lat)| LonLat { lon, lat }),
        place: Text::default(),
        geo_precision: GeoPrecision::Exact,
        category: CategoryIndex(0),
        actors: Vec::new(),
        casualties: Casualties::default(),
        verification: Verification::Confirmed,
        graphic: false,
        sources: Vec::new(),
        chapter: String::new(),
        withdrawn: false,
        row: 2,
    }
}
