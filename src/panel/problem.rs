//! A problem of files in the reader's language. It comes late; until then it is told as it came.

use dateline_core::report::Problem;

use crate::dom::{El, el};
use crate::i18n::{Language, problem_in, t_with};
use crate::state::problem_words;

/// What is wrong with a packed story and its details, by the code of the problem; `None` of all
/// others.
#[inline(never)] // A way into the late part, see `crate::late`.
pub fn of_pack(language: Language, code: &str, value: &str) -> Option<String> {
    let key = match code {
        "pack.details" => "trouble.details",
        "pack.other" => "trouble.other",
        "pack.alone" => "trouble.alone",
        "pack.part" => "trouble.part",
        _ => return None,
    };
    Some(t_with(language, key, &[("value", value)]))
}

/// What is wrong and what to do, in which language that is, and what of it is about this one
/// alone and only told in English.
pub fn worded(language: Language, problem: &Problem) -> (String, Language, &str) {
    if let Some(words) = of_pack(language, &problem.code, &problem.value) {
        return (words, language, "");
    }
    let (told, spoken) = problem_words(language, problem);
    if spoken == language {
        return (told, spoken, "");
    }
    let (tag, detail) = problem.detail.with_tag(language.tag());
    let (within, beside) = if tag == language.tag() { (detail, "") } else { ("", detail) };
    match problem_in(language, &problem.code, &problem.value, within) {
        Some(words) => (words, language, beside),
        None => (told, spoken, ""),
    }
}

/// The same as an element, what is only told in English beside it.
#[inline(never)] // A way into the late part, see `crate::late`.
pub fn problem_text(tag: &'static str, language: Language, problem: &Problem) -> El {
    let (words, spoken, detail) = worded(language, problem);
    let text = el(tag, "").attr("lang", spoken.tag()).attr("dir", spoken.dir()).text(&words);
    if detail.is_empty() {
        return text;
    }
    let english = Language::English;
    let detail = el("bdi", "dl-problem-detail").attr("lang", english.tag()).text(detail);
    text.text(" ").add(detail.attr("dir", english.dir()))
}
