//! From the state to one picture's parameters: a pure computation.

use dateline_core::model::{BaseFeature, BaseGeometry, Mode};
use dateline_core::time::{Moment, SECONDS_PER_DAY};
use dateline_gl::{CategoryStyle, FillStyle, LineStyle, SymbolFrame};

use crate::marks::{actor_colour, category_colour};
use crate::state::{Loaded, State, mark_size_px};

/// The bit of the mask of verifications that shows imprecise dates.
const IMPRECISE_BIT: u32 = 8;
/// The kinds of base line, in the order of the style table.
const LINE_KINDS: [&str; 6] = ["river", "road", "ring-road", "rail", "wall", "citadel"];
/// The kinds of base outline, in the order of the style table.
const FILL_KINDS: [&str; 4] = ["built-up", "airport", "industrial", "citadel"];

/// How long an area that has changed hands stays marked, days.
const JUST_CHANGED_DAYS: i64 = 1;

/// The style row of a base line, `None` for what is not drawn as a line.
pub fn line_style_of(feature: &BaseFeature) -> Option<u16> {
    let is_point = matches!(feature.geometry, BaseGeometry::Point(_));
    let known = LINE_KINDS.iter().position(|kind| *kind == feature.kind);
    match known {
        _ if is_point || FILL_KINDS[..3].contains(&feature.kind.as_str()) => None,
        Some(row) => Some(row as u16),
        None => Some(1),
    }
}

/// The style row of a base outline, `None` for what is not filled.
pub fn fill_style_of(feature: &BaseFeature) -> Option<u16> {
    FILL_KINDS.iter().position(|kind| *kind == feature.kind).map(|row| row as u16)
}

/// Styles of base lines by row.
pub fn line_styles(is_dark: bool) -> Vec<LineStyle> {
    let (water, road, wall) = if is_dark {
        ([0x6f, 0x93, 0xad], [0xf4, 0xf1, 0xea], [0xf4, 0xf1, 0xea])
    } else {
        ([0x5f, 0x8a, 0xa8], [0x3a, 0x36, 0x30], [0x3a, 0x36, 0x30])
    };
    let line = |colour: [u8; 3], alpha: u8, width_px: f32, dash_px: Option<[f32; 2]>| LineStyle {
        colour: [colour[0], colour[1], colour[2], alpha],
        width_px,
        dash_px,
    };
    vec![
        line(water, 0xe6, 2.0, None),
        line(road, 0x3c, 1.0, None),
        line(road, 0x50, 1.6, None),
        line(road, 0x58, 1.2, Some([6.0, 4.0])),
        line(wall, 0x96, 1.4, None),
        line(wall, 0xb4, 1.4, None),
    ]
}

/// Styles of base outlines by row.
pub fn fill_styles(is_dark: bool) -> Vec<FillStyle> {
    let fill = |colour: [u8; 4]| FillStyle { colour };
    if is_dark {
        vec![
            fill([0x2b, 0x2e, 0x33, 0xff]),
            fill([0x33, 0x37, 0x3d, 0xff]),
            fill([0x30, 0x33, 0x38, 0xff]),
            fill([0xf4, 0xf1, 0xea, 0x28]),
        ]
    } else {
        vec![
            fill([0xe6, 0xe1, 0xd6, 0xff]),
            fill([0xdd, 0xd8, 0xcc, 0xff]),
            fill([0xe2, 0xdd, 0xd1, 0xff]),
            fill([0x1c, 0x1b, 0x19, 0x22]),
        ]
    }
}

/// The fills of the story's actors.
pub fn actor_colours(loaded: &Loaded, is_dark: bool) -> Vec<[u8; 3]> {
    loaded.story.meta.actors.iter().map(|actor| actor_colour(actor, is_dark)).collect()
}

/// The marks of the story's categories.
pub fn category_styles(loaded: &Loaded, is_dark: bool) -> Vec<CategoryStyle> {
    let categories = loaded.story.meta.categories.iter();
    categories
        .map(|category| CategoryStyle {
            colour: category_colour(category, is_dark),
            shape: category.shape,
        })
        .collect()
}

/// Which marks are drawn at `t`, and how.
pub fn symbol_frame<'a>(
    state: &State,
    t: Moment,
    loaded: &Loaded,
    categories: &'a [CategoryStyle],
) -> SymbolFrame<'a> {
    let span = state.event_span_at(t);
    let range = loaded.symbols.visible_range(span);
    let selected = state.choice.emphasised_event().and_then(|event| loaded.symbols.find(event));
    let selected = selected.map(|vertex| vertex as u32);
    let filter = &state.choice.filter;
    let fades = state.clock.mode == Mode::Moment;
    let fade_minutes = u32::try_from(span.seconds() / 60).unwrap_or(u32::MAX);
    SymbolFrame {
        first: range.start as u32,
        count: range.len() as u32,
        window_start_minute: minute_in(loaded, span.start),
        window_end_minute: minute_in(loaded, span.end),
        fade_minutes: fades.then_some(fade_minutes),
        category_mask: !filter.hidden_categories,
        verification_mask: !u32::from(filter.hidden_verifications)
            & !(u32::from(filter.hides_imprecise) << IMPRECISE_BIT),
        size_px: mark_size_px(&state.camera.view) as f32,
        categories,
        selected,
    }
}

/// Minutes from the day from which marks count.
fn minute_in(loaded: &Loaded, moment: Moment) -> u32 {
    let minutes = (moment.0 - Moment::start_of(loaded.first_day).0).div_euclid(60);
    minutes.clamp(0, i64::from(u32::MAX)) as u32
}

/// From when on a change counts as fresh at `t`.
pub fn just_changed_since(t: Moment) -> Moment {
    Moment(t.0 - JUST_CHANGED_DAYS * SECONDS_PER_DAY + 1)
}
