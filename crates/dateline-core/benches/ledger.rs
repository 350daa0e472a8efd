//! How long the ledger of twenty thousand areas takes for what a moving clock asks of it.
#![allow(missing_docs)]

mod support;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use dateline_core::ledger::{AreaState, Change, Confidence, Ledger, Status};
use dateline_core::model::{ActorIndex, AreaIndex};
use dateline_core::scene::{ControlShown, ControlTexels, control_texels};
use dateline_core::time::{EdtfDate, Moment, Precision, Span};
use support::{Dice, quick};

const AREAS: u32 = 20_000;
const CHANGES_PER_AREA: u32 = 10;
const DAY_S: i64 = 86_400;
/// Ten years.
const LENGTH_S: u64 = 10 * 365 * 86_400;
/// Moments in a band of shares: about one for each pixel of a narrow timeline.
const MOMENTS: i64 = 500;

fn change(dice: &mut Dice, area: u32) -> Change {
    let start = dice.below(LENGTH_S) as i64;
    let status = Status::ALL.get(dice.below(5) as usize).copied();
    let mut actor = || Some(ActorIndex(dice.below(6) as u16));
    Change {
        area: AreaIndex(area),
        date: EdtfDate {
            text: String::new(),
            span: Span { start: Moment(start), end: Moment(start + 86_400) },
            precision: Precision::Day,
            approximate: false,
            uncertain: false,
            open_start: false,
            open_end: false,
        },
        earliest: None,
        latest: None,
        from: actor(),
        to: actor(),
        status: status.unwrap_or(Status::Unknown),
        confidence: Confidence::Unknown,
        accepted: dice.below(8) > 0,
        sources: Vec::new(),
        event: None,
        row: 0,
    }
}

fn twenty_thousand(criterion: &mut Criterion) {
    let mut dice = Dice::new(20_161_222);
    // Rows in order of nothing, as a desk may write them.
    let rows = (0..AREAS * CHANGES_PER_AREA)
        .map(|_| dice.below(u64::from(AREAS)) as u32)
        .collect::<Vec<u32>>();
    let rows: Vec<Change> = rows.into_iter().map(|area| change(&mut dice, area)).collect();
    let ledger = Ledger::new(AREAS as usize, rows);
    let weights: Vec<f64> = (0..AREAS).map(|_| 1.0 + dice.below(1_000_000) as f64).collect();
    let length = LENGTH_S as i64;
    let middle = Moment(length / 2);
    let states = |moment| -> Vec<AreaState> {
        ledger.area_indices().map(|area| ledger.state_at(area, moment)).collect()
    };
    criterion.bench_function("ledger/control at a moment, all areas", |bench| {
        bench.iter(|| states(black_box(middle)))
    });
    let shown = |moment: i64| ControlShown {
        moment: Moment(moment),
        just_changed_since: Some(Moment(moment - DAY_S)),
        compared_with: None,
        selected: None,
    };
    criterion.bench_function("ledger/texels at a moment, all areas", |bench| {
        bench.iter(|| control_texels(&ledger, &shown(black_box(middle.0))))
    });
    criterion.bench_function("ledger/texels of a step of a day", |bench| {
        let (mut texels, mut day) = (ControlTexels::default(), 0);
        bench.iter(|| {
            day = (day + 1) % 3_000;
            texels.show(&ledger, shown(day * DAY_S)).map(<[_]>::len)
        });
    });
    criterion.bench_function("ledger/areas by part, a step of a day", |bench| {
        let mut day = 0;
        bench.iter(|| {
            day = (day + 1) % 3_000;
            ledger.areas_by_part(Moment(day * DAY_S))
        });
    });
    criterion.bench_function("ledger/shares at a moment", |bench| {
        bench.iter(|| ledger.share_at(&weights, black_box(middle)))
    });
    let moments: Vec<Moment> = (0..MOMENTS).map(|at| Moment(length / MOMENTS * at)).collect();
    criterion.bench_function("ledger/shares over the whole time", |bench| {
        bench.iter(|| ledger.shares_over(&weights, black_box(&moments)))
    });
    criterion.bench_function("ledger/change moments", |bench| {
        bench.iter(|| black_box(&ledger).change_moments())
    });
    let month = Moment(middle.0 + 30 * 86_400);
    criterion.bench_function("ledger/changes of a month", |bench| {
        bench.iter(|| ledger.changes_between(black_box(middle), month))
    });
    criterion.bench_function("ledger/differences of a month", |bench| {
        bench.iter(|| ledger.differences_between(black_box(middle), month))
    });
}

criterion_group! { name = benches; config = quick(); targets = twenty_thousand }
criterion_main!(benches);
