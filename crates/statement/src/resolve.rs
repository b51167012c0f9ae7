//! From words to entities: who the source, the addressee and the target are.

use crate::speakers::{self, Speaker};
use crate::view::View;
use dateline_doc::{
    Entity, EntityId, EntityType, Form, Layer, Mention, MentionId, Relation, Sector, Span, TokenId, Upos,
};

/// Mentions by token.
pub(crate) struct Resolver<'a> {
    view: &'a View<'a>,
    mentions: &'a Layer<MentionId, Mention>,
    entities: &'a Layer<EntityId, Entity>,
    /// Mentions over each token, the longest first.
    over: Vec<Vec<MentionId>>,
}

impl<'a> Resolver<'a> {
    pub(crate) fn new(
        view: &'a View<'a>,
        entities: &'a Layer<EntityId, Entity>,
        mentions: &'a Layer<MentionId, Mention>,
    ) -> Self {
        let mut over = vec![Vec::new(); view.len()];
        for (id, m) in mentions.iter_ids() {
            for t in view.analysis.token_ids_in(m.span) {
                over[t.index()].push(id);
            }
        }
        for list in &mut over {
            list.sort_by_key(|&m: &MentionId| (std::cmp::Reverse(mentions[m].span.len()), m));
        }
        Resolver { view, mentions, entities, over }
    }

    /// Entities for the heads of a phrase; a group whose members all stand beside it is left out.
    pub(crate) fn all(&self, heads: &[TokenId]) -> Vec<EntityId> {
        let mut out = Vec::new();
        for &h in heads {
            if let Some(e) = self.one(h)
                && !out.contains(&e)
            {
                out.push(e);
            }
        }
        let members: Vec<EntityId> = out.clone();
        out.retain(|&e| {
            let group = self.entities.get(e).map_or(&[][..], |x| &x.members[..]);
            group.is_empty() || !group.iter().any(|m| members.contains(m))
        });
        out
    }

    /// The same without places: who can meet and speak.
    pub(crate) fn parties(&self, heads: &[TokenId]) -> Vec<EntityId> {
        let mut all = self.all(heads);
        all.retain(|&e| {
            self.entities.get(e).is_some_and(|x| {
                !matches!(x.kind, EntityType::Place | EntityType::Facility | EntityType::Event)
            })
        });
        all
    }

    /// The entity that a phrase with this head names.
    pub(crate) fn one(&self, head: TokenId) -> Option<EntityId> {
        // "a Republican, Mark Low": the person, not the party.
        let direct = self.at(head);
        let person = |e: EntityId| self.entities.get(e).is_some_and(|x| x.kind == EntityType::Person);
        if direct.is_none_or(|e| !person(e)) {
            let beside = self.view.children(head).iter().copied().filter(|&c| {
                matches!(self.view.relation(c), Relation::Flat | Relation::Appos)
                    && self.view.upos(c) == Upos::Propn
            });
            if let Some(e) = beside.filter_map(|c| self.at(c)).find(|&e| person(e)) {
                return Some(e);
            }
        }
        direct.or_else(|| self.through(head, 0))
    }

    /// The name that stands at the end of a phrase or right behind it and says who its head is: "the club's president
    /// Ann Low", "a member of the board, Ann Low, said", "broadcaster Radio North".
    pub(crate) fn name_near(&self, head: TokenId, span: Span) -> Option<EntityId> {
        let view = self.view;
        let class = speakers::class(view.word(head))?;
        let range = view.analysis.tokens_in(span);
        let mut near: Vec<TokenId> = Vec::new();
        if range.end > range.start && range.end.0 - 1 > head.0 {
            near.push(TokenId(range.end.0 - 1));
        }
        let behind = range.end;
        if behind.index() < view.len() && view.upos(behind) == Upos::Propn {
            near.push(behind);
        } else if behind.0 as usize + 1 < view.len() && view.word(behind) == "," {
            let named = TokenId(behind.0 + 1);
            if view.upos(named) == Upos::Propn && class == Speaker::Person {
                near.push(named);
            }
        }
        near.into_iter().find_map(|t| {
            let &m = self.over[t.index()].first()?;
            let mention = &self.mentions[m];
            let kind = self.entities.get(mention.entity)?.kind;
            let fits = match class {
                Speaker::Person => kind == EntityType::Person,
                _ => matches!(kind, EntityType::Organisation | EntityType::Group),
            };
            // "an aide to Ann Low" is not Ann Low.
            let first = view.analysis.tokens_in(mention.span).start;
            let mut before = view.previous(first);
            while let Some(b) = before.filter(|&b| b > head && view.upos(b) == Upos::Propn) {
                before = view.previous(b);
            }
            let apart = before.is_some_and(|b| {
                matches!(view.word(b), "'s" | "'" | "and" | "or")
                    || view.upos(b) == Upos::Adp
                    || view.upos(b) == Upos::Det
            });
            (mention.form == Form::Name && fits && !apart).then_some(mention.entity)
        })
    }

    /// Whether the entity is known by a name in the text.
    pub(crate) fn is_named(&self, e: EntityId) -> bool {
        self.mentions.iter().any(|m| m.entity == e && m.form == Form::Name)
    }

    /// A group that is no more than a plural word: its members are not known.
    pub(crate) fn is_bare_group(&self, e: EntityId) -> bool {
        self.entities.get(e).is_some_and(|x| {
            x.kind == EntityType::Group && x.members.is_empty() && x.wikidata.is_none() && x.country.is_none()
        }) && !self.is_named(e)
    }

    /// Whether the entity is a medium.
    pub(crate) fn is_medium(&self, e: EntityId) -> bool {
        self.entities.get(e).is_some_and(|x| x.sector == Some(Sector::Med))
    }

    pub(crate) fn is_person(&self, e: EntityId) -> bool {
        self.entities.get(e).is_some_and(|x| x.kind == EntityType::Person)
    }

    /// The entity of a mention over the token; the one that the token heads, where several nest.
    fn at(&self, t: TokenId) -> Option<EntityId> {
        let over = self.over.get(t.index())?;
        let headed = over.iter().copied().find(|&m| {
            let span = self.mentions[m].span;
            self.view.analysis.head_of(span) == Some(t) || self.view.analysis.tokens_in(span).end.0 == t.0 + 1
        });
        headed.or_else(|| over.last().copied()).map(|m| self.mentions[m].entity)
    }

    /// The name behind a title, beside an apposition, or of the author behind a document.
    fn through(&self, head: TokenId, depth: usize) -> Option<EntityId> {
        if depth > 3 {
            return None;
        }
        let view = self.view;
        let kids = view.children(head);
        let by = |relations: &[Relation]| {
            kids.iter().copied().filter(|&c| relations.contains(&view.relation(c))).find_map(|c| self.at(c))
        };
        // "US Secretary of State Antony Blinken", "the guard's captain, John Low".
        if let Some(e) = by(&[Relation::Flat, Relation::Appos]) {
            return Some(e);
        }
        if matches!(
            view.relation(head),
            Relation::Flat | Relation::Compound | Relation::NmodDesc | Relation::Appos
        ) && let Some(h) = view.head(head)
            && let Some(e) = self.at(h)
        {
            return Some(e);
        }
        let word = view.word(head);
        let class = speakers::class(word);
        let speaks_for = class == Some(Speaker::Document)
            || matches!(
                word,
                "comments" | "comment" | "remarks" | "words" | "speech" | "announcement" | "spokesperson's"
            );
        // "Its readout", "a statement from the palace", "the bank's report".
        if speaks_for || class == Some(Speaker::Body) {
            let e = by(&[Relation::NmodPoss]).or_else(|| {
                kids.iter().copied().find_map(|c| {
                    let from = view.relation(c) == Relation::Nmod
                        && view
                            .marker(c)
                            .is_some_and(|m| matches!(view.word(m), "of" | "from" | "by" | "within"));
                    from.then(|| self.at(c).or_else(|| self.through(c, depth + 1)))?
                })
            });
            // "a poll published by Radio North"
            let e = e.or_else(|| {
                kids.iter().copied().filter(|&c| view.relation(c) == Relation::Acl).find_map(|c| {
                    crate::tree::subject::agent(view, c)
                        .and_then(|a| self.at(a).or_else(|| self.through(a, depth + 1)))
                })
            });
            if e.is_some() {
                return e;
            }
            // "the French government" is France's, "French media" is not France.
            let state = matches!(
                word,
                "government"
                    | "ministry"
                    | "administration"
                    | "authorities"
                    | "authority"
                    | "army"
                    | "military"
                    | "forces"
                    | "regime"
                    | "officials"
                    | "side"
            );
            return if speaks_for || state {
                by(&[Relation::Compound, Relation::Amod, Relation::NmodDesc])
            } else {
                None
            };
        }
        // A title before a name that the parser took for a modifier.
        kids.iter()
            .copied()
            .filter(|&c| {
                matches!(view.relation(c), Relation::Compound | Relation::NmodDesc | Relation::Nmod)
                    && view.marker(c).is_none()
            })
            .filter(|&c| c > head)
            .find_map(|c| self.at(c))
    }

    /// The last mention of an entity before a byte offset, pronouns apart.
    pub(crate) fn last_mention(&self, e: EntityId, before: u32) -> Option<Span> {
        let all = self.mentions.as_slice();
        let end = all.partition_point(|m| m.span.start < before);
        all[..end].iter().rev().take(400).find(|m| m.entity == e && m.form != Form::Pronoun).map(|m| m.span)
    }

    /// A medium's name that starts at the token: its span and last token.
    pub(crate) fn medium_at(&self, t: TokenId) -> Option<(Span, TokenId)> {
        let &m = self.over.get(t.index())?.first()?;
        let mention = &self.mentions[m];
        let range = self.view.analysis.tokens_in(mention.span);
        (mention.form == Form::Name && range.start == t && self.is_medium(mention.entity))
            .then(|| (mention.span, TokenId(range.end.0 - 1)))
    }

    /// For whom an official says "we": the state, where the report names it.
    pub(crate) fn state_of(&self, speakers: &[EntityId]) -> Vec<EntityId> {
        let &[speaker] = speakers else { return speakers.to_vec() };
        let Some(who) = self.entities.get(speaker) else { return Vec::new() };
        let official = matches!(who.sector, Some(Sector::Gov | Sector::Mil | Sector::Leg));
        let state = (official && who.country.is_some())
            .then(|| {
                self.entities
                    .iter_ids()
                    .find(|(_, e)| e.kind == EntityType::State && e.country == who.country)
            })
            .flatten();
        vec![state.map_or(speaker, |(id, _)| id)]
    }

    /// Whether a person, body or document is named here, so that it can be cited.
    pub(crate) fn can_speak(&self, head: TokenId) -> bool {
        if speakers::class(self.view.word(head)).is_some() {
            return true;
        }
        self.over.get(head.index()).is_some_and(|over| {
            over.iter().any(|&m| {
                let m = &self.mentions[m];
                m.form == Form::Name
                    && self
                        .entities
                        .get(m.entity)
                        .is_some_and(|e| !matches!(e.kind, EntityType::Event | EntityType::Facility))
            })
        })
    }

    /// Entities mentioned in a stretch.
    pub(crate) fn within(&self, span: Span) -> Vec<EntityId> {
        let mut out = Vec::new();
        for t in self.view.analysis.token_ids_in(span) {
            for &m in &self.over[t.index()] {
                let e = self.mentions[m].entity;
                if !out.contains(&e) {
                    out.push(e);
                }
            }
        }
        out
    }
}
