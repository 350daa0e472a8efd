//! Why bytes are no pack, and where.

/// A fault in the bytes of a pack: which part, which byte, and what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{section}, byte {offset}: {fault}")]
pub struct PackError {
    /// The section, by its id, or `head`.
    pub section: &'static str,
    /// Byte of the file, from its start, at which reading stopped.
    pub offset: usize,
    /// What is wrong there.
    pub fault: PackFault,
}

/// What can be wrong with the bytes of a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PackFault {
    /// The first bytes are other ones.
    #[error("this is not a .dateline file")]
    Magic,
    /// The file is of another version of the format.
    #[error("version {0} of the format is not known")]
    Version(u16),
    /// The bytes are not those that were written.
    #[error("the file is damaged: its checksum is another one")]
    Checksum,
    /// It ends, or the section does, before what is announced.
    #[error("the file ends too early")]
    Cut,
    /// A section that has to be there is not.
    #[error("the section is missing")]
    Missing,
    /// Bytes that should be text are not, or would turn around the text beside them.
    #[error("this is not text in UTF-8, or it overrides the direction of writing")]
    Text,
    /// A date that cannot be read, or a moment outside the calendar.
    #[error("this is not a date")]
    Date,
    /// A number that stands for nothing: an index beyond its table, an unknown kind, a
    /// position that is not on Earth.
    #[error("a number is out of its range")]
    Range,
    /// What should be the name of a file beside the pack may lead elsewhere.
    #[error("this is not the name of a file in the same folder")]
    Name,
    /// The details are of another number of events or changes than the story.
    #[error("these are the details of another story")]
    OtherStory,
    /// Rows that have to be in order are not.
    #[error("events are out of order")]
    Order,
    /// A few bytes ask for a great amount of memory.
    #[error("the content is too large for its bytes")]
    Size,
}
