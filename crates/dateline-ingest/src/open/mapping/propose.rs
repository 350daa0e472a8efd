//! Which column is what: a proposal with how sure it is and why, from names and cells.

use super::evidence::Evidence;
use super::words::{PART, is_personal, meaning, sure_of_dates, sure_of_places};
use super::{ColumnGuess, ColumnRole, Why};
use crate::open::sheet::{Sheet, plain};

/// From here on a share of cells, of a hundred, is most of them.
const MOST: usize = 80;
/// Beyond a third of them it is more than slips.
const SOME: usize = 34;
/// One id in so many may stand in two rows by a slip.
const ROWS_TO_A_SLIP: usize = 50;

/// What stands below the text, and needs no word on that.
const TOLD: (ColumnRole, u8, Why) = (ColumnRole::Told, 60, Why::Neither);

/// What people can be reached by is left out unless somebody wants it, and that is told.
const PERSONAL: (ColumnRole, u8, Why) = (ColumnRole::Ignored, 0, Why::Name);

/// What is called a date or a position, and of which no cell is one; that is told too.
const MISNAMED: (ColumnRole, u8, Why) = (ColumnRole::Told, 0, Why::Name);

/// Below other dates is one of which few cells are dates.
const FEW_DATES: u8 = 61;

/// A guess for each column of a table. A role that only one column may have goes to the
/// surest; the others are told under the text.
pub(super) fn propose(sheet: &Sheet) -> Vec<ColumnGuess> {
    let looks = Evidence::of_all(sheet);
    let mut guesses: Vec<ColumnGuess> = sheet
        .columns
        .iter()
        .zip(&looks)
        .map(|(name, look)| {
            let (role, confidence, why) = guess(name, look);
            ColumnGuess { column: name.clone(), role, confidence, why }
        })
        .collect();
    leave_what_repeats(sheet, &mut guesses);
    settle(&mut guesses);
    fill(&mut guesses, &looks);
    guesses
}

/// Takes no column for an id by which rows that differ would be one. A table of who held what
/// names its areas so, row after row, and one of neither times nor places is of no events.
fn leave_what_repeats(sheet: &Sheet, guesses: &mut [ColumnGuess]) {
    use ColumnRole as R;
    let has = |roles: &[R]| guesses.iter().any(|it| roles.contains(&it.role));
    let of_events = [R::Latitude, R::Position, R::Geometry, R::Killed, R::Category];
    let is_told = has(&[R::Title]) && has(&[R::Text]);
    let when_or_where =
        [R::Date, R::Year, R::Latitude, R::Position, R::Geometry, R::Easting, R::Place, R::Area];
    if !has(&when_or_where)
        || has(&[R::Ledger])
        || has(&[R::Holder]) && !has(&of_events) && !is_told
    {
        return;
    }
    for (column, guess) in guesses.iter_mut().enumerate().filter(|(_, it)| it.role == R::Id) {
        if sheet.not_told_apart(column) * ROWS_TO_A_SLIP > sheet.rows.len() {
            (guess.role, guess.confidence, guess.why) = TOLD;
        }
    }
}

/// What a column is by itself.
fn guess(name: &str, look: &Evidence) -> (ColumnRole, u8, Why) {
    if look.seen == 0 {
        return (ColumnRole::Ignored, 100, Why::Empty);
    }
    if look.ledger >= MOST {
        return (ColumnRole::Ledger, 90, Why::Cells);
    }
    if look.mail >= MOST || is_personal(&plain(name)) {
        return PERSONAL;
    }
    let by_name = by_name(name, look);
    if let Some((role, sure)) = by_name
        && let Some((sure, agreed)) = borne_out(role, sure, look)
    {
        let bonus = if agreed { 8 } else { 0 };
        // What lies in a folder may say by itself of what kind it is.
        let sure = sure - u8::from(name == "folder");
        let why = if agreed { Why::Both } else { Why::Name };
        return (role, (sure + bonus).min(99), why);
    }
    let misnamed = by_name.filter(|(role, sure)| is_when_or_where(*role) && *sure > PART);
    let unknown = if misnamed.is_some() { MISNAMED } else { TOLD };
    by_cells(look).map_or(unknown, |(role, sure)| (role, sure, Why::Cells))
}

/// How sure a role is by the name of its column once the cells are seen, and whether they say so
/// too; `None` where they contradict it.
fn borne_out(role: ColumnRole, sure: u8, look: &Evidence) -> Option<(u8, bool)> {
    let is_date = matches!(role, ColumnRole::Date | ColumnRole::End);
    match agrees(role, look) {
        Some(agreed) => Some((sure, agreed)),
        None if look.chars == 0 => Some((sure, false)),
        None => (is_date && sure >= FEW_DATES && look.date > 0).then_some((FEW_DATES, false)),
    }
}

/// Whether much is lost where no cell of a column of that name can be read.
fn is_when_or_where(role: ColumnRole) -> bool {
    use ColumnRole as R;
    matches!(role, R::Date | R::Latitude | R::Longitude | R::Position)
}

/// What a name means of a column with such cells, and how sure that is.
fn by_name(name: &str, look: &Evidence) -> Option<(ColumnRole, u8)> {
    use ColumnRole as R;
    let plain = plain(name);
    let (role, sure) = meaning(name)?;
    let (role, sure) = match role {
        // What is called a time or a month and has days or years in it is a date.
        R::Time | R::Month if look.date >= MOST => (R::Date, sure.min(80)),
        // From one side to another, as in `control.csv`.
        R::End if plain == "to" && look.date == 0 => (R::Holder, 70),
        R::Date if plain == "from" && look.date == 0 => (R::Rival, 70),
        // A part of a country.
        R::Status if plain == "state" && look.status < 50 => return None,
        _ => (role, sure),
    };
    // Where things are stands in no other column, whatever it is called.
    let can_be_geometry = matches!(role, R::Position | R::Geometry | R::Ignored);
    if look.geometry >= MOST && !can_be_geometry {
        return None;
    }
    let sure = match role {
        R::Date | R::End => sure_of_dates(&plain, sure),
        // Metres of a projection stand beside the degrees.
        R::Latitude | R::Longitude if plain.len() == 1 && look.longitude < 50 => PART,
        R::Latitude | R::Longitude | R::Position => sure_of_places(&plain, sure),
        _ => sure,
    };
    Some((role, sure))
}

/// Whether the cells can be what the name says: yes for certain, yes for all that can be
/// seen, or no.
fn agrees(role: ColumnRole, look: &Evidence) -> Option<bool> {
    use ColumnRole as R;
    // One cell in two may be empty of sense and the column still be what it is called.
    let half = |share: usize| (share >= 50).then_some(share >= MOST);
    match role {
        // What of a column of dates is none is told row by row; without it all are undated.
        R::Date | R::End => {
            half(look.date.max(look.number)).or((look.date >= SOME).then_some(false))
        }
        R::Latitude => half(look.latitude.max(look.number)),
        R::Longitude => half(look.longitude.max(look.number)),
        R::Position => half(look.position.max(look.geometry)),
        R::Geometry => half(look.geometry),
        R::Year | R::Month | R::Day | R::EndYear | R::EndMonth | R::EndDay => {
            (look.number >= 50 || look.chars <= 12).then_some(look.whole >= MOST)
        }
        R::Easting | R::Northing => half(look.number),
        R::Killed | R::KilledLow | R::KilledHigh => half(look.whole.max(look.figure)),
        R::Injured | R::InjuredLow | R::InjuredHigh => half(look.whole.max(look.figure)),
        R::SourceUrl | R::ArchiveUrl | R::Media => {
            half(look.url.max(usize::from(look.chars > 0) * 50))
        }
        R::Title | R::Text | R::Place | R::Category | R::Actors => {
            (look.number < 50 || role == R::Category).then_some(false)
        }
        _ => Some(false),
    }
}

/// What a column is whose name says nothing.
fn by_cells(look: &Evidence) -> Option<(ColumnRole, u8)> {
    if look.geometry >= MOST {
        return Some((ColumnRole::Geometry, 75));
    }
    if look.position >= MOST && look.number < 20 && look.date < 20 {
        return Some((ColumnRole::Position, 65));
    }
    if look.date >= MOST && look.number < 20 {
        return Some((ColumnRole::Date, 65));
    }
    if look.url >= MOST {
        return Some((ColumnRole::SourceUrl, 60));
    }
    None
}

/// Leaves every role that there may be only once to its surest column.
fn settle(guesses: &mut [ColumnGuess]) {
    for role in ColumnRole::ALL.into_iter().filter(|role| !role.is_repeated()) {
        let best = (0..guesses.len())
            .filter(|at| guesses.get(*at).is_some_and(|it| it.role == role))
            .max_by_key(|at| guesses.get(*at).map(|it| (it.confidence, usize::MAX - at)));
        let surest = best.and_then(|at| guesses.get(at)).map(|it| it.confidence);
        let mut is_tie = false;
        for (at, guess) in guesses.iter_mut().enumerate() {
            if guess.role == role && Some(at) != best {
                is_tie |= Some(guess.confidence) == surest;
                (guess.role, guess.why) = (ColumnRole::Told, Why::Neither);
            }
        }
        // Which of two dates or places it is, nothing says.
        let of_tie = best.filter(|_| is_tie && is_when_or_where(role));
        if let Some(guess) = of_tie.and_then(|at| guesses.get_mut(at)) {
            guess.confidence = guess.confidence.min(55);
        }
    }
    // What does not begin when a form was opened does not end when it was sent.
    let is = |guess: &ColumnGuess, name, role| guess.role == role && plain(&guess.column) == name;
    if guesses.iter().any(|it| is(it, "start", ColumnRole::Told)) {
        for guess in guesses.iter_mut().filter(|it| is(it, "end", ColumnRole::End)) {
            (guess.role, guess.confidence, guess.why) = TOLD;
        }
    }
    let has = |guesses: &[ColumnGuess], role| guesses.iter().any(|it| it.role == role);
    if !has(guesses, ColumnRole::Latitude) || !has(guesses, ColumnRole::Longitude) {
        use ColumnRole::{Latitude, Longitude};
        for guess in guesses.iter_mut().filter(|it| matches!(it.role, Latitude | Longitude)) {
            // Half of a position is none, unless the other half is found by its cells.
            guess.confidence = guess.confidence.min(70);
        }
    }
}

/// Finds what is still missing among the columns whose names say nothing: a headline, the
/// longest text, the other half of a position.
fn fill(guesses: &mut [ColumnGuess], looks: &[Evidence]) {
    let has = |guesses: &[ColumnGuess], role| guesses.iter().any(|it| it.role == role);
    let free = |guess: &ColumnGuess| guess.role == ColumnRole::Told && guess.confidence > 0;
    let has_place = |guesses: &[ColumnGuess]| {
        [ColumnRole::Position, ColumnRole::Geometry].into_iter().any(|role| has(guesses, role))
    };
    // Two columns of decimal degrees without names: latitude stands first, as people say it.
    let is_degrees = |look: &Evidence| {
        look.longitude >= MOST && look.number >= MOST && look.whole < 20 && look.seen > 0
    };
    let none = ![ColumnRole::Latitude, ColumnRole::Longitude].iter().any(|it| has(guesses, *it));
    if none && !has_place(guesses) {
        let free: Vec<usize> = (0..guesses.len())
            .filter(|at| {
                guesses.get(*at).is_some_and(free) && looks.get(*at).is_some_and(is_degrees)
            })
            .collect();
        if let [first, second] = *free.as_slice() {
            let is_lat = looks.get(first).is_some_and(|look| look.latitude >= MOST);
            let (lat, lon) = if is_lat { (first, second) } else { (second, first) };
            for (at, role) in [(lat, ColumnRole::Latitude), (lon, ColumnRole::Longitude)] {
                if let Some(guess) = guesses.get_mut(at) {
                    (guess.role, guess.confidence, guess.why) = (role, 50, Why::Cells);
                }
            }
        }
    }
    for (role, other) in [
        (ColumnRole::Latitude, ColumnRole::Longitude),
        (ColumnRole::Longitude, ColumnRole::Latitude),
    ] {
        if has(guesses, role) || has_place(guesses) || !has(guesses, other) {
            continue;
        }
        let fits = |look: &Evidence| {
            let share = if role == ColumnRole::Latitude { look.latitude } else { look.longitude };
            share >= MOST && look.number >= MOST && look.whole < 20
        };
        let found = guesses.iter_mut().zip(looks).find(|(guess, look)| free(guess) && fits(look));
        if let Some((guess, _)) = found {
            (guess.role, guess.confidence, guess.why) = (role, 55, Why::Cells);
        }
    }
    if !has(guesses, ColumnRole::Text) {
        let longest = guesses.iter_mut().zip(looks).filter(|(guess, _)| free(guess));
        let longest = longest.max_by_key(|(_, look)| look.chars);
        if let Some((guess, _)) = longest.filter(|(_, look)| look.chars >= 40) {
            (guess.role, guess.confidence, guess.why) = (ColumnRole::Text, 55, Why::Cells);
        }
    }
    if !has(guesses, ColumnRole::Title) {
        let words = |look: &Evidence| {
            (4..=120).contains(&look.chars)
                && look.different > 50
                && look.number.max(look.url).max(look.date) < 20
        };
        let first = guesses.iter_mut().zip(looks).find(|(guess, look)| free(guess) && words(look));
        if let Some((guess, _)) = first {
            (guess.role, guess.confidence, guess.why) = (ColumnRole::Title, 50, Why::Cells);
        }
    }
}
