//! `areas.geojson`: the outlines of the quarters with their names.

use super::error::DataError;
use super::plane::{Point, Raster, Vertex};
use super::rings::{Borders, Polygon};
use super::tables::{Drawn, Place, Tables};
use super::{fit, ground, grow, json, label, tidy};

/// Side of a cell of the grid that the outlines are traced on.
const CELL_M: f64 = 20.0;
/// Built-up land in smaller pieces is a village, which its own area shows.
const SMALLEST_TOWN_HA: f64 = 1000.0;

/// An area with its outline.
#[derive(Clone, Debug)]
pub struct Area {
    /// Its row in the table of places.
    pub place: Place,
    /// One polygon or several.
    pub polygons: Vec<Polygon>,
    /// Where the name goes.
    pub label: Vertex,
    /// Area of the outline.
    pub area_ha: f64,
}

/// The areas and the land around them.
#[derive(Clone, Debug)]
pub struct Map {
    /// All areas, in the order of the table of places.
    pub areas: Vec<Area>,
    /// The outline of the city: areas and built-up land that is in no area.
    pub built_up: Vec<Polygon>,
}

/// Draws all areas.
///
/// # Errors
/// Tables that do not fit together, or outlines that are not a clean partition.
pub fn draw(tables: &Tables) -> Result<Map, DataError> {
    let quarters = fit::fit(tables)?;
    let land = ground::survey(tables, CELL_M);
    let mut labels: Raster<u16> = grow::grow(&land, &quarters);
    let places = tables.areas();
    // The rest is the last area of the table; loose land comes after it.
    let first_loose =
        places.len() as u16 + u16::from(places.last().is_none_or(|last| last.drawn != Drawn::Rest));
    tidy::tidy(&mut labels, &land, first_loose);
    let borders = Borders::of(&labels)?;
    let mut areas = Vec::new();
    for (label, place) in (1u16..).zip(places) {
        let polygons = borders.polygons(|other| other == label, &place.id)?;
        areas.push(Area {
            label: label::label_point(&polygons, Point::from_degrees(place.lon, place.lat).into()),
            area_ha: area_ha(&polygons),
            polygons,
            place: place.clone(),
        });
    }
    let mut built_up = borders.polygons(|label| label != 0, "built-up")?;
    built_up.retain(|polygon| area_ha(std::slice::from_ref(polygon)) >= SMALLEST_TOWN_HA);
    Ok(Map { areas, built_up })
}

fn area_ha(polygons: &[Polygon]) -> f64 {
    polygons.iter().flatten().map(|ring| signed_ha(ring)).sum()
}

/// Area inside a ring; holes, which run clockwise, count below zero.
fn signed_ha(ring: &[Vertex]) -> f64 {
    let points: Vec<Point> = ring.iter().map(|vertex| Point::from(*vertex)).collect();
    let pairs = points.iter().zip(points.iter().skip(1));
    pairs.map(|(a, b)| a.x * b.y - b.x * a.y).sum::<f64>() / 20_000.0
}

/// The file.
pub fn text(areas: &[Area]) -> String {
    json::collection(&areas.iter().map(feature).collect::<Vec<_>>())
}

fn feature(area: &Area) -> String {
    let place = &area.place;
    let mut properties = vec![
        format!(r#""name":{}"#, json::string(&place.name)),
        format!(r#""name:ar":{}"#, json::string(&place.name_ar)),
    ];
    for (key, names) in [("alt_names", &place.alt_names), ("alt_names:ar", &place.alt_names_ar)] {
        if !names.is_empty() {
            properties.push(format!(r#""{key}":{}"#, json::string(names)));
        }
    }
    properties.push(format!(r#""kind":{}"#, json::string(&place.kind)));
    properties.push(format!(r#""coord_status":{}"#, json::string(&place.coord_status)));
    properties.push(format!(r#""uncertainty_m":{}"#, place.uncertainty_m));
    properties.push(format!(r#""area_ha":{:.0}"#, area.area_ha));
    properties.push(format!(r#""lon":{}"#, json::degrees(area.label.lon_e5)));
    properties.push(format!(r#""lat":{}"#, json::degrees(area.label.lat_e5)));
    format!(
        r#"{{"type":"Feature","id":{},"properties":{{{}}},"geometry":{}}}"#,
        json::string(&place.id),
        properties.join(","),
        json::polygons(&area.polygons)
    )
}
