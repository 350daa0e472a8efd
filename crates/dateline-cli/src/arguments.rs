//! What the words after a command mean.

use dateline_cli::OpenHints;
use dateline_ingest::{ColumnRole, DateOrder, Encoding, Preset};

/// What is asked for.
#[derive(Default)]
pub struct Asked<'a> {
    pub paths: Vec<&'a str>,
    pub is_json: bool,
    pub shows_columns: bool,
    /// Two files instead of one.
    pub is_apart: bool,
    /// Where to put what is packed.
    pub output: Option<&'a str>,
    pub hints: OpenHints,
}

impl<'a> Asked<'a> {
    /// Reads the words, or says what is wrong with them.
    pub fn read(arguments: &[&'a str]) -> Result<Self, String> {
        let mut asked = Self::default();
        let mut rest = arguments.iter().copied();
        while let Some(word) = rest.next() {
            if !word.starts_with('-') {
                asked.paths.push(word);
                continue;
            }
            match word {
                "--json" => asked.is_json = true,
                "--apart" => asked.is_apart = true,
                "--columns" => asked.shows_columns = true,
                _ => {
                    let value = rest.next();
                    asked.set(word, value)?;
                }
            }
        }
        Ok(asked)
    }

    /// The same, unless words are among it that say how a report is printed.
    pub fn without_prints(self) -> Result<Self, String> {
        let word = [("--json", self.is_json), ("--columns", self.shows_columns)];
        match word.into_iter().find(|(_, is_asked)| *is_asked) {
            Some((word, _)) => Err(format!("“{word}” goes with check alone")),
            None => Ok(self),
        }
    }

    /// Takes an option with its value.
    fn set(&mut self, option: &str, value: Option<&'a str>) -> Result<(), String> {
        const KNOWN: [&str; 8] = [
            "-o",
            "--title",
            "--language",
            "--time-zone",
            "--date-order",
            "--preset",
            "--encoding",
            "--column",
        ];
        if !KNOWN.contains(&option) {
            return Err(format!("there is no option “{}”", option.escape_debug()));
        }
        let Some(value) = value else { return Err(format!("“{option}” wants a value")) };
        let wrong = || format!("“{}” is no value of “{option}”", value.escape_debug());
        let hints = &mut self.hints;
        match option {
            "-o" => self.output = Some(value),
            "--title" => hints.title = Some(value.to_owned()),
            "--language" => hints.language = Some(value.to_owned()),
            "--time-zone" => hints.time_zone = Some(value.to_owned()),
            "--date-order" => {
                let order = DateOrder::from_name(value).ok_or_else(wrong)?;
                hints.mapping.date_order = Some(order);
            }
            "--preset" => {
                hints.mapping.preset = Some(Preset::from_name(value).ok_or_else(wrong)?);
            }
            "--encoding" => {
                hints.mapping.encoding = Some(Encoding::from_name(value).ok_or_else(wrong)?);
            }
            _ => {
                let (name, role) = value.rsplit_once('=').ok_or_else(wrong)?;
                let role = ColumnRole::from_name(role).ok_or_else(wrong)?;
                hints.mapping.columns.push((name.to_owned(), role));
            }
        }
        Ok(())
    }
}
