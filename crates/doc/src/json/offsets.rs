//! Bytes to code points and back.

use crate::span::Span;

const STEP: usize = 64;

/// Translates between UTF-8 byte offsets and code-point offsets of one text, in constant time
/// after one pass.
pub struct Offsets<'t> {
    text: &'t str,
    /// Code points before byte `STEP * k`.
    before: Vec<u32>,
}

impl<'t> Offsets<'t> {
    /// Reads the text once.
    pub fn new(text: &'t str) -> Offsets<'t> {
        let mut count = 0;
        let before = text.as_bytes().chunks(STEP).map(|chunk| {
            let here = count;
            count += starts(chunk);
            here
        });
        Offsets { text, before: before.collect() }
    }

    /// The code points before a byte offset.
    pub fn code_points(&self, byte: u32) -> u32 {
        let byte = (byte as usize).min(self.text.len());
        let step = (byte / STEP).min(self.before.len().saturating_sub(1));
        self.before.get(step).copied().unwrap_or(0)
            + starts(&self.text.as_bytes()[(step * STEP).min(byte)..byte])
    }

    /// The byte offset of a code point; none behind the text's end.
    pub fn byte(&self, code_point: u32) -> Option<u32> {
        let step = self.before.partition_point(|&count| count <= code_point).saturating_sub(1);
        let mut left = code_point - self.before.get(step).copied().unwrap_or(0);
        let from = step * STEP;
        for (offset, &byte) in self.text.as_bytes().get(from..)?.iter().enumerate() {
            if is_start(byte) {
                if left == 0 {
                    return Some((from + offset) as u32);
                }
                left -= 1;
            }
        }
        (left == 0).then_some(self.text.len() as u32)
    }

    /// A span of code points as bytes; none where it leaves the text or is wrong way round.
    pub fn span(&self, start: u32, end: u32) -> Option<Span> {
        let span = Span { start: self.byte(start)?, end: self.byte(end)? };
        (span.start <= span.end).then_some(span)
    }
}

fn is_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| is_start(byte)).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_boundary_goes_there_and_back(text in "\\PC{0,200}") {
            let offsets = Offsets::new(&text);
            let boundaries = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            for (point, byte) in boundaries.enumerate() {
                prop_assert_eq!(offsets.code_points(byte as u32), point as u32);
                prop_assert_eq!(offsets.byte(point as u32), Some(byte as u32));
            }
            prop_assert_eq!(offsets.byte(text.chars().count() as u32 + 1), None);
        }
    }
}
