//! Dates in `story.json`.

use crate::code::Code;
use crate::json::{JsonReader, Node};
use dateline_core::time::{DateError, EdtfDate, Moment, Span, parse_moment};

/// Stands for a span that the story does not state.
pub(crate) const EMPTY_SPAN: Span = Span { start: Moment(0), end: Moment(0) };

/// The code and the words for a date that could not be read.
pub(crate) fn fault(error: &DateError) -> (Code, String) {
    let code = Code::from_name(error.code()).unwrap_or(Code::DateUnreadable);
    (code, format!("{}, character {}", error.kind, error.character()))
}

fn read<'a, T>(
    json: &mut JsonReader<'a, '_>,
    node: Option<Node<'a>>,
    parse: fn(&str) -> Result<T, DateError>,
) -> Option<T> {
    let node = node?;
    let text = json.string(Some(node.clone()));
    if text.is_empty() {
        return None;
    }
    let read = parse(&text);
    if let Err(error) = &read {
        let (code, detail) = fault(error);
        json.refuse(code, &node, detail);
    }
    read.ok()
}

/// A date; a text that is none is reported.
pub(super) fn date<'a>(json: &mut JsonReader<'a, '_>, node: Option<Node<'a>>) -> Option<EdtfDate> {
    read(json, node, EdtfDate::parse)
}

/// A stretch of time with a start and an end.
pub(super) fn interval<'a>(json: &mut JsonReader<'a, '_>, node: Option<Node<'a>>) -> Option<Span> {
    let date = date(json, node.clone())?;
    if date.open_start || date.open_end {
        if let Some(node) = node {
            json.refuse(Code::DateUnreadable, &node, "a start and an end are wanted");
        }
        return None;
    }
    Some(date.span)
}

/// A moment, as in the address.
pub(super) fn moment<'a>(json: &mut JsonReader<'a, '_>, node: Option<Node<'a>>) -> Option<Moment> {
    read(json, node, parse_moment)
}

/// Reports a time that reaches beyond the story's, where that is stated.
pub(super) fn tell_outside<'a>(
    json: &mut JsonReader<'a, '_>,
    node: Option<&Node<'a>>,
    told: Option<Span>,
    story: Option<Span>,
) {
    if let (Some(node), Some(told), Some(story)) = (node, told, story)
        && (told.start < story.start || story.end < told.end)
    {
        let problem = json.problem(Code::TimeOutside, node);
        json.report.push(problem);
    }
}
