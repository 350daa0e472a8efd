//! Files of a story that are read as they are: `files.open`.

use super::{Fetched, fetched};
use crate::context::Context;
use crate::events::EventRows;
use crate::limits::Limits;
use crate::manifest::{FileRole, Manifest};
use crate::open::{Body, Known, OpenOptions, OpenedFile, gather, open_archives};
use dateline_core::model::{Area, BaseFeature, Category};

use crate::noted::Noted;

/// What the other files of the story gave, to be added to.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) areas: Vec<Area>,
    pub(super) noted: Vec<Noted>,
    pub(super) categories: Vec<Category>,
    pub(super) rows: EventRows,
    pub(super) base: Vec<BaseFeature>,
    /// How each file was understood.
    pub(super) opened: Vec<OpenedFile>,
}

/// Adds what the files give.
pub(super) fn read(
    manifest: &Manifest,
    files: &[Fetched],
    parts: &mut Parts,
    context: &mut Context<'_>,
) {
    let names = manifest.file_names().into_iter().filter(|(role, _)| *role == FileRole::Opened);
    let mut given: Vec<(&str, Body<'_>)> = Vec::new();
    for (_, name) in names {
        let bytes = fetched(name, files, context.report);
        given.extend(bytes.map(|bytes| (name, Body::Whole(bytes.into()))));
    }
    if given.is_empty() {
        return;
    }
    let limits: Limits = context.limits;
    let opened = open_archives(given, limits, context.report);
    let mappings = manifest.opened.iter().map(|it| (it.full_name(), it.mapping.clone()));
    let options = OpenOptions { limits, mappings: mappings.collect(), ..OpenOptions::default() };
    let known = Known {
        areas: std::mem::take(&mut parts.areas),
        categories: std::mem::take(&mut parts.categories),
    };
    let (opened, gathered) = gather(opened, known, &options, context);
    parts.opened = opened;
    // Nobody can say stop here.
    if let Some(gathered) = gathered {
        parts.areas = gathered.outlines.areas;
        parts.noted.extend(gathered.outlines.changes);
        parts.base.extend(gathered.outlines.base);
        parts.rows = gathered.rows;
        parts.categories = gathered.categories;
    }
}
