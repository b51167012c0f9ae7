//! Where does a sentence end?

use std::ops::Range;

use super::chars::{is_apostrophe, is_closer, is_opener, is_stop};
use super::lexicon::{Abbreviation, Lexicon, class, lexicon};

/// How many tokens ahead the rules may look.
const HORIZON: usize = 14;

/// Appends the sentences of one paragraph (a range of token indices) to `out`.
pub(super) fn split_paragraph(
    text: &str,
    tokens: &[Range<usize>],
    paragraph: Range<usize>,
    out: &mut Vec<Range<usize>>,
) {
    let view = Paragraph { text, tokens, end: paragraph.end, lexicon: lexicon() };
    let mut first = paragraph.start;
    let mut straight_open = false;
    let mut i = paragraph.start;
    while i < paragraph.end {
        let word = view.word(i);
        if word == "\"" {
            straight_open = !straight_open;
        }
        let mut next = i + 1;
        if view.is_stop(i) {
            while next < paragraph.end && view.closes(next, straight_open) {
                if view.word(next) == "\"" {
                    straight_open = !straight_open;
                }
                next = view.after_closer(next);
            }
            if next < paragraph.end && view.ends(first, i, next) {
                out.push(first..next);
                first = next;
            }
        }
        i = next;
    }
    if first == paragraph.end {
        return;
    }
    // A stray mark behind the last stop is no sentence.
    let spoken = (first..paragraph.end).any(|i| view.word(i).chars().any(char::is_alphanumeric));
    match out.last_mut() {
        Some(last) if !spoken && first > paragraph.start => last.end = paragraph.end,
        _ => out.push(first..paragraph.end),
    }
}

struct Paragraph<'a> {
    text: &'a str,
    tokens: &'a [Range<usize>],
    end: usize,
    lexicon: &'static Lexicon,
}

impl<'a> Paragraph<'a> {
    fn word(&self, i: usize) -> &'a str {
        &self.text[self.tokens[i].clone()]
    }

    fn initial(&self, i: usize) -> char {
        self.word(i).chars().next().unwrap_or(' ')
    }

    /// Whether no white space stands before the token.
    fn adjacent(&self, i: usize) -> bool {
        i > 0 && self.tokens[i - 1].end == self.tokens[i].start
    }

    /// A run of stops, or an abbreviation with its stop.
    fn is_stop(&self, i: usize) -> bool {
        let word = self.word(i);
        word.ends_with(is_stop) && (word.len() > 1 || word == ".") || word.starts_with(is_stop)
    }

    /// Whether the token after a stop closes a quotation or a bracket of the sentence before.
    fn closes(&self, i: usize, straight_open: bool) -> bool {
        let word = self.word(i);
        let first = self.initial(i);
        if first == '[' && self.adjacent(i) {
            // A footnote's mark: "ended.[2]"
            return i + 2 < self.end
                && self.word(i + 1).bytes().all(|b| b.is_ascii_digit())
                && self.word(i + 2) == "]";
        }
        if !is_closer(first) || word.chars().nth(1).is_some() && word != "''" && word != "’’" {
            return false;
        }
        if self.adjacent(i) {
            // A straight mark glued on both sides closes only what is open.
            let glued = first == '"'
                && i + 1 < self.end
                && self.adjacent(i + 1)
                && self.initial(i + 1).is_alphanumeric();
            return !glued || straight_open;
        }
        matches!(first, '”' | ')' | ']' | '}' | '»') || (first == '"' && straight_open)
    }

    /// The token after a closing mark, or after a whole footnote's mark.
    fn after_closer(&self, i: usize) -> usize {
        if self.word(i) == "[" { i + 3 } else { i + 1 }
    }

    /// Whether the sentence that began at `begin` ends after the stop `stop`, given that `next` is the
    /// first token after it and its closing marks.
    fn ends(&self, begin: usize, stop: usize, next: usize) -> bool {
        let mark = self.word(stop);
        let closed = next > stop + 1;
        // The first word of what follows, behind opening marks.
        let mut word = next;
        while word + 1 < self.end
            && word < next + 3
            && is_opener(self.initial(word))
            && !self.word(word).chars().any(char::is_alphanumeric)
        {
            word += 1;
        }
        let first = self.initial(word);
        let sticks = self.adjacent(next) && !is_opener(self.initial(next));
        if mark.starts_with(['。', '！', '？', '．', '؟', '۔', '।', '॥']) {
            return true;
        }
        if word == next && !first.is_alphanumeric() {
            let bullet = matches!(first, '•' | '▪' | '●' | '*' | '#' | '@' | '$' | '€' | '£');
            let dash = matches!(first, '-' | '–' | '—');
            // A list written in one line: "one. - Two. - Three."
            let item = matches!(first, '-' | '–')
                && !closed
                && word + 1 < self.end
                && !self.adjacent(word)
                && !self.adjacent(word + 1)
                && self.initial(word + 1).is_uppercase();
            if item {
                return true;
            }
            // Emoji, symbols: what follows the dot begins something new; other marks go on.
            return bullet
                || (!dash
                    && !first.is_ascii_punctuation()
                    && !is_closer(first)
                    && !matches!(first, '…' | '’')
                    && !sticks);
        }
        if sticks && !(mark == "." && first.is_uppercase()) && mark.len() < 3 {
            return false;
        }
        if self.bullet_number(stop) {
            return false;
        }
        if first.is_lowercase() && !self.camel(word) {
            // Only who began without a capital goes on without one; a question ends all the same.
            let informal = self.initial(begin).is_lowercase() || mark.starts_with('?');
            return informal && !closed && !mark.chars().any(char::is_alphanumeric);
        }
        if mark.len() > 1 && mark.chars().any(char::is_alphanumeric) {
            return self.abbreviation_ends(mark, word, closed);
        }
        if self.bracket_goes_on(next) || self.fragment(word) {
            return false;
        }
        if closed && mark.contains(['?', '!']) && self.speech(word) {
            return false;
        }
        true
    }

    /// "1." as the first token of the paragraph or the line.
    fn bullet_number(&self, i: usize) -> bool {
        let number = self.word(i).strip_suffix('.').unwrap_or_default();
        !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
    }

    /// "iPhone", "eBay": a lower-case letter before a capital.
    fn camel(&self, i: usize) -> bool {
        self.word(i).chars().nth(1).is_some_and(char::is_uppercase)
    }

    /// Whether a sentence ends after the abbreviation `mark`, given the word after it.
    fn abbreviation_ends(&self, mark: &str, word: usize, closed: bool) -> bool {
        let next = self.word(word);
        let starter = self.lexicon.is(next, class::STARTER) && self.initial(word).is_uppercase();
        let form = mark.strip_suffix('.').unwrap_or(mark);
        if self.initial(word).is_ascii_digit() && !closed {
            return false;
        }
        match self.lexicon.abbreviation(form) {
            Some(Abbreviation::Title | Abbreviation::Reference | Abbreviation::Number) => false,
            Some(Abbreviation::Time) => {
                closed || (self.initial(word).is_uppercase() && !self.lexicon.is(next, class::ZONE))
            }
            _ => closed && form.len() > 1 || starter,
        }
    }

    /// "summit. (ABC) in Rome": a short bracket after a stray stop, and then the sentence goes on.
    fn bracket_goes_on(&self, next: usize) -> bool {
        if self.word(next) != "(" {
            return false;
        }
        let close = (next + 1..self.end.min(next + HORIZON / 2)).find(|&i| self.word(i) == ")");
        let Some(close) = close else { return false };
        let stopped =
            (next + 1..close).any(|i| self.is_stop(i) && !self.word(i).chars().any(char::is_alphanumeric));
        !stopped && close + 1 < self.end && self.initial(close + 1).is_lowercase()
    }

    /// "the border. 900 miles (1,400 km) north of it.": a measure without a verb is no sentence.
    fn fragment(&self, word: usize) -> bool {
        let measured = self.initial(word).is_ascii_digit()
            && (word + 1..self.end.min(word + 3)).any(|i| self.lexicon.is(self.word(i), class::MEASURE));
        if !measured {
            return false;
        }
        for i in word + 1..self.end.min(word + HORIZON) {
            let w = self.word(i);
            if is_stop(self.initial(i)) {
                return true;
            }
            if self.lexicon.is(w, class::FINITE | class::SPEECH) || w.len() > 4 && w.ends_with("ed") {
                return false;
            }
        }
        word + HORIZON >= self.end
    }

    /// `"Why?" Minister Doe asked.`: a verb of saying soon after the quotation, and nothing behind it
    /// that would make a new sentence.
    fn speech(&self, word: usize) -> bool {
        let limit = self.end.min(word + 6);
        for i in word..limit {
            let w = self.word(i);
            if self.lexicon.is(w, class::SPEECH) {
                return i + 1 >= self.end || !self.initial(i + 1).is_alphanumeric();
            }
            if i == word && self.lexicon.is(w, class::STARTER) && w.len() > 4 {
                return false;
            }
            let first = self.initial(i);
            if !first.is_alphanumeric() && !is_apostrophe(first) && !w.contains('-') {
                return false;
            }
        }
        false
    }
}
