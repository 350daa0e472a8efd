//! FlatGeobuf → features.
//!
//! Source: "FlatGeobuf specification", version 3, with its two schemas. The crate of that name
//! reads past the end of what a broken file says of itself, so this is a reader of our own. Rows
//! are the numbers of features. The index is passed over.

mod buffer;
mod geometry;

use super::features::{Features, is_lon_lat};
use crate::code::Code;
use crate::limits::Limits;
use crate::open::reading::Pulse;
use crate::problem::Problem;
use crate::report::Report;
use crate::tidy::cut;
use buffer::{Table, u32_at};
use geojson::{Feature, Geometry, JsonObject, JsonValue};
use geometry::Geometries;

/// How every file begins; the last byte of eight is a version that changes nothing here.
pub(super) const START: &[u8] = b"fgb\x03fgb";
/// Bytes of such a beginning.
const START_BYTES: usize = 8;
/// Bytes of a node of the index.
const NODE_BYTES: u64 = 40;
/// Longest name of a column, in characters.
const MAX_NAME_CHARS: usize = 200;

/// What a file says of itself.
struct Header {
    /// Kind of all geometries; 0 where each has its own.
    kind: u8,
    columns: Vec<(String, u8)>,
    /// The name of what its positions are in, unless that is longitude and latitude.
    projection: Option<String>,
    /// How many features there are; 0 where that is not said.
    count: u64,
    /// Where the features begin.
    features_at: usize,
}

/// Reads a file that begins with [`START`].
pub(super) fn read(
    bytes: &[u8],
    file: &str,
    (limits, pulse): (Limits, &Pulse<'_>),
    report: &mut Report,
) -> Features {
    let mut features = Features::new(file);
    let Some(header) = Header::read(bytes, limits) else {
        let detail = "what a FlatGeobuf file says of itself cannot be read";
        report.push(Problem::new(Code::FileUnknown, file).detail(detail));
        return features;
    };
    if let Some(projection) = &header.projection {
        report.push(Problem::new(Code::FileProjection, file).value(projection));
    }
    let mut geometries = Geometries::within(limits);
    let (mut at, mut number) = (header.features_at, 0_u32);
    while at < bytes.len() && pulse.beat() {
        number = number.saturating_add(1);
        let size = u32_at(bytes, at);
        let one = size.and_then(|size| bytes.get(at + 4..(at + 4).checked_add(size)?));
        let Some(one) = one else {
            features.lost += 1;
            let problem = Problem::new(Code::FileUnknown, file).row(number);
            report.push(problem.detail("the file ends within this feature"));
            break;
        };
        at += 4 + one.len();
        if header.projection.is_some() {
            features.lost += 1;
        } else {
            push(one, number, &header, (&mut features, &mut geometries), limits, report);
        }
    }
    if at == bytes.len() && header.count > u64::from(number) {
        // Whoever breaks off between two features leaves no other trace.
        let missing = header.count - u64::from(number);
        features.lost += usize::try_from(missing).unwrap_or(usize::MAX).min(limits.rows);
        let detail = format!("the file ends after {number} of {} features", header.count);
        report.push(Problem::new(Code::FileUnknown, file).detail(detail));
    }
    features
}

fn push(
    bytes: &[u8],
    number: u32,
    header: &Header,
    (features, geometries): (&mut Features, &mut Geometries),
    limits: Limits,
    report: &mut Report,
) {
    let problem = |code| Problem::new(code, &features.file).row(number);
    let Some(table) = Table::root(bytes) else {
        report.push(problem(Code::FileUnknown).detail("the feature cannot be read"));
        features.lost += 1;
        return;
    };
    let geometry = table.table(0).map(|geometry| geometries.read(&geometry, header.kind));
    let geometry = match geometry {
        Some(Ok(geometry)) => Some(Geometry::new(geometry)),
        Some(Err(fault)) => {
            if let Some(words) = fault.words() {
                report.push(problem(Code::GeometryInvalid).detail(words));
                features.lost += 1;
            } else {
                features.lose_one(number, limits, report);
            }
            return;
        }
        None => None,
    };
    // A feature may have columns of its own.
    let own = columns(&table, 2, limits);
    let (properties, is_whole) = properties(&table, own.as_ref().unwrap_or(&header.columns));
    if !is_whole {
        let detail = "its properties cannot be read to the end";
        report.push(problem(Code::ValueUnknown).detail(detail));
    }
    let properties = Some(properties);
    let feature = Feature { bbox: None, geometry, id: None, properties, foreign_members: None };
    features.push(number, feature, limits, report);
}

impl Header {
    fn read(bytes: &[u8], limits: Limits) -> Option<Self> {
        let size = u32_at(bytes, START_BYTES)?;
        let start = START_BYTES + 4;
        let end = start.checked_add(size)?;
        let table = Table::root(bytes.get(start..end)?)?;
        let count = table.u64(8).unwrap_or(0);
        let index = index_bytes(count, table.u16(9).unwrap_or(16));
        let features_at = end.checked_add(usize::try_from(index?).ok()?)?;
        if features_at > bytes.len() {
            return None;
        }
        let projection = table.table(10).and_then(|crs| projection(&crs));
        let columns = columns(&table, 7, limits).unwrap_or_default();
        Some(Self { kind: table.u8(2).unwrap_or(0), columns, projection, count, features_at })
    }
}

/// Names and types of the columns in a field; `None` if there are none.
fn columns(table: &Table<'_>, field: usize, limits: Limits) -> Option<Vec<(String, u8)>> {
    let columns = table.vector(field, 4).filter(|columns| columns.len > 0)?;
    let numbers = 0..columns.len.min(limits.columns);
    let column = |number: usize| {
        let column = columns.table(number);
        // A character has at most four bytes; each feature may name the same long text again.
        let name = column.and_then(|it| it.text_within(0, 4 * MAX_NAME_CHARS)).unwrap_or_default();
        (cut(&name, MAX_NAME_CHARS).to_owned(), column.and_then(|it| it.u8(1)).unwrap_or(0))
    };
    Some(numbers.map(column).collect())
}

/// How long the index is: a tree whose nodes have so many children each.
fn index_bytes(features: u64, children: u16) -> Option<u64> {
    if features == 0 || children < 2 {
        return Some(0);
    }
    let (mut level, mut nodes) = (features, features);
    loop {
        level = level.div_ceil(u64::from(children));
        nodes = nodes.checked_add(level)?;
        if level == 1 {
            return nodes.checked_mul(NODE_BYTES);
        }
    }
}

/// What positions are in, by the name that it is known by; `None` if they are longitude and
/// latitude, or nothing is said.
fn projection(crs: &Table<'_>) -> Option<String> {
    let text = |field| crs.text(field).unwrap_or_default();
    let code = crs.i32(1).unwrap_or(0);
    let authority = text(0);
    let authority = if authority.is_empty() { "EPSG".into() } else { authority };
    let named = match (code, text(5)) {
        (0, it) if it.is_empty() => String::new(),
        (0, code) => format!("{authority}:{code}"),
        (code, _) => format!("{authority}:{code}"),
    };
    if is_lon_lat(&named) {
        return None;
    }
    let (name, wkt) = (text(2), text(4));
    if !named.is_empty() {
        return Some(if name.is_empty() { named } else { format!("{named} {name}") });
    }
    // Without a code, the name says what it is; WKT has it as its first text.
    let in_wkt = wkt.split('"').nth(1).unwrap_or_default();
    let name = if name.is_empty() { in_wkt } else { &name };
    let is_plain = matches!(name, "" | "WGS 84" | "WGS84" | "WGS 84 (CRS84)" | "GCS_WGS_1984");
    (!is_plain).then(|| cut(name, MAX_NAME_CHARS).to_owned())
}

/// The properties of a feature, and whether all could be read.
fn properties(feature: &Table<'_>, columns: &[(String, u8)]) -> (JsonObject, bool) {
    let mut read = JsonObject::new();
    let bytes = feature.vector(1, 1).and_then(|it| it.bytes(1)).unwrap_or_default();
    let mut cells = Cells { rest: bytes };
    // A byte alone is left over where others write binary columns.
    while cells.rest.len() > 1 {
        let Some((name, value)) = cells.next(columns) else { return (read, false) };
        if !value.is_null() {
            read.insert(name.to_owned(), value);
        }
    }
    (read, true)
}

/// Properties as they stand one after the other: the number of a column, then its value.
struct Cells<'b> {
    rest: &'b [u8],
}

impl Cells<'_> {
    fn take<const COUNT: usize>(&mut self) -> Option<[u8; COUNT]> {
        let (head, rest) = self.rest.split_first_chunk::<COUNT>()?;
        self.rest = rest;
        Some(*head)
    }

    fn text(&mut self) -> Option<&[u8]> {
        let length = usize::try_from(u32::from_le_bytes(self.take()?)).ok()?;
        let (head, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(head)
    }

    fn next<'h>(&mut self, columns: &'h [(String, u8)]) -> Option<(&'h str, JsonValue)> {
        let number = usize::from(u16::from_le_bytes(self.take()?));
        let (name, kind) = columns.get(number)?;
        let value = match kind {
            0 => JsonValue::from(i8::from_le_bytes(self.take()?)),
            1 => JsonValue::from(u8::from_le_bytes(self.take()?)),
            2 => JsonValue::from(self.take::<1>()? != [0]),
            3 => JsonValue::from(i16::from_le_bytes(self.take()?)),
            4 => JsonValue::from(u16::from_le_bytes(self.take()?)),
            5 => JsonValue::from(i32::from_le_bytes(self.take()?)),
            6 => JsonValue::from(u32::from_le_bytes(self.take()?)),
            7 => JsonValue::from(i64::from_le_bytes(self.take()?)),
            8 => JsonValue::from(u64::from_le_bytes(self.take()?)),
            // As short as it was written: 37.2 and not 37.20000076.
            9 => JsonValue::from(f32::from_le_bytes(self.take()?).to_string().parse::<f64>().ok()),
            10 => JsonValue::from(f64::from_le_bytes(self.take()?)),
            11 | 13 => JsonValue::from(String::from_utf8_lossy(self.text()?)),
            12 => {
                let text = String::from_utf8_lossy(self.text()?);
                serde_json::from_str(&text).unwrap_or_else(|_| JsonValue::from(text))
            }
            14 => {
                self.text()?;
                JsonValue::Null
            }
            _ => return None,
        };
        Some((name, value))
    }
}
