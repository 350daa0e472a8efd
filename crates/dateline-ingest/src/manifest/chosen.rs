//! What somebody says of the files of a story beside what its `story.json` says.

use super::{FileRole, Manifest, STORY_FILE};
use crate::code::{Code, Severity};
use crate::forms::plain;
use crate::open::{FileMapping, OpenOptions};
use crate::problem::Problem;
use crate::report::Report;
use dateline_core::model::Text;

impl Manifest {
    /// Puts what is chosen in the place of what is written. `folder` stands before the names of
    /// the files where they are not told by the names in `story.json`. The answer says whether
    /// anything is other than it is written.
    pub(crate) fn choose(
        &mut self,
        options: &OpenOptions<'_>,
        folder: &str,
        report: &mut Report,
    ) -> bool {
        if let Some(title) = &options.title {
            self.meta.title = Text::Plain(title.clone());
        }
        let zone = options.time_zone.as_ref().filter(|zone| **zone != self.meta.time_zone);
        if let Some(zone) = zone {
            self.meta.time_zone.clone_from(zone);
            self.unknown_zone = Some(Problem::new(Code::StoryZone, "").value(zone));
            self.widens = true;
        }
        for file in &mut self.opened {
            let name = file.full_name();
            let said = options.mapping_of(&[&name, &format!("{folder}{name}")]);
            let chosen = over(said, &file.mapping);
            self.widens |= chosen != file.mapping;
            self.makes_actors |= chosen.columns != file.mapping.columns;
            file.mapping = chosen;
        }
        let is_said = options.mappings.iter().any(|(_, it)| *it != FileMapping::default());
        if self.opened.is_empty() && is_said {
            let key = FileRole::Opened.key();
            let problem = Problem::new(Code::StoryKey, STORY_FILE).column(format!("files.{key}"));
            let problem = problem.severity(Severity::Warning);
            report.push(problem.detail(format!("“{key}” is missing")));
        }
        self.widens || options.title.is_some()
    }
}

/// What is said before what is written. A role that one column has is taken from the one that
/// had it.
fn over(said: FileMapping, written: &FileMapping) -> FileMapping {
    use crate::open::ColumnRole::Told;
    let mut columns = said.columns;
    let known = columns.len();
    for (name, role) in &written.columns {
        let before = columns.iter().take(known);
        if before.clone().any(|(of, _)| plain(of) == plain(name)) {
            continue;
        }
        let is_taken = !role.is_repeated() && before.clone().any(|(_, it)| it == role);
        columns.push((name.clone(), if is_taken { Told } else { *role }));
    }
    // In the order in which they are written, so that what is the same is seen to be.
    let place = |name: &str| written.columns.iter().position(|(of, _)| plain(of) == plain(name));
    columns.sort_by_key(|(name, _)| place(name).unwrap_or(usize::MAX));
    FileMapping {
        columns,
        preset: said.preset.or(written.preset),
        date_order: said.date_order.or(written.date_order),
        encoding: said.encoding.or(written.encoding),
    }
}
