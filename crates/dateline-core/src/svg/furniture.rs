//! Headline, moment, scale bar and credit.

use super::SvgInput;
use super::key::Key;
use super::text::{decimal, escape, hex, is_right_to_left, px};
use crate::geo::ScaleBar;
use crate::scene::ScreenBox;

/// From the edges of the picture to what stands at them, CSS pixels.
pub const MARGIN_PX: f64 = 12.0;
const TITLE_SIZE_PX: f64 = 18.0;
const AS_OF_SIZE_PX: f64 = 14.0;
const SMALL_SIZE_PX: f64 = 10.0;
/// The most room that the scale bar takes.
const BAR_ROOM_PX: f64 = 120.0;

/// About how wide a text is, since nobody measures here: letters are some 0.56 of the
/// size wide in common sans-serif faces.
pub fn text_width_px(text: &str, size_px: f64) -> f64 {
    text.chars().count() as f64 * size_px * 0.56
}

/// One line of text at an edge.
struct Line<'a> {
    text: &'a str,
    size_px: f64,
    /// Foot of the letters.
    y_px: f64,
    /// Whether it stands where lines of text end, and not where they start.
    at_end: bool,
    bold: bool,
}

fn lines<'a>(input: &SvgInput<'a>) -> Vec<Line<'a>> {
    let mut y_px = MARGIN_PX;
    let mut lines = Vec::new();
    for (text, size_px, bold) in
        [(input.title, TITLE_SIZE_PX, true), (input.as_of, AS_OF_SIZE_PX, false)]
    {
        if !text.is_empty() {
            y_px += size_px * 1.1;
            lines.push(Line { text, size_px, y_px, at_end: false, bold });
            y_px += size_px * 0.2;
        }
    }
    if !input.credit.is_empty() {
        lines.push(Line {
            text: input.credit,
            size_px: SMALL_SIZE_PX,
            y_px: input.view.height_px() - MARGIN_PX,
            at_end: true,
            bold: false,
        });
    }
    lines
}

/// What covers the map, so that no name is written under it.
pub fn boxes(input: &SvgInput<'_>) -> Vec<ScreenBox> {
    let (width, height) = (input.view.width_px(), input.view.height_px());
    let from_start = |length: f64| {
        if is_right_to_left(input.language) { (width - length, width) } else { (0.0, length) }
    };
    let from_end = |length: f64| {
        if is_right_to_left(input.language) { (0.0, length) } else { (width - length, width) }
    };
    let mut boxes: Vec<ScreenBox> = lines(input)
        .iter()
        .map(|line| {
            let length = text_width_px(line.text, line.size_px) + 2.0 * MARGIN_PX;
            let (left, right) = if line.at_end { from_end(length) } else { from_start(length) };
            let (top, bottom) = (line.y_px - line.size_px, line.y_px + line.size_px * 0.4);
            ScreenBox { left, top, right, bottom }
        })
        .collect();
    let (left, right) = from_start(BAR_ROOM_PX + 2.0 * MARGIN_PX);
    boxes.push(ScreenBox { left, top: height - MARGIN_PX - 24.0, right, bottom: height });
    boxes.extend(Key::of(input).map(|key| key.frame()));
    boxes
}

/// Writes all of it.
pub fn write(input: &SvgInput<'_>, svg: &mut String) {
    let (ink, halo) = (hex(input.palette.ink), hex(input.palette.halo));
    svg.push_str(&format!(
        "<g class=\"furniture\" fill=\"{ink}\" stroke=\"{halo}\" stroke-width=\"3\" \
         stroke-linejoin=\"round\" paint-order=\"stroke\">\n"
    ));
    let rtl = is_right_to_left(input.language);
    for line in lines(input) {
        let at_right = rtl != line.at_end;
        let x_px = if at_right { input.view.width_px() - MARGIN_PX } else { MARGIN_PX };
        // `start` is the right end of a text that runs from right to left.
        let anchor = if line.at_end { "end" } else { "start" };
        let weight = if line.bold { " font-weight=\"700\"" } else { "" };
        svg.push_str(&format!(
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\" text-anchor=\"{anchor}\"{weight}>{}</text>\n",
            px(x_px),
            px(line.y_px),
            px(line.size_px),
            escape(line.text)
        ));
    }
    // Without words for its length nobody could read it.
    if input.units != ["", ""] {
        write_scale_bar(input, svg);
    }
    svg.push_str("</g>\n");
}

fn write_scale_bar(input: &SvgInput<'_>, svg: &mut String) {
    let room = BAR_ROOM_PX.min(input.view.width_px() / 3.0);
    let bar = ScaleBar::fitting(input.view.metres_per_pixel(), room);
    if bar == ScaleBar::NONE {
        return;
    }
    let [metres, kilometres] = input.units;
    let (number, unit) =
        if bar.is_kilometres() { (bar.metres / 1_000.0, kilometres) } else { (bar.metres, metres) };
    let rtl = is_right_to_left(input.language);
    let left = if rtl { input.view.width_px() - MARGIN_PX - bar.width_px } else { MARGIN_PX };
    let (foot, right) = (input.view.height_px() - MARGIN_PX, left + bar.width_px);
    let data = format!(
        "M{left} {top}V{foot}H{right}V{top}",
        left = px(left),
        top = px(foot - 5.0),
        foot = px(foot),
        right = px(right)
    );
    let (ink, halo) = (hex(input.palette.ink), hex(input.palette.halo));
    for (colour, width) in [(halo, "4"), (ink, "1.5")] {
        svg.push_str(&format!(
            "<path d=\"{data}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"/>\n"
        ));
    }
    svg.push_str(&format!(
        "<text x=\"{}\" y=\"{}\" font-size=\"{}\" text-anchor=\"middle\">{} {}</text>\n",
        px((left + right) / 2.0),
        px(foot - 8.0),
        px(SMALL_SIZE_PX),
        decimal(number, 2),
        escape(unit)
    ));
}
