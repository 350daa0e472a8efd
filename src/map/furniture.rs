//! What stands on the map's edges: the date, buttons, scale, credit.

use dateline_core::geo::ScaleBar;
use leptos::prelude::*;

use crate::i18n::{DateStyle, format_moment_shown, format_number, format_seconds, t, t_with};
use crate::panel::focus_panel;
use crate::state::{Command, Selection, Store};
use crate::words::word;

/// Room for the scale bar, CSS pixels.
const SCALE_ROOM_PX: f64 = 96.0;

/// The dateline of the map: which moment's control is shown.
#[component]
pub fn AsOf(store: Store) -> impl IntoView {
    let moment = Memo::new(move |_| store.clock.with(|clock| clock.t));
    let playing = Memo::new(move |_| store.clock.with(|clock| clock.playing));
    let kicker = move || {
        let at_night = moment.get().is_midnight() || playing.get();
        t(store.language.get(), if at_night { "map.asof" } else { "map.asof.time" })
    };
    let date = move || {
        let language = store.language.get();
        if playing.get() {
            // While the clock runs the time of day would only flicker.
            let last = dateline_core::time::Moment(moment.get().0 - 1);
            return format_seconds(language, last, DateStyle::Long);
        }
        format_moment_shown(language, moment.get(), DateStyle::Long)
    };
    view! {
        <p class="dl-asof">
            <span class="dl-asof-kicker">{kicker}</span>
            <time class="dl-asof-date">{date}</time>
        </p>
    }
}

/// What is selected, where the panel is out of sight below the map: a way down to it.
#[component]
pub fn Peek(store: Store) -> impl IntoView {
    let name = Memo::new(move |_| {
        let loaded = store.loaded()?;
        let tag = store.language.get().tag();
        let name = match store.choice.with(|choice| choice.selection)? {
            Selection::Area(area) => loaded.story.area(area)?.name.in_language(tag).to_owned(),
            Selection::Event(event) => {
                loaded.story.events.get(event)?.title.in_language(tag).to_owned()
            }
        };
        Some(name)
    });
    move || {
        name.get().map(|name| {
            view! {
                <button type="button" class="dl-peek" on:click=move |event| focus_panel(&event)>
                    <bdi>{name}</bdi>
                    <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M5 8l5 5 5-5" /></svg>
                </button>
            }
        })
    }
}

/// Zoom and home: everything the fingers can do, without them (A11, A12).
#[component]
pub fn MapButtons(store: Store) -> impl IntoView {
    let button = move |key: &'static str, icon: &'static str, command: Command| {
        view! {
            <button
                type="button"
                class="dl-icon-button"
                aria-label=word(store, key)
                title=word(store, key)
                on:click=move |_| store.send(command.clone())
            >
                <svg viewBox="0 0 20 20" aria-hidden="true"><path d=icon /></svg>
            </button>
        }
    };
    view! {
        <div class="dl-map-buttons">
            {button("map.zoom_in", "M10 4v12M4 10h12", Command::ZoomBy(1.0))}
            {button("map.zoom_out", "M4 10h12", Command::ZoomBy(-1.0))}
            {button("map.home", "M4 7V4h3M13 4h3v3M16 13v3h-3M7 16H4v-3", Command::Home)}
        </div>
    }
}

/// A length on the ground, right for the latitude in the middle (M15).
#[component]
pub fn ScaleLine(store: Store) -> impl IntoView {
    let bar = Memo::new(move |_| {
        let view = store.camera.with(|camera| camera.view);
        ScaleBar::fitting(view.metres_per_pixel(), SCALE_ROOM_PX)
    });
    let words = move || {
        let language = store.language.get();
        let bar = bar.get();
        let (key, length) = if bar.is_kilometres() {
            ("map.scale.km", bar.metres / 1000.0)
        } else {
            ("map.scale.m", bar.metres)
        };
        let n = format_number(language, length, 1);
        t_with(language, key, &[("n", &n)])
    };
    view! {
        <span class="dl-scale">
            <span class="dl-scale-bar" style:inline-size=move || format!("{:.1}px", bar.get().width_px)></span>
            <span class="dl-scale-words">{words}</span>
        </span>
    }
}

/// Who made what is seen; always there, always text (M6, M7, C23).
#[component]
pub fn Credit(store: Store) -> impl IntoView {
    let credit = move || {
        let language = store.language.get();
        let tag = language.tag();
        let loaded = store.loaded()?;
        let first = loaded.story.meta.credits.first()?;
        let by = first.by.in_language(tag);
        Some(format!("{} · {by} · {}", t(language, "map.credit"), first.licence))
    };
    view! { <span class="dl-credit"><bdi>{credit}</bdi></span> }
}
