//! Areas, and who held them where features say it: the areas' own file, a file of control
//! in GeoJSON, snapshots. Read before events, which name areas.

use super::{Fetched, text_of};
use crate::areas::read_areas;
use crate::context::Context;
use crate::forms::{Forms, is_timed};
use crate::manifest::{FileRole, Manifest};
use crate::noted::Noted;
use dateline_core::model::Area;

/// The areas, and the changes that features tell of.
pub(super) fn read(
    manifest: &Manifest,
    files: &[Fetched],
    context: &mut Context<'_>,
) -> (Vec<Area>, Vec<Noted>) {
    let roles = &manifest.roles;
    let mut areas = Vec::new();
    let named = manifest.file(FileRole::Areas);
    let outlines = named.and_then(|name| Some((name, text_of(name, files, context)?)));
    // Where a file says who holds what, times of areas are no more than properties.
    let mut timed = None;
    if let Some((name, text)) = &outlines {
        let says_when =
            manifest.problem_without_control.is_some() && is_timed(text, name, roles, context);
        if says_when {
            timed = Some((*name, text));
        } else {
            areas = read_areas(text, name, context);
            if let Some(problem) = &manifest.problem_without_control {
                context.report.push(problem.clone());
            }
        }
    }
    if let (None, Some(problem)) = (named, &manifest.problem_without_control) {
        context.report.push(problem.clone());
    }
    let mut forms = Forms::new(areas, roles, context.report);
    if let Some((name, text)) = timed {
        forms.read(text, name, None, context);
    }
    let control = manifest.file(FileRole::Control).filter(|name| has_features(name, files));
    if let Some(name) = control
        && let Some(text) = text_of(name, files, context)
    {
        forms.read(&text, name, None, context);
    }
    for (name, date) in &manifest.snapshots {
        if let Some(text) = text_of(name, files, context) {
            forms.read(&text, name, date.as_ref(), context);
        }
    }
    let read = forms.finish(manifest.snapshot_gap_days, context.report);
    context.names.set_areas(&read.areas);
    context.names.add_versions(read.versions);
    (read.areas, read.changes)
}

/// Whether a file that was fetched holds JSON and no table.
pub(super) fn has_features(name: &str, files: &[Fetched]) -> bool {
    let bytes = files.iter().find(|(of, _)| of == name).and_then(|(_, read)| read.as_ref().ok());
    let signs = bytes.into_iter().flatten().copied();
    // Byte order marks, and the zero bytes of UTF-16.
    let mut text = signs.filter(|byte| !matches!(byte, 0 | 0xEF | 0xBB | 0xBF | 0xFE | 0xFF));
    text.find(|byte| !byte.is_ascii_whitespace()) == Some(b'{')
}
