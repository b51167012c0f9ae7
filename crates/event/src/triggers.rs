//! Finding triggers: patterns whose words stand in the text and whose frame's conditions hold.

use crate::args::{self, Args};
use crate::frames::slot::Slot;
use crate::frames::{Frame, Pattern, Shape};
use crate::view::{View, ids};
use crate::window;
use dateline_doc::{Plover, Relation, Span, TokenId, Upos};
use smallvec::SmallVec;

/// A trigger in the text.
#[derive(Debug, Clone)]
pub(crate) struct Trigger<'v> {
    pub(crate) frame: &'v Frame,
    pub(crate) event: Plover,
    /// The head word.
    pub(crate) token: TokenId,
    /// All words of the pattern.
    pub(crate) words: SmallVec<[TokenId; 3]>,
    pub(crate) shape: Shape,
    pub(crate) weak: bool,
    /// Whether it names something that goes on unless something else is said.
    pub(crate) ongoing: bool,
    /// Whether a condition of the frame that not every sense meets is met.
    pub(crate) supported: bool,
    pub(crate) args: Args<'v>,
    /// Whether the trigger itself is negated and the frame's type took that into account.
    pub(crate) negation_used: bool,
}

impl Trigger<'_> {
    /// The words that name it: from the first to the last, where only what describes them stands
    /// between ("reached a new deal"), else the head word alone ("agreed on Thursday to").
    pub(crate) fn span(&self, view: &View<'_>) -> Span {
        let first = self.words.iter().min().copied().unwrap_or(self.token);
        let last = self.words.iter().max().copied().unwrap_or(self.token);
        let describes = |at: TokenId| {
            self.words.contains(&at)
                || matches!(
                    view.upos(at),
                    Upos::Det | Upos::Adj | Upos::Adv | Upos::Num | Upos::Pron | Upos::X
                )
        };
        if last.0 - first.0 <= 4 && (first.0..=last.0).map(TokenId).all(describes) {
            view.token(first).span.cover(view.token(last).span)
        } else {
            view.token(self.token).span
        }
    }
}

/// Every trigger of a sentence; the more words a pattern has the better, then the surer.
pub(crate) fn find<'v>(view: &'v View<'_>, tokens: std::ops::Range<u32>) -> Vec<Trigger<'v>> {
    let mut found: Vec<Trigger<'v>> = Vec::new();
    for id in ids(tokens.clone()) {
        if view.in_name(id) {
            continue;
        }
        let mut around: [Option<Args<'v>>; 2] = [None, None];
        for form in view.forms(id) {
            for &number in view.frames.first.get(form).into_iter().flatten() {
                let pattern = &view.frames.patterns[number as usize];
                let Some(words) = words_of(view, pattern, id, &tokens) else { continue };
                let token = words[pattern.head.min(words.len() - 1)];
                let verbal = matches!(pattern.shape, Shape::Verb | Shape::NegatedVerb);
                let args = if token == id {
                    around[usize::from(verbal)].get_or_insert_with(|| args_of(view, token, verbal)).clone()
                } else {
                    args_of(view, token, verbal)
                };
                let frame = &view.frames.frames[pattern.frame as usize];
                if !conditions(view, frame, pattern, token, &args) {
                    continue;
                }
                let negated = negated(view, token);
                if pattern.shape == Shape::NegatedVerb && !negated {
                    continue;
                }
                let turned = frame.negated.filter(|_| negated);
                found.push(Trigger {
                    frame,
                    event: turned.unwrap_or(frame.event),
                    token,
                    words,
                    shape: pattern.shape,
                    weak: pattern.weak,
                    ongoing: pattern.ongoing,
                    supported: conditional(frame, pattern),
                    args,
                    negation_used: turned.is_some() || pattern.shape == Shape::NegatedVerb,
                });
            }
        }
    }
    // Negated readings and required objects say more than a bare lemma.
    let rank = |t: &Trigger<'_>| {
        (
            std::cmp::Reverse(t.words.len()),
            !t.negation_used,
            t.frame.object.is_empty() && t.frame.modifier.is_empty(),
            t.weak,
            t.token,
        )
    };
    found.sort_by_key(rank);
    let mut used: SmallVec<[TokenId; 16]> = SmallVec::new();
    let mut kept: Vec<Trigger<'v>> = Vec::new();
    for trigger in found {
        if trigger.words.iter().any(|word| used.contains(word)) {
            continue;
        }
        used.extend(trigger.words.iter().copied());
        kept.push(trigger);
    }
    kept.sort_by_key(|trigger| trigger.token);
    merge(view, kept)
}

fn args_of<'v>(view: &'v View<'_>, token: TokenId, verbal: bool) -> Args<'v> {
    match (view.tree_at(token), verbal) {
        (true, true) => args::of_verb(view, token),
        (true, false) => args::of_noun(view, token),
        (false, _) => window::around(view, token, verbal),
    }
}

/// The tokens of a pattern that starts at `start`.
fn words_of(
    view: &View<'_>,
    pattern: &Pattern,
    start: TokenId,
    sentence: &std::ops::Range<u32>,
) -> Option<SmallVec<[TokenId; 3]>> {
    let untagged = view.upos(start) == Upos::X;
    let fits = untagged && could_be(view, pattern.shape, start, sentence.start)
        || match pattern.shape {
            Shape::Verb | Shape::NegatedVerb => {
                view.upos(start) == Upos::Verb
                    || view.upos(start) == Upos::Adj
                        && view.relation(start) == Relation::Amod
                        && view.word(start).ends_with("ed")
            }
            Shape::Noun => {
                matches!(view.upos(start), Upos::Noun | Upos::Propn | Upos::Adj) || pattern.words.len() > 1
            }
            Shape::Adjective => matches!(view.upos(start), Upos::Adj | Upos::Verb),
            Shape::Modal => view.upos(start) == Upos::Aux || view.upos(start) == Upos::Verb,
            Shape::Phrase => true,
        };
    if !fits || pattern.shape == Shape::Noun && pattern.words.len() == 1 && view.upos(start) == Upos::Adj {
        return None;
    }
    let mut words = SmallVec::new();
    words.push(start);
    let verbal = matches!(pattern.shape, Shape::Verb | Shape::NegatedVerb);
    for word in &pattern.words[1..] {
        let last = *words.last()?;
        let next = if verbal {
            next_of_verb(view, start, last, word, sentence.end)?
        } else {
            let next = TokenId(last.0 + 1);
            (next.0 < sentence.end && view.is(next, word)).then_some(next)?
        };
        words.push(next);
    }
    // "talk to the envoy" is not "want to talk", "order him to leave" not "the order to his aide".
    let last = *words.last()?;
    if verbal && words.len() > 1 && view.tree_at(start) && view.is(last, "to") {
        let frame = &view.frames.frames[pattern.frame as usize];
        let party = frame.recipient.contains(&Slot::Preposition("to".into()));
        let marks = view.relation(last) == Relation::Mark;
        if party == marks {
            return None;
        }
    }
    Some(words)
}

/// Whether an untagged word can be what a pattern asks for: no verb stands behind an article or a
/// possessive, no noun in "-ing" behind a form of "be".
fn could_be(view: &View<'_>, shape: Shape, at: TokenId, start: u32) -> bool {
    let before =
        |steps: u32| (at.0 >= start + steps).then(|| view.word(TokenId(at.0 - steps)).to_lowercase());
    let article = |word: Option<String>| {
        word.is_some_and(|word| {
            matches!(word.as_str(), "a" | "an" | "the" | "his" | "her" | "its" | "their" | "'s" | "this")
        })
    };
    match shape {
        Shape::Verb | Shape::NegatedVerb => {
            !article(before(1)) && !article(before(2)) || view.word(at).ends_with("ed")
        }
        Shape::Noun => {
            let progressive =
                before(1).is_some_and(|word| matches!(word.as_str(), "is" | "are" | "was" | "were" | "been"));
            !(progressive && view.word(at).ends_with("ing"))
        }
        _ => true,
    }
}

/// The next word of a verbal pattern: a particle or preposition of the verb, or its object. Other
/// words may stand between ("put the general on trial"), as long as the word belongs to the verb.
fn next_of_verb(view: &View<'_>, verb: TokenId, last: TokenId, word: &str, end: u32) -> Option<TokenId> {
    let tree = view.tree_at(verb);
    let reach = if tree { 9 } else { 4 };
    for id in ids(last.0 + 1..end.min(last.0 + 1 + reach)) {
        if view.is(id, word) {
            if id.0 == last.0 + 1 || !tree && view.upos(id) == Upos::X {
                return Some(id);
            }
            let head = view.head(id)?;
            let near = head == verb
                || head == last
                || view.head(head) == Some(verb)
                || view.head(head) == Some(last);
            if near && view.relation(id) != Relation::Conj {
                return Some(id);
            }
        }
        if matches!(view.word(id), "," | ";" | ":" | "." | "“" | "\"") && id.0 > last.0 + 1 {
            return None;
        }
    }
    None
}

/// Whether a trigger word is negated: "did not meet", "no talks", "never", "without attacking".
pub(crate) fn negated(view: &View<'_>, token: TokenId) -> bool {
    if !view.tree_at(token) {
        let start = view.sentence_tokens(token).start.max(token.0.saturating_sub(3));
        return ids(start..token.0).any(|id| negation(view, id));
    }
    let direct = view
        .a
        .children(token)
        .iter()
        .any(|&child| negation(view, child) && view.relation(child) != Relation::Conj);
    direct
        || view.case_of(token) == Some("without")
        || view.a.children_by(token, Relation::Mark).any(|mark| view.is(mark, "without"))
}

fn negation(view: &View<'_>, id: TokenId) -> bool {
    let word = view.word(id).to_lowercase();
    let next = || view.word(TokenId((id.0 + 1).min(view.sentence_tokens(id).end - 1))).to_lowercase();
    match word.as_str() {
        "not" => next() != "only",
        "n't" | "n’t" | "never" | "no" | "nobody" | "none" | "neither" | "nor" | "cannot" => true,
        _ => false,
    }
}

/// Whether a frame that has let a pattern pass asks for more than its words.
fn conditional(frame: &Frame, pattern: &Pattern) -> bool {
    match pattern.shape {
        Shape::Verb | Shape::NegatedVerb => {
            !frame.object.is_empty()
                || !frame.subject.is_empty()
                || pattern.strict && !frame.object_or.is_empty()
        }
        _ => !frame.modifier.is_empty() || !frame.of_object.is_empty() || !frame.light.is_empty(),
    }
}

fn conditions(view: &View<'_>, frame: &Frame, pattern: &Pattern, token: TokenId, args: &Args<'_>) -> bool {
    let verbal = matches!(pattern.shape, Shape::Verb | Shape::NegatedVerb);
    let tree = view.tree_at(token);
    // The object of "lash out at X" is X.
    let last = pattern.words.last().map_or("", |word| word.as_str());
    let by_preposition =
        args.oblique.iter().filter(|(case, _)| pattern.words.len() > 1 && *case == last).map(|&(_, id)| id);
    let objects: SmallVec<[TokenId; 4]> = args.object.iter().copied().chain(by_preposition).collect();
    if verbal {
        let class = |set| objects.iter().any(|&id| view.belongs(id, set));
        // Complements say what is asked, called, meant: "called it a crime".
        let complement = |set| {
            view.a
                .children_by(token, Relation::Xcomp)
                .chain(args.oblique.iter().filter(|(case, _)| *case == "as").map(|&(_, id)| id))
                .any(|id| view.belongs(id, set))
        };
        if !frame.object.is_empty() && !class(&frame.object) && !complement(&frame.object) {
            return false;
        }
        let alternatives = !frame.object_or.is_empty() || !frame.subject_or.is_empty();
        if alternatives && pattern.strict && pattern.words.len() == 1 && !class(&frame.object_or) {
            return false;
        }
        if alternatives
            && pattern.strict
            && pattern.words.len() > 1
            && !objects.is_empty()
            && !class(&frame.object_or)
        {
            return false;
        }
        if !frame.subject_or.is_empty()
            && !class(&frame.object_or)
            && !args.subject.iter().chain(&args.agent).any(|&id| view.belongs(id, &frame.subject_or))
        {
            return false;
        }
        if class(&frame.object_not) {
            return false;
        }
        let subjects = || args.subject.iter().chain(&args.agent).copied();
        if tree && !frame.subject.is_empty() && !subjects().any(|id| view.belongs(id, &frame.subject)) {
            return false;
        }
        if subjects().any(|id| {
            view.belongs(id, &frame.subject_not)
                && view.mention(id).is_none_or(|(m, _)| m.form != dateline_doc::Form::Name)
        }) {
            return false;
        }
        if args.passive
            && !frame.subject_not.is_empty()
            && args.oblique.iter().any(|&(case, id)| {
                matches!(case, "in" | "by" | "during" | "after" | "from")
                    && frame.subject_not.words.contains(view.lemma(id))
            })
        {
            return false;
        }
    } else {
        let modifies = |set: &crate::frames::classes::WordSet| {
            !set.is_empty()
                && view.a.children(token).iter().any(|&child| {
                    matches!(
                        view.relation(child),
                        Relation::Compound
                            | Relation::Amod
                            | Relation::Nmod
                            | Relation::NmodUnmarked
                            | Relation::NmodDesc
                            | Relation::Nummod
                    ) && (child < token || view.is(child, "i") || view.is(child, "ii"))
                        && view.forms(child).any(|form| set.words.contains(form))
                })
        };
        let before = |set: &crate::frames::classes::WordSet| {
            token.0 > view.sentence_tokens(token).start
                && view.forms(TokenId(token.0 - 1)).any(|form| set.words.contains(form))
        };
        if !frame.modifier.is_empty() && !modifies(&frame.modifier) && !before(&frame.modifier) {
            return false;
        }
        if modifies(&frame.modifier_not) || before(&frame.modifier_not) {
            return false;
        }
        // A noun that only modifies another ("attack helicopter", "talks venue") names no event,
        // unless that noun is one of time, place or kind.
        if tree
            && view.relation(token) == Relation::Compound
            && pattern.shape == Shape::Noun
            && pattern.words.len() == 1
        {
            return false;
        }
        let of = || args.oblique.iter().filter(|(case, _)| *case == "of").map(|&(_, id)| id);
        if !frame.of_object.is_empty()
            && !of().chain(args.possessor.iter().copied()).any(|id| view.belongs(id, &frame.of_object))
        {
            return false;
        }
        if of().any(|id| view.belongs(id, &frame.of_not)) {
            return false;
        }
        if !frame.light.is_empty()
            && !args.carrier.is_some_and(|verb| frame.light.iter().any(|word| view.is(verb, word)))
        {
            return false;
        }
    }
    let has = |preposition: &str| {
        args.oblique.iter().any(|(case, _)| *case == preposition)
            || TokenId(token.0 + 1).0 < view.sentence_tokens(token).end
                && view.is(TokenId(token.0 + 1), preposition)
    };
    (frame.need_prep.is_empty()
        || frame.need_prep.iter().any(|p| has(p))
        || frame.need_prep.iter().any(|p| p == "by") && !args.agent.is_empty())
        && !frame.not_prep.iter().any(|p| has(p))
}

/// A light verb and its noun ("signed an agreement"), or two triggers of one type that are verb and
/// object, are one event; the noun's frame knows the parties better unless the verb has more.
fn merge<'v>(view: &View<'_>, triggers: Vec<Trigger<'v>>) -> Vec<Trigger<'v>> {
    let mut gone = vec![false; triggers.len()];
    let mut widened: Vec<Trigger<'v>> = triggers;
    for noun in 0..widened.len() {
        if widened[noun].shape != Shape::Noun {
            continue;
        }
        // "the attack killed nine": the noun is the event, the verb its outcome.
        let outcome =
            view.head(widened[noun].token).filter(|_| view.relation(widened[noun].token) == Relation::Nsubj);
        let verb = outcome.and_then(|verb| widened.iter().position(|other| other.token == verb));
        if let Some(verb) = verb.filter(|&verb| widened[verb].event == widened[noun].event && !gone[verb]) {
            gone[verb] = true;
            let hit = widened[verb].args.object.clone();
            if widened[noun].args.sufferer.is_empty() {
                widened[noun].args.sufferer.extend(hit);
            }
            continue;
        }
        // "nine were killed in the attack"
        let inside = view.head(widened[noun].token).filter(|_| {
            view.relation(widened[noun].token) == Relation::Obl
                && matches!(
                    view.case_of(widened[noun].token),
                    Some("in" | "during" | "by" | "after" | "from")
                )
        });
        let verb = inside.and_then(|verb| widened.iter().position(|other| other.token == verb));
        if let Some(verb) = verb.filter(|&verb| {
            widened[verb].event == widened[noun].event && !gone[verb] && widened[verb].args.passive
        }) {
            gone[verb] = true;
            let hit = widened[verb].args.object.clone();
            widened[noun].args.sufferer.extend(hit);
            continue;
        }
        let object_of = view.head(widened[noun].token).filter(|_| {
            matches!(view.relation(widened[noun].token), Relation::Obj | Relation::NsubjPass)
                && view.tree_at(widened[noun].token)
        });
        let before = (!view.tree_at(widened[noun].token))
            .then(|| widened[..noun].iter().rev().find(|t| t.shape == Shape::Verb).map(|t| t.token))
            .flatten();
        let Some(carrier) =
            widened[noun].args.carrier.filter(|&verb| verb != widened[noun].token).or(object_of).or(before)
        else {
            continue;
        };
        let verb = widened.iter().position(|other| {
            other.token == carrier && matches!(other.shape, Shape::Verb | Shape::NegatedVerb)
        });
        let Some(verb) = verb.filter(|&verb| verb != noun && !gone[verb]) else { continue };
        let same = widened[verb].event == widened[noun].event;
        // "lifted the sanctions", "broke the truce": the verb says what becomes of the noun.
        let object =
            widened[verb].args.object.contains(&widened[noun].token) || widened[verb].args.object.is_empty();
        if !same
            && object
            && !widened[verb].frame.object.is_empty()
            && view.belongs(widened[noun].token, &widened[verb].frame.object)
        {
            gone[noun] = true;
            continue;
        }
        let light = view.frames.light.light.contains(view.lemma(carrier))
            && widened[verb].weak
            && widened[verb].words.len() == 1;
        if same {
            gone[noun] = true;
            let word = widened[noun].token;
            let extra = widened[noun].args.oblique.clone();
            widened[verb].words.push(word);
            for (case, id) in extra {
                if !widened[verb].args.oblique.contains(&(case, id)) {
                    widened[verb].args.oblique.push((case, id));
                }
            }
            widened[verb].weak &= widened[noun].weak;
        } else if light {
            gone[verb] = true;
        }
    }
    let mut at = 0;
    widened.retain(|_| {
        at += 1;
        !gone[at - 1]
    });
    widened
}
