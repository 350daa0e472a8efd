//! Features that are a point with plain properties, read in one go: they are nearly all there
//! are where there are many, and a tree for each would be many times their text.
//!
//! Whatever is written in another way is left to the reader of all features; what is read here
//! is what that one would read.

use super::scanner::Scanner;
use crate::open::rows::Spot;
use crate::open::sheet::SheetRow;
use crate::tidy::without_bidi_controls;
use dateline_core::hash::KeyedMap;
use dateline_core::order::in_order;
use std::borrow::Cow;

/// A point with properties of one line of text or one number each.
#[derive(Debug)]
pub(crate) struct PlainFeature<'f> {
    /// The number of its list of names.
    pub(crate) list: usize,
    /// Names of its properties in the order of the alphabet; features of one kind share them.
    keys: &'f [String],
    /// What the properties say, in the order of `keys`, and at the end its id.
    row: SheetRow<'f>,
    /// Longitude and latitude, as they are written.
    pub(crate) point: [f64; 2],
}

impl<'f> PlainFeature<'f> {
    /// The feature of a row that is a point; `None` of another.
    pub(super) fn of(list: usize, keys: &'f [String], row: SheetRow<'f>) -> Option<Self> {
        let Some(Spot::Point(point)) = row.spot else { return None };
        Some(Self { list, keys, row, point })
    }

    /// The first of these properties that says something, of the [best](Roles::ranked) called of
    /// each list.
    ///
    /// [Roles::ranked]: crate::forms::Roles::ranked
    pub(crate) fn best(&self, ranked: &[Vec<usize>]) -> Option<usize> {
        let places = ranked.get(self.list)?.iter();
        places.copied().find(|place| !self.text(*place).is_empty())
    }

    /// What the property at that place says.
    pub(crate) fn text(&self, place: usize) -> &'f str {
        self.row.whole_cell(place)
    }

    /// The line on which it begins.
    pub(crate) fn line(&self) -> u32 {
        self.row.line
    }

    /// Properties that say something with their places, and the id with the last place of all
    /// where no property has its name.
    pub(crate) fn cells(&self) -> impl Iterator<Item = (usize, &'f str, &'f str)> {
        let own_id = self.keys.binary_search_by(|key| key.as_str().cmp("id"));
        let has_id = own_id.is_ok_and(|place| !self.text(place).is_empty());
        let keys = self.keys.iter().map(String::as_str).chain((!has_id).then_some("id"));
        let cells = keys.zip(self.row.cells()).enumerate();
        let said = cells.filter(|(_, (_, text))| !text.is_empty());
        said.map(|(place, (key, text))| (place, key, text))
    }
}

/// A plain feature as it stands in a file.
#[derive(Debug)]
pub(super) struct PlainText<'t> {
    /// Which of the lists of names it has.
    pub(super) keys: usize,
    /// What its properties say, in the order of their names, and at the end its id.
    pub(super) cells: Vec<Cow<'t, str>>,
    pub(super) point: [f64; 2],
}

/// Reads such features one after the other.
#[derive(Debug, Default)]
pub(super) struct PlainReader {
    /// Names in the order of the alphabet, list by list.
    keys: Vec<Vec<String>>,
    /// The numbers of these by their names, with a sign between that no plain name has.
    lists: KeyedMap<String, usize>,
    /// Bytes that the lists take.
    list_bytes: usize,
    /// The names of the feature before as they stood there, and where each is in the order of
    /// the alphabet: most features of a file have the same.
    before: Vec<(String, usize)>,
    list: usize,
}

/// Bytes of lists of names that are kept; a file with more has hardly two features alike.
const MAX_LIST_BYTES: usize = 16 << 20;
/// What a name takes beside its letters, about.
const KEY_BYTES: usize = 32;

impl PlainReader {
    /// The lists of names by their numbers.
    pub(super) fn lists(&self) -> &[Vec<String>] {
        &self.keys
    }

    /// The names of a list.
    pub(super) fn keys(&self, list: usize) -> &[String] {
        self.keys.get(list).map_or(&[], Vec::as_slice)
    }

    /// The feature that is all of a text; `None` if it is written in another way, or is none.
    pub(super) fn read<'t>(&mut self, raw: &'t str) -> Option<PlainText<'t>> {
        let mut scanner = Scanner { text: raw, at: 0 };
        let read = self.next(&mut scanner)?;
        scanner.is_done().then_some(read)
    }

    /// The feature that comes next.
    pub(super) fn next<'t>(&mut self, scanner: &mut Scanner<'t>) -> Option<PlainText<'t>> {
        let (mut is_feature, mut point, mut id) = (false, None, None);
        let mut properties: Option<Vec<(&str, Cow<'_, str>)>> = None;
        let room = self.before.len() + 1;
        scanner.object(|key, scanner| {
            match key {
                "type" if !is_feature => is_feature = scanner.is_string("Feature")?,
                "geometry" if point.is_none() => point = Some(scanner.point()?),
                "id" if id.is_none() && scanner.peek()? != b'n' => id = Some(scanner.scalar()?),
                "properties" if properties.is_none() => {
                    let mut read = Vec::with_capacity(room);
                    scanner.object(|key, scanner| {
                        read.push((key, tidy(scanner.scalar()?)?));
                        Some(())
                    })?;
                    properties = Some(read);
                }
                _ => return None,
            }
            Some(())
        })?;
        let (true, Some(properties), Some(point)) = (is_feature, properties, point) else {
            return None;
        };
        self.remember(&properties)?;
        let mut cells = vec![Cow::Borrowed(""); properties.len()];
        for ((_, text), (_, place)) in properties.into_iter().zip(&self.before) {
            if let Some(cell) = cells.get_mut(*place) {
                *cell = text;
            }
        }
        cells.push(id.unwrap_or_default());
        Some(PlainText { keys: self.list, cells, point })
    }

    /// Makes the names of these properties those of the feature before; `None` where a name is
    /// there twice, or where there are too many lists of names.
    fn remember(&mut self, properties: &[(&str, Cow<'_, str>)]) -> Option<()> {
        let names = || properties.iter().map(|(key, _)| *key);
        let before = self.before.iter().map(|(key, _)| key.as_str());
        if !self.keys.is_empty() && before.eq(names()) {
            return Some(());
        }
        let sorted = in_order(&names().collect::<Vec<&str>>(), Ord::cmp);
        if sorted.windows(2).any(|two| matches!(two, [a, b] if a == b)) {
            return None;
        }
        // Each with its end: no name is something else than one that is empty.
        let named: String = sorted.iter().flat_map(|key| [*key, "\0"]).collect();
        let list = match self.lists.get(&named) {
            Some(list) => *list,
            None => {
                let bytes = self.list_bytes + named.len() + sorted.len() * KEY_BYTES;
                if bytes > MAX_LIST_BYTES {
                    return None;
                }
                self.list_bytes = bytes;
                self.keys.push(sorted.iter().map(|key| (*key).to_owned()).collect());
                self.lists.insert(named, self.keys.len() - 1);
                self.keys.len() - 1
            }
        };
        let place = |key| sorted.binary_search(&key).unwrap_or_default();
        self.before = names().map(|key| (key.to_owned(), place(key))).collect();
        self.list = list;
        Some(())
    }
}

/// As properties are read; `None` where that would change more than white space.
fn tidy(text: Cow<'_, str>) -> Option<Cow<'_, str>> {
    if !text.is_ascii() && matches!(without_bidi_controls(&text), Cow::Owned(_)) {
        return None;
    }
    Some(match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        // A number, which has no white space.
        owned => owned,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::limits::Limits;
    use crate::open::rows::Rows;
    use crate::open::split::cells_of;
    use crate::report::Report;
    use geojson::GeometryValue;
    use proptest::prelude::*;

    /// Every feature that is read here is read alike by the reader of all features.
    fn check(raw: &str) -> bool {
        let mut reader = PlainReader::default();
        let Some(plain) = reader.read(raw) else { return false };
        let mut rows = Rows::default();
        rows.push_point(1, plain.cells.iter().map(Cow::as_ref), plain.point);
        let row = rows.iter().next().unwrap();
        let point = GeometryValue::Point { coordinates: plain.point.into() };
        assert_eq!(row.spot, Some(Spot::Point(plain.point)));
        let feature = PlainFeature::of(plain.keys, reader.keys(plain.keys), row).unwrap();
        let cells = feature.cells().map(|(_, key, text)| (key.to_owned(), text.to_owned()));
        let cells = (cells.collect(), Some(point));
        let mut report = Report::default();
        let parse = |raw: &str| serde_json::from_str(raw);
        let place = ("a.geojson", 1);
        let whole = crate::features::read_one(raw, place, parse, Limits::DEFAULT, &mut report);
        assert_eq!(whole.map(cells_of), Some(cells), "{raw}");
        true
    }

    #[test]
    fn a_point_with_plain_properties_is_read_and_all_else_is_left() {
        let feature = |id: &str, properties: &str, coordinates: &str| {
            format!(
                r#"{{"type": "Feature", {id} "properties": {{{properties}}},
                    "geometry": {{"type":"Point","coordinates":[{coordinates}]}}}}"#
            )
        };
        let plain = [
            feature(r#""id":"a","#, r#""title":" T ","n":12,"x":1.50,"none":null,"e":"""#, "1,2.5"),
            feature(r#""id":7,"#, r#""id":"own","a":-0.5"#, "-1.25, 0"),
            feature("", "", "36.1234,35.5"),
            feature("", r#""ا":"حلب","a":-3"#, "36.1234,35.5"),
        ];
        assert!(plain.iter().all(|raw| check(raw)));
        let others = [
            feature("", r#""a":"\u0041""#, "1,2"),
            feature("", r#""a":true"#, "1,2"),
            feature("", r#""a":[1]"#, "1,2"),
            feature("", r#""a":1,"a":2"#, "1,2"),
            feature("", r#""a":01"#, "1,2"),
            feature("", r#""a":1e3"#, "1,2"),
            feature("", r#""a":12345678901234567"#, "1,2"),
            feature("", "\"a\":\"\u{202e}x\"", "1,2"),
            feature("", "", "1,2,3"),
            feature("", "", "1"),
            feature(r#""when":{},"#, "", "1,2"),
            feature(r#""type":"Feature","#, "", "1,2"),
            feature(r#""id":1,"#, "", "1,2").replacen("Feature", "X\", \"type\": \"Feature", 1),
            feature("", "", "1,2").replacen("Point", "X\",\"type\":\"Point", 1),
            r#"{"type":"Feature","properties":null,"geometry":null}"#.to_owned(),
            r#"{"type":"Point","coordinates":[1,2]}"#.to_owned(),
            feature(r#""id":null,"#, "", "1,2"),
        ];
        assert!(!others.iter().any(|raw| check(raw)));
    }

    proptest! {
        #[test]
        fn what_is_read_in_one_go_is_what_the_reader_of_all_features_reads(
            values in prop::collection::btree_map(
                "[a-c]{0,2}|id|date",
                r#""[ a-z0-9é]{0,4}"|-?[0-9]{1,4}(\.[0-9]{1,4})?|null|true"#,
                0..5,
            ),
            id in r#"("id":("[ a-z]{0,3}"|[0-9]{1,3}),)?"#,
            lon in r"-?[0-9]{1,3}(\.[0-9]{1,6})?",
            lat in r"-?[0-9]{1,3}(\.[0-9]{1,6})?",
        ) {
            let properties: Vec<String> =
                values.iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
            let properties = properties.join(", ");
            check(&format!(
                "{{\"type\":\"Feature\",{id}\"properties\":{{{properties}}},\
                 \"geometry\":{{\"type\":\"Point\",\"coordinates\":[{lon},{lat}]}}}}"
            ));
        }
    }
}
