//! Every kind of problem there is: its stable name, how grave it is, what it means and
//! what to do about it. `docs/errors.md` is this table.

/// How grave a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something is not shown, or not as the file means it.
    Error,
    /// Everything is shown; something was left out, repaired or looks wrong.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $what:literal $advice:literal)*) => {
        /// A kind of problem. Names are stable: hosts and translations go by them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $what] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the documentation.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The stable name, such as `date.unreadable`.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// How grave it is where nothing else is said.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// What is wrong, in English, with `{value}` where the value goes.
            pub fn what(self) -> &'static str {
                match self { $(Self::$variant => $what,)* }
            }

            /// What to do about it, in English: whole sentences.
            pub fn advice(self) -> &'static str {
                match self { $(Self::$variant => $advice,)* }
            }
        }
    };
}

codes! {
    DateUnreadable "date.unreadable" Error
        "“{value}” cannot be read as a date"
        "Write year-month-day: 2016-12-05, 2016-12, 2016-12-05/2016-12-06 or 2016-12-05T22:00."
    DateAmbiguous "date.ambiguous" Error
        "“{value}” can be two different days"
        "Write year-month-day, such as 2016-12-05."
    DateReversed "date.reversed" Error
        "“{value}” ends before it starts"
        "Put the earlier date first."
    DateRange "date.range" Error
        "“{value}” lies outside the calendar"
        "Use a year from -9999 to 9999."
    DateZone "date.zone" Error
        "“{value}” has an offset from UTC that cannot be brought to the time of the place"
        "Write the time that clocks at the place showed, without an offset."
    DateOpen "date.open" Error
        "“{value}” has no end, so the change never takes force"
        "Write a date with an end: a change of control counts from the end of what its date names."
    DateEmpty "date.empty" Error
        "“{value}” ends when it starts, so the area is never held"
        "A date counts from its end: give as end the date from which the next state holds, or leave the end out."
    TimeOutside "time.outside" Warning
        "“{value}” lies outside the span of the story, or reaches beyond it"
        "Widen “span” in story.json, or correct the date. What lies within is shown; an event outside is never listed, and a change after the end never takes force."
    TimeOverlap "time.overlap" Warning
        "“{value}” begins before the one before it has ended"
        "Let one end before the next starts; both are shown."
    CoordRange "coord.range" Error
        "“{value}” is not a position on Earth"
        "Give degrees of WGS84: longitude from -180 to 180, latitude from -90 to 90."
    CoordUnreadable "coord.unreadable" Error
        "“{value}” cannot be read as a position"
        "Write degrees as 36.2 and 37.16, or as 36°12'00\"N; UTM and MGRS with their zone, such as 37S CA 35060 08380."
    CoordSwapped "coord.swapped" Error
        "Latitude and longitude seem to stand in each other's column"
        "Swap the contents of the columns lat and lon."
    CoordMissing "coord.missing" Error
        "Half of the position is missing"
        "Fill in both lat and lon, or leave both empty."
    CoordOutside "coord.outside" Warning
        "The place for the name lies outside the area"
        "Move lon and lat inside the outline, or leave them out; a place inside was chosen."
    AreaUnknown "area.unknown" Error
        "No area has the id “{value}”"
        "Use an id of the file of areas, or add the area there."
    AreaSpelt "area.spelt" Warning
        "“{value}” is taken for an area that is spelt otherwise"
        "Write the name as the area has it, or its id; if another place is meant, add it to the areas."
    PlaceUnknown "place.unknown" Warning
        "No area and no listed place is called “{value}”"
        "Add latitude and longitude, an area of this name, or a table of places that has it; the event is listed without a place."
    PlaceAmbiguous "place.ambiguous" Warning
        "“{value}” is the name of several places"
        "Add latitude and longitude, or write a name that only one of them has; the event is listed without a place."
    FilePlaces "file.places" Warning
        "Rows were taken as a list of places, and are no events: {value}"
        "Open the file alone to see its rows on the map; a column of dates makes them events."
    PlaceNamed "place.named" Warning
        "Events without a position were placed by the name of their place: {value}"
        "Add latitude and longitude where they are known; the map shows these places as imprecise."
    AreaDuplicate "area.duplicate" Error
        "Another area has the id “{value}” already"
        "Give every area an id of its own; the first one is shown."
    ActorUnknown "actor.unknown" Error
        "No actor is called “{value}”"
        "Use an id or alias of “actors” in story.json, or add the actor there."
    CategoryUnknown "category.unknown" Warning
        "No category has the id “{value}”"
        "Use an id of “categories” in story.json, or add the category there; the event is shown under a general one."
    EventUnknown "event.unknown" Warning
        "No event has the id “{value}”"
        "Use an id of the file of events, or leave it empty."
    EventDuplicate "event.duplicate" Error
        "Another event has the id “{value}” already"
        "Give every event an id of its own; the first one is shown."
    GeometryInvalid "geometry.invalid" Error
        "The outline, line or place cannot be drawn"
        "Repair it in a GIS program; areas are polygons of at least three corners."
    GeometryOpen "geometry.open" Warning
        "A ring does not end where it starts"
        "Repeat the first position at the end; it was closed for you."
    GeometryCrossing "geometry.crossing" Warning
        "An outline crosses itself or runs around the same ground twice, or a hole lies outside it"
        "Repair it in a GIS program; it is filled as far as it can be."
    GeometryMeridian "geometry.meridian" Warning
        "An outline has an edge that goes more than half of the way around the world"
        "Cut it at longitude 180 into two parts, as GeoJSON asks; parts of it may be drawn elsewhere."
    GeometryFine "geometry.fine" Warning
        "An outline has too many corners to be filled exactly"
        "Simplify it; its border keeps every corner, its fill some of them."
    ControlOverlap "control.overlap" Error
        "“{value}” says another state of the area for a time of which one is known"
        "Let the earlier end where the later starts, or say in “accepted” which one the map follows; the one that starts later is shown, and of two that start together the later in the file."
    SnapshotGap "snapshot.gap" Warning
        "After the snapshot of “{value}” the next is far away, so nothing is known between"
        "Add a snapshot between them, or state “snapshotGapDays” in story.json."
    RowDuplicate "row.duplicate" Warning
        "“{value}” is said twice of the same area"
        "Take one of them out; it was counted once."
    RowRagged "row.ragged" Warning
        "The row has more or fewer cells than the header"
        "Look for a missing comma, or for a comma in a text without quotation marks around it."
    RowQuote "row.quote" Error
        "A quotation mark is opened and not closed, so lines that follow are in its cell"
        "Close it, and write a quotation mark inside a text twice."
    ColumnMissing "column.missing" Error
        "The table has no column “{value}”"
        "Add the column to the header and its cells to the rows."
    ColumnGuessed "column.guessed" Warning
        "It is not certain what stands under “{value}”"
        "Say what each column is, or give the columns the names of the story format."
    ColumnUnknown "column.unknown" Warning
        "The column “{value}” is not read"
        "Look for a slip in the name, or leave it if it is there for you alone."
    ValueUnknown "value.unknown" Error
        "“{value}” is not among the values that may stand here"
        "Use one of the values that the story format names."
    ValueMissing "value.missing" Warning
        "Something that is needed is empty"
        "Fill it in."
    NumberUnreadable "number.unreadable" Error
        "“{value}” is not a number that may stand here"
        "Write digits alone, with a point before decimals; leave it empty if unknown."
    NumberRange "number.range" Warning
        "“{value}” does not fit"
        "Check the figures against the source."
    TextTooLong "text.too-long" Warning
        "The text is too long and was cut"
        "Shorten it, and put the rest behind a source link."
    SourceMissing "source.missing" Warning
        "Nobody is named who says so"
        "Fill in “source”, and “source_url” if it can be read somewhere."
    FileMissing "file.missing" Error
        "The file could not be fetched"
        "Check its name under “files” in story.json, capitals included, and that it lies in the folder."
    FileEncoding "file.encoding" Error
        "The file is not in UTF-8"
        "Save it as UTF-8 (in a spreadsheet: “CSV UTF-8”)."
    FileUnused "file.unused" Warning
        "Nothing uses the file"
        "Name it under “files” in story.json, or leave it out."
    FileUnknown "file.unknown" Error
        "The file is not what it should be"
        "Put tables in CSV and outlines in GeoJSON."
    FileProjection "file.projection" Error
        "Its positions are in “{value}”, which is not read"
        "Export it in WGS 84 (EPSG:4326), as longitude and latitude in degrees."
    FileBroken "file.broken" Error
        "The file could not be read, or not to its end"
        "Choose it again: it may have been moved or changed meanwhile, or be a folder."
    FileTooLarge "file.too-large" Error
        "The file is larger than can be read"
        "Simplify the outlines, or split the story; what lies beyond the limit is not shown."
    StorySchema "story.schema" Error
        "The file is not a story that this version knows"
        "Compare it with the story format."
    StoryZone "story.zone" Error
        "No time zone is called “{value}”"
        "Write the IANA name of the zone of the place, such as Asia/Damascus; times with an offset from UTC cannot be read without it."
    StoryKey "story.key" Error
        "The key is missing, misspelt or cannot be used"
        "Compare it with the story format; what is said elsewhere is shown."
    BaseMapAddress "basemap.address" Error
        "Tiles cannot be asked for at “{value}”"
        "Write a path on the story's own site, relative to its folder, or an https: address; of single tiles with {z}, {x} and {y} in it."
    BaseMapRemote "basemap.remote" Error
        "“{value}” is another site, which every reader of the story would ask for tiles"
        "Put the tiles beside the story, or write \"remote\": true beside the address if that is meant."
    JsonSyntax "json.syntax" Error
        "The file is not valid JSON, so nothing of it is shown"
        "Look at this line, or the one before it, for a missing comma, quotation mark or bracket."
}

impl Code {
    /// The code of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == name)
    }
}
