//! The details of a packed story that was opened as a file.
//!
//! A story with an address says where they are; of a file they are what was opened with it, or
//! nowhere. Has no opinion on how files are told to be packed.

use dateline_core::model::Details;
use dateline_core::pack::{Kept, decode_details};
use dateline_core::report::{Problem, Report};
use js_sys::Uint8Array;

use crate::i18n::Language;
use crate::panel::of_pack;
use crate::state::{Loaded, Trouble};

/// The code of a story that needs another file for its details.
const APART: &str = "pack.details";
/// That of one to which the other file does not belong.
const OTHER: &str = "pack.other";
/// That of one which has them, so that the other file is not read.
const WHOLE: &str = "pack.alone";

/// The details of a story of which it is known where they are `kept`. `beside` are the bytes of a
/// file that was opened with it. The report says what of the two does not fit.
pub fn details_of(
    loaded: &Loaded,
    kept: Option<Kept>,
    beside: Option<&Uint8Array>,
    report: &mut Report,
) -> Option<Result<Details, Trouble>> {
    let (details, told) = match (kept?, beside) {
        (Kept::Within(details), None) => return Some(Ok(details)),
        (Kept::Within(details), Some(_)) => (Ok(details), (WHOLE, String::new())),
        (Kept::Beside(known_by), None) => (Err(Trouble::Address), (APART, known_by.name)),
        (Kept::Beside(known_by), Some(bytes)) => {
            match decode_details(&bytes.to_vec(), &known_by, &loaded.story) {
                Ok(details) => return Some(Ok(details)),
                Err(error) => (Err(Trouble::Pack(error)), (OTHER, known_by.name)),
            }
        }
    };
    let (code, value) = told;
    let message = of_pack(Language::English, code, &value).unwrap_or_default();
    let problem = Problem { code: code.to_owned(), message, value, ..Problem::default() };
    report.problems.insert(0, problem);
    report.warnings += 1;
    Some(details)
}
