//! The map as an SVG picture, for browsers without WebGL2.

use dateline_core::geo::{LonLat, View};
use dateline_core::model::{AreaIndex, EventIndex, Story};
use dateline_core::pack::decode;
use dateline_core::scene::{Symbols, symbols};
use dateline_core::svg::{Grouping, Palette, SvgInput, story_svg};
use dateline_core::time::{Day, Moment};
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// A story that pictures can be made of.
#[wasm_bindgen]
pub struct Drawing {
    story: Story,
    symbols: Symbols,
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
        let symbols = symbols(&story.events, Day(0));
        Ok(Self { story, symbols })
    }

    /// One picture as an SVG document. The view is its middle in degrees, its zoom and its
    /// size in CSS pixels; times are civil seconds, `fades_since_s` not a number where marks do
    /// not fade; events and areas are told by number, −1 for none; marks are groups where
    /// `is_crowded`. The page declares the same list in `src/platform/reader.rs`.
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
        is_dark: bool,
        language: &str,
    ) -> String {
        let events: Vec<EventIndex> = listed.iter().copied().map(EventIndex).collect();
        let chosen = |number: f64| (number >= 0.0).then_some(number as u32);
        story_svg(&SvgInput {
            story: &self.story,
            symbols: &self.symbols,
            view: View::new(LonLat { lon, lat }, zoom, width_px, height_px),
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
        })
    }
}
