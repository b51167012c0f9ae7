//! The command line from outside: what it prints where, and with which exit code.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const REPORT: &str = "“We will wait,” Mayor Ada Kovač told reporters in Geneva on Tuesday.";

fn dateline() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .env_remove("COLUMNS")
        .env_remove("DATELINE_MODEL");
    command.stdin(Stdio::null());
    command
}

fn run(args: &[&str]) -> Output {
    dateline().args(args).output().expect("the binary runs")
}

fn piped(args: &[&str], input: &[u8]) -> Output {
    let mut child = dateline()
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut stdin = child.stdin.take().expect("stdin is piped");
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("the writer ends");
    output
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("output is UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("it was not killed")
}

/// A folder with files.
fn folder(files: &[(&str, &[u8])]) -> (TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |(name, bytes): &(&str, &[u8])| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("a file");
        path
    };
    let paths = files.iter().map(write).collect();
    (folder, paths)
}

fn name(path: &Path) -> &str {
    path.to_str().expect("a plain name")
}

fn ledgers(output: &Output) -> Vec<serde_json::Value> {
    out(output).lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

#[test]
fn a_report_becomes_a_ledger_of_the_contract() {
    let (_folder, paths) = folder(&[("r.txt", REPORT.as_bytes())]);
    let output = run(&["read", "--format", "json", "--date", "2021-03-03", name(&paths[0])]);
    assert_eq!((code(&output), err(&output).as_str()), (0, ""));
    let [ledger] = &ledgers(&output)[..] else { panic!("one object") };
    assert_eq!(ledger["schema"], "dateline/1");
    assert_eq!(ledger["document"]["text"], REPORT);
    assert_eq!(ledger["document"]["date"]["value"], "2021-03-03");
    dateline_doc::json::from_json(out(&output)).expect("it reads back");
}

#[test]
fn read_is_the_default_command_and_a_pipe_gets_json_lines() {
    let (_folder, paths) = folder(&[("r.txt", REPORT.as_bytes())]);
    let (short, long) = (run(&[name(&paths[0])]), run(&["read", "--format", "jsonl", name(&paths[0])]));
    assert_eq!(out(&short), out(&long));
    assert_eq!(ledgers(&short).len(), 1);
}

#[test]
fn standard_input_is_read_with_and_without_its_name() {
    let (named, bare) = (piped(&["-"], REPORT.as_bytes()), piped(&[], REPORT.as_bytes()));
    assert_eq!((code(&named), code(&bare)), (0, 0));
    assert_eq!(out(&named), out(&bare));
    let lines = piped(&["--input", "jsonl", "-"], b"{\"id\":\"a\",\"text\":\"Ada left.\"}\n");
    assert_eq!(ledgers(&lines)[0]["document"]["id"], "a");
}

#[test]
fn a_missing_file_is_named_and_the_others_are_read() {
    let (_folder, paths) = folder(&[("r.txt", REPORT.as_bytes())]);
    let output = run(&["nowhere.txt", name(&paths[0])]);
    assert_eq!(code(&output), 1);
    assert_eq!(ledgers(&output).len(), 1);
    assert!(err(&output).starts_with("error: nowhere.txt: "), "{}", err(&output));
    assert!(err(&output).contains("1 of 2 reports could not be read"), "{}", err(&output));
    assert_eq!(code(&run(&["nowhere.txt"])), 2);
}

#[test]
fn a_folder_is_walked_and_an_empty_one_says_so() {
    let (found, _) = folder(&[("b.txt", b"Bo left."), ("a.txt", b"Ada left."), (".hidden.txt", b"No.")]);
    let output = run(&[name(found.path())]);
    let texts: Vec<_> = ledgers(&output).iter().map(|l| l["document"]["text"].clone()).collect();
    assert_eq!(texts, ["Ada left.", "Bo left."]);
    let (empty, _) = folder(&[]);
    let output = run(&[name(empty.path())]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("no report in this folder"), "{}", err(&output));
}

#[test]
fn an_empty_file_is_a_ledger_with_a_defect() {
    let (_folder, paths) = folder(&[("r.txt", b"")]);
    let output = run(&[name(&paths[0])]);
    assert_eq!(code(&output), 1);
    assert!(err(&output).contains("there is nothing to read"), "{}", err(&output));
    assert_eq!(ledgers(&output)[0]["defects"][0]["kind"], "empty");
    for format in ["text", "html", "json", "csv", "conllu"] {
        assert_eq!(code(&run(&["--format", format, "--only", "times", name(&paths[0])])), 1, "{format}");
    }
}

#[test]
fn binary_bytes_are_refused_and_broken_utf8_is_read() {
    let (_folder, paths) = folder(&[
        ("b.txt", &[0u8, 159, 146, 150, 0, 1, 2].repeat(40)),
        ("u.txt", b"Ada said \xff\xfe that it rained.\xc3\n"),
    ]);
    let output = run(&[name(&paths[0]), name(&paths[1])]);
    assert_eq!(code(&output), 1);
    assert!(err(&output).contains("b.txt: this is binary data"), "{}", err(&output));
    assert_eq!(ledgers(&output).len(), 1);
}

#[test]
fn json_lines_name_the_line_at_fault() {
    let lines = b"{\"id\":\"a\",\"text\":\"Ada left.\"}\n{\"id\":\"b\"}\nnonsense\n{\"id\":\"c\",\"text\":\"Bo left.\"}\n";
    let (_folder, paths) = folder(&[("r.jsonl", lines)]);
    let output = run(&[name(&paths[0])]);
    assert_eq!(code(&output), 1);
    assert!(err(&output).contains("r.jsonl:2: the field `text` is missing"), "{}", err(&output));
    assert!(err(&output).contains("r.jsonl:3: not JSON"), "{}", err(&output));
    let ids: Vec<_> = ledgers(&output).iter().map(|ledger| ledger["document"]["id"].clone()).collect();
    assert_eq!(ids, ["a", "c"]);
}

#[test]
fn a_line_over_the_limit_is_refused_and_the_rest_is_read() {
    let long = format!(
        "{{\"id\":\"a\",\"text\":\"{}\"}}\n{{\"id\":\"b\",\"text\":\"Bo left.\"}}\n",
        "word ".repeat(2 << 20)
    );
    let (_folder, paths) = folder(&[("r.jsonl", long.as_bytes())]);
    let output = run(&[name(&paths[0])]);
    assert_eq!(code(&output), 1);
    assert!(err(&output).contains("r.jsonl:1: more than"), "{}", err(&output));
    assert_eq!(ledgers(&output)[0]["document"]["id"], "b");
    let output = run(&["--max-bytes", "20", name(&paths[0])]);
    assert!(err(&output).contains("--max-bytes"), "{}", err(&output));
}

#[test]
fn any_number_of_threads_writes_the_same_bytes() {
    let lines: String =
        (0..24).map(|at| format!("{{\"id\":\"{at}\",\"text\":\"{}\"}}\n", REPORT.repeat(24 - at))).collect();
    let (_folder, paths) = folder(&[("r.jsonl", lines.as_bytes())]);
    let one = run(&["-j1", name(&paths[0])]);
    assert_eq!(ledgers(&one).len(), 24);
    for jobs in ["-j2", "-j8"] {
        assert_eq!(out(&run(&[jobs, name(&paths[0])])), out(&one));
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    let lines = "{\"text\":\"Ada left.\"}\n".repeat(200);
    let (_folder, paths) = folder(&[("r.jsonl", lines.as_bytes())]);
    let mut child = dateline()
        .arg(name(&paths[0]))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((code(&output), err(&output).as_str()), (0, ""));
}

#[test]
fn nothing_raw_reaches_a_terminal() {
    let evil = "Ada said \u{202e}\x1b]0;owned\x07 and \x1b[31mred\u{9b}2J left. \u{2066}";
    let (_folder, paths) = folder(&[("r.txt", evil.as_bytes())]);
    let output = run(&["--format", "text", "--explain", "--color", "never", name(&paths[0])]);
    let foreign = |ch: char| ch != '\n' && (ch.is_control() || ('\u{202a}'..='\u{202e}').contains(&ch));
    assert!(!out(&output).contains(foreign), "{:?}", out(&output));
    let output = run(&["no\x1b[31m-file"]);
    assert!(err(&output).contains("no\\u{1b}[31m-file"), "{}", err(&output));
}

#[test]
fn colour_obeys_its_option_and_no_color() {
    let (_folder, paths) = folder(&[("r.txt", REPORT.as_bytes())]);
    let view = |color: &str| run(&["--format", "text", "--color", color, name(&paths[0])]);
    assert!(out(&view("always")).contains("\x1b["));
    assert!(!out(&view("never")).contains('\x1b') && !out(&view("auto")).contains('\x1b'));
    let silenced =
        dateline().args(["--format", "text", name(&paths[0])]).env("NO_COLOR", "1").output().unwrap();
    assert!(!out(&silenced).contains('\x1b'));
}

#[test]
fn the_view_keeps_to_the_columns() {
    let (_folder, paths) = folder(&[("r.txt", REPORT.repeat(3).as_bytes())]);
    let output =
        dateline().args(["--format", "text", name(&paths[0])]).env("COLUMNS", "50").output().unwrap();
    assert!(out(&output).lines().all(|line| line.chars().count() <= 50), "{}", out(&output));
}

#[test]
fn explain_says_where_records_come_from() {
    let (_folder, paths) = folder(&[("r.txt", REPORT.as_bytes())]);
    let output = run(&["--format", "text", "--explain", name(&paths[0])]);
    assert!(out(&output).contains("why: time · rule"), "{}", out(&output));
}

#[test]
fn outputs_go_by_their_ending_and_into_folders() {
    let (folder, paths) = folder(&[("r.txt", REPORT.as_bytes()), ("s.txt", b"Bo left.")]);
    let at = |name: &str| folder.path().join(name);
    let page = at("page.html");
    let output = run(&[name(&paths[0]), "-o", name(&page)]);
    assert_eq!((code(&output), out(&output)), (0, ""));
    assert!(fs::read_to_string(&page).unwrap().starts_with("<!doctype html>"));
    assert_eq!(code(&run(&["nowhere.txt", "-o", name(&page)])), 2);
    assert!(!fs::read_to_string(&page).unwrap().is_empty(), "the old page is still there");
    let pages = format!("{}/", at("pages").display());
    let output = run(&[name(&paths[0]), name(&paths[1]), "-f", "html", "-o", &pages]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert_eq!(fs::read_dir(&pages).unwrap().count(), 2);
    let output = run(&[name(&paths[0]), name(&paths[1]), "-f", "html"]);
    assert_eq!((code(&output), out(&output)), (2, ""));
    assert!(err(&output).contains("-o pages/"), "{}", err(&output));
    let output = run(&[name(&paths[0]), "-o", name(&paths[0])]);
    assert_eq!(code(&output), 2);
    assert_eq!(fs::read_to_string(&paths[0]).unwrap(), REPORT);
}

#[test]
fn tables_hold_one_kind_of_record() {
    let (_folder, paths) = folder(&[("r.txt", REPORT.as_bytes()), ("s.txt", REPORT.as_bytes())]);
    let files = [name(&paths[0]), name(&paths[1])];
    let output = run(&["-f", "csv", "--only", "times", files[0], files[1]]);
    let lines: Vec<_> = out(&output).lines().collect();
    assert_eq!(lines[0], "document,start,end,text,type,value,mod,from,to");
    assert_eq!(lines.len(), 3, "one head, one row a report");
    let output = run(&["-f", "csv", files[0]]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("--only"), "{}", err(&output));
}

#[test]
fn picked_layers_are_the_only_ones() {
    let (_folder, paths) = folder(&[("r.txt", REPORT.as_bytes())]);
    let output = run(&["--only", "times,statements", name(&paths[0])]);
    let ledger = &ledgers(&output)[0];
    assert!(ledger.get("times").is_some() && ledger.get("statements").is_some());
    assert!(ledger.get("events").is_none() && ledger.get("entities").is_none());
}

#[test]
fn trees_come_out_and_tokens_go_in() {
    let (_folder, paths) = folder(&[("r.txt", REPORT.as_bytes())]);
    let trees = run(&["-f", "conllu", name(&paths[0])]);
    assert!(out(&trees).contains("# sent_id = 1"), "{}", out(&trees));
    let again = piped(&["--input", "conllu", "-f", "conllu", "-"], out(&trees).as_bytes());
    let words = |text: &str| -> Vec<String> {
        text.lines().filter_map(|line| Some(line.split('\t').nth(1)?.to_string())).collect()
    };
    assert_eq!(words(out(&trees)), words(out(&again)));
    let wrong = piped(&["--input", "conllu", "-"], b"1\tonly\n");
    assert_eq!(code(&wrong), 2);
    assert!(err(&wrong).contains("-:1: not CoNLL-U"), "{}", err(&wrong));
}

#[test]
fn slips_on_the_command_line_are_answered() {
    for args in [
        &["--date", "yesterday", "x.txt"][..],
        &["--only", "verbs", "x.txt"],
        &["--format", "xml", "x.txt"],
        &["--jobs", "0", "x.txt"],
        &["--max-bytes", "0", "x.txt"],
        &["--frmat", "json"],
        &["explain", "CONSLT"],
        &["--model", "nowhere.safetensors", "x.txt"],
    ] {
        let output = run(args);
        assert_eq!((code(&output), out(&output)), (2, ""), "{args:?}");
        assert!(err(&output).starts_with("error: "), "{args:?}: {}", err(&output));
    }
    assert!(err(&run(&["explain", "CONSLT"])).contains("did you mean `CONSULT`?"));
}

#[test]
fn a_name_is_looked_up_at_a_date() {
    let output = run(&["who", "Angela Merkel", "--date", "2016-05-01"]);
    assert_eq!((code(&output), err(&output).as_str()), (0, ""));
    assert!(out(&output).starts_with("Angela Merkel on 2016-05-01 is linked to Angela Merkel ("));
    assert!(out(&output).contains("Q567") && out(&output).contains("name-office"), "{}", out(&output));
    assert!(out(&output).lines().any(|line| line.starts_with("  ● ") && line.contains("Chancellor, DEU")));
}

#[test]
fn what_is_known_under_a_name_comes_as_json() {
    let output = run(&["who", "NATO", "--format", "json"]);
    assert_eq!(code(&output), 0);
    let known = &ledgers(&output)[0];
    assert_eq!(known["answers"][0]["kind"], "organisation");
    assert_eq!(known["link"]["name"], known["answers"][0]["name"]);
    let titled = &ledgers(&run(&["who", "Chancellor", "Merkel", "--date", "2016-05-01", "-f", "json"]))[0];
    assert_eq!(titled["link"]["wikidata"], "Q567");
    assert_eq!(titled["answers"][0]["wikidata"], "Q567");
    let held = &ledgers(&run(&["who", "Merkel", "--date", "2001", "-f", "json"]))[0];
    let offices = held["answers"][0]["offices"].as_array().expect("offices");
    assert!(!offices.is_empty() && offices.iter().all(|office| office["at_date"].is_boolean()));
}

#[test]
fn an_unknown_name_is_exit_code_one() {
    let output = run(&["who", "Irvald", "Tannenwald\u{1b}[31m"]);
    assert_eq!((code(&output), err(&output).as_str()), (1, ""));
    assert!(out(&output).contains("nothing is known") && !out(&output).contains('\u{1b}'));
    let json = run(&["who", "Irvald Tannenwald", "-f", "json"]);
    assert_eq!((code(&json), ledgers(&json)[0]["answers"].as_array().map(Vec::len)), (1, Some(0)));
    assert_eq!(code(&run(&["who"])), 2);
    assert_eq!(code(&run(&["who", "NATO", "--date", "soon"])), 2);
}

/// Every subcommand of the help stands in the docs.
#[test]
fn the_docs_name_every_command() {
    let docs = include_str!("../../../docs/command.md");
    let help = run(&["--help"]);
    let commands = out(&help).lines().skip_while(|line| *line != "Commands:").skip(1);
    let rows = commands.take_while(|line| !line.is_empty()).filter(|line| !line.starts_with("   "));
    for line in rows {
        let name = line.split_whitespace().next().expect("a name");
        assert!(name == "help" || docs.contains(&format!("dateline {name}")), "{name}");
    }
}

#[test]
fn help_fits_and_everything_prints() {
    let help = run(&["-h"]);
    assert!(out(&help).contains("Examples:") && out(&help).lines().count() < 60);
    for args in [
        &["--help"][..],
        &["--version"],
        &["info"],
        &["man"],
        &["completions", "bash"],
        &["explain"],
        &["schema"],
    ] {
        let output = run(args);
        assert_eq!((code(&output), err(&output).as_str()), (0, ""), "{args:?}");
        assert!(!out(&output).is_empty());
    }
    assert!(out(&run(&["explain", "CONSULT/visit"])).lines().count() >= 2);
    assert!(out(&run(&["explain", "0841"])).starts_with("08 (CAMEO"));
    for shell in ["zsh", "fish", "elvish", "powershell"] {
        assert!(out(&run(&["completions", shell])).contains("--only"));
    }
}

/// `docs/ledger.schema.json` is the schema of the types. `UPDATE_SCHEMA=1 cargo test -p dateline-cli`
/// writes it anew.
#[test]
fn the_schema_in_the_docs_is_that_of_the_types() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/ledger.schema.json");
    let schema = out(&run(&["schema"])).to_string();
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(&path, &schema).expect("docs can be written");
    }
    let kept = fs::read_to_string(&path).expect("docs/ledger.schema.json is there");
    assert!(kept == schema, "the types have changed: run UPDATE_SCHEMA=1 cargo test -p dateline-cli");
}
