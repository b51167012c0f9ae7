//! The reader as the command uses it, and the items that it reads.

use dateline::doc::conllu::{self, ConlluDocument};
use dateline::input::{InputError, Problem, digest};
use dateline::{Reader, Report};
use dateline_doc::{Defect, DefectKind, Document, Engine as Name, Ledger};
use std::path::{Path, PathBuf};

/// Something to read.
pub(crate) enum Item {
    /// A text.
    Report(Report),
    /// A text whose tokens and sentences are given.
    Tokens(Box<ConlluDocument>, Document),
}

impl Item {
    pub(crate) fn id(&self) -> &str {
        match self {
            Item::Report(report) => &report.document.id,
            Item::Tokens(_, document) => &document.id,
        }
    }

    /// One message for each kind of fault that the input has found in the report's bytes.
    pub(crate) fn doubts(&self) -> Vec<String> {
        let Item::Report(report) = self else { return Vec::new() };
        let mut kinds: Vec<DefectKind> = Vec::new();
        let new = |defect: &&Defect| {
            let new = !kinds.contains(&defect.kind);
            kinds.push(defect.kind);
            new
        };
        report.defects.iter().filter(new).map(|defect| defect.message.clone()).collect()
    }
}

/// The reader, loaded once for all threads.
pub(crate) struct Engine(Reader);

impl Engine {
    /// Loads the reader that ships with dateline, or one with other weights.
    pub(crate) fn load(weights: Option<&Path>) -> Result<Engine, String> {
        let reader = match weights {
            None => Reader::load(),
            Some(path) => Reader::load_with_weights(path),
        };
        reader.map(Engine).map_err(|error| error.to_string())
    }

    /// What reads.
    pub(crate) fn name(&self) -> Name {
        self.0.engine()
    }

    /// Reads one item.
    pub(crate) fn ledger(&self, item: Item) -> Ledger {
        match item {
            Item::Report(report) => self.0.read(report),
            Item::Tokens(given, document) => {
                let analysis = self.0.analyse_tokens(&given);
                self.0.read_analysis(document, &analysis, Vec::<Defect>::new())
            }
        }
    }

    /// The linguistic layers of one item, as CoNLL-U.
    pub(crate) fn conllu(&self, item: &Item) -> String {
        let (text, analysis) = match item {
            Item::Report(report) => (&report.document.text, self.0.analyse(&report.document.text)),
            Item::Tokens(given, _) => (&given.text, self.0.analyse_tokens(given)),
        };
        let id: String = item.id().split_whitespace().collect::<Vec<_>>().join(" ");
        format!("# newdoc id = {id}\n{}", conllu::write(text, &analysis))
    }
}

/// The documents of CoNLL-U files. A file is held as a whole while it is read; a fault in one does
/// not keep the others from being read.
pub(crate) fn tokens(
    files: Vec<PathBuf>,
    date: Option<String>,
    limit: u64,
) -> impl Iterator<Item = Result<Item, InputError>> + Send {
    files.into_iter().flat_map(move |file| match documents(&file, date.as_deref(), limit) {
        Ok(items) => items.into_iter().map(Ok).collect::<Vec<_>>(),
        Err(error) => vec![Err(error)],
    })
}

fn documents(file: &Path, date: Option<&str>, limit: u64) -> Result<Vec<Item>, InputError> {
    let name = file.display().to_string();
    let wrong = |line: Option<u64>, problem: Problem| InputError { file: name.clone(), line, problem };
    let bytes = if name == "-" {
        read_all(std::io::stdin().lock(), limit)
    } else {
        std::fs::File::open(file).and_then(|file| read_all(file, limit))
    };
    let bytes = bytes.map_err(|error| wrong(None, error.into()))?;
    if bytes.len() as u64 > limit {
        return Err(wrong(None, Problem::TooLarge(limit)));
    }
    let text = std::str::from_utf8(&bytes).map_err(|error| {
        wrong(None, Problem::Field(format!("CoNLL-U is UTF-8, and byte {} is not", error.valid_up_to())))
    })?;
    let given = conllu::read(text).map_err(|error| {
        wrong(Some(error.line as u64), Problem::Field(format!("not CoNLL-U: {}", error.message)))
    })?;
    let item = |(at, given): (usize, ConlluDocument)| {
        let digest = digest(given.text.as_bytes());
        let id = given.id.clone().unwrap_or_else(|| format!("{}-{}", &digest[..16], at + 1));
        let document = Document {
            id,
            digest,
            text: given.text.clone(),
            language: "en".into(),
            given_date: date.map(Into::into),
            ..Document::default()
        };
        Item::Tokens(Box::new(given), document)
    };
    Ok(given.into_iter().enumerate().map(item).collect())
}

/// All bytes, but not more than one over the limit.
fn read_all(reader: impl std::io::Read, limit: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut std::io::Read::take(reader, limit + 1), &mut bytes)?;
    Ok(bytes)
}
