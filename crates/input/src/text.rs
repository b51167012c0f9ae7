//! A file that is one text.

use crate::error::{InputError, Problem};
use crate::limits::Limits;
use crate::{Report, decode, digest, id_of, language};
use dateline_doc::{Defect, DefectKind, Document, Span};
use std::io::Read;
use std::path::Path;

/// Reads one text to its end or to the limit.
pub(crate) fn read(
    file: &str,
    reader: impl Read,
    date: Option<&str>,
    limits: &Limits,
) -> Result<Report, InputError> {
    let mut bytes = Vec::new();
    let read = reader.take(limits.document_bytes + 1).read_to_end(&mut bytes);
    read.map_err(|error| InputError::new(file, error))?;
    if bytes.len() as u64 > limits.document_bytes {
        return Err(InputError::new(file, Problem::TooLarge(limits.document_bytes)));
    }
    let decoded = decode(&bytes).map_err(|problem| InputError::new(file, problem))?;
    // The folder that a file happens to lie in says nothing of it.
    let name = Path::new(file).file_name().map_or(file.into(), |name| name.to_string_lossy());
    let document = Document {
        id: id_of(&name, &bytes),
        digest: digest(&bytes),
        given_date: date.map(Into::into),
        ..Document::default()
    };
    Ok(complete(document, decoded.text, decoded.defects))
}

/// Adds text and language, and notes where there is nothing to read.
pub(crate) fn complete(mut document: Document, text: String, mut defects: Vec<Defect>) -> Report {
    if text.trim().is_empty() {
        document.language = "en".into();
        let message = "there is nothing to read".into();
        defects.push(Defect { span: Span::new(0, text.len()), kind: DefectKind::Empty, message });
    } else {
        let (code, defect) = language(&text);
        document.language = code;
        defects.extend(defect);
    }
    document.text = text;
    defects.sort_by_key(|defect| defect.span.start);
    Report { document, defects }
}

/// A report that is no file: its id depends on the text alone.
pub fn report(text: &str) -> Report {
    let bytes = text.as_bytes();
    let document = Document { id: id_of("", bytes), digest: digest(bytes), ..Document::default() };
    complete(document, text.into(), Vec::new())
}
