//! Quotations: what stands between quotation marks, with broken marks repaired into spans.
//!
//! The text itself is never touched. A repair leaves a defect of kind `unbalanced-quote` that says what was wrong.

mod marks;
mod repair;

use dateline_doc::{Defect, DefectKind, Layer, ParagraphId, Quotation, QuotationId, Span};
pub(crate) use marks::is_mark;
use marks::{Family, Mark, Side};
use std::ops::Range;

/// What stands between two marks (or between a mark and the place where its partner ought to be).
#[derive(Clone, Debug, PartialEq, Eq)]
struct Quote {
    /// Byte range with the marks.
    span: Range<usize>,
    /// Byte range without the marks.
    inner: Range<usize>,
    /// Index of the quotation in the paragraph before that this one goes on with.
    continues: Option<usize>,
}

/// A fault in the marks.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Fault {
    span: Range<usize>,
    message: &'static str,
}

/// All quotations of a text, outer before inner, in the order of their opening marks, and a defect for every repair.
///
/// `paragraphs` lie in the text on character boundaries; a quotation ends with its paragraph, and goes on in the next
/// if that begins with an opening mark. Takes time linear in the text's length; cannot fail.
pub fn quotations(
    text: &str,
    paragraphs: &Layer<ParagraphId, Span>,
) -> (Layer<QuotationId, Quotation>, Vec<Defect>) {
    let ranges: Vec<Range<usize>> =
        paragraphs.iter().map(|p| p.range()).filter(|r| text.get(r.clone()).is_some()).collect();
    let (quotes, faults) = find(text, &ranges);
    let mut layer: Layer<QuotationId, Quotation> = Layer::new();
    let mut around: Vec<(QuotationId, Span)> = Vec::new();
    for q in quotes {
        let (span, inner) = (Span::new(q.span.start, q.span.end), Span::new(q.inner.start, q.inner.end));
        while around.last().is_some_and(|(_, s)| s.end < span.end) {
            around.pop();
        }
        let mark = |a: u32, b: u32| (a < b).then_some(Span { start: a, end: b });
        let id = layer.push(Quotation {
            span,
            inner,
            open: mark(span.start, inner.start),
            close: mark(inner.end, span.end),
            parent: around.last().map(|(id, _)| *id),
            continues: q.continues.map(QuotationId::at),
        });
        around.push((id, span));
    }
    let defects = faults
        .into_iter()
        .map(|f| Defect {
            span: Span::new(f.span.start, f.span.end),
            kind: match f.message {
                STRAY => DefectKind::StrayQuote,
                MIXED | WRONG_WAY => DefectKind::MismatchedQuote,
                _ => DefectKind::UnbalancedQuote,
            },
            message: f.message.into(),
        })
        .collect();
    (layer, defects)
}

const WRONG_WAY: &str = "quotation mark the wrong way round";
const MIXED: &str = "quotation opened and closed with different marks";
const UNCLOSED: &str = "quotation not closed";
const UNOPENED: &str = "quotation not opened";
const STRAY: &str = "stray quotation mark";

/// The most quotations around a place: rules walk from a quotation to the outermost one. Prose has three.
const MAX_DEPTH: usize = 16;

struct Open {
    mark: Mark,
    slot: usize,
}

fn find(text: &str, paragraphs: &[Range<usize>]) -> (Vec<Quote>, Vec<Fault>) {
    let mut finder = Finder { text, quotes: Vec::new(), faults: Vec::new() };
    let mut pending: Option<usize> = None;
    for (n, par) in paragraphs.iter().enumerate() {
        let next = paragraphs.get(n + 1).map(|r| &text[r.clone()]);
        pending = finder.paragraph(par.clone(), next, pending);
    }
    let Finder { mut quotes, faults, .. } = finder;
    // Slots are made at opening marks; drop those that turned out to be no quotation.
    let mut keep = vec![None; quotes.len()];
    let mut n = 0;
    let mut around: Vec<usize> = Vec::new();
    for (i, q) in quotes.iter().enumerate() {
        if q.span.end > q.span.start && q.inner.end > q.inner.start {
            while around.last().is_some_and(|&end| end < q.span.end) {
                around.pop();
            }
            if around.len() >= MAX_DEPTH {
                continue;
            }
            around.push(q.span.end);
            keep[i] = Some(n);
            n += 1;
        }
    }
    for q in &mut quotes {
        q.continues = q.continues.and_then(|c| keep.get(c).copied().flatten());
    }
    let mut i = 0;
    quotes.retain(|_| {
        i += 1;
        keep[i - 1].is_some()
    });
    (quotes, faults)
}

struct Finder<'a> {
    text: &'a str,
    quotes: Vec<Quote>,
    faults: Vec<Fault>,
}

impl Finder<'_> {
    fn fault(&mut self, span: Range<usize>, message: &'static str) {
        self.faults.push(Fault { span, message });
    }

    fn open(&mut self, mark: Mark, stack: &mut Vec<Open>, continues: Option<usize>) {
        let slot = self.quotes.len();
        self.quotes.push(Quote { span: mark.at..mark.at, inner: 0..0, continues });
        stack.push(Open { mark, slot });
    }

    /// Closes `open` at `inner_end`, with the closing mark up to `end`.
    fn close(&mut self, open: &Open, inner_end: usize, end: usize) {
        let start = open.mark.at + open.mark.len;
        let q = &mut self.quotes[open.slot];
        if inner_end > start {
            q.inner = start..inner_end;
            q.span = open.mark.at..end.max(inner_end);
        }
    }

    /// Reads one paragraph; returns the slot of a quotation that goes on in the next one.
    fn paragraph(&mut self, par: Range<usize>, next: Option<&str>, pending: Option<usize>) -> Option<usize> {
        let mut marks = Vec::new();
        marks::scan(self.text, par.start, par.end, &mut marks);
        if marks.is_empty() {
            return None;
        }
        let ahead = Ahead::new(&marks);
        let mut stack: Vec<Open> = Vec::new();
        let mut doubles = 0usize;
        let mut singles = 0usize;
        let mut free_from = par.start;
        for (i, &mark) in marks.iter().enumerate() {
            let open_now = stack.iter().rev().take(4).any(|o| o.mark.family == mark.family);
            let side = match mark.side {
                Side::Either if open_now => Side::Close,
                Side::Either => Side::Open,
                s => s,
            };
            match side {
                Side::Stray => self.fault(mark.at..mark.at + mark.len, STRAY),
                Side::Open => {
                    if mark.straight_single && !ahead.single_close(i) {
                        continue;
                    }
                    if mark.family == Family::Single
                        && !ahead.single_close(i)
                        && !ahead.double_close_unpaired(i, doubles)
                    {
                        continue;
                    }
                    if mark.wrong_way {
                        self.fault(mark.at..mark.at + mark.len, WRONG_WAY);
                    }
                    if mark.family != Family::Single && doubles > 0 && !ahead.can_nest(i) {
                        // The quotation before lost its closing mark.
                        let until = mark.at;
                        self.end_unclosed(&mut stack, until, false);
                        (doubles, singles) = (0, 0);
                    }
                    let begins = self.text[par.start..mark.at].trim().is_empty();
                    self.open(mark, &mut stack, pending.filter(|_| begins));
                    if mark.family == Family::Single { singles += 1 } else { doubles += 1 }
                }
                Side::Close => {
                    let end = mark.at + mark.len;
                    let single = mark.family == Family::Single;
                    if single && (singles == 0 || mark.maybe_apostrophe && ahead.single_close(i)) {
                        // An apostrophe, or a double mark's single partner.
                        let punct = self.text[..mark.at].ends_with([',', '.', '!', '?']);
                        if singles == 0
                            && doubles > 0
                            && punct
                            && !ahead.double_close(i)
                            && !mark.straight_single
                            && let Some(o) = stack.pop()
                        {
                            self.close(&o, mark.at, end);
                            self.fault(o.mark.at..end, MIXED);
                            doubles -= 1;
                            free_from = end;
                        }
                        continue;
                    }
                    if !single && doubles == 0 {
                        if mark.maybe_apostrophe {
                            continue;
                        }
                        if let (1.., Some(o)) = (singles, stack.pop()) {
                            self.close(&o, mark.at, end);
                            self.fault(o.mark.at..end, MIXED);
                            singles -= 1;
                        } else {
                            self.unopened(free_from, mark, pending);
                        }
                        free_from = end;
                        continue;
                    }
                    if mark.wrong_way {
                        self.fault(mark.at..end, WRONG_WAY);
                    }
                    while let Some(o) = stack.pop() {
                        let same = (o.mark.family == Family::Single) == single;
                        if o.mark.family == Family::Single {
                            singles -= 1
                        } else {
                            doubles -= 1
                        }
                        if same {
                            self.close(&o, mark.at, end);
                            break;
                        }
                        // A mark within that nothing closed: it ends with the quotation around it.
                        if !single {
                            self.close(&o, mark.at, mark.at);
                            self.fault(o.mark.at..o.mark.at + o.mark.len, UNCLOSED);
                        } else {
                            self.close(&o, mark.at, end);
                            self.fault(o.mark.at..end, MIXED);
                            break;
                        }
                    }
                    free_from = end;
                }
                Side::Either => {}
            }
        }
        let reopens =
            next.is_some_and(|n| n.trim_start().starts_with(['“', '"', '‘', '«', '„', '`', '\'', '「', '‟']));
        let outer = stack.first().map(|o| o.slot);
        if stack.is_empty() {
            return None;
        }
        let goes_on = self.end_unclosed(&mut stack, par.end, reopens);
        outer.filter(|_| goes_on)
    }

    /// Ends every open quotation at or before `until`. True if the outermost goes on in the next paragraph.
    fn end_unclosed(&mut self, stack: &mut Vec<Open>, until: usize, reopens: bool) -> bool {
        let mut goes_on = false;
        let mut end = until;
        for (n, o) in stack.iter().enumerate() {
            let start = o.mark.at + o.mark.len;
            let region = &self.text[start.min(until)..until];
            if n == 0 {
                match repair::end_before_attribution(region) {
                    Some(e) => end = start + e,
                    None => {
                        end = start + region.trim_end().len();
                        goes_on = reopens;
                    }
                }
            }
            let end = end.max(start);
            let span = o.mark.at..o.mark.at + o.mark.len;
            let slot = Open { mark: o.mark, slot: o.slot };
            self.close(&slot, end, end);
            if !goes_on || n > 0 {
                self.fault(span, UNCLOSED);
            }
        }
        stack.clear();
        goes_on
    }

    /// A closing mark with nothing open before it.
    fn unopened(&mut self, from: usize, mark: Mark, pending: Option<usize>) {
        let region = &self.text[from..mark.at];
        let short = region.trim().is_empty();
        self.fault(mark.at..mark.at + mark.len, if short { STRAY } else { UNOPENED });
        if short {
            return;
        }
        let start = from + repair::start_after_attribution(region);
        if start < mark.at {
            self.quotes.push(Quote {
                span: start..mark.at + mark.len,
                inner: start..mark.at,
                continues: pending,
            });
        }
    }
}

/// What comes behind each mark of a paragraph; made in one pass from its end.
struct Ahead {
    single_close: Vec<bool>,
    double_balance: Vec<(u32, u32)>,
}

impl Ahead {
    fn new(marks: &[Mark]) -> Self {
        let mut single_close = vec![false; marks.len()];
        let mut double_balance = vec![(0, 0); marks.len()];
        let (mut close, mut opens, mut closes) = (false, 0u32, 0u32);
        for (i, m) in marks.iter().enumerate().rev() {
            single_close[i] = close;
            double_balance[i] = (opens, closes);
            if m.family == Family::Single {
                match m.side {
                    Side::Close if !m.maybe_apostrophe => close = true,
                    Side::Open => close = false,
                    _ => {}
                }
            } else if !m.maybe_apostrophe {
                match m.side {
                    Side::Open => opens += 1,
                    Side::Close | Side::Either => closes += 1,
                    Side::Stray => {}
                }
            }
        }
        Ahead { single_close, double_balance }
    }

    /// A certain closing single mark follows, before the next opening one.
    fn single_close(&self, i: usize) -> bool {
        self.single_close[i]
    }

    fn double_close(&self, i: usize) -> bool {
        self.double_balance[i].1 > 0
    }

    /// A double closing mark follows that no double opening one claims.
    fn double_close_unpaired(&self, i: usize, open: usize) -> bool {
        let (opens, closes) = self.double_balance[i];
        closes as usize > opens as usize + open
    }

    /// Enough closing marks follow for a quotation within a quotation of the same marks.
    fn can_nest(&self, i: usize) -> bool {
        let (opens, closes) = self.double_balance[i];
        closes >= opens + 2
    }
}

#[cfg(test)]
mod tests;
