//! The list of exactly the events that the clock and the key let through.

use std::cell::RefCell;
use std::sync::Arc;

use dateline_core::index::Filter;
use dateline_core::model::{EventIndex, Mode};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use super::mark_key::mark_key;
use crate::dom::{El, button, el};
use crate::i18n::{
    DateStyle, edtf_in_words, format_moment_shown, format_number, format_range, plural,
};
use crate::page::Page;
use crate::state::{Apart, Command, Reveal, Selection};
use crate::ways::{UNDATED_ID, UNPLACED_ID, focus_soon};

/// Rows put on the page at once.
pub const ROWS_PER_PAGE: usize = 100;
/// A story with more events has a list in which every step of the clock may bring other rows.
const MANY_EVENTS: usize = 1_000;
/// Rows of such a list that are built while the clock moves: about as many as are seen.
const NEW_ROWS_AT_ONCE: usize = 12;
/// How long the clock has to stand still for the others, milliseconds.
const REST_MS: u32 = 120;

/// Adds the list to the panel's page. `most` is how many rows are shown of it, and grows
/// with each press on the button for more.
#[inline(never)] // A way into the late part, see `crate::late`.
pub fn with_events(into: El, page: &Page, most: RwSignal<usize>) -> El {
    let (for_count, for_span) = (page.clone(), page.clone());
    let count = move || plural(for_count.language, "events.count", listed_count(&for_count), &[]);
    let headline = el("h3", "dl-count")
        .add(el("span", "").live_text(count))
        .add(el("span", "dl-count-span").live_text(move || span_words(&for_span)));
    let groups = [Apart::Unplaced, Apart::Undated].map(|group| (group, group_of(page, group)));
    let into = with_hidden(into.add(headline), page).add(ways_to_groups(page, groups));
    let into = into.add_if(mark_key(page));
    let into = with_emptiness(into, page).add(listed(page, Listed::Placed, most));
    let into = groups.into_iter().fold(into, |into, group| with_group(into, page, group, most));
    with_more(into, page, groups.map(|(_, events)| events), most)
}

/// A group and its events.
type Group = (Apart, Events);

/// The id of a group's heading and the key of its words.
fn heading_of(group: Apart) -> (&'static str, &'static str) {
    match group {
        Apart::Unplaced => (UNPLACED_ID, "events.group.unplaced"),
        Apart::Undated => (UNDATED_ID, "events.undated"),
    }
}

/// Links to the groups that have events.
fn ways_to_groups(page: &Page, groups: [Group; 2]) -> El {
    let language = page.language;
    let way = |(group, events): Group| {
        let ((id, key), count) = (heading_of(group), move || events.with(|events| events.len()));
        button("dl-link")
            .live_attr("hidden", move || (count() == 0).then(String::new))
            .text(page.t(key))
            .text(" ")
            .live_text(move || format_number(language, count() as f64, 0))
            .on("click", move |event| focus_soon(event, id))
    };
    el("p", "dl-ways").add_all(groups.map(way).into())
}

/// Adds a group of its own with its heading, while there are events in it (T11).
fn with_group(into: El, page: &Page, (group, events): Group, most: RwSignal<usize>) -> El {
    let (id, key) = heading_of(group);
    let is_empty = move || events.with(|events| events.is_empty()).then(String::new);
    let heading = page.words("h3", "dl-section", key).attr("id", id).attr("tabindex", "-1");
    let list = listed(page, Listed::Group(events), most).attr("aria-labelledby", id);
    into.add(heading.live_attr("hidden", is_empty)).add(list.live_attr("hidden", is_empty))
}

/// How many events are listed: the clock's span has them, and no filter hides them. Which ones
/// is asked by whoever shows some.
fn listed_count(page: &Page) -> usize {
    page.loaded.index.count_in(page.store.span.get(), &page.store.filter())
}

/// What a list shows.
#[derive(Clone, Copy)]
enum Listed {
    /// The listed events that have a place.
    Placed,
    /// Those of a group, which are few: [`Apart`].
    Group(Events),
}

/// Events, found once for all who ask.
type Events = Memo<Arc<Vec<EventIndex>>>;

/// The events of a group.
fn group_of(page: &Page, group: Apart) -> Events {
    let store = page.store;
    Memo::new(move |_| Arc::new(store.apart(group)))
}

/// Which time the list is about.
fn span_words(page: &Page) -> String {
    let clock = page.store.clock.get();
    if clock.mode == Mode::Window {
        let range = format_range(page.language, clock.window, DateStyle::Medium);
        return page.t_with("events.span.window", &[("range", &range)]);
    }
    let date = format_moment_shown(page.language, clock.t, DateStyle::Medium);
    if clock.mode == Mode::Cumulative {
        return page.t_with("events.span.cumulative", &[("date", &date)]);
    }
    let days = page.loaded.story.meta.fade_days as usize;
    plural(page.language, "events.span.moment", days, &[("date", &date)])
}

/// Says how many events the key hides, so that nobody takes them for absent.
fn with_hidden(into: El, page: &Page) -> El {
    let (for_count, page) = (page.clone(), page.clone());
    // Memos, so that the button is not taken from under a finger while the clock runs.
    let hidden = Memo::new(move |_| hidden_count(&for_count));
    let is_any = Memo::new(move |_| hidden.get() != 0);
    into.live(move || {
        if !is_any.get() {
            return Vec::new();
        }
        let language = page.language;
        let hint = el("p", "dl-hint")
            .live_text(move || plural(language, "events.hidden", hidden.get(), &[]))
            .text(" ")
            .add(page.sends("dl-link", "legend.show_all", Command::ShowAll));
        vec![hint]
    })
}

fn hidden_count(page: &Page) -> usize {
    if page.store.choice.with(|choice| choice.filter.is_empty()) {
        return 0;
    }
    let all = page.loaded.index.count_in(page.store.span.get(), &Filter::default());
    all.saturating_sub(listed_count(page))
}

/// Says that there is nothing, and offers a step on where that brings another event.
fn with_emptiness(into: El, page: &Page) -> El {
    let (for_count, for_step, page) = (page.clone(), page.clone(), page.clone());
    // As above.
    let is_empty = Memo::new(move |_| listed_count(&for_count) == 0);
    let can_step = Memo::new(move |_| is_empty.get() && can_step(&for_step));
    into.live(move || {
        let mut shown = Vec::new();
        if is_empty.get() {
            shown.push(page.words("p", "dl-empty", "events.empty"));
        }
        if can_step.get() {
            shown.push(page.sends("dl-button", "events.earlier", Command::Step(1)));
        }
        shown
    })
}

/// Whether a step on brings another event into the list.
fn can_step(page: &Page) -> bool {
    let clock = page.store.clock.get();
    let (story, index) = (&page.loaded.story, &page.loaded.index);
    let next = index.next_event_after(clock.t, &page.store.filter());
    // The clock stops at the end of the story: what only starts there it does not show.
    let start = next.and_then(|next| story.events.starts().get(next.event.0 as usize));
    let is_within = start.is_some_and(|start| *start < story.meta.span.end.0);
    clock.mode != Mode::Window && is_within
}

/// The listed events that have a place, or those of a group. A row that was there stays the
/// same: most do while the clock runs. Where more are new than are seen at once, the others
/// come as soon as the clock rests.
fn listed(page: &Page, what: Listed, most: RwSignal<usize>) -> El {
    let last = RefCell::new(Vec::<(EventIndex, El)>::new());
    let rest = Rest::new();
    let list = empty_list(page);
    let page = page.clone();
    list.live(move || {
        let most = most.get();
        let events = match what {
            Listed::Placed => {
                let (span, filter) = (page.store.span.get(), page.store.filter());
                Arc::new(page.loaded.first_placed(span, &filter, most))
            }
            Listed::Group(events) => events.get(),
        };
        let known = last.take();
        let is_whole =
            page.loaded.story.events.len() <= MANY_EVENTS || matches!(what, Listed::Group(_));
        let mut new_rows = if is_whole || rest.is_over(&events) || known.is_empty() {
            usize::MAX
        } else {
            NEW_ROWS_AT_ONCE
        };
        let (mut rows, mut shown) = (Vec::new(), Vec::new());
        for event in events.iter().take(most) {
            // Both lists are in the order of the story, which is that of time.
            let place = known.partition_point(|(one, _)| one < event);
            let same = known.get(place).filter(|(one, _)| one == event);
            let same = same.map(|(_, row)| row.clone());
            if same.is_none() && new_rows == 0 {
                rest.wait_for(&events);
                break;
            }
            new_rows -= usize::from(same.is_none());
            let Some(row) = same.or_else(|| row(&page, *event)) else { continue };
            shown.push(row.clone());
            rows.push((*event, row));
        }
        last.replace(rows);
        shown
    })
}

/// Whether a list has stayed the same for a moment.
struct Rest {
    /// The number of the list that has.
    over_for: RwSignal<usize>,
    /// The list that is waited for, and its number.
    waited: RefCell<(usize, Arc<Vec<EventIndex>>)>,
    pending: RefCell<Option<Timeout>>,
}

impl Rest {
    fn new() -> Self {
        let waited = RefCell::new((1, Arc::default()));
        Self { over_for: RwSignal::new(0), waited, pending: RefCell::default() }
    }

    /// Whether it has been waited for. Tracked.
    fn is_over(&self, list: &Arc<Vec<EventIndex>>) -> bool {
        let (number, known) = &*self.waited.borrow();
        self.over_for.get() == *number && known == list
    }

    /// Wakes whoever asks, unless another list is waited for before.
    fn wait_for(&self, list: &Arc<Vec<EventIndex>>) {
        let (over_for, number) = (self.over_for, self.waited.borrow().0 + 1);
        self.waited.replace((number, Arc::clone(list)));
        let timeout = Timeout::new(REST_MS, move || {
            // The list may have gone meanwhile, and the signal with it.
            let _ = over_for.try_set(number);
        });
        self.pending.replace(Some(timeout));
    }
}

/// Adds the button for more rows, while there are more.
fn with_more(into: El, page: &Page, groups: [Events; 2], most: RwSignal<usize>) -> El {
    let for_count = page.clone();
    let longest = move || {
        let [unplaced, undated] = groups.map(|group| group.with(|events| events.len()));
        let placed = listed_count(&for_count).saturating_sub(unplaced);
        placed.max(unplaced).max(undated)
    };
    with_more_of(into, page, Box::new(longest), most)
}

/// The same of a list that is `longest` rows long.
pub fn with_more_of(
    into: El,
    page: &Page,
    longest: Box<dyn Fn() -> usize + Send + Sync>,
    most: RwSignal<usize>,
) -> El {
    let page = page.clone();
    // A memo, so that the button stays while it says the same.
    let rest = Memo::new(move |_| longest().saturating_sub(most.get()).min(ROWS_PER_PAGE));
    into.live(move || {
        let rest = rest.get();
        if rest == 0 {
            return Vec::new();
        }
        let n = format_number(page.language, rest as f64, 0);
        let more = button("dl-button").text(&page.t_with("events.more", &[("n", &n)]));
        vec![more.on_click(move || most.update(|most| *most += ROWS_PER_PAGE))]
    })
}

/// Adds a list of these events, which no clock changes, so many rows at a time.
pub fn with_fixed_list(into: El, page: &Page, events: &[EventIndex]) -> El {
    let (most, events, count) = (RwSignal::new(ROWS_PER_PAGE), events.to_vec(), events.len());
    let for_rows = page.clone();
    let into = into.add(empty_list(page).live(move || {
        events.iter().take(most.get()).filter_map(|event| row(&for_rows, *event)).collect()
    }));
    with_more_of(into, page, Box::new(move || count), most)
}

/// A list in which a press on a row opens its card. One listener for all rows: so they are
/// only elements, and outlive what built them.
fn empty_list(page: &Page) -> El {
    let store = page.store;
    // It takes the focus of the button below it when that goes.
    el("ol", "dl-rows dl-events").attr("tabindex", "-1").on("click", move |press| {
        if let Some(event) = pressed_row(press) {
            store.send(Command::Select(Some(Selection::Event(event)), Reveal::Yes));
        }
    })
}

fn pressed_row(press: &Event) -> Option<EventIndex> {
    let target = press.target()?.dyn_into::<Element>().ok()?;
    let row = target.closest(".dl-row").ok().flatten()?;
    row.get_attribute("data-place")?.parse().ok().map(EventIndex)
}

/// One event as a row.
fn row(page: &Page, index: EventIndex) -> Option<El> {
    let event = page.loaded.story.events.get(index)?;
    let category = page.loaded.story.meta.categories.get(usize::from(event.category.0))?;
    let date = match &event.when {
        Some(when) => edtf_in_words(page.language, when),
        None => page.t("event.undated").to_owned(),
    };
    let kicker = el("span", "dl-row-kicker").text(&date).text(" · ");
    let verification = format!("verification.{}", event.verification.name());
    let said = if event.withdrawn { "event.withdrawn" } else { &verification };
    let mut foot = page.words("span", "dl-row-foot", said);
    if event.position.is_none() {
        foot = foot.text(" · ").text(page.t("events.unplaced"));
    }
    let row = button("dl-row")
        .attr("data-event", &event.id)
        .attr("data-key", &event.id)
        .attr("data-place", &index.0.to_string())
        .add(page.mark(category))
        .add(kicker.add(page.story_text(&category.name)))
        .add(el("span", "dl-row-title").add(page.story_text(&event.title)))
        .add(foot);
    Some(el("li", "").add(row))
}
