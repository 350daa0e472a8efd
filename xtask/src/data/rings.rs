//! From borders to areas: smooths all arcs until nothing crosses, then joins them into
//! rings, outer ones counter-clockwise, holes clockwise (RFC 7946 §3.1.6).
//! Has no opinion on names.

use super::check;
use super::error::DataError;
use super::plane::{Raster, Vertex};
use super::smooth;
use super::trace::{self, Arc};

/// A closed ring: the last position repeats the first.
pub type Ring = Vec<Vertex>;
/// An outer ring and its holes.
pub type Polygon = Vec<Ring>;

/// Smoothed lines of all arcs, none of which cross.
///
/// # Errors
/// Lines that cross even unsmoothed, which a clean grid does not have.
pub fn lines(arcs: &[Arc], cell_m: f64) -> Result<Vec<Vec<Vertex>>, DataError> {
    let mut levels = vec![0; arcs.len()];
    for _ in 0..=3 * smooth::LAST_LEVEL {
        let nodes = smooth::settle_nodes(arcs, &levels, cell_m);
        let lines: Vec<Vec<Vertex>> = arcs
            .iter()
            .zip(&levels)
            .map(|(arc, level)| smooth::line(arc, *level, &nodes, cell_m))
            .collect();
        let mut bad: Vec<usize> = check::crossings(&lines)
            .into_iter()
            .chain(check::touches(&lines))
            .flat_map(|(a, b)| [a, b])
            .collect();
        // A loop needs three corners, any other arc two different ends.
        let too_short =
            |line: &Vec<Vertex>| line.len() < 2 || (line.first() == line.last() && line.len() < 4);
        bad.extend(lines.iter().enumerate().filter(|(_, line)| too_short(line)).map(|(i, _)| i));
        if bad.is_empty() {
            return Ok(lines);
        }
        bad.sort_unstable();
        bad.dedup();
        for index in bad {
            if let Some(level) = levels.get_mut(index) {
                *level = (*level + 1).min(smooth::LAST_LEVEL);
            }
        }
    }
    Err(DataError::Outline { id: "all areas".to_owned(), problem: "borders cross" })
}

/// The smoothed borders of a grid.
pub struct Borders {
    arcs: Vec<Arc>,
    lines: Vec<Vec<Vertex>>,
}

impl Borders {
    /// Traces and smooths all borders.
    ///
    /// # Errors
    /// As [`lines`].
    pub fn of(labels: &Raster<u16>) -> Result<Self, DataError> {
        let arcs = trace::trace(labels);
        let lines = lines(&arcs, labels.cell_m)?;
        Ok(Self { arcs, lines })
    }

    /// The polygons of all cells whose label is in a set; `name` is for errors.
    ///
    /// # Errors
    /// No such cell, or a ring that does not close.
    pub fn polygons(
        &self,
        holds: impl Fn(u16) -> bool,
        name: &str,
    ) -> Result<Vec<Polygon>, DataError> {
        assemble(&rings_of(holds, name, &self.arcs, &self.lines)?, name)
    }
}

/// Joins the arcs around a set of labels, which is kept on the left.
fn rings_of(
    inside: impl Fn(u16) -> bool,
    id: &str,
    arcs: &[Arc],
    lines: &[Vec<Vertex>],
) -> Result<Vec<Ring>, DataError> {
    let mut open: Vec<Vec<Vertex>> = Vec::new();
    let mut rings = Vec::new();
    for (arc, line) in arcs.iter().zip(lines) {
        let mut line = line.clone();
        match (inside(arc.left), inside(arc.right)) {
            (true, false) => {}
            (false, true) => line.reverse(),
            _ => continue,
        }
        if arc.is_loop() { rings.push(line) } else { open.push(line) }
    }
    while let Some(mut ring) = open.pop() {
        while ring.first() != ring.last() {
            let next = open.iter().position(|line| line.first() == ring.last());
            let next =
                next.ok_or(DataError::Outline { id: id.to_owned(), problem: "does not close" })?;
            ring.extend(open.remove(next).into_iter().skip(1));
        }
        rings.push(ring);
    }
    Ok(rings)
}

/// Sorts rings into outer rings, largest first, and the holes inside them.
fn assemble(rings: &[Ring], id: &str) -> Result<Vec<Polygon>, DataError> {
    let mut outer: Vec<Polygon> = Vec::new();
    for ring in rings.iter().filter(|ring| check::doubled_area(ring) > 0) {
        outer.push(vec![from_the_south(ring)]);
    }
    outer.sort_by_key(|polygon| polygon.first().map(|ring| -check::doubled_area(ring)));
    for hole in rings.iter().filter(|ring| check::doubled_area(ring) <= 0) {
        let first = hole.first().copied();
        let around = outer.iter_mut().find(|polygon| {
            polygon.first().zip(first).is_some_and(|(ring, first)| holds(ring, first))
        });
        let around =
            around.ok_or(DataError::Outline { id: id.to_owned(), problem: "hole outside" })?;
        around.push(from_the_south(hole));
    }
    if outer.is_empty() {
        return Err(DataError::Outline { id: id.to_owned(), problem: "nothing left of it" });
    }
    Ok(outer)
}

/// The same ring, starting at its southernmost position.
fn from_the_south(ring: &Ring) -> Ring {
    let open = ring.split_last().map_or(&[][..], |split| split.1);
    let start = (0..open.len()).min_by_key(|i| open.get(*i).map(|v| (v.lat_e5, v.lon_e5)));
    let mut turned: Ring =
        open.iter().cycle().skip(start.unwrap_or(0)).take(open.len()).copied().collect();
    turned.extend(turned.first().copied());
    turned
}

/// Whether a ring goes around a position (even-odd rule; on the edge: either answer).
pub fn holds(ring: &[Vertex], point: Vertex) -> bool {
    let crossed = ring.iter().zip(ring.iter().skip(1)).filter(|(a, b)| {
        let (low, high) = if a.lat_e5 < b.lat_e5 { (**a, **b) } else { (**b, **a) };
        low.lat_e5 <= point.lat_e5
            && point.lat_e5 < high.lat_e5
            && check::side(low, high, point) > 0
    });
    crossed.count() % 2 == 1
}
