//! The text, cut into segments. Each kind of mark has a channel of its own, so that they can lie
//! over one another: what is said, a tint that deepens with nesting; an event, a thick line below;
//! names, places and times, a thin line below in three styles; a cue, italics; a source, bold.

use super::writer::Writer;
use crate::marks::{self, Mark, Segment};
use crate::tell;
use dateline_doc::{Ledger, TimeId};
use std::collections::HashSet;

/// The record that a mark belongs to: the prefix of its id, and its number from 1.
fn record(ledger: &Ledger, mark: Mark) -> Option<(&'static str, usize)> {
    Some(match mark {
        Mark::Content(at) | Mark::Source(at) | Mark::Cue(at) => ("s", at + 1),
        Mark::Name(_) | Mark::Place(_) => ("e", marks::entity(ledger, mark)?.index() + 1),
        Mark::Time(at) => ("t", at + 1),
        Mark::Event(at) => ("v", at + 1),
        Mark::Defect(at) => ("d", at + 1),
    })
}

/// The class that a mark draws with.
fn class(mark: Mark) -> &'static str {
    match mark {
        Mark::Content(_) => "said",
        Mark::Source(_) => "source",
        Mark::Cue(_) => "cue",
        Mark::Name(_) => "name",
        Mark::Place(_) => "place",
        Mark::Time(_) => "time",
        Mark::Event(_) => "event",
        Mark::Defect(_) => "defect",
    }
}

/// What a pointer resting on a mark shows.
fn tip(ledger: &Ledger, mark: Mark) -> String {
    match mark {
        Mark::Content(at) | Mark::Source(at) | Mark::Cue(at) => {
            let s = &ledger.statements.as_slice()[at];
            format!("s{}: {} → {}", at + 1, tell::source(ledger, s), tell::cue(ledger, s))
        }
        Mark::Name(_) | Mark::Place(_) => {
            let entity = marks::entity(ledger, mark).and_then(|id| ledger.entities.get(id));
            entity.map_or_else(String::new, |e| format!("{}: {}", e.name, tell::nature(e).join(", ")))
        }
        Mark::Time(at) => {
            ledger.times.get(TimeId::at(at)).map_or_else(String::new, |time| tell::day(&time.value))
        }
        Mark::Event(at) => {
            let event = &ledger.events.as_slice()[at];
            format!("v{}: {}, {}", at + 1, tell::event_type(event), event.status)
        }
        Mark::Defect(at) => {
            ledger.defects.get(at).map_or_else(String::new, |d| format!("{}: {}", d.kind, d.message))
        }
    }
}

/// The mark that a segment links to: the most telling of those that cover it.
fn leading(segment: &Segment) -> Option<Mark> {
    let rank = |mark: &Mark| match mark {
        Mark::Event(_) => 0,
        Mark::Cue(_) => 1,
        Mark::Time(_) => 2,
        Mark::Place(_) => 3,
        Mark::Name(_) => 4,
        Mark::Defect(_) => 5,
        Mark::Source(_) => 6,
        Mark::Content(_) => 7,
    };
    segment.marks.iter().copied().min_by_key(|mark| (rank(mark), std::cmp::Reverse(*mark)))
}

pub(super) fn text(w: &mut Writer, ledger: &Ledger) {
    let source = &ledger.document.text;
    let segments = marks::segments(source, &marks::marks(ledger));
    w.raw("<section class=\"text\" aria-labelledby=\"text\">\n<h2 id=\"text\">The report</h2>\n");
    legend(w);
    w.raw("<article>\n");
    let mut anchored = HashSet::new();
    let mut open = false;
    for line in marks::lines(source, &segments) {
        if line.gap {
            w.raw(if open { "</p>\n<p>" } else { "<p>" });
            open = true;
        } else {
            w.raw("<br>\n");
        }
        for (at, part) in line.parts {
            segment(w, ledger, &segments[at], part, &mut anchored);
        }
    }
    w.raw(if open { "</p>\n" } else { "<p class=\"empty\"></p>\n" });
    w.raw("</article>\n</section>\n");
}

fn segment(
    w: &mut Writer,
    ledger: &Ledger,
    segment: &Segment,
    part: &str,
    anchored: &mut HashSet<(&'static str, usize)>,
) {
    let Some(lead) = leading(segment) else {
        w.text(part);
        return;
    };
    // The first words of each record get the anchor that its card links to.
    let records: Vec<_> = segment.marks.iter().filter_map(|&mark| record(ledger, mark)).collect();
    let anchors = segment.marks.iter().filter(|mark| !matches!(mark, Mark::Source(_) | Mark::Cue(_)));
    let mut last = None;
    for (prefix, number) in anchors.filter_map(|&mark| record(ledger, mark)) {
        if anchored.insert((prefix, number))
            && let Some((prefix, number)) = last.replace((prefix, number))
        {
            w.raw("<span id=\"at-").raw(prefix).number(number).raw("\"></span>");
        }
    }
    let link = !matches!(lead, Mark::Content(_) | Mark::Source(_));
    w.raw(if link { "<a" } else { "<span" });
    if let Some((prefix, number)) = last {
        w.raw(" id=\"at-").raw(prefix).number(number).raw("\"");
    }
    if link && let Some((prefix, number)) = record(ledger, lead) {
        w.raw(" href=\"#").raw(prefix).number(number).raw("\"");
        if matches!(lead, Mark::Name(_) | Mark::Place(_) | Mark::Time(_)) {
            w.raw(" tabindex=\"-1\"");
        }
    }
    w.raw(" class=\"");
    let mut classes: Vec<&'static str> = segment.marks.iter().map(|&mark| class(mark)).collect();
    classes.dedup();
    for (at, class) in classes.into_iter().enumerate() {
        w.raw(if at > 0 { " " } else { "" }).raw(class);
    }
    w.raw(match segment.depth() {
        0 | 1 => "",
        2 => " deep2",
        _ => " deep3",
    });
    let mut seen = HashSet::new();
    for (prefix, number) in records.into_iter().filter(|&record| seen.insert(record)) {
        w.raw(" ").raw(prefix).number(number);
    }
    w.raw("\"").attr("title", &tip(ledger, lead)).raw(">");
    w.text(part).raw(if link { "</a>" } else { "</span>" });
}

fn legend(w: &mut Writer) {
    w.raw("<p class=\"legend\" aria-label=\"Marks\"><span class=\"said\">said by somebody</span> ");
    w.raw("<span class=\"source\">source</span> <span class=\"cue\">attribution</span> ");
    w.raw("<span class=\"event\">event</span> <span class=\"name\">name</span> ");
    w.raw("<span class=\"place\">place</span> <span class=\"time\">time</span> ");
    w.raw("<span class=\"defect\">defect</span></p>\n");
}
