//! XML → a tree, as far as KML and GPX need one: names without prefixes, texts with their
//! entities resolved. No entity is declared by a file, so that none can grow.

use crate::code::Code;
use crate::limits::Limits;
use crate::lines::Lines;
use crate::open::reading::Pulse;
use crate::problem::Problem;
use crate::report::Report;
use crate::tidy::without_bidi_controls;
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// How deep elements may lie in one another.
const MAX_DEPTH: usize = 64;

/// An element with all that is in it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    /// Without prefix.
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    /// Its own text, that of its children left out.
    pub(super) text: String,
    pub(super) children: Vec<Element>,
    /// Line on which it begins.
    pub(super) line: u32,
}

impl Element {
    /// The first child of that name.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The text of the first child of that name; empty if there is none.
    pub(super) fn text_of(&self, name: &str) -> &str {
        self.child(name).map_or("", |child| child.text.trim())
    }

    /// An attribute; empty if there is none.
    pub(super) fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// All elements of that name at any depth, in the file's order.
    pub(super) fn all<'e>(&'e self, name: &str, out: &mut Vec<&'e Self>) {
        for child in &self.children {
            if child.name == name {
                out.push(child);
            } else {
                child.all(name, out);
            }
        }
    }
}

/// The name of the outermost element.
pub(super) fn root(text: &str) -> Option<String> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(start) | Event::Empty(start)) => {
                return Some(start.local_name().as_ref().to_lowercase());
            }
            // What is no XML may still be a page.
            Ok(Event::DocType(name)) if starts_with_html(&name) => return Some("html".to_owned()),
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}

fn starts_with_html(name: &str) -> bool {
    name.trim_start().get(..4).is_some_and(|it| it.eq_ignore_ascii_case("html"))
}

/// The outermost element, and where the file is broken, or has too many elements, if it does;
/// what came before is kept.
pub(super) fn tree(
    text: &str,
    max_elements: usize,
    pulse: &Pulse<'_>,
) -> (Element, Option<(u32, String)>) {
    let lines = Lines::of(text);
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut open: Vec<Element> = vec![Element::default()];
    let mut fault = None;
    let mut elements = 0;
    // Of what is stopped nothing is kept.
    while pulse.step() {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let line = lines.line_at(at);
        // An element of four bytes takes thirty times as many.
        if elements > max_elements {
            fault = Some((line, format!("the limit is {max_elements} elements")));
            break;
        }
        match reader.read_event() {
            Ok(Event::Start(_)) if open.len() > MAX_DEPTH => {
                fault = Some((line, "elements lie too deep in one another".to_owned()));
                break;
            }
            Ok(Event::Start(start)) => {
                elements += 1;
                open.push(element(&start, line));
            }
            Ok(Event::Empty(start)) => {
                elements += 1;
                add(&mut open, element(&start, line));
            }
            Ok(Event::End(_)) => close(&mut open),
            Ok(Event::Text(text)) => append(&mut open, &text.xml10_content()),
            Ok(Event::CData(text)) => append(&mut open, &text.xml10_content()),
            Ok(Event::GeneralRef(entity)) => append(&mut open, &entity_text(&entity)),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                fault = Some((line, error.to_string()));
                break;
            }
        }
    }
    while open.len() > 1 {
        fault = fault.or_else(|| Some((lines.line_at(text.len()), "the file breaks off".into())));
        close(&mut open);
    }
    let mut top = open.pop().unwrap_or_default();
    let first = if top.children.is_empty() { Element::default() } else { top.children.remove(0) };
    (first, fault)
}

/// The outermost element of a file, which says where it is broken.
pub(super) fn read(
    text: &str,
    file: &str,
    (limits, pulse): (Limits, &Pulse<'_>),
    report: &mut Report,
) -> Element {
    let (root, fault) = tree(text, limits.elements, pulse);
    if let Some((line, detail)) = fault {
        report.push(Problem::new(Code::FileUnknown, file).row(line).foreign(detail));
    }
    root
}

/// The sign that an entity stands for; one that no file can declare is a gap between words.
pub(super) fn entity_text(entity: &BytesRef<'_>) -> String {
    match entity.resolve_char_ref().ok().flatten() {
        Some(sign) => sign.to_string(),
        None => resolve_predefined_entity(&entity.xml10_content()).unwrap_or(" ").to_owned(),
    }
}

fn element(start: &BytesStart<'_>, line: u32) -> Element {
    let attributes = start.attributes().filter_map(Result::ok).map(|attribute| {
        let value = attribute.value.into_owned();
        let value = quick_xml::escape::unescape(&value).map_or(value.clone(), |it| it.into_owned());
        (attribute.key.local_name().as_ref().to_owned(), value)
    });
    let name = start.local_name().as_ref().to_owned();
    Element { name, attributes: attributes.collect(), line, ..Element::default() }
}

fn append(open: &mut [Element], text: &str) {
    if let Some(last) = open.last_mut() {
        last.text.push_str(&without_bidi_controls(text));
    }
}

fn add(open: &mut [Element], element: Element) {
    if let Some(last) = open.last_mut() {
        last.children.push(element);
    }
}

fn close(open: &mut Vec<Element>) {
    if open.len() > 1
        && let Some(done) = open.pop()
    {
        add(open, done);
    }
}
