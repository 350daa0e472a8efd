//! The element `<dateline-map>`: the only way in, for our own page as for others'.
//!
//! Has no opinion on what is inside: it mounts [`root()`] into a shadow tree, hands
//! attributes and calls to the state, and tells the host what happened.

mod address;
mod calls;
mod details;
mod element;
mod fragment;
mod host_events;
mod load;
mod opened;
mod packed;
mod panic;
mod root;
mod styles;
mod unpack;

pub use address::commands_to_follow;
pub use element::define_element;
pub use panic::install_panic_notice;
pub use root::{RootOptions, root};
