//! Which part of the map shows which moment.
//!
//! While two are compared the earlier stands at the start of the line and the later at its
//! end, whichever of them is the clock's. When the clock runs past the other moment the two
//! change places at the very moment at which they are the same, so that nothing jumps.

use dateline_core::geo::{Division, Pane, View};
use dateline_core::time::Moment;

use super::camera::home;
use super::{Beside, Camera, State};

/// The width from which two maps have room beside each other, CSS pixels.
const HALVES_FROM_PX: f64 = 560.0;

impl State {
    /// How two moments stand on the map; `None` while there is one.
    pub fn beside(&self) -> Option<Beside> {
        self.clock.other?;
        let has_room = self.camera.view.width_px() >= HALVES_FROM_PX;
        let by_room = if has_room { Beside::Halves } else { Beside::Swipe };
        Some(self.look.beside.unwrap_or(by_room))
    }

    /// The moments that are shown, the earlier first, each with its part of the map: one or
    /// two.
    pub fn panes(&self) -> Vec<(Moment, Pane)> {
        let (view, t) = (&self.camera.view, self.clock.t);
        let (Some(beside), Some(other)) = (self.beside(), self.clock.other) else {
            return vec![(t, Pane::whole(view))];
        };
        let is_rtl = self.look.language.is_rtl();
        let share = f64::from(self.look.curtain) / 1_000.0;
        let division = match beside {
            Beside::Halves => Division::Halves,
            Beside::Swipe => Division::Curtain(if is_rtl { 1.0 - share } else { share }),
        };
        let [left, right] = Pane::both(view, division);
        let [start, end] = if is_rtl { [right, left] } else { [left, right] };
        vec![(t.min(other), start), (t.max(other), end)]
    }

    /// What is shown in that column of the map.
    pub fn pane_at(&self, x_px: f64) -> (Moment, Pane) {
        let main = (self.clock.t, Pane::whole(&self.camera.view));
        self.panes().into_iter().find(|(_, pane)| pane.contains(x_px)).unwrap_or(main)
    }

    /// The part of the map that shows the clock's own moment.
    pub fn main_pane(&self) -> Pane {
        let of_clock = self.panes().into_iter().find(|(t, _)| *t == self.clock.t);
        of_clock.map_or_else(|| Pane::whole(&self.camera.view), |(_, pane)| pane)
    }

    /// Where the middle of the camera's picture stands in the part that shows the clock's own
    /// moment.
    pub fn middle_px(&self) -> (f64, f64) {
        let view = self.camera.view;
        (view.width_px() / 2.0 + self.main_pane().shift_px, view.height_px() / 2.0)
    }

    /// Where in the camera's picture that is which stands at a point of the map.
    pub fn in_camera(&self, at: (f64, f64)) -> (f64, f64) {
        self.pane_at(at.0).1.in_camera(at)
    }

    /// What the camera shows of its picture: all of it, or the half that both halves have.
    pub fn pane_view(&self) -> View {
        let view = self.camera.view;
        match self.beside() {
            Some(Beside::Halves) => view.with_size(view.width_px() / 2.0, view.height_px()),
            Some(Beside::Swipe) | None => view,
        }
    }

    /// The start view, so that it is seen in each half; `None` without a story.
    pub fn home_view(&self) -> Option<View> {
        let now = self.camera.view;
        let home = home(self.loaded()?, &self.pane_view());
        Some(home.with_size(now.width_px(), now.height_px()))
    }

    /// Back to the start view, unless somebody has moved the camera.
    pub fn keep_home(&mut self) {
        if let Some(view) = self.home_view().filter(|_| !self.camera.moved) {
            self.camera = Camera { view, ..self.camera };
        }
    }
}
