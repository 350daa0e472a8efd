//! Play, step, date, mode, speed: everything about the clock that is a button or a field.

use dateline_core::model::Mode;
use dateline_core::time::{EdtfDate, Moment, Span};
use leptos::prelude::*;

use crate::i18n::{format_number, t, t_with};
use crate::state::{Command, Store};
use crate::words::word;

/// The speeds on offer.
const SPEEDS: [f64; 5] = [0.25, 0.5, 1.0, 2.0, 4.0];

/// The row of controls above the track.
#[component]
pub fn Transport(store: Store) -> impl IntoView {
    let playing = Memo::new(move |_| store.clock.with(|clock| clock.playing));
    let word = move |key: &'static str| move || t(store.language.get(), key);
    let step = move |key: &'static str, class: &'static str, icon: &'static str, by: i32| {
        view! {
            <button
                type="button"
                class=class
                aria-label=word(key)
                title=word(key)
                on:click=move |_| store.send(Command::Step(by))
            >
                <svg class="dl-mirrored" viewBox="0 0 20 20" aria-hidden="true"><path d=icon /></svg>
            </button>
        }
    };
    let play_key = move || if playing.get() { "time.pause" } else { "time.play" };
    view! {
        <div class="dl-transport">
            <div class="dl-play">
                {step("time.previous", "dl-icon-button", "M13 4.5v11L6.5 10zM5.5 4.5v11", -1)}
                <button
                    type="button"
                    class="dl-play-button"
                    aria-label=move || t(store.language.get(), play_key())
                    title=move || t(store.language.get(), play_key())
                    on:click=move |_| {
                        let command = if playing.get_untracked() { Command::Pause } else { Command::Play };
                        store.send(command);
                    }
                >
                    <svg viewBox="0 0 20 20" aria-hidden="true">
                        <path d=move || if playing.get() { "M6 4h3v12H6zM11 4h3v12h-3z" } else { "M6 3.5v13L16.5 10z" } />
                    </svg>
                </button>
                {step("time.next", "dl-icon-button", "M7 4.5v11L13.500 10zM14.500 4.5v11", 1)}
            </div>
            <DateField store />
            <ModeField store />
            <SpeedField store />
            <AxisButtons store />
        </div>
    }
}

/// The date, typed (T7). Written as in ISO 8601, which reads the same for everybody: a
/// browser's own date field would follow the reader's locale and turn day and month
/// around. Any date that a file may hold is understood; what is not leaves the clock alone
/// and is marked.
#[component]
fn DateField(store: Store) -> impl IntoView {
    let day = Memo::new(move |_| store.clock.with(|clock| clock.t.day_shown()));
    let is_wrong = RwSignal::new(false);
    Effect::new(move |_| {
        day.track();
        is_wrong.set(false);
    });
    view! {
        <label class="dl-field">
            <span class="dl-hidden">{word(store, "time.date")}</span>
            <input
                type="text"
                class="dl-date"
                dir="ltr"
                size="10"
                maxlength="32"
                autocomplete="off"
                spellcheck="false"
                placeholder="2016-12-06"
                prop:value=move || day.get().to_iso()
                aria-invalid=move || is_wrong.get().to_string()
                on:change=move |event| {
                    let date = EdtfDate::parse(&event_target_value(&event)).ok();
                    is_wrong.set(date.is_none());
                    if let Some(date) = date {
                        store.send(Command::SetMoment(date.span.end));
                    }
                }
            />
        </label>
    }
}

#[component]
fn ModeField(store: Store) -> impl IntoView {
    let mode = Memo::new(move |_| store.clock.with(|clock| clock.mode));
    let option = move |one: Mode, key: &'static str| {
        view! {
            <option value=one.name() selected=move || mode.get() == one>
                {word(store, key)}
            </option>
        }
    };
    view! {
        <label class="dl-field dl-mode">
            <span class="dl-hidden">{word(store, "time.mode")}</span>
            <select
                prop:value=move || mode.get().name()
                on:change=move |event| {
                    if let Some(mode) = Mode::from_name(&event_target_value(&event)) {
                        store.send(Command::SetMode(mode));
                    }
                }
            >
                {option(Mode::Moment, "time.mode.moment")}
                {option(Mode::Window, "time.mode.window")}
                {option(Mode::Cumulative, "time.mode.cumulative")}
            </select>
        </label>
    }
}

#[component]
fn SpeedField(store: Store) -> impl IntoView {
    let speed = Memo::new(move |_| store.clock.with(|clock| clock.speed));
    let options = move || {
        let language = store.language.get();
        SPEEDS
            .into_iter()
            .map(|one| {
                let n = format_number(language, one, 2);
                let words = t_with(language, "time.speed.value", &[("n", &n)]);
                view! { <option value=one.to_string() selected=move || speed.get() == one>{words}</option> }
            })
            .collect_view()
    };
    view! {
        <label class="dl-field dl-speed">
            <span class="dl-hidden">{word(store, "time.speed")}</span>
            <select on:change=move |event| {
                if let Ok(speed) = event_target_value(&event).parse() {
                    store.send(Command::SetSpeed(speed));
                }
            }>{options}</select>
        </label>
    }
}

/// Zooming the axis by buttons (T12).
#[component]
fn AxisButtons(store: Store) -> impl IntoView {
    let button = move |key: &'static str,
                       icon: &'static str,
                       axis: fn(Span, Span, Moment) -> Span| {
        view! {
            <button
                type="button"
                class="dl-icon-button"
                aria-label=word(store, key)
                title=word(store, key)
                on:click=move |_| {
                    let wanted = store.peek(|state| axis(state.clock.axis, state.clock.window, state.clock.t));
                    store.send(Command::SetAxis(wanted));
                }
            >
                <svg viewBox="0 0 20 20" aria-hidden="true"><path d=icon /></svg>
            </button>
        }
    };
    view! {
        <div class="dl-axis-buttons">
            {button("time.zoom_in", "M10 5v10M5 10h10", |axis, _, t| scaled(axis, t, 0.5))}
            {button("time.zoom_out", "M5 10h10", |axis, _, t| scaled(axis, t, 2.0))}
            {button("time.fit", "M4 6v8M16 6v8M6.500 10h7", |_, window, _| window)}
        </div>
    }
}

/// `axis` made `factor` times as long, the moment kept where it is on it.
fn scaled(axis: Span, t: Moment, factor: f64) -> Span {
    let length = axis.seconds() as f64;
    let share = ((t.0 - axis.start.0) as f64 / length.max(1.0)).clamp(0.0, 1.0);
    let start = axis.start.0 + ((length - length * factor) * share).round() as i64;
    Span { start: Moment(start), end: Moment(start + (length * factor).round() as i64) }
}
