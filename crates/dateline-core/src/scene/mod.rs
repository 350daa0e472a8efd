//! Model → plain vertices, label positions and draw parameters, for both painters.
//!
//! Positions are 32-bit fixed-point Web Mercator ([`crate::geo::WorldPoint`]). Has no
//! opinion on who paints: `dateline-gl` uploads these structs as they are, [`crate::svg`]
//! writes them as text.

mod borders;
mod control;
#[cfg(feature = "shapes")]
mod cut;
mod disc;
mod groups;
mod labels;
mod lines;
mod pick_area;
mod pick_event;
#[cfg(all(test, feature = "shapes"))]
mod picking_tests;
mod points;
mod restack;
mod shapes;
mod size;
mod stack;
mod stroke;
mod symbols;
#[cfg(test)]
pub(crate) mod testing;
mod triangles;
mod vertex;

pub use control::{
    ACTOR_ROWS, ControlShown, ControlTexels, IN_DOUBT, JUST_CHANGED, NO_ACTOR, SELECTED,
    STATUS_MASK, control_texels,
};
#[cfg(feature = "shapes")]
pub use cut::polygon_problem;
pub use disc::{Disc, GAP, NUMBER_PX, RIMS_PX, RING_PX};
pub use groups::{FEW, GROUP_CELL_PX, Group, Groups, MOST_IN_CELL, ROOM_PER_MARK_PX2};
pub use labels::{
    LabelCandidate, LabelKind, MAX_LABELS, PlacedLabel, SHORTEST_NAME_PX, ScreenBox, by_importance,
    clear_of_marks, is_wanted, place, place_roomy, with_room,
};
pub use pick_area::PickIndex;
pub use pick_event::{DrawnMarks, pick_event};
pub use restack::restacked;
pub use shapes::{Shapes, Stretch};
pub use stack::{STACK_SLOTS, STACK_SPACING, Stacking, stack_offset_px};
pub use stroke::LineMesh;
pub use symbols::{Symbols, SymbolsInMaking, symbols};
pub use triangles::{AreaMesh, FillMesh, MeshProblem};
pub use vertex::{AreaVertex, LineVertex, SymbolVertex};

pub(crate) use borders::borders;
pub(crate) use points::open_ring;
use points::{distinct_points, ring_points};
pub(crate) use size::width_of;
