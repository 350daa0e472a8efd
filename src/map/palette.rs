//! The colours of the map in the two themes.
//!
//! Colours of actors and categories are the story's; the rest is here, since GL cannot
//! read the style sheet. `style/tokens.css` holds the same values for what is HTML.

use dateline_core::model::{Actor, Category};
use dateline_gl::Theme;

/// The colours of the map in the light or the dark theme.
pub fn theme(is_dark: bool) -> Theme {
    if is_dark {
        Theme {
            background: [0x1b, 0x1d, 0x20, 0xff],
            unknown_fill: [0, 0, 0, 0],
            outline: [0x1b, 0x1d, 0x20],
            halo: [0x12, 0x13, 0x15],
            ink: [0xf4, 0xf1, 0xea],
            accent: [0xff, 0xf6, 0xd8],
        }
    } else {
        Theme {
            background: [0xf1, 0xee, 0xe6, 0xff],
            unknown_fill: [0, 0, 0, 0],
            outline: [0xfb, 0xfa, 0xf7],
            halo: [0xff, 0xff, 0xff],
            ink: [0x1c, 0x1b, 0x19],
            accent: [0x8c, 0x2f, 0x1b],
        }
    }
}

/// The fill of an actor.
pub fn actor_colour(actor: &Actor, is_dark: bool) -> [u8; 3] {
    if is_dark { actor.colour_dark } else { actor.colour_light }
}

/// The mark colour of a category.
pub fn category_colour(category: &Category, is_dark: bool) -> [u8; 3] {
    if is_dark { category.colour_dark } else { category.colour_light }
}

/// A colour for a style property.
pub fn css_colour([red, green, blue]: [u8; 3]) -> String {
    format!("rgb({red} {green} {blue})")
}
