//! Groups of events where there are more marks than room, as the other painter draws them.

use super::SvgInput;
use super::input::Grouping;
use super::text::{decimal, hex, px};
use crate::geo::{WorldPoint, cos, sin};
use crate::model::EventIndex;
use crate::scene::{Disc, Groups, NUMBER_PX, RIMS_PX, RING_PX, ScreenBox, stack_offset_px};
use std::f64::consts::{FRAC_PI_2, PI, TAU};

/// The groups of a picture, and which marks stand beside them.
pub struct Crowd {
    groups: Option<Groups>,
    discs: Vec<Disc>,
}

impl Crowd {
    /// Counts the marks of a picture, and groups them where that is asked for.
    pub fn of(input: &SvgInput<'_>) -> Self {
        let mut groups = Groups::new(&input.view, input.story.meta.categories.len());
        let columns = input.story.events.columns();
        if input.grouping != Grouping::Never {
            for event in input.events {
                let Some((point, _)) = position(input, *event) else { continue };
                let category = columns.categories.get(event.0 as usize).copied();
                groups.add(point, category.unwrap_or(0));
            }
        }
        let is_grouped = match input.grouping {
            Grouping::Never => false,
            Grouping::ByRoom => groups.is_crowded(),
            Grouping::Always => true,
        };
        let discs = if is_grouped { Disc::all(&groups, &input.view) } else { Vec::new() };
        Self { groups: is_grouped.then_some(groups), discs }
    }

    /// Whether a mark is drawn by itself.
    pub fn is_alone(&self, point: WorldPoint) -> bool {
        self.groups.as_ref().is_none_or(|groups| groups.is_alone(point))
    }

    /// What the groups cover.
    pub fn boxes(&self) -> impl Iterator<Item = ScreenBox> + '_ {
        self.discs.iter().map(Disc::covers)
    }

    /// Writes the groups.
    pub fn write(&self, input: &SvgInput<'_>, svg: &mut String) {
        if self.discs.is_empty() {
            return;
        }
        let (ink, halo) = (hex(input.palette.ink), hex(input.palette.halo));
        svg.push_str(&format!(
            "<g class=\"groups\" text-anchor=\"middle\" font-size=\"{}\" font-weight=\"600\" \
             fill=\"none\" stroke-width=\"{}\">\n",
            px(NUMBER_PX),
            px(RING_PX)
        ));
        for disc in &self.discs {
            let [outer, inner] = RIMS_PX.map(|rim_px| decimal(disc.radius_px + rim_px, 2));
            svg.push_str(&format!(
                "<g transform=\"translate({} {})\"><circle r=\"{outer}\" fill=\"{ink}\"/>\
                 <circle r=\"{inner}\" fill=\"{halo}\"/>",
                decimal(disc.x_px, 2),
                decimal(disc.y_px, 2)
            ));
            for (place, category) in input.story.meta.categories.iter().enumerate() {
                if let Some(part) = disc.part_of(place) {
                    let radius_px = disc.radius_px - RING_PX / 2.0;
                    let colour = hex(input.palette.category(category));
                    svg.push_str(&arc(radius_px, part, &colour));
                }
            }
            svg.push_str(&format!(
                "<text y=\"{}\" fill=\"{ink}\">{}</text></g>\n",
                // From the middle of the figures to their foot.
                decimal(NUMBER_PX * 0.36, 2),
                in_thousands(disc.group.count)
            ));
        }
        svg.push_str("</g>\n");
    }
}

/// Where the mark of an event is and its place in the stack there; `None` for one without a
/// mark.
pub fn position(input: &SvgInput<'_>, event: EventIndex) -> Option<(WorldPoint, u32)> {
    input.symbols.position(input.symbols.find(event)?)
}

/// Where that mark stands in the picture: those of one spot beside each other.
pub fn middle(input: &SvgInput<'_>, (point, slot): (WorldPoint, u32)) -> (f64, f64) {
    let (x_px, y_px) = input.view.screen_from_world(point);
    let (right_px, down_px) = stack_offset_px(slot, input.mark_size_px);
    (x_px + right_px, y_px + down_px)
}

/// A stroke around the middle, clockwise from the top.
fn arc(radius_px: f64, (from, to): (f64, f64), colour: &str) -> String {
    let radius = decimal(radius_px, 2);
    if to - from >= TAU {
        return format!("<circle r=\"{radius}\" stroke=\"{colour}\"/>");
    }
    let at = |angle: f64| {
        let angle = angle - FRAC_PI_2;
        [cos(angle), sin(angle)].map(|part| decimal(radius_px * part, 2)).join(" ")
    };
    let is_large = u8::from(to - from > PI);
    format!(
        "<path stroke=\"{colour}\" d=\"M{}A{radius} {radius} 0 {is_large} 1 {}\"/>",
        at(from),
        at(to)
    )
}

/// A number as both languages of the page write it.
fn in_thousands(number: u32) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_a_sign_between_thousands() {
        let written = [0, 7, 999, 1_000, 45_678, 1_234_567].map(in_thousands);
        assert_eq!(written, ["0", "7", "999", "1,000", "45,678", "1,234,567"]);
    }

    #[test]
    fn a_part_runs_clockwise_from_the_top_and_a_whole_ring_is_a_circle() {
        let quarter = arc(10.0, (0.0, FRAC_PI_2), "#000000");
        assert_eq!(quarter, "<path stroke=\"#000000\" d=\"M0 -10A10 10 0 0 1 10 0\"/>");
        let most = arc(10.0, (0.0, 3.0 * FRAC_PI_2), "#000000");
        assert_eq!(most, "<path stroke=\"#000000\" d=\"M0 -10A10 10 0 1 1 -10 0\"/>");
        assert_eq!(arc(10.0, (0.0, TAU), "red"), "<circle r=\"10\" stroke=\"red\"/>");
    }
}
