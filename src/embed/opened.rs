//! From files of a reader or a host to a story on screen.
//!
//! They become a pack by the reader's worker, and from there on are a story like any other.
//! Has no opinion on what the panel says of it.

use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use dateline_core::report::{Problem, Report};
use gloo_events::{EventListener, EventListenerOptions};
use js_sys::{Array, Error, Function, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, EventTarget, HtmlElement, Node, ShadowRoot};

use super::load::{Loader, MAX_PACK_BYTES};
use super::packed::details_of;
use super::unpack::{Unpacked, unpacked};
use crate::dom::{el, follow};
use crate::map::is_framed;
use crate::panel::drop_hint;
use crate::platform::{Files, ReadFiles, Reading, Record, are_files, list, member};
use crate::state::{Command, Opened, Opening, Own, Panel, Phase, SharedOpening, Store, Trouble};

/// What a story of files is named by where the files themselves are not to blame.
const FILES: &str = "files";

/// Who opens files.
enum AskedBy {
    /// Somebody at the panel, who is told there.
    Reader,
    /// The page around, which is told by a Promise: what fulfils it, and what rejects it.
    Host(JsValue, JsValue),
}

/// Opens what the reader chooses, and offers that where a reader may open files: on our own
/// page, and where the host says so. Until the current owner is cleaned up.
#[inline(never)] // A way into the late part, see `crate::late`.
pub fn begin(loader: Loader, host: &HtmlElement, shadow: &ShadowRoot, owns_page: bool) {
    let store = loader.store;
    if host.has_attribute("open") || (owns_page && !is_framed()) {
        take_drops(store, host, shadow, owns_page);
    }
    hide_clock_without_time(store, shadow);
    let last = RefCell::new(SharedOpening::default());
    follow(Box::new(move || {
        let now = store.choice.with(|choice| choice.opening.clone());
        if last.replace(now.clone()) == now {
            return;
        }
        match &*now {
            Opening::Wanted(files) => open_files(loader.clone(), files.clone(), AskedBy::Reader),
            Opening::Stopped => loader.stop_reading(),
            _ => {}
        }
    }));
}

/// Takes the clock away while nothing that is shown has a date.
fn hide_clock_without_time(store: Store, shadow: &ShadowRoot) {
    let Some(app) = shadow.query_selector(".dl-app").ok().flatten() else { return };
    let classes = app.class_list();
    follow(Box::new(move || {
        let is_without = store.loaded().is_some_and(|loaded| !loaded.has_time());
        // Refused only for a class with a space in it.
        let _ = classes.toggle_with_force("dl-without-time", is_without);
    }));
}

/// Opens the files of a host: `call` is a list of them, what fulfils the host's Promise, and
/// what rejects it.
#[inline(never)] // A way into the late part, see `crate::late`.
pub fn open_for_host(loader: &Loader, call: &JsValue) {
    let call = Array::from(call);
    let (files, host) = (Files::new(Array::from(&call.get(0))), (call.get(1), call.get(2)));
    open_files(loader.clone(), files, AskedBy::Host(host.0, host.1));
}

/// Takes files that are dropped on the page or the element, and says where they fall while
/// some hang over it; until the current owner is cleaned up.
fn take_drops(store: Store, host: &HtmlElement, shadow: &ShadowRoot, owns_page: bool) {
    let is_over = RwSignal::new(false);
    let target: EventTarget = match document().dyn_into() {
        Ok(page) if owns_page => page,
        _ => host.clone().into(),
    };
    listen(&target, "dragover", move |_, dragged| {
        // A list of files takes it.
        let _ = Reflect::set(dragged, &"dropEffect".into(), &"copy".into());
        if !is_over.get_untracked() {
            is_over.set(true);
        }
    });
    let node = target.clone().unchecked_into::<Node>();
    listen(&target, "dragleave", move |event, _| {
        if !node.contains(member(event, "relatedTarget").dyn_ref()) {
            is_over.set(false);
        }
    });
    listen(&target, "drop", move |_, dragged| {
        is_over.set(false);
        let files = Files::new(Array::from(&member(dragged, "files")));
        if files.count() > 0 {
            store.send(Command::Own(Own::Open(files)));
        }
    });
    let layer =
        el("div", "").live(move || if is_over.get() { vec![drop_hint(store)] } else { Vec::new() });
    if let Some(app) = shadow.query_selector(".dl-app").ok().flatten() {
        // A new element may be put into any other, and the name is one.
        let _ = app.append_child(layer.node());
        let _ = app.set_attribute("data-open", "");
    }
}

/// Calls `act` at each event of that name with what is dragged, if it is files. The browser
/// would leave the page for them.
fn listen(target: &EventTarget, name: &'static str, act: impl Fn(&JsValue, &JsValue) + 'static) {
    let heard: Box<dyn FnMut(&Event)> = Box::new(move |event| {
        let dragged = member(event, "dataTransfer");
        if dragged.is_object() && has_files(&member(&dragged, "types")) {
            event.prevent_default();
            act(event, &dragged);
        }
    });
    let options = EventListenerOptions::enable_prevent_default();
    StoredValue::new_local(EventListener::new_with_options(target, name, options, heard));
}

/// Whether a list of kinds of what is dragged names files.
fn has_files(kinds: &JsValue) -> bool {
    let kinds = Array::from(kinds);
    (0..kinds.length()).any(|place| kinds.get(place).as_string().as_deref() == Some("Files"))
}

/// Opens files, and tells who has asked.
fn open_files(loader: Loader, files: Files, asked_by: AskedBy) {
    spawn_local(async move {
        let is_reader = matches!(asked_by, AskedBy::Reader);
        let outcome = outcome_of(&loader, files, is_reader).await;
        if let AskedBy::Host(fulfil, reject) = asked_by {
            let (settle, told) = match outcome {
                Ok(report) => (fulfil, report),
                Err(error) => (reject, error),
            };
            // Both are the browser's own, and never fail.
            let _ = settle.unchecked_into::<Function>().call1(&JsValue::NULL, &told);
        }
    });
}

/// Shows what `files` tell, if that is anything, and answers with a report as hosts see
/// it. An earlier reading of files is ended.
async fn outcome_of(loader: &Loader, files: Files, is_reader: bool) -> Result<JsValue, JsValue> {
    if !are_files(&files) {
        return Err(refusal("files.none", "open takes files, one at least"));
    }
    loader.stop_reading();
    let language = loader.store.language.get_untracked();
    let reading = Reading::of(&files, language.tag());
    loader.reading.replace(Some(reading.clone()));
    let read = read(loader, &files, &reading).await;
    if reading.is_stopped() {
        return Err(refusal("files.stopped", "the reading of these files was ended"));
    }
    loader.reading.take();
    let (story, read, refused) = match read {
        Ok((story, read)) => (story, read, None),
        Err(trouble) => {
            let report = trouble.report(FILES);
            let first = report.problems.first();
            let refused = first.map(|one| refusal(&one.code, &one.message)).unwrap_or_default();
            let none = || SendWrapper::new(Array::new());
            let (understood, alike) = (none(), none());
            (Vec::new(), Read { report, kinds: String::new(), understood, alike }, Some(refused))
        }
    };
    let answer = record_of(&read.report, &read.kinds);
    take(
        loader,
        story,
        Opened {
            report: Arc::new(read.report),
            kinds: read.kinds,
            is_shown: false,
            was_heard: AtomicBool::new(false),
            files,
            language,
            understood: read.understood,
            alike: read.alike,
        },
        is_reader,
    );
    refused.map_or(Ok(answer), Err)
}

/// What was read, without the story.
struct Read {
    report: Report,
    kinds: String,
    understood: SendWrapper<Array>,
    alike: SendWrapper<Array>,
}

async fn read(
    loader: &Loader,
    files: &Files,
    reading: &Reading,
) -> Result<(Vec<Command>, Read), Trouble> {
    let (is_for, store) = (reading.clone(), loader.store);
    let tell = move |progress| {
        if !is_for.is_stopped() {
            store.send(Command::Own(Own::Tell(Opening::Reading(progress).into())));
        }
    };
    tell([0.0, 0.0, f64::from(files.count()), 0.0]);
    let read = reading.read(Box::new(tell)).await;
    let ReadFiles { pack, beside, kinds, understood, alike } =
        read.map_err(|_| Trouble::NoReader)?.ok_or(Trouble::Broken)?;
    if pack.length() > MAX_PACK_BYTES {
        return Err(Trouble::TooLarge);
    }
    let read = unpacked(pack, &|| !reading.is_stopped()).await;
    let Unpacked { story, mut report, details } = read.map_err(Trouble::Pack)?;
    let mut commands = Vec::new();
    if let Some(story) = story {
        let loaded = Arc::new(story);
        let details = details_of(&loaded, details, beside.as_ref(), &mut report);
        if !reading.is_stopped() {
            loader.announce(&loaded).await;
        }
        commands.push(Command::Own(Own::Show(Arc::clone(&loaded), Arc::new(report.clone()))));
        if let Some(details) = details {
            commands.push(Command::TakeDetails(loaded, details.map(Arc::new)));
        }
    }
    Ok((commands, Read { report, kinds, understood, alike }))
}

/// Carries out what shows the story, if there is one, and tells the panel of it.
fn take(loader: &Loader, mut story: Vec<Command>, opened: Opened, is_reader: bool) {
    let is_shown = !story.is_empty();
    if is_shown {
        // A story by its address that is still on its way comes too late.
        loader.outdate();
    } else if loader.store.peek(|state| matches!(state.phase, Phase::Failed(_))) {
        // With nothing on the page the report is all that there is to show.
        story.push(Command::Fail(Arc::clone(&opened.report)));
    }
    let opened = Opened { is_shown, ..opened };
    story.push(Command::Own(Own::Tell(Opening::Told(Arc::new(opened)).into())));
    if is_reader {
        story.push(Command::SetPanel(Panel::Open));
    }
    loader.store.send_all(story);
}

/// What came of files, as hosts see it.
fn record_of(report: &Report, kinds: &str) -> JsValue {
    let counts = report.counts;
    let skipped = report.problems.iter().filter(|problem| problem.is_error);
    Record::new()
        .text("format", kinds)
        .number("events", counts.events as f64)
        .number("areas", counts.areas as f64)
        .number("changes", counts.changes as f64)
        .number("undated", counts.undated as f64)
        .number("unplaced", counts.unplaced as f64)
        .put("skipped", &list(&mut skipped.map(skipped_record)))
        .flag("truncated", report.unlisted > 0)
        .value()
}

fn skipped_record(problem: &Problem) -> JsValue {
    Record::new()
        .text("file", &problem.file)
        .number_or_null("row", problem.row.map(f64::from))
        .text_or_null("column", problem.column.as_deref())
        .text("value", &problem.value)
        .text("code", &problem.code)
        .text("message", &problem.message)
        .value()
}

/// An error of the page's language, with a code.
fn refusal(code: &str, message: &str) -> JsValue {
    let error = Error::new(message);
    // A new error takes every member.
    let _ = Reflect::set(&error, &"code".into(), &code.into());
    error.into()
}
