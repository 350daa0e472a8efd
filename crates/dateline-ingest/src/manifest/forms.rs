//! What `story.json` says of files in other shapes: snapshots, and names of columns.

use super::{dates, file_name, warn};
use crate::code::Code;
use crate::forms::{Role, Roles};
use crate::json::{JsonReader, Node, Object};
use dateline_core::time::EdtfDate;

/// The snapshots: names of files, or objects of `file` and `date`.
pub(super) fn snapshots<'a>(
    json: &mut JsonReader<'a, '_>,
    node: Option<Node<'a>>,
) -> Vec<(String, Option<EdtfDate>)> {
    let mut snapshots: Vec<(String, Option<EdtfDate>)> = Vec::new();
    for node in json.list(node) {
        let mut stated = None;
        let file = if node.raw().starts_with('{') {
            let Some(mut object) = json.object(node.clone()) else { continue };
            stated = object.take("date");
            let file = json.needed(&mut object, "file");
            json.finish(object);
            file
        } else {
            Some(node.clone())
        };
        let Some(name) = file.and_then(|file| file_name(json, file)) else { continue };
        if snapshots.iter().any(|(of, _)| *of == name) {
            warn(json, Code::StoryKey, &node, "the file is named twice, and is read once");
            continue;
        }
        let date = match stated {
            Some(stated) => dates::date(json, Some(stated)),
            None => date_in(&name),
        };
        if let Some(open) = date.as_ref().filter(|date| date.open_end) {
            let problem = json.problem(Code::DateOpen, &node).value(&open.text);
            json.report.push(problem);
        }
        snapshots.push((name, date.filter(|date| !date.open_end)));
    }
    snapshots
}

/// How properties and columns are called, where it is not as usual.
pub(super) fn columns<'a>(json: &mut JsonReader<'a, '_>, top: &mut Object<'a>) -> Roles {
    let mut roles = Roles::default();
    let object = top.take("columns").and_then(|node| json.object(node));
    let Some(mut object) = object else { return roles };
    for (key, role) in Role::KEYS {
        let name = json.string(object.take(key));
        if !name.trim().is_empty() {
            roles.name(role, &name);
        }
    }
    json.finish(object);
    roles
}

/// How many days may lie between two snapshots.
pub(super) fn gap_days<'a>(json: &mut JsonReader<'a, '_>, top: &mut Object<'a>) -> Option<f64> {
    let node = top.take("snapshotGapDays")?;
    let days = json.number(Some(node.clone()))?;
    let fits = days > 0.0 && days <= super::MAX_FADE_DAYS;
    if !fits {
        json.refuse(Code::NumberUnreadable, &node, "a number of days above 0 is wanted");
    }
    fits.then_some(days)
}

/// The last whole day in a name of a file: `2016-11-20` or `20161120`, with hyphens,
/// underscores or points between or nothing.
pub(crate) fn date_in(name: &str) -> Option<EdtfDate> {
    let bytes = name.as_bytes();
    let day_at = |start: usize| {
        let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        if start.checked_sub(1).is_some_and(is_digit) {
            return None;
        }
        let separated = bytes.get(start + 4).is_some_and(|sign| b"-_.".contains(sign));
        let step = usize::from(separated);
        let (month, day) = (start + 4 + step, start + 6 + 2 * step);
        if is_digit(day + 2) || (separated && bytes.get(start + 4) != bytes.get(day - 1)) {
            return None;
        }
        let [year, month, day] =
            [(start, 4), (month, 2), (day, 2)].map(|(at, length)| name.get(at..at + length));
        let (year, month, day) = (year?, month?, day?);
        let digits = [year, month, day].concat();
        let is_date = digits.bytes().all(|byte| byte.is_ascii_digit());
        is_date.then(|| EdtfDate::parse(&format!("{year}-{month}-{day}")).ok()).flatten()
    };
    (0..bytes.len()).rev().find_map(day_at)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::date_in;

    #[test]
    fn the_day_of_a_snapshot_is_found_in_the_name_of_its_file() {
        let found = |name: &str| date_in(name).map(|date| date.text);
        for name in ["c/2016-11-20.geojson", "map_20161120.geojson", "2016_11_20", "a 2016.11.20"] {
            assert_eq!(found(name).as_deref(), Some("2016-11-20"), "{name}");
        }
        assert_eq!(found("2015-01-01/2016-11-20.geojson").as_deref(), Some("2016-11-20"));
        for name in ["control.geojson", "2016-13-20", "120161120", "2016112", "201611201", "٢٠١٦"]
        {
            assert_eq!(found(name), None, "{name}");
        }
    }
}
