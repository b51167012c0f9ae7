//! Stretches of text.

use smallvec::SmallVec;

/// A stretch of a document's text: UTF-8 bytes on character boundaries, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of bytes `start..end`.
    ///
    /// # Panics
    /// If an offset exceeds `u32` (texts are limited far below that by `dateline-input`).
    pub fn new(start: usize, end: usize) -> Span {
        let narrow = |offset: usize| u32::try_from(offset).expect("texts are shorter than 4 GiB");
        Span { start: narrow(start), end: narrow(end) }
    }

    /// The bytes as a range, to slice the text with.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// What the span covers; empty if it does not lie in `text` on character boundaries.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside (or is the same).
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `offset` lies inside.
    pub fn contains_offset(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span without white space at its ends.
    pub fn trim(self, text: &str) -> Span {
        let inner = self.of(text);
        let start = self.start as usize + (inner.len() - inner.trim_start().len());
        Span::new(start, start + inner.trim().len())
    }
}

/// A stretch of text in pieces: sorted, none empty, none overlapping. Quotations broken by their
/// attribution and split triggers need more than one; most have one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Spans(SmallVec<[Span; 2]>);

impl Spans {
    /// No piece.
    pub fn new() -> Spans {
        Spans::default()
    }

    /// The pieces, from first to last.
    pub fn as_slice(&self) -> &[Span] {
        &self.0
    }

    /// The pieces, from first to last.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Span> + ExactSizeIterator + '_ {
        self.0.iter().copied()
    }

    /// Whether there is no piece.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many pieces there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Adds a piece; one that touches or overlaps others is joined with them.
    pub fn push(&mut self, span: Span) {
        if span.is_empty() {
            return;
        }
        let mut joined = span;
        self.0.retain(|old| {
            let apart = old.end < joined.start || joined.end < old.start;
            if !apart {
                joined = joined.cover(*old);
            }
            apart
        });
        let at = self.0.partition_point(|old| old.start < joined.start);
        self.0.insert(at, joined);
    }

    /// The first piece.
    pub fn first(&self) -> Option<Span> {
        self.0.first().copied()
    }

    /// From the start of the first piece to the end of the last.
    pub fn cover(&self) -> Option<Span> {
        Some(self.0.first()?.cover(*self.0.last()?))
    }

    /// Whether any piece shares a byte with `span`.
    pub fn overlaps(&self, span: Span) -> bool {
        self.iter().any(|piece| piece.overlaps(span))
    }

    /// Whether one piece covers all of `span`.
    pub fn contains(&self, span: Span) -> bool {
        self.iter().any(|piece| piece.contains(span))
    }

    /// Bytes covered.
    pub fn total_len(&self) -> usize {
        self.iter().map(Span::len).sum()
    }
}

impl From<Span> for Spans {
    fn from(span: Span) -> Spans {
        Spans::from_iter([span])
    }
}

impl FromIterator<Span> for Spans {
    fn from_iter<T: IntoIterator<Item = Span>>(spans: T) -> Spans {
        let mut all = Spans::new();
        for span in spans {
            all.push(span);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_sorted_and_joined() {
        let spans =
            Spans::from_iter([Span::new(10, 12), Span::new(0, 3), Span::new(3, 5), Span::new(11, 15)]);
        assert_eq!(spans.as_slice(), [Span::new(0, 5), Span::new(10, 15)]);
        assert_eq!(spans.cover(), Some(Span::new(0, 15)));
        assert_eq!(spans.total_len(), 10);
    }

    #[test]
    fn trimming_keeps_inner_space() {
        assert_eq!(Span::new(0, 8).trim("  a b   "), Span::new(2, 5));
        assert!(Span::new(0, 3).trim("   ").is_empty());
    }

    #[test]
    fn a_span_off_the_boundary_covers_nothing() {
        assert_eq!(Span::new(1, 2).of("é"), "");
    }
}
