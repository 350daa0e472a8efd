//! What files that are given by their paths are called in what is made of them.
//!
//! A pack and a story folder are handed on, and the folders of a desk's disk are nobody else's
//! business. The terminal says where a file is. Has no opinion on what files hold.

use dateline_ingest::{OpenedFile, Report};
use std::path::{Component, Path, PathBuf};

/// The names of files, with the paths by which they were given.
pub(crate) struct FileNames(Vec<(String, PathBuf)>);

impl FileNames {
    /// Each file is called by its own name, with as much of its folders before it as tells two
    /// of one name apart. Files of a story are called as its `story.json` calls them.
    pub(crate) fn of(paths: Vec<PathBuf>) -> Self {
        let split: Vec<Vec<Component<'_>>> =
            paths.iter().map(|path| path.components().collect()).collect();
        let is_story = |path: &&PathBuf| path.file_name().is_some_and(|it| it == "story.json");
        let story = paths.iter().find(is_story).and_then(|path| path.parent());
        let name = |path: &PathBuf, parts: &[Component<'_>]| {
            if let Some(inside) = story.and_then(|folder| path.strip_prefix(folder).ok()) {
                return inside.to_string_lossy().into_owned();
            }
            let ends = |count: usize| parts.get(parts.len().saturating_sub(count)..);
            let is_alone = |count: &usize| {
                let end = ends(*count).unwrap_or_default();
                split.iter().all(|other| other == parts || !other.ends_with(end))
            };
            let count = (1..parts.len()).find(is_alone).unwrap_or(parts.len());
            let name: PathBuf = ends(count).unwrap_or_default().iter().collect();
            name.to_string_lossy().into_owned()
        };
        let names: Vec<String> =
            paths.iter().zip(&split).map(|(path, parts)| name(path, parts)).collect();
        Self(names.into_iter().zip(paths).collect())
    }

    /// Names and paths, in the order in which the files were given.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Path)> {
        self.0.iter().map(|(name, path)| (name.as_str(), path.as_path()))
    }

    /// Tells of files by their paths.
    pub(crate) fn tell_paths(&self, report: &mut Report, opened: &mut [OpenedFile]) {
        let told = report.problems.iter_mut().map(|it| &mut it.file);
        let told = told.chain(report.groups.iter_mut().map(|it| &mut it.file));
        let told = told.chain(report.tallies.iter_mut().map(|it| &mut it.file));
        let opened = opened.iter_mut().map(|it| &mut it.name);
        for file in told.chain(opened) {
            if let Some(path) = self.path_of(file) {
                *file = path;
            }
        }
    }

    /// The path of a file, or of what is in it as an archive or a workbook.
    fn path_of(&self, file: &str) -> Option<String> {
        let whole = || self.iter().map(|(name, path)| (name, path.to_string_lossy()));
        // What one file alone was packed into is called without its ending.
        let unpacked = whole().filter_map(|(name, path)| {
            Some((name.strip_suffix(".gz")?, path.strip_suffix(".gz")?.to_owned().into()))
        });
        whole().chain(unpacked).find_map(|(name, path)| {
            let inside = file.strip_prefix(name).filter(|_| !name.is_empty())?;
            let is_it = inside.is_empty() || inside.starts_with('/');
            is_it.then(|| format!("{path}{inside}"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(paths: &[&str]) -> Vec<String> {
        let names = FileNames::of(paths.iter().map(PathBuf::from).collect());
        names.iter().map(|(name, _)| name.to_owned()).collect()
    }

    #[test]
    fn a_file_is_called_by_its_name_and_as_many_folders_as_tell_it_from_others() {
        assert_eq!(named(&["/home/anna/source/list.csv"]), ["list.csv"]);
        assert_eq!(named(&["./list.csv", "./list.csv"]), ["list.csv", "list.csv"]);
        let days = ["/d/2020-01-01/a.geojson", "/d/2020-01-08/a.geojson", "/d/x/b.geojson"];
        assert_eq!(named(&days), ["2020-01-01/a.geojson", "2020-01-08/a.geojson", "b.geojson"]);
        assert_eq!(named(&["a/b/c.csv", "b/c.csv", "c.csv"]), ["a/b/c.csv", "b/c.csv", "c.csv"]);
        assert_eq!(named(&["/c.csv", "../c.csv", "c.csv"]), ["/c.csv", "../c.csv", "c.csv"]);
    }

    #[test]
    fn files_of_a_story_are_called_as_it_calls_them() {
        let paths = ["/d/s/story.json", "/d/s/control/a.geojson", "/d/t/control/a.geojson"];
        assert_eq!(named(&paths), ["story.json", "control/a.geojson", "t/control/a.geojson"]);
    }

    #[test]
    fn what_is_in_an_archive_has_the_path_of_the_archive_before_it() {
        let paths = ["/d/a.zip", "/d/a.csv", "/d/b.csv.gz"].map(PathBuf::from);
        let names = FileNames::of(paths.to_vec());
        assert_eq!(names.path_of("b.csv").as_deref(), Some("/d/b.csv"));
        assert_eq!(names.path_of("a.zip/in/b.csv").as_deref(), Some("/d/a.zip/in/b.csv"));
        assert_eq!(names.path_of("a.csv").as_deref(), Some("/d/a.csv"));
        assert_eq!(names.path_of("a.csv2"), None);
    }
}
