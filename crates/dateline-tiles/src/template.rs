//! Addresses of tiles: `https://example.org/{z}/{x}/{y}{r}.png`.

use thiserror::Error;

use crate::tile::Tile;

/// The hosts that `{s}` stands for.
const HOSTS: [&str; 3] = ["a", "b", "c"];
/// The longest template.
const MAX_BYTES: usize = 2_000;

/// Why an address is none that tiles can be asked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TemplateError {
    /// `{z}`, `{x}` or `{y}` (or `{-y}`) is missing.
    #[error("it needs {{z}}, {{x}} and {{y}}")]
    Incomplete,
    /// Something else stands in braces.
    #[error("only {{z}}, {{x}}, {{y}}, {{-y}}, {{r}} and {{s}} may stand in braces")]
    Unknown,
    /// It is longer than addresses are.
    #[error("it is too long")]
    TooLong,
}

/// An address with places to fill in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    text: String,
    /// Whether rows are counted from the south (TMS).
    counts_from_south: bool,
}

impl Template {
    /// A template; `counts_from_south` as TMS does.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn new(text: &str, counts_from_south: bool) -> Result<Self, TemplateError> {
        if text.len() > MAX_BYTES {
            return Err(TemplateError::TooLong);
        }
        let mut has = [false; 3];
        let mut rest = text;
        while let Some((_, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').ok_or(TemplateError::Unknown)?;
            match name {
                "z" => has[0] = true,
                "x" => has[1] = true,
                "y" | "-y" => has[2] = true,
                "r" | "s" => {}
                _ => return Err(TemplateError::Unknown),
            }
            rest = after;
        }
        if has.contains(&false) {
            return Err(TemplateError::Incomplete);
        }
        Ok(Self { text: text.to_owned(), counts_from_south })
    }

    /// The address of a tile; `is_sharp` asks for one with twice the pixels, where the
    /// template has `{r}`.
    pub fn address(&self, tile: Tile, is_sharp: bool) -> String {
        let mut address = String::with_capacity(self.text.len() + 16);
        let mut rest = self.text.as_str();
        while let Some((before, (name, after))) =
            rest.split_once('{').and_then(|(before, after)| Some((before, after.split_once('}')?)))
        {
            address.push_str(before);
            let row = |from_south: bool| if from_south { tile.row_from_south() } else { tile.y };
            match name {
                "z" => address.push_str(&tile.zoom.to_string()),
                "x" => address.push_str(&tile.x.to_string()),
                "y" => address.push_str(&row(self.counts_from_south).to_string()),
                "-y" => address.push_str(&row(true).to_string()),
                "r" if is_sharp => address.push_str("@2x"),
                "s" => {
                    let host = (tile.x as usize).wrapping_add(tile.y as usize) % HOSTS.len();
                    address.push_str(HOSTS.get(host).copied().unwrap_or_default());
                }
                _ => {}
            }
            rest = after;
        }
        address.push_str(rest);
        address
    }

    /// Whether it has tiles with twice the pixels.
    pub fn has_sharp(&self) -> bool {
        self.text.contains("{r}")
    }
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use super::*;

    const TILE: Tile = Tile { zoom: 3, x: 5, y: 2 };

    #[test]
    fn every_place_is_filled_in() {
        let template =
            Template::new("https://{s}.example/{z}/{x}/{y}{r}.png", false).expect("sound");
        assert_eq!(template.address(TILE, false), "https://b.example/3/5/2.png");
        assert_eq!(template.address(TILE, true), "https://b.example/3/5/2@2x.png");
        let plain = Template::new("t/{z}-{x}-{y}", false).expect("sound");
        assert_eq!(plain.address(TILE, true), "t/3-5-2");
        assert!(!plain.has_sharp() && template.has_sharp());
    }

    #[test]
    fn rows_may_be_counted_from_the_south() {
        let tms = Template::new("{z}/{x}/{y}", true).expect("sound");
        assert_eq!(tms.address(TILE, false), "3/5/5");
        let minus = Template::new("{z}/{x}/{-y}", false).expect("sound");
        assert_eq!(minus.address(TILE, false), "3/5/5");
    }

    #[test]
    fn what_cannot_be_filled_in_is_refused() {
        let refused = |text: &str| Template::new(text, false).expect_err(text);
        assert_eq!(refused("tiles/{z}/{x}.png"), TemplateError::Incomplete);
        assert_eq!(refused("{z}/{x}/{y}?key={key}"), TemplateError::Unknown);
        assert_eq!(refused("{z}/{x}/{y"), TemplateError::Unknown);
        assert_eq!(
            refused(&format!("{{z}}{{x}}{{y}}{}", "a".repeat(3_000))),
            TemplateError::TooLong
        );
    }
}
