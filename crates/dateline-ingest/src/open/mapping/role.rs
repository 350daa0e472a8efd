//! What a column can be.

/// What the cells of a column say of an event, or of who holds an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ColumnRole {
    /// Id of the row.
    Id,
    /// When it was, or from when.
    Date,
    /// Until when.
    End,
    /// Time of day.
    Time,
    /// Time of day of the end.
    EndTime,
    /// Year of the date, if it stands in parts.
    Year,
    /// Month of the date; 0 is unknown.
    Month,
    /// Day of the date; 0 is unknown.
    Day,
    /// Year of the end.
    EndYear,
    /// Month of the end.
    EndMonth,
    /// Day of the end.
    EndDay,
    /// A number for how exact the date is, as the preset has it.
    DatePrecision,
    /// Headline.
    Title,
    /// What happened.
    Text,
    /// Name of the place.
    Place,
    /// Id or name of an area of the story.
    Area,
    /// Degrees north.
    Latitude,
    /// Degrees east.
    Longitude,
    /// A whole position: two numbers, UTM with its zone, or MGRS.
    Position,
    /// WKT, WKB or GeoJSON.
    Geometry,
    /// UTM easting, metres.
    Easting,
    /// UTM northing, metres.
    Northing,
    /// UTM zone, with its band or hemisphere.
    UtmZone,
    /// A number or word for how exact the place is.
    PlacePrecision,
    /// Kind of event.
    Category,
    /// Who took part; there may be several columns.
    Actors,
    /// Killed, lowest figure.
    KilledLow,
    /// Killed, the figure relied on.
    Killed,
    /// Killed, highest figure.
    KilledHigh,
    /// Injured, lowest figure.
    InjuredLow,
    /// Injured, the figure relied on.
    Injured,
    /// Injured, highest figure.
    InjuredHigh,
    /// How sure it is.
    Verification,
    /// Whether it is graphic.
    Graphic,
    /// Address of a picture or film.
    Media,
    /// What the picture shows.
    MediaAlt,
    /// Who says so; there may be several columns.
    Source,
    /// Where that can be read; there may be several columns.
    SourceUrl,
    /// Where a copy is kept; there may be several columns.
    ArchiveUrl,
    /// Who holds the area from then on.
    Holder,
    /// The other side of a contested area.
    Rival,
    /// State of the area.
    Status,
    /// How sure the state is.
    Confidence,
    /// All that is known of an area, in one cell.
    Ledger,
    /// Read under its own name, which is one of the story format: `title:ar`, `earliest`.
    Own,
    /// Told under the text of the event, with the name of the column.
    Told,
    /// Not read.
    Ignored,
}

impl ColumnRole {
    /// Every role.
    pub const ALL: [Self; 47] = [
        Self::Id,
        Self::Date,
        Self::End,
        Self::Time,
        Self::EndTime,
        Self::Year,
        Self::Month,
        Self::Day,
        Self::EndYear,
        Self::EndMonth,
        Self::EndDay,
        Self::DatePrecision,
        Self::Title,
        Self::Text,
        Self::Place,
        Self::Area,
        Self::Latitude,
        Self::Longitude,
        Self::Position,
        Self::Geometry,
        Self::Easting,
        Self::Northing,
        Self::UtmZone,
        Self::PlacePrecision,
        Self::Category,
        Self::Actors,
        Self::KilledLow,
        Self::Killed,
        Self::KilledHigh,
        Self::InjuredLow,
        Self::Injured,
        Self::InjuredHigh,
        Self::Verification,
        Self::Graphic,
        Self::Media,
        Self::MediaAlt,
        Self::Source,
        Self::SourceUrl,
        Self::ArchiveUrl,
        Self::Holder,
        Self::Rival,
        Self::Status,
        Self::Confidence,
        Self::Ledger,
        Self::Own,
        Self::Told,
        Self::Ignored,
    ];

    /// The name used in `story.json` and in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Date => "date",
            Self::End => "end",
            Self::Time => "time",
            Self::EndTime => "endTime",
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
            Self::EndYear => "endYear",
            Self::EndMonth => "endMonth",
            Self::EndDay => "endDay",
            Self::DatePrecision => "datePrecision",
            Self::Title => "title",
            Self::Text => "text",
            Self::Place => "place",
            Self::Area => "area",
            Self::Latitude => "lat",
            Self::Longitude => "lon",
            Self::Position => "position",
            Self::Geometry => "geometry",
            Self::Easting => "easting",
            Self::Northing => "northing",
            Self::UtmZone => "utmZone",
            Self::PlacePrecision => "placePrecision",
            Self::Category => "category",
            Self::Actors => "actors",
            Self::KilledLow => "killedLow",
            Self::Killed => "killed",
            Self::KilledHigh => "killedHigh",
            Self::InjuredLow => "injuredLow",
            Self::Injured => "injured",
            Self::InjuredHigh => "injuredHigh",
            Self::Verification => "verification",
            Self::Graphic => "graphic",
            Self::Media => "media",
            Self::MediaAlt => "mediaAlt",
            Self::Source => "source",
            Self::SourceUrl => "sourceUrl",
            Self::ArchiveUrl => "archiveUrl",
            Self::Holder => "holder",
            Self::Rival => "rival",
            Self::Status => "status",
            Self::Confidence => "confidence",
            Self::Ledger => "ledger",
            Self::Own => "own",
            Self::Told => "told",
            Self::Ignored => "ignored",
        }
    }

    /// The role of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// Whether several columns may have it.
    pub fn is_repeated(self) -> bool {
        matches!(
            self,
            Self::Title
                | Self::Text
                | Self::Actors
                | Self::Source
                | Self::SourceUrl
                | Self::ArchiveUrl
                | Self::Own
                | Self::Told
                | Self::Ignored
        )
    }
}
