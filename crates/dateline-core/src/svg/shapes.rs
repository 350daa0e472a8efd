//! The outlines of the ten marks, as the other painter draws them.

use crate::model::Shape;

/// How far the tips of the farthest-reaching shape are from the middle, in radii of the
/// disc that all shapes look as heavy as.
pub const SHAPE_REACH: f64 = 1.4;

/// The outline of a mark as SVG path data in the unit box, −1 to 1 both ways, y downwards.
///
/// The shapes look equally heavy: the circle has a radius of 1 / [`SHAPE_REACH`]. The ring
/// is two circles of opposite turn, so that its middle is open under either fill rule.
pub fn shape_path(shape: Shape) -> &'static str {
    match shape {
        Shape::Circle => "M-.714 0A.714 .714 0 0 1 .714 0A.714 .714 0 0 1-.714 0Z",
        Shape::Square => "M-.629-.629H.629V.629H-.629Z",
        Shape::Triangle => "M0-.857L.866 .643H-.866Z",
        Shape::Diamond => "M0-.929L.929 0L0 .929L-.929 0Z",
        Shape::Cross => "M-.286-.821H.286V-.286H.821V.286H.286V.821H-.286V.286H-.821V-.286H-.286Z",
        Shape::Star => {
            "M0-1L.277-.381L.951-.309L.448 .146L.588 .809L0 .471L-.588 .809L-.448 .146L-.951-.309\
             L-.277-.381Z"
        }
        Shape::Hexagon => "M0-.8L.693-.4V.4L0 .8L-.693 .4V-.4Z",
        Shape::Ring => {
            "M-.821 0A.821 .821 0 0 1 .821 0A.821 .821 0 0 1-.821 0Z\
             M-.357 0A.357 .357 0 0 0 .357 0A.357 .357 0 0 0-.357 0Z"
        }
        Shape::Bar => "M-.893-.357H.893V.357H-.893Z",
        Shape::TriangleDown => "M0 .857L-.866-.643H.866Z",
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// The numbers of a path, arcs' flags included.
    fn numbers(path: &str) -> Vec<f64> {
        let spaced: String =
            path.chars().map(|c| if c == '-' { " -".into() } else { c.to_string() }).collect();
        spaced
            .split(|c: char| c.is_ascii_alphabetic() || c.is_whitespace())
            .filter(|part| !part.is_empty())
            .map(|part| part.parse().unwrap())
            .collect()
    }

    #[test]
    fn every_shape_has_an_outline_of_its_own_inside_the_unit_box() {
        for shape in Shape::ALL {
            let path = shape_path(shape);
            assert!(path.starts_with('M') && path.ends_with('Z'), "{}", shape.name());
            assert!(numbers(path).iter().all(|number| number.abs() <= 1.0), "{}", shape.name());
            let twins = Shape::ALL.iter().filter(|other| shape_path(**other) == path).count();
            assert_eq!(twins, 1, "{}", shape.name());
        }
    }

    #[test]
    fn the_star_has_five_tips_and_five_notches_at_their_distances() {
        let coordinates = numbers(shape_path(Shape::Star));
        assert_eq!(coordinates.len(), 20);
        for (place, corner) in coordinates.chunks_exact(2).enumerate() {
            let reach = if place % 2 == 0 { 1.0 } else { 0.66 / SHAPE_REACH };
            let turn = std::f64::consts::PI / 5.0 * place as f64;
            assert!((corner[0] - reach * turn.sin()).abs() < 1e-3, "{place}");
            assert!((corner[1] + reach * turn.cos()).abs() < 1e-3, "{place}");
        }
    }
}
