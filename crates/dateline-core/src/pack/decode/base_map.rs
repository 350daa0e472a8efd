//! The base map of tiles that the story names.

use super::reader::Reader;
use super::taken;
use crate::model::{BaseMap, TileForm};

pub(super) fn read(reader: &mut Reader<'_>) -> BaseMap {
    let form = reader.cursor.index(TileForm::ALL.len()) as usize;
    let mut numbers = reader.numbers(5).into_iter();
    let mut number = || numbers.next().unwrap_or(0);
    BaseMap {
        form: TileForm::ALL.get(form).copied().unwrap_or_default(),
        counts_from_south: number() != 0,
        least_zoom: number(),
        greatest_zoom: number(),
        tile_px: number(),
        bounds: {
            let count = number() as usize;
            reader.positions(count)
        },
        credit: taken(&mut reader.texts(1), 0),
        address: reader.string(),
        credit_url: reader.string(),
    }
}
