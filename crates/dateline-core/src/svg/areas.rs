//! Areas by who holds them, and the lines between them.

use super::SvgInput;
use super::path;
use super::pattern::Patterns;
use super::text::{decimal, escape, hex};
use crate::ledger::Status;
use crate::look::border_presence;
use crate::scene::{
    ControlShown, IN_DOUBT, NO_ACTOR, STATUS_MASK, borders, control_texels, width_of,
};

/// How much of the ground shows through where a rival has no name.
const NAMELESS: f64 = 0.6;

/// Writes the fills of areas, with the patterns that they need.
pub fn write(input: &SvgInput<'_>, svg: &mut String) {
    let mut patterns = Patterns::on_ground(&input.view);
    let mut paths = String::new();
    let texels = texels(input);
    for (area, texel) in input.story.areas.iter().zip(&texels) {
        let shape = path::filled(&input.view, &area.polygons);
        if shape.is_empty() {
            continue;
        }
        let fill = fill_of(input, *texel, &mut patterns);
        let name = escape(area.name.in_language(input.language));
        paths.push_str(&format!("<path fill=\"{fill}\" {shape}><title>{name}</title></path>\n"));
        if texel[2] & IN_DOUBT != 0 && status_of(*texel) != Status::Unknown {
            let pale = patterns.doubt(input.palette.background);
            paths.push_str(&format!("<path fill=\"{pale}\" {shape}/>\n"));
        }
    }
    patterns.write(svg);
    svg.push_str(&format!("<g class=\"areas\" fill-rule=\"evenodd\">\n{paths}</g>\n"));
}

/// How a line between two areas is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
struct BorderStyle {
    /// sRGB, and how much of it covers.
    core: ([u8; 3], f64),
    width_px: f64,
    /// Of the rim under it.
    rim: ([u8; 3], f64),
    rim_px: f64,
    /// Pattern pixels.
    dash_px: Option<[f64; 2]>,
}

/// Writes the borders: quiet between areas of one side, dotted where nobody says who
/// holds them, strong between two sides; first all rims, then all lines.
pub fn write_borders(input: &SvgInput<'_>, svg: &mut String) {
    let texels = texels(input);
    let unknown = [NO_ACTOR, NO_ACTOR, Status::Unknown as u8, 0];
    let texel = |area: u16| texels.get(usize::from(area)).copied().unwrap_or(unknown);
    let stretch = Patterns::on_ground(&input.view).stretch();
    let (mut rims, mut lines) = (String::new(), String::new());
    for border in borders(&input.story.areas) {
        let data = path::world(&input.view, &border.points, border.closed);
        if data.is_empty() {
            continue;
        }
        let chosen = |area: u16| input.selected_area.is_some_and(|one| one.0 == u32::from(area));
        let is_selected = chosen(border.area) || chosen(border.other_area);
        let sides = [texel(border.area), texel(border.other_area)];
        let scale = input.view.pixels_per_world_unit();
        let presence = border_presence(width_of(border.size) * scale);
        let style = border_style(input, sides, is_selected, presence);
        if style.rim_px > 0.0 && style.rim.1 > 0.0 {
            rims.push_str(&stroke(style.rim, style.rim_px, "", &data));
        }
        let dashes = style.dash_px.map_or(String::new(), |dash| dashes(dash, stretch));
        if style.core.1 > 0.0 {
            lines.push_str(&stroke(style.core, style.width_px, &dashes, &data));
        }
    }
    svg.push_str(&format!(
        "<g class=\"borders\" fill=\"none\" stroke-linejoin=\"round\">\n{rims}{lines}</g>\n"
    ));
}

fn stroke((colour, alpha): ([u8; 3], f64), width_px: f64, dashes: &str, data: &str) -> String {
    let opacity = if alpha < 1.0 {
        format!(" stroke-opacity=\"{}\"", decimal(alpha, 3))
    } else {
        String::new()
    };
    let width = decimal(width_px, 2);
    let colour = hex(colour);
    format!("<path stroke=\"{colour}\" stroke-width=\"{width}\"{opacity}{dashes} d=\"{data}\"/>\n")
}

/// Dashes of so many pattern pixels, of which half a gap comes first.
pub fn dashes([dash, gap]: [f64; 2], stretch: f64) -> String {
    let px = |length: f64| decimal(length * stretch, 2);
    format!(
        " stroke-dasharray=\"{} {}\" stroke-dashoffset=\"{}\"",
        px(dash),
        px(gap),
        px(-gap / 2.0)
    )
}

/// The state of every area, as the other painter has it.
pub fn texels(input: &SvgInput<'_>) -> Vec<[u8; 4]> {
    let shown = ControlShown {
        moment: input.moment,
        just_changed_since: input.just_changed_since,
        compared_with: None,
        selected: input.selected_area,
    };
    control_texels(&input.story.ledger, &shown)
}

/// What an area is painted as: without a side it is unknown, whatever a row says.
pub fn status_of(texel: [u8; 4]) -> Status {
    let found = Status::ALL.into_iter().find(|status| *status as u8 == texel[2] & STATUS_MASK);
    found.filter(|_| texel[0] != NO_ACTOR).unwrap_or(Status::Unknown)
}

fn border_style(
    input: &SvgInput<'_>,
    [here, there]: [[u8; 4]; 2],
    is_selected: bool,
    presence: f64,
) -> BorderStyle {
    let palette = input.palette;
    let (status, other) = (status_of(here), status_of(there));
    if is_selected {
        let (core, rim) = ((palette.ink, 1.0), (palette.halo, 1.0));
        return BorderStyle { core, width_px: 3.0, rim, rim_px: 6.5, dash_px: None };
    }
    let is_open = |status: Status| matches!(status, Status::Contested | Status::Claimed);
    let two_sided = is_open(status) || is_open(other);
    let no_rim = (palette.halo, 0.0);
    let style = if status == Status::Unknown && other == Status::Unknown {
        let core = (palette.ink, 0.5 * presence);
        BorderStyle { core, width_px: 1.0, rim: no_rim, rim_px: 0.0, dash_px: Some([2.0, 2.0]) }
    } else if status == Status::Unknown || other == Status::Unknown || here[0] == there[0] {
        let core = (palette.outline, 0.75 * presence);
        BorderStyle { core, width_px: 1.0, rim: no_rim, rim_px: 0.0, dash_px: None }
    } else {
        BorderStyle {
            // A front never goes wholly.
            core: (palette.ink, 0.35 + 0.5 * presence),
            width_px: if two_sided { 1.2 } else { 0.9 + 0.9 * presence },
            rim: (palette.halo, 0.45 * presence),
            rim_px: 3.2,
            dash_px: two_sided.then_some([5.0, 3.0]),
        }
    };
    settling(palette.accent, palette.halo, style, f64::from(here[3].max(there[3])) / 255.0)
}

/// A line beside what has changed hands: it stands out, and settles into what it is.
fn settling(accent: [u8; 3], halo: [u8; 3], style: BorderStyle, newness: f64) -> BorderStyle {
    if newness <= 0.0 {
        return style;
    }
    let mix = |from: f64, to: f64| from + (to - from) * newness;
    BorderStyle {
        core: (mixed(style.core.0, accent, newness), mix(style.core.1, 1.0)),
        width_px: mix(style.width_px, 2.0),
        rim: (halo, mix(style.rim.1, 0.85)),
        rim_px: mix(style.rim_px, 4.2),
        dash_px: None,
    }
}

fn mixed(from: [u8; 3], to: [u8; 3], part: f64) -> [u8; 3] {
    let mut mixed = from;
    for (one, to) in mixed.iter_mut().zip(to) {
        *one = (f64::from(*one) + (f64::from(to) - f64::from(*one)) * part).round() as u8;
    }
    mixed
}

/// The colour of an actor's row; `None` for nobody and for rows that are not there.
fn colour(input: &SvgInput<'_>, row: u8) -> Option<[u8; 3]> {
    let actor = input.story.meta.actors.get(usize::from(row)).filter(|_| row != NO_ACTOR);
    actor.map(|actor| input.palette.actor(actor))
}

fn fill_of(input: &SvgInput<'_>, texel: [u8; 4], patterns: &mut Patterns) -> String {
    let blank = input.palette.background;
    let actor = colour(input, texel[0]).unwrap_or(blank);
    // Without a named rival the other colour is the actor's own, paler.
    let rival = colour(input, texel[1]).unwrap_or_else(|| mixed(actor, blank, NAMELESS));
    patterns.of_status(status_of(texel), actor, rival, blank)
}
