//! Time expressions.

use crate::names::named;
use crate::origin::Origin;
use crate::span::Span;
use compact_str::CompactString;
use jiff::civil::Date;

named! {
    /// TIMEX3 type.
    TimeType {
        Date = "DATE",
        Time = "TIME",
        Duration = "DURATION",
        Set = "SET",
    }
}

/// A time expression with its TIMEX3 value.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeExpression {
    /// Where it stands.
    pub span: Span,
    /// Its type.
    pub kind: TimeType,
    /// ISO-TimeML value: `2023-03-01`, `2023-W08`, `P1D`, `PAST_REF`, `2020-01-11TMO` …
    pub value: CompactString,
    /// ISO-TimeML modifier: `START`, `MID`, `END`, `APPROX`, `LESS_THAN` …
    pub modifier: Option<CompactString>,
    /// The earliest day it can be.
    pub from: Option<Date>,
    /// The latest day it can be.
    pub to: Option<Date>,
    /// Why.
    pub origin: Origin,
}
