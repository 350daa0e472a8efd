//! From the address of a story to a story on screen.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use dateline_ingest::{read_manifest, read_story};
use futures_util::future::join_all;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use web_sys::Url;

use super::element::program_origin;
use crate::platform::fetch_bytes;
use crate::state::{Command, Loaded, Store, commands_from_address};

/// What to do to a story that has arrived.
type Wishes = dyn Fn(&Loaded) -> Vec<Command>;

/// Loads stories one after the other: a later one makes an earlier one, still on its
/// way, be forgotten.
#[derive(Clone)]
pub struct Loader {
    store: Store,
    latest: Rc<Cell<u32>>,
    /// What to do to a story as soon as it is there: the host's or the page's wishes.
    wishes: Rc<Wishes>,
}

impl Loader {
    /// A loader for the store. `wishes` are carried out on each story that arrives.
    pub fn new(store: Store, wishes: impl Fn(&Loaded) -> Vec<Command> + 'static) -> Self {
        Self { store, latest: Rc::default(), wishes: Rc::new(wishes) }
    }

    /// Loads the story in the folder `src`, an address relative to the page.
    pub fn load(&self, src: &str) {
        let number = self.latest.get() + 1;
        self.latest.set(number);
        let this = self.clone();
        let src = src.to_owned();
        spawn_local(async move {
            let commands = this.commands_for(&src).await;
            if this.latest.get() == number {
                this.store.send_all(commands);
            }
        });
    }

    /// Ends the hope for whatever is still on its way.
    pub fn forget(&self) {
        self.latest.set(u32::MAX);
    }

    async fn commands_for(&self, src: &str) -> Vec<Command> {
        let fetched = fetch_in_folder(src, "story.json").await;
        let (manifest, report) = read_manifest(fetched);
        let Some(manifest) = manifest else { return vec![Command::Fail(Arc::new(report))] };
        let mut files = Vec::new();
        let names: Vec<String> =
            manifest.file_names().into_iter().map(|(_, name)| name.to_owned()).collect();
        // Asked for together, read in the order of the manifest.
        let requests = names.iter().map(|name| fetch_in_folder(src, name));
        for (name, bytes) in names.iter().zip(join_all(requests).await) {
            files.push((name.clone(), bytes));
        }
        match read_story(manifest, &files, report) {
            (Some(story), report) => {
                let loaded = Arc::new(Loaded::new(story));
                let wishes = (self.wishes)(&loaded);
                let mut commands = vec![Command::Open(loaded, Arc::new(report))];
                commands.extend(wishes);
                commands
            }
            (None, report) => vec![Command::Fail(Arc::new(report))],
        }
    }
}

async fn fetch_in_folder(folder: &str, name: &str) -> Result<Vec<u8>, String> {
    let url = url_in_folder(folder, name).map_err(|_| "not an address".to_owned())?;
    fetch_bytes(&url).await.map_err(|error| error.to_string())
}

/// The address of a file in a story's folder. Only the page's own origin and the one that
/// the program came from are asked (E18, S19): a story elsewhere is refused here, whoever
/// named it.
fn url_in_folder(folder: &str, name: &str) -> Result<String, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let page = window.document().and_then(|document| document.base_uri().ok().flatten());
    if folder.is_empty() {
        return Err(JsValue::NULL);
    }
    let folder = if folder.ends_with('/') { folder.to_owned() } else { format!("{folder}/") };
    let folder = Url::new_with_base(&folder, &page.unwrap_or_default())?;
    let file = Url::new_with_base(name, &folder.href())?;
    let asked = file.origin();
    let is_ours = asked == window.location().origin()? || asked == program_origin();
    if is_ours { Ok(file.href()) } else { Err(JsValue::NULL) }
}

/// The wishes of the page's address, for the element that owns it.
pub fn address_wishes(loaded: &Loaded) -> Vec<Command> {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    commands_from_address(&hash.unwrap_or_default(), loaded)
}
