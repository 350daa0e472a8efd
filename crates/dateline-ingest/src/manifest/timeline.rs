//! What `story.json` says of its time: named spans, what was recorded, weeks, the zone in words.

use super::week::week_start_in;
use super::{dates, lists};
use crate::code::Code;
use crate::json::{JsonReader, Node, Object};
use crate::problem::Problem;
use dateline_core::model::{AxisDirection, Coverage, Era, StoryMeta, Timeline};
use dateline_core::time::Span;

/// The days of the week, by their place in it.
const DAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// What holds where nothing is said, at the place of a zone.
pub(crate) fn usual(time_zone: &str) -> Timeline {
    Timeline { week_start: week_start_in(time_zone), ..Timeline::default() }
}

/// Reads `timeline`; `story` is the span of the story, if it is stated.
pub(super) fn read<'a>(
    json: &mut JsonReader<'a, '_>,
    top: &mut Object<'a>,
    time_zone: &str,
    story: Option<Span>,
) -> Timeline {
    let usual = usual(time_zone);
    let Some(mut object) = top.take("timeline").and_then(|node| json.object(node)) else {
        return usual;
    };
    let mut eras = Vec::new();
    for (span, problem, mut item) in spans(json, object.take("eras"), story) {
        let label = json.needed(&mut item, "label");
        let label = json.text(label);
        let source = item.take("source").and_then(|node| json.object(node));
        let source = source.map(|object| lists::source(json, object)).unwrap_or_default();
        json.finish(item);
        // Without words there is nothing to show of it; the report says so.
        if !label.is_empty() {
            eras.push((Era { span, label, source }, problem));
        }
    }
    let mut coverage = Vec::new();
    for (span, problem, mut item) in spans(json, object.take("coverage"), story) {
        let note = json.text(item.take("note"));
        json.finish(item);
        coverage.push((Coverage { span, note }, problem));
    }
    let timeline = Timeline {
        eras: in_order(json, eras, |era| era.span),
        coverage: in_order(json, coverage, |coverage| coverage.span),
        week_start: week_start(json, object.take("weekStart")).unwrap_or(usual.week_start),
        zone_name: json.text(object.take("timeZoneName")),
        axis: axis(json, object.take("axis")).unwrap_or_default(),
    };
    json.finish(object);
    timeline
}

/// Stretches of a list with what else is said of each, and the problem of one that it
/// overlaps with another. Both days are included; an end that is left out is that of the
/// story.
fn spans<'a>(
    json: &mut JsonReader<'a, '_>,
    node: Option<Node<'a>>,
    story: Option<Span>,
) -> Vec<(Span, Problem, Object<'a>)> {
    let mut read = Vec::new();
    for mut object in json.objects(node) {
        let start = object.take("start");
        let end = object.take("end");
        let named = start.clone().or_else(|| end.clone());
        let (has_start, has_end) = (start.is_some(), end.is_some());
        let (from, until) = (dates::date(json, start), dates::date(json, end));
        if has_start != from.is_some() || has_end != until.is_some() {
            // The report has the date that cannot be read.
            continue;
        }
        let Some(named) = named else {
            let problem = json.missing(&object, "start");
            json.report.push(problem);
            continue;
        };
        let whole = story.unwrap_or(Span::CALENDAR);
        let start = from.map_or(whole.start, |date| date.span.start);
        let end = until.map_or(whole.end, |date| date.span.end);
        let Some(span) = Span::new(start, end).filter(|span| span.seconds() > 0) else {
            json.refuse(Code::DateReversed, &named, "");
            continue;
        };
        dates::tell_outside(json, Some(&named), Some(span), story);
        read.push((span, json.problem(Code::TimeOverlap, &named), object));
    }
    read
}

/// The stretches by start; those that begin before an earlier one has ended are reported.
fn in_order<T>(
    json: &mut JsonReader<'_, '_>,
    mut all: Vec<(T, Problem)>,
    span: fn(&T) -> Span,
) -> Vec<T> {
    all.sort_by_key(|(one, _)| span(one).start);
    let mut until = Span::CALENDAR.start;
    let mut kept = Vec::with_capacity(all.len());
    for (one, problem) in all {
        if span(&one).start < until {
            json.report.push(problem);
        }
        until = until.max(span(&one).end);
        kept.push(one);
    }
    kept
}

fn week_start<'a>(json: &mut JsonReader<'a, '_>, node: Option<Node<'a>>) -> Option<u32> {
    one_of(json, node?, DAYS).map(|place| place as u32)
}

fn axis<'a>(json: &mut JsonReader<'a, '_>, node: Option<Node<'a>>) -> Option<AxisDirection> {
    let place = one_of(json, node?, AxisDirection::ALL.map(AxisDirection::name))?;
    AxisDirection::ALL.get(place).copied()
}

/// The place of a name among those that there are; another one is refused.
fn one_of<'a, const N: usize>(
    json: &mut JsonReader<'a, '_>,
    node: Node<'a>,
    names: [&str; N],
) -> Option<usize> {
    let name = json.string(Some(node.clone())).to_lowercase();
    let place = names.iter().position(|one| *one == name);
    if place.is_none() {
        json.refuse(Code::ValueUnknown, &node, format!("one of {}", names.join(" ")));
    }
    place
}

/// Ends what is open with the span of the story, once that is made of the files.
pub(crate) fn close(meta: &mut StoryMeta) {
    let story = meta.span;
    let eras = meta.timeline.eras.iter_mut().map(|era| &mut era.span);
    let coverage = meta.timeline.coverage.iter_mut().map(|coverage| &mut coverage.span);
    for span in eras.chain(coverage) {
        // A stretch that lies wholly outside stays as it is.
        if span.start == Span::CALENDAR.start && story.start < span.end {
            span.start = story.start;
        }
        if span.end == Span::CALENDAR.end && span.start < story.end {
            span.end = story.end;
        }
    }
}
