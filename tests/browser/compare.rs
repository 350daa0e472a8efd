//! Two moments compared: which part of the map shows which, what is under a finger there,
//! and what the page says of the difference.

use std::sync::Arc;

use dateline::i18n::Language;
use dateline::state::{
    Beside, Command, Loaded, Look, Panel, Selection, State, address_of, apply,
    commands_from_address,
};
use dateline_core::geo::LonLat;
use dateline_core::model::{AreaIndex, Mode};
use dateline_core::time::{Moment, parse_moment};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use super::address::{aleppo, aleppo_with, opened};
use super::control::{TRUTHS, colour_of, hide_every_event};
use super::keys::press;
use super::support::{Map, settle};

fn moment(text: &str) -> Moment {
    parse_moment(text).unwrap()
}

fn send(state: &mut State, commands: impl IntoIterator<Item = Command>) {
    for command in commands {
        let _ = apply(state, command);
    }
}

/// The shipped story at the end of 6 December, beside the end of 14 November.
fn compared(loaded: &Arc<Loaded>, beside: Beside) -> State {
    let mut state = opened(loaded);
    let commands = [
        Command::SetMoment(moment("2016-12-06")),
        Command::Compare(Some(moment("2016-11-14"))),
        Command::SetBeside(beside),
    ];
    send(&mut state, commands);
    state
}

/// Numbers that look random and are the same each time, 0 to 1.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// The area around a place: every ring of every area, edge by edge.
fn area_around(loaded: &Loaded, place: LonLat) -> Vec<AreaIndex> {
    let inside_ring = |ring: &[LonLat]| {
        let mut inside = false;
        for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            let crosses = (a.lat > place.lat) != (b.lat > place.lat);
            let share = (place.lat - a.lat) / (b.lat - a.lat);
            if crosses && place.lon < a.lon + share * (b.lon - a.lon) {
                inside = !inside;
            }
        }
        inside
    };
    let inside = |area: &&(usize, &dateline_core::model::Area)| {
        area.1
            .polygons
            .iter()
            .any(|rings| rings.iter().filter(|ring| inside_ring(ring.as_slice())).count() % 2 == 1)
    };
    let areas: Vec<_> = loaded.story.areas.iter().enumerate().collect();
    areas.iter().filter(inside).map(|(place, _)| AreaIndex(*place as u32)).collect()
}

#[wasm_bindgen_test]
fn a_press_in_either_part_means_what_is_seen_there() {
    let loaded = aleppo();
    let mut dice = Dice(7);
    let (mut areas, mut events) = (0, 0);
    for beside in [Beside::Halves, Beside::Swipe] {
        for language in [Language::English, Language::Arabic] {
            let mut state = compared(&loaded, beside);
            let mode = Command::SetMode(Mode::Cumulative);
            send(&mut state, [Command::SetLanguage(language), Command::SetCurtain(300), mode]);
            let view = state.camera.view;
            let width_px = view.width_px();
            for _ in 0..600 {
                let pixel = (dice.roll() * width_px, dice.roll() * view.height_px());
                // By hand: which moment is there, and where it is in the camera's picture.
                let is_rtl = language == Language::Arabic;
                let (seam_px, shift_px) = match (beside, is_rtl) {
                    (Beside::Halves, _) => (width_px / 2.0, width_px / 4.0),
                    (Beside::Swipe, false) => (width_px * 0.3, 0.0),
                    (Beside::Swipe, true) => (width_px * 0.7, 0.0),
                };
                let is_left = pixel.0 < seam_px;
                let at = (if is_left { pixel.0 + shift_px } else { pixel.0 - shift_px }, pixel.1);
                let t = moment(if is_left != is_rtl { "2016-11-14" } else { "2016-12-06" });

                let mut pressed = state.clone();
                send(&mut pressed, [Command::SelectAt(pixel)]);
                // A map of that moment alone, pressed at the same ground.
                let mut alone = state.clone();
                send(&mut alone, [Command::Compare(None), Command::SetMoment(t)]);
                alone.camera = state.camera;
                send(&mut alone, [Command::SelectAt(at)]);
                assert_eq!(
                    pressed.choice.selection, alone.choice.selection,
                    "{beside:?} {pixel:?}"
                );
                match pressed.choice.selection {
                    Some(Selection::Event(_)) => events += 1,
                    found => {
                        let around = area_around(&loaded, view.lonlat_from_screen(at));
                        let found = found.map(|found| match found {
                            Selection::Area(area) => area,
                            Selection::Event(_) => unreachable!(),
                        });
                        assert!(
                            found.map_or(around.is_empty(), |area| around.contains(&area)),
                            "{beside:?} {pixel:?}: {found:?} of {around:?}"
                        );
                        areas += usize::from(found.is_some());
                    }
                }
            }
        }
    }
    assert!(areas > 500 && events > 50, "{areas} areas, {events} events were hit");
}

#[wasm_bindgen_test]
fn the_earlier_moment_is_at_the_start_of_the_line_whichever_is_the_clock_s() {
    let loaded = aleppo();
    for (language, starts_left) in [(Language::English, true), (Language::Arabic, false)] {
        for (t, other) in [("2016-12-06", "2016-11-14"), ("2016-11-14", "2016-12-06")] {
            let mut state = compared(&loaded, Beside::Halves);
            let commands = [
                Command::SetLanguage(language),
                Command::SetMoment(moment(t)),
                Command::Compare(Some(moment(other))),
            ];
            send(&mut state, commands);
            let panes = state.panes();
            assert_eq!(panes[0].0, moment("2016-11-14"));
            assert_eq!(panes[1].0, moment("2016-12-06"));
            assert_eq!(panes[0].1.left_px == 0.0, starts_left);
            assert_eq!(state.main_pane(), panes[usize::from(t == "2016-12-06")].1);
        }
    }
}

#[wasm_bindgen_test]
fn playing_moves_the_clock_and_leaves_the_other_moment() {
    let loaded = aleppo();
    let mut state = compared(&loaded, Beside::Swipe);
    send(&mut state, [Command::SetMoment(moment("2016-11-20")), Command::Play]);
    send(&mut state, [Command::Tick(0.1), Command::Tick(0.1)]);
    assert!(state.clock.playing && state.clock.t > moment("2016-11-20"));
    assert_eq!(state.clock.other, Some(moment("2016-11-14")));
}

#[wasm_bindgen_test]
fn comparing_turns_the_panel_to_the_changes_and_its_end_turns_it_back() {
    let loaded = aleppo();
    let mut state = compared(&loaded, Beside::Halves);
    assert_eq!(state.choice.panel, Panel::Changes);
    send(&mut state, [Command::Compare(None)]);
    assert_eq!((state.clock.other, state.choice.panel), (None, Panel::Story));
    // A moment outside the story is brought into it.
    send(&mut state, [Command::Compare(Some(moment("1999-01-01")))]);
    assert_eq!(state.clock.other, Some(loaded.story.meta.span.start));
}

#[wasm_bindgen_test]
fn narrow_maps_are_swiped_and_wide_ones_halved_until_somebody_chooses() {
    let loaded = aleppo();
    let mut state = opened(&loaded);
    assert_eq!(state.beside(), None);
    send(&mut state, [Command::Compare(Some(moment("2016-11-14")))]);
    assert_eq!(state.beside(), Some(Beside::Halves));
    send(&mut state, [Command::Resize(360.0, 400.0)]);
    assert_eq!(state.beside(), Some(Beside::Swipe));
    send(&mut state, [Command::SetBeside(Beside::Halves)]);
    assert_eq!(state.beside(), Some(Beside::Halves));
}

#[wasm_bindgen_test]
fn the_start_view_is_seen_in_each_half_and_a_moved_camera_stays() {
    let loaded = aleppo();
    let mut state = opened(&loaded);
    let alone = state.camera.view;
    send(&mut state, [Command::Compare(Some(moment("2016-11-14")))]);
    assert!(state.camera.view.zoom() < alone.zoom());
    assert_eq!(state.camera.view.width_px(), alone.width_px());
    send(&mut state, [Command::Compare(None)]);
    assert_eq!(state.camera.view, alone);
    send(&mut state, [Command::ZoomBy(1.0), Command::Tick(2.0)]);
    let moved = state.camera.view;
    send(&mut state, [Command::Compare(Some(moment("2016-11-14")))]);
    assert_eq!(state.camera.view, moved);
}

#[wasm_bindgen_test]
fn an_address_names_the_other_moment_and_bad_ones_are_none() {
    let loaded = aleppo();
    let after = |address: &str| {
        let mut state = opened(&loaded);
        send(&mut state, commands_from_address(address, &loaded));
        state
    };
    for (value, expected) in [
        ("2016-11-14", Some(moment("2016-11-14"))),
        ("2016-11-14T08:00", Some(moment("2016-11-14T08:00"))),
        ("14.11.2016", None),
        ("<b>", None),
        ("", None),
    ] {
        let state = after(&format!("t=2016-12-06&compare={value}"));
        assert_eq!(state.clock.other, expected, "{value}");
        let written = address_of(&state);
        assert_eq!(written.contains("compare="), expected.is_some(), "{written}");
        assert_eq!(after(&written).clock, state.clock);
    }
    // Going back to an address without it ends comparing.
    let mut state = after("t=2016-12-06&compare=2016-11-14");
    send(&mut state, commands_from_address("t=2016-12-06", &loaded));
    assert_eq!(state.clock.other, None);
    assert_eq!(Look::default().curtain, 500);
}

#[wasm_bindgen_test]
fn an_address_keeps_how_two_moments_stand_and_nonsense_changes_nothing() {
    let loaded = aleppo();
    for (address, beside, curtain) in [
        ("beside=swipe&curtain=250", Some(Beside::Swipe), 250),
        ("beside=halves&curtain=65536", Some(Beside::Halves), 500),
        ("beside=upside-down&curtain=-1", None, 500),
        ("curtain=2000", None, 1_000),
    ] {
        let mut state = opened(&loaded);
        let address = format!("t=2016-12-06&compare=2016-11-14&{address}");
        send(&mut state, commands_from_address(&address, &loaded));
        assert_eq!((state.look.beside, state.look.curtain), (beside, curtain), "{address}");
    }
}

#[wasm_bindgen_test]
fn a_chapter_compares_or_ends_comparing() {
    let other = moment("2016-11-26");
    let told = aleppo_with(|story| story.meta.chapters[2].state.compare = Some(other));
    let mut state = opened(&told);
    send(&mut state, [Command::OpenChapter(Some(2))]);
    assert_eq!(state.clock.other, Some(other));
    assert_eq!(state.choice.panel, Panel::Story, "the chapter's words stay");
    let address = address_of(&state);
    assert!(address.contains("compare=2016-11-26"), "{address}");
    send(&mut state, [Command::OpenChapter(Some(3))]);
    assert_eq!(state.clock.other, None);
    // A reader's own choice in an open chapter is kept by its address.
    send(&mut state, [Command::OpenChapter(Some(2)), Command::Compare(None)]);
    let mut again = opened(&told);
    send(&mut again, commands_from_address(&address_of(&state), &told));
    assert_eq!(again.clock.other, None);
}

#[wasm_bindgen_test]
async fn each_half_is_painted_as_the_ledger_has_it_at_its_moment() {
    let map = Map::with("/data/aleppo/", &[("theme", "light")]);
    map.ready().await.unwrap();
    hide_every_event(&map).await;
    for (area, day, actor) in TRUTHS {
        let record = map.area(area);
        let (lon, lat) = (record["lon"].as_f64().unwrap(), record["lat"].as_f64().unwrap());
        // The clock's own part is the right one beside an earlier day, else the left one.
        for other in ["2016-11-15", "2016-12-21"] {
            let state = format!(
                r#"{{"t":"{day}","compare":"{other}","selection":null,
                    "view":{{"lon":{lon},"lat":{lat},"zoom":15}}}}"#
            );
            map.set_state(&state).await.unwrap();
            assert_eq!(map.state()["compare"], other);
            if map.area(area)["status"] == "held" {
                let seen = map.colour_around(lon, lat);
                assert_eq!(seen, colour_of(actor), "{area} at the end of {day} beside {other}");
            }
        }
    }
}

#[wasm_bindgen_test]
async fn the_list_names_exactly_the_areas_whose_state_differs() {
    let map = Map::aleppo().await;
    for (t, other) in [("2016-12-06", "2016-11-14"), ("2016-11-14", "2016-12-06")] {
        let states = async |day: &str| {
            map.set_state(&format!(r#"{{"t":"{day}","compare":null}}"#)).await.unwrap();
            let areas = map.call("areas", "null").unwrap();
            let areas = areas.as_array().unwrap().clone();
            areas
                .into_iter()
                .map(|area| {
                    let state = [&area["actor"], &area["rival"], &area["status"]]
                        .map(|one| one.to_string());
                    (area["id"].as_str().unwrap().to_owned(), state)
                })
                .collect::<Vec<_>>()
        };
        let (now, then) = (states(t).await, states(other).await);
        let differing = now.iter().zip(&then).filter(|(a, b)| a.1 != b.1).count();
        assert!(differing > 3);
        map.set_state(&format!(r#"{{"t":"{t}","compare":"{other}"}}"#)).await.unwrap();
        settle().await;
        let listed: u32 = {
            let root = map.element.shadow_root().unwrap();
            let groups = root.query_selector_all(".dl-passage + .dl-changed > li").unwrap();
            groups.length()
        };
        assert_eq!(listed as usize, differing, "{t} beside {other}");
    }
    map.set_state(r#"{"t":"2016-12-06","compare":"2016-12-06"}"#).await.unwrap();
    settle().await;
    assert_eq!(map.count(".dl-passage"), 0);
    assert!(map.text(".dl-changes-sum").starts_with("Both dates are the same"));
}

#[wasm_bindgen_test]
async fn a_host_sets_and_ends_comparing_and_is_told_what_it_asked_wrongly() {
    let map = Map::aleppo().await;
    assert!(map.state()["compare"].is_null());
    map.set_state(r#"{"compare":"2016-11-20"}"#).await.unwrap();
    assert_eq!(map.state()["compare"], "2016-11-20");
    let state = map.state().to_string();
    map.set_state(&state).await.unwrap();
    assert_eq!(map.state()["compare"], "2016-11-20");
    map.set_state(r#"{"beside":"swipe","curtain":250}"#).await.unwrap();
    assert_eq!((&map.state()["beside"], &map.state()["curtain"]), (&"swipe".into(), &250.into()));
    for wrong in [
        r#"{"compare":"tomorrow"}"#,
        r#"{"compare":5}"#,
        r#"{"compare":"1800-01-01"}"#,
        r#"{"beside":"below"}"#,
        r#"{"curtain":"50%"}"#,
        r#"{"curtain":1001}"#,
    ] {
        assert!(map.set_state(wrong).await.is_err(), "{wrong}");
    }
    map.set_state(r#"{"compare":null}"#).await.unwrap();
    assert!(map.state()["compare"].is_null());
}

#[wasm_bindgen_test]
async fn the_curtain_is_drawn_by_keys_and_says_what_it_shows() {
    let map = Map::aleppo().await;
    map.click(".dl-compare-button");
    settle().await;
    let buttons = map.element.shadow_root().unwrap();
    let swipe = buttons.query_selector(".dl-compare-ways .dl-button:last-child").unwrap().unwrap();
    swipe.unchecked_into::<HtmlElement>().click();
    settle().await;
    let value = |name: &str| map.find(".dl-handle").unwrap().get_attribute(name).unwrap();
    assert_eq!(value("aria-valuenow"), "50");
    for (key, now) in
        [("ArrowRight", "51"), ("ArrowLeft", "50"), ("PageUp", "60"), ("Home", "0"), ("End", "100")]
    {
        press(&map, ".dl-handle", key);
        settle().await;
        assert_eq!(value("aria-valuenow"), now, "after {key}");
    }
    assert!(value("aria-valuetext").contains("100%"), "{}", value("aria-valuetext"));
    map.element.set_attribute("lang", "ar").unwrap();
    settle().await;
    press(&map, ".dl-handle", "ArrowRight");
    settle().await;
    // Towards the start of the line, which is where the earlier moment is.
    assert_eq!(value("aria-valuenow"), "99");
    press(&map, ".dl-handle", "Escape");
    settle().await;
    assert!(map.state()["compare"].is_null());
    assert_eq!(map.count(".dl-handle, .dl-compare"), 0);
}

#[wasm_bindgen_test]
async fn every_stretch_of_an_area_s_history_sets_the_clock_to_where_it_begins() {
    let map = Map::aleppo().await;
    map.set_state(r#"{"t":"2016-12-20","selection":"area:qadi-askar"}"#).await.unwrap();
    settle().await;
    let root = map.element.shadow_root().unwrap();
    let rows = root.query_selector_all(".dl-stretch").unwrap();
    assert_eq!(rows.length(), map.count(".dl-strip-piece"));
    assert_eq!(rows.length(), 3);
    // Before the first entry of the ledger nobody is known to have held it.
    for (place, actor) in ["null", "\"rebels\"", "\"government\""].into_iter().enumerate() {
        let row = root.query_selector_all(".dl-stretch").unwrap().item(place as u32).unwrap();
        row.unchecked_into::<HtmlElement>().click();
        settle().await;
        assert_eq!(map.area("qadi-askar")["actor"].to_string(), actor);
        let current = root.query_selector_all(".dl-stretch[aria-current]").unwrap();
        assert_eq!(current.length(), 1);
    }
    // The two accounts that name later days stand under the change they are about.
    assert_eq!(map.count(".dl-claims > li"), 2);
    assert_eq!(map.count(".dl-claims > li:nth-child(2) .dl-competing > ol > li"), 2);
    assert_eq!(map.count(".dl-strip-doubt"), 1);
    assert!(map.count(".dl-caused .dl-link") > 0);
}
