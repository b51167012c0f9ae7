//! "according to", "per", "citing"; "reportedly".

use super::Found;
use crate::draft::Draft;
use crate::phrase;
use crate::view::View;
use dateline_doc::{Relation, Spans, TokenId, Upos};

/// Reads one preposition.
pub(super) fn read<'l>(view: &View, found: &Found<'l>, out: &mut Vec<Draft<'l>>) {
    let t = found.first;
    let name = found.cue.words[0].as_str();
    // The noun phrase behind the preposition.
    let Some(noun) = object(view, found) else { return };
    if !phrase::is_nominal(view, noun) || view.upos(noun) == Upos::Num {
        return;
    }
    // "60 per cent", "per capita", "per year"
    if name == "per"
        && (view.upos(noun) == Upos::Noun
            && view.child(noun, &[Relation::Det, Relation::NmodPoss, Relation::Compound]).is_none()
            && view.word(noun) != "reports")
    {
        return;
    }
    if name == "based" && !document(view, noun) {
        return;
    }
    let phrase_tokens = view.subtree_without(noun, &|_| false);
    let (Some(&first), Some(&last)) = (phrase_tokens.first(), phrase_tokens.last()) else { return };
    let (first, last) = (first.min(t), last.max(found.last));
    let Some(content) = around(view, first, last, t) else { return };
    let mut draft = Draft::new("according-to", Some(found.cue), t);
    draft.cue = found.spans(view);
    super::verb::fill_source(view, &mut draft, Some(noun));
    draft.content = content;
    if matches!(name, "citing" | "quoting") {
        draft.rule = "citing";
    }
    out.push(draft);
}

fn document(view: &View, noun: TokenId) -> bool {
    matches!(
        view.word(noun),
        "report"
            | "reports"
            | "survey"
            | "poll"
            | "study"
            | "data"
            | "figures"
            | "statement"
            | "interviews"
            | "documents"
            | "testimony"
            | "accounts"
            | "records"
    )
}

fn object(view: &View, found: &Found) -> Option<TokenId> {
    let t = found.first;
    match found.cue.words[0].as_str() {
        "citing" | "quoting" => view.child(t, &[Relation::Obj]),
        _ => {
            // The phrase's words hang on the noun as its case, in whatever order the parser saw them.
            let mut at = view.head(t)?;
            if found.tokens().any(|w| w == at) {
                at = found.tokens().filter_map(|w| view.head(w)).find(|h| *h > found.last)?;
            }
            if at > found.last {
                return Some(at);
            }
            // "in the words of X": the phrase is a noun with X below.
            found.tokens().flat_map(|w| view.children(w).iter().copied()).find(|&c| c > found.last)
        }
    }
}

/// The stretch of the sentence that an "according to" phrase from `first` to `last` reports.
fn around(view: &View, first: TokenId, last: TokenId, cue: TokenId) -> Option<Spans> {
    let (from, to) = view.bounds(view.sentence(cue));
    let inside = view.quote(cue);
    let same = |t: TokenId| view.quote(t) == inside || inside.is_none();
    // Limits: a semicolon, or the ends of the quotation that the cue stands in.
    let stop = |t: TokenId| view.word(t) == ";" || !same(t);
    let mut a = first;
    while a.0 > from && !stop(TokenId(a.0 - 1)) {
        a = TokenId(a.0 - 1);
    }
    let mut b = last;
    while b.0 + 1 < to && !stop(TokenId(b.0 + 1)) {
        b = TokenId(b.0 + 1);
    }
    let words = |from: u32, to: u32| (from..to).map(TokenId).filter(|&t| !view.is_punct(t)).count();
    let before = words(a.0, first.0);
    let after = words(last.0 + 1, b.0 + 1);
    // Trailing: behind it nothing, or a clause of its own ("…, and the mayor resigned").
    let own_clause = (last.0 + 1..=b.0).map(TokenId).find(|&t| !view.is_punct(t)).is_some_and(|t| {
        matches!(view.word(t), "and" | "but" | "while" | "although" | "who" | "which" | "as")
            || view.word_before(t) == "," && inserted(view, t, b)
    });
    let mut spans = Spans::new();
    let piece = |x: u32, y: u32| (x < y).then(|| view.trimmed(TokenId(x), TokenId(y - 1))).flatten();
    let mut left = a.0;
    if before > 0 && (after == 0 || own_clause) {
        left = clause_start(view, a, first, cue);
        if let Some(p) = piece(left, first.0) {
            spans.push(p);
        }
    } else if before == 0 || before <= 2 && view.upos(a) == Upos::Cconj {
        if let Some(p) = piece(last.0 + 1, b.0 + 1) {
            spans.push(p);
        }
    } else {
        left = clause_start(view, a, first, cue);
        if let Some(p) = piece(left, first.0) {
            spans.push(p);
        }
        if let Some(p) = piece(last.0 + 1, b.0 + 1) {
            spans.push(p);
        }
    }
    let _ = left;
    (!spans.is_empty()).then_some(spans)
}

/// Whether `t` begins another attribution that runs to the sentence's end: "…, the agency reported."
fn inserted(view: &View, t: TokenId, b: TokenId) -> bool {
    let verb = (t.0..=b.0.min(t.0 + 6)).map(TokenId).find(|&x| {
        crate::lexicon::Lexicon::shipped().starting_with(view.word(x)).any(|c| {
            c.class == crate::lexicon::Class::Verb && c.frames.quotation && view.upos(x) == Upos::Verb
        })
    });
    verb.is_some_and(|v| (v.0 + 1..=b.0).map(TokenId).filter(|&x| !view.is_punct(x)).count() <= 4)
}

/// Where the reported clause begins: behind ", but" or ", while" where another clause with a subject of its own ends.
fn clause_start(view: &View, a: TokenId, first: TokenId, cue: TokenId) -> u32 {
    let mut start = a.0;
    let inside = view.quote(cue);
    for t in (a.0..first.0).map(TokenId) {
        let joins = matches!(view.word(t), "but" | "while" | "although" | "though" | "whereas");
        if joins
            && t.0 > a.0 + 2
            && view.word_before(t) == ","
            && view.quote(t) == inside
            && first.0 > t.0 + 3
        {
            start = t.0 + 1;
        }
    }
    if start == a.0 && matches!(view.word(a), "but" | "and") {
        start += 1;
    }
    start
}

/// "reportedly": the clause is the content, nobody is named.
pub(super) fn read_adverb<'l>(view: &View, found: &Found<'l>, out: &mut Vec<Draft<'l>>) {
    let t = found.first;
    let Some(mut head) = view.head(t) else { return };
    if view.relation(t) != Relation::Advmod {
        return;
    }
    if view.upos(head) == Upos::Adj && view.relation(head) == Relation::Amod {
        head = view.head(head).unwrap_or(head);
    }
    let tokens = view.subtree_without(head, &|c| {
        c == t
            || view.head(c) == Some(head)
                && matches!(view.relation(c), Relation::Conj | Relation::Parataxis | Relation::Cc)
                && view.child(c, &[Relation::Nsubj]).is_some()
    });
    let mut draft = Draft::new("adverb", Some(found.cue), t);
    draft.cue = found.spans(view);
    draft.content = view.pieces(&tokens);
    if !draft.content.is_empty() {
        out.push(draft);
    }
}
