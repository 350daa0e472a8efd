//! What came of files: how much is shown, what is not, and why.

use std::sync::Arc;

use dateline_core::report::{Counts, Problem, Report};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

use super::columns::columns;
use super::saved::table_of;
use crate::dom::{El, button, el};
use crate::i18n::{Language, format_number, plural};
use crate::page::Page;
use crate::panel::problem::problem_text;
use crate::platform::{member, save_file, save_folder};
use crate::state::{Command, Opened, Own};

/// The kind of a story that was packed before, of which there is no folder.
const PACKED: &str = "dateline";
/// Kinds of problem that are listed; the rest are in the table to keep.
const MOST_GROUPS: usize = 20;
/// Rows that are listed of each.
const MOST_ROWS: usize = 3;
/// The name of the table to keep.
const TABLE_NAME: &str = "dateline-report.csv";
const FOLDER_NAME: &str = "dateline-story.zip";
/// What is said of the folder before, while and after it is put together, or was not.
const KEEP_WORDS: [&str; 4] = ["open.keep.text", "open.keeping", "open.kept", "open.keep.failed"];
const KEEPING: usize = 1;
const KEPT: usize = 2;
const KEPT_NOT: usize = 3;
const TABLE_KIND: &str = "text/csv;charset=utf-8";

/// A report, and its heading.
pub struct Told {
    /// All of it.
    pub shown: El,
    heading: El,
}

impl Told {
    /// Moves the focus to the heading as soon as it is on the page.
    pub fn focus_heading(&self) {
        let heading = self.heading.node().clone();
        request_animation_frame(move || {
            // A heading that has gone leaves the focus where it was.
            let _ = heading.unchecked_ref::<HtmlElement>().focus();
        });
    }
}

/// The key of the words that say in short what came of it.
pub fn headline(opened: &Opened) -> &'static str {
    if opened.is_shown { "open.done" } else { "open.nothing" }
}

/// The report, with the way back to the story before if `leads_back`.
pub fn report(page: &Page, opened: &Arc<Opened>, leads_back: bool) -> Told {
    let heading = page.words("h3", "", headline(opened)).attr("tabindex", "-1");
    let stays = (!opened.is_shown).then(|| page.words("p", "", "open.nothing.stays"));
    let shown = el("section", "dl-open-report")
        .add(heading.clone())
        .add_if(stays)
        .add_if(facts(page, opened))
        .add_if(if leads_back { former(page) } else { None })
        .add_if((opened.is_shown && opened.kinds != PACKED).then(|| keep(page, opened)))
        .add_if(columns(page, opened))
        .add_all(problems(page, opened));
    Told { shown, heading }
}

/// The way back to what was shown before.
fn former(page: &Page) -> Option<El> {
    let former = page.store.peek(|state| state.former.clone())?;
    let title = former.loaded.story.meta.title.in_language(page.language.tag());
    let words = page.t_with("open.former", &[("title", title)]);
    let store = page.store;
    Some(button("dl-button").text(&words).on_click(move || store.send(Command::Own(Own::Back))))
}

/// Keeping the files with what was found and decided, and how far that has come.
fn keep(page: &Page, opened: &Arc<Opened>) -> El {
    let told = RwSignal::new(0);
    let opened = Arc::clone(opened);
    let save = button("dl-button").text(page.t("open.keep")).on_click(move || {
        if told.get_untracked() == KEEPING {
            return;
        }
        told.set(KEEPING);
        let opened = Arc::clone(&opened);
        spawn_local(async move {
            let is_kept = save_folder(&opened.files, opened.language.tag(), FOLDER_NAME).await;
            // Nobody is told where the page has gone meanwhile.
            let _ = told.try_set(if is_kept { KEPT } else { KEPT_NOT });
        });
    });
    let words = page.clone();
    let status = el("p", "dl-hint").attr("role", "status");
    let status =
        status.live_text(move || words.t(KEEP_WORDS.get(told.get()).unwrap_or(&"")).to_owned());
    el("div", "dl-open-keep").add(save).add(status)
}

/// As what the files were read, and how much came of them.
fn facts(page: &Page, opened: &Opened) -> Option<El> {
    let Counts { rows, areas, changes, events, undated, unplaced, base, skipped } =
        opened.report.counts;
    // Where no row was read there is nothing to count.
    if opened.kinds.is_empty() || rows == 0 {
        return None;
    }
    let kinds: Vec<&str> =
        opened.kinds.split(',').map(|kind| page.t(&["open.kind.", kind].concat())).collect();
    let kinds = kinds.join(page.t("open.kinds.between"));
    let mut list = el("dl", "dl-facts dl-open-facts")
        .add(page.words("dt", "", "open.read_as"))
        .add(el("dd", "").text(&kinds));
    for (key, count, is_always) in [
        ("open.count.rows", rows, true),
        ("open.count.events", events, true),
        ("open.count.undated", undated, events > 0),
        ("open.count.unplaced", unplaced, events > 0),
        ("open.count.areas", areas, false),
        ("open.count.changes", changes, false),
        ("open.count.base", base, false),
        ("open.count.skipped", skipped, true),
    ] {
        if is_always || count > 0 {
            let value = el("dd", "").text(&format_number(page.language, count as f64, 0));
            list = list.add(page.words("dt", "", key)).add(value);
        }
    }
    Some(list)
}

/// Problems that are alike: one code in one column of one file.
fn groups(report: &Report) -> Vec<Vec<&Problem>> {
    let mut groups: Vec<Vec<&Problem>> = Vec::new();
    let is_alike = |one: &Problem, other: &Problem| {
        one.code == other.code
            && one.is_error == other.is_error
            && one.column == other.column
            && one.file == other.file
    };
    for problem in &report.problems {
        let known = groups.iter_mut().find(|group| is_alike(group[0], problem));
        match known {
            Some(group) => group.push(problem),
            None => groups.push(vec![problem]),
        }
    }
    groups
}

fn problems(page: &Page, opened: &Arc<Opened>) -> Vec<El> {
    let report = &opened.report;
    if report.problems.is_empty() {
        return Vec::new();
    }
    let groups = groups(report);
    let mut told = Vec::new();
    for (key, count, is_error) in
        [("problems.count", report.errors, true), ("problems.remarks", report.warnings, false)]
    {
        let alike = groups.iter().filter(|group| group[0].is_error == is_error);
        if count > 0 {
            told.push(el("h4", "").text(&plural(page.language, key, count, &[])));
            let listed: Vec<El> = alike
                .clone()
                .take(MOST_GROUPS)
                .map(|group| group_of(page, opened, group))
                .collect();
            // Those of the other kind may be all that is listed.
            if !listed.is_empty() {
                told.push(el("ul", "dl-open-groups").add_all(listed));
            }
            let rest = alike.count().saturating_sub(MOST_GROUPS);
            told.extend((rest > 0).then(|| more(page, "p", rest)));
        }
    }
    let (for_table, language) = (Arc::clone(&opened.report), page.language);
    let save = button("dl-button").text(page.t("open.save")).on_click(move || {
        let table = table_of(&for_table.problems, language);
        spawn_local(async move { save_file(TABLE_NAME, TABLE_KIND, &table.into()).await });
    });
    let first = (report.unlisted > 0).then(|| {
        let n = format_number(page.language, report.problems.len() as f64, 0);
        el("p", "dl-hint").text(&page.t_with("open.save.first", &[("n", &n)]))
    });
    told.extend([Some(save), first].into_iter().flatten());
    told
}

/// One kind of problem: where, how often, what and what to do, and the first rows.
fn group_of(page: &Page, opened: &Opened, group: &[&Problem]) -> El {
    let first = group[0];
    let all = group.len().max(count_of(opened, first));
    let (key, column) = match first.column.as_deref() {
        Some(column) => ("problems.file.column", column),
        None => ("problems.file", ""),
    };
    let place = page.t_with(key, &[("file", &first.file), ("column", column)]);
    let count = plural(page.language, "open.entries", all, &[]);
    let english = Language::English;
    let code = el("code", "").attr("lang", english.tag()).attr("dir", english.dir());
    let kicker = el("p", "dl-open-place")
        .add(el("bdi", "dl-problem-place").text(&place))
        .add(el("span", "dl-open-count").text(&count))
        .add(code.text(&first.code));
    let rows = group.iter().filter(|problem| problem.row.is_some());
    let mut list = el("ul", "dl-open-rows");
    for problem in rows.clone().take(MOST_ROWS) {
        list = list.add(el("li", "").text(&row_of(page, problem)));
    }
    let without_row = group.len() - rows.clone().count();
    let rest = all.saturating_sub(MOST_ROWS + without_row);
    if rest > 0 {
        list = list.add(more(page, "li", rest));
    }
    let list = rows.clone().next().map(|_| list);
    let class = if first.is_error { "dl-open-group dl-open-error" } else { "dl-open-group" };
    el("li", class).add(kicker).add(problem_text("p", page.language, first)).add_if(list)
}

/// How many problems there are of the kind of this one, listed or not.
fn count_of(opened: &Opened, problem: &Problem) -> usize {
    let is_it = |one: &JsValue| {
        let said = |name: &str| member(one, name).as_string().unwrap_or_default();
        said("code") == problem.code
            && said("file") == problem.file
            && said("column") == problem.column.as_deref().unwrap_or_default()
    };
    let found = opened.alike.iter().find(is_it);
    found.and_then(|one| member(&one, "count").as_f64()).map_or(0, |count| count as usize)
}

fn row_of(page: &Page, problem: &Problem) -> String {
    let row = format_number(page.language, f64::from(problem.row.unwrap_or_default()), 0);
    let key = if problem.value.is_empty() { "open.row" } else { "open.row.value" };
    page.t_with(key, &[("row", &row), ("value", &problem.value)])
}

/// How many more there are.
pub(super) fn more(page: &Page, tag: &str, count: usize) -> El {
    let n = format_number(page.language, count as f64, 0);
    el(tag, "dl-open-more").text(&page.t_with("problems.more", &[("n", &n)]))
}
