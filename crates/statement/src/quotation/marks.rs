//! Finds the quotation marks of a paragraph and tells them from apostrophes and prime marks.
//!
//! Every mark gets a *side* from its glyph and, where glyph and surroundings disagree, from its surroundings:
//! a mark between a space and a letter opens, one between a letter and a space closes, whatever its shape.

/// Which marks belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// `"` `“` `”` `„` `‟` and the two-character forms of typewriters and TeX.
    Double,
    /// `'` `‘` `’` `‚` `‛`.
    Single,
    /// `«` `»`.
    Angle,
    /// `‹` `›`.
    SmallAngle,
    /// `「` `」` `『` `』`.
    Corner,
}

/// What a mark does at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Open,
    Close,
    /// Opens or closes, as the marks before it demand.
    Either,
    /// Does neither: it stands alone between spaces.
    Stray,
}

/// One quotation mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    /// Byte offset in the text.
    pub at: usize,
    /// Length in bytes.
    pub len: usize,
    pub family: Family,
    pub side: Side,
    /// The glyph points the other way than the mark's surroundings.
    pub wrong_way: bool,
    /// A closing single mark that may as well be the apostrophe of a plural ("workers’ rights").
    pub maybe_apostrophe: bool,
    /// A typewriter single mark: opens only if something closes it.
    pub straight_single: bool,
}

/// Words that begin with an apostrophe: 'tis, 'em; and decades ('90s).
const ELISIONS: [&str; 14] = [
    "tis", "twas", "twere", "til", "till", "em", "cause", "cos", "bout", "round", "n", "neath", "ere", "allo",
];

fn glyph(c: char) -> Option<(Family, Option<bool>)> {
    Some(match c {
        '"' | '＂' => (Family::Double, None),
        '“' | '„' | '‟' | '〝' => (Family::Double, Some(true)),
        '”' | '〞' => (Family::Double, Some(false)),
        '\'' => (Family::Single, None),
        '‘' | '‚' | '‛' => (Family::Single, Some(true)),
        '’' => (Family::Single, Some(false)),
        '«' => (Family::Angle, Some(true)),
        '»' => (Family::Angle, Some(false)),
        '‹' => (Family::SmallAngle, Some(true)),
        '›' => (Family::SmallAngle, Some(false)),
        '「' | '『' => (Family::Corner, Some(true)),
        '」' | '』' => (Family::Corner, Some(false)),
        _ => return None,
    })
}

/// Whether `c` is a quotation mark or an apostrophe of any sort.
pub(crate) fn is_mark(c: char) -> bool {
    c == '`' || glyph(c).is_some()
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―' | '−')
}

fn elision(rest: &str) -> bool {
    let word: String =
        rest.chars().take(6).take_while(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if ELISIONS.contains(&word.as_str()) {
        return true;
    }
    let digits = word.chars().take_while(char::is_ascii_digit).count();
    digits == 2 && matches!(&word[digits..], "" | "s")
}

/// All marks of `text[from..to]` in order. Takes linear time.
pub(crate) fn scan(text: &str, from: usize, to: usize, out: &mut Vec<Mark>) {
    let part = &text[from..to];
    let mut prev: Option<char> = None;
    let mut chars = part.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let before = prev;
        prev = Some(c);
        let mut len = c.len_utf8();
        let mut found = glyph(c);
        let doubled = matches!(c, '\'' | '’' | '‘' | '`') && chars.peek().is_some_and(|&(_, d)| d == c);
        if doubled {
            chars.next();
            len *= 2;
            found = Some((
                Family::Double,
                match c {
                    '`' | '‘' => Some(true),
                    '’' => Some(false),
                    _ => None,
                },
            ));
        } else if c == '`' {
            let opens = before.is_none_or(char::is_whitespace);
            found = opens.then_some((Family::Single, Some(true)));
        }
        let Some((family, points)) = found else { continue };
        let rest = &part[i + len..];
        let next = rest.chars().next();
        if let Some(mark) = judge(from + i, len, family, points, before, next, rest) {
            out.push(mark);
        }
    }
}

fn judge(
    at: usize,
    len: usize,
    family: Family,
    points: Option<bool>,
    before: Option<char>,
    next: Option<char>,
    rest: &str,
) -> Option<Mark> {
    let alnum = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let space_before = before.is_none_or(char::is_whitespace);
    let space_after = next.is_none_or(char::is_whitespace);
    let free_before = space_before
        || before.is_some_and(|c| matches!(c, '(' | '[' | '{' | ':' | '/' | '…') || is_dash(c) || is_mark(c));
    let starts = next.is_some_and(|c| {
        c.is_alphanumeric()
            || matches!(c, '[' | '(' | '#' | '@' | '$' | '£' | '€' | '…' | '.' | '¿' | '¡')
            || is_mark(c)
    });
    let ends = space_after
        || next.is_some_and(|c| {
            matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '…') || is_dash(c) || is_mark(c)
        });
    let can_open = free_before && starts;
    let can_close = !space_before && ends && !matches!(before, Some('(' | '[' | '{'));
    let mut mark = Mark {
        at,
        len,
        family,
        side: Side::Stray,
        wrong_way: false,
        maybe_apostrophe: false,
        straight_single: family == Family::Single && points.is_none(),
    };
    if family == Family::Single {
        // Between letters it is an apostrophe; after a digit a foot or a minute; at a word's head an elision.
        if alnum(before) && alnum(next) || before.is_some_and(|c| c.is_ascii_digit()) && points.is_none() {
            return None;
        }
        if can_open && !can_close && elision(rest) {
            return None;
        }
        mark.maybe_apostrophe = matches!(before, Some('s' | 'S' | 'z' | 'x')) && next == Some(' ');
        mark.side = match points {
            Some(true) if free_before && (starts || !space_after) => Side::Open,
            _ if can_close => Side::Close,
            None if can_open => Side::Open,
            _ => return None,
        };
        return Some(mark);
    }
    if len == 1 && family == Family::Double && before.is_some_and(|c| c.is_ascii_digit()) && ends {
        // 6" may be inches: it closes what is open and opens nothing.
        mark.side = Side::Close;
        mark.maybe_apostrophe = true;
        return Some(mark);
    }
    let loose = matches!(family, Family::Angle | Family::SmallAngle | Family::Corner);
    mark.side = match points {
        Some(true) if can_close && !can_open && !loose => Side::Close,
        Some(true) if rest.trim_start().is_empty() => Side::Stray,
        Some(true) => Side::Open,
        Some(false) if can_open && !can_close && space_before => Side::Open,
        Some(false) => Side::Close,
        None if can_open && !can_close => Side::Open,
        None if can_close && !can_open => Side::Close,
        None if space_before && space_after => Side::Either,
        None => Side::Either,
    };
    mark.wrong_way = matches!((points, mark.side), (Some(true), Side::Close) | (Some(false), Side::Open));
    Some(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sides(text: &str) -> String {
        let mut out = Vec::new();
        scan(text, 0, text.len(), &mut out);
        out.iter()
            .map(|m| match m.side {
                Side::Open => '(',
                Side::Close => ')',
                Side::Either => '|',
                Side::Stray => '.',
            })
            .collect()
    }

    #[test]
    fn apostrophes_are_no_marks() {
        assert_eq!(sides("It's the '90s, rock 'n' roll, don’t tell ’em"), ")");
        assert_eq!(sides("He is 6'2 tall"), "");
    }

    #[test]
    fn sides_follow_glyph_and_place() {
        assert_eq!(sides("“Yes,” she said. \"No,\" he said. ``Why?'' «Oui» 「是」"), "()()()()()");
        assert_eq!(sides("He said ”yes“ twice"), "()");
        assert_eq!(sides("the end. “"), ".");
    }
}
