//! Files that people have already → the bytes of a pack, or a story folder to keep.

use dateline_ingest::{
    Code, Content, Group, Limits, OpenOptions, OpenedFile, Pieces, Progress, Reading, Step, keep,
    read_contents, zip,
};
use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::choices::Choices;
use crate::folder::packed;
use crate::zones::BrowserZones;

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    /// A file of the browser: its name, how many bytes it has, and a way to its bytes.
    pub type Handed;
    #[wasm_bindgen(method, getter)]
    fn name(this: &Handed) -> String;
    #[wasm_bindgen(method, getter)]
    fn size(this: &Handed) -> f64;
    /// The bytes from one place to another, the last excluded; fails where they cannot be had.
    #[wasm_bindgen(method, catch)]
    fn read(this: &Handed, from: f64, to: f64) -> Result<Uint8Array, JsValue>;
}

impl Pieces for Handed {
    fn bytes(&self) -> u64 {
        self.size() as u64
    }

    fn read(&self, from: u64, count: usize) -> Option<Vec<u8>> {
        // No file has 2⁵³ bytes.
        let (from, to) = (from as f64, (from + count as u64) as f64);
        Some(Self::read(self, from, to).ok()?.to_vec())
    }
}

/// Reads files of any kind together, and packs what they tell. `language` is the one that the
/// reader's files are most likely in, and `choices` is what the reader knows of them
/// ([`Choices`]). Calls `tell(step, done, total, rows)` as it goes on. The answer has the `pack`,
/// which may hold no more than a report, the `kinds` of file with commas between, how each of
/// the `files` was understood, and how many problems of each kind there are, listed or not.
#[wasm_bindgen]
pub fn read_files(
    files: Vec<Handed>,
    language: String,
    choices: &JsValue,
    tell: &Function,
) -> Object {
    let files = files.into_iter().map(content).collect();
    let mut reading =
        with_options(language, choices, tell, |options| read_contents(files, options));
    let pack = packed(reading.story.take(), &reading.report);
    let files: Array = reading.files.iter().map(understood).collect();
    object(&[
        ("pack", pack.into()),
        ("kinds", kinds(&reading.files).into()),
        ("files", files.into()),
        ("alike", reading.report.groups.iter().map(alike).collect::<Array>().into()),
    ])
}

/// How many problems are of one kind, in one column of one file.
fn alike(group: &Group) -> JsValue {
    object(&[
        ("code", group.code.as_str().into()),
        ("file", group.file.as_str().into()),
        ("column", group.column.as_deref().unwrap_or_default().into()),
        ("count", (group.count as f64).into()),
    ])
    .into()
}

/// The same files as a story folder, in a ZIP archive; undefined where there is no story.
#[wasm_bindgen]
pub fn keep_files(
    files: Vec<Handed>,
    language: String,
    choices: &JsValue,
    tell: &Function,
) -> Option<Uint8Array> {
    let reading = with_options(language, choices, tell, |options| {
        read_contents(files.iter().cloned().map(content).collect(), options)
    });
    let mut given = Vec::new();
    for file in &files {
        let name = file.name();
        let mut problems = reading.report.problems.iter();
        match whole(file) {
            Some(bytes) => given.push((name, bytes)),
            // Of these nothing was read.
            None if file.bytes() > Limits::DEFAULT.table_bytes as u64 => {}
            None if problems.any(|it| it.code == Code::FileBroken && it.file == name) => {}
            // It was read, and can be kept no more.
            None => return None,
        }
    }
    let kept = keep(given, &reading, Limits::DEFAULT)?;
    drop((files, reading));
    zip(&kept).map(|archive| Uint8Array::from(&*archive))
}

fn content(file: Handed) -> (String, Content<'static>) {
    (file.name(), Content::Pieces(Box::new(file)))
}

/// All of a file; `None` of one that is too large to be read, or cannot be had.
fn whole(file: &Handed) -> Option<Vec<u8>> {
    let bytes = file.bytes();
    let is_within = bytes <= Limits::DEFAULT.table_bytes as u64;
    is_within.then(|| Pieces::read(file, 0, bytes as usize)).flatten()
}

fn with_options(
    language: String,
    choices: &JsValue,
    tell: &Function,
    read: impl FnOnce(&OpenOptions<'_>) -> Reading,
) -> Reading {
    let progress = |progress: Progress| {
        let step = match progress.step {
            Step::Opening => 0.0,
            Step::Reading => 1.0,
            Step::Building => 2.0,
        };
        let told = [step, progress.done as f64, progress.total as f64, progress.rows as f64];
        let told: Array = told.into_iter().map(JsValue::from_f64).collect();
        // Whoever is told may fail at it; that is no reason to stop.
        let _ = tell.apply(&JsValue::NULL, &told);
        // Whoever wants it to stop ends the worker.
        true
    };
    let choices = Choices::of(choices);
    let options = OpenOptions {
        zones: Some(&BrowserZones),
        mappings: choices.mappings,
        language: Some(language),
        time_zone: choices.time_zone,
        progress: Some(&progress),
        ..OpenOptions::default()
    };
    read(&options)
}

/// The kinds of file, each once, in the order in which they were met.
fn kinds(files: &[OpenedFile]) -> String {
    let mut kinds: Vec<&str> = Vec::new();
    for file in files {
        let kind = file.preset.map_or(file.format.name(), |preset| preset.name());
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds.join(",")
}

/// How a file was understood: its name, the kind of table, the order of its dates, and its
/// columns with an example, what each is taken for, how sure that is and why.
fn understood(file: &OpenedFile) -> JsValue {
    let column = |(guess, sample): (&dateline_ingest::ColumnGuess, &String)| {
        JsValue::from(object(&[
            ("name", guess.column.as_str().into()),
            ("sample", sample.as_str().into()),
            ("role", guess.role.name().into()),
            ("confidence", f64::from(guess.confidence).into()),
            ("why", guess.why.name().into()),
        ]))
    };
    let columns: Array = file.columns.iter().zip(&file.samples).map(column).collect();
    object(&[
        ("name", file.name.as_str().into()),
        ("preset", file.preset.map_or("", |preset| preset.name()).into()),
        ("dateOrder", file.date_order.map_or("", |order| order.name()).into()),
        ("columns", columns.into()),
    ])
    .into()
}

fn object(members: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in members {
        // A new plain object takes every member.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object
}
