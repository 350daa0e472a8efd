//! Groups on the map's own canvas, over its marks; their measures are core's.

use std::cell::RefCell;

use dateline_core::model::EventIndex;
use dateline_core::scene::{Disc, ScreenBox, stack_offset_px};
use dateline_core::time::Moment;
use dateline_gl::{Discs, Figure, Frame, GlError, Painter};

use super::figures::Figures;
use crate::i18n::{Language, format_number};
use crate::map::frame::Crowd;
use crate::state::{Loaded, State, mark_size_px};

/// What draws the groups of one map.
pub struct GroupPainter {
    discs: Discs,
    figures: Figures,
}

/// The boxes that the groups of every picture cover.
#[inline(never)] // A way into the late part, see `crate::late`.
pub fn group_boxes(state: &State, crowds: &[Crowd]) -> Vec<ScreenBox> {
    let view = state.camera.view;
    let mut boxes = Vec::new();
    for ((_, pane), crowd) in state.panes().iter().zip(crowds) {
        let Some(groups) = &crowd.groups else { continue };
        boxes.extend(Disc::all(groups, &view).into_iter().map(|mut disc| {
            disc.x_px += pane.shift_px;
            disc.covers()
        }));
    }
    boxes
}

/// Draws the groups over the pictures that the painter has just drawn, by `slot`, which is empty
/// until there are some; false where the driver is not done with what draws them, and they are
/// for a later picture.
///
/// # Errors
/// What the graphics card says.
#[inline(never)] // As above.
pub fn draw_groups(
    painter: &Painter,
    slot: &mut Option<Box<GroupPainter>>,
    state: &State,
    crowds: &[Crowd],
    frames: &[Frame<'_>],
) -> Result<bool, GlError> {
    let Some(loaded) = state.loaded() else { return Ok(true) };
    // What a context that is going refuses is no fault of the shaders.
    let told = |error| if painter.is_lost() { GlError::Lost } else { error };
    for (((t, _), crowd), frame) in state.panes().iter().zip(crowds).zip(frames) {
        let Some(groups) = &crowd.groups else { continue };
        let made = match slot.take() {
            Some(made) => made,
            None => {
                let discs = Discs::new(painter).map_err(told)?;
                Box::new(GroupPainter { discs, figures: Figures::default() })
            }
        };
        let GroupPainter { discs: layer, figures } = &mut **slot.insert(made);
        if !layer.is_ready() {
            return Ok(false);
        }
        let ratio = frame.camera.device_pixel_ratio;
        let discs = Disc::all(groups, &state.camera.view);
        let numbers = written(state.look.language, &discs);
        if let Some((cell_side, picture)) = figures.renewed(state.look.language, ratio, &numbers) {
            layer.set_figures(cell_side, &picture).map_err(told)?;
        }
        let mut stand: Vec<Figure> = Vec::new();
        for (disc, number) in discs.iter().zip(&numbers) {
            figures.put(number, (disc.x_px * ratio, disc.y_px * ratio), &mut stand);
        }
        layer.draw(frame, &discs, &stand, hole(state, loaded, *t)).map_err(told)?;
    }
    Ok(true)
}

/// Numbers below this are written once: most of those of a map, which are the same again at
/// the next step of the clock.
const KEPT_NUMBERS: usize = 1_000;

thread_local! {
    static NUMBERS: RefCell<Numbers> = const { RefCell::new(Numbers { language: None, kept: Vec::new() }) };
}

/// Numbers as a language writes them. `Intl` takes as long for one as a whole group does else.
struct Numbers {
    language: Option<Language>,
    /// By number; what is empty has not been asked for.
    kept: Vec<String>,
}

impl Numbers {
    fn written(&mut self, language: Language, number: u32) -> &str {
        if self.language.replace(language) != Some(language) {
            self.kept = vec![String::new(); KEPT_NUMBERS + 1];
        }
        // All larger ones share the last place, where none of them stays.
        let place = (number as usize).min(KEPT_NUMBERS);
        let Some(kept) = self.kept.get_mut(place) else { return "" };
        if kept.is_empty() || place == KEPT_NUMBERS {
            *kept = format_number(language, f64::from(number), 0);
        }
        kept
    }
}

/// The numbers of the groups, in their order.
fn written(language: Language, discs: &[Disc]) -> Vec<String> {
    NUMBERS.with_borrow_mut(|numbers| {
        discs.iter().map(|disc| numbers.written(language, disc.group.count).to_owned()).collect()
    })
}

/// Where the selected mark is to be seen that the painter draws at `t`, also in a group: its
/// middle and how far around it, CSS pixels.
fn hole(state: &State, loaded: &Loaded, t: Moment) -> Option<(f64, f64, f64)> {
    let selected = state.choice.emphasised_event()?;
    let (mut found, symbols) = (None, state.symbols(loaded));
    let mut look = |symbol, _, event: EventIndex| {
        if event == selected {
            found = symbols.position(symbol as usize);
        }
        found.is_none()
    };
    loaded.marks_in(state.event_span_at(t), &state.choice.filter, &mut look);
    let view = &state.camera.view;
    let size_px = mark_size_px(view);
    let (point, slot) = found?;
    let (x_px, y_px) = view.screen_from_world(point);
    // Of a stack every mark but the first stands beside the spot.
    let (right_px, down_px) = stack_offset_px(slot, size_px);
    Some((x_px + right_px, y_px + down_px, size_px * 1.5))
}
