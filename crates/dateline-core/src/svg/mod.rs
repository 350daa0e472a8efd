//! The scene as SVG text: for print and export, for readers without scripts or WebGL2,
//! and for pictures that can be compared as text.
//!
//! One static document without links, scripts, styles or anything that is loaded: pictures of
//! a base map stand in it with their bytes. All text from outside is escaped. Has no opinion on which events are shown and on words:
//! dates, units and credit come in as text.

mod areas;
mod base;
mod crowd;
mod furniture;
mod ground;
mod input;
mod key;
mod marks;
mod names;
mod path;
mod pattern;
mod shapes;
mod text;

pub use crate::look::Palette;
pub use ground::{
    DrawnGround, GridPath, Ground, GroundContent, GroundName, GroundPicture, GroundTile,
};
pub use input::{Grouping, SvgInput};
pub use shapes::{SHAPE_REACH, shape_path};
pub use text::data_address;

use text::{escape, hex, is_right_to_left, px};

/// The picture as a whole SVG document, well-formed XML.
pub fn story_svg(input: &SvgInput<'_>) -> String {
    let (width, height) = (px(input.view.width_px()), px(input.view.height_px()));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" lang=\"{language}\" xml:lang=\"{language}\" \
         direction=\"{direction}\" font-family=\"{FONT}\">\n",
        language = escape(input.language),
        direction = if is_right_to_left(input.language) { "rtl" } else { "ltr" },
    );
    if !input.title.is_empty() {
        svg.push_str(&format!("<title>{}</title>\n", escape(input.title)));
    }
    if !input.as_of.is_empty() {
        svg.push_str(&format!("<desc>{}</desc>\n", escape(input.as_of)));
    }
    let colour = hex(input.palette.background);
    svg.push_str(&format!("<rect width=\"{width}\" height=\"{height}\" fill=\"{colour}\"/>\n"));
    if let Some(ground) = input.ground {
        svg.push_str(&ground.svg(&input.view, input.palette.is_dark));
    }
    base::write_fills(input, &mut svg);
    areas::write(input, &mut svg);
    base::write_lines(input, &mut svg);
    areas::write_borders(input, &mut svg);
    let crowd = crowd::Crowd::of(input);
    marks::write(input, &crowd, &mut svg);
    names::write(input, &crowd, &mut svg);
    furniture::write(input, &mut svg);
    if let Some(key) = key::Key::of(input) {
        key.write(input, &mut svg);
    }
    svg.push_str("</svg>\n");
    svg
}

/// Faces that have Arabic, too.
const FONT: &str = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Arabic', sans-serif";

#[cfg(test)]
mod tests;
#[cfg(test)]
mod well_formed;
