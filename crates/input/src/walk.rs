//! From the names on a command line to documents.

use crate::error::{InputError, Problem};
use crate::jsonl::JsonLines;
use crate::limits::Limits;
use crate::{Report, text};
use dateline_doc::CompactString;
use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// By the file's name: `.jsonl` and `.ndjson` are JSON Lines, all else is text.
    #[default]
    Auto,
    /// One text.
    Text,
    /// One JSON object a line.
    JsonLines,
}

/// How to read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What the files hold.
    pub format: Format,
    /// The date of documents that bring none.
    pub date: Option<CompactString>,
    /// How much a document may cost.
    pub limits: Limits,
}

/// Endings of the files that are taken from a folder.
const ENDINGS: &[&str] = &["txt", "text", "jsonl", "ndjson"];

/// Every document of the named files and folders (`-` is standard input), in order; the files of a
/// folder are sorted by name, hidden ones are left out.
pub fn read(
    inputs: Vec<PathBuf>,
    options: Options,
) -> impl Iterator<Item = Result<Report, InputError>> + Send {
    inputs.into_iter().flat_map(files).flat_map(move |file| match file {
        Ok(path) => documents(&path, &options),
        Err(error) => one(Err(error)),
    })
}

type Documents = Box<dyn Iterator<Item = Result<Report, InputError>> + Send>;

fn one(result: Result<Report, InputError>) -> Documents {
    Box::new(std::iter::once(result))
}

fn files(input: PathBuf) -> Vec<Result<PathBuf, InputError>> {
    if !input.is_dir() {
        return vec![Ok(input)];
    }
    let visible = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
    };
    let found: Vec<_> = WalkDir::new(&input)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(visible)
        .filter_map(|entry| match entry {
            Ok(entry) => {
                (entry.file_type().is_file() && has_ending(entry.path())).then(|| Ok(entry.into_path()))
            }
            Err(error) => {
                let file = error.path().unwrap_or(&input).display().to_string();
                Some(Err(InputError::new(&file, io::Error::from(error))))
            }
        })
        .collect();
    if found.is_empty() {
        return vec![Err(InputError::new(&input.display().to_string(), Problem::NothingInFolder))];
    }
    found
}

fn has_ending(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

fn documents(path: &Path, options: &Options) -> Documents {
    let name = path.display().to_string();
    let lines = match options.format {
        Format::Text => false,
        Format::JsonLines => true,
        Format::Auto => path
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("jsonl") || e.eq_ignore_ascii_case("ndjson")),
    };
    if name == "-" {
        return open(&name, BufReader::new(io::stdin()), lines, options);
    }
    match File::open(path) {
        Ok(file) => open(&name, BufReader::with_capacity(1 << 16, file), lines, options),
        Err(error) => one(Err(InputError::new(&name, error))),
    }
}

fn open(name: &str, reader: impl io::BufRead + Send + 'static, lines: bool, options: &Options) -> Documents {
    let date = options.date.as_deref();
    if lines {
        Box::new(JsonLines::new(name, reader, date, options.limits))
    } else {
        one(text::read(name, reader, date, &options.limits))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_doc::DefectKind;
    use std::fs;

    fn errors(results: &[Result<Report, InputError>]) -> Vec<String> {
        results.iter().filter_map(|result| result.as_ref().err()).map(ToString::to_string).collect()
    }

    #[test]
    fn folders_are_read_in_order_and_faults_do_not_stop_the_rest() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("b.txt"), "Ada spoke on Monday.").unwrap();
        fs::write(at("a.jsonl"), "{\"id\":\"j\",\"text\":\"Bo left.\"}\n{}\n").unwrap();
        fs::write(at("c.txt"), [0u8, 1, 2, 3, 255, 254].repeat(50)).unwrap();
        fs::write(at("d.txt"), "").unwrap();
        fs::write(at("notes.md"), "not a report").unwrap();
        let found: Vec<_> = read(vec![folder.path().into(), at("missing.txt")], Options::default()).collect();
        let texts: Vec<_> =
            found.iter().filter_map(|r| r.as_ref().ok()).map(|r| r.document.text.as_str()).collect();
        assert_eq!(texts, ["Bo left.", "Ada spoke on Monday.", ""]);
        let shown = errors(&found);
        assert!(shown[0].contains("a.jsonl:2: the field `text`"), "{shown:?}");
        assert!(shown[1].contains("c.txt: this is binary data"), "{shown:?}");
        assert!(shown[2].contains("missing.txt: "), "{shown:?}");
        let empty = found.iter().flatten().find(|report| report.document.text.is_empty()).unwrap();
        assert_eq!(empty.defects[0].kind, DefectKind::Empty);
    }

    #[test]
    fn a_folder_without_reports_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let found: Vec<_> = read(vec![folder.path().into()], Options::default()).collect();
        assert!(errors(&found)[0].contains("no report in this folder"));
    }

    #[test]
    fn ids_depend_on_name_and_bytes_alone() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (folder.path().join("one"), folder.path().join("two"));
        for place in [&one, &two] {
            fs::create_dir(place).unwrap();
            fs::write(place.join("r.txt"), "Ada spoke.").unwrap();
        }
        let ids: Vec<_> = read(vec![one, two], Options::default()).map(|r| r.unwrap().document.id).collect();
        assert_eq!(ids[0], ids[1]);
    }
}
