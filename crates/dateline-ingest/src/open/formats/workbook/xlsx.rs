//! XLSX. Source: ECMA-376, part 1, 18.3 (worksheets), 18.4 (shared strings), 18.8 (styles).

use super::super::xml::{self, Element, entity_text};
use super::links::Links;
use super::merged::Merge;
use super::serial::{date_of_serial, time_of_fraction};
use super::{Grid, set};
use crate::limits::Limits;
use crate::open::reading::Pulse;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// Cells that are one link at most.
const MOST_LINKED: usize = 256;

/// What numbers of a style are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Number,
    Date,
    /// No day is shown, and the first of a month is the month.
    Month,
    /// No month is shown either.
    Year,
    Time,
    /// A time with its seconds.
    Seconds,
}

/// What a workbook says once for all sheets.
struct Book {
    strings: Vec<String>,
    kinds: Vec<Kind>,
    is_1904: bool,
}

/// Reads the sheets that can be seen, in the workbook's order.
pub(super) fn read<'p>(
    book: &[u8],
    part: &impl Fn(&str) -> Option<&'p [u8]>,
    (limits, pulse): (Limits, &Pulse<'_>),
    faults: &mut Vec<String>,
) -> Vec<Grid> {
    let mut of_bytes = |name: &str, bytes: &[u8]| {
        let (tree, fault) = xml::tree(&String::from_utf8_lossy(bytes), limits.elements, pulse);
        faults.extend(fault.map(|(_, detail)| format!("{name}: {detail}")));
        tree
    };
    let workbook = of_bytes("xl/workbook.xml", book);
    let mut tree = |name: &str| part(name).map(|bytes| of_bytes(name, bytes));
    let links = tree("xl/_rels/workbook.xml.rels").unwrap_or_default();
    let is_1904 = workbook.child("workbookPr").map_or("", |it| it.attribute("date1904"));
    let book = Book {
        strings: tree("xl/sharedStrings.xml").map(|it| strings(&it)).unwrap_or_default(),
        kinds: tree("xl/styles.xml").map(|it| kinds(&it)).unwrap_or_default(),
        is_1904: matches!(is_1904, "1" | "true"),
    };
    let sheets = workbook.child("sheets").map_or(&[][..], |it| it.children.as_slice());
    let seen = sheets.iter().filter(|it| !it.attribute("state").contains("idden"));
    let grid = |sheet: &Element| {
        let link = links.children.iter().find(|it| it.attribute("Id") == sheet.attribute("id"))?;
        let target = link.attribute("Target");
        let path = target.strip_prefix('/').map_or(format!("xl/{target}"), str::to_owned);
        let text = String::from_utf8_lossy(part(&path)?);
        let (folder, name) = path.rsplit_once('/').unwrap_or_default();
        let targets = tree(&format!("{folder}/_rels/{name}.rels")).map(|it| addresses(&it));
        let targets = targets.unwrap_or_default();
        Some(book.grid(&text, sheet.attribute("name"), &targets, (limits, pulse)))
    };
    seen.filter_map(grid).collect()
}

/// Addresses by the ids under which a sheet names them.
type Targets = BTreeMap<String, String>;

/// The addresses on other sites to which the cells of a sheet link.
fn addresses(tree: &Element) -> Targets {
    let is_address = |it: &&Element| {
        let target = it.attribute("Target");
        let is_web = target.starts_with("https://") || target.starts_with("http://");
        is_web && it.attribute("Type").ends_with("/hyperlink")
    };
    let address = |it: &Element| (it.attribute("Id").to_owned(), it.attribute("Target").to_owned());
    tree.children.iter().filter(is_address).map(address).collect()
}

/// Adds the cells of a link, `<hyperlink ref="F2:F4" r:id="rId1" location="part"/>`.
fn link(start: &BytesStart<'_>, targets: &Targets, links: &mut Links) {
    let ids = start.attributes().filter_map(Result::ok);
    let mut ids = ids.filter(|it| it.key.local_name().as_ref() == "id");
    let target = ids.next().and_then(|it| targets.get(it.value.as_ref()));
    let (Some(target), Some(cells)) = (target, attribute(start, "ref")) else { return };
    let part = attribute(start, "location").map(|part| format!("#{part}"));
    let address = format!("{target}{}", part.unwrap_or_default());
    let (from, to) = cells.split_once(':').unwrap_or((&cells, &cells));
    let place = |at: &str| Some((row_of(at)?, place_of(at)?));
    let (Some((first, left)), Some((last, right))) = (place(from), place(to)) else { return };
    let cells = (first..=last).flat_map(|row| (left..=right).map(move |column| (row, column)));
    for (row, column) in cells.take(MOST_LINKED) {
        links.push(row, column, &address);
    }
}

/// The texts that cells name by number; a text may stand in several runs.
fn strings(tree: &Element) -> Vec<String> {
    let text = |item: &Element| {
        let mut runs = Vec::new();
        item.all("t", &mut runs);
        // What is written above for those who cannot read the signs is no part of the text.
        let phonetic = item.children.iter().filter(|it| it.name == "rPh");
        let above: Vec<&Element> = phonetic.flat_map(|it| &it.children).collect();
        let spoken = |run: &&&Element| !above.iter().any(|it| std::ptr::eq(*it, **run));
        runs.iter().filter(spoken).map(|run| run.text.as_str()).collect()
    };
    tree.children.iter().filter(|item| item.name == "si").map(text).collect()
}

/// What the numbers of each style of cells are.
fn kinds(tree: &Element) -> Vec<Kind> {
    let formats = tree.child("numFmts").map_or(&[][..], |it| it.children.as_slice());
    let kind = |cell: &Element| {
        let id = cell.attribute("numFmtId");
        let own = formats.iter().find(|format| format.attribute("numFmtId") == id);
        match (own, id.parse::<u32>()) {
            (Some(own), _) => kind_of_code(own.attribute("formatCode")),
            (None, Ok(17)) => Kind::Month,
            (None, Ok(14..=16 | 22 | 27..=31 | 36 | 50..=58)) => Kind::Date,
            (None, Ok(19 | 21 | 45..=47)) => Kind::Seconds,
            (None, Ok(18 | 20 | 32..=35)) => Kind::Time,
            _ => Kind::Number,
        }
    };
    tree.child("cellXfs").map_or(&[][..], |it| it.children.as_slice()).iter().map(kind).collect()
}

/// What a format such as `dd.mm.yyyy hh:mm` shows; what is quoted in it is only shown.
fn kind_of_code(code: &str) -> Kind {
    let first = code.split(';').next().unwrap_or_default();
    let (mut shown, mut closing, mut is_escaped) = (String::new(), None, false);
    for sign in first.chars() {
        if std::mem::take(&mut is_escaped) {
            continue;
        }
        match (closing, sign) {
            (Some(end), sign) if sign == end => closing = None,
            (Some(_), _) => {}
            (None, '"') => closing = Some('"'),
            (None, '[') => closing = Some(']'),
            (None, '\\' | '_') => is_escaped = true,
            (None, sign) => shown.push(sign.to_ascii_lowercase()),
        }
    }
    match ["d", "y", "m", "h", "s"].map(|sign| shown.contains(sign)) {
        [true, ..] | [_, true, _, true, _] => Kind::Date,
        [_, true, true, ..] => Kind::Month,
        [_, true, ..] => Kind::Year,
        [.., true, true] => Kind::Seconds,
        [.., true, false] => Kind::Time,
        _ => Kind::Number,
    }
}

/// A date, as far as it is shown; a day other than the first was written by somebody.
fn as_shown(date: String, first: &str) -> String {
    date.strip_suffix(first).map_or(date.clone(), str::to_owned)
}

/// A cell while it is read.
#[derive(Default)]
struct Cell {
    place: usize,
    kind: String,
    style: usize,
    value: String,
}

impl Book {
    fn grid(
        &self,
        text: &str,
        name: &str,
        targets: &Targets,
        (limits, pulse): (Limits, &Pulse<'_>),
    ) -> Grid {
        let mut grid = Grid { name: name.to_owned(), ..Grid::default() };
        let mut reader = Reader::from_str(text);
        let (mut number, mut cells, mut cell) = (0_u32, Vec::new(), Cell::default());
        let mut is_value = false;
        while !pulse.is_stopped() {
            let event = match reader.read_event() {
                Ok(event) => event,
                // What is broken ends the sheet; what came before is kept.
                Err(error) => {
                    grid.fault = Some(error.to_string());
                    break;
                }
            };
            match event {
                Event::Start(start) => match start.local_name().as_ref() {
                    "row" => {
                        let stated = attribute(&start, "r").and_then(|it| it.parse().ok());
                        number = stated.unwrap_or(number.saturating_add(1));
                    }
                    "c" => cell = Cell::of(&start, &cell),
                    "v" | "t" => is_value = true,
                    "hyperlink" => link(&start, targets, &mut grid.links),
                    _ => {}
                },
                Event::Empty(start) => match start.local_name().as_ref() {
                    // An empty cell still takes its place.
                    "c" => {
                        cell = Cell::of(&start, &cell);
                        cell.place += 1;
                    }
                    "mergeCell" => {
                        let merge = attribute(&start, "ref").and_then(|it| merge_of(&it));
                        merge.into_iter().for_each(|merge| grid.merge(merge, limits));
                    }
                    "hyperlink" => link(&start, targets, &mut grid.links),
                    _ => {}
                },
                Event::Text(text) if is_value => {
                    cell.value.push_str(&text.xml10_content());
                }
                Event::GeneralRef(entity) if is_value => {
                    cell.value.push_str(&entity_text(&entity));
                }
                Event::End(end) => match end.local_name().as_ref() {
                    "v" | "t" => is_value = false,
                    "c" => {
                        let is_kept = set(&mut cells, cell.place, &self.shown(&cell), limits);
                        grid.lost_cells += usize::from(!is_kept);
                        cell.place += 1;
                    }
                    "row" => {
                        grid.push(number, std::mem::take(&mut cells), limits);
                        cell = Cell::default();
                        pulse.beat();
                    }
                    _ => {}
                },
                Event::Eof => break,
                _ => {}
            }
        }
        grid
    }

    /// The text of a cell.
    fn shown(&self, cell: &Cell) -> String {
        let value = cell.value.trim();
        match cell.kind.as_str() {
            "s" => value.parse().ok().and_then(|at: usize| self.strings.get(at).cloned()),
            "b" => Some(if value == "1" { "yes" } else { "no" }.to_owned()),
            "" | "n" => {
                let kind = self.kinds.get(cell.style).copied().unwrap_or(Kind::Number);
                let number = value.parse::<f64>().ok();
                let shown = number.and_then(|number| match kind {
                    Kind::Date => date_of_serial(number, self.is_1904),
                    Kind::Month => {
                        date_of_serial(number, self.is_1904).map(|it| as_shown(it, "-01"))
                    }
                    Kind::Year => {
                        date_of_serial(number, self.is_1904).map(|it| as_shown(it, "-01-01"))
                    }
                    Kind::Time => time_of_fraction(number, false),
                    Kind::Seconds => time_of_fraction(number, true),
                    Kind::Number => Some(shortest(number)),
                });
                Some(shown.unwrap_or_else(|| value.to_owned()))
            }
            _ => Some(value.to_owned()),
        }
        .unwrap_or_default()
    }
}

/// Files have more digits than a cell shows: 36.200000000000003 is 36.2.
fn shortest(number: f64) -> String {
    number.to_string()
}

impl Cell {
    /// A cell that begins; without a reference it stands right of the one before.
    fn of(start: &BytesStart<'_>, before: &Self) -> Self {
        let reference = attribute(start, "r").and_then(|it| place_of(&it));
        Self {
            place: reference.unwrap_or(before.place),
            kind: attribute(start, "t").unwrap_or_default(),
            style: attribute(start, "s").and_then(|it| it.parse().ok()).unwrap_or(0),
            value: String::new(),
        }
    }
}

/// `BC12` → 54: the place of the column.
fn place_of(reference: &str) -> Option<usize> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic).take(4);
    let number = letters.fold(0_usize, |sum, letter| {
        sum * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1
    });
    number.checked_sub(1)
}

/// `B2:B4` → what reaches over several rows of one column.
fn merge_of(reference: &str) -> Option<Merge> {
    let (from, to) = reference.split_once(':')?;
    let column = place_of(from).filter(|column| place_of(to) == Some(*column))?;
    Some(Merge { first: row_of(from)?, last: row_of(to)?, column })
}

/// `BC12` → 12.
fn row_of(reference: &str) -> Option<u32> {
    reference.trim_start_matches(|it: char| it.is_ascii_alphabetic()).parse().ok()
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.attributes().filter_map(Result::ok);
    let mut found = found.filter(|it| it.key.as_ref() == name);
    found.next().map(|it| it.value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_that_shows_a_day_makes_a_date_of_a_number() {
        for code in ["yyyy-mm-dd", "dd.mm.yy", "[$-409]d-mmm-yy;@", "m/d/yyyy h:mm"] {
            assert_eq!(kind_of_code(code), Kind::Date, "{code}");
        }
        for code in ["0.00", "General", "#,##0\" days\"", "[Red]0", "\\d0"] {
            assert_eq!(kind_of_code(code), Kind::Number, "{code}");
        }
        let kinds =
            ["hh:mm", "h:mm:ss AM/PM", "mmm yyyy", "mm/yy", "yyyy", "mm:ss"].map(kind_of_code);
        let wanted =
            [Kind::Time, Kind::Seconds, Kind::Month, Kind::Month, Kind::Year, Kind::Number];
        assert_eq!(kinds, wanted);
    }

    #[test]
    fn the_letters_of_a_reference_are_the_place_of_a_column() {
        let places = ["A1", "Z9", "AA10", "BC12", "7"].map(place_of);
        assert_eq!(places, [Some(0), Some(25), Some(26), Some(54), None]);
    }
}
