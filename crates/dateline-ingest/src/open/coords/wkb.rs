//! Well-known binary in hexadecimal digits, as databases write it.
//!
//! Source: OGC 06-103r4, 8.2; PostGIS, "EWKB". Heights and measures are passed over.

use geojson::{Geometry, GeometryValue, Position};

/// How deep collections may lie in one another.
const MAX_DEPTH: usize = 8;
const HAS_Z: u32 = 0x8000_0000;
const HAS_M: u32 = 0x4000_0000;
const HAS_SRID: u32 = 0x2000_0000;

/// The geometry; `None` for any other text.
pub(super) fn read(text: &str) -> Option<GeometryValue> {
    let digits = text.strip_prefix("\\x").or_else(|| text.strip_prefix("0x")).unwrap_or(text);
    let digits = digits.as_bytes();
    if digits.len() < 42 || !digits.len().is_multiple_of(2) || !digits.starts_with(b"0") {
        return None;
    }
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|it| u8::try_from(it).ok());
    let pairs = digits.as_chunks::<2>().0.iter();
    let bytes: Option<Vec<u8>> =
        pairs.map(|[high, low]| Some(digit(*high)? * 16 + digit(*low)?)).collect();
    let bytes = bytes?;
    let mut reader = Reader { rest: &bytes, is_little: true };
    reader.geometry(0)
}

struct Reader<'b> {
    rest: &'b [u8],
    is_little: bool,
}

impl Reader<'_> {
    fn take<const COUNT: usize>(&mut self) -> Option<[u8; COUNT]> {
        let (head, rest) = self.rest.split_first_chunk::<COUNT>()?;
        self.rest = rest;
        Some(*head)
    }

    fn number(&mut self) -> Option<u32> {
        let bytes = self.take()?;
        Some(if self.is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    }

    fn double(&mut self) -> Option<f64> {
        let bytes = self.take()?;
        let read = if self.is_little { f64::from_le_bytes } else { f64::from_be_bytes };
        Some(read(bytes))
    }

    /// How many follow; never more than there can be in the bytes that are left.
    fn count(&mut self, least_bytes: usize) -> Option<usize> {
        let count = usize::try_from(self.number()?).ok()?;
        (count <= self.rest.len() / least_bytes).then_some(count)
    }

    fn geometry(&mut self, depth: usize) -> Option<GeometryValue> {
        if depth > MAX_DEPTH {
            return None;
        }
        let [order] = self.take()?;
        self.is_little = order == 1;
        let kind = self.number()?;
        if kind & HAS_SRID != 0 {
            self.number()?;
        }
        let plain = kind & !(HAS_Z | HAS_M | HAS_SRID);
        let iso = plain / 1000;
        let more = usize::from(kind & HAS_Z != 0 || matches!(iso, 1 | 3))
            + usize::from(kind & HAS_M != 0 || matches!(iso, 2 | 3));
        Some(match plain % 1000 {
            1 => GeometryValue::Point { coordinates: self.position(more)? },
            2 => GeometryValue::LineString { coordinates: self.line(more)? },
            3 => GeometryValue::Polygon { coordinates: self.lines(more)? },
            4..=7 => {
                let count = self.count(9)?;
                let parts = (0..count).map(|_| self.geometry(depth + 1));
                joined(plain % 1000, parts.collect::<Option<_>>()?)?
            }
            _ => return None,
        })
    }

    fn position(&mut self, more: usize) -> Option<Position> {
        let (x, y) = (self.double()?, self.double()?);
        for _ in 0..more {
            self.double()?;
        }
        (x.is_finite() && y.is_finite()).then(|| Position::from([x, y]))
    }

    fn line(&mut self, more: usize) -> Option<Vec<Position>> {
        let count = self.count(16)?;
        (0..count).map(|_| self.position(more)).collect()
    }

    fn lines(&mut self, more: usize) -> Option<Vec<Vec<Position>>> {
        let count = self.count(4)?;
        (0..count).map(|_| self.line(more)).collect()
    }
}

/// Parts that are geometries themselves, as one geometry of many parts.
fn joined(kind: u32, parts: Vec<GeometryValue>) -> Option<GeometryValue> {
    let parts = parts.into_iter();
    Some(match kind {
        4 => {
            let points = parts.map(|part| match part {
                GeometryValue::Point { coordinates } => Some(coordinates),
                _ => None,
            });
            GeometryValue::MultiPoint { coordinates: points.collect::<Option<_>>()? }
        }
        5 => {
            let lines = parts.map(|part| match part {
                GeometryValue::LineString { coordinates } => Some(coordinates),
                _ => None,
            });
            GeometryValue::MultiLineString { coordinates: lines.collect::<Option<_>>()? }
        }
        6 => {
            let polygons = parts.map(|part| match part {
                GeometryValue::Polygon { coordinates } => Some(coordinates),
                _ => None,
            });
            GeometryValue::MultiPolygon { coordinates: polygons.collect::<Option<_>>()? }
        }
        _ => GeometryValue::GeometryCollection { geometries: parts.map(Geometry::new).collect() },
    })
}
