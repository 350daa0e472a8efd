//! What could not be read, in plain words; and what a screen reader is told.

use std::sync::Arc;

use dateline_ingest::{Problem, Report};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use crate::i18n::{DateStyle, Language, format_moment_shown, format_number, plural, t, t_with};
use crate::state::{Phase, Store};
use crate::words::word;

/// Problems listed on the page; the rest are counted.
const MOST_SHOWN: usize = 50;
/// How long the clock rests before it is announced, milliseconds (A27).
const ANNOUNCE_AFTER_MS: u32 = 700;

/// The report, if there is anything in it: folded while a story is shown, open if not.
#[component]
pub fn ProblemNotice(store: Store) -> impl IntoView {
    let opened = RwSignal::new(false);
    let content = move || {
        let phase = store.phase.get();
        let (report, failed) = match phase {
            Phase::Loading => return None,
            Phase::Ready(_, report) => (report, false),
            Phase::Failed(report) => (report, true),
        };
        (failed || !report.problems.is_empty()).then(|| notice(store, report, failed, opened))
    };
    view! { {content} }
}

fn notice(
    store: Store,
    report: Arc<Report>,
    failed: bool,
    opened: RwSignal<bool>,
) -> impl IntoView {
    let count = report.problems.len() + report.unlisted;
    let is_open = move || failed || opened.get();
    let headline = move || {
        let language = store.language.get();
        if failed {
            t(language, "app.failed").to_owned()
        } else {
            let words = plural(language, "problems.count", count, &[]);
            format!("{words}. {}", t(language, "problems.shown"))
        }
    };
    let list = {
        let report = Arc::clone(&report);
        move || {
            let language = store.language.get();
            let rows: Vec<_> =
                report.problems.iter().take(MOST_SHOWN).map(|one| problem(language, one)).collect();
            let rest = count.saturating_sub(MOST_SHOWN);
            let rest = (rest > 0).then(|| {
                let n = format_number(language, rest as f64, 0);
                view! { <li>{t_with(language, "problems.more", &[("n", &n)])}</li> }
            });
            view! { <ul class="dl-problems">{rows}{rest}</ul> }
        }
    };
    view! {
        <section class="dl-notice" class:dl-failed=failed role=if failed { "alert" } else { "status" }>
            <p>
                <strong>{headline}</strong>
                <Show when=move || !failed>
                    " "
                    <button
                        type="button"
                        class="dl-link"
                        aria-expanded=move || opened.get().to_string()
                        on:click=move |_| opened.update(|open| *open = !*open)
                    >
                        {move || {
                            let key = if opened.get() { "problems.hide" } else { "problems.show" };
                            t(store.language.get(), key)
                        }}
                    </button>
                </Show>
            </p>
            {move || is_open().then(|| list.clone())}
            <Show when=move || failed>
                <p>{word(store, "app.failed.hint")}</p>
            </Show>
        </section>
    }
}

/// One problem: where, what, and what to do.
fn problem(language: Language, problem: &Problem) -> impl IntoView + use<> {
    let row = problem.row.map(|row| format_number(language, f64::from(row), 0));
    let column = problem.column.clone();
    let key = match (&row, &column) {
        (Some(_), Some(_)) => "problems.where.column",
        (Some(_), None) => "problems.where",
        (None, Some(_)) => "problems.file.column",
        (None, None) => "problems.file",
    };
    let place = t_with(
        language,
        key,
        &[
            ("file", &problem.file),
            ("row", row.as_deref().unwrap_or_default()),
            ("column", column.as_deref().unwrap_or_default()),
        ],
    );
    view! {
        <li>
            <span class="dl-problem-place">{place}</span>
            " "
            // The reader of files speaks English for now; the place and the code are for all.
            <span lang="en" dir="ltr">{problem.message()}</span>
            " "
            <code lang="en" dir="ltr">{problem.code.as_str()}</code>
        </li>
    }
}

/// What changed, for those who hear it: politely, not while playing, not at each step of
/// a drag (A27).
#[component]
pub fn StatusLine(store: Store) -> impl IntoView {
    let said = RwSignal::new(String::new());
    let pending = StoredValue::new_local(None::<Timeout>);
    Effect::new(move |_| {
        let (_, response) = store.outbox();
        if !response.announce {
            return;
        }
        let timeout = Timeout::new(ANNOUNCE_AFTER_MS, move || {
            let words = store.peek(|state| {
                let language = state.look.language;
                let date = format_moment_shown(language, state.clock.t, DateStyle::Long);
                let loaded = state.loaded()?;
                let count = loaded.listed(state.event_span(), &state.choice.filter).len();
                Some(plural(language, "time.announce.events", count, &[("date", &date)]))
            });
            said.set(words.unwrap_or_default());
        });
        pending.set_value(Some(timeout));
    });
    on_cleanup(move || pending.set_value(None));
    view! {
        <p class="dl-hidden" role="status" aria-live="polite">
            {move || if store.phase.get() == Phase::Loading {
                t(store.language.get(), "app.loading").to_owned()
            } else {
                said.get()
            }}
        </p>
    }
}
