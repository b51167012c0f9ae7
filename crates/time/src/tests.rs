//! Every example of every rule runs.

use crate::{read, rule_files};
use dateline_doc::Analysis;

/// Text without brackets, and the byte ranges that stood in them.
fn unmark(example: &str) -> (String, Vec<(usize, usize)>) {
    let (mut text, mut spans, mut open) = (String::new(), Vec::new(), 0);
    for c in example.chars() {
        match c {
            '[' => open = text.len(),
            ']' => spans.push((open, text.len())),
            _ => text.push(c),
        }
    }
    (text, spans)
}

fn check(id: &str, example: &str, block: bool) -> Result<(), String> {
    let (marked, expected) = example.split_once(" => ").unwrap_or((example, ""));
    let (expected, day) = expected.split_once(" @").unwrap_or((expected, "2024-02-15"));
    let (text, spans) = unmark(marked);
    let day = day.parse().map_err(|e| format!("{id}: {e}"))?;
    let times = read(&text, &Analysis::default(), Some(day)).times;
    let seen = || {
        times
            .iter()
            .map(|t| format!("{} {} {} ({})", t.span.of(&text), t.kind.as_str(), t.value, t.origin.rule))
            .collect::<Vec<_>>()
    };
    let Some(&(a, b)) = spans.first() else { return Err(format!("{id}: no brackets in {example:?}")) };
    if block {
        let hit = times.iter().any(|t| (t.span.start as usize) < b && a < t.span.end as usize);
        return if hit {
            Err(format!("{id}: {text:?} should be left alone, found {:?}", seen()))
        } else {
            Ok(())
        };
    }
    let hit = times.iter().find(|t| t.span.range() == (a..b));
    match hit {
        Some(t) if format!("{} {}", t.kind.as_str(), t.value) == expected && t.origin.rule == id => Ok(()),
        _ => Err(format!("{id}: {text:?} should give {expected}, found {:?}", seen())),
    }
}

#[test]
fn every_example_of_every_rule() {
    let mut wrong = Vec::new();
    for rule in rule_files().expect("the rules are well-formed").iter().flat_map(|f| &f.rule) {
        for e in &rule.examples {
            wrong.extend(check(&rule.id, e, rule.makes == "block").err());
        }
    }
    assert!(wrong.is_empty(), "{} examples fail:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_rule_has_an_example_and_its_own_id() {
    let files = rule_files().expect("the rules are well-formed");
    let mut ids: Vec<&str> = files.iter().flat_map(|f| &f.rule).map(|r| r.id.as_str()).collect();
    let bare: Vec<&str> = files
        .iter()
        .flat_map(|f| &f.rule)
        .filter(|r| r.examples.is_empty() && !r.part_only)
        .map(|r| r.id.as_str())
        .collect();
    assert!(bare.is_empty(), "no example: {bare:?}");
    let n = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), n, "two rules of one name");
}

#[test]
fn any_text_is_read() {
    for text in [
        "",
        "\0",
        "1/1/1",
        "99999999999999999999",
        "the the the",
        "December 31, 9999 and 9999-12-31, year 0000-01-01",
        "BC 1 BC 0 BC",
        "a hundred hundred hundred hundred centuries ago",
        "’’’’90s",
    ] {
        read(text, &Analysis::default(), "2024-02-15".parse().ok());
        read(text, &Analysis::default(), None);
    }
}

#[test]
fn contradictions_and_missing_dates_are_defects() {
    use dateline_doc::DefectKind;
    let kinds = |text: &str, day: Option<&str>| -> Vec<DefectKind> {
        read(text, &Analysis::default(), day.and_then(|d| d.parse().ok()))
            .defects
            .iter()
            .map(|d| d.kind)
            .collect()
    };
    assert_eq!(
        kinds("The port was shut earlier this month.", Some("2022-06-01")),
        [DefectKind::DateContradiction]
    );
    assert_eq!(kinds("The port was shut earlier this month.", Some("2022-06-09")), []);
    assert_eq!(
        kinds("It was signed on Tuesday, March 4, 2020.", Some("2022-06-09")),
        [DefectKind::DateContradiction]
    );
    assert_eq!(
        kinds("It was signed on February 30, 2020.", Some("2022-06-09")),
        [DefectKind::ImpossibleDate]
    );
    assert_eq!(kinds("It was signed on Tuesday.", None), [DefectKind::DateMissing]);
    assert_eq!(kinds("It was signed in 2020.", None), []);
}

#[test]
fn spans_of_others_get_values() {
    let text = "Talks broke down on Tuesday after a year of quarrels.";
    let span = |s: &str| {
        text.find(s)
            .map(|at| dateline_doc::Span::new(at, at + s.len()))
            .unwrap_or(dateline_doc::Span::new(0, 0))
    };
    let spans = [span("on Tuesday"), span("quarrels")];
    let values = crate::normalise(text, &Analysis::default(), &spans, "2024-02-15".parse().ok());
    assert_eq!(values[0].as_ref().map(|t| t.value.as_str()), Some("2024-02-13"));
    assert!(values[1].is_none());
}
