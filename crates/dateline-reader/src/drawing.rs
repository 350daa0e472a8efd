//! The map as an SVG picture, for browsers without WebGL2.

use std::cell::{Cell, RefCell};

use dateline_core::geo::{LonLat, View};
use dateline_core::model::{AreaIndex, EventIndex, Story};
use dateline_core::pack::decode;
use dateline_core::scene::{Stacking, Symbols, restacked, symbols};
use dateline_core::svg::{Grouping, Palette, SvgInput, data_address, story_svg};
use dateline_core::time::{Day, Moment};
use dateline_tiles::{Drawn, Placed, Sheet, Sheets, Tile};
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// A story that pictures can be made of.
#[wasm_bindgen]
pub struct Drawing {
    story: Story,
    /// The marks as they were stacked last.
    symbols: RefCell<Symbols>,
    /// The base map's tiles that are seen.
    sheets: Sheets,
    /// The columns of a picture that are seen; `None` for all.
    seen_px: Cell<Option<(f64, f64)>>,
}

#[wasm_bindgen]
impl Drawing {
    /// The story in a pack.
    ///
    /// # Errors
    /// What is wrong with the bytes, or that there is no story in them, in English.
    #[wasm_bindgen(constructor)]
    pub fn new(pack: &[u8]) -> Result<Self, JsError> {
        let story = decode(pack)?.story.ok_or_else(|| JsError::new("the pack has no story"))?;
        let symbols = RefCell::new(symbols(&story.events, Day(0), Stacking::default()));
        Ok(Self { story, symbols, sheets: Sheets::default(), seen_px: Cell::new(None) })
    }

    /// Says which columns of the pictures from now on are seen, so that names stand within them:
    /// CSS pixels, from and to. The page calls it by its name in `src/map/drawing.rs`.
    pub fn see_columns(&self, from_px: f64, to_px: f64) {
        self.seen_px.set(Some((from_px, to_px)));
    }

    /// Takes a tile of the base map, its bytes unpacked, to be drawn from the next
    /// [`Drawing::show_tiles`] on; false if it cannot be read. The page calls it by its name in
    /// `src/map/tiles/drawn.rs`, and the next one.
    pub fn put_tile(&mut self, zoom: u8, x: u32, y: u32, bytes: &[u8], is_picture: bool) -> bool {
        let Some(tile) = Tile::new(zoom, x, y) else { return false };
        let sheet =
            if is_picture { Ok(Sheet::of_picture(bytes)) } else { Sheet::read(bytes, tile) };
        sheet.map(|sheet| self.sheets.put(tile, sheet)).is_ok()
    }

    /// Says which tiles are drawn from now on, the first first; others are forgotten. Seven
    /// numbers each: zoom, column and row of the tile and of the square in which it is seen, and
    /// the copy of the world.
    pub fn show_tiles(&mut self, numbers: &[f64]) {
        let drawn = numbers.chunks_exact(7).filter_map(|numbers| {
            let tile = |place: usize| {
                let number = |place: usize| numbers.get(place).copied();
                Tile::new(
                    number(place)? as u8,
                    number(place + 1)? as u32,
                    number(place + 2)? as u32,
                )
            };
            let within = Placed { tile: tile(3)?, copy: *numbers.get(6)? as i32 };
            Some(Drawn { tile: tile(0)?, within })
        });
        self.sheets.show(drawn.collect());
    }

    /// One picture as an SVG document, as an image's `data:` address. The view is its middle in degrees, its zoom and its
    /// size in CSS pixels; times are civil seconds, `fades_since_s` not a number where marks do
    /// not fade; events and areas are told by number, −1 for none; marks are groups where
    /// `is_crowded`; `stacking` is the number of a [`Stacking`]. The page declares the same list in `src/platform/reader.rs`.
    #[allow(clippy::too_many_arguments)] // Numbers and strings are all that crosses.
    pub fn svg(
        &self,
        lon: f64,
        lat: f64,
        zoom: f64,
        width_px: f64,
        height_px: f64,
        moment_s: f64,
        just_changed_since_s: f64,
        fades_since_s: f64,
        listed: &[u32],
        is_crowded: bool,
        selected_area: f64,
        selected_event: f64,
        mark_size_px: f64,
        stacking: u8,
        is_dark: bool,
        language: &str,
    ) -> String {
        let events: Vec<EventIndex> = listed.iter().copied().map(EventIndex).collect();
        let chosen = |number: f64| (number >= 0.0).then_some(number as u32);
        let view = View::new(LonLat { lon, lat }, zoom, width_px, height_px);
        let ground = self.sheets.ground(&view, is_dark, language);
        let mut symbols = self.symbols.borrow_mut();
        if symbols.stacking() != Stacking(stacking) {
            *symbols = restacked(&symbols, self.story.events.ends(), Stacking(stacking));
        }
        let svg = story_svg(&SvgInput {
            story: &self.story,
            symbols: &symbols,
            ground: (!ground.tiles.is_empty()).then_some(&ground),
            view,
            seen_px: self.seen_px.get(),
            moment: Moment(moment_s as i64),
            just_changed_since: Some(Moment(just_changed_since_s as i64)),
            fades_since: (!fades_since_s.is_nan()).then_some(Moment(fades_since_s as i64)),
            events: &events,
            grouping: if is_crowded { Grouping::Always } else { Grouping::Never },
            selected_area: chosen(selected_area).map(AreaIndex),
            selected_event: chosen(selected_event).map(EventIndex),
            mark_size_px,
            palette: Palette::of(is_dark),
            language,
            // The page itself has date, key, scale and credit around the picture.
            title: "",
            as_of: "",
            credit: "",
            units: ["", ""],
            status_words: None,
        });
        data_address(&svg)
    }
}
