//! Files made to take long: what is read of them, in a time that grows with their length alone.
//! Each is so long that a test would not end if it grew with the square of it.

use crate::support::{all, codes, event, ids, open, open_one};

#[test]
fn a_hundred_thousand_objects_by_their_ids_are_as_many_rows() {
    let members: Vec<String> = (0..100_000)
        .map(|n| format!(r#""E{n}":{{"date":"2016-12-05","title":"T{n}","lat":36.2,"lon":37.1}}"#))
        .collect();
    let (story, reading) = open_one("a.json", &format!("{{{}}}", members.join(",")));
    assert_eq!(reading.report.counts.rows, 100_000);
    assert_eq!(event(&story, "E99999").title.in_language("en"), "T99999");
}

#[test]
fn beside_a_hundred_thousand_other_members_a_list_of_rows_is_found() {
    let members: Vec<String> = (0..100_000).map(|n| format!("\"k{n}\":{n}")).collect();
    let list = r#""log":[{"date":"2016-12-05","title":"T","lat":36.2,"lon":37.1}]"#;
    let text = format!("{{{},{list},\"more\":[{{\"a\":1}},{{\"a\":2}}]}}", members.join(","));
    let reading = open(&[("a.json", text.as_bytes())]);
    // The longest list it is, whatever stands in it.
    assert_eq!((reading.report.counts.rows, reading.report.counts.skipped), (3, 3));
    let text = text.replace("\"log\"", "\"events\"");
    let (story, reading) = open_one("a.json", &text);
    assert_eq!((all(&story).len(), reading.report.counts.skipped), (1, 2));
}

#[test]
fn lines_that_each_begin_within_the_one_before_are_told_one_by_one_and_what_follows_is_read() {
    let good = |n: usize| {
        format!(
            "{{\"date\":\"2016-12-05\",\"title\":\"T{n}\",\"id\":\"E{n}\",\"lat\":36.2,\"lon\":37.1}}\n"
        )
    };
    for (broken, ends) in [("{\"b\":\n", ""), ("{\"b\":\n", "x\n"), ("[\n", "")] {
        // Whoever looks at the first line for each that is broken looks at a long one.
        let first = good(1).replacen('{', &format!("{{{}", " ".repeat(2_000_000)), 1);
        let text = first + &broken.repeat(100_000) + ends + &good(2);
        let (story, reading) = open_one("a.jsonl", &text);
        assert_eq!(ids(&story), ["E1", "E2"], "{broken:?} {ends:?}");
        let told = 100_000 + ends.lines().count();
        assert_eq!((reading.report.counts.skipped, reading.report.errors), (told, told));
        // The first says where the fault was found, all others where they stand.
        let rows: Vec<u32> = reading.report.problems.iter().filter_map(|it| it.row).collect();
        assert!(rows.len() > 990 && rows[1..].windows(2).all(|pair| pair[1] == pair[0] + 1));
    }
}

#[test]
fn a_file_of_nothing_but_separators_is_told_to_be_empty() {
    for text in ["\u{1E}", "\u{1E}\n\u{1E}", "", "\n"] {
        let reading = open(&[("a.json", text.as_bytes())]);
        assert_eq!(codes(&reading), ["file.unknown"], "{text:?}");
    }
}

#[test]
fn a_broken_line_swallows_none_of_those_after_it() {
    let row = |n: usize| {
        format!(r#"{{"date":"2016-12-05","title":"T{n}","id":"E{n}","lat":36.2,"lon":37.1}}"#)
    };
    for broken in [r#"{"b":"#, r#"{"b":["#, r#"{"b":"c"#, r#"{"b" 1}"#, "x"] {
        let text = format!("{}\n{broken}\n{}\n{}\n{broken}\n{}", row(1), row(2), row(3), row(4));
        let (story, reading) = open_one("a.jsonl", &text);
        assert_eq!(ids(&story), ["E1", "E2", "E3", "E4"], "{broken}");
        assert_eq!((reading.report.counts.rows, reading.report.counts.skipped), (6, 2), "{broken}");
    }
}

#[test]
fn a_cell_of_a_hundred_thousand_sides_names_each_once() {
    let sides: Vec<String> = (0..100_000).map(|n| format!("S{:05}", n * 7 % 99_991)).collect();
    let text = format!(
        "id,date,lat,lon,actors\nA,2016-12-05,36.2,37.1,{}\nB,2016-12-05,36.2,37.1,S00001;S00002;S00001\nC,2016-12-05,36.2,37.1,{};{}\n",
        sides.join(";"),
        sides[..20].join(";"),
        sides[..20].join(";"),
    );
    let (story, _) = open_one("a.csv", &text);
    assert_eq!(event(&story, "B").actors.len(), 2);
    assert_eq!(*event(&story, "C").actors_text, sides[..20].join(";"));
}
