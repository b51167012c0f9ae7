//! The gazetteer file: fixed records and a front-coded table of names.
//!
//! Little-endian throughout. `MAGIC`, checksum (u64, of all that follows), six section lengths
//! (u32), then the sections:
//!
//! | section | one record |
//! |---|---|
//! | countries | ISO 3166-1 alpha-2 (2 bytes) and alpha-3 (3), index of its place (u32) |
//! | regions | country (u8), index of its place (u32), start of its name in `strings` (u32), length (u8) |
//! | strings | names of the regions, UTF-8 |
//! | places | 15 bytes, see [`PlaceRecord`]; the most populous first |
//! | blocks | start of each block of names in `names` (u32) |
//! | names | blocks of 16 folded names, front-coded, each with its places |
//!
//! A name in `names`: bytes shared with the one before (varint; absent in the first of a block),
//! length of the rest (varint), the rest, number of places (varint), and per place a varint of
//! `place << 3 | kind`.

pub(crate) const MAGIC: &[u8; 8] = b"DLPLACE1";
pub(crate) const SECTIONS: usize = 6;
pub(crate) const HEAD: usize = 8 + 8 + SECTIONS * 4;
pub(crate) const COUNTRY: usize = 9;
pub(crate) const REGION: usize = 10;
pub(crate) const PLACE: usize = 15;
pub(crate) const BLOCK: usize = 16;
/// A country or region that a place has not.
pub(crate) const NONE_U8: u8 = u8::MAX;
pub(crate) const NONE_U16: u16 = u16::MAX;
pub(crate) const NONE_U32: u32 = u32::MAX;

/// One place as it lies in the file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct PlaceRecord {
    pub geonames: u32,
    /// In 24 bits: steps of 1/40,000 of a degree, 2.8 m at most.
    pub lat: f64,
    pub lon: f64,
    pub country: u8,
    pub region: u16,
    pub class: u8,
    /// 8 × log2 of the population.
    pub population: u8,
}

const SCALE: f64 = 40_000.0;

impl PlaceRecord {
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.geonames.to_le_bytes());
        for degree in [self.lat, self.lon] {
            let fixed = (degree * SCALE).round() as i32;
            out.extend(&fixed.to_le_bytes()[..3]);
        }
        out.push(self.country);
        out.extend(self.region.to_le_bytes());
        out.push(self.class);
        out.push(self.population);
    }

    pub(crate) fn read(bytes: &[u8]) -> Option<PlaceRecord> {
        let bytes: &[u8; PLACE] = bytes.try_into().ok()?;
        let degree = |at: usize| {
            // The sign is in the top bit of the third byte.
            let fixed = i32::from_le_bytes([0, bytes[at], bytes[at + 1], bytes[at + 2]]) >> 8;
            (f64::from(fixed) / SCALE * 1e5).round() / 1e5
        };
        Some(PlaceRecord {
            geonames: u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]),
            lat: degree(4),
            lon: degree(7),
            country: bytes[10],
            region: u16::from_le_bytes([bytes[11], bytes[12]]),
            class: bytes[13],
            population: bytes[14],
        })
    }
}

pub(crate) fn pack_population(population: u64) -> u8 {
    let scaled = ((population + 1) as f64).log2() * 8.0;
    scaled.round().clamp(0.0, 254.0) as u8
}

pub(crate) fn unpack_population(packed: u8) -> f64 {
    (f64::from(packed) / 8.0).exp2() - 1.0
}

pub(crate) fn push_varint(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Reads a varint at `at` and moves it past; `None` where the bytes end or it would not fit.
pub(crate) fn read_varint(bytes: &[u8], at: &mut usize) -> Option<u64> {
    let mut value = 0u64;
    for shift in (0..63).step_by(7) {
        let byte = *bytes.get(*at)?;
        *at += 1;
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

/// A fast sum over all bytes; it guards against damage, not against intent.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |sum: u64, word: u64| (sum.rotate_left(23) ^ word).wrapping_mul(PRIME);
    let mut lanes = [1u64, 2, 3, 4];
    let (chunks, rest) = bytes.as_chunks::<32>();
    for chunk in chunks {
        for (lane, word) in lanes.iter_mut().zip(chunk.as_chunks::<8>().0) {
            *lane = mix(*lane, u64::from_le_bytes(*word));
        }
    }
    let sum = lanes.into_iter().fold(bytes.len() as u64, mix);
    rest.iter().fold(sum, |sum, byte| mix(sum, u64::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_round_trip() {
        let record = PlaceRecord {
            geonames: 13_456_789,
            lat: -33.86785,
            lon: 151.20732,
            country: 13,
            region: 3000,
            class: 2,
            population: pack_population(4_600_000),
        };
        let mut bytes = Vec::new();
        record.write(&mut bytes);
        assert_eq!(bytes.len(), PLACE);
        let read = PlaceRecord::read(&bytes).unwrap();
        assert!((read.lat - record.lat).abs() < 5e-5 && (read.lon - record.lon).abs() < 5e-5);
        assert_eq!((read.geonames, read.region), (record.geonames, record.region));
        let population = unpack_population(read.population);
        assert!((population / 4_600_000.0 - 1.0).abs() < 0.05);
    }

    #[test]
    fn varints_round_trip_and_stop_at_the_end() {
        for value in [0, 1, 127, 128, 300, 1 << 40] {
            let mut bytes = Vec::new();
            push_varint(value, &mut bytes);
            let mut at = 0;
            assert_eq!(read_varint(&bytes, &mut at), Some(value));
            assert_eq!(read_varint(&bytes, &mut at), None);
        }
        assert_eq!(read_varint(&[0xff; 20], &mut 0), None);
    }
}
