//! A place inside an area: where its name goes and an event without a spot is drawn.

use crate::geometry::twice_signed_area;
use dateline_core::geo::{Extent, LonLat};
use dateline_core::model::Polygon;

/// Heights at which a polygon is cut to find its widest part.
const CUTS: u32 = 16;

/// Whether the position lies inside one of the polygons and in none of its holes.
pub(crate) fn contains(polygons: &[Polygon], position: LonLat) -> bool {
    polygons.iter().any(|polygon| polygon_contains(polygon, position))
}

/// Even-odd rule: a ray to the east crosses the rings an odd number of times.
fn polygon_contains(polygon: &Polygon, position: LonLat) -> bool {
    crossings(polygon, position.lat).filter(|lon| position.lon < *lon).count() % 2 == 1
}

/// Longitudes at which the rings cross a parallel, in no order.
fn crossings(polygon: &Polygon, lat: f64) -> impl Iterator<Item = f64> {
    polygon.iter().flat_map(|ring| ring.windows(2)).filter_map(move |pair| match pair {
        // Half-open, so that a corner on the parallel counts once.
        [a, b] if (a.lat <= lat) != (b.lat <= lat) => {
            Some(a.lon + (lat - a.lat) / (b.lat - a.lat) * (b.lon - a.lon))
        }
        _ => None,
    })
}

/// A place inside the largest polygon: its centroid, or the middle of its widest part
/// where the centroid lies outside. `None` only without polygons.
pub(crate) fn place_inside(polygons: &[Polygon]) -> Option<LonLat> {
    let size = |polygon: &Polygon| polygon.first().map_or(0.0, |ring| twice_signed_area(ring));
    let largest = polygons.iter().max_by(|a, b| size(a).total_cmp(&size(b)))?;
    let centroid = centroid(largest).filter(|place| polygon_contains(largest, *place));
    centroid.or_else(|| widest_part(largest)).or_else(|| largest.first()?.first().copied())
}

/// The centre of gravity, holes taken out.
fn centroid(polygon: &Polygon) -> Option<LonLat> {
    let origin = *polygon.first()?.first()?;
    let (mut weight, mut east, mut north) = (0.0, 0.0, 0.0);
    for pair in polygon.iter().flat_map(|ring| ring.windows(2)) {
        if let [a, b] = pair {
            let (ax, ay) = (a.lon - origin.lon, a.lat - origin.lat);
            let (bx, by) = (b.lon - origin.lon, b.lat - origin.lat);
            let cross = ax * by - bx * ay;
            weight += cross;
            east += (ax + bx) * cross;
            north += (ay + by) * cross;
        }
    }
    let third = 1.0 / (3.0 * weight);
    LonLat::new(origin.lon + east * third, origin.lat + north * third)
}

/// The middle of the longest stretch of a parallel inside the polygon.
fn widest_part(polygon: &Polygon) -> Option<LonLat> {
    let extent = Extent::around(polygon.iter().flatten().copied())?;
    let height = extent.north - extent.south;
    let mut widest: Option<(f64, LonLat)> = None;
    for cut in 0..CUTS {
        // Between the corners of round numbers.
        let lat = extent.south + height * (f64::from(cut) + 0.4871) / f64::from(CUTS);
        let mut lons: Vec<f64> = crossings(polygon, lat).collect();
        lons.sort_by(f64::total_cmp);
        for pair in lons.as_chunks::<2>().0 {
            let width = pair[1] - pair[0];
            if widest.is_none_or(|(most, _)| width > most) {
                widest = Some((width, LonLat { lon: f64::midpoint(pair[0], pair[1]), lat }));
            }
        }
    }
    widest.map(|(_, place)| place)
}
