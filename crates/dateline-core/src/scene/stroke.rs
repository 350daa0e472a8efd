//! A line as quads that a painter pushes apart to its width.
//!
//! Joins are mitred; where the mitre would reach further than [`MITER_LIMIT`] half widths
//! the corner is cut off (bevelled). Open ends reach half a width beyond the end, so that
//! lines that meet in a point leave no notch.

use super::LineVertex;
use crate::geo::WorldPoint;

/// How far a mitre may reach, in half widths.
const MITER_LIMIT: f64 = 2.0;
/// Units of [`LineVertex::push_x`] per half width.
const PUSH_UNITS: f64 = 8_192.0;

/// What a whole line has in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stroke {
    /// Row of the style table, or of a border how wide its smaller area is.
    pub style: u16,
    /// The area it bounds, or `u16::MAX`.
    pub area: u16,
    /// The area on the other side, or `u16::MAX`.
    pub other_area: u16,
}

/// The triangles of lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LineMesh {
    /// Corners.
    pub vertices: Vec<LineVertex>,
    /// Three per triangle.
    pub indices: Vec<u32>,
}

/// A unit vector on the map, y southwards.
type Direction = (f64, f64);

impl LineMesh {
    /// Adds a line that bounds no area, in a row of the style table. `closed` joins its last
    /// point to the first.
    pub fn add_line(&mut self, points: &[WorldPoint], closed: bool, style: u16) {
        self.push_line(points, closed, Stroke { style, area: u16::MAX, other_area: u16::MAX });
    }

    /// Adds a line. `closed` joins the last point to the first, which is not repeated.
    /// Points that repeat are passed over; fewer than two different ones draw nothing.
    pub(super) fn push_line(&mut self, points: &[WorldPoint], closed: bool, stroke: Stroke) {
        let mut points = points.to_vec();
        points.dedup();
        if closed && points.len() > 1 && points.first() == points.last() {
            points.pop();
        }
        let closed = closed && points.len() > 2;
        if points.len() < 2 {
            return;
        }
        let mut corners = points.clone();
        if closed {
            corners.extend(points.first());
        }
        let segments: Vec<Segment> = corners
            .windows(2)
            .filter_map(|pair| Segment::new(*pair.first()?, *pair.last()?))
            .collect();
        let (Some(first), Some(last)) = (segments.first(), segments.last()) else { return };
        let mut along = 0.0;
        let mut pen = Pen { mesh: self, stroke };
        let around = closed.then(|| Join::new(last.way, first.way));
        let mut left_behind = match &around {
            Some(join) => pen.leave(join, first.from, along),
            None => pen.cap(first.from, first.way, -1.0, along),
        };
        for (segment, next) in segments.iter().zip(segments.iter().skip(1)) {
            along += segment.length;
            let join = Join::new(segment.way, next.way);
            let reached = pen.reach(&join, segment.to, along);
            pen.quad(left_behind, reached);
            left_behind = match join {
                Join::Miter(_) => reached,
                Join::Bevel { .. } => {
                    let next_pair = pen.leave(&join, segment.to, along);
                    pen.corner(&join, segment.to, along, reached, next_pair);
                    next_pair
                }
            };
        }
        along += last.length;
        let reached = match &around {
            Some(join) => {
                let reached = pen.reach(join, last.to, along);
                if matches!(join, Join::Bevel { .. }) {
                    let next_pair = pen.leave(join, last.to, along);
                    pen.corner(join, last.to, along, reached, next_pair);
                }
                reached
            }
            None => pen.cap(last.to, last.way, 1.0, along),
        };
        pen.quad(left_behind, reached);
    }
}

struct Segment {
    from: WorldPoint,
    to: WorldPoint,
    way: Direction,
    length: f64,
}

impl Segment {
    fn new(from: WorldPoint, to: WorldPoint) -> Option<Self> {
        let (east, south) = to.offset_from(from);
        let (east, south) = (f64::from(east), south as f64);
        let length = east.hypot(south);
        (length > 0.0).then(|| Self { from, to, way: (east / length, south / length), length })
    }
}

/// How two segments meet.
enum Join {
    /// Both end at the same pair of points, pushed by this to the right.
    Miter(Direction),
    /// Each ends square, and the gap on the outer side is filled.
    Bevel { before: Direction, after: Direction, outer_is_right: bool },
}

impl Join {
    fn new(before: Direction, after: Direction) -> Self {
        let (a, b) = (right_of(before), right_of(after));
        let sum = (a.0 + b.0, a.1 + b.1);
        let square = sum.0 * sum.0 + sum.1 * sum.1;
        // The mitre is the bisector, 1/cos of half the turn long: 2·sum/|sum|².
        if square * MITER_LIMIT * MITER_LIMIT >= 4.0 {
            return Self::Miter((2.0 * sum.0 / square, 2.0 * sum.1 / square));
        }
        let turn = before.0 * after.1 - before.1 * after.0;
        // With y southwards a positive cross product is a turn to the right, whose outer
        // side is the left.
        Self::Bevel { before: a, after: b, outer_is_right: turn < 0.0 }
    }
}

/// To the right of a direction, y southwards.
fn right_of(way: Direction) -> Direction {
    (-way.1, way.0)
}

/// Indices of the left and the right vertex at one place.
type Pair = (u32, u32);

struct Pen<'a> {
    mesh: &'a mut LineMesh,
    stroke: Stroke,
}

impl Pen<'_> {
    fn vertex(&mut self, at: WorldPoint, push: Direction, across: f64, along: f64) -> u32 {
        let index = self.mesh.vertices.len() as u32;
        // `as` saturates, and nothing here exceeds 4 half widths.
        let units = |part: f64| (part * PUSH_UNITS).round() as i16;
        self.mesh.vertices.push(LineVertex {
            x: at.x,
            y: at.y,
            push_x: units(push.0),
            push_y: units(push.1),
            style: self.stroke.style,
            area: self.stroke.area,
            along: along.round() as u32,
            other_area: self.stroke.other_area,
            across: units(across),
        });
        index
    }

    fn pair(&mut self, at: WorldPoint, right: Direction, shift: Direction, along: f64) -> Pair {
        let left = self.vertex(at, (shift.0 - right.0, shift.1 - right.1), -1.0, along);
        (left, self.vertex(at, (shift.0 + right.0, shift.1 + right.1), 1.0, along))
    }

    /// An open end; `sense` is −1 at the start, 1 at the end.
    fn cap(&mut self, at: WorldPoint, way: Direction, sense: f64, along: f64) -> Pair {
        self.pair(at, right_of(way), (way.0 * sense, way.1 * sense), along)
    }

    /// The pair at which the segment before the join ends.
    fn reach(&mut self, join: &Join, at: WorldPoint, along: f64) -> Pair {
        let (Join::Miter(right) | Join::Bevel { before: right, .. }) = join;
        self.pair(at, *right, (0.0, 0.0), along)
    }

    /// The pair at which the segment after the join starts.
    fn leave(&mut self, join: &Join, at: WorldPoint, along: f64) -> Pair {
        let (Join::Miter(right) | Join::Bevel { after: right, .. }) = join;
        self.pair(at, *right, (0.0, 0.0), along)
    }

    fn quad(&mut self, from: Pair, to: Pair) {
        self.mesh.indices.extend([from.0, from.1, to.0, to.0, from.1, to.1]);
    }

    /// Fills the outer side of a bevel.
    fn corner(&mut self, join: &Join, at: WorldPoint, along: f64, reached: Pair, left: Pair) {
        let Join::Bevel { outer_is_right, .. } = join else { return };
        let middle = self.vertex(at, (0.0, 0.0), 0.0, along);
        let (a, b) = if *outer_is_right { (reached.1, left.1) } else { (reached.0, left.0) };
        self.mesh.indices.extend([middle, a, b]);
    }
}

#[cfg(test)]
#[path = "stroke_tests.rs"]
mod tests;
