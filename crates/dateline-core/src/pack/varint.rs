//! Whole numbers, seven bits a byte.

/// Adds a number.
pub fn put_varint(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Adds a number that may be negative: small ones are short on both sides of 0.
pub(super) fn put_signed(bytes: &mut Vec<u8>, number: i64) {
    put_varint(bytes, (number << 1 ^ number >> 63) as u64);
}

/// Takes a number that was [put](put_varint) from the front.
pub fn take_varint(bytes: &mut &[u8]) -> u64 {
    let (mut number, mut shift) = (0, 0);
    while let Some((byte, rest)) = bytes.split_first() {
        *bytes = rest;
        number |= u64::from(byte & 0x7f).checked_shl(shift).unwrap_or_default();
        if *byte < 0x80 {
            break;
        }
        shift += 7;
    }
    number
}

/// The number that was [put](put_signed) so.
pub(super) fn signed(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_come_back_as_they_were_put(number: u64, other: i64, shift in 0..64_u32) {
            let mut bytes = Vec::new();
            put_varint(&mut bytes, number >> shift);
            put_signed(&mut bytes, other >> shift);
            let mut rest = bytes.as_slice();
            prop_assert_eq!(take_varint(&mut rest), number >> shift);
            prop_assert_eq!(signed(take_varint(&mut rest)), other >> shift);
            prop_assert!(rest.is_empty());
        }
    }
}
