//! Exact questions about written coordinates: which side, do two segments meet, which
//! arcs cross. Whole numbers only, so that every answer is right.

use super::plane::Vertex;

/// Twice the signed area of the triangle: above zero when `c` is left of `a` → `b`.
pub fn side(a: Vertex, b: Vertex, c: Vertex) -> i64 {
    (b.lon_e5 - a.lon_e5) * (c.lat_e5 - a.lat_e5) - (b.lat_e5 - a.lat_e5) * (c.lon_e5 - a.lon_e5)
}

/// Twice the signed area of a closed ring: above zero when counter-clockwise.
pub fn doubled_area(ring: &[Vertex]) -> i64 {
    let pairs = ring.iter().zip(ring.iter().skip(1));
    pairs.map(|(a, b)| a.lon_e5 * b.lat_e5 - b.lon_e5 * a.lat_e5).sum()
}

fn within(a: Vertex, b: Vertex, point: Vertex) -> bool {
    let lon = a.lon_e5.min(b.lon_e5)..=a.lon_e5.max(b.lon_e5);
    let lat = a.lat_e5.min(b.lat_e5)..=a.lat_e5.max(b.lat_e5);
    lon.contains(&point.lon_e5) && lat.contains(&point.lat_e5)
}

/// Whether two segments have a point in common that is not an end of both.
pub fn meet((a, b): (Vertex, Vertex), (c, d): (Vertex, Vertex)) -> bool {
    let (c_side, d_side) = (side(a, b, c).signum(), side(a, b, d).signum());
    let (a_side, b_side) = (side(c, d, a).signum(), side(c, d, b).signum());
    if c_side * d_side < 0 && a_side * b_side < 0 {
        return true;
    }
    let touches = |on: i64, from: Vertex, to: Vertex, point: Vertex| {
        on == 0 && within(from, to, point) && point != from && point != to
    };
    let same = (a, b) == (c, d) || (a, b) == (d, c);
    same || touches(c_side, a, b, c)
        || touches(d_side, a, b, d)
        || touches(a_side, c, d, a)
        || touches(b_side, c, d, b)
}

/// Pairs of lines (by index; a line may pair with itself) that have a point in common
/// which is not an end of both segments.
pub fn crossings(lines: &[Vec<Vertex>]) -> Vec<(usize, usize)> {
    let mut segments: Vec<(usize, Vertex, Vertex)> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        segments.extend(line.iter().zip(line.iter().skip(1)).map(|(a, b)| (index, *a, *b)));
    }
    segments.sort_by_key(|(index, a, b)| (a.lon_e5.min(b.lon_e5), *index));
    let mut found = Vec::new();
    for (position, (index, a, b)) in segments.iter().enumerate() {
        let east = a.lon_e5.max(b.lon_e5);
        for (other, c, d) in segments.iter().skip(position + 1) {
            if c.lon_e5.min(d.lon_e5) > east {
                break;
            }
            if meet((*a, *b), (*c, *d)) {
                found.push((*index, *other));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Lines that pass the same place twice, or share a place that is not an end of both.
pub fn touches(lines: &[Vec<Vertex>]) -> Vec<(usize, usize)> {
    let mut places: Vec<(Vertex, bool, usize)> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let last = line.len().saturating_sub(1);
        let is_loop = line.first() == line.last();
        for (position, vertex) in line.iter().enumerate() {
            let is_end = !is_loop && (position == 0 || position == last);
            // The closing position of a loop is the same place as its first.
            if !(is_loop && position == last) {
                places.push((*vertex, is_end, index));
            }
        }
    }
    places.sort_unstable();
    let pairs = places.iter().zip(places.iter().skip(1));
    pairs.filter(|(a, b)| a.0 == b.0 && !(a.1 && b.1)).map(|(a, b)| (a.2, b.2)).collect()
}
