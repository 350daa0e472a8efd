//! From the address of a story to a story on screen.
//!
//! Whatever the address names, what arrives is a pack: fetched as such, or made of a plain
//! folder by the reader.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use dateline_core::model::Details;
use dateline_core::pack::{Beside, Kept};
use dateline_core::report::Report;
use leptos::task::spawn_local;
use web_sys::Url;

use super::element::program_origin;
use super::unpack::{Unpacked, unpacked};
use crate::map::{Asked, PixelProbe};
use crate::platform::{Fresh, Reading, fetch_bytes, read_folder, rest};
use crate::state::{Command, DetailsFile, Loaded, Store, Trouble};

/// What to do to a story that has arrived.
type Wishes = dyn Fn(&Loaded) -> Vec<Command>;

/// The ending of a packed story; any other address is a folder.
const PACK_ENDING: &str = ".dateline";
/// No larger pack is read: it takes several times its bytes to show one.
pub const MAX_PACK_BYTES: u32 = 256 << 20;
/// The number after which nothing comes.
const FORGOTTEN: u32 = u32::MAX;
/// What a folder's story is named by.
const STORY_FILE: &str = "story.json";

/// Loads stories one after the other: a later one makes an earlier one, still on its
/// way, be forgotten.
#[derive(Clone)]
pub struct Loader {
    /// Where it is shown.
    pub(super) store: Store,
    latest: Rc<Cell<u32>>,
    /// The map that it is shown on.
    map: PixelProbe,
    /// What ends the reading of files that is going on.
    pub(super) reading: Rc<RefCell<Option<Reading>>>,
    /// What to do to a story as soon as it is there: the host's or the page's wishes.
    wishes: Rc<Wishes>,
}

impl Loader {
    /// A loader for the store and its map. `wishes` are carried out on each story that arrives.
    pub fn new(
        store: Store,
        map: PixelProbe,
        wishes: impl Fn(&Loaded) -> Vec<Command> + 'static,
    ) -> Self {
        let wishes = Rc::new(wishes);
        Self { store, latest: Rc::default(), map, reading: Rc::default(), wishes }
    }

    /// Loads the story at `src`, a `.dateline` file or a folder; an address relative to the
    /// page.
    pub fn load(&self, src: &str) {
        self.stop_reading();
        let number = self.outdate();
        let this = self.clone();
        let src = src.to_owned();
        spawn_local(async move {
            let is_wanted = || this.latest.get() == number;
            let commands = this.commands_for(&src, &is_wanted).await;
            if is_wanted() {
                this.store.send_all(commands);
            }
        });
    }

    /// Tells of a story that is shown next and has much in it, and lets what is to be done for it
    /// be done in a task of its own.
    pub(super) async fn announce(&self, loaded: &Arc<Loaded>) {
        if loaded.has_many_marks() {
            self.map.ask(Asked::Next(loaded));
            rest().await;
        }
    }

    /// Ends the reading of files, if there is one.
    pub fn stop_reading(&self) {
        if let Some(reading) = self.reading.take() {
            reading.stop();
        }
    }

    /// Makes whatever is on its way by its address be forgotten when it arrives; the number
    /// of what comes next.
    pub(super) fn outdate(&self) -> u32 {
        let number = self.latest.get().saturating_add(1);
        self.latest.set(number);
        number
    }

    /// Whether what arrives from now on is for nobody.
    pub(super) fn is_forgotten(&self) -> bool {
        self.latest.get() == FORGOTTEN
    }

    /// Ends the hope for whatever is still on its way.
    pub fn forget(&self) {
        self.stop_reading();
        self.latest.set(FORGOTTEN);
    }

    async fn commands_for(&self, src: &str, is_wanted: &dyn Fn() -> bool) -> Vec<Command> {
        match open(src, is_wanted).await {
            Ok((loaded, report, details)) => {
                let loaded = Arc::new(loaded);
                if is_wanted() {
                    self.announce(&loaded).await;
                }
                let wishes = (self.wishes)(&loaded);
                let mut commands = vec![Command::Open(Arc::clone(&loaded), Arc::new(report))];
                if let Some(details) = details {
                    commands.push(Command::TakeDetails(loaded, Ok(Arc::new(details))));
                }
                commands.extend(wishes);
                commands
            }
            Err(report) => vec![Command::Fail(Arc::new(report))],
        }
    }
}

/// The story at `src`, with its details if they are in the same file; or a report of why
/// there is none.
async fn open(
    src: &str,
    is_wanted: &dyn Fn() -> bool,
) -> Result<(Loaded, Report, Option<Details>), Report> {
    let Some(address) = Address::of(src) else {
        let file = if src.ends_with(PACK_ENDING) { src } else { STORY_FILE };
        return Err(Trouble::Address.report(file));
    };
    let failed = |trouble: Trouble| trouble.report(&address.file);
    let pack = if address.is_pack {
        fetch_bytes(&address.url, Fresh::AsSent).await.map_err(|error| failed(error.into()))?
    } else {
        read_folder(&address.url).await.map_err(|_| failed(Trouble::NoReader))?
    };
    if pack.length() > MAX_PACK_BYTES {
        return Err(failed(Trouble::TooLarge));
    }
    let read = unpacked(pack, is_wanted).await;
    let Unpacked { story, report, details } = read.map_err(|error| failed(Trouble::Pack(error)))?;
    let Some(story) = story else { return Err(report) };
    let (details, beside) = match details {
        Some(Kept::Within(details)) => (Some(details), None),
        Some(Kept::Beside(known_by)) => (None, address.beside(known_by)),
        None => (None, None),
    };
    let loaded = story.with_details_in(beside).found_at(address.url);
    Ok((loaded, report, details))
}

/// Where a story is.
struct Address {
    /// In full; of a folder with a slash at its end.
    url: String,
    /// Whether it is a packed file.
    is_pack: bool,
    /// The name that a reader knows it by.
    file: String,
}

impl Address {
    /// Only the page's own origin and the one that the program came from are asked (E18,
    /// S19): a story elsewhere is refused here, whoever named it.
    fn of(src: &str) -> Option<Self> {
        let window = web_sys::window()?;
        let page = window.document().and_then(|document| document.base_uri().ok().flatten());
        let url = Url::new_with_base(src, &page.unwrap_or_default()).ok()?;
        let asked = url.origin();
        let is_ours = window.location().origin().is_ok_and(|origin| origin == asked);
        if src.is_empty() || !(is_ours || asked == program_origin()) {
            return None;
        }
        let path = url.pathname();
        let is_pack = path.ends_with(PACK_ENDING);
        if !is_pack && !path.ends_with('/') {
            url.set_pathname(&format!("{path}/"));
        }
        let name = path.rsplit('/').next().unwrap_or_default();
        let file = if is_pack { name.to_owned() } else { STORY_FILE.to_owned() };
        Some(Self { url: url.href(), is_pack, file })
    }

    /// A file in the same folder: its name has been held to be no more than that.
    fn beside(&self, known_by: Beside) -> Option<DetailsFile> {
        let url = Url::new_with_base(&known_by.name, &self.url).ok()?.href();
        Some(DetailsFile { url, known_by })
    }
}
