//! A file that is one collection of features, read from its first byte to its last: features are
//! nearly all of a long file, and no list of where each begins is made.
//!
//! Whatever is written in another way is left to the reader of all JSON, which begins anew.

use super::features::{Features, SAMPLE, projection, push_whole};
use super::json::Source;
use super::scanner::Scanner;
use crate::lines::LineCount;
use crate::report::Report;
use serde_json::value::RawValue;

/// Reads the collection; `None` if the file is not one object with one list of features that
/// says to be a collection, or if it is broken anywhere.
pub(super) fn read<'t>(source: &Source<'t>, report: &mut Report) -> Option<Features> {
    // What is told of features is kept only if nothing is told of the whole, as is how many were
    // read.
    let rows = source.pulse.rows();
    let read = read_all(source, report);
    if read.is_none() {
        source.pulse.set_rows(rows);
    }
    read
}

fn read_all<'t>(source: &Source<'t>, report: &mut Report) -> Option<Features> {
    let mut scanner = Scanner { text: source.text, at: 0 };
    let mut own = Report::default();
    let (mut is_collection, mut features, mut crs) = (false, None, None);
    let (mut name, mut title) = (None, None);
    scanner.object(|key, scanner| {
        match key {
            "type" if !is_collection => is_collection = scanner.is_string("FeatureCollection")?,
            "features" if features.is_none() => {
                features = Some(list(scanner, source, &mut own)?);
            }
            "type" | "features" => return None,
            "name" => name = serde_json::from_str(value(scanner)?).ok(),
            "title" => title = serde_json::from_str(value(scanner)?).ok(),
            "crs" => crs = projection(value(scanner)?),
            _ => drop(value(scanner)?),
        }
        Some(())
    })?;
    if !(scanner.is_done() && is_collection) {
        return None;
    }
    let mut features = features?;
    if let Some(name) = crs {
        // What the features say is in no place that is known here.
        let mut refused = Features::new(source.file);
        refused.refuse(&name, features.len() + features.lost, report);
        return Some(refused);
    }
    report.absorb(own);
    features.title = title.or(name);
    Some(features)
}

/// The features of a list; those after somebody said stop are passed over.
fn list<'t>(
    scanner: &mut Scanner<'t>,
    source: &Source<'t>,
    report: &mut Report,
) -> Option<Features> {
    let mut features = Features::new(source.file);
    let mut lines = LineCount::default();
    let (mut count, mut beyond) = (0, 0);
    scanner.take(b'[')?;
    if scanner.peek()? == b']' {
        scanner.take(b']')?;
        return Some(features);
    }
    loop {
        scanner.peek()?;
        let from = scanner.at;
        if count >= source.limits.rows {
            value(scanner)?;
            beyond += 1;
        } else if !source.pulse.beat() {
            return None;
        } else {
            let line = lines.line_at(source.text, from);
            let plain = (features.len() >= SAMPLE).then(|| features.reader.next(scanner)).flatten();
            if let Some(plain) = plain {
                features.push_plain(line, &plain, source.limits, report);
            } else {
                scanner.at = from;
                let raw = value(scanner)?;
                push_whole(raw, line, source.file, source.limits, &mut features, report);
            }
        }
        count += 1;
        if scanner.peek()? != b',' {
            scanner.take(b']')?;
            features.lose(beyond, source.limits, report);
            return Some(features);
        }
        scanner.take(b',')?;
    }
}

/// Any value as it stands in the file.
fn value<'t>(scanner: &mut Scanner<'t>) -> Option<&'t str> {
    scanner.peek()?;
    let rest = scanner.text.get(scanner.at..)?;
    let mut stream = serde_json::Deserializer::from_str(rest).into_iter::<&'t RawValue>();
    let raw = stream.next()?.ok()?;
    scanner.at += stream.byte_offset();
    Some(raw.get())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::limits::Limits;
    use crate::lines::Lines;
    use crate::open::formats::features::push_geojson;
    use crate::open::reading::{OpenOptions, Pulse, Step};
    use proptest::prelude::*;

    const POINT: &str = r#"{"type":"Feature","properties":{"a":1},"geometry":{"type":"Point","coordinates":[1,2]}}"#;

    /// What is read in one go, if it is, beside what the reader of any JSON reads.
    fn both(text: &str, limits: Limits) -> Option<[(Features, Report); 2]> {
        let options = OpenOptions { limits, ..OpenOptions::default() };
        let pulse = Pulse::new(&options, Step::Reading, 0, 1);
        let (lines, file) = (Lines::of(text), "a.geojson");
        let source = Source { text, file, lines: &lines, limits, pulse: &pulse };
        let mut report = Report::default();
        let read = read(&source, &mut report)?;
        let (mut slow, mut slow_report) = (Features::new(file), Report::default());
        let raw = serde_json::from_str::<&RawValue>(text).unwrap().get();
        push_geojson(raw, source.line(raw), &source, &mut slow, &mut slow_report);
        Some([(read, report), (slow, slow_report)])
    }

    fn assert_alike([(read, report), (slow, slow_report)]: [(Features, Report); 2]) {
        assert_eq!(read.told(), slow.told());
        assert_eq!((read.lost, report), (slow.lost, slow_report));
    }

    proptest! {
        #[test]
        fn a_collection_read_in_one_go_is_the_one_that_is_read_value_by_value(
            first in 0..80_usize,
            features in prop::collection::vec(
                prop_oneof![
                    4 => Just(POINT.to_owned()),
                    2 => (0..9_u8, "[a-c]{1,2}").prop_map(|(number, key)| format!(
                        "{{\"type\":\"Feature\",\"id\":{number},\"properties\":{{\"{key}\":\"x\"}},\
                         \r\n\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{number}.5,2]}}}}"
                    )),
                    1 => Just(POINT.replace('1', "\"\\u0041\"").replacen("\"\\u0041\"", "true", 1)),
                    1 => Just(POINT.replace("Point", "Pint")),
                    1 => Just("7".to_owned()),
                ],
                0..12,
            ),
            between in prop_oneof![Just(","), Just(" ,\n"), Just(",\r")],
            (before, after) in (
                "(\"bbox\":\\[1,2\\],)?",
                "(,\"name\":\\{\"features\":\\[\\]\\}|,\"crs\":\\{\"properties\":\\{\"name\":\"EPSG:(4326|3857)\"\\}\\})?",
            ),
        ) {
            let all: Vec<&str> =
                std::iter::repeat_n(POINT, first).chain(features.iter().map(String::as_str)).collect();
            let text = format!(
                "{{{before} \"type\": \"FeatureCollection\",\n\"features\" :[{}\n]{after}}} \n",
                all.join(between)
            );
            let read = both(&text, Limits::DEFAULT);
            prop_assert!(read.is_some());
            read.into_iter().for_each(assert_alike);
        }
    }

    #[test]
    fn whatever_is_no_plain_collection_is_left() {
        let features = format!("\"features\":[{POINT}]");
        for text in [
            format!("{{{features}}}"),
            format!("{{\"type\":\"Feature\",{features}}}"),
            format!("{{\"type\":\"FeatureCollection\",{features},{features}}}"),
            format!("{{\"type\":\"FeatureCollection\",\"type\":\"FeatureCollection\",{features}}}"),
            format!("{{\"type\":\"FeatureCollection\",{features}}} {{}}"),
            format!("{{\"type\":\"FeatureCollection\",{features}"),
            format!("{{\"type\":\"FeatureCollection\",\"features\":[{POINT},]}}"),
            format!("{{\"type\":\"FeatureCollection\",\"features\":{POINT}}}"),
            "{\"type\":\"FeatureCollection\"}".to_owned(),
            format!("[{POINT}]"),
        ] {
            assert!(both(&text, Limits::DEFAULT).is_none(), "{text}");
        }
    }

    #[test]
    fn features_beyond_the_limit_are_counted() {
        let all = vec![POINT; 90].join(",\n");
        let text = format!("{{\"type\":\"FeatureCollection\",\"features\":[{all}]}}");
        let read = both(&text, Limits { rows: 70, ..Limits::DEFAULT }).unwrap();
        assert_eq!((read[0].0.len(), read[0].0.lost), (70, 20));
        assert_alike(read);
    }
}
