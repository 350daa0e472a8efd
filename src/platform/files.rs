//! Reading files of a reader's own, and saving what comes of them.

use js_sys::{Array, Function, Object, Reflect, Uint8Array};
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
        Self(Record::new().put("files", files.list()).text("language", language).object())
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

    /// What the files tell as the bytes of a pack, which may hold no more than a report, and
    /// the names of the kinds of file with commas between; `None` if the work broke off or
    /// was ended. `tell` hears of the progress.
    ///
    /// # Errors
    /// What the browser says, if the reader itself cannot be had.
    pub async fn read(
        &self,
        tell: Box<dyn Fn(FilesProgress)>,
    ) -> Result<Option<(Uint8Array, String)>, JsValue> {
        let tell = Closure::<dyn Fn(Array)>::new(move |told: Array| {
            tell([0, 1, 2, 3].map(|place| told.get(place).as_f64().unwrap_or_default()));
        });
        // As above.
        let _ = Reflect::set(&self.0, &"tell".into(), tell.as_ref());
        let read = ask("readFiles", &self.0).await?;
        if read.is_null() {
            return Ok(None);
        }
        let kinds = member(&read, "kinds").as_string().unwrap_or_default();
        Ok(Some((member(&read, "pack").dyn_into()?, kinds)))
    }
}

/// Hands `content`, a text or bytes, to the browser as a file that the reader keeps.
pub async fn save_file(name: &str, kind: &str, content: &JsValue) {
    let file = Record::new().text("name", name).text("kind", kind).put("content", content).value();
    // What saves it came with what read the files.
    let _ = ask("save", &file).await;
}
