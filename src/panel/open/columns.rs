//! What each column of opened tables was taken for, and another choice by hand.
//!
//! A choice is carried out by reading the files again. Has no opinion on what a role means.

use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

use crate::dom::{El, button, el};
use crate::i18n::format_percent;
use crate::page::Page;
use crate::platform::{Record, late_text, member, read_late};
use crate::state::{Command, Opened, Own};

/// What a column can be: a line for each thing that it may be about, and the names of roles as
/// in `story.json`.
const ROLES: &str = late_text!(
    "when date end time endTime year month day endYear endMonth endDay datePrecision
where place area lat lon position geometry easting northing utmZone placePrecision
what id title text category actors verification graphic media mediaAlt
people killedLow killed killedHigh injuredLow injured injuredHigh
sources source sourceUrl archiveUrl
control holder rival status confidence ledger
else told own ignored"
);
/// The orders of day and month, and none.
const ORDERS: [&str; 3] = ["", "dmy", "mdy"];
/// Below this a guess is told as one, of 100.
const SURE: f64 = 60.0;
/// Columns of a file that are listed.
const MOST_COLUMNS: u32 = 100;
/// The names of the zones that are suggested, for files that are shown and others: both may stand
/// on the page.
const ZONES: [&str; 2] = ["dl-zones-told", "dl-zones-shown"];

/// A choice as it stands on the page: what it was, and the field.
struct Field {
    name: String,
    was: String,
    is_chosen: bool,
    field: El,
}

impl Field {
    fn now(&self) -> String {
        value_of(&self.field)
    }

    /// Whether it is another than what was found.
    fn is_said(&self) -> bool {
        self.is_chosen || self.now() != self.was
    }
}

struct FileFields {
    name: String,
    order: Option<Field>,
    columns: Vec<Field>,
}

/// How the files were understood, closed unless something of it is no more than a guess;
/// nothing where there are no tables.
pub fn columns(page: &Page, opened: &Opened) -> Option<El> {
    let mut is_in_doubt = false;
    let mut shown =
        el("details", "dl-open-understood").add(page.words("summary", "", "open.columns"));
    shown = shown.add(page.words("p", "dl-hint", "open.columns.text"));
    let mut all = Vec::new();
    for place in 0..opened.understood.length() {
        let table = opened.understood.get(place);
        if columns_of(&table).length() > 0 {
            let (part, fields, doubt) = table_fields(page, opened, &table);
            is_in_doubt |= doubt;
            shown = shown.add(part);
            all.push(fields);
        }
    }
    if all.is_empty() {
        return None;
    }
    let zone = zone_field(page, opened);
    let again = again(page, opened, all, zone.field.clone());
    let shown =
        shown.add(labelled(page, "open.zone_of", &zone.field)).add(zones(opened)).add(again);
    Some(if is_in_doubt { shown.attr("open", "") } else { shown })
}

fn columns_of(file: &JsValue) -> Array {
    Array::from(&member(file, "columns"))
}

fn text_of(object: &JsValue, name: &str) -> String {
    member(object, name).as_string().unwrap_or_default()
}

fn value_of(field: &El) -> String {
    member(field.node(), "value").as_string().unwrap_or_default()
}

/// One table: its columns, and the order of its dates where that is asked for. Also whether
/// something of it is no more than a guess.
fn table_fields(page: &Page, opened: &Opened, table: &JsValue) -> (El, FileFields, bool) {
    let name = text_of(table, "name");
    let mut part =
        el("fieldset", "dl-open-table").add(el("legend", "").add(el("bdi", "").text(&name)));
    let order_was = text_of(table, "dateOrder");
    let is_ambiguous = opened
        .report
        .problems
        .iter()
        .any(|problem| problem.code == "date.ambiguous" && problem.file == name);
    let is_stated = is_order_stated(opened, &name);
    let is_asked = is_ambiguous || !order_was.is_empty();
    let order = is_asked.then(|| order_field(page, order_was, is_stated));
    if let Some(order) = &order {
        part = part.add(labelled(page, "open.order", &order.field));
    }
    let (mut fields, mut is_guess) = (Vec::new(), false);
    let columns = columns_of(table);
    for place in 0..columns.length().min(MOST_COLUMNS) {
        let column = columns.get(place);
        let field = role_field(page, &column);
        let confidence = member(&column, "confidence").as_f64().unwrap_or_default();
        // What nothing says anything about is told under the text, and loses nothing.
        let is_unsure = confidence < SURE;
        is_guess |= is_unsure;
        part = part.add(row(page, &column, &field.field, confidence));
        fields.push(field);
    }
    let rest = columns.length().saturating_sub(MOST_COLUMNS) as usize;
    let part = part.add_if((rest > 0).then(|| super::report::more(page, "p", rest)));
    (part, FileFields { name, order, columns: fields }, is_ambiguous || is_guess)
}

/// A column with an example, its role, and how sure that is.
fn row(page: &Page, column: &JsValue, field: &El, confidence: f64) -> El {
    let why = text_of(column, "why");
    let mut sure = page.t(&["open.why.", &why].concat()).to_owned();
    if !matches!(why.as_str(), "chosen" | "nothing" | "empty") {
        sure.push_str(" · ");
        sure.push_str(&format_percent(page.language, confidence / 100.0));
    }
    let class = if confidence < SURE { "dl-open-why dl-open-unsure" } else { "dl-open-why" };
    el("label", "dl-open-column")
        .add(el("bdi", "dl-open-name").text(&text_of(column, "name")))
        .add(el("bdi", "dl-open-sample").text(&text_of(column, "sample")))
        .add(field.clone())
        .add(el("span", class).text(&sure))
}

fn role_field(page: &Page, column: &JsValue) -> Field {
    let was = text_of(column, "role");
    let mut field = el("select", "");
    for line in read_late(ROLES).unwrap_or_default().lines() {
        let mut names = line.split(' ');
        let label = page.t(&["open.roles.", names.next().unwrap_or_default()].concat());
        // A column is read under its own name only where the story format has it.
        let offered = names.filter(|role| *role != "own" || was == "own");
        let options = offered.map(|role| option(page, "open.role.", role, &was)).collect();
        field = field.add(el("optgroup", "").attr("label", label).add_all(options));
    }
    let is_chosen = text_of(column, "why") == "chosen";
    Field { name: text_of(column, "name"), was, is_chosen, field }
}

fn option(page: &Page, keys: &str, value: &str, was: &str) -> El {
    el("option", "")
        .attr("value", value)
        .attr_if("selected", (value == was).then_some(""))
        .text(page.t(&[keys, value].concat()))
}

fn order_field(page: &Page, was: String, is_chosen: bool) -> Field {
    let options = ORDERS.iter().map(|order| option(page, "open.order.", order, &was)).collect();
    let field = el("select", "").add_all(options);
    Field { name: String::new(), is_chosen, was, field }
}

/// Whether the order of dates of that file was said, and not found.
fn is_order_stated(opened: &Opened, name: &str) -> bool {
    let said = member(opened.files.choices(), "files");
    let is_it =
        |file: &JsValue| text_of(file, "name") == name && !text_of(file, "dateOrder").is_empty();
    Array::is_array(&said) && Array::from(&said).iter().any(|file| is_it(&file))
}

fn zone_field(page: &Page, opened: &Opened) -> Field {
    // Of what is not shown nobody knows the zone but who has said it: another story has its own.
    let said = text_of(opened.files.choices(), "timeZone");
    let was = if opened.is_shown { page.loaded.story.meta.time_zone.clone() } else { said };
    let field = el("input", "")
        .attr("list", ZONES[usize::from(opened.is_shown)])
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("dir", "ltr")
        .attr("value", &was);
    Field { name: String::new(), is_chosen: false, was, field }
}

/// The zones that the browser knows, if it tells them.
fn zones(opened: &Opened) -> El {
    let names = zone_names();
    let options = names.iter().filter_map(|name| name.as_string());
    el("datalist", "")
        .attr("id", ZONES[usize::from(opened.is_shown)])
        .add_all(options.map(|name| el("option", "").attr("value", &name)).collect())
}

fn zone_names() -> Array {
    let intl = web_sys::window().map_or(JsValue::UNDEFINED, |window| member(&window, "Intl"));
    let tell = member(&intl, "supportedValuesOf").dyn_into::<js_sys::Function>().ok();
    let told = tell.and_then(|tell| tell.call1(&intl, &"timeZone".into()).ok());
    told.map_or_else(Array::new, |told| Array::from(&told))
}

fn labelled(page: &Page, key: &str, field: &El) -> El {
    el("label", "dl-open-asked").add(page.words("span", "", key)).add(field.clone())
}

/// Reads the files again, by what the fields say then.
fn again(page: &Page, opened: &Opened, all: Vec<FileFields>, zone: El) -> El {
    let (store, files, all) = (page.store, opened.files.clone(), Rc::new(all));
    button("dl-button dl-primary").text(page.t("open.read_again")).on_click(move || {
        let tables = Array::new();
        for file in all.iter() {
            tables.push(&choices_of(file));
        }
        let choices = Record::new().text("timeZone", value_of(&zone).trim()).put("files", &tables);
        store.send(Command::Own(Own::Open(files.with_choices(choices.value()))));
    })
}

fn choices_of(file: &FileFields) -> JsValue {
    let columns = Array::new();
    for field in file.columns.iter().filter(|field| field.is_said()) {
        columns.push(&Array::of2(&field.name.as_str().into(), &field.now().into()));
    }
    let order = file.order.as_ref().filter(|order| order.is_said());
    Record::new()
        .text("name", &file.name)
        .text("dateOrder", &order.map_or_else(String::new, Field::now))
        .put("columns", &columns)
        .value()
}
