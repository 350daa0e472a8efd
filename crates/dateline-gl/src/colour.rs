//! sRGB bytes to what the shaders take. No gamma: colours are blended as they are stored,
//! as the browser does with the page around the map.

/// Channels 0 to 1. 8-bit values survive the way to the screen unchanged.
pub(crate) fn rgb(colour: [u8; 3]) -> [f32; 3] {
    colour.map(|channel| f32::from(channel) / 255.0)
}

/// Channels 0 to 1, alpha not multiplied in.
pub(crate) fn rgba(colour: [u8; 4]) -> [f32; 4] {
    colour.map(|channel| f32::from(channel) / 255.0)
}

/// Colours as a table of fixed length, the rest black.
pub(crate) fn rgb_table<const N: usize>(colours: impl Iterator<Item = [u8; 3]>) -> [[f32; 3]; N] {
    let mut table = [[0.0; 3]; N];
    for (slot, colour) in table.iter_mut().zip(colours) {
        *slot = rgb(colour);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_comes_back_from_the_shader_as_it_went_in() {
        for byte in 0..=255_u8 {
            let [value, ..] = rgb([byte, 0, 0]);
            assert_eq!((value * 255.0).round() as u8, byte);
        }
    }
}
