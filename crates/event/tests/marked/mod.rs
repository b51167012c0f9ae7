//! Example sentences with marks, turned into layers: `[actor]`, `{recipient}`, `*trigger*`.

use dateline_doc::{
    Analysis, Entity, EntityId, EntityType, Event, Form, Layer, Mention, Origin, ParagraphId, Relation,
    Sentence, Span, Stage, Token, TokenId, Upos,
};
use dateline_event::{Frames, Layers, Weighing, events};

/// A sentence without its marks, and what they mark.
#[derive(Debug)]
pub(crate) struct Marked {
    pub(crate) text: String,
    pub(crate) trigger: Span,
    pub(crate) actor: Vec<EntityId>,
    pub(crate) recipient: Vec<EntityId>,
    entities: Layer<EntityId, Entity>,
    mentions: Layer<dateline_doc::MentionId, Mention>,
}

impl Marked {
    pub(crate) fn parse(example: &str) -> Marked {
        let mut marked = Marked {
            text: String::new(),
            trigger: Span { start: 0, end: 0 },
            actor: Vec::new(),
            recipient: Vec::new(),
            entities: Layer::new(),
            mentions: Layer::new(),
        };
        let (mut open, mut trigger) = (0, None::<usize>);
        for c in example.chars() {
            match c {
                '[' | '{' => open = marked.text.len(),
                ']' | '}' => {
                    let origin = Origin::rule(Stage::User, "example");
                    let span = Span::new(open, marked.text.len());
                    let entity = marked.entities.push(Entity::new(
                        span.of(&marked.text),
                        EntityType::Group,
                        origin.clone(),
                    ));
                    marked.mentions.push(Mention {
                        span,
                        entity,
                        form: Form::Nominal,
                        metonym: false,
                        origin,
                    });
                    if c == ']' { marked.actor.push(entity) } else { marked.recipient.push(entity) }
                }
                '*' => match trigger {
                    None => trigger = Some(marked.text.len()),
                    Some(start) if marked.trigger.is_empty() => {
                        marked.trigger = Span::new(start, marked.text.len())
                    }
                    Some(_) => {}
                },
                c => marked.text.push(c),
            }
        }
        marked
    }

    /// Tokens at spaces and marks, without tags or heads.
    pub(crate) fn analysis(&self) -> Analysis {
        let mut tokens: Layer<TokenId, Token> = Layer::new();
        let mut push = |start: usize, end: usize| {
            if start < end {
                let first = tokens.is_empty();
                tokens.push(Token {
                    span: Span::new(start, end),
                    upos: Upos::X,
                    morph: Default::default(),
                    lemma: "".into(),
                    head: (!first).then_some(TokenId(0)),
                    relation: if first { Relation::Root } else { Relation::Dep },
                });
            }
        };
        let mut start = 0;
        for (at, c) in self.text.char_indices() {
            let apostrophe = c == '\'' && self.text[at..].starts_with("'s");
            if c.is_whitespace() || matches!(c, ',' | '.' | '"') || apostrophe {
                push(start, at);
                if c.is_whitespace() {
                    start = at + c.len_utf8();
                } else if apostrophe {
                    start = at;
                } else {
                    push(at, at + c.len_utf8());
                    start = at + c.len_utf8();
                }
            }
        }
        push(start, self.text.len());
        let count = tokens.len();
        let span = Span::new(0, self.text.len());
        let sentence = Sentence { span, tokens: TokenId(0)..TokenId::at(count), paragraph: ParagraphId(0) };
        Analysis::new(tokens, vec![sentence].into(), vec![span].into(), Vec::new(), Layer::new())
    }

    pub(crate) fn events(&self, frames: &Frames, weighing: Weighing) -> Vec<Event> {
        let analysis = self.analysis();
        let layers = Layers {
            text: &self.text,
            analysis: &analysis,
            entities: &self.entities,
            mentions: &self.mentions,
            times: &Layer::new(),
            places: &Layer::new(),
            statements: &Layer::new(),
            date: None,
        };
        events(&layers, frames, weighing).into_iter().collect()
    }
}
