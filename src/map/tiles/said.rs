//! What the map says of its tiles: who made them, and why they are not there.
//!
//! Written as the frame is drawn, which is when it is known. Words and links, never markup.

use dateline_tiles::CreditPart;
use web_sys::Element;

use super::source::Fault;
use crate::dom::{El, el};
use crate::i18n::{Language, t};
use crate::sources::linked;

/// The two places on the map.
pub struct Said {
    /// Where a failure is told, and the words that stand there.
    note: Element,
    words: &'static str,
    credit: Option<Element>,
    /// What stands there now.
    shown: Option<(Language, Vec<CreditPart>)>,
}

impl Said {
    /// Makes room for it on the map, silent so far; `None` where there is no map any more.
    #[inline(never)]
    pub fn on(map: &Element) -> Option<Self> {
        // There before it speaks, so that a screen reader hears it.
        let note = el("p", "dl-ground-note").attr("role", "status").node().clone();
        map.append_child(&note).ok()?;
        Some(Self { note, words: "", credit: None, shown: None })
    }

    /// Tells who made the tiles and what is wrong, as far as that has changed.
    pub fn tell(
        &mut self,
        map: &Element,
        language: Language,
        credit: Vec<CreditPart>,
        fault: Option<Fault>,
    ) {
        let key = match fault {
            None | Some(Fault::Absent) => "",
            Some(Fault::Again | Fault::Busy | Fault::Refused) => "ground.again",
            Some(Fault::NoParts) => "ground.no_parts",
            Some(Fault::Unreadable) => "ground.unreadable",
            Some(Fault::Elsewhere) => "ground.elsewhere",
        };
        let words = t(language, key);
        if self.words != words {
            self.words = words;
            self.note.set_text_content(Some(words));
        }
        let shown = Some((language, credit));
        if self.shown == shown {
            return;
        }
        self.shown = shown;
        if let Some(old) = self.credit.take() {
            old.remove();
        }
        let credit = self.shown.as_ref().map(|(_, credit)| credit.as_slice()).unwrap_or_default();
        let line = map.query_selector(".dl-credit").ok().flatten();
        if let Some(place) = line.filter(|_| !credit.is_empty()) {
            let line = credit_line(language, credit);
            let _ = place.append_child(line.node());
            self.credit = Some(line.node().clone());
        }
    }
}

impl Drop for Said {
    fn drop(&mut self) {
        self.note.remove();
        if let Some(credit) = &self.credit {
            credit.remove();
        }
    }
}

#[inline(never)]
fn credit_line(language: Language, credit: &[CreditPart]) -> El {
    let line = el("span", "dl-ground-credit").text(t(language, "ground.credit"));
    credit.iter().fold(line, |line, part| {
        line.text(" ").add(linked(&part.link, el("bdi", "").text(&part.words)))
    })
}
