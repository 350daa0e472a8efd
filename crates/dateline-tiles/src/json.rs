//! JSON as far as descriptions of tiles need it, read without a library.
//!
//! Source: RFC 8259. Depth and number of values are bounded. Numbers are as exact as levels
//! and degrees ask for, not to the last digit.

use crate::error::TileError;

/// Values in one another.
const MAX_DEPTH: usize = 32;
/// The most values of a text.
const MAX_VALUES: usize = 100_000;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// Members in their order.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads a text.
    ///
    /// # Errors
    /// [`TileError::Json`], or [`TileError::TooLarge`] beyond the bounds.
    pub fn read(text: &str) -> Result<Self, TileError> {
        let mut reader = Reader { text, at: 0, values: 0 };
        let value = reader.value(0)?;
        reader.space();
        if reader.at == text.len() { Ok(value) } else { Err(TileError::Json) }
    }

    /// The member of that name; of two the last.
    pub fn member(&self, name: &str) -> Option<&Self> {
        let Self::Object(members) = self else { return None };
        members.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The text of a member that is one.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.member(name)? {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number of a member that is one.
    pub fn number(&self, name: &str) -> Option<f64> {
        match self.member(name)? {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The values of a member that is a list.
    pub fn list(&self, name: &str) -> Option<&[Self]> {
        match self.member(name)? {
            Self::List(values) => Some(values),
            _ => None,
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    values: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while self.peek().is_some_and(|byte| b" \t\r\n".contains(&byte)) {
            self.at += 1;
        }
    }

    fn eat(&mut self, wanted: &str) -> bool {
        let is_next = self
            .text
            .as_bytes()
            .get(self.at..)
            .is_some_and(|rest| rest.starts_with(wanted.as_bytes()));
        self.at += if is_next { wanted.len() } else { 0 };
        is_next
    }

    fn value(&mut self, depth: usize) -> Result<Json, TileError> {
        self.values += 1;
        if depth > MAX_DEPTH || self.values > MAX_VALUES {
            return Err(TileError::TooLarge);
        }
        self.space();
        match self.peek() {
            Some(b'"') => self.string().map(Json::Text),
            Some(b'[') => self.list(depth),
            Some(b'{') => self.object(depth),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ if self.eat("null") => Ok(Json::Null),
            _ if self.eat("true") => Ok(Json::Flag(true)),
            _ if self.eat("false") => Ok(Json::Flag(false)),
            _ => Err(TileError::Json),
        }
    }

    /// Whether another item follows: a comma, or the end that closes the list.
    fn follows(&mut self, end: &str) -> Result<bool, TileError> {
        self.space();
        match (self.eat(","), self.eat(end)) {
            (true, false) => Ok(true),
            (false, true) => Ok(false),
            _ => Err(TileError::Json),
        }
    }

    fn list(&mut self, depth: usize) -> Result<Json, TileError> {
        self.at += 1;
        let mut values = Vec::new();
        self.space();
        if self.eat("]") {
            return Ok(Json::List(values));
        }
        loop {
            values.push(self.value(depth + 1)?);
            if !self.follows("]")? {
                return Ok(Json::List(values));
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Json, TileError> {
        self.at += 1;
        let mut members = Vec::new();
        self.space();
        if self.eat("}") {
            return Ok(Json::Object(members));
        }
        loop {
            self.space();
            let name = self.string()?;
            self.space();
            if !self.eat(":") {
                return Err(TileError::Json);
            }
            members.push((name, self.value(depth + 1)?));
            if !self.follows("}")? {
                return Ok(Json::Object(members));
            }
        }
    }

    fn string(&mut self) -> Result<String, TileError> {
        if !self.eat("\"") {
            return Err(TileError::Json);
        }
        let mut read = String::new();
        loop {
            let rest = self.text.get(self.at..).ok_or(TileError::Json)?;
            let character = rest.chars().next().ok_or(TileError::Json)?;
            self.at += character.len_utf8();
            match character {
                '"' => return Ok(read),
                '\\' => read.push(self.escaped()?),
                '\0'..='\x1f' => return Err(TileError::Json),
                other => read.push(other),
            }
        }
    }

    fn escaped(&mut self) -> Result<char, TileError> {
        let byte = self.peek().ok_or(TileError::Json)?;
        self.at += 1;
        match byte {
            b'"' | b'\\' | b'/' => Ok(char::from(byte)),
            b'b' => Ok('\x08'),
            b'f' => Ok('\x0c'),
            b'n' => Ok('\n'),
            b'r' => Ok('\r'),
            b't' => Ok('\t'),
            b'u' => {
                let first = self.hex()?;
                if !(0xd800..0xdc00).contains(&first) {
                    // Half of a pair alone is no character.
                    return Ok(char::from_u32(first).unwrap_or('\u{fffd}'));
                }
                if !self.eat("\\u") {
                    return Ok('\u{fffd}');
                }
                let second = self.hex()?.wrapping_sub(0xdc00) & 0x3ff;
                Ok(char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + second)
                    .unwrap_or('\u{fffd}'))
            }
            _ => Err(TileError::Json),
        }
    }

    fn hex(&mut self) -> Result<u32, TileError> {
        let mut number = 0;
        for _ in 0..4 {
            let digit = self.peek().and_then(|byte| char::from(byte).to_digit(16));
            number = number << 4 | digit.ok_or(TileError::Json)?;
            self.at += 1;
        }
        Ok(number)
    }

    fn digits(&mut self, number: &mut f64) -> i32 {
        let mut count = 0;
        while let Some(digit) = self.peek().filter(u8::is_ascii_digit) {
            *number = *number * 10.0 + f64::from(digit - b'0');
            self.at += 1;
            count += 1;
        }
        count
    }

    fn number(&mut self) -> Result<Json, TileError> {
        let is_negative = self.eat("-");
        let (mut number, mut exponent) = (0.0, 0.0);
        let mut has_digits = self.digits(&mut number) > 0;
        let mut decimals = 0;
        if self.eat(".") {
            decimals = self.digits(&mut number);
            has_digits &= decimals > 0;
        }
        if self.eat("e") || self.eat("E") {
            let is_small = self.eat("-");
            let _ = is_small || self.eat("+");
            has_digits &= self.digits(&mut exponent) > 0;
            exponent *= if is_small { -1.0 } else { 1.0 };
        }
        if !has_digits {
            return Err(TileError::Json);
        }
        let powers = exponent.clamp(-999.0, 999.0) as i32 - decimals;
        // Dividing is exact where multiplying by a part is not.
        let size = if powers < 0 { number / tens(-powers) } else { number * tens(powers) };
        let size = if size.is_finite() { size } else { 0.0 };
        Ok(Json::Number(if is_negative { -size } else { size }))
    }
}

fn tens(count: i32) -> f64 {
    (0..count.min(400)).fold(1.0, |product, _| product * 10.0)
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn values_of_every_kind_are_read() {
        let text = r#" {"a":[1,-2.5,3e2,-0.85051129E+2],"b":"\u062d\ud83d\ude00\n","c":{"d":null},"e":true} "#;
        let json = Json::read(text).expect("sound");
        let numbers = [1.0, -2.5, 300.0, -85.051_129].map(Json::Number);
        assert_eq!(json.list("a"), Some(numbers.as_slice()));
        assert_eq!(json.text("b"), Some("ح😀\n"));
        assert_eq!(json.member("c").and_then(|c| c.member("d")), Some(&Json::Null));
        assert_eq!(json.member("e"), Some(&Json::Flag(true)));
        assert_eq!(json.number("b"), None);
    }

    #[test]
    fn what_is_no_json_is_refused() {
        for text in ["", "{", "[1,]", "{\"a\" 1}", "\"a", "01x", "-", "1.", "[1 2]", "{}x", "tru"] {
            assert_eq!(Json::read(text), Err(TileError::Json), "{text}");
        }
        let deep = "[".repeat(100_000);
        assert_eq!(Json::read(&deep), Err(TileError::TooLarge));
        let long = format!("[{}1]", "1,".repeat(MAX_VALUES));
        assert_eq!(Json::read(&long), Err(TileError::TooLarge));
    }

    proptest! {
        #[test]
        fn a_decimal_number_is_read_as_the_library_reads_it(
            whole in -1_000_000..1_000_000_i64,
            parts in 0..1_000_000_u32,
        ) {
            let text = format!("{whole}.{parts:06}");
            let Ok(Json::Number(read)) = Json::read(&text) else { panic!("{text}") };
            let wanted: f64 = text.parse().expect("a number");
            prop_assert!((read - wanted).abs() <= wanted.abs() * 1e-15);
        }

        #[test]
        fn any_text_comes_to_an_end(text in "[\\[\\]{}\",:\\\\u0-9a-f. -]{0,80}") {
            let _ = Json::read(&text);
        }
    }
}
