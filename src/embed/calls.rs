//! What hosts can call and set on the element.

use std::rc::Rc;

use dateline_core::geo::LonLat;
use dateline_core::time::parse_moment;
use serde::Serialize;

use crate::i18n::Language;
use crate::map::PixelProbe;
use crate::state::{
    Command, Store, Theme, area_records, commands_from_partial, event_records, snapshot_of,
};

/// The answer about a story that is not there yet.
const NOTHING: [(); 0] = [];
/// How many events `events()` gives if not told otherwise.
const DEFAULT_EVENT_LIMIT: usize = 1_000;

/// What a call can reach of a mounted element.
#[derive(Clone)]
pub struct Instance {
    /// The state.
    pub store: Store,
    /// Loads another story.
    pub load: Rc<dyn Fn(String)>,
    /// Reads the painted map back.
    pub probe: PixelProbe,
}

/// Why a call was refused.
#[derive(Serialize)]
struct CallError<'a> {
    code: &'a str,
    key: &'a str,
    message: &'a str,
}

fn answer(value: &impl Serialize) -> String {
    #[derive(Serialize)]
    struct Answer<'a, T> {
        value: &'a T,
    }
    serde_json::to_string(&Answer { value })
        .unwrap_or_else(|error| refusal("call.answer", "", &error.to_string()))
}

fn refusal(code: &str, key: &str, message: &str) -> String {
    #[derive(Serialize)]
    struct Refusal<'a> {
        error: CallError<'a>,
    }
    let refusal = Refusal { error: CallError { code, key, message } };
    serde_json::to_string(&refusal)
        .unwrap_or_else(|_| r#"{"error":{"code":"call.answer","key":"","message":""}}"#.to_owned())
}

/// The answer of an element that is not on a page.
pub fn not_connected() -> String {
    refusal("element.disconnected", "", "the element is not connected to a page")
}

/// Carries out a call; argument and answer are JSON.
pub fn call(instance: &Instance, method: &str, argument: &str) -> String {
    let store = instance.store;
    match method {
        "getState" => store.peek(|state| answer(&snapshot_of(state))),
        "setState" => match store.peek(|state| commands_from_partial(argument, state)) {
            Ok(commands) => {
                store.send_all(commands);
                answer(&())
            }
            Err(error) => refusal(error.code, error.key, &error.message),
        },
        "area" => {
            let id: String = serde_json::from_str(argument).unwrap_or_default();
            store.peek(|state| match state.loaded() {
                Some(loaded) => answer(&area_records(state, loaded, Some(&id)).into_iter().next()),
                None => answer(&()),
            })
        }
        "areas" => store.peek(|state| match state.loaded() {
            Some(loaded) => answer(&area_records(state, loaded, None)),
            None => answer(&NOTHING),
        }),
        "events" => {
            let limit: Option<f64> = serde_json::from_str(argument).unwrap_or_default();
            let limit = limit.map_or(DEFAULT_EVENT_LIMIT, |limit| limit.max(0.0) as usize);
            store.peek(|state| match state.loaded() {
                Some(loaded) => answer(&event_records(state, loaded, limit)),
                None => answer(&NOTHING),
            })
        }
        "problems" => store.peek(|state| answer(&super::host_events::problem_records(state))),
        "play" => sent(store, Command::Play),
        "pause" => sent(store, Command::Pause),
        "step" => sent(store, Command::Step(serde_json::from_str(argument).unwrap_or(1))),
        "pixelAt" => {
            let place = serde_json::from_str::<[f64; 2]>(argument).ok();
            let place = place.and_then(|[lon, lat]| LonLat::new(lon, lat));
            answer(&place.and_then(|place| instance.probe.pixel_at(place)))
        }
        _ => refusal("call.unknown", "", "no such call"),
    }
}

fn sent(store: Store, command: Command) -> String {
    store.send(command);
    answer(&())
}

/// Follows a change of an attribute. A value that makes no sense is ignored.
pub fn set_attribute(instance: &Instance, name: &str, value: &str) {
    let store = instance.store;
    match name {
        "src" => (instance.load)(value.to_owned()),
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
