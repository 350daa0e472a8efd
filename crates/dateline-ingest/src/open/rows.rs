//! Rows of cells, in as little memory as they need: there may be a million, and most columns of
//! most of them say nothing.
//!
//! They lie one after the other in pieces, are read in order, and each piece is given back as soon
//! as its rows have become something else. Has no opinion on what the cells mean.

use csv::StringRecord;
use dateline_core::pack::{put_varint, take_varint};
use geojson::GeometryValue;
use std::iter::{Chain, Once};
use std::ops::Range;
use std::{slice, vec};

use super::lengths::{Lengths, MOST_SUMMED, Width};
use crate::tidy::{is_nothing, trimmed};

/// Bytes of text in one piece, but for a row that is longer: a list that grows is there twice
/// while it does, and this one is as long as a file.
const PIECE_BYTES: usize = 1 << 18;

/// Rows in their order.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    /// Those that are full.
    pieces: Vec<Piece>,
    last: Piece,
    count: usize,
    /// Whether a row says where it is.
    has_spots: bool,
    /// The marks of the row that is being added.
    marks: Vec<u8>,
}

/// Some of the rows: all texts, and between which signs of them the cells are.
///
/// A row is told by a number of seven bits a byte: how far its line is from that of the row
/// before, whether the same of its cells have text as in that row, what kind of geometry it has
/// and how much room the length of a cell takes. Where it is not the same, there follow how many
/// cells there are and a bit for each that has text. A point follows as two numbers, then the
/// lengths of the cells with text, or, in a wide table, where each of them ends: such a table is
/// asked for each of its columns in each row.
#[derive(Debug, Default)]
struct Piece {
    text: String,
    marks: Vec<u8>,
    shapes: Vec<GeometryValue>,
    last_line: u32,
    /// Cells of the last row, and where in the marks their bits are.
    last_cells: usize,
    last_bits: usize,
}

/// Where a row is, if it is a feature.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Spot<'r> {
    /// Longitude and latitude, as they are written.
    Point([f64; 2]),
    /// Any other geometry.
    Shape(&'r GeometryValue),
}

/// A row of a table.
#[derive(Clone, Debug)]
pub(crate) struct SheetRow<'r> {
    /// Line of the file on which it begins, or its number in a workbook.
    pub(crate) line: u32,
    /// Where it is, if it is a feature.
    pub(crate) spot: Option<Spot<'r>>,
    text: &'r str,
    cells: usize,
    /// A bit for each cell that has text.
    bits: &'r [u8],
    lengths: Lengths<'r>,
}

const POINT: u64 = 1;
const SHAPE: u64 = 2;
/// Of the first number of a row, below the step of the line.
const SAME: u64 = 1 << 4;
const KIND_SHIFT: u32 = 2;
const STEP_SHIFT: u32 = 5;

impl Rows {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.count
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Whether a row is a feature, which says where it is.
    pub(crate) fn has_spots(&self) -> bool {
        self.has_spots
    }

    /// Adds a row of cells in the order of their columns; how many there are, is the answer.
    pub(crate) fn push<'c>(
        &mut self,
        line: u32,
        cells: impl Iterator<Item = &'c str> + Clone,
    ) -> usize {
        self.push_at(line, cells, None, None)
    }

    /// Adds a row that is a point.
    pub(crate) fn push_point<'c>(
        &mut self,
        line: u32,
        cells: impl Iterator<Item = &'c str> + Clone,
        point: [f64; 2],
    ) -> usize {
        self.push_at(line, cells, Some(point), None)
    }

    /// Adds a row with a geometry of any kind.
    pub(crate) fn push_shape<'c>(
        &mut self,
        line: u32,
        cells: impl Iterator<Item = &'c str> + Clone,
        shape: Option<GeometryValue>,
    ) -> usize {
        if let Some(GeometryValue::Point { coordinates }) = &shape
            && let [lon, lat, ..] = coordinates.as_slice()
        {
            let point = [*lon, *lat];
            return self.push_at(line, cells, Some(point), None);
        }
        self.push_at(line, cells, None, shape)
    }

    fn push_at<'c>(
        &mut self,
        line: u32,
        cells: impl Iterator<Item = &'c str> + Clone,
        point: Option<[f64; 2]>,
        shape: Option<GeometryValue>,
    ) -> usize {
        let (mut count, mut said, mut text_bytes, mut longest) = (0, 0, 0, 0);
        for cell in cells.clone() {
            count += 1;
            said += usize::from(!cell.is_empty());
            text_bytes += cell.len();
            longest = longest.max(cell.len());
        }
        let width = Width::of(if said > MOST_SUMMED { text_bytes } else { longest });
        self.mark(cells.clone(), count, width, said);
        self.make_room(text_bytes);
        let (bits, lengths) = self.marks.split_at(usize::div_ceil(count, 8));
        let piece = &mut self.last;
        let before = piece.marks.get(piece.last_bits..).unwrap_or_default();
        let is_same =
            piece.last_cells == count && before.get(..bits.len()) == Some(bits) && count > 0;
        let step = i64::from(line) - i64::from(piece.last_line);
        let kind = match (point, &shape) {
            (Some(_), _) => POINT,
            (None, Some(_)) => SHAPE,
            (None, None) => 0,
        };
        let step = (step << 1 ^ step >> 63) as u64;
        let same = if is_same { SAME } else { 0 };
        put_varint(&mut piece.marks, step << STEP_SHIFT | same | kind << KIND_SHIFT | width as u64);
        if !is_same {
            put_varint(&mut piece.marks, count as u64);
            (piece.last_cells, piece.last_bits) = (count, piece.marks.len());
            piece.marks.extend_from_slice(bits);
        }
        for number in point.into_iter().flatten() {
            piece.marks.extend_from_slice(&number.to_le_bytes());
        }
        piece.marks.extend_from_slice(lengths);
        cells.for_each(|cell| piece.text.push_str(cell));
        piece.shapes.extend(shape);
        piece.last_line = line;
        self.count += 1;
        self.has_spots |= kind != 0;
        count
    }

    /// Writes which cells have text and how long they are into the marks of the row.
    fn mark<'c>(
        &mut self,
        cells: impl Iterator<Item = &'c str>,
        count: usize,
        width: Width,
        said: usize,
    ) {
        let bits = usize::div_ceil(count, 8);
        self.marks.clear();
        self.marks.resize(bits + width.bytes(said), 0);
        let (bits, lengths) = self.marks.split_at_mut(bits);
        let are_ends = said > MOST_SUMMED;
        let mut end = 0;
        let said = cells.enumerate().filter(|(_, cell)| !cell.is_empty());
        for (place, (column, cell)) in said.enumerate() {
            end += cell.len();
            if let Some(byte) = bits.get_mut(column / 8) {
                *byte |= 1 << (column % 8);
            }
            width.write(lengths, place, if are_ends { end } else { cell.len() });
        }
    }

    /// Begins another piece unless the last has room for a row.
    fn make_room(&mut self, text_bytes: usize) {
        let Piece { text, marks, .. } = &mut self.last;
        let bytes = (text.len() + text_bytes).max(marks.len() + self.marks.len());
        if marks.is_empty() || bytes <= PIECE_BYTES {
            return;
        }
        text.shrink_to_fit();
        marks.shrink_to_fit();
        let mut next = Piece::default();
        next.text.reserve_exact(PIECE_BYTES.max(text_bytes));
        self.pieces.push(std::mem::replace(&mut self.last, next));
    }

    /// The rows in order.
    pub(crate) fn iter(&self) -> Iter<'_> {
        let pieces = self.pieces.iter().chain(std::iter::once(&self.last));
        Iter { pieces, piece: InPiece::default() }
    }

    /// The rows in order, of which those that are done with are given back.
    pub(crate) fn drain(self) -> Drain {
        let pieces = self.pieces.into_iter().chain(std::iter::once(self.last));
        Drain { pieces, piece: Piece::default(), left: Left::default() }
    }
}

/// Rows one after the other.
#[derive(Clone, Debug)]
pub(crate) struct Iter<'r> {
    pieces: Chain<slice::Iter<'r, Piece>, Once<&'r Piece>>,
    piece: InPiece<'r>,
}

/// Rows that are given back as they are done with.
#[derive(Debug)]
pub(crate) struct Drain {
    pieces: Chain<vec::IntoIter<Piece>, Once<Piece>>,
    piece: Piece,
    left: Left,
}

/// How much of a piece is left, and the line of the row before.
#[derive(Debug, Default)]
struct Left {
    text: usize,
    marks: usize,
    shapes: usize,
    line: i64,
    cells: usize,
    bits: Range<usize>,
}

impl Drain {
    /// The next row.
    pub(crate) fn next(&mut self) -> Option<SheetRow<'_>> {
        while self.left.marks == 0 {
            self.piece = self.pieces.next()?;
            let Piece { text, marks, shapes, .. } = &self.piece;
            let (text, marks, shapes) = (text.len(), marks.len(), shapes.len());
            self.left = Left { text, marks, shapes, ..Left::default() };
        }
        let Piece { text, marks, shapes, .. } = &self.piece;
        let mut piece = InPiece {
            text: text.get(text.len() - self.left.text..)?,
            marks: marks.get(marks.len() - self.left.marks..)?,
            shapes: shapes.get(shapes.len() - self.left.shapes..)?.iter(),
            line: self.left.line,
            cells: self.left.cells,
            bits: marks.get(self.left.bits.clone())?,
        };
        let row = piece.next();
        // Every part of the marks is one of them, so the distance of the addresses is its place.
        let start = (piece.bits.as_ptr() as usize).saturating_sub(marks.as_ptr() as usize);
        self.left = Left {
            text: piece.text.len(),
            marks: piece.marks.len(),
            shapes: piece.shapes.len(),
            line: piece.line,
            cells: piece.cells,
            bits: start..start + piece.bits.len(),
        };
        row
    }
}

/// What is left of a piece.
#[derive(Clone, Debug, Default)]
struct InPiece<'r> {
    text: &'r str,
    marks: &'r [u8],
    shapes: slice::Iter<'r, GeometryValue>,
    line: i64,
    /// Cells of the row before, and which of them have text.
    cells: usize,
    bits: &'r [u8],
}

impl<'r> Iterator for Iter<'r> {
    type Item = SheetRow<'r>;

    fn next(&mut self) -> Option<SheetRow<'r>> {
        while self.piece.marks.is_empty() {
            let Piece { text, marks, shapes, .. } = self.pieces.next()?;
            self.piece = InPiece { text, marks, shapes: shapes.iter(), ..InPiece::default() };
        }
        self.piece.next()
    }
}

impl<'r> InPiece<'r> {
    fn next(&mut self) -> Option<SheetRow<'r>> {
        let head = take_varint(&mut self.marks);
        let (step, kind) = (head >> STEP_SHIFT, head >> KIND_SHIFT & 3);
        let width = Width::ALL.get((head & 3) as usize).copied()?;
        self.line += (step >> 1) as i64 ^ -((step & 1) as i64);
        if head & SAME == 0 {
            self.cells = take_varint(&mut self.marks) as usize;
            (self.bits, self.marks) = self.marks.split_at_checked(self.cells.div_ceil(8))?;
        }
        let spot = match kind {
            POINT => Some(Spot::Point([self.number()?, self.number()?])),
            SHAPE => self.shapes.next().map(Spot::Shape),
            _ => None,
        };
        let said: usize = self.bits.iter().map(|byte| byte.count_ones() as usize).sum();
        let (lengths, rest) = self.marks.split_at_checked(width.bytes(said))?;
        self.marks = rest;
        let lengths = Lengths { bytes: lengths, width, are_ends: said > MOST_SUMMED };
        let (text, rest) = self.text.split_at_checked(lengths.sum(said))?;
        self.text = rest;
        let (line, cells, bits) = (u32::try_from(self.line).ok()?, self.cells, self.bits);
        Some(SheetRow { line, spot, text, cells, bits, lengths })
    }

    fn number(&mut self) -> Option<f64> {
        let (bytes, rest) = self.marks.split_first_chunk()?;
        self.marks = rest;
        Some(f64::from_le_bytes(*bytes))
    }
}

impl<'r> SheetRow<'r> {
    /// The cell of a column without white space around it; empty if there is none, or if it says
    /// that nothing is known.
    pub(crate) fn cell(&self, column: usize) -> &'r str {
        let cell = self.written(column);
        if is_nothing(cell) { "" } else { cell }
    }

    /// The same for what is told as it is written.
    pub(crate) fn written(&self, column: usize) -> &'r str {
        trimmed(self.whole_cell(column))
    }

    /// The cell of a column as it was kept.
    pub(crate) fn whole_cell(&self, column: usize) -> &'r str {
        let bit = 1_u8 << (column % 8);
        let Some(byte) = self.bits.get(column / 8).filter(|byte| **byte & bit != 0) else {
            return "";
        };
        let before = self.bits.iter().take(column / 8).map(|byte| byte.count_ones()).sum::<u32>();
        let place = (before + (byte & (bit - 1)).count_ones()) as usize;
        let start = self.lengths.sum(place);
        self.text.get(start..start + self.lengths.get(place)).unwrap_or_default()
    }

    /// All cells in order, as they were kept.
    pub(crate) fn cells(&self) -> impl Iterator<Item = &'r str> + Clone + use<'r> {
        let Self { text, cells, bits, lengths, .. } = *self;
        let (mut text, mut place) = (text, 0);
        (0..cells).map(move |column| {
            let is_said = bits.get(column / 8).is_some_and(|byte| byte & 1 << (column % 8) != 0);
            let length = if is_said { lengths.get(place) } else { 0 };
            place += usize::from(is_said);
            let (cell, rest) = text.split_at_checked(length).unwrap_or_default();
            text = rest;
            cell
        })
    }

    /// Puts the cells into a record.
    pub(crate) fn fill(&self, record: &mut StringRecord) {
        record.clear();
        self.cells().for_each(|cell| record.push_field(cell));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use geojson::{GeometryValue, Position};
    use proptest::prelude::*;

    fn shape(number: f64) -> GeometryValue {
        GeometryValue::LineString { coordinates: vec![Position::from([number, 1.0]); 2] }
    }

    proptest! {
        #[test]
        fn rows_are_those_that_were_kept(
            kept in prop::collection::vec(
                (any::<u32>(), prop::collection::vec("[a-zé]{0,3}|x{200}|y{300}", 0..60), 0..3_u8),
                0..40,
            ),
            ) {
            let mut rows = Rows::default();
            for (line, cells, kind) in &kept {
                let texts = cells.iter().map(String::as_str);
                let count = match kind {
                    0 => rows.push(*line, texts),
                    1 => rows.push_point(*line, texts, [f64::from(*line), -0.5]),
                    _ => rows.push_shape(*line, texts, Some(shape(f64::from(*line)))),
                };
                prop_assert_eq!(count, cells.len());
            }
            prop_assert_eq!(rows.len(), kept.len());
            prop_assert_eq!(rows.iter().count(), kept.len());
            for (row, (line, cells, kind)) in rows.iter().zip(&kept) {
                prop_assert_eq!(row.line, *line);
                let wanted = shape(f64::from(*line));
                prop_assert_eq!(row.spot, match kind {
                    0 => None,
                    1 => Some(Spot::Point([f64::from(*line), -0.5])),
                    _ => Some(Spot::Shape(&wanted)),
                });
                for column in 0..cells.len() + 12 {
                    let cell = cells.get(column).map_or("", String::as_str);
                    prop_assert_eq!(row.whole_cell(column), cell);
                    prop_assert_eq!(row.written(column), cell.trim());
                }
                let mut record = StringRecord::from(vec!["before"]);
                row.fill(&mut record);
                prop_assert_eq!(record, StringRecord::from(cells.clone()));
            }
        }
    }

    #[test]
    fn rows_of_several_pieces_are_given_back_piece_by_piece_in_order() {
        let long = "é".repeat(PIECE_BYTES);
        let mut rows = Rows::default();
        let texts: Vec<String> =
            (0..5_000).map(|row| format!("{row}{}", "y".repeat(100))).collect();
        for (row, text) in texts.iter().enumerate() {
            rows.push(row as u32, [text.as_str(), if row == 7 { &long } else { "" }].into_iter());
        }
        assert_eq!(rows.iter().nth(7).unwrap().cell(1), long);
        assert!(
            rows.pieces.iter().all(|piece| piece.text.len() <= PIECE_BYTES.max(long.len() + 200))
        );
        assert!(rows.pieces.len() > 2);
        let (mut number, mut drain) = (0, rows.drain());
        while let Some(row) = drain.next() {
            assert_eq!((row.line as usize, row.cell(0)), (number, texts[number].as_str()));
            number += 1;
        }
        assert_eq!(number, 5_000);
    }
}
