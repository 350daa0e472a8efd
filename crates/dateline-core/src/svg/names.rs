//! Names of areas and places.

use super::crowd::{Crowd, middle, position};
use super::furniture;
use super::text::{escape, hex, is_right_to_left, px, runs_right_to_left};
use super::{GroundName, SvgInput};
use crate::geo::{LonLat, WorldPoint, area_square_metres, side_in_world_units};
use crate::model::{AreaIndex, BaseGeometry, Text};
use crate::scene::{LabelCandidate, LabelKind, ScreenBox, clear_of_marks, is_wanted, place};

const AREA_SIZE_PX: f64 = 12.0;
const LANDMARK_SIZE_PX: f64 = 11.0;
/// The weight of what is selected: before all others, and with room for its name.
const FIRST: f64 = f64::INFINITY;

/// Writes the names that have room, clear of marks and groups.
pub fn write(input: &SvgInput<'_>, crowd: &Crowd, svg: &mut String) {
    let mut candidates: Vec<LabelCandidate> = Vec::new();
    for (area, place) in input.story.areas.iter().zip(0..).filter(|(it, _)| !it.is_remainder()) {
        let weight = if input.selected_area == Some(AreaIndex(place)) {
            FIRST
        } else {
            area_square_metres(&area.polygons)
        };
        candidates.extend(candidate(input, &area.name, area.centre, LabelKind::Area, weight));
    }
    for feature in &input.story.base {
        if let BaseGeometry::Point(position) = feature.geometry {
            candidates.extend(candidate(input, &feature.name, position, LabelKind::Landmark, 0.0));
        }
    }
    let ground = input.ground.map(|ground| ground.names.as_slice()).unwrap_or_default();
    candidates.extend(ground.iter().map(on_ground));
    let marks = input.events.iter().filter_map(|event| position(input, *event));
    let marks = marks.filter(|(point, _)| crowd.is_alone(*point));
    let marks: Vec<_> = marks.map(|at| middle(input, at)).collect();
    let mut obstacles = furniture::boxes(input);
    obstacles.extend(crowd.boxes());
    obstacles.extend(input.seen_px.into_iter().flat_map(beside));
    let mut placed = place(&candidates, &input.view, &obstacles);
    clear_of_marks(&candidates, &mut placed, &marks, &obstacles);
    let (ink, soft, halo) =
        (hex(input.palette.ink), hex(input.palette.soft_ink), hex(input.palette.halo));
    svg.push_str(&format!(
        "<g class=\"names\" text-anchor=\"middle\" stroke=\"{halo}\" stroke-width=\"3\" \
         stroke-opacity=\"0.8\" stroke-linejoin=\"round\" paint-order=\"stroke\">\n"
    ));
    let page_is_rtl = is_right_to_left(input.language);
    for label in placed {
        let Some(candidate) = candidates.get(label.candidate) else { continue };
        let (size_px, colour) = match candidate.kind {
            LabelKind::Area => (AREA_SIZE_PX, &ink),
            LabelKind::Landmark | LabelKind::Place => (LANDMARK_SIZE_PX, &soft),
        };
        // In the other script brackets and figures stand where that has them.
        let direction = match runs_right_to_left(&candidate.text) {
            Some(is_rtl) if is_rtl == page_is_rtl => "",
            Some(true) => " direction=\"rtl\"",
            Some(false) => " direction=\"ltr\"",
            None => "",
        };
        svg.push_str(&format!(
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{colour}\"{direction}>{}</text>\n",
            px(label.x_px),
            // From the middle of the letters to their foot.
            px(label.y_px + size_px * 0.35),
            px(size_px),
            escape(&candidate.text)
        ));
    }
    svg.push_str("</g>\n");
}

/// What lies to both sides of the columns that are seen.
fn beside((from_px, to_px): (f64, f64)) -> [ScreenBox; 2] {
    let side = |left, right| ScreenBox { left, right, top: f64::MIN, bottom: f64::MAX };
    [side(f64::MIN, from_px), side(to_px, f64::MAX)]
}

/// A name on the tiles of a base map.
fn on_ground(name: &GroundName<'_>) -> LabelCandidate {
    LabelCandidate {
        text: name.text.to_owned(),
        anchor: name.at,
        width_px: furniture::text_width_px(name.text, LANDMARK_SIZE_PX),
        height_px: LANDMARK_SIZE_PX * 1.25,
        priority: name.priority,
        kind: LabelKind::Place,
        id: 0,
    }
}

fn candidate(
    input: &SvgInput<'_>,
    name: &Text,
    position: LonLat,
    kind: LabelKind,
    priority: f64,
) -> Option<LabelCandidate> {
    let text = name.in_language(input.language);
    let size_px = if kind == LabelKind::Area { AREA_SIZE_PX } else { LANDMARK_SIZE_PX };
    let width_px = furniture::text_width_px(text, size_px);
    let scale = input.view.pixels_per_world_unit();
    let room_px = side_in_world_units(priority, position) * scale;
    let has_room = is_wanted(kind, input.view.zoom(), room_px, width_px);
    (has_room && !text.is_empty()).then(|| LabelCandidate {
        text: text.to_owned(),
        anchor: WorldPoint::from_lonlat(position),
        width_px,
        height_px: size_px * 1.25,
        priority,
        kind,
        id: 0,
    })
}

#[cfg(test)]
#[path = "names_tests.rs"]
mod tests;
