//! The colours of the map in the two themes, as the painter takes them.

use dateline_core::look::Palette;
use dateline_gl::Theme;

/// The colours of the map in the light or the dark theme.
pub fn theme(is_dark: bool) -> Theme {
    let palette = Palette::of(is_dark);
    let [red, green, blue] = palette.background;
    Theme {
        background: [red, green, blue, 0xff],
        unknown_fill: [0, 0, 0, 0],
        outline: palette.outline,
        halo: palette.halo,
        ink: palette.ink,
        accent: palette.accent,
    }
}
