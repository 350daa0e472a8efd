//! What the two parts have in common: the names and types of what passes between them.

use wasm_encoder::TableType;

use super::plan::Plan;

/// The module that the late part imports from: the exports of the first one.
pub const FIRST: &str = "first";
/// The name of the memory among these.
pub const MEMORY: &str = "late:m";
/// The name of the table of functions.
pub const TABLE: &str = "late:t";

/// The name of the table of the browser's own values.
pub const VALUES: &str = "late:v";

/// The name of a global.
pub fn global(number: u32) -> String {
    format!("late:{number}")
}

/// The table of functions with room for what the parts lend each other.
pub fn table_type(of_type: TableType, plan: &Plan) -> TableType {
    let maximum = of_type.maximum.map(|most| most.max(plan.table_len));
    TableType { minimum: plan.table_len, maximum, ..of_type }
}

/// Functions at their places in the table, ascending, those side by side together.
pub fn runs(slots: impl Iterator<Item = (u32, u32)>) -> Vec<(u32, Vec<u32>)> {
    let mut runs: Vec<(u32, Vec<u32>)> = Vec::new();
    for (slot, function) in slots {
        match runs.last_mut() {
            Some((start, run)) if *start + run.len() as u32 == slot => run.push(function),
            _ => runs.push((slot, vec![function])),
        }
    }
    runs
}
