//! The lexicon's examples, read as tests: every row must read its own sentence.

use crate::lexicon::Lexicon;
use dateline_doc::syntax::Morph;
use dateline_doc::{Analysis, Layer, ParagraphId, Relation, Sentence, Span, Statement, Token, TokenId, Upos};

/// Tokens without tags or heads, one sentence: what a text looks like before the learned reader has seen it.
pub(crate) fn plain(text: &str) -> Analysis {
    let mut tokens: Vec<Token> = Vec::new();
    let mut start: Option<usize> = None;
    let mut push = |a: usize, b: usize| {
        tokens.push(Token {
            span: Span::new(a, b),
            upos: Upos::X,
            morph: Morph::default(),
            lemma: "".into(),
            head: (!tokens.is_empty()).then_some(TokenId(0)),
            relation: if tokens.is_empty() { Relation::Root } else { Relation::Dep },
        });
    };
    for (i, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_alphanumeric() {
            start.get_or_insert(i);
            continue;
        }
        if let Some(a) = start.take() {
            push(a, i);
        }
        if !c.is_whitespace() {
            if text[i..].starts_with("'s") {
                start = Some(i);
            } else {
                push(i, i + c.len_utf8());
            }
        }
    }
    let mut sentences = Layer::new();
    let mut paragraphs: Layer<ParagraphId, Span> = Layer::new();
    if let (Some(a), Some(b)) = (tokens.first(), tokens.last()) {
        let span = a.span.cover(b.span);
        paragraphs.push(span);
        sentences.push(Sentence {
            span,
            tokens: TokenId(0)..TokenId::at(tokens.len()),
            paragraph: ParagraphId(0),
        });
    }
    Analysis::new(tokens.into(), sentences, paragraphs, Vec::new(), Layer::new())
}

/// Several lines, a sentence and a paragraph each.
pub(crate) fn plain_lines(text: &str) -> Analysis {
    let mut tokens: Layer<TokenId, Token> = Layer::new();
    let mut sentences = Layer::new();
    let mut paragraphs: Layer<ParagraphId, Span> = Layer::new();
    let mut at = 0;
    for line in text.split('\n') {
        let part = plain(line);
        let first = TokenId::at(tokens.len());
        for mut t in part.tokens {
            t.span = Span::new(t.span.start as usize + at, t.span.end as usize + at);
            t.head = t.head.map(|h| TokenId(h.0 + first.0));
            tokens.push(t);
        }
        let span = Span::new(at, at + line.len());
        if tokens.len() > first.index() {
            let paragraph = paragraphs.push(span);
            sentences.push(Sentence { span, tokens: first..TokenId::at(tokens.len()), paragraph });
        }
        at += line.len() + 1;
    }
    Analysis::new(tokens, sentences, paragraphs, Vec::new(), Layer::new())
}

/// The statements of a text of several lines.
pub(crate) fn read_lines(text: &str) -> Vec<Statement> {
    let analysis = plain_lines(text);
    let (quotes, _) = crate::quotations(text, &analysis.paragraphs);
    crate::statements(text, &analysis, &quotes, &Layer::new(), &Layer::new(), &Layer::new(), &Layer::new())
        .into_iter()
        .collect()
}

/// The statements of a text that only a tokenizer has seen.
pub(crate) fn read_plain(text: &str) -> Vec<Statement> {
    let analysis = plain(text);
    let (quotes, _) = crate::quotations(text, &analysis.paragraphs);
    crate::statements(text, &analysis, &quotes, &Layer::new(), &Layer::new(), &Layer::new(), &Layer::new())
        .into_iter()
        .collect()
}

/// The text of a marked example and the stretches between its marks.
fn unmarked(example: &str) -> (String, Vec<(char, String)>) {
    let (mut text, mut open, mut found) = (String::new(), Vec::new(), Vec::new());
    for c in example.chars() {
        match c {
            '[' | '<' | '{' | '(' => open.push((c, text.len())),
            ']' | '>' | '}' | ')' => {
                if let Some((c, at)) = open.pop() {
                    found.push((c, text[at..].to_string()));
                }
            }
            '~' => {}
            c => text.push(c),
        }
    }
    (text, found)
}

#[test]
fn every_row_reads_its_example() {
    let words = |s: &str| -> Vec<String> {
        s.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
    };
    let mut wrong = Vec::new();
    for cue in Lexicon::shipped().cues() {
        let (text, marks) = unmarked(&cue.example);
        let of = |mark: char| -> Vec<String> {
            words(
                &marks
                    .iter()
                    .filter(|(c, _)| *c == mark)
                    .map(|(_, s)| s.as_str())
                    .collect::<Vec<_>>()
                    .join(" "),
            )
        };
        let all = |spans: &dateline_doc::Spans| {
            words(&spans.iter().map(|s| s.of(&text)).collect::<Vec<_>>().join(" "))
        };
        let statements = read_plain(&text);
        let fits = statements
            .iter()
            .any(|s| all(&s.source) == of('[') && all(&s.cue) == of('<') && all(&s.content) == of('{'));
        if !fits {
            let got: Vec<String> = statements
                .iter()
                .map(|s| {
                    format!(
                        "[{}] <{}> {{{}}}",
                        all(&s.source).join(" "),
                        all(&s.cue).join(" "),
                        all(&s.content).join(" ")
                    )
                })
                .collect();
            wrong.push(format!("{}: {} -> {got:?}", cue.id(), cue.example));
        }
    }
    assert!(wrong.is_empty(), "{} rows:\n{}", wrong.len(), wrong.join("\n"));
}
