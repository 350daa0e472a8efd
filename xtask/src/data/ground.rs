//! The land before anything grows on it: where it is built up, what is hard to cross,
//! which cells belong to an outline drawn by hand.
//! Has no opinion on who gets the rest.

use super::plane::{Point, Raster};
use super::tables::{Drawn, Tables};

/// The outline of the city proper in `outlines.csv`. Built-up land outside it is loose:
/// workshops, colleges and villages with fields between them, which belong to no quarter.
const CITY: &str = "city";

/// One cell of land.
#[derive(Clone, Copy, Debug, Default)]
pub struct Land {
    /// Inside the outline of the built-up land.
    pub built_up: bool,
    /// Built-up land of the city proper, all of which goes to some area.
    pub filled: bool,
    /// How much dearer the cell is than level ground, per cent; makes open edges uneven.
    pub rough: i16,
    /// Label of the drawn area that holds the cell, or 0.
    pub drawn: u16,
    /// What it costs to enter the cell from a cell without a barrier, metres.
    pub barrier_m: u16,
}

/// What crossing a line of the base map costs, in metres of open ground: quarters end
/// at walls and rivers first, at main roads where nothing else decides.
fn barrier_m(kind: &str) -> u16 {
    match kind {
        "wall" => 300,
        "river" | "front-line" => 120,
        "ring-road" => 160,
        "rail" => 90,
        "road" => 110,
        _ => 0,
    }
}

/// Lays the tables over a grid.
pub fn survey(tables: &Tables, cell_m: f64) -> Raster<Land> {
    let mut land = Raster::<Land>::new(cell_m);
    let mut mask = Raster::<bool>::new(cell_m);
    for (kind, line) in lines(tables) {
        if kind == "built-up" {
            mask.fill(&line, true);
        }
        let barrier_m = barrier_m(&kind);
        if barrier_m == 0 {
            continue;
        }
        for cell in land.along(&line) {
            let old = land.get(cell);
            land.set(cell, Land { barrier_m: old.barrier_m.max(barrier_m), ..old });
        }
    }
    let mut drawn = Raster::<u16>::new(cell_m);
    for (label, place) in (1u16..).zip(tables.areas()) {
        if place.drawn == Drawn::Outline {
            drawn.fill(&outline(tables, &place.id), label);
        }
    }
    let mut city = Raster::<bool>::new(cell_m);
    city.fill(&outline(tables, CITY), true);
    for row in 0..land.rows {
        for column in 0..land.columns {
            let cell = (column, row);
            let old = land.get(cell);
            let middle = land.middle(cell);
            let built_up = mask.get(cell);
            let filled = built_up && city.get(cell);
            let rough = if built_up { 0 } else { roughness(middle) };
            land.set(cell, Land { built_up, filled, rough, drawn: drawn.get(cell), ..old });
        }
    }
    land
}

/// Between -45 and 45, changing slowly over the land: bumps on a lattice of 330 m whose
/// heights come from a hash of the lattice point.
fn roughness(point: Point) -> i16 {
    const LATTICE_M: f64 = 330.0;
    let height = |column: i32, row: i32| {
        let mixed =
            (column as u32).wrapping_mul(0x9E37_79B1) ^ (row as u32).wrapping_mul(0x85EB_CA77);
        let mixed = (mixed ^ (mixed >> 15)).wrapping_mul(0x2C1B_3C6D);
        f64::from((mixed ^ (mixed >> 13)) % 91) - 45.0
    };
    let (x, y) = (point.x / LATTICE_M, point.y / LATTICE_M);
    let (column, row) = (x.floor() as i32, y.floor() as i32);
    let (east, north) = (x - x.floor(), y - y.floor());
    let south_side = height(column, row) * (1.0 - east) + height(column + 1, row) * east;
    let north_side = height(column, row + 1) * (1.0 - east) + height(column + 1, row + 1) * east;
    (south_side * (1.0 - north) + north_side * north) as i16
}

/// The corners of an outline drawn by hand; without one, the way-points whose kind is the
/// id (the industrial city is a kind of its own).
pub fn outline(tables: &Tables, id: &str) -> Vec<Point> {
    let by_hand = tables.outlines.iter().filter(|corner| corner.id == id);
    let corners: Vec<Point> =
        by_hand.map(|corner| Point::from_degrees(corner.lon, corner.lat)).collect();
    if !corners.is_empty() {
        return corners;
    }
    let kind = if id == "sheikh-najjar" { "industrial" } else { id };
    lines(tables).into_iter().find(|line| line.0 == kind).map(|line| line.1).unwrap_or_default()
}

/// The way-points as lines: kind and positions.
fn lines(tables: &Tables) -> Vec<(String, Vec<Point>)> {
    let mut lines: Vec<(String, Vec<Point>)> = Vec::new();
    let same = |a: &super::tables::Waypoint, b: &super::tables::Waypoint| {
        a.kind == b.kind && a.name == b.name && a.part == b.part
    };
    for chunk in tables.waypoints.chunk_by(same) {
        let kind = chunk.first().map(|point| point.kind.clone()).unwrap_or_default();
        lines.push((kind, chunk.iter().map(|p| Point::from_degrees(p.lon, p.lat)).collect()));
    }
    lines
}
