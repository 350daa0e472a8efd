//! The state as an address, and back.

use std::sync::Arc;

use dateline::embed::commands_to_follow;
use dateline::i18n::Language;
use dateline::state::{
    Command, Loaded, Look, Panel, State, address_of, apply, commands_from_address, decoded,
    encoded, snapshot_of,
};
use dateline_core::model::{EventIndex, Story};
use dateline_core::pack::{Opened, decode};
use dateline_core::time::{Moment, Span, parse_moment};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen_test::wasm_bindgen_test;

use super::packs::pack_of;

/// The shipped story, from the program's own copy.
pub fn aleppo() -> Arc<Loaded> {
    aleppo_with(|_| {})
}

/// The shipped story, told otherwise.
pub fn aleppo_with(change: impl FnOnce(&mut Story)) -> Arc<Loaded> {
    let pack = pack_of("/data/aleppo/").unwrap();
    let Opened { story, shapes, report, .. } = decode(&pack).unwrap();
    assert_eq!(report.problems, [], "the shipped story is read without a complaint");
    let mut story = story.unwrap();
    change(&mut story);
    Arc::new(Loaded::new(story, shapes, Uint8Array::from(pack.as_slice())))
}

pub fn opened(loaded: &Arc<Loaded>) -> State {
    let mut state = State::new(Look::default());
    let _ = apply(&mut state, Command::Resize(900.0, 640.0));
    let _ = apply(&mut state, Command::Open(Arc::clone(loaded), Arc::default()));
    state
}

/// The state once an address has been opened in a new tab.
fn after(state: &State, address: &str, loaded: &Loaded) -> State {
    carried_out(state, commands_from_address(address, loaded))
}

/// The state once an address has been followed where something is shown already.
fn followed(state: &State, address: &str, loaded: &Loaded) -> State {
    carried_out(state, commands_to_follow(address, loaded))
}

fn carried_out(state: &State, commands: Vec<Command>) -> State {
    let mut state = state.clone();
    for command in commands {
        let _ = apply(&mut state, command);
    }
    // A flight that the address starts has arrived before anybody can look.
    for _ in 0..30 {
        let _ = apply(&mut state, Command::Tick(0.1));
    }
    state
}

/// One address for each thing that an address can tell of, and for some together.
const TELLING: [&str; 9] = [
    "t=2016-12-06",
    "t=2016-12-06&compare=2016-11-14",
    "t=2016-11-14&compare=2016-12-05T22:00",
    "t=2016-12-06&compare=2016-11-14&beside=swipe&curtain=405",
    "t=2016-12-06&compare=2016-11-14&beside=halves",
    "t=2016-12-05T22:00&mode=window&from=2016-11-15&to=2016-12-07",
    "t=2016-12-05&map=13.50/36.2050/37.1700&sel=area:shaar&cat=-air-strike,shelling&dates=exact",
    "t=2016-11-28&mode=cumulative&sel=event:ALP-056&lang=ar",
    "chapter=3&t=2016-12-22",
];

#[wasm_bindgen_test]
fn an_address_opens_exactly_the_state_it_was_written_from() {
    let loaded = aleppo();
    let start = opened(&loaded);
    for address in TELLING {
        let state = after(&start, address, &loaded);
        let written = address_of(&state);
        let again = after(&start, &written, &loaded);
        assert_eq!(address_of(&again), written, "{address}");
        assert_eq!(again.clock, state.clock, "{address}");
        assert_eq!(again.choice, state.choice, "{address}");
        assert_eq!(again.look, state.look, "{address}");
    }
    assert_eq!(after(&start, "lang=ar", &loaded).look.language, Language::Arabic);
}

#[wasm_bindgen_test]
fn an_address_followed_in_an_open_tab_shows_what_it_shows_in_a_new_one() {
    let loaded = aleppo();
    let start = opened(&loaded);
    for before in TELLING {
        let mut before = after(&start, before, &loaded);
        let listed = [EventIndex(1), EventIndex(4)].into_iter().collect();
        let _ = apply(&mut before, Command::ShowOnly(Arc::new(listed)));
        for address in TELLING {
            let written = address_of(&after(&start, address, &loaded));
            let (new, open) =
                (after(&start, &written, &loaded), followed(&before, &written, &loaded));
            assert_eq!(address_of(&open), written, "after {}", address_of(&before));
            assert_eq!(open.clock, new.clock, "{written}");
            assert_eq!(open.camera, new.camera, "{written}");
            assert_eq!(open.look, new.look, "{written}");
            assert_eq!(open.choice.selection, new.choice.selection, "{written}");
            assert_eq!(open.choice.filter, new.choice.filter, "{written}");
            // The page of what differs is there only while something is compared.
            assert!(open.choice.panel != Panel::Changes || open.clock.other.is_some(), "{written}");
        }
    }
}

#[wasm_bindgen_test]
fn an_address_without_a_moment_changes_only_what_it_names() {
    let loaded = aleppo();
    let before = after(&opened(&loaded), TELLING[6], &loaded);
    let now = followed(&before, "sel=area:qadi-askar", &loaded);
    assert_ne!(now.choice.selection, before.choice.selection);
    assert_eq!(now.choice.filter, before.choice.filter);
    assert_eq!(now.clock.window, before.clock.window);
}

#[wasm_bindgen_test]
fn a_chapter_lifts_the_list_of_one_group_and_a_host_is_told_of_it() {
    let loaded = aleppo();
    let mut state = opened(&loaded);
    let listed = [EventIndex(1), EventIndex(4)].into_iter().collect();
    let _ = apply(&mut state, Command::ShowOnly(Arc::new(listed)));
    let group = |state: &State| {
        let filters = Reflect::get(&snapshot_of(state), &"filters".into()).unwrap();
        Reflect::get(&filters, &"group".into()).unwrap()
    };
    assert_eq!(group(&state).as_f64(), Some(2.0));
    let _ = apply(&mut state, Command::OpenChapter(Some(0)));
    assert!(group(&state).is_null());
}

#[wasm_bindgen_test]
fn a_chapter_with_a_window_of_another_span_leaves_the_window_as_it_is() {
    let loaded = aleppo_with(|story| {
        let start = moment("2001-01-01");
        story.meta.chapters[0].state.window = Some(Span { start, end: Moment(start.0 + 86_400) });
    });
    let before = opened(&loaded);
    let mut state = before.clone();
    let _ = apply(&mut state, Command::OpenChapter(Some(0)));
    assert_eq!(state.clock.window, before.clock.window);
}

#[wasm_bindgen_test]
fn an_address_that_went_through_a_mail_program_is_still_understood() {
    let loaded = aleppo();
    let start = opened(&loaded);
    let plain = after(&start, "t=2016-12-05&sel=area:shaar&cat=-air-strike,shelling", &loaded);
    let broken =
        after(&start, "t=2016%2D12%2D05&sel=area%3Ashaar&cat=-air-strike%2Cshelling", &loaded);
    assert_eq!(broken, plain);
}

#[wasm_bindgen_test]
fn any_text_comes_back_from_an_address() {
    for text in ["", "شعار", "a b&c=d#e%41", "100%", "%zz%", "💬,:/", "-._~"] {
        let written = encoded(text);
        assert!(written.is_ascii() && !written.contains(['&', '=', '#', ' ']), "{written}");
        assert_eq!(decoded(&written), text);
    }
    assert_eq!(decoded("50%"), "50%");
    assert_eq!(decoded("%ff"), "%ff", "what is no text stays as it stands");
}

#[wasm_bindgen_test]
fn what_differs_from_an_open_chapter_is_in_the_address() {
    let loaded = aleppo();
    let mut state = after(&opened(&loaded), "chapter=1", &loaded);
    let _ = apply(&mut state, Command::SetMode(dateline_core::model::Mode::Moment));
    let again = after(&opened(&loaded), &address_of(&state), &loaded);
    assert_eq!(again.clock, state.clock);
    assert_eq!(again.choice.chapter, Some(0));
}

#[wasm_bindgen_test]
fn an_address_that_makes_no_sense_changes_nothing() {
    let loaded = aleppo();
    let start = opened(&loaded);
    let long = "t=".repeat(10_000);
    for address in [
        "",
        "#",
        "t=&from=&to=",
        "t=2016-13-40",
        "t=<script>alert(1)</script>",
        "map=99/1000/1000",
        "map=NaN/NaN/NaN",
        "map=12/Infinity/0",
        "map=12/0/-1e999",
        "map=1e999/36/37",
        "sel=area:nowhere",
        "sel=javascript:alert(1)",
        "mode=evil&chapter=0",
        "from=2016-12-07&to=2016-11-15",
        // Of a span that the story does not have any more.
        "from=2001-01-01&to=2001-02-01",
        "__proto__=x&constructor=y",
        long.as_str(),
    ] {
        assert_eq!(after(&start, address, &loaded), start, "{address:.40}");
    }
}

fn moment(text: &str) -> Moment {
    parse_moment(text).unwrap()
}

#[wasm_bindgen_test]
fn a_shared_moment_is_shown_also_where_something_of_another_time_is_selected() {
    let loaded = aleppo();
    let start = opened(&loaded);
    // Without a moment it is the time of what is selected.
    let mut state = after(&start, "sel=event:ALP-080", &loaded);
    let shown = state.clock.t;
    let _ = apply(&mut state, Command::SetMoment(moment("2016-11-20")));
    assert_ne!(state.clock.t, shown);
    let again = after(&start, &address_of(&state), &loaded);
    assert_eq!((again.clock, again.choice.selection), (state.clock, state.choice.selection));
    assert_eq!(again.camera.view, state.camera.view);
}

#[wasm_bindgen_test]
fn a_window_within_a_day_is_played_paused_where_it_is_and_moves_however_slowly() {
    let loaded = aleppo();
    let mut state = opened(&loaded);
    let window = Span { start: moment("2016-12-05T10:00"), end: moment("2016-12-05T10:15") };
    for command in [
        Command::SetWindow(window),
        Command::SetMoment(window.start),
        Command::SetSpeed(0.25),
        Command::Play,
    ] {
        let _ = apply(&mut state, command);
    }
    for _ in 0..120 {
        let _ = apply(&mut state, Command::Tick(1.0 / 120.0));
    }
    // A second of watching at a quarter of the pace: a fortieth of the window.
    assert!((state.clock.t.0 - window.start.0 - 22).abs() <= 1, "{:?}", state.clock.t);
    let before = state.clock.t;
    let _ = apply(&mut state, Command::Pause);
    assert_eq!((state.clock.t, state.clock.playing), (before, false));
}

#[wasm_bindgen_test]
fn a_story_begins_with_a_window_within_its_span() {
    let loaded = aleppo_with(|story| {
        let span = story.meta.span;
        story.meta.start.window =
            Some(Span { start: Moment(span.start.0 - 86_400), end: Moment(span.end.0 + 86_400) });
    });
    assert_eq!(opened(&loaded).clock.window, loaded.story.meta.span);
}
