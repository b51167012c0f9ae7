//! Text to tokens, sentences and paragraphs, by rules.
//!
//! [`tokenize`] is a pure function in linear time. Its tokens hold every character of the text that is
//! not white space exactly once, in order; no token holds white space; sentences are runs of tokens and
//! paragraphs runs of sentences. Token conventions are those of UD English EWT and GUM.

mod chars;
mod dateline;
mod layout;
mod lexicon;
mod sentences;
mod words;

use std::ops::Range;

pub(crate) use chars::floor_boundary;
pub use words::MAX_TOKEN_BYTES;

/// The result of [`tokenize`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Segmentation {
    /// Byte ranges of the text, ascending, not empty, without overlap.
    pub tokens: Vec<Range<usize>>,
    /// Ranges of indices into `tokens`; they cover all tokens, none is empty.
    pub sentences: Vec<Range<usize>>,
    /// Ranges of indices into `sentences`; they cover all sentences, none is empty.
    pub paragraphs: Vec<Range<usize>>,
}

/// Splits a text; byte offsets, any valid UTF-8, no failure.
///
/// ```
/// let text = "Mr. Doe didn't come. He was ill.";
/// let parts = dateline_model::tokenize(text);
/// let words: Vec<_> = parts.tokens.iter().map(|t| &text[t.clone()]).collect();
/// assert_eq!(words, ["Mr.", "Doe", "did", "n't", "come", ".", "He", "was", "ill", "."]);
/// assert_eq!(parts.sentences, [0..6, 6..10]);
/// ```
pub fn tokenize(text: &str) -> Segmentation {
    let starts = layout::paragraph_starts(text);
    let mut tokens: Vec<Range<usize>> = Vec::with_capacity(text.len() / 5);
    // Indices of the tokens that begin a paragraph.
    let mut first_tokens = Vec::with_capacity(starts.len() + 1);
    let mut starts = starts.into_iter().peekable();
    let mut line_start = true;
    first_tokens.push(0);
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let begin = at + rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len());
        if begin == text.len() {
            break;
        }
        let end = begin + text[begin..].find(char::is_whitespace).unwrap_or(text.len() - begin);
        if starts.next_if(|&start| start <= begin).is_some() {
            line_start = true;
            if !tokens.is_empty() {
                first_tokens.push(tokens.len());
            }
        }
        words::split_chunk(text, begin..end, line_start, &mut tokens);
        line_start = false;
        at = end;
    }
    let mut parts = Segmentation { tokens, ..Segmentation::default() };
    for (index, &first) in first_tokens.iter().enumerate() {
        let last = first_tokens.get(index + 1).copied().unwrap_or(parts.tokens.len());
        if first == last {
            continue;
        }
        let before = parts.sentences.len();
        let opening = if index < OPENING { dateline::end(text, &parts.tokens, first..last) } else { None };
        if let Some(end) = opening {
            parts.sentences.push(first..end);
        }
        let begin = parts.sentences.len();
        sentences::split_paragraph(text, &parts.tokens, opening.unwrap_or(first)..last, &mut parts.sentences);
        cut_endless(&mut parts.sentences, begin);
        parts.paragraphs.push(before..parts.sentences.len());
    }
    parts
}

/// The most tokens of a sentence. Longer than any sentence of prose; whatever reads a tree or a sentence for
/// each of its words costs the square of this.
const MAX_SENTENCE_TOKENS: usize = 640;

/// Cuts the sentences from index `begin` on that have more than [`MAX_SENTENCE_TOKENS`].
fn cut_endless(sentences: &mut Vec<Range<usize>>, begin: usize) {
    if sentences[begin..].iter().all(|sentence| sentence.len() <= MAX_SENTENCE_TOKENS) {
        return;
    }
    for sentence in sentences.split_off(begin) {
        let starts = sentence.clone().step_by(MAX_SENTENCE_TOKENS);
        sentences.extend(starts.map(|start| start..sentence.end.min(start + MAX_SENTENCE_TOKENS)));
    }
}

/// Paragraphs that may open with a date line: a headline and a by-line can come first.
const OPENING: usize = 4;

#[cfg(test)]
mod tests;
