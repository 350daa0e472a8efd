//! What could not be read, in plain words; and what a screen reader is told.

use std::cell::RefCell;

use dateline_core::report::{Problem, Report};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::problem::problem_text;
use crate::dom::{El, button, el, follow};
use crate::i18n::{DateStyle, Language, format_moment_shown, format_number, plural, t, t_with};
use crate::late;
use crate::state::{Phase, Store, problem_words};

/// Problems listed on the page; the rest are counted.
const MOST_SHOWN: usize = 50;
/// How long the clock rests before it is announced, milliseconds (A27).
const ANNOUNCE_AFTER_MS: u32 = 700;

/// The report, if there is anything in it: folded while a story is shown, open if not.
#[component]
pub fn ProblemNotice(store: Store) -> impl IntoView {
    let opened = RwSignal::new(false);
    move || notice(store, opened).map(El::view)
}

fn notice(store: Store, opened: RwSignal<bool>) -> Option<El> {
    let (report, failed) = match store.phase.get() {
        Phase::Loading => return None,
        Phase::Ready(_, report) => (report, false),
        Phase::Failed(report) => (report, true),
    };
    if !failed && report.problems.is_empty() {
        return None;
    }
    let language = store.language.get();
    let (class, role) =
        if failed { ("dl-notice dl-failed", "alert") } else { ("dl-notice", "status") };
    let hint = failed.then(|| el("p", "").text(t(language, "app.failed.hint")));
    let headline = if failed {
        el("p", "").add(el("strong", "").text(t(language, "app.failed")))
    } else {
        let words = counted(language, &report);
        el("p", "").add(el("strong", "").text(&words)).text(" ").add(fold(language, opened))
    };
    let list = move || {
        // The words of another language than the file reader's come late.
        let has_words = late::has_come();
        let is_open = failed || opened.get();
        if is_open { vec![problems(language, &report, has_words)] } else { Vec::new() }
    };
    Some(el("section", class).attr("role", role).add(headline).live(list).add_if(hint))
}

/// How many faults there are and how many remarks, which take nothing away.
fn counted(language: Language, report: &Report) -> String {
    let mut words = String::new();
    for (key, n, after) in [
        ("problems.count", report.errors, t(language, "problems.shown")),
        ("problems.remarks", report.warnings, ""),
    ] {
        if n > 0 {
            words.extend([&plural(language, key, n, &[]), ". ", after, " "]);
        }
    }
    words
}

/// The button that opens and folds the list.
fn fold(language: Language, opened: RwSignal<bool>) -> El {
    button("dl-link")
        .live_attr("aria-expanded", move || Some(opened.get().to_string()))
        .live_text(move || {
            let key = if opened.get() { "problems.hide" } else { "problems.show" };
            t(language, key).to_owned()
        })
        .on_click(move || opened.update(|open| *open = !*open))
}

fn count(report: &Report) -> usize {
    report.problems.len() + report.unlisted
}

fn problems(language: Language, report: &Report, has_words: bool) -> El {
    let mut list = el("ul", "dl-problems");
    // Remarks come last.
    let of = |is_error| report.problems.iter().filter(move |one| one.is_error == is_error);
    for one in of(true).chain(of(false)).take(MOST_SHOWN) {
        list = list.add(problem(language, one, has_words));
    }
    let rest = count(report).saturating_sub(MOST_SHOWN);
    if rest == 0 {
        return list;
    }
    let n = format_number(language, rest as f64, 0);
    list.add(el("li", "").text(&t_with(language, "problems.more", &[("n", &n)])))
}

/// One problem: where, what, and what to do.
fn problem(language: Language, problem: &Problem, has_words: bool) -> El {
    let row = problem.row.map(|row| format_number(language, f64::from(row), 0));
    let (row, column) = (row.as_deref(), problem.column.as_deref());
    let key = match (row, column) {
        (Some(_), Some(_)) => "problems.where.column",
        (Some(_), None) => "problems.where",
        (None, Some(_)) => "problems.file.column",
        (None, None) => "problems.file",
    };
    let (row, column) = (row.unwrap_or_default(), column.unwrap_or_default());
    let values = [("file", problem.file.as_str()), ("row", row), ("column", column)];
    let told = |tag: &str, spoken: Language, words: &str| {
        el(tag, "").attr("lang", spoken.tag()).attr("dir", spoken.dir()).text(words)
    };
    let text = if has_words {
        problem_text("span", language, problem)
    } else {
        let (words, spoken) = problem_words(language, problem);
        told("span", spoken, &words)
    };
    el("li", "")
        .add(el("span", "dl-problem-place").text(&t_with(language, key, &values)))
        .text(" ")
        .add(text)
        .text(" ")
        .add(told("code", Language::English, &problem.code))
}

/// What changed, for those who hear it: politely, not while playing, not at each step of
/// a drag (A27).
#[component]
pub fn StatusLine(store: Store) -> impl IntoView {
    let said = RwSignal::new(String::new());
    // A newer one takes the place of the last, and so ends it before it speaks.
    let pending = RefCell::new(None::<Timeout>);
    follow(Box::new(move || {
        let (_, response) = store.outbox();
        if response.announce {
            let announce = move || said.set(announcement(store).unwrap_or_default());
            pending.replace(Some(Timeout::new(ANNOUNCE_AFTER_MS, announce)));
        }
    }));
    let words = move || match store.phase.get() {
        Phase::Loading => t(store.language.get(), "app.loading").to_owned(),
        Phase::Ready(..) | Phase::Failed(_) => said.get(),
    };
    let line = el("p", "dl-hidden").attr("role", "status").attr("aria-live", "polite");
    line.live_text(words).view()
}

/// Where the clock stands, and how many events there are.
fn announcement(store: Store) -> Option<String> {
    store.peek(|state| {
        let language = state.look.language;
        let date = format_moment_shown(language, state.clock.t, DateStyle::Long);
        let loaded = state.loaded().filter(|loaded| loaded.has_time())?;
        let count = loaded.index.count_in(state.event_span(), &state.choice.filter);
        Some(plural(language, "time.announce.events", count, &[("date", &date)]))
    })
}
