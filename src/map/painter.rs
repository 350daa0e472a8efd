//! Keeps GL in step with the state: uploads once, then only what has changed.

use std::ops::Range;
use std::sync::Arc;

use dateline_core::look::{fill_style_of, fill_styles, line_style_of, line_styles};
use dateline_core::scene::{
    AreaMesh, ControlShown, ControlTexels, FillMesh, LineMesh, Stacking, Symbols,
};
use dateline_core::time::Moment;
use dateline_gl::{Camera, Frame, GlError, Lease, LineSlot, Painter, SymbolFrame};
use web_sys::HtmlCanvasElement;

use super::crowd::{GroupPainter, draw_groups};
use super::frame::{self, Crowd};
use super::palette;
use crate::state::{Loaded, State};

/// The painter with what it has been given.
pub struct MapPainter {
    painter: Painter,
    uploaded: Option<Arc<Loaded>>,
    /// How the marks are stacked that it has.
    stacking: Stacking,
    /// What the control texture of each picture shows.
    control: [ControlTexels; 2],
    /// What draws groups, once there are some.
    groups: Option<Box<GroupPainter>>,
}

impl MapPainter {
    /// A painter on the canvas.
    pub fn new(canvas: &HtmlCanvasElement) -> Result<Self, GlError> {
        let painter = Painter::new(canvas)?;
        Ok(Self {
            painter,
            uploaded: None,
            stacking: Stacking::default(),
            control: Default::default(),
            groups: None,
        })
    }

    /// The right to the canvas's context.
    pub fn lease(&self) -> Lease {
        self.painter.lease()
    }

    /// Makes everything anew after the context came back.
    pub fn restore(&mut self) -> Result<(), GlError> {
        self.painter.restore()?;
        self.groups = None;
        self.uploaded = None;
        self.control = Default::default();
        Ok(())
    }

    /// Draws the state; false where something of it is for a later picture.
    pub fn draw(
        &mut self,
        state: &State,
        device_pixel_ratio: f64,
        crowds: &[Crowd],
    ) -> Result<bool, GlError> {
        let is_dark = state.look.is_dark();
        let camera = Camera::of(&state.camera.view, device_pixel_ratio);
        let theme = palette::theme(is_dark);
        let Some(loaded) = state.loaded() else { return Ok(true) };
        self.upload(loaded)?;
        self.stack(&state.symbols(loaded))?;
        let panes = state.panes();
        for (place, (t, _)) in panes.iter().enumerate() {
            self.update_control(place, *t, state, loaded)?;
        }
        let actors = frame::actor_colours(loaded, is_dark);
        let categories = frame::category_styles(loaded, is_dark);
        let visible: Vec<Vec<Range<u32>>> = match crowds {
            [] => panes.iter().map(|(t, _)| frame::visible_marks(state, *t, loaded)).collect(),
            crowds => crowds.iter().map(|crowd| crowd.marks.clone()).collect(),
        };
        let mut frames = Vec::new();
        for ((t, pane), ranges) in panes.iter().zip(&visible) {
            frames.push(Frame {
                camera: Camera { pane: Some(*pane), ..camera },
                theme,
                actors: &actors,
                fills: fill_styles(is_dark),
                lines: line_styles(is_dark),
                selected_area: state.choice.emphasised_area().map(|area| area.0),
                symbols: SymbolFrame {
                    ranges,
                    ..frame::symbol_frame(state, *t, loaded, &categories)
                },
            });
        }
        self.painter.draw_all(&frames)?;
        if crowds.is_empty() {
            return Ok(true);
        }
        // Only the late part makes any.
        draw_groups(&self.painter, &mut self.groups, state, crowds, &frames)
    }

    /// What draws, for what comes late.
    pub fn gl(&mut self) -> &mut Painter {
        &mut self.painter
    }

    /// The colour under a position in CSS pixels; only right after [`MapPainter::draw`].
    pub fn read_pixel(&self, x_px: f64, y_px: f64) -> Result<[u8; 4], GlError> {
        self.painter.read_pixel(x_px, y_px)
    }

    /// Hands a story to the graphics card, unless it has it; that of before is gone.
    pub fn upload(&mut self, loaded: &Arc<Loaded>) -> Result<(), GlError> {
        if self.uploaded.as_ref().is_some_and(|uploaded| Arc::ptr_eq(uploaded, loaded)) {
            return Ok(());
        }
        // Should it break off, there is neither the one nor the other.
        self.uploaded = None;
        let story = &loaded.story;
        let areas = AreaMesh::from_shapes(&story.areas, &loaded.shapes);
        self.painter.upload_areas(&areas)?;
        let borders = LineMesh::from_stretches(&story.areas, &loaded.shapes.borders);
        self.painter.upload_lines(LineSlot::Borders, &borders)?;
        let fills = FillMesh::from_shapes(&story.base, &loaded.shapes, fill_style_of);
        self.painter.upload_fills(&fills)?;
        let lines = LineMesh::from_base(&story.base, line_style_of);
        self.painter.upload_lines(LineSlot::Base, &lines)?;
        self.painter.upload_symbols(&loaded.symbols.vertices)?;
        self.stacking = loaded.symbols.stacking();
        self.uploaded = Some(Arc::clone(loaded));
        self.control = Default::default();
        Ok(())
    }

    /// Hands over the marks again where they are stacked otherwise.
    fn stack(&mut self, symbols: &Symbols) -> Result<(), GlError> {
        if self.stacking != symbols.stacking() {
            self.painter.upload_symbols(&symbols.vertices)?;
            self.stacking = symbols.stacking();
        }
        Ok(())
    }

    /// Rewrites a picture's control texture where its moment, the one that it is compared with
    /// or the selection make another of it.
    fn update_control(
        &mut self,
        place: usize,
        t: Moment,
        state: &State,
        loaded: &Loaded,
    ) -> Result<(), GlError> {
        let clock = &state.clock;
        let other = clock.other.map(|other| if t == clock.t { other } else { clock.t });
        let shown = ControlShown {
            moment: t,
            just_changed_since: Some(frame::just_changed_since(t)),
            compared_with: other,
            selected: state.choice.emphasised_area(),
        };
        let control = self.control.get_mut(place);
        match control.and_then(|control| control.show(&loaded.story.ledger, shown)) {
            Some(texels) => self.painter.set_control_of(place, texels),
            None => Ok(()),
        }
    }
}
