//! The map as a component: canvases, what stands on them, and what hands can do.

use leptos::prelude::*;
use web_sys::{KeyboardEvent, WheelEvent};

use super::drawing::Drawing;
use super::furniture::{AsOf, Credit, MapButtons, Peek, ScaleLine};
use super::gestures::{Gestures, key_pressed};
use super::legend::Legend;
use super::pointers::{SharedGestures, pointer_down, pointer_move, pointer_up, wheel_turned};
use super::probe::PixelProbe;
use super::stage::{StageNodes, keep_drawn};
use crate::i18n::{DateStyle, format_moment_shown, t_with};
use crate::state::Store;
use crate::words::word;

/// The map.
#[component]
pub fn MapView(
    store: Store,
    probe: PixelProbe,
    /// Called after each frame that shows a story.
    on_painted: Callback<()>,
) -> impl IntoView {
    let nodes = StageNodes::default();
    let has_webgl = keep_drawn(store, nodes, probe, on_painted);
    let label = move || {
        let language = store.language.get();
        let t = store.clock.with(|clock| clock.t);
        let date = format_moment_shown(language, t, DateStyle::Long);
        t_with(language, "map.label", &[("date", &date)])
    };
    view! {
        <section class="dl-map" aria-label=label>
            <StageView store nodes has_webgl />
            <AsOf store />
            <MapButtons store />
            <Legend store />
            <Peek store />
            <div class="dl-foot">
                <ScaleLine store />
                <Credit store />
            </div>
            <Show when=move || !has_webgl.get()>
                <p class="dl-no-webgl" role="status">
                    {word(store, "app.no_webgl")}
                </p>
            </Show>
        </section>
    }
}

/// The canvases and what pointers and keys do on them.
#[component]
fn StageView(store: Store, nodes: StageNodes, has_webgl: RwSignal<bool>) -> impl IntoView {
    let gestures: SharedGestures = StoredValue::new_local(Gestures::default());
    view! {
        <div
            class="dl-stage"
            node_ref=nodes.place
            tabindex="0"
            role="group"
            aria-label=word(store, "map.stage")
            aria-description=word(store, "map.help")
            on:pointerdown=move |event| pointer_down(gestures, &event)
            on:pointermove=move |event| pointer_move(gestures, store, &event)
            on:pointerup=move |event| pointer_up(gestures, store, &event)
            on:pointercancel=move |event| {
                gestures.update_value(|gestures| gestures.pointer_cancel(&event));
            }
            on:wheel=move |event: WheelEvent| wheel_turned(store, &event)
            on:keydown=move |event: KeyboardEvent| {
                if key_pressed(&event, store) {
                    event.prevent_default();
                    event.stop_propagation();
                }
            }
        >
            <canvas class="dl-gl" node_ref=nodes.canvas aria-hidden="true"></canvas>
            <Show when=move || !has_webgl.get()>
                <Drawing store />
            </Show>
            <canvas
                class="dl-names"
                class:dl-hidden=move || !has_webgl.get()
                node_ref=nodes.names
                aria-hidden="true"
            ></canvas>
        </div>
    }
}
