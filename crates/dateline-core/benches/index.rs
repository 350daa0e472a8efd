//! How long the index over a million events takes for what a moving timeline asks of it,
//! beside a scan of all of them.
#![allow(missing_docs)]

mod support;

use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use dateline_core::index::{EventSet, Filter, TimeIndex};
use dateline_core::model::{
    ActorIndex, Casualties, CategoryIndex, Event, EventColumns, EventIndex, Events, GeoPrecision,
    Text, Verification,
};
use dateline_core::time::{EdtfDate, Moment, Precision, Span};
use support::{Dice, quick};

const EVENTS: u32 = 1_000_000;
const CATEGORIES: u64 = 12;
const ACTORS: u64 = 16;
const BINS: i64 = 200;
/// Ten years.
const LENGTH_S: u64 = 10 * 365 * 86_400;

/// An event on some second: most last a day, some longer, a few to the end of the story.
fn event(dice: &mut Dice, place: u32) -> Event {
    let start = dice.below(LENGTH_S) as i64;
    let length = match dice.below(100) {
        0 => LENGTH_S as i64,
        1..10 => 1 + dice.below(100 * 86_400) as i64,
        _ => 86_400,
    };
    let when = EdtfDate {
        text: String::new(),
        span: Span { start: Moment(start), end: Moment(start + length) },
        precision: if dice.below(5) == 0 { Precision::Month } else { Precision::Day },
        approximate: false,
        uncertain: false,
        open_start: false,
        open_end: false,
    };
    let actors = (0..dice.below(4)).map(|_| ActorIndex(dice.below(ACTORS) as u16)).collect();
    let verification = Verification::ALL.get(dice.below(6) as usize).copied();
    Event {
        id: place.to_string(),
        title: Text::default(),
        when: (dice.below(50) > 0).then_some(when),
        areas: Vec::new(),
        position: None,
        place: Text::default(),
        geo_precision: GeoPrecision::Unknown,
        category: CategoryIndex(dice.below(CATEGORIES) as u8),
        actors,
        casualties: Casualties::default(),
        verification: verification.unwrap_or(Verification::Unknown),
        graphic: false,
        sources: Vec::new(),
        chapter: String::new(),
        withdrawn: dice.below(100) == 0,
        row: place + 2,
    }
}

/// One filter of each sort.
fn filters(dice: &mut Dice) -> [(&'static str, Filter); 5] {
    let only: EventSet = (0..EVENTS).filter(|_| dice.below(10) == 0).map(EventIndex).collect();
    [
        ("no filter", Filter::default()),
        (
            "kinds",
            Filter { hidden_categories: 0b101, hidden_verifications: 0b100, ..Filter::default() },
        ),
        ("precise", Filter { hides_imprecise: true, ..Filter::default() }),
        (
            "actors",
            Filter { hidden_actors: 0b0101_0101, hidden_categories: 1, ..Filter::default() },
        ),
        ("only", Filter { only: Some(Arc::new(only)), ..Filter::default() }),
    ]
}

/// Neighbouring bins of one length over the whole time, or over a tenth of it.
fn bins(from: i64, to: i64) -> Vec<Span> {
    let edge = |bin: i64| Moment(from + (to - from) * bin / BINS);
    (0..BINS).map(|bin| Span { start: edge(bin), end: edge(bin + 1) }).collect()
}

/// Events by bin and category, and by bin whatever the filter: all of them, one by one.
fn scanned_histogram(
    columns: &EventColumns,
    bins: &[Span],
    filter: &Filter,
) -> (Vec<u32>, Vec<u32>) {
    let categories = CATEGORIES as usize;
    let (mut counts, mut unfiltered) = (vec![0; bins.len() * categories], vec![0; bins.len()]);
    let mut bin = 0;
    let every = Filter::default();
    for (place, start) in columns.starts.iter().enumerate() {
        let event = EventIndex(place as u32);
        while bins.get(bin).is_some_and(|span| span.end.0 <= *start) {
            bin += 1;
        }
        let inside = bins.get(bin).is_some_and(|span| span.contains(Moment(*start)));
        if !inside || !every.counts(columns, event) {
            continue;
        }
        unfiltered[bin] += 1;
        if filter.counts(columns, event) {
            counts[bin * categories + usize::from(columns.categories[place])] += 1;
        }
    }
    (counts, unfiltered)
}

/// Events of each category in a window: all of them, one by one.
fn scanned_counts(columns: &EventColumns, window: Span, filter: &Filter) -> Vec<u32> {
    let mut counts = vec![0; CATEGORIES as usize];
    for (place, (start, end)) in columns.starts.iter().zip(&columns.ends).enumerate() {
        let overlaps = *start < window.end.0 && *end > window.start.0;
        if overlaps && filter.counts(columns, EventIndex(place as u32)) {
            counts[usize::from(columns.categories[place])] += 1;
        }
    }
    counts
}

fn million(criterion: &mut Criterion) {
    let mut dice = Dice::new(20_121_107);
    let events = Events::from_rows((0..EVENTS).map(|place| event(&mut dice, place)).collect());
    let index = TimeIndex::new(&events);
    criterion.bench_function("index/build", |bench| bench.iter(|| TimeIndex::new(&events)));
    let columns = Arc::clone(events.columns());
    drop(events);
    let length = LENGTH_S as i64;
    let windows = [("whole", bins(-1_000, length)), ("tenth", bins(length / 2, length / 5 * 3))];
    for (name, filter) in filters(&mut dice) {
        for (part, bins) in &windows {
            measure(criterion, &format!("{part}, {name}"), &index, &columns, bins, &filter);
        }
    }
    let [.., (_, actors), _] = filters(&mut dice);
    let mut hidden = 0;
    criterion.bench_function("filter/narrow to actors", |bench| {
        bench.iter(|| {
            // Another one each time, so that none is kept from before.
            hidden = (hidden + 1) % 0xffff;
            let filter = Filter { hidden_actors: 1 + hidden, ..actors.clone() };
            index.count_in(black_box(Span::CALENDAR), &filter)
        })
    });
    let rare = Filter { hidden_categories: !1, hidden_actors: !0, ..Filter::default() };
    criterion.bench_function("steps/next, rare", |bench| {
        bench.iter(|| index.next_event_after(black_box(Moment(0)), &rare))
    });
    let none = Filter { hidden_categories: !0, ..Filter::default() };
    criterion.bench_function("steps/next, none", |bench| {
        bench.iter(|| index.next_event_after(black_box(Moment(0)), &none))
    });
    let (_, tenth) = &windows[1];
    criterion.bench_function("window/events of a bin", |bench| {
        bench.iter(|| index.in_window(black_box(tenth[100])).count())
    });
}

/// The index and the scan, which must agree before either is measured.
fn measure(
    criterion: &mut Criterion,
    name: &str,
    index: &TimeIndex,
    columns: &EventColumns,
    bins: &[Span],
    filter: &Filter,
) {
    let found = index.histogram(bins, filter);
    let counts = (0..bins.len()).flat_map(|bin| found.by_category(bin).to_vec()).collect();
    let unfiltered = (0..bins.len()).map(|bin| found.unfiltered(bin)).collect();
    assert_eq!((counts, unfiltered), scanned_histogram(columns, bins, filter), "{name}");
    criterion.bench_function(&format!("histogram/{name}"), |bench| {
        bench.iter(|| index.histogram(black_box(bins), filter))
    });
    criterion.bench_function(&format!("histogram/{name}/scan"), |bench| {
        bench.iter(|| scanned_histogram(columns, black_box(bins), filter))
    });
    let window = bins.iter().copied().reduce(Span::union).unwrap_or(Span::CALENDAR);
    let found = index.count_by_category(window, filter);
    assert_eq!(found, scanned_counts(columns, window, filter), "{name}");
    criterion.bench_function(&format!("counts/{name}"), |bench| {
        bench.iter(|| index.count_by_category(black_box(window), filter))
    });
    criterion.bench_function(&format!("counts/{name}/scan"), |bench| {
        bench.iter(|| scanned_counts(columns, black_box(window), filter))
    });
}

criterion_group! { name = benches; config = quick(); targets = million }
criterion_main!(benches);
