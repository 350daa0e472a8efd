//! What `story.json` says itself.

use super::writer::Writer;
use crate::model::{ChapterState, Mode, StoryMeta};

pub(super) fn write(meta: &StoryMeta, writer: &mut Writer<'_>) {
    writer.texts([&meta.title, &meta.standfirst, &meta.claims_title]);
    writer.count(meta.languages.len());
    writer.strings(&meta.languages);
    writer.string(&meta.time_zone);
    writer.string(&meta.version);
    writer.span(meta.span);
    writer.varint(u64::from(meta.fade_days));
    writer.dates([meta.updated.as_ref()]);
    write_state(&meta.start, writer);
    write_actors(meta, writer);
    write_categories(meta, writer);
    write_chapters(meta, writer);
    write_claims(meta, writer);
    writer.source_lists([&meta.sources]);
    write_credits(meta, writer);
}

fn write_state(state: &ChapterState, writer: &mut Writer<'_>) {
    let mode = match state.mode {
        None => 0,
        Some(Mode::Moment) => 1,
        Some(Mode::Window) => 2,
        Some(Mode::Cumulative) => 3,
    };
    let flags =
        [state.t.is_some(), state.window.is_some(), state.view.is_some(), state.select.is_some()];
    let flags = flags.iter().zip(0..).map(|(is_set, bit)| u64::from(*is_set) << bit);
    let compares = u64::from(state.compare.is_some());
    writer.varint(flags.sum::<u64>() | mode << 4 | compares << 6);
    state.t.iter().for_each(|moment| writer.moment(*moment));
    state.window.iter().for_each(|span| writer.span(*span));
    if let Some(view) = &state.view {
        writer.positions([&view.centre]);
        writer.raw(&view.zoom.to_bits().to_le_bytes());
    }
    state.select.iter().for_each(|select| writer.string(select));
    state.compare.iter().for_each(|moment| writer.moment(*moment));
}

fn write_actors(meta: &StoryMeta, writer: &mut Writer<'_>) {
    let actors = &meta.actors;
    writer.count(actors.len());
    writer.texts(actors.iter().map(|actor| &actor.name));
    writer.texts(actors.iter().map(|actor| &actor.short));
    for actor in actors {
        writer.string(&actor.id);
        writer.raw(&actor.colour_light);
        writer.raw(&actor.colour_dark);
        writer.count(actor.aliases.len());
        writer.strings(&actor.aliases);
    }
}

fn write_categories(meta: &StoryMeta, writer: &mut Writer<'_>) {
    let categories = &meta.categories;
    writer.count(categories.len());
    writer.texts(categories.iter().map(|category| &category.name));
    for category in categories {
        writer.varint(category.shape as u64);
        writer.string(&category.id);
        writer.raw(&category.colour_light);
        writer.raw(&category.colour_dark);
    }
}

fn write_chapters(meta: &StoryMeta, writer: &mut Writer<'_>) {
    let chapters = &meta.chapters;
    writer.count(chapters.len());
    writer.texts(chapters.iter().map(|chapter| &chapter.title));
    writer.numbers(chapters.iter().map(|chapter| chapter.text.len() as u32));
    writer.texts(chapters.iter().flat_map(|chapter| &chapter.text));
    writer.source_lists(chapters.iter().map(|chapter| &chapter.sources));
    for chapter in chapters {
        writer.string(&chapter.id);
        write_state(&chapter.state, writer);
    }
}

fn write_claims(meta: &StoryMeta, writer: &mut Writer<'_>) {
    writer.count(meta.claims.len());
    writer.texts(meta.claims.iter().map(|claim| &claim.text));
    writer.dates(meta.claims.iter().map(|claim| Some(&claim.when)));
    for claim in &meta.claims {
        writer.raw(&claim.low_percent.to_bits().to_le_bytes());
        writer.raw(&claim.high_percent.to_bits().to_le_bytes());
        writer.source(&claim.source);
    }
}

fn write_credits(meta: &StoryMeta, writer: &mut Writer<'_>) {
    writer.count(meta.credits.len());
    writer.texts(meta.credits.iter().map(|credit| &credit.what));
    writer.texts(meta.credits.iter().map(|credit| &credit.by));
    for credit in &meta.credits {
        writer.string(&credit.licence);
        writer.string(&credit.url);
    }
}
