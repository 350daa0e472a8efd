//! The colours of the map in the two themes.
//!
//! Colours of actors and categories are the story's; the rest is here, since GL cannot
//! read the style sheet. `style/tokens.css` holds the same values for what is HTML.

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
