//! Keeps GL in step with the state: uploads once, then only what has changed.

use std::sync::Arc;

use dateline_core::model::AreaIndex;
use dateline_core::scene::{AreaMesh, FillMesh, LineMesh, control_texels};
use dateline_core::time::Moment;
use dateline_gl::{Camera, Frame, GlError, LineSlot, Painter};
use web_sys::HtmlCanvasElement;

use super::frame;
use super::palette;
use crate::state::{Loaded, State};

/// The painter with what it has been given.
pub struct MapPainter {
    painter: Painter,
    uploaded: Option<Arc<Loaded>>,
    /// The moment and selection that the control texture shows.
    control: Option<(Moment, Option<AreaIndex>)>,
}

impl MapPainter {
    /// A painter on the canvas.
    pub fn new(canvas: &HtmlCanvasElement) -> Result<Self, GlError> {
        Ok(Self { painter: Painter::new(canvas)?, uploaded: None, control: None })
    }

    /// Makes everything anew after the context came back.
    pub fn restore(&mut self) -> Result<(), GlError> {
        self.painter.restore()?;
        self.uploaded = None;
        self.control = None;
        Ok(())
    }

    /// Draws the state.
    pub fn draw(&mut self, state: &State, device_pixel_ratio: f64) -> Result<(), GlError> {
        let is_dark = state.look.is_dark();
        let camera = Camera::of(&state.camera.view, device_pixel_ratio);
        let theme = palette::theme(is_dark);
        let (fills, lines) = (frame::fill_styles(is_dark), frame::line_styles(is_dark));
        let Some(loaded) = state.loaded() else { return Ok(()) };
        self.upload(loaded)?;
        self.update_control(state, loaded)?;
        let actors = frame::actor_colours(loaded, is_dark);
        let categories = frame::category_styles(loaded, is_dark);
        let frame = Frame {
            camera,
            theme,
            actors: &actors,
            fills: &fills,
            lines: &lines,
            selected_area: state.choice.emphasised_area().map(|area| area.0),
            symbols: frame::symbol_frame(state, loaded, &categories),
        };
        self.painter.draw(&frame)
    }

    /// The colour under a position in CSS pixels; only right after [`MapPainter::draw`].
    pub fn read_pixel(&self, x_px: f64, y_px: f64) -> Result<[u8; 4], GlError> {
        self.painter.read_pixel(x_px, y_px)
    }

    fn upload(&mut self, loaded: &Arc<Loaded>) -> Result<(), GlError> {
        if self.uploaded.as_ref().is_some_and(|uploaded| Arc::ptr_eq(uploaded, loaded)) {
            return Ok(());
        }
        let story = &loaded.story;
        let areas = AreaMesh::from_shapes(&story.areas, &loaded.shapes);
        self.painter.upload_areas(&areas)?;
        let borders = LineMesh::from_stretches(&story.areas, &loaded.shapes.borders, 0);
        self.painter.upload_lines(LineSlot::Borders, &borders)?;
        let fills = FillMesh::from_shapes(&story.base, &loaded.shapes, frame::fill_style_of);
        self.painter.upload_fills(&fills)?;
        let lines = LineMesh::from_base(&story.base, frame::line_style_of);
        self.painter.upload_lines(LineSlot::Base, &lines)?;
        self.painter.upload_symbols(&loaded.symbols.vertices)?;
        self.uploaded = Some(Arc::clone(loaded));
        self.control = None;
        Ok(())
    }

    /// Rewrites the control texture if the clock or the selection has moved.
    fn update_control(&mut self, state: &State, loaded: &Loaded) -> Result<(), GlError> {
        let wanted = (state.clock.t, state.choice.emphasised_area());
        if self.control == Some(wanted) {
            return Ok(());
        }
        let (t, selected) = wanted;
        let fresh = frame::just_changed_since(t);
        let texels = control_texels(&loaded.story.ledger, t, Some(fresh), selected);
        self.painter.set_control(&texels)?;
        self.control = Some(wanted);
        Ok(())
    }
}
