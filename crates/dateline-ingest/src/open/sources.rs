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

/// Words that join addresses or point at them, and name nobody.
const JOINING: [&str; 15] =
    ["link", "here", "رابط", "and", "or", "see", "&", "+", "/", "und", "et", "y", "и", "و", "ve"];

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
    let mut urls: Vec<Link<'_>> = urls.into_iter().flat_map(links).collect();
    let archives: Vec<Link<'_>> = archives.into_iter().flat_map(links).collect();
    // Names that stand beside their addresses.
    let (linked, names): (Vec<&str>, Vec<&str>) =
        names.into_iter().partition(|name| !is_bare(name) && has_address(name));
    let mut linked: Vec<Link<'_>> = linked.into_iter().flat_map(links).collect();
    linked.retain(|link| !link.words.is_empty() || urls.iter().all(|it| it.url != link.url));
    let (mut named, written): (Vec<&str>, Vec<&str>) =
        names.into_iter().partition(|name| !is_address(name));
    urls.extend(written.into_iter().map(Link::bare));
    let own = named.len().max(urls.len());
    let count = (own + linked.len()).max(archives.len());
    urls.resize(own, Link::default());
    urls.append(&mut linked);
    urls.resize(count, Link::default());
    named.resize(count, "");
    let source = |(place, (name, link)): (usize, (&str, Link<'_>))| {
        let archive = archives.get(place).cloned().unwrap_or_default();
        let (name, url) = match known.get(name) {
            Some([name, url]) => (name.clone(), url.clone()),
            None => (without_markup(name).into_owned(), link.url.to_owned()),
        };
        let words = [link.words, archive.words].into_iter().filter(|words| !words.is_empty());
        let name = words.fold(name, |name, words| with_words(name, &words));
        [name, url, archive.url.to_owned()]
    };
    named.into_iter().zip(urls).enumerate().map(source).collect()
}

/// A name with what stood beside its address.
fn with_words(name: String, words: &str) -> String {
    let words = without_markup(words);
    match name.as_str() {
        "" => words.into_owned(),
        _ if name == words => name,
        _ => format!("{name} ({words})"),
    }
}

/// An address, and the words beside it.
#[derive(Clone, Debug, Default, PartialEq)]
struct Link<'c> {
    words: String,
    url: &'c str,
}

impl<'c> Link<'c> {
    fn bare(url: &'c str) -> Self {
        Self { words: String::new(), url }
    }
}

/// The addresses of a cell, each with the words beside it.
fn links(cell: &str) -> Vec<Link<'_>> {
    let whole = addresses(cell);
    // What is marked up is left as it is, and so is what has no address in it.
    if whole.iter().all(|it| is_bare(it)) || cell.contains('<') || !has_address(cell) {
        return whole.into_iter().map(Link::bare).collect();
    }
    let mut links: Vec<Link<'_>> = Vec::new();
    let mut rest = cell;
    while let Some(start) = start_of_address(rest) {
        let (before, from) = rest.split_at(start);
        let url = address_at(from);
        // What is behind an address and before a sign between sources belongs to it.
        let (behind, words) = if links.is_empty() { ("", before) } else { parted(before) };
        if let Some(last) = links.last_mut() {
            last.words.push_str(words_of(behind));
        }
        links.push(Link { words: words_of(words).to_owned(), url });
        rest = from.get(url.len()..).unwrap_or_default();
    }
    if let Some(last) = links.last_mut() {
        let words = words_of(rest);
        let between = if last.words.is_empty() || words.is_empty() { "" } else { ", " };
        last.words = format!("{}{between}{words}", last.words);
    }
    links
}

/// What stands between two addresses, taken apart: what is of the first, and what is of the second.
fn parted(between: &str) -> (&str, &str) {
    let sign = between.find([';', ',', '|', '\n']);
    // Without a sign what is in brackets is said of what is before it.
    let at = sign.or_else(|| {
        let closed = between.find(')')? + 1;
        between.trim_start().starts_with('(').then_some(closed)
    });
    between.split_at(at.unwrap_or(0))
}

/// Words without the signs around them; such as only join or number addresses are none.
fn words_of(text: &str) -> &str {
    let is_between = |sign: char| sign.is_whitespace() || ",;:|()[]-–—".contains(sign);
    let words = text.trim_start_matches('.').trim_matches(is_between);
    let is_number = words.len() <= 2 && words.bytes().all(|it| it.is_ascii_digit());
    let is_none = is_number || JOINING.iter().any(|it| words.eq_ignore_ascii_case(it));
    if is_none { "" } else { words }
}

/// The address that a text begins with, without the signs that end a sentence or a bracket.
fn address_at(text: &str) -> &str {
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let mut url = text.get(..end).unwrap_or_default();
    // Another address may follow a sign without white space.
    if let Some(next) = [",http", ";http", "|http"].iter().filter_map(|it| url.find(it)).min() {
        url = url.get(..next).unwrap_or_default();
    }
    loop {
        let closes = url.ends_with(')') && !url.contains('(');
        match url.strip_suffix([')', ',', '.', ';', ':', ']']) {
            Some(shorter) if closes || !url.ends_with(')') => url = shorter,
            _ => return url,
        }
    }
}

fn start_of_address(text: &str) -> Option<usize> {
    [text.find("https://"), text.find("http://")].into_iter().flatten().min()
}

fn has_address(text: &str) -> bool {
    start_of_address(text).is_some()
}

/// Whether a text is one address and nothing else.
fn is_bare(text: &str) -> bool {
    is_address(text) && !text.contains(char::is_whitespace)
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
    fn an_address_is_taken_out_of_the_words_beside_it() {
        let [a, b] = ["https://a.example/1", "https://b.example/2"];
        for (cell, wanted) in [
            (format!("{a} (video)"), vec![("video", a)]),
            (format!("see {a}."), vec![("", a)]),
            (format!("{a} and {b}"), vec![("", a), ("", b)]),
            (format!("Gazette ({a})"), vec![("Gazette", a)]),
            (format!("Gazette: {a}, Radio: {b}"), vec![("Gazette", a), ("Radio", b)]),
            (format!("{a} (video); {b} (archived)"), vec![("video", a), ("archived", b)]),
            (format!("{a} (video) {b}"), vec![("video", a), ("", b)]),
            (format!("[1] {a} [2] {b}"), vec![("", a), ("", b)]),
            (format!("[Gazette]({a}), p. 3"), vec![("Gazette, p. 3", a)]),
            (format!("from {a},{b}"), vec![("from", a), ("", b)]),
        ] {
            let found = links(&cell);
            let found: Vec<_> = found.iter().map(|it| (it.words.as_str(), it.url)).collect();
            assert_eq!(found, wanted, "{cell}");
        }
        let wiki = "https://a.example/wiki/Mill_(town)";
        assert_eq!(links(&format!("see {wiki}, 3"))[0].url, wiki);
        assert_eq!(links("see page 3"), [Link::bare("see page 3")]);
    }

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
