//! Where what plain rows say stands in a table.

use crate::open::dates::Numbers;
use crate::open::events::Opened;
use crate::open::mapping::ColumnRole;

/// Cells of a row that can be plain.
pub(super) const MAX_CELLS: usize = 40;

/// The columns of plain rows.
pub(super) struct Columns<'o> {
    pub(super) id: Option<usize>,
    pub(super) date: Option<usize>,
    pub(super) title: Vec<usize>,
    pub(super) text: Vec<usize>,
    pub(super) place: Option<usize>,
    pub(super) latitude: Option<usize>,
    pub(super) longitude: Option<usize>,
    pub(super) category: Option<usize>,
    pub(super) killed: Option<usize>,
    pub(super) injured: Option<usize>,
    pub(super) verification: Option<usize>,
    pub(super) media: Option<usize>,
    pub(super) media_alt: Option<usize>,
    pub(super) has_actors: bool,
    /// Name, address and archived address, source by source.
    pub(super) sources: Vec<[Option<usize>; 3]>,
    /// What is told below the text, with the names of the columns.
    pub(super) told: Vec<(usize, &'o str)>,
    /// All that are not: what says there that nothing is known is as if it were empty.
    pub(super) read: Vec<usize>,
    /// What must say nothing: a plain row has no end, no time, no area.
    pub(super) blank: Vec<usize>,
    /// Whether a bare day is read as such, and not as a number.
    pub(super) reads_days: bool,
    /// Whether latitude and longitude stand in each other's column.
    pub(super) is_swapped: bool,
}

impl<'o> Columns<'o> {
    /// Those of a table; `None` where no row of it can be plain.
    pub(super) fn of(opened: &'o Opened<'_>) -> Option<Self> {
        use ColumnRole as R;
        let mapping = opened.mapping;
        let sources = opened.sources.one_by_one()?;
        if opened.columns.len() > MAX_CELLS || mapping.preset.is_some() {
            return None;
        }
        let column = |role| mapping.column(role);
        let columns = |role| mapping.columns(role).collect::<Vec<usize>>();
        let is_blank = |role: &R| {
            !matches!(
                role,
                R::Id
                    | R::Date
                    | R::Title
                    | R::Text
                    | R::Place
                    | R::Latitude
                    | R::Longitude
                    | R::Category
                    | R::Killed
                    | R::Injured
                    | R::Verification
                    | R::Media
                    | R::MediaAlt
                    | R::Actors
                    | R::Source
                    | R::SourceUrl
                    | R::ArchiveUrl
                    | R::Told
                    | R::Ignored
            )
        };
        let name = |column: usize| opened.columns.get(column).map_or("", String::as_str);
        Some(Self {
            id: column(R::Id),
            date: column(R::Date),
            title: columns(R::Title),
            text: columns(R::Text),
            place: column(R::Place),
            latitude: column(R::Latitude),
            longitude: column(R::Longitude),
            category: column(R::Category),
            killed: column(R::Killed),
            injured: column(R::Injured),
            verification: column(R::Verification),
            media: column(R::Media),
            media_alt: column(R::MediaAlt),
            has_actors: mapping.has(&[R::Actors]),
            sources,
            told: mapping.columns(R::Told).map(|column| (column, name(column))).collect(),
            read: R::ALL.into_iter().filter(|it| *it != R::Told).flat_map(columns).collect(),
            blank: R::ALL.into_iter().filter(is_blank).flat_map(columns).collect(),
            reads_days: opened.when.date.is_some_and(|it| it.numbers == Numbers::Plain),
            is_swapped: opened.place.is_swapped,
        })
    }
}
