//! What the ids and names in rows stand for.

use dateline_core::geo::LonLat;
use dateline_core::model::{ActorIndex, Area, AreaIndex, CategoryIndex, StoryMeta};
use std::collections::{BTreeMap, BTreeSet};

/// Look-up tables of a story.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    actors: BTreeMap<String, ActorIndex>,
    areas: BTreeMap<String, (AreaIndex, LonLat)>,
    categories: BTreeMap<String, CategoryIndex>,
    chapters: BTreeSet<String>,
}

impl Names {
    /// The names that `story.json` gives.
    pub(crate) fn of(meta: &StoryMeta) -> Self {
        let mut names = Self::default();
        let actors = || (0_u16..).map(ActorIndex).zip(&meta.actors);
        // An id wins over an alias, and an alias over a name.
        for (index, actor) in actors() {
            names.actors.entry(actor.id.to_lowercase()).or_insert(index);
        }
        for (index, alias) in actors().flat_map(|(n, it)| it.aliases.iter().map(move |a| (n, a))) {
            names.actors.entry(alias.to_lowercase()).or_insert(index);
        }
        for (index, actor) in actors() {
            for name in actor.name.all().chain(actor.short.all()) {
                names.actors.entry(name.to_lowercase()).or_insert(index);
            }
        }
        let categories = (0_u8..).map(CategoryIndex).zip(&meta.categories);
        names.categories = categories.map(|(index, it)| (it.id.to_lowercase(), index)).collect();
        names.chapters = meta.chapters.iter().map(|chapter| chapter.id.clone()).collect();
        names
    }

    /// Adds the areas.
    pub(crate) fn set_areas(&mut self, areas: &[Area]) {
        let indexed = (0_u32..).map(AreaIndex).zip(areas);
        self.areas = indexed.map(|(n, area)| (area.id.clone(), (n, area.centre))).collect();
    }

    /// The actor of that id, alias or name.
    pub(crate) fn actor(&self, name: &str) -> Option<ActorIndex> {
        self.actors.get(&name.to_lowercase()).copied()
    }

    /// The area of that id.
    pub(crate) fn area(&self, id: &str) -> Option<AreaIndex> {
        self.areas.get(id).map(|(index, _)| *index)
    }

    /// The middle of the area of that id.
    pub(crate) fn area_centre(&self, id: &str) -> Option<LonLat> {
        self.areas.get(id).map(|(_, centre)| *centre)
    }

    /// The category of that id.
    pub(crate) fn category(&self, id: &str) -> Option<CategoryIndex> {
        self.categories.get(&id.to_lowercase()).copied()
    }

    /// Whether there is a chapter of that id.
    pub(crate) fn has_chapter(&self, id: &str) -> bool {
        self.chapters.contains(id)
    }
}
