//! A window as people type it: two dates, the last one included (T7, T9).

use super::{EdtfDate, Moment, Precision, Span, format_moment};

/// Which of the two fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowEnd {
    /// The first day.
    Start,
    /// The last day.
    End,
}

/// Why a typed window is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowFault {
    /// What stands there is no date.
    Unreadable,
    /// The date lies outside what there is to show.
    Outside,
    /// It would end before it starts.
    Reversed,
}

/// The text with the digits 0 to 9 for those of Arabic and Persian, and without the marks
/// that only turn the direction of writing.
pub fn with_latin_digits(text: &str) -> String {
    text.chars()
        .filter(|letter| !matches!(letter, '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}'))
        .map(|letter| match letter {
            '\u{660}'..='\u{669}' => latin_digit(letter, '\u{660}'),
            '\u{6f0}'..='\u{6f9}' => latin_digit(letter, '\u{6f0}'),
            letter => letter,
        })
        .collect()
}

fn latin_digit(letter: char, zero: char) -> char {
    char::from(b'0' + (u32::from(letter) - u32::from(zero)) as u8)
}

/// The window from the whole of what `from` names to the whole of what `to` names, in EDTF:
/// `2016-11` to `2016-12-05` is from 1 November to the end of 5 December. An end with a time
/// of day is that very moment. What reaches beyond `story` is cut off there.
///
/// # Errors
/// Which field is at fault, and why; the end for a window that is reversed.
pub fn read_window(from: &str, to: &str, story: Span) -> Result<Span, (WindowEnd, WindowFault)> {
    let start = read(from, WindowEnd::Start, story)?;
    let end = read(to, WindowEnd::End, story)?;
    let window = Span { start: start.max(story.start), end: end.min(story.end) };
    if window.seconds() > 0 { Ok(window) } else { Err((WindowEnd::End, WindowFault::Reversed)) }
}

/// Where the window has that end by what is typed there.
fn read(text: &str, end: WindowEnd, story: Span) -> Result<Moment, (WindowEnd, WindowFault)> {
    let Ok(EdtfDate { span, precision, .. }) = EdtfDate::parse(&with_latin_digits(text)) else {
        return Err((end, WindowFault::Unreadable));
    };
    let is_moment = end == WindowEnd::End && precision >= Precision::Minute;
    // The end of the story is a moment of it, though none of its seconds; a day that begins with
    // it is outside, and so is one that ends as the story begins.
    let starts_in = span.start < story.end || is_moment && span.start == story.end;
    if !starts_in || span.end <= story.start {
        return Err((end, WindowFault::Outside));
    }
    Ok(if end == WindowEnd::Start || is_moment { span.start } else { span.end })
}

/// The two fields of a window: its first and its last day, or moments where it does not
/// start and end at midnight. The inverse of [`read_window`].
pub fn written_window(window: Span) -> (String, String) {
    let start = window.start;
    // A midnight as the day that begins with it, not as the one that it ends.
    let from = if start.is_midnight() { start.day().to_iso() } else { format_moment(start) };
    (from, format_moment(window.end))
}

impl Span {
    /// The span as long as before, to the second, and starting as near to `start` as `within`
    /// has room for it.
    #[must_use]
    pub fn moved_to(self, start: Moment, within: Self) -> Self {
        let length = self.seconds().min(within.seconds());
        let start = Self { start: within.start, end: Moment(within.end.0 - length) }.clamp(start);
        Self { start, end: Moment(start.0 + length) }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn story() -> Span {
        EdtfDate::parse("2012-07-01/2016-12-31").unwrap().span
    }

    fn window(from: &str, to: &str) -> Result<String, (WindowEnd, WindowFault)> {
        read_window(from, to, story()).map(|window| {
            let (from, to) = written_window(window);
            format!("{from} {to}")
        })
    }

    #[test]
    fn the_last_day_is_inside() {
        assert_eq!(window("2016-12-01", "2016-12-05").unwrap(), "2016-12-01 2016-12-05");
        let one_day = read_window("2016-12-05", "2016-12-05", story()).unwrap();
        assert_eq!(one_day, Span::of_day(one_day.start.day()));
    }

    #[test]
    fn months_and_years_are_meant_as_a_whole_as_far_as_the_story_goes() {
        assert_eq!(window("2016-11", "2016-11").unwrap(), "2016-11-01 2016-11-30");
        assert_eq!(window("2012", "2016").unwrap(), "2012-07-01 2016-12-31");
    }

    #[test]
    fn a_time_of_day_is_that_moment() {
        let written = window("2016-12-05T10:30", "2016-12-05T22:00").unwrap();
        assert_eq!(written, "2016-12-05T10:30 2016-12-05T22:00");
    }

    #[test]
    fn digits_of_arabic_are_understood() {
        assert_eq!(window("٢٠١٦-١٢-٠١", "\u{200f}۲۰۱۶-۱۲-۰۵").unwrap(), "2016-12-01 2016-12-05");
    }

    #[test]
    fn what_is_wrong_is_told_of_the_field_that_it_stands_in() {
        use {WindowEnd::*, WindowFault::*};
        assert_eq!(window("yesterday", "2016-12-05"), Err((Start, Unreadable)));
        assert_eq!(window("2016-12-05", "05/12/2016"), Err((End, Unreadable)));
        assert_eq!(window("2016-12-05", ""), Err((End, Unreadable)));
        assert_eq!(window("2011-12-05", "2016-12-05"), Err((Start, Outside)));
        assert_eq!(window("2016-12-05", "2017-02"), Err((End, Outside)));
        // A day that only touches the story has nothing of it.
        assert_eq!(window("2012-06-30", "2016-12-05"), Err((Start, Outside)));
        assert_eq!(window("2012-07-01", "2012-06-30"), Err((End, Outside)));
        assert_eq!(window("2017-01-01", "2017-01-01"), Err((Start, Outside)));
        assert_eq!(window("2016-12-05", "2017-01-01"), Err((End, Outside)));
        assert_eq!(window("2017-01-01T00:00", "2017-01-01T00:00"), Err((Start, Outside)));
        assert_eq!(window("2016-12-31", "2017-01-01T00:00").unwrap(), "2016-12-31 2016-12-31");
        assert_eq!(window("2016-12-05", "2016-12-04"), Err((End, Reversed)));
        assert_eq!(window("2016-12-05T10:00", "2016-12-05T10:00"), Err((End, Reversed)));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(start in 0..39_000_i64, length in 1..39_000_i64) {
            let hour = |hours: i64| Moment(story().end.0 - (39_000 - hours) * 3_600);
            let window = Span { start: hour(start), end: hour((start + length).min(39_000)) };
            let (from, to) = written_window(window);
            prop_assert_eq!(read_window(&from, &to, story()), Ok(window));
        }

        #[test]
        fn a_window_that_is_moved_keeps_its_length_and_stays_inside(
            start in 0..1_000_i64, length in 1..1_500_i64, to in -5_000..5_000_i64,
        ) {
            let within = Span { start: Moment(-100), end: Moment(1_600) };
            let window = Span { start: Moment(start), end: Moment(start + length) };
            let moved = window.moved_to(Moment(to), within);
            prop_assert_eq!(moved.seconds(), length);
            prop_assert!(within.start <= moved.start && moved.end <= within.end);
            if (-100..=1_600 - length).contains(&to) {
                prop_assert_eq!(moved.start, Moment(to));
            }
        }
    }
}
