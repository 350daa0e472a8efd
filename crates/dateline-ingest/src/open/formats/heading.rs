//! Which of the first rows of a table names its columns, where notes, a date or the names of
//! groups of columns stand above it.
//!
//! Has no opinion on tables whose header has names of its own.

use crate::open::mapping::role_of_name;
use crate::open::sheet::plain;

/// Among so many rows it is looked for.
pub(super) const MAX_ROWS: usize = 20;
/// Longest text that may be a name, in characters.
const MAX_NAME_CHARS: usize = 40;

/// The first of some rows of which most cells are names that are known, two at least; one below it
/// that has twice as many names what the other names as groups. `None` where there is none.
pub(super) fn header_among<'c, R>(rows: impl IntoIterator<Item = R>) -> Option<usize>
where
    R: IntoIterator<Item = &'c str>,
{
    let mut best: Option<(usize, usize)> = None;
    for (place, row) in rows.into_iter().take(MAX_ROWS).enumerate() {
        let (mut said, mut known) = (0, 0);
        for cell in row.into_iter().map(str::trim).filter(|cell| !cell.is_empty()) {
            said += 1;
            known += usize::from(is_known(cell));
        }
        let least = best.map_or(2, |(_, known)| known * 2);
        if known >= least && known * 2 > said {
            best = Some((place, known));
        }
    }
    best.map(|(place, _)| place)
}

fn is_known(cell: &str) -> bool {
    let is_short = cell.chars().take(MAX_NAME_CHARS + 1).count() <= MAX_NAME_CHARS;
    is_short && role_of_name(&plain(cell)).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_is_the_first_row_of_known_names_and_below_the_names_of_groups() {
        let place = |rows: &[&str]| header_among(rows.iter().map(|row| row.split(',')));
        assert_eq!(place(&["Date,Place,Killed", "2016-12-05,Mill,3"]), Some(0));
        assert_eq!(place(&["Incidents in the town,Updated: 2 Jan", "Date,Place"]), Some(1));
        assert_eq!(place(&["Location,,Casualties", "Date,Lat,Lon,Killed"]), Some(1));
        assert_eq!(place(&["Date,Place,Killed", "Datum,Ort,Tote,x"]), Some(0));
        assert_eq!(place(&["when it was,guns,colour", "2016-12-05,3,red"]), None);
        assert_eq!(place(&["Date,,"]), None);
    }
}
