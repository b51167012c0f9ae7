//! Bytes to text.

use crate::error::Problem;
use crate::mojibake;
use chardetng::EncodingDetector;
use dateline_doc::{Defect, DefectKind, Span};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A decoded text and what had to be guessed or given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// Places where the bytes fit no encoding, and controls that no text has.
    pub defects: Vec<Defect>,
}

/// Signatures of what is no text.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x7fELF", "ELF"),
    (b"\xd0\xcf\x11\xe0", "Office document"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"SQLite format 3\0", "SQLite"),
];

/// Decodes a text file: byte order mark, else UTF-16 by its zero bytes, else UTF-8, else UTF-8 with
/// some broken sequences, else the legacy encoding that the bytes look like.
///
/// # Errors
/// [`Problem::Binary`] for bytes that are no text.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Problem> {
    if let Some((_, kind)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return Err(Problem::Binary(kind));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(by(encoding, &bytes[mark..]));
    }
    // Before UTF-8: Latin text in UTF-16 is valid UTF-8 with a zero behind every letter.
    if let Some(encoding) = utf16_by_zeros(bytes) {
        return Ok(by(encoding, bytes));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Decoded { defects: faults(text), text: text.into() });
    }
    if is_binary(bytes) {
        return Err(Problem::Binary("unknown"));
    }
    // A text that is UTF-8 but for a few bytes has been cut or spliced; a legacy text breaks UTF-8
    // at nearly every letter above ASCII.
    let lossy = by(UTF_8, bytes);
    let broken = lossy.defects.iter().filter(|defect| defect.kind == DefectKind::InvalidEncoding).count();
    let beyond_ascii =
        lossy.text.chars().filter(|c| !c.is_ascii() && *c != char::REPLACEMENT_CHARACTER).count();
    if broken <= 1 || broken <= 3 * beyond_ascii {
        return Ok(lossy);
    }
    let mut detector = EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    Ok(by(detector.guess(None, chardetng::Utf8Detection::Deny), bytes))
}

fn by(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, wrong) = encoding.decode_without_bom_handling(bytes);
    let text = text.into_owned();
    let mut defects = faults(&text);
    if wrong {
        defects.extend(text.match_indices(char::REPLACEMENT_CHARACTER).take(MAX_LISTED).map(|(at, mark)| {
            Defect {
                span: Span::new(at, at + mark.len()),
                kind: DefectKind::InvalidEncoding,
                message: format!("bytes that are no {}", encoding.name()),
            }
        }));
        defects.sort_by_key(|defect| defect.span);
    }
    Decoded { text, defects }
}

/// So many places of one kind are listed; a file of nothing but faults shall not fill the ledger.
const MAX_LISTED: usize = 100;

/// What is wrong with a decoded text, in text order.
fn faults(text: &str) -> Vec<Defect> {
    let mut found = controls(text);
    found.extend(mojibake::find(text, MAX_LISTED));
    found.sort_by_key(|defect| defect.span);
    found
}

fn controls(text: &str) -> Vec<Defect> {
    let is_fault = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{85}');
    let found = text.char_indices().filter(|&(_, c)| is_fault(c)).take(MAX_LISTED);
    found
        .map(|(at, c)| Defect {
            span: Span::new(at, at + c.len_utf8()),
            kind: DefectKind::ControlCharacter,
            message: format!("control character U+{:04X}", c as u32),
        })
        .collect()
}

/// UTF-16 of Latin text has a zero in every second byte.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    if sample.len() < 8 {
        return None;
    }
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), sample.len() / 2);
    if even * 10 > half * 7 && odd * 10 < half {
        Some(UTF_16BE)
    } else if odd * 10 > half * 7 && even * 10 < half {
        Some(UTF_16LE)
    } else {
        None
    }
}

fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(8192)];
    let odd = sample
        .iter()
        .filter(|&&byte| byte < 0x20 && !matches!(byte, b'\n' | b'\r' | b'\t' | 0x0c | 0x1b))
        .count();
    odd * 50 > sample.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn encodings_are_told_apart() {
        let text = "Kovač said no. Он сказал это в Москве.";
        let utf16 = |big: bool| {
            text.encode_utf16()
                .flat_map(move |unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
        };
        assert_eq!(decode(text.as_bytes()).unwrap().text, text);
        assert_eq!(decode(&[b"\xef\xbb\xbf", text.as_bytes()].concat()).unwrap().text, text);
        assert_eq!(
            decode(&[0xff, 0xfe].into_iter().chain(utf16(false)).collect::<Vec<_>>()).unwrap().text,
            text
        );
        let latin: Vec<u8> =
            "Nothing but plain words here".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&latin).unwrap().text.len(), 28);
        let (cyrillic, _, _) =
            encoding_rs::WINDOWS_1251.encode("Президент сказал, что переговоры состоятся в Минске.");
        assert!(decode(&cyrillic).unwrap().text.starts_with("Президент"));
    }

    #[test]
    fn broken_sequences_are_defects_in_place() {
        let decoded = decode(b"Caf\xc3\xa9 \xff and caf\xc3\xa9").unwrap();
        assert_eq!(decoded.text, "Café \u{fffd} and café");
        assert_eq!(decoded.defects[0].kind, DefectKind::InvalidEncoding);
        assert_eq!(decoded.defects[0].span.of(&decoded.text), "\u{fffd}");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert!(matches!(decode(b"%PDF-1.7 ..."), Err(Problem::Binary("PDF"))));
        let noise: Vec<u8> = (0..4096u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert!(matches!(decode(&noise), Err(Problem::Binary(_))));
    }

    proptest! {
        #[test]
        fn any_bytes_decode_or_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            if let Ok(decoded) = decode(&bytes) {
                for defect in decoded.defects {
                    prop_assert!(!defect.span.of(&decoded.text).is_empty());
                }
            }
        }
    }
}
