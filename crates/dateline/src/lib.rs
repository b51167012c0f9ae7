//! dateline reads a news report as a careful analyst does and writes a ledger that cites its source.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let reader = dateline::Reader::load()?;
//! let ledger = reader.read_text("“We will not leave,” President Ada Kovač told reporters in Geneva on Tuesday.", Some("2021-03-03"));
//! let statement = &ledger.statements.as_slice()[0];
//! assert_eq!(statement.content.first().unwrap().of(&ledger.document.text), "“We will not leave,”");
//! assert_eq!(ledger.entities[statement.source_entity[0]].name, "Ada Kovač");
//! assert_eq!(ledger.times.as_slice()[0].value, "2021-03-02");
//! # Ok(())
//! # }
//! ```
//!
//! [`Reader::load`] opens what ships with the library (weights, knowledge base, gazetteer, rules);
//! [`Reader::read`] takes a [`Report`] from [`input`] to a [`Ledger`](doc::Ledger). The records and
//! their JSON are those of [`doc`].

mod faults;
mod head_line;
mod read;
mod report_date;
mod speakers;

pub use dateline_doc as doc;
pub use dateline_entity as entity;
pub use dateline_input as input;
pub use dateline_input::Report;
pub use read::{LoadError, Reader, VERSION};
