//! UTF-8 that somebody has read as windows-1252: "KovaÄ\u{8d}" for "Kovač".

use dateline_doc::{Defect, DefectKind, Span};
use encoding_rs::WINDOWS_1252;

/// Runs of letters beyond ASCII whose windows-1252 bytes are UTF-8 of fewer characters: chance does
/// not produce them, a wrong decoding does. At most `most` are listed.
pub(crate) fn find(text: &str, most: usize) -> Vec<Defect> {
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(start) = text[rest..].find(|c: char| !c.is_ascii()).map(|at| rest + at) {
        let end = text[start..].find(|c: char| c.is_ascii()).map_or(text.len(), |at| start + at);
        let run = &text[start..end];
        if let Some(meant) = undo(run) {
            let message = format!("garbled by a wrong decoding, probably `{meant}`");
            found.push(Defect { span: Span::new(start, end), kind: DefectKind::Mojibake, message });
            if found.len() == most {
                break;
            }
        }
        rest = end;
    }
    found
}

/// What a run was before it was read as windows-1252, if it was.
fn undo(run: &str) -> Option<String> {
    if run.len() > 64 || run.chars().count() < 2 {
        return None;
    }
    let (bytes, _, lossy) = WINDOWS_1252.encode(run);
    let meant = if lossy { None } else { std::str::from_utf8(&bytes).ok() };
    meant.filter(|meant| !meant.chars().any(char::is_control)).map(Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn garbled_letters_are_told_from_foreign_ones() {
        let (garbled, _, _) = WINDOWS_1252.decode("“Näher”, said Kovač".as_bytes());
        let meant: Vec<_> = find(&garbled, 9).iter().map(|d| d.span.of(&garbled).chars().count()).collect();
        assert_eq!(meant, [3, 2, 3, 2]);
        assert!(find("“Näher”, said Kovač of Łódź. Ёлка, 北京 — ‘yes’…”", 9).is_empty());
    }
}
