//! A group of events as it is drawn: a ring of its kinds in proportion around its number, in
//! rims like a mark's.
//!
//! Both painters take their measures from here. Has no opinion on colours and on how a number
//! is written.

use super::{Group, Groups, ScreenBox};
use crate::geo::View;
use std::f64::consts::TAU;

/// Width of the ring, CSS pixels.
pub const RING_PX: f64 = 5.0;
/// How far the light rim and the dark line around it reach out, CSS pixels.
pub const RIMS_PX: [f64; 2] = [2.4, 1.3];
/// Size of the number, CSS pixels.
pub const NUMBER_PX: f64 = 12.0;
/// The smallest and the largest group, CSS pixels. Two of the largest fill two squares.
const RADII_PX: (f64, f64) = (14.0, 31.0);
/// How much room a figure and what is around all of them take, CSS pixels.
const FIGURE_PX: (f64, f64) = (3.6, 7.0);
/// Gap between two kinds, radians at a radius of a pixel.
pub const GAP: f64 = 1.4;

/// A group as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Disc {
    /// What it stands for.
    pub group: Group,
    /// Its middle, CSS pixels from the left.
    pub x_px: f64,
    /// Its middle, CSS pixels from the top.
    pub y_px: f64,
    /// As far as its ring reaches; the rims are around that.
    pub radius_px: f64,
}

impl Disc {
    /// The groups of a view, each where it stands in the view's picture.
    pub fn all(groups: &Groups, view: &View) -> Vec<Self> {
        let disc = |group: Group| {
            let figures = group.count.checked_ilog10().unwrap_or(0);
            // With the sign between thousands.
            let signs = f64::from(figures + 1) + f64::from(figures / 3) * 0.5;
            let radius_px = (FIGURE_PX.0 * signs + FIGURE_PX.1).max(RADII_PX.0).min(RADII_PX.1);
            let (x_px, y_px) = groups.place_px(&group, radius_px, view);
            Self { group, x_px, y_px, radius_px }
        };
        groups.groups().into_iter().map(disc).collect()
    }

    /// From where to where the ring has the colour of a kind, radians clockwise from the top;
    /// `None` without any.
    pub fn part_of(&self, category: usize) -> Option<(f64, f64)> {
        let counts = &self.group.by_category;
        let count = counts.get(category).copied().filter(|count| *count > 0)?;
        if count == self.group.count {
            return Some((0.0, TAU));
        }
        let before: u32 = counts.iter().take(category).sum();
        let angle = |count: u32| TAU * f64::from(count) / f64::from(self.group.count);
        let gap = GAP / self.radius_px;
        let (from, to) = (angle(before), angle(before + count));
        // However few there are, their colour is seen.
        Some((from, (to - gap).max(from + gap)))
    }

    /// What it covers, with its rims.
    pub fn covers(&self) -> ScreenBox {
        let width_px = 2.0 * (self.radius_px + RIMS_PX[0]);
        ScreenBox::around((self.x_px, self.y_px), width_px, width_px)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::geo::LonLat;
    use proptest::prelude::*;

    fn grouped(counts: &[u32]) -> (View, Groups) {
        let view = View::new(LonLat { lon: 10.0, lat: 50.0 }, 13.0, 640.0, 480.0);
        let mut groups = Groups::new(&view, counts.len());
        let at = view.world_from_screen((320.0, 240.0));
        for (category, count) in (0_u8..).zip(counts) {
            for _ in 0..*count {
                groups.add(at, category);
            }
        }
        (view, groups)
    }

    #[test]
    fn a_group_of_one_kind_has_a_whole_ring_and_more_figures_a_larger_one() {
        let radius_px = |count: u32| {
            let (view, groups) = grouped(&[count, 0]);
            let discs = Disc::all(&groups, &view);
            assert_eq!(discs[0].part_of(0), Some((0.0, TAU)));
            assert_eq!(discs[0].part_of(1), None);
            assert_eq!(discs[0].part_of(2), None);
            discs[0].radius_px
        };
        assert_eq!(radius_px(4), 14.0);
        assert!(radius_px(400) > 14.0 && radius_px(4_000) > radius_px(400));
    }

    proptest! {
        #[test]
        fn each_kind_has_its_share_of_the_ring(counts in prop::collection::vec(0_u32..60, 1..8)) {
            prop_assume!(counts.iter().sum::<u32>() > crate::scene::FEW);
            let (view, groups) = grouped(&counts);
            let discs = Disc::all(&groups, &view);
            let [disc] = discs.as_slice() else { panic!("one spot is one group") };
            let total = f64::from(disc.group.count);
            let gap = GAP / disc.radius_px;
            let mut end = 0.0_f64;
            for (category, count) in counts.iter().enumerate() {
                let share = f64::from(*count) / total * TAU;
                let Some((from, to)) = disc.part_of(category) else {
                    prop_assert_eq!(*count, 0);
                    continue;
                };
                prop_assert!((from - end).abs() < 1e-9);
                end += share;
                let is_whole = share > TAU - 1e-9;
                prop_assert!(is_whole || (to - from - (share - gap).max(gap)).abs() < 1e-9);
            }
            prop_assert!((end - TAU).abs() < 1e-9);
        }
    }
}
