//! Lines and rings as path data.

use super::text::px;
use crate::geo::{LonLat, View, WorldPoint};
use crate::model::Polygon;

/// Path data of a line on the screen; empty for a line without length.
pub fn line(points: impl Iterator<Item = (f64, f64)>, closed: bool) -> String {
    let mut data = String::new();
    let mut last = (String::new(), String::new());
    for (x, y) in points {
        let point = (px(x), px(y));
        if point != last {
            data.push(if data.is_empty() { 'M' } else { 'L' });
            data.push_str(&format!("{} {}", point.0, point.1));
            last = point;
        }
    }
    if !data.contains('L') {
        return String::new();
    }
    if closed {
        data.push('Z');
    }
    data
}

/// Path data of a line of the model.
pub fn positions(view: &View, positions: &[LonLat]) -> String {
    line(positions.iter().map(|position| view.screen_from_lonlat(*position)), false)
}

/// Path data of a line of world points.
pub fn world(view: &View, points: &[WorldPoint], closed: bool) -> String {
    line(points.iter().map(|point| view.screen_from_world(*point)), closed)
}

/// Path data of the outlines of polygons and their holes; rings whose box lies outside the
/// picture are left out.
pub fn polygons(view: &View, polygons: &[Polygon]) -> String {
    polygons.iter().flatten().map(|ring| closed(view, on_screen(view, ring))).collect()
}

/// Attributes of a path that fills polygons less their holes, within a group of the even–odd
/// rule; empty if nothing of them is in the picture.
///
/// That rule leaves ground blank that two polygons have, which nobody means. Several go by the
/// other one, under which their rings have to turn the way that GeoJSON tells. They stay one
/// path, since two that meet show a seam.
pub fn filled(view: &View, polygons: &[Polygon]) -> String {
    if let [_] = polygons {
        return with_data("", &self::polygons(view, polygons));
    }
    let mut data = String::new();
    for (place, ring) in polygons.iter().flat_map(|polygon| polygon.iter().enumerate()) {
        let mut points = on_screen(view, ring);
        let is_hole = place > 0;
        if (twice_area(&points) > 0.0) != is_hole {
            points.reverse();
        }
        data.push_str(&closed(view, points));
    }
    with_data("fill-rule=\"nonzero\" ", &data)
}

fn with_data(rule: &str, data: &str) -> String {
    if data.is_empty() { String::new() } else { format!("{rule}d=\"{data}\"") }
}

/// The points of a ring, the first and last one once: closing a path repeats it anyway.
fn on_screen(view: &View, ring: &[LonLat]) -> Vec<(f64, f64)> {
    let open = ring.len().saturating_sub(1);
    ring.iter().take(open).map(|position| view.screen_from_lonlat(*position)).collect()
}

/// Twice the area of a ring; above 0 if it turns clockwise as it is seen.
fn twice_area(points: &[(f64, f64)]) -> f64 {
    let next = points.iter().cycle().skip(1);
    points.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum()
}

fn closed(view: &View, points: Vec<(f64, f64)>) -> String {
    let range = |part: fn(&(f64, f64)) -> f64| {
        points
            .iter()
            .map(part)
            .fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)))
    };
    let ((left, right), (top, bottom)) = (range(|p| p.0), range(|p| p.1));
    let seen = right >= 0.0 && left <= view.width_px() && bottom >= 0.0 && top <= view.height_px();
    if seen { line(points.into_iter(), true) } else { String::new() }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::scene::testing::rectangle;

    fn view() -> View {
        View::new(LonLat { lon: 10.0, lat: 50.0 }, 12.0, 800.0, 800.0)
    }

    /// Whether a place is filled: how often the rings run around it, as both rules count it.
    fn is_filled(attributes: &str, lon: f64, lat: f64) -> bool {
        let (x, y) = view().screen_from_lonlat(LonLat { lon, lat });
        let (rule, data) = attributes.split_once("d=\"").unwrap();
        let (mut winding, mut crossings) = (0, 0);
        for ring in data.split('Z').filter(|ring| ring.starts_with('M')) {
            let number = |text: &str| text.parse::<f64>().unwrap();
            let points: Vec<(f64, f64)> = ring[1..]
                .split('L')
                .map(|point| point.split_once(' ').unwrap())
                .map(|(x, y)| (number(x), number(y)))
                .collect();
            for (a, b) in points.iter().zip(points.iter().cycle().skip(1)) {
                let at_x = a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0);
                if (a.1 > y) != (b.1 > y) && at_x > x {
                    winding += if b.1 > a.1 { 1 } else { -1 };
                    crossings += 1;
                }
            }
        }
        if rule.contains("nonzero") { winding != 0 } else { crossings % 2 == 1 }
    }

    #[test]
    fn ground_of_two_parts_is_filled_whichever_way_their_rings_turn() {
        for turned in 0..8 {
            let ring = |bit: usize, west, south, east, north| {
                let mut ring = rectangle(west, south, east, north);
                if turned >> bit & 1 == 1 {
                    ring.reverse();
                }
                ring
            };
            let holed = vec![ring(0, 9.9, 49.9, 10.0, 50.0), ring(1, 9.91, 49.91, 9.95, 49.95)];
            let over = vec![ring(2, 9.94, 49.94, 10.1, 50.1)];
            let attributes = filled(&view(), &[holed, over]);
            for (lon, lat, expected) in [
                (9.905, 49.905, true),
                (9.92, 49.92, false),
                // What both have, the hole that the other covers, what one alone has, nothing.
                (9.98, 49.98, true),
                (9.945, 49.945, true),
                (10.05, 50.05, true),
                (9.92, 50.05, false),
            ] {
                assert_eq!(is_filled(&attributes, lon, lat), expected, "{turned}: {lon} {lat}");
            }
        }
    }

    #[test]
    fn one_polygon_is_filled_as_it_is_written() {
        let square = vec![rectangle(9.9, 49.9, 10.0, 50.0), rectangle(9.92, 49.92, 9.95, 49.95)];
        let attributes = filled(&view(), std::slice::from_ref(&square));
        assert_eq!(attributes, format!("d=\"{}\"", polygons(&view(), &[square])));
        assert!(is_filled(&attributes, 9.91, 49.91) && !is_filled(&attributes, 9.93, 49.93));
        assert_eq!(filled(&view(), &[vec![rectangle(-60.0, -30.0, -59.0, -29.0)]]), "");
        assert_eq!(filled(&view(), &[]), "");
    }
}
