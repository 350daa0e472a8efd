//! Where the rows stand in JSON of which no member is a list of them: one or two objects deeper.
//!
//! Has no opinion on what the rows are.

use super::json::{LISTS, Source, kind_of};
use crate::open::mapping::{ColumnRole, role_of_name};
use crate::open::sheet::plain;

/// How many objects deeper it is looked.
const MAX_DEPTH: usize = 2;
/// Members of an object that may be around the rows; one of more is rows by their ids.
const MAX_MEMBERS: usize = 64;

/// What has been found.
pub(super) struct Within<'t> {
    /// The names on the way to it.
    pub(super) name: String,
    /// The object in which the list stands, or which is a collection of features.
    pub(super) raw: &'t str,
    /// Lists that stand elsewhere, and how many objects are in them.
    pub(super) others: Vec<(String, usize)>,
}

/// A list, or a collection of features.
struct Found<'t> {
    name: String,
    raw: &'t str,
    /// How likely it is meant, the least the likeliest.
    rank: usize,
    rows: usize,
}

/// The likeliest place of rows below these members of the whole, of equals the one with the most
/// rows; `None` if the members are rows themselves, or none is there.
pub(super) fn find<'t>(members: &[(String, &'t str)], source: &Source<'t>) -> Option<Within<'t>> {
    let mut found = Vec::new();
    if !are_by_ids(members) {
        let is_record = is_record(members);
        look("", members, is_record, (source, 1), &mut found);
    }
    let best = found.iter().min_by_key(|it| (it.rank, usize::MAX - it.rows))?;
    let (name, raw) = (best.name.clone(), best.raw);
    let others = found.iter().filter(|it| !std::ptr::eq(it.raw, raw));
    let others = others.map(|it| (it.name.clone(), it.rows)).collect();
    Some(Within { name, raw, others })
}

fn look<'t>(
    outer: &str,
    members: &[(String, &'t str)],
    is_in_record: bool,
    (source, depth): (&Source<'t>, usize),
    found: &mut Vec<Found<'t>>,
) {
    if members.len() > MAX_MEMBERS {
        return;
    }
    for (key, raw) in members.iter().filter(|(_, raw)| raw.starts_with('{')) {
        let name = if outer.is_empty() { key.clone() } else { format!("{outer}.{key}") };
        let members = crate::json::members(raw).unwrap_or_default();
        let rows_of = |key: &str| {
            let list = members.iter().find(|(name, _)| name == key).map(|(_, raw)| *raw);
            list.map_or(0, |raw| objects_in(raw, source))
        };
        match kind_of(&members).as_deref() {
            Some("FeatureCollection") => {
                found.push(Found { rows: rows_of("features"), name, raw, rank: 0 });
                continue;
            }
            Some("Topology") => {
                found.push(Found { rows: 1, name, raw, rank: 0 });
                continue;
            }
            Some("GeometryCollection" | "Feature") => continue,
            _ => {}
        }
        let is_in_record = is_in_record || is_record(&members);
        for (key, list) in members.iter().filter(|(_, raw)| raw.starts_with('[')) {
            let likely = LISTS.iter().position(|it| it == key).map(|place| place + 1);
            let rows = objects_in(list, source);
            // A row has lists of its own: its sources, those who were hurt.
            if rows > 0 && (likely.is_some() || !is_in_record) {
                let (name, rank) = (format!("{name}.{key}"), likely.unwrap_or(usize::MAX));
                found.push(Found { name, raw, rank, rows });
            }
        }
        if depth < MAX_DEPTH {
            look(&name, &members, is_in_record, (source, depth + 1), found);
        }
    }
}

/// How many objects a list has; none if it has other values alone.
fn objects_in(list: &str, source: &Source<'_>) -> usize {
    let (items, beyond) = crate::json::items(list, source.limits.rows).unwrap_or_default();
    if items.iter().any(|it| it.starts_with('{')) { items.len() + beyond } else { 0 }
}

/// Whether members are those of a row: they say when, and what or where.
fn is_record(members: &[(String, &str)]) -> bool {
    use ColumnRole as R;
    let plain_ones = members.iter().filter(|(_, raw)| !raw.starts_with(['{', '[']));
    let roles: Vec<R> =
        plain_ones.take(MAX_MEMBERS).filter_map(|(name, _)| role_of_name(&plain(name))).collect();
    let has = |wanted: &[R]| roles.iter().any(|role| wanted.contains(role));
    has(&[R::Date, R::Year])
        && has(&[R::Title, R::Text, R::Place, R::Latitude, R::Position, R::Geometry])
}

/// Whether members are objects by their ids: most names that one has the other has too.
fn are_by_ids(members: &[(String, &str)]) -> bool {
    let mut objects = members.iter().map(|(_, raw)| raw);
    let (Some(first), Some(second)) = (objects.next(), objects.next()) else { return false };
    let (Some(first), Some(second)) = (crate::json::members(first), crate::json::members(second))
    else {
        return false;
    };
    let (first, second) = (first.iter().take(MAX_MEMBERS), second.iter().take(MAX_MEMBERS));
    let least = first.len().min(second.len());
    let shared = first.filter(|(name, _)| second.clone().any(|(it, _)| it == name)).count();
    // As the first two are, so are all.
    members.iter().all(|(_, raw)| raw.starts_with('{')) && shared * 2 > least
}
