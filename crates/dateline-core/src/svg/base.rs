//! The base map: surfaces under the areas, lines above them.

use super::SvgInput;
use super::path;
use super::text::hex;
use crate::model::{BaseFeature, BaseGeometry};

/// Writes the surfaces.
pub fn write_fills(input: &SvgInput<'_>, svg: &mut String) {
    let fill = hex(input.palette.ground);
    svg.push_str(&format!("<g class=\"ground\" fill=\"{fill}\" fill-rule=\"evenodd\">\n"));
    for feature in &input.story.base {
        let BaseGeometry::Polygons(polygons) = &feature.geometry else { continue };
        let data = path::polygons(&input.view, polygons);
        if !data.is_empty() {
            svg.push_str(&format!("<path d=\"{data}\"/>\n"));
        }
    }
    svg.push_str("</g>\n");
}

/// Writes the lines, and the outlines of surfaces that the areas would hide.
pub fn write_lines(input: &SvgInput<'_>, svg: &mut String) {
    svg.push_str("<g class=\"base\" fill=\"none\" stroke-linejoin=\"round\">\n");
    for feature in &input.story.base {
        let data = match &feature.geometry {
            BaseGeometry::Point(_) => continue,
            BaseGeometry::Lines(lines) => {
                lines.iter().map(|line| path::positions(&input.view, line)).collect()
            }
            BaseGeometry::Polygons(_) if feature.kind == "built-up" => continue,
            BaseGeometry::Polygons(polygons) => path::polygons(&input.view, polygons),
        };
        if !data.is_empty() {
            svg.push_str(&format!("<path {} d=\"{data}\"/>\n", style(input, feature)));
        }
    }
    svg.push_str("</g>\n");
}

fn style(input: &SvgInput<'_>, feature: &BaseFeature) -> String {
    let (road, water) = (hex(input.palette.road), hex(input.palette.water));
    let (colour, width, opacity, dashes) = match feature.kind.as_str() {
        "river" => (water, "2", "0.9", None),
        "ring-road" => (road, "1.6", "0.4", None),
        "rail" => (road, "1.2", "0.45", Some("6 4")),
        "wall" | "citadel" => (road, "1.4", "0.8", None),
        "front-line" => (hex(input.palette.ink), "1.6", "0.9", Some("8 3")),
        _ => (road, "1", "0.4", None),
    };
    let dashes = dashes.map_or(String::new(), |dashes| format!(" stroke-dasharray=\"{dashes}\""));
    format!("stroke=\"{colour}\" stroke-width=\"{width}\" stroke-opacity=\"{opacity}\"{dashes}")
}
