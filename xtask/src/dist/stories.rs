//! Packs the stories of the site: what the page shows is one file, and the folder it was
//! made of stays beside it for those who want tables.

use std::path::Path;

use dateline_cli::{PackFailure, pack_folder};

use super::files;
use crate::error::{Error, Result};

/// Where stories lie in the site.
const STORIES: &str = "data";

/// Packs each story folder below `data/` of the site into a file of its name.
///
/// # Errors
/// When a folder has no story that can be shown, or the file cannot be written.
pub fn pack(site: &Path) -> Result<()> {
    let stories = site.join(STORIES);
    if !stories.is_dir() {
        return Ok(());
    }
    for name in files::names(&stories)? {
        let folder = stories.join(&name);
        if !folder.join("story.json").is_file() {
            continue;
        }
        let packed = pack_folder(&folder, &stories.join(format!("{name}.dateline")));
        let why = match packed {
            Ok(_) => continue,
            Err(PackFailure::NoStory(report)) => {
                let first = report.problems.first().map(|problem| problem.message());
                first.unwrap_or_else(|| "there is no story".to_owned())
            }
            Err(PackFailure::Refused(error)) => error.to_string(),
            Err(PackFailure::Write(path, error)) => return Err(Error::io(path)(error)),
        };
        return Err(Error::Site(format!("{STORIES}/{name} cannot be packed: {why}")));
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
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
        pack(&site).unwrap();
        let packed = fs::read(site.join("data/aleppo.dateline")).unwrap();
        assert!(packed.starts_with(b"\x8dDTL"));
        assert!(!site.join("data/pictures.dateline").exists());
        fs::write(site.join("data/aleppo/story.json"), "{").unwrap();
        assert!(matches!(pack(&site), Err(Error::Site(_))));
        fs::remove_dir_all(site).unwrap();
    }
}
