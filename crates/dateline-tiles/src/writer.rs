//! Writes vector tiles for the tests.

/// A layer to write.
pub struct TestLayer<'a> {
    pub name: &'a str,
    pub features: Vec<TestFeature<'a>>,
}

/// A feature to write: its geometry by number, properties that are texts, and its parts.
pub struct TestFeature<'a> {
    pub kind: u64,
    pub tags: Vec<(&'a str, &'a str)>,
    pub parts: Vec<Vec<[i32; 2]>>,
}

fn varint(mut number: u64, into: &mut Vec<u8>) {
    while number > 0x7f {
        into.push(number as u8 | 0x80);
        number >>= 7;
    }
    into.push(number as u8);
}

fn bytes(field: u64, bytes: &[u8], into: &mut Vec<u8>) {
    varint(field << 3 | 2, into);
    varint(bytes.len() as u64, into);
    into.extend_from_slice(bytes);
}

fn commands(feature: &TestFeature) -> Vec<u8> {
    let mut into = Vec::new();
    let mut at = [0; 2];
    for part in &feature.parts {
        for (place, corner) in part.iter().enumerate() {
            match place {
                0 => varint(9, &mut into),
                1 => varint((part.len() as u64 - 1) << 3 | 2, &mut into),
                _ => {}
            }
            for axis in 0..2 {
                let step = corner[axis] - at[axis];
                varint(u64::from((step << 1 ^ step >> 31) as u32), &mut into);
            }
            at = *corner;
        }
        if feature.kind == 3 {
            into.push(15);
        }
    }
    into
}

/// The bytes of a tile.
pub fn tile(layers: &[TestLayer]) -> Vec<u8> {
    let mut tile = Vec::new();
    for layer in layers {
        let (mut keys, mut values): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
        let number = |list: &[&str], word: &str| list.iter().position(|known| *known == word);
        let mut into = Vec::new();
        bytes(1, layer.name.as_bytes(), &mut into);
        for feature in &layer.features {
            let mut tags = Vec::new();
            for (key, value) in &feature.tags {
                if number(&keys, key).is_none() {
                    keys.push(key);
                }
                if number(&values, value).is_none() {
                    values.push(value);
                }
                varint(number(&keys, key).unwrap_or(0) as u64, &mut tags);
                varint(number(&values, value).unwrap_or(0) as u64, &mut tags);
            }
            let mut one = Vec::new();
            bytes(2, &tags, &mut one);
            one.extend_from_slice(&[3 << 3, feature.kind as u8]);
            bytes(4, &commands(feature), &mut one);
            bytes(2, &one, &mut into);
        }
        for key in &keys {
            bytes(3, key.as_bytes(), &mut into);
        }
        for value in &values {
            let mut one = Vec::new();
            bytes(1, value.as_bytes(), &mut one);
            bytes(4, &one, &mut into);
        }
        into.extend_from_slice(&[15 << 3, 2]);
        bytes(3, &into, &mut tile);
    }
    tile
}
