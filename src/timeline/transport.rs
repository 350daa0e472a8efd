//! Play, step, date, mode, speed: everything about the clock that is a button or a field.

use dateline_core::model::Mode;
use dateline_core::time::{EdtfDate, Moment, Span};
use leptos::prelude::*;

use crate::dom::{El, button, el, follow, icon};
use crate::i18n::{format_number, t_with};
use crate::state::{Clock, Command, Store};
use crate::words::{icon_button, turning_button};

/// The speeds on offer, by the names of their options.
const SPEEDS: [(&str, f64); 5] = [("0.25", 0.25), ("0.5", 0.5), ("1", 1.0), ("2", 2.0), ("4", 4.0)];
/// The modes on offer.
const MODES: [(Mode, &str); 3] = [
    (Mode::Moment, "time.mode.moment"),
    (Mode::Window, "time.mode.window"),
    (Mode::Cumulative, "time.mode.cumulative"),
];
const PLAY: &str = "M6 3.5v13L16.5 10z";
const PAUSE: &str = "M6 4h3v12H6zM11 4h3v12h-3z";
const PREVIOUS: &str = "M13 4.5v11L6.5 10zM5.5 4.5v11";
const NEXT: &str = "M7 4.5v11L13.500 10zM14.500 4.5v11";

/// The row of controls above the track.
pub fn transport(store: Store) -> El {
    let step = |key: &'static str, path: &str, by: i32| {
        let drawing = icon("dl-mirrored", path);
        icon_button(store, key, drawing).on_click(move || store.send(Command::Step(by)))
    };
    let play = el("div", "dl-play")
        .add(step("time.previous", PREVIOUS, -1))
        .add(play_button(store))
        .add(step("time.next", NEXT, 1));
    el("div", "dl-transport")
        .add(play)
        .add(date_field(store))
        .add(compare_button(store))
        .add(mode_field(store))
        .add(speed_field(store))
        .add(axis_buttons(store))
}

fn play_button(store: Store) -> El {
    let playing = Memo::new(move |_| store.clock.with(|clock| clock.playing));
    let faces = [("time.play", PLAY), ("time.pause", PAUSE)];
    turning_button(store, "dl-play-button", faces, move || playing.get()).on_click(move || {
        let is_playing = store.peek(|state| state.clock.playing);
        store.send(if is_playing { Command::Pause } else { Command::Play });
    })
}

/// A field with words that are heard only: what can be seen speaks for itself.
fn field(store: Store, class: &str, key: &'static str, control: El) -> El {
    el("label", class).add(el("span", "dl-hidden").word(store, key)).add(control)
}

/// Comparing begins with how it was when the window began; other dates are on offer then.
fn compare_button(store: Store) -> El {
    let other = move || store.clock.with(|clock| clock.other);
    button("dl-button dl-compare-button")
        .live_attr("aria-pressed", move || Some(other().is_some().to_string()))
        .word(store, "compare")
        .on_click(move || {
            let wanted = store.peek(|state| match state.clock.other {
                Some(_) => None,
                None => Some(state.clock.first_other()),
            });
            store.send(Command::Compare(wanted));
        })
}

/// The date, typed (T7). Written as in ISO 8601, which reads the same for everybody: a
/// browser's own date field would follow the reader's locale and turn day and month
/// around. Any date that a file may hold is understood; what is not leaves the clock alone
/// and is marked.
fn date_field(store: Store) -> El {
    date_field_of(store, "time.date", |clock| clock.t, Command::SetMoment)
}

/// A field for a moment of the clock, in the same way.
pub fn date_field_of(
    store: Store,
    key: &'static str,
    moment: fn(&Clock) -> Moment,
    choose: fn(Moment) -> Command,
) -> El {
    let shown = move |clock: &Clock| Moment::start_of(moment(clock).day_shown());
    let day = Memo::new(move |_| store.clock.with(shown));
    let is_wrong = RwSignal::new(false);
    follow(Box::new(move || {
        day.track();
        is_wrong.set(false);
    }));
    let input = el("input", "dl-date")
        .attr("type", "text")
        .attr("dir", "ltr")
        .attr("size", "10")
        .attr("maxlength", "32")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("placeholder", "2016-12-06")
        .live_value(move || day.get().day().to_iso())
        .live_attr("aria-invalid", move || Some(is_wrong.get().to_string()))
        .on("change", move |event| {
            let date = EdtfDate::parse(&event_target_value(event)).ok();
            is_wrong.set(date.is_none());
            if let Some(date) = date {
                store.send(choose(date.span.end));
            }
        });
    field(store, "dl-field", key, input)
}

/// A list of which one option holds, by its name, and what choosing another asks for.
fn list(
    store: Store,
    options: Vec<El>,
    chosen: fn(&Clock) -> &'static str,
    choose: fn(&str) -> Option<Command>,
) -> El {
    let choose = move |name: &str| {
        if let Some(command) = choose(name) {
            store.send(command);
        }
    };
    el("select", "")
        .add_all(options)
        .live_value(move || store.clock.with(chosen).to_owned())
        .on("change", move |event| choose(&event_target_value(event)))
}

fn option(name: &str) -> El {
    el("option", "").attr("value", name)
}

fn mode_field(store: Store) -> El {
    let options = MODES.map(|(mode, key)| option(mode.name()).word(store, key));
    let choose = |name: &str| Mode::from_name(name).map(Command::SetMode);
    let list = list(store, options.into(), |clock| clock.mode.name(), choose);
    field(store, "dl-field dl-mode", "time.mode", list)
}

fn speed_field(store: Store) -> El {
    let options = SPEEDS.map(|(name, speed)| {
        option(name).live_text(move || {
            let language = store.language.get();
            let n = format_number(language, speed, 2);
            t_with(language, "time.speed.value", &[("n", &n)])
        })
    });
    let chosen = |clock: &Clock| {
        SPEEDS.iter().find(|(_, speed)| *speed == clock.speed).map_or("", |(name, _)| *name)
    };
    let choose = |name: &str| {
        let found = SPEEDS.iter().find(|(one, _)| *one == name);
        found.map(|(_, speed)| Command::SetSpeed(*speed))
    };
    let list = list(store, options.into(), chosen, choose);
    field(store, "dl-field dl-speed", "time.speed", list)
}

/// Zooming the axis by buttons (T12).
fn axis_buttons(store: Store) -> El {
    let axis_button = |key: &'static str, path: &str, axis: fn(&Clock) -> Span| {
        icon_button(store, key, icon("", path)).on_click(move || {
            let wanted = store.peek(|state| axis(&state.clock));
            store.send(Command::SetAxis(wanted));
        })
    };
    el("div", "dl-axis-buttons")
        .add(axis_button("time.zoom_in", "M10 5v10M5 10h10", |clock| {
            scaled(clock.axis, clock.t, 0.5)
        }))
        .add(axis_button("time.zoom_out", "M5 10h10", |clock| scaled(clock.axis, clock.t, 2.0)))
        .add(axis_button("time.fit", "M4 6v8M16 6v8M6.500 10h7", |clock| clock.window))
}

/// `axis` made `factor` times as long, the moment kept where it is on it.
fn scaled(axis: Span, t: Moment, factor: f64) -> Span {
    let length = axis.seconds() as f64;
    let share = ((t.0 - axis.start.0) as f64 / length.max(1.0)).clamp(0.0, 1.0);
    let start = axis.start.0 + ((length - length * factor) * share).round() as i64;
    Span { start: Moment(start), end: Moment(start + (length * factor).round() as i64) }
}
