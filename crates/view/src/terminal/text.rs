//! The report's text with marks. In the margin stand the ids of the records that begin in a line
//! and a bar beside what is said by somebody. With colour the marks are styles, each with an
//! attribute beside its colour; without, a row of signs below the line.

use super::paint::{self, Paint};
use crate::marks::{Mark, Segment, lines, marks, segments};
use crate::wrap::{Piece, wrap};
use anstyle::Style;
use dateline_doc::Ledger;
use std::collections::VecDeque;

/// Columns of the ids in the margin.
const MARGIN: usize = 8;

/// How a segment is drawn: its style, and its sign in the row below.
fn look(segment: &Segment) -> (Style, char) {
    let any = |of_kind: fn(&Mark) -> bool| segment.any(of_kind);
    if any(|mark| matches!(mark, Mark::Event(_))) {
        (paint::EVENT, '^')
    } else if any(|mark| matches!(mark, Mark::Cue(_))) {
        (paint::CUE, ':')
    } else if any(|mark| matches!(mark, Mark::Time(_))) {
        (paint::TIME, '~')
    } else if any(|mark| matches!(mark, Mark::Place(_))) {
        (paint::PLACE, '=')
    } else if any(|mark| matches!(mark, Mark::Name(_))) {
        (paint::NAME, '-')
    } else if any(|mark| matches!(mark, Mark::Defect(_))) {
        // Last: some defects are whole sentences, and their other marks tell more.
        (paint::DEFECT, '!')
    } else if segment.depth() > 0 {
        (paint::CONTENT, ' ')
    } else {
        (paint::PLAIN, ' ')
    }
}

/// "s3", "s3-5": the first numbers of a run of records.
fn label(prefix: char, numbers: &[usize]) -> Option<String> {
    match *numbers {
        [] => None,
        [one] => Some(format!("{prefix}{}", one + 1)),
        [first, .., last] => Some(format!("{prefix}{}-{}", first + 1, last + 1)),
    }
}

struct Margin {
    /// The first segment of each statement's content and of each event's trigger.
    starts: Vec<(usize, Mark)>,
    next: usize,
    waiting: VecDeque<String>,
}

impl Margin {
    fn new(segments: &[Segment]) -> Margin {
        let mut seen = std::collections::HashSet::new();
        let mut starts = Vec::new();
        for (at, segment) in segments.iter().enumerate() {
            for &mark in &segment.marks {
                if matches!(mark, Mark::Content(_) | Mark::Event(_)) && seen.insert(mark) {
                    starts.push((at, mark));
                }
            }
        }
        Margin { starts, next: 0, waiting: VecDeque::new() }
    }

    /// What stands beside a line that ends in segment `last`. Labels that do not fit wait.
    fn beside(&mut self, last: usize) -> String {
        let (mut statements, mut events) = (Vec::new(), Vec::new());
        while let Some(&(_, mark)) = self.starts.get(self.next).filter(|(at, _)| *at <= last) {
            match mark {
                Mark::Content(number) => statements.push(number),
                Mark::Event(number) => events.push(number),
                _ => {}
            }
            self.next += 1;
        }
        statements.sort_unstable();
        self.waiting.extend(label('s', &statements));
        self.waiting.extend(label('v', &events));
        let mut shown = String::new();
        while let Some(next) = self.waiting.front() {
            if !shown.is_empty() && shown.len() + 1 + next.len() > MARGIN {
                break;
            }
            if !shown.is_empty() {
                shown.push(' ');
            }
            shown.push_str(next);
            self.waiting.pop_front();
        }
        shown
    }
}

pub(super) fn text(ledger: &Ledger, paint: &mut Paint) {
    let text = &ledger.document.text;
    let segments = segments(text, &marks(ledger));
    let looks: Vec<(Style, char)> = segments.iter().map(look).collect();
    let narrow = paint.width < 60;
    let indent = if narrow { 2 } else { MARGIN + 3 };
    let mut margin = Margin::new(&segments);
    paint.blank();
    for line in lines(text, &segments) {
        if line.gap {
            paint.blank();
        }
        for shown in wrap(line.parts, paint.width - indent) {
            one_line(paint, &shown, &segments, &looks, &mut margin, narrow);
        }
    }
    legend(paint);
}

fn one_line(
    paint: &mut Paint,
    line: &[Piece<usize>],
    segments: &[Segment],
    looks: &[(Style, char)],
    margin: &mut Margin,
    narrow: bool,
) {
    let last = line.iter().map(|piece| piece.tag).max().unwrap_or(0);
    let said = line.iter().map(|piece| segments[piece.tag].depth()).max().unwrap_or(0);
    let bar = match said {
        0 => " ",
        1 => "│",
        _ => "║",
    };
    if !narrow {
        paint.put(paint::DIM, &format!("{:>MARGIN$} ", margin.beside(last)));
    }
    paint.put(paint::CONTENT, bar);
    paint.put(paint::PLAIN, " ");
    for piece in line {
        paint.put(looks[piece.tag].0, &piece.text);
    }
    paint.end();
    if !paint.color && line.iter().any(|piece| looks[piece.tag].1 != ' ') {
        if !narrow {
            paint.put(paint::PLAIN, &format!("{:>MARGIN$} ", margin.beside(last)));
        }
        paint.put(paint::PLAIN, bar);
        paint.put(paint::PLAIN, " ");
        for piece in line {
            let under: String = piece.text.chars().map(|_| looks[piece.tag].1).collect();
            let sign = looks[piece.tag].1;
            let under = if piece.width == under.len() { under } else { sign.to_string().repeat(piece.width) };
            paint.put(paint::PLAIN, &under);
        }
        paint.end();
    }
}

fn legend(paint: &mut Paint) {
    use paint::{CONTENT, CUE, DEFECT, DIM, EVENT, NAME, PLACE, PLAIN, Run, TIME};
    let kinds = [
        (NAME, "name", "-"),
        (PLACE, "place", "="),
        (TIME, "time", "~"),
        (CUE, "cue", ":"),
        (EVENT, "event", "^"),
        (DEFECT, "defect", "!"),
    ];
    let mut runs = Vec::new();
    for (style, name, sign) in kinds {
        if !paint.color {
            runs.push(Run(DIM, sign));
            runs.push(Run(DIM, " "));
        }
        runs.push(Run(style, name));
        runs.push(Run(PLAIN, "  "));
    }
    runs.push(Run(CONTENT, "│"));
    runs.push(Run(DIM, " said"));
    paint.blank();
    let label = " ".repeat(if paint.width < 60 { 2 } else { MARGIN + 3 });
    paint.lines(&label, &runs);
}
