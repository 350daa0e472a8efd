//! Names on the tiles, and which of them are written.

use dateline_core::geo::WorldPoint;

use crate::features::DrawnFeature;
use crate::mvt::Layer;
pub use crate::scheme::PlaceRank;
use crate::scheme::{NAME_LINES, SIZE_LINE, first_number, first_text};
use crate::tile::Tile;
use crate::units::Placing;

/// The most names of one tile.
pub(crate) const MAX_PLACES: usize = 400;
/// The most names of places that are considered for a picture.
const MAX_NAMES: usize = 300;
/// The longest name, characters.
const MAX_NAME_CHARS: usize = 80;
/// Keeps names of tiles behind those of the story, whose priority is not negative.
const LOWEST: f64 = 1_000.0;

/// A name on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Where it stands.
    pub at: WorldPoint,
    /// How important it is.
    pub rank: PlaceRank,
    /// Among places of that rank the larger number comes first.
    pub size: f64,
    /// Names by language; "" is the name at the place.
    names: Vec<(&'static str, String)>,
}

impl Place {
    /// What a feature names; `None` for a neighbour's, and for what has no name.
    pub(crate) fn read<'a>(
        layer: &Layer<'a>,
        found: &DrawnFeature<'a>,
        tile: Tile,
        rank: PlaceRank,
    ) -> Option<Self> {
        let placing = Placing { tile, extent: layer.extent };
        let at = found.parts.first()?.first().copied();
        let at = placing.world(at.filter(|at| placing.is_inside(*at))?);
        let feature = &found.feature;
        let names: Vec<_> = NAME_LINES
            .into_iter()
            .filter_map(|(tag, line)| Some((tag, tidy(first_text(layer, feature, line)?)?)))
            .collect();
        let size = first_number(layer, feature, SIZE_LINE);
        let size = size.or_else(|| layer.number(feature, "rank").map(|rank| -rank)).unwrap_or(0.0);
        (!names.is_empty()).then_some(Self { at, rank, size, names })
    }

    /// The name in a language, else at the place.
    pub fn name(&self, language: &str) -> &str {
        let of = |wanted: &str| self.names.iter().find(|(tag, _)| *tag == wanted);
        let name = of(language).or_else(|| of("")).or(self.names.first());
        name.map_or("", |(_, name)| name)
    }

    /// How important the name is at a zoom, below all names of the story; `None` where it is
    /// not written.
    fn importance(&self, zoom: f64) -> Option<f64> {
        let zooms = match self.rank {
            PlaceRank::Country => 2.0..7.5,
            PlaceRank::Region => 5.5..9.5,
            PlaceRank::City => 4.5..15.0,
            PlaceRank::Town => 8.5..16.0,
            PlaceRank::Village => 12.0..20.5,
        };
        let rank = f64::from(self.rank as u8) * 100.0;
        zooms.contains(&zoom).then(|| rank + self.size.clamp(-50.0, 50.0) - LOWEST)
    }
}

/// The names that are considered for a picture, of tiles in the order of painting: each with
/// its place and its priority among names.
pub fn written_names<'a>(
    tiles: impl Iterator<Item = (Tile, &'a [Place])>,
    zoom: f64,
    language: &str,
) -> Vec<(&'a str, WorldPoint, f64)> {
    let mut names = Vec::new();
    // A tile may be seen in several places.
    let mut done: Vec<Tile> = Vec::new();
    for (tile, places) in tiles {
        if done.contains(&tile) {
            continue;
        }
        done.push(tile);
        for place in places {
            let importance = place.importance(zoom).filter(|_| names.len() < MAX_NAMES);
            if let Some(importance) = importance {
                names.push((place.name(language), place.at, importance));
            }
        }
    }
    names
}

/// A name that is safe to set beside others; `None` if nothing is left of it.
fn tidy(name: &str) -> Option<String> {
    let turns = |letter: char| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let plain = name.chars().filter(|letter| !letter.is_control() && !turns(*letter));
    let tidy: String = plain.take(MAX_NAME_CHARS).collect();
    let tidy = tidy.trim();
    (!tidy.is_empty()).then(|| tidy.to_owned())
}
