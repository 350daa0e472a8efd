//! Hatches and dots, fixed to the ground as the other painter's are.
//!
//! They are laid out in "pattern pixels", which are CSS pixels at the nearest whole zoom, and
//! count from the world's north-west corner.

use super::text::{decimal, hex};
use crate::geo::View;
use crate::ledger::Status;
use std::collections::BTreeMap;
use std::f64::consts::FRAC_1_SQRT_2;

/// Whole zoom at which a CSS pixel is one world unit.
const UNIT_ZOOM: f64 = 24.0;
/// The longest period of any pattern, pattern pixels.
const PERIOD_PX: f64 = 32.0;

/// The patterns of a part of the picture.
pub struct Patterns {
    /// By id, as XML.
    written: BTreeMap<String, String>,
    /// What sets their ids apart from those of other parts.
    part: &'static str,
    /// From pattern pixels to the picture, as an attribute's value.
    placed: String,
    /// CSS pixels for a pattern pixel.
    stretch: f64,
}

impl Patterns {
    /// Patterns that lie on the ground of a view.
    pub fn on_ground(view: &View) -> Self {
        let units_per_px = (UNIT_ZOOM - view.zoom().round()).exp2();
        let stretch = view.pixels_per_world_unit() * units_per_px;
        let (x, y) = view.centre_world();
        let from_corner = |units: f64, middle_px: f64| {
            middle_px - (units / units_per_px).rem_euclid(PERIOD_PX) * stretch
        };
        let placed = format!(
            "translate({} {})scale({})",
            decimal(from_corner(x, view.width_px() / 2.0), 2),
            decimal(from_corner(y, view.height_px() / 2.0), 2),
            decimal(stretch, 4)
        );
        Self { written: BTreeMap::new(), part: "", placed, stretch }
    }

    /// Patterns of a part that stands still.
    pub fn in_part(part: &'static str) -> Self {
        Self { written: BTreeMap::new(), part, placed: String::new(), stretch: 1.0 }
    }

    /// CSS pixels for a pattern pixel.
    pub fn stretch(&self) -> f64 {
        self.stretch
    }

    /// The fill of a status in these colours; adds the pattern that it needs.
    pub fn of_status(
        &mut self,
        status: Status,
        actor: [u8; 3],
        rival: [u8; 3],
        blank: [u8; 3],
    ) -> String {
        match status {
            Status::Held => hex(actor),
            Status::Unknown => "none".to_owned(),
            Status::Contested => self.stripes("contested", actor, rival, 2.0 * 2.0_f64.sqrt()),
            Status::Claimed => self.stripes("claimed", actor, blank, 2.0),
            Status::Besieged => self.dots(actor, rival),
        }
    }

    /// Pale stripes over what is in doubt.
    pub fn doubt(&mut self, pale: [u8; 3]) -> String {
        let (pale, width) = (hex(pale), 1.5);
        let period = 16.0 * FRAC_1_SQRT_2;
        let stripe = format!(
            "<rect x=\"{}\" width=\"{width}\" height=\"{}\" fill=\"{pale}\" fill-opacity=\"0.5\"/>",
            decimal((period - width) / 2.0, 3),
            decimal(period, 3)
        );
        self.add("doubt", &pale, "", (period, "rotate(-45)"), &stripe)
    }

    /// Stripes across the diagonal, 8 pattern pixels from each other along a row.
    fn stripes(&mut self, kind: &str, front: [u8; 3], back: [u8; 3], width: f64) -> String {
        let (front, back) = (hex(front), hex(back));
        let period = 8.0 * FRAC_1_SQRT_2;
        let high = decimal(period, 3);
        let inside = format!(
            "<rect width=\"{high}\" height=\"{high}\" fill=\"{back}\"/>\
             <rect x=\"{}\" width=\"{}\" height=\"{high}\" fill=\"{front}\"/>",
            decimal((period - width) / 2.0, 3),
            decimal(width, 3)
        );
        self.add(kind, &front, &back, (period, "rotate(45)"), &inside)
    }

    /// Dots on a staggered grid.
    fn dots(&mut self, ground: [u8; 3], dot: [u8; 3]) -> String {
        let (ground, dot) = (hex(ground), hex(dot));
        let mut inside = format!("<rect width=\"16\" height=\"16\" fill=\"{ground}\"/>");
        for (x, y) in [(8, 8), (0, 0), (16, 0), (0, 16), (16, 16)] {
            inside.push_str(&format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"2\" fill=\"{dot}\"/>"));
        }
        self.add("besieged", &ground, &dot, (16.0, ""), &inside)
    }

    /// Adds a pattern; gives the fill that uses it. Ids name the colours, so that the same
    /// pattern is written once.
    fn add(
        &mut self,
        kind: &str,
        front: &str,
        back: &str,
        (period, turned): (f64, &str),
        inside: &str,
    ) -> String {
        let colours = [front, back].concat().replace('#', "-");
        let id = format!("{}{kind}{colours}", self.part);
        let size = decimal(period, 3);
        let placed = format!("{}{turned}", self.placed);
        let placed =
            if placed.is_empty() { placed } else { format!(" patternTransform=\"{placed}\"") };
        let pattern = format!(
            "<pattern id=\"{id}\" width=\"{size}\" height=\"{size}\" \
             patternUnits=\"userSpaceOnUse\"{placed}>{inside}</pattern>\n"
        );
        let fill = format!("url(#{id})");
        self.written.insert(id, pattern);
        fill
    }

    /// Writes the definitions, if there are any.
    pub fn write(&self, svg: &mut String) {
        if !self.written.is_empty() {
            svg.push_str("<defs>\n");
            self.written.values().for_each(|pattern| svg.push_str(pattern));
            svg.push_str("</defs>\n");
        }
    }
}
