//! What stands between quotation marks.

use crate::id::QuotationId;
use crate::span::Span;

/// A stretch between quotation marks, after repair: a mark that the text lacks is `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks.
    pub span: Span,
    /// Without them.
    pub inner: Span,
    /// The opening mark.
    pub open: Option<Span>,
    /// The closing mark.
    pub close: Option<Span>,
    /// The quotation that it stands in.
    pub parent: Option<QuotationId>,
    /// The quotation, in an earlier paragraph, that it goes on with.
    pub continues: Option<QuotationId>,
}
