//! What a picture is made from.

use crate::geo::View;
use crate::model::{Actor, AreaIndex, Category, EventIndex, Story};
use crate::time::Moment;

/// One picture of a story.
#[derive(Clone, Copy, Debug)]
pub struct SvgInput<'a> {
    /// The story.
    pub story: &'a Story,
    /// Where the map looks, and the size of the picture.
    pub view: View,
    /// The moment whose state of control is shown.
    pub moment: Moment,
    /// States newer than this are outlined in the accent colour; `None` outlines none.
    pub just_changed_since: Option<Moment>,
    /// The events to show, in order of painting; those without date or place are passed
    /// over, and so are withdrawn ones.
    pub events: &'a [EventIndex],
    /// The area to outline strongly.
    pub selected_area: Option<AreaIndex>,
    /// The event to draw larger.
    pub selected_event: Option<EventIndex>,
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

/// Colours that do not depend on the story, sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Whether the story's colours for the dark theme are used.
    pub is_dark: bool,
    /// Under everything.
    pub background: [u8; 3],
    /// Text, fronts and the hairline around marks.
    pub ink: [u8; 3],
    /// Lesser text.
    pub soft_ink: [u8; 3],
    /// Rim around text and marks.
    pub halo: [u8; 3],
    /// Quiet lines between areas.
    pub outline: [u8; 3],
    /// Outline of an area that has just changed hands.
    pub accent: [u8; 3],
    /// Built-up ground and other surfaces of the base map.
    pub ground: [u8; 3],
    /// Roads, rails and walls.
    pub road: [u8; 3],
    /// Rivers.
    pub water: [u8; 3],
}

impl Palette {
    /// Dark on light.
    pub const LIGHT: Self = Self {
        is_dark: false,
        background: [0xf1, 0xee, 0xe6],
        ink: [0x1c, 0x1b, 0x19],
        soft_ink: [0x5f, 0x5b, 0x53],
        halo: [0xff, 0xff, 0xff],
        outline: [0x8c, 0x86, 0x7a],
        accent: [0x8c, 0x2f, 0x1b],
        ground: [0xe3, 0xde, 0xd2],
        road: [0x6b, 0x66, 0x5c],
        water: [0x5f, 0x8a, 0xa8],
    };

    /// Light on dark.
    pub const DARK: Self = Self {
        is_dark: true,
        background: [0x1b, 0x1d, 0x20],
        ink: [0xf1, 0xee, 0xe6],
        soft_ink: [0xb3, 0xae, 0xa3],
        halo: [0x14, 0x15, 0x17],
        outline: [0x83, 0x7e, 0x74],
        accent: [0xf0, 0xa5, 0x8f],
        ground: [0x2e, 0x31, 0x36],
        road: [0x9a, 0x94, 0x88],
        water: [0x6f, 0x93, 0xad],
    };

    /// The actor's colour on this palette.
    pub fn actor(&self, actor: &Actor) -> [u8; 3] {
        if self.is_dark { actor.colour_dark } else { actor.colour_light }
    }

    /// The category's colour on this palette.
    pub fn category(&self, category: &Category) -> [u8; 3] {
        if self.is_dark { category.colour_dark } else { category.colour_light }
    }
}
