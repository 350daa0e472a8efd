//! The figures of numbers as one picture, shaped by the browser, from which every number of a
//! map is put together: what stands on a map of groups changes with each step of the clock.
//!
//! Each figure is there as often as it can lie differently on the pixels of the screen, so that
//! numbers are spaced as the browser spaces them.

use dateline_core::scene::NUMBER_PX;
use dateline_gl::Figure;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::dom::{el, px};
use crate::i18n::Language;
use crate::map::labels::FONT_FAMILY;

/// Places between two pixels at which a figure can stand.
const PHASES: u32 = 4;
/// Side of a figure's cell, by the size of its number.
const CELL: f64 = 1.5;
/// How far from the left edge of its cell a figure begins, device pixels.
const MARGIN: f64 = 2.0;

/// What is known of the picture.
#[derive(Default)]
pub struct Figures {
    made_for: Option<(Language, f64)>,
    /// The characters in it, and how far each brings the next, device pixels.
    characters: Vec<(char, f64)>,
    cell_side: u32,
}

/// Side of a cell in device pixels, and the cells: a column for each character, a row for each
/// place between two pixels.
pub type Picture = (u32, HtmlCanvasElement);

impl Figures {
    /// The picture, where it has to be another one: for another language or screen, or because
    /// a character is missing in it.
    pub fn renewed(
        &mut self,
        language: Language,
        ratio: f64,
        numbers: &[String],
    ) -> Option<Picture> {
        if self.made_for.replace((language, ratio)) != Some((language, ratio)) {
            self.characters.clear();
        }
        let known = self.characters.len();
        for character in numbers.iter().flat_map(|number| number.chars()) {
            if !self.characters.iter().any(|(one, _)| *one == character) {
                self.characters.push((character, 0.0));
            }
        }
        if self.characters.len() == known {
            return None;
        }
        self.cell_side = (NUMBER_PX * CELL * ratio + 2.0 * MARGIN).ceil() as u32;
        let picture = self.painted(ratio);
        if picture.is_none() {
            // Nothing stands in it then, and the next picture tries again.
            *self = Self::default();
        }
        picture
    }

    /// Paints all characters; `None` where the browser has no canvas for them, and no numbers then.
    fn painted(&mut self, ratio: f64) -> Option<Picture> {
        let side = self.cell_side;
        let canvas = el("canvas", "").node().clone().unchecked_into::<HtmlCanvasElement>();
        canvas.set_width(side * self.characters.len() as u32);
        canvas.set_height(side * PHASES);
        let context = canvas.get_context("2d").ok().flatten()?;
        let context: CanvasRenderingContext2d = context.unchecked_into();
        context.set_font(&["600 ", &px(NUMBER_PX * ratio), " ", FONT_FAMILY].concat());
        context.set_text_baseline("middle");
        // Figures stand on the line: half a pixel lower they are in the middle.
        let middle = f64::from(side) / 2.0 + 0.5 * ratio;
        let mut text = String::new();
        for ((character, advance), column) in self.characters.iter_mut().zip(0..) {
            text.clear();
            text.push(*character);
            *advance = context.measure_text(&text).map_or(0.0, |metrics| metrics.width());
            for phase in 0..PHASES {
                let x = f64::from(column * side) + MARGIN + f64::from(phase) / f64::from(PHASES);
                // What cannot be drawn is a figure that is not seen; the button says the number.
                let _ = context.fill_text(&text, x, f64::from(phase * side) + middle);
            }
        }
        Some((side, canvas))
    }

    /// Adds the figures of a number whose middle is there, in device pixels.
    pub fn put(&self, number: &str, (x, y): (f64, f64), figures: &mut Vec<Figure>) {
        let place = |character: char| self.characters.iter().position(|(one, _)| *one == character);
        let places: Vec<usize> = number.chars().filter_map(place).collect();
        let advance = |place: &usize| self.characters.get(*place).map_or(0.0, |(_, wide)| *wide);
        let half_side = f64::from(self.cell_side) / 2.0;
        let top = (y - half_side).round();
        let mut left = x - places.iter().map(advance).sum::<f64>() / 2.0 - MARGIN;
        for place in &places {
            let parts = (left * f64::from(PHASES)).round();
            let whole = (parts / f64::from(PHASES)).floor();
            let phase = (parts - whole * f64::from(PHASES)) as u8;
            figures.push(Figure {
                cell: [*place as u8, phase],
                x_device_px: whole + half_side,
                y_device_px: top + half_side,
            });
            left += advance(place);
        }
    }
}
