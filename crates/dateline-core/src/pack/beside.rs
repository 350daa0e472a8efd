//! A file that lies beside a pack: what it is called, and how it is known again.

use super::checksum;

/// The file of a story's details, as the pack names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// Its name, without any folder.
    pub name: String,
    /// How many bytes it has.
    pub bytes: u32,
    /// FNV-1a of all of them.
    pub checksum: u32,
}

impl Beside {
    /// A file of that name with these bytes.
    #[must_use]
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        // What is longer than this is refused by whoever reads it.
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        Self { name: name.to_owned(), bytes: length, checksum: checksum(bytes) }
    }
}

/// Whether a name can only mean a file in the pack's own folder, in an address as on a disk.
pub(super) fn is_beside(name: &str) -> bool {
    let leads_elsewhere = |letter: char| {
        // Not looked for in a text: that is done by code of its own.
        let is_sign =
            matches!(letter, '/' | '\\' | ':' | '?' | '#' | '%' | '*' | '"' | '<' | '>' | '|');
        is_sign || letter.is_control()
    };
    !name.is_empty() && !name.starts_with('.') && !name.contains(leads_elsewhere)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_leads_elsewhere_is_none() {
        for name in ["aleppo.details.dateline", "حلب.dateline", "a story.dateline"] {
            assert!(is_beside(name), "{name}");
        }
        let paths = ["../x", "a/b", "/a", "a\\b", "https:x", "..", ".", ".x", "%2e%2e", "a%2fb"];
        for name in paths.into_iter().chain(["", "x?y", "x#y", "a\tb", "\n"]) {
            assert!(!is_beside(name), "{name:?}");
        }
    }
}
