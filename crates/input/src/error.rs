//! Why a document could not be read.

use std::fmt;
use std::io;

/// What is wrong.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// The operating system says no.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// A folder in which nothing can be read.
    #[error("no report in this folder; dateline reads *.txt, *.text, *.jsonl and *.ndjson")]
    NothingInFolder,
    /// Bytes that are no text.
    #[error("this is binary data ({0}), not a text")]
    Binary(&'static str),
    /// More bytes than a document may have.
    #[error("more than {0} bytes: over the limit of one document; split it, or raise --max-bytes")]
    TooLarge(u64),
    /// A line of JSON Lines that is no JSON.
    #[error("not JSON: {0}")]
    Json(String),
    /// A line of JSON Lines that lacks what a report must have.
    #[error("{0}")]
    Field(String),
}

/// A document that could not be read: where, and why.
#[derive(Debug)]
pub struct InputError {
    /// The file as it was named, `-` for standard input.
    pub file: String,
    /// The line, where the file holds a document a line.
    pub line: Option<u64>,
    /// What is wrong.
    pub problem: Problem,
}

impl InputError {
    pub(crate) fn new(file: &str, problem: impl Into<Problem>) -> InputError {
        InputError { file: file.into(), line: None, problem: problem.into() }
    }

    pub(crate) fn at(file: &str, line: u64, problem: impl Into<Problem>) -> InputError {
        InputError { file: file.into(), line: Some(line), problem: problem.into() }
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.problem),
            None => write!(f, "{}: {}", self.file, self.problem),
        }
    }
}

impl std::error::Error for InputError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.problem)
    }
}
