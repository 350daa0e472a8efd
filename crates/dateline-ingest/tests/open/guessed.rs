//! What columns are taken for that are not what they are called, or are called alike.

use crate::support::{codes, date, event, open_one, place};

#[test]
fn a_column_called_a_date_is_one_though_few_of_its_cells_are_and_no_other_is() {
    let rows = |other: &str| {
        let row = |n: usize, date: &str| format!("E{n},{date},T{n},36.2,37.15,S{other}\n");
        let dates = ["2016-12-05", "soon", "late", "in spring", "before", "that night"];
        (0..).zip(dates).map(|(n, date)| row(n, date)).collect::<String>()
    };
    let (story, reading) =
        open_one("a.csv", &format!("id,date,title,lat,lon,source\n{}", rows("")));
    assert_eq!(date(event(&story, "E0")), "2016-12-05");
    let told = codes(&reading).into_iter().filter(|it| *it == "date.unreadable").count();
    assert_eq!((told, reading.report.counts.undated), (5, 5));
    let header = "id,date,title,lat,lon,source,timestamp\n";
    let (story, _) = open_one("a.csv", &format!("{header}{}", rows(",2016-12-09")));
    assert_eq!(date(event(&story, "E0")), "2016-12-09");
    assert!(event(&story, "E1").text.in_language("en").contains("date: soon"));
}

#[test]
fn what_people_who_filled_in_a_form_can_be_reached_by_is_left_out_and_that_is_told() {
    let text = "Timestamp,Email Address,Phone number,Your name,When did it happen?,Coordinates,What happened\n05/12/2016 14:22:33,one@example.org,+000,Jane Doe,03/12/2016,\"36.2021, 37.1543\",Shelling of the street\n25/12/2016 09:00:00,two@example.org,+001,John Roe,20/12/2016,\"36.2121, 37.1643\",Strike on the market\n";
    let (story, reading) = open_one("a.csv", text);
    let dates = ["row-1", "row-2"].map(|id| date(event(&story, id)));
    assert_eq!(dates, ["2016-12-03", "2016-12-20"]);
    let all = format!("{:?} {:?}", story.story.events, story.details);
    assert!(!["example.org", "+000", "Jane"].iter().any(|it| all.contains(it)), "{all}");
    let told = reading.report.problems.iter().filter(|it| it.detail.starts_with("it seems to be"));
    assert_eq!(told.count(), 3);
}

#[test]
fn times_of_a_table_may_be_ranges_and_have_points_and_one_that_is_none_leaves_the_day() {
    let text = "id,date,time,title,lat,lon,source\nA,2016-12-05,08:00-10:00,T,36.2,37.15,S\nB,2016-12-05,22:00 - 02:00,T,36.2,37.15,S\nC,2016-12-05,00.45,T,36.2,37.15,S\nD,2016-12-05,14.30,T,36.2,37.15,S\nE,2016-12-05,22:05 - 8 rockets,T,36.2,37.15,S\n";
    let (story, reading) = open_one("a.csv", text);
    let wanted = [
        ("A", "2016-12-05T08:00/2016-12-05T10:00"),
        ("B", "2016-12-05T22:00/2016-12-06T02:00"),
        ("C", "2016-12-05T00:45"),
        ("D", "2016-12-05T14:30"),
        ("E", "2016-12-05"),
    ];
    for (id, when) in wanted {
        assert_eq!(date(event(&story, id)), when, "{id}");
    }
    let told = reading.report.problems.iter().find(|it| it.code.as_str() == "date.unreadable");
    let told = told.map(|it| (it.row, it.column.as_deref(), it.value.as_str()));
    assert_eq!(told, Some((Some(6), Some("time"), "22:05 - 8 rockets")));
}

#[test]
fn a_month_with_its_year_is_a_date_and_years_of_another_calendar_are_told() {
    let text = "id,Month,title,lat,lon,source\nA,January 2017,T,36.2,37.15,S\nB,March 2017,T,36.2,37.15,S\n";
    let (story, _) = open_one("a.csv", text);
    assert_eq!(date(event(&story, "B")), "2017-03");
    let text = "id,date,title,lat,lon,source\nA,1395/09/15,T,36.2,37.15,S\nB,1395/09/16,T,36.2,37.15,S\nC,1395/09/17,T,36.2,37.15,S\n";
    let (_, reading) = open_one("a.csv", text);
    let is_told = |it: &dateline_ingest::Problem| it.detail.contains("another calendar");
    assert!(reading.report.problems.iter().any(is_told));
}

#[test]
fn metres_of_a_projection_are_no_degrees_where_those_stand_beside_them() {
    let text = "X,Y,Lat,Long,Date,Title\n500100,4000200,36.2021,37.1543,2016-12-05,A\n500200,4000300,36.2121,37.1643,2016-12-06,B\n";
    let (story, _) = open_one("a.csv", text);
    assert_eq!(place(event(&story, "row-1")), Some((36.2021, 37.1543)));
}

#[test]
fn of_two_positions_that_of_what_happened_is_taken_and_of_two_alike_it_is_told() {
    let rows = "2022-12-05,Missile,45.05,39.01,48.59,38.0,S\n2022-12-06,Missile,45.06,39.02,48.6,38.01,S\n";
    let header = |one: &str, other: &str| {
        format!(
            "date,title,{one} latitude,{one} longitude,{other} latitude,{other} longitude,source\n{rows}"
        )
    };
    let (story, reading) = open_one("a.csv", &header("Launch", "Impact"));
    assert_eq!(place(event(&story, "row-1")), Some((48.59, 38.0)));
    assert!(!codes(&reading).contains(&"column.guessed"));
    let (_, reading) = open_one("a.csv", &header("First", "Second"));
    assert!(codes(&reading).contains(&"column.guessed"));
}
