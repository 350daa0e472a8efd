//! Names on the map, shaped by the browser: Arabic joins as it should (I15).

use dateline_core::geo::{LonLat, View, WorldPoint, side_in_world_units};
use dateline_core::model::BaseGeometry;
use dateline_core::scene::{
    LabelCandidate, LabelKind, PlacedLabel, SHORTEST_NAME_PX, ScreenBox, by_importance,
    clear_of_marks, is_wanted, place_roomy, with_room,
};
use dateline_core::time::Moment;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement};

use super::crowd::group_boxes;
use super::frame::Crowd;
use super::stage::fit_canvas;
use crate::i18n::Language;
use crate::state::{Beside, State};

/// Sans serif, with the faces that draw Arabic well first where they are installed.
pub const FONT_FAMILY: &str =
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Arabic', sans-serif";

/// What stands over the map, beside which no name is written.
const FURNITURE: &str = ".dl-asof, .dl-legend, .dl-map-buttons, .dl-credit:has(a), .dl-seen";

/// The canvas for names.
pub struct LabelPainter {
    canvas: HtmlCanvasElement,
    context: Option<CanvasRenderingContext2d>,
    /// Story, language and size class the candidates were made for.
    made_for: Option<(usize, Language)>,
    /// Names of the story, then those on the tiles of a base map.
    candidates: Vec<LabelCandidate>,
    /// Per candidate, how wide what it names is, in world units.
    extents: Vec<f64>,
    /// The candidates, the most important first.
    order: Vec<usize>,
    /// For which zoom and selection names have room, and those that have.
    roomy: (Option<(f64, Option<u32>)>, Vec<usize>),
    /// What is on the canvas, as far as that is names of these candidates.
    written: Option<Written>,
}

/// How far from the left a part of the map begins, CSS pixels, and the names in it.
type Names = (f64, Vec<PlacedLabel>);

/// What is written of the candidates.
#[derive(PartialEq)]
struct Written {
    /// Width and height of the map, CSS pixels, and device pixels in one.
    size: (f64, f64, f64),
    is_dark: bool,
    names: Vec<Names>,
}

impl LabelPainter {
    /// A painter on the canvas.
    pub fn new(canvas: HtmlCanvasElement) -> Self {
        let context = canvas.get_context("2d").ok().flatten();
        let context = context.and_then(|context| context.dyn_into().ok());
        Self {
            canvas,
            context,
            made_for: None,
            candidates: Vec::new(),
            extents: Vec::new(),
            order: Vec::new(),
            roomy: (None, Vec::new()),
            written: None,
        }
    }

    /// Takes the canvas as empty: what takes the graphics away takes the names too.
    pub fn forget(&mut self) {
        self.written = None;
    }

    /// Draws the names that fit. Where they would be those of the last picture, and where they
    /// stand there, it is left as it is: most steps of the clock move none.
    pub fn draw(&mut self, state: &State, ratio: f64, crowds: &[Crowd]) {
        let view = state.camera.view;
        let Some(context) = self.context.clone() else { return };
        self.make_candidates(state);
        self.find_room(state, &context);
        let size = (view.width_px(), view.height_px(), ratio);
        // Only the late part makes any. Names keep clear of groups, and go out from under marks.
        let groups = if crowds.is_empty() { Vec::new() } else { group_boxes(state, crowds) };
        let names = self.placed(state, crowds, &groups);
        let written = Written { size, is_dark: state.look.is_dark(), names };
        if self.written.as_ref() == Some(&written) {
            return;
        }
        fit_canvas(&self.canvas, size.0, size.1, ratio);
        // A transform of plain scaling is always accepted.
        let _ = context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
        context.clear_rect(0.0, 0.0, size.0, size.1);
        self.write(state, &context, ratio, &written.names);
        self.written = Some(written);
    }

    /// Where the names stand that fit, clear of marks as far as there is room: all together, or of
    /// each half of the map.
    fn placed(&self, state: &State, crowds: &[Crowd], groups: &[ScreenBox]) -> Vec<Names> {
        let mut placed = Vec::new();
        if self.roomy.1.is_empty() {
            return placed;
        }
        let mut obstacles = self.obstacles();
        obstacles.extend(groups);
        let (is_halved, view) = (state.beside() == Some(Beside::Halves), state.pane_view());
        // A name that is moved from under a mark stays whole.
        let (right, height) = (f64::MAX, view.height_px());
        let edge = |top: f64| ScreenBox { left: 0.0, right, top, bottom: top + height };
        obstacles.extend([edge(-height), edge(height)]);
        let mut marks = Vec::new();
        for (place, (t, pane)) in state.panes().into_iter().enumerate() {
            add_marks(&mut marks, state, &view, (t, crowds.get(place)));
            if is_halved {
                let moved = |one: &ScreenBox| ScreenBox {
                    left: one.left - pane.left_px,
                    right: one.right - pane.left_px,
                    ..*one
                };
                let obstacles: Vec<ScreenBox> = obstacles.iter().map(moved).collect();
                placed.push((pane.left_px, self.fitting(&view, &marks, &obstacles)));
                marks.clear();
            }
        }
        if !is_halved {
            placed.push((0.0, self.fitting(&view, &marks, &obstacles)));
        }
        placed
    }

    fn fitting(
        &self,
        view: &View,
        marks: &[(f64, f64)],
        obstacles: &[ScreenBox],
    ) -> Vec<PlacedLabel> {
        let mut placed = place_roomy(&self.candidates, &self.roomy.1, view, obstacles);
        clear_of_marks(&self.candidates, &mut placed, marks, obstacles);
        placed
    }

    fn write(
        &self,
        state: &State,
        context: &CanvasRenderingContext2d,
        ratio: f64,
        names: &[Names],
    ) {
        context.set_text_align("center");
        context.set_text_baseline("middle");
        context.set_line_join("round");
        context.set_direction_of(state.look.language);
        let (is_halved, half) = (state.beside() == Some(Beside::Halves), state.pane_view());
        for (left_px, placed) in names {
            if !is_halved {
                self.write_each(state, context, placed);
                continue;
            }
            // No name reaches over into the other half.
            context.save();
            let _ = context.set_transform(ratio, 0.0, 0.0, ratio, left_px * ratio, 0.0);
            context.begin_path();
            context.rect(0.0, 0.0, half.width_px(), half.height_px());
            context.clip();
            self.write_each(state, context, placed);
            context.restore();
        }
    }

    fn write_each(&self, state: &State, context: &CanvasRenderingContext2d, names: &[PlacedLabel]) {
        let is_dark = state.look.is_dark();
        for placed in names {
            let Some(label) = self.candidates.get(placed.candidate) else { continue };
            let style = style_of(label.kind, is_dark);
            context.set_font(&font(style.size_px, style.weight));
            context.set_stroke_style_str(style.halo);
            context.set_line_width(3.0);
            // Text that cannot be drawn is a name that is not seen; the list has it too.
            let _ = context.stroke_text(&label.text, placed.x_px, placed.y_px);
            context.set_fill_style_str(style.ink);
            let _ = context.fill_text(&label.text, placed.x_px, placed.y_px);
        }
    }

    /// Finds the names that have room in this view, unless zoom and selection are the same:
    /// of areas that are large enough on it to carry their name, of buildings from near, and
    /// of whatever is selected before all others. Only such names are measured: there may be
    /// tens of thousands.
    fn find_room(&mut self, state: &State, context: &CanvasRenderingContext2d) {
        let view = &state.camera.view;
        let selected = state.choice.emphasised_area().map(|area| area.0);
        let wanted_for = Some((view.zoom(), selected));
        if self.roomy.0 == wanted_for {
            return;
        }
        let (zoom, scale) = (view.zoom(), view.pixels_per_world_unit());
        let first = self.candidates.iter().position(|label| {
            label.kind == LabelKind::Area && selected.is_some_and(|area| area == label.id)
        });
        let mut wanted = Vec::new();
        for place in first.into_iter().chain(self.order.iter().copied()) {
            let is_first = first == Some(place);
            let Some(label) = self.candidates.get_mut(place) else { continue };
            let room_px = self.extents.get(place).map_or(0.0, |extent| extent * scale);
            if !is_first && !is_wanted(label.kind, zoom, room_px, SHORTEST_NAME_PX) {
                continue;
            }
            measure(context, label);
            let fits = is_wanted(label.kind, zoom, room_px, label.width_px);
            // Once at most: what is first comes a second time.
            if fits && !is_first || is_first && wanted.is_empty() {
                wanted.push(place);
            }
        }
        let roomy = with_room(&self.candidates, &wanted, scale);
        self.roomy = (wanted_for, roomy);
    }

    /// The boxes of what stands over the map, in the canvas's pixels.
    fn obstacles(&self) -> Vec<ScreenBox> {
        let map = self.canvas.closest(".dl-map").ok().flatten();
        let Some(found) = map.and_then(|map| map.query_selector_all(FURNITURE).ok()) else {
            return Vec::new();
        };
        let origin = self.canvas.get_bounding_client_rect();
        let elements = (0..found.length()).filter_map(|index| found.item(index)?.dyn_into().ok());
        elements
            .map(|element: Element| {
                let rect = element.get_bounding_client_rect();
                ScreenBox {
                    left: rect.left() - origin.left(),
                    top: rect.top() - origin.top(),
                    right: rect.right() - origin.left(),
                    bottom: rect.bottom() - origin.top(),
                }
            })
            .collect()
    }

    /// Makes the candidates anew when the story or the language has changed.
    fn make_candidates(&mut self, state: &State) {
        let Some(loaded) = state.loaded() else {
            self.candidates.clear();
            self.roomy = (None, Vec::new());
            self.made_for = None;
            self.written = None;
            return;
        };
        let made_for = (std::sync::Arc::as_ptr(loaded) as usize, state.look.language);
        if self.made_for == Some(made_for) {
            return;
        }
        self.made_for = Some(made_for);
        self.roomy.0 = None;
        self.written = None;
        self.candidates.clear();
        self.extents.clear();
        let tag = state.look.language.tag();
        for (index, area) in loaded.story.areas.iter().enumerate() {
            if area.is_remainder() {
                continue;
            }
            // Larger quarters first.
            let weight = loaded.weights.get(index).copied().unwrap_or(0.0);
            let label = (LabelKind::Area, index as u32, weight);
            self.add(area.name.in_language(tag), area.centre, label);
        }
        for (index, feature) in loaded.story.base.iter().enumerate() {
            if let BaseGeometry::Point(place) = feature.geometry {
                let label = (LabelKind::Landmark, index as u32, 0.0);
                self.add(feature.name.in_language(tag), place, label);
            }
        }
        self.order = by_importance(&self.candidates);
    }

    /// Adds a name, unless there is none; as wide as it is once somebody asks.
    fn add(&mut self, text: &str, position: LonLat, (kind, id, weight): (LabelKind, u32, f64)) {
        if text.is_empty() {
            return;
        }
        let anchor = WorldPoint::from_lonlat(position);
        self.extents.push(side_in_world_units(weight, position));
        self.candidates.push(candidate(text, anchor, (kind, id, weight)));
    }

    /// Replaces the names on the tiles of a base map: each with its place and its importance.
    pub fn set_places(&mut self, state: &State, names: Vec<(&str, WorldPoint, f64)>) {
        // They follow the story's, which are made anew now if that is due.
        self.make_candidates(state);
        self.candidates.retain(|label| label.kind != LabelKind::Place);
        for (text, anchor, importance) in names {
            self.candidates.push(candidate(text, anchor, (LabelKind::Place, 0, importance)));
        }
        self.order = by_importance(&self.candidates);
        self.roomy.0 = None;
        self.written = None;
    }
}

/// A name; how wide it is nobody has asked yet.
fn candidate(
    text: &str,
    anchor: WorldPoint,
    (kind, id, priority): (LabelKind, u32, f64),
) -> LabelCandidate {
    LabelCandidate {
        text: text.to_owned(),
        anchor,
        width_px: f64::NAN,
        height_px: f64::from(style_of(kind, false).size_px) * 1.25,
        priority,
        kind,
        id,
    }
}

/// Finds out how wide a name is, if nobody has yet.
fn measure(context: &CanvasRenderingContext2d, label: &mut LabelCandidate) {
    if label.width_px.is_nan() {
        let style = style_of(label.kind, false);
        context.set_font(&font(style.size_px, style.weight));
        let width_px = context.measure_text(&label.text).map_or(0.0, |metrics| metrics.width());
        label.width_px = width_px + 4.0;
    }
}

/// Adds where the marks stand that are drawn at `t` by themselves, CSS pixels.
fn add_marks(
    marks: &mut Vec<(f64, f64)>,
    state: &State,
    view: &View,
    (t, crowd): (Moment, Option<&Crowd>),
) {
    let Some(loaded) = state.loaded() else { return };
    if let Some(crowd) = crowd {
        for symbol in crowd.marks.iter().cloned().flatten() {
            let position = loaded.symbols.position(symbol as usize);
            marks.extend(position.map(|(point, _)| view.screen_from_world(point)));
        }
        return;
    }
    let mut add = |_, point, _| {
        marks.push(view.screen_from_world(point));
        true
    };
    loaded.marks_in(state.event_span_at(t), &state.choice.filter, &mut add);
}

/// Which way the canvas lays text out.
trait Direction {
    fn set_direction_of(&self, language: Language);
}

impl Direction for CanvasRenderingContext2d {
    fn set_direction_of(&self, language: Language) {
        // web-sys has no setter for it; a browser without the property lays out by content.
        let _ = js_sys::Reflect::set(self, &"direction".into(), &language.dir().into());
    }
}

struct LabelStyle {
    size_px: u16,
    weight: u16,
    ink: &'static str,
    halo: &'static str,
}

fn style_of(kind: LabelKind, is_dark: bool) -> LabelStyle {
    let (ink, halo) = if is_dark {
        ("#f4f1ea", "rgb(18 19 21 / 0.8)")
    } else {
        ("#1c1b19", "rgb(255 255 255 / 0.78)")
    };
    match kind {
        LabelKind::Area => LabelStyle { size_px: 12, weight: 500, ink, halo },
        LabelKind::Landmark | LabelKind::Place => {
            LabelStyle { size_px: 11, weight: 400, ink, halo }
        }
    }
}

fn font(size_px: u16, weight: u16) -> String {
    format!("{weight} {size_px}px {FONT_FAMILY}")
}
