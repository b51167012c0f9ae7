//! What a stretch of text is marked with: records cut the text at all of their ends, so that
//! nested, crossing and broken spans become a flat row of segments.

use dateline_doc::{EntityId, Ledger, Span};

/// A mark on the text: which record covers it, as what. Numbers are indices into the layers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Mark {
    /// Content of a statement.
    Content(usize),
    /// Source of a statement.
    Source(usize),
    /// Cue of a statement.
    Cue(usize),
    /// A mention of an entity.
    Name(usize),
    /// A place record.
    Place(usize),
    /// A time expression.
    Time(usize),
    /// An event's trigger.
    Event(usize),
    /// A defect.
    Defect(usize),
}

/// A stretch of text that is covered by the same records from end to end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Segment {
    pub(crate) span: Span,
    /// In the order of [`Mark`].
    pub(crate) marks: Vec<Mark>,
}

impl Segment {
    /// How many statements' contents cover it.
    pub(crate) fn depth(&self) -> usize {
        self.marks.iter().filter(|mark| matches!(mark, Mark::Content(_))).count()
    }

    /// Whether any of its marks is of a kind.
    pub(crate) fn any(&self, of_kind: impl Fn(&Mark) -> bool) -> bool {
        self.marks.iter().any(of_kind)
    }
}

/// All marks of a ledger, each on one piece of text. Pronouns and nominal mentions stay unmarked:
/// they would bury the text.
pub(crate) fn marks(ledger: &Ledger) -> Vec<(Span, Mark)> {
    let mut all = Vec::new();
    for (at, s) in ledger.statements.iter().enumerate() {
        all.extend(s.content.iter().map(|span| (span, Mark::Content(at))));
        all.extend(s.source.iter().map(|span| (span, Mark::Source(at))));
        all.extend(s.cue.iter().map(|span| (span, Mark::Cue(at))));
    }
    for (at, mention) in ledger.mentions.iter().enumerate() {
        if mention.form == dateline_doc::Form::Name {
            all.push((mention.span, Mark::Name(at)));
        }
    }
    all.extend(ledger.places.iter().enumerate().map(|(at, place)| (place.span, Mark::Place(at))));
    all.extend(ledger.times.iter().enumerate().map(|(at, time)| (time.span, Mark::Time(at))));
    all.extend(ledger.events.iter().enumerate().map(|(at, event)| (event.trigger, Mark::Event(at))));
    all.extend(ledger.defects.iter().enumerate().map(|(at, defect)| (defect.span, Mark::Defect(at))));
    all
}

/// Cuts `text` at every end of a mark. The segments are in order and cover the text without gaps;
/// spans that do not lie in the text on character boundaries are left out.
pub(crate) fn segments(text: &str, marks: &[(Span, Mark)]) -> Vec<Segment> {
    let good = |span: Span| !span.is_empty() && text.get(span.range()).is_some();
    // (offset, whether it opens, mark)
    let mut ends: Vec<(u32, bool, Mark)> = Vec::with_capacity(2 * marks.len());
    for &(span, mark) in marks.iter().filter(|(span, _)| good(*span)) {
        ends.push((span.start, true, mark));
        ends.push((span.end, false, mark));
    }
    ends.sort_unstable();
    let mut segments = Vec::new();
    let mut open: Vec<Mark> = Vec::new();
    let mut from = 0;
    let mut cut = |to: u32, open: &[Mark]| {
        if from < to {
            segments.push(Segment { span: Span { start: from, end: to }, marks: open.to_vec() });
            from = to;
        }
    };
    for (offset, opens, mark) in ends {
        cut(offset, &open);
        let at = open.partition_point(|&other| other < mark);
        if opens {
            open.insert(at, mark);
        } else if open.get(at) == Some(&mark) {
            open.remove(at);
        }
    }
    cut(text.len() as u32, &open);
    segments
}

/// A line of the report's text: the parts of segments that it consists of.
pub(crate) struct Line<'t> {
    /// Index of the segment, and the part of it that stands in this line.
    pub(crate) parts: Vec<(usize, &'t str)>,
    /// Whether a new paragraph begins: after an empty line, or, in a text without empty lines, after
    /// any line end.
    pub(crate) gap: bool,
}

/// The lines of the text that are not blank.
pub(crate) fn lines<'t>(text: &'t str, segments: &[Segment]) -> Vec<Line<'t>> {
    let spaced = text.lines().skip_while(|line| line.trim().is_empty()).any(|line| line.trim().is_empty());
    let mut lines: Vec<Line<'t>> = Vec::new();
    let mut parts: Vec<(usize, &'t str)> = Vec::new();
    let mut blank = true;
    let mut end = |parts: &mut Vec<(usize, &'t str)>| {
        if parts.iter().all(|(_, part)| part.trim().is_empty()) {
            parts.clear();
            blank = true;
        } else {
            lines.push(Line { parts: std::mem::take(parts), gap: blank || !spaced });
            blank = false;
        }
    };
    for (at, segment) in segments.iter().enumerate() {
        for (number, part) in segment.span.of(text).split('\n').enumerate() {
            if number > 0 {
                end(&mut parts);
            }
            if !part.is_empty() {
                parts.push((at, part));
            }
        }
    }
    end(&mut parts);
    lines
}

/// The entity that a name's or a place's mark speaks of.
pub(crate) fn entity(ledger: &Ledger, mark: Mark) -> Option<EntityId> {
    match mark {
        Mark::Name(at) => ledger.mentions.as_slice().get(at).map(|mention| mention.entity),
        Mark::Place(at) => ledger.places.as_slice().get(at).map(|place| place.entity),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str, marks: &[(usize, usize, Mark)]) -> Vec<(String, Vec<Mark>)> {
        let marks: Vec<_> = marks.iter().map(|&(from, to, mark)| (Span::new(from, to), mark)).collect();
        segments(text, &marks)
            .into_iter()
            .map(|segment| (segment.span.of(text).to_string(), segment.marks))
            .collect()
    }

    #[test]
    fn nested_and_crossing_marks_are_cut_at_every_end() {
        use Mark::{Content, Name, Time};
        let parts = cut("abcdefgh", &[(0, 6, Content(0)), (2, 4, Name(0)), (3, 8, Time(0))]);
        assert_eq!(
            parts,
            [
                ("ab".into(), vec![Content(0)]),
                ("c".into(), vec![Content(0), Name(0)]),
                ("d".into(), vec![Content(0), Name(0), Time(0)]),
                ("ef".into(), vec![Content(0), Time(0)]),
                ("gh".into(), vec![Time(0)]),
            ]
        );
    }

    #[test]
    fn content_in_pieces_stays_in_pieces() {
        use Mark::Content;
        let parts = cut("ab cd", &[(0, 2, Content(0)), (3, 5, Content(0))]);
        assert_eq!(parts[1], (" ".into(), vec![]));
        assert_eq!(parts[0].1, parts[2].1);
    }

    #[test]
    fn lines_know_where_paragraphs_begin() {
        let gaps =
            |text: &str| lines(text, &segments(text, &[])).iter().map(|line| line.gap).collect::<Vec<_>>();
        assert_eq!(gaps("a\nb\n\n\nc\n"), [true, false, true]);
        assert_eq!(gaps("a\nb"), [true, true]);
        assert_eq!(gaps(""), [false; 0]);
    }

    #[test]
    fn spans_off_the_text_are_left_out() {
        use Mark::Name;
        assert_eq!(cut("é", &[(0, 1, Name(0)), (0, 9, Name(1)), (1, 1, Name(2))]), [("é".into(), vec![])]);
    }

    proptest! {
        #[test]
        fn segments_cover_the_text(
            text in "[a-zé ]{0,40}",
            spans in prop::collection::vec((0usize..50, 0usize..50), 0..12),
        ) {
            let marks: Vec<_> = spans.iter().enumerate().map(|(at, &(a, b))| (a, b, Mark::Content(at))).collect();
            let joined: String = cut(&text, &marks).into_iter().map(|(part, _)| part).collect();
            prop_assert_eq!(joined, text);
        }
    }
}
