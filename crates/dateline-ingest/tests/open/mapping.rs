//! Columns that no preset knows: proposed from names and cells, and set by hand.

use crate::support::{Reading, codes, date, event, ids, only, open_one, open_with, place};
use dateline_ingest::{ColumnRole, DateOrder, FileMapping, OpenOptions, Why};

fn role(reading: &Reading, column: &str) -> (ColumnRole, Why) {
    let all = &reading.files[0].columns;
    let found =
        all.iter().find(|it| it.column == column).unwrap_or_else(|| panic!("{column} in {all:#?}"));
    (found.role, found.why)
}

fn with(name: &str, mapping: FileMapping) -> OpenOptions<'static> {
    OpenOptions { mappings: vec![(name.to_owned(), mapping)], ..OpenOptions::default() }
}

#[test]
fn one_table_is_understood_in_nine_languages() {
    let headers = [
        "id,date,title,description,category,place,latitude,longitude,killed,source",
        "رقم,التاريخ,العنوان,الوصف,النوع,المكان,خط العرض,خط الطول,القتلى,المصدر",
        "id,date,titre,description,catégorie,lieu,latitude,longitude,morts,source",
        "id,fecha,título,descripción,categoría,lugar,latitud,longitud,muertos,fuente",
        "номер,дата,название,описание,категория,место,широта,долгота,погибшие,источник",
        "номер,дата,назва,опис,категорія,місце,широта,довгота,загиблі,джерело",
        "kimlik,tarih,başlık,açıklama,kategori,yer,enlem,boylam,ölü,kaynak",
        "Kennung,Datum,Titel,Beschreibung,Kategorie,Ort,Breite,Länge,Tote,Quelle",
        "Event ID,Event Date,Headline,Notes,Event Type,Location Name,Lat,Lng,Fatalities,Publisher",
    ];
    for header in headers {
        let text = format!(
            "{header}\nA,2016-12-05,Shells,On a street,Strike,Mill,36.2,37.15,3,Gazette\nB,2016-12-06,Talks,In a hall,Meeting,Hall,36.3,37.2,0,Radio\n"
        );
        let (story, reading) = open_one("a.csv", &text);
        let shells = event(&story, "A");
        assert_eq!((date(shells), place(shells)), ("2016-12-05", Some((36.2, 37.15))), "{header}");
        assert_eq!(shells.title.in_language("en"), "Shells", "{header}");
        assert_eq!(shells.text.in_language("en"), "On a street", "{header}");
        assert_eq!(shells.place.in_language("en"), "Mill", "{header}");
        assert_eq!(
            (shells.casualties.killed.best, shells.sources[0].name.as_str()),
            (Some(3), "Gazette"),
            "{header}"
        );
        assert_eq!(story.story.meta.categories.len(), 2, "{header}");
        assert_eq!(codes(&reading), Vec::<&str>::new(), "{header}");
    }
}

#[test]
fn a_name_of_several_words_is_known_by_its_main_one() {
    let text = "Incident No.,Date of incident,District,Location,Coordinates (lat/long),What happened,Type of attack,Suspected perpetrator,Civilians killed,Civilians injured,Link 1,Link 2,Source reliability\n\
                AL-001,13/11/2016,East,Mill,\"36.23, 37.20\",Shells on a clinic,Shelling,Unknown,5-8,12+,https://example.org/1,https://example.org/2,B\n";
    let (story, reading) = open_one("a.csv", text);
    let roles: Vec<&str> = reading.files[0].columns.iter().map(|it| it.role.name()).collect();
    let wanted =
        "id date area place position text category actors killed injured sourceUrl sourceUrl told";
    assert_eq!(roles.join(" "), wanted);
    let shells = event(&story, "AL-001");
    assert_eq!((date(shells), place(shells)), ("2016-11-13", Some((36.23, 37.2))));
    assert_eq!(shells.title.in_language("en"), "Shells on a clinic");
    assert_eq!((shells.casualties.killed.low, shells.casualties.killed.high), (Some(5), Some(8)));
    assert_eq!(shells.casualties.injured.low, Some(12));
    let links: Vec<&str> = shells.sources.iter().map(|it| it.url.as_str()).collect();
    assert_eq!(links, ["https://example.org/1", "https://example.org/2"]);
    assert!(shells.text.in_language("en").contains("District: East"));
}

#[test]
fn a_column_that_counts_people_or_repeats_is_no_id_and_no_row_is_lost_for_it() {
    let rows = ["2016-12-01,A,36.2,37.1,3", "2016-12-02,B,36.3,37.2,3", "2016-12-03,C,36.4,37.3,3"];
    let read = |name: &str| {
        let (story, reading) =
            open_one("a.csv", &format!("Date,Place,Lat,Lon,{name}\n{}\n", rows.join("\n")));
        assert_eq!(ids(&story), ["row-1", "row-2", "row-3"], "{name}");
        assert!(!codes(&reading).contains(&"event.duplicate"), "{name}");
        let killed = event(&story, "row-1").casualties.killed.best;
        (role(&reading, name).0, killed)
    };
    for name in [
        "Number of deaths",
        "number_of_deaths",
        "No. of casualties",
        "Number of people killed",
        "Nombre de morts",
    ] {
        assert_eq!(read(name), (ColumnRole::Killed, Some(3)), "{name}");
    }
    let others = ["Number of incidents", "Number of sources", "Country Code", "ISO code", "Code"];
    for name in others.into_iter().chain(["Ref", "No", "Number", "ID"]) {
        assert_eq!(read(name), (ColumnRole::Told, None), "{name}");
    }
}

#[test]
fn an_id_of_rows_that_are_the_same_in_all_is_one_event() {
    let row = "A,2016-12-01,Shells,36.2,37.1\n";
    let (story, reading) = open_one("a.csv", &format!("id,date,title,lat,lon\n{row}{row}"));
    assert_eq!(ids(&story), ["A"]);
    assert_eq!(only(&reading, "event.duplicate").row, Some(3));
}

#[test]
fn when_it_was_comes_before_when_it_was_told_of() {
    for (header, wanted) in [
        ("Timestamp,,Incident date", "told ignored date"),
        ("start,end,Date of incident", "told told date"),
        ("Report date,,Attack date", "told ignored date"),
        ("Date,,Date occurred", "told ignored date"),
        ("Submission time,,Date", "told ignored date"),
        ("start,end,time", "told told date"),
    ] {
        let end = if header.contains("end") { "12/21/2016 15:00:00" } else { "" };
        let row = format!("12/20/2016 14:22:33,{end},12/15/2016,Mill,36.2,37.1");
        let text = format!("{header},Location,Lat,Lon\n{row}\n");
        let (story, reading) = open_one("a.csv", &text);
        let roles = reading.files[0].columns.iter().map(|it| it.role.name());
        assert_eq!(roles.take(3).collect::<Vec<_>>().join(" "), wanted, "{header}");
        assert!(!codes(&reading).contains(&"column.guessed"), "{header}");
        assert_eq!(date(event(&story, "row-1")), "2016-12-15", "{header}");
    }
    // Without another they are the dates there are, and of two that are alike that is told.
    let text = "start,end,title,lat,lon\n2016-12-05,2016-12-06,T,36.2,37.1\n";
    let (story, reading) = open_one("a.csv", text);
    assert_eq!(date(event(&story, "row-1")), "2016-12-05/2016-12-06");
    assert!(!codes(&reading).contains(&"column.guessed"));
    let text = text.replace("start,end", "Incident date,Attack date");
    let (_, reading) = open_one("a.csv", &text);
    let guessed = only(&reading, "column.guessed");
    assert_eq!(
        (guessed.value.as_str(), guessed.detail.as_str()),
        ("Incident date", "it was read as “date”")
    );
}

#[test]
fn columns_are_known_by_their_cells_where_their_names_say_nothing() {
    let text = "a,b,c,d\n5 December 2016,\"36.2, 37.15\",https://example.org/1,Shells hit a street in the old town at night and three people died\n6 December 2016,\"36.3, 37.2\",https://example.org/2,Talks in the hall of the old town went on for hours without any end\n";
    let (story, reading) = open_one("a.csv", text);
    assert_eq!(role(&reading, "a"), (ColumnRole::Date, Why::Cells));
    assert_eq!(role(&reading, "b"), (ColumnRole::Position, Why::Cells));
    assert_eq!(role(&reading, "c"), (ColumnRole::SourceUrl, Why::Cells));
    assert_eq!(role(&reading, "d"), (ColumnRole::Text, Why::Cells));
    let first = event(&story, "row-1");
    assert_eq!((date(first), place(first)), ("2016-12-05", Some((36.2, 37.15))));
    assert!(reading.files[0].columns.iter().all(|it| it.confidence < 80), "no name says so");
    assert!(codes(&reading).contains(&"column.guessed"));
}

#[test]
fn a_table_without_a_header_is_read_by_its_cells_and_loses_no_row() {
    let text = "2016-12-05,36.2000,37.1500,Shells on the old market\n2016-12-06,36.3000,37.2000,Talks in the town hall\n";
    let (story, reading) = open_one("a.csv", text);
    assert_eq!(ids(&story), ["row-1", "row-2"]);
    let first = event(&story, "row-1");
    assert_eq!((date(first), place(first), first.row), ("2016-12-05", Some((36.2, 37.15)), 1));
    assert_eq!(first.title.in_language("en"), "Shells on the old market");
    assert!(codes(&reading).contains(&"column.guessed"));
    // Dates alone are a header: a table with a column for each.
    let wide = open_with(
        &[("a.csv", b"area,2016-01-01,2016-02-01\nmill,North,South\n")],
        &OpenOptions::default(),
    );
    assert_eq!((wide.report.counts.rows, wide.report.counts.skipped), (2, 2));
}

#[test]
fn a_name_is_not_believed_where_the_cells_contradict_it() {
    let text = "date,lat,lon,title\nred,many,few,Shells\nblue,some,none,Talks\nlate,a,b,C\n";
    let reading = open_with(&[("a.csv", text.as_bytes())], &OpenOptions::default());
    assert_eq!(role(&reading, "date").0, ColumnRole::Told);
    assert_eq!(role(&reading, "lat").0, ColumnRole::Told);
    assert!(reading.whole.is_none());
    // And that is told of each.
    let told = reading.report.problems.iter().filter(|it| it.detail.starts_with("most of its"));
    let told: Vec<&str> = told.filter_map(|it| it.column.as_deref()).collect();
    assert_eq!(told, ["date", "lat", "lon"]);
}

#[test]
fn what_is_chosen_wins_over_what_is_proposed() {
    let text = "id,date,reported,title,name,lat,lon,source\nA,2016-12-07,2016-12-05,T,Shells,36.2,37.15,S\n";
    let mapping = FileMapping {
        columns: vec![
            ("reported".into(), ColumnRole::Date),
            ("NAME".into(), ColumnRole::Title),
            ("title".into(), ColumnRole::Ignored),
        ],
        ..FileMapping::default()
    };
    let reading = open_with(&[("a.csv", text.as_bytes())], &with("a.csv", mapping));
    let story = reading.whole.as_ref().unwrap();
    assert_eq!(date(event(story, "A")), "2016-12-05");
    assert_eq!(event(story, "A").title.in_language("en"), "Shells");
    assert!(event(story, "A").text.in_language("en").contains("date: 2016-12-07"));
    assert_eq!(role(&reading, "reported"), (ColumnRole::Date, Why::Chosen));
}

#[test]
fn an_order_that_no_cell_tells_is_asked_for_and_never_guessed() {
    let text = "id,date,title,lat,lon,source\nA,3/4/2022,T,36.2,37.15,S\nB,5/5/2022,T,36.2,37.15,S\nC,6/7/22,T,36.2,37.15,S\n";
    let (story, reading) = open_one("a.csv", text);
    assert_eq!((date(event(&story, "A")), date(event(&story, "B"))), ("", "2022-05-05"));
    assert_eq!(reading.report.counts.undated, 2);
    let problems: Vec<_> =
        reading.report.problems.iter().filter(|it| it.code.as_str() == "date.ambiguous").collect();
    assert_eq!((problems[0].row, problems[0].value.as_str()), (Some(2), "3/4/2022"));
    assert_eq!(problems[0].detail, "2022-04-03 or 2022-03-04");
    assert!(only(&reading, "column.guessed").detail.starts_with("2 of 3 dates"));
    for (order, wanted) in
        [(DateOrder::DayMonthYear, "2022-04-03"), (DateOrder::MonthDayYear, "2022-03-04")]
    {
        let mapping = FileMapping { date_order: Some(order), ..FileMapping::default() };
        let reading = open_with(&[("a.csv", text.as_bytes())], &with("", mapping));
        assert_eq!(date(event(reading.whole.as_ref().unwrap(), "A")), wanted);
        assert_eq!(codes(&reading), Vec::<&str>::new());
    }
    // One row further down decides for all above it.
    let (story, _) = open_one("a.csv", &format!("{text}D,25/4/2022,T,36.2,37.15,S\n"));
    assert_eq!(date(event(&story, "A")), "2022-04-03");
}

#[test]
fn latitude_and_longitude_in_each_others_column_are_noticed_for_the_whole_file() {
    let text =
        "id,date,title,lat,lon,source\nA,2016-12-05,T,120.5,36.2,S\nB,2016-12-05,T,37.15,36.3,S\n";
    let (story, reading) = open_one("a.csv", text);
    assert_eq!(place(event(&story, "A")), Some((36.2, 120.5)));
    assert_eq!(place(event(&story, "B")), Some((36.3, 37.15)));
    let problem = only(&reading, "coord.swapped");
    assert_eq!((problem.row, problem.column.as_deref()), (Some(2), Some("lat")));
    // One row that cannot be so makes it a slip of the other.
    let (story, reading) = open_one("a.csv", &format!("{text}C,2016-12-05,T,36.2,170,S\n"));
    assert!(event(&story, "A").position.is_none());
    assert_eq!(only(&reading, "coord.range").row, Some(2));
}

#[test]
fn no_position_is_none_in_one_cell_too_and_one_slip_exchanges_no_file() {
    let rows: Vec<String> =
        (0..20).map(|n| format!("E{n},2016-12-05,T,\"36.{n:02}, 37.15\",S")).collect();
    let text = format!(
        "id,date,title,coordinates,source\nA,2016-12-05,T,\"136.2, 37.15\",S\nB,2016-12-05,T,\"0, 0\",S\n{}\n",
        rows.join("\n")
    );
    let (story, reading) = open_one("a.csv", &text);
    assert_eq!(place(event(&story, "E1")), Some((36.01, 37.15)));
    assert_eq!([place(event(&story, "A")), place(event(&story, "B"))], [None, None]);
    assert_eq!(only(&reading, "coord.range").row, Some(3));
    let text = "id,date,title,coordinates,source\nA,2016-12-05,T,\"120.5, 36.2\",S\nB,2016-12-05,T,\"37.15, 36.3\",S\n";
    let (story, reading) = open_one("a.csv", text);
    assert_eq!(place(event(&story, "B")), Some((36.3, 37.15)));
    assert!(only(&reading, "coord.swapped").detail.contains("longitude"));
    let point = r#"{"type":"Feature","properties":{"date":"2016-12-05"},"geometry":{"type":"Point","coordinates":[0,0]}}"#;
    let (story, reading) = open_one("a.geojson", point);
    assert_eq!((story.story.events.len(), reading.report.counts.unplaced), (1, 1));
    only(&reading, "coord.range");
}

#[test]
fn a_header_that_names_the_longitude_first_decides_on_the_order_of_two_numbers() {
    let read = |name: &str, cell: &str, chosen: bool| {
        let text = format!("id,date,title,\"{name}\",source\nA,2016-12-05,T,\"{cell}\",S\n");
        let columns = if chosen { vec![(name.to_owned(), ColumnRole::Position)] } else { vec![] };
        let mapping = FileMapping { columns, ..FileMapping::default() };
        let reading = open_with(&[("a.csv", text.as_bytes())], &with("a.csv", mapping));
        assert_eq!(codes(&reading), Vec::<&str>::new(), "{name}");
        place(event(reading.whole.as_ref().unwrap(), "A"))
    };
    let names =
        ["lon,lat", "lnglat", "lon_lat", "Longitude, Latitude", "long/lat", "Долгота, широта"];
    for name in names {
        for chosen in [false, true] {
            assert_eq!(read(name, "37.16, 36.2", chosen), Some((36.2, 37.16)), "{name}");
        }
    }
    assert_eq!(read("lon/lat", "[36.3, 50.0]", false), Some((50.0, 36.3)));
    assert_eq!(read("lat,lon", "37.16, 36.2", false), Some((37.16, 36.2)));
    assert_eq!(read("Location (lat/long)", "37.16, 36.2", true), Some((37.16, 36.2)));
}

#[test]
fn a_position_that_is_none_is_told_of_its_own_file_and_leaves_all_others_where_they_are() {
    let head = "id,date,title,lat,lon,source\n";
    let first = format!("{head}A,2016-12-05,T,36.2,37.1,S\nB,2016-12-05,T,,,S\n");
    // One of three is a slip; one of two would be an order.
    let rows =
        ["C,2016-12-05,T,-95,37.1,S", "D,2016-12-05,T,36.4,37.3,S", "E,2016-12-05,T,36.5,37.2,S"];
    let second = format!("{head}{}\n", rows.join("\n"));
    let files = [("a.csv", first.as_bytes()), ("b.csv", second.as_bytes())];
    let reading = open_with(&files, &OpenOptions::default());
    let problem = only(&reading, "coord.range");
    assert_eq!(
        (problem.file.as_str(), problem.row, &*problem.value),
        ("b.csv", Some(2), "-95, 37.1")
    );
    let story = reading.whole.as_ref().unwrap();
    let places = ["A", "B", "C", "D"].map(|id| place(event(story, id)));
    assert_eq!(places, [Some((36.2, 37.1)), None, None, Some((36.4, 37.3))]);
}

#[test]
fn an_id_that_is_made_is_none_that_a_later_row_has() {
    let text = "id,date,title,lat,lon,source\n,2016-12-05,T,36.2,37.15,S\nrow-1,2016-12-06,U,36.2,37.15,S\n";
    let (story, reading) = open_one("a.csv", text);
    assert_eq!(ids(&story), ["row-1'", "row-1"]);
    assert_eq!(codes(&reading), Vec::<&str>::new());
}

#[test]
fn of_more_sources_than_are_kept_none_is_lost() {
    let names: Vec<String> = (1..=10).map(|n| format!("Paper {n}")).collect();
    let text =
        format!("id,date,title,lat,lon,source\nA,2016-12-05,T,36.2,37.15,{}\n", names.join("; "));
    let (story, _) = open_one("a.csv", &text);
    assert_eq!(event(&story, "A").sources.len(), 8);
    assert!(event(&story, "A").text.in_language("en").contains("Paper 9; Paper 10"));
}

#[test]
fn positions_are_read_in_every_spelling_and_what_is_none_is_reported() {
    let cells = ["36°12'N 37°09'E", "37S CA 33666 07708", "POINT (37.15 36.2)", "36.2,37.15"];
    for cell in cells {
        let text = format!("id,date,title,coordinates,source\nA,2016-12-05,T,\"{cell}\",S\n");
        let (story, _) = open_one("a.csv", &text);
        let (lat, lon) = place(event(&story, "A")).unwrap();
        assert!((lat - 36.2).abs() < 0.01 && (lon - 37.15).abs() < 0.01, "{cell}: {lat} {lon}");
    }
    let utm = "id,date,title,easting,northing,utm_zone,source\nA,2016-12-05,T,333668,4007709,37N,S\nB,2016-12-05,T,1,2,37N,S\n";
    let (story, reading) = open_one("a.csv", utm);
    let (lat, lon) = place(event(&story, "A")).unwrap();
    assert!((lat - 36.2).abs() < 0.01 && (lon - 37.15).abs() < 0.01, "{lat} {lon}");
    assert_eq!(only(&reading, "coord.unreadable").row, Some(3));
    let slips = "id,date,title,lat,lon,source\nA,2016-12-05,T,north,37.15,S\nB,2016-12-05,T,36.2,,S\nC,2016-12-05,T,0,0,S\nD,2016-12-05,T,36.2,37.15,S\nE,2016-12-05,T,95,37.15,S\nF,2016-12-05,T,36.2,37.15,S\n";
    let (story, reading) = open_one("a.csv", slips);
    let found: Vec<_> =
        reading.report.problems.iter().map(|it| (it.code.as_str(), it.row.unwrap())).collect();
    for wanted in
        [("coord.unreadable", 2), ("coord.missing", 3), ("coord.range", 4), ("coord.range", 6)]
    {
        assert!(found.contains(&wanted), "{wanted:?} in {found:?}");
    }
    assert_eq!((story.story.events.len(), reading.report.counts.unplaced), (6, 4));
}

#[test]
fn places_are_found_among_the_areas_by_their_name() {
    let areas = br#"{"type":"FeatureCollection","features":[{"type":"Feature","id":"mill","properties":{"name":"Old Mill","name:ar":"\u0627\u0644\u0637\u0627\u062d\u0648\u0646\u0629"},"geometry":{"type":"Polygon","coordinates":[[[37,36],[37.2,36],[37.2,36.3],[37,36.3],[37,36]]]}}]}"#;
    let events = "id,date,title,place,source\nA,2016-12-05,T,old mill,S\nB,2016-12-05,T,الطاحونة,S\nC,2016-12-05,T,\"Old Mill, north side\",S\nD,2016-12-05,T,Nowhere,S\n";
    let reading = open_with(
        &[("areas.geojson", areas), ("events.csv", events.as_bytes())],
        &OpenOptions::default(),
    );
    let story = reading.whole.as_ref().unwrap();
    for id in ["A", "B", "C"] {
        assert_eq!(event(story, id).areas.len(), 1, "{id}");
        assert!(event(story, id).position.is_some());
    }
    assert!(event(story, "D").position.is_none());
    let problem = only(&reading, "place.unknown");
    assert_eq!(
        (problem.row, problem.column.as_deref(), problem.value.as_str()),
        (Some(5), Some("place"), "Nowhere")
    );
}

#[test]
fn problems_name_the_columns_of_the_file_and_alike_ones_are_grouped() {
    let rows: Vec<String> = (0..3000).map(|n| format!("E{n},someday,T{n},36.2,37.15,S")).collect();
    let text = format!(
        "id,Datum,title,lat,lon,source\nA,2016-12-05,T,36.2,37.15,S\n{}\n",
        rows.join("\n")
    );
    let mapping =
        FileMapping { columns: vec![("Datum".into(), ColumnRole::Date)], ..FileMapping::default() };
    let reading = open_with(&[("a.csv", text.as_bytes())], &with("a.csv", mapping));
    assert_eq!((reading.report.problems.len(), reading.report.unlisted), (1000, 2000));
    let group = &reading.report.groups[0];
    assert_eq!((group.code.as_str(), group.column.as_deref()), ("date.unreadable", Some("Datum")));
    assert_eq!((group.count, group.first_row, group.last_row), (3000, Some(3), Some(3002)));
    assert_eq!(reading.report.counts.undated, 3000);
}

#[test]
fn several_tables_make_one_story_and_ids_that_are_made_do_not_collide() {
    let text = b"date,title,lat,lon,source\n2016-12-05,T,36.2,37.15,S\n";
    let reading = open_with(&[("a.csv", text), ("b.csv", text)], &OpenOptions::default());
    assert_eq!(ids(reading.whole.as_ref().unwrap()), ["2-row-1", "row-1"]);
    assert_eq!(codes(&reading), Vec::<&str>::new());
}

#[test]
fn reading_stops_when_it_is_told_to() {
    use std::cell::RefCell;
    let text = b"date,title,lat,lon,source\n2016-12-05,T,36.2,37.15,S\n";
    let seen = RefCell::new(Vec::new());
    let all = |progress: dateline_ingest::Progress| {
        seen.borrow_mut().push((progress.step, progress.done));
        true
    };
    let options = OpenOptions { progress: Some(&all), ..OpenOptions::default() };
    assert!(!open_with(&[("a.csv", text), ("b.csv", text)], &options).is_cancelled);
    let steps = seen.borrow().len();
    assert!(steps >= 5, "{seen:?}");
    for stop in 0..steps {
        let left = RefCell::new(stop);
        let some = |_| {
            let mut left = left.borrow_mut();
            *left = left.wrapping_sub(1);
            *left != usize::MAX
        };
        let options = OpenOptions { progress: Some(&some), ..OpenOptions::default() };
        let reading = open_with(&[("a.csv", text), ("b.csv", text)], &options);
        assert!(reading.is_cancelled && reading.whole.is_none(), "stopped after {stop}");
    }
}

#[test]
fn a_long_file_is_told_of_row_by_row_and_can_be_stopped_within() {
    use std::cell::Cell;
    let rows: Vec<String> =
        (0..20_000).map(|n| format!("E{n},2016-12-05,T,36.2,37.15,S")).collect();
    let text = format!("id,date,title,lat,lon,source\n{}\n", rows.join("\n"));
    let (most, told) = (Cell::new(0), Cell::new(0));
    let tell = |progress: dateline_ingest::Progress| {
        most.set(progress.rows.max(most.get()));
        told.set(told.get() + 1);
        true
    };
    let options = OpenOptions { progress: Some(&tell), ..OpenOptions::default() };
    assert!(open_with(&[("a.csv", text.as_bytes())], &options).whole.is_some());
    assert!(most.get() >= 16_000 && told.get() >= 8, "{} {}", most.get(), told.get());
    let stop = |progress: dateline_ingest::Progress| progress.rows < 8000;
    let options = OpenOptions { progress: Some(&stop), ..OpenOptions::default() };
    let reading = open_with(&[("a.csv", text.as_bytes())], &options);
    assert!(reading.is_cancelled && reading.whole.is_none());
}

#[test]
fn a_row_without_a_date_is_dated_by_its_year() {
    let text = "id,date,year,title,lat,lon,source\nA,2016-12-05,2016,T,36.2,37.15,S\nB,,2015,T,36.2,37.15,S\n";
    let (story, reading) = open_one("a.csv", text);
    assert_eq!(["A", "B"].map(|id| date(event(&story, id))), ["2016-12-05", "2015"]);
    assert_eq!(reading.report.counts.undated, 0);
}
