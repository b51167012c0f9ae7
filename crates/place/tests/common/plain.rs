//! A reader without a model: words by a few rules, no tags, no trees.

use dateline_doc::{
    Analysis, Layer, Morph, ParagraphId, Relation, Sentence, SentenceId, Span, Token, TokenId, Upos,
};

/// Words and marks; "'s" by itself; a sentence ends at a line's end or behind ". " before a capital.
pub(crate) fn analysis(text: &str) -> Analysis {
    let mut tokens: Layer<TokenId, Token> = Layer::new();
    let (mut sentences, mut paragraphs): (Layer<SentenceId, Sentence>, Layer<ParagraphId, Span>) =
        Default::default();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches('\n');
        let paragraph = Span::new(offset, offset + content.len());
        let mut first = tokens.len();
        let chars: Vec<(usize, char)> = content.char_indices().collect();
        let mut at = 0;
        while at < chars.len() {
            let (start, c) = chars[at];
            if c.is_whitespace() {
                at += 1;
                continue;
            }
            let mut end = at + 1;
            if c.is_alphanumeric() {
                while end < chars.len() {
                    let next = chars[end].1;
                    let after = chars.get(end + 1).map(|c| c.1);
                    let possessive = matches!(next, '\'' | '’')
                        && after == Some('s')
                        && !chars.get(end + 2).is_some_and(|c| c.1.is_alphanumeric());
                    if !possessive
                        && (next.is_alphanumeric()
                            || matches!(next, '\'' | '’' | '.') && after.is_some_and(char::is_alphanumeric))
                    {
                        end += 1;
                    } else {
                        break;
                    }
                }
            } else if matches!(c, '\'' | '’') && chars.get(at + 1).is_some_and(|c| c.1 == 's') {
                end = at + 2;
            }
            let stop = chars.get(end).map_or(content.len(), |c| c.0);
            tokens.push(Token {
                span: Span::new(offset + start, offset + stop),
                upos: Upos::X,
                morph: Morph::default(),
                lemma: "".into(),
                head: None,
                relation: Relation::Dep,
            });
            let last_of_line = content[stop..].trim().is_empty();
            let ends =
                c == '.' && content[stop..].trim_start().starts_with(|c: char| c.is_uppercase() || c == '"');
            if last_of_line || ends {
                let paragraph = ParagraphId::at(paragraphs.len());
                let span = tokens[TokenId::at(first)].span.cover(Span::new(offset + stop - 1, offset + stop));
                sentences.push(Sentence {
                    span,
                    tokens: TokenId::at(first)..TokenId::at(tokens.len()),
                    paragraph,
                });
                first = tokens.len();
            }
            at = end;
        }
        paragraphs.push(paragraph);
        offset += line.len();
    }
    Analysis::new(tokens, sentences, paragraphs, Vec::new(), Layer::new())
}

/// The tokens, sentences and trees of a CoNLL-U file, set upon `text` word by word. Words that the text
/// has not are passed over.
#[allow(dead_code, reason = "only the example that scores gold mentions reads trees")]
pub(crate) fn with_trees(text: &str, conllu: &str) -> Analysis {
    let mut tokens: Layer<TokenId, Token> = Layer::new();
    let mut sentences: Layer<SentenceId, Sentence> = Layer::new();
    let mut at = 0;
    for block in conllu.split("\n\n") {
        let first = tokens.len();
        for line in block.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [_, form, lemma, upos, _, _, head, relation, ..] = columns[..] else { continue };
            let Some(start) = text[at..].find(form).map(|found| at + found) else { continue };
            at = start + form.len();
            tokens.push(Token {
                span: Span::new(start, at),
                upos: upos.parse().unwrap_or(Upos::X),
                morph: Morph::default(),
                lemma: lemma.into(),
                head: head
                    .parse::<usize>()
                    .ok()
                    .filter(|head| *head > 0)
                    .map(|head| TokenId::at(first + head - 1)),
                relation: dateline_doc::syntax::relation(relation),
            });
        }
        if tokens.len() > first {
            let span = tokens[TokenId::at(first)].span.cover(tokens[TokenId::at(tokens.len() - 1)].span);
            let tokens = TokenId::at(first)..TokenId::at(tokens.len());
            sentences.push(Sentence { span, tokens, paragraph: ParagraphId(0) });
        }
    }
    let all: Layer<ParagraphId, Span> = vec![Span::new(0, text.len())].into();
    Analysis::new(tokens, sentences, all, Vec::new(), Layer::new())
}
