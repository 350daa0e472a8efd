//! What `story.json` says of files that are read as they are: `files.open`.

use super::{file_name, warn};
use crate::code::Code;
use crate::json::{JsonReader, Node, Object};
use crate::open::{ColumnRole, DateOrder, Encoding, FileMapping, Preset};

/// A file that is read as it is, and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OpenFile {
    /// Its name in the folder.
    pub(crate) file: String,
    /// The part of it that is meant: a sheet, or a file in an archive; empty for all of it.
    pub(crate) part: String,
    pub(crate) mapping: FileMapping,
}

impl OpenFile {
    /// By what name the part goes where it is read.
    pub(crate) fn full_name(&self) -> String {
        if self.part.is_empty() {
            self.file.clone()
        } else {
            format!("{}/{}", self.file, self.part)
        }
    }
}

/// The files: names, or objects with what is known of them.
pub(super) fn files<'a>(json: &mut JsonReader<'a, '_>, node: Option<Node<'a>>) -> Vec<OpenFile> {
    let mut files: Vec<OpenFile> = Vec::new();
    for node in json.list(node) {
        let file = if node.raw().starts_with('{') {
            json.object(node.clone()).and_then(|object| file_of(json, object))
        } else {
            let file = file_name(json, node.clone());
            file.map(|file| OpenFile { file, part: String::new(), mapping: FileMapping::default() })
        };
        let Some(file) = file else { continue };
        if files.iter().any(|other| other.full_name() == file.full_name()) {
            warn(json, Code::StoryKey, &node, "the file is named twice, and is read once");
            continue;
        }
        files.push(file);
    }
    files
}

fn file_of<'a>(json: &mut JsonReader<'a, '_>, mut object: Object<'a>) -> Option<OpenFile> {
    let name = json.needed(&mut object, "file");
    let file = name.and_then(|node| file_name(json, node));
    let part = json.string(object.take("part"));
    let mut mapping = FileMapping {
        columns: Vec::new(),
        preset: one_of(json, object.take("preset"), Preset::from_name),
        date_order: one_of(json, object.take("dateOrder"), DateOrder::from_name),
        encoding: one_of(json, object.take("encoding"), Encoding::from_name),
    };
    let columns = object.take("columns").and_then(|node| json.object(node));
    for (name, node) in columns.map(Object::into_members).unwrap_or_default() {
        let role = one_of(json, Some(node), ColumnRole::from_name);
        mapping.columns.extend(role.map(|role| (name, role)));
    }
    json.finish(object);
    Some(OpenFile { file: file?, part, mapping })
}

/// A word of a closed list; others are reported.
fn one_of<'a, T>(
    json: &mut JsonReader<'a, '_>,
    node: Option<Node<'a>>,
    from_name: fn(&str) -> Option<T>,
) -> Option<T> {
    let node = node?;
    let text = json.string(Some(node.clone()));
    let read = from_name(&text);
    if read.is_none() && !text.is_empty() {
        json.refuse(Code::ValueUnknown, &node, "see docs/open-your-own.md for what may stand here");
    }
    read
}
