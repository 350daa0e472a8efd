//! What the element tells its host, as DOM events.

use dateline_ingest::{Problem, Report, Severity};
use serde::Serialize;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

use crate::state::{Phase, State};

/// One thing that could not be read, as hosts see it.
#[derive(Serialize)]
pub struct ProblemRecord<'a> {
    file: &'a str,
    row: Option<u32>,
    column: Option<&'a str>,
    value: &'a str,
    code: &'static str,
    severity: &'static str,
    message: String,
}

/// What could not be read of the story, or why there is none.
pub fn problem_records(state: &State) -> Vec<ProblemRecord<'_>> {
    let report: &Report = match &state.phase {
        Phase::Loading => return Vec::new(),
        Phase::Ready(_, report) | Phase::Failed(report) => report,
    };
    report.problems.iter().map(problem_record).collect()
}

fn problem_record(problem: &Problem) -> ProblemRecord<'_> {
    ProblemRecord {
        file: &problem.file,
        row: problem.row,
        column: problem.column.as_deref(),
        value: &problem.value,
        code: problem.code.as_str(),
        severity: if problem.severity == Severity::Error { "error" } else { "warning" },
        message: problem.message(),
    }
}

/// Sends `dateline:…` from the element; `detail` is what JSON makes of the value.
pub fn tell_host(host: &HtmlElement, name: &str, detail: &impl Serialize) {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    if let Some(value) =
        serde_json::to_string(detail).ok().and_then(|json| js_sys::JSON::parse(&json).ok())
    {
        init.set_detail(&value);
    }
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        // The answer tells whether a listener called preventDefault, which means nothing here.
        let _ = host.dispatch_event(&event);
    }
}
