//! What stands around a trigger: subjects, objects, agents, prepositional phrases.

use crate::view::View;
use dateline_doc::syntax::{Tense, VerbForm, Voice};
use dateline_doc::{Relation, TokenId, Upos};
use smallvec::SmallVec;

type Tokens = SmallVec<[TokenId; 2]>;

/// The heads of the phrases around a trigger, by what they are to it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Args<'v> {
    pub(crate) subject: Tokens,
    pub(crate) object: Tokens,
    pub(crate) indirect: Tokens,
    pub(crate) agent: Tokens,
    pub(crate) possessor: Tokens,
    pub(crate) modifier: Tokens,
    /// Who suffers the event of a noun under "face", "suffer".
    pub(crate) sufferer: Tokens,
    pub(crate) oblique: SmallVec<[(&'v str, TokenId); 4]>,
    pub(crate) passive: bool,
    /// The verb that carries a noun trigger ("held talks"), or the trigger itself.
    pub(crate) carrier: Option<TokenId>,
}

const CLAUSE_MODIFIERS: &[Relation] = &[Relation::Acl, Relation::AclRelcl];
/// How far control and coordination are followed.
const DEPTH: usize = 6;

/// Whether a verb is passive: by its subject, its auxiliary, or as a bare participle.
pub(crate) fn is_passive(view: &View<'_>, verb: TokenId) -> bool {
    let token = view.token(verb);
    if view.a.child_in(verb, &[Relation::NsubjPass, Relation::AuxPass, Relation::CsubjPass]).is_some() {
        return true;
    }
    if view.a.child_in(verb, &[Relation::Obj, Relation::Ccomp, Relation::Xcomp]).is_some() {
        return false;
    }
    // Headlines tell in the present tense and drop the auxiliary: "Minister stabbed in Dhaka".
    let past_form = token.morph.tense == Some(Tense::Past);
    if past_form
        && view.in_headline(verb)
        && !has_auxiliary(view, verb)
        && view.a.child_in(verb, &[Relation::Nsubj]).is_some()
    {
        return true;
    }
    if view.a.child_in(verb, &[Relation::Nsubj]).is_some() {
        return false;
    }
    let past = token.morph.verb_form == Some(VerbForm::Part) && token.morph.tense == Some(Tense::Past);
    let participle = token.morph.voice == Some(Voice::Pass) || past;
    match token.relation {
        Relation::Acl | Relation::Amod | Relation::Advcl => participle && !has_auxiliary(view, verb),
        Relation::Conj => view.head(verb).is_some_and(|first| {
            view.upos(first) == Upos::Verb
                && view.a.child_in(verb, &[Relation::Aux]).is_none()
                && participle
                && is_passive(view, first)
        }),
        // Headlines drop the auxiliary: "Minister stabbed".
        _ => {
            participle && !has_auxiliary(view, verb) && view.a.child_in(verb, &[Relation::OblAgent]).is_some()
        }
    }
}

fn has_auxiliary(view: &View<'_>, verb: TokenId) -> bool {
    view.a.children_by(verb, Relation::Aux).any(|aux| view.is(aux, "have"))
}

/// A phrase head and what is coordinated with it ("Turkey and Libya"), with relative pronouns
/// replaced by what they stand for.
pub(crate) fn with_conjuncts(view: &View<'_>, id: TokenId) -> Tokens {
    let mut all = Tokens::new();
    all.push(resolve_relative(view, id));
    all.extend(view.a.children_by(id, Relation::Conj).filter(|&other| view.upos(other) != Upos::Verb));
    all
}

fn resolve_relative(view: &View<'_>, id: TokenId) -> TokenId {
    if view.upos(id) != Upos::Pron || !matches!(view.lemma(id), "who" | "which" | "that" | "whom" | "whose") {
        return id;
    }
    view.a
        .ancestors(id)
        .take(DEPTH)
        .find(|&above| matches!(view.relation(above), Relation::AclRelcl | Relation::Acl))
        .and_then(|clause| view.head(clause))
        .unwrap_or(id)
}

/// The subjects of a verb: its own, or by control, coordination or modification another's.
pub(crate) fn subjects(view: &View<'_>, verb: TokenId, depth: usize) -> Tokens {
    let own = [Relation::Nsubj, Relation::NsubjOuter];
    if let Some(subject) = view.a.child_in(verb, &own) {
        return with_conjuncts(view, subject);
    }
    let Some(head) = view.head(verb).filter(|_| depth < DEPTH) else { return Tokens::new() };
    let passive = |verb: TokenId| view.a.child_in(verb, &[Relation::NsubjPass]);
    match view.relation(verb) {
        // "agreed to withdraw": the subject; "urged Israel to halt": the object.
        Relation::Xcomp | Relation::Ccomp => {
            let controller = view.a.child_in(head, &[Relation::Obj, Relation::Iobj]);
            if let Some(object) =
                controller.filter(|_| !matches!(view.lemma(head), "promise" | "threaten" | "vow" | "use"))
            {
                return with_conjuncts(view, object);
            }
            if view.relation(verb) == Relation::Ccomp
                && view.upos(head) == Upos::Verb
                && !clause_shares(view, verb)
            {
                return Tokens::new();
            }
            // "called on Beijing to show restraint"
            let obliques = view.a.children_by(head, Relation::Obl).filter(|&o| o < verb);
            let called = obliques
                .filter(|&o| matches!(view.case_of(o), Some("on" | "upon" | "to" | "for" | "with")))
                .last();
            if let Some(called) =
                called.filter(|_| matches!(view.lemma(head), "call" | "appeal" | "plead" | "ask" | "wait"))
            {
                return with_conjuncts(view, called);
            }
            match passive(head) {
                Some(subject) => with_conjuncts(view, subject),
                None => subjects(view, head, depth + 1),
            }
        }
        Relation::Conj | Relation::Parataxis => {
            // "was criticised and expelled X" shares the subject of the passive too.
            match passive(head) {
                Some(subject) => with_conjuncts(view, subject),
                None if view.relation(verb) == Relation::Parataxis => Tokens::new(),
                None => subjects(view, head, depth + 1),
            }
        }
        Relation::Advcl | Relation::AdvclRelcl => match passive(head) {
            Some(subject) => with_conjuncts(view, subject),
            None => subjects(view, head, depth + 1),
        },
        // "troops fighting rebels"; "plan to visit", where the planner visits
        Relation::Acl => {
            let infinitive = view.a.children_by(verb, Relation::Mark).any(|mark| view.is(mark, "to"));
            if infinitive { noun_agents(view, head, depth + 1) } else { with_conjuncts(view, head) }
        }
        Relation::AclRelcl => with_conjuncts(view, head),
        Relation::Amod => with_conjuncts(view, head),
        _ => Tokens::new(),
    }
}

/// Whether a complement clause has no subject of its own and shares its head's ("denied killing").
fn clause_shares(view: &View<'_>, verb: TokenId) -> bool {
    let token = view.token(verb);
    matches!(token.morph.verb_form, Some(VerbForm::Ger | VerbForm::Inf | VerbForm::Part))
        && view
            .a
            .child_in(verb, &[Relation::NsubjPass, Relation::Mark])
            .is_none_or(|mark| view.is(mark, "to"))
}

/// Whose plan, threat, attempt a noun is: its possessor, else the subject of its verb.
fn noun_agents(view: &View<'_>, noun: TokenId, depth: usize) -> Tokens {
    if let Some(owner) = view.a.child_in(noun, &[Relation::NmodPoss]) {
        return with_conjuncts(view, owner);
    }
    match view.head(noun) {
        Some(verb)
            if depth < DEPTH
                && matches!(view.relation(noun), Relation::Obj | Relation::Obl | Relation::Xcomp) =>
        {
            subjects(view, verb, depth + 1)
        }
        _ => Tokens::new(),
    }
}

/// What stands around a verb.
pub(crate) fn of_verb<'v>(view: &'v View<'_>, verb: TokenId) -> Args<'v> {
    let mut args = Args { passive: is_passive(view, verb), carrier: Some(verb), ..Args::default() };
    for &child in view.a.children(verb) {
        match view.relation(child) {
            Relation::NsubjPass => args.object.extend(with_conjuncts(view, child)),
            Relation::Obj => args.object.extend(with_conjuncts(view, child)),
            Relation::Iobj => args.indirect.extend(with_conjuncts(view, child)),
            Relation::OblAgent => args.agent.extend(with_conjuncts(view, child)),
            Relation::Obl | Relation::Nmod => push_oblique(view, &mut args, child),
            // A bare noun phrase is no clause, whatever the tree calls it.
            Relation::Ccomp | Relation::Xcomp | Relation::Dep if bare_nominal(view, verb, child) => {
                args.object.extend(with_conjuncts(view, child));
            }
            // "accused of shelling the port": the clause is content, not a party.
            _ => {}
        }
    }
    let noun = view.head(verb).map(|head| resolve_relative(view, head));
    let modifier = matches!(view.relation(verb), Relation::Acl | Relation::Amod | Relation::AclRelcl);
    if args.passive {
        if args.object.is_empty() {
            match (view.relation(verb), noun) {
                (_, Some(noun)) if modifier => args.object.extend(with_conjuncts(view, noun)),
                _ => args.object.extend(subjects(view, verb, 0)),
            }
        }
        let subject = view.a.child_in(verb, &[Relation::Nsubj]);
        if let Some(subject) = subject.filter(|_| args.object.is_empty()) {
            args.object.extend(with_conjuncts(view, subject));
        }
    } else {
        args.subject = subjects(view, verb, 0);
        // "the city which rebels attacked": the relative clause lacks an object, its head is it.
        if view.relation(verb) == Relation::AclRelcl
            && args.object.is_empty()
            && view.a.child_in(verb, &[Relation::Nsubj]).is_some()
            && let Some(noun) = noun.filter(|&noun| !args.subject.contains(&noun))
        {
            args.object.extend(with_conjuncts(view, noun));
        }
        // "attacked and killed the mayor": the first verb of two shares the object of the second.
        if args.object.is_empty() && args.oblique.is_empty() {
            let next = view.a.children_by(verb, Relation::Conj).find(|&other| view.upos(other) == Upos::Verb);
            if let Some(object) = next
                .and_then(|next| view.a.child_in(next, &[Relation::Obj]))
                .filter(|_| next.is_some_and(|n| n.0 - verb.0 <= 3))
            {
                args.object.extend(with_conjuncts(view, object));
            }
        }
    }
    args
}

fn bare_nominal(view: &View<'_>, verb: TokenId, child: TokenId) -> bool {
    child > verb
        && matches!(view.upos(child), Upos::Noun | Upos::Propn)
        && view.a.child_in(child, &[Relation::Nsubj, Relation::Cop, Relation::Mark, Relation::Case]).is_none()
        && view.a.child_in(verb, &[Relation::Obj]).is_none()
}

fn push_oblique<'v>(view: &'v View<'_>, args: &mut Args<'v>, child: TokenId) {
    if let Some(case) = view.case_of(child) {
        for id in with_conjuncts(view, child) {
            if case == "by" && args.passive {
                args.agent.push(id);
            } else {
                args.oblique.push((case, id));
            }
        }
    }
}

/// What stands around a noun: its own dependents, then those of the verb that carries it.
pub(crate) fn of_noun<'v>(view: &'v View<'_>, noun: TokenId) -> Args<'v> {
    let mut args = Args::default();
    noun_dependents(view, noun, &mut args);
    // "sanctions and tariffs on China": conjuncts share what follows the last and precedes the first.
    let first = view.head(noun).filter(|_| view.relation(noun) == Relation::Conj);
    for other in first.into_iter().chain(view.a.children_by(noun, Relation::Conj)) {
        if view.upos(other) == Upos::Noun {
            let mut shared = Args::default();
            noun_dependents(view, other, &mut shared);
            if args.possessor.is_empty() && args.modifier.is_empty() {
                args.possessor = shared.possessor;
                args.modifier = shared.modifier;
            }
            if args.oblique.is_empty() {
                args.oblique = shared.oblique;
            }
        }
    }
    let top = first.unwrap_or(noun);
    let Some(verb) = view.head(top) else { return args };
    let lights = &view.frames.light;
    let lemma = view.lemma(verb);
    match view.relation(top) {
        Relation::Obj | Relation::Obl | Relation::Xcomp if view.upos(verb) == Upos::Verb => {
            if lights.light.contains(lemma) {
                args.carrier = Some(verb);
                if is_passive(view, verb) {
                    args.agent.extend(of_verb(view, verb).agent);
                } else {
                    args.subject = subjects(view, verb, 0);
                }
                obliques_of(view, verb, noun, &mut args);
                for child in view.a.children_by(verb, Relation::Iobj) {
                    args.indirect.extend(with_conjuncts(view, child));
                }
            } else if lights.third.contains(lemma) {
                args.carrier = Some(verb);
                obliques_of(view, verb, noun, &mut args);
            } else if lights.undergo.contains(lemma) {
                args.carrier = Some(verb);
                args.sufferer = subjects(view, verb, 0);
                obliques_of(view, verb, noun, &mut args);
            } else {
                let mut around = Args::default();
                obliques_of(view, verb, noun, &mut around);
                let company = |&(case, id): &(&str, TokenId)| {
                    id > noun && matches!(case, "with" | "between" | "against")
                };
                args.oblique.extend(around.oblique.into_iter().filter(company));
            }
        }
        Relation::NsubjPass if lights.light.contains(lemma) => {
            args.carrier = Some(verb);
            let mut around = Args { passive: true, ..Args::default() };
            for child in view.a.children(verb) {
                match view.relation(*child) {
                    Relation::OblAgent => around.agent.extend(with_conjuncts(view, *child)),
                    Relation::Obl => push_oblique(view, &mut around, *child),
                    _ => {}
                }
            }
            args.agent.extend(around.agent);
            args.oblique.extend(around.oblique);
        }
        Relation::Nsubj if lights.occur.contains(lemma) => {
            args.carrier = Some(verb);
            obliques_of(view, verb, noun, &mut args);
            let hits = matches!(lemma, "kill" | "injure" | "wound" | "hit" | "target" | "destroy" | "leave");
            if let Some(object) = view.a.child_in(verb, &[Relation::Obj]).filter(|_| hits) {
                args.sufferer.extend(with_conjuncts(view, object));
            }
        }
        _ => {}
    }
    args
}

fn obliques_of<'v>(view: &'v View<'_>, verb: TokenId, noun: TokenId, args: &mut Args<'v>) {
    for child in view.a.children_by(verb, Relation::Obl).filter(|&child| child != noun) {
        push_oblique(view, args, child);
    }
}

fn noun_dependents<'v>(view: &'v View<'_>, noun: TokenId, args: &mut Args<'v>) {
    for &child in view.a.children(noun) {
        match view.relation(child) {
            Relation::NmodPoss => args.possessor.extend(with_conjuncts(view, child)),
            // A predicate: "the two are at odds".
            Relation::Nsubj => args.subject.extend(with_conjuncts(view, child)),
            Relation::Nmod | Relation::Obl | Relation::OblAgent => match view.case_of(child) {
                Some("by") => args.agent.extend(with_conjuncts(view, child)),
                Some(case) => {
                    args.oblique.extend(with_conjuncts(view, child).into_iter().map(|id| (case, id)))
                }
                None => args.modifier.extend(with_conjuncts(view, child)),
            },
            Relation::Compound | Relation::Amod | Relation::NmodUnmarked | Relation::NmodDesc
                if view.mention_over(child).is_some() =>
            {
                args.modifier.extend(with_conjuncts(view, child));
            }
            // "talks held between X and Y", "sanctions imposed by Y on X"
            relation
                if CLAUSE_MODIFIERS.contains(&relation)
                    && (relation == Relation::Acl && is_passive(view, child)
                        || view.frames.light.light.contains(view.lemma(child))) =>
            {
                let inner = of_verb(view, child);
                args.agent.extend(inner.agent);
                args.oblique.extend(inner.oblique);
                if relation == Relation::AclRelcl && !inner.passive {
                    args.subject.extend(inner.subject.into_iter().filter(|&id| id != noun));
                }
            }
            _ => {}
        }
    }
}
