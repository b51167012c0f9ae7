//! Direct, indirect or mixed: how much of a content stands between quotation marks.

use crate::view::View;
use dateline_doc::{Kind, QuotationId, Spans, TokenId};

/// The kind of a statement with this content whose cue stands in the quotation `home` (or in none).
///
/// `nested` are the contents of statements that this one reports: quotation marks within them do not count for it.
pub(crate) fn kind(view: &View, content: &Spans, home: Option<QuotationId>, nested: &[&Spans]) -> Kind {
    let (mut words, mut quoted) = (0usize, 0usize);
    for piece in content.iter() {
        for t in view.analysis.token_ids_in(piece) {
            if view.is_punct(t) {
                continue;
            }
            words += 1;
            let mut q = view.quote(t);
            while let Some(id) = q.filter(|&id| Some(id) != home) {
                let own = view.quotes[id].inner;
                if !nested.iter().any(|n| n.contains(own)) {
                    quoted += 1;
                    break;
                }
                q = view.quotes[id].parent;
            }
        }
    }
    match quoted {
        0 => Kind::Indirect,
        q if q == words => Kind::Direct,
        _ => Kind::Mixed,
    }
}

/// The quotation that a draft is told in: around its cue, or for a quotation without cue the one around that.
pub(crate) fn home(view: &View, at: TokenId, own: Option<QuotationId>, has_cue: bool) -> Option<QuotationId> {
    if has_cue { view.quote(at) } else { own.and_then(|q| view.quotes[q].parent) }
}
