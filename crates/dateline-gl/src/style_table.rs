//! Style rows as uniform arrays of fixed length.

use crate::colour::rgba;
use crate::frame::{FillStyle, LineStyle, MAX_STYLES};

/// Colours of the fills, by row; rows that are not given are transparent.
pub(crate) fn fill_colours(styles: &[FillStyle]) -> [[f32; 4]; MAX_STYLES] {
    let mut table = [[0.0; 4]; MAX_STYLES];
    for (slot, style) in table.iter_mut().zip(styles) {
        *slot = rgba(style.colour);
    }
    table
}

/// Colours of the lines, by row; rows that are not given are transparent.
pub(crate) fn line_colours(styles: &[LineStyle]) -> [[f32; 4]; MAX_STYLES] {
    let mut table = [[0.0; 4]; MAX_STYLES];
    for (slot, style) in table.iter_mut().zip(styles) {
        *slot = rgba(style.colour);
    }
    table
}

/// Width, dash and gap of the lines, by row; a dash of 0 has no gaps.
pub(crate) fn line_shapes(styles: &[LineStyle]) -> [[f32; 3]; MAX_STYLES] {
    let mut table = [[0.0; 3]; MAX_STYLES];
    for (slot, style) in table.iter_mut().zip(styles) {
        let [dash, gap] = style.dash_px.unwrap_or_default();
        *slot = [style.width_px, dash, gap];
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_keep_their_places_and_missing_ones_are_invisible() {
        let styles = [
            LineStyle { colour: [255, 0, 0, 255], width_px: 2.0, dash_px: None },
            LineStyle { colour: [0, 255, 0, 51], width_px: 1.0, dash_px: Some([4.0, 3.0]) },
        ];
        assert_eq!(line_colours(&styles)[1], [0.0, 1.0, 0.0, 0.2]);
        assert_eq!(line_colours(&styles)[2], [0.0; 4]);
        assert_eq!(line_shapes(&styles)[0], [2.0, 0.0, 0.0]);
        assert_eq!(line_shapes(&styles)[1], [1.0, 4.0, 3.0]);
    }

    #[test]
    fn rows_past_the_table_are_left_out() {
        let styles = [FillStyle { colour: [255; 4] }; MAX_STYLES + 5];
        assert_eq!(fill_colours(&styles).len(), MAX_STYLES);
    }
}
