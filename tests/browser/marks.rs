//! Which events are drawn, listed and counted: the same ones, whoever is asked.

use std::sync::Arc;

use dateline::state::{Command, apply};
use dateline_core::index::{EventSet, Filter};
use dateline_core::model::{Event, EventIndex, Events, Mode};
use dateline_core::time::{EdtfDate, Moment, Span};
use wasm_bindgen_test::wasm_bindgen_test;

use super::address::{aleppo, aleppo_with, opened};

#[wasm_bindgen_test]
fn marks_and_first_rows_are_those_of_the_listed_events_that_have_a_place() {
    let loaded = aleppo_with(|story| {
        let rows = story.events.rows().iter().cloned().enumerate();
        let changed = rows.map(|(number, event)| Event {
            withdrawn: number % 7 == 3,
            position: event.position.filter(|_| number % 5 != 1),
            ..event
        });
        story.events = Events::from_rows(changed.collect());
    });
    let events = &loaded.story.events;
    let mut only = EventSet::default();
    (0..events.len() as u32).step_by(2).for_each(|event| only.insert(EventIndex(event)));
    let filters = [
        Filter::default(),
        Filter { hidden_categories: 0b101, ..Filter::default() },
        Filter { hides_imprecise: true, ..Filter::default() },
        Filter { only: Some(Arc::new(only)), ..Filter::default() },
    ];
    let spans = events.rows().iter().filter_map(|event| event.when.as_ref()).map(|when| when.span);
    let nothing = Span { start: loaded.story.meta.span.start, ..Span::CALENDAR };
    let nothing = Span { end: nothing.start, ..nothing };
    for span in spans.chain([loaded.story.meta.span, Span::CALENDAR, nothing]) {
        for filter in &filters {
            let listed = loaded.listed(span, filter);
            assert_eq!(loaded.index.count_in(span, filter), listed.len());
            let has_place =
                |event: &EventIndex| events.get(*event).is_some_and(|one| one.position.is_some());
            let placed: Vec<EventIndex> = listed.into_iter().filter(has_place).collect();
            let mut marks = Vec::new();
            let mut add = |symbol: u32, point, event| {
                let (known, _) = loaded.symbols.position(symbol as usize).unwrap();
                assert_eq!(point, known);
                marks.push(event);
                true
            };
            loaded.marks_in(span, filter, &mut add);
            assert_eq!(marks, placed);
            for most in [0, 1, 3, usize::MAX] {
                let first: Vec<EventIndex> = placed.iter().copied().take(most).collect();
                assert_eq!(loaded.first_placed(span, filter, most), first);
            }
        }
    }
}

#[wasm_bindgen_test]
fn marks_that_are_shown_together_at_one_spot_stand_apart_in_every_mode() {
    let loaded = aleppo();
    let mut state = opened(&loaded);
    let windows = [("2012-07-01", "2016-12-22"), ("2016-11-14", "2016-12-22")];
    for mode in [Mode::Moment, Mode::Window, Mode::Cumulative] {
        for (from, to) in windows.map(|(from, to)| (from.to_owned(), to.to_owned())) {
            let [start, end] = [from, to].map(|day| EdtfDate::parse(&day).unwrap().span);
            let window = Span { start: start.start, end: end.end };
            for command in [Command::SetMode(mode), Command::SetWindow(window)] {
                let _ = apply(&mut state, command);
            }
            let symbols = state.symbols(&loaded);
            let mut places = Vec::new();
            let mut add = |symbol: u32, _, _| {
                places.push(symbols.position(symbol as usize).unwrap());
                true
            };
            loaded.marks_in(state.event_span(), &Filter::default(), &mut add);
            assert!(!places.is_empty());
            for (nth, place) in places.iter().enumerate() {
                assert!(!places[..nth].contains(place), "{mode:?} {window:?}: two at {place:?}");
            }
        }
    }
}

#[wasm_bindgen_test]
fn an_event_whose_start_is_open_takes_no_mark_away() {
    let loaded = aleppo_with(|story| {
        let mut rows = story.events.rows().to_vec();
        let open = EdtfDate::parse("../2016-12-22").ok();
        rows.push(Event { id: "open".to_owned(), when: open, ..rows[0].clone() });
        story.events = Events::from_rows(rows);
    });
    let first = Moment::start_of(loaded.first_day);
    let symbols = &loaded.symbols;
    assert!(symbols.find(loaded.story.events.find("open").unwrap()).is_some());
    for (vertex, event) in symbols.vertices.iter().zip(&symbols.events) {
        let when = loaded.story.events.get(*event).unwrap().when.as_ref().unwrap().span;
        let minute = (when.start.0 - first.0).max(0) / 60;
        // The painter compares it with the end of a window, which is later.
        assert_eq!(i64::from(vertex.start_minute), minute);
        assert!(vertex.start_minute < u32::MAX - 1);
    }
}
