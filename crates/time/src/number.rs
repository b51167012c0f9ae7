//! Numbers in figures and words, and the figures that are dates or clock times.

use crate::lex::{Kind, Piece};
use crate::words::{Arc, Class, Val, Words};

/// The classes that this module reads and makes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NumberClasses {
    small: Class,
    tens: Class,
    scale: Class,
    fuzzy: Class,
    /// Any number of things.
    pub(crate) amount: Class,
    /// A whole number in figures or words.
    pub(crate) num: Class,
    /// Day of the month in figures, 1-31, with or without "th".
    pub(crate) dayn: Class,
    /// "20th", "twentieth".
    pub(crate) ord: Class,
    /// An ordinal in figures: "20th".
    pub(crate) ordn: Class,
    ordword: Class,
    /// Four figures that can be a year.
    pub(crate) year: Class,
    /// Two to four figures, for years before Christ.
    pub(crate) oldyear: Class,
    /// "480s": the value is -48.
    pub(crate) olddecade: Class,
    /// Three figures, which are a year only in texts on antiquity.
    pub(crate) bareyear: Class,
    /// One figure.
    pub(crate) digit: Class,
    /// Two figures.
    pub(crate) two: Class,
    /// Hour and minute: the value is `hour * 100 + minute`.
    pub(crate) clock: Class,
    /// Hour, 1-12, in figures.
    pub(crate) hour: Class,
    /// Four figures as on a soldier's watch.
    pub(crate) military: Class,
    /// A date in figures: the value is `year * 10000 + month * 100 + day`; British and American
    /// readings are two arcs of one class each.
    pub(crate) ymd: Class,
    pub(crate) dmy: Class,
    pub(crate) mdy: Class,
    /// "1990s": the value is 199.
    pub(crate) decade: Class,
    /// "90s": the value is 9.
    pub(crate) shortdecade: Class,
}

impl NumberClasses {
    /// Looks the classes up.
    pub(crate) fn new(w: &mut Words) -> NumberClasses {
        NumberClasses {
            small: w.class("small"),
            tens: w.class("tens"),
            scale: w.class("scale"),
            fuzzy: w.class("fuzzy"),
            ordword: w.class("ordword"),
            amount: w.class("amount"),
            num: w.class("num"),
            dayn: w.class("dayn"),
            ord: w.class("ord"),
            ordn: w.class("ordn"),
            year: w.class("year4"),
            oldyear: w.class("oldyear"),
            olddecade: w.class("olddecade"),
            bareyear: w.class("bareyear"),
            digit: w.class("digit"),
            two: w.class("two"),
            clock: w.class("clock"),
            hour: w.class("hour"),
            military: w.class("military"),
            ymd: w.class("ymd"),
            dmy: w.class("dmy"),
            mdy: w.class("mdy"),
            decade: w.class("decadenum"),
            shortdecade: w.class("shortdecade"),
        }
    }
}

fn mark(text: &str, p: Option<&Piece>, c: &str) -> bool {
    p.is_some_and(|p| p.kind == Kind::Mark && text.get(p.start as usize..p.end as usize) == Some(c))
}

fn glued_digits(p: Option<&Piece>, lens: std::ops::RangeInclusive<usize>) -> Option<u32> {
    p.filter(|p| p.kind == Kind::Digits && p.glued && lens.contains(&p.len())).map(|p| p.number)
}

fn full_year(two: u32) -> i64 {
    i64::from(if two < 50 { 2000 + two } else { 1900 + two })
}

/// Adds what starts at piece `i` as figures.
pub(crate) fn figures(text: &str, ps: &[Piece], i: usize, c: &NumberClasses, out: &mut Vec<Arc>) {
    let p = &ps[i];
    let n = p.number;
    let mut push =
        |class: Class, len: usize, val: i64| out.push(Arc { class, len: len as u16, val: Val::Int(val) });
    let after_dot = i > 1
        && p.glued
        && (mark(text, ps.get(i - 1), ".") || mark(text, ps.get(i - 1), ","))
        && ps[i - 2].kind == Kind::Digits
        && ps[i - 1].glued;
    let next = ps.get(i + 1);
    let glued_mark = next.filter(|q| q.kind == Kind::Mark && q.glued);
    let sep = glued_mark.and_then(|q| text.get(q.start as usize..q.end as usize)).unwrap_or("");
    // 2019-07-28, 28/07/2019, 7/28/19, 28.07.2019
    if (!p.glued || !after_dot)
        && let (Some(b), true) = (glued_digits(ps.get(i + 2), 1..=2), matches!(sep, "-" | "/" | "."))
        && mark(text, ps.get(i + 3), sep)
        && ps[i + 3].glued
    {
        if p.len() == 4 {
            if let Some(d) = glued_digits(ps.get(i + 4), 1..=2) {
                push(c.ymd, 5, i64::from(n) * 10000 + i64::from(b) * 100 + i64::from(d));
            }
        } else if p.len() <= 2 {
            let year = match ps.get(i + 4).map(Piece::len) {
                Some(4) => glued_digits(ps.get(i + 4), 4..=4).map(i64::from),
                Some(2) if sep != "." => glued_digits(ps.get(i + 4), 2..=2).map(full_year),
                _ => None,
            };
            if let Some(y) = year {
                push(c.dmy, 5, y * 10000 + i64::from(b) * 100 + i64::from(n));
                push(c.mdy, 5, y * 10000 + i64::from(n) * 100 + i64::from(b));
            }
        }
    }
    if after_dot {
        return;
    }
    // 10:30, 10.30, 10:30:15
    if n < 25
        && p.len() <= 2
        && matches!(sep, ":" | ".")
        && let Some(m) = glued_digits(ps.get(i + 2), 2..=2).filter(|&m| m < 60)
    {
        let mut len = 3;
        if mark(text, ps.get(i + 3), sep) && ps[i + 3].glued && glued_digits(ps.get(i + 4), 2..=2).is_some() {
            len = 5;
        }
        push(if sep == ":" { c.clock } else { c.hour }, len, i64::from(n) * 100 + i64::from(m));
    }
    // 1,500 and 2.5
    let mut len = 1;
    let mut value = f64::from(n);
    while mark(text, ps.get(i + len), ",") && ps[i + len].glued && p.len() <= 3 {
        let Some(t) = glued_digits(ps.get(i + len + 1), 3..=3) else { break };
        value = value * 1000.0 + f64::from(t);
        len += 2;
    }
    let grouped = len > 1;
    if mark(text, ps.get(i + len), ".")
        && ps[i + len].glued
        && let Some(f) = glued_digits(ps.get(i + len + 1), 1..=3)
    {
        value += f64::from(f) / 10f64.powi(ps[i + len + 1].len() as i32);
        len += 2;
    }
    let mut amounts = vec![(len, value)];
    // 2 1/2 and "two and a half" are rare in figures; only the plain number is read.
    if let Some(q) = ps.get(i + len).filter(|q| q.kind == Kind::Word)
        && matches!(text.get(q.start as usize..q.end as usize), Some("million" | "thousand"))
    {
        amounts.clear();
    }
    for (l, v) in amounts {
        out.push(Arc { class: c.amount, len: l as u16, val: Val::Amount(v) });
    }
    if grouped || len > 1 {
        return;
    }
    let mut push =
        |class: Class, len: usize, val: i64| out.push(Arc { class, len: len as u16, val: Val::Int(val) });
    push(c.num, 1, i64::from(n));
    let suffix = next
        .filter(|q| q.glued && q.kind == Kind::Word)
        .and_then(|q| text.get(q.start as usize..q.end as usize));
    let suffix = suffix.map(str::to_ascii_lowercase);
    let suffix = suffix.as_deref().unwrap_or("");
    let apostrophe_s = sep == "'" || sep == "\u{2019}";
    let s_after = apostrophe_s
        && ps.get(i + 2).is_some_and(|q| q.glued && text.get(q.start as usize..q.end as usize) == Some("s"));
    match p.len() {
        1 | 2 => {
            if p.len() == 1 {
                push(c.digit, 1, i64::from(n));
            }
            if matches!(suffix, "st" | "nd" | "rd" | "th") {
                push(c.ordn, 2, i64::from(n));
                push(c.ord, 2, i64::from(n));
                if (1..=31).contains(&n) {
                    push(c.dayn, 2, i64::from(n));
                }
            } else if (1..=31).contains(&n)
                && (suffix.is_empty() || suffix == "am" || suffix == "pm")
                && !p.glued_to_currency(text)
            {
                push(c.dayn, 1, i64::from(n));
            }
            if (1..=12).contains(&n) {
                push(c.hour, 1, i64::from(n) * 100);
            }
            if p.len() == 2 {
                push(c.two, 1, i64::from(n));
                push(c.oldyear, 1, i64::from(n));
                if n.is_multiple_of(10) && n >= 20 {
                    if suffix == "s" {
                        push(c.shortdecade, 2, i64::from(n / 10));
                    } else if s_after {
                        push(c.shortdecade, 3, i64::from(n / 10));
                    }
                }
            }
        }
        3 => {
            push(c.bareyear, 1, i64::from(n));
            push(c.oldyear, 1, i64::from(n));
            if suffix == "s" && n.is_multiple_of(10) {
                push(c.olddecade, 2, -i64::from(n / 10));
            }
        }
        4 => {
            if suffix == "s" && n.is_multiple_of(10) {
                push(c.decade, 2, i64::from(n / 10));
            } else if s_after && n.is_multiple_of(10) {
                push(c.decade, 3, i64::from(n / 10));
            }
            if suffix.is_empty() && !p.glued_to_currency(text) {
                push(c.year, 1, i64::from(n));
                push(c.oldyear, 1, i64::from(n));
            }
            if n / 100 < 25 && n % 100 < 60 {
                push(c.military, 1, i64::from(n));
            }
            if matches!(suffix, "st" | "nd" | "rd" | "th") {
                push(c.ord, 2, i64::from(n));
            }
        }
        _ => {
            if matches!(suffix, "st" | "nd" | "rd" | "th") {
                push(c.ord, 2, i64::from(n));
            }
        }
    }
}

impl Piece {
    fn glued_to_currency(&self, text: &str) -> bool {
        self.glued
            && text
                .get(..self.start as usize)
                .and_then(|t| t.chars().next_back())
                .is_some_and(|c| "$€£¥#".contains(c))
    }
}

/// Adds the number that is spelled out from piece `i` on, made of the small, tens and scale words
/// already found.
pub(crate) fn spelled(
    text: &str,
    ps: &[Piece],
    arcs: &[Vec<Arc>],
    i: usize,
    c: &NumberClasses,
    out: &mut Vec<Arc>,
) {
    let word = |at: usize, class: Class| -> Option<f64> {
        arcs.get(at)?.iter().find(|a| a.class == class && a.len == 1).and_then(|a| match a.val {
            Val::Int(n) => Some(n as f64),
            Val::Amount(f) => Some(f),
            _ => None,
        })
    };
    let is = |at: usize, s: &str| {
        ps.get(at)
            .and_then(|p| text.get(p.start as usize..p.end as usize))
            .is_some_and(|t| t.eq_ignore_ascii_case(s))
    };
    let one = |at: usize| -> Option<(f64, usize)> {
        if let Some(t) = word(at, c.tens) {
            if is(at + 1, "-")
                && ps[at + 1].glued
                && let Some(s) = word(at + 2, c.small).filter(|s| *s >= 1.0 && *s < 10.0)
            {
                return Some((t + s, 3));
            }
            if let Some(s) = word(at + 1, c.small).filter(|s| *s >= 1.0 && *s < 10.0) {
                return Some((t + s, 2));
            }
            return Some((t, 1));
        }
        word(at, c.small).map(|s| (s, 1))
    };
    for a in &arcs[i] {
        if a.class == c.fuzzy {
            out.push(Arc { class: c.amount, len: a.len, val: Val::Several });
        }
    }
    for a in &arcs[i] {
        if a.class == c.ordword && a.val != Val::Int(-1) {
            out.push(Arc { class: c.ord, len: a.len, val: a.val.clone() });
        }
    }
    let article = is(i, "a") || is(i, "an");
    let (mut value, mut len) = match one(i) {
        Some(x) => x,
        None if article => (1.0, 1),
        None => {
            return;
        }
    };
    while let Some(s) = word(i + len, c.scale) {
        value *= s;
        len += 1;
        let skip = usize::from(is(i + len, "and"));
        if let Some((more, l)) = one(i + len + skip)
            && more >= 1.0
        {
            value += more;
            len += skip + l;
        }
        if is(i + len, "-") {
            break;
        }
    }
    // "two and a half", "one-and-a-half", "a half"
    let dash = |at: usize| usize::from(is(at, "-"));
    let at = i + len + dash(i + len);
    if is(at, "and") {
        let a = at + 1 + dash(at + 1);
        let b = if is(a, "a") { a + 1 + dash(a + 1) } else { a };
        if is(b, "half") {
            out.push(Arc { class: c.amount, len: (b + 1 - i) as u16, val: Val::Amount(value + 0.5) });
        }
    }
    if article && is(i + 1, "half") {
        out.push(Arc { class: c.amount, len: 2, val: Val::Amount(0.5) });
    }
    if is(i, "half") && (is(i + 1, "a") || is(i + 1, "an")) {
        out.push(Arc { class: c.amount, len: 2, val: Val::Amount(0.5) });
    }
    out.push(Arc { class: c.amount, len: len as u16, val: Val::Amount(value) });
    if !(article && len == 1) {
        out.push(Arc { class: c.num, len: len as u16, val: Val::Int(value as i64) });
    }
}
