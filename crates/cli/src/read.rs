//! `dateline read`: documents in, ledgers out, in the order of the input.

use crate::args::{self, Color, Format};
use crate::engine::{Engine, Item, tokens};
use crate::message;
use crate::output::{self, Output};
use crate::pipeline::ordered;
use crate::progress::Progress;
use crate::render::Render;
use crate::{Failure, Outcome};
use dateline::input::{self, InputError, Limits, Options, Problem};
use dateline_view::{Layers, Terminal};
use std::io::{self, IsTerminal};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// Widest line of the view: longer ones are hard to read.
const WIDEST: usize = 110;

pub(crate) fn run(args: args::Read) -> Result<Outcome, Failure> {
    let files = files(&args)?;
    let render = render(&args)?;
    if let Some(path) = args.output.as_deref().filter(|path| !output::is_folder(path)) {
        keep_inputs(path, &files)?;
    }
    let engine = Engine::load(args.model.as_deref()).map_err(|error| Failure::new(error, None))?;
    let mut output = Output::open(args.output.as_deref(), render.ending())
        .map_err(|error| Failure::new(format!("{}: {error}", shown(args.output.as_deref())), None))?;
    let jobs =
        args.jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, |jobs| jobs.get().min(256));
    let work = |item: Result<Item, InputError>| item.map(|item| one(&engine, &render, item));
    let mut writer = Writer {
        output: &mut output,
        render: &render,
        read: 0,
        failed: 0,
        doubtful: 0,
        lost: None,
        held: None,
        progress: Progress::new(args.output.is_some() || !io::stdout().is_terminal()),
    };
    ordered(items(&args, files), jobs, work, |result| writer.take(result));
    writer.end();
    let (read, failed, doubtful, lost) = (writer.read, writer.failed, writer.doubtful, writer.lost);
    let name = output.name();
    let ended = match lost {
        Some(error) => Err(error),
        None => output.finish(),
    };
    match ended {
        // Whoever read the pipe has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(Outcome::Done),
        Err(error) => return Err(Failure::new(format!("{name}: {error}"), None)),
        Ok(()) => {}
    }
    if failed > 0 && read + failed > 1 {
        message::note(&format!("{failed} of {} reports could not be read", read + failed));
    }
    Ok(match (read, failed) {
        (_, 0) if doubtful == 0 => Outcome::Done,
        (0, failed) if failed > 0 => Outcome::Nothing,
        _ => Outcome::Look,
    })
}

/// The documents of the input, one by one.
fn items(
    args: &args::Read,
    files: Vec<PathBuf>,
) -> Box<dyn Iterator<Item = Result<Item, InputError>> + Send> {
    let format = match args.input {
        args::Input::Conllu => return Box::new(tokens(files, args.date.clone(), args.max_bytes)),
        args::Input::Auto => input::Format::Auto,
        args::Input::Text => input::Format::Text,
        args::Input::Jsonl => input::Format::JsonLines,
    };
    let options = Options {
        format,
        date: args.date.as_deref().map(Into::into),
        limits: Limits { document_bytes: args.max_bytes, ..Limits::default() },
    };
    Box::new(input::read(files, options).map(|report| report.map(Item::Report)))
}

/// What became of one report.
struct Rendered {
    id: String,
    /// What was wrong with its bytes, though it could be read: it needs a look.
    doubts: Vec<String>,
    /// The bytes, or the words of a panic.
    bytes: Result<String, String>,
}

/// Reads one report. A fault of ours in one report must not take the others with it.
fn one(engine: &Engine, render: &Render, item: Item) -> Rendered {
    let id = item.id().to_string();
    let doubts = item.doubts();
    let work = AssertUnwindSafe(|| match render {
        Render::Conllu => engine.conllu(&item),
        _ => render.report(&engine.ledger(item)),
    });
    let bytes = catch_unwind(work).map_err(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("unknown").to_string()
    });
    Rendered { id, doubts, bytes }
}

struct Writer<'a> {
    output: &'a mut Output,
    render: &'a Render,
    read: u64,
    failed: u64,
    doubtful: u64,
    lost: Option<io::Error>,
    /// A page that is written only when it is known to be the only one.
    held: Option<(String, String)>,
    progress: Progress,
}

impl Writer<'_> {
    fn take(&mut self, result: Result<Rendered, InputError>) -> ControlFlow<()> {
        let rendered = match result {
            Ok(rendered) => rendered,
            Err(error) => {
                self.failed += 1;
                self.progress.clear();
                message::error(&error.to_string(), help(&error));
                return ControlFlow::Continue(());
            }
        };
        for doubt in &rendered.doubts {
            self.progress.clear();
            message::warning(&format!("report {}: {doubt}", rendered.id));
        }
        self.doubtful += u64::from(!rendered.doubts.is_empty());
        match rendered.bytes {
            Ok(bytes) => {
                self.read += 1;
                self.write(&rendered.id, &bytes)
            }
            Err(panic) => {
                self.failed += 1;
                self.progress.clear();
                let what = format!("report {}: dateline made a mistake: {panic}", rendered.id);
                message::error(
                    &what,
                    Some("this is a bug; please send us the report, or a part that shows it"),
                );
                ControlFlow::Continue(())
            }
        }
    }

    fn write(&mut self, id: &str, bytes: &str) -> ControlFlow<()> {
        if matches!(self.render, Render::Html) && !matches!(self.output, Output::Folder(_)) {
            if self.held.take().is_some() {
                let what = "a page shows one report, and there are more";
                self.lost =
                    Some(io::Error::other(format!("{what}: write them into a folder with -o pages/")));
                return ControlFlow::Break(());
            }
            self.held = Some((id.into(), bytes.into()));
            return ControlFlow::Continue(());
        }
        let head = match (self.read, &self.output) {
            (1, _) | (_, Output::Folder(_)) => self.render.head(),
            _ => String::new(),
        };
        let written = if head.is_empty() {
            self.output.write(id, bytes.as_bytes())
        } else {
            self.output.write(id, (head + bytes).as_bytes())
        };
        match written {
            Ok(()) => {
                self.progress.tick(self.read + self.failed);
                ControlFlow::Continue(())
            }
            Err(error) => {
                self.lost = Some(error);
                ControlFlow::Break(())
            }
        }
    }

    fn end(&mut self) {
        self.progress.clear();
        if let Some((id, page)) = self.held.take()
            && let Err(error) = self.output.write(&id, page.as_bytes())
        {
            self.lost = Some(error);
        }
    }
}

/// What to do about a document that could not be read.
fn help(error: &InputError) -> Option<&'static str> {
    match &error.problem {
        Problem::Io(io) if io.kind() == io::ErrorKind::NotFound => {
            Some("check the name; `-` reads standard input")
        }
        Problem::Io(io) if io.kind() == io::ErrorKind::PermissionDenied => Some("you may not read this file"),
        Problem::Json(_) if error.line == Some(1) => {
            Some("JSON Lines has one object a line; for plain text use --input text")
        }
        Problem::Json(_) | Problem::Field(_) => {
            Some("a report is one object a line: {\"id\": …, \"text\": …, \"date\"?: …}")
        }
        _ => None,
    }
}

/// The inputs: those that were named, else standard input if it is a pipe or a file.
fn files(args: &args::Read) -> Result<Vec<PathBuf>, Failure> {
    if !args.files.is_empty() {
        return Ok(args.files.clone());
    }
    if io::stdin().is_terminal() {
        let help = "name a file or a folder, or `-` for standard input; `dateline --help` shows more";
        return Err(Failure::new("no report was named", Some(help)));
    }
    Ok(vec!["-".into()])
}

/// Refuses to write over an input.
fn keep_inputs(output: &Path, files: &[PathBuf]) -> Result<(), Failure> {
    let same = |file: &&PathBuf| match (file.canonicalize(), output.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    };
    match files.iter().find(same) {
        Some(file) => Err(Failure::new(
            format!("{}: is the input too", file.display()),
            Some("give --output another name"),
        )),
        None => Ok(()),
    }
}

fn render(args: &args::Read) -> Result<Render, Failure> {
    let layers = match args.only.split_first() {
        None => Layers::ALL,
        Some((first, rest)) => rest.iter().fold(*first, |all, layer| all.union(*layer)),
    };
    let format = match args.format {
        Format::Auto => auto(args.output.as_deref()),
        format => format,
    };
    Ok(match format {
        Format::Auto | Format::Json | Format::Jsonl => Render::Json(layers),
        Format::Text => Render::Text(Terminal {
            width: width(args.output.is_some()),
            color: color(args.color, args.output.is_some()),
            layers,
            explain: args.explain,
        }),
        Format::Html => Render::Html,
        Format::Csv => {
            let layers = if args.only.is_empty() { Layers::NONE } else { layers };
            Render::csv(layers, args.explain)
                .map_err(|help| Failure::new("a CSV table holds one kind of record", Some(&help)))?
        }
        Format::Conllu => Render::Conllu,
    })
}

/// By the ending of the output; on a terminal the view, else JSON Lines.
fn auto(output: Option<&Path>) -> Format {
    match output {
        Some(path) => match path.extension().and_then(|ending| ending.to_str()) {
            Some("html" | "htm") => Format::Html,
            Some("txt") => Format::Text,
            Some("csv") => Format::Csv,
            Some("conllu") => Format::Conllu,
            _ => Format::Jsonl,
        },
        None if io::stdout().is_terminal() => Format::Text,
        None => Format::Jsonl,
    }
}

fn width(to_file: bool) -> usize {
    let named = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse::<usize>().ok());
    let here = || terminal_size::terminal_size().map(|(terminal_size::Width(width), _)| usize::from(width));
    let width = if to_file { None } else { named.filter(|&columns| columns > 0).or_else(here) };
    width.map_or(80, |width| width.min(WIDEST))
}

fn color(when: Color, to_file: bool) -> bool {
    match when {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            !to_file && !matches!(anstream::AutoStream::choice(&io::stdout()), anstream::ColorChoice::Never)
        }
    }
}

fn shown(path: Option<&Path>) -> String {
    path.map_or_else(|| "standard output".into(), |path| path.display().to_string())
}
