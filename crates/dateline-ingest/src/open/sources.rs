//! The columns of sources: names, addresses and archived addresses, those of one number
//! together.

use super::events::without_markup;
use super::mapping::{ColumnRole, Mapping};
use super::sheet::{Sheet, SheetRow};
use csv::StringRecord;
use dateline_core::hash::KeyedMap;
use std::collections::BTreeMap;

/// Sources of one row that are kept as such; a row that has more is told in full below its text.
pub(super) const MAX_SOURCES: usize = 8;

/// Names and addresses of sources by the ids under which rows name them.
pub(super) type KnownSources = KeyedMap<String, [String; 2]>;

/// Where the sources of a table stand, source by source.
pub(super) struct SourceColumns(Vec<[Vec<usize>; 3]>);

impl SourceColumns {
    pub(super) fn of(sheet: &Sheet, mapping: &Mapping) -> Self {
        let roles = [ColumnRole::Source, ColumnRole::SourceUrl, ColumnRole::ArchiveUrl];
        let mut groups: BTreeMap<u32, [Vec<usize>; 3]> = BTreeMap::new();
        for (part, role) in roles.into_iter().enumerate() {
            for column in mapping.columns(role) {
                let number = sheet.columns.get(column).map_or(1, |name| number_of(name));
                if let Some(places) = groups.entry(number).or_default().get_mut(part) {
                    places.push(column);
                }
            }
        }
        Self(groups.into_values().collect())
    }

    /// The columns of each source where none has two of a kind, and none too many is there.
    pub(super) fn one_by_one(&self) -> Option<Vec<[Option<usize>; 3]>> {
        let is_one = |columns: &Vec<usize>| columns.len() <= 1;
        let are_few = self.0.len() <= MAX_SOURCES && self.0.iter().flatten().all(is_one);
        let places = |places: &[Vec<usize>; 3]| places.each_ref().map(|it| it.first().copied());
        are_few.then(|| self.0.iter().map(places).collect())
    }

    /// Adds the columns of sources to the header of a table of the story format.
    pub(super) fn add_header(header: &mut StringRecord) {
        for number in 1..=MAX_SOURCES {
            let number = if number == 1 { String::new() } else { number.to_string() };
            header.push_field(&format!("source{number}"));
            header.push_field(&format!("source{number}_url"));
            header.push_field(&format!("archive{number}_url"));
        }
    }

    /// Adds the sources of a row to the row of such a table.
    pub(super) fn add(sources: &[[String; 3]], record: &mut StringRecord) {
        Self::cells(sources).for_each(|cell| record.push_field(cell));
    }

    /// The cells of sources in a row of such a table.
    pub(super) fn cells(sources: &[[String; 3]]) -> impl Iterator<Item = &str> + Clone {
        (0..MAX_SOURCES).flat_map(|place| {
            let source = sources.get(place);
            (0..3).map(move |part| source.and_then(|it| it.get(part)).map_or("", String::as_str))
        })
    }

    /// The sources of a row.
    pub(super) fn read(&self, row: &SheetRow<'_>, known: &KnownSources) -> Vec<[String; 3]> {
        self.0.iter().flat_map(|places| group(row, places, known)).collect()
    }
}

/// The number in a name: `source2_url`, `sources.2.url`; 1 where there is none.
fn number_of(name: &str) -> u32 {
    let digits: String = name
        .chars()
        .skip_while(|sign| !sign.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse().unwrap_or(1)
}

/// What the columns of one number say; a cell may have several names or addresses.
fn group(row: &SheetRow<'_>, places: &[Vec<usize>; 3], known: &KnownSources) -> Vec<[String; 3]> {
    // Most often there is one name and nothing else.
    if let [[name], [], []] = places.each_ref().map(Vec::as_slice) {
        let cell = row.cell(*name);
        let is_one = known.is_empty() && !cell.contains([';', ':', '<', '&', '\n', '\r']);
        if is_one && !cell.is_empty() && !cell.ends_with(',') {
            return vec![[cell.to_owned(), String::new(), String::new()]];
        }
    }
    let [names, urls, archives] = places.each_ref().map(|columns| {
        let cells = columns.iter().map(|column| row.cell(*column));
        cells.filter(|cell| !cell.is_empty()).collect::<Vec<&str>>()
    });
    let names: Vec<&str> = names.into_iter().flat_map(listed).collect();
    let mut urls: Vec<&str> = urls.into_iter().flat_map(addresses).collect();
    let archives: Vec<&str> = archives.into_iter().flat_map(addresses).collect();
    let (mut named, written): (Vec<&str>, Vec<&str>) =
        names.into_iter().partition(|name| !is_address(name));
    urls.extend(written);
    let count = named.len().max(urls.len()).max(archives.len());
    named.resize(count, "");
    let source = |(place, name): (usize, &str)| {
        let at = |list: &[&str]| list.get(place).copied().unwrap_or_default().to_owned();
        match known.get(name) {
            Some([name, url]) => [name.clone(), url.clone(), at(&archives)],
            None => [without_markup(name).into_owned(), at(&urls), at(&archives)],
        }
    };
    named.into_iter().enumerate().map(source).collect()
}

/// The names of a list between semicolons.
fn listed(cell: &str) -> impl Iterator<Item = &str> {
    let is_addresses = cell.split_whitespace().all(is_address);
    let by_space = is_addresses.then(|| cell.split_whitespace());
    let by_sign = (!is_addresses).then(|| cell.split(';'));
    let parts = by_space.into_iter().flatten().chain(by_sign.into_iter().flatten());
    parts.map(|part| part.trim().trim_end_matches([';', ','])).filter(|part| !part.is_empty())
}

/// Addresses with white space, commas or semicolons between.
fn addresses(cell: &str) -> Vec<&str> {
    let parts = cell.split([' ', '\n', '\r', '\t', ';', '|']);
    let parts =
        parts.flat_map(|part| part.split(",http").enumerate().map(move |(n, it)| (n, it, part)));
    let whole: Vec<&str> = parts
        .filter_map(|(number, piece, part)| match number {
            0 => Some(piece),
            // The comma took nothing of the address after it.
            _ => {
                let from = (piece.as_ptr() as usize).saturating_sub(part.as_ptr() as usize);
                part.get(from.saturating_sub(4)..from + piece.len())
            }
        })
        .map(|part| part.trim_matches([',', ' ']))
        .filter(|part| !part.is_empty())
        .collect();
    if whole.iter().all(|part| is_address(part)) { whole } else { vec![cell] }
}

fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_one_cell_are_taken_apart() {
        let both = ["https://a.example/1", "https://b.example/2,3"];
        for between in [" ", "\n", ";", ",", ", "] {
            assert_eq!(addresses(&both.join(between)), both, "{between:?}");
        }
        assert_eq!(addresses("see page 3"), ["see page 3"]);
        assert_eq!(listed("SOHR; State TV").collect::<Vec<_>>(), ["SOHR", "State TV"]);
    }
}
