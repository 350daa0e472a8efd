//! Longitude and latitude, Web Mercator in fixed point, the camera.
//!
//! Has no opinion on what is drawn there.

mod angle;
mod flight;
mod locator;
mod lonlat;
mod pane;
mod scale_bar;
mod sphere;
mod touched;
mod view;
mod world;

pub use angle::{cos, sin};
pub use locator::{Locator, LocatorFrame};
pub use lonlat::{Extent, LonLat};
pub use pane::{Division, Pane};
pub use scale_bar::ScaleBar;
pub use sphere::{EARTH_RADIUS_METRES, area_square_metres, distance_metres, ring_square_metres};
pub use view::{MAX_ZOOM, MIN_ZOOM, Padding, View, side_in_world_units};
pub use world::{MAX_LATITUDE, WORLD_UNITS, WorldPoint};
