//! Where there are more marks than room: groups of them by place, with exact counts.
//!
//! The map is divided into squares that lie where they are whatever is in view, so that a pan
//! changes no group; they halve with each whole zoom. Only squares that a view touches are
//! kept, each with all of its marks. Has no opinion on what is counted: the caller adds what
//! passes clock, filter and search.

use super::STACK_SLOTS;
use crate::geo::{View, WorldPoint};
use std::ops::Range;

/// Side of a square at a whole zoom, CSS pixels; just under twice that below the next.
pub const GROUP_CELL_PX: f64 = 64.0;
/// World units of a square at zoom 0, as a power of two: 2³⁰ is a quarter of the world.
const CELL_BITS_AT_ZOOM_0: u32 = 30;
/// Marks are drawn one by one as long as no square has more. A spot spreads as many.
pub const MOST_IN_CELL: u32 = STACK_SLOTS;
/// And as long as each has so much of the squares in view, square CSS pixels.
pub const ROOM_PER_MARK_PX2: f64 = 400.0;
/// Where there are groups, marks of a square with so few stay marks.
pub const FEW: u32 = 3;
/// The most squares that a view has, along each side.
const MOST_CELLS: u32 = 256;

/// Marks by the squares of a view.
#[derive(Clone, Debug, PartialEq)]
pub struct Groups {
    shift: u32,
    cell_px: f64,
    /// The corner of the first square, world units.
    left: u32,
    top: u32,
    columns: u32,
    rows: u32,
    categories: usize,
    /// Per square, one count per category.
    by_category: Vec<u32>,
    cells: Vec<Cell>,
}

/// What is known of the marks of one square, in world units from its corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Cell {
    count: u32,
    sum: (u64, u64),
    first: (u32, u32),
    min: (u32, u32),
    max: (u32, u32),
}

/// More marks of one square than are drawn one by one.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its square, as [`Groups::group_of`] tells it.
    pub cell: usize,
    /// How many marks.
    pub count: u32,
    /// The same by category.
    pub by_category: Vec<u32>,
    /// Where the one is that was counted first.
    pub first: WorldPoint,
    /// Where they are on average.
    pub middle: WorldPoint,
    /// The corners of the least box around them, north-west and south-east.
    pub corners: [WorldPoint; 2],
    /// The middle of its square.
    pub cell_middle: WorldPoint,
}

impl Groups {
    /// No marks yet, in the squares that the view touches.
    pub fn new(view: &View, categories: usize) -> Self {
        let shift = CELL_BITS_AT_ZOOM_0 - (view.zoom().floor() as u32).min(CELL_BITS_AT_ZOOM_0);
        let cell_px = f64::from(shift).exp2() * view.pixels_per_world_unit();
        let corner = view.world_from_screen((0.0, 0.0));
        let cell_mask = !((1_u32 << shift) - 1);
        let count = |length_px: f64| ((length_px / cell_px).ceil() as u32 + 1).min(MOST_CELLS);
        // Around the world there are no more than these.
        let whole = 1_u64 << (32 - shift);
        let columns = u64::from(count(view.width_px())).min(whole) as u32;
        let rows = u64::from(count(view.height_px())).min(whole) as u32;
        let cells = columns as usize * rows as usize;
        Self {
            shift,
            cell_px,
            left: corner.x & cell_mask,
            top: corner.y & cell_mask,
            columns,
            rows,
            categories,
            by_category: vec![0; cells * categories],
            cells: vec![Cell::default(); cells],
        }
    }

    /// Side of a square, CSS pixels.
    pub fn cell_px(&self) -> f64 {
        self.cell_px
    }

    /// The square of a point; `None` outside the view. It may lie in a group, or not.
    fn cell_of(&self, point: WorldPoint) -> Option<usize> {
        let column = point.x.wrapping_sub(self.left) >> self.shift;
        let row = point.y.checked_sub(self.top)? >> self.shift;
        let is_in = column < self.columns && row < self.rows;
        is_in.then_some(row as usize * self.columns as usize + column as usize)
    }

    /// Counts a mark; how many its square has now, or 0 outside the view.
    pub fn add(&mut self, point: WorldPoint, category: u8) -> u32 {
        let Some(place) = self.cell_of(point) else { return 0 };
        let units = (1_u32 << self.shift) - 1;
        let (x, y) = (point.x & units, point.y & units);
        let category = place * self.categories + usize::from(category);
        if let Some(count) = self.by_category.get_mut(category) {
            *count += 1;
        }
        let Some(cell) = self.cells.get_mut(place) else { return 0 };
        if cell.count == 0 {
            (cell.first, cell.min) = ((x, y), (x, y));
        }
        cell.min = (cell.min.0.min(x), cell.min.1.min(y));
        cell.max = (cell.max.0.max(x), cell.max.1.max(y));
        cell.sum = (cell.sum.0 + u64::from(x), cell.sum.1 + u64::from(y));
        cell.count += 1;
        cell.count
    }

    /// How many marks have been counted in squares of the view.
    pub fn count(&self) -> u32 {
        self.cells.iter().map(|cell| cell.count).sum()
    }

    /// Whether there are more marks than room, in one square or in all.
    pub fn is_crowded(&self) -> bool {
        let room_px2 = self.cell_px * self.cell_px * self.cells.len() as f64;
        f64::from(self.count()) * ROOM_PER_MARK_PX2 > room_px2
            || self.cells.iter().any(|cell| cell.count > MOST_IN_CELL)
    }

    /// The square of a mark that is drawn within a group; `None` if it is drawn by itself or
    /// lies outside the view.
    pub fn group_of(&self, point: WorldPoint) -> Option<usize> {
        let place = self.cell_of(point)?;
        self.cells.get(place).filter(|cell| cell.count > FEW).map(|_| place)
    }

    /// Whether the view has the square of a point.
    pub fn has(&self, point: WorldPoint) -> bool {
        self.cell_of(point).is_some()
    }

    /// Whether a mark in view is drawn by itself where there are groups.
    pub fn is_alone(&self, point: WorldPoint) -> bool {
        let cell = self.cell_of(point).and_then(|place| self.cells.get(place));
        cell.is_some_and(|cell| cell.count <= FEW)
    }

    /// The groups, from north to south and from west to east.
    pub fn groups(&self) -> Vec<Group> {
        let large = self.cells.iter().enumerate().filter(|(_, cell)| cell.count > FEW);
        large.map(|(place, cell)| self.group(place, cell)).collect()
    }

    fn group(&self, place: usize, cell: &Cell) -> Group {
        let columns = self.columns.max(1) as usize;
        let [column, row] = [place % columns, place / columns].map(|number| number as u32);
        let (left, top) =
            (self.left.wrapping_add(column << self.shift), self.top + (row << self.shift));
        let at = |(x, y): (u32, u32)| WorldPoint { x: left.wrapping_add(x), y: top + y };
        let average = |sum: u64| (sum / u64::from(cell.count.max(1))) as u32;
        let half = 1_u32 << self.shift >> 1;
        let counts: Range<usize> = place * self.categories..(place + 1) * self.categories;
        Group {
            cell: place,
            count: cell.count,
            by_category: self.by_category.get(counts).unwrap_or(&[]).to_vec(),
            first: at(cell.first),
            middle: at((average(cell.sum.0), average(cell.sum.1))),
            corners: [at(cell.min), at(cell.max)],
            cell_middle: at((half, half)),
        }
    }

    /// Where in the view a group with that radius stands: where its marks are on average, as
    /// far as it stays within its square, so that no two of them touch.
    pub fn place_px(&self, group: &Group, radius_px: f64, view: &View) -> (f64, f64) {
        let free_px = (self.cell_px / 2.0 - radius_px).max(0.0);
        let ((x, y), (middle_x, middle_y)) =
            (view.screen_from_world(group.middle), view.screen_from_world(group.cell_middle));
        // Not by `clamp`, whose complaint about bounds would bring the writing of floats.
        let within = |at: f64, middle: f64| at.max(middle - free_px).min(middle + free_px);
        (within(x, middle_x), within(y, middle_y))
    }
}

#[cfg(test)]
#[path = "groups_tests.rs"]
mod tests;
