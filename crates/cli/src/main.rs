//! The command `dateline`. Data goes to standard output, all else to standard error.
//!
//! Exit codes: 0 done; 1 done, but something needs a look; 2 could not run.

mod args;
mod engine;
mod explain;
mod info;
mod message;
mod output;
mod pipeline;
mod progress;
mod read;
mod render;
mod who;

use args::{Cli, Command};
use clap::{CommandFactory, Parser};
use std::io::{self, Write};
use std::process::ExitCode;

/// How a command ended that could run.
enum Outcome {
    /// All is well.
    Done,
    /// Something needs a look.
    Look,
    /// Nothing could be read.
    Nothing,
}

/// Why a command could not run: what is wrong, and what to do.
struct Failure {
    what: String,
    help: Option<String>,
}

impl Failure {
    fn new(what: impl Into<String>, help: Option<&str>) -> Failure {
        Failure { what: what.into(), help: help.map(Into::into) }
    }
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let outcome = match cli.command {
        None => read::run(cli.read),
        Some(Command::Read(args)) => read::run(args),
        Some(Command::Explain(args)) => explain::run(&args.code),
        Some(Command::Who(args)) => who::run(&args),
        Some(Command::Info { model }) => info::run(model.as_deref()),
        Some(Command::Schema) => print(&schema()),
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "dateline", &mut script);
            print(&String::from_utf8_lossy(&script))
        }
        Some(Command::Man) => man(),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Look) => ExitCode::from(1),
        Ok(Outcome::Nothing) => ExitCode::from(2),
        Err(failure) => {
            message::error(&failure.what, failure.help.as_deref());
            ExitCode::from(2)
        }
    }
}

/// Writes a text to standard output; a closed pipe is no error.
fn print(text: &str) -> Result<Outcome, Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("standard output: {error}"), None))
        }
        _ => Ok(Outcome::Done),
    }
}

fn schema() -> String {
    let schema = dateline_doc::json::json_schema();
    serde_json::to_string_pretty(&schema).expect("a schema is JSON") + "\n"
}

fn man() -> Result<Outcome, Failure> {
    let mut page = Vec::new();
    match clap_mangen::Man::new(Cli::command()).render(&mut page) {
        Ok(()) => print(&String::from_utf8_lossy(&page)),
        Err(error) => Err(Failure::new(format!("man page: {error}"), None)),
    }
}
