//! Bytes that grow to tens of millions without ever being there twice: a list that grows is
//! copied into a longer one, these go on in another chunk.

/// Bytes of a chunk; what is longer in one piece has a chunk of its own.
const CHUNK_BYTES: usize = 1 << OFFSET_BITS;
/// The lower bits of an address are a place in a chunk, the upper ones its number.
const OFFSET_BITS: u32 = 20;

/// Pieces of bytes, each in one chunk and found by its address.
#[derive(Default)]
pub(super) struct Chunks(Vec<Vec<u8>>);

impl Chunks {
    /// Adds a piece, told in parts: its address, or `None`, and nothing is added, where it would be beyond
    /// the addresses there are, behind 4 GiB.
    pub fn add(&mut self, parts: &[&[u8]]) -> Option<u32> {
        let length: usize = parts.iter().map(|part| part.len()).sum();
        let is_room = |chunk: &Vec<u8>| chunk.len() + length <= CHUNK_BYTES;
        if !self.0.last().is_some_and(is_room) {
            u32::try_from(self.0.len()).ok().filter(|number| number >> (32 - OFFSET_BITS) == 0)?;
            // The first may be the only one, and stay short.
            let room = if self.0.is_empty() { 0 } else { CHUNK_BYTES };
            self.0.push(Vec::with_capacity(room.max(length)));
        }
        let number = self.0.len() - 1;
        let chunk = self.0.last_mut()?;
        let address = (number << OFFSET_BITS | chunk.len()) as u32;
        if chunk.capacity() - chunk.len() < length {
            // Twice as long as before, and never longer than a chunk is.
            let most = CHUNK_BYTES.saturating_sub(chunk.len());
            chunk.reserve_exact(chunk.capacity().min(most).max(length));
        }
        parts.iter().for_each(|part| chunk.extend_from_slice(part));
        Some(address)
    }

    /// What stands at an address, and all that follows in its chunk; empty where nothing does.
    pub fn at(&self, address: u32) -> &[u8] {
        let (number, offset) = parts(address);
        self.0.get(number).and_then(|chunk| chunk.get(offset..)).unwrap_or_default()
    }

    /// The same, to be written over.
    pub fn at_mut(&mut self, address: u32) -> &mut [u8] {
        let (number, offset) = parts(address);
        self.0.get_mut(number).and_then(|chunk| chunk.get_mut(offset..)).unwrap_or_default()
    }

    /// Whether a piece that begins at `start` ends where one at `next` begins, in its chunk.
    pub fn meet(start: u32, next: u32) -> bool {
        start >> OFFSET_BITS == next >> OFFSET_BITS
    }

    /// The address of what lies `offset` behind an address; `None` where it has none, far
    /// within a piece that is longer than a chunk.
    pub fn behind(address: u32, offset: usize) -> Option<u32> {
        let (number, start) = parts(address);
        let offset = start.checked_add(offset).filter(|offset| *offset < CHUNK_BYTES)?;
        Some((number << OFFSET_BITS | offset) as u32)
    }

    /// The chunks.
    pub fn into_pieces(self) -> Vec<Vec<u8>> {
        self.0
    }
}

/// The number of the chunk, and the place in it.
fn parts(address: u32) -> (usize, usize) {
    let address = address as usize;
    (address >> OFFSET_BITS, address & (CHUNK_BYTES - 1))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn pieces_of_any_length_stand_where_their_address_says_and_follow_one_another() {
        let lengths = [3, CHUNK_BYTES - 4, 2, 1, CHUNK_BYTES, CHUNK_BYTES + 7, 0, 5];
        let pieces = lengths.iter().zip(1_u8..).map(|(length, byte)| vec![byte; *length]);
        let pieces: Vec<Vec<u8>> = pieces.collect();
        let mut chunks = Chunks::default();
        let addresses: Vec<u32> =
            pieces.iter().map(|piece| chunks.add(&[piece]).unwrap()).collect();
        for (address, piece) in addresses.iter().zip(&pieces) {
            assert!(chunks.at(*address).starts_with(piece), "{address}");
        }
        chunks.at_mut(addresses[2])[0] = 99;
        assert_eq!(chunks.at(addresses[2])[..2], [99, 3]);
        assert!(Chunks::meet(addresses[0], addresses[1]));
        assert!(!Chunks::meet(addresses[1], addresses[2]));
        assert_eq!(Chunks::behind(addresses[2], 1), Some(addresses[2] + 1));
        assert_eq!(Chunks::behind(addresses[5], CHUNK_BYTES), None);
        let total: usize = lengths.iter().sum();
        assert_eq!(chunks.into_pieces().concat().len(), total);
        assert!(Chunks::default().at(7).is_empty());
    }
}
