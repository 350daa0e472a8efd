//! Plain rows beside the way through `events.csv`.

#![allow(clippy::unwrap_used)]

use crate::context::Context;
use crate::events::EventRows;
use crate::limits::Limits;
use crate::names::Names;
use crate::open::events::{How, Opened};
use crate::open::gazetteer::Gazetteer;
use crate::open::mapping::{ColumnRole, FileMapping, Mapping};
use crate::open::meta;
use crate::open::reading::{OpenOptions, Pulse, Step};
use crate::open::sheet::{Sheet, SheetBuilder};
use crate::open::sources::KnownSources;
use crate::report::Report;
use dateline_core::model::{CategoryIndex, Event, EventDetails};
use proptest::prelude::*;

/// The columns of the tables that are made here.
const COLUMNS: [&str; 14] = [
    "id",
    "date",
    "title",
    "text",
    "place",
    "category",
    "lat",
    "lon",
    "killed",
    "actors",
    "source",
    "source_url",
    "verification",
    "remark",
];

fn sheet(columns: &[&str], rows: &[(Vec<String>, Option<[f64; 2]>)]) -> Sheet {
    let mut builder = SheetBuilder::new("a.csv", Limits::DEFAULT);
    builder.set_columns(1, columns.iter().map(|name| (*name).to_owned()).collect());
    for (line, (cells, point)) in (2..).zip(rows) {
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        match point {
            Some(point) => builder.push_point(line, &cells, *point),
            None => builder.push_row(line, cells.into_iter()),
        }
    }
    builder.finish(&mut Report::default())
}

/// The events of a table with all that is told of it, and how many rows were read at once; none is
/// where `is_quick` says so.
fn read(sheet: Sheet, is_quick: bool) -> (Vec<(Event, EventDetails)>, Report, usize) {
    let mut report = Report::default();
    let limits = Limits { text_chars: 40, ..Limits::DEFAULT };
    let mut context = Context {
        report: &mut report,
        limits,
        zone: None,
        language: "en".to_owned(),
        names: Names::default(),
        story: None,
    };
    context.names.make_sides();
    // Ids that repeat are proposed for none.
    let columns = vec![("id".to_owned(), ColumnRole::Id)];
    let chosen = FileMapping { columns, ..FileMapping::default() };
    let mut mapping = Mapping::of(&sheet, &chosen);
    let opened = Opened::of(sheet, &mut mapping, "", &mut context);
    for side in meta::sides(opened.sides()) {
        context.names.side(&side);
    }
    context.names.set_categories(&meta::categories(opened.kinds(), Vec::new()));
    let options = OpenOptions { limits, ..OpenOptions::default() };
    let pulse = Pulse::new(&options, Step::Building, 0, 1);
    let (listed, known_sources) = (Gazetteer::default(), KnownSources::default());
    let how = How { listed: &listed, known_sources: &known_sources, pulse: &pulse };
    let (mut rows, general) = (EventRows::default(), CategoryIndex(40));
    let at_once = opened.read_as(how, general, (None, &mut rows), &mut context, is_quick).unwrap();
    let shelf = rows.into_shelf();
    let events =
        (0..shelf.len()).map(|place| (shelf.event(place).unwrap(), shelf.details(place).unwrap()));
    (events.collect(), report, at_once)
}

/// A cell of a column: plain most often, and else whatever the column may have.
fn cell(column: &'static str) -> BoxedStrategy<String> {
    let plain = match column {
        "id" => "E[0-9]{1,2}|row-[1-9]",
        "date" => "201[0-9]-0[1-9]-[0-3][0-9]|",
        "title" => "Shells( fell)?|",
        "text" => "It (rained|snowed)\\.|",
        "category" => "Clash|clash|Talks|",
        "lat" => "3[3-7]\\.[0-9]{1,4}|",
        "lon" => "3[6-9]\\.[0-9]{1,4}|",
        "killed" => "[0-9]{1,2}|",
        "actors" => "Army|Rebels;Army|",
        "source" => "Gazette|Radio|",
        "source_url" => "https://a\\.example/[0-9]|",
        "verification" => "Confirmed|single source|",
        _ => "Homs|A note|",
    };
    let odd = "<b>[a-z]{1,3}</b>|[;:,&] ?[a-z]{0,3};?|[0-9.,-]{0,6}|-?0|[a-zé]{38,45}|x\ny|NA|null|12/5/2016|\
               https://[a-z];https://[a-z]| a |Clash; Talks|army ;Army";
    prop_oneof![12 => plain, 1 => odd].boxed()
}

fn row() -> impl Strategy<Value = (Vec<String>, Option<[f64; 2]>)> {
    let cells = COLUMNS.map(cell).to_vec();
    let number =
        || prop_oneof![3 => (-1000..1000_i32).prop_map(|it| f64::from(it) / 10.0), 1 => Just(0.0)];
    (cells, prop::option::of([number(), number()]))
}

proptest! {
    #[test]
    fn rows_read_at_once_are_those_that_are_read_through_a_row_of_the_story_format(
        rows in prop::collection::vec(row(), 0..30),
        columns in prop::sample::subsequence((0..COLUMNS.len()).collect::<Vec<_>>(), 1..COLUMNS.len()),
    ) {
        let names: Vec<&str> = columns.iter().map(|column| COLUMNS[*column]).collect();
        let of_row = |(cells, point): &(Vec<String>, Option<[f64; 2]>)| {
            (columns.iter().map(|column| cells[*column].clone()).collect(), *point)
        };
        let rows: Vec<_> = rows.iter().map(of_row).collect();
        let (events, report, _) = read(sheet(&names, &rows), true);
        let (slow_events, slow_report, at_once) = read(sheet(&names, &rows), false);
        prop_assert_eq!(at_once, 0);
        prop_assert_eq!(events, slow_events);
        prop_assert_eq!(report, slow_report);
    }
}

#[test]
fn rows_that_say_plainly_what_their_columns_are_for_are_read_at_once() {
    let cells = |text: &str| (text.split('|').map(str::to_owned).collect(), None);
    let rows = [
        cells(
            "A|2016-12-05|Shells|It rained.|Homs|Clash|36.2|37.15|3|Army;Rebels|Gazette|https://a.example/1|Confirmed|A note",
        ),
        cells("|||||||||||||"),
        cells("B||Talks|||Talks|36.25|37.1|||Radio|||"),
        cells("C|5/12/2016|Talks|||Talks|36.25|37.1|||Radio|||"),
        cells("A|2016-12-05|Talks|||Talks|36.25|37.1|||Radio|||"),
    ];
    let (events, report, at_once) = read(sheet(&COLUMNS, &rows), true);
    assert_eq!((events.len(), at_once), (4, 3), "{report:#?}");
}
