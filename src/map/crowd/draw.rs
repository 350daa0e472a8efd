//! Groups on the canvas of names; their measures are core's.

use std::f64::consts::{PI, TAU};

use dateline_core::geo::{cos, sin};
use dateline_core::model::EventIndex;
use dateline_core::scene::{Disc, NUMBER_PX, RIMS_PX, RING_PX, ScreenBox};
use dateline_core::time::Moment;
use web_sys::CanvasRenderingContext2d;

use crate::dom::px;
use crate::i18n::format_number;
use crate::map::frame::Crowd;
use crate::map::labels::FONT_FAMILY;
use crate::map::palette;
use crate::marks::{category_colour, css_colour};
use crate::state::{Loaded, State, mark_size_px};

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
        let mut discs = Disc::all(groups, &view);
        discs.iter_mut().for_each(|disc| disc.x_px += pane.shift_px);
        context.save();
        context.begin_path();
        context.rect(pane.left_px, 0.0, pane.right_px - pane.left_px, view.height_px());
        context.clip();
        draw_discs(context, state, loaded, &discs);
        clear_selected(context, state, loaded, (*t, pane.shift_px));
        context.restore();
        boxes.extend(discs.iter().map(Disc::covers));
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
            if let Some(part) = disc.part_of(place) {
                arc(context, disc, disc.radius_px - RING_PX / 2.0, part);
            }
        }
        context.set_stroke_style_str(&css_colour(category_colour(category, is_dark)));
        context.stroke();
    }
    context.set_text_align("center");
    context.set_text_baseline("middle");
    context.set_font(&["600 ", &px(NUMBER_PX), " ", FONT_FAMILY].concat());
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
