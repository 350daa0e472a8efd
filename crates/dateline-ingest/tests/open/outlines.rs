//! What the properties of outlines are taken for, and what is chosen instead.

use crate::support::{Reading, check, codes, only, open, open_with, read_files};
use dateline_ingest::{ColumnRole as Role, DateOrder, FileMapping, Limits, OpenOptions, Why, keep};

fn square(west: f64, properties: &str) -> String {
    let east = west + 0.1;
    format!(
        r#"{{"type":"Feature","properties":{{{properties}}},"geometry":{{"type":"Polygon","coordinates":[[[{west},36],[{east},36],[{east},36.1],[{west},36.1],[{west},36]]]}}}}"#
    )
}

fn collection(features: &[String]) -> String {
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(",\n"))
}

fn open_by(text: &str, columns: &[(&str, Role)], date_order: Option<DateOrder>) -> Reading {
    let columns = columns.iter().map(|(name, role)| ((*name).to_owned(), *role)).collect();
    let mapping = FileMapping { columns, date_order, ..FileMapping::default() };
    let options =
        OpenOptions { mappings: vec![("a.geojson".into(), mapping)], ..OpenOptions::default() };
    open_with(&[("a.geojson", text.as_bytes())], &options)
}

/// The folder in which it was kept, read again.
fn again(text: &str, reading: &Reading) -> Reading {
    let files = vec![("a.geojson".to_owned(), text.as_bytes().to_vec())];
    let folder = keep(files, reading, Limits::DEFAULT).unwrap();
    let second = read_files(&folder, &OpenOptions::default());
    check(&second);
    second
}

/// Columns with their roles and examples.
fn columns(reading: &Reading) -> Vec<(&str, Role, &str)> {
    let file = &reading.files[0];
    assert_eq!(file.columns.len(), file.samples.len());
    let columns = file.columns.iter().zip(&file.samples);
    columns.map(|(it, sample)| (it.column.as_str(), it.role, sample.as_str())).collect()
}

fn sides(reading: &Reading) -> Vec<&str> {
    let story = &reading.whole.as_ref().unwrap().story;
    story.meta.actors.iter().map(|actor| actor.id.as_str()).collect()
}

fn area_names(reading: &Reading) -> Vec<&str> {
    let story = &reading.whole.as_ref().unwrap().story;
    story.areas.iter().map(|area| area.name.in_language("en")).collect()
}

#[test]
fn properties_of_outlines_are_listed_obeyed_and_kept_as_columns_are() {
    let text = collection(&[
        square(37.0, r#""id":"a","camp":"North","jour":"2016-12-05","vide":null"#),
        square(37.2, r#""id":"b","camp":"South","jour":"2016-12-06","vide":null"#),
    ]);
    let first = open_by(&text, &[], None);
    let wanted = [
        ("camp", Role::Told, "North"),
        ("id", Role::Id, "a"),
        ("jour", Role::Date, "2016-12-05"),
        ("vide", Role::Ignored, ""),
    ];
    assert_eq!(columns(&first), wanted);
    assert_eq!(sides(&first), ["a"]);
    let second = open_by(&text, &[("camp", Role::Holder)], None);
    assert_eq!(columns(&second)[0], ("camp", Role::Holder, "North"));
    assert_eq!(second.files[0].columns[0].why, Why::Chosen);
    assert_eq!((sides(&second), second.report.counts.changes), (vec!["North", "South"], 2));
    assert_eq!(again(&text, &second).whole, second.whole);
    // Of nobody's choosing nothing is written, and it is found again.
    assert_eq!(again(&text, &first).whole, first.whole);
}

#[test]
fn the_order_of_day_and_month_is_asked_for_obeyed_and_kept_for_outlines() {
    let text = collection(&[square(37.0, r#""date":"05/12/2016","controller":"North""#)]);
    let first = open_by(&text, &[], None);
    assert_eq!(only(&first, "date.ambiguous").file, first.files[0].name);
    assert_eq!(columns(&first)[1].1, Role::Date);
    let second = open_by(&text, &[], Some(DateOrder::DayMonthYear));
    assert_eq!(second.files[0].date_order, Some(DateOrder::DayMonthYear));
    let date = |reading: &Reading| {
        let story = &reading.whole.as_ref().unwrap().story;
        story.ledger.changes()[0].date.text.clone()
    };
    assert_eq!(date(&second), "2016-12-05");
    assert_eq!(date(&again(&text, &second)), "2016-12-05");
}

#[test]
fn boundaries_that_all_have_the_date_of_their_publication_are_areas_unless_somebody_says_not() {
    let district = |west: f64, name: &str| {
        square(
            west,
            &format!(
                r#""name":"{name}","date":"2015-08-31","validOn":"2020-12-17","validTo":null"#
            ),
        )
    };
    let text = collection(&[district(37.0, "Azaz"), district(37.2, "Bab")]);
    let first = open_by(&text, &[], None);
    let counts = first.report.counts;
    assert_eq!((counts.areas, counts.changes, sides(&first).len()), (2, 0, 0));
    let told = only(&first, "column.guessed");
    assert_eq!((told.column.as_deref(), &*told.detail), (Some("date"), "it was read as “told”"));
    let date = &first.files[0].columns[0];
    assert_eq!((date.role, date.confidence, date.why), (Role::Told, 50, Why::Cells));
    // The date still stands on the card of the area.
    assert_eq!(first.whole.as_ref().unwrap().story.areas[0].property("date"), Some("2015-08-31"));
    let held = open_by(&text, &[("date", Role::Date)], None);
    assert_eq!((held.report.counts.changes > 0, sides(&held)), (true, vec!["Azaz", "Bab"]));
    // Two outlines of which each has its own date are not boundaries, but for the choice.
    let text = text.replacen("2015-08-31", "2015-09-30", 1);
    assert!(open_by(&text, &[], None).report.counts.changes > 0);
    for role in [Role::Ignored, Role::Told] {
        let chosen = open_by(&text, &[("date", role)], None);
        assert_eq!((chosen.report.counts.areas, chosen.report.counts.changes), (2, 0));
        let area = &chosen.whole.as_ref().unwrap().story.areas[0];
        assert_eq!(area.property("date").is_some(), role == Role::Told);
        assert_eq!(again(&text, &chosen).whole, chosen.whole);
    }
}

#[test]
fn outlines_of_one_date_in_files_of_several_days_are_who_held_what() {
    let day = |day: &str| {
        let properties = format!(r#""date":"{day}""#);
        collection(&[square(37.0, &properties), square(37.2, &properties)])
    };
    let (one, two) = (day("2016-12-05"), day("2016-12-06"));
    let reading = open(&[("north1.geojson", one.as_bytes()), ("north2.geojson", two.as_bytes())]);
    assert!(reading.report.counts.changes > 0);
    // Two levels of boundaries have one.
    let reading = open(&[("a1.geojson", one.as_bytes()), ("a2.geojson", one.as_bytes())]);
    assert_eq!(reading.report.counts.changes, 0);
}

#[test]
fn a_date_in_the_name_of_a_table_makes_no_snapshots_of_the_outlines_beside_it() {
    let districts =
        collection(&[square(37.0, r#""name":"Azaz""#), square(37.2, r#""name":"Bab""#)]);
    let events = "date,title,lat,lon\n2024-02-01,Shells,36.05,37.05\n";
    let reading = open(&[
        ("2024-01-01-2024-06-30-Syria.csv", events.as_bytes()),
        ("districts_20201217.geojson", districts.as_bytes()),
    ]);
    let counts = reading.report.counts;
    assert_eq!((counts.areas, counts.changes, counts.events), (2, 0, 1));
}

#[test]
fn ids_and_names_of_outlines_are_those_that_are_chosen_and_what_they_were_is_kept() {
    let text = collection(&[square(37.0, r#""name":"x1","code":"SY01","label":"Azaz""#)]);
    let chosen = [("code", Role::Id), ("label", Role::Title)];
    let reading = open_by(&text, &chosen, None);
    assert_eq!((area_names(&reading), codes(&reading).len()), (vec!["Azaz"], 0));
    let area = &reading.whole.as_ref().unwrap().story.areas[0];
    assert_eq!((area.id.as_str(), area.property("name_")), ("SY01", Some("x1")));
    assert_eq!(columns(&reading)[2].1, Role::Told);
    assert_eq!(again(&text, &reading).whole, reading.whole);
    let reading = open_by(&text, &[("name", Role::Told)], None);
    let area = &reading.whole.as_ref().unwrap().story.areas[0];
    assert_eq!((area.id.as_str(), area.property("name_")), ("area-1", Some("x1")));
}
