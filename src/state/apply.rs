//! The one function that changes the state.

use std::sync::Arc;

use dateline_core::geo::LonLat;
use dateline_core::model::{ChapterState, EventIndex};
use dateline_core::report::Report;
use dateline_core::scene::{DrawnMarks, pick_event};
use dateline_core::time::{Moment, Span};

use super::camera::{mark_size_px, story_view};
use super::{Command, DetailsPhase, Loaded, Panel, Phase, Response, Reveal, Selection, State, own};

/// The shortest stretch that the timeline shows, seconds.
const SHORTEST_AXIS_S: i64 = 600;
/// How far from a mark's middle a press still means it, CSS pixels.
pub const PICK_RADIUS_PX: f64 = 14.0;
/// How long a zoom by a key or a button takes, seconds.
const ZOOM_S: f64 = 0.4;
/// The zoom from which a revealed place is seen well enough.
const REVEAL_ZOOM: f64 = 13.4;

/// Carries out a command. Without a story, commands about the story do nothing.
pub fn apply(state: &mut State, command: Command) -> Response {
    let response = carry_out(state, command);
    state.want_details_if_shown();
    response
}

fn carry_out(state: &mut State, command: Command) -> Response {
    let quiet = Response::default();
    match command {
        Command::Open(loaded, report) => open(state, loaded, report),
        Command::Fail(report) => {
            state.clock.playing = false;
            state.camera.flight = None;
            state.choice = Default::default();
            state.phase = Phase::Failed(report);
            state.details = DetailsPhase::Unwanted;
            state.former = None;
            quiet
        }
        Command::Own(wish) => own::carry_out(state, wish),
        Command::WantDetails => {
            state.want_details();
            quiet
        }
        Command::TakeDetails(of, outcome) => {
            // Another story may have been opened since.
            if state.loaded().is_some_and(|loaded| Arc::ptr_eq(loaded, &of)) {
                state.details = outcome.map_or_else(DetailsPhase::Missing, DetailsPhase::Here);
            }
            quiet
        }
        Command::SetLanguage(language) => {
            state.look.language = language;
            Response { address: true, announce: false }
        }
        Command::SetTheme(theme) => {
            state.look.theme = theme;
            quiet
        }
        Command::DeviceIsDark(is_dark) => {
            state.look.device_is_dark = is_dark;
            quiet
        }
        Command::DeviceIsCalm(is_calm) => {
            state.look.reduced_motion = is_calm;
            quiet
        }
        Command::Resize(width_px, height_px) => {
            state.camera = state.camera.resized(width_px, height_px);
            state.keep_home();
            quiet
        }
        command => match state.loaded().cloned() {
            Some(loaded) => apply_to_story(state, &loaded, command),
            None => quiet,
        },
    }
}

fn apply_to_story(state: &mut State, loaded: &Loaded, command: Command) -> Response {
    let told = Response { address: true, announce: true };
    let silent = Response { address: true, announce: false };
    match command {
        Command::Tick(dt_s) => return tick(state, dt_s),
        Command::SetMoment(_) | Command::Step(_) => {
            move_clock(state, loaded, &command);
            return told;
        }
        Command::SetWindow(_)
        | Command::SetMode(_)
        | Command::SetAxis(_)
        | Command::Play
        | Command::Pause
        | Command::SetSpeed(_) => return set_clock(state, loaded, command),
        Command::SetView(_)
        | Command::MoveTo(..)
        | Command::SetCamera(_)
        | Command::ZoomBy(_)
        | Command::PanBy(..)
        | Command::Home => {
            move_camera(state, command);
            return silent;
        }
        Command::Select(selection, reveal) => select(state, loaded, selection, reveal),
        Command::SelectAt(pixel) => {
            let found = at_pixel(state, loaded, pixel);
            select(state, loaded, found, Reveal::No);
        }
        Command::Compare(other) => compare(state, loaded, other),
        Command::SetBeside(beside) => {
            state.look.beside = Some(beside);
            state.keep_home();
        }
        Command::SetCurtain(curtain) => {
            state.look.curtain = curtain.min(1_000);
            return silent;
        }
        Command::Restart => own::restart(state),
        Command::OpenChapter(chapter) => open_chapter(state, loaded, chapter),
        Command::ToggleCategory(category) => {
            state.choice.filter.hidden_categories ^= 1u32.checked_shl(category.into()).unwrap_or(0);
        }
        Command::HideCategories(mask) => state.choice.filter.hidden_categories = mask,
        Command::ShowExactOnly(is_on) => state.choice.filter.hides_imprecise = is_on,
        Command::KeepOnly(events) => state.choice.filter.only = Some(events),
        Command::ShowOnly(events) => {
            state.choice.filter.only = Some(events);
            state.choice.panel = Panel::Events;
            state.choice.selection = None;
        }
        Command::ShowAll => state.choice.filter = Default::default(),
        Command::SetPanel(panel) => {
            state.choice.panel = panel;
            state.choice.selection = None;
        }
        // The rest never comes here: `apply` has handled it.
        _ => {}
    }
    silent
}

/// Shows a story from its start.
pub(super) fn open(state: &mut State, loaded: Arc<Loaded>, report: Arc<Report>) -> Response {
    let meta = &loaded.story.meta;
    let window = within(meta.start.window.unwrap_or(meta.span), meta.span, 1);
    state.clock.window = window;
    state.clock.axis = window;
    state.clock.t = meta.span.clamp(meta.start.t.unwrap_or(window.end));
    state.clock.mode = meta.start.mode.unwrap_or_default();
    state.clock.playing = false;
    state.choice = Default::default();
    state.choice.panel = first_page(&loaded);
    state.clock.other = meta.start.compare.map(|other| meta.span.clamp(other));
    state.camera = super::Camera { flight: None, moved: false, ..state.camera };
    state.phase = Phase::Ready(Arc::clone(&loaded), report);
    state.details = DetailsPhase::Unwanted;
    state.former = None;
    state.keep_home();
    if let Some(selection) = meta.start.select.as_deref() {
        state.choice.selection = selection_from_address(&loaded, selection);
    }
    Response { address: false, announce: true }
}

fn tick(state: &mut State, dt_s: f64) -> Response {
    let was_playing = state.clock.playing;
    let was_flying = state.camera.flight.is_some();
    state.clock = state.clock.ticked(dt_s, state.look.reduced_motion);
    if was_playing && let Some(loaded) = state.loaded().cloned() {
        state.clock = state.clock.at(state.clock.t, loaded.story.meta.span);
    }
    state.camera = state.camera.ticked(dt_s);
    let stopped = was_playing && !state.clock.playing;
    let landed = was_flying && state.camera.flight.is_none() && !state.clock.playing;
    Response { address: stopped || landed, announce: stopped }
}

fn move_clock(state: &mut State, loaded: &Loaded, command: &Command) {
    let clock = state.clock.stopped();
    let t = match command {
        Command::SetMoment(t) => *t,
        Command::Step(direction) => step(state, loaded, *direction),
        _ => clock.t,
    };
    state.clock = clock.at(t, loaded.story.meta.span);
}

/// The end of the day of the nearest event in that direction that is not hidden.
fn step(state: &State, loaded: &Loaded, direction: i32) -> Moment {
    let (t, filter) = (state.clock.t, &state.choice.filter);
    let found = if direction > 0 {
        loaded.index.next_event_after(t, filter)
    } else {
        loaded.index.previous_event_before(t, filter)
    };
    found.map_or(t, |step| step.moment)
}

fn set_clock(state: &mut State, loaded: &Loaded, command: Command) -> Response {
    let story = loaded.story.meta.span;
    let clock = &mut state.clock;
    match command {
        Command::SetWindow(window) => clock.window = within(window, story, 1),
        Command::SetMode(mode) => clock.mode = mode,
        Command::SetAxis(axis) => {
            clock.axis = within(axis, story, SHORTEST_AXIS_S);
            return Response::default();
        }
        Command::Play => *clock = clock.started().at(clock.started().t, story),
        Command::Pause => *clock = clock.stopped(),
        Command::SetSpeed(speed) if speed.is_finite() => clock.speed = speed.clamp(0.1, 10.0),
        _ => {}
    }
    let playing = state.clock.playing;
    Response { address: !playing, announce: !playing }
}

/// `span` brought inside `story`, at least `shortest_s` seconds long.
fn within(span: Span, story: Span, shortest_s: i64) -> Span {
    let start = span.start.max(story.start);
    let end = span.end.min(story.end);
    if end.0 - start.0 >= shortest_s {
        return Span { start, end };
    }
    let shortest_s = shortest_s.min(story.seconds());
    let start = start.0.clamp(story.start.0, story.end.0 - shortest_s);
    Span { start: Moment(start), end: Moment(start + shortest_s) }
}

/// Sets another moment beside the clock's, or takes it away, and turns the panel to what
/// differs.
fn compare(state: &mut State, loaded: &Loaded, other: Option<Moment>) {
    let was_comparing = state.clock.other.is_some();
    state.clock.other = other.map(|other| loaded.story.meta.span.clamp(other));
    if state.clock.other.is_some() != was_comparing {
        if !was_comparing {
            state.choice.panel = Panel::Changes;
        } else if state.choice.panel == Panel::Changes {
            state.choice.panel = first_page(loaded);
        }
        state.keep_home();
    }
}

/// The page that the panel of a story starts with.
fn first_page(loaded: &Loaded) -> Panel {
    if loaded.story.meta.chapters.is_empty() { Panel::Events } else { Panel::Story }
}

fn move_camera(state: &mut State, command: Command) {
    let at_once = state.look.reduced_motion;
    let camera = state.camera;
    let view = camera.view;
    let middle = (view.width_px() / 2.0, view.height_px() / 2.0);
    state.camera = match command {
        Command::SetView(to) => camera.sent(to, true),
        Command::MoveTo(to, lasts_s) => camera.pushed(to, if at_once { 0.0 } else { lasts_s }),
        Command::SetCamera(to) => camera.sent(view.with_centre(to.centre).with_zoom(to.zoom), true),
        Command::ZoomBy(by) => {
            let from = camera.flight.map_or(view, |flight| flight.to);
            let to = from.zoomed_about(middle, from.zoom() + by);
            camera.pushed(to, if at_once { 0.0 } else { ZOOM_S })
        }
        Command::PanBy(dx_px, dy_px) => camera.sent(view.panned(dx_px, dy_px), true),
        Command::Home => {
            let sent = camera.sent(state.home_view().unwrap_or(view), at_once);
            super::Camera { moved: false, ..sent }
        }
        _ => camera,
    };
}

fn select(state: &mut State, loaded: &Loaded, selection: Option<Selection>, reveal: Reveal) {
    state.choice.selection = selection;
    if reveal == Reveal::No {
        return;
    }
    let story = &loaded.story;
    let place = match selection {
        Some(Selection::Event(index)) => story.events.get(index).and_then(|event| {
            if let Some(when) = &event.when {
                reveal_time(state, when.span, story.meta.span);
            }
            event.position
        }),
        Some(Selection::Area(index)) => story.area(index).map(|area| area.centre),
        None => None,
    };
    if let Some(place) = place {
        reveal_place(state, place);
    }
}

fn reveal_time(state: &mut State, event: Span, story: Span) {
    if state.event_span().overlaps(event) {
        return;
    }
    state.clock = state.clock.stopped().at(event.end, story);
    // In the other modes it is the window that hides it.
    if !state.event_span().overlaps(event) {
        state.clock.window = within(state.clock.window.union(event), story, 1);
    }
}

/// Moves the camera only if the place is not well inside the map.
fn reveal_place(state: &mut State, place: LonLat) {
    let view = state.pane_view();
    let (x, y) = view.screen_from_lonlat(place);
    let inside = |at: f64, size: f64| (size * 0.1..=size * 0.9).contains(&at);
    if inside(x, view.width_px()) && inside(y, view.height_px()) {
        return;
    }
    let to = state.camera.view.with_centre(place).with_zoom(view.zoom().max(REVEAL_ZOOM));
    state.camera = state.camera.sent(to, state.look.reduced_motion);
}

fn open_chapter(state: &mut State, loaded: &Loaded, chapter: Option<usize>) {
    let chapters = &loaded.story.meta.chapters;
    let Some((index, opened)) = chapter.and_then(|index| Some((index, chapters.get(index)?)))
    else {
        state.choice.chapter = None;
        state.choice.marked = None;
        return;
    };
    set_chapter_state(state, loaded, &opened.state);
    state.choice.chapter = Some(index);
    state.choice.panel = Panel::Story;
}

fn set_chapter_state(state: &mut State, loaded: &Loaded, wanted: &ChapterState) {
    let story = loaded.story.meta.span;
    state.clock = state.clock.stopped();
    // What a chapter tells of need not be in the group that was listed.
    state.choice.filter.only = None;
    if let Some(window) = wanted.window.filter(|window| window.overlaps(story)) {
        state.clock.window = within(window, story, 1);
        state.clock.axis = within(window, story, SHORTEST_AXIS_S);
    }
    if let Some(mode) = wanted.mode {
        state.clock.mode = mode;
    }
    if let Some(t) = wanted.t {
        state.clock = state.clock.at(t, story);
    }
    // Two moments are what one chapter shows; the next one would be misread beside them.
    state.clock.other = wanted.compare.map(|other| story.clamp(other));
    state.keep_home();
    if let Some(view) = wanted.view {
        let to = story_view(view, &state.camera.view);
        state.camera = state.camera.sent(to, state.look.reduced_motion);
    }
    state.choice.selection = None;
    state.choice.marked =
        wanted.select.as_deref().and_then(|text| selection_from_address(loaded, text));
}

/// The event whose mark is at the pixel, else the area that is there, else nothing.
fn at_pixel(state: &State, loaded: &Loaded, pixel: (f64, f64)) -> Option<Selection> {
    let events = &loaded.story.events;
    let (t, pane) = state.pane_at(pixel.0);
    let pixel = pane.in_camera(pixel);
    let span = state.event_span_at(t);
    let shown = |index: EventIndex| {
        let overlaps = |event: &dateline_core::model::Event| {
            event.when.as_ref().is_some_and(|when| when.span.overlaps(span))
        };
        events.get(index).is_some_and(overlaps) && state.choice.filter.admits(events, index)
    };
    let view = &state.camera.view;
    let marks = DrawnMarks {
        symbols: &state.symbols(loaded),
        ranges: &loaded.symbols.visible_ranges(span),
        size_px: mark_size_px(view),
    };
    pick_event(view, pixel, PICK_RADIUS_PX, &marks, shown)
        .map(Selection::Event)
        .or_else(|| loaded.pick.pick_area(view.lonlat_from_screen(pixel)).map(Selection::Area))
}

/// `event:ID` or `area:ID`, if the story has it.
pub fn selection_from_address(loaded: &Loaded, text: &str) -> Option<Selection> {
    let (kind, id) = text.split_once(':')?;
    match kind {
        "event" => loaded.story.events.find(id).map(Selection::Event),
        "area" => loaded.story.find_area(id).map(Selection::Area),
        _ => None,
    }
}
