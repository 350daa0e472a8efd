//! Longitude and latitude, Web Mercator in fixed point, the camera, the globe.
//!
//! Has no opinion on what is drawn there.

mod angle;
mod coasts;
mod flight;
mod globe;
mod hyperbolic;
mod locator;
mod lonlat;
mod pane;
mod scale_bar;
mod sphere;
mod touched;
mod view;
mod world;

pub use angle::{cos, sin};
pub use coasts::{COAST_CELL, COAST_FIRST, COAST_STEPS_A_DEGREE, COAST_ZERO, coasts};
pub use globe::{Globe, OnGlobe};
pub use locator::{Locator, LocatorFrame, thinned};
pub use lonlat::{Bounds, Extent, LonLat};
pub use pane::{Division, Pane};
pub use scale_bar::ScaleBar;
pub use sphere::{EARTH_RADIUS_METRES, area_square_metres, distance_metres, ring_square_metres};
pub use view::{MAX_ZOOM, MIN_ZOOM, Padding, Seen, View, side_in_world_units};
pub use world::{MAX_LATITUDE, WORLD_UNITS, WorldPoint};
