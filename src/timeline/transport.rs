//! Play, step, date, mode, speed: everything about the clock that is a button or a field.

use dateline_core::model::Mode;
use dateline_core::time::{EdtfDate, Moment, Precision, with_latin_digits};
use leptos::prelude::*;

use super::hands::unreadable;
use crate::dom::{El, button, el, follow, icon};
use crate::late;
use crate::state::{Clock, Command, Store};
use crate::words::{icon_button, turning_button};

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
        .live_attr("dir", move || Some(store.time_dir().to_owned()))
        .add(step("time.previous", PREVIOUS, -1))
        .add(play_button(store))
        .add(step("time.next", NEXT, 1));
    el("div", "dl-transport")
        .add(play)
        .add(date_field(store))
        .add(compare_button(store))
        .add(mode_field(store))
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
pub fn field(store: Store, class: &str, key: &'static str, control: El) -> El {
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
        day.with(|_| ());
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
            let date = EdtfDate::parse(&with_latin_digits(&event_target_value(event))).ok();
            is_wrong.set(date.is_none());
            if let Some(date) = date {
                // A day is meant to its end; a time of day is the moment itself.
                let is_time = date.precision >= Precision::Minute;
                store.send(choose(if is_time { date.span.start } else { date.span.end }));
            }
        });
    // The words come with the late part, as every touch brings it.
    let wrong = move || {
        if is_wrong.get() && late::is_here() { vec![unreadable(store)] } else { Vec::new() }
    };
    field(store, "dl-field", key, input).live(wrong)
}

/// A list of which one option holds, by its name, and what choosing another asks for.
pub fn list(
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

/// An option of that name.
pub fn option(name: &str) -> El {
    el("option", "").attr("value", name)
}

fn mode_field(store: Store) -> El {
    let options = MODES.map(|(mode, key)| option(mode.name()).word(store, key));
    let choose = |name: &str| Mode::from_name(name).map(Command::SetMode);
    let list = list(store, options.into(), |clock| clock.mode.name(), choose);
    field(store, "dl-field dl-mode", "time.mode", list)
}
