//! What was once lost in silence is shown or told.

use crate::support::{
    Reading, codes, date, event, ids, only, open, open_one, open_with, place, zip,
};
use dateline_core::model::Text;
use dateline_ingest::{ColumnRole, FileMapping, OpenOptions};

/// Opens a table of which somebody says what columns are.
fn with_columns(text: &str, columns: Vec<(String, ColumnRole)>) -> Reading {
    let mapping = FileMapping { columns, ..FileMapping::default() };
    let mappings = vec![("a.csv".to_owned(), mapping)];
    let options = OpenOptions { mappings, ..OpenOptions::default() };
    open_with(&[("a.csv", text.as_bytes())], &options)
}

fn has(reading: &Reading, code: &str, column: Option<&str>) -> bool {
    let mut problems = reading.report.problems.iter();
    problems.any(|it| it.code.as_str() == code && it.column.as_deref() == column)
}

#[test]
fn two_files_that_both_number_from_one_lose_nothing() {
    let first =
        "id,date,title,lat,lon\n1,2016-12-01,Shells,36.2,37.1\n2,2016-12-02,Talks,36.3,37.2\n";
    let second = "id,date,title,lat,lon\n1,2017-01-01,A convoy,36.2,37.1\n2,2016-12-02,Talks,36.3,37.2\n3,2017-01-03,Rain,36.1,37.1\n";
    let reading = open(&[("a.csv", first.as_bytes()), ("b.csv", second.as_bytes())]);
    let story = reading.whole.as_ref().unwrap();
    // The row that is in both files is one event, and told to be there twice.
    assert_eq!(ids(story), ["1", "2", "2-1", "3"]);
    assert_eq!(codes(&reading).iter().filter(|code| **code == "event.duplicate").count(), 1);
}

#[test]
fn an_id_that_a_kind_of_table_gives_is_the_same_event_in_every_file() {
    let row = |notes: &str| {
        format!(
            "event_id_cnty,event_date,event_type,fatalities,latitude,longitude,notes\nSYR1,01 December 2016,Battles,0,36.2,37.1,{notes}\n"
        )
    };
    let (first, second) = (row("As first told"), row("As told later"));
    let reading = open(&[("a.csv", first.as_bytes()), ("b.csv", second.as_bytes())]);
    assert_eq!(reading.report.counts.events, 1);
}

#[test]
fn a_ledger_reads_positions_as_events_do() {
    let areas = |text: &str| {
        let (story, _) = open_one("a.csv", text);
        let centre = story.story.areas[0].centre;
        (format!("{:.1}", centre.lat), format!("{:.1}", centre.lon))
    };
    let well_known = "place,position,control\nMill,\"36.2, 137.1\",2016-12-01;North\nHall,\"36.3, 137.2\",2016-12-02;South\n";
    let lon_first = "place,position,control\nMill,\"137.1, 36.2\",2016-12-01;North\nHall,\"137.2, 36.3\",2016-12-02;South\n";
    let as_points = "place,position,control\nMill,POINT (137.1 36.2),2016-12-01;North\nHall,POINT (137.2 36.3),2016-12-02;South\n";
    for text in [well_known, lon_first, as_points] {
        assert_eq!(areas(text), ("36.2".into(), "137.1".into()), "{text}");
    }
}

#[test]
fn a_zone_that_says_south_in_words_is_in_the_south() {
    let row = |zone: &str| {
        let text = format!(
            "id,date,title,easting,northing,utm zone\nA,2016-12-01,T,335060,6000000,{zone}\n"
        );
        let (story, _) = open_one("a.csv", &text);
        place(event(&story, "A")).unwrap().0
    };
    for south in ["37 South", "37 SOUTH", "37 Sur", "37 sud", "37H"] {
        assert!(row(south) < -30.0, "{south}: {}", row(south));
    }
    for north in ["37 North", "37 N", "37", "37U"] {
        assert!(row(north) > 50.0, "{north}: {}", row(north));
    }
}

#[test]
fn of_several_spans_of_time_the_first_is_the_date_and_all_are_told() {
    let text = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"title":"P"},"when":{"timespans":[{"start":{"in":"2016-12-05"},"end":{"in":"2016-12-07"}},{"start":{"in":"2017-01-02"}}]},"geometry":{"type":"Point","coordinates":[37.1,36.2]}}]}"#;
    let (story, _) = open_one("a.geojson", text);
    let shown = event(&story, ids(&story)[0]);
    assert_eq!(date(shown), "2016-12-05/2016-12-07");
    assert!(shown.text.in_language("en").contains("2017-01-02"), "{:?}", shown.text);
}

#[test]
fn what_a_ledger_says_beside_it_is_told_in_its_note() {
    let text = "area,date,holder,killed,remarks by hand\nMill,2016-12-01,North,3,at dawn\n";
    let outline = r#"{"type":"Feature","id":"Mill","properties":{"name":"Mill"},"geometry":{"type":"Polygon","coordinates":[[[37,36],[37.2,36],[37.2,36.3],[37,36.3],[37,36]]]}}"#;
    let reading = open(&[
        ("a.geojson", outline.as_bytes()),
        ("b.csv", text.replace("killed", "guns").as_bytes()),
    ]);
    let whole = reading.whole.as_ref().unwrap();
    assert_eq!(reading.report.counts.changes, 1);
    assert_eq!(whole.details.notes[0].in_language("en"), "guns: 3\nremarks by hand: at dawn");
}

#[test]
fn cells_of_a_workbook_beyond_the_columns_that_are_read_are_told() {
    let beyond = "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>2016-12-05</t></is></c><c r=\"ZZZ2\" t=\"inlineStr\"><is><t>far</t></is></c></row>";
    let sheet = format!(
        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>date</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>title</t></is></c></row>{beyond}</sheetData></worksheet>"
    );
    let book = "<workbook xmlns:r=\"r\"><sheets><sheet name=\"One\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
    let links =
        "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    let file = zip(
        &[
            ("xl/workbook.xml", book.as_bytes()),
            ("xl/_rels/workbook.xml.rels", links.as_bytes()),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ],
        true,
    );
    let reading = open(&[("a.xlsx", &file)]);
    assert_eq!(reading.report.counts.events, 1, "{:#?}", reading.report);
    assert!(has(&reading, "file.too-large", None), "{:#?}", reading.report.problems);
}

#[test]
fn a_day_that_there_is_not_is_told_in_the_order_of_its_column() {
    let rows = [
        "31/2/2020",
        "14/13/2020",
        "someday",
        "25/12/2020",
        "26/12/2020",
        "27/12/2020",
        "28/12/2020",
    ];
    let rows: Vec<String> = rows.iter().map(|date| format!("{date},Shells,36.2,37.1")).collect();
    let (_, reading) = open_one("a.csv", &format!("date,what,lat,lon\n{}\n", rows.join("\n")));
    let told: Vec<(&str, &str)> = reading
        .report
        .problems
        .iter()
        .filter(|problem| problem.code.as_str() == "date.unreadable")
        .map(|problem| (problem.value.as_str(), problem.detail.as_str()))
        .collect();
    assert_eq!(
        told[..2],
        [("31/2/2020", "February 2020 has no day 31"), ("14/13/2020", "month 13 does not exist"),]
    );
    assert_eq!((told.len(), told[2].0), (3, "someday"));
    assert_eq!((reading.report.counts.events, reading.report.counts.undated), (7, 3));
}

#[test]
fn a_column_called_date_of_which_most_cells_are_none_is_reported_row_by_row() {
    let mut text = "id,date,title,lat,lon\n".to_owned();
    for n in 0..30 {
        let date = if n % 5 < 2 { "2016-12-05" } else { "soon after" };
        text.push_str(&format!("E{n},{date},T,36.2,37.1\n"));
    }
    let (story, reading) = open_one("a.csv", &text);
    assert_eq!(date(event(&story, "E0")), "2016-12-05");
    assert!(has(&reading, "date.unreadable", Some("date")), "{:#?}", reading.report.problems);
    assert_eq!(reading.report.counts.undated, 18);
}

#[test]
fn of_two_columns_chosen_for_one_thing_the_second_is_told() {
    let text = "date,title,Type,Kind,lat,lon\n2016-12-05,T,Shells,Mortar,36.2,37.1\n";
    let columns = ["Kind", "Type"].map(|name| (name.to_owned(), ColumnRole::Category)).to_vec();
    let reading = with_columns(text, columns);
    let story = reading.whole.as_ref().unwrap();
    assert_eq!(story.story.meta.categories[0].id, "Shells");
    assert_eq!(event(story, "row-1").text.in_language("en"), "Kind: Mortar");
    assert_eq!(reading.files[0].columns[3].role, ColumnRole::Told);
    let told = only(&reading, "column.guessed");
    assert_eq!((told.value.as_str(), told.detail.as_str()), ("Kind", "it was read as “told”"));
}

#[test]
fn a_column_is_chosen_by_its_very_name_before_one_that_compares_alike() {
    let text = "date,title,Killed?,Killed,lat,lon\n2016-12-05,T,yes,3,36.2,37.1\n";
    let reading = with_columns(text, vec![("Killed?".into(), ColumnRole::Told)]);
    let story = reading.whole.as_ref().unwrap();
    assert_eq!(event(story, "row-1").casualties.killed.best, Some(3));
    assert_eq!(event(story, "row-1").text.in_language("en"), "Killed?: yes");
    // Where no column has that very name, one that compares alike is meant.
    let reading = with_columns(text, vec![("killed".into(), ColumnRole::Told)]);
    assert!(reading.files[0].columns[2..4].iter().all(|it| it.role == ColumnRole::Told));
}

#[test]
fn a_cell_that_says_that_nothing_is_known_is_empty_whatever_its_column() {
    let header = "date,actor1,place,type,source,lat,lon,killed,id,title,remark";
    for word in ["NA", "NULL", "NaN", "None", "N/A", "\\N", "#N/A", "unknown"] {
        let cells = [word].repeat(10).join(",");
        let text = format!("{header}\n2016-12-05,{cells}\n2016-12-06,A,B,C,S,36.2,37.1,3,,T,x\n");
        let (story, reading) = open_one("a.csv", &text);
        assert_eq!(codes(&reading), ["source.missing"], "{word}");
        let first = event(&story, "row-1");
        assert_eq!(first.text.in_language("en"), format!("remark: {word}"));
        assert_eq!(first.title.in_language("en"), "row-1", "{word}");
        assert!(first.place.is_empty() && first.actors_text.is_empty(), "{word}");
        assert!(first.sources.is_empty() && first.position.is_none(), "{word}");
        let kinds: Vec<&str> = story.story.meta.categories.iter().map(|it| &*it.id).collect();
        assert_eq!((kinds, story.story.meta.actors.len()), (vec!["C", "event"], 1), "{word}");
    }
    // What a column is for is known by its name where no cell says anything.
    let cells = [",NA"].repeat(6).concat();
    let text = format!("date,actor1,place,type,source,lat,lon\n2016-12-05{cells}\n");
    let (story, reading) = open_one("a.csv", &text);
    assert_eq!(codes(&reading), ["source.missing"]);
    assert_eq!(event(&story, "row-1").text.in_language("en"), "");
}

const TOWN: &str = r#"{"type":"Feature","id":"Mill","properties":{"name":"Mill"},"geometry":{"type":"Polygon","coordinates":[[[37,36],[37.2,36],[37.2,36.3],[37,36.3],[37,36]]]}}"#;

#[test]
fn what_was_counted_by_months_is_held_by_nobody() {
    let counts = "Governorate,2015-01,2015-02\nMill,12,30\nHall,,7\n";
    let sides = "Governorate,2015-01,2015-02\nMill,North,South\n";
    let read = |text: &str| open(&[("a.geojson", TOWN.as_bytes()), ("b.csv", text.as_bytes())]);
    let reading = read(counts);
    let report = &reading.report;
    assert_eq!((report.counts.changes, report.counts.skipped), (0, 2), "{report:#?}");
    assert_eq!(reading.whole.as_ref().unwrap().story.meta.actors.len(), 0);
    assert_eq!(read(sides).report.counts.changes, 2);
}

#[test]
fn a_column_that_is_chosen_and_that_no_file_has_is_told() {
    let text = "date,title,lat,lon\n2016-12-05,T,36.2,37.1\n";
    let columns = [("Datun", ColumnRole::Date), ("TITLE", ColumnRole::Title)];
    let columns = columns.map(|(name, role)| (name.to_owned(), role)).to_vec();
    let reading = with_columns(text, columns.clone());
    let told = only(&reading, "column.missing");
    assert_eq!((told.file.as_str(), told.value.as_str()), ("a.csv", "Datun"));
    // Said of all files, it is enough that one has it; features have properties.
    let mapping = FileMapping { columns, ..FileMapping::default() };
    let options = OpenOptions { mappings: vec![(String::new(), mapping)], ..<_>::default() };
    let other = TOWN.replace("\"name\"", "\"datun\"");
    let files = [("a.csv", text.as_bytes()), ("b.geojson", other.as_bytes())];
    assert!(!codes(&open_with(&files, &options)).contains(&"column.missing"));
    // And what features have beside them is a column too.
    let point = r#"{"type":"Feature","id":"Datun","properties":{"a":{"b":"2016"}},"geometry":{"type":"Point","coordinates":[37,36]}}"#;
    let columns = [("id", ColumnRole::Told), ("a.b", ColumnRole::Date)];
    let mapping = FileMapping {
        columns: columns.map(|(name, role)| (name.to_owned(), role)).to_vec(),
        ..FileMapping::default()
    };
    let chosen = OpenOptions { mappings: vec![("a.json".into(), mapping)], ..<_>::default() };
    assert_eq!(codes(&open_with(&[("a.json", point.as_bytes())], &chosen)), ["source.missing"]);
    assert_eq!(only(&open_with(&files[..1], &options), "column.missing").value, "Datun");
}

#[test]
fn rows_of_one_kind_of_problem_run_from_the_first_to_the_last_however_they_were_found() {
    let text = "id,date,lat,lon\nA,2016-12-05,95,10\nB,2016-12-05,0,0\nC,2016-12-05,36,37\n";
    let reading = open(&[("a.csv", text.as_bytes())]);
    let group = reading.report.groups.iter().find(|it| it.count == 2).unwrap();
    assert_eq!((group.first_row, group.last_row), (Some(2), Some(3)));
}

#[test]
fn a_text_without_a_language_stays_beside_one_in_the_language_of_the_interface() {
    let open_in = |language: &str, header: &str, row: &str| {
        let options = OpenOptions { language: Some(language.into()), ..OpenOptions::default() };
        let text = format!("id,date,lat,lon,{header}\nA,2016-12-05,36.2,37.1,{row}\n");
        let reading = open_with(&[("a.csv", text.as_bytes())], &options);
        let story = reading.whole.as_ref().unwrap();
        let shown = event(story, "A");
        (shown.title.clone(), shown.text.clone(), shown.place.clone())
    };
    let pairs = |pairs: &[(&str, &str)]| {
        Text::PerLanguage(pairs.iter().map(|(tag, it)| ((*tag).into(), (*it).into())).collect())
    };
    let plain = |text: &str| Text::Plain(text.into());
    let columns = "title,title:en,place,place:en,guns";
    let (title, text, place) = open_in("en", columns, "قصف,Shells,حلب,Aleppo,2");
    assert_eq!((title, place), (pairs(&[("en", "Shells")]), pairs(&[("en", "Aleppo")])));
    assert_eq!(text, plain("guns: 2\n\ntitle: قصف\nplace: حلب"));
    let (title, text, _) = open_in("ar", "title,title:ar", "Shells,قصف");
    assert_eq!((title, text), (pairs(&[("ar", "قصف")]), plain("title: Shells")));
    // What is the same twice is said once.
    let (title, text, _) = open_in("en", "title,title:en", "Shells,Shells");
    assert_eq!((title, text), (pairs(&[("en", "Shells")]), plain("")));
    // Another text tells in which language it is.
    let columns = "title,title:en,text,text:ar";
    let (title, ..) = open_in("en", columns, "قصف,Shells,At night,ليلا");
    assert_eq!(title, pairs(&[("en", "Shells"), ("ar", "قصف")]));
    // A long text, and what else the row says, go below it.
    let (_, text, _) = open_in("en", "title,text,text:en,guns", "T,ليلا,At night,2");
    assert_eq!(text, pairs(&[("en", "At night\n\nليلا\n\nguns: 2")]));
    let (_, text, _) = open_in("en", "title,text,text:en,guns", "T,At night,At night,2");
    assert_eq!(text, pairs(&[("en", "At night\n\nguns: 2")]));
    // No headline is made beside one that is there.
    let (title, text, _) = open_in("en", "title:en,title:ar,text", "Shells,قصف,At night");
    assert_eq!(title, pairs(&[("ar", "قصف"), ("en", "Shells")]));
    assert_eq!(text, plain("At night"));
    let square = r#"{"type":"Feature","properties":{"id":"a","name":"حلب","name:en":"Aleppo"},"geometry":{"type":"Polygon","coordinates":[[[37,36],[37.2,36],[37.2,36.3],[37,36]]]}}"#;
    let (story, _) = open_one("a.geojson", square);
    assert_eq!(story.story.areas[0].property("name"), Some("حلب"));
}

#[test]
fn an_address_of_a_source_is_an_address_whatever_words_stand_beside_it() {
    let text = "id,date,lat,lon,source,url\n\
        A,2016-12-05,36.2,37.15,Gazette,https://a.example/1 (video)\n\
        B,2016-12-05,36.2,37.15,Gazette,see https://a.example/1\n\
        C,2016-12-05,36.2,37.15,Gazette; Radio,https://a.example/1 and https://b.example/2\n\
        D,2016-12-05,36.2,37.15,Gazette (https://a.example/1),\n\
        E,2016-12-05,36.2,37.15,\"Gazette: https://a.example/1, Radio: https://b.example/2\",\n\
        F,2016-12-05,36.2,37.15,Gazette: https://a.example/1; Radio,\n";
    let (story, reading) = open_one("a.csv", text);
    assert_eq!(codes(&reading), Vec::<&str>::new());
    let sources = |id: &str| {
        let event = event(&story, id);
        event.sources.iter().map(|it| (it.name.clone(), it.url.clone())).collect::<Vec<_>>()
    };
    let [a, b] = ["https://a.example/1", "https://b.example/2"];
    for (id, wanted) in [
        ("A", vec![("Gazette (video)", a)]),
        ("B", vec![("Gazette", a)]),
        ("C", vec![("Gazette", a), ("Radio", b)]),
        ("D", vec![("Gazette", a)]),
        ("E", vec![("Gazette", a), ("Radio", b)]),
        ("F", vec![("Radio", ""), ("Gazette", a)]),
    ] {
        let wanted: Vec<_> = wanted.iter().map(|it| (it.0.to_owned(), it.1.to_owned())).collect();
        assert_eq!(sources(id), wanted, "{id}");
    }
}
