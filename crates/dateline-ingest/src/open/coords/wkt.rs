//! Well-known text: `POINT (37.1 36.2)`, `SRID=4326;MULTIPOLYGON (((…)))`.
//!
//! Source: OGC 06-103r4, "Simple feature access", 7. Heights and measures are passed over.

use geojson::{Geometry, GeometryValue, Position};

/// How deep collections may lie in one another.
const MAX_DEPTH: usize = 8;

/// A list of numbers, or of such lists.
enum Node {
    Position(Position),
    List(Vec<Node>),
}

/// The geometry; `None` for any other text.
pub(super) fn read(text: &str) -> Option<GeometryValue> {
    let text = match text.split_once(';') {
        Some((srid, rest)) if srid.get(..5)?.eq_ignore_ascii_case("srid=") => rest,
        _ => text,
    };
    let mut reader = Reader { rest: text.trim_start() };
    let geometry = reader.geometry(0)?;
    reader.rest.trim().is_empty().then_some(geometry)
}

struct Reader<'t> {
    rest: &'t str,
}

impl Reader<'_> {
    fn word(&mut self) -> String {
        self.rest = self.rest.trim_start();
        let end = self.rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest.trim_start();
        word.to_ascii_uppercase()
    }

    fn eats(&mut self, sign: char) -> bool {
        let rest = self.rest.trim_start();
        match rest.strip_prefix(sign) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn geometry(&mut self, depth: usize) -> Option<GeometryValue> {
        let word = self.word();
        let word = word.strip_suffix("ZM").or(word.strip_suffix('Z')).unwrap_or(&word).to_owned();
        if matches!(self.rest.get(..1), Some("Z" | "z" | "M" | "m")) {
            self.word();
        }
        if word == "GEOMETRYCOLLECTION" {
            if depth >= MAX_DEPTH || !self.eats('(') {
                return None;
            }
            let mut geometries = vec![Geometry::new(self.geometry(depth + 1)?)];
            while self.eats(',') {
                geometries.push(Geometry::new(self.geometry(depth + 1)?));
            }
            return self.eats(')').then_some(GeometryValue::GeometryCollection { geometries });
        }
        let levels = match word.as_str() {
            "POINT" | "LINESTRING" | "MULTIPOINT" => 1,
            "POLYGON" | "MULTILINESTRING" => 2,
            "MULTIPOLYGON" => 3,
            _ => return None,
        };
        let Node::List(list) = self.list(if word == "MULTIPOINT" { 2 } else { levels })? else {
            return None;
        };
        Some(match word.as_str() {
            "POINT" => GeometryValue::Point { coordinates: positions(list)?.into_iter().next()? },
            "LINESTRING" => GeometryValue::LineString { coordinates: positions(list)? },
            "MULTIPOINT" => GeometryValue::MultiPoint { coordinates: positions(list)? },
            "POLYGON" => GeometryValue::Polygon { coordinates: lines(list)? },
            "MULTILINESTRING" => GeometryValue::MultiLineString { coordinates: lines(list)? },
            _ => {
                let parts = list.into_iter().map(|part| match part {
                    Node::List(rings) => lines(rings),
                    Node::Position(_) => None,
                });
                GeometryValue::MultiPolygon { coordinates: parts.collect::<Option<_>>()? }
            }
        })
    }

    /// A list in brackets, in which there are at most `levels` of brackets.
    fn list(&mut self, levels: usize) -> Option<Node> {
        if !self.eats('(') {
            return None;
        }
        let mut nodes = Vec::new();
        loop {
            let is_list = self.rest.trim_start().starts_with('(');
            nodes.push(match (is_list, levels) {
                (true, 0 | 1) => return None,
                (true, _) => self.list(levels - 1)?,
                (false, _) => Node::Position(self.position()?),
            });
            if !self.eats(',') {
                break;
            }
        }
        self.eats(')').then_some(Node::List(nodes))
    }

    fn position(&mut self) -> Option<Position> {
        let end = self.rest.find([',', '(', ')'])?;
        let (numbers, rest) = self.rest.split_at(end);
        self.rest = rest;
        let mut numbers = numbers.split_whitespace().map(str::parse::<f64>);
        let (x, y) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
        let rest_is_sound = numbers.all(|number| number.is_ok());
        (rest_is_sound && x.is_finite() && y.is_finite()).then(|| Position::from([x, y]))
    }
}

/// The positions of a line; those of a MULTIPOINT may each have brackets.
fn positions(nodes: Vec<Node>) -> Option<Vec<Position>> {
    let one = |node: Node| match node {
        Node::Position(position) => Some(position),
        Node::List(inner) => match inner.into_iter().next()? {
            Node::Position(position) => Some(position),
            Node::List(_) => None,
        },
    };
    nodes.into_iter().map(one).collect()
}

fn lines(nodes: Vec<Node>) -> Option<Vec<Vec<Position>>> {
    let line = |node: Node| match node {
        Node::List(line) => positions(line),
        Node::Position(_) => None,
    };
    nodes.into_iter().map(line).collect()
}
