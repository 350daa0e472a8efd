//! The properties of outlines, understood as the columns of a table are: what each is taken for,
//! and what somebody chose instead.
//!
//! Has no opinion on the properties of what happened, which become a table.

use super::formats::features::{Features, SAMPLE};
use super::mapping::{ColumnGuess, ColumnRole, FileMapping, Why, role_of_name, sure_of_name};
use super::sheet::{Sheet, SheetBuilder, plain};
use super::split::Parts;
use crate::context::Context;
use crate::features::as_text;
use crate::forms::{Role, Roles};
use crate::report::Report;
use geojson::{Feature, JsonValue, feature::Id};

/// What the roles of columns are in telling who holds an area when. A date that is chosen is the
/// start, but where it is called as the day of a snapshot is.
const ROLES: [(ColumnRole, Role); 11] = [
    (ColumnRole::Area, Role::Area),
    (ColumnRole::Holder, Role::Holder),
    (ColumnRole::Rival, Role::Rival),
    (ColumnRole::Status, Role::Status),
    (ColumnRole::Confidence, Role::Confidence),
    (ColumnRole::Date, Role::Start),
    (ColumnRole::Date, Role::Date),
    (ColumnRole::End, Role::End),
    (ColumnRole::Source, Role::Source),
    (ColumnRole::SourceUrl, Role::SourceUrl),
    (ColumnRole::Text, Role::Note),
];

fn role_of(column: ColumnRole) -> Option<Role> {
    ROLES.iter().find(|(of, _)| *of == column).map(|(_, role)| *role)
}

/// What the properties are called: as chosen, else as usual, else as the words of other
/// languages have it. The folder of a KML file is often the side.
pub(super) fn roles_of(features: &Features, chosen: &FileMapping) -> Roles {
    let mut roles = Roles::default();
    for (name, column) in &chosen.columns {
        roles.leave(name);
        let Some(role) = role_of(*column) else { continue };
        let is_day = Role::Date.usual().contains(&crate::forms::plain(name).as_str());
        match role {
            Role::Start => {
                // The other one is nobody's: a usual name of it would be read as well.
                let (of, other) =
                    if is_day { (Role::Date, Role::Start) } else { (Role::Start, Role::Date) };
                roles.name(of, name);
                roles.name(other, "");
            }
            role => roles.name(role, name),
        }
    }
    let some = || features.sample();
    for wanted in [ColumnRole::Holder, ColumnRole::Date, ColumnRole::End] {
        let Some(role) = role_of(wanted) else { continue };
        let has = |role| some().any(|feature| roles.property(feature, role).is_some());
        let is_dated = wanted == ColumnRole::Date && has(Role::Date);
        if roles.is_named(role) || has(role) || is_dated {
            continue;
        }
        let keys = || some().flat_map(|it| it.properties.iter().flatten()).map(|(key, _)| key);
        let keys = || keys().filter(|key| !roles.is_left(key));
        let by_word = keys().find(|key| role_of_name(&plain(key)) == Some(wanted));
        let folder = || keys().find(|key| wanted == ColumnRole::Holder && *key == "folder");
        if let Some(key) = by_word.or_else(folder).cloned() {
            roles.name(role, &key);
        }
    }
    roles
}

/// The properties of the outlines and lines of a file, and what each was taken for. `publication`
/// is a date that says nothing of who held them.
pub(super) fn columns(
    parts: &Parts,
    roles: &Roles,
    chosen: &FileMapping,
    publication: Option<&str>,
    context: &Context<'_>,
) -> (Sheet, Vec<ColumnGuess>) {
    let mut builder = SheetBuilder::new(&parts.file, context.limits);
    for part in [&parts.control, &parts.areas, &parts.base] {
        for (line, _, feature) in part.iter().take(SAMPLE) {
            let cells = feature.properties.iter().flatten();
            let cells = cells.map(|(key, value)| (key.clone(), as_text(value)));
            builder.push(*line, cells.collect(), None);
        }
    }
    // It is a sample: what lies beyond a limit is told where it is read.
    let sheet = builder.finish(&mut Report::default());
    let names = sheet.columns.iter().enumerate();
    let said = names.filter(|(place, _)| sheet.said(*place).next().is_some());
    let said: Vec<&str> = said.map(|(_, name)| name.as_str()).collect();
    let is_control = !parts.control.is_empty();
    let is_held = is_control || roles.find(Role::Holder, said.iter().copied()).is_some();
    let taken = |name: &str| {
        let is = |role| roles.find(role, said.iter().copied()).is_some_and(|it| it.1 == name);
        let has = |(_, role): &&(ColumnRole, Role)| {
            (*role != Role::Area || roles.is_named(Role::Area)) && is(*role)
        };
        let (column, role) = ROLES.iter().filter(|_| is_held).find(has)?;
        let is_usual = role.usual().contains(&crate::forms::plain(name).as_str());
        Some((*column, if is_usual { 90 } else { sure_of_name(&plain(name), *column) }))
    };
    let is_chosen = |role| chosen.columns.iter().any(|(_, it)| *it == role);
    let guess = |name: &String| {
        let by_hand = chosen.columns.iter().find(|(of, _)| plain(of) == plain(name));
        let (role, confidence, why) = match (by_hand, taken(name), called(name, &said)) {
            (Some((_, role)), ..) => (*role, 100, Why::Chosen),
            _ if !said.contains(&name.as_str()) => (ColumnRole::Ignored, 100, Why::Empty),
            _ if publication == Some(name) => (ColumnRole::Told, 50, Why::Cells),
            (_, Some((role, sure)), _) => (role, sure, Why::Name),
            (_, _, Some(role)) if name.contains(':') || !is_chosen(role) => (role, 90, Why::Name),
            _ => (ColumnRole::Told, 60, Why::Neither),
        };
        ColumnGuess { column: name.clone(), role, confidence, why }
    };
    let guesses = sheet.columns.iter().map(guess).collect();
    (sheet, guesses)
}

/// What an outline is called by, under the names that are read as they are.
fn called(name: &str, said: &[&str]) -> Option<ColumnRole> {
    match name {
        "id" => Some(ColumnRole::Id),
        "title" if said.contains(&"name") => None,
        "name" | "title" => Some(ColumnRole::Title),
        _ => name.starts_with("name:").then_some(ColumnRole::Title),
    }
}

/// Gives outlines the ids and names that were chosen, and takes from them what is left out.
pub(super) fn obey(parts: &mut Parts, chosen: &FileMapping) {
    let chosen: Vec<(String, ColumnRole)> =
        chosen.columns.iter().map(|(name, role)| (plain(name), *role)).collect();
    if chosen.is_empty() {
        return;
    }
    for part in [&mut parts.control, &mut parts.areas, &mut parts.base] {
        for (.., feature) in part {
            obey_one(feature, &chosen);
        }
    }
}

fn obey_one(feature: &mut Feature, chosen: &[(String, ColumnRole)]) {
    let Some(properties) = &mut feature.properties else { return };
    let of = |key: &str| chosen.iter().find(|(name, _)| *name == plain(key)).map(|it| it.1);
    let keys = properties.keys().filter_map(|key| Some((key.clone(), of(key)?)));
    for (key, role) in keys.collect::<Vec<_>>() {
        let text = properties.get(&key).map(as_text).unwrap_or_default();
        match role {
            ColumnRole::Ignored => {
                properties.remove(&key);
            }
            _ if text.is_empty() => {}
            ColumnRole::Id | ColumnRole::Area => feature.id = Some(Id::String(text)),
            ColumnRole::Title | ColumnRole::Place if key != "name" && !key.starts_with("name:") => {
                properties.remove(&key);
                set_aside("name", properties);
                properties.insert("name".to_owned(), JsonValue::String(text));
            }
            role if role_of(role).is_none() && called(&key, &[]).is_some_and(|it| it != role) => {
                set_aside(&key, properties);
            }
            _ => {}
        }
    }
}

/// Keeps what a property says under a name that means nothing.
fn set_aside(key: &str, properties: &mut geojson::JsonObject) {
    let Some(value) = properties.remove(key) else { return };
    let mut other = format!("{key}_");
    while properties.contains_key(&other) {
        other.push('_');
    }
    properties.insert(other, value);
}
