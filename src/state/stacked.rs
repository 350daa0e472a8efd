//! Marks stacked anew, once the clock shows another stretch than the story began with.
//!
//! Comes late: a story begins with marks that are stacked for its own start.

use dateline_core::scene::{Stacking, Symbols, restacked};

use super::Loaded;

/// The marks of a story, stacked so.
#[inline(never)] // A way into the late part, see `crate::late`.
pub fn stacked_anew(loaded: &Loaded, stacking: Stacking) -> Symbols {
    restacked(&loaded.symbols, loaded.story.events.ends(), stacking)
}
