//! Direct, indirect or mixed: how much of a content stands between quotation marks.

use crate::view::View;
use dateline_doc::{Kind, QuotationId, Spans, TokenId};

/// The kind of a statement with this content whose cue stands in the quotation `home` (or in none).
///
/// `nested` are the contents of statements that this one reports: their quotation marks do not count for it.
pub(crate) fn kind(view: &View, content: &Spans, home: Option<QuotationId>, nested: &[&Spans]) -> Kind {
    let outside = home.map_or(0, |q| {
        let mut n = 1;
        let mut at = view.quotes[q].parent;
        while let Some(p) = at {
            n += 1;
            at = view.quotes[p].parent;
        }
        n
    });
    let (mut words, mut quoted) = (0usize, 0usize);
    for piece in content.iter() {
        for t in view.analysis.token_ids_in(piece) {
            if view.is_punct(t) {
                continue;
            }
            words += 1;
            let inside = view.depth(t) > outside;
            if inside && !nested.iter().any(|n| n.contains(view.span(t))) {
                quoted += 1;
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
