//! Everything that can be asked of the app.

use std::sync::Arc;

use dateline_core::geo::View;
use dateline_core::index::EventSet;
use dateline_core::model::{Details, Mode, ViewState};
use dateline_core::report::Report;
use dateline_core::time::{Moment, Span};

use super::{Beside, Loaded, Own, Panel, Selection, Theme, Trouble};
use crate::i18n::Language;

/// Whether a selection also moves clock and camera to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reveal {
    /// It is in sight already: only mark it.
    No,
    /// Move clock and camera so that it is seen.
    Yes,
}

/// A wish. Values out of range are brought into it; a wish that makes no sense now is
/// ignored.
#[derive(Clone, Debug)]
pub enum Command {
    /// A story has arrived.
    Open(Arc<Loaded>, Arc<Report>),
    /// No story could be read.
    Fail(Arc<Report>),
    /// A wish about files of the reader's own.
    Own(Own),
    /// The details of the story are about to be read.
    WantDetails,
    /// The details of this story have arrived, or not.
    TakeDetails(Arc<Loaded>, Result<Arc<Details>, Trouble>),
    /// Move the clock.
    SetMoment(Moment),
    /// Move both thumbs.
    SetWindow(Span),
    /// Choose what the clock shows.
    SetMode(Mode),
    /// Choose the stretch that the timeline shows.
    SetAxis(Span),
    /// Start the clock.
    Play,
    /// Stop the clock.
    Pause,
    /// To the next (positive) or previous (negative) moment at which an event ends.
    Step(i32),
    /// Multiple of the ordinary speed.
    SetSpeed(f64),
    /// Time has passed, seconds.
    Tick(f64),
    /// The map has this size, CSS pixels.
    Resize(f64, f64),
    /// Stand here, at once.
    SetView(View),
    /// Go straight here in so many seconds, as if pushed; at once where nothing is to move.
    MoveTo(View, f64),
    /// Stand here, at once, at whatever size the map has.
    SetCamera(ViewState),
    /// Zoom by this much about the middle.
    ZoomBy(f64),
    /// Move the content by pixels.
    PanBy(f64, f64),
    /// Back to the start view.
    Home,
    /// Look at something, or at nothing in particular.
    Select(Option<Selection>, Reveal),
    /// Look at whatever is at this pixel of the map.
    SelectAt((f64, f64)),
    /// Compare with this other moment, or with none.
    Compare(Option<Moment>),
    /// Choose how two moments stand on the map.
    SetBeside(Beside),
    /// Draw the curtain to so many thousandths of the map, from the start of the line.
    SetCurtain(u16),
    /// Back to what the story begins with, as an address tells it: what follows is told by
    /// the address itself.
    Restart,
    /// Open a chapter, or close it.
    OpenChapter(Option<usize>),
    /// Hide or show a category.
    ToggleCategory(u8),
    /// Hide exactly these categories, as a bit mask.
    HideCategories(u32),
    /// Hide events whose date is imprecise, or show them.
    ShowExactOnly(bool),
    /// Hide nothing.
    ShowAll,
    /// List and draw none but these events, and turn the panel to their list.
    ShowOnly(Arc<EventSet>),
    /// List and draw none but these events.
    KeepOnly(Arc<EventSet>),
    /// Turn the panel to a page.
    SetPanel(Panel),
    /// Change the language.
    SetLanguage(Language),
    /// Change the theme.
    SetTheme(Theme),
    /// The device turned dark or light.
    DeviceIsDark(bool),
    /// The device asks for no motion any more, or for motion again.
    DeviceIsCalm(bool),
}

/// What has to happen outside the state after a command. Redrawing is not in it: the
/// painter follows the state by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[must_use = "the address and the live region follow from it"]
pub struct Response {
    /// Write the address.
    pub address: bool,
    /// Tell a screen reader what is shown now.
    pub announce: bool,
}
