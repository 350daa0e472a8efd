//! JSON that knows where it stands: every value keeps its key path and its line.
//!
//! Values are split one level at a time, so that one of the wrong type costs nothing but
//! itself. Has no opinion on what the keys mean.

use crate::code::{Code, Severity};
use crate::limits::Limits;
use crate::lines::Lines;
use crate::problem::Problem;
use crate::report::Report;
use crate::tidy::{cut, without_bidi_controls};
use dateline_core::model::Text;
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// A value of the file.
#[derive(Clone, Debug)]
pub(crate) struct Node<'a> {
    raw: &'a str,
    /// Keys from the top, `chapters[2].state.t`.
    pub(crate) path: String,
}

/// The members of an object that nobody has asked for yet, in the file's order.
pub(crate) struct Object<'a> {
    /// The object as a value.
    pub(crate) node: Node<'a>,
    members: Vec<(String, Node<'a>)>,
}

/// Reads values and reports those that are not what they should be.
pub(crate) struct JsonReader<'a, 'r> {
    pub(crate) file: &'a str,
    pub(crate) report: &'r mut Report,
    max_chars: usize,
    text: &'a str,
    lines: Lines,
}

struct Members<'a>(Vec<(String, &'a RawValue)>);

/// The members of an object as they stand in the file; `None` for other values.
pub(crate) fn members(raw: &str) -> Option<Vec<(String, &str)>> {
    let Members(members) = serde_json::from_str(raw).ok()?;
    Some(members.into_iter().map(|(key, raw)| (key, raw.get())).collect())
}

/// The first `max` items of a list as they stand in the file, and how many follow them; `None`
/// for other values. A list of a file may have millions of items of a byte each.
pub(crate) fn items(raw: &str, max: usize) -> Option<(Vec<&str>, usize)> {
    struct Items(usize);
    impl<'de> Visitor<'de> for Items {
        type Value = (Vec<&'de str>, usize);

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a list")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
            let mut kept = Vec::new();
            while kept.len() < self.0
                && let Some(item) = list.next_element::<&'de RawValue>()?
            {
                kept.push(item.get());
            }
            let mut more = 0;
            while list.next_element::<IgnoredAny>()?.is_some() {
                more += 1;
            }
            Ok((kept, more))
        }
    }
    let mut reader = serde_json::Deserializer::from_str(raw);
    Deserializer::deserialize_seq(&mut reader, Items(max)).ok()
}

/// Whether a value has more bytes than may become a tree, which is then told.
pub(crate) fn is_too_long(
    raw: &str,
    (file, line): (&str, u32),
    limits: Limits,
    report: &mut Report,
) -> bool {
    let is_too_long = raw.len() > limits.value_bytes;
    if is_too_long {
        let detail = format!("a value of {} bytes, the limit is {}", raw.len(), limits.value_bytes);
        report.push(Problem::new(Code::FileTooLarge, file).row(line).detail(detail));
    }
    is_too_long
}

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MembersVisitor;
        impl<'de> Visitor<'de> for MembersVisitor {
            type Value = Vec<(String, &'de RawValue)>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(members)
            }
        }
        deserializer.deserialize_map(MembersVisitor).map(Members)
    }
}

impl<'a, 'r> JsonReader<'a, 'r> {
    /// A reader of `text`, and its whole value; `None` if it is not JSON.
    pub(crate) fn open(
        text: &'a str,
        file: &'a str,
        max_chars: usize,
        report: &'r mut Report,
    ) -> (Self, Option<Node<'a>>) {
        let parsed = serde_json::from_str::<&RawValue>(text);
        if let Err(error) = &parsed {
            let row = u32::try_from(error.line()).unwrap_or(u32::MAX).max(1);
            let line = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
            report.push(
                Problem::new(Code::JsonSyntax, file)
                    .row(row)
                    .value(line.trim())
                    .foreign(error.to_string()),
            );
        }
        let node = parsed.ok().map(|raw| Node { raw: raw.get(), path: String::new() });
        (Self { file, report, max_chars, text, lines: Lines::of(text) }, node)
    }

    /// The line on which a value begins.
    pub(crate) fn line(&self, node: &Node<'_>) -> u32 {
        // Every node is a part of the text, so the distance of the addresses is its place.
        let byte = (node.raw.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        self.lines.line_at(byte)
    }

    /// A problem with a value, to be added to.
    pub(crate) fn problem(&self, code: Code, node: &Node<'a>) -> Problem {
        let short =
            node.string().unwrap_or_else(|| cut(node.raw, crate::MAX_VALUE_CHARS).to_owned());
        let problem = Problem::new(code, self.file).row(self.line(node)).value(&short);
        if node.path.is_empty() { problem } else { problem.column(node.path.as_str()) }
    }

    /// Reports a value.
    pub(crate) fn refuse(&mut self, code: Code, node: &Node<'a>, detail: impl Into<String>) {
        let problem = self.problem(code, node).detail(detail);
        self.report.push(problem);
    }

    fn wanted<T>(&mut self, read: Option<T>, node: &Node<'a>, what: &str) -> Option<T> {
        if read.is_none() {
            self.refuse(Code::StoryKey, node, format!("{what} is wanted here"));
        }
        read
    }

    /// The members of an object; other values are reported.
    pub(crate) fn object(&mut self, node: Node<'a>) -> Option<Object<'a>> {
        let object = self.quiet_object(&node);
        self.wanted(object, &node, "an object { … }")
    }

    /// The members of an object, or `None` for other values.
    pub(crate) fn quiet_object(&self, node: &Node<'a>) -> Option<Object<'a>> {
        let Members(members) = serde_json::from_str(node.raw).ok()?;
        let dot = if node.path.is_empty() { "" } else { "." };
        let members = members
            .into_iter()
            .map(|(key, raw)| {
                let path = format!("{}{dot}{key}", node.path);
                (key, Node { raw: raw.get(), path })
            })
            .collect();
        Some(Object { node: node.clone(), members })
    }

    /// The values of a list; a list that is missing or none is empty.
    pub(crate) fn list(&mut self, node: Option<Node<'a>>) -> Vec<Node<'a>> {
        let Some(node) = node else { return Vec::new() };
        let items = serde_json::from_str::<Vec<&'a RawValue>>(node.raw).ok();
        let items = self.wanted(items, &node, "a list [ … ]").unwrap_or_default();
        let nodes = items.into_iter().enumerate();
        nodes.map(|(n, raw)| Node { raw: raw.get(), path: format!("{}[{n}]", node.path) }).collect()
    }

    /// The objects of a list; other values in it are reported.
    pub(crate) fn objects(&mut self, node: Option<Node<'a>>) -> Vec<Object<'a>> {
        self.list(node).into_iter().filter_map(|item| self.object(item)).collect()
    }

    /// A string, tidied; empty if it is missing or none.
    pub(crate) fn string(&mut self, node: Option<Node<'a>>) -> String {
        let Some(node) = node else {
            return String::new();
        };
        let read = node.string();
        let text = self.wanted(read, &node, "a text in quotation marks").unwrap_or_default();
        self.tidied(text, &node)
    }

    /// A number.
    pub(crate) fn number(&mut self, node: Option<Node<'a>>) -> Option<f64> {
        let node = node?;
        let read = serde_json::from_str::<f64>(node.raw).ok().filter(|number| number.is_finite());
        self.wanted(read, &node, "a number")
    }

    /// A text, in one language or several; empty if it is missing or none.
    pub(crate) fn text(&mut self, node: Option<Node<'a>>) -> Text {
        let Some(node) = node else {
            return Text::default();
        };
        if !node.raw.starts_with('{') {
            return Text::Plain(self.string(Some(node)));
        }
        let members = self.object(node).map(|object| object.members).unwrap_or_default();
        let pairs = members.into_iter().map(|(tag, node)| (tag, self.string(Some(node))));
        Text::PerLanguage(pairs.collect())
    }

    /// Reports the members that nobody has asked for.
    pub(crate) fn finish(&mut self, object: Object<'a>) {
        for (key, node) in &object.members {
            // Notes to oneself and to editors.
            if !key.starts_with(['$', '_']) {
                let problem = self.problem(Code::StoryKey, node).detail(format!(
                    "“{}” is not a key that is read here",
                    cut(key, crate::MAX_VALUE_CHARS)
                ));
                self.report.push(problem.severity(Severity::Warning));
            }
        }
    }

    fn tidied(&mut self, text: String, node: &Node<'a>) -> String {
        let short = cut(&text, self.max_chars);
        if short.len() < text.len() {
            let detail = format!("the limit is {} characters", self.max_chars);
            self.refuse(Code::TextTooLong, node, detail);
        }
        without_bidi_controls(short).into_owned()
    }
}

impl<'a> Node<'a> {
    /// The text, if it is one.
    pub(crate) fn string(&self) -> Option<String> {
        serde_json::from_str(self.raw).ok()
    }

    /// As it stands in the file.
    pub(crate) fn raw(&self) -> &'a str {
        self.raw
    }

    /// Whether it is written as a list.
    pub(crate) fn is_list(&self) -> bool {
        self.raw.starts_with('[')
    }
}

impl<'a> Object<'a> {
    /// The members that nobody has asked for.
    pub(crate) fn into_members(self) -> Vec<(String, Node<'a>)> {
        self.members
    }

    /// The value of a key, which counts as asked for; `None` if it is missing or `null`.
    /// Of a key that is there twice, the last value counts.
    pub(crate) fn take(&mut self, key: &str) -> Option<Node<'a>> {
        let mut found = None;
        self.members.retain(|(name, node)| {
            let is_key = name == key;
            if is_key {
                found = Some(node.clone());
            }
            !is_key
        });
        found.filter(|node| node.raw != "null")
    }
}
