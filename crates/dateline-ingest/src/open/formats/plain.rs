//! Features that are a point with plain properties, read in one go: they are nearly all there
//! are where there are many, and a tree for each would be many times their text.
//!
//! Whatever is written in another way is left to the reader of all features; what is read here
//! is what that one would read.

use crate::open::cells::Cells;
use crate::tidy::without_bidi_controls;
use geojson::GeometryValue;
use std::borrow::Cow;
use std::rc::Rc;

/// A point with properties of one line of text or one number each.
#[derive(Debug)]
pub(crate) struct PlainFeature {
    /// Names of its properties in the order of the alphabet; features of one kind share them.
    keys: Rc<[String]>,
    /// What the properties say, in the order of `keys`, and at the end its id.
    cells: Cells,
    position: [f64; 2],
}

impl PlainFeature {
    /// Names of the properties that say something, in order, with their places.
    pub(crate) fn said(&self) -> impl Iterator<Item = (usize, &str)> {
        let said = self.keys.iter().enumerate().filter(|(place, _)| !self.text(*place).is_empty());
        said.map(|(place, key)| (place, key.as_str()))
    }

    /// What the property at that place says.
    pub(crate) fn text(&self, place: usize) -> &str {
        self.cells.get(place)
    }

    /// Puts other words into a property.
    pub(crate) fn set(&mut self, place: usize, text: &str) {
        let said = |at: usize| if at == place { text } else { self.cells.get(at) };
        self.cells = Cells::of((0..self.cells.len()).map(said));
    }

    /// Properties as named cells, with the id where no property has its name; and the point.
    pub(crate) fn into_cells(self) -> (Vec<(String, String)>, Option<GeometryValue>) {
        let mut cells: Vec<(String, String)> = Vec::with_capacity(self.keys.len() + 1);
        let properties =
            self.said().map(|(place, key)| (key.to_owned(), self.text(place).to_owned()));
        cells.extend(properties);
        let id = self.text(self.keys.len());
        if !id.is_empty() && !cells.iter().any(|(key, _)| key == "id") {
            cells.push(("id".to_owned(), id.to_owned()));
        }
        (cells, Some(GeometryValue::Point { coordinates: self.position.into() }))
    }
}

/// Reads such features one after the other.
#[derive(Debug, Default)]
pub(super) struct PlainReader {
    keys: Option<Rc<[String]>>,
}

impl PlainReader {
    /// The feature; `None` if it is written in another way, or is none.
    pub(super) fn read(&mut self, raw: &str) -> Option<PlainFeature> {
        let mut scanner = Scanner { text: raw, at: 0 };
        let (mut is_feature, mut position, mut id) = (false, None, None);
        let mut properties: Option<Vec<(&str, Cow<'_, str>)>> = None;
        scanner.object(|key, scanner| {
            match key {
                "type" if !is_feature => is_feature = scanner.is_string("Feature")?,
                "geometry" if position.is_none() => position = Some(scanner.point()?),
                "id" if id.is_none() && scanner.peek()? != b'n' => id = Some(scanner.scalar()?),
                "properties" if properties.is_none() => {
                    let mut read = Vec::new();
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
        let (true, Some(mut properties)) = (scanner.is_done() && is_feature, properties) else {
            return None;
        };
        properties.sort_by(|a, b| a.0.cmp(b.0));
        if properties.windows(2).any(|two| matches!(two, [a, b] if a.0 == b.0)) {
            return None;
        }
        let names = properties.iter().map(|(key, _)| *key);
        let known =
            self.keys.take().filter(|keys| keys.iter().map(String::as_str).eq(names.clone()));
        let keys = known.unwrap_or_else(|| names.map(str::to_owned).collect());
        self.keys = Some(Rc::clone(&keys));
        let texts = properties.iter().map(|(_, text)| text.as_ref());
        let cells = Cells::of(texts.chain([id.as_deref().unwrap_or_default()]));
        Some(PlainFeature { keys, cells, position: position? })
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

/// Digits of a number that every way of reading it reads alike.
const MAX_DIGITS: usize = 15;

/// Reads JSON from left to right; `None` at whatever is more than plain.
struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Scanner<'t> {
    fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(self.at), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    fn take(&mut self, wanted: u8) -> Option<()> {
        (self.peek()? == wanted).then(|| self.at += 1)
    }

    fn is_done(&mut self) -> bool {
        self.peek().is_none()
    }

    fn object(&mut self, mut member: impl FnMut(&'t str, &mut Self) -> Option<()>) -> Option<()> {
        self.take(b'{')?;
        if self.peek()? == b'}' {
            return self.take(b'}');
        }
        loop {
            let key = self.string()?;
            self.take(b':')?;
            member(key, self)?;
            if self.peek()? != b',' {
                return self.take(b'}');
            }
            self.take(b',')?;
        }
    }

    /// A text in which nothing is escaped.
    fn string(&mut self) -> Option<&'t str> {
        self.take(b'"')?;
        let rest = self.text.get(self.at..)?;
        let is_end = |byte: &u8| *byte == b'"' || *byte == b'\\' || *byte < b' ';
        let length = rest.as_bytes().iter().position(is_end)?;
        self.at += length;
        self.take_here(b'"')?;
        rest.get(..length)
    }

    /// True if the text is the one wanted; `None` if it is another, so that none can follow it.
    fn is_string(&mut self, wanted: &str) -> Option<bool> {
        (self.string()? == wanted).then_some(true)
    }

    fn take_here(&mut self, wanted: u8) -> Option<()> {
        (*self.text.as_bytes().get(self.at)? == wanted).then(|| self.at += 1)
    }

    /// The signs of a number, and how many digits it has.
    fn number(&mut self) -> Option<&'t str> {
        self.peek()?;
        let rest = self.text.get(self.at..)?;
        let is_sign = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'.');
        let bytes = rest.as_bytes();
        let length = bytes.iter().take_while(|byte| is_sign(byte)).count();
        // An exponent is more than plain.
        if length > MAX_DIGITS || matches!(bytes.get(length), Some(b'e' | b'E' | b'+')) {
            return None;
        }
        self.at += length;
        let number = rest.get(..length)?;
        let digits = number.strip_prefix('-').unwrap_or(number);
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        let are_digits =
            |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
        let is_sound = are_digits(whole) && are_digits(part);
        (is_sound && (whole == "0" || !whole.starts_with('0'))).then_some(number)
    }

    /// A text as it is written, a number as it is told, nothing for `null`.
    fn scalar(&mut self) -> Option<Cow<'t, str>> {
        match self.peek()? {
            b'"' => self.string().map(Cow::Borrowed),
            b'n' => {
                let is_null = self.text.get(self.at..)?.starts_with("null");
                is_null.then(|| self.at += "null".len())?;
                Some(Cow::Borrowed(""))
            }
            _ => {
                let number = self.number()?;
                if number.contains('.') || number == "-0" {
                    let read: serde_json::Number = serde_json::from_str(number).ok()?;
                    return Some(Cow::Owned(read.to_string()));
                }
                Some(Cow::Borrowed(number))
            }
        }
    }

    /// The two numbers of a geometry that is a point.
    fn point(&mut self) -> Option<[f64; 2]> {
        let (mut is_point, mut read) = (false, None);
        self.object(|key, scanner| {
            match key {
                "type" if !is_point => is_point = scanner.is_string("Point")?,
                "coordinates" if read.is_none() => {
                    scanner.take(b'[')?;
                    let lon = scanner.number()?.parse().ok()?;
                    scanner.take(b',')?;
                    let lat = scanner.number()?.parse().ok()?;
                    scanner.take(b']')?;
                    read = Some([lon, lat]);
                }
                _ => return None,
            }
            Some(())
        })?;
        read.filter(|_| is_point)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::open::split::cells_of;
    use crate::report::Report;
    use proptest::prelude::*;

    /// Every feature that is read here is read alike by the reader of all features.
    fn check(raw: &str) -> bool {
        let Some(plain) = PlainReader::default().read(raw) else { return false };
        let mut report = Report::default();
        let whole = crate::features::read_one(raw, ("a.geojson", 1), Limits::DEFAULT, &mut report);
        assert_eq!(whole.map(cells_of), Some(plain.into_cells()), "{raw}");
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
