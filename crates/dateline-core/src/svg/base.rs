//! The base map: surfaces under the areas, lines above them.

use super::SvgInput;
use super::areas::dashes;
use super::path;
use super::pattern::Patterns;
use super::text::{decimal, hex};
use crate::look::{fill_style_of, fill_styles, line_style_of, line_styles};
use crate::model::{BaseFeature, BaseGeometry};

/// Writes the surfaces.
pub fn write_fills(input: &SvgInput<'_>, svg: &mut String) {
    svg.push_str("<g class=\"ground\" fill-rule=\"evenodd\">\n");
    let styles = fill_styles(input.palette.is_dark);
    for feature in &input.story.base {
        let BaseGeometry::Polygons(polygons) = &feature.geometry else { continue };
        let style = fill_style_of(feature).and_then(|row| styles.get(usize::from(row)));
        let Some([red, green, blue, alpha]) = style.map(|style| style.colour) else { continue };
        let shape = path::filled(&input.view, polygons);
        if !shape.is_empty() {
            let (colour, opacity) = (hex([red, green, blue]), opacity("fill", alpha));
            svg.push_str(&format!("<path fill=\"{colour}\"{opacity} {shape}/>\n"));
        }
    }
    svg.push_str("</g>\n");
}

/// Writes the lines, and the outlines of surfaces that have one.
pub fn write_lines(input: &SvgInput<'_>, svg: &mut String) {
    svg.push_str("<g class=\"base\" fill=\"none\" stroke-linejoin=\"round\">\n");
    let stretch = Patterns::on_ground(&input.view).stretch();
    for feature in &input.story.base {
        let data = match &feature.geometry {
            BaseGeometry::Point(_) => continue,
            BaseGeometry::Lines(lines) => {
                lines.iter().map(|line| path::positions(&input.view, line)).collect()
            }
            BaseGeometry::Polygons(polygons) => path::polygons(&input.view, polygons),
        };
        if let Some(style) = style(input, feature, stretch).filter(|_| !data.is_empty()) {
            svg.push_str(&format!("<path {style} d=\"{data}\"/>\n"));
        }
    }
    svg.push_str("</g>\n");
}

fn style(input: &SvgInput<'_>, feature: &BaseFeature, stretch: f64) -> Option<String> {
    let row = usize::from(line_style_of(feature)?);
    let line = line_styles(input.palette.is_dark).get(row).copied()?;
    let [red, green, blue, alpha] = line.colour;
    let dashes = line.dash_px.map_or(String::new(), |dash| dashes(dash.map(f64::from), stretch));
    Some(format!(
        "stroke=\"{}\" stroke-width=\"{}\"{}{dashes}",
        hex([red, green, blue]),
        decimal(f64::from(line.width_px), 2),
        opacity("stroke", alpha)
    ))
}

/// The attribute for what covers only in part.
fn opacity(of: &str, alpha: u8) -> String {
    if alpha == u8::MAX {
        return String::new();
    }
    format!(" {of}-opacity=\"{}\"", decimal(f64::from(alpha) / 255.0, 3))
}
