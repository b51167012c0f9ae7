//! CoNLL-U: an analysis out, given tokens in.

use crate::analysis::{Analysis, Sentence, Token};
use crate::id::{Layer, ParagraphId, TokenId};
use crate::span::Span;
use crate::syntax::{Morph, Relation, Upos, relation};
use std::fmt::Write;

/// Writes an analysis of `text` as CoNLL-U. Names stand in MISC as `Name=B-PER`.
pub fn write(text: &str, analysis: &Analysis) -> String {
    let mut out = String::new();
    let mut names = vec![None; analysis.tokens.len()];
    for name in &analysis.names {
        for id in name.tokens.start.0..name.tokens.end.0 {
            let mark = if id == name.tokens.start.0 { "B" } else { "I" };
            names[id as usize] = Some((mark, name.kind));
        }
    }
    for (at, sentence) in analysis.sentences.iter().enumerate() {
        let _ = writeln!(out, "# sent_id = {}", at + 1);
        let _ = writeln!(
            out,
            "# text = {}",
            sentence.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ")
        );
        let first = sentence.tokens.start;
        for id in (first.0..sentence.tokens.end.0).map(TokenId) {
            let token = &analysis.tokens[id];
            let number = |id: TokenId| id.0 - first.0 + 1;
            let glued = id.0 + 1 < sentence.tokens.end.0
                && analysis.tokens[TokenId(id.0 + 1)].span.start == token.span.end;
            let misc: Vec<String> = [
                names[id.index()].map(|(mark, kind)| format!("Name={mark}-{kind}")),
                glued.then(|| "SpaceAfter=No".into()),
            ]
            .into_iter()
            .flatten()
            .collect();
            let _ = writeln!(
                out,
                "{}\t{}\t{}\t{}\t_\t{}\t{}\t{}\t_\t{}",
                number(id),
                token.span.of(text),
                if token.lemma.is_empty() { "_" } else { &token.lemma },
                token.upos,
                token.morph,
                token.head.map_or(0, number),
                token.relation,
                if misc.is_empty() { "_".into() } else { misc.join("|") },
            );
        }
        out.push('\n');
    }
    out
}

/// Why a text is no CoNLL-U, with the line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct ConlluError {
    /// From 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// One document of a CoNLL-U file: a text put together from the words, and their analysis.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ConlluDocument {
    /// `# newdoc id`, if there is one.
    pub id: Option<String>,
    /// The words with single spaces where `SpaceAfter=No` does not forbid them; a line a sentence.
    pub text: String,
    /// Tokens, tags and heads as they stand in the file.
    pub analysis: Analysis,
}

#[derive(Default)]
struct Builder {
    id: Option<String>,
    text: String,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    paragraphs: Vec<Span>,
    /// Heads of the present sentence as numbers from 1, with their lines.
    heads: Vec<(usize, usize)>,
    sentence_start: usize,
    glue: bool,
    /// Words covered by a multiword token: its last number and whether a space follows it.
    multiword: Option<(usize, bool)>,
}

impl Builder {
    fn end_sentence(&mut self) -> Result<(), ConlluError> {
        let first = self.sentence_start;
        let count = self.tokens.len() - first;
        if count == 0 {
            return Ok(());
        }
        for (at, &(head, line)) in self.heads.iter().enumerate() {
            if head > count {
                return Err(ConlluError { line, message: format!("head {head} is not in the sentence") });
            }
            self.tokens[first + at].head = head.checked_sub(1).map(|head| TokenId::at(first + head));
        }
        let span = self.tokens[first].span.cover(self.tokens[first + count - 1].span);
        self.sentences.push(Sentence {
            span,
            tokens: TokenId::at(first)..TokenId::at(first + count),
            paragraph: ParagraphId::at(self.paragraphs.len()),
        });
        self.paragraphs.push(span);
        self.text.push('\n');
        self.heads.clear();
        self.sentence_start = self.tokens.len();
        self.glue = true;
        self.multiword = None;
        Ok(())
    }

    fn word(&mut self, line: usize, columns: &[&str]) -> Result<(), ConlluError> {
        let wrong = |message: String| ConlluError { line, message };
        let &[number, form, lemma, upos, _, feats, head, deprel, _, misc] = columns else {
            return Err(wrong(format!("{} columns in place of 10", columns.len())));
        };
        let glued = misc.split('|').any(|pair| pair == "SpaceAfter=No");
        if number.contains('.') {
            return Ok(());
        }
        if let Some((_, last)) = number.split_once('-') {
            let last = last.parse().map_err(|_| wrong(format!("`{number}` is no range")))?;
            self.multiword = Some((last, glued));
            return Ok(());
        }
        let number: usize = number.parse().map_err(|_| wrong(format!("`{number}` is no word number")))?;
        if number != self.heads.len() + 1 {
            return Err(wrong(format!("word {number} follows word {}", self.heads.len())));
        }
        if form.is_empty() {
            return Err(wrong("an empty word".into()));
        }
        if !self.glue {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(form);
        // Inside a multiword token ("do" + "n't") nothing stands between the words.
        self.glue = match self.multiword {
            Some((last, after)) if number == last => {
                self.multiword = None;
                after
            }
            Some((last, _)) => number < last,
            None => glued,
        };
        let head =
            if head == "_" { 0 } else { head.parse().map_err(|_| wrong(format!("`{head}` is no head")))? };
        self.heads.push((head, line));
        self.tokens.push(Token {
            span: Span::new(start, self.text.len()),
            upos: upos.parse().unwrap_or(Upos::X),
            morph: Morph::parse(feats),
            lemma: if lemma == "_" { "".into() } else { lemma.into() },
            head: None,
            relation: if deprel == "_" { Relation::Dep } else { relation(deprel) },
        });
        Ok(())
    }

    fn finish(&mut self) -> Option<ConlluDocument> {
        let built = std::mem::take(self);
        self.glue = true;
        (!built.tokens.is_empty()).then(|| ConlluDocument {
            id: built.id,
            text: built.text,
            analysis: Analysis::new(
                built.tokens.into(),
                built.sentences.into(),
                built.paragraphs.into(),
                Vec::new(),
                Layer::new(),
            ),
        })
    }
}

/// Reads a CoNLL-U file; `# newdoc` starts a document, a file without it is one document.
///
/// # Errors
/// [`ConlluError`] with the line.
pub fn read(file: &str) -> Result<Vec<ConlluDocument>, ConlluError> {
    let mut documents = Vec::new();
    let mut builder = Builder { glue: true, ..Builder::default() };
    for (at, line) in file.lines().enumerate() {
        if let Some(comment) = line.strip_prefix('#') {
            if let Some(rest) = comment.trim_start().strip_prefix("newdoc") {
                builder.end_sentence()?;
                documents.extend(builder.finish());
                builder.id = rest
                    .trim_start()
                    .strip_prefix("id")
                    .and_then(|id| id.trim_start().strip_prefix('='))
                    .map(|id| id.trim().to_string());
            }
        } else if line.trim().is_empty() {
            builder.end_sentence()?;
        } else {
            builder.word(at + 1, &line.split('\t').collect::<Vec<_>>())?;
        }
    }
    builder.end_sentence()?;
    documents.extend(builder.finish());
    Ok(documents)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# newdoc id = one\n# sent_id = 1\n1\tIt\tit\tPRON\t_\tNumber=Sing\t2\tnsubj\t_\t_\n2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n2\tdid\tdo\tAUX\t_\t_\t0\troot\t_\t_\n3\tn't\tnot\tPART\t_\t_\t2\tadvmod\t_\t_\n4\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n";

    #[test]
    fn reads_words_and_trees() {
        let documents = read(FILE).unwrap();
        assert_eq!(documents.len(), 1);
        assert_eq!(documents[0].text, "It didn't.\n");
        let analysis = &documents[0].analysis;
        assert_eq!(analysis.children(TokenId(1)), [TokenId(0), TokenId(2), TokenId(3)]);
        let again = read(&write(&documents[0].text, analysis)).unwrap();
        assert_eq!(again[0].analysis, *analysis);
    }

    #[test]
    fn faults_name_their_line() {
        assert_eq!(read("1\ta\n").unwrap_err().line, 1);
        assert!(
            read(&FILE.replace("\t2\tnsubj", "\t9\tnsubj"))
                .unwrap_err()
                .to_string()
                .starts_with("line 3: head 9")
        );
    }
}
