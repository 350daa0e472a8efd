//! What is inside an element: the parts, the loading, and the ties to the host.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use dateline_core::time::parse_moment;
use gloo_events::EventListener;
use js_sys::JSON;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use super::address::keep_address;
use super::calls::Instance;
use super::details::load_details;
use super::element::story_in_address;
use super::fragment::{address_wishes, hash, language_in_address};
use super::host_events::tell_host;
use super::load::Loader;
use super::opened::begin;
use super::styles::adopt_late_styles;
use crate::i18n::Language;
use crate::late;
use crate::map::{Manners, MapView, PixelProbe};
use crate::panel::{Header, PanelView, ProblemNotice, SkipLink, StatusLine};
use crate::platform::{MediaQuery, Record, preferred_languages, prefers_reduced_motion};
use crate::state::{
    Command, DetailsPhase, Look, Panel, Phase, Store, Theme, selection_address, snapshot_of,
};
use crate::timeline::TimelineView;

/// Sets out to load what comes late of program and story when a reader first does something
/// here, if it has not come before: it is wanted soon.
fn want_late_at_first_touch(store: Store, host: &HtmlElement) {
    let listeners = ["pointerdown", "keydown"].map(|kind| {
        EventListener::once(host, kind, move |_| {
            late::want();
            store.send(Command::WantDetails);
        })
    });
    StoredValue::new_local(listeners);
}

/// What the page's address was when it was last read.
type Seen = Rc<RefCell<String>>;

/// Gives what the late part shows its style as soon as it has come; opens files and keeps the
/// address from then on.
fn welcome_late(loader: Loader, host: HtmlElement, owns_address: bool, seen: Seen) {
    let changed =
        owns_address.then(|| EventListener::once(&window(), "hashchange", |_| late::want()));
    StoredValue::new_local(changed);
    Effect::new(move |_| {
        if late::has_come()
            && let Some(shadow) = host.shadow_root()
        {
            adopt_late_styles(&shadow);
            begin(loader.clone(), &host, &shadow, owns_address);
            if owns_address {
                keep_address(loader.store, &seen.borrow());
            }
        }
    });
}

/// Fetches the details of each story once they are wanted.
fn fetch_details_when_wanted(store: Store, loader: Loader) {
    Effect::new(move |_| {
        // Nothing that comes early shows them.
        if store.details.get() == DetailsPhase::Coming
            && late::is_here()
            && let Some(loaded) = store.loaded()
        {
            load_details(&loader, loaded);
        }
    });
}

/// What the host wrote on the element.
#[derive(Clone, Debug, Default)]
pub struct RootOptions {
    /// Address of the story: a `.dateline` file or a folder.
    pub src: String,
    /// Language of the interface, if the host names one.
    pub language: Option<Language>,
    /// Light or dark.
    pub theme: Theme,
    /// `full`, `compact` or `none`.
    pub controls: String,
    /// Whether this element owns the page's address.
    pub owns_address: bool,
}

impl RootOptions {
    /// Reads the attributes. Values that make no sense are as if they were not there.
    pub fn from_element(host: &HtmlElement) -> Self {
        let text = |name: &str| host.get_attribute(name).unwrap_or_default();
        let owns_address = host.has_attribute("hash");
        let asked_for = owns_address.then(story_in_address).flatten();
        Self {
            src: asked_for.unwrap_or_else(|| text("src")),
            language: Language::from_tag(&text("lang")),
            theme: Theme::from_name(&text("theme")).unwrap_or_default(),
            controls: text("controls"),
            owns_address,
        }
    }

    /// The language to start in: address, attribute, host page, browser (I1).
    fn first_language(&self) -> Language {
        let from_address = || self.owns_address.then(language_in_address).flatten();
        let from_page = || {
            let page = document().document_element()?.get_attribute("lang")?;
            // Our own page declares a language only so that it has one before the app runs.
            (!self.owns_address).then(|| Language::from_tag(&page)).flatten()
        };
        let from_reader = || preferred_languages().iter().find_map(|tag| Language::from_tag(tag));
        from_address().or(self.language).or_else(from_page).or_else(from_reader).unwrap_or_default()
    }
}

/// The app inside one element.
pub fn root(
    host: HtmlElement,
    options: RootOptions,
    register: impl FnOnce(Instance),
) -> impl IntoView {
    let store = Store::new(Look {
        language: options.first_language(),
        theme: options.theme,
        device_is_dark: false,
        reduced_motion: prefers_reduced_motion(),
        ..Look::default()
    });
    follow_device(store);
    let seen = Seen::new(RefCell::new(hash()));
    let probe = PixelProbe::default();
    let loader = loader_for((store, probe.clone()), &options, host.clone(), Rc::clone(&seen));
    register(Instance { store, loader: loader.clone(), probe: probe.clone() });
    if options.owns_address {
        follow_title(store);
    }
    // A host may name the story later.
    if !options.src.is_empty() {
        loader.load(&options.src);
    }
    fetch_details_when_wanted(store, loader.clone());
    welcome_late(loader.clone(), host.clone(), options.owns_address, seen);
    let loader = StoredValue::new_local(loader);
    on_cleanup(move || loader.with_value(Loader::forget));
    tell_changes(store, host.clone());
    want_late_at_first_touch(store, &host);
    let manners = Manners::of(&host, options.owns_address);
    let on_painted = first_paint_teller(store, host.clone());
    let controls = if options.controls.is_empty() { "full".to_owned() } else { options.controls };
    // What is never seen need not keep up with the clock.
    let has_controls = controls != "none";
    let has_panel = has_controls && controls != "compact";
    // On its own page the element is the main part; in somebody's article it is not.
    let main_role = options.owns_address.then_some("main");
    let has_failed = move || matches!(store.phase.get(), Phase::Failed(_));
    let without_control = move || store.loaded().is_some_and(|loaded| !loaded.has_control);
    let is_loading = move || store.phase.get() == Phase::Loading;
    view! {
        <div
            class="dl-app"
            class:dl-dark=move || store.look.get().is_dark()
            class:dl-loading=is_loading
            class:dl-without-story=has_failed
            class:dl-without-control=without_control
            data-controls=controls
            lang=move || store.language.get().tag()
            dir=move || store.language.get().dir()
        >
            <SkipLink store />
            <Header store page=options.owns_address />
            <ProblemNotice store />
            <div class="dl-main" role=main_role aria-busy=move || is_loading().to_string()>
                <MapView store probe host manners on_painted />
                <TimelineView store has_controls />
                <PanelView store has_panel />
            </div>
            <StatusLine store />
        </div>
    }
}

/// Keeps to the device's light or dark.
fn follow_device(store: Store) {
    let query = MediaQuery::watch("(prefers-color-scheme: dark)", move |is_dark| {
        store.send(Command::DeviceIsDark(is_dark));
    });
    store.send(Command::DeviceIsDark(query.matches()));
    let query = StoredValue::new_local(Some(query));
    on_cleanup(move || query.set_value(None));
}

/// A loader that carries out, on each story, what the host and the address ask for.
fn loader_for(
    (store, probe): (Store, PixelProbe),
    options: &RootOptions,
    host: HtmlElement,
    seen: Seen,
) -> Loader {
    let owns_address = options.owns_address;
    // The address is about the first story; by the next one it tells of the last.
    let is_first = Cell::new(true);
    Loader::new(store, probe, move |loaded| {
        // As it stands now: the host may have changed it while the files were on their way.
        let t = host.get_attribute("t").unwrap_or_default();
        let mut wishes: Vec<Command> =
            parse_moment(&t).ok().map(Command::SetMoment).into_iter().collect();
        if is_first.replace(false) && owns_address {
            seen.replace(hash());
            wishes.extend(address_wishes(loaded));
        }
        wishes
    })
}

/// The page's title is the story's, in the reader's language.
fn follow_title(store: Store) {
    Effect::new(move |_| {
        let language = store.language.get();
        let Some(loaded) = store.loaded() else { return };
        document().set_title(loaded.story.meta.title.in_language(language.tag()));
        if let Some(page) = document().document_element() {
            // Both are plain attributes of an element that exists.
            let _ = page.set_attribute("lang", language.tag());
            let _ = page.set_attribute("dir", language.dir());
        }
    });
}

/// Tells the host of changes of the state, of the selection and of failure.
fn tell_changes(store: Store, host: HtmlElement) {
    let (for_changes, last) = (host.clone(), Cell::new((Panel::Story, String::new())));
    Effect::new(move |_| {
        let (count, _) = store.outbox();
        if count == 0 {
            return;
        }
        // The state is let go first: a listener may set it.
        let snapshot = store.peek(snapshot_of);
        if snapshot.is_null() {
            return;
        }
        let words = JSON::stringify(&snapshot).map(String::from).unwrap_or_default();
        let now = (store.peek(|state| state.choice.panel), words);
        // Two maps whose hosts set each of them as the other is would tell each other for ever
        // what both know.
        let is_new = last.take() != now;
        last.set(now);
        if is_new {
            tell_host(&for_changes, "dateline:change", &snapshot);
        }
    });
    let for_details = host.clone();
    Effect::new(move |_| {
        if store.details().is_some() {
            tell_host(&for_details, "dateline:details", &JsValue::NULL);
        }
    });
    let for_selection = host.clone();
    let selection = Memo::new(move |_| store.choice.with(|choice| choice.selection));
    Effect::new(move |before: Option<()>| {
        selection.with(|_| ());
        if before.is_some() {
            let selected = store.peek(selection_address);
            let selected = selected.map_or(JsValue::NULL, |address| JsValue::from_str(&address));
            tell_host(&for_selection, "dateline:select", &selected);
        }
    });
    Effect::new(move |_| {
        if let Phase::Failed(report) = store.phase.get() {
            let first = report.problems.first();
            let code = first.map_or("file.unknown", |problem| &problem.code);
            let message = first.map_or("", |problem| &problem.message);
            let failure = Record::new().text("code", code).text("message", message);
            tell_host(&host, "dateline:error", &failure.value());
        }
    });
}

/// Tells the host once that the first picture with data is there. What comes late may come
/// from then on.
fn first_paint_teller(store: Store, host: HtmlElement) -> Callback<()> {
    let host = StoredValue::new_local(Some(host));
    Callback::new(move |()| {
        let host = host.try_update_value(Option::take).flatten();
        if let Some(host) = host {
            tell_host(&host, "dateline:ready", &store.peek(snapshot_of));
            late::want_when_idle();
        }
    })
}
