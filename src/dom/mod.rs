//! Elements built one by one, with what changes in them tied to signals.
//!
//! A view macro makes a type of its own of every element, and the compiler some kilobytes
//! of code of every such type. What a reader downloads must be small, so all that is
//! repeated, drawn or listed is built here instead: every call is a plain function, and
//! what changes is a boxed closure run by one kind of effect. Components stay components:
//! an [`El`] is a view of Leptos, and effects and listeners end with their owner.
//!
//! Has no opinion on what is shown. Text becomes text nodes and attribute values, never
//! markup.

mod element;
mod focus;
mod live;
mod position;
mod view;

use dateline_core::number::fixed;

pub use element::{El, button, el, icon, svg};
pub use focus::is_lost;
pub use live::follow;
pub use position::position;

/// A length for a style property, to the tenth of a CSS pixel.
pub fn px(length_px: f64) -> String {
    fixed(length_px, 1) + "px"
}
