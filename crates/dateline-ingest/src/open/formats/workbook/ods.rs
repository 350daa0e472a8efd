//! ODS. Source: OASIS, "OpenDocument 1.3", part 3, 9.1 (tables) and 19.385 (values).

use super::super::xml::entity_text;
use super::merged::Merge;
use super::{Grid, set};
use crate::limits::Limits;
use crate::open::reading::Pulse;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Rows that are all alike and that one element stands for.
const MAX_REPEATED: usize = 10_000;

/// A cell while it is read.
#[derive(Default)]
struct Cell {
    /// What the program keeps as its value, if that is another thing than its text.
    value: Option<String>,
    text: String,
    repeated: usize,
}

/// Reads the sheets of `content.xml`.
pub(super) fn read(content: &[u8], (limits, pulse): (Limits, &Pulse<'_>)) -> Vec<Grid> {
    let text = String::from_utf8_lossy(content);
    let mut reader = Reader::from_str(&text);
    let mut grids: Vec<Grid> = Vec::new();
    let (mut number, mut cells, mut place) = (1_u32, Vec::new(), 0_usize);
    let (mut cell, mut row_repeated) = (None::<Cell>, 1_usize);
    let mut lost = 0;
    while !pulse.is_stopped() {
        let event = match next(&mut reader) {
            Ok(event) => event,
            // What is broken ends the sheet; what came before is kept.
            Err(error) => {
                grids.last_mut().into_iter().for_each(|it| it.fault = Some(error.to_string()));
                break;
            }
        };
        match event {
            Event::Eof => break,
            Event::Start(start) => match start.local_name().as_ref() {
                "table" => {
                    let name = attribute(&start, "table:name").unwrap_or_default();
                    grids.push(Grid { name, ..Grid::default() });
                    number = 1;
                }
                "table-row" => {
                    row_repeated = repeated(&start, "table:number-rows-repeated");
                    (cells, place) = (Vec::new(), 0);
                }
                "table-cell" | "covered-table-cell" => {
                    cell = Some(begun(&start, (number, place), grids.last_mut(), limits));
                }
                "p" => {
                    if let Some(cell) = cell.as_mut().filter(|it| !it.text.is_empty()) {
                        cell.text.push('\n');
                    }
                }
                _ => {}
            },
            Event::Empty(start) => match start.local_name().as_ref() {
                "table-cell" | "covered-table-cell" => {
                    lost += Cell::of(&start).put(&mut cells, &mut place, limits);
                }
                "table-row" => {
                    number = below(number, repeated(&start, "table:number-rows-repeated"));
                }
                "s" => cell.iter_mut().for_each(|cell| cell.text.push(' ')),
                _ => {}
            },
            Event::Text(text) => {
                let text = text.xml10_content();
                cell.iter_mut().for_each(|cell| cell.text.push_str(&text));
            }
            Event::GeneralRef(entity) => {
                let text = entity_text(&entity);
                cell.iter_mut().for_each(|cell| cell.text.push_str(&text));
            }
            Event::End(end) => match end.local_name().as_ref() {
                "table-cell" | "covered-table-cell" => {
                    let cell = cell.take().unwrap_or_default();
                    lost += cell.put(&mut cells, &mut place, limits);
                }
                "table-row" => {
                    pulse.beat();
                    let cells = std::mem::take(&mut cells);
                    let is_said = cells.iter().any(|cell: &String| !cell.is_empty());
                    let times = if is_said { row_repeated.min(MAX_REPEATED) } else { 0 };
                    if let Some(grid) = grids.last_mut() {
                        grid.lost_cells += std::mem::take(&mut lost);
                        grid.push_repeated(number, &cells, times, limits);
                        grid.unrepeated += if is_said { row_repeated - times } else { 0 };
                    }
                    number = below(number, row_repeated);
                }
                _ => {}
            },
            _ => {}
        }
    }
    grids
}

/// What comes next, but for what somebody remarked on a cell, which is no part of it.
fn next<'t>(reader: &mut Reader<&'t [u8]>) -> Result<Event<'t>, quick_xml::Error> {
    let mut is_remark = false;
    loop {
        let event = reader.read_event()?;
        match &event {
            Event::Start(start) if start.local_name().as_ref() == "annotation" => is_remark = true,
            Event::End(end) if end.local_name().as_ref() == "annotation" => is_remark = false,
            Event::Eof => return Ok(event),
            _ if is_remark => {}
            _ => return Ok(event),
        }
    }
}

impl Cell {
    fn of(start: &BytesStart<'_>) -> Self {
        let kind = attribute(start, "office:value-type").unwrap_or_default();
        let value = match kind.as_str() {
            "date" => attribute(start, "office:date-value").map(without_midnight),
            "time" => attribute(start, "office:time-value").and_then(|it| time(&it)),
            "float" => attribute(start, "office:value"),
            "boolean" => attribute(start, "office:boolean-value")
                .map(|it| if it == "true" { "yes" } else { "no" }.to_owned()),
            _ => None,
        };
        let repeated = repeated(start, "table:number-columns-repeated");
        Self { value, text: String::new(), repeated }
    }

    /// Puts the cell at its place; the answer is how many of its repetitions are lost.
    fn put(self, cells: &mut Vec<String>, place: &mut usize, limits: Limits) -> usize {
        let text = self.value.unwrap_or(self.text);
        // Empty cells are told in one, up to the last column there can be.
        let end = place.saturating_add(self.repeated.max(1));
        for at in *place..end.min(limits.columns) {
            set(cells, at, &text, limits);
        }
        let lost =
            if text.trim().is_empty() { 0 } else { end.saturating_sub(limits.columns.max(*place)) };
        *place = end;
        lost
    }
}

fn without_midnight(date: String) -> String {
    date.strip_suffix("T00:00:00").map_or(date.clone(), str::to_owned)
}

/// `PT22H05M00S` → `22:05`, `PT22H05M30S` → `22:05:30`.
fn time(duration: &str) -> Option<String> {
    let (hours, rest) = duration.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds =
        rest.split(['.', ',', 'S']).next().filter(|it| it.bytes().any(|sign| sign != b'0'));
    let seconds = seconds.map_or_else(String::new, |it| format!(":{it:0>2}"));
    Some(format!("{hours:0>2}:{minutes:0>2}{seconds}"))
}

/// The number of the row that is so many rows below another.
fn below(number: u32, rows: usize) -> u32 {
    number.saturating_add(u32::try_from(rows).unwrap_or(u32::MAX))
}

/// A cell that begins in a row and a column; where it reaches over several rows, and not over
/// several columns too, the sheet is told.
fn begun(
    start: &BytesStart<'_>,
    (first, column): (u32, usize),
    grid: Option<&mut Grid>,
    limits: Limits,
) -> Cell {
    let is_narrow = repeated(start, "table:number-columns-spanned") == 1;
    let rows = if is_narrow { repeated(start, "table:number-rows-spanned") } else { 1 };
    let merge = Merge { first, last: below(first, rows.saturating_sub(1)), column };
    grid.into_iter().for_each(|grid| grid.merge(merge, limits));
    Cell::of(start)
}

fn repeated(start: &BytesStart<'_>, name: &str) -> usize {
    attribute(start, name).and_then(|it| it.parse().ok()).unwrap_or(1)
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.attributes().filter_map(Result::ok);
    let mut found = found.filter(|it| it.key.as_ref() == name);
    let value = found.next().map(|it| it.value.into_owned())?;
    Some(quick_xml::escape::unescape(&value).map_or(value.clone(), |it| it.into_owned()))
}
