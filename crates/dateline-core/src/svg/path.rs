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

/// Path data of polygons with their holes, for the even–odd rule; rings whose box lies
/// outside the picture are left out.
pub fn polygons(view: &View, polygons: &[Polygon]) -> String {
    polygons
        .iter()
        .flatten()
        .map(|ring| {
            let points: Vec<(f64, f64)> =
                ring.iter().map(|position| view.screen_from_lonlat(*position)).collect();
            let range = |part: fn(&(f64, f64)) -> f64| {
                points.iter().map(part).fold((f64::MAX, f64::MIN), |(low, high), value| {
                    (low.min(value), high.max(value))
                })
            };
            let ((left, right), (top, bottom)) = (range(|p| p.0), range(|p| p.1));
            let seen =
                right >= 0.0 && left <= view.width_px() && bottom >= 0.0 && top <= view.height_px();
            // The last point repeats the first, which closing the path does anyway.
            let open = points.len().saturating_sub(1);
            if seen { line(points.into_iter().take(open), true) } else { String::new() }
        })
        .collect()
}
