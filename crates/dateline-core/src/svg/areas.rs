//! Areas by who holds them, and the lines between them.

use super::SvgInput;
use super::path;
use super::text::{escape, hex};
use crate::ledger::Status;
use crate::scene::{IN_DOUBT, JUST_CHANGED, NO_ACTOR, STATUS_MASK, borders, control_texels};
use std::collections::BTreeMap;

/// Distance between hatch lines, CSS pixels: 16 along a row, seen across the diagonal.
const HATCH_PX: &str = "11.31";

/// Patterns by id, as XML.
pub type Patterns = BTreeMap<String, String>;

/// Writes the fills of areas, with the patterns that they need.
pub fn write(input: &SvgInput<'_>, svg: &mut String) {
    let mut patterns = Patterns::new();
    let mut paths = String::new();
    let texels = texels(input);
    for (area, texel) in input.story.areas.iter().zip(&texels) {
        let data = path::polygons(&input.view, &area.polygons);
        if data.is_empty() {
            continue;
        }
        let fill = fill_of(input, *texel, &mut patterns);
        let name = escape(area.name.in_language(input.language));
        paths.push_str(&format!(
            "<path fill=\"{fill}\" d=\"{data}\"><title>{name}</title></path>\n"
        ));
        if texel[2] & IN_DOUBT != 0 {
            let pale = doubt_pattern(input, &mut patterns);
            paths.push_str(&format!("<path fill=\"{pale}\" d=\"{data}\"/>\n"));
        }
    }
    write_patterns(&patterns, svg);
    svg.push_str(&format!("<g class=\"areas\" fill-rule=\"evenodd\">\n{paths}</g>\n"));
}

/// Writes the definitions of patterns, if there are any.
pub fn write_patterns(patterns: &Patterns, svg: &mut String) {
    if !patterns.is_empty() {
        svg.push_str("<defs>\n");
        patterns.values().for_each(|pattern| svg.push_str(pattern));
        svg.push_str("</defs>\n");
    }
}

/// Writes the borders: quiet between areas of one side, dotted where nobody says who
/// holds them, strong between two sides.
pub fn write_borders(input: &SvgInput<'_>, svg: &mut String) {
    let texels = texels(input);
    let unknown = [NO_ACTOR, NO_ACTOR, Status::Unknown as u8, 0];
    let texel = |area: u16| texels.get(usize::from(area)).copied().unwrap_or(unknown);
    // Strong lines lie above quiet ones.
    let mut layers = [String::new(), String::new(), String::new()];
    for border in borders(&input.story.areas) {
        let data = path::world(&input.view, &border.points, border.closed);
        if data.is_empty() {
            continue;
        }
        let chosen = |area: u16| input.selected_area.is_some_and(|one| one.0 == u32::from(area));
        let is_selected = chosen(border.area) || chosen(border.other_area);
        let (layer, style) =
            border_style(input, texel(border.area), texel(border.other_area), is_selected);
        if let Some(layer) = layers.get_mut(layer) {
            layer.push_str(&format!("<path {style} d=\"{data}\"/>\n"));
        }
    }
    let lines = layers.concat();
    svg.push_str(&format!(
        "<g class=\"borders\" fill=\"none\" stroke-linejoin=\"round\" \
         stroke-linecap=\"round\">\n{lines}</g>\n"
    ));
}

/// The state of every area, as the other painter has it.
pub fn texels(input: &SvgInput<'_>) -> Vec<[u8; 4]> {
    control_texels(&input.story.ledger, input.moment, input.just_changed_since, input.selected_area)
}

fn border_style(
    input: &SvgInput<'_>,
    here: [u8; 4],
    there: [u8; 4],
    is_selected: bool,
) -> (usize, String) {
    let palette = input.palette;
    let is_known = |texel: [u8; 4]| texel[2] & STATUS_MASK != Status::Unknown as u8;
    let is_new = (here[2] | there[2]) & JUST_CHANGED != 0;
    if is_selected {
        return (2, format!("stroke=\"{}\" stroke-width=\"3\"", hex(palette.ink)));
    }
    if is_new {
        return (2, format!("stroke=\"{}\" stroke-width=\"2.4\"", hex(palette.accent)));
    }
    if is_known(here) && is_known(there) && here[0] != there[0] {
        return (1, format!("stroke=\"{}\" stroke-width=\"2\"", hex(palette.ink)));
    }
    let dots = if is_known(here) || is_known(there) { "" } else { " stroke-dasharray=\"0.1 3\"" };
    (0, format!("stroke=\"{}\"{dots}", hex(palette.outline)))
}

/// The colour of an actor's row; the background for nobody and for rows that are not there.
fn colour(input: &SvgInput<'_>, row: u8) -> String {
    let actor = input.story.meta.actors.get(usize::from(row)).filter(|_| row != NO_ACTOR);
    hex(actor.map_or(input.palette.background, |actor| input.palette.actor(actor)))
}

fn fill_of(input: &SvgInput<'_>, texel: [u8; 4], patterns: &mut Patterns) -> String {
    let [actor, rival, ..] = texel.map(|row| colour(input, row));
    let blank = hex(input.palette.background);
    let status = Status::ALL.into_iter().find(|status| *status as u8 == texel[2] & STATUS_MASK);
    status_fill(status.unwrap_or(Status::Unknown), &actor, &rival, &blank, patterns)
}

/// The fill of a status in these colours; adds the pattern that it needs.
pub fn status_fill(
    status: Status,
    actor: &str,
    rival: &str,
    blank: &str,
    patterns: &mut Patterns,
) -> String {
    match status {
        Status::Held => actor.to_owned(),
        Status::Unknown => "none".to_owned(),
        Status::Contested => stripes(patterns, "contested", actor, rival, "5.66"),
        Status::Claimed => stripes(patterns, "claimed", actor, blank, "2.5"),
        Status::Besieged => dots(patterns, actor, rival),
    }
}

/// Ids name the colours, so that two pictures on one page that share an id share the
/// pattern, too.
fn pattern_id(kind: &str, front: &str, back: &str) -> String {
    format!("{kind}-{}-{}", front.trim_start_matches('#'), back.trim_start_matches('#'))
}

fn stripes(patterns: &mut Patterns, kind: &str, front: &str, back: &str, width_px: &str) -> String {
    let id = pattern_id(kind, front, back);
    let fill = format!("url(#{id})");
    let pattern = format!(
        "<pattern id=\"{id}\" width=\"{HATCH_PX}\" height=\"{HATCH_PX}\" \
         patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
         <rect width=\"{HATCH_PX}\" height=\"{HATCH_PX}\" fill=\"{back}\"/>\
         <rect width=\"{width_px}\" height=\"{HATCH_PX}\" fill=\"{front}\"/></pattern>\n"
    );
    patterns.insert(id, pattern);
    fill
}

fn dots(patterns: &mut Patterns, ground: &str, dot: &str) -> String {
    let id = pattern_id("besieged", ground, dot);
    let fill = format!("url(#{id})");
    let pattern = format!(
        "<pattern id=\"{id}\" width=\"16\" height=\"16\" patternUnits=\"userSpaceOnUse\">\
         <rect width=\"16\" height=\"16\" fill=\"{ground}\"/>\
         <circle cx=\"4\" cy=\"4\" r=\"2\" fill=\"{dot}\"/>\
         <circle cx=\"12\" cy=\"12\" r=\"2\" fill=\"{dot}\"/></pattern>\n"
    );
    patterns.insert(id, pattern);
    fill
}

fn doubt_pattern(input: &SvgInput<'_>, patterns: &mut Patterns) -> String {
    let pale = hex(input.palette.background);
    let id = format!("doubt-{}", pale.trim_start_matches('#'));
    let fill = format!("url(#{id})");
    let pattern = format!(
        "<pattern id=\"{id}\" width=\"5.66\" height=\"5.66\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(-45)\">\
         <rect width=\"1.6\" height=\"5.66\" fill=\"{pale}\" fill-opacity=\"0.5\"/></pattern>\n"
    );
    patterns.insert(id, pattern);
    fill
}
