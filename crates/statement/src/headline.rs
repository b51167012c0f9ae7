//! Headlines that attribute with a colon or a dash: "Mayor: city out of water", "City out of water: mayor".

use crate::draft::Draft;
use crate::pattern::Stretch;
use crate::resolve::Resolver;
use crate::speakers::{self, Speaker};
use crate::view::View;
use dateline_doc::{Spans, TokenId, Upos};

/// Words that a headline may have.
const WORDS: usize = 25;

/// Headlines among the paragraphs: one sentence without a full stop at its end.
pub(crate) fn read<'l>(view: &View, resolver: &Resolver, out: &mut Vec<Draft<'l>>) {
    for &p in view.analysis.paragraphs.as_slice() {
        let text = p.of(view.text).trim();
        if text.ends_with(['.', '!', '?', ':', ';', ',']) || text.split_whitespace().count() > WORDS {
            continue;
        }
        let range = view.analysis.tokens_in(p);
        let marks: Vec<TokenId> = (range.start.0..range.end.0)
            .map(TokenId)
            .filter(|&t| matches!(view.word(t), ":" | "–" | "—") && view.quote(t).is_none())
            .collect();
        let &[mark] = &marks[..] else { continue };
        if mark <= range.start || mark.0 + 1 >= range.end.0 {
            continue;
        }
        let left = Stretch { first: range.start, last: TokenId(mark.0 - 1) };
        let right = Stretch { first: TokenId(mark.0 + 1), last: TokenId(range.end.0 - 1) };
        let colon = view.word(mark) == ":";
        let (source, content) = if colon && named(view, resolver, left) && long(view, right) {
            (left, right)
        } else if named(view, resolver, right) && long(view, left) {
            (right, left)
        } else {
            continue;
        };
        let covered = out
            .iter()
            .any(|d| d.kind.is_some() && d.content.overlaps(content.span(view)) && d.rule == "turn");
        if covered {
            continue;
        }
        let mut d = Draft::new("headline", None, mark);
        d.cue = Spans::from(view.span(mark));
        d.source = Spans::from(source.span(view));
        d.source_heads = vec![source.head(view)];
        d.content = view.trimmed(content.first, content.last).into_iter().collect();
        out.push(d);
    }
}

/// A short phrase without a verb that names somebody who can speak.
fn named(view: &View, resolver: &Resolver, s: Stretch) -> bool {
    let tokens = || (s.first.0..=s.last.0).map(TokenId);
    let head = s.head(view);
    let single = s.first == s.last;
    let class = speakers::class(view.word(head));
    let speaks = match class {
        Some(Speaker::Document) => {
            !single
                || matches!(view.word(head), "report" | "reports" | "study" | "poll" | "survey" | "documents")
        }
        Some(_) => true,
        None => resolver.can_speak(head),
    };
    tokens().count() <= 6
        && speaks
        && !tokens().any(|t| {
            matches!(view.upos(t), Upos::Verb | Upos::Aux) && view.raw(t).starts_with(char::is_lowercase)
        })
}

/// Enough words for something said.
fn long(view: &View, s: Stretch) -> bool {
    let words = (s.first.0..=s.last.0).map(TokenId).filter(|&t| !view.is_punct(t)).count();
    let verb = (s.first.0..=s.last.0).map(TokenId).any(|t| matches!(view.upos(t), Upos::Verb | Upos::Aux));
    words >= 3 && verb || words >= 4
}
