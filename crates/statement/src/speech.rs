//! Quotations find their speakers: contents are fitted to the marks, and quotations that no tree rule reached get
//! the cue beside them, the statement before them, or the speaker of the sentence before.

use crate::draft::Draft;
use crate::lexicon::{Class, Lexicon};
use crate::pattern;
use crate::phrase;
use crate::tree::{Found, noun, subject};
use crate::view::View;
use dateline_doc::{Polarity, QuotationId, Span, Spans, TokenId, Upos};

/// Grows contents over the quotations that they touch and clips those whose cue stands in a quotation to it.
pub(crate) fn fit(view: &View, drafts: &mut Vec<Draft>) {
    for d in drafts.iter_mut() {
        let home = view.quote(d.at);
        let mut spans = Spans::new();
        for piece in d.content.iter() {
            match home {
                Some(q) => {
                    let inner = view.quotes[q].inner;
                    let clipped = Span { start: piece.start.max(inner.start), end: piece.end.min(inner.end) };
                    if !clipped.is_empty() {
                        spans.push(grown(view, clipped, home, d));
                    }
                }
                None => spans.push(grown(view, piece, None, d)),
            }
        }
        spans = with_that(view, &spans, d);
        // A quotation between two pieces or one that a piece touches may now overlap the cue: cut it out.
        d.content = without(&spans, &d.cue, view.text);
        if home.is_none() {
            d.content = broken(view, d);
        }
    }
    drafts.retain(|d| !d.content.is_empty());
}

/// A quotation that its attribution breaks ("“…,” she told reporters after the vote. “…”"): what stands behind the cue
/// outside the marks belongs to the attribution, not to what was said.
fn broken(view: &View, d: &Draft) -> Spans {
    let (Some(first), Some(cue)) = (d.content.first(), d.cue.cover()) else { return d.content.clone() };
    let whole = |span: Span| {
        view.quotes.iter_ids().find(|(id, q)| q.parent.is_none() && q.span == span && is_speech(view, *id))
    };
    if first.end > cue.start || whole(first).is_none() {
        return d.content.clone();
    }
    let pieces = d.content.iter().flat_map(|piece| {
        if piece.end <= cue.start {
            return vec![piece];
        }
        let quoted = |q: &&dateline_doc::Quotation| q.parent.is_none() && piece.contains(q.span);
        let inside: Vec<Span> = view.quotes.iter().filter(quoted).map(|q| q.span).collect();
        // Words that the report quotes within a clause of its own ("…, and called it “theft”") stay with it.
        let spoken = inside.is_empty() || inside.iter().any(|&span| whole(span).is_some());
        if spoken { inside } else { vec![piece] }
    });
    pieces.collect()
}

/// A "that" between cue and content belongs to the content, also where a quotation mark parts them.
fn with_that(view: &View, spans: &Spans, d: &Draft) -> Spans {
    let (Some(first), Some(cue)) = (spans.first(), d.cue.cover()) else { return spans.clone() };
    let start = view.analysis.tokens_in(first).start;
    let that = view.previous(start).filter(|&t| {
        view.word(t) == "that"
            && view.span(t).start > cue.end
            && view.previous(t).is_some_and(|p| view.span(p).end <= cue.end)
    });
    match that {
        Some(t) => spans.iter().chain([view.span(t).cover(first)]).collect(),
        None => spans.clone(),
    }
}

/// `piece` with every quotation of the level below `home` that it touches or abuts.
fn grown(view: &View, piece: Span, home: Option<QuotationId>, d: &Draft) -> Span {
    let mut out = piece;
    for t in view.analysis.token_ids_in(piece) {
        let Some(q) = below(view, t, home) else { continue };
        let quote = &view.quotes[q];
        let cue_inside = d.cue.iter().any(|c| quote.span.overlaps(c));
        let source_inside = d.source.iter().any(|s| quote.span.contains(s));
        if !cue_inside && !source_inside {
            out = out.cover(quote.span);
        }
    }
    out
}

/// The quotation around the token whose parent is `home`.
fn below(view: &View, t: TokenId, home: Option<QuotationId>) -> Option<QuotationId> {
    let mut q = view.quote(t)?;
    loop {
        let parent = view.quotes[q].parent;
        if parent == home {
            return Some(q);
        }
        q = parent?;
    }
}

/// `spans` without the stretches that `holes` cover.
pub(crate) fn without(spans: &Spans, holes: &Spans, text: &str) -> Spans {
    let mut out: Vec<Span> = spans.iter().collect();
    for h in holes.iter() {
        out = out
            .into_iter()
            .flat_map(|s| {
                if !s.overlaps(h) {
                    return vec![s];
                }
                let left = Span { start: s.start, end: h.start.max(s.start) };
                let right = Span { start: h.end.min(s.end), end: s.end };
                [left, right].into_iter().filter(|x| !x.is_empty()).map(|x| x.trim(text)).collect()
            })
            .collect();
    }
    out.into_iter().filter(|s| s.of(text).contains(char::is_alphanumeric)).collect()
}

/// Gives every outermost quotation that no content covers a statement of its own, or adds it to the one before.
pub(crate) fn speakers<'l>(view: &View, lexicon: &'l Lexicon, drafts: &mut Vec<Draft<'l>>) {
    let mut last: Option<Last> = None;
    for (id, quote) in view.quotes.iter_ids() {
        if let Some(i) = covering(view, drafts, id) {
            if quote.parent.is_none() && is_speech(view, id) {
                last = Some(Last { draft: i, quote: id });
            }
            continue;
        }
        let found = beside(view, lexicon, id);
        if let Some((found, speaker)) = found {
            let before = joined_before(view, &found, id);
            let mut d = make(view, found, speaker, id);
            if let Some(span) = before {
                d.content = Spans::from(span);
            }
            // A tree rule may have read the same cue with other content.
            if let Some(i) = drafts.iter().position(|x| x.cue.first() == d.cue.first()) {
                if drafts[i].content.total_len() >= quote.span.len() {
                    continue;
                }
                d.addressee_heads = std::mem::take(&mut drafts[i].addressee_heads);
                if d.source.is_empty() {
                    d.source = drafts[i].source.clone();
                    d.source_heads = drafts[i].source_heads.clone();
                }
                drafts[i] = d;
                if quote.parent.is_none() {
                    last = Some(Last { draft: i, quote: id });
                }
            } else {
                drafts.push(d);
                if quote.parent.is_none() {
                    last = Some(Last { draft: drafts.len() - 1, quote: id });
                }
            }
            continue;
        }
        if quote.parent.is_some() || !is_speech(view, id) {
            continue;
        }
        if let Some(before) = &last {
            let gap = view
                .text
                .get(view.quotes[before.quote].span.end as usize..quote.span.start as usize)
                .unwrap_or("");
            let same_paragraph = !gap.contains('\n');
            let d = &drafts[before.draft];
            let cue_end = d.cue.cover().map_or(0, |c| c.end);
            let rest = view
                .text
                .get(cue_end.max(view.quotes[before.quote].span.end) as usize..quote.span.start as usize)
                .unwrap_or("");
            let sentences = rest.matches(['.', '!', '?']).count();
            if same_paragraph && sentences <= 1 && rest.len() < 160 {
                drafts[before.draft].content.push(quote.span);
                last = Some(Last { draft: before.draft, quote: id });
                continue;
            }
            // A quotation that goes on in re-opened marks after "she said:" is one utterance.
            let d = &drafts[before.draft];
            if quote.continues.is_some() && d.cue.first() < d.content.first() && d.cue_row.is_some() {
                drafts[before.draft].content.push(quote.span);
                last = Some(Last { draft: before.draft, quote: id });
                continue;
            }
            let opens_paragraph = opens_paragraph(view, quote.span);
            let near = gap.trim().is_empty()
                || quote.continues.is_some()
                || same_paragraph && rest.len() < 400
                || opens_paragraph && gap.len() < 400;
            if near {
                let i = before.draft;
                let d = continuing(view, id, Some(i));
                drafts.push(d);
                last = Some(Last { draft: drafts.len() - 1, quote: id });
                continue;
            }
        }
        if let Some(s) = subject_before(view, id) {
            let mut d = continuing(view, id, None);
            d.rule = "quotation-context";
            d.source_heads = vec![s];
            drafts.push(d);
            last = Some(Last { draft: drafts.len() - 1, quote: id });
        }
    }
}

struct Last {
    draft: usize,
    quote: QuotationId,
}

fn opens_paragraph(view: &View, span: Span) -> bool {
    view.analysis.paragraphs.iter().any(|p| {
        p.contains(span)
            && view.text.get(p.start as usize..span.start as usize).is_some_and(|s| s.trim().is_empty())
    })
}

/// The draft whose content covers the quotation (its cue elsewhere).
fn covering(view: &View, drafts: &[Draft], id: QuotationId) -> Option<usize> {
    let (span, home) = (view.quotes[id].span, view.quotes[id].parent);
    drafts
        .iter()
        .enumerate()
        .filter(|(_, d)| home.is_none() || view.quote(d.at) == home)
        .filter(|(_, d)| d.content.contains(span) && !d.cue.iter().any(|c| span.contains(c)))
        .min_by_key(|(_, d)| (d.rule == "according-to", d.content.total_len()))
        .map(|(i, _)| i)
}

/// A whole utterance rather than a quoted term: several words, and a sentence's end or a capital at its head.
pub(crate) fn is_speech(view: &View, id: QuotationId) -> bool {
    let inner = view.quotes[id].inner.of(view.text).trim();
    let words = inner.split_whitespace().count();
    let ends = inner.ends_with(['.', '!', '?', ',', '…', '—', '-']) || view.quotes[id].close.is_none();
    let capital = inner.starts_with(|c: char| c.is_uppercase() || c == '[' || c == '.' || c == '…');
    words >= 3 && ends && capital || words >= 8 && (ends || capital)
}

fn make<'l>(view: &View, found: Found<'l>, speaker: Option<pattern::Stretch>, id: QuotationId) -> Draft<'l> {
    let mut d = Draft::new("quotation-cue", Some(found.cue), found.first);
    d.cue = found.spans(view);
    d.content = Spans::from(view.quotes[id].span);
    d.quote = Some(id);
    d.polarity = Polarity::Positive;
    let by_tree = view.has_tree(view.sentence(found.first));
    let noun = found.cue.class == Class::Noun;
    if by_tree
        && noun
        && let Some(s) =
            noun::speaker(view, found.first).filter(|&s| view.quote(s) == view.quote(found.first))
    {
        d.source = phrase::source_span(view, s);
        d.source_heads = phrase::conjuncts(view, s);
    } else if by_tree
        && !noun
        && let Some(s) =
            subject::subject(view, found.first).filter(|&s| view.quote(s) == view.quote(found.first))
    {
        d.source = phrase::source_span(view, s);
        d.source_heads = phrase::conjuncts(view, s);
    } else if let Some(s) = speaker {
        d.source = Spans::from(s.span(view));
        d.source_heads = vec![s.head(view)];
    }
    if d.source.iter().any(|s| view.quotes[id].span.overlaps(s)) {
        d.source = Spans::new();
    }
    d
}

/// Where words lead from the cue into the quotation without a stop ("accused it of “theft”"): the whole of it.
fn joined_before(view: &View, found: &Found, id: QuotationId) -> Option<Span> {
    let span = view.quotes[id].span;
    let first = view.analysis.tokens_in(span).start;
    let between: Vec<TokenId> = (found.last.0 + 1..first.0).map(TokenId).collect();
    if between.is_empty() || view.sentence(found.first) != view.sentence(first) {
        return None;
    }
    if between.iter().any(|&t| matches!(view.word(t), "," | ":" | ";" | "." | "–" | "—")) {
        return None;
    }
    let f = &found.cue.frames;
    let start = between.iter().copied().find(|&t| {
        let w = view.word(t);
        w == "that" || w == "to" && (f.inf || f.object_inf) || f.prepositions.iter().any(|p| p == w)
    });
    let start = match start {
        Some(s) => s,
        None if f.bare && !matches!(view.word(between[0]), "in" | "on" | "at" | "to" | "by") => between[0],
        None => return None,
    };
    Some(view.span(start).cover(span))
}

fn continuing<'l>(view: &View, id: QuotationId, from: Option<usize>) -> Draft<'l> {
    let span = view.quotes[id].span;
    let at = view.analysis.tokens_in(view.quotes[id].inner).start;
    let mut d = Draft::new("quotation-continues", None, at);
    d.content = Spans::from(span);
    d.quote = Some(id);
    d.continues = from;
    d
}

/// The cue beside a quotation: behind it ("…," said X), before it (X said: "…"), nearest first.
fn beside<'l>(
    view: &View,
    lexicon: &'l Lexicon,
    id: QuotationId,
) -> Option<(Found<'l>, Option<pattern::Stretch>)> {
    let quote = &view.quotes[id];
    let range = view.analysis.tokens_in(quote.span);
    if range.start >= range.end {
        return None;
    }
    let first = range.start;
    let last = TokenId(range.end.0 - 1);
    let inner = quote.inner.of(view.text).trim_end();
    let home = quote.parent;
    let (from, _) = view.bounds(view.sentence(first));
    let end = view.bounds(view.sentence(last)).1;
    let after = || {
        if inner.ends_with(['.']) && !inner.ends_with("..") {
            // The report's next sentence, unless it goes on in lower case.
            let next = TokenId(last.0 + 1);
            if next.index() >= view.len() || !view.raw(next).starts_with(char::is_lowercase) {
                return None;
            }
        }
        // A full stop or a question mark before the mark may have cut the sentence; the attribution follows it.
        let mut stop = end;
        if last.0 + 1 == end && (end as usize) < view.len() {
            let gap = view
                .text
                .get(quote.span.end as usize..view.span(TokenId(end)).start as usize)
                .unwrap_or("\n");
            if !gap.contains('\n') {
                stop = view.bounds(view.sentence(TokenId(end))).1;
            }
        }
        scan(view, lexicon, home, last.0 + 1, stop, 12)
    };
    let before = || {
        let mut start = from;
        if first.0 == from && from > 0 {
            // The cue's sentence may have been cut off at a colon.
            let t = TokenId(from - 1);
            let gap = view.text.get(view.span(t).end as usize..quote.span.start as usize).unwrap_or("\n");
            if matches!(view.word(t), ":") || !gap.contains('\n') && view.word(t) == "," {
                start = view.bounds(view.sentence(t)).0;
            }
        }
        let mut best = None;
        for i in (start..first.0).rev().take(16) {
            let t = TokenId(i);
            if view.quote(t) != home {
                break;
            }
            if let Some(f) = quoting(view, lexicon, t, start, first.0) {
                best = Some(f);
                break;
            }
        }
        let f = best?;
        let s = pattern::phrase_before(view, f.first, start);
        Some((f, s))
    };
    let comma = inner.ends_with([',', '?', '!', '—']) || view.word_after(last) == ",";
    if comma { after().or_else(before) } else { before().or_else(after) }
}

fn scan<'l>(
    view: &View,
    lexicon: &'l Lexicon,
    home: Option<QuotationId>,
    from: u32,
    end: u32,
    most: u32,
) -> Option<(Found<'l>, Option<pattern::Stretch>)> {
    for i in from..end.min(from + most) {
        let t = TokenId(i);
        if view.quote(t) != home {
            return None;
        }
        if let Some(f) = quoting(view, lexicon, t, from, end) {
            let s = pattern::phrase_before(view, f.first, from)
                .or_else(|| pattern::phrase_after(view, f.last.0 + 1, end));
            return Some((f, s));
        }
        if i > from + 1 && matches!(view.word(t), "." | ";") {
            return None;
        }
    }
    None
}

/// A cue that takes a quotation.
fn quoting<'l>(view: &View, lexicon: &'l Lexicon, t: TokenId, from: u32, end: u32) -> Option<Found<'l>> {
    let f = pattern::cue_at(view, lexicon, t, from, end)?;
    let verb = f.cue.class == Class::Verb && f.cue.frames.quotation
        || f.cue.class == Class::Preposition && f.cue.words[0] == "according";
    let noun =
        f.cue.class == Class::Noun && f.cue.frames.that && matches!(view.word_after(f.last), ":" | ",");
    let tagged = matches!(view.upos(t), Upos::Verb | Upos::X | Upos::Adj | Upos::Adp);
    (verb && tagged || noun).then_some(f)
}

/// The subject of the sentence before a quotation in the same paragraph.
fn subject_before(view: &View, id: QuotationId) -> Option<TokenId> {
    let quote = &view.quotes[id];
    let first = view.analysis.tokens_in(quote.span).start;
    let before = TokenId(first.0.checked_sub(1)?);
    let gap = view.text.get(view.span(before).end as usize..quote.span.start as usize)?;
    if gap.contains('\n') || view.quote(before).is_some() {
        return None;
    }
    let (a, b) = view.bounds(view.sentence(before));
    (a..b).map(TokenId).find(|&t| {
        view.relation(t) == dateline_doc::Relation::Nsubj
            && matches!(view.upos(t), Upos::Propn | Upos::Pron | Upos::Noun)
            && view.quote(t).is_none()
    })
}
