//! Colours of actors and categories, and marks in them: the same on the map, beside bars,
//! in keys and in lists.
//!
//! Has no opinion on where they stand.

use dateline_core::model::{Actor, Category, Shape};
use dateline_core::svg::shape_path;

use crate::dom::{El, svg};

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

/// A mark as in the map, for keys and lists. The unit box is −1 to 1.
pub fn shape_mark(shape: Shape, colour: &str) -> El {
    let path = svg("path", "").attr("d", shape_path(shape)).style("fill", colour);
    svg("svg", "dl-mark")
        .attr("viewBox", "-1.25 -1.25 2.5 2.5")
        .attr("aria-hidden", "true")
        .add(path)
}
