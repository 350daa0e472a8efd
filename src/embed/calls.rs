//! What hosts can call and set on the element.

use dateline_core::geo::LonLat;
use dateline_core::time::parse_moment;
use js_sys::Array;
use wasm_bindgen::JsValue;

use super::host_events::problem_records;
use super::load::Loader;
use super::opened::open_for_host;
use crate::i18n::Language;
use crate::late::{self, Part};
use crate::map::{Asked, PixelProbe};
use crate::platform::{Record, list};
use crate::state::{
    Command, DetailsPhase, Store, Theme, area_record, area_records, commands_from_partial,
    event_records, snapshot_of,
};

/// How many events `events()` gives if not told otherwise.
const DEFAULT_EVENT_LIMIT: usize = 1_000;

/// What a call can reach of a mounted element.
#[derive(Clone)]
pub struct Instance {
    /// The state.
    pub store: Store,
    /// Loads other stories.
    pub loader: Loader,
    /// Reads the painted map back.
    pub probe: PixelProbe,
}

fn answer(value: &JsValue) -> JsValue {
    Record::new().put("value", value).value()
}

fn refusal(code: &str, key: &str, message: &str) -> JsValue {
    let error = Record::new().text("code", code).text("key", key).text("message", message);
    Record::new().put("error", &error.value()).value()
}

/// The answer of an element that is not on a page.
pub fn not_connected() -> JsValue {
    refusal("element.disconnected", "", "the element is not connected to a page")
}

/// Carries out a call. The argument is plain data, of `open` files and what settles a
/// Promise; the answer has a member `value` or a member `error`.
pub fn call(instance: &Instance, method: &str, argument: &JsValue) -> JsValue {
    let store = instance.store;
    let none = || list(&mut std::iter::empty());
    let is_of_rows = matches!(method, "area" | "areas" | "events");
    if is_of_rows && store.peek(|state| state.details == DetailsPhase::Unwanted) {
        // What of these rows is a detail is there for a later call.
        store.send(Command::WantDetails);
    }
    match method {
        "getState" => answer(&store.peek(snapshot_of)),
        "setState" if store.peek(|state| state.loaded().is_none()) => {
            refusal("state.not-ready", "", "no story is shown yet: await `ready` first")
        }
        // The element asks again where what reads it is not here yet.
        "setState" if !late::is_here() => match Part::Common.is_missing() {
            true => refusal("program.missing", "", "a part of the program did not arrive"),
            false => answer(&JsValue::FALSE),
        },
        "setState" => match store.peek(|state| commands_from_partial(argument, state)) {
            Ok(commands) => {
                store.send_all(commands);
                answer(&JsValue::TRUE)
            }
            Err(error) => refusal(error.code, error.key, &error.message),
        },
        "area" => {
            let id = argument.as_string().unwrap_or_default();
            answer(&store.peek(|state| {
                state.loaded().map_or(JsValue::NULL, |loaded| area_record(state, loaded, &id))
            }))
        }
        "areas" => {
            answer(&store.peek(|state| {
                state.loaded().map_or_else(none, |loaded| area_records(state, loaded))
            }))
        }
        "events" => {
            let limit = argument.as_f64();
            let limit = limit.map_or(DEFAULT_EVENT_LIMIT, |limit| limit.max(0.0) as usize);
            answer(&store.peek(|state| {
                state.loaded().map_or_else(none, |loaded| event_records(state, loaded, limit))
            }))
        }
        "problems" => answer(&store.peek(problem_records)),
        "open" => {
            let is_here = late::is_here();
            if is_here {
                open_for_host(&instance.loader, argument);
            }
            answer(&JsValue::from_bool(is_here))
        }
        "play" => sent(store, Command::Play),
        "pause" => sent(store, Command::Pause),
        "step" => sent(store, Command::Step(argument.as_f64().map_or(1, |step| step as i32))),
        "pixelAt" => {
            let axis = |place: u32| Array::from(argument).get(place).as_f64();
            let place = axis(0).zip(axis(1)).and_then(|(lon, lat)| LonLat::new(lon, lat));
            let pixel = place.and_then(|place| instance.probe.ask(Asked::Pixel(place)));
            answer(&pixel.map_or(JsValue::NULL, |pixel| {
                list(&mut pixel.into_iter().map(|one| JsValue::from_f64(f64::from(one))))
            }))
        }
        _ => refusal("call.unknown", "", "no such call"),
    }
}

fn sent(store: Store, command: Command) -> JsValue {
    store.send(command);
    answer(&JsValue::NULL)
}

/// Follows a change of an attribute. A value that makes no sense is ignored.
pub fn set_attribute(instance: &Instance, name: &str, value: &str) {
    let store = instance.store;
    match name {
        // One that was taken away asks for no other story.
        "src" if !value.is_empty() => instance.loader.load(value),
        "lang" => {
            if let Some(language) = Language::from_tag(value) {
                store.send(Command::SetLanguage(language));
            }
        }
        "theme" => {
            // An attribute that was taken away asks for nothing in particular.
            let theme = if value.is_empty() { Some(Theme::Auto) } else { Theme::from_name(value) };
            if let Some(theme) = theme {
                store.send(Command::SetTheme(theme));
            }
        }
        "t" => {
            if let Ok(moment) = parse_moment(value) {
                store.send(Command::SetMoment(moment));
            }
        }
        _ => {}
    }
}
