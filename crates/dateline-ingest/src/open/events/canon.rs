//! One row of `events.csv`.

use crate::open::mapping::ColumnRole;
use crate::open::sources::SourceColumns;
use csv::StringRecord;

/// A column of `events.csv`, beside those of sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Id,
    Date,
    End,
    Title,
    Text,
    Place,
    Area,
    Lat,
    Lon,
    GeoPrecision,
    Category,
    Actors,
    KilledLow,
    KilledBest,
    KilledHigh,
    InjuredLow,
    InjuredBest,
    InjuredHigh,
    Verification,
    Graphic,
    MediaUrl,
    MediaAlt,
}

impl Column {
    /// Every column in order.
    pub(crate) const ALL: [Self; 22] = [
        Self::Id,
        Self::Date,
        Self::End,
        Self::Title,
        Self::Text,
        Self::Place,
        Self::Area,
        Self::Lat,
        Self::Lon,
        Self::GeoPrecision,
        Self::Category,
        Self::Actors,
        Self::KilledLow,
        Self::KilledBest,
        Self::KilledHigh,
        Self::InjuredLow,
        Self::InjuredBest,
        Self::InjuredHigh,
        Self::Verification,
        Self::Graphic,
        Self::MediaUrl,
        Self::MediaAlt,
    ];

    /// Its name in the header.
    fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Date => "date",
            Self::End => "end",
            Self::Title => "title",
            Self::Text => "text",
            Self::Place => "place",
            Self::Area => "area",
            Self::Lat => "lat",
            Self::Lon => "lon",
            Self::GeoPrecision => "geo_precision",
            Self::Category => "category",
            Self::Actors => "actors",
            Self::KilledLow => "killed_low",
            Self::KilledBest => "killed_best",
            Self::KilledHigh => "killed_high",
            Self::InjuredLow => "injured_low",
            Self::InjuredBest => "injured_best",
            Self::InjuredHigh => "injured_high",
            Self::Verification => "verification",
            Self::Graphic => "graphic",
            Self::MediaUrl => "media_url",
            Self::MediaAlt => "media_alt",
        }
    }

    /// The columns of a file that say it, the likeliest first.
    pub(super) fn roles(self) -> &'static [ColumnRole] {
        use ColumnRole as R;
        match self {
            Self::Id => &[R::Id],
            Self::Date => &[R::Date, R::Year],
            Self::End => &[R::End, R::EndYear],
            Self::Title => &[R::Title],
            Self::Text => &[R::Text],
            Self::Place => &[R::Place],
            Self::Area => &[R::Area, R::Place],
            Self::Lat => &[R::Latitude, R::Position, R::Northing, R::Geometry],
            Self::Lon => &[R::Longitude, R::Position, R::Easting, R::Geometry],
            Self::GeoPrecision => &[R::PlacePrecision],
            Self::Category => &[R::Category],
            Self::Actors => &[R::Actors],
            Self::KilledLow => &[R::KilledLow, R::Killed],
            Self::KilledBest => &[R::Killed],
            Self::KilledHigh => &[R::KilledHigh, R::Killed],
            Self::InjuredLow => &[R::InjuredLow, R::Injured],
            Self::InjuredBest => &[R::Injured],
            Self::InjuredHigh => &[R::InjuredHigh, R::Injured],
            Self::Verification => &[R::Verification],
            Self::Graphic => &[R::Graphic],
            Self::MediaUrl => &[R::Media],
            Self::MediaAlt => &[R::MediaAlt],
        }
    }
}

/// The header of `events.csv` as it is written here.
pub(super) fn header() -> StringRecord {
    let mut header: StringRecord = Column::ALL.iter().map(|column| column.name()).collect();
    SourceColumns::add_header(&mut header);
    header
}

/// A row of `events.csv` while it is made.
#[derive(Debug, Default)]
pub(crate) struct Canon {
    cells: [String; Column::ALL.len()],
    /// Name, address and archived address.
    pub(super) sources: Vec<[String; 3]>,
    /// What else the row says: a line for each column, `name: cell`.
    told: String,
    pub(super) has_made_id: bool,
}

impl Canon {
    /// Empties it for the next row; what it had room for it keeps.
    pub(super) fn clear(&mut self) {
        self.cells.iter_mut().for_each(String::clear);
        self.sources.clear();
        self.told.clear();
        self.has_made_id = false;
    }

    pub(crate) fn get(&self, column: Column) -> &str {
        self.cells.get(column as usize).map_or("", String::as_str)
    }

    pub(crate) fn set(&mut self, column: Column, text: &str) {
        if let Some(cell) = self.cells.get_mut(column as usize) {
            text.clone_into(cell);
        }
    }

    /// Adds a text to what a column says already.
    pub(super) fn add(&mut self, column: Column, between: &str, text: &str) {
        let Some(cell) = self.cells.get_mut(column as usize).filter(|_| !text.is_empty()) else {
            return;
        };
        if !cell.is_empty() {
            cell.push_str(between);
        }
        cell.push_str(text);
    }

    /// Adds what has no column of its own, to stand below the text.
    pub(crate) fn tell(&mut self, name: &str, cell: &str) {
        let is_it = |line: &str| line.strip_prefix(name).is_some_and(|it| it.starts_with(": "));
        if !self.told.lines().any(is_it) {
            self.tell_column(name, cell);
        }
    }

    /// Adds a column that nothing else tells; each is told once, and there may be hundreds.
    pub(crate) fn tell_column(&mut self, name: &str, cell: &str) {
        if !cell.is_empty() {
            let end = if self.told.is_empty() { "" } else { "\n" };
            for part in [end, name, ": ", cell] {
                self.told.push_str(part);
            }
        }
    }

    /// The cells, in the order of [`header`], and those of columns of their own.
    pub(super) fn cells<'c>(
        &'c mut self,
        own: impl Iterator<Item = &'c str> + Clone,
    ) -> impl Iterator<Item = &'c str> + Clone {
        if let Some(text) =
            self.cells.get_mut(Column::Text as usize).filter(|_| !self.told.is_empty())
        {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            text.push_str(&self.told);
        }
        let cells = self.cells.iter().map(String::as_str);
        cells.chain(SourceColumns::cells(&self.sources)).chain(own)
    }
}
