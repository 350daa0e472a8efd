//! What a press on the track means, by where it lands.

use dateline_core::model::Mode;

use super::handle::{Handle, Held};
use crate::state::Clock;
use crate::timeline::layout::Layout;

/// How far outside the window a press still means its end, CSS pixels; for a finger.
const REACH_PX: f64 = 14.0;
const FINGER_REACH_PX: f64 = 22.0;
/// Height of the bar of the window under the chart; with what a finger adds to it.
const BAR_PX: f64 = 16.0;
const FINGER_BAR_PX: f64 = 30.0;

/// A press on the track, CSS pixels.
#[derive(Clone, Copy, Debug)]
pub struct Press {
    /// From the left edge.
    pub left_px: f64,
    /// Below the chart, where the bar of the window starts; negative on the chart.
    pub below_px: f64,
    /// Whether it is a finger or a pen, which needs more room.
    pub is_finger: bool,
}

/// What is taken hold of by a press: on the chart the moment, or in window mode a new window;
/// below it the window by its ends or as a whole; else the axis.
pub fn held_by(press: Press, layout: &Layout, clock: &Clock) -> Held {
    let at = layout.moment_from_left(press.left_px);
    // Not brought back from `at`, which has whole seconds.
    let inline_px = layout.left_px(press.left_px, 0.0);
    let reach_px = if press.is_finger { FINGER_REACH_PX } else { REACH_PX };
    if press.below_px < 0.0 {
        let is_near = (layout.inline_px(clock.t) - inline_px).abs() <= reach_px;
        if clock.mode == Mode::Window && !is_near {
            return Held::NewWindow(at);
        }
        return Held::Handle(Handle::Moment, 0);
    }
    match on_window(press, inline_px, reach_px, layout, clock) {
        Some(handle) => Held::Handle(handle, handle.moment(clock).0 - at.0),
        None => Held::Axis(inline_px),
    }
}

/// The part of the window at a press. Its ends reach outwards further than inwards, so that
/// the whole of a short window can be taken hold of, too.
fn on_window(
    press: Press,
    inline_px: f64,
    reach_px: f64,
    layout: &Layout,
    clock: &Clock,
) -> Option<Handle> {
    let bar_px = if press.is_finger { FINGER_BAR_PX } else { BAR_PX };
    // An end that is outside is drawn at the edge.
    let on_track = |moment| layout.inline_px(moment).max(0.0).min(layout.width_px());
    let (start_px, end_px) = (on_track(clock.window.start), on_track(clock.window.end));
    let inner_px = ((end_px - start_px) / 3.0).min(reach_px * 0.7);
    // For a finger the ends reach down over the words of the axis.
    let may_be_end = press.is_finger || press.below_px <= bar_px;
    if may_be_end && (start_px - reach_px..=start_px + inner_px).contains(&inline_px) {
        return Some(Handle::WindowStart);
    }
    if may_be_end && (end_px - inner_px..=end_px + reach_px).contains(&inline_px) {
        return Some(Handle::WindowEnd);
    }
    let is_between = press.below_px <= bar_px && (start_px..=end_px).contains(&inline_px);
    is_between.then_some(Handle::Window)
}
