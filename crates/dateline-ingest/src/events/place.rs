//! `lat`, `lon`, `area` and `geo_precision` → where an event is, and how exactly.

use crate::code::Code;
use crate::context::Context;
use crate::problem::Problem;
use crate::row::Row;
use dateline_core::geo::{Extent, LonLat};
use dateline_core::model::{Event, GeoPrecision};

/// What a row says of the place.
pub(super) struct Place {
    /// Latitude and longitude as written, whatever they are.
    written: Option<(f64, f64)>,
    /// The middle of the first area that is known.
    area_centre: Option<LonLat>,
    precision: Option<GeoPrecision>,
}

impl Place {
    /// Reads the cells of a row.
    pub(super) fn read(row: &mut Row<'_, '_>) -> Self {
        let (lat, lon) = (row.number("lat"), row.number("lon"));
        let is_half = row.cell("lat").is_empty() != row.cell("lon").is_empty();
        if is_half {
            let empty = if row.cell("lat").is_empty() { "lat" } else { "lon" };
            row.refuse(Code::CoordMissing, empty, "");
        }
        let first = row.parts("area").find_map(|id| row.context.names.area_centre(id));
        Self {
            written: lat.zip(lon),
            area_centre: first,
            precision: row.one_of("geo_precision", GeoPrecision::from_name, "exact area region"),
        }
    }

    /// The middle of the area, which is never the spot itself.
    fn at_area(&self) -> Option<(LonLat, GeoPrecision)> {
        let precision = match self.precision {
            Some(GeoPrecision::Region) => GeoPrecision::Region,
            _ => GeoPrecision::Area,
        };
        self.area_centre.map(|centre| (centre, precision))
    }
}

/// Places the events. Where every position of the file lies outside the areas and would
/// lie inside with latitude and longitude exchanged, none of them is used.
pub(super) fn set_positions(
    events: &mut [Event],
    places: &[Place],
    file: &str,
    areas: Option<Extent>,
    context: &mut Context<'_>,
) {
    let is_swapped = areas.is_some_and(|areas| are_swapped(places, areas));
    let mut is_told = false;
    for (event, place) in events.iter_mut().zip(places) {
        if let (true, false, Some((lat, lon))) = (is_swapped, is_told, place.written) {
            is_told = true;
            let problem = Problem::new(Code::CoordSwapped, file).row(event.row).column("lat");
            let detail = "every position lies outside the areas, and inside if exchanged";
            context.report.push(problem.value(&format!("{lat}, {lon}")).detail(detail));
        }
        let stated = place.precision.unwrap_or(GeoPrecision::Unknown);
        let placed = match place.written {
            Some(_) if is_swapped => None,
            Some((lat, lon)) => {
                let position = LonLat::new(lon, lat);
                if position.is_none() {
                    let problem = Problem::new(Code::CoordRange, file).row(event.row);
                    context.report.push(problem.column("lat").value(&format!("{lat}, {lon}")));
                }
                position.map(|position| (position, stated)).or_else(|| place.at_area())
            }
            None => place.at_area(),
        };
        event.position = placed.map(|(position, _)| position);
        event.geo_precision = placed.map_or(stated, |(_, precision)| precision);
    }
}

fn are_swapped(places: &[Place], areas: Extent) -> bool {
    let written = || places.iter().filter_map(|place| place.written);
    let is_inside = |lon, lat| LonLat::new(lon, lat).is_some_and(|it| areas.contains(it));
    written().next().is_some()
        && written().all(|(lat, lon)| !is_inside(lon, lat) && is_inside(lat, lon))
}
