//! Room on the timeline for what the late part of the program draws: names of eras, bands and
//! hatches behind the bars, reported shares on the band, lanes and lists below the axis.
//!
//! The style sheet keeps the room, so nothing moves when the late part arrives. Has no opinion
//! on what is drawn there, see [`super::layers`].

use super::layers;
use super::track::Track;
use crate::dom::{El, el, follow};
use crate::late;
use crate::state::Store;

/// The places that are kept.
#[derive(Clone)]
pub struct Room {
    /// Above the track.
    pub eras: El,
    /// Behind the bars.
    pub behind: El,
    /// On the band of shares.
    pub over_band: El,
    /// Below the axis.
    pub below: El,
    /// Whether what is below the axis is ever seen.
    pub has_below: bool,
}

impl Room {
    /// Empty places.
    pub fn new(has_below: bool) -> Self {
        Self {
            eras: el("div", "dl-eras"),
            behind: el("div", "dl-behind"),
            over_band: el("div", "dl-stated"),
            below: el("div", "dl-below"),
            has_below,
        }
    }

    /// Has them filled as soon as the late part is there.
    pub fn fill(&self, track: Track) {
        let room = self.clone();
        follow(Box::new(move || {
            if late::has_come() {
                layers::fill(&room, track);
            }
        }));
    }
}

/// What the story needs room for, in words for the style sheet. Tracked.
pub fn needed(store: Store) -> Option<String> {
    let loaded = store.loaded()?;
    let timeline = &loaded.story.meta.timeline;
    let eras = if timeline.eras.is_empty() { "" } else { "eras " };
    let is_all_shown = loaded.counted.unplaced + loaded.counted.undated == 0;
    let key = if timeline.coverage.is_empty() && is_all_shown { "" } else { "key" };
    Some([eras, key].concat())
}
