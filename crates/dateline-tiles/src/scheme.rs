//! What a feature of a vector tile means for a quiet map: ground, line or place.
//!
//! Layers and kinds are called differently by each maker. Known are the schemas of Protomaps
//! (basemap, version 3 and 4), OpenMapTiles and Shortbread; whatever else is in a tile is not
//! drawn. Has no opinion on colours.

use crate::mvt::{Feature, Geometry, Layer, Value};

/// Surfaces, in the order of painting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Land.
    Earth,
    /// Where people live and work.
    Built,
    /// Woods, parks, meadows.
    Green,
    /// Seas, lakes, wide rivers.
    Water,
}

/// Lines, in the order of painting, after the edges of the surfaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineRow {
    /// A river or a canal.
    River,
    /// A street.
    Minor,
    /// A road between quarters and towns.
    Major,
    /// A motorway.
    Highway,
    /// A railway.
    Rail,
    /// A border within a country, or a disputed one.
    Region,
    /// A border between countries.
    Country,
}

/// How important a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceRank {
    /// A village or a part of a town.
    Village,
    /// A town.
    Town,
    /// A city.
    City,
    /// A province.
    Region,
    /// A country.
    Country,
}

/// What a feature means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// A surface.
    Fill(Ground),
    /// A line.
    Line(LineRow),
    /// A name.
    Place(PlaceRank),
}

const GREEN: [&str; 20] = [
    "allotments",
    "cemetery",
    "forest",
    "garden",
    "golf_course",
    "grass",
    "grassland",
    "heath",
    "meadow",
    "national_park",
    "nature_reserve",
    "orchard",
    "park",
    "protected_area",
    "recreation_ground",
    "scrub",
    "village_green",
    "wetland",
    "wood",
    "zoo",
];
const BUILT: [&str; 12] = [
    "aerodrome",
    "airfield",
    "commercial",
    "hospital",
    "industrial",
    "military",
    "neighbourhood",
    "railway",
    "residential",
    "retail",
    "university",
    "urban_area",
];

impl Scheme {
    /// What a feature means; `None` for what is not drawn.
    pub fn of<'a>(layer: &Layer<'a>, feature: &Feature<'a>) -> Option<Self> {
        let kind = ["kind", "class", "pmap:kind"];
        let kind = kind.iter().find_map(|name| layer.text(feature, name)).unwrap_or_default();
        match (layer.name, feature.geometry) {
            ("earth", Geometry::Polygons) => Some(Self::Fill(Ground::Earth)),
            ("water" | "ocean" | "water_polygons", Geometry::Polygons) => {
                Some(Self::Fill(Ground::Water))
            }
            ("water" | "waterway" | "water_lines" | "physical_line", Geometry::Lines) => {
                matches!(kind, "river" | "canal").then_some(Self::Line(LineRow::River))
            }
            ("park", Geometry::Polygons) => Some(Self::Fill(Ground::Green)),
            ("landuse" | "landcover" | "land" | "natural" | "sites", Geometry::Polygons) => {
                ground(kind)
            }
            ("roads" | "transportation" | "streets" | "transit", Geometry::Lines) => road(kind),
            ("boundaries" | "boundary", Geometry::Lines) => border(layer, feature, kind),
            ("places" | "place" | "place_labels", Geometry::Points) => place(layer, feature, kind),
            _ => None,
        }
    }
}

fn ground(kind: &str) -> Option<Scheme> {
    if GREEN.contains(&kind) {
        return Some(Scheme::Fill(Ground::Green));
    }
    BUILT.contains(&kind).then_some(Scheme::Fill(Ground::Built))
}

fn road(kind: &str) -> Option<Scheme> {
    let row = match kind {
        "highway" | "motorway" | "trunk" => LineRow::Highway,
        "major_road" | "medium_road" | "primary" | "secondary" | "tertiary" => LineRow::Major,
        "minor_road" | "minor" | "residential" | "living_street" | "unclassified" => LineRow::Minor,
        "rail" | "railway" => LineRow::Rail,
        _ => return None,
    };
    Some(Scheme::Line(row))
}

fn border(layer: &Layer<'_>, feature: &Feature<'_>, kind: &str) -> Option<Scheme> {
    let says = |name: &str| {
        !matches!(
            layer.property(feature, name),
            None | Some(Value::Flag(false)) | Some(Value::Number(0.0))
        )
    };
    if says("maritime") {
        return None;
    }
    let level = ["admin_level", "pmap:min_admin_level", "kind_detail"];
    let level = level.iter().find_map(|name| layer.number(feature, name));
    let row = match (kind, level) {
        ("country", _) => LineRow::Country,
        ("region" | "state" | "province", _) => LineRow::Region,
        ("", Some(level)) if level <= 2.0 => LineRow::Country,
        ("", Some(level)) if level <= 4.0 => LineRow::Region,
        _ => return None,
    };
    // Whoever draws a disputed border as a settled one takes a side.
    Some(Scheme::Line(if says("disputed") { LineRow::Region } else { row }))
}

fn place(layer: &Layer<'_>, feature: &Feature<'_>, kind: &str) -> Option<Scheme> {
    let detail = ["kind_detail", "pmap:kind_detail"];
    let detail = detail.iter().find_map(|name| layer.text(feature, name));
    let rank = match if kind == "locality" { detail.unwrap_or("town") } else { kind } {
        "country" => PlaceRank::Country,
        "region" | "state" | "province" => PlaceRank::Region,
        "city" | "capital" | "state_capital" => PlaceRank::City,
        "town" => PlaceRank::Town,
        "village" | "suburb" | "quarter" | "neighbourhood" | "macrohood" | "hamlet" => {
            PlaceRank::Village
        }
        _ => return None,
    };
    Some(Scheme::Place(rank))
}
