//! How large areas are, for lines that step back where there is hardly any ground between them.

use crate::geo::{area_square_metres, side_in_world_units};
use crate::model::Area;

/// A width in world units, to a sixteenth: the upper bits of the number as a float; 0 is one
/// that is not told.
pub(crate) type SizeClass = u16;

/// How many bits of the float are not told.
const LEFT_OUT: u32 = 19;
/// Where there is no area.
const ENDLESS: SizeClass = (f32::INFINITY.to_bits() >> LEFT_OUT) as SizeClass;

/// Per area, the side of a square that is as large on the map.
pub(super) fn size_classes(areas: &[Area]) -> Vec<SizeClass> {
    let class = |area: &Area| {
        let width = side_in_world_units(area_square_metres(&area.polygons), area.centre);
        ((width as f32).to_bits() >> LEFT_OUT) as SizeClass
    };
    areas.iter().map(class).collect()
}

/// The class of the smaller of two areas, by their numbers; one that is not there is left out.
pub(super) fn smaller(classes: &[SizeClass], area: u16, other_area: u16) -> SizeClass {
    let class = |area: u16| classes.get(usize::from(area)).copied().unwrap_or(ENDLESS);
    class(area).min(class(other_area))
}

/// The width of a class, world units; endless for one that is not told.
pub(crate) fn width_of(class: SizeClass) -> f64 {
    if class == 0 {
        return f64::INFINITY;
    }
    f64::from(f32::from_bits(u32::from(class) << LEFT_OUT))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::testing::{area, rectangle};

    #[test]
    fn an_area_is_as_wide_as_a_square_of_its_size_without_its_holes() {
        let at = |west: f64, south: f64| rectangle(west, south, west + 1.0, south + 0.5);
        let hole = rectangle(0.25, 60.125, 0.75, 60.375);
        let areas = [
            area("whole", vec![vec![at(0.0, 0.0)]]),
            // As wide in degrees as it is high, twice.
            area("north", vec![vec![at(0.0, 60.0)]]),
            area("holed", vec![vec![at(0.0, 60.0), hole]]),
            area("twice", vec![vec![at(0.0, 0.0)], vec![at(3.0, 0.0)]]),
        ];
        let degree = 2_f64.powi(32) / 360.0;
        let widths = size_classes(&areas).into_iter().map(|class| width_of(class) / degree);
        let wanted = [0.5_f64.sqrt(), 1.0, 0.75_f64.sqrt(), 1.0];
        for (width, wanted) in widths.zip(wanted) {
            // Told to a sixteenth, and Mercator stretches within an area too.
            assert!((wanted * 0.92..=wanted * 1.01).contains(&width), "{width} for {wanted}");
        }
    }

    #[test]
    fn of_two_areas_the_smaller_counts_and_of_one_alone_that_one() {
        let classes = [(7.0_f32, 0), (900.0, 1), (1e9, 2)]
            .map(|(width, _)| (width.to_bits() >> LEFT_OUT) as SizeClass);
        assert_eq!(smaller(&classes, 1, 2), classes[1]);
        assert_eq!(smaller(&classes, 2, 0), classes[0]);
        assert_eq!(smaller(&classes, 1, u16::MAX), classes[1]);
        // What cannot be told holds no border back.
        assert_eq!(width_of(smaller(&classes, u16::MAX, u16::MAX)), f64::INFINITY);
        assert_eq!(width_of(0), f64::INFINITY);
    }
}
