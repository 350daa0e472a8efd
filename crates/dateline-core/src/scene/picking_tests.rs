//! What a press finds, against a twin that looks at everything there is: 10 000 places.
#![allow(clippy::unwrap_used)]

use super::testing::{area, event, ring};
use super::{
    AreaMesh, AreaVertex, DrawnMarks, PickIndex, Stacking, pick_event, stack_offset_px, symbols,
};
use crate::geo::{LonLat, View, WorldPoint};
use crate::model::{Area, AreaIndex, EventIndex, Events};
use crate::time::{Day, Moment, Span};

const PRESSES: usize = 10_000;
const SIZE_PX: f64 = 12.0;
const RADIUS_PX: f64 = 14.0;

/// Numbers from 0 to 1, the same in every run.
struct Dice(u64);

impl Dice {
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695);
        (self.0 >> 33) as f64 / f64::from(1_u32 << 31)
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.share()
    }

    fn press(&mut self) -> (f64, f64) {
        (self.between(0.0, 900.0), self.between(0.0, 700.0))
    }
}

fn view() -> View {
    View::new(LonLat { lon: 37.16, lat: 36.2 }, 12.0, 900.0, 700.0)
}

/// Stars with holes, some of two parts, many over one another.
fn stars(dice: &mut Dice) -> Vec<Area> {
    let star = |(lon, lat): (f64, f64), scale: f64, radii: &[f64]| {
        let step = std::f64::consts::TAU / radii.len() as f64;
        let corner = |(place, radius): (usize, &f64)| {
            let angle = step * place as f64;
            (lon + scale * radius * angle.cos(), lat + scale * radius * angle.sin())
        };
        ring(&radii.iter().enumerate().map(corner).collect::<Vec<(f64, f64)>>())
    };
    let mut areas = Vec::new();
    for number in 0..60 {
        let parts = (0..1 + number % 2).map(|_| {
            let middle = (dice.between(37.0, 37.32), dice.between(36.08, 36.32));
            let count = 3 + number % 9;
            let radii: Vec<f64> = (0..count).map(|_| dice.between(0.01, 0.05)).collect();
            vec![star(middle, 1.0, &radii), star(middle, 0.4, &radii)]
        });
        areas.push(area(&format!("a{number}"), parts.collect()));
    }
    areas
}

/// Which area the painter fills last at a point, by its triangles; `None` within the outer
/// option where the point lies on an edge of one.
fn painted(mesh: &AreaMesh, point: WorldPoint) -> Option<Option<AreaIndex>> {
    let mut found = None;
    for corners in mesh.indices.chunks_exact(3) {
        let [a, b, c] = [0, 1, 2].map(|corner| mesh.vertices[corners[corner] as usize]);
        let side = |from: AreaVertex, to: AreaVertex| {
            let off = |value: u32, from: u32| i128::from(value) - i128::from(from);
            off(to.x, from.x) * off(point.y, from.y) - off(to.y, from.y) * off(point.x, from.x)
        };
        let sides = [side(a, b), side(b, c), side(c, a)];
        if sides.iter().all(|side| *side > 0) || sides.iter().all(|side| *side < 0) {
            found = Some(AreaIndex(a.area));
        } else if sides.iter().all(|side| *side >= 0) || sides.iter().all(|side| *side <= 0) {
            return None;
        }
    }
    Some(found)
}

#[test]
fn a_press_finds_the_area_that_is_painted_there() {
    let mut dice = Dice(41);
    let areas = stars(&mut dice);
    let (index, mesh) = (PickIndex::new(&areas), AreaMesh::build(&areas));
    let (mut compared, mut hit) = (0, 0);
    for _ in 0..PRESSES {
        let point = view().world_from_screen(dice.press());
        let Some(expected) = painted(&mesh, point) else { continue };
        assert_eq!(index.pick_world(point), expected, "{point:?}");
        compared += 1;
        hit += usize::from(expected.is_some());
    }
    assert!(compared > PRESSES - 50 && hit > PRESSES / 4, "{compared} {hit}");
}

#[test]
fn a_press_finds_the_mark_that_is_nearest_of_those_that_are_shown() {
    let mut dice = Dice(42);
    let spots: Vec<(f64, f64)> =
        (0..150).map(|_| (dice.between(37.0, 37.3), dice.between(36.1, 36.3))).collect();
    let mut rows = Vec::new();
    for number in 0..1_500 {
        // Half of them at few spots, so that there are stacks.
        let spot = spots[(dice.share() * 150.0) as usize];
        let lone = (dice.between(37.0, 37.3), dice.between(36.1, 36.3));
        let place = if number % 2 == 0 { spot } else { lone };
        let mut row = event(&format!("e{number:04}"), Some("2016-11-14"), Some(place));
        let day = Day((dice.share() * 300.0) as i32);
        let days = if number % 50 == 0 { 200 } else { 1 };
        let end = Moment::start_of(Day(day.0 + days));
        row.when.as_mut().unwrap().span = Span { start: Moment::start_of(day), end };
        rows.push(row);
    }
    let events = Events::from_rows(rows);
    let built = symbols(&events, Day(0), Stacking::default());
    let mut hit = 0;
    for number in 0..PRESSES {
        let first = (number % 280) as i32;
        let window =
            Span { start: Moment::start_of(Day(first)), end: Moment::start_of(Day(first + 20)) };
        let press = dice.press();
        let shown = |index: EventIndex| {
            !index.0.is_multiple_of(3)
                && events.get(index).unwrap().when.as_ref().unwrap().span.overlaps(window)
        };
        let mut expected: Option<(f64, EventIndex)> = None;
        for (symbol, event) in built.events.iter().enumerate().filter(|one| shown(*one.1)) {
            let place = events.get(*event).unwrap().position.unwrap();
            let (x, y) = view().screen_from_world(WorldPoint::from_lonlat(place));
            let (dx, dy) = stack_offset_px(built.position(symbol).unwrap().1, SIZE_PX);
            let away = (x + dx - press.0).hypot(y + dy - press.1);
            if away <= RADIUS_PX && expected.is_none_or(|(nearest, _)| away <= nearest) {
                expected = Some((away, *event));
            }
        }
        let ranges = built.visible_ranges(window);
        let marks = DrawnMarks { symbols: &built, ranges: &ranges, size_px: SIZE_PX };
        let found = pick_event(&view(), press, RADIUS_PX, &marks, shown);
        assert_eq!(found, expected.map(|(_, event)| event), "{press:?} in {window:?}");
        hit += usize::from(found.is_some());
    }
    assert!(hit > PRESSES / 20, "{hit}");
}
