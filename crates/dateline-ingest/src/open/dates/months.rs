//! Names of months in the languages in which tables are kept.

/// Names by month, in small letters, in full or as the shortest beginning that is used and
/// means nothing else: English, French, German, Spanish, Turkish, Russian, Ukrainian and
/// Arabic in both sets of names.
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
        "كانون_الثاني",
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
    &["mar", "märz", "maerz", "mär", "mrz", "март", "мар", "берез", "бер", "مارس", "آذار", "اذار"],
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
        "أبريل",
        "ابريل",
        "نيسان",
    ],
    &["may", "mai", "mayıs", "май", "мая", "трав", "مايو", "أيار", "ايار"],
    &["jun", "juin", "haziran", "haz", "июн", "черв", "يونيو", "حزيران"],
    &["jul", "juil", "temmuz", "tem", "июл", "лип", "يوليو", "تموز"],
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
        "أغسطس",
        "اغسطس",
        "آب",
    ],
    &["sep", "septiembre", "eylül", "eyl", "сентябр", "сен", "верес", "سبتمبر", "أيلول", "ايلول"],
    &[
        "oct",
        "okt",
        "ekim",
        "eki",
        "октябр",
        "окт",
        "жовт",
        "أكتوبر",
        "اكتوبر",
        "تشرين_الأول",
        "تشرين_الاول",
    ],
    &["nov", "kasım", "kas", "ноябр", "ноя", "листоп", "نوفمبر", "تشرين_الثاني"],
    &[
        "dec",
        "déc",
        "dez",
        "dic",
        "aralık",
        "ara",
        "декабр",
        "дек",
        "груд",
        "ديسمبر",
        "كانون_الأول",
        "كانون_الاول",
    ],
];

/// Months whose names are two words, joined so that they are one.
pub(super) fn joined(text: &str) -> String {
    text.replace("كانون ال", "كانون_ال").replace("تشرين ال", "تشرين_ال")
}

/// The number of a month by its name or a beginning of it, 1 to 12.
pub(crate) fn number(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.').to_lowercase();
    if word.chars().count() < 2 {
        return None;
    }
    // The longest beginning wins: «juil» is not «juin».
    let by_month = NAMES.iter().enumerate().filter_map(|(place, names)| {
        let longest =
            names.iter().filter(|name| word.starts_with(**name)).map(|name| name.len()).max()?;
        Some((longest, place))
    });
    by_month.max().and_then(|(_, place)| u32::try_from(place + 1).ok())
}
