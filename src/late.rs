//! What comes late of the program: whether it is there, and what stands in its place until
//! then.
//!
//! Cards, comparing and the like are not needed until the first paint. When the site is
//! built their modules are moved into a part of their own (`xtask/src/split` has the list),
//! which is loaded once for all elements of a page. A function of such a module may be called
//! only where [`is_here`] has said yes. Has no opinion on what they show.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::dom::{El, button, el};
use crate::platform::{is_idle, load_late};
use crate::state::Store;

/// How far the late part has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Late {
    /// Nobody has wanted it.
    Unwanted,
    /// It is on its way.
    Coming,
    /// It did not arrive.
    Missing,
    /// It may be called.
    Here,
}

thread_local! {
    /// One for the program, and thus for all elements on the page.
    static LATE: ArcRwSignal<Late> = ArcRwSignal::new(Late::Unwanted);
}

fn late() -> ArcRwSignal<Late> {
    LATE.with(Clone::clone)
}

/// Sets out to load the late part, unless that has been done.
pub fn want() {
    load(Late::Missing);
}

/// Sets out to load it as soon as the page is idle, but not for a reader who saves data. If
/// it does not arrive, nobody has missed it yet.
pub fn want_when_idle() {
    spawn_local(async {
        if is_idle().await {
            load(Late::Unwanted);
        }
    });
}

fn load(if_it_fails: Late) {
    let late = late();
    if late.get_untracked() != Late::Unwanted {
        return;
    }
    late.set(Late::Coming);
    spawn_local(async move {
        let outcome = load_late().await;
        late.set(if outcome.is_ok() { Late::Here } else { if_it_fails });
    });
}

/// Whether late functions may be called. Tracked, and wanted by nobody for that.
pub fn has_come() -> bool {
    late().get() == Late::Here
}

/// Whether late functions may be called, asked in a frame. Untracked.
pub fn is_here_now() -> bool {
    late().get_untracked() == Late::Here
}

/// Whether late functions may be called; if not, they are wanted from now on. Tracked.
pub fn is_here() -> bool {
    let now = late().get();
    if now == Late::Unwanted {
        want();
    }
    now == Late::Here
}

/// What stands in the place of something late: that it is on its way, or that it did not
/// arrive and can be tried again.
pub fn waiting(store: Store) -> El {
    let now = move || {
        let missing = (late().get() == Late::Missing).then_some("late.missing");
        vec![stand_in(store, missing, || {
            late().set(Late::Unwanted);
            want();
        })]
    };
    el("div", "dl-waiting").live(now)
}

/// That something is on its way; or, by the key `missing`, why it is not there, with a button
/// that tries `again`.
pub fn stand_in(store: Store, missing: Option<&'static str>, again: impl Fn() + 'static) -> El {
    let Some(missing) = missing else {
        return el("p", "dl-hint").attr("role", "status").word(store, "late.loading");
    };
    let retry = button("dl-link").word(store, "late.retry").on_click(again);
    el("p", "dl-hint").attr("role", "alert").word(store, missing).text(" ").add(retry)
}
