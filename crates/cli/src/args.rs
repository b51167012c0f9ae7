//! The command line: one definition for parsing, help, man page and completions.

use clap::{Args, Parser, Subcommand, ValueEnum};
use dateline_view::Layers;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  dateline report.txt                          read a report, look at it in the terminal
  dateline report.txt -o report.html           the same as one page for a browser
  dateline wire/*.txt --date 2024-03-02 > ledgers.jsonl
                                               many reports, one JSON object a line
  dateline day.jsonl --format csv --only statements > said.csv
                                               who said what, as a table

Exit codes: 0 done; 1 done, but a report could not be read; 2 could not run.";

/// Reads news reports: who said and did what to whom, when, where, according to whom.
///
/// `dateline FILE…` is short for `dateline read FILE…`.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) read: Read,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read reports and write their ledgers (the default command)
    #[command(after_help = EXAMPLES)]
    Read(Read),
    /// Say what a code means: a PLOVER event or mode, a UD relation or tag, a kind of defect
    Explain(Explain),
    /// Look a name up: who or what it is, offices held, what a report would link it to
    Who(Who),
    /// Show version, model and the licences of the data inside
    Info {
        /// Weights to look at, in place of those that ship with dateline
        #[arg(long, value_name = "FILE", env = "DATELINE_MODEL")]
        model: Option<PathBuf>,
    },
    /// Print the JSON Schema of a ledger
    Schema,
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the man page
    Man,
}

#[derive(Debug, Args)]
pub(crate) struct Read {
    /// Text files, JSON Lines files (*.jsonl) or folders of them; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The date of reports that carry none, as 2024-03-02 (or 2024-03, or 2024)
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) date: Option<String>,
    /// What the input is; `auto` goes by the file's name
    #[arg(long, value_name = "KIND", default_value = "auto", hide_default_value = true)]
    pub(crate) input: Input,
    /// How to write; `auto` is a readable view on a terminal, else by the ending of --output, else jsonl
    #[arg(short, long, value_name = "FORMAT", default_value = "auto", hide_default_value = true)]
    pub(crate) format: Format,
    /// Only these records: statements, events, times, places, entities, defects
    #[arg(long, value_name = "LAYERS", value_delimiter = ',')]
    pub(crate) only: Vec<Layers>,
    /// Say for each record which rule or model made it, how sure it is, and from which words
    #[arg(long)]
    pub(crate) explain: bool,
    /// When to use colour
    #[arg(long, value_name = "WHEN", default_value = "auto", hide_default_value = true)]
    pub(crate) color: Color,
    /// Write to a file, or into a folder (`out/`): one file a report
    #[arg(short, long, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
    /// How many reports to read at once [default: one a processor]
    #[arg(short, long, value_name = "N")]
    pub(crate) jobs: Option<std::num::NonZeroUsize>,
    /// Weights to read with, in place of those that ship with dateline
    #[arg(long, value_name = "FILE", env = "DATELINE_MODEL")]
    pub(crate) model: Option<PathBuf>,
    /// Refuse reports that are longer, as 500k, 10M
    #[arg(long, value_name = "SIZE", default_value = "10M", value_parser = size)]
    pub(crate) max_bytes: u64,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// A code as it stands in a ledger: CONSULT, visit, nsubj, unbalanced-quote; none lists all
    pub(crate) code: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Who {
    /// A name, with a title before it or without: `Angela Merkel`, `NATO`
    #[arg(value_name = "NAME", required = true)]
    pub(crate) name: Vec<String>,
    /// The day for which to look, as 2024-03-02 (or 2024-03, or 2024) [default: the newest known]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) date: Option<String>,
    /// How to write
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: WhoFormat,
}

/// How to write what is known under a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum WhoFormat {
    /// A view for people
    Text,
    /// One JSON object
    Json,
}

/// What the input is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Input {
    /// By the file's name
    Auto,
    /// One report a file
    Text,
    /// One report a line: {"id", "text", "title"?, "date"?, "url"?, "source"?}
    Jsonl,
    /// Tokens and sentences are given, as CoNLL-U
    Conllu,
}

/// How to write ledgers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// By where it goes
    Auto,
    /// A view for people
    Text,
    /// One JSON object; for many reports one a line
    Json,
    /// One JSON object a line
    Jsonl,
    /// One self-contained page a report
    Html,
    /// A table of one kind of record (with --only)
    Csv,
    /// Tokens, tags and trees
    Conllu,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

fn date(text: &str) -> Result<String, String> {
    let whole = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_string(),
    };
    let digits = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    match whole.parse::<jiff::civil::Date>() {
        Ok(_) if digits => Ok(text.into()),
        _ => Err("write a date as 2024-03-02, 2024-03 or 2024".into()),
    }
}

fn size(text: &str) -> Result<u64, String> {
    let (digits, unit) = match text.char_indices().last() {
        Some((at, 'k' | 'K')) => (&text[..at], 1 << 10),
        Some((at, 'm' | 'M')) => (&text[..at], 1 << 20),
        // Offsets are 32 bits wide.
        Some((at, 'g' | 'G')) => (&text[..at], 1 << 30),
        _ => (text, 1),
    };
    let bytes = digits.parse::<u64>().ok().and_then(|number| number.checked_mul(unit));
    bytes
        .filter(|bytes| (1..=2 << 30).contains(bytes))
        .ok_or("write a size as 500k, 10M or 1G, up to 2G".into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_file_alone_is_read() {
        let cli = Cli::parse_from(["dateline", "a.txt", "--only", "events,times"]);
        assert!(cli.command.is_none() && cli.read.files == [PathBuf::from("a.txt")]);
        assert_eq!(cli.read.only.len(), 2);
        let cli = Cli::parse_from(["dateline", "read", "a.txt"]);
        assert!(matches!(cli.command, Some(Command::Read(read)) if read.files.len() == 1));
    }

    #[test]
    fn dates_and_sizes_are_checked() {
        assert!(date("2024-02-29").is_ok() && date("2024").is_ok() && date("2024-13").is_err());
        assert!(date("2023-02-29").is_err() && date("yesterday").is_err());
        assert_eq!(size("10M"), Ok(10 << 20));
        assert!(size("0").is_err() && size("9G").is_err() && size("").is_err() && size("é").is_err());
    }
}
