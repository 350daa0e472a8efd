//! The same tiles for the picture that stands in for WebGL2: fetched alike, and handed as
//! bytes to what draws it.

use dateline_tiles::{Drawn, Placed, Tile, drawing};
use js_sys::{Array, Uint8Array};
use leptos::prelude::RwSignal;
use wasm_bindgen::JsValue;
use web_sys::{Element, window};

use super::Tiles;
use super::said::Said;
use super::source::{Content, Fault, Form};
use crate::platform::{Drawing, call};
use crate::state::State;

/// Where tiles are drawn.
pub struct DrawnGround<'a> {
    /// What draws them: `crates/dateline-reader/src/drawing.rs`.
    pub artist: &'a Drawing,
    /// The map.
    pub map: &'a Element,
    /// Whether any are to be shown of this story, on this element.
    pub is_wanted: bool,
    /// Counts pictures that are asked for though the state is the same.
    pub asked: RwSignal<u32>,
}

/// Keeps the tiles that are drawn of the story in step with the camera; true if the picture is
/// another one for it.
#[inline(never)] // A way into a late part, see `crate::late`.
pub fn keep_drawn(slot: &mut Option<Tiles>, state: &State, ground: DrawnGround<'_>) -> bool {
    let DrawnGround { artist, map, is_wanted, asked } = ground;
    let Some(loaded) = state.loaded().filter(|_| is_wanted) else {
        let had_some = slot.take().is_some();
        if had_some {
            show(artist, &[]);
        }
        return had_some;
    };
    if !Tiles::are_of(slot, loaded) {
        *slot = Said::on(map).map(|said| Tiles::new(loaded, said, (Form::Kept, asked)));
    }
    let Some(tiles) = slot else { return false };
    let ratio = window().map_or(1.0, |window| window.device_pixel_ratio());
    let wanted = tiles.ask(&state.camera.view, ratio);
    let has_changed = tiles.draw(&wanted, artist);
    tiles.tell(&wanted, map, state.look.language);
    has_changed
}

impl Tiles {
    /// Hands over what is to be drawn; true if that is something else than before.
    #[inline(never)]
    fn draw(&mut self, wanted: &[Placed], artist: &Drawing) -> bool {
        let mut shared = self.shared.borrow_mut();
        let drawn = drawing(wanted, &|tile| shared.queue.get(tile).is_some());
        for one in &drawn {
            shared.queue.touch(one.tile);
        }
        if self.drawn == drawn {
            return false;
        }
        let mut given: Vec<Tile> = self.drawn.iter().map(|one| one.tile).collect();
        for one in &drawn {
            if given.contains(&one.tile) {
                continue;
            }
            given.push(one.tile);
            let is_sound = match shared.queue.get(one.tile) {
                Some(Content::Kept(bytes, is_picture)) => put(artist, one.tile, bytes, *is_picture),
                _ => true,
            };
            if !is_sound {
                shared.queue.absent(one.tile, Some(Fault::Unreadable));
                // Another may stand in its place.
                shared.ask_for_picture();
            }
        }
        show(artist, &drawn);
        self.drawn = drawn;
        true
    }
}

/// Gives a tile to the artist; whether it could be read.
fn put(artist: &Drawing, tile: Tile, bytes: &[u8], is_picture: bool) -> bool {
    let bytes = Uint8Array::from(bytes).into();
    let place = [f64::from(tile.zoom), f64::from(tile.x), f64::from(tile.y)];
    let [zoom, x, y] = place.map(JsValue::from_f64);
    let values = [zoom, x, y, bytes, JsValue::from_bool(is_picture)];
    call(artist.as_ref(), "put_tile", &values).is_ok_and(|answer| answer.is_truthy())
}

/// Tells the artist what is drawn from now on: seven numbers each.
fn show(artist: &Drawing, drawn: &[Drawn]) {
    let numbers = drawn.iter().flat_map(|one| {
        let (tile, square) = (one.tile, one.within.tile);
        let tiles = [tile, square].map(|one| [u32::from(one.zoom), one.x, one.y].map(f64::from));
        tiles.into_iter().flatten().chain([f64::from(one.within.copy)])
    });
    let numbers: Array = numbers.map(JsValue::from_f64).collect();
    // What it does not know of it does not draw.
    let _ = call(artist.as_ref(), "show_tiles", &[numbers.into()]);
}
