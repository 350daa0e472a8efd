//! The marks of events.

use super::shapes::{SHAPE_REACH, shape_path};
use super::text::{decimal, escape, hex, px};
use super::{Palette, SvgInput};
use crate::model::{Category, Event, EventIndex, GeoPrecision, Shape, Verification};
use crate::scene::{Symbols, stack_offset_px, symbols};
use crate::time::Day;

/// Writes the marks in the order in which the events are given, the selected one last.
pub fn write(input: &SvgInput<'_>, svg: &mut String) {
    let symbols = symbols(&input.story.events, Day(0));
    svg.push_str("<g class=\"events\">\n");
    let is_selected = |event: &EventIndex| input.selected_event == Some(*event);
    let others = input.events.iter().filter(|event| !is_selected(event));
    let last = input.events.iter().find(|event| is_selected(event));
    for event in others.chain(last) {
        svg.push_str(&mark(input, &symbols, *event, is_selected(event)).unwrap_or_default());
    }
    svg.push_str("</g>\n");
}

/// One mark; `None` where it has no place or lies outside the picture.
fn mark(
    input: &SvgInput<'_>,
    symbols: &Symbols,
    index: EventIndex,
    is_selected: bool,
) -> Option<String> {
    let event = input.story.events.get(index)?;
    let category = input.story.meta.categories.get(usize::from(event.category.0))?;
    let (point, slot) = symbols.position(symbols.find(index)?)?;
    let ((x, y), (dx, dy)) =
        (input.view.screen_from_world(point), stack_offset_px(slot, input.mark_size_px));
    let (x, y) = (x + dx, y + dy);
    let radius = input.mark_size_px / 2.0 * if is_selected { 1.5 } else { 1.0 };
    let halo = match event.geo_precision {
        GeoPrecision::Exact | GeoPrecision::Unknown => 0.0,
        GeoPrecision::Area => radius * 2.2,
        GeoPrecision::Region => radius * 3.4,
    };
    let reach = halo.max(radius * SHAPE_REACH) + 4.0;
    let outside = |at: f64, size: f64| at < -reach || at > size + reach;
    if outside(x, input.view.width_px()) || outside(y, input.view.height_px()) {
        return None;
    }
    let title = escape(event.title.in_language(input.language));
    let inside = drawing(input.palette, event, category, radius, halo);
    Some(format!(
        "<g transform=\"translate({} {})\"><title>{title}</title>{inside}</g>\n",
        px(x),
        px(y)
    ))
}

fn drawing(
    palette: &Palette,
    event: &Event,
    category: &Category,
    radius: f64,
    halo_radius: f64,
) -> String {
    let (ink, halo) = (hex(palette.ink), hex(palette.halo));
    let colour = hex(palette.category(category));
    let path = shape_path(category.shape);
    let scale = radius * SHAPE_REACH;
    let mut drawn = String::new();
    if halo_radius > 0.0 {
        drawn.push_str(&format!(
            "<circle r=\"{}\" fill=\"{colour}\" fill-opacity=\"0.25\"/>",
            px(halo_radius)
        ));
    }
    // Widths are in the path's own units; a rim is half inside and half outside.
    let units = |width_px: f64| decimal(width_px / scale, 3);
    drawn.push_str(&format!(
        "<g transform=\"scale({})\" stroke-linejoin=\"round\">",
        decimal(scale, 2)
    ));
    for (rim, width_px) in [(&ink, 4.5), (&halo, 2.5)] {
        drawn.push_str(&format!(
            "<path d=\"{path}\" fill=\"{rim}\" stroke=\"{rim}\" stroke-width=\"{}\"/>",
            units(width_px)
        ));
    }
    drawn.push_str(&match event.verification {
        // Disputed, or claimed by one party: hollow.
        Verification::Disputed | Verification::Claimed => format!(
            "<path d=\"{path}\" fill=\"{halo}\" stroke=\"{colour}\" stroke-width=\"{}\"/>",
            units(1.6)
        ),
        _ => format!("<path d=\"{path}\" fill=\"{colour}\"/>"),
    });
    if matches!(event.verification, Verification::SingleSource | Verification::Unknown) {
        // One source, or the file does not say: a dot in the middle.
        let dot = if category.shape == Shape::Ring { &colour } else { &halo };
        drawn.push_str(&format!("<circle r=\"0.2\" fill=\"{dot}\"/>"));
    }
    drawn.push_str("</g>");
    drawn
}
