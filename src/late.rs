//! What comes late of the program: whether it is there, and what stands in its place until
//! then.
//!
//! Cards, comparing and the like are not needed until the first paint. When the site is
//! built their modules are moved into parts of their own (`xtask/src/split` has the lists),
//! each loaded once for all elements of a page. A function of such a module may be called
//! only where [`is_here`] has said yes, or [`Part::is_here`] of another part. Has no opinion on
//! what they show.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::dom::{El, button, el};
use crate::platform::{is_idle, load_late};
use crate::state::Store;

/// A part that comes late, by its number in `xtask/src/split/parts.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What any reader may want: there before the others.
    Common = 0,
    /// The tiles of a base map.
    Tiles = 1,
}

/// How far a part has come.
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
    /// By part; one for the program, and thus for all elements on the page.
    static LATE: [ArcRwSignal<Late>; 2] = [(); 2].map(|()| ArcRwSignal::new(Late::Unwanted));
}

impl Part {
    fn phase(self) -> ArcRwSignal<Late> {
        LATE.with(|parts| parts[self as usize].clone())
    }

    fn load(self, if_it_fails: Late) {
        let phase = self.phase();
        if phase.get_untracked() != Late::Unwanted {
            return;
        }
        phase.set(Late::Coming);
        spawn_local(async move {
            let outcome = load_late(self as u32).await;
            phase.set(if outcome.is_ok() { Late::Here } else { if_it_fails });
        });
    }

    /// Whether functions of the part may be called, asked in a frame. Untracked.
    pub fn is_here_now(self) -> bool {
        self.phase().get_untracked() == Late::Here
    }

    /// Whether functions of the part may be called; if not, they are wanted from now on.
    /// Tracked.
    pub fn is_here(self) -> bool {
        let now = self.phase().get();
        // The others stand on the common part.
        if now == Late::Unwanted && (self == Self::Common || has_come()) {
            self.load(Late::Missing);
        }
        now == Late::Here
    }

    /// Whether it was wanted and did not arrive. Tracked.
    pub fn is_missing(self) -> bool {
        self.phase().get() == Late::Missing
    }

    /// Sets out to load it once more.
    pub fn retry(self) {
        self.phase().set(Late::Unwanted);
        self.load(Late::Missing);
    }
}

/// Sets out to load the common part, unless that has been done.
pub fn want() {
    Part::Common.load(Late::Missing);
}

/// Sets out to load it as soon as the page is idle, but not for a reader who saves data. If
/// it does not arrive, nobody has missed it yet.
pub fn want_when_idle() {
    spawn_local(async {
        if is_idle().await {
            Part::Common.load(Late::Unwanted);
        }
    });
}

/// Whether functions of the common part may be called. Tracked, and wanted by nobody for that.
pub fn has_come() -> bool {
    Part::Common.phase().get() == Late::Here
}

/// [`Part::is_here`] of the common part.
pub fn is_here() -> bool {
    Part::Common.is_here()
}

/// What stands in the place of something late: that it is on its way, or that it did not
/// arrive and can be tried again.
pub fn waiting(store: Store) -> El {
    let now = move || {
        let missing = Part::Common.is_missing().then_some("late.missing");
        vec![stand_in(store, missing, || Part::Common.retry())]
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
