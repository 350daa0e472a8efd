//! `lat`, `lon`, `area` and `geo_precision` → where an event is, and how exactly.

use crate::code::Code;
use crate::context::Context;
use crate::problem::Problem;
use crate::row::Row;
use dateline_core::geo::{Extent, LonLat};
use dateline_core::model::GeoPrecision;
use dateline_core::pack::Shelf;

/// What a row says of the place.
pub(super) struct Place {
    /// Longitude and latitude as written, whatever they are, until the whole file is known; where
    /// none are, the middle of the first area that is known.
    pub position: Option<LonLat>,
    /// As written, or how exactly the middle of an area tells the place.
    pub precision: GeoPrecision,
    written: bool,
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
        let stated = row.one_of("geo_precision", GeoPrecision::from_name, "exact area region");
        let stated = stated.unwrap_or(GeoPrecision::Unknown);
        if let Some((lat, lon)) = lat.zip(lon) {
            let position = Some(LonLat { lon, lat });
            return Self { position, precision: stated, written: true };
        }
        let first = row.parts("area").find_map(|id| row.context.names.area_centre(id));
        let (position, precision) = at_area(first, stated);
        Self { position, precision, written: false }
    }

    /// Whether the row itself says where it is.
    pub(super) fn is_written(&self) -> bool {
        self.written
    }
}

/// The middle of an area, which is never the spot itself.
fn at_area(centre: Option<LonLat>, stated: GeoPrecision) -> (Option<LonLat>, GeoPrecision) {
    match (centre, stated) {
        (None, _) | (_, GeoPrecision::Region) => (centre, stated),
        _ => (centre, GeoPrecision::Area),
    }
}

/// Settles the positions that are `written`, those of one file by their places on the shelf; they
/// are told of by the file and a column of it.
/// Where every one lies outside the areas and would lie inside with latitude and longitude
/// exchanged, none of them is used.
pub(super) fn settle(
    events: &mut Shelf,
    written: impl Iterator<Item = usize> + Clone,
    (file, column): (&str, &str),
    areas: Option<Extent>,
    context: &mut Context<'_>,
) {
    let is_swapped = areas.is_some_and(|areas| {
        are_swapped(written.clone().filter_map(|place| events.position(place)), areas)
    });
    let mut is_told = false;
    for place in written {
        let Some(LonLat { lon, lat }) = events.position(place) else { continue };
        let is_somewhere = LonLat::new(lon, lat).is_some();
        if is_somewhere && !is_swapped {
            continue;
        }
        let Some(event) = events.event(place) else { continue };
        let value = format!("{lat}, {lon}");
        let told = |code| Problem::new(code, file).row(event.row).column(column).value(&value);
        let stated = event.geo_precision;
        let (position, precision) = if is_swapped {
            if !is_told {
                is_told = true;
                let detail = "every position lies outside the areas, and inside if exchanged";
                context.report.push(told(Code::CoordSwapped).detail(detail));
            }
            (None, stated)
        } else {
            context.report.push(told(Code::CoordRange));
            let first = event.areas.first();
            at_area(first.and_then(|area| context.names.centre(*area)), stated)
        };
        // There is room in the row: for none always, and for any in place of what is nowhere.
        let _ = events.set_position(place, position, precision);
    }
}

fn are_swapped(written: impl Iterator<Item = LonLat>, areas: Extent) -> bool {
    let is_inside = |lon, lat| LonLat::new(lon, lat).is_some_and(|it| areas.contains(it));
    let mut written = written.peekable();
    written.peek().is_some()
        && written.all(|LonLat { lon, lat }| !is_inside(lon, lat) && is_inside(lat, lon))
}
