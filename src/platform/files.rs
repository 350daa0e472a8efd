//! Reading files of a reader's own, and saving what comes of them.

use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use send_wrapper::SendWrapper;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::reader::ask;
use super::{Files, FilesProgress, Record, member};

/// Whether there is at least one, and nothing but files.
pub fn are_files(files: &Files) -> bool {
    let is_file = |one: JsValue| {
        member(&one, "name").is_string() && member(&one, "arrayBuffer").is_function()
    };
    files.count() > 0 && files.list().iter().all(is_file)
}

/// A reading of files that can be ended; copies are the same one.
#[derive(Clone, Debug)]
pub struct Reading(Object);

impl Reading {
    /// Of these files, in which `language` is the most likely one. `tell` hears of the
    /// progress.
    pub fn of(files: &Files, language: &str) -> Self {
        Self(question(files, language).object())
    }

    /// Ends it.
    #[inline(never)] // A way into the late part, see `crate::late`.
    pub fn stop(&self) {
        // A plain object takes every member.
        let _ = Reflect::set(&self.0, &"stopped".into(), &JsValue::TRUE);
        if let Some(stop) = member(&self.0, "stop").dyn_ref::<Function>() {
            // Ending a worker never fails.
            let _ = stop.call0(&JsValue::NULL);
        }
    }

    /// Whether somebody has ended it.
    pub fn is_stopped(&self) -> bool {
        member(&self.0, "stopped").is_truthy()
    }

    /// What the files tell; `None` if the work broke off or was ended. `tell` hears of the
    /// progress.
    ///
    /// # Errors
    /// What the browser says, if the reader itself cannot be had.
    pub async fn read(
        &self,
        tell: Box<dyn Fn(FilesProgress)>,
    ) -> Result<Option<ReadFiles>, JsValue> {
        let tell = Closure::<dyn Fn(Array)>::new(move |told: Array| {
            tell([0, 1, 2, 3].map(|place| told.get(place).as_f64().unwrap_or_default()));
        });
        // As above.
        let _ = Reflect::set(&self.0, &"tell".into(), tell.as_ref());
        let read = ask("readFiles", &self.0).await?;
        if read.is_null() {
            return Ok(None);
        }
        Ok(Some(ReadFiles {
            pack: member(&read, "pack").dyn_into()?,
            beside: member(&read, "beside").dyn_into().ok(),
            kinds: member(&read, "kinds").as_string().unwrap_or_default(),
            understood: SendWrapper::new(member(&read, "files").dyn_into()?),
            alike: SendWrapper::new(member(&read, "alike").dyn_into()?),
        }))
    }
}

/// What was read of files.
pub struct ReadFiles {
    /// The bytes of a pack, which may hold no more than a report.
    pub pack: Uint8Array,
    /// Of a story that was packed already those of its details, if they were a file of their own.
    pub beside: Option<Uint8Array>,
    /// The names of the kinds of file, with commas between.
    pub kinds: String,
    /// How each file was understood: the list that `crates/dateline-reader/src/open.rs` makes.
    pub understood: SendWrapper<Array>,
    /// How many problems are alike: another list of it.
    pub alike: SendWrapper<Array>,
}

fn question(files: &Files, language: &str) -> Record {
    Record::new()
        .put("files", files.list())
        .text("language", language)
        .put("choices", files.choices())
}

/// Hands files to the browser as a story folder in a ZIP archive of that name. The answer says
/// whether that could be done.
pub async fn save_folder(files: &Files, language: &str, name: &str) -> bool {
    let folder = question(files, language).text("name", name).value();
    ask("saveFolder", &folder).await.is_ok_and(|is_done| is_done.is_truthy())
}

/// The file at an address of the page's or the program's origin; `None` for any other address,
/// which is not asked.
///
/// # Errors
/// What the browser says, if the file cannot be had.
pub async fn fetch_file(address: &str) -> Result<Option<Files>, JsValue> {
    let file = ask("fetchFile", &JsValue::from_str(address)).await?;
    Ok(file.is_object().then(|| Files::new(Array::of1(&file))))
}

/// Hands `content`, a text or bytes, to the browser as a file that the reader keeps.
pub async fn save_file(name: &str, kind: &str, content: &JsValue) {
    let file = Record::new().text("name", name).text("kind", kind).put("content", content).value();
    // What saves it came with what read the files.
    let _ = ask("save", &file).await;
}
