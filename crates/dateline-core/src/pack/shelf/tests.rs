//! What is put on a shelf is taken from it as it was, in the order that events have.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::model::{ActorIndex, AreaIndex, Casualties, Count, Events, Source, Text, Verification};
use crate::scene::testing;
use crate::time::{EdtfDate, FixedZone, Moment, Precision};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

/// A few words come again and again, others once.
fn word() -> impl Strategy<Value = String> {
    let often = vec!["", "a", "Gazette", "2014-05-06", "https://example.org/paper", "حلب"];
    prop_oneof![
        3 => prop::sample::select(often).prop_map(str::to_owned),
        2 => "\\PC{0,40}",
    ]
}

fn text() -> impl Strategy<Value = Text> {
    let pairs = vec((prop::sample::select(vec!["en", "ar", ""]), word()), 0..4);
    let pairs = pairs.prop_map(|pairs| {
        Text::PerLanguage(pairs.into_iter().map(|(tag, text)| (tag.to_owned(), text)).collect())
    });
    prop_oneof![2 => word().prop_map(Text::Plain), 1 => pairs]
}

/// Dates of which the text says all, and dates of which it says nothing.
fn date() -> impl Strategy<Value = EdtfDate> {
    let told = vec!["2014-05-06", "2016-12-05~", "../2016", "2016?/..", "2014-05-06T10:30", "19XX"];
    let told = prop::sample::select(told).prop_map(|text| EdtfDate::parse(text).unwrap());
    let any = (word(), any::<(i64, i64)>(), 0..8_usize, any::<[bool; 4]>());
    let any = any.prop_map(|(text, (start, end), precision, marks)| {
        let [approximate, uncertain, open_start, open_end] = marks;
        let span = Span { start: Moment(start), end: Moment(end) };
        let precision: Precision = crate::pack::PRECISIONS[precision];
        EdtfDate { text, span, precision, approximate, uncertain, open_start, open_end }
    });
    prop_oneof![3 => told, 1 => any]
}

/// Positions as files have them, with all bits, and what is none.
fn position() -> impl Strategy<Value = LonLat> {
    let short = (-1_800_000..=1_800_000_i32, -900_000..=900_000_i32);
    let short = short.prop_map(|(lon, lat)| (f64::from(lon) / 1e4, f64::from(lat) / 1e4));
    let odd = prop::sample::select(vec![0.0, -0.0, 1e300, -214.0, 95.5, 1.0 / 3.0]);
    prop_oneof![
        3 => short,
        2 => (-180.0..=180.0_f64, -90.0..=90.0_f64),
        1 => (odd.clone(), odd),
    ]
    .prop_map(|(lon, lat)| LonLat { lon, lat })
}

fn count() -> impl Strategy<Value = Count> {
    let figure = || of(prop_oneof![3 => 0..9_u32, 1 => any::<u32>()]);
    (figure(), figure(), figure()).prop_map(|(low, best, high)| Count { low, best, high })
}

fn source() -> impl Strategy<Value = Source> {
    let url = || prop_oneof![Just(String::new()), word()];
    (word(), url(), url()).prop_map(|(name, url, archive_url)| Source { name, url, archive_url })
}

fn event() -> impl Strategy<Value = Event> {
    let texts = (word(), text(), text(), word(), of(date()));
    let numbers = (any::<u8>(), any::<u32>(), count(), count());
    let lists = (vec(any::<u32>(), 0..3), vec(any::<u16>(), 0..3), vec(source(), 0..3));
    let marks = (0..6_usize, 0..4_usize, any::<[bool; 2]>(), of(position()));
    (texts, numbers, lists, marks).prop_map(|(texts, numbers, lists, marks)| {
        let (id, title, place, chapter, when) = texts;
        let (category, row, killed, injured) = numbers;
        let (areas, actors, sources) = lists;
        let (verification, precision, [graphic, withdrawn], position) = marks;
        Event {
            id,
            title,
            when,
            areas: areas.into_iter().map(AreaIndex).collect(),
            place,
            position,
            geo_precision: GeoPrecision::ALL[precision],
            category: CategoryIndex(category),
            actors: actors.into_iter().map(ActorIndex).collect(),
            casualties: Casualties { killed, injured },
            verification: Verification::ALL[verification],
            graphic,
            sources,
            chapter,
            withdrawn,
            row,
        }
    })
}

fn details() -> impl Strategy<Value = EventDetails> {
    let some = (text(), word(), word(), text());
    let some = some.prop_map(|(text, actors_text, media_url, media_alt)| EventDetails {
        text,
        actors_text,
        media_url,
        media_alt,
    });
    prop_oneof![1 => Just(EventDetails::default()), 2 => some]
}

fn shelf(rows: &[(Event, EventDetails)]) -> Shelf {
    let mut shelf = Shelf::default();
    assert!(rows.iter().all(|(event, details)| shelf.push(event, details)));
    shelf
}

/// The bits of a position, of which 0 has two kinds.
fn bits(position: Option<LonLat>) -> Option<[u64; 2]> {
    position.map(|LonLat { lon, lat }| [lon.to_bits(), lat.to_bits()])
}

fn unfolded(shelf: &Shelf) -> Vec<(Event, EventDetails)> {
    let all = (0..shelf.len()).map(|place| (shelf.event(place), shelf.details(place)));
    all.map(|(event, details)| (event.unwrap(), details.unwrap())).collect()
}

proptest! {
    #[test]
    fn events_come_back_as_they_were_put_there(rows in vec((event(), details()), 0..16)) {
        let shelf = shelf(&rows);
        prop_assert_eq!(shelf.len(), rows.len());
        for (place, (event, _)) in rows.iter().enumerate() {
            prop_assert_eq!(shelf.id(place), &event.id);
            prop_assert_eq!(shelf.category(place), Some(event.category));
            prop_assert_eq!(shelf.is_dated(place), event.when.is_some());
            prop_assert_eq!(bits(shelf.position(place)), bits(event.position));
            let closed = event.when.as_ref().filter(|it| !it.open_start && !it.open_end);
            prop_assert_eq!(shelf.closed_span(place), closed.map(|it| it.span));
        }
        prop_assert_eq!(unfolded(&shelf), rows);
        prop_assert!(shelf.event(shelf.len()).is_none() && shelf.details(shelf.len()).is_none());
    }

    #[test]
    fn events_are_sorted_as_a_story_sorts_them(
        rows in vec((event(), details()), 0..16),
        of_one_day in vec(("(a long one)?[ab]{0,2}", 0..3_usize), 0..8),
    ) {
        let begun = ["2014-05-06", "2014-05-06/2014-05-07", "2014-05-06T00:00"];
        let alike = of_one_day.into_iter().map(|(id, end)| {
            let event = testing::event(&id, Some(begun[end]), None);
            (event, EventDetails { actors_text: id, ..EventDetails::default() })
        });
        let rows: Vec<_> = rows.into_iter().chain(alike).collect();
        let mut shelf = shelf(&rows);
        shelf.sort();
        let (events, details): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
        let (events, details) = Events::from_rows_with(events, details);
        let twin: Vec<_> = events.rows().iter().cloned().zip(details).collect();
        prop_assert_eq!(unfolded(&shelf), twin);
    }

    #[test]
    fn positions_are_changed_in_place_and_nothing_else_is(
        rows in vec((event(), details()), 1..12),
        changes in vec((any::<prop::sample::Index>(), of(position()), 0..4_usize), 0..12),
    ) {
        let mut shelf = shelf(&rows);
        let mut rows = rows;
        for (place, position, precision) in changes {
            let place = place.index(rows.len());
            let precision = GeoPrecision::ALL[precision];
            prop_assert!(shelf.set_position(place, position, precision));
            (rows[place].0.position, rows[place].0.geo_precision) = (position, precision);
            prop_assert_eq!(bits(shelf.position(place)), bits(position));
        }
        prop_assert_eq!(unfolded(&shelf), rows);
        prop_assert!(!shelf.set_position(shelf.len(), None, GeoPrecision::Exact));
    }
}

#[test]
fn a_row_of_a_usual_table_takes_less_than_fifty_bytes() {
    const COUNT: u32 = 100_000;
    let mut shelf = Shelf::default();
    shelf.reserve(COUNT as usize);
    let days: Vec<_> = (0..2000)
        .map(|day| EdtfDate::parse(&crate::time::Day(14_000 + day).to_iso()).unwrap())
        .collect();
    for number in 0..COUNT {
        let position = (36.0 + f64::from(number % 5000) / 1e4, 35.1234);
        let mut event = testing::event(&format!("E{}", 900_000 + number), None, Some(position));
        event.title = Text::Plain(format!("Event {}", 900_000 + number));
        event.when = Some(days[number as usize * 7919 % days.len()].clone());
        event.casualties.killed.best = Some(2);
        event.sources = vec![Source { name: "Gazette".to_owned(), ..Source::default() }];
        event.row = number + 2;
        assert!(shelf.push(&event, &EventDetails::default()));
    }
    let chunks = shelf.told.into_pieces();
    let bytes: usize = chunks.iter().map(Vec::len).sum();
    let room: usize = chunks.iter().map(Vec::capacity).sum();
    assert!(room - bytes < (1 << 20) + 4096, "what is not used is at the end of the last chunk");
    let addresses = shelf.rows.capacity() * size_of::<u32>();
    let a_row = (bytes + addresses) as f64 / f64::from(COUNT);
    assert!(a_row < 48.0, "{a_row}");
}

#[test]
fn a_position_that_is_none_gives_way_to_any_without_another_row() {
    let nowhere = testing::event("A", None, Some((37.1, 95.0)));
    let mut shelf = shelf(&[(nowhere, EventDetails::default())]);
    let row = shelf.rows[0];
    let third = LonLat { lon: 1.0 / 3.0, lat: -1.0 / 7.0 };
    assert!(shelf.set_position(0, Some(third), GeoPrecision::Area));
    assert_eq!((shelf.rows[0], shelf.position(0)), (row, Some(third)));
}

#[test]
fn a_text_longer_than_a_chunk_comes_back_and_so_does_the_next() {
    let long = Text::PerLanguage(vec![("en".into(), "long ".repeat(300_000))]);
    let details = EventDetails { text: long, media_url: "a.jpg".into(), ..EventDetails::default() };
    let zone = FixedZone { offset_seconds: 7200 };
    let mut zoned = testing::event("B", None, None);
    zoned.when = EdtfDate::parse_in("2016-12-04T22:30Z", &zone).ok();
    let rows: Vec<_> = ["A", "B", "C"]
        .map(|id| (Event { id: id.to_owned(), ..zoned.clone() }, details.clone()))
        .into();
    assert_eq!(unfolded(&shelf(&rows)), rows);
}
