//! The reader: text in, linguistic layers out.

use std::path::Path;
use std::sync::Mutex;

use dateline_doc::{
    Analysis, CompactString, Layer, Morph, Name, ParagraphId, Relation, Sentence, SentenceId, Span, Token,
    TokenId, TokenScores, Upos,
};

use crate::decode::{Found, NameDecoder, TreeDecoder, TreeWeights, argmax};
use crate::encoder::{Batch, Window};
use crate::error::ModelError;
use crate::kernels::{Isa, softmax};
use crate::tokenize::{Segmentation, tokenize};
use crate::weights::{Bytes, Weights};
use crate::wordpiece::{case_shape, is_spoken};

/// Windows are encoded together until they have this many pieces: enough to use the weights well while
/// they are in cache, few enough that the vectors stay there too.
const BATCH_ROWS: usize = 256;

/// The pieces of a window in a sentence whose words alone overflow the largest window. No prose has such
/// sentences (lists, tables and hostile texts do), and attention and the best tree cost the square of a
/// window.
const ENDLESS_WINDOW: usize = 128;

/// The learned reader. Shared between threads; the same text gives the same analysis on every
/// processor, thread and batch.
pub struct Reader {
    pub(crate) weights: Weights,
    isa: Isa,
    batch_rows: usize,
    workspaces: Mutex<Vec<Workspace>>,
}

/// What a reading needs beside the weights; kept for the next one.
struct Workspace {
    batch: Batch,
    tree: TreeDecoder,
    names: NameDecoder,
    found: Vec<Found>,
    buffer: String,
    lower: String,
    ids: Vec<u32>,
    starts: Vec<usize>,
    shapes: Vec<u8>,
    row: Vec<f32>,
}

/// The layers while they are filled.
struct Draft {
    tokens: Vec<Token>,
    scores: Vec<TokenScores>,
    names: Vec<Name>,
    /// The root of the first window of the present sentence.
    root: TokenId,
}

/// The numbers behind an analysis.
#[cfg(test)]
pub(crate) struct Probe {
    pub(crate) ids: Vec<u32>,
    pub(crate) shapes: Vec<u8>,
    pub(crate) vectors: Vec<f32>,
    pub(crate) scores: Vec<f32>,
    pub(crate) arcs: Vec<f32>,
}

impl Reader {
    /// Reads a weight file that lies in memory.
    ///
    /// # Errors
    /// [`ModelError`] if the file is damaged or of another format; no file makes it panic.
    pub fn load(bytes: Vec<u8>) -> Result<Reader, ModelError> {
        Reader::new(Bytes::Owned(bytes))
    }

    /// As [`Reader::load`], for bytes that are part of the program.
    ///
    /// # Errors
    /// As [`Reader::load`].
    pub fn load_static(bytes: &'static [u8]) -> Result<Reader, ModelError> {
        Reader::new(Bytes::Static(bytes))
    }

    /// Reads a weight file.
    ///
    /// # Errors
    /// As [`Reader::load`], and if the file cannot be read.
    pub fn open(path: impl AsRef<Path>) -> Result<Reader, ModelError> {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map_err(|error| ModelError::File {
            path: path.display().to_string(),
            message: error.to_string(),
        })?;
        Reader::load(bytes)
    }

    fn new(bytes: Bytes) -> Result<Reader, ModelError> {
        let weights = Weights::read(bytes)?;
        Ok(Reader { weights, isa: Isa::detect(), batch_rows: BATCH_ROWS, workspaces: Mutex::new(Vec::new()) })
    }

    /// The same reader on another instruction set; for tests and measurements.
    #[must_use]
    pub fn with_isa(mut self, isa: Isa) -> Reader {
        self.isa = isa;
        self
    }

    /// The same reader with other batches; for tests and measurements.
    #[must_use]
    pub fn with_batch_rows(mut self, rows: usize) -> Reader {
        self.batch_rows = rows;
        self
    }

    /// The digest that training wrote into the weight file: which model this is.
    pub fn digest(&self) -> &str {
        &self.weights.digest
    }

    /// The instruction set in use.
    pub fn isa(&self) -> Isa {
        self.isa
    }

    /// Reads a text (below 4 GiB): tokens, sentences, paragraphs, tags, heads, names, scores.
    pub fn read(&self, text: &str) -> Analysis {
        self.read_tokens(text, &tokenize(text))
    }

    /// Reads a text whose tokens and sentences are given, for instance by CoNLL-U. Ranges that leave the
    /// text or the tokens count as empty.
    pub fn read_tokens(&self, text: &str, parts: &Segmentation) -> Analysis {
        let mut workspace = self.workspace();
        let mut draft = Draft {
            tokens: parts.tokens.iter().map(|range| blank(Span::new(range.start, range.end))).collect(),
            scores: Vec::new(),
            names: Vec::new(),
            root: TokenId(0),
        };
        if self.weights.labels.has_scores() {
            draft.scores = vec![NO_SCORES; parts.tokens.len()];
        }
        workspace.batch.clear();
        for sentence in &parts.sentences {
            let end = sentence.end.min(parts.tokens.len());
            let mut first = sentence.start.min(end);
            let mut continues = false;
            while first < end {
                let next = self.take_window(text, parts, first, sentence, &mut workspace);
                let window = Window { words: first..next, continues };
                if end - first > self.weights.config.max_positions
                    && no_words(text, &parts.tokens[first..next])
                {
                    // The results of what came before, for the sentence's root.
                    self.run(text, &mut workspace, &mut draft);
                    if !continues {
                        draft.root = TokenId::at(first);
                    }
                    punctuate(text, first..next, &mut draft);
                    first = next;
                    continues = true;
                    continue;
                }
                let config = &self.weights.config;
                let Workspace { batch, ids, starts, shapes, .. } = &mut workspace;
                batch.push(window, ids, starts, shapes, config.cls, config.sep);
                if batch.rows() >= self.batch_rows {
                    self.run(text, &mut workspace, &mut draft);
                }
                first = next;
                continues = true;
            }
        }
        self.run(text, &mut workspace, &mut draft);
        if let Ok(mut workspaces) = self.workspaces.lock() {
            workspaces.push(workspace);
        }
        assemble(parts, draft)
    }

    /// What lies behind the analysis of one short sentence, for tests.
    #[cfg(test)]
    pub(crate) fn probe(&self, text: &str, parts: &Segmentation) -> Probe {
        let mut workspace = self.workspace();
        let next = self.take_window(text, parts, 0, &(0..parts.tokens.len()), &mut workspace);
        let Workspace { batch, ids, starts, shapes, tree, .. } = &mut workspace;
        let config = &self.weights.config;
        batch.clear();
        batch.push(Window { words: 0..next, continues: false }, ids, starts, shapes, config.cls, config.sep);
        batch.encode(&self.weights, self.isa);
        let width = self.weights.heads.outputs();
        let weights =
            TreeWeights { labels: &self.weights.labels, arc: &self.weights.arc, rel: &self.weights.rel };
        tree.decode(&weights, self.isa, batch.scores(0, width), width);
        let (ids, shapes) = batch.inputs();
        Probe {
            ids: ids.to_vec(),
            shapes: shapes.to_vec(),
            vectors: batch.vectors(0, config.hidden).to_vec(),
            scores: batch.scores(0, width).to_vec(),
            arcs: tree.arcs.clone(),
        }
    }

    fn workspace(&self) -> Workspace {
        let kept = self.workspaces.lock().ok().and_then(|mut workspaces| workspaces.pop());
        kept.unwrap_or_else(|| Workspace {
            batch: Batch::default(),
            tree: TreeDecoder::default(),
            names: NameDecoder::new(&self.weights.labels.names.1),
            found: Vec::new(),
            buffer: String::new(),
            lower: String::new(),
            ids: Vec::new(),
            starts: Vec::new(),
            shapes: Vec::new(),
            row: Vec::new(),
        })
    }

    /// Cuts words into pieces until the window is full or the sentence ends; gives the next word.
    fn take_window(
        &self,
        text: &str,
        parts: &Segmentation,
        first: usize,
        sentence: &std::ops::Range<usize>,
        workspace: &mut Workspace,
    ) -> usize {
        let end = sentence.end.min(parts.tokens.len());
        let Workspace { buffer, ids, starts, shapes, .. } = workspace;
        ids.clear();
        starts.clear();
        shapes.clear();
        let mut room = self.weights.config.max_positions - 2;
        if sentence.len() > room {
            room = room.min(ENDLESS_WINDOW.max(self.weights.config.max_pieces_per_word));
        }
        let mut spoken = false;
        for word in first..end {
            let form = text.get(parts.tokens[word].clone()).unwrap_or_default();
            let start = ids.len();
            self.weights.wordpiece.push_word(form, buffer, ids);
            if ids.len() > room {
                ids.truncate(start);
                return word;
            }
            let shape = case_shape(form);
            let opens = !spoken && is_spoken(shape);
            spoken |= opens;
            starts.push(start);
            shapes.push(if opens { shape + 10 } else { shape });
        }
        end
    }

    /// Encodes what is in the batch and writes its results.
    fn run(&self, text: &str, workspace: &mut Workspace, draft: &mut Draft) {
        if workspace.batch.windows.is_empty() {
            return;
        }
        workspace.batch.encode(&self.weights, self.isa);
        let width = self.weights.heads.outputs();
        for index in 0..workspace.batch.windows.len() {
            let window = workspace.batch.windows[index].clone();
            let Workspace { batch, tree, names, found, lower, row, .. } = &mut *workspace;
            let scores = batch.scores(index, width);
            let weights =
                TreeWeights { labels: &self.weights.labels, arc: &self.weights.arc, rel: &self.weights.rel };
            tree.decode(&weights, self.isa, scores, width);
            self.hang(&window, tree, draft);
            let words = &scores[width..];
            for (at, scores) in words.chunks_exact(width).enumerate() {
                self.tag(text, scores, lower, &mut draft.tokens[window.words.start + at]);
                if let Some(slot) = draft.scores.get_mut(window.words.start + at) {
                    *slot = self.token_scores(scores, row);
                }
            }
            found.clear();
            let slice = self.weights.labels.names.0;
            names.decode(words.chunks_exact(width).map(|row| slice.of(row)), found);
            for name in found.iter() {
                let (first, last) =
                    (window.words.start + name.words.start, window.words.start + name.words.end - 1);
                draft.names.push(Name {
                    tokens: TokenId::at(first)..TokenId::at(last + 1),
                    span: draft.tokens[first].span.cover(draft.tokens[last].span),
                    kind: name.kind,
                    score: name.score,
                });
            }
        }
        workspace.batch.clear();
    }

    /// Writes heads and relations. The tree of a later part of a long sentence hangs on the first part's
    /// root.
    fn hang(&self, window: &Window, tree: &TreeDecoder, draft: &mut Draft) {
        for (at, (&head, &relation)) in tree.head.iter().zip(&tree.relation).enumerate() {
            let id = window.words.start + at;
            let token = &mut draft.tokens[id];
            token.relation = self.weights.labels.relations[relation];
            if head > 0 {
                token.head = Some(TokenId::at(window.words.start + head - 1));
            } else if window.continues {
                token.head = Some(draft.root);
                token.relation = Relation::Parataxis;
            } else {
                draft.root = TokenId::at(id);
                token.relation = Relation::Root;
            }
        }
    }

    /// Writes part of speech, features and lemma.
    fn tag(&self, text: &str, scores: &[f32], lower: &mut String, token: &mut Token) {
        let labels = &self.weights.labels;
        let form = token.span.of(text);
        let (slice, upos) = &labels.upos;
        token.upos = upos.get(argmax(slice.of(scores))).copied().unwrap_or(Upos::X);
        let (slice, feats) = &labels.feats;
        token.morph = feats.get(argmax(slice.of(scores))).copied().unwrap_or_default();
        lower.clear();
        lower.extend(form.chars().flat_map(char::to_lowercase));
        let (slice, scripts) = &labels.lemma;
        token.lemma = match self.weights.lexicon.get(lower, token.upos.as_str()) {
            Some(lemma) => lemma.into(),
            None => match scripts.get(argmax(slice.of(scores))) {
                Some(script) => script.apply(form),
                None => CompactString::from(lower.as_str()),
            },
        };
    }

    fn token_scores(&self, scores: &[f32], row: &mut Vec<f32>) -> TokenScores {
        let labels = &self.weights.labels;
        let mut out = NO_SCORES;
        let mut inside = |slice: crate::labels::Slice| {
            if slice.rows == 0 {
                return 0.0;
            }
            row.clear();
            row.extend_from_slice(slice.of(scores));
            softmax(row);
            row[1..].iter().sum()
        };
        out.cue = inside(labels.cue);
        out.source = inside(labels.source);
        out.content = inside(labels.content);
        for ((slice, places), target) in
            [(&labels.event, &mut out.trigger[..]), (&labels.status, &mut out.status[..])]
        {
            if slice.rows == 0 {
                continue;
            }
            row.clear();
            row.extend_from_slice(slice.of(scores));
            softmax(row);
            for (place, &p) in places.iter().zip(row.iter()) {
                if let Some(slot) = place.and_then(|place| target.get_mut(place)) {
                    *slot = p;
                }
            }
        }
        out
    }
}

const NO_SCORES: TokenScores = TokenScores {
    cue: 0.0,
    source: 0.0,
    content: 0.0,
    trigger: [0.0; dateline_doc::Plover::ALL.len()],
    status: [0.0; dateline_doc::Status::ALL.len()],
};

/// Whether there is no letter and no digit in a stretch of tokens.
fn no_words(text: &str, tokens: &[std::ops::Range<usize>]) -> bool {
    tokens.iter().all(|token| !text.get(token.clone()).unwrap_or_default().contains(char::is_alphanumeric))
}

/// Writes a stretch of an endless sentence that has no words: nothing is there for the network to read.
fn punctuate(text: &str, words: std::ops::Range<usize>, draft: &mut Draft) {
    for at in words {
        let token = &mut draft.tokens[at];
        token.upos = Upos::Punct;
        token.lemma = token.span.of(text).into();
        if at != draft.root.index() {
            token.head = Some(draft.root);
            token.relation = Relation::Punct;
        } else {
            token.relation = Relation::Root;
        }
    }
}

fn blank(span: Span) -> Token {
    Token {
        span,
        upos: Upos::X,
        morph: Morph::default(),
        lemma: CompactString::default(),
        head: None,
        relation: Relation::Root,
    }
}

/// Puts the layers together.
fn assemble(parts: &Segmentation, draft: Draft) -> Analysis {
    let count = draft.tokens.len();
    let span = |range: &std::ops::Range<usize>| {
        let tokens = draft.tokens.get(range.clone()).unwrap_or_default();
        match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span { start: 0, end: 0 },
        }
    };
    let mut sentences: Layer<SentenceId, Sentence> = Layer::new();
    let mut paragraphs: Layer<ParagraphId, Span> = Layer::new();
    let mut paragraph = 0;
    for (index, range) in parts.sentences.iter().enumerate() {
        while parts.paragraphs.get(paragraph).is_some_and(|p| p.end <= index) {
            paragraph += 1;
        }
        let range = range.start.min(count)..range.end.min(count);
        sentences.push(Sentence {
            span: span(&range),
            tokens: TokenId::at(range.start)..TokenId::at(range.end),
            paragraph: ParagraphId::at(paragraph),
        });
    }
    for range in &parts.paragraphs {
        let spans = sentences.as_slice().get(range.clone()).unwrap_or_default();
        paragraphs.push(match (spans.first(), spans.last()) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span { start: 0, end: 0 },
        });
    }
    Analysis::new(draft.tokens.into(), sentences, paragraphs, draft.names, draft.scores.into())
}

impl From<&Analysis> for Segmentation {
    /// The tokens and sentences of an analysis, to be read anew with [`Reader::read_tokens`].
    fn from(analysis: &Analysis) -> Segmentation {
        let mut paragraphs: Vec<std::ops::Range<usize>> = Vec::new();
        for (index, sentence) in analysis.sentences.iter().enumerate() {
            let at = sentence.paragraph.index();
            match paragraphs.last_mut() {
                Some(last) if analysis.sentences.as_slice()[last.start].paragraph.index() == at => {
                    last.end = index + 1
                }
                _ => paragraphs.push(index..index + 1),
            }
        }
        Segmentation {
            tokens: analysis.tokens.iter().map(|token| token.span.range()).collect(),
            sentences: analysis
                .sentences
                .iter()
                .map(|s| s.tokens.start.index()..s.tokens.end.index())
                .collect(),
            paragraphs,
        }
    }
}
