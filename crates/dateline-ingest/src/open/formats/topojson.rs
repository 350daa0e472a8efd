//! TopoJSON → features: arcs are put together again, and what was rounded is scaled back.
//!
//! Source: M. Bostock, "The TopoJSON Format Specification", version 1.0.

use super::Parsed;
use super::features::Features;
use super::json::{List, Raw, Source};
use crate::code::Code;
use crate::problem::Problem;
use crate::report::Report;
use geojson::{Feature, Geometry, GeometryValue, Position, feature::Id};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

#[derive(Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

struct Arcs {
    arcs: Vec<Vec<[f64; 2]>>,
    transform: Option<Transform>,
    /// Positions that may still be put together: an arc of a few bytes may be asked for
    /// a million times.
    left: usize,
}

/// Reads a topology.
pub(super) fn read<'t>(raw: &'t str, source: &Source<'t>, report: &mut Report) -> Parsed {
    let mut features = Features::new(source.file);
    let is_too_long = |raw: &str, report: &mut Report| {
        let place = (source.file, source.line(raw));
        crate::json::is_too_long(raw, place, source.limits, report)
    };
    if raw_member(raw, "arcs").is_some_and(|arcs| is_too_long(arcs, report)) {
        return Parsed::Features(features);
    }
    let Some(mut arcs) = Arcs::read(raw, source) else {
        let detail = "the arcs of the topology cannot be read";
        report.push(Problem::new(Code::FileUnknown, source.file).detail(detail));
        return Parsed::Features(features);
    };
    let objects = source.member(raw, "objects").and_then(crate::json::members);
    for (_, object) in objects.unwrap_or_default() {
        let geometries = source.member(object, "geometries").and_then(|raw| source.list(raw));
        let one = || List { items: vec![(source.line(object), object)], beyond: 0 };
        let List { items, beyond } = geometries.unwrap_or_else(one);
        features.lose(beyond, source.limits, report);
        for (line, raw) in items.into_iter().take_while(|_| source.pulse.beat()) {
            if is_too_long(raw, report) {
                features.lost += 1;
                continue;
            }
            match feature((line, raw), &mut arcs) {
                Some(feature) => features.push(line, feature, source.limits, report),
                None => {
                    features.lost += 1;
                    let problem = Problem::new(Code::GeometryInvalid, source.file).row(line);
                    report.push(problem.detail("its arcs cannot be put together"));
                }
            }
        }
    }
    Parsed::Features(features)
}

fn feature((_, raw): Raw<'_>, arcs: &mut Arcs) -> Option<Feature> {
    let value: Value = serde_json::from_str(raw).ok()?;
    let id = match value.get("id") {
        Some(Value::String(id)) => Some(Id::String(id.clone())),
        Some(Value::Number(id)) => Some(Id::Number(id.clone())),
        _ => None,
    };
    let properties = value.get("properties").and_then(Value::as_object).cloned();
    let geometry = match value.get("type").and_then(Value::as_str) {
        None => None,
        Some(_) => Some(Geometry::new(arcs.geometry(&value, 0)?)),
    };
    Some(Feature { bbox: None, geometry, id, properties, foreign_members: None })
}

impl Arcs {
    fn read(raw: &str, source: &Source<'_>) -> Option<Self> {
        let transform = raw_member(raw, "transform").and_then(|it| serde_json::from_str(it).ok());
        let rows: Vec<&RawValue> = serde_json::from_str(raw_member(raw, "arcs")?).ok()?;
        let mut this = Self { arcs: Vec::new(), transform, left: source.limits.vertices };
        for row in rows.into_iter().take_while(|_| source.pulse.step()) {
            let row: Vec<Vec<f64>> = serde_json::from_str(row.get()).ok()?;
            let (mut x, mut y) = (0.0, 0.0);
            let mut arc = Vec::with_capacity(row.len());
            for position in row {
                let [a, b] = [*position.first()?, *position.get(1)?];
                // Rounded arcs tell each position by its distance from the one before.
                (x, y) = if this.transform.is_some() { (x + a, y + b) } else { (a, b) };
                arc.push(this.placed([x, y]));
            }
            this.arcs.push(arc);
        }
        Some(this)
    }

    fn placed(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        match &self.transform {
            Some(Transform { scale, translate }) => {
                [x * scale[0] + translate[0], y * scale[1] + translate[1]]
            }
            None => [x, y],
        }
    }

    fn geometry(&mut self, value: &Value, depth: usize) -> Option<GeometryValue> {
        let arcs = value.get("arcs");
        let coordinates = value.get("coordinates");
        Some(match value.get("type")?.as_str()? {
            "Point" => GeometryValue::Point { coordinates: self.point(coordinates?)? },
            "MultiPoint" => {
                let points = coordinates?.as_array()?.iter().map(|point| self.point(point));
                GeometryValue::MultiPoint { coordinates: points.collect::<Option<_>>()? }
            }
            "LineString" => GeometryValue::LineString { coordinates: self.line(arcs?)? },
            "MultiLineString" => GeometryValue::MultiLineString { coordinates: self.lines(arcs?)? },
            "Polygon" => GeometryValue::Polygon { coordinates: self.lines(arcs?)? },
            "MultiPolygon" => {
                let parts = arcs?.as_array()?.iter().map(|rings| self.lines(rings));
                GeometryValue::MultiPolygon { coordinates: parts.collect::<Option<_>>()? }
            }
            "GeometryCollection" if depth < 8 => {
                let parts = value.get("geometries")?.as_array()?.iter();
                let parts = parts.map(|part| self.geometry(part, depth + 1).map(Geometry::new));
                GeometryValue::GeometryCollection { geometries: parts.collect::<Option<_>>()? }
            }
            _ => return None,
        })
    }

    fn point(&self, value: &Value) -> Option<Position> {
        let number = |at: usize| value.get(at).and_then(Value::as_f64);
        Some(Position::from(self.placed([number(0)?, number(1)?])))
    }

    fn lines(&mut self, value: &Value) -> Option<Vec<Vec<Position>>> {
        value.as_array()?.iter().map(|line| self.line(line)).collect()
    }

    /// Arcs one after the other; each begins where the one before ends.
    fn line(&mut self, value: &Value) -> Option<Vec<Position>> {
        let mut line: Vec<Position> = Vec::new();
        for index in value.as_array()? {
            let index = index.as_i64()?;
            // A negative number is the same arc the other way round.
            let at = usize::try_from(if index < 0 { !index } else { index }).ok()?;
            let arc = self.arcs.get(at)?;
            self.left = self.left.checked_sub(arc.len())?;
            let from = usize::from(!line.is_empty());
            let places: Box<dyn Iterator<Item = &[f64; 2]>> =
                if index < 0 { Box::new(arc.iter().rev()) } else { Box::new(arc.iter()) };
            line.extend(places.skip(from).map(|place| Position::from(*place)));
        }
        Some(line)
    }
}

fn raw_member<'t>(raw: &'t str, key: &str) -> Option<&'t str> {
    crate::json::members(raw)?.into_iter().find(|(name, _)| name == key).map(|it| it.1)
}
