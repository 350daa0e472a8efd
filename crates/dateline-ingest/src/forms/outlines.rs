//! The outlines that a story is drawn with, each told once.
//!
//! A feature of the same key and the same outline means the same area again. Where one key
//! has several outlines, each is an area of its own, `x@1`, `x@2`, in order of time: at
//! every moment at most one of them is in a known state.

use dateline_core::model::{Area, AreaIndex, Polygon};
use dateline_core::time::Moment;
use std::collections::{BTreeMap, BTreeSet};

/// The bits of every corner: equal only where nothing differs.
type Shape = Vec<u64>;

/// Areas, as they are found.
#[derive(Debug, Default)]
pub(crate) struct Outlines {
    areas: Vec<Area>,
    /// Parallel to `areas`: which areas share a key.
    groups: Vec<usize>,
    /// Parallel to `areas`: from when something is said of it.
    first_said: Vec<Option<Moment>>,
    /// The areas that the file of areas tells of alone; they keep their ids.
    fixed: usize,
    by_key: BTreeMap<String, usize>,
    /// Groups by name; `None` if two have the same.
    by_name: BTreeMap<String, Option<usize>>,
    by_shape: BTreeMap<(Option<usize>, Shape), usize>,
    group_count: usize,
}

impl Outlines {
    /// Begins with the areas of a story.
    pub(crate) fn of(areas: Vec<Area>) -> Self {
        let mut outlines = Self::default();
        for area in areas {
            let group = outlines.group(Some(&area.id.clone()));
            for name in area.name.all().map(str::to_lowercase) {
                let entry = outlines.by_name.entry(name).or_insert(Some(group));
                *entry = entry.filter(|of| *of == group);
            }
            outlines.push(group, Some(group), area);
        }
        outlines.fixed = outlines.areas.len();
        outlines
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.areas.len()
    }

    /// The group of an outline, for which at most one state is true at a time.
    pub(crate) fn group_of(&self, outline: usize) -> usize {
        self.groups.get(outline).copied().unwrap_or(outline)
    }

    /// The area that a row without an outline means, by id or name; where a key has
    /// several outlines nobody can say which.
    pub(crate) fn called(&self, key: &str) -> Option<usize> {
        let by_name = || self.by_name.get(&key.to_lowercase()).copied().flatten();
        let group = self.by_key.get(key).copied().or_else(by_name)?;
        let mut of_group = (0..self.areas.len()).filter(|at| self.groups.get(*at) == Some(&group));
        let only = of_group.next()?;
        of_group.next().is_none().then_some(only)
    }

    /// The area of that key and outline: the one that is there, or one more, made by
    /// `make` from its place in the list. Without a key the outline alone decides.
    pub(crate) fn place(
        &mut self,
        key: Option<&str>,
        polygons: Vec<Polygon>,
        make: impl FnOnce(Vec<Polygon>, usize) -> Option<Area>,
    ) -> Option<usize> {
        let by_name = |key: &str| self.by_name.get(&key.to_lowercase()).copied().flatten();
        let known = key.and_then(|key| self.by_key.get(key).copied().or_else(|| by_name(key)));
        let group = known.or_else(|| key.map(|key| self.group(Some(key))));
        if let Some(found) = self.by_shape.get(&(group, shape(&polygons))) {
            return Some(*found);
        }
        let mut area = make(polygons, self.areas.len() + 1)?;
        while group.is_none() && self.by_key.contains_key(&area.id) {
            area.id.push('+');
        }
        let of = group.unwrap_or_else(|| self.group(None));
        Some(self.push(of, group, area))
    }

    /// Notes from when on something is said of an area.
    pub(crate) fn say(&mut self, outline: usize, moment: Moment) {
        if let Some(first) = self.first_said.get_mut(outline) {
            *first = Some(first.map_or(moment, |first| first.min(moment)));
        }
    }

    /// The areas with their ids, and which of them each key of several outlines means.
    pub(crate) fn finish(mut self) -> (Vec<Area>, BTreeMap<String, Vec<AreaIndex>>) {
        let mut taken: BTreeSet<String> = self.areas.iter().map(|area| area.id.clone()).collect();
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, group) in self.groups.iter().enumerate() {
            members.entry(*group).or_default().push(at);
        }
        let mut versions = BTreeMap::new();
        for (key, group) in &self.by_key {
            let mut outlines = members.remove(group).unwrap_or_default();
            if outlines.len() < 2 {
                continue;
            }
            let first = |at: &usize| self.first_said.get(*at).copied().flatten();
            outlines.sort_by_key(|at| (first(at).unwrap_or(Moment::LAST), *at));
            let mut numbers = 1_usize..;
            for at in outlines.iter().copied().filter(|at| *at >= self.fixed) {
                let mut ids = numbers.by_ref().map(|number| format!("{key}@{number}"));
                let id = ids.find(|id| taken.insert(id.clone()));
                if let (Some(area), Some(id)) = (self.areas.get_mut(at), id) {
                    area.id = id;
                }
            }
            let indices = outlines.iter().filter_map(|at| u32::try_from(*at).ok().map(AreaIndex));
            versions.insert(key.clone(), indices.collect());
        }
        (self.areas, versions)
    }

    fn group(&mut self, key: Option<&str>) -> usize {
        let next = self.group_count;
        let group = key.map_or(next, |key| *self.by_key.entry(key.to_owned()).or_insert(next));
        self.group_count = next.max(group + 1);
        group
    }

    fn push(&mut self, group: usize, keyed: Option<usize>, area: Area) -> usize {
        let at = self.areas.len();
        self.by_shape.insert((keyed, shape(&area.polygons)), at);
        self.areas.push(area);
        self.groups.push(group);
        self.first_said.push(None);
        at
    }
}

fn shape(polygons: &[Polygon]) -> Shape {
    let mut bits = Vec::new();
    for ring in polygons.iter().flatten() {
        bits.push(ring.len() as u64);
        bits.extend(ring.iter().flat_map(|at| [at.lon.to_bits(), at.lat.to_bits()]));
    }
    bits
}
