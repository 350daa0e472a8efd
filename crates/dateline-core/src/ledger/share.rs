//! How much of the whole each side has: the band above the timeline.
//!
//! The whole is what the areas of the story add up to, not the city and not the country.
//! A contested area is a part of its own and so is an unknown one; nothing is divided
//! between sides.

use super::{AreaState, Ledger, Status};
use crate::model::{ActorIndex, AreaIndex};
use crate::order::{in_order, places_in_order};
use crate::time::Moment;

/// A kind of control that has a share. In the order of a stacked band: what sides have,
/// by side and status; then contested; then unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SharePart {
    /// One side has it: held, claimed or besieged.
    Actor(ActorIndex, Status),
    /// Two sides hold parts of it or fight over it, whoever they are.
    Contested,
    /// Nobody says, or a row names no side.
    Unknown,
}

impl SharePart {
    /// The part that an area of that state belongs to.
    pub fn of(state: &AreaState) -> Self {
        match (state.status, state.actor) {
            (Status::Contested, _) => Self::Contested,
            (Status::Unknown, _) | (_, None) => Self::Unknown,
            (status, Some(actor)) => Self::Actor(actor, status),
        }
    }

    /// The side, if it is one side's.
    pub fn actor(self) -> Option<ActorIndex> {
        match self {
            Self::Actor(actor, _) => Some(actor),
            Self::Contested | Self::Unknown => None,
        }
    }

    /// The status.
    pub fn status(self) -> Status {
        match self {
            Self::Actor(_, status) => status,
            Self::Contested => Status::Contested,
            Self::Unknown => Status::Unknown,
        }
    }
}

/// The share of one part at one moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// Which part.
    pub part: SharePart,
    /// What its areas add up to, in the unit of the weights.
    pub weight: f64,
    /// The same as a fraction of all areas, 0–1.
    pub fraction: f64,
}

/// The share of one part at two moments.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShareDifference {
    /// Which part.
    pub part: SharePart,
    /// Its fraction of all areas at the earlier moment, 0–1.
    pub before: f64,
    /// The same at the later one.
    pub after: f64,
}

/// Shares at several moments, for a stacked band.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ShareSeries {
    /// Every part that occurs in the ledger at any time, and the unknown one, in the order
    /// of the band.
    pub parts: Vec<SharePart>,
    /// Per moment, in the order in which they were asked for, the fraction of each part.
    pub fractions: Vec<Vec<f64>>,
}

impl ShareSeries {
    /// The fraction of a part at the moment of that place; 0 if there is none.
    pub fn fraction(&self, place: usize, part: SharePart) -> f64 {
        let column = self.parts.iter().position(|found| *found == part);
        let row = self.fractions.get(place);
        row.zip(column).and_then(|(row, column)| row.get(column)).copied().unwrap_or(0.0)
    }

    /// The fraction that a side has at the moment of that place, as holder, as besieged
    /// and by its own word taken together.
    pub fn of_actor(&self, place: usize, actor: ActorIndex) -> f64 {
        let parts = self.parts.iter().zip(self.fractions.get(place).into_iter().flatten());
        parts.filter(|(part, _)| part.actor() == Some(actor)).map(|(_, fraction)| fraction).sum()
    }
}

impl Ledger {
    /// The shares at a moment, in the order of a band, parts without weight left out.
    ///
    /// `weights` has one value per area, for instance square metres; a missing one, and
    /// one that is not a positive number, is 0.
    pub fn share_at(&self, weights: &[f64], moment: Moment) -> Vec<Share> {
        let whole = Whole::new(weights, self.area_count());
        let mut sums: Vec<(SharePart, i64)> = Vec::new();
        for (area, grains) in self.area_indices().zip(&whole.grains) {
            let part = SharePart::of(&self.state_at(area, moment));
            // There are a few parts, however many areas.
            match sums.iter_mut().find(|(one, _)| *one == part) {
                Some((_, sum)) => *sum += grains,
                None => sums.push((part, *grains)),
            }
        }
        in_order(&sums, |a, b| a.0.cmp(&b.0))
            .into_iter()
            .filter(|(_, grains)| *grains > 0)
            .map(|(part, grains)| Share {
                part,
                weight: grains as f64 * whole.weight_of_grain,
                fraction: whole.fraction(grains),
            })
            .collect()
    }

    /// The shares at each of `moments`, in any order, with the same parts for all: one
    /// pass over the changes instead of one look-up per area and moment.
    pub fn shares_over(&self, weights: &[f64], moments: &[Moment]) -> ShareSeries {
        let whole = Whole::new(weights, self.area_count());
        let moves = in_order(&self.moves(&whole), |a, b| a.at.cmp(&b.at));
        let mut parts = vec![SharePart::Unknown];
        for step in moves.iter().filter(|step| step.grains > 0) {
            if !parts.contains(&step.to) {
                parts.push(step.to);
            }
        }
        let parts = in_order(&parts, Ord::cmp);

        let mut sums = vec![0; parts.len()];
        let add = |sums: &mut Vec<i64>, part: SharePart, grains: i64| {
            let column = parts.binary_search(&part);
            if let Some(sum) = column.ok().and_then(|column| sums.get_mut(column)) {
                *sum += grains;
            }
        };
        add(&mut sums, SharePart::Unknown, whole.total);
        let order = places_in_order(moments.len(), &mut |a, b| moments.get(a).cmp(&moments.get(b)));
        let mut fractions = vec![Vec::new(); moments.len()];
        let mut moves = moves.iter().peekable();
        for place in order {
            let Some(moment) = moments.get(place) else {
                continue;
            };
            while let Some(step) = moves.next_if(|step| step.at <= *moment) {
                add(&mut sums, step.from, -step.grains);
                add(&mut sums, step.to, step.grains);
            }
            if let Some(row) = fractions.get_mut(place) {
                *row = sums.iter().map(|grains| whole.fraction(*grains)).collect();
            }
        }
        ShareSeries { parts, fractions }
    }

    /// What each part has at two moments, in the order of the band, parts that have nothing
    /// at either left out.
    pub fn share_difference(
        &self,
        weights: &[f64],
        earlier: Moment,
        later: Moment,
    ) -> Vec<ShareDifference> {
        let series = self.shares_over(weights, &[earlier, later]);
        let difference = |part: &SharePart| ShareDifference {
            part: *part,
            before: series.fraction(0, *part),
            after: series.fraction(1, *part),
        };
        let has_some = |one: &ShareDifference| one.before > 0.0 || one.after > 0.0;
        series.parts.iter().map(difference).filter(has_some).collect()
    }

    /// Every passage of an area from one part to another, area by area in order of time.
    fn moves(&self, whole: &Whole) -> Vec<Move> {
        let of_area = |(area, grains): (AreaIndex, &i64)| {
            let grains = *grains;
            let mut from = SharePart::Unknown;
            self.in_force_from(area)
                .iter()
                .enumerate()
                .map(|(place, at)| {
                    let to = SharePart::of(&self.state_after(area, place + 1));
                    let step = Move { at: *at, from, to, grains };
                    from = to;
                    step
                })
                .collect::<Vec<_>>()
        };
        self.area_indices().zip(&whole.grains).flat_map(of_area).collect()
    }
}

/// The passage of an area from one part to another.
#[derive(Clone, Copy)]
struct Move {
    at: Moment,
    from: SharePart,
    to: SharePart,
    grains: i64,
}

/// The weights as whole numbers of grains, so that sums do not depend on their order and
/// what is taken away again leaves exactly nothing.
struct Whole {
    grains: Vec<i64>,
    total: i64,
    weight_of_grain: f64,
}

impl Whole {
    /// The heaviest area in grains: a grain is less than a millionth of a millionth of
    /// it, and two million such areas still fit into the sum.
    const HEAVIEST_GRAINS: f64 = (1_u64 << 41) as f64;

    fn new(weights: &[f64], area_count: usize) -> Self {
        let usable = |weight: f64| {
            if weight.is_finite() && weight > 0.0 { weight } else { 0.0 }
        };
        let weight = |place| weights.get(place).copied().map_or(0.0, usable);
        let heaviest = (0..area_count).map(weight).fold(0.0, f64::max);
        if heaviest == 0.0 {
            return Self { grains: vec![0; area_count], total: 0, weight_of_grain: 0.0 };
        }
        let grains_of = |place| (weight(place) / heaviest * Self::HEAVIEST_GRAINS).round() as i64;
        let grains: Vec<i64> = (0..area_count).map(grains_of).collect();
        let total = grains.iter().copied().fold(0, i64::saturating_add);
        Self { grains, total, weight_of_grain: heaviest / Self::HEAVIEST_GRAINS }
    }

    fn fraction(&self, grains: i64) -> f64 {
        if self.total == 0 { 0.0 } else { grains as f64 / self.total as f64 }
    }
}
