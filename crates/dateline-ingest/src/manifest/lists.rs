//! The plain lists of `story.json`: languages, claims, sources, credits, corrections.

use super::{dates, warn};
use crate::code::Code;
use crate::json::{JsonReader, Node, Object};
use dateline_core::model::{Claim, Correction, Credit, Source, Text};

/// The languages the story is told in; English where it does not say.
pub(super) fn languages<'a>(json: &mut JsonReader<'a, '_>, top: &mut Object<'a>) -> Vec<String> {
    let mut tags = Vec::new();
    for node in json.list(top.take("languages")) {
        let tag = json.string(Some(node.clone()));
        if !tag.is_empty() && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            tags.push(tag);
        } else {
            json.refuse(Code::ValueUnknown, &node, "a BCP 47 tag is wanted, such as en or ar-SY");
        }
    }
    if tags.is_empty() {
        tags.push("en".to_owned());
    }
    tags
}

/// Paragraphs; a single one may stand without a list.
pub(super) fn texts<'a>(json: &mut JsonReader<'a, '_>, node: Option<Node<'a>>) -> Vec<Text> {
    let Some(node) = node else { return Vec::new() };
    if !node.is_list() {
        return vec![json.text(Some(node))];
    }
    json.list(Some(node)).into_iter().map(|item| json.text(Some(item))).collect()
}

/// Who says so.
pub(super) fn sources<'a>(json: &mut JsonReader<'a, '_>, node: Option<Node<'a>>) -> Vec<Source> {
    json.objects(node).into_iter().map(|object| source(json, object)).collect()
}

/// One who says so.
pub(super) fn source<'a>(json: &mut JsonReader<'a, '_>, mut object: Object<'a>) -> Source {
    let source = Source {
        name: json.string(object.take("name")),
        url: json.string(object.take("url")),
        archive_url: json.string(object.take("archiveUrl")),
    };
    if source.name.is_empty() && source.url.is_empty() {
        warn(json, Code::SourceMissing, &object.node, "");
    }
    json.finish(object);
    source
}

/// What the claims are a share of, and the claims.
pub(super) fn claims<'a>(
    json: &mut JsonReader<'a, '_>,
    top: &mut Object<'a>,
) -> (Text, Vec<Claim>) {
    let object = top.take("claims").and_then(|node| json.object(node));
    let Some(mut object) = object else {
        return (Text::default(), Vec::new());
    };
    let title = json.text(object.take("title"));
    let items = json.objects(object.take("items"));
    let claims = items.into_iter().filter_map(|item| claim(json, item)).collect();
    json.finish(object);
    (title, claims)
}

fn claim<'a>(json: &mut JsonReader<'a, '_>, mut object: Object<'a>) -> Option<Claim> {
    let date = json.needed(&mut object, "date");
    let when = dates::date(json, date);
    let (low, high) = (object.take("low"), object.take("high"));
    let (low, high) = (json.number(low), json.number(high));
    let text = json.text(object.take("text"));
    let source_object = object.take("source").and_then(|node| json.object(node));
    let source = source_object.map(|object| source(json, object)).unwrap_or_default();
    let (Some(low_percent), Some(high_percent)) = (low.or(high), high.or(low)) else {
        json.refuse(Code::StoryKey, &object.node, "“low” or “high” is missing");
        return None;
    };
    let fits = 0.0 <= low_percent && low_percent <= high_percent && high_percent <= 100.0;
    if !fits {
        let problem = json.problem(Code::NumberUnreadable, &object.node);
        json.report.push(problem.detail("low and high are percent, 0 to 100, the lower first"));
        return None;
    }
    json.finish(object);
    Some(Claim { when: when?, low_percent, high_percent, text, source })
}

/// Credit and licence per file.
pub(super) fn credits<'a>(json: &mut JsonReader<'a, '_>, top: &mut Object<'a>) -> Vec<Credit> {
    let objects = json.objects(top.take("credits"));
    let read = |mut object: Object<'a>| {
        let credit = Credit {
            what: json.text(object.take("what")),
            by: json.text(object.take("by")),
            licence: json.string(object.take("licence")),
            url: json.string(object.take("url")),
        };
        json.finish(object);
        credit
    };
    objects.into_iter().map(read).collect()
}

/// What was corrected; an entry without a date that can be read is left out.
pub(super) fn corrections<'a>(
    json: &mut JsonReader<'a, '_>,
    top: &mut Object<'a>,
) -> Vec<Correction> {
    let objects = json.objects(top.take("corrections"));
    let read = |mut object: Object<'a>| {
        let date = json.needed(&mut object, "date");
        let date = dates::date(json, date);
        let id = json.string(object.take("id"));
        let text = json.text(object.take("text"));
        json.finish(object);
        Some(Correction { date: date?, id, text })
    };
    objects.into_iter().filter_map(read).collect()
}

/// The version of the data, which may be written as a number.
pub(super) fn version<'a>(json: &mut JsonReader<'a, '_>, top: &mut Object<'a>) -> String {
    match top.take("version") {
        Some(node) if node.raw().starts_with(|first: char| first.is_ascii_digit()) => {
            node.raw().to_owned()
        }
        node => json.string(node),
    }
}
