//! JSON Lines: one report a line, `{"id", "text", "title"?, "date"?, "url"?, "source"?}`.

use crate::error::{InputError, Problem};
use crate::limits::Limits;
use crate::text::complete;
use crate::{Report, digest, id_of};
use dateline_doc::{CompactString, Defect, DefectKind, Document, Span};
use jiff::civil::Date;
use serde_json::{Map, Value};
use std::io::{self, BufRead};

/// Yields a report or an error for each line that is not blank.
pub(crate) struct JsonLines<R> {
    file: String,
    reader: R,
    line: u64,
    date: Option<CompactString>,
    limits: Limits,
    done: bool,
}

impl<R: BufRead> JsonLines<R> {
    pub(crate) fn new(file: &str, reader: R, date: Option<&str>, limits: Limits) -> JsonLines<R> {
        JsonLines { file: file.into(), reader, line: 0, date: date.map(Into::into), limits, done: false }
    }

    fn report(&self, line: &[u8]) -> Result<Report, Problem> {
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        let value: Value = serde_json::from_slice(line).map_err(|error| Problem::Json(error.to_string()))?;
        let Value::Object(fields) = value else {
            return Err(Problem::Field("a report is a JSON object with a field `text`".into()));
        };
        let text =
            string(&fields, "text")?.ok_or_else(|| Problem::Field("the field `text` is missing".into()))?;
        let mut defects = Vec::new();
        let given_date = match string(&fields, "date")?.filter(|date| !date.trim().is_empty()) {
            None => self.date.clone(),
            Some(date) => {
                let day = iso_date(&date);
                if day.is_none() {
                    defects.push(Defect {
                        span: Span::new(0, 0),
                        kind: DefectKind::ImpossibleDate,
                        message: format!("the given date `{}` is no ISO 8601 date", clip(&date, 40)),
                    });
                }
                day
            }
        };
        let url = string(&fields, "url")?;
        let source = string(&fields, "source")?;
        let id = match fields.get("id") {
            None | Some(Value::Null) => id_of(url.as_deref().unwrap_or_default(), line),
            Some(Value::String(id)) if id.chars().count() > self.limits.id_chars => {
                format!("{}…{}", clip(id, self.limits.id_chars - 17), id_of("", id.as_bytes()))
            }
            Some(Value::String(id)) => id.clone(),
            Some(Value::Number(id)) => id.to_string(),
            Some(_) => return Err(Problem::Field("the field `id` is neither a string nor a number".into())),
        };
        let title = string(&fields, "title")?;
        let document =
            Document { id, digest: digest(line), title, given_date, url, source, ..Document::default() };
        Ok(complete(document, text, defects))
    }
}

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = Result<Report, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            let line = read_line(&mut self.reader, self.limits.document_bytes);
            self.line += 1;
            let bytes = match line {
                Ok(None) => break,
                Ok(Some(Line::Whole(bytes))) => bytes,
                Ok(Some(Line::TooLong)) => {
                    let problem = Problem::TooLarge(self.limits.document_bytes);
                    return Some(Err(InputError::at(&self.file, self.line, problem)));
                }
                Err(error) => {
                    self.done = true;
                    return Some(Err(InputError::at(&self.file, self.line, error)));
                }
            };
            if !bytes.trim_ascii().is_empty() {
                return Some(
                    self.report(&bytes).map_err(|problem| InputError::at(&self.file, self.line, problem)),
                );
            }
        }
        self.done = true;
        None
    }
}

enum Line {
    Whole(Vec<u8>),
    TooLong,
}

/// One line without its end; of a longer one no more is held than the limit.
fn read_line(reader: &mut impl BufRead, limit: u64) -> io::Result<Option<Line>> {
    let mut line = Vec::new();
    let mut seen = 0u64;
    loop {
        let buffer = match reader.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            buffer => buffer?,
        };
        if buffer.is_empty() {
            return Ok((seen > 0).then(|| whole(line, seen, limit)));
        }
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let piece = &buffer[..end.unwrap_or(buffer.len())];
        seen += piece.len() as u64;
        if seen <= limit {
            line.extend_from_slice(piece);
        }
        let used = piece.len() + usize::from(end.is_some());
        reader.consume(used);
        if end.is_some() {
            return Ok(Some(whole(line, seen, limit)));
        }
    }
}

fn whole(line: Vec<u8>, seen: u64, limit: u64) -> Line {
    if seen > limit { Line::TooLong } else { Line::Whole(line) }
}

/// A field that is a string; none where it is missing or null.
fn string(fields: &Map<String, Value>, name: &str) -> Result<Option<String>, Problem> {
    match fields.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(Problem::Field(format!("the field `{name}` is not a string"))),
    }
}

fn clip(text: &str, chars: usize) -> &str {
    text.char_indices().nth(chars).map_or(text, |(at, _)| &text[..at])
}

/// An ISO 8601 date (`2023`, `2023-03`, `2023-03-01`), also at the head of a date and time.
pub(crate) fn iso_date(text: &str) -> Option<CompactString> {
    let text = text.trim();
    let day = text.split(['T', ' ']).next().unwrap_or_default();
    let complete = match day.len() {
        4 => format!("{day}-01-01"),
        7 => format!("{day}-01"),
        _ => day.to_string(),
    };
    complete.parse::<Date>().ok().map(|_| day.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(file: &str) -> Vec<Result<Report, InputError>> {
        JsonLines::new("f.jsonl", file.as_bytes(), Some("2020-01-01"), Limits::default()).collect()
    }

    #[test]
    fn fields_become_a_document() {
        let found = lines(
            "{\"id\": 7, \"text\": \"Ada spoke.\", \"date\": \"2021-05-03T10:00:00Z\", \"title\": null}\n\n{\"text\":\"B.\"}\n",
        );
        let first = &found[0].as_ref().unwrap().document;
        assert_eq!((first.id.as_str(), first.given_date.as_deref()), ("7", Some("2021-05-03")));
        let second = &found[1].as_ref().unwrap().document;
        assert_eq!((second.id.len(), second.given_date.as_deref()), (16, Some("2020-01-01")));
    }

    #[test]
    fn each_fault_names_its_line_and_the_rest_is_read() {
        let found = lines(
            "{\"text\": \"A.\"}\nnot json\n{\"id\": \"x\"}\n[1]\n{\"text\": 5}\n{\"text\": \"\\ud800\"}\n{\"text\": \"B.\"}",
        );
        let shown: Vec<String> =
            found.iter().filter_map(|r| r.as_ref().err()).map(ToString::to_string).collect();
        assert_eq!(found.iter().filter(|report| report.is_ok()).count(), 2);
        assert!(shown[0].starts_with("f.jsonl:2: not JSON"), "{shown:?}");
        assert_eq!(shown[1], "f.jsonl:3: the field `text` is missing");
        assert!(
            shown[2].starts_with("f.jsonl:4: ")
                && shown[3].starts_with("f.jsonl:5: ")
                && shown[4].starts_with("f.jsonl:6: ")
        );
    }

    #[test]
    fn a_line_over_the_limit_costs_only_itself() {
        let file = format!("{{\"text\": \"{}\"}}\n{{\"text\": \"B.\"}}\n", "a".repeat(200));
        let limits = Limits { document_bytes: 100, ..Limits::default() };
        let found: Vec<_> = JsonLines::new("f", file.as_bytes(), None, limits).collect();
        assert!(found[0].as_ref().unwrap_err().to_string().starts_with("f:1: more than 100 bytes"));
        assert_eq!(found[1].as_ref().unwrap().document.text, "B.");
    }

    #[test]
    fn a_wrong_date_is_a_defect_and_no_guess() {
        let found = lines("{\"text\": \"A.\", \"date\": \"2021-02-30\"}");
        let report = found[0].as_ref().unwrap();
        assert_eq!(report.document.given_date, None);
        assert_eq!(report.defects[0].kind, DefectKind::ImpossibleDate);
        assert_eq!(iso_date("2021-02").as_deref(), Some("2021-02"));
    }
}
