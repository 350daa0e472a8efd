//! How long the cells of a row are, one after the other in as little room as the longest of them
//! allows: most are shorter than sixteen bytes, and then two of them take one byte.

/// The room of one length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Width {
    /// Half a byte, the lower half first.
    #[default]
    Half = 0,
    /// A byte.
    One = 1,
    /// Two bytes.
    Two = 2,
    /// Four bytes.
    Four = 3,
}

impl Width {
    /// Every width by its number.
    pub(super) const ALL: [Self; 4] = [Self::Half, Self::One, Self::Two, Self::Four];

    /// The least room that a length of so many bytes needs. No file is as long as 4 GiB.
    pub(super) fn of(longest: usize) -> Self {
        match longest {
            0..=0xF => Self::Half,
            0x10..=0xFF => Self::One,
            0x100..=0xFFFF => Self::Two,
            _ => Self::Four,
        }
    }

    /// Bytes of so many lengths.
    pub(super) fn bytes(self, count: usize) -> usize {
        match self {
            Self::Half => count.div_ceil(2),
            Self::One => count,
            Self::Two => count * 2,
            Self::Four => count * 4,
        }
    }

    /// Writes the length at a place, where there are zeros yet.
    pub(super) fn write(self, bytes: &mut [u8], place: usize, length: usize) {
        let start = match self {
            Self::Half => {
                if let Some(byte) = bytes.get_mut(place / 2) {
                    *byte |= (length as u8 & 0xF) << (place % 2 * 4);
                }
                return;
            }
            _ => self.bytes(place),
        };
        let slot = bytes.get_mut(start..start + self.bytes(1)).unwrap_or_default();
        slot.iter_mut().zip(length.to_le_bytes()).for_each(|(to, from)| *to = from);
    }
}

/// Of more cells than these it is told where each ends, so that one is found without a sum over
/// all before it.
pub(super) const MOST_SUMMED: usize = 32;

/// Lengths of cells, or where each ends.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lengths<'r> {
    pub(super) bytes: &'r [u8],
    pub(super) width: Width,
    pub(super) are_ends: bool,
}

impl Lengths<'_> {
    /// The length at a place.
    pub(super) fn get(self, place: usize) -> usize {
        if self.are_ends {
            self.sum(place + 1).saturating_sub(self.sum(place))
        } else {
            self.number(place)
        }
    }

    fn number(self, place: usize) -> usize {
        if self.width == Width::Half {
            let byte = self.bytes.get(place / 2).copied().unwrap_or_default();
            return usize::from(byte >> (place % 2 * 4) & 0xF);
        }
        let start = self.width.bytes(place);
        number(self.bytes.get(start..start + self.width.bytes(1)).unwrap_or_default())
    }

    /// The sum of the first lengths.
    pub(super) fn sum(self, count: usize) -> usize {
        if self.are_ends {
            return count.checked_sub(1).map_or(0, |last| self.number(last));
        }
        let all = |bytes| self.bytes.get(..bytes).unwrap_or_default().iter();
        match self.width {
            Width::Half => {
                let pairs =
                    all(count / 2).map(|byte| usize::from(byte & 0xF) + usize::from(byte >> 4));
                let last = if count % 2 == 1 { self.number(count - 1) } else { 0 };
                pairs.sum::<usize>() + last
            }
            Width::One => all(count).map(|byte| usize::from(*byte)).sum(),
            width => {
                all(width.bytes(count)).as_slice().chunks_exact(width.bytes(1)).map(number).sum()
            }
        }
    }
}

fn number(bytes: &[u8]) -> usize {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lengths_and_their_sums_are_those_that_were_written(
            lengths in prop_oneof![
                prop::collection::vec(0..16_usize, 0..20),
                prop::collection::vec(0..256_usize, 0..20),
                prop::collection::vec(0..70_000_usize, 0..20),
            ],
        ) {
            let width = Width::of(lengths.iter().copied().max().unwrap_or(0));
            let mut bytes = vec![0; width.bytes(lengths.len())];
            for (place, length) in lengths.iter().enumerate() {
                width.write(&mut bytes, place, *length);
            }
            let read = Lengths { bytes: &bytes, width, are_ends: false };
            for (place, length) in lengths.iter().enumerate() {
                prop_assert_eq!(read.get(place), *length);
                prop_assert_eq!(read.sum(place), lengths[..place].iter().sum::<usize>());
            }
            prop_assert_eq!(read.sum(lengths.len()), lengths.iter().sum::<usize>());
            let width = Width::of(lengths.iter().sum());
            let (mut bytes, mut end) = (vec![0; width.bytes(lengths.len())], 0);
            for (place, length) in lengths.iter().enumerate() {
                end += length;
                width.write(&mut bytes, place, end);
            }
            let read = Lengths { bytes: &bytes, width, are_ends: true };
            for (place, length) in lengths.iter().enumerate() {
                prop_assert_eq!(read.get(place), *length);
                prop_assert_eq!(read.sum(place), lengths[..place].iter().sum::<usize>());
            }
        }
    }
}
