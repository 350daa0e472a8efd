//! What the element tells its host, as DOM events.

use dateline_core::report::Problem;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

use crate::platform::{Record, list};
use crate::state::{Phase, State};

/// What could not be read of the story, or why there is none.
pub fn problem_records(state: &State) -> JsValue {
    let problems: &[Problem] = match &state.phase {
        Phase::Loading => &[],
        Phase::Ready(_, report) | Phase::Failed(report) => &report.problems,
    };
    list(&mut problems.iter().map(problem_record))
}

/// One thing that could not be read, as hosts see it.
fn problem_record(problem: &Problem) -> JsValue {
    let severity = if problem.is_error { "error" } else { "warning" };
    Record::new()
        .text("file", &problem.file)
        .number_or_null("row", problem.row.map(f64::from))
        .text_or_null("column", problem.column.as_deref())
        .text("value", &problem.value)
        .text("code", &problem.code)
        .text("severity", severity)
        .text("message", &problem.message)
        .value()
}

/// Sends `dateline:…` from the element.
pub fn tell_host(host: &HtmlElement, name: &str, detail: &JsValue) {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_detail(detail);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        // The answer tells whether a listener called preventDefault, which means nothing here.
        let _ = host.dispatch_event(&event);
    }
}
