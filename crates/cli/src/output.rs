//! Where the bytes go: standard output, a file, or a folder with one file a report.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// An open output.
pub(crate) enum Output {
    /// Standard output.
    Stdout(BufWriter<io::Stdout>),
    /// One file for all reports, opened with the first: a run that reads nothing leaves an old file
    /// as it is.
    File(Option<BufWriter<File>>, PathBuf),
    /// A file for each report.
    Folder(Folder),
}

/// A folder that reports are written into.
pub(crate) struct Folder {
    path: PathBuf,
    ending: &'static str,
    names: HashMap<String, usize>,
}

/// Whether `--output` means a folder: it is one, or its name ends like one.
pub(crate) fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/")
}

impl Output {
    /// Opens the output; `ending` is that of the files in a folder.
    pub(crate) fn open(path: Option<&Path>, ending: &'static str) -> io::Result<Output> {
        match path {
            None => Ok(Output::Stdout(BufWriter::new(io::stdout()))),
            Some(path) if is_folder(path) => {
                fs::create_dir_all(path)?;
                Ok(Output::Folder(Folder { path: path.into(), ending, names: HashMap::new() }))
            }
            Some(path) => Ok(Output::File(None, path.into())),
        }
    }

    /// Writes what belongs to one report.
    pub(crate) fn write(&mut self, id: &str, bytes: &[u8]) -> io::Result<()> {
        match self {
            Output::Stdout(out) => {
                out.write_all(bytes)?;
                // A reader at the other end of a pipe sees each report as soon as it is done.
                out.flush()
            }
            Output::File(Some(out), _) => out.write_all(bytes),
            Output::File(out, path) => out.insert(BufWriter::new(File::create(path)?)).write_all(bytes),
            Output::Folder(folder) => {
                let name = folder.name(id);
                fs::write(folder.path.join(name), bytes)
            }
        }
    }

    /// Ends the output.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self {
            Output::Stdout(mut out) => out.flush(),
            Output::File(Some(mut out), _) => out.flush(),
            Output::File(None, _) | Output::Folder(_) => Ok(()),
        }
    }

    /// How to call it in a message.
    pub(crate) fn name(&self) -> String {
        match self {
            Output::Stdout(_) => "standard output".into(),
            Output::File(_, path) => path.display().to_string(),
            Output::Folder(folder) => folder.path.display().to_string(),
        }
    }
}

impl Folder {
    /// A file name from a document's id, which may hold anything: letters, digits, `-` and `_` stay,
    /// all else becomes `-`; a name that was given before gets a number.
    fn name(&mut self, id: &str) -> String {
        let safe: String = id
            .chars()
            .take(80)
            .map(|ch| if ch.is_ascii_alphanumeric() || matches!(ch, '_' | '-') { ch } else { '-' })
            .collect();
        let safe = match safe.trim_matches('-') {
            "" => "report".to_string(),
            name => name.to_string(),
        };
        let count = self.names.entry(safe.to_ascii_lowercase()).or_insert(0);
        *count += 1;
        if *count == 1 {
            format!("{safe}.{}", self.ending)
        } else {
            format!("{safe}.{count}.{}", self.ending)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_in_the_folder_and_differ() {
        let mut folder = Folder { path: "out".into(), ending: "html", names: HashMap::new() };
        assert_eq!(folder.name("../../etc/passwd"), "etc-passwd.html");
        assert_eq!(folder.name("a b"), "a-b.html");
        assert_eq!(folder.name("A?b"), "A-b.2.html");
        assert_eq!(folder.name("\0"), "report.html");
    }
}
