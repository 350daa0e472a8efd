//! Time, ledger, geometry, index and scene of Dateline.
//!
//! Pure: nothing here knows a browser, a file or a clock on the wall. What comes in
//! is plain values, what goes out is plain values; the same code runs in the app, in
//! the desk's terminal and in the tests.
//!
//! * [`time`]: civil dates, EDTF, half-open spans, scales, ticks.
//! * [`geo`]: longitude and latitude, Web Mercator in fixed point, the camera.
//! * [`model`]: actors, areas, events, sources, the story that holds them.
//! * [`ledger`]: who held what when, derived from dated claims.
//! * [`number`]: numbers with so many decimals.
//! * [`order`]: sorting, compiled once.
//! * [`hand`]: what fingers, pens, mice and wheels mean on a map.
//! * [`index`]: events by time and place, counts, histograms.
//! * [`scene`]: model → plain vertices and label positions.
//! * [`look`]: colours and styles that both painters share.
//! * [`svg`]: scene → SVG text, the second painter.
//! * [`pack`]: a story as the bytes of one `.dateline` file, and back.
//! * [`report`]: what could not be read, as plain values in words.
//! * [`piece`]: how much of long work is done at a time.

pub mod geo;
pub mod hand;
pub mod hash;
pub mod index;
pub mod ledger;
pub mod look;
pub mod model;
pub mod number;
pub mod order;
pub mod pack;
pub mod piece;
pub mod report;
pub mod scene;
pub mod svg;
pub mod time;
