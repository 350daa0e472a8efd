//! What is told of one problem alone, in the other languages of the interface.
//!
//! English is what the code says where it finds a problem; what the same is called elsewhere
//! stands in `locales/reader`, by the English sentence with `{}` where something of the file
//! goes and `{words}` where words of this table go. It is looked up here and not in the page, so
//! that nobody downloads it who reads a packed story. Has no opinion on what problems there are.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use dateline_core::model::Text;

const ARABIC: &str = include_str!("../../../locales/reader/details.ar.json");
/// What stands in an English sentence for something of the file, and for words of the table.
const PLACES: [&str; 2] = ["{}", "{words}"];
/// Sentences within sentences that are looked up.
const MAX_DEPTH: usize = 3;
/// What keeps a date or a path together between words that run to the left. Packs hold no
/// isolates, so it is the plain mark.
const LEFT_TO_RIGHT: &str = "\u{200e}";

/// What others say whole, in words of this table with something filled in: `serde_json` and, of a
/// part of a workbook, the reader of XML. Of whatever else they say words might stand here by
/// chance, as those of “… or …” do.
const FOREIGN: [&str; 4] = [
    "{words} at line {} column {}",
    "expected {}",
    "expected {} or {}",
    "the limit is {} elements",
];
const OF_A_PART: &str = "{}: {words}";
const OF_XML: [&str; 3] =
    ["elements lie too deep in one another", "the file breaks off", "the limit is {} elements"];

/// An English sentence with places to fill in, and the Arabic one.
struct Sentence {
    english: String,
    start: String,
    /// Of each place whether it is words of the table, and what stands after it.
    places: Vec<(bool, String)>,
    arabic: String,
}

/// Who wrote the English words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wording {
    /// This crate, so that all patterns of the table are meant.
    Own,
    /// A library, a system, a page.
    Foreign,
}

/// The detail in every language that has it; empty if there is none.
pub(crate) fn spoken(detail: &str, wording: Wording) -> Text {
    if detail.is_empty() {
        return Text::default();
    }
    let in_english = ("en".to_owned(), detail.to_owned());
    let in_arabic = arabic(detail, wording, 0).map(|words| ("ar".to_owned(), words));
    Text::PerLanguage([Some(in_english), in_arabic].into_iter().flatten().collect())
}

/// Whether it is said in every language.
pub(crate) fn is_known(detail: &str) -> bool {
    detail.is_empty() || arabic(detail, Wording::Own, 0).is_some()
}

fn arabic(detail: &str, wording: Wording, depth: usize) -> Option<String> {
    if depth > MAX_DEPTH {
        return None;
    }
    let matching = sentences().iter().filter_map(|one| Some((one, one.parts_of(detail)?)));
    let matching =
        matching.filter(|(one, parts)| wording == Wording::Own || one.is_said_by_others(parts));
    // “{} rows” fits more than is meant by it.
    let (sentence, parts) = matching.max_by_key(|(one, _)| one.told_bytes())?;
    let said = parts.iter().zip(&sentence.places).map(|(part, (is_words, _))| {
        let words = if *is_words { arabic(part, wording, depth + 1) } else { None };
        // Between signs alone, as in “Sheet 1: …”, stands nothing but what is filled in.
        let is_said = words.is_some() || !*is_words || sentence.has_letters();
        is_said.then(|| words.unwrap_or_else(|| kept_together(part)))
    });
    Some(filled(&sentence.arabic, &said.collect::<Option<Vec<_>>>()?))
}

/// The template with the parts at `{1}`, `{2}` …; other braces stay.
fn filled(template: &str, parts: &[String]) -> String {
    let mut pieces = template.split('{');
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let numbered = piece.split_once('}').and_then(|(number, after)| {
            Some((parts.get(number.parse::<usize>().ok()?.checked_sub(1)?)?, after))
        });
        match numbered {
            Some((part, after)) => text.extend([part, after]),
            None => text.extend(["{", piece]),
        }
    }
    text
}

/// The text of a file within Arabic words.
fn kept_together(part: &str) -> String {
    let runs_left = part.chars().any(|sign| matches!(sign, '\u{590}'..='\u{8ff}'));
    if runs_left || part.is_empty() {
        part.to_owned()
    } else {
        [LEFT_TO_RIGHT, part, LEFT_TO_RIGHT].concat()
    }
}

fn table() -> BTreeMap<String, String> {
    // A test holds that it can be read.
    serde_json::from_str(ARABIC).unwrap_or_default()
}

fn sentences() -> &'static [Sentence] {
    static ALL: OnceLock<Vec<Sentence>> = OnceLock::new();
    ALL.get_or_init(|| {
        table().into_iter().map(|(english, arabic)| Sentence::of(&english, arabic)).collect()
    })
}

impl Sentence {
    fn of(english: &str, arabic: String) -> Self {
        let mut rest = english;
        let mut literals = Vec::new();
        let mut are_words = Vec::new();
        while let Some((at, place)) =
            PLACES.iter().filter_map(|place| Some((rest.find(place)?, *place))).min()
        {
            let (before, after) = rest.split_at(at);
            literals.push(before.to_owned());
            are_words.push(place == PLACES[1]);
            rest = after.get(place.len()..).unwrap_or_default();
        }
        literals.push(rest.to_owned());
        let start = literals.remove(0);
        let places = are_words.into_iter().zip(literals).collect();
        Self { english: english.to_owned(), start, places, arabic }
    }

    /// Whether it is meant where others said it with these parts.
    fn is_said_by_others(&self, parts: &[&str]) -> bool {
        if self.english == OF_A_PART {
            let last = parts.last().copied().unwrap_or_default();
            let of_xml = sentences().iter().filter(|one| OF_XML.contains(&one.english.as_str()));
            return of_xml
                .filter_map(|one| Some((one, one.parts_of(last)?)))
                .any(|(one, parts)| one.is_said_by_others(&parts));
        }
        let is_one = |(part, (is_words, _)): (&&str, &(bool, String))| {
            *is_words || !part.contains(char::is_whitespace)
        };
        self.places.is_empty()
            || (FOREIGN.contains(&self.english.as_str())
                && parts.iter().zip(&self.places).all(is_one))
    }

    /// Whether it has words of its own.
    fn has_letters(&self) -> bool {
        let literals = self.places.iter().map(|(_, literal)| literal).chain([&self.start]);
        literals.into_iter().any(|literal| literal.contains(char::is_alphabetic))
    }

    /// How much of it is told whatever is filled in.
    fn told_bytes(&self) -> usize {
        self.start.len() + self.places.iter().map(|(_, literal)| literal.len()).sum::<usize>()
    }

    /// What stands at the places, if the text is this sentence.
    fn parts_of<'t>(&self, text: &'t str) -> Option<Vec<&'t str>> {
        let mut rest = text.strip_prefix(self.start.as_str())?;
        let mut parts = Vec::with_capacity(self.places.len());
        let Some(((_, end), inner)) = self.places.split_last() else {
            return rest.is_empty().then_some(parts);
        };
        for (_, literal) in inner {
            let (part, after) = rest.split_once(literal.as_str())?;
            parts.push(part);
            rest = after;
        }
        parts.push(rest.strip_suffix(end.as_str())?);
        Some(parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_arabic(detail: &str) -> String {
        spoken(detail, Wording::Own).with_tag("ar").1.replace(LEFT_TO_RIGHT, "|")
    }

    #[test]
    fn every_sentence_of_the_table_is_arabic_with_the_places_of_the_english_one() {
        let table = table();
        assert!(table.len() > 200, "{}", table.len());
        for (english, arabic) in &table {
            let sentence = Sentence::of(english, arabic.clone());
            let is_arabic = arabic.chars().any(|sign| ('ء'..='ي').contains(&sign));
            assert!(is_arabic || english == "{}: {words}", "{english}: {arabic}");
            for number in 1..=sentence.places.len() {
                // “One day” spells its number out.
                let is_there = arabic.contains(&format!("{{{number}}}")) || english == "{} day";
                assert!(is_there, "{english}: {arabic}");
            }
            // An address at the end would be torn from its colon.
            assert!(!arabic.ends_with(':'), "{arabic}");
            let beyond = format!("{{{}}}", sentence.places.len() + 1);
            assert!(!arabic.contains(&beyond), "{english}: {arabic}");
            let (_, inner) = sentence.places.split_last().unwrap_or((&(false, String::new()), &[]));
            assert!(inner.iter().all(|(_, literal)| !literal.is_empty()), "{english}");
        }
    }

    #[test]
    fn what_is_filled_in_is_said_in_arabic_where_it_is_words_and_kept_where_it_is_the_files() {
        assert_eq!(in_arabic("month 13 does not exist, character 6"), "لا شهر رقمه |13|، الحرف |6|");
        assert_eq!(in_arabic("“March” has no outline"), "لا حدود لـ«|March|»");
        assert_eq!(in_arabic("“حلب” has no outline"), "لا حدود لـ«حلب»");
        let date =
            "the date can be 3 April or 4 March: write 2022-04-03 or 2022-03-04, character 1";
        let said =
            "قد يكون التاريخ |3| نيسان أو |4| آذار: اكتب |2022-04-03| أو |2022-03-04|، الحرف |1|";
        assert_eq!(in_arabic(date), said);
        assert_eq!(in_arabic("“{1}” has no outline"), "لا حدود لـ«|{1}|»");
        assert_eq!(
            in_arabic("a ring encloses nothing; in A; in B"),
            "حلقة لا تحيط بشيء؛ في |A; in B|"
        );
    }

    #[test]
    fn what_nobody_has_worded_stays_in_english_alone() {
        for detail in [
            "404",
            "invalid type: null",
            "No such file or directory (os error 2)",
            "it is in use or locked",
            "in use",
            "1 day",
            "expected a feature or a collection of them",
            "ill-formed document: expected `</a>`, but `</b>` was found",
            "Sheet 1: ill-formed document: expected `</a>`, but `</b>` was found",
            "Error while deserializing JSON: expected value",
            "timed out until noon, at most 1 day are bridged",
        ] {
            assert_eq!(spoken(detail, Wording::Foreign).with_tag("ar"), ("en", detail));
        }
        let foreign =
            |detail| spoken(detail, Wording::Foreign).with_tag("ar").1.replace(LEFT_TO_RIGHT, "|");
        let said = "المطلوب |`,`| أو |`}`|، السطر |3|، الحرف |5|";
        assert_eq!(foreign("expected `,` or `}` at line 3 column 5"), said);
        assert_eq!(foreign("trailing comma"), "فاصلة زائدة");
        assert_eq!(foreign("Sheet 1: the limit is 5 elements"), "|Sheet 1|: الحد |5| عنصر");
        assert_eq!(in_arabic("Sheet 1: the file breaks off"), "|Sheet 1|: الملف مبتور");
        assert!(spoken("", Wording::Own).is_empty() && !is_known("404") && is_known(""));
    }
}
