//! Stretches of time → rows of the ledger.
//!
//! Of the claims about one key that cover a moment, the one that starts last counts, and
//! of two that start together the later one of the file. Where none does, nothing is known.

use super::claim::{Claim, Dated};
use super::outlines::Outlines;
use crate::code::Code;
use crate::noted::Noted;
use crate::problem::Problem;
use crate::report::Report;
use dateline_core::ledger::{Change, Confidence, Status};
use dateline_core::model::{ActorIndex, AreaIndex};
use dateline_core::time::Moment;
use std::collections::{BTreeMap, BTreeSet};

/// What tells one claim from another.
type Meaning = (usize, Moment, Option<Moment>, State);
/// What an area is painted by.
type State = (Option<ActorIndex>, Option<ActorIndex>, Status);

/// The changes that the claims make, key by key in order of time. With `only_new` a claim
/// that goes on with the state before it makes no row.
pub(crate) fn changes_of(
    claims: &[Claim],
    outlines: &Outlines,
    only_new: bool,
    report: &mut Report,
) -> Vec<Noted> {
    let mut groups: BTreeMap<usize, Vec<&Claim>> = BTreeMap::new();
    for claim in claims {
        groups.entry(outlines.group_of(claim.outline)).or_default().push(claim);
    }
    let mut changes = Vec::new();
    for claims in groups.values() {
        let claims = without_repeated(claims, report);
        for (at, before, after) in turns(&claims, report) {
            write(at, before, after, only_new, &mut changes);
        }
    }
    changes
}

/// The claims without those that another says already. What is said twice has the later
/// place in the file, since of two that start together the later one counts.
fn without_repeated<'c>(claims: &[&'c Claim], report: &mut Report) -> Vec<&'c Claim> {
    let mut last: BTreeMap<Meaning, usize> = BTreeMap::new();
    for (place, claim) in claims.iter().enumerate() {
        if last.insert(meaning(claim), place).is_some() {
            report.push(problem(Code::RowDuplicate, claim));
        }
    }
    let is_last = |place: usize, claim| last.get(&meaning(claim)) == Some(&place);
    let kept = claims.iter().enumerate().filter(|(place, claim)| is_last(*place, claim));
    kept.map(|(_, claim)| *claim).collect()
}

fn meaning(claim: &Claim) -> Meaning {
    let when = &claim.when;
    (claim.outline, when.start.moment(), when.until(), state(claim))
}

/// The moments at which another claim counts: what was before and what is after.
fn turns<'c>(
    claims: &[&'c Claim],
    report: &mut Report,
) -> Vec<(&'c Dated, Option<&'c Claim>, Option<&'c Claim>)> {
    let mut starts: BTreeMap<Moment, Vec<usize>> = BTreeMap::new();
    let mut ends: BTreeMap<Moment, Vec<usize>> = BTreeMap::new();
    for (place, claim) in claims.iter().enumerate() {
        starts.entry(claim.when.start.moment()).or_default().push(place);
        if let Some(end) = claim.when.until() {
            ends.entry(end).or_default().push(place);
        }
    }
    let moments: BTreeSet<Moment> = starts.keys().chain(ends.keys()).copied().collect();
    // By start, then by place in the file: the last one counts.
    let mut open: BTreeSet<(Moment, usize)> = BTreeSet::new();
    let mut turns = Vec::new();
    let mut counting: Option<usize> = None;
    for moment in moments {
        for place in ends.get(&moment).into_iter().flatten() {
            if let Some(claim) = claims.get(*place) {
                open.remove(&(claim.when.start.moment(), *place));
            }
        }
        for place in starts.get(&moment).into_iter().flatten() {
            let rival = open.last().and_then(|(_, rival)| claims.get(*rival));
            if let (Some(rival), Some(claim)) = (rival, claims.get(*place)) {
                report.push(overlap(claim, rival));
            }
            open.insert((moment, *place));
        }
        let next = open.last().map(|(_, place)| *place);
        if next != counting {
            let claim = |place: Option<usize>| place.and_then(|at| claims.get(at)).copied();
            let (before, after) = (claim(counting), claim(next));
            let starting = after.filter(|it| it.when.start.moment() == moment);
            let dated = starting.map(|it| &it.when.start);
            if let Some(dated) = dated.or_else(|| before.and_then(|it| it.when.end.as_ref())) {
                turns.push((dated, before, after));
            }
            counting = next;
        }
    }
    turns
}

/// The rows of one turn: what ends without a successor on its outline becomes unknown.
fn write(
    at: &Dated,
    before: Option<&Claim>,
    after: Option<&Claim>,
    only_new: bool,
    changes: &mut Vec<Noted>,
) {
    let goes_on = |claim: &&Claim, other: Option<&Claim>| {
        other.is_some_and(|other| other.outline == claim.outline)
    };
    if let Some(ended) = before.filter(|claim| !goes_on(claim, after)) {
        let nobody = super::Side::UNKNOWN;
        changes.extend(change(at, ended, nobody.to, nobody.from, nobody.status));
    }
    let is_old = |claim: &&Claim| {
        only_new && before.is_some_and(|it| goes_on(claim, before) && state(it) == state(claim))
    };
    if let Some(begun) = after.filter(|claim| !is_old(claim)) {
        let (to, from, status) = state(begun);
        changes.extend(change(at, begun, to, from, status));
    }
}

fn change(
    at: &Dated,
    claim: &Claim,
    to: Option<ActorIndex>,
    from: Option<ActorIndex>,
    status: Status,
) -> Option<Noted> {
    let said = &claim.said;
    let confidence =
        if status == Status::Unknown { Confidence::Unknown } else { said.side.confidence };
    let change = Change {
        area: AreaIndex(u32::try_from(claim.outline).ok()?),
        date: at.date.clone(),
        earliest: at.earliest.clone(),
        latest: at.latest.clone(),
        from,
        to,
        status,
        confidence,
        accepted: true,
        sources: said.sources.clone(),
        event: None,
        row: said.place.line,
    };
    Some(Noted { change, note: said.note.clone() })
}

fn state(claim: &Claim) -> State {
    let side = &claim.said.side;
    (side.to, side.from, side.status)
}

fn problem(code: Code, claim: &Claim) -> Problem {
    let place = &claim.said.place;
    Problem::new(code, &place.file).row(place.line).value(&claim.when.text())
}

fn overlap(claim: &Claim, rival: &Claim) -> Problem {
    let place = &rival.said.place;
    let detail = format!("line {} of {} has {}", place.line, place.file, rival.when.text());
    problem(Code::ControlOverlap, claim).detail(detail)
}
