//! Quotation marks of one record of a table of text that do not do what was meant by them: one
//! that is never closed, or is closed some rows further down.
//!
//! A reader of such tables takes them as they come, and so the rows between become one cell
//! without a word. Has no opinion on what the cells mean.

use crate::text::Cursor;
use std::ops::Range;

/// Fewer columns are too few for a line to be known as a row by its signs between cells.
const LEAST_COLUMNS: usize = 3;

/// What the quotation marks of a record came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Quotes {
    /// Where the next line begins, if a mark is open at the end with line breaks behind it.
    pub(crate) open: Option<usize>,
    /// Whether rows seem to have become one: text follows the end of a cell of several lines, or
    /// every line of the record has as many signs between cells as the header.
    is_merged: bool,
}

enum Within {
    /// A cell that is about to begin.
    Start,
    /// One without quotation marks around it.
    Plain,
    Quoted,
    /// Behind a mark that closes it, unless another follows.
    Closed,
}

impl Quotes {
    /// Of the record in these bytes; a table of less than three columns is not judged line by line.
    pub(crate) fn of(
        text: &mut Cursor<'_>,
        bytes: Range<usize>,
        (sign, columns): (u8, usize),
    ) -> Self {
        let (mut within, mut below, mut is_merged) = (Within::Start, None, false);
        let (mut signs, mut is_behind_sign) = (0, false);
        let (mut lines, mut rows) = (1, 0);
        let mut at = bytes.start;
        while at < bytes.end {
            let rest = text.rest(at);
            let piece = rest.get(..bytes.end - at).unwrap_or(rest);
            if piece.is_empty() {
                break;
            }
            for byte in piece {
                at += 1;
                // In a text of words a space follows most commas.
                signs += usize::from(is_behind_sign && *byte != b' ');
                is_behind_sign = *byte == sign;
                within = match (within, *byte) {
                    (Within::Start | Within::Closed, b'"') => Within::Quoted,
                    (Within::Quoted, b'"') => Within::Closed,
                    (Within::Quoted, b'\n') => {
                        below = below.or(Some(at));
                        lines += 1;
                        rows += usize::from(signs + 1 == columns);
                        signs = 0;
                        Within::Quoted
                    }
                    (Within::Quoted, _) => Within::Quoted,
                    (_, byte) if byte == sign => {
                        below = None;
                        Within::Start
                    }
                    (Within::Start, b'\r' | b'\n') => Within::Start,
                    (Within::Closed, b' ' | b'\r' | b'\n') => Within::Closed,
                    (Within::Closed, _) => {
                        is_merged |= below.is_some();
                        Within::Plain
                    }
                    (Within::Start | Within::Plain, _) => Within::Plain,
                };
            }
        }
        rows += usize::from(signs + 1 == columns);
        is_merged |= columns >= LEAST_COLUMNS && lines > 1 && rows == lines;
        Self { open: below.filter(|_| matches!(within, Within::Quoted)), is_merged }
    }

    /// Whether there is anything to tell.
    pub(crate) fn are_broken(self) -> bool {
        self.is_merged || self.open.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    fn of(record: &str) -> Quotes {
        Quotes::of(&mut Cursor::of(Text::of(record)), 0..record.len(), (b',', 4))
    }

    #[test]
    fn cells_of_several_lines_are_sound_whatever_is_written_in_them() {
        for record in [
            "1,\"Old city,\nat night, they say, again, and on\",36.2,37.1\n",
            "1,\"He said \"\"no\"\"\nand \"\"left\"\"\" ,36.2,37.1\r\n",
            "1,a 5\" gun,\"on\n\nthe hill\",\n",
            "\r\n1,2016,T,\"first line\nsecond, third, and fourth, and last\"",
            "1,\"\",\"\n\",",
        ] {
            assert!(!of(record).are_broken(), "{record}");
        }
    }

    #[test]
    fn rows_that_became_one_are_known_by_what_follows_the_cell_or_by_all_lines() {
        for record in [
            "1,\"Old city,36.2,37.1\n2,Bab,36.3,37.2\n3,\"New\" market,36.4,37.3\n",
            "1,\"Old city,36.2,37.1\r\n2,Bab\",36.3,37.2\r\n",
            "1,\"Old city,36.2,\n2,Bab\",36.3,\n",
        ] {
            let quotes = of(record);
            assert!(quotes.is_merged && quotes.open.is_none(), "{record}");
        }
    }

    #[test]
    fn the_line_below_a_mark_that_is_open_is_found() {
        assert_eq!(of("1,\"a\nb\",\"c\nd\ne,").open, Some(11));
        assert_eq!(of("1,\"a\nb\",\"c").open, None);
    }
}
