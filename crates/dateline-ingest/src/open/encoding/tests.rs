use super::*;

/// The bytes of a text in a one-byte encoding, found by reading every byte.
fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
    let signs: Vec<char> = (0..=255).map(|byte| only_sign(byte, encoding)).collect();
    let byte = |sign: char| signs.iter().position(|it| *it == sign).unwrap() as u8;
    text.chars().map(byte).collect()
}

fn only_sign(byte: u8, encoding: Encoding) -> char {
    decode(&[byte], Some(encoding)).text.chars().next().unwrap()
}

#[test]
fn bytes_mean_what_the_encodings_are_known_for() {
    let signs = |encoding, bytes: &[u8]| decode(bytes, Some(encoding)).text.into_owned();
    let western = [0x80, 0x8A, 0x92, 0x9F, 0xA0, 0xC4, 0xDF, 0xE9, 0xF1, 0xFF];
    assert_eq!(signs(Encoding::Windows1252, &western), "€Š’Ÿ\u{A0}Äßéñÿ");
    let arabic = [0x80, 0x81, 0x8D, 0x90, 0xA1, 0xBF, 0xC7, 0xC8, 0xD5, 0xDA, 0xE1, 0xED, 0xFF];
    assert_eq!(signs(Encoding::Windows1256, &arabic), "€پچگ،؟ابصعليے");
    let cyrillic = [0x88, 0xA5, 0xA8, 0xAA, 0xAF, 0xB3, 0xB4, 0xB9, 0xBF, 0xC0, 0xDF, 0xE0, 0xFF];
    assert_eq!(signs(Encoding::Windows1251, &cyrillic), "€ҐЁЄЇіґ№їАЯая");
    for encoding in [Encoding::Windows1252, Encoding::Windows1256, Encoding::Windows1251] {
        let read: Vec<char> = (0..=255).map(|byte| only_sign(byte, encoding)).collect();
        assert!(read.iter().take(128).enumerate().all(|(byte, sign)| *sign as usize == byte));
        let distinct: std::collections::HashSet<_> = read.iter().collect();
        assert_eq!(distinct.len(), 256, "{}", encoding.name());
    }
}

#[test]
fn an_encoding_without_a_mark_is_guessed_from_its_letters() {
    let texts = [
        (
            Encoding::Windows1252,
            "id,título\n1,Niño muerto en Alcañiz\n2,Über die Brücke, à Paris\n",
        ),
        (
            Encoding::Windows1256,
            "id,العنوان\n1,قصف على حي الشعار في حلب\n2,خروج المدنيين من المدينة\n",
        ),
        (
            Encoding::Windows1251,
            "id,название\n1,Обстрел жилого района\n2,Вихід цивільних з міста\n",
        ),
    ];
    for (ours, text) in texts {
        let bytes = encoded(text, ours);
        let read = decode(&bytes, None);
        assert_eq!((read.text.as_ref(), read.encoding, read.is_guess), (text, ours, true));
    }
}

#[test]
fn utf16_is_read_with_and_without_its_mark_in_both_orders() {
    let text = "id;date\nA;2016-12-05\n";
    for (big, encoding) in [(false, Encoding::Utf16Le), (true, Encoding::Utf16Be)] {
        for mark in [true, false] {
            let with_mark = if mark { format!("\u{FEFF}{text}") } else { text.to_owned() };
            let unit = |it: u16| if big { it.to_be_bytes() } else { it.to_le_bytes() };
            let bytes: Vec<u8> = with_mark.encode_utf16().flat_map(unit).collect();
            let read = decode(&bytes, None);
            assert_eq!((read.text.as_ref(), read.encoding), (text, encoding));
            assert_eq!(read.is_guess, !mark);
        }
    }
}

#[test]
fn utf8_needs_no_mark_and_a_few_broken_bytes_do_not_make_it_another_encoding() {
    let text = "حلب؛ ".repeat(40);
    let read = decode(text.as_bytes(), None);
    assert_eq!((read.text.as_ref(), read.encoding, read.is_guess), (&*text, Encoding::Utf8, false));
    let mut bytes = text.into_bytes();
    bytes[3] = 0xFF;
    let read = decode(&bytes, None);
    assert_eq!((read.encoding, read.is_guess), (Encoding::Utf8, true));
    assert!(read.lost > 0);
    let marked = decode(b"\xEF\xBB\xBFid", None);
    assert_eq!((marked.text.as_ref(), marked.is_guess), ("id", false));
}
