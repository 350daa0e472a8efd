//! Which names are written, and where.
//!
//! Whether a name has room is decided among all candidates in the pixels of the zoom,
//! counted from the corner of the world and not of the screen. So a pan changes nothing
//! but which names are inside the picture, and there is no need to remember what was
//! shown before. Has no opinion on fonts: the caller measures.

use crate::geo::{View, WorldPoint};
use crate::order::places_in_order;

/// The most names placed at once.
pub const MAX_LABELS: usize = 120;
/// Room kept around each name, CSS pixels.
const GAP_PX: f64 = 3.0;
/// How near the middle of a mark has to be to cover a name, in heights of the name: less than
/// one, so that a name below a mark on its own place is clear of it whatever the rounding.
const NEAR_MARK: f64 = 0.9;
/// The zoom from which single buildings and crossings are named.
const LANDMARKS_FROM_ZOOM: f64 = 13.2;
/// What no name is narrower than, CSS pixels.
pub const SHORTEST_NAME_PX: f64 = 8.0;
/// How much of its name's width an area must measure to carry it.
const ROOM_FOR_NAME: f64 = 0.5;
/// Side of a cell of the grid that finds neighbours, CSS pixels.
const CELL_PX: f64 = 96.0;
/// Cells have a list each as far as these go; beyond that several share one.
const LISTS: usize = 1 << 12;
/// Cells beside each other that have lists of their own: some screens full.
const CELLS_IN_ROW: i64 = 1 << 6;

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LabelKind {
    /// An area that can change hands.
    Area,
    /// A point of the base map.
    Landmark,
    /// A line or a surface of the base map, such as a road or an airport.
    Place,
}

/// A name that would like to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelCandidate {
    /// What to write.
    pub text: String,
    /// Where the middle of the text goes.
    pub anchor: WorldPoint,
    /// Width of the text as measured, CSS pixels.
    pub width_px: f64,
    /// Height of the text as measured, CSS pixels.
    pub height_px: f64,
    /// Who comes first where there is not room for all: the higher; of equals the earlier
    /// in the list.
    pub priority: f64,
    /// What it stands for.
    pub kind: LabelKind,
    /// Place of what it names in the caller's list of that kind.
    pub id: u32,
}

/// A name that has room.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedLabel {
    /// Place in the list of candidates.
    pub candidate: usize,
    /// What it stands for.
    pub kind: LabelKind,
    /// As in the candidate.
    pub id: u32,
    /// Middle of the text, CSS pixels from the left.
    pub x_px: f64,
    /// Middle of the text, CSS pixels from the top.
    pub y_px: f64,
}

/// A rectangle in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScreenBox {
    /// Left edge.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Bottom edge.
    pub bottom: f64,
}

impl ScreenBox {
    /// The box of that size around a point.
    pub fn around((x, y): (f64, f64), width: f64, height: f64) -> Self {
        let (half_width, half_height) = (width / 2.0, height / 2.0);
        Self {
            left: x - half_width,
            top: y - half_height,
            right: x + half_width,
            bottom: y + half_height,
        }
    }

    /// Whether the two share more than an edge.
    pub fn overlaps(self, other: Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// Whether a name of that width is wanted at a zoom at which what it names is `room_px` wide: of
/// areas that are large enough to carry it, and of buildings from near.
pub fn is_wanted(kind: LabelKind, zoom: f64, room_px: f64, width_px: f64) -> bool {
    match kind {
        LabelKind::Area => room_px >= width_px * ROOM_FOR_NAME,
        LabelKind::Landmark => zoom >= LANDMARKS_FROM_ZOOM,
        LabelKind::Place => true,
    }
}

/// Places names: the most important first, each where it overlaps none before it, the
/// whole of it inside the picture and clear of `obstacles` (boxes on the screen, such as
/// the scale bar), at most [`MAX_LABELS`]. An obstacle hides a name and makes no room for
/// others. In order of importance.
pub fn place(
    candidates: &[LabelCandidate],
    view: &View,
    obstacles: &[ScreenBox],
) -> Vec<PlacedLabel> {
    let order = by_importance(candidates);
    let roomy = with_room(candidates, &order, view.pixels_per_world_unit());
    place_roomy(candidates, &roomy, view, obstacles)
}

/// The last step of [`place`]: of the names that have room at the scale of the view, those
/// that are seen.
pub fn place_roomy(
    candidates: &[LabelCandidate],
    roomy: &[usize],
    view: &View,
    obstacles: &[ScreenBox],
) -> Vec<PlacedLabel> {
    let picture =
        ScreenBox { left: 0.0, top: 0.0, right: view.width_px(), bottom: view.height_px() };
    let mut placed = Vec::new();
    for place in roomy {
        let Some(candidate) = candidates.get(*place) else { continue };
        let (x_px, y_px) = view.screen_from_world(candidate.anchor);
        let around = ScreenBox::around((x_px, y_px), candidate.width_px, candidate.height_px);
        let is_seen = around.left >= picture.left
            && around.right <= picture.right
            && around.top >= picture.top
            && around.bottom <= picture.bottom
            && !obstacles.iter().any(|obstacle| obstacle.overlaps(around));
        if is_seen && placed.len() < MAX_LABELS {
            let (kind, id) = (candidate.kind, candidate.id);
            placed.push(PlacedLabel { candidate: *place, kind, id, x_px, y_px });
        }
    }
    placed
}

/// Moves names out from under marks, to below or above them, without bringing two names over
/// each other or under an obstacle: where there is no room the lesser name is left out. `marks`
/// are the middles of marks in the picture, CSS pixels. A name that marks cover wherever it
/// stands goes below.
pub fn clear_of_marks(
    candidates: &[LabelCandidate],
    placed: &mut Vec<PlacedLabel>,
    marks: &[(f64, f64)],
    obstacles: &[ScreenBox],
) {
    let mut taken = obstacles.to_vec();
    placed.retain_mut(|label| {
        let Some(LabelCandidate { width_px, height_px, .. }) = candidates.get(label.candidate)
        else {
            return false;
        };
        let around = |y_px: f64| ScreenBox::around((label.x_px, y_px), *width_px, *height_px);
        let is_covered = |y_px: f64| {
            marks.iter().any(|(mark_x_px, mark_y_px)| {
                (mark_x_px - label.x_px).abs() < width_px / 2.0
                    && (mark_y_px - y_px).abs() < height_px * NEAR_MARK
            })
        };
        let (own, below, above) = (label.y_px, label.y_px + height_px, label.y_px - height_px);
        let places = if is_covered(own) { [below, above, own] } else { [own, below, above] };
        let is_free = |y_px: &f64| !taken.iter().any(|other| other.overlaps(around(*y_px)));
        let mut free = places.into_iter().filter(is_free);
        let found = free.clone().find(|y_px| !is_covered(*y_px)).or_else(|| free.next());
        if let Some(y_px) = found {
            let around = around(y_px);
            label.y_px = y_px;
            taken.push(around);
        }
        found.is_some()
    });
}

/// The places of the candidates, the most important first.
pub fn by_importance(candidates: &[LabelCandidate]) -> Vec<usize> {
    let priority =
        |place: usize| candidates.get(place).map_or(f64::MIN, |candidate| candidate.priority);
    places_in_order(candidates.len(), &mut |a, b| priority(b).total_cmp(&priority(a)))
}

/// Of the candidates at those places, in their order, those that overlap none before them at
/// that scale, whatever is in view. They stay the same while the scale does.
pub fn with_room(
    candidates: &[LabelCandidate],
    order: &[usize],
    pixels_per_unit: f64,
) -> Vec<usize> {
    let mut grid = Grid::default();
    let mut roomy = Vec::new();
    for place in order {
        let Some(candidate) = candidates.get(*place) else { continue };
        let size_is_known = candidate.width_px.is_finite() && candidate.height_px.is_finite();
        if candidate.text.is_empty() || !size_is_known {
            continue;
        }
        let middle = (
            f64::from(candidate.anchor.x) * pixels_per_unit,
            f64::from(candidate.anchor.y) * pixels_per_unit,
        );
        // The gap is shared by the two names that it separates.
        let (width, height) = (candidate.width_px + GAP_PX, candidate.height_px + GAP_PX);
        if grid.insert(ScreenBox::around(middle, width, height)) {
            roomy.push(*place);
        }
    }
    roomy
}

/// Boxes by the cells they touch. Cells that share a list are no fault: whether two boxes overlap
/// is asked of the boxes.
struct Grid {
    lists: Vec<Vec<ScreenBox>>,
}

impl Default for Grid {
    fn default() -> Self {
        Self { lists: vec![Vec::new(); LISTS] }
    }
}

impl Grid {
    /// Adds the box unless it overlaps one that is there; says whether it was added.
    fn insert(&mut self, new: ScreenBox) -> bool {
        let taken = |list| {
            let boxes: &[ScreenBox] = self.lists.get(list).map_or(&[], Vec::as_slice);
            boxes.iter().any(|old| old.overlaps(new))
        };
        if lists(new).any(taken) {
            return false;
        }
        for list in lists(new) {
            if let Some(boxes) = self.lists.get_mut(list) {
                boxes.push(new);
            }
        }
        true
    }
}

/// The lists of the cells that a box touches; a text of absurd length is cut off after some.
fn lists(area: ScreenBox) -> impl Iterator<Item = usize> {
    const MOST: i64 = 64;
    let cell = |px: f64| (px / CELL_PX).floor() as i64;
    let (left, top) = (cell(area.left), cell(area.top));
    let right = cell(area.right).min(left + MOST);
    let bottom = cell(area.bottom).min(top + MOST);
    let list = |row: i64, column: i64| (row * CELLS_IN_ROW + column) as usize % LISTS;
    (top..=bottom).flat_map(move |row| (left..=right).map(move |column| list(row, column)))
}

#[cfg(test)]
#[path = "labels_tests.rs"]
mod tests;
