//! Shows a ledger that was written by `dateline read --format json`:
//! `cargo run -p dateline-view --example view -- LEDGER.json [html|text|color] [WIDTH]`.

use dateline_view::{Terminal, html, terminal};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let path = args.next().ok_or("which ledger?")?;
    let form = args.next().unwrap_or_else(|| "text".into());
    let width = args.next().map_or(Ok(80), |width| width.parse())?;
    let ledger = dateline_doc::json::from_json(&std::fs::read_to_string(path)?)?;
    match form.as_str() {
        "html" => print!("{}", html(&ledger)),
        form => print!(
            "{}",
            terminal(&ledger, &Terminal { width, color: form == "color", ..Terminal::default() })
        ),
    }
    Ok(())
}
