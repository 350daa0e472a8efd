//! Parts of one picture that are seen with one camera.
//!
//! The rule: there is one camera, and each part is a window onto its picture. Under a
//! curtain the windows lie where they are and show each other's continuation. As halves
//! both show the middle of the camera's picture, so both have the same middle and scale,
//! and what is at one place of a half is at the same place of the other. Has no opinion
//! on what a part shows.

use super::View;

/// How a picture is divided into two parts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Division {
    /// Two halves side by side that show the same place.
    Halves,
    /// One place, and a curtain at that fraction of the width, 0–1, from the left.
    Curtain(f64),
}

/// A part of a picture: from one edge of it to the other, over its whole height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pane {
    /// Where it begins, CSS pixels from the left.
    pub left_px: f64,
    /// Where it ends.
    pub right_px: f64,
    /// How far to the right of its place in the camera's picture everything is shown.
    pub shift_px: f64,
}

impl Pane {
    /// The whole picture of a view.
    pub fn whole(view: &View) -> Self {
        Self { left_px: 0.0, right_px: view.width_px(), shift_px: 0.0 }
    }

    /// The left and the right part of a view's picture.
    pub fn both(view: &View, division: Division) -> [Self; 2] {
        let width_px = view.width_px();
        let (seam_px, shift_px) = match division {
            Division::Halves => (width_px / 2.0, width_px / 4.0),
            Division::Curtain(share) => (width_px * share.clamp(0.0, 1.0), 0.0),
        };
        [
            Self { left_px: 0.0, right_px: seam_px, shift_px: -shift_px },
            Self { left_px: seam_px, right_px: width_px, shift_px },
        ]
    }

    /// Whether it shows that column of the picture.
    pub fn contains(&self, x_px: f64) -> bool {
        self.left_px <= x_px && x_px < self.right_px
    }

    /// Where in the camera's picture that is which it shows at a point.
    pub fn in_camera(&self, (x_px, y_px): (f64, f64)) -> (f64, f64) {
        (x_px - self.shift_px, y_px)
    }

    /// Where it shows a point of the camera's picture, if within its edges.
    pub fn on_screen(&self, (x_px, y_px): (f64, f64)) -> Option<(f64, f64)> {
        let x_px = x_px + self.shift_px;
        self.contains(x_px).then_some((x_px, y_px))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::geo::LonLat;
    use proptest::prelude::*;

    fn view(width_px: f64) -> View {
        View::new(LonLat { lon: 37.16, lat: 36.2 }, 13.0, width_px, 400.0)
    }

    #[test]
    fn both_halves_have_the_same_place_in_their_middle() {
        let view = view(900.0);
        let [left, right] = Pane::both(&view, Division::Halves);
        assert_eq!(left.in_camera((225.0, 200.0)), (450.0, 200.0));
        assert_eq!(right.in_camera((675.0, 200.0)), (450.0, 200.0));
    }

    #[test]
    fn a_curtain_moves_nothing() {
        let [left, right] = Pane::both(&view(800.0), Division::Curtain(0.25));
        assert_eq!((left.right_px, right.left_px), (200.0, 200.0));
        assert_eq!(left.in_camera((10.0, 5.0)), (10.0, 5.0));
        assert_eq!(right.in_camera((700.0, 5.0)), (700.0, 5.0));
    }

    #[test]
    fn a_curtain_that_is_drawn_leaves_nothing_of_the_other_part() {
        let [left, right] = Pane::both(&view(800.0), Division::Curtain(1.5));
        assert!(left.contains(799.0) && !right.contains(799.0));
        let [left, right] = Pane::both(&view(800.0), Division::Curtain(0.0));
        assert!(right.contains(0.0) && !left.contains(0.0));
    }

    fn divisions() -> impl Strategy<Value = Division> {
        prop_oneof![Just(Division::Halves), (0.0..=1.0).prop_map(Division::Curtain)]
    }

    proptest! {
        /// A half is what a map of half the width would be, put at its place.
        #[test]
        fn a_point_of_a_half_is_the_ground_that_a_map_of_that_width_has_there(
            width_px in 40.0..2_000.0_f64, x in 0.0..1.0_f64, y in 0.0..1.0_f64,
        ) {
            let whole = view(width_px);
            let alone = whole.with_size(width_px / 2.0, whole.height_px());
            for pane in Pane::both(&whole, Division::Halves) {
                let at = (x * width_px / 2.0, y * 400.0);
                let seen = whole.lonlat_from_screen(pane.in_camera((pane.left_px + at.0, at.1)));
                let meant = alone.lonlat_from_screen(at);
                prop_assert!((seen.lon - meant.lon).abs() < 1e-9, "{seen:?} {meant:?}");
                prop_assert!((seen.lat - meant.lat).abs() < 1e-9, "{seen:?} {meant:?}");
            }
        }

        #[test]
        fn every_column_belongs_to_exactly_one_part_and_is_found_again(
            width_px in 40.0..2_000.0_f64, x in 0.0..1.0_f64, division in divisions(),
        ) {
            let at = (x * width_px, 7.0);
            let panes = Pane::both(&view(width_px), division);
            let showing: Vec<&Pane> = panes.iter().filter(|pane| pane.contains(at.0)).collect();
            prop_assert_eq!(showing.len(), 1);
            let again = showing[0].on_screen(showing[0].in_camera(at)).unwrap();
            prop_assert!((again.0 - at.0).abs() < 1e-9);
        }
    }
}
