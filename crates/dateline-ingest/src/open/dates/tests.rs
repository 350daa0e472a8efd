use super::column::{Numbers, Outcome};
use super::*;
use proptest::prelude::*;

fn date(cell: &str) -> Option<String> {
    match parse(cell)? {
        Said::Date(text) => Some(text),
        Said::Unordered { .. } => None,
    }
}

#[test]
fn ranges_of_days_are_intervals_and_what_is_no_range_stays_what_it_was() {
    let ranges = [
        ("5-8 December 2016", "2016-12-05/2016-12-08"),
        ("5 – 8 December 2016", "2016-12-05/2016-12-08"),
        ("December 5-8, 2016", "2016-12-05/2016-12-08"),
        ("28 Dec 2016 - 3 Jan 2017", "2016-12-28/2017-01-03"),
        ("28 December - 3 January 2017", "2016-12-28/2017-01-03"),
        ("3 January to 5 February 2017", "2017-01-03/2017-02-05"),
        ("2016-12-05 - 2016-12-08", "2016-12-05/2016-12-08"),
        ("5.12.2016–8.12.2016", "2016-12-05/2016-12-08"),
        ("5-8 كانون الأول 2016", "2016-12-05/2016-12-08"),
    ];
    for (cell, wanted) in ranges {
        assert_eq!(date(cell).as_deref(), Some(wanted), "{cell}");
    }
    let days = ["05-Dec-16", "5-Dec-2016", "2016-12-05", "05-12-2016", "2016-Dec-05"];
    assert!(days.iter().all(|cell| !date(cell).is_some_and(|it| it.contains('/'))));
    let none =
        ["8-5 December 2016", "5-32 December 2016", "5-8 people in December", "16 or 17 May 2016"];
    assert_eq!(none.map(date), [const { None }; 4]);
}

#[test]
fn offsets_are_read_as_they_are_written_and_a_dash_between_times_is_none() {
    let times = [
        ("2022-12-05T22:05:00+0200", "2022-12-05T22:05+02:00"),
        ("2022-12-05 22:05:00 +0200", "2022-12-05T22:05+02:00"),
        ("2022-12-05T22:05:00-05", "2022-12-05T22:05-05:00"),
        ("2022-12-05 22:05:30-05:00", "2022-12-05T22:05:30-05:00"),
        ("2022-12-05 22:05 UTC+2", "2022-12-05T22:05+02:00"),
        ("2022-12-05 08:00-10:00", "2022-12-05T08:00/2022-12-05T10:00"),
        ("5 December 2022 22:00 – 02:30", "2022-12-05T22:00/2022-12-06T02:30"),
        ("+2016-12-06T00:00:00Z", "2016-12-06T00:00Z"),
    ];
    for (cell, wanted) in times {
        let read = date(cell).map(|it| it.replace("T00:00:00Z", "T00:00Z"));
        assert_eq!(read.as_deref(), Some(wanted), "{cell}");
    }
    assert_eq!(time_of_day("08:00-10:00").as_deref(), Some("T08:00/T10:00"));
    assert_eq!(time_of_day("10:00 - 12:00").as_deref(), Some("T10:00/T12:00"));
    let none = ["22:05 - 8 rockets", "22:05 +15:00", "22:05 +2 or so", "22:05-late"];
    assert_eq!(none.map(time_of_day), [const { None }; 4]);
}

#[test]
fn years_first_are_asked_for_where_all_cells_are_of_one() {
    let column = |cells: &[&str]| DateColumn::judge(cells.iter(), None);
    assert!(column(&["16-12-29", "16-12-30", "16-12-31"]).may_be_year_first);
    assert!(column(&["16-12-31", "16-11-30"]).may_be_year_first);
    assert!(!column(&["05-12-16", "13-12-16", "20-11-17"]).may_be_year_first);
    assert!(column(&["16-12-05", "16-12-13", "16-12-09"]).may_be_year_first);
    assert!(!column(&["05-12-16", "05-12-16", "05-12-16"]).may_be_year_first);
}

#[test]
fn one_day_is_read_in_the_spellings_of_eight_languages() {
    let spellings = [
        "2016-12-05",
        "2016/12/05",
        "2016.12.5",
        "20161205",
        "5 December 2016",
        "December 5, 2016",
        "Monday, 5 December 2016",
        "mardi 5 décembre 2016",
        "الاثنين 5 كانون الأول 2016",
        "Dec. 5th, 2016",
        "05-Dec-16",
        "5 décembre 2016",
        "5 de diciembre de 2016",
        "5. Dezember 2016",
        "5 Aralık 2016",
        "5 декабря 2016 г.",
        "5 грудня 2016 року",
        "5 ديسمبر 2016",
        "5 كانون الأول 2016",
        "٥ كانون الأول ٢٠١٦",
        "05.12.2016",
        "5.12.16",
    ];
    for spelling in spellings {
        assert_eq!(date(spelling).as_deref(), Some("2016-12-05"), "{spelling}");
    }
}

#[test]
fn every_month_is_known_in_every_language_and_is_no_other() {
    let names = [
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sept oct nov dec",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
        "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
    ];
    for line in names {
        for (number, name) in (1_u32..).zip(line.split(' ')) {
            assert_eq!(months::number(name), Some(number), "{name}");
        }
    }
    for none in ["xyz", "monday", "", "m", "approx"] {
        assert_eq!(months::number(none), None, "{none}");
    }
}

#[test]
fn arabic_months_are_read_as_people_write_them() {
    for (cell, wanted) in [
        ("5 حزيران/يونيو 2014", Some("2014-06-05")),
        ("5 كانون الأول / ديسمبر 2014", Some("2014-12-05")),
        ("حزيران/يونيو 2014", Some("2014-06")),
        ("5 حزيران/يوليو 2014", None),
        ("حزيران/يوليو 2014", None),
        ("5 يونيو يونيو 2014", None),
        ("5 إبريل 2016", Some("2016-04-05")),
        ("5 آبريل 2016", Some("2016-04-05")),
        ("5 يونيه 2016", Some("2016-06-05")),
        ("5 يوليه 2016", Some("2016-07-05")),
        ("5 آب 2016", Some("2016-08-05")),
        ("5 اب 2016", Some("2016-08-05")),
        ("5 آبار 2016", None),
        ("5 كانون ثاني 2016", Some("2016-01-05")),
        ("5 تشرين اول 2016", Some("2016-10-05")),
        ("5 تشرين ثاني 2016", Some("2016-11-05")),
        ("5 كانون أول 2016", Some("2016-12-05")),
        ("الأربعاء 5 تشرين الأول 2016", Some("2016-10-05")),
        ("05.12.2016 10:05:00 م", Some("2016-12-05T22:05")),
        ("05.12.2016 10:05 ص", Some("2016-12-05T10:05")),
        ("٠٥.١٢.٢٠١٦ ١٢:٠٥ ص", Some("2016-12-05T00:05")),
        ("05.12.2016 13:05 م", None),
    ] {
        assert_eq!(date(cell).as_deref(), wanted, "{cell}");
    }
    assert_eq!(number_of_month("كانون الثاني"), Some(1));
}

#[test]
fn times_keep_what_they_say_of_the_zone() {
    let pairs = [
        ("2016-12-05 22:05", "2016-12-05T22:05"),
        ("2016-12-05 22:05:30.25", "2016-12-05T22:05:30"),
        ("5 Dec 2016, 10:05 pm", "2016-12-05T22:05"),
        ("2016-12-05T22:05:00Z", "2016-12-05T22:05:00Z"),
        ("2016-12-05 22:05 UTC", "2016-12-05T22:05Z"),
        ("2016-12-05 22:05 UTC+3", "2016-12-05T22:05+03:00"),
        ("2016-12-05 22:05 +0300", "2016-12-05T22:05+03:00"),
        ("05.12.2016 8:00", "2016-12-05T08:00"),
    ];
    for (cell, wanted) in pairs {
        assert_eq!(date(cell).as_deref(), Some(wanted), "{cell}");
    }
    for none in ["2016-12-05 25:00", "5 Dec 2016 13:00 pm", "2016-12-05 22:05 EST"] {
        assert_eq!(date(none), None, "{none}");
    }
}

#[test]
fn months_and_years_stay_as_coarse_as_they_are() {
    for (cell, wanted) in [
        ("Dec 2016", "2016-12"),
        ("12/2016", "2016-12"),
        ("2016", "2016"),
        ("2016~", "2016~"),
        ("2016-12-01/2016-12-05", "2016-12-01/2016-12-05"),
    ] {
        assert_eq!(date(cell).as_deref(), Some(wanted), "{cell}");
    }
    // A word before a date makes it another one.
    for none in ["before 5 December 2016", "circa 5 December 2016", "late December 2016"] {
        assert_eq!(parse(none), None, "{none}");
    }
    for none in ["someday", "31.02.2016", "13 13 2016", "99/99/2016", "5 Dec", ""] {
        assert_eq!(parse(none), None, "{none}");
    }
}

#[test]
fn one_cell_that_can_be_read_in_one_order_alone_decides_for_the_column() {
    let column = DateColumn::judge(["3/4/2022", "25/4/2022"].into_iter(), None);
    assert_eq!((column.order, column.undecided), (Some(DateOrder::DayMonthYear), 0));
    assert_eq!(column.read("3/4/2022"), Outcome::Date("2022-04-03".into()));
    let column = DateColumn::judge(["3/4/2022", "4/25/2022 17:30"].into_iter(), None);
    assert_eq!(column.order, Some(DateOrder::MonthDayYear));
    assert_eq!(column.read("3/4/2022"), Outcome::Date("2022-03-04".into()));
    assert_eq!(column.read("4/25/2022 17:30"), Outcome::Date("2022-04-25T17:30".into()));
}

#[test]
fn a_column_that_does_not_say_leaves_both_readings() {
    for cells in [&["3/4/2022", "5/5/2022"][..], &["3/4/2022", "25/4/2022", "4/25/2022"]] {
        let column = DateColumn::judge(cells.iter().copied(), None);
        assert_eq!((column.order, column.undecided), (None, 1));
        let both = Outcome::Ambiguous("2022-04-03".into(), "2022-03-04".into());
        assert_eq!(column.read("3/4/2022"), both);
        assert_eq!(column.read("5/5/2022"), Outcome::Date("2022-05-05".into()));
    }
    let stated = DateColumn::judge(["3/4/2022"].into_iter(), Some(DateOrder::DayMonthYear));
    assert_eq!(stated.read("3/4/2022"), Outcome::Date("2022-04-03".into()));
}

#[test]
fn years_of_two_digits_that_seem_to_stand_first_are_not_guessed() {
    let of = |cells: &[&str]| DateColumn::judge(cells.iter().copied(), None);
    let both = |first: &str, second: &str| Outcome::Ambiguous(first.into(), second.into());
    let column = of(&["16-12-05", "16-12-31", "17-01-17"]);
    assert_eq!(column.read("16-12-05"), both("2005-12-16", "2016-12-05"));
    assert_eq!(column.read("16-12-31 10:00"), both("2031-12-16T10:00", "2016-12-31T10:00"));
    assert_eq!(column.read("12-12-31"), both("2031-12-12", "2012-12-31"));
    // What is stated counts, and so do days that differ more than their years.
    let stated = Some(DateOrder::DayMonthYear);
    let column = DateColumn::judge(["16-12-05", "16-12-31"].into_iter(), stated);
    assert_eq!(column.read("16-12-05"), Outcome::Date("2005-12-16".into()));
    for cells in [
        &["16-12-05", "05-12-16", "28-01-17"][..],
        &["05-12-16", "05-01-17"],
        &["16-12-05", "16-12-31", "16-12-2031"],
        &["16-12-05", "16-12-31", "5-12-16"],
        &["16-12-05", "16-12-98"],
    ] {
        assert_eq!(of(cells).read("16-12-05"), Outcome::Date("2005-12-16".into()), "{cells:?}");
    }
    assert_eq!(of(&["05-05-16"]).read("05-05-16"), Outcome::Date("2016-05-05".into()));
    assert_eq!(of(&["05-05-16"]).undecided, 0);
}

#[test]
fn numbers_are_dates_where_a_whole_column_is_of_one_kind() {
    let of = |cells: &[&str]| DateColumn::judge(cells.iter().copied(), None);
    let serial = of(&["42709", "42710.5"]);
    assert_eq!(serial.numbers, Numbers::Serial);
    assert_eq!(serial.read("42710.5"), Outcome::Date("2016-12-06T12:00".into()));
    assert_eq!(
        of(&["1480975500", "1480975501"]).read("1480975500"),
        Outcome::Date("2016-12-05T22:05:00Z".into())
    );
    assert_eq!(
        of(&["1480975500000"]).read("1480975500000"),
        Outcome::Date("2016-12-05T22:05:00Z".into())
    );
    assert_eq!(of(&["2016", "2017"]).read("2016"), Outcome::Date("2016".into()));
    assert_eq!(of(&["20161205"]).read("20161205"), Outcome::Date("2016-12-05".into()));
}

#[test]
fn a_column_of_nothing_but_midnights_of_utc_is_one_of_days() {
    let read = |cells: &[&str]| {
        let column = DateColumn::judge(cells.iter().copied(), None);
        cells.iter().map(|cell| column.read(cell)).collect::<Vec<_>>()
    };
    let day = |text: &str| Outcome::Date(text.to_owned());
    for midnight in ["2016-12-05T00:00:00.000Z", "2016-12-05 00:00 UTC", "2016-12-05T00:00+00:00"] {
        assert_eq!(read(&[midnight, "2016-12-06"]), [day("2016-12-05"), day("2016-12-06")]);
    }
    for (first, second) in [("1480896000000", "1480982400000"), ("1480896000", "1480982400")] {
        assert_eq!(read(&[first, second]), [day("2016-12-05"), day("2016-12-06")]);
        let mixed = read(&[first, &second.replace("14809824", "14809755")]);
        let wanted = [day("2016-12-05T00:00:00Z"), day("2016-12-05T22:05:00Z")];
        assert_eq!(mixed, wanted);
    }
    let at_the_place = "2016-12-05T00:00+03:00";
    assert_eq!(read(&[at_the_place]), [day(at_the_place)]);
    let span = "2016-12-05T00:00Z/2016-12-06T00:00Z";
    assert_eq!(read(&[span]), [day(span)]);
}

proptest! {
    #[test]
    fn a_day_in_any_order_is_that_day_or_is_said_to_be_two(day in 1_u32..=31, month in 1_u32..=12, year in 1900_i32..2100, month_first: bool, other in 13_u32..=28) {
        let Some(wanted) = Day::from_ymd(year, month, day) else { return Ok(()) };
        let write = |day: u32, month: u32| if month_first { format!("{month}/{day}/{year}") } else { format!("{day}/{month}/{year}") };
        // A second cell decides the order.
        let cells = [write(day, month), write(other, 1)];
        let column = DateColumn::judge(cells.iter().map(String::as_str), None);
        prop_assert_eq!(column.read(&cells[0]), Outcome::Date(wanted.to_iso()));
        let alone = DateColumn::judge([cells[0].as_str()].into_iter(), None);
        match alone.read(&cells[0]) {
            Outcome::Date(date) => prop_assert_eq!(date, wanted.to_iso()),
            Outcome::Ambiguous(a, b) => {
                prop_assert!(day <= 12 && a != b);
                prop_assert!([a, b].contains(&wanted.to_iso()));
            }
            Outcome::Unreadable => prop_assert!(false, "{}", cells[0]),
        }
    }

    #[test]
    fn no_text_makes_the_reader_of_dates_panic(text in "\\PC{0,40}", dateish in "[0-9/.: a-z-]{0,24}") {
        for cell in [text, dateish] {
            let column = DateColumn::judge([cell.as_str()].into_iter(), None);
            if let Outcome::Date(date) = column.read(&cell) {
                let read = dateline_core::time::EdtfDate::parse(&date);
                prop_assert!(read.is_ok() || read.is_err_and(|error| error.code() == "date.zone"), "{date}");
            }
        }
    }
}
