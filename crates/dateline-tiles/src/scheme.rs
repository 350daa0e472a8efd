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

/// What layers, kinds and properties are called: lines that begin with what they mean. The marks
/// at both ends let the words come with the late part of the app (`src/platform/late.rs` there).
const WORDS: &str = "\u{2}late\u{2}
Le earth
Lw water ocean water_polygons
Ll waterway water_lines physical_line
Lp park
Lu landuse landcover land natural sites
Lr roads transportation streets transit
Lb boundaries boundary
Ln places place place_labels
Ug allotments cemetery forest garden golf_course grass grassland heath meadow national_park \
nature_reserve orchard park protected_area recreation_ground scrub village_green wetland wood zoo
Ub aerodrome airfield commercial hospital industrial military neighbourhood railway residential \
retail university urban_area
Wr river canal
Rh highway motorway trunk
RM major_road medium_road primary secondary tertiary
Rm minor_road minor residential living_street unclassified
Rr rail railway
Bc country
Br region state province
Pc country
Pr region state province
PC city capital state_capital
Pt town
Pv village suburb quarter neighbourhood macrohood hamlet
Kk kind class pmap:kind
Kd kind_detail pmap:kind_detail
Ka admin_level pmap:min_admin_level kind_detail
Kn population_rank pmap:population_rank
Ks maritime
Kq disputed
Ko name
Ke name:en name_en
Kr name:ar name_ar
\u{3}late\u{3}";

/// The words of a line, after what it begins with.
fn words(line: &str) -> impl Iterator<Item = &'static str> {
    // What stands there is not what the compiler knows.
    let text: &'static str = std::hint::black_box(WORDS);
    let found = text.lines().find_map(|one| one.strip_prefix(line)).unwrap_or_default();
    found.split(' ').filter(|word| !word.is_empty())
}

/// What a word means, among the lines that begin with a letter: the letter after it.
fn meaning(first: char, word: &str) -> Option<char> {
    let text: &'static str = std::hint::black_box(WORDS);
    text.lines().find_map(|line| {
        let mut letters = line.strip_prefix(first)?.chars();
        let letter = letters.next()?;
        letters.as_str().split(' ').any(|one| one == word && !word.is_empty()).then_some(letter)
    })
}

/// The first of the properties on a line that is a text.
pub(crate) fn first_text<'a>(
    layer: &Layer<'a>,
    feature: &Feature<'a>,
    line: &str,
) -> Option<&'a str> {
    words(line).find_map(|name| layer.text(feature, name))
}

/// The first of the properties on a line that is a number.
pub(crate) fn first_number(layer: &Layer<'_>, feature: &Feature<'_>, line: &str) -> Option<f64> {
    words(line).find_map(|name| layer.number(feature, name))
}

/// The line of the properties that tell how large a place is.
pub(crate) const SIZE_LINE: &str = "Kn";
/// The languages in which names are kept, with the lines of the properties that have them; the
/// name at the place first.
pub(crate) const NAME_LINES: [(&str, &str); 3] = [("", "Ko"), ("en", "Ke"), ("ar", "Kr")];

impl Scheme {
    /// What a feature means; `None` for what is not drawn.
    pub fn of<'a>(layer: &Layer<'a>, feature: &Feature<'a>) -> Option<Self> {
        let kind = first_text(layer, feature, "Kk").unwrap_or_default();
        match (meaning('L', layer.name)?, feature.geometry) {
            ('e', Geometry::Polygons) => Some(Self::Fill(Ground::Earth)),
            ('w', Geometry::Polygons) => Some(Self::Fill(Ground::Water)),
            ('w' | 'l', Geometry::Lines) => meaning('W', kind).map(|_| Self::Line(LineRow::River)),
            ('p', Geometry::Polygons) => Some(Self::Fill(Ground::Green)),
            ('u', Geometry::Polygons) => {
                let ground = if meaning('U', kind)? == 'g' { Ground::Green } else { Ground::Built };
                Some(Self::Fill(ground))
            }
            ('r', Geometry::Lines) => road(kind),
            ('b', Geometry::Lines) => border(layer, feature, kind),
            ('n', Geometry::Points) => place(layer, feature, kind),
            _ => None,
        }
    }
}

fn road(kind: &str) -> Option<Scheme> {
    let row = match meaning('R', kind)? {
        'h' => LineRow::Highway,
        'M' => LineRow::Major,
        'm' => LineRow::Minor,
        _ => LineRow::Rail,
    };
    Some(Scheme::Line(row))
}

fn border(layer: &Layer<'_>, feature: &Feature<'_>, kind: &str) -> Option<Scheme> {
    let says = |line: &str| {
        words(line).any(|name| {
            let value = layer.property(feature, name);
            !matches!(value, None | Some(Value::Flag(false)) | Some(Value::Number(0.0)))
        })
    };
    if says("Ks") {
        return None;
    }
    let row = match (meaning('B', kind), first_number(layer, feature, "Ka")) {
        (Some('c'), _) => LineRow::Country,
        (Some(_), _) => LineRow::Region,
        (None, Some(level)) if kind.is_empty() && level <= 2.0 => LineRow::Country,
        (None, Some(level)) if kind.is_empty() && level <= 4.0 => LineRow::Region,
        _ => return None,
    };
    // Whoever draws a disputed border as a settled one takes a side.
    Some(Scheme::Line(if says("Kq") { LineRow::Region } else { row }))
}

fn place(layer: &Layer<'_>, feature: &Feature<'_>, kind: &str) -> Option<Scheme> {
    // Where the kind says no more than that it is a place, its detail may.
    let detail = first_text(layer, feature, "Kd").and_then(|detail| meaning('P', detail));
    let rank = match meaning('P', kind).or(detail)? {
        'c' => PlaceRank::Country,
        'r' => PlaceRank::Region,
        'C' => PlaceRank::City,
        't' => PlaceRank::Town,
        _ => PlaceRank::Village,
    };
    Some(Scheme::Place(rank))
}
