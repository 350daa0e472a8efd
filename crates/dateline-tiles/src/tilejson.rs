//! TileJSON 3: a file that says where tiles are.
//!
//! Source: Mapbox, TileJSON 3.0.0. As it asks, a value that makes no sense counts as absent,
//! and only an object without addresses is refused.

use dateline_core::geo::Extent;

use crate::credit::{CreditPart, credit_parts};
use crate::error::TileError;
use crate::header::sound;
use crate::json::Json;
use crate::template::Template;
use crate::tile::{MAX_TILE_ZOOM, Zooms};

/// The longest file that is read, bytes.
const MAX_BYTES: usize = 1 << 20;

/// What a TileJSON file says.
#[derive(Clone, Debug, PartialEq)]
pub struct TileJson {
    /// The first address that can be used, as it is written there.
    pub address: String,
    /// Whether rows are counted from the south.
    pub counts_from_south: bool,
    /// The levels.
    pub zooms: Zooms,
    /// The box that has tiles.
    pub bounds: Option<Extent>,
    /// Who made them.
    pub credit: Vec<CreditPart>,
    /// Whether it names layers, which only vector tiles have.
    pub has_layers: bool,
}

impl TileJson {
    /// Reads a file.
    ///
    /// # Errors
    /// [`TileError::Json`] for what is no description of tiles, [`TileError::TooLarge`].
    pub fn read(bytes: &[u8]) -> Result<Self, TileError> {
        if bytes.len() > MAX_BYTES {
            return Err(TileError::TooLarge);
        }
        let text = std::str::from_utf8(bytes).map_err(|_| TileError::Json)?;
        let json = Json::read(text.trim_start_matches('\u{feff}'))?;
        let counts_from_south = json.text("scheme") == Some("tms");
        let addresses = json.list("tiles").ok_or(TileError::Json)?;
        let usable = addresses.iter().find_map(|address| match address {
            Json::Text(text) => Template::new(text, false).is_ok().then(|| text.clone()),
            _ => None,
        });
        let credit = json.text("attribution").map(credit_parts);
        Ok(Self {
            address: usable.ok_or(TileError::Json)?,
            counts_from_south,
            zooms: zooms(&json),
            bounds: bounds(&json),
            credit: credit.unwrap_or_default(),
            has_layers: json.list("vector_layers").is_some_and(|layers| !layers.is_empty()),
        })
    }
}

fn zooms(json: &Json) -> Zooms {
    let level = |name: &str| {
        let number = json.number(name)?;
        let is_level = (0.0..=f64::from(MAX_TILE_ZOOM)).contains(&number) && number.fract() == 0.0;
        is_level.then_some(number as u8)
    };
    let (least, greatest) = (level("minzoom").unwrap_or(0), level("maxzoom"));
    let greatest = greatest.unwrap_or(MAX_TILE_ZOOM);
    if least > greatest {
        Zooms { least: 0, greatest: MAX_TILE_ZOOM }
    } else {
        Zooms { least, greatest }
    }
}

fn bounds(json: &Json) -> Option<Extent> {
    let degrees: Vec<f64> = json
        .list("bounds")?
        .iter()
        .filter_map(|value| match value {
            Json::Number(number) => Some(*number),
            _ => None,
        })
        .collect();
    match degrees.as_slice() {
        [west, south, east, north] => {
            sound(Extent { west: *west, south: *south, east: *east, north: *north })
        }
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<TileJson, TileError> {
        TileJson::read(text.as_bytes())
    }

    #[test]
    fn a_whole_description_is_read() {
        let text = r#"{"tilejson":"3.0.0","tiles":["https://t.example/{z}/{x}/{y}.mvt"],
            "minzoom":2,"maxzoom":14,"bounds":[36,35.5,38,37],"scheme":"tms",
            "attribution":"<a href='https://o.example'>O</a>","vector_layers":[{"id":"water"}]}"#;
        let read = read(text).expect("sound");
        assert_eq!(read.address, "https://t.example/{z}/{x}/{y}.mvt");
        assert!(read.counts_from_south && read.has_layers);
        assert_eq!(read.zooms, Zooms { least: 2, greatest: 14 });
        let bounds = Extent { west: 36.0, south: 35.5, east: 38.0, north: 37.0 };
        assert_eq!(read.bounds, Some(bounds));
        assert_eq!(read.credit[0].link, "https://o.example");
    }

    #[test]
    fn optional_values_that_make_no_sense_are_absent() {
        let text = r#"{"tiles":[7,"x","{z}/{x}/{y}"],"minzoom":9,"maxzoom":3,"scheme":"odd",
            "bounds":[170,-10,-170,10],"attribution":5,"vector_layers":"no"}"#;
        let read = read(text).expect("sound");
        assert_eq!(read.address, "{z}/{x}/{y}");
        assert!(!read.counts_from_south && !read.has_layers && read.credit.is_empty());
        assert_eq!(read.zooms, Zooms { least: 0, greatest: MAX_TILE_ZOOM });
        // Bounds do not wrap around.
        assert_eq!(read.bounds, None);
        let half =
            super::super::json::Json::read(r#"{"minzoom":2.5,"maxzoom":31}"#).expect("sound");
        assert_eq!(zooms(&half), Zooms { least: 0, greatest: MAX_TILE_ZOOM });
    }

    #[test]
    fn without_an_address_there_is_nothing_to_ask() {
        assert_eq!(read("{}"), Err(TileError::Json));
        assert_eq!(read(r#"{"tiles":[]}"#), Err(TileError::Json));
        assert_eq!(read(r#"{"tiles":["javascript:alert(1)"]}"#), Err(TileError::Json));
        assert_eq!(TileJson::read(&[0xff, 0xfe]), Err(TileError::Json));
        assert_eq!(TileJson::read(&vec![b' '; MAX_BYTES + 1]), Err(TileError::TooLarge));
    }
}
