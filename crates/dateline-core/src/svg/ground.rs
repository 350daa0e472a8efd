//! The ground under everything: tiles of a base map, as pictures or as drawn ones.
//!
//! It comes in as plain values: whole numbers, bytes and texts, so that nothing that a tile
//! says can become markup. Each tile is seen within a square of the picture, so that a larger
//! one can stand in for one that is not there. Names are placed by [`super::names`]. Has no opinion on where tiles come from and on
//! what in them is drawn how.

use std::fmt::Write as _;

use super::pattern::Patterns;
use super::text::{decimal, hex, px};
use crate::geo::{View, WorldPoint};
use crate::look::{DIMMED, FillStyle, LineStyle};

/// The most bytes of all tiles in one picture; those nearest the middle come first. Some
/// browsers show no more than 32 MiB of a `data:` address, and pictures take a third more in it.
const MAX_BYTES: usize = 12 << 20;
/// How far a tile reaches over its neighbours in the east and south, CSS pixels: edges that
/// fall between two pixels of a screen or of paper would let the background through.
const OVERLAP_PX: f64 = 0.5;
/// How wide the edge of a surface is drawn in its own colour, CSS pixels: it closes the seams
/// between surfaces that meet, as the other painter's does.
const EDGE_PX: f64 = 1.0;

/// The ground of one picture.
#[derive(Clone, Debug, Default)]
pub struct Ground<'a> {
    /// The tiles in the order of painting.
    pub tiles: Vec<GroundTile<'a>>,
    /// Styles of surfaces by row.
    pub fills: Vec<FillStyle>,
    /// Styles of lines by row; one without width is not drawn.
    pub lines: Vec<LineStyle>,
    /// Names on the ground, placed with all others.
    pub names: Vec<GroundName<'a>>,
}

/// A tile and the square of the picture in which it is seen.
#[derive(Clone, Copy, Debug)]
pub struct GroundTile<'a> {
    /// Its edges relative to the middle of the picture: west, north, east, south, world units.
    pub edges: [f64; 4],
    /// The edges of the square in which it is seen, likewise.
    pub within: [f64; 4],
    /// What is in it.
    pub content: &'a GroundContent,
}

/// A name on the ground.
#[derive(Clone, Copy, Debug)]
pub struct GroundName<'a> {
    /// What to write.
    pub text: &'a str,
    /// Where.
    pub at: WorldPoint,
    /// Who comes first where there is not room for all; negative is behind all names of the
    /// story.
    pub priority: f64,
}

/// What a tile shows.
#[derive(Clone, Debug)]
pub enum GroundContent {
    /// A picture.
    Picture(GroundPicture),
    /// Surfaces and lines.
    Drawn(DrawnGround),
}

impl GroundContent {
    /// About how many bytes of a picture it becomes.
    pub fn bytes(&self) -> usize {
        match self {
            Self::Picture(picture) => picture.address.len(),
            Self::Drawn(drawn) => {
                drawn.fills.iter().chain(&drawn.lines).map(|path| path.data.len()).sum()
            }
        }
    }
}

/// The file of a picture, fit to stand in an SVG document.
#[derive(Clone, Debug)]
pub struct GroundPicture {
    /// A `data:` address.
    address: String,
}

impl GroundPicture {
    /// The picture in the bytes of a file, whose kind is told by its first bytes. Whether it
    /// can be read is the browser's to say.
    pub fn new(bytes: &[u8]) -> Self {
        let kind = match bytes {
            [0xff, 0xd8, ..] => "jpeg",
            [b'G', b'I', b'F', ..] => "gif",
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => "webp",
            [_, _, _, _, b'f', b't', b'y', b'p', ..] => "avif",
            _ => "png",
        };
        let mut address = format!("data:image/{kind};base64,");
        address.reserve(bytes.len().div_ceil(3) * 4);
        for three in bytes.chunks(3) {
            let byte = |place: usize| u32::from(three.get(place).copied().unwrap_or(0));
            let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
            for place in 0..4_usize {
                let sixth = (bits >> (18 - 6 * place)) as usize & 63;
                let is_there = place <= three.len();
                address.push(if is_there { char::from(BASE_64[sixth]) } else { '=' });
            }
        }
        Self { address }
    }
}

const BASE_64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Surfaces and lines on a grid.
#[derive(Clone, Debug, Default)]
pub struct DrawnGround {
    /// Width and height of the tile in units of the grid, counted from its north-western
    /// corner.
    pub grid: u32,
    /// Surfaces by row, in the order of painting: inside is what rings turn around (the
    /// nonzero rule).
    pub fills: Vec<GridPath>,
    /// Lines by row, in the order of painting.
    pub lines: Vec<GridPath>,
}

/// Lines and rings on a grid, as path data. Nothing but numbers gets into it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GridPath {
    data: String,
}

impl GridPath {
    /// Adds a line, or a ring, which is not closed by a repeated corner. What has no length is
    /// left out.
    pub fn add(&mut self, points: impl IntoIterator<Item = [i32; 2]>, is_closed: bool) {
        let start = self.data.len();
        let mut last: Option<[i32; 2]> = None;
        let mut steps = 0;
        for point in points {
            let [x, y] = point.map(i64::from);
            match last.map(|last| last.map(i64::from)) {
                None => self.push('M', x, y),
                Some(last) if last == [x, y] => continue,
                Some([last_x, last_y]) => {
                    // The sign of a number parts it from the one before.
                    let step = x - last_x;
                    let letter = if steps > 0 && step < 0 { None } else { Some('l') };
                    steps += 1;
                    self.push(letter.unwrap_or(' '), step, y - last_y);
                }
            }
            last = Some(point);
        }
        if steps == 0 {
            self.data.truncate(start);
        } else if is_closed {
            self.data.push('z');
        }
    }

    /// How long it is, bytes.
    pub fn len(&self) -> usize {
        self.data.len()
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.data.is_empty()
    }

    /// A pair of numbers after a letter; none where it is a space.
    fn push(&mut self, letter: char, x: i64, y: i64) {
        if letter != ' ' {
            self.data.push(letter);
        }
        let space = if y < 0 { "" } else { " " };
        // A text takes everything.
        let _ = write!(self.data, "{x}{space}{y}");
    }
}

impl Ground<'_> {
    /// The tiles as a fragment of SVG, one group, in the pixels of a view's picture.
    pub fn svg(&self, view: &View, is_dark: bool) -> String {
        let canvas = Canvas::of(view);
        let mut left = MAX_BYTES;
        let mut svg = String::from("<g class=\"tiles\" stroke-miterlimit=\"2\">\n");
        for tile in &self.tiles {
            let within = canvas.edges(tile.within);
            let [west, north, east, south] = within;
            let is_seen = west < east.min(canvas.width) && north < south.min(canvas.height);
            if !is_seen || east <= 0.0 || south <= 0.0 {
                continue;
            }
            let Some(rest) = left.checked_sub(tile.content.bytes()) else { continue };
            left = rest;
            match tile.content {
                GroundContent::Picture(picture) => {
                    let edges = canvas.edges(tile.edges);
                    write_picture(picture, within, edges, is_dark, &mut svg);
                }
                GroundContent::Drawn(drawn) => {
                    let stretch = Patterns::on_ground(view).stretch();
                    let edges = canvas.exact_edges(tile.edges);
                    write_drawn(drawn, within, edges, (self, stretch), &mut svg);
                }
            }
        }
        svg.push_str("</g>\n");
        svg
    }
}

fn write_picture(
    picture: &GroundPicture,
    [left, top, right, bottom]: [f64; 4],
    [west, north, east, south]: [f64; 4],
    is_dark: bool,
    svg: &mut String,
) {
    let (width, height) = (px(right - left + OVERLAP_PX), px(bottom - top + OVERLAP_PX));
    svg.push_str(&format!(
        "<svg x=\"{}\" y=\"{}\" width=\"{width}\" height=\"{height}\">\n\
         <image x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" preserveAspectRatio=\"none\" \
         href=\"{}\"/>\n",
        px(left),
        px(top),
        px(west - left),
        px(north - top),
        px(east - west + OVERLAP_PX),
        px(south - north + OVERLAP_PX),
        picture.address
    ));
    if is_dark {
        let shade = decimal(1.0 - f64::from(DIMMED), 3);
        svg.push_str(&format!(
            "<rect width=\"{width}\" height=\"{height}\" fill-opacity=\"{shade}\"/>\n"
        ));
    }
    svg.push_str("</svg>\n");
}

fn write_drawn(
    drawn: &DrawnGround,
    [left, top, right, bottom]: [f64; 4],
    [west, north, east, south]: [f64; 4],
    (ground, stretch): (&Ground<'_>, f64),
    svg: &mut String,
) {
    let grid = f64::from(drawn.grid.max(1));
    let (across_px, down_px) = ((east - west) / grid, (south - north) / grid);
    let (width_px, height_px) = (right - left + OVERLAP_PX, bottom - top + OVERLAP_PX);
    svg.push_str(&format!(
        "<svg x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" viewBox=\"{} {} {} {}\" \
         preserveAspectRatio=\"none\">\n",
        px(left),
        px(top),
        px(width_px),
        px(height_px),
        decimal((left - west) / across_px, 6),
        decimal((top - north) / down_px, 6),
        decimal(width_px / across_px, 6),
        decimal(height_px / down_px, 6)
    ));
    let units = |length_px: f64| decimal(length_px / across_px, 3);
    for (path, style) in drawn.fills.iter().zip(&ground.fills) {
        if !path.is_empty() {
            let [red, green, blue, _] = style.colour;
            let (colour, edge) = (hex([red, green, blue]), units(EDGE_PX));
            svg.push_str(&format!(
                "<path fill=\"{colour}\" stroke=\"{colour}\" stroke-width=\"{edge}\" d=\"{}\"/>\n",
                path.data
            ));
        }
    }
    svg.push_str("<g fill=\"none\">\n");
    for (path, style) in drawn.lines.iter().zip(&ground.lines) {
        if style.width_px > 0.0 && !path.is_empty() {
            let [red, green, blue, _] = style.colour;
            // Lines that meet in a point leave no notch; dashes would grow longer.
            let ends = String::from(" stroke-linecap=\"square\"");
            let ends = style.dash_px.map_or(ends, |dash| {
                let [dash, gap] = dash.map(|length| units(f64::from(length) * stretch));
                format!(" stroke-dasharray=\"{dash} {gap}\"")
            });
            svg.push_str(&format!(
                "<path stroke=\"{}\" stroke-width=\"{}\"{ends} d=\"{}\"/>\n",
                hex([red, green, blue]),
                units(f64::from(style.width_px)),
                path.data
            ));
        }
    }
    svg.push_str("</g>\n</svg>\n");
}

/// The picture in CSS pixels.
struct Canvas {
    width: f64,
    height: f64,
    /// Pixels per world unit.
    scale: f64,
}

impl Canvas {
    fn of(view: &View) -> Self {
        Self {
            width: view.width_px(),
            height: view.height_px(),
            scale: view.pixels_per_world_unit(),
        }
    }

    /// Left, top, right and bottom edge from those in world units.
    fn exact_edges(&self, [west, north, east, south]: [f64; 4]) -> [f64; 4] {
        let along = |units: f64, length: f64| length / 2.0 + units * self.scale;
        [
            along(west, self.width),
            along(north, self.height),
            along(east, self.width),
            along(south, self.height),
        ]
    }

    /// The same in whole pixels, so that neighbours meet.
    fn edges(&self, edges: [f64; 4]) -> [f64; 4] {
        self.exact_edges(edges).map(f64::round)
    }
}

#[cfg(test)]
#[path = "ground_tests.rs"]
mod tests;
