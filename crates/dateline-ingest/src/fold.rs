//! Names of places as they are compared: without what differs from one writer to the next.
//!
//! Case, diacritics, forms of Arabic letters, hyphens, apostrophes and spaces tell no place from
//! another, and articles rarely do. Has no opinion on which places there are.

/// A name in two forms. Of two places the one that agrees in the first is meant before one that
/// agrees in the second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Folded {
    /// Letters and digits alone.
    pub(crate) whole: String,
    /// The same without articles.
    pub(crate) bare: String,
}

/// Letters of which marks are left out, after what they are without.
const LATIN: [(char, &str); 24] = [
    ('a', "àáâãäåāăąǎȁȃȧạảấầẩẫậắằẳẵặ"),
    ('b', "ḃḅḇ"),
    ('c', "çćĉċč"),
    ('d', "ďđðḍḏḑ"),
    ('e', "èéêëēĕėęěȅȇȩẹẻẽếềểễệ"),
    ('g', "ĝğġģǧǵḡ"),
    ('h', "ĥħȟḣḥḧḩḫẖ"),
    ('i', "ìíîïĩīĭįǐȉȋịỉ"),
    ('j', "ĵ"),
    ('k', "ķǩḱḳḵ"),
    ('l', "ĺļľłḷḹḻ"),
    ('m', "ḿṁṃ"),
    ('n', "ñńņňǹṅṇṉ"),
    ('o', "òóôõöøōŏőơǒọỏốồổỗộớờởỡợ"),
    ('r', "ŕŗřṙṛṝṟ"),
    ('s', "śŝşšșṡṣ"),
    ('t', "ţťțṫṭṯẗ"),
    ('u', "ùúûüũūŭůűųưǔụủứừửữự"),
    ('w', "ŵẁẃẅ"),
    ('y', "ýÿŷẏỳỵỷỹ"),
    ('z', "źżžẑẓẕ"),
    ('е', "ё"),
    ('и', "й"),
    ('і', "ї"),
];

/// Forms of one Arabic letter, also those of Persian, after the one that is compared.
const ARABIC: [(char, &str); 5] =
    [('ا', "أإآٱ"), ('ي', "ىئی"), ('و', "ؤ"), ('ه', "ةۀھہ"), ('ك', "ک")];

/// Articles before a hyphen: before letters of the sun they sound like these.
#[rustfmt::skip]
const HYPHENATED: [&str; 25] = [
    "al", "el", "ul", "ad", "ed", "an", "en", "ar", "er", "as", "es", "at", "et", "az", "ez",
    "ash", "esh", "adh", "edh", "ath", "eth", "ach", "ech", "il", "l",
];

impl Folded {
    /// A name as it is compared.
    pub(crate) fn of(name: &str) -> Self {
        let (mut whole, mut bare) = (String::new(), String::new());
        for (word, before) in words(name) {
            whole.push_str(&word);
            bare.push_str(if is_article(&word, before) { "" } else { without_article(&word) });
        }
        if bare.is_empty() {
            bare.clone_from(&whole);
        }
        Self { whole, bare }
    }
}

/// The words of a name, each with the sign that ends it.
fn words(name: &str) -> Vec<(String, char)> {
    let mut words = vec![(String::new(), ' ')];
    for sign in name.chars().filter(|sign| !is_mark(*sign)) {
        let Some((word, end)) = words.last_mut() else { break };
        let folded = sign.to_uppercase().flat_map(char::to_lowercase);
        let before = word.len();
        let is_said = |it: &char| it.is_alphanumeric() && !is_mark(*it) && !is_apostrophe(*it);
        folded.filter(is_said).for_each(|it| add(it, word));
        if word.len() == before && !is_apostrophe(sign) {
            *end = if is_hyphen(sign) { '-' } else { ' ' };
            words.push((String::new(), ' '));
        }
    }
    words.retain(|(word, _)| !word.is_empty());
    words
}

/// Adds a small letter or a digit as it is compared.
fn add(letter: char, word: &mut String) {
    match letter {
        'ß' => word.push_str("ss"),
        'æ' => word.push_str("ae"),
        'œ' => word.push_str("oe"),
        'þ' => word.push_str("th"),
        // The digits of Arabic and of Persian.
        '٠'..='٩' | '۰'..='۹' => {
            let zero = if letter < '۰' { '٠' } else { '۰' };
            let digit = (u32::from(letter) - u32::from(zero)) as u8;
            word.push(char::from(b'0' + digit));
        }
        _ if letter.is_ascii() => word.push(letter),
        _ => {
            let of = |list: &&(char, &str)| list.1.contains(letter);
            let plain = LATIN.iter().chain(&ARABIC).find(of);
            word.push(plain.map_or(letter, |(plain, _)| *plain));
        }
    }
}

/// What is written above and below letters, and what only makes a word longer.
fn is_mark(sign: char) -> bool {
    matches!(sign, '\u{0300}'..='\u{036F}' | '\u{0610}'..='\u{061A}' | '\u{0640}'
        | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06ED}' | '\u{1AB0}'..='\u{1AFF}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Signs within a word, for ʿayn and hamza too.
fn is_apostrophe(sign: char) -> bool {
    matches!(sign, '\'' | '`' | '´' | '‘' | '’' | 'ʻ' | 'ʼ' | 'ʽ' | 'ʾ' | 'ʿ' | 'ˈ' | '′' | '"')
}

fn is_hyphen(sign: char) -> bool {
    matches!(sign, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn is_article(word: &str, end: char) -> bool {
    matches!(word, "al" | "the") || (end == '-' && HYPHENATED.contains(&word))
}

/// A word of Arabic without its article.
fn without_article(word: &str) -> &str {
    word.strip_prefix("ال").filter(|rest| rest.chars().count() > 1).unwrap_or(word)
}

#[cfg(test)]
#[path = "fold_tests.rs"]
mod tests;
