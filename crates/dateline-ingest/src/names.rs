//! What the ids and names in rows stand for.

use crate::fold::Folded;
use crate::manifest::sides::made_actor;
use dateline_core::geo::LonLat;
use dateline_core::model::{
    Actor, ActorIndex, Area, AreaIndex, Category, CategoryIndex, MAX_ACTORS, StoryMeta,
};
use std::collections::{BTreeMap, BTreeSet};

/// What a name can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Called<T> {
    /// Nothing that is known.
    Nothing,
    /// One thing.
    One(T),
    /// One of several, and nobody can say which.
    Several,
}

/// Look-up tables of a story.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    actors: BTreeMap<String, ActorIndex>,
    /// Sides that the story does not name, made as they are met; `None` where it names its
    /// own, and others are slips.
    made: Option<Vec<Actor>>,
    areas: BTreeMap<String, AreaIndex>,
    /// The id by which each area is named.
    ids: Vec<String>,
    /// The middle of each area.
    centres: Vec<LonLat>,
    /// Areas by their name in lower case.
    areas_by_name: BTreeMap<String, Vec<AreaIndex>>,
    /// Areas by id and name as they are compared, with articles and without.
    areas_by_fold: [BTreeMap<String, Vec<AreaIndex>>; 2],
    /// The areas that one id means, where its outline changes with time.
    versions: BTreeMap<String, Vec<AreaIndex>>,
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
        names.set_categories(&meta.categories);
        names.chapters = meta.chapters.iter().map(|chapter| chapter.id.clone()).collect();
        names
    }

    /// Adds the areas.
    pub(crate) fn set_areas(&mut self, areas: &[Area]) {
        let indexed = (0_u32..).map(AreaIndex).zip(areas);
        self.areas = indexed.clone().map(|(n, area)| (area.id.clone(), n)).collect();
        self.centres = areas.iter().map(|area| area.centre).collect();
        self.areas_by_name.clear();
        self.areas_by_fold.iter_mut().for_each(BTreeMap::clear);
        let add = |to: &mut BTreeMap<String, Vec<AreaIndex>>, key: String, area| {
            let list = to.entry(key).or_default();
            // The names of one area come one after the other.
            if list.last() != Some(&area) {
                list.push(area);
            }
        };
        let [by_whole, by_bare] = &mut self.areas_by_fold;
        for (n, area) in indexed {
            for name in area.name.all() {
                add(&mut self.areas_by_name, name.to_lowercase(), n);
            }
            for name in [area.id.as_str()].into_iter().chain(area.name.all()) {
                let Folded { whole, bare } = Folded::of(name);
                add(by_whole, whole, n);
                add(by_bare, bare, n);
            }
        }
        self.set_ids(areas.iter().map(|area| area.id.clone()).collect());
    }

    /// The ids by which areas are named: outlines of one area at several times have one.
    fn set_ids(&mut self, ids: Vec<String>) {
        self.ids = ids;
        for (id, areas) in &self.versions {
            for area in areas {
                if let Some(slot) = self.ids.get_mut(area.0 as usize) {
                    slot.clone_from(id);
                }
            }
        }
    }

    /// Puts kinds of event in place of those that were known.
    pub(crate) fn set_categories(&mut self, categories: &[Category]) {
        let indexed = (0_u8..).map(CategoryIndex).zip(categories);
        self.categories = indexed.map(|(index, it)| (it.id.to_lowercase(), index)).collect();
    }

    /// Adds ids that mean several areas.
    pub(crate) fn add_versions(&mut self, versions: BTreeMap<String, Vec<AreaIndex>>) {
        self.versions.extend(versions);
        let ids = std::mem::take(&mut self.ids);
        self.set_ids(ids);
    }

    /// From now on a side that the story does not name is made.
    pub(crate) fn make_sides(&mut self) {
        self.make_sides_after(Vec::new());
    }

    /// The same, beside the sides that the story names.
    pub(crate) fn make_sides_after(&mut self, named: Vec<Actor>) {
        self.made = Some(named);
    }

    /// The sides that were made, in the order in which they were met, after those that the story
    /// names.
    pub(crate) fn take_made(&mut self) -> Vec<Actor> {
        self.made.take().unwrap_or_default()
    }

    /// The side of that id, alias or name; one more where the story names none at all.
    pub(crate) fn side(&mut self, name: &str) -> Option<ActorIndex> {
        let known = self.actor(name);
        let made = self
            .made
            .as_mut()
            .filter(|made| known.is_none() && !name.trim().is_empty() && made.len() < MAX_ACTORS);
        let Some(made) = made else { return known };
        let index = ActorIndex(u16::try_from(made.len()).ok()?);
        made.push(made_actor(made.len(), name.trim()));
        self.actors.insert(name.to_lowercase(), index);
        Some(index)
    }

    /// The actor of that id, alias or name.
    pub(crate) fn actor(&self, name: &str) -> Option<ActorIndex> {
        self.actors.get(&name.to_lowercase()).copied()
    }

    /// The area of that id.
    pub(crate) fn area(&self, id: &str) -> Option<AreaIndex> {
        self.areas.get(id).copied()
    }

    /// The areas of that id: one, or each of its outlines.
    pub(crate) fn areas(&self, id: &str) -> Vec<AreaIndex> {
        let one = || self.area(id).into_iter().collect();
        self.versions.get(id).cloned().unwrap_or_else(one)
    }

    /// Whether there is an area.
    pub(crate) fn has_areas(&self) -> bool {
        !self.areas.is_empty()
    }

    /// The area that somebody means: by its id, by its name, or by how names are compared.
    pub(crate) fn area_called(&self, name: &str) -> Called<&str> {
        if let Some(area) = self.area(name) {
            return self.called(&[area]);
        }
        let Folded { whole, bare } = Folded::of(name);
        let [by_whole, by_bare] = &self.areas_by_fold;
        let by_name = self.areas_by_name.get(&name.to_lowercase());
        let found = by_name.or_else(|| by_whole.get(&whole)).or_else(|| by_bare.get(&bare));
        // What is empty when it is compared has said nothing.
        found.filter(|_| !whole.is_empty()).map_or(Called::Nothing, |found| self.called(found))
    }

    fn called(&self, areas: &[AreaIndex]) -> Called<&str> {
        let mut ids = areas.iter().filter_map(|area| self.ids.get(area.0 as usize));
        match ids.next() {
            Some(id) if ids.all(|other| other == id) => Called::One(id),
            Some(_) => Called::Several,
            None => Called::Nothing,
        }
    }

    /// The only area that is [called](Self::area_called) so.
    pub(crate) fn area_named(&self, name: &str) -> Option<AreaIndex> {
        match self.area_called(name) {
            Called::One(id) => self.areas(id).first().copied(),
            Called::Nothing | Called::Several => None,
        }
    }

    /// How the area is called that somebody spells otherwise: neither by its id nor by a name of
    /// it, but for capitals.
    pub(crate) fn spelt_otherwise(&self, name: &str) -> Option<&str> {
        let is_written =
            self.area(name).is_some() || self.areas_by_name.contains_key(&name.to_lowercase());
        match self.area_called(name) {
            Called::One(id) if !is_written => Some(id),
            _ => None,
        }
    }

    /// The middle of the area of that id.
    pub(crate) fn area_centre(&self, id: &str) -> Option<LonLat> {
        self.centre(*self.areas(id).first()?)
    }

    /// The middle of an area.
    pub(crate) fn centre(&self, area: AreaIndex) -> Option<LonLat> {
        self.centres.get(area.0 as usize).copied()
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
