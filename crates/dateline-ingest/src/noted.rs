//! A row of the ledger as files tell it: the change, and beside it the note that only its
//! history shows.

use dateline_core::ledger::Change;
use dateline_core::model::Text;

/// A change with its note.
#[derive(Clone, Debug)]
pub(crate) struct Noted {
    pub(crate) change: Change,
    /// What to know about it; may be empty.
    pub(crate) note: Text,
}
