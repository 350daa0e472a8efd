//! CSV (RFC 4180) → rows, with the physical line of each.
//!
//! Has no opinion on what the cells mean; see [`crate::row`].

use crate::code::Code;
use crate::context::Context;
use crate::lines::LineCount;
use crate::placed::Placed;
use crate::problem::Problem;
use crate::quotes::Quotes;
use crate::row::Row;
use crate::text::{Cursor, Text, TextReader};
use csv::StringRecord;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// The columns that a table may have.
pub(crate) struct Columns<'n> {
    /// Without these nothing can be read.
    pub(crate) needed: &'n [&'n str],
    /// Without these much is lost.
    pub(crate) expected: &'n [&'n str],
    /// The others.
    pub(crate) optional: &'n [&'n str],
    /// Those that may be there once per language, as `title:ar`.
    pub(crate) texts: &'n [&'n str],
}

/// The header of a table as it is found.
pub(crate) struct Head<'t> {
    pub(crate) file: &'t str,
    pub(crate) names: &'t StringRecord,
    pub(crate) line: u32,
    /// What the file itself calls each column, where the names were put in their place;
    /// empty where they are the file's own. Rows of such a table are whole: none is ragged,
    /// none is passed over, and who names no source is said once for the file.
    pub(crate) told: &'t [String],
}

/// The header of a table: where each column stands.
pub(crate) struct Header<'t> {
    pub(crate) file: &'t str,
    /// Its cells.
    names: &'t StringRecord,
    told: &'t [String],
    places: BTreeMap<String, usize>,
    placed: Placed,
    /// Whether there is a column such as `title:ar`.
    has_languages: bool,
    /// Places of name, address and archived address, source by source.
    pub(crate) sources: Vec<[Option<usize>; 3]>,
    len: usize,
}

impl Header<'_> {
    /// Where a column stands.
    pub(crate) fn place(&self, column: &str) -> Option<usize> {
        self.placed.get(column)
    }

    /// What the file calls a column.
    pub(crate) fn told<'c>(&'c self, column: &'c str) -> &'c str {
        let Some(place) = self.place(column) else { return column };
        let own = || self.names.get(place).map(str::trim);
        let told = if self.is_mapped() { self.told.get(place).map(String::as_str) } else { own() };
        told.filter(|told| !told.is_empty()).unwrap_or(column)
    }

    /// Whether the names of the columns were put in the place of the file's own.
    pub(crate) fn is_mapped(&self) -> bool {
        !self.told.is_empty()
    }

    /// The languages of a text column, with their places.
    pub(crate) fn languages<'h>(&'h self, column: &str) -> impl Iterator<Item = (&'h str, usize)> {
        let prefix = self.has_languages.then(|| format!("{column}:"));
        let from = prefix.map(|prefix| (self.places.range(prefix.clone()..), prefix));
        from.into_iter().flat_map(|(from, prefix)| {
            from.map_while(move |(name, place)| Some((name.strip_prefix(&prefix)?, *place)))
        })
    }
}

impl Header<'_> {
    /// The only language beside `language` that texts of the table have and `column` has not.
    pub(crate) fn other_language(&self, column: &str, language: &str) -> Option<&str> {
        if !self.has_languages {
            return None;
        }
        let has = |tag: &str| self.languages(column).any(|(it, _)| it == tag);
        let tags = self.places.keys().filter_map(|name| name.split_once(':')).map(|it| it.1);
        let mut others = tags.filter(|tag| !tag.eq_ignore_ascii_case(language) && !has(tag));
        let first = others.next()?;
        others.all(|tag| tag == first).then_some(first)
    }
}

/// Reads a table row by row. Rows of empty cells are passed over; all others are counted
/// in the report, and what `each` does not take in is counted as skipped.
pub(crate) fn read_table<'c>(
    text: &str,
    file: &str,
    columns: &Columns<'_>,
    context: &mut Context<'c>,
    mut each: impl FnMut(&mut Row<'_, 'c>) -> bool,
) {
    if text.trim_start().starts_with(['{', '[']) {
        let detail = "it is JSON, not CSV; name it under files.open to have it read as it is";
        context.report.push(Problem::new(Code::FileUnknown, file).detail(detail));
        return;
    }
    let (mut lines, mut cursor) = (LineCount::default(), Cursor::of(Text::of(text)));
    let mut reader = reader_of(text);
    let mut record = StringRecord::new();
    // The text is UTF-8 and in memory, so that the reader has nothing to complain of.
    if !matches!(reader.read_record(&mut record), Ok(true)) {
        context.report.push(Problem::new(Code::FileUnknown, file).detail("it is empty"));
        return;
    }
    let header_line = lines.line_of(&record, &mut cursor);
    let head = Head { file, names: &record.clone(), line: header_line, told: &[] };
    let judged = (delimiter(text), record.len());
    let (mut marks, mut broken) = (Cursor::of(Text::of(text)), Vec::new());
    let next = |record: &mut StringRecord| {
        if !matches!(reader.read_record(record), Ok(true)) {
            return None;
        }
        let line = lines.line_of(record, &mut cursor);
        // A cell of several lines stands in quotation marks.
        if record.as_slice().contains('\n') {
            let start = record.position().map_or(0, csv::Position::byte) as usize;
            let end = reader.position().byte() as usize;
            if Quotes::of(&mut marks, start..end, judged).are_broken() {
                broken.push(line);
            }
        }
        Some(line)
    };
    read_rows(&head, columns, context, next, &mut each);
    for line in broken {
        context.report.push(Problem::new(Code::RowQuote, file).row(line));
    }
}

/// Reads the rows of a table, which `next` puts into the record, with the line of each.
pub(crate) fn read_rows<'c>(
    head: &Head<'_>,
    columns: &Columns<'_>,
    context: &mut Context<'c>,
    mut next: impl FnMut(&mut StringRecord) -> Option<u32>,
    mut each: impl FnMut(&mut Row<'_, 'c>) -> bool,
) {
    let mut reading = RowReading::begin(head, columns, context);
    let mut record = StringRecord::new();
    while let Some(line) = next(&mut record) {
        reading.row(&record, line, context, &mut each);
    }
    reading.end(context);
}

/// The rows of a table while they are read.
pub(crate) struct RowReading<'t> {
    header: Header<'t>,
    is_usable: bool,
    in_table: usize,
}

impl<'t> RowReading<'t> {
    /// Reads the header.
    pub(crate) fn begin(head: &Head<'t>, columns: &Columns<'_>, context: &mut Context<'_>) -> Self {
        let (header, is_usable) = read_header(head, columns, context);
        Self { header, is_usable, in_table: 0 }
    }

    /// Reads a row, unless it is passed over.
    pub(crate) fn row<'c>(
        &mut self,
        record: &StringRecord,
        line: u32,
        context: &mut Context<'c>,
        each: impl FnOnce(&mut Row<'_, 'c>) -> bool,
    ) {
        if !self.header.is_mapped() && record.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        let is_within = self.has_room(context);
        self.count(context);
        let header = &self.header;
        let mut row = Row { header, record, line, context: &mut *context };
        if is_within && !header.is_mapped() {
            row.check_length(header.len);
        }
        if !(is_within && each(&mut row)) {
            context.report.counts.skipped += 1;
        }
    }

    /// What the file calls a column.
    pub(crate) fn told<'c>(&'c self, column: &'c str) -> &'c str {
        self.header.told(column)
    }

    /// Whether one more row may be read.
    pub(crate) fn has_room(&self, context: &Context<'_>) -> bool {
        self.is_usable && self.in_table < context.limits.rows
    }

    /// Counts a row.
    pub(crate) fn count(&mut self, context: &mut Context<'_>) {
        self.in_table += 1;
        context.report.counts.rows += 1;
    }

    /// Tells of rows beyond the limit.
    pub(crate) fn end(self, context: &mut Context<'_>) {
        if self.in_table > context.limits.rows {
            let detail = format!("{} rows, the limit is {}", self.in_table, context.limits.rows);
            let problem = Problem::new(Code::FileTooLarge, self.header.file);
            context.report.push(problem.detail(detail));
        }
    }
}

/// The cells of the header, as they stand there; `None` for an empty file.
pub(crate) fn header_of(text: &str) -> Option<StringRecord> {
    let mut record = StringRecord::new();
    matches!(reader_of(text).read_record(&mut record), Ok(true)).then_some(record)
}

fn reader_of(text: &str) -> csv::Reader<TextReader<'_>> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(TextReader::of(Text::of(text)))
}

/// The sign between cells: a spreadsheet's may be a semicolon or a tab.
fn delimiter(text: &str) -> u8 {
    let header = text.trim_start().lines().next().unwrap_or_default();
    let count = |sign: u8| header.bytes().filter(|byte| *byte == sign).count();
    let most = [b'\t', b';', b','].into_iter().max_by_key(|sign| count(*sign));
    most.unwrap_or(b',')
}

/// The header, and whether the table can be used with it.
fn read_header<'t>(
    head: &Head<'t>,
    columns: &Columns<'_>,
    context: &mut Context<'_>,
) -> (Header<'t>, bool) {
    let Head { file, names: record, line, told } = *head;
    let mut header = Header {
        file,
        names: record,
        told,
        places: BTreeMap::new(),
        placed: Placed::of([]),
        has_languages: false,
        sources: Vec::new(),
        len: record.len(),
    };
    let mut sources: BTreeMap<u32, [Option<usize>; 3]> = BTreeMap::new();
    for (place, cell) in record.iter().enumerate() {
        let name = normalised(cell);
        if name.is_empty() {
            continue;
        }
        let problem = Problem::new(Code::ColumnUnknown, file).row(line).value(cell.trim());
        let source = source_column(&name);
        if source.is_none() && !columns.knows(&name) {
            context.report.push(problem);
            continue;
        }
        let Entry::Vacant(vacant) = header.places.entry(name) else {
            context.report.push(problem.detail("it is there twice, and the first is read"));
            continue;
        };
        vacant.insert(place);
        let slots = source.map(|(number, part)| (sources.entry(number).or_default(), part));
        if let Some(slot) = slots.and_then(|(slots, part)| slots.get_mut(part)) {
            *slot = Some(place);
        }
    }
    header.placed = Placed::of(&header.places);
    header.sources = sources.into_values().collect();
    header.has_languages = header.places.keys().any(|name| name.contains(':'));
    let missing = |column: &&&str| header.place(column).is_none() && !header.is_mapped();
    for column in columns.needed.iter().chain(columns.expected).filter(missing) {
        context.report.push(Problem::new(Code::ColumnMissing, file).row(line).value(column));
    }
    let is_usable = !columns.needed.iter().any(|column| missing(&column));
    (header, is_usable)
}

impl Columns<'_> {
    fn knows(&self, name: &str) -> bool {
        let (base, is_text) = match name.split_once(':') {
            Some((base, _)) => (base, true),
            None => (name, false),
        };
        let plain = [self.needed, self.expected, self.optional];
        self.texts.contains(&base) || (!is_text && plain.iter().any(|list| list.contains(&base)))
    }
}

/// Lower case, with `_` for spaces and hyphens; a language tag keeps its hyphens.
pub(crate) fn normalised(cell: &str) -> String {
    let lower = cell.trim().to_lowercase();
    match lower.split_once(':') {
        Some((base, tag)) => format!("{}:{}", base.trim().replace([' ', '-'], "_"), tag.trim()),
        None => lower.replace([' ', '-'], "_"),
    }
}

/// `source2_url` → number 2, part 1; the parts are name, address, archived address.
fn source_column(name: &str) -> Option<(u32, usize)> {
    let (rest, parts) = match name.strip_prefix("source") {
        Some(rest) => (rest, [("_archive_url", 2), ("_url", 1), ("", 0)].as_slice()),
        None => (name.strip_prefix("archive")?, [("_url", 2)].as_slice()),
    };
    parts.iter().find_map(|(suffix, part)| {
        let digits = rest.strip_suffix(suffix)?;
        let number = if digits.is_empty() { 1 } else { digits.parse().ok()? };
        Some((number, *part))
    })
}
