//! Times of day within dates: `22:05`, `10:05 pm`, `22:05:30 UTC`, `22h05`.

/// Takes the time out of a text: the rest before it, and `T22:05` or nothing.
pub(super) fn split(text: &str) -> Option<(String, String)> {
    let Some(colon) = clock_at(text) else { return Some((text.to_owned(), String::new())) };
    let start = text.get(..colon)?.rfind(|sign: char| !sign.is_ascii_digit()).map_or(0, |at| {
        at + text.get(at..).and_then(|it| it.chars().next()).map_or(1, char::len_utf8)
    });
    let before = text.get(..start)?.trim_end_matches(['T', 't', ',', ' ']).to_owned();
    Some((before, time(text.get(start..)?)?))
}

/// The halves of a day, as they stand behind an hour from 1 to 12; spreadsheets in Arabic have a
/// letter for each.
const HALVES: [(&str, bool); 6] =
    [("a.m.", false), ("p.m.", true), ("am", false), ("pm", true), ("ص", false), ("م", true)];

/// The first colon between digits.
fn clock_at(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_digit =
        |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    (0..bytes.len()).find(|at| {
        bytes.get(*at) == Some(&b':') && is_digit(at.checked_sub(1)) && is_digit(Some(at + 1))
    })
}

/// `T22:05`, `T22:05:30`, with `Z` or an offset if one is stated; `T08:00/T10:00` of a range.
pub(crate) fn time(text: &str) -> Option<String> {
    let text = text.trim();
    range(text).or_else(|| one(text))
}

/// Two times with a dash between. An offset has no space before it, and hours and minutes of one
/// follow seconds; what is less sure is more often a range.
fn range(text: &str) -> Option<String> {
    let (at, dash) = text.char_indices().find(|(_, sign)| matches!(sign, '-' | '–' | '—'))?;
    let (start, end) = (text.get(..at)?, text.get(at + dash.len_utf8()..)?.trim_start());
    let is_precise = start.bytes().filter(|sign| *sign == b':').count() > 1;
    if clock_at(end).is_none() || (is_precise && dash == '-' && !start.ends_with(' ')) {
        return None;
    }
    let (start, end) = (one(start.trim_end())?, one(end)?);
    // Whoever names UTC once means both.
    let zone = end.strip_suffix('Z').filter(|_| !start.ends_with('Z')).map_or("", |_| "Z");
    Some(format!("{start}{zone}/{end}"))
}

fn one(text: &str) -> Option<String> {
    let end = text.find(|sign: char| !(sign.is_ascii_digit() || sign == ':')).unwrap_or(text.len());
    let (clock, rest) = text.split_at(end);
    let mut parts = clock.split(':').map(str::parse::<u32>);
    let mut hour = parts.next()?.ok()?;
    let minute = parts.next()?.ok()?;
    let second = parts.next().transpose().ok()?;
    if parts.next().is_some() {
        return None;
    }
    // Fractions of a second are more than anybody can know here.
    let rest = rest
        .strip_prefix('.')
        .map_or(rest, |rest| rest.trim_start_matches(|it: char| it.is_ascii_digit()));
    let mut rest = rest.trim().to_ascii_lowercase();
    for (word, is_afternoon) in HALVES {
        if let Some(after) = rest.strip_prefix(word) {
            if !(1..=12).contains(&hour) {
                return None;
            }
            hour = hour % 12 + if is_afternoon { 12 } else { 0 };
            rest = after.trim().to_owned();
            break;
        }
    }
    if hour > 24 || minute > 59 || second.is_some_and(|second| second > 59) {
        return None;
    }
    let second = second.filter(|second| *second > 0).map(|it| format!(":{it:02}"));
    let offset = offset(&rest)?;
    Some(format!("T{hour:02}:{minute:02}{}{offset}", second.unwrap_or_default()))
}

/// No place is further from UTC, hours.
const MOST_HOURS: u32 = 14;

/// What follows a time: nothing, UTC by one of its names, or hours and minutes from it.
fn offset(rest: &str) -> Option<String> {
    let rest = rest.trim_matches(['(', ')', ' ']);
    let after_name = ["utc", "gmt", "z"].into_iter().find_map(|name| rest.strip_prefix(name));
    let hours = after_name.unwrap_or(rest).trim();
    if hours.is_empty() {
        return Some(if after_name.is_some() { "Z" } else { "" }.to_owned());
    }
    let sign = hours.chars().next().filter(|sign| matches!(sign, '+' | '-'));
    let Some(sign) = sign else {
        // "Local time" and the like are what is meant without a word.
        let is_word = hours.chars().all(|sign| sign.is_alphabetic() || sign.is_whitespace());
        return (after_name.is_none() && is_word && hours.starts_with("local")).then(String::new);
    };
    let digits = hours.get(sign.len_utf8()..)?.trim_start();
    let (hour, minute) = match (digits.split_once(':'), digits.len()) {
        (Some(parts), _) => parts,
        (None, 1 | 2) => (digits, "00"),
        (None, 3 | 4) => digits.split_at_checked(digits.len() - 2)?,
        _ => return None,
    };
    let number = |text: &str, most: u32| {
        let is_whole = !text.is_empty() && text.bytes().all(|sign| sign.is_ascii_digit());
        text.parse::<u32>().ok().filter(|number| is_whole && *number <= most)
    };
    let (hour, minute) = (number(hour, MOST_HOURS)?, number(minute, 59)?);
    Some(format!("{sign}{hour:02}:{minute:02}"))
}
