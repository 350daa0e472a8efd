//! Opened files as a story folder: the files themselves, and a `story.json` that remembers how
//! they were understood. What is read of the folder is what was read of the files.

use super::formats::Format;
use super::mapping::Why;
use super::open_archives;
use super::pieces::Body;
use super::reading::{OpenedFile, Reading};
use crate::json::{items, members};
use crate::limits::Limits;
use crate::manifest::STORY_FILE;
use crate::manifest::forms::date_in;
use crate::report::Report;
use dateline_core::model::{Actor, Category, Credit, StoryMeta, Text};
use dateline_core::time::{Moment, Span};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use std::collections::BTreeSet;

/// A file of a folder: its name and its bytes.
pub type KeptFile = (String, Vec<u8>);

/// The folder that keeps what was opened; `None` where there is no story. Archives are kept
/// unpacked, and a story folder as it is, but for what was chosen otherwise.
pub fn keep(files: Vec<KeptFile>, reading: &Reading, limits: Limits) -> Option<Vec<KeptFile>> {
    let meta = reading.story.as_ref()?.meta();
    let (names, contents): (Vec<String>, Vec<Vec<u8>>) = files.into_iter().unzip();
    let given = names.iter().map(String::as_str).zip(contents);
    let given = given.map(|(name, bytes)| (name, Body::Whole(bytes.into()))).collect();
    // What is wrong with an archive was said when it was opened.
    let opened = open_archives(given, limits, &mut Report::default());
    let is_folder = reading.files.iter().any(|file| file.format == Format::Story);
    if is_folder {
        let opened = opened.into_iter().map(|(name, body)| (name, body.into_bytes()));
        return keep_folder(opened.collect(), meta, reading);
    }
    let mut taken: BTreeSet<String> = BTreeSet::from([STORY_FILE.to_owned()]);
    let (mut kept, mut entries) = (Vec::new(), Vec::new());
    for (name, bytes) in opened {
        let safe = safe_name(&name, &mut taken);
        entries.extend(reading.files.iter().filter_map(|file| entry(&safe, &name, file)));
        kept.push((safe, bytes.into_bytes()));
    }
    kept.insert(0, (STORY_FILE.to_owned(), written(&story_json(meta, entries))?));
    Some(kept)
}

/// A folder that is one already.
fn keep_folder(
    opened: Vec<KeptFile>,
    meta: &StoryMeta,
    reading: &Reading,
) -> Option<Vec<KeptFile>> {
    let story = &reading.files.first()?.name;
    let folder = story.rfind('/').map_or(0, |at| at + 1);
    // Files that are read as they are go by their names in the folder.
    let is_used = |name: &str, inside: &str| {
        reading.files.iter().any(|file| match file.format {
            Format::Story => file.name == name,
            _ => file.name == inside,
        })
    };
    let mut kept: Vec<KeptFile> = Vec::new();
    let mut at = None;
    for (name, bytes) in opened {
        let inside = name.get(folder..).unwrap_or_default();
        if is_used(&name, inside) {
            at = at.or((name == *story).then_some(kept.len()));
            kept.push((inside.to_owned(), bytes));
        }
    }
    if reading.is_chosen {
        let of = |file| kept.iter().find_map(|(name, _)| entry(name, name, file));
        let others = reading.files.iter().filter(|file| file.format != Format::Story);
        let entries = others.filter_map(of).collect();
        let changed = kept.get(at?).and_then(|(_, bytes)| changed(bytes, meta, entries))?;
        kept.get_mut(at?)?.1 = changed;
    }
    Some(kept)
}

/// A `story.json` with what was chosen in the place of what it says; all else stays as it is.
fn changed(bytes: &[u8], meta: &StoryMeta, open: Vec<Node>) -> Option<Vec<u8>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut open = Some(open);
    let mut story = Vec::new();
    for (key, raw) in members(std::str::from_utf8(bytes).ok()?)? {
        let node = match key.as_str() {
            "title" => text(&meta.title),
            "timeZone" => meta.time_zone.as_str().into(),
            "span" => span(meta.span).as_str().into(),
            "actors" => {
                let (named, _) = items(raw, usize::MAX)?;
                let made = meta.actors.iter().skip(named.len()).map(|it| Some(actor(it)));
                Node::List(named.into_iter().map(as_it_is).chain(made).collect::<Option<_>>()?)
            }
            "files" => {
                let mut files = Vec::new();
                for (key, raw) in members(raw)? {
                    let open = if key == "open" { open.take() } else { None };
                    files.push((key, open.map(Node::List).or_else(|| as_it_is(raw))?));
                }
                Node::Object(files)
            }
            _ => as_it_is(raw)?,
        };
        story.push((key, node));
    }
    written(&Node::Object(story))
}

fn as_it_is(raw: &str) -> Option<Node> {
    RawValue::from_string(raw.to_owned()).ok().map(Node::Raw)
}

fn written(story: &Node) -> Option<Vec<u8>> {
    // Texts and numbers alone: nothing of it can fail to be written.
    let mut bytes = serde_json::to_vec_pretty(story).ok()?;
    bytes.push(b'\n');
    Some(bytes)
}

/// A name without folders and without what no address may have in it, that no other has. The date
/// of a snapshot stays in it, and the side that it may be called after stays what it was.
fn safe_name(name: &str, taken: &mut BTreeSet<String>) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default().trim_start_matches('.');
    let is_sound = |sign: char| !sign.is_control() && !":?#%".contains(sign);
    let sound: String = last.chars().map(|it| if is_sound(it) { it } else { '_' }).collect();
    let mut safe = if sound.is_empty() { "file".to_owned() } else { sound };
    // Below the name and before its endings nothing that is added is a part of what it says.
    let add = |safe: &mut String, more: &str| {
        let end = safe.find('.').unwrap_or(safe.len());
        safe.insert_str(end, more);
    };
    if let Some(date) = date_in(name).filter(|_| date_in(&safe).is_none()) {
        add(&mut safe, &format!("_{}", date.text));
    }
    while !taken.insert(safe.clone()) {
        add(&mut safe, "_");
    }
    safe
}

/// JSON whose members stay in the order in which they are written.
enum Node {
    Text(String),
    Number(u32),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
    /// As it stands in a file.
    Raw(Box<RawValue>),
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_u32(*number),
            Self::Raw(raw) => raw.serialize(serializer),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(members) => {
                serializer.collect_map(members.iter().map(|it| (&it.0, &it.1)))
            }
        }
    }
}

impl From<&str> for Node {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

fn object(members: Vec<(&str, Node)>) -> Node {
    Node::Object(members.into_iter().map(|(key, node)| (key.to_owned(), node)).collect())
}

/// What `files.open` says of what was opened, if it is the file of that name or a part of it;
/// `kept` is the name that it has in the folder.
fn entry(kept: &str, name: &str, opened: &OpenedFile) -> Option<Node> {
    let rest = opened.name.strip_prefix(name)?;
    let part = rest.strip_prefix('/').or(rest.is_empty().then_some(""))?;
    let words = [
        ("file", kept),
        ("part", part),
        ("preset", opened.preset.map_or("", |preset| preset.name())),
        ("dateOrder", opened.date_order.map_or("", |order| order.name())),
        ("encoding", opened.encoding.map_or("", |encoding| encoding.name())),
    ];
    let said = words.into_iter().filter(|(_, word)| !word.is_empty());
    let mut members: Vec<(&str, Node)> = said.map(|(key, word)| (key, word.into())).collect();
    // What the properties of features are is found again, unless somebody chose otherwise.
    let is_table = matches!(opened.format, Format::Table | Format::Workbook | Format::Json);
    let named = opened.columns.iter().filter(|it| is_table || it.why == Why::Chosen);
    let columns: Vec<(String, Node)> =
        named.map(|it| (it.column.clone(), it.role.name().into())).collect();
    if !columns.is_empty() {
        members.push(("columns", Node::Object(columns)));
    }
    Some(object(members))
}

fn story_json(meta: &StoryMeta, open: Vec<Node>) -> Node {
    let languages = meta.languages.iter().map(|tag| tag.as_str().into());
    let start = meta.start.mode.map(|mode| ("mode", mode.name().into()));
    object(vec![
        ("dateline", Node::Number(1)),
        ("title", text(&meta.title)),
        ("languages", Node::List(languages.collect())),
        ("timeZone", meta.time_zone.as_str().into()),
        ("span", span(meta.span).as_str().into()),
        ("start", object(start.into_iter().collect())),
        ("fadeDays", Node::Number(meta.fade_days)),
        ("actors", Node::List(meta.actors.iter().map(actor).collect())),
        ("categories", Node::List(meta.categories.iter().map(category).collect())),
        ("credits", Node::List(meta.credits.iter().map(credit).collect())),
        ("files", object(vec![("open", Node::List(open))])),
    ])
}

fn credit(credit: &Credit) -> Node {
    object(vec![
        ("what", text(&credit.what)),
        ("by", text(&credit.by)),
        ("licence", credit.licence.as_str().into()),
        ("url", credit.url.as_str().into()),
    ])
}

fn text(text: &Text) -> Node {
    match text {
        Text::Plain(text) => text.as_str().into(),
        Text::PerLanguage(pairs) => {
            let members = pairs.iter().map(|(tag, text)| (tag.clone(), text.as_str().into()));
            Node::Object(members.collect())
        }
    }
}

fn actor(actor: &Actor) -> Node {
    object(vec![
        ("id", actor.id.as_str().into()),
        ("name", text(&actor.name)),
        ("short", text(&actor.short)),
        ("colour", colour(actor.colour_light).as_str().into()),
        ("colourDark", colour(actor.colour_dark).as_str().into()),
    ])
}

fn category(category: &Category) -> Node {
    object(vec![
        ("id", category.id.as_str().into()),
        ("name", text(&category.name)),
        ("shape", category.shape.name().into()),
        ("colour", colour(category.colour_light).as_str().into()),
        ("colourDark", colour(category.colour_dark).as_str().into()),
    ])
}

fn colour([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// A span as an interval of days, or of seconds where it does not begin and end with days.
fn span(span: Span) -> String {
    let last = Moment(span.end.0 - 1);
    if span.start.is_midnight() && span.end.is_midnight() {
        return format!("{}/{}", span.start.day().to_iso(), last.day().to_iso());
    }
    let told = |moment: Moment| {
        let (hour, minute, second) = moment.hms();
        format!("{}T{hour:02}:{minute:02}:{second:02}", moment.day().to_iso())
    };
    format!("{}/{}", told(span.start), told(last))
}
