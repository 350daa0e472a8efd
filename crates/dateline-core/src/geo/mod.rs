//! Longitude and latitude, Web Mercator in fixed point, the camera.
//!
//! Has no opinion on what is drawn there.

mod lonlat;

pub use lonlat::{Extent, LonLat};
