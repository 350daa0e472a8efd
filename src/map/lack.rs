//! What a map says where a part of the program that it needs did not arrive.
//!
//! Comes late itself, with the common part. Has no opinion on what that part would show; see
//! [`super::tiles`] for what is wrong with tiles themselves.

use leptos::prelude::*;

use crate::dom::{El, el};
use crate::late::{Part, stand_in};
use crate::state::Store;

/// That the base map is missing, as long as it is, with a button that tries again.
#[inline(never)] // A way into the late part, see `crate::late`.
pub fn lack_of_tiles(store: Store, wants_tiles: Memo<bool>) -> El {
    let retry = || Part::Tiles.retry();
    el("div", "dl-ground-lack").live(move || {
        let is_missing = wants_tiles.get() && Part::Tiles.is_missing();
        if is_missing { vec![stand_in(store, Some("ground.missing"), retry)] } else { Vec::new() }
    })
}
