//! Which areas tables of control spell otherwise than the files of areas: each spelling is told
//! once, so that somebody sees what was taken for what. Has no opinion on how names are compared.

use std::collections::BTreeSet;

use crate::context::Context;
use crate::problem::Problem;

/// The spellings of one table that were told.
#[derive(Debug, Default)]
pub(crate) struct Spellings(BTreeSet<String>);

impl Spellings {
    /// Tells for what area a name was taken, unless it is written so or was told before.
    pub(crate) fn tell(&mut self, name: &str, problem: Problem, context: &mut Context<'_>) {
        let Some(area) = context.names.spelt_otherwise(name) else { return };
        let problem = problem.value(name).detail(format!("it was read as “{area}”"));
        self.tell_once(name, problem, context);
    }

    /// Tells a problem with a name, unless that was told before.
    pub(crate) fn tell_once(&mut self, name: &str, problem: Problem, context: &mut Context<'_>) {
        if self.0.insert(name.to_owned()) {
            context.report.push(problem);
        }
    }
}
