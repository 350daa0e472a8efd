//! Tables → changes of control and events.

use super::control;
use super::control_kind::is_control;
use super::dates::DateOrder;
use super::events::{self, Column, EventTable, How, Opened, Where};
use super::features::Outlines;
use super::flow::TableFile;
use super::gazetteer;
use super::made::MadePlaces;
use super::mapping::{ColumnRole, Mapping, Why};
use super::reading::{OpenOptions, OpenedFile, Pulse, Step};
use super::sheet::{Sheet, SheetRow, plain};
use super::sources::KnownSources;
use super::{meta, places};
use crate::code::{Code, Severity};
use crate::context::Context;
use crate::control::read_control_rows;
use crate::events::{EventReading, EventRows};
use crate::manifest::sides::general_category;
use crate::problem::{MAX_VALUE_CHARS, Problem};
use crate::report::Tally;
use crate::spelt::Spellings;
use crate::table::Head;
use csv::StringRecord;
use dateline_core::geo::Extent;
use dateline_core::model::{Category, CategoryIndex, MAX_CATEGORIES};
use std::collections::BTreeSet;

/// Below this a guess is said to be one.
const SURE: u8 = 60;

/// Reads the tables: those of control into `outlines`, and the events; `None` if somebody
/// said stop.
pub(super) fn read(
    files: Vec<TableFile>,
    outlines: &mut Outlines,
    known: Vec<Category>,
    (options, opened): (&OpenOptions<'_>, &mut [OpenedFile]),
    context: &mut Context<'_>,
) -> Option<(EventRows, Vec<Category>)> {
    let total = opened.len();
    let mut events = Vec::new();
    let others = without_control(files, outlines, opened, context);
    context.names.set_areas(&outlines.areas);
    let (others, known_sources) = without_lists_of_sources(others, context);
    let (others, listed) = gazetteer::take(others, (options, total), context)?;
    let (listed, known_sources) = (&listed, &known_sources);
    let pulse = |file: usize| Pulse::new(options, Step::Building, file.min(total), total);
    // A table that is alone need not wait for the ids of others.
    let is_alone = others.len() == 1;
    let (mut others, mut straight, mut found) = (others, None, Vec::new());
    for (number, file) in others.iter_mut().enumerate() {
        if !options.goes_on(Step::Building, file.file.min(total), total) {
            return None;
        }
        let TableFile { sheet, mapping, file } = file;
        let sheet = std::mem::take(sheet);
        skip(sheet.beyond, &sheet.file, context);
        if events::is_events(mapping, sheet.rows.has_spots()) {
            // Rows without an id are called by their number, and by that of their table.
            let prefix = if number == 0 { String::new() } else { format!("{}-", number + 1) };
            let opened = Opened::of(sheet, mapping, &prefix, context);
            found.push((*file, opened.date_order()));
            if is_alone && opened.is_straight() {
                straight = Some((opened, *file));
            } else {
                let how = How { listed, known_sources, pulse: &pulse(*file) };
                events.push(opened.table(how, context)?);
            }
        } else {
            leave(&sheet, context);
        }
    }
    find_orders(found, opened);
    events::number_apart(&mut events);
    let (mut categories, sides) = match &straight {
        Some((opened, _)) => (meta::categories(opened.kinds(), known), meta::sides(opened.sides())),
        None => {
            let cells = |column| events.iter().flat_map(move |table| table.cells(column));
            (meta::categories(cells(Column::Category), known), meta::sides(cells(Column::Actors)))
        }
    };
    for side in sides {
        context.names.side(&side);
    }
    context.names.set_categories(&categories);
    let own = context.names.category("event").or_else(|| context.names.category("other"));
    let last = categories.len().min(MAX_CATEGORIES - 1);
    let next = CategoryIndex(u8::try_from(last).unwrap_or_default());
    let general = own.unwrap_or(next);
    let corners = outlines.areas.iter().flat_map(|area| area.polygons.iter().flatten().flatten());
    let extent = Extent::around(corners.copied());
    let mut rows = EventRows::default();
    match straight {
        Some((opened, file)) => {
            let how = How { listed, known_sources, pulse: &pulse(file) };
            opened.read(how, general, (extent, &mut rows), context)?;
        }
        None => read_events(events, general, (extent, &mut rows), context),
    }
    let is_new = usize::from(general.0) == categories.len();
    let is_used = is_new && rows.has_category(0, next);
    if categories.is_empty() || is_used {
        categories.push(general_category());
    }
    Some((rows, categories))
}

/// The tables that do not say who held what; what the others say is read into `outlines`.
fn without_control(
    files: Vec<TableFile>,
    outlines: &mut Outlines,
    opened: &mut [OpenedFile],
    context: &mut Context<'_>,
) -> Vec<TableFile> {
    let (mut others, mut found) = (Vec::new(), Vec::new());
    for mut file in files {
        if is_control(&file.sheet, &file.mapping) {
            tell_guesses(&file, &control::ROLES, context);
            let order = read_control(&file.sheet, &mut file.mapping, outlines, context);
            found.push((file.file, order));
        } else {
            file.mapping.tell(&control::ONLY_ROLES);
            tell_guesses(&file, &ColumnRole::ALL, context);
            others.push(file);
        }
    }
    find_orders(found, opened);
    others
}

/// Says of files in which order their dates were read.
fn find_orders(found: Vec<(usize, Option<DateOrder>)>, opened: &mut [OpenedFile]) {
    for (file, order) in found {
        opened.get_mut(file).into_iter().for_each(|it| it.find_order(order));
    }
}

/// Tells of a table of which no event can be made: somebody has to say what its columns are.
fn leave(sheet: &Sheet, context: &mut Context<'_>) {
    let problem = Problem::new(Code::ColumnGuessed, &sheet.file).severity(Severity::Error);
    // Whole names, as many as there is room for.
    let (mut names, mut room) = (Vec::new(), MAX_VALUE_CHARS);
    for name in &sheet.columns {
        room = room.saturating_sub(name.chars().count() + ", ".len());
        names.push(if room > 0 || names.is_empty() { name } else { "…" });
        if room == 0 {
            break;
        }
    }
    let problem = problem.value(&names.join(", "));
    context.report.push(problem.detail("no column says when or where"));
    skip(sheet.rows.len(), &sheet.file, context);
}

/// The tables without those that only tell of sources by their ids, and what those tell. Their
/// rows are no events, and are counted as left out of the story.
fn without_lists_of_sources(
    files: Vec<TableFile>,
    context: &mut Context<'_>,
) -> (Vec<TableFile>, KnownSources) {
    let mut known = KnownSources::default();
    let mut others = Vec::new();
    for file in files {
        let TableFile { sheet, mapping, .. } = &file;
        let place = |names: &[&str]| {
            names.iter().find_map(|name| sheet.columns.iter().position(|it| plain(it) == *name))
        };
        let id = mapping.column(ColumnRole::Id);
        let url = place(&["url", "paths", "path", "path1", "link"]);
        let is_list = !events::is_events(mapping, sheet.rows.has_spots());
        let (Some(id), Some(url), true) = (id, url, is_list) else {
            others.push(file);
            continue;
        };
        let title = place(&["title", "name", "description"]);
        for row in sheet.rows.iter() {
            let id = row.cell(id);
            let name = title.map_or("", |title| row.cell(title));
            let name = if name.is_empty() { id } else { name };
            // A page is the source, and what was kept of it lies in several places.
            let url = row.cell(url).split(';').next().unwrap_or_default().trim();
            known.insert(id.to_owned(), [name.to_owned(), url.to_owned()]);
        }
        skip(sheet.rows.len() + sheet.beyond, &sheet.file, context);
    }
    (others, known)
}

/// Rows that are counted and not read.
fn skip(rows: usize, file: &str, context: &mut Context<'_>) {
    if rows > 0 {
        context.report.counts.rows += rows;
        context.report.counts.skipped += rows;
        let tally = Tally { file: file.to_owned(), rows, read: 0, skipped: rows };
        context.report.tallies.push(tally);
    }
}

/// Reads tables in the shape of `events.csv`.
fn read_events(
    tables: Vec<EventTable>,
    general: CategoryIndex,
    (extent, all): (Option<Extent>, &mut EventRows),
    context: &mut Context<'_>,
) {
    for table in tables {
        let EventTable { file, header_line, names, told, rows, apart, .. } = table;
        let head = Head { file: &file, names: &names, line: header_line, told: &told };
        let before = context.report.counts;
        let mut events = EventReading::begin((&head, rows.len()), general, all, context);
        let (mut rows, mut places) = (rows.drain(), 0..);
        let mut record = StringRecord::new();
        while let (Some(row), Some(place)) = (rows.next(), places.next()) {
            match apart.get(&place) {
                None => row.fill(&mut record),
                Some(id) => {
                    let others = row.cells().skip(Column::Id as usize + 1);
                    record.clear();
                    record.extend(std::iter::once(id.as_str()).chain(others));
                }
            }
            events.row(&record, row.line, context);
        }
        events.end(extent, context);
        let after = context.report.counts;
        let (rows, skipped) = (after.rows - before.rows, after.skipped - before.skipped);
        context.report.tallies.push(Tally { file, rows, read: rows - skipped, skipped });
    }
}

/// Reads a table of who held what; the order of its days and months is the answer.
fn read_control(
    sheet: &Sheet,
    mapping: &mut Mapping,
    outlines: &mut Outlines,
    context: &mut Context<'_>,
) -> Option<DateOrder> {
    skip(sheet.beyond, &sheet.file, context);
    let ids = ids_of_rows(sheet, mapping, outlines, context);
    let name_of = |_: &SheetRow<'_>, number: usize| ids.get(number).cloned().unwrap_or_default();
    let before = context.report.counts;
    let table = control::table(sheet, mapping, name_of, context);
    let head = Head {
        file: &table.file,
        names: &table.header,
        line: table.header_line,
        told: &table.told,
    };
    let mut rows = table.rows.iter();
    let changes = read_control_rows(&head, context, |record| {
        let (line, row) = rows.next()?;
        record.clone_from(row);
        Some(*line)
    });
    let after = context.report.counts;
    let rows = after.rows - before.rows - table.of_ends;
    let skipped = after.skipped - before.skipped;
    let file = sheet.file.clone();
    context.report.tallies.push(Tally { file, rows, read: rows - skipped, skipped });
    outlines.changes.extend(changes);
    table.date_order
}

/// The area of each row by its id. Places with a position and no outline get a small round one.
fn ids_of_rows(
    sheet: &Sheet,
    mapping: &Mapping,
    outlines: &mut Outlines,
    context: &mut Context<'_>,
) -> Vec<String> {
    let column = control::area_column(mapping);
    let name = |row: &SheetRow<'_>| column.map_or("", |column| row.written(column)).to_owned();
    let find = |name: &str, context: &Context<'_>| context.names.area_named(name);
    let mut made = MadePlaces::default();
    let mut ids: Vec<String> = Vec::new();
    let mut spelt = Spellings::default();
    let said_of = |row: &SheetRow<'_>, called: &str| {
        let problem = Problem::new(Code::AreaSpelt, &sheet.file).row(row.line).value(called);
        match column.and_then(|column| sheet.columns.get(column)) {
            Some(name) => problem.column(name.as_str()),
            None => problem,
        }
    };
    let mut taken: BTreeSet<String> = outlines.areas.iter().map(|area| area.id.clone()).collect();
    let places_of = Where::judge(sheet, mapping, context);
    for (number, row) in sheet.rows.iter().enumerate() {
        let row = &row;
        let called = name(row);
        let known = find(&called, context).and_then(|index| outlines.areas.get(index.0 as usize));
        let place = places_of.place(row, mapping);
        let id = match (known, made.find(&called, place), place) {
            (Some(area), ..) => {
                let id = area.id.clone();
                spelt.tell(&called, said_of(row, &called), context);
                id
            }
            (None, Some((id, first, _)), _) => {
                if first.to_lowercase() != called.to_lowercase() {
                    let problem = said_of(row, &called);
                    let problem = problem.detail(format!("it was read as “{first}”"));
                    spelt.tell_once(&called, problem, context);
                }
                id.clone()
            }
            (None, None, Some(place)) => {
                let mut id = if called.is_empty() {
                    format!("place-{}", number + 1)
                } else {
                    called.clone()
                };
                while !taken.insert(id.clone()) {
                    id.push('+');
                }
                made.add(&called, (id.clone(), place));
                id
            }
            (None, None, None) => called,
        };
        ids.push(id);
    }
    let made = made.places;
    if !made.is_empty() {
        context.report.counts.areas += made.len();
        context.report.counts.rows += made.len();
        outlines.areas.extend(places::areas(made));
        context.names.set_areas(&outlines.areas);
    }
    ids
}

/// Says which columns were guessed at.
fn tell_guesses(file: &TableFile, roles: &[ColumnRole], context: &mut Context<'_>) {
    for guess in &file.mapping.guesses {
        let is_role = !matches!(guess.role, ColumnRole::Told | ColumnRole::Ignored)
            && roles.contains(&guess.role)
            || guess.confidence == 0;
        let is_unsure = guess.confidence < SURE && guess.why.is_guess();
        // An id or a name that says so is no guess.
        if is_role && is_unsure && plain(&guess.column) != plain(guess.role.name()) {
            let problem = Problem::new(Code::ColumnGuessed, &file.sheet.file);
            let problem = problem.column(&*guess.column).value(&guess.column);
            let problem = problem.severity(Severity::Warning);
            context.report.push(match (guess.role, guess.why) {
                (ColumnRole::Told, Why::Name) => {
                    problem.detail("most of its cells are not what it is called")
                }
                (ColumnRole::Ignored, Why::Name) => {
                    problem.detail("it seems to be personal, and was left out")
                }
                _ => problem.detail(format!("it was read as “{}”", guess.role.name())),
            });
        }
    }
}
