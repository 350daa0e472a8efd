//! Finds the sources and reduces them to what a rule is about: code without comments,
//! text and tests. Knows no rule.

use std::fs;
use std::path::{Path, PathBuf};

/// A source file of the workspace.
pub struct Source {
    /// Relative to the root, with `/`.
    pub path: String,
    /// As it is.
    pub text: String,
}

impl Source {
    /// Whether the whole file is there for tests only.
    pub fn is_test(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        self.path.split('/').any(|part| part == "tests" || part == "benches")
            || name.ends_with("tests.rs")
    }

    /// The number of lines.
    pub fn line_count(&self) -> usize {
        self.text.lines().count()
    }
}

/// The root of the workspace.
pub fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_path_buf()
}

/// All files below `folders` with one of `endings`, sorted by path. Folders with what was
/// built or installed are passed over.
pub fn sources(folders: &[&str], endings: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    for folder in folders {
        collect(&root().join(folder), endings, &mut found);
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    assert!(!found.is_empty(), "no {endings:?} in {folders:?}: the rule would hold on nothing");
    found
}

fn collect(folder: &Path, endings: &[&str], found: &mut Vec<Source>) {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries.filter_map(Result::ok) {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_real_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_real_folder
            && !["target", "node_modules", "artifacts", "dist"].contains(&name.as_str())
        {
            collect(&path, endings, found);
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            let text = fs::read_to_string(&path)
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let relative = path.strip_prefix(root()).unwrap_or(&path);
            found.push(Source { path: relative.to_string_lossy().replace('\\', "/"), text });
        }
    }
}

/// Rust code with the same line breaks, but without comments, the insides of text
/// literals, and modules for tests.
pub fn code_only(text: &str) -> String {
    without_test_modules(&without_text(text))
}

/// Blanks comments and the insides of string and character literals.
fn without_text(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(&here) = chars.get(at) {
        let next = chars.get(at + 1).copied().unwrap_or(' ');
        let end = match (here, next) {
            ('/', '/') => position(&chars, at, |rest| rest.starts_with(&['\n'])),
            ('/', '*') => position(&chars, at + 2, |rest| rest.starts_with(&['*', '/'])) + 2,
            ('r', '"' | '#') if !is_word(&chars, at) => raw_string_end(&chars, at),
            ('"', _) => quoted_end(&chars, at, '"'),
            ('\'', _) if next == '\\' || chars.get(at + 2) == Some(&'\'') => {
                quoted_end(&chars, at, '\'')
            }
            _ => {
                out.push(here);
                at += 1;
                continue;
            }
        };
        let end = end.min(chars.len()).max(at + 1);
        let quotes = if here == '/' { "" } else { "\"\"" };
        out.push_str(quotes);
        out.extend(chars[at..end].iter().filter(|c| **c == '\n'));
        at = end;
    }
    out
}

/// Whether the character before `at` belongs to a word that goes on there.
fn is_word(chars: &[char], at: usize) -> bool {
    at.checked_sub(1)
        .and_then(|before| chars.get(before))
        .is_some_and(|c| c.is_alphanumeric() || *c == '_')
}

fn position(chars: &[char], from: usize, matches: impl Fn(&[char]) -> bool) -> usize {
    (from..chars.len()).find(|at| matches(&chars[*at..])).unwrap_or(chars.len())
}

fn quoted_end(chars: &[char], start: usize, quote: char) -> usize {
    let mut at = start + 1;
    while let Some(&here) = chars.get(at) {
        if here == quote {
            return at + 1;
        }
        at += if here == '\\' { 2 } else { 1 };
    }
    chars.len()
}

/// The end of `r#"…"#`, or just behind the `r` if it is none (`r#type`).
fn raw_string_end(chars: &[char], start: usize) -> usize {
    let hashes = chars[start + 1..].iter().take_while(|c| **c == '#').count();
    if chars.get(start + 1 + hashes) != Some(&'"') {
        return start + 1;
    }
    let closing: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
    position(chars, start + 2 + hashes, |rest| rest.starts_with(&closing)) + closing.len()
}

/// Blanks each item behind `#[cfg(test)]`, up to its closing brace or semicolon.
fn without_test_modules(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(start) = rest.find("#[cfg(test)]") {
        out.push_str(&rest[..start]);
        let item = &rest[start..];
        let end = item_end(item);
        out.extend(item[..end].chars().filter(|c| *c == '\n'));
        rest = &item[end..];
    }
    out.push_str(rest);
    out
}

/// Where the item ends that begins `text`: behind a `;` before any brace, or behind the
/// brace that closes the first one.
pub fn item_end(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            ';' if depth == 0 => return at + 1,
            '{' => depth += 1,
            '}' if depth <= 1 => return at + 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// The functions in code without text: name, first line (from 1) and length in lines.
pub fn functions(code: &str) -> Vec<(String, usize, usize)> {
    code.match_indices("fn ")
        .filter(|(at, _)| !code[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
        .filter_map(|(at, word)| {
            let rest = &code[at..];
            let name: String = rest[word.len()..]
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            if name.is_empty() {
                return None; // a type, `fn (…)`
            }
            let first_line = code[..at].matches('\n').count() + 1;
            Some((name, first_line, rest[..item_end(rest)].matches('\n').count() + 1))
        })
        .collect()
}
