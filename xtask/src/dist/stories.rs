//! Packs the stories of the site: what the page shows at once is one file, what it shows when
//! it is asked another, and the folder that both were made of stays beside them for those who
//! want tables.

use std::path::Path;

use dateline_cli::{PackFailure, pack_folder_apart};
use dateline_core::pack::encode;

use super::files;
use crate::error::{Error, Result};

/// Where stories lie in the site.
const STORIES: &str = "data";

/// Packs each story folder below `data/` of the site into a file of its name, with one for
/// the details beside it. Where there is no story, a release is refused; else the file holds
/// the report, for the page to say.
///
/// # Errors
/// When a file cannot be written, or a folder of a release has no story.
pub fn pack(site: &Path, is_release: bool) -> Result<()> {
    let stories = site.join(STORIES);
    if !stories.is_dir() {
        return Ok(());
    }
    for name in files::names(&stories)? {
        let folder = stories.join(&name);
        if !folder.join("story.json").is_file() {
            continue;
        }
        let file = format!("{name}.dateline");
        let why = match pack_folder_apart(&folder, &stories.join(&file)) {
            Ok(_) => continue,
            Err(PackFailure::NoStory(report)) if !is_release => {
                files::write(&stories, &file, &encode(None, &report.as_ref().into()))?;
                continue;
            }
            Err(PackFailure::NoStory(report)) => {
                let first = report.problems.first().map(|problem| problem.message());
                first.unwrap_or_else(|| "there is no story".to_owned())
            }
            Err(PackFailure::Refused(error)) => error.to_string(),
            Err(PackFailure::Read(path, error) | PackFailure::Write(path, error)) => {
                return Err(Error::io(path)(error));
            }
        };
        return Err(Error::Site(format!("{STORIES}/{name} cannot be packed: {why}")));
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use dateline_core::pack::{Kept, decode, decode_details};
    use std::fs;

    #[test]
    fn each_story_folder_is_packed_beside_itself_and_other_folders_are_left() {
        let site = std::env::temp_dir().join(format!("dateline-stories-{}", std::process::id()));
        let shipped = crate::paths::root().join("data/aleppo");
        fs::create_dir_all(site.join("data/aleppo")).unwrap();
        fs::create_dir_all(site.join("data/pictures")).unwrap();
        for name in ["story.json", "areas.geojson", "control.csv", "events.csv", "base.geojson"] {
            fs::copy(shipped.join(name), site.join("data/aleppo").join(name)).unwrap();
        }
        pack(&site, true).unwrap();
        let packed = fs::read(site.join("data/aleppo.dateline")).unwrap();
        let opened = decode(&packed).unwrap();
        let Some(Kept::Beside(beside)) = opened.details else { panic!("the details lie apart") };
        let details = fs::read(site.join("data").join(&beside.name)).unwrap();
        assert!(decode_details(&details, &beside, &opened.story.unwrap()).is_ok());
        assert!(!site.join("data/pictures.dateline").exists());
        fs::write(site.join("data/aleppo/story.json"), "{").unwrap();
        assert!(matches!(pack(&site, true), Err(Error::Site(_))));
        pack(&site, false).unwrap();
        let packed = fs::read(site.join("data/aleppo.dateline")).unwrap();
        let opened = decode(&packed).unwrap();
        assert_eq!((opened.story, opened.report.errors), (None, 1));
        fs::remove_dir_all(site).unwrap();
    }
}
