//! The marks of events.

use super::SvgInput;
use super::crowd::{Crowd, middle, position};
use super::shapes::{SHAPE_REACH, shape_path};
use super::text::{decimal, escape, hex, px};
use crate::geo::WorldPoint;
use crate::model::{Category, Event, EventIndex, GeoPrecision, Shape, Verification};
use std::collections::BTreeSet;

/// Rims around a mark, the outermost first: whether in ink, and how far out, CSS pixels.
const RIMS: [(bool, f64); 2] = [(true, 2.5), (false, 1.25)];
/// The same around the selected one.
const SELECTED_RIMS: [(bool, f64); 3] = [(false, 6.0), (true, 5.0), (false, 3.0)];
/// How pale and how small a mark gets with age.
const OLD: (f64, f64) = (0.35, 0.7);
/// The soft circle of an imprecise place: how much of it covers, by the part of the way out.
const SOFT: [(f64, f64); 6] =
    [(0.0, 0.55), (0.25, 0.476), (0.5, 0.389), (0.75, 0.275), (0.9, 0.174), (1.0, 0.0)];

/// Writes the marks in the order in which the events are given, then the groups, the selected
/// mark last, also out of a group.
pub fn write(input: &SvgInput<'_>, crowd: &Crowd, svg: &mut String) {
    let is_selected = |event: &EventIndex| input.selected_event == Some(*event);
    let (mut shared, mut marks) = (BTreeSet::new(), String::new());
    for event in input.events.iter().filter(|event| !is_selected(event)) {
        let Some(at) = position(input, *event) else { continue };
        if crowd.is_alone(at.0) {
            let mark = mark(input, at, *event, false, &mut shared);
            marks.push_str(&mark.unwrap_or_default());
        }
    }
    crowd.write(input, &mut marks);
    let last = input.events.iter().copied().find(|event| is_selected(event));
    if let Some((event, at)) = last.and_then(|event| Some((event, position(input, event)?))) {
        marks.push_str(&mark(input, at, event, true, &mut shared).unwrap_or_default());
    }
    if !shared.is_empty() {
        let shared: String = shared.into_iter().collect();
        svg.push_str(&format!("<defs>\n{shared}</defs>\n"));
    }
    svg.push_str(&format!("<g class=\"events\">\n{marks}</g>\n"));
}

/// The colour of a soft circle as a gradient.
fn soft_circle(colour: [u8; 3]) -> String {
    let colour = hex(colour);
    let stop = |(out, alpha): (f64, f64)| {
        format!("<stop offset=\"{out}\" stop-color=\"{colour}\" stop-opacity=\"{alpha}\"/>")
    };
    let stops: String = SOFT.into_iter().map(stop).collect();
    let id = colour.trim_start_matches('#');
    format!("<radialGradient id=\"soft-{id}\">{stops}</radialGradient>\n")
}

/// How old an event is, 0 to 1.
fn age(input: &SvgInput<'_>, event: &Event) -> f64 {
    let (Some(since), Some(when)) = (input.fades_since, &event.when) else { return 0.0 };
    let room_s = (input.moment.0 - since.0).max(1) as f64;
    ((input.moment.0 - when.span.end.0) as f64 / room_s).clamp(0.0, 1.0)
}

/// One mark, which adds what it shares with others; `None` where it lies
/// outside the picture.
fn mark(
    input: &SvgInput<'_>,
    at: (WorldPoint, u32),
    index: EventIndex,
    is_selected: bool,
    shared: &mut BTreeSet<String>,
) -> Option<String> {
    let event = input.story.events.get(index)?;
    let category = input.story.meta.categories.get(usize::from(event.category.0))?;
    let (x, y) = middle(input, at);
    let age = if is_selected { 0.0 } else { age(input, event) };
    let grown = if is_selected { 1.5 } else { 1.0 + (OLD.1 - 1.0) * age };
    let radius = input.mark_size_px / 2.0 * grown;
    let halo = match event.geo_precision {
        GeoPrecision::Exact | GeoPrecision::Unknown => 0.0,
        GeoPrecision::Area => radius * 2.2,
        GeoPrecision::Region => radius * 3.4,
    };
    let reach = halo.max(radius * SHAPE_REACH) + 7.0;
    let outside = |at: f64, size: f64| at < -reach || at > size + reach;
    if outside(x, input.view.width_px()) || outside(y, input.view.height_px()) {
        return None;
    }
    let title = escape(event.title.in_language(input.language));
    let mut inside = String::new();
    if halo > 0.0 {
        let colour = input.palette.category(category);
        shared.insert(soft_circle(colour));
        let id = hex(colour);
        let id = id.trim_start_matches('#');
        inside.push_str(&format!("<circle r=\"{}\" fill=\"url(#soft-{id})\"/>", px(halo)));
    }
    if is_hollow(event) {
        shared.insert(inside_of(category.shape));
    }
    let rims: &[(bool, f64)] = if is_selected { &SELECTED_RIMS } else { &RIMS };
    inside.push_str(&drawing(input, event, category, radius, rims));
    let opacity = if age > 0.0 {
        format!(" opacity=\"{}\"", decimal(1.0 + (OLD.0 - 1.0) * age, 3))
    } else {
        String::new()
    };
    Some(format!(
        "<g transform=\"translate({} {})\"{opacity}><title>{title}</title>{inside}</g>\n",
        px(x),
        px(y)
    ))
}

fn drawing(
    input: &SvgInput<'_>,
    event: &Event,
    category: &Category,
    radius: f64,
    rims: &[(bool, f64)],
) -> String {
    let (ink, halo) = (hex(input.palette.ink), hex(input.palette.halo));
    let colour = hex(input.palette.category(category));
    let (path, is_ring) = (shape_path(category.shape), category.shape == Shape::Ring);
    let scale = radius * SHAPE_REACH;
    // Widths are in the path's own units.
    let units = |width_px: f64| decimal(width_px / scale, 3);
    let mut drawn =
        format!("<g transform=\"scale({})\" stroke-linejoin=\"round\">", decimal(scale, 2));
    for (is_ink, out_px) in rims {
        let rim = if *is_ink { &ink } else { &halo };
        if is_ring {
            // Its middle is open: rims are outside only.
            let middle_px = RING_RADIUS * radius + out_px / 2.0;
            drawn.push_str(&format!(
                "<circle r=\"{}\" fill=\"none\" stroke=\"{rim}\" stroke-width=\"{}\"/>",
                units(middle_px),
                units(*out_px)
            ));
        } else {
            drawn.push_str(&format!(
                "<path d=\"{path}\" fill=\"{rim}\" stroke=\"{rim}\" stroke-width=\"{}\"/>",
                units(2.0 * out_px)
            ));
        }
    }
    if is_hollow(event) {
        // The line is drawn to both sides and seen within.
        let within_px = f64::max(1.1, 0.22 * radius);
        drawn.push_str(&format!(
            "<path clip-path=\"url(#in-{})\" d=\"{path}\" fill=\"{halo}\" stroke=\"{colour}\" \
             stroke-width=\"{}\"/>",
            category.shape.name(),
            units(2.0 * within_px)
        ));
    } else {
        drawn.push_str(&format!("<path d=\"{path}\" fill=\"{colour}\"/>"));
    }
    if matches!(event.verification, Verification::SingleSource | Verification::Unknown) {
        // One source, or the file does not say: a dot in the middle.
        let (dot, part) = if is_ring { (&colour, 0.25) } else { (&halo, 0.32) };
        drawn.push_str(&format!("<circle r=\"{}\" fill=\"{dot}\"/>", units(part * radius)));
    }
    drawn.push_str("</g>");
    drawn
}

/// Outer radius of the ring, in radii of a disc.
const RING_RADIUS: f64 = 1.15;

/// Disputed, or claimed by one party: hollow.
fn is_hollow(event: &Event) -> bool {
    matches!(event.verification, Verification::Disputed | Verification::Claimed)
}

/// The inside of a shape, for what is not to be seen outside of it.
fn inside_of(shape: Shape) -> String {
    format!("<clipPath id=\"in-{}\"><path d=\"{}\"/></clipPath>\n", shape.name(), shape_path(shape))
}
