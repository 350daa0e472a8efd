//! A group as a ring of its kinds in proportion around its number, in rims like a mark's.

use std::f64::consts::{PI, TAU};

use dateline_core::geo::{cos, sin};
use dateline_core::model::EventIndex;
use dateline_core::scene::ScreenBox;
use dateline_core::time::Moment;
use web_sys::CanvasRenderingContext2d;

use super::{Disc, discs};
use crate::i18n::format_number;
use crate::map::frame::Crowd;
use crate::map::labels::FONT_FAMILY;
use crate::map::palette;
use crate::marks::{category_colour, css_colour};
use crate::state::{Loaded, State, mark_size_px};

/// Width of the ring, CSS pixels.
const RING_PX: f64 = 5.0;
/// How far the light rim and the dark line around it reach out, CSS pixels.
const RIMS_PX: [f64; 2] = [2.4, 1.3];
/// Gap between two kinds, radians at a radius of a pixel.
const GAP: f64 = 1.4;
/// Size of the number, CSS pixels.
const NUMBER_PX: u32 = 12;

/// Draws the groups of every picture; gives the boxes that they cover.
#[inline(never)] // A way into the late part, see `crate::late`.
pub fn draw_groups(
    context: &CanvasRenderingContext2d,
    state: &State,
    crowds: &[Crowd],
) -> Vec<ScreenBox> {
    let (Some(loaded), view) = (state.loaded(), state.camera.view) else { return Vec::new() };
    let mut boxes = Vec::new();
    for ((t, pane), crowd) in state.panes().iter().zip(crowds) {
        let Some(groups) = &crowd.groups else { continue };
        let mut discs = discs(groups, &view);
        discs.iter_mut().for_each(|disc| disc.x_px += pane.shift_px);
        context.save();
        context.begin_path();
        context.rect(pane.left_px, 0.0, pane.right_px - pane.left_px, view.height_px());
        context.clip();
        draw_discs(context, state, loaded, &discs);
        clear_selected(context, state, loaded, (*t, pane.shift_px));
        context.restore();
        let around = |disc: &Disc| {
            let width_px = 2.0 * (disc.radius_px + RIMS_PX[0]);
            ScreenBox::around((disc.x_px, disc.y_px), width_px, width_px)
        };
        boxes.extend(discs.iter().map(around));
    }
    boxes
}

fn draw_discs(context: &CanvasRenderingContext2d, state: &State, loaded: &Loaded, discs: &[Disc]) {
    let is_dark = state.look.is_dark();
    let theme = palette::theme(is_dark);
    let (ink, halo) = (css_colour(theme.ink), css_colour(theme.halo));
    for (rim_px, colour) in RIMS_PX.into_iter().zip([&ink, &halo]) {
        context.begin_path();
        for disc in discs {
            arc(context, disc, disc.radius_px + rim_px, (0.0, TAU));
        }
        context.set_fill_style_str(colour);
        context.fill();
    }
    context.set_line_width(RING_PX);
    for (place, category) in loaded.story.meta.categories.iter().enumerate() {
        context.begin_path();
        for disc in discs {
            if let Some(part) = part_of(disc, place) {
                arc(context, disc, disc.radius_px - RING_PX / 2.0, part);
            }
        }
        context.set_stroke_style_str(&css_colour(category_colour(category, is_dark)));
        context.stroke();
    }
    context.set_text_align("center");
    context.set_text_baseline("middle");
    context.set_font(&format!("600 {NUMBER_PX}px {FONT_FAMILY}"));
    context.set_fill_style_str(&ink);
    for disc in discs {
        let number = format_number(state.look.language, f64::from(disc.group.count), 0);
        // Figures stand on the line: half a pixel lower they are in the middle.
        let _ = context.fill_text(&number, disc.x_px, disc.y_px + 0.5);
    }
}

/// Adds an arc as a stroke of its own, clockwise from the top.
fn arc(context: &CanvasRenderingContext2d, disc: &Disc, radius_px: f64, (from, to): (f64, f64)) {
    let (from, to) = (from - PI / 2.0, to - PI / 2.0);
    context.move_to(disc.x_px + radius_px * cos(from), disc.y_px + radius_px * sin(from));
    // A radius that is not negative is always accepted.
    let _ = context.arc(disc.x_px, disc.y_px, radius_px, from, to);
}

/// From where to where the ring has the colour of a kind, radians; `None` without any.
fn part_of(disc: &Disc, category: usize) -> Option<(f64, f64)> {
    let counts = &disc.group.by_category;
    let count = counts.get(category).copied().filter(|count| *count > 0)?;
    if count == disc.group.count {
        return Some((0.0, TAU));
    }
    let before: u32 = counts.iter().take(category).sum();
    let angle = |count: u32| TAU * f64::from(count) / f64::from(disc.group.count);
    let gap = GAP / disc.radius_px;
    let (from, to) = (angle(before), angle(before + count));
    // However few there are, their colour is seen.
    Some((from, (to - gap).max(from + gap)))
}

/// Leaves the selected mark to be seen, where the painter draws it at `t`: also in a group.
fn clear_selected(
    context: &CanvasRenderingContext2d,
    state: &State,
    loaded: &Loaded,
    (t, shift_px): (Moment, f64),
) {
    let Some(selected) = state.choice.emphasised_event() else { return };
    let mut found = None;
    let mut look = |_, point, event: EventIndex| {
        if event == selected {
            found = Some(point);
        }
    };
    loaded.marks_in(state.event_span_at(t), &state.choice.filter, &mut look);
    let Some(point) = found else { return };
    let view = &state.camera.view;
    let (x_px, y_px) = view.screen_from_world(point);
    let radius_px = mark_size_px(view) * 1.5;
    context.begin_path();
    // As above.
    let _ = context.arc(x_px + shift_px, y_px, radius_px, 0.0, TAU);
    let _ = context.set_global_composite_operation("destination-out");
    context.fill();
    let _ = context.set_global_composite_operation("source-over");
}
