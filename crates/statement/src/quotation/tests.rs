use super::*;
use proptest::prelude::*;

fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        if !line.trim().is_empty() {
            out.push(at..at + line.len());
        }
        at += line.len() + 1;
    }
    out
}

fn quoted(text: &str) -> Vec<&str> {
    find(text, &paragraphs(text)).0.into_iter().map(|q| &text[q.span]).collect()
}

fn faults(text: &str) -> Vec<&'static str> {
    find(text, &paragraphs(text)).1.into_iter().map(|f| f.message).collect()
}

#[test]
fn all_sorts_of_marks() {
    for text in [
        "“Rain,” he said.",
        "\"Rain,\" he said.",
        "«Rain,» he said.",
        "``Rain,'' he said.",
        "„Rain,” he said.",
        "「Rain,」 he said.",
        "‘Rain,’ he said.",
        "'Rain,' he said.",
    ] {
        let q = quoted(text);
        assert_eq!(q.len(), 1, "{text}");
        assert!(q[0].contains("Rain,") && !q[0].contains("said"), "{text}: {q:?}");
        assert!(faults(text).is_empty(), "{text}");
    }
}

#[test]
fn nested_marks() {
    let text = "“He told me, ‘The farmers’ rights won’t last,’ and left,” she said.";
    assert_eq!(
        quoted(text),
        ["“He told me, ‘The farmers’ rights won’t last,’ and left,”", "‘The farmers’ rights won’t last,’"]
    );
    assert!(faults(text).is_empty());
}

#[test]
fn a_quotation_goes_on_in_the_next_paragraph() {
    let text = "“We waited all night.\n“Then the boat came,” she said.";
    let (q, f) = find(text, &paragraphs(text));
    assert_eq!(q.len(), 2);
    assert_eq!(q[1].continues, Some(0));
    assert!(f.is_empty());
}

#[test]
fn an_unclosed_quotation_ends_before_its_attribution() {
    let text = "“We waited all night, the sailor said.";
    assert_eq!(quoted(text), ["“We waited all night,"]);
    assert_eq!(faults(text), [UNCLOSED]);
}

#[test]
fn a_lost_closing_mark_before_the_next_quotation() {
    let text = "“We waited, he said. “Then we left,” he added.";
    assert_eq!(quoted(text), ["“We waited,", "“Then we left,”"]);
}

#[test]
fn a_lost_opening_mark() {
    let text = "We waited all night,” she said.";
    assert_eq!(quoted(text), ["We waited all night,”"]);
    let text = "She said we waited all night.”";
    assert_eq!(quoted(text), ["we waited all night.”"]);
    assert_eq!(faults(text), [UNOPENED]);
}

#[test]
fn wrong_way_mixed_and_stray() {
    assert_eq!(quoted("He said ”we won“ twice."), ["”we won“"]);
    assert_eq!(faults("He said ”we won“ twice."), [WRONG_WAY, WRONG_WAY]);
    assert_eq!(quoted("He calls it a ‘long and costly mistake” now."), ["‘long and costly mistake”"]);
    assert_eq!(faults("He calls it a ‘long and costly mistake” now."), [MIXED]);
    assert_eq!(faults("We are done. “"), [STRAY]);
}

#[test]
fn linear_in_the_number_of_marks() {
    let text = "“a ‘b ".repeat(20_000) + &"c” d’ ".repeat(20_000);
    let start = std::time::Instant::now();
    find(&text, &paragraphs(&text));
    assert!(start.elapsed().as_secs() < 2);
}

proptest! {
    #[test]
    fn spans_are_valid_on_any_text(text in "[a-z \"'“”‘’«»`,.\n]{0,200}|\\PC{0,80}") {
        let (quotes, faults) = find(&text, &paragraphs(&text));
        for q in quotes {
            prop_assert!(text.get(q.span.clone()).is_some() && text.get(q.inner.clone()).is_some());
            prop_assert!(q.span.start <= q.inner.start && q.inner.start < q.inner.end && q.inner.end <= q.span.end);
        }
        for f in faults {
            prop_assert!(text.get(f.span).is_some_and(|s| !s.is_empty()));
        }
    }
}
