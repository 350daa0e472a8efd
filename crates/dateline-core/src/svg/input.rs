//! What a picture is made from.

use super::Ground;
use crate::geo::View;
use crate::look::Palette;
use crate::model::{AreaIndex, EventIndex, Story};
use crate::scene::Symbols;
use crate::time::Moment;

/// When marks are drawn as groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// Where there are more marks than room.
    #[default]
    ByRoom,
    /// In any case: a picture beside this one is crowded.
    Always,
    /// In no case.
    Never,
}

/// One picture of a story.
#[derive(Clone, Copy, Debug)]
pub struct SvgInput<'a> {
    /// The story.
    pub story: &'a Story,
    /// The places of its marks.
    pub symbols: &'a Symbols,
    /// Tiles of a base map, under everything; `None` for none.
    pub ground: Option<&'a Ground<'a>>,
    /// Where the map looks, and the size of the picture.
    pub view: View,
    /// The columns of it that are seen where it is a part of a larger one, from and to, CSS
    /// pixels: names stand within them as a whole. `None` for all.
    pub seen_px: Option<(f64, f64)>,
    /// The moment whose state of control is shown.
    pub moment: Moment,
    /// States newer than this are outlined in the accent colour; `None` outlines none.
    pub just_changed_since: Option<Moment>,
    /// The events to show, in order of painting; those without date or place are passed
    /// over, and so are withdrawn ones.
    pub events: &'a [EventIndex],
    /// When they are drawn as groups.
    pub grouping: Grouping,
    /// The area to outline strongly.
    pub selected_area: Option<AreaIndex>,
    /// The event to draw larger.
    pub selected_event: Option<EventIndex>,
    /// Since when marks fade: one whose event ended then is as pale as it gets, one whose event
    /// ends now is not. `None` draws all marks alike.
    pub fades_since: Option<Moment>,
    /// Diameter of a round mark, CSS pixels.
    pub mark_size_px: f64,
    /// Colours of the page.
    pub palette: &'a Palette,
    /// BCP 47 tag of the language of names and of the direction of text.
    pub language: &'a str,
    /// Headline; empty for none.
    pub title: &'a str,
    /// The moment in words, e.g. "As of 6 December 2016"; empty for none.
    pub as_of: &'a str,
    /// Who made what is seen; empty for none.
    pub credit: &'a str,
    /// Words of the scale bar for metres and kilometres, e.g. `m` and `km`.
    pub units: [&'a str; 2],
    /// Words for the statuses, in the order of [`crate::ledger::Status::ALL`], for a key
    /// of the colours, patterns and marks in the picture; `None` for no key.
    pub status_words: Option<[&'a str; 5]>,
}
