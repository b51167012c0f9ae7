//! Cuts a chunk of text without white space into tokens, by the conventions of UD English EWT and GUM.
//!
//! The scanner goes from left to right, looks ahead by at most [`MAX_TOKEN_BYTES`], and gives every
//! byte to exactly one token: linear time whatever the text.

use std::ops::Range;

use super::chars::{floor_boundary, is_apostrophe, is_extender, is_hyphen, is_run, is_stop, is_word};
use super::lexicon::{Abbreviation, class, lexicon};

/// Longer tokens are cut, at a character boundary.
pub const MAX_TOKEN_BYTES: usize = 256;

/// Appends the tokens of `text[chunk]` to `out`. The chunk holds no white space; what follows it is
/// read to judge abbreviations. `line_start`: the chunk is the first one of its paragraph.
pub(super) fn split_chunk(text: &str, chunk: Range<usize>, line_start: bool, out: &mut Vec<Range<usize>>) {
    let mut scanner = Scanner { text, chunk: chunk.clone(), at: chunk.start, line_start };
    while scanner.at < chunk.end {
        scanner.token(out);
    }
}

struct Scanner<'a> {
    text: &'a str,
    chunk: Range<usize>,
    at: usize,
    line_start: bool,
}

impl Scanner<'_> {
    /// The rest of the chunk from `at`, as far as one token can reach.
    fn window(&self) -> &str {
        let end = floor_boundary(self.text, (self.at + MAX_TOKEN_BYTES).min(self.chunk.end));
        &self.text[self.at..end]
    }

    /// Ends the token after `len` bytes and what clings to it (accents, joiners).
    fn push(&mut self, len: usize, out: &mut Vec<Range<usize>>) {
        let mut end = self.at + len;
        let mut joined = false;
        for c in self.text[end..self.chunk.end].chars() {
            if end - self.at + c.len_utf8() > MAX_TOKEN_BYTES || !(is_extender(c) || (joined && !is_word(c)))
            {
                break;
            }
            joined = c == '\u{200D}';
            end += c.len_utf8();
        }
        out.push(self.at..end);
        self.at = end;
    }

    fn token(&mut self, out: &mut Vec<Range<usize>>) {
        let window = self.window();
        let Some(c) = window.chars().next() else {
            self.at = self.chunk.end;
            return;
        };
        let next = window[c.len_utf8()..].chars().next();
        let next_is_word = next.is_some_and(is_word);
        let len = match c {
            _ if starts_address(window) => address(window),
            '#' | '@' if next.is_some_and(char::is_alphabetic) && self.at == self.chunk.start => {
                c.len_utf8() + run(&window[1..], is_word)
            }
            '.' if next.is_some_and(|n| n.is_ascii_digit()) && !self.after_word() => 1 + number(&window[1..]),
            '+' if next.is_some_and(|n| n.is_ascii_digit()) && !self.after_word() => 1 + number(&window[1..]),
            _ if is_apostrophe(c) => leading_apostrophe(window, self.after_word()),
            _ if c.is_ascii_digit() => match self.bullet(window) {
                Some(len) => len,
                None => number(window),
            },
            _ if is_word(c) && c != '_' => return self.word(out),
            _ if is_stop(c) => run(window, is_stop),
            '[' if window.starts_with("[...]") => 5,
            _ if is_run(c) => run(window, |other| other == c),
            ':' | ';' | '=' if !next_is_word => emoticon(window).unwrap_or(1),
            _ => c.len_utf8(),
        };
        self.push(len, out);
    }

    /// Whether a letter or digit stands directly before the current place.
    fn after_word(&self) -> bool {
        self.at > self.chunk.start && self.text[..self.at].chars().next_back().is_some_and(is_word)
    }

    /// "1." at the start of a line, before a space and a word: the number of a list's item.
    fn bullet(&self, window: &str) -> Option<usize> {
        let digits = run(window, |c| c.is_ascii_digit());
        (self.line_start
            && self.at == self.chunk.start
            && digits <= 2
            && self.at + digits + 1 == self.chunk.end
            && window[digits..].starts_with('.'))
        .then_some(digits + 1)
    }

    /// A token that begins with a letter, with its clitic and its stop if it has any.
    fn word(&mut self, out: &mut Vec<Range<usize>>) {
        let window = self.window();
        if let Some(len) = email(window) {
            return self.push(len, out);
        }
        let scanned = scan_word(window);
        let word = &window[..scanned.len];
        if word.len() <= 3
            && window[word.len()..].starts_with('$')
            && word.bytes().all(|b| b.is_ascii_uppercase())
        {
            return self.push(word.len() + 1, out); // "US$", "HK$"
        }
        if let Some(dotted) = self.stop(word, &window[scanned.len..]) {
            return self.push(scanned.len + dotted, out);
        }
        match scanned.clitic {
            // "don't": the clitic takes the word's last letter.
            Some(clitic) if scanned.takes_n && word.len() > 1 => {
                self.push(word.len() - 1, out);
                self.push(1 + clitic, out);
            }
            Some(clitic) if !scanned.takes_n => {
                self.push(word.len(), out);
                self.push(clitic, out);
            }
            Some(clitic) => self.push(word.len() + clitic, out),
            None => match lexicon().split(word) {
                Some(first) => {
                    self.push(first, out);
                    self.push(scanned.len - first, out);
                }
                None => self.push(scanned.len, out),
            },
        }
    }

    /// If the stop after `word` belongs to it: the stop's length. `rest` is the window after the word.
    fn stop(&self, word: &str, rest: &str) -> Option<usize> {
        if !rest.starts_with('.') || rest[1..].starts_with(['.', '…']) {
            return None;
        }
        let stop_at = self.at + word.len() + 1;
        let after = &self.text[stop_at..];
        let adjacent = after.chars().next();
        let mut following = after.trim_start().chars();
        let next = following.next();
        // Only the stop of the whole chunk's end, or one before a mark, can be judged.
        if adjacent.is_some_and(|c| is_word(c) && !c.is_ascii_digit()) && !word.contains('.') {
            return None;
        }
        match lexicon().abbreviation(word) {
            Some(Abbreviation::Number) => return next.filter(char::is_ascii_digit).map(|_| 1),
            Some(Abbreviation::Month) => {
                return next
                    .filter(|c| c.is_ascii_digit() || c.is_lowercase() || matches!(c, ',' | '\'' | '-' | '–'))
                    .map(|_| 1);
            }
            Some(Abbreviation::Day) => {
                return next
                    .filter(|c| {
                        c.is_ascii_digit()
                            || c.is_lowercase()
                            || *c == ','
                            || starts_with_month(after.trim_start())
                    })
                    .map(|_| 1);
            }
            Some(_) => return Some(1),
            None => {}
        }
        let mut letters = word.chars();
        let (first, second) = (letters.next()?, letters.next());
        if second.is_none() && first.is_uppercase() {
            // An initial: "J. Smith"; "I." only before a name.
            let name = next.is_some_and(char::is_uppercase);
            let word_after: &str = &after.trim_start()[..run(bounded(after.trim_start()), is_word)];
            return (name
                && adjacent.is_some_and(char::is_whitespace)
                && !(lexicon().is(word_after, class::STARTER) && word_after.len() > 1))
                .then_some(1);
        }
        // "U.S.", "D.C.", "a.k.a.": single letters with stops between them.
        is_acronym(word).then_some(1)
    }
}

/// The text's first bytes, enough for any word that is in a list.
fn bounded(text: &str) -> &str {
    &text[..floor_boundary(text, 64)]
}

fn starts_with_month(text: &str) -> bool {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    MONTHS.iter().any(|month| text.starts_with(month))
}

/// Single letters joined by stops, at least two.
fn is_acronym(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
        })
}

/// The bytes of the longest start of `text` whose characters satisfy `wanted`; marks are carried along.
fn run(text: &str, wanted: impl Fn(char) -> bool) -> usize {
    let mut started = false;
    text.char_indices()
        .find(|&(_, c)| {
            let ok = wanted(c) || (started && is_extender(c));
            started = true;
            !ok
        })
        .map_or(text.len(), |(at, _)| at)
}

struct Word {
    len: usize,
    /// The length of the clitic behind the word ("'s", "’ll"; for "n't" without its n).
    clitic: Option<usize>,
    /// The clitic is "n't": the word's last letter is its n.
    takes_n: bool,
}

/// Reads a word that begins with a letter, over the marks that may stand inside one.
fn scan_word(window: &str) -> Word {
    let mut at = 0;
    loop {
        at += run(&window[at..], is_word);
        let rest = &window[at..];
        let Some(mark) = rest.chars().next() else { break };
        let after = &rest[mark.len_utf8()..];
        let Some(next) = after.chars().next().filter(|&c| is_word(c)) else { break };
        if is_apostrophe(mark) {
            let suffix = &after[..run(after, char::is_alphanumeric)];
            let letters = suffix.len();
            let takes_n = suffix.eq_ignore_ascii_case("t") && window[..at].ends_with(['n', 'N']);
            if takes_n || ["s", "m", "d", "re", "ve", "ll"].iter().any(|c| suffix.eq_ignore_ascii_case(c)) {
                return Word { len: at, clitic: Some(mark.len_utf8() + letters), takes_n };
            }
        } else if is_hyphen(mark) {
            let word = window[..at].rsplit(is_hyphen).next().unwrap_or_default();
            if !next.is_alphabetic() && !lexicon().is(word, class::PREFIX)
                || !lexicon().is(word, class::PREFIX)
            {
                break;
            }
        } else if mark == '.' {
            let last = window[..at].rsplit('.').next().unwrap_or_default();
            let part = &after[..run(after, is_word)];
            let single = |s: &str| s.chars().nth(1).is_none();
            let acronym = single(last) && single(part);
            let degree = ["Ph", "M", "B", "D"].contains(&last) && ["D", "Sc", "Phil"].contains(&part);
            let host = at > 1 && lexicon().is(part, class::DOMAIN) && !part.starts_with(char::is_uppercase);
            let version = last.ends_with(|c: char| c.is_ascii_digit()) && next.is_ascii_digit();
            let lower_host = host || (window[..at].starts_with("www") && next.is_lowercase());
            if !(acronym || degree || lower_host || version) {
                break;
            }
        } else if mark == '&' {
            let upper = |s: &str| s.chars().all(|c| c.is_uppercase()) && s.len() <= 4;
            if !upper(&window[..at]) || !upper(&after[..run(after, is_word)]) {
                break;
            }
        } else {
            break;
        }
        at += mark.len_utf8();
    }
    Word { len: at.max(window.chars().next().map_or(0, char::len_utf8)), clitic: None, takes_n: false }
}

/// Reads a number with its groups, fraction, clock or date marks, and an ordinal ending.
fn number(window: &str) -> usize {
    let bytes = window.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let digits = |mut at: usize| {
        while digit(at) {
            at += 1;
        }
        at
    };
    let mut at = digits(0);
    let mut groups = 1;
    loop {
        let end = digits(at + 1);
        let more = match bytes.get(at) {
            Some(b',') => end == at + 4,
            Some(b'.' | b':' | b'/') => end > at + 1,
            // A telephone number (555-0123, 202-555-0123) or a date (2001-09-11), not a span of years.
            Some(b'-') => {
                (end == at + 5 && at <= 3)
                    || is_grouped(bytes, at)
                    || groups > 1 && bytes[..at].contains(&b'-')
            }
            _ => false,
        };
        if !more || end == at + 1 {
            break;
        }
        at = end;
        groups += 1;
    }
    let letters = at + run(&window[at..], char::is_alphanumeric);
    let suffix = &window[at..letters];
    if suffix.is_empty() {
        // "the 60's"
        let decade = bytes[..at].ends_with(b"0")
            && (at == 2 || at == 4)
            && window[at..].chars().next().is_some_and(is_apostrophe);
        if decade {
            let mark = window[at..].chars().next().map_or(0, char::len_utf8);
            let tail = &window[at + mark..];
            if tail.starts_with('s') && !tail[1..].starts_with(is_word) {
                return at + mark + 1;
            }
        }
        return at;
    }
    if lexicon().is(suffix, class::UNIT)
        && suffix.is_ascii()
        && (suffix.len() > 1 || suffix.chars().all(char::is_lowercase))
    {
        return at;
    }
    letters
}

/// Digits, hyphen, digits, hyphen, digits: a date or a telephone number.
fn is_grouped(bytes: &[u8], hyphen: usize) -> bool {
    let middle = bytes[hyphen + 1..].iter().take(5).take_while(|b| b.is_ascii_digit()).count();
    let second = hyphen + 1 + middle;
    middle > 0 && bytes.get(second) == Some(&b'-') && bytes.get(second + 1).is_some_and(u8::is_ascii_digit)
}

/// The token that begins with an apostrophe: a clitic, a decade ("'90s"), "'em", a double mark, or the mark alone.
fn leading_apostrophe(window: &str, after_word: bool) -> usize {
    let mark = window.chars().next().map_or(1, char::len_utf8);
    let after = &window[mark..];
    if window.starts_with("''") || window.starts_with("``") {
        return 2;
    }
    let letters = run(after, char::is_alphanumeric);
    let word = &after[..letters];
    let whole = if after_word {
        ["s", "m", "d", "re", "ve", "ll"].iter().any(|c| word.eq_ignore_ascii_case(c))
    } else {
        let decade = word.len() == 3 && word.ends_with('s') && word[..2].bytes().all(|b| b.is_ascii_digit());
        decade || ["em", "tis", "twas", "til", "cause"].contains(&word)
    };
    if whole { mark + letters } else { mark }
}

/// A few faces; `window` begins with their eyes.
fn emoticon(window: &str) -> Option<usize> {
    [":-)", ":-(", ";-)", ":)", ":(", ";)", "=)", ":-/"]
        .iter()
        .find(|face| window.starts_with(**face))
        .map(|face| face.len())
}

fn starts_address(window: &str) -> bool {
    let head = window.as_bytes();
    let starts = |prefix: &str| {
        head.len() > prefix.len() && head[..prefix.len()].eq_ignore_ascii_case(prefix.as_bytes())
    };
    starts("http://") || starts("https://") || starts("ftp://") || starts("www.")
}

/// The length of the web address at the start of the window, closing marks and stops left out.
fn address(window: &str) -> usize {
    let end = run(window, |c| !matches!(c, '<' | '>' | '"' | '“' | '”' | '’' | '«' | '»'));
    let mut address = &window[..end];
    while let Some(last) = address.chars().next_back() {
        let balanced = last == ')' && address.contains('(');
        if balanced || !matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '\'' | '…') {
            break;
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    address.len().max(1)
}

/// The length of the mail address at the start of the window, if there is one.
fn email(window: &str) -> Option<usize> {
    let local =
        run(bounded(window), |c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%'));
    let host = window[local..].strip_prefix('@')?;
    let mut end = run(host, |c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    end = host[..end].trim_end_matches(['.', '-']).len();
    let top = host[..end].rsplit_once('.')?.1;
    (local > 0 && top.len() >= 2).then_some(local + 1 + end)
}
