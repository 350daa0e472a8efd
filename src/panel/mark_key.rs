//! What the look of a mark says of its event: how sure it is, and how exactly its place is known.
//!
//! Colours and shapes have their key at the timeline. Has no opinion on how marks are drawn, which
//! the painters say.

use dateline_core::model::{GeoPrecision, Verification};

use crate::dom::{El, el};
use crate::page::Page;
use crate::state::Looks;

/// A line for each look that occurs in the story; `None` where every mark is plain.
#[inline(never)] // A way into the late part, see `crate::late`.
pub fn mark_key(page: &Page) -> Option<El> {
    let Looks { verifications, precisions } = page.loaded.counted.looks;
    let of = |verification: Verification| verifications >> verification as u8 & 1 == 1;
    let is_within = |precision: GeoPrecision| precisions >> precision as u8 & 1 == 1;
    let rows = [
        (of(Verification::Disputed) || of(Verification::Claimed), "hollow"),
        (of(Verification::SingleSource) || of(Verification::Unknown), "dotted"),
        (is_within(GeoPrecision::Area) || is_within(GeoPrecision::Region), "soft"),
    ];
    let rows = rows.into_iter().filter(|(occurs, _)| *occurs);
    let row = |name: &str| {
        let sign = el("span", &["dl-look dl-look-", name].concat()).attr("aria-hidden", "true");
        el("li", "").add(sign).text(page.t(&["marks.", name].concat()))
    };
    let rows: Vec<El> = rows.map(|(_, name)| row(name)).collect();
    let key = el("ul", "dl-looks").attr("aria-label", page.t("marks.label"));
    (!rows.is_empty()).then(|| key.add_all(rows))
}
