//! A flat plane in metres around the city, and the grid of cells laid over it.
//! Has no opinion on what a cell holds.

/// South-western corner of the plane, degrees.
const ORIGIN_LON: f64 = 36.93;
const ORIGIN_LAT: f64 = 36.10;
/// Size of the plane in metres: reaches over every place of the tables.
const WIDTH_M: f64 = 34_600.0;
const HEIGHT_M: f64 = 22_400.0;
/// Length of a degree on the WGS84 ellipsoid at 36.2° north.
const M_PER_DEG_LON: f64 = 89_935.5;
const M_PER_DEG_LAT: f64 = 110_962.7;

/// A position on the plane, metres east and north of its corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// Metres east.
    pub x: f64,
    /// Metres north.
    pub y: f64,
}

impl Point {
    /// From degrees.
    pub fn from_degrees(lon: f64, lat: f64) -> Self {
        Self { x: (lon - ORIGIN_LON) * M_PER_DEG_LON, y: (lat - ORIGIN_LAT) * M_PER_DEG_LAT }
    }

    /// A part of the way from here to `other`: 0 is here, 1 is there.
    pub fn towards(self, other: Self, share: f64) -> Self {
        Self { x: self.x + (other.x - self.x) * share, y: self.y + (other.y - self.y) * share }
    }

    /// Distance in metres.
    pub fn distance_m(self, other: Self) -> f64 {
        let (dx, dy) = (other.x - self.x, other.y - self.y);
        (dx * dx + dy * dy).sqrt()
    }

    /// Distance in metres to the segment from `a` to `b`.
    pub fn distance_to_segment_m(self, a: Self, b: Self) -> f64 {
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        let length_squared = dx * dx + dy * dy;
        if length_squared == 0.0 {
            return self.distance_m(a);
        }
        let share = ((self.x - a.x) * dx + (self.y - a.y) * dy) / length_squared;
        self.distance_m(a.towards(b, share.clamp(0.0, 1.0)))
    }
}

/// A position as it is written: hundred-thousandths of a degree, about one metre.
/// Whole numbers, so that questions of sides and crossings have exact answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Vertex {
    /// 1e-5 degrees east.
    pub lon_e5: i64,
    /// 1e-5 degrees north.
    pub lat_e5: i64,
}

impl From<Point> for Vertex {
    fn from(point: Point) -> Self {
        let lon = ORIGIN_LON + point.x / M_PER_DEG_LON;
        let lat = ORIGIN_LAT + point.y / M_PER_DEG_LAT;
        Self { lon_e5: (lon * 1e5).round() as i64, lat_e5: (lat * 1e5).round() as i64 }
    }
}

impl From<Vertex> for Point {
    fn from(vertex: Vertex) -> Self {
        Self::from_degrees(vertex.lon_e5 as f64 / 1e5, vertex.lat_e5 as f64 / 1e5)
    }
}

/// A rectangle on the plane.
#[derive(Clone, Copy, Debug)]
pub struct Rect {
    /// South-western corner.
    pub low: Point,
    /// North-eastern corner.
    pub high: Point,
}

impl Rect {
    /// Whether a point is inside or on the edge.
    pub fn contains(&self, point: Point) -> bool {
        (self.low.x..=self.high.x).contains(&point.x)
            && (self.low.y..=self.high.y).contains(&point.y)
    }

    /// The middle.
    pub fn middle(&self) -> Point {
        self.low.towards(self.high, 0.5)
    }

    /// Width and height.
    pub fn size_m(&self) -> (f64, f64) {
        (self.high.x - self.low.x, self.high.y - self.low.y)
    }
}

/// A column and a row; rows count northwards.
pub type Cell = (i32, i32);

/// A grid of square cells over the plane.
#[derive(Clone, Debug)]
pub struct Raster<T> {
    /// Side of a cell.
    pub cell_m: f64,
    /// Number of columns.
    pub columns: i32,
    /// Number of rows.
    pub rows: i32,
    cells: Vec<T>,
}

impl<T: Copy + Default> Raster<T> {
    /// A grid of default values.
    pub fn new(cell_m: f64) -> Self {
        let (columns, rows) = ((WIDTH_M / cell_m) as i32, (HEIGHT_M / cell_m) as i32);
        Self { cell_m, columns, rows, cells: vec![T::default(); (columns * rows) as usize] }
    }

    fn index(&self, (column, row): Cell) -> Option<usize> {
        let inside = (0..self.columns).contains(&column) && (0..self.rows).contains(&row);
        inside.then_some((row * self.columns + column) as usize)
    }

    /// The value of a cell; the default outside the grid.
    pub fn get(&self, cell: Cell) -> T {
        self.index(cell).and_then(|index| self.cells.get(index)).copied().unwrap_or_default()
    }

    /// Sets a cell; does nothing outside the grid.
    pub fn set(&mut self, cell: Cell, value: T) {
        if let Some(slot) = self.index(cell).and_then(|index| self.cells.get_mut(index)) {
            *slot = value;
        }
    }

    /// All cells, row by row from the south.
    pub fn cells(&self) -> impl Iterator<Item = (Cell, T)> + '_ {
        let columns = self.columns;
        self.cells
            .iter()
            .enumerate()
            .map(move |(index, value)| ((index as i32 % columns, index as i32 / columns), *value))
    }

    /// The cell that a point lies in.
    pub fn cell_at(&self, point: Point) -> Cell {
        ((point.x / self.cell_m).floor() as i32, (point.y / self.cell_m).floor() as i32)
    }

    /// The middle of a cell.
    pub fn middle(&self, (column, row): Cell) -> Point {
        Point {
            x: (f64::from(column) + 0.5) * self.cell_m,
            y: (f64::from(row) + 0.5) * self.cell_m,
        }
    }

    /// Sets every cell whose middle lies in the closed outline (even-odd rule).
    pub fn fill(&mut self, outline: &[Point], value: T) {
        for row in 0..self.rows {
            let y = self.middle((0, row)).y;
            let mut crossings: Vec<f64> = outline
                .iter()
                .zip(outline.iter().cycle().skip(1))
                .filter(|(a, b)| (a.y <= y) != (b.y <= y))
                .map(|(a, b)| a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x))
                .collect();
            crossings.sort_by(f64::total_cmp);
            for pair in crossings.chunks_exact(2) {
                let [from, to] = pair else { continue };
                let first = (from / self.cell_m - 0.5).ceil() as i32;
                let last = (to / self.cell_m - 0.5).floor() as i32;
                (first..=last).for_each(|column| self.set((column, row), value));
            }
        }
    }

    /// Every cell that a line touches, without diagonal gaps, by small steps along it.
    pub fn along(&self, line: &[Point]) -> Vec<Cell> {
        let mut touched: Vec<Cell> = Vec::new();
        for (a, b) in line.iter().zip(line.iter().skip(1)) {
            let steps = (a.distance_m(*b) / self.cell_m * 4.0).ceil().max(1.0) as i32;
            for step in 0..=steps {
                let cell = self.cell_at(a.towards(*b, f64::from(step) / f64::from(steps)));
                if let Some(&last) = touched.last() {
                    if last == cell {
                        continue;
                    }
                    if last.0 != cell.0 && last.1 != cell.1 {
                        touched.push((last.0, cell.1));
                    }
                }
                touched.push(cell);
            }
        }
        touched
    }
}
