//! What colours, patterns and marks mean: only those that are in the picture.

use super::SvgInput;
use super::areas::{status_of, texels};
use super::furniture::{MARGIN_PX, text_width_px};
use super::pattern::Patterns;
use super::shapes::{SHAPE_REACH, shape_path};
use super::text::{decimal, escape, hex, is_right_to_left, px};
use crate::ledger::Status;
use crate::model::{ActorIndex, CategoryIndex, Shape};
use crate::scene::{NO_ACTOR, ScreenBox};
use std::collections::BTreeSet;

const SIZE_PX: f64 = 11.0;
const ROW_PX: f64 = 17.0;
const PADDING_PX: f64 = 8.0;
const SWATCH_PX: [f64; 2] = [16.0, 11.0];
/// Room for the credit under the key.
const FOOT_PX: f64 = 30.0;

enum Sign {
    Actor([u8; 3]),
    Status(Status),
    Category(Shape, [u8; 3]),
}

/// The key, laid out.
pub struct Key<'a> {
    rows: Vec<(Sign, &'a str)>,
    frame: ScreenBox,
}

impl<'a> Key<'a> {
    /// The key of a picture: at the bottom, where lines of text end. `None` if none is
    /// asked for, if there is nothing to explain, or if it would take more than half the
    /// width or four fifths of the height.
    pub fn of(input: &SvgInput<'a>) -> Option<Self> {
        let rows = rows(input)?;
        let text_px = rows.iter().map(|(_, word)| text_width_px(word, SIZE_PX)).fold(0.0, f64::max);
        let width = text_px + SWATCH_PX[0] + 3.0 * PADDING_PX;
        let height = rows.len() as f64 * ROW_PX + PADDING_PX;
        let (map_width, map_height) = (input.view.width_px(), input.view.height_px());
        if rows.is_empty() || width > map_width / 2.0 || height + FOOT_PX > map_height * 0.8 {
            return None;
        }
        let left = if is_right_to_left(input.language) {
            MARGIN_PX
        } else {
            map_width - MARGIN_PX - width
        };
        let bottom = map_height - FOOT_PX;
        let frame = ScreenBox { left, top: bottom - height, right: left + width, bottom };
        Some(Self { rows, frame })
    }

    /// What it covers.
    pub fn frame(&self) -> ScreenBox {
        self.frame
    }

    /// Writes it.
    pub fn write(&self, input: &SvgInput<'_>, svg: &mut String) {
        let palette = input.palette;
        let mut patterns = Patterns::in_part("key-");
        let ScreenBox { left, top, right, bottom } = self.frame;
        let mut body = format!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"3\" fill=\"{}\" \
             fill-opacity=\"0.9\"/>\n",
            px(left),
            px(top),
            px(right - left),
            px(bottom - top),
            hex(palette.halo)
        );
        let rtl = is_right_to_left(input.language);
        let inset = PADDING_PX + SWATCH_PX[0] / 2.0;
        let (swatch_x, text_x) = if rtl {
            (right - inset, right - 2.0 * PADDING_PX - SWATCH_PX[0])
        } else {
            (left + inset, left + 2.0 * PADDING_PX + SWATCH_PX[0])
        };
        for (row, (sign, word)) in self.rows.iter().enumerate() {
            let middle = top + PADDING_PX / 2.0 + ROW_PX * (row as f64 + 0.5);
            body.push_str(&format!(
                "<g transform=\"translate({} {})\">{}</g>\n",
                px(swatch_x),
                px(middle),
                swatch(input, sign, &mut patterns)
            ));
            body.push_str(&format!(
                "<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{}\">{}</text>\n",
                px(text_x),
                px(middle + SIZE_PX * 0.35),
                px(SIZE_PX),
                hex(palette.ink),
                escape(word)
            ));
        }
        svg.push_str("<g class=\"key\">\n");
        patterns.write(svg);
        svg.push_str(&body);
        svg.push_str("</g>\n");
    }
}

fn rows<'a>(input: &SvgInput<'a>) -> Option<Vec<(Sign, &'a str)>> {
    let words = input.status_words?;
    let (story, palette) = (input.story, input.palette);
    let texels = texels(input);
    let statuses: BTreeSet<Status> = texels.iter().map(|texel| status_of(*texel)).collect();
    // Of what is painted as unknown no colour is seen.
    let held = texels.iter().filter(|texel| status_of(**texel) != Status::Unknown);
    let actors: BTreeSet<u8> = held.flat_map(|texel| [texel[0], texel[1]]).collect();
    let shown = input.events.iter().filter_map(|event| story.events.get(*event));
    let categories: BTreeSet<CategoryIndex> = shown.map(|event| event.category).collect();
    let mut rows: Vec<(Sign, &str)> = Vec::new();
    for row in actors.into_iter().filter(|row| *row != NO_ACTOR) {
        let Some(actor) = story.actor(ActorIndex(u16::from(row))) else { continue };
        let name = if actor.short.is_empty() { &actor.name } else { &actor.short };
        rows.push((Sign::Actor(palette.actor(actor)), name.in_language(input.language)));
    }
    // A plain fill needs no word beside the actor's.
    for (status, word) in Status::ALL.into_iter().zip(words).skip(1) {
        if statuses.contains(&status) {
            rows.push((Sign::Status(status), word));
        }
    }
    for index in categories {
        let Some(category) = story.meta.categories.get(usize::from(index.0)) else { continue };
        let sign = Sign::Category(category.shape, palette.category(category));
        rows.push((sign, category.name.in_language(input.language)));
    }
    Some(rows)
}

/// A sign around the point 0, 0.
fn swatch(input: &SvgInput<'_>, sign: &Sign, patterns: &mut Patterns) -> String {
    let palette = input.palette;
    let rectangle = |style: &str| {
        let [width, height] = SWATCH_PX;
        format!(
            "<rect x=\"{}\" y=\"{}\" width=\"{width}\" height=\"{height}\" {style}/>",
            px(-width / 2.0),
            px(-height / 2.0)
        )
    };
    match sign {
        Sign::Actor(colour) => rectangle(&format!("fill=\"{}\"", hex(*colour))),
        Sign::Status(Status::Unknown) => rectangle(&format!(
            "fill=\"none\" stroke=\"{}\" stroke-linecap=\"round\" stroke-dasharray=\"0.1 3\"",
            hex(palette.soft_ink)
        )),
        Sign::Status(status) => {
            let (front, back) = (palette.soft_ink, palette.background);
            let (fill, rim) = (patterns.of_status(*status, front, back, back), hex(front));
            rectangle(&format!("fill=\"{fill}\" stroke=\"{rim}\" stroke-width=\"0.5\""))
        }
        Sign::Category(shape, colour) => format!(
            "<path transform=\"scale({})\" d=\"{}\" fill=\"{}\"/>",
            decimal(SIZE_PX / 2.0 * SHAPE_REACH, 2),
            shape_path(*shape),
            hex(*colour)
        ),
    }
}
