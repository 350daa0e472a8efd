//! Names of months in the languages in which tables are kept.

/// Names by month, in small letters, in full or as the shortest beginning that is used and
/// means nothing else: English, French, German, Spanish, Turkish, Russian, Ukrainian and
/// Arabic in both sets of names, as [`joined`] writes them.
const NAMES: [&[&str]; 12] = [
    &[
        "jan",
        "janvier",
        "enero",
        "ene",
        "ocak",
        "oca",
        "январ",
        "янв",
        "січ",
        "يناير",
        "كانون_ثاني",
    ],
    &[
        "feb",
        "février",
        "fevrier",
        "fév",
        "fev",
        "şubat",
        "şub",
        "феврал",
        "фев",
        "лют",
        "فبراير",
        "شباط",
    ],
    &["mar", "märz", "maerz", "mär", "mrz", "март", "мар", "берез", "бер", "مارس", "اذار"],
    &[
        "apr",
        "avril",
        "avr",
        "abril",
        "abr",
        "nisan",
        "nis",
        "апрел",
        "апр",
        "квіт",
        "ابريل",
        "نيسان",
    ],
    &["may", "mai", "mayıs", "май", "мая", "трав", "مايو", "ايار"],
    &["jun", "juin", "haziran", "haz", "июн", "черв", "يوني", "حزيران"],
    &["jul", "juil", "temmuz", "tem", "июл", "лип", "يولي", "تموز"],
    &[
        "aug",
        "août",
        "aout",
        "agosto",
        "ago",
        "ağustos",
        "ağu",
        "август",
        "авг",
        "серп",
        "اغسطس",
        WHOLE,
    ],
    &["sep", "septiembre", "eylül", "eyl", "сентябр", "сен", "верес", "سبتمبر", "ايلول"],
    &["oct", "okt", "ekim", "eki", "октябр", "окт", "жовт", "اكتوبر", "تشرين_اول"],
    &["nov", "kasım", "kas", "ноябр", "ноя", "листоп", "نوفمبر", "تشرين_ثاني"],
    &["dec", "déc", "dez", "dic", "aralık", "ara", "декабр", "дек", "груд", "ديسمبر", "كانون_اول"],
];

/// August, with which the word for April may begin.
const WHOLE: &str = "اب";
/// Months whose names are two words, with the article and without, and how they are one.
const JOINED: [(&str, &str); 4] =
    [("كانون ", "كانون_"), ("تشرين ", "تشرين_"), ("كانون_ال", "كانون_"), ("تشرين_ال", "تشرين_")];

/// A text in which each name of a month is one word, and alif has one form.
pub(super) fn joined(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    // With hamza, with madda and without.
    let text = text.replace(['أ', 'إ', 'آ'], "ا");
    JOINED.iter().fold(text, |text, (apart, one)| text.replace(apart, one))
}

/// The number of a month by its name or a beginning of it, 1 to 12.
pub(crate) fn number(word: &str) -> Option<u32> {
    let word = joined(word.trim_end_matches('.')).to_lowercase();
    if word.chars().count() < 2 {
        return None;
    }
    // The longest beginning wins: «juil» is not «juin».
    let by_month = NAMES.iter().enumerate().filter_map(|(place, names)| {
        let is_meant =
            |name: &&&str| word.starts_with(**name) && (**name != WHOLE || word == WHOLE);
        let longest = names.iter().filter(is_meant).map(|name| name.len()).max()?;
        Some((longest, place))
    });
    by_month.max().and_then(|(_, place)| u32::try_from(place + 1).ok())
}
