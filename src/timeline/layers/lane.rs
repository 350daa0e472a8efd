//! One lane: its marks, and how they are picked by pointer and by keys.
//!
//! For keys it is a slider over its marks (A28): arrows go from one to the next, Enter picks.

use std::rc::Rc;

use dateline_core::index::{Lane, LaneMark};
use dateline_core::model::{Category, EventIndex};
use dateline_core::number::fixed;
use dateline_core::time::Span;
use leptos::prelude::{Get, GetUntracked, Update};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, MouseEvent};

use super::Opened;
use super::lanes::Kinds;
use crate::dom::{El, el, position, px, svg};
use crate::i18n::{DateStyle, format_number, format_range, plural};
use crate::marks::{category_colour, css_colour};
use crate::page::Page;
use crate::state::{Command, Reveal, Selection};
use crate::timeline::layout::Layout;

/// Height of the drawing, CSS pixels.
const HEIGHT_PX: f64 = 9.0;
/// Height of a soft mark, CSS pixels.
const SOFT_PX: f64 = 5.0;
/// The shortest mark, CSS pixels.
const LEAST_PX: f64 = 3.0;
/// How far beside a mark it can be pressed, CSS pixels.
const REACH_PX: f64 = 6.0;
/// Classes of marks: soft ones, then few, more and most events at a time.
const CLASSES: [&str; 4] = ["dl-soft", "dl-few", "dl-more", "dl-most"];

/// What keys and pointers on a lane need to know.
#[derive(Clone)]
struct Held {
    page: Page,
    number: usize,
    /// The kinds of the lane, as bits.
    mask: u32,
    marks: Rc<[LaneMark]>,
    layout: Layout,
    open: Opened,
}

/// A lane with its name.
pub fn lane(
    page: &Page,
    kinds: &Kinds,
    number: usize,
    lane: Lane,
    layout: &Layout,
    open: Opened,
) -> El {
    let mask = kinds.masks.get(number).copied().unwrap_or(0);
    let (drawing, name) = (drawing(page, mask, &lane, layout), name_of(page, mask));
    let count = plural(page.language, "events.count", lane.events as usize, &[]);
    let label = el("span", "dl-lane-name")
        .add_if(single(page, mask).map(|category| page.mark(category)))
        .add(el("bdi", "").text(&name))
        .add(el("span", "dl-key-count").text(&format_number(
            page.language,
            f64::from(lane.events),
            0,
        )));
    let row = el("div", "dl-lane").attr("data-lane", &number.to_string()).add(label).add(drawing);
    let words = [&name, page.t("list.separator"), &count].concat();
    if lane.marks.is_empty() {
        return row;
    }
    let most = lane.marks.len();
    let held =
        Held { page: page.clone(), number, mask, marks: lane.marks.into(), layout: *layout, open };
    let [for_place, for_now, for_words, for_keys, for_press] =
        std::array::from_fn(|_| held.clone());
    row.attr("role", "slider")
        .attr("tabindex", "0")
        .attr("aria-label", &words)
        .attr("aria-valuemin", "1")
        .attr("aria-valuemax", &most.to_string())
        .live_attr("aria-valuenow", move || Some((for_now.place() + 1).to_string()))
        .live_attr("aria-valuetext", move || for_words.mark().map(|mark| for_words.words(mark)))
        .add(el("span", "dl-lane-cursor").live_style("inset-inline-start", move || {
            px(for_place.mark().map_or(0.0, |mark| for_place.layout.inline_px(mark.span.start)))
        }))
        .on_key(move |event| for_keys.press(event))
        .on("click", move |event| for_press.point(event.unchecked_ref()))
}

/// The kind of a lane that has one.
fn single(page: &Page, mask: u32) -> Option<&Category> {
    let kind = mask.trailing_zeros() as usize;
    page.loaded.story.meta.categories.get(kind).filter(|_| mask.count_ones() == 1)
}

fn name_of(page: &Page, mask: u32) -> String {
    let name = single(page, mask).map(|kind| kind.name.in_language(page.language.tag()));
    name.unwrap_or_else(|| page.t("layers.other")).to_owned()
}

impl Held {
    /// The number of the mark that the keys are at.
    fn place(&self) -> usize {
        let at = self.open.get().at.filter(|(lane, _)| *lane == self.number);
        at.map_or(0, |(_, mark)| mark).min(self.marks.len().saturating_sub(1))
    }

    fn mark(&self) -> Option<LaneMark> {
        self.marks.get(self.place()).copied()
    }

    /// When, and what or how many.
    fn words(&self, mark: LaneMark) -> String {
        let (page, language) = (&self.page, self.page.language);
        let (first, count) = self.found(mark.span);
        let event = first.first().and_then(|event| page.loaded.story.events.get(*event));
        let what = match event {
            Some(event) if count == 1 => event.title.in_language(language.tag()).to_owned(),
            _ => plural(language, "events.count", count, &[]),
        };
        [&format_range(language, mark.span, DateStyle::Long), page.t("list.separator"), &what]
            .concat()
    }

    fn found(&self, stretch: Span) -> (Vec<EventIndex>, usize) {
        let filter = self.page.store.peek(|state| state.choice.filter.clone());
        self.page.loaded.index.found_in(stretch, self.mask, &filter, 1)
    }

    /// Selects the one event of a stretch, or lists those that are there.
    fn pick(&self, stretch: Span) {
        let (first, count) = self.found(stretch);
        let Some(event) = first.first() else { return };
        let listed = (count > 1).then_some((self.number, stretch));
        self.open.update(|open| open.found = listed);
        if count == 1 {
            let selection = Some(Selection::Event(*event));
            self.page.store.send(Command::Select(selection, Reveal::Yes));
        }
    }

    /// Carries out a key; false if it means nothing here.
    fn press(&self, event: &KeyboardEvent) -> bool {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return false;
        }
        let at = self.open.get_untracked().at.filter(|(lane, _)| *lane == self.number);
        let (now, last) = (at.map_or(0, |(_, mark)| mark), self.marks.len().saturating_sub(1));
        let (later, earlier) = if self.layout.is_rtl() {
            ("ArrowLeft", "ArrowRight")
        } else {
            ("ArrowRight", "ArrowLeft")
        };
        let next = match event.key().as_str() {
            "Enter" | " " => {
                if let Some(mark) = self.marks.get(now.min(last)) {
                    self.pick(mark.span);
                }
                return true;
            }
            "Home" => 0,
            "End" => last,
            "ArrowUp" => now + 1,
            "ArrowDown" => now.saturating_sub(1),
            "PageUp" => now + 10,
            "PageDown" => now.saturating_sub(10),
            key if key == later => now + 1,
            key if key == earlier => now.saturating_sub(1),
            _ => return false,
        };
        self.open.update(|open| open.at = Some((self.number, next.min(last))));
        true
    }

    /// A press picks what is under the pointer and a little beside it.
    fn point(&self, event: &MouseEvent) {
        let target = event.current_target();
        let lane = target.clone().and_then(|target| target.dyn_into::<HtmlElement>().ok());
        let Some(lane) = lane else { return };
        let (x_px, _) = position(target, event.client_x(), event.client_y());
        // A scroll bar makes the lane narrower than the track, at the end of the line.
        let track_px = self.layout.width_px();
        let beyond_px = track_px - f64::from(lane.offset_width());
        let left_px = if self.layout.is_rtl() { x_px + beyond_px } else { x_px };
        let moments = [left_px - REACH_PX, left_px + REACH_PX];
        let [one, other] = moments.map(|px| self.layout.moment_from_left(px));
        let near = Span { start: one.min(other), end: one.max(other) };
        // What is shorter than a mark can be drawn is pressed where it is drawn.
        let reach_px = LEAST_PX + REACH_PX;
        let at_px = if self.layout.is_rtl() { track_px - left_px } else { left_px };
        let drawn = self.marks.iter().filter(|mark| {
            let start_px = self.layout.inline_px(mark.span.start);
            (start_px - REACH_PX..start_px + reach_px).contains(&at_px)
        });
        self.pick(drawn.map(|mark| mark.span).fold(near, Span::union));
    }
}

/// All marks of a lane: one path for each class of them.
fn drawing(page: &Page, mask: u32, lane: &Lane, layout: &Layout) -> El {
    let most = lane.marks.iter().map(|mark| mark.count).max().unwrap_or(1);
    let mut paths: [String; 4] = Default::default();
    // Stretches that look the same are one: a browser draws a few long ones sooner.
    let mut last: Option<(usize, LaneMark)> = None;
    for mark in &lane.marks {
        let level = match (mark.is_soft, lane.is_binned) {
            (true, _) => 0,
            (false, false) => 3,
            (false, true) if mark.count * 9 < most => 1,
            (false, true) if mark.count * 9 < most * 4 => 2,
            (false, true) => 3,
        };
        match &mut last {
            Some((before, run))
                if *before == level && run.span.end == mark.span.start && lane.is_binned =>
            {
                run.span = run.span.union(mark.span);
            }
            _ => {
                add_mark(&mut paths, layout, last.replace((level, *mark)));
            }
        }
    }
    add_mark(&mut paths, layout, last);
    let colour = single(page, mask).map(|kind| css_colour(category_colour(kind, page.is_dark)));
    let drawing = svg("svg", "dl-lane-marks")
        .attr("width", &fixed(layout.width_px(), 2))
        .attr("height", &fixed(HEIGHT_PX, 0))
        .attr("aria-hidden", "true");
    let drawing = match colour {
        Some(colour) => drawing.style("color", &colour),
        None => drawing,
    };
    let drawn = CLASSES.iter().zip(paths).filter(|(_, path)| !path.is_empty());
    drawing.add_all(drawn.map(|(class, path)| svg("path", class).attr("d", &path)).collect())
}

fn add_mark(paths: &mut [String; 4], layout: &Layout, mark: Option<(usize, LaneMark)>) {
    let Some((level, mark)) = mark else { return };
    let Some((start_px, length_px)) = layout.inline_range(mark.span) else { return };
    let (width_px, height_px) =
        (length_px.max(LEAST_PX), if mark.is_soft { SOFT_PX } else { HEIGHT_PX });
    let (width, height) = (fixed(width_px, 1), fixed(height_px, 1));
    let x = fixed(layout.left_px(start_px, width_px), 1);
    let y = fixed((HEIGHT_PX - height_px) / 2.0, 1);
    let path = ["M", &x, " ", &y, "h", &width, "v", &height, "h-", &width, "z"].concat();
    paths.iter_mut().skip(level).take(1).for_each(|all| all.push_str(&path));
}
