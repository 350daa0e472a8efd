//! Events on lanes, one for each kind; beyond eight the rarest kinds share one.
//!
//! A lane is one drawing, however many events it has: few have a mark each, many are counted
//! in narrow stretches (T15).

use std::rc::Rc;

use dateline_core::index::{Filter, NO_LANE, lane_of_each};
use dateline_core::time::Span;
use leptos::prelude::{Get, With};

use super::Opened;
use super::found::found;
use super::lane::lane;
use crate::dom::{El, el, px};
use crate::page::Page;
use crate::timeline::track::Track;

/// Width of the stretches in which many events are counted, CSS pixels.
const CELL_PX: f64 = 3.0;

/// Which kinds are on which lane.
pub struct Kinds {
    /// The lane of each kind.
    lane_of: Vec<u8>,
    /// Per lane, a bit for each of its kinds.
    pub masks: Vec<u32>,
}

impl Kinds {
    fn of(page: &Page) -> Self {
        let counts = page.loaded.index.count_by_category(Span::CALENDAR, &Filter::default());
        let lane_of = lane_of_each(&counts);
        let mut masks = Vec::new();
        for (kind, lane) in lane_of.iter().enumerate().filter(|(_, lane)| **lane != NO_LANE) {
            let lane = usize::from(*lane);
            while masks.len() <= lane {
                masks.push(0);
            }
            masks.iter_mut().skip(lane).take(1).for_each(|mask| *mask |= 1 << kind);
        }
        Self { lane_of, masks }
    }
}

/// The lanes, and below them what was found on one.
pub fn lanes(page: &Page, track: Track, open: Opened) -> El {
    let kinds = Rc::new(Kinds::of(page));
    let (for_rows, for_found, for_now) = (page.clone(), page.clone(), page.store);
    let rows_of = Rc::clone(&kinds);
    let rows = move || {
        let layout = track.layout();
        let cells = (layout.width_px() / CELL_PX) as usize;
        let axis = layout.scale().domain;
        let filter = for_rows.store.filter();
        let lanes = for_rows.loaded.index.lanes(axis, cells, &rows_of.lane_of, &filter);
        let row = |(number, one)| lane(&for_rows, &rows_of, number, one, &layout, open);
        lanes.into_iter().enumerate().map(row).collect()
    };
    let now_px = move || track.layout().inline_px(for_now.clock.with(|clock| clock.t));
    let now = el("span", "dl-lanes-now")
        .live_class("dl-outside", move || !(0.0..=track.layout().width_px()).contains(&now_px()))
        .live_style("inset-inline-start", move || px(now_px()));
    let group = el("div", "dl-lanes")
        .attr("dir", page.store.time_dir())
        .attr("role", "group")
        .attr("aria-label", page.t("layers.lanes"))
        .live(rows)
        .add(now);
    let hint = page.words("p", "dl-hint dl-lanes-hint", "layers.lanes.hint");
    el("div", "")
        .add(group)
        .live(move || {
            open.get()
                .found
                .map(|place| found(&for_found, &kinds, place, open))
                .into_iter()
                .collect()
        })
        .add(hint)
}
