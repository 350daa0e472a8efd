//! The base map of tiles that the story names.

use super::writer::Writer;
use crate::model::BaseMap;

pub(super) fn write(base_map: &BaseMap, writer: &mut Writer<'_>) {
    writer.varint(base_map.form as u64);
    let numbers = [
        u32::from(base_map.counts_from_south),
        base_map.least_zoom,
        base_map.greatest_zoom,
        base_map.tile_px,
    ];
    numbers.into_iter().for_each(|number| writer.varint(u64::from(number)));
    writer.count(base_map.bounds.len());
    writer.positions(&base_map.bounds);
    writer.texts([&base_map.credit]);
    writer.string(&base_map.address);
    writer.string(&base_map.credit_url);
}
