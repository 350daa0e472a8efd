//! From the name of a story's second file to its details in the state.
//!
//! Comes late, as what shows them does. See [`super::load`] for the story itself.

use std::sync::Arc;

use dateline_core::model::Details;
use dateline_core::pack::decode_details;
use leptos::task::spawn_local;

use super::load::{Loader, MAX_PACK_BYTES};
use crate::platform::{Fresh, fetch_bytes};
use crate::state::{Command, Loaded, Trouble};

/// Fetches the details of the story that is shown.
#[inline(never)] // A way into the late part, see `crate::late`.
pub fn load_details(loader: &Loader, loaded: Arc<Loaded>) {
    let loader = loader.clone();
    spawn_local(async move {
        let outcome = details_of(&loaded).await.map(Arc::new);
        if !loader.is_forgotten() {
            loader.store.send(Command::TakeDetails(loaded, outcome));
        }
    });
}

/// The details of a story from the file that its pack names.
async fn details_of(loaded: &Loaded) -> Result<Details, Trouble> {
    let file = loaded.details_file.as_ref().ok_or(Trouble::Address)?;
    if file.known_by.bytes > MAX_PACK_BYTES {
        return Err(Trouble::TooLarge);
    }
    let bytes = fetch_bytes(&file.url, Fresh::Surely).await?;
    // What is longer than announced is refused before it is copied.
    if bytes.length() > file.known_by.bytes {
        return Err(Trouble::TooLarge);
    }
    decode_details(&bytes.to_vec(), &file.known_by, &loaded.story).map_err(Trouble::Pack)
}
