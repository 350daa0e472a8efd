//! A story folder among the files: read as one.

use super::archive::Opened;
use super::formats::Format;
use super::reading::{OpenOptions, OpenedFile, Reading};
use crate::code::Code;
use crate::json::members;
use crate::manifest::read_manifest;
use crate::problem::Problem;
use crate::report::Report;
use crate::story::read_story_by;

/// No `story.json` is longer, bytes.
const MAX_BYTES: usize = 4 << 20;

/// The file that says that it is a story, if one does.
pub(super) fn find(files: &[Opened<'_>]) -> Option<usize> {
    files.iter().position(|(_, body)| {
        let bytes = body.start();
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
        let is_object = bytes.len() <= MAX_BYTES && bytes.starts_with(b"{");
        let text = is_object.then(|| std::str::from_utf8(bytes).ok()).flatten();
        let top = text.and_then(members).unwrap_or_default();
        top.iter().any(|(key, _)| key == "dateline") && top.iter().any(|(key, _)| key == "files")
    })
}

/// Reads the story whose `story.json` is the file `at`; its other files lie beside it.
pub(super) fn read(
    files: &[Opened<'_>],
    at: usize,
    report: Report,
    options: &OpenOptions<'_>,
) -> Reading {
    let Some((name, body)) = files.get(at) else { return Reading::default() };
    let folder = name.rfind('/').and_then(|end| name.get(..=end)).unwrap_or_default();
    let (manifest, own) = read_manifest(Ok(body.start().to_vec()));
    let mut report = report;
    report.absorb(own);
    let mut used = vec![name.as_str()];
    let mut reading = match manifest {
        None => Reading { report, ..Reading::default() },
        Some(manifest) => {
            let wanted: Vec<String> =
                manifest.file_names().into_iter().map(|(_, name)| name.to_owned()).collect();
            let mut given = Vec::new();
            for wanted in wanted {
                let full_name = format!("{folder}{wanted}");
                let found = files.iter().find(|(name, _)| *name == full_name);
                used.extend(found.map(|(name, _)| name.as_str()));
                let bytes = found.map(|(_, body)| body.bytes());
                let missing = || Err("it is not among the files".to_owned());
                given.push((wanted, bytes.unwrap_or_else(missing)));
            }
            read_story_by(manifest, &given, report, (options, folder))
        }
    };
    for (name, _) in files.iter().filter(|(name, _)| !used.contains(&name.as_str())) {
        reading.report.push(Problem::new(Code::FileUnused, name));
    }
    // Those that are read as they are go by their names in the story, as in what is told of them.
    let is_opened = |name: &str| {
        let inside = name.strip_prefix(folder).unwrap_or(name);
        reading.files.iter().any(|file| file.name == inside)
    };
    let others = used.iter().filter(|name| !is_opened(name));
    let others = others.map(|name| OpenedFile::new(name, Format::Story, None));
    reading.files = others.chain(reading.files.iter().cloned()).collect();
    reading
}
