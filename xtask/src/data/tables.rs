//! The input tables: places, extents, way-points, outlines drawn by hand, adjustments.
//! Knows their columns; has no opinion on what is made of them.

use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::error::DataError;

/// How an area gets its outline.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
pub enum Drawn {
    /// Grown from its centre against its neighbours.
    #[serde(rename = "grown")]
    Grown,
    /// Drawn by hand, or given by way-points.
    #[serde(rename = "outline")]
    Outline,
    /// What is left of the built-up land.
    #[serde(rename = "rest")]
    Rest,
    /// Not an area.
    #[serde(rename = "")]
    No,
}

/// A place: an area, a mark on the base map, or both.
#[derive(Clone, Debug, Deserialize)]
pub struct Place {
    /// Id that other tables use.
    pub id: String,
    /// English name, without brackets.
    pub name: String,
    /// Arabic name, without brackets.
    #[serde(rename = "name:ar")]
    pub name_ar: String,
    /// Other spellings, `;`-separated.
    pub alt_names: String,
    /// Other Arabic names, `;`-separated.
    #[serde(rename = "alt_names:ar")]
    pub alt_names_ar: String,
    /// Degrees east.
    pub lon: f64,
    /// Degrees north.
    pub lat: f64,
    /// Neighbourhood, landmark, crossing, …
    pub kind: String,
    /// How its outline is made.
    pub drawn: Drawn,
    /// `landmark` or `crossing`: a point of the base map; empty: none.
    pub mark: String,
    /// `yes` if the story tells who held it.
    #[cfg(test)]
    pub control: String,
    /// `sourced` or `estimated`.
    pub coord_status: String,
    /// How far the centre may be off.
    pub uncertainty_m: u32,
}

/// The size and the bounding box of a grown area, in degrees.
#[derive(Clone, Debug, Deserialize)]
pub struct Extent {
    /// Id of the place.
    pub id: String,
    /// Area to aim at.
    pub area_ha: f64,
    /// Western edge.
    pub west: f64,
    /// Southern edge.
    pub south: f64,
    /// Eastern edge.
    pub east: f64,
    /// Northern edge.
    pub north: f64,
    /// Areas that it is known to touch, `;`-separated.
    #[cfg(test)]
    pub neighbours: String,
}

/// A way-point of a line or an outline of the base map.
#[derive(Clone, Debug, Deserialize)]
pub struct Waypoint {
    /// A `kind` of the base map.
    pub kind: String,
    /// English name.
    pub name: String,
    /// Arabic name.
    #[serde(rename = "name:ar")]
    pub name_ar: String,
    /// Number of the piece, for lines in several pieces.
    pub part: u32,
    /// Degrees east.
    pub lon: f64,
    /// Degrees north.
    pub lat: f64,
}

/// A corner of an outline drawn by hand.
#[derive(Clone, Debug, Deserialize)]
pub struct OutlineCorner {
    /// Id of the place.
    pub id: String,
    /// Degrees east.
    pub lon: f64,
    /// Degrees north.
    pub lat: f64,
}

/// A correction by hand of how an area grows.
#[derive(Clone, Debug, Deserialize)]
pub struct Adjustment {
    /// Id of the place.
    pub id: String,
    /// How far east the start of growth is moved.
    pub east_m: f64,
    /// How far north the start of growth is moved.
    pub north_m: f64,
    /// How much head start the area gets over its neighbours.
    pub push_m: f64,
}

/// All tables.
#[derive(Clone, Debug)]
pub struct Tables {
    /// `places.csv`
    pub places: Vec<Place>,
    /// `extents.csv`
    pub extents: Vec<Extent>,
    /// `waypoints.csv`
    pub waypoints: Vec<Waypoint>,
    /// `outlines.csv`
    pub outlines: Vec<OutlineCorner>,
    /// `adjustments.csv`
    pub adjustments: Vec<Adjustment>,
}

impl Tables {
    /// Reads the tables in `folder`.
    ///
    /// # Errors
    /// A file that is missing, or a row that does not fit its columns.
    pub fn read(folder: &Path) -> Result<Self, DataError> {
        Ok(Self {
            places: rows(&folder.join("places.csv"))?,
            extents: rows(&folder.join("extents.csv"))?,
            waypoints: rows(&folder.join("waypoints.csv"))?,
            outlines: rows(&folder.join("outlines.csv"))?,
            adjustments: rows(&folder.join("adjustments.csv"))?,
        })
    }

    /// The areas, in the order of the table: the label of the first is 1.
    pub fn areas(&self) -> Vec<&Place> {
        self.places.iter().filter(|place| place.drawn != Drawn::No).collect()
    }
}

/// The rows of a table.
///
/// # Errors
/// A file that is missing, or a row that does not fit its columns.
pub fn rows<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, DataError> {
    let table = |source| DataError::Table { path: path.to_owned(), source };
    let mut reader = csv::Reader::from_path(path).map_err(table)?;
    reader.deserialize().collect::<Result<_, _>>().map_err(table)
}
