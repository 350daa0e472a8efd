//! A geometry of FlatGeobuf → one of GeoJSON. Heights, measures and times of positions stand in
//! vectors of their own and are passed over.

use super::buffer::Table;
use crate::limits::Limits;
use geojson::{Geometry, GeometryValue, Position};

/// How deep collections may lie in one another.
const MAX_DEPTH: usize = 8;

/// Fields of a geometry.
const ENDS: usize = 0;
const XY: usize = 1;
const KIND: usize = 6;
const PARTS: usize = 7;

/// Why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Its bytes make no sense.
    Broken,
    /// It has arcs of circles.
    Curved,
    /// The positions or parts that may be read are used up; parts may be told a million times.
    TooMuch,
}

impl Fault {
    /// What is wrong with it; `None` where it is only too much.
    pub(super) fn words(self) -> Option<&'static str> {
        match self {
            Self::Broken => Some("its positions cannot be read"),
            Self::Curved => Some("it has arcs of circles; export it with straight lines"),
            Self::TooMuch => None,
        }
    }
}

/// Reads geometries.
pub(super) struct Geometries {
    /// How many positions may still be read.
    positions: usize,
    /// How many geometries and lines, which cost something even if they are empty.
    parts: usize,
}

impl Geometries {
    /// As many as the limits leave room for: each feature has a geometry of its own, whatever
    /// it is made of.
    pub(super) fn within(limits: Limits) -> Self {
        let parts = limits.vertices.saturating_add(limits.rows);
        Self { positions: limits.vertices, parts }
    }

    /// The geometry of a table; where the file does not say of which kind all are, it does.
    pub(super) fn read(&mut self, table: &Table<'_>, kind: u8) -> Result<GeometryValue, Fault> {
        self.geometry(table, kind, 0)
    }

    fn geometry(
        &mut self,
        table: &Table<'_>,
        kind: u8,
        depth: usize,
    ) -> Result<GeometryValue, Fault> {
        self.parts = self.parts.checked_sub(1).ok_or(Fault::TooMuch)?;
        let kind = if kind == 0 { table.u8(KIND).unwrap_or(0) } else { kind };
        Ok(match kind {
            1 => {
                let mut line = self.line(table, 0, 1)?;
                GeometryValue::Point { coordinates: line.pop().ok_or(Fault::Broken)? }
            }
            2 | 13 => GeometryValue::LineString { coordinates: self.whole(table)? },
            // A triangle is a polygon.
            3 | 17 => GeometryValue::Polygon { coordinates: self.lines(table)? },
            4 => GeometryValue::MultiPoint { coordinates: self.whole(table)? },
            5 => GeometryValue::MultiLineString { coordinates: self.lines(table)? },
            // Patches of a surface are polygons too.
            6 | 12 | 15 | 16 => {
                let of_part = if kind == 16 { 17 } else { 3 };
                let inner = if kind == 12 { 0 } else { of_part };
                let mut coordinates = Vec::new();
                for part in self.parts(table, inner, depth)? {
                    match part {
                        GeometryValue::Polygon { coordinates: rings } => coordinates.push(rings),
                        _ => return Err(Fault::Broken),
                    }
                }
                GeometryValue::MultiPolygon { coordinates }
            }
            7 => {
                let parts = self.parts(table, 0, depth)?;
                let geometries = parts.into_iter().map(Geometry::new).collect();
                GeometryValue::GeometryCollection { geometries }
            }
            9 => {
                let coordinates = self.lines_of_parts(table, depth)?.concat();
                GeometryValue::LineString { coordinates }
            }
            10 => GeometryValue::Polygon { coordinates: self.lines_of_parts(table, depth)? },
            11 => {
                let coordinates = self.lines_of_parts(table, depth)?;
                GeometryValue::MultiLineString { coordinates }
            }
            8 => return Err(Fault::Curved),
            _ => return Err(Fault::Broken),
        })
    }

    /// Geometries within one; `kind` is theirs, or 0 where each says it.
    fn parts(
        &mut self,
        table: &Table<'_>,
        kind: u8,
        depth: usize,
    ) -> Result<Vec<GeometryValue>, Fault> {
        if depth >= MAX_DEPTH {
            return Err(Fault::Broken);
        }
        let Some(parts) = table.vector(PARTS, 4) else { return Ok(Vec::new()) };
        let mut read = Vec::new();
        for number in 0..parts.len {
            let part = parts.table(number).ok_or(Fault::Broken)?;
            read.push(self.geometry(&part, kind, depth + 1)?);
        }
        Ok(read)
    }

    fn lines_of_parts(
        &mut self,
        table: &Table<'_>,
        depth: usize,
    ) -> Result<Vec<Vec<Position>>, Fault> {
        let line = |part| match part {
            GeometryValue::LineString { coordinates } => Ok(coordinates),
            _ => Err(Fault::Broken),
        };
        self.parts(table, 0, depth)?.into_iter().map(line).collect()
    }

    /// All positions as one line.
    fn whole(&mut self, table: &Table<'_>) -> Result<Vec<Position>, Fault> {
        let count = table.vector(XY, 8).map_or(0, |xy| xy.len / 2);
        self.line(table, 0, count)
    }

    /// Lines that end where the geometry says; one, if it says nothing.
    fn lines(&mut self, table: &Table<'_>) -> Result<Vec<Vec<Position>>, Fault> {
        let Some(ends) = table.vector(ENDS, 4).filter(|ends| ends.len > 0) else {
            return Ok(vec![self.whole(table)?]);
        };
        let mut lines = Vec::new();
        let mut start = 0;
        for number in 0..ends.len {
            let end = ends.u32(number).filter(|end| *end >= start).ok_or(Fault::Broken)?;
            // Empty lines cost too.
            self.parts = self.parts.checked_sub(1).ok_or(Fault::TooMuch)?;
            lines.push(self.line(table, start, end)?);
            start = end;
        }
        Ok(lines)
    }

    fn line(
        &mut self,
        table: &Table<'_>,
        start: usize,
        end: usize,
    ) -> Result<Vec<Position>, Fault> {
        let xy = table.vector(XY, 8).ok_or(Fault::Broken)?;
        if end > xy.len / 2 {
            return Err(Fault::Broken);
        }
        self.positions = self.positions.checked_sub(end - start).ok_or(Fault::TooMuch)?;
        let position = |number: usize| {
            let (x, y) = (xy.f64(number * 2)?, xy.f64(number * 2 + 1)?);
            (x.is_finite() && y.is_finite()).then(|| Position::from([x, y]))
        };
        (start..end).map(|number| position(number).ok_or(Fault::Broken)).collect()
    }
}
