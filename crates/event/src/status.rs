//! Whether the report presents an event as a fact, a plan, a possibility, a charge, or not at all.

use crate::frames::Shape;
use crate::triggers::{Trigger, negated};
use crate::view::{View, ids};
use dateline_doc::syntax::{Tense, VerbForm};
use dateline_doc::{Act, Form, Plover, Relation, Statement, Status, TokenId, Upos};

/// Words over an event that make it a plan.
const PLANS: &[&str] = &[
    "plan",
    "intend",
    "prepare",
    "schedule",
    "agree",
    "promise",
    "pledge",
    "vow",
    "expect",
    "set",
    "aim",
    "decide",
    "commit",
    "propose",
    "slate",
    "arrange",
    "due",
    "ready",
    "announce",
    "prepared",
    "planned",
    "scheduled",
    "intention",
    "committed",
];
/// Words over an event that leave it open.
const OPEN: &[&str] = &[
    "want",
    "hope",
    "seek",
    "try",
    "attempt",
    "urge",
    "ask",
    "call",
    "demand",
    "request",
    "consider",
    "wish",
    "threaten",
    "encourage",
    "allow",
    "let",
    "prefer",
    "need",
    "order",
    "warn",
    "risk",
    "fear",
    "invite",
    "push",
    "press",
    "appeal",
    "offer",
    "authorize",
    "authorise",
    "possible",
    "likely",
    "possibility",
    "threat",
    "prospect",
    "danger",
    "potential",
    "chance",
    "proposal",
    "advocate",
    "suggest",
    "recommend",
    "debate",
    "insist",
    "willing",
    "favor",
    "favour",
    "able",
    "design",
    "avoid",
    "support",
    "oppose",
    "option",
    "condition",
    "ban",
    "prohibit",
    "require",
    "mull",
    "weigh",
    "bid",
    "necessary",
    "importance",
    "important",
    "deserve",
    "vote",
    "effort",
    "motion",
    "bill",
    "resolution",
    "right",
];
/// Nouns and verbs that leave a noun under them open ("called for talks", "fears of an attack").
const OPEN_OVER_NOUNS: &[&str] = &[
    "call",
    "demand",
    "urge",
    "seek",
    "propose",
    "request",
    "consider",
    "threaten",
    "threat",
    "fear",
    "risk",
    "possibility",
    "prospect",
    "danger",
    "chance",
    "appeal",
    "push",
    "advocate",
    "recommend",
    "suggest",
    "mull",
    "favor",
    "favour",
    "prefer",
    "encourage",
    "vote",
    "proposal",
    "want",
    "hope",
    "need",
    "require",
    "oppose",
    "warn",
    "avoid",
    "prevent",
    "avert",
    "authorize",
    "authorise",
    "importance",
    "press",
    "bid",
    "warning",
];
/// Words over an event that deny it, or say that it did not come about.
const DENIALS: &[&str] = &["deny", "refuse", "fail", "decline", "refute", "unable", "refusal", "failure"];
/// Words over an event that keep it from coming about.
const PREVENT: &[&str] =
    &["prevent", "avert", "avoid", "foil", "thwart", "stop", "refrain", "deter", "cancel"];
/// Verbs whose infinitive happened if they did ("was forced to resign").
const IMPLY: &[&str] = &[
    "use", "manage", "help", "force", "cause", "lead", "get", "prompt", "make", "compel", "dare", "bother",
    "come", "serve",
];

/// The status of a trigger, with the innermost statement around it. `own`: the trigger is the cue of
/// a statement; `speaker`: its actor is the one who speaks.
pub(crate) fn of(
    view: &View<'_>,
    trigger: &Trigger<'_>,
    statement: Option<&Statement>,
    own: bool,
    speaker: bool,
) -> Status {
    let token = trigger.token;
    let noun = trigger.shape == Shape::Noun;
    let anchor = trigger.args.carrier.filter(|_| noun).unwrap_or(token);
    let denied = !trigger.negation_used && (negated(view, token) || anchor != token && negated(view, anchor));
    let status = if denied {
        if will(view, anchor) || modal(view, anchor) { Status::Hypothetical } else { Status::Denied }
    } else if !view.tree_at(token) {
        window(view, token).unwrap_or_else(|| plain(view, trigger, anchor))
    } else if noun {
        of_noun(view, trigger, anchor).unwrap_or_else(|| plain(view, trigger, anchor))
    } else {
        above(view, token).unwrap_or_else(|| plain(view, trigger, anchor))
    };
    match (status, statement) {
        // A verbal act is done by being said, whatever is said of the rest.
        (status, Some(_)) if own => status,
        (Status::Happened | Status::Ongoing, Some(said)) if said.act == Act::Deny && !speaker => {
            Status::Denied
        }
        (Status::Happened | Status::Ongoing, Some(said)) if !speaker && accuses(said, trigger.event) => {
            Status::Alleged
        }
        (Status::Happened, Some(said))
            if said.act == Act::Request && trigger.shape != Shape::Modal && !noun =>
        {
            Status::Hypothetical
        }
        (status, _) => status,
    }
}

fn accuses(statement: &Statement, event: Plover) -> bool {
    use Plover::*;
    statement.act == Act::Accuse
        && matches!(event, Assault | Coerce | Reject | Threaten | Aid | Mobilize | Concede | Cooperate)
}

fn will(view: &View<'_>, id: TokenId) -> bool {
    view.a
        .children_by(id, Relation::Aux)
        .any(|aux| matches!(view.lemma(aux), "will" | "shall" | "'ll" | "’ll" | "wo"))
}

fn modal(view: &View<'_>, id: TokenId) -> bool {
    view.a.children_by(id, Relation::Aux).any(|aux| {
        matches!(
            view.lemma(aux),
            "may" | "might" | "could" | "would" | "should" | "can" | "must" | "ought" | "ca"
        )
    })
}

fn conditional(view: &View<'_>, id: TokenId) -> bool {
    view.a
        .children_by(id, Relation::Mark)
        .any(|mark| matches!(view.lemma(mark), "if" | "unless" | "whether" | "lest"))
}

fn infinitive(view: &View<'_>, id: TokenId) -> bool {
    view.a.children_by(id, Relation::Mark).any(|mark| view.is(mark, "to"))
}

/// What stands over a noun: its light verb, or a word that calls for it, fears it, plans it.
fn of_noun(view: &View<'_>, trigger: &Trigger<'_>, anchor: TokenId) -> Option<Status> {
    let token = trigger.token;
    if anchor != token {
        return above(view, anchor);
    }
    let definite = view.a.children(token).iter().any(|&child| {
        view.relation(child) == Relation::NmodPoss
            || view.relation(child) == Relation::Det
                && matches!(view.lemma(child), "the" | "this" | "that" | "these" | "those")
    });
    let head = view.head(token)?;
    let lemma = view.lemma(head);
    match view.relation(token) {
        Relation::Obj | Relation::Obl | Relation::Nmod | Relation::NsubjPass | Relation::Conj => {
            if DENIALS.contains(&lemma) && view.relation(token) == Relation::Obj {
                return Some(Status::Denied);
            }
            if matches!(lemma, "alleged" | "allege" | "allegation" | "accusation") {
                return Some(Status::Alleged);
            }
            if matches!(lemma, "end" | "stop" | "cease" | "halt" | "condemn" | "continue") && definite {
                return Some(if trigger.ongoing || lemma == "continue" {
                    Status::Ongoing
                } else {
                    Status::Happened
                });
            }
            if matches!(lemma, "plan" | "schedule" | "prepare")
                || negated(view, head) && matches!(lemma, "plan")
            {
                return Some(if negated(view, head) { Status::Denied } else { Status::Planned });
            }
            let behind =
                matches!(view.case_of(token), None | Some("for" | "of" | "to" | "on" | "about" | "with"));
            if OPEN_OVER_NOUNS.contains(&lemma) && behind && !(definite && trigger.ongoing) {
                return Some(Status::Hypothetical);
            }
            if view.upos(head) == Upos::Verb && !definite && view.relation(token) != Relation::Conj {
                if will(view, head) || infinitive(view, head) && head_plans(view, head) {
                    return Some(Status::Planned);
                }
                if modal(view, head)
                    || conditional(view, head)
                    || infinitive(view, head) && view.relation(token) == Relation::Obj
                {
                    return Some(Status::Hypothetical).filter(|_| !trigger.ongoing);
                }
            }
            None
        }
        Relation::Nsubj => {
            if will(view, head) {
                return Some(Status::Planned);
            }
            (!definite && (modal(view, head) || conditional(view, head))).then_some(Status::Hypothetical)
        }
        _ => None,
    }
}

fn head_plans(view: &View<'_>, infinitive: TokenId) -> bool {
    view.head(infinitive).is_some_and(|head| PLANS.contains(&view.lemma(head)))
}

/// What a verb's clause itself and the words above it make of an event; none where nothing speaks.
fn above(view: &View<'_>, token: TokenId) -> Option<Status> {
    let mut at = token;
    for step in 0..6 {
        let verb = view.upos(at) == Upos::Verb || view.upos(at) == Upos::Aux || step == 0;
        if verb && conditional(view, at) {
            return Some(Status::Hypothetical);
        }
        if verb && will(view, at) {
            return Some(Status::Planned);
        }
        if verb && modal(view, at) {
            return Some(Status::Hypothetical);
        }
        if verb && step > 0 && negated(view, at) {
            return Some(Status::Denied);
        }
        let head = view.head(at)?;
        let lemma = view.lemma(head);
        match view.relation(at) {
            Relation::Xcomp | Relation::Acl | Relation::Advcl | Relation::Ccomp | Relation::Csubj
                if infinitive(view, at) =>
            {
                if DENIALS.contains(&lemma) || negated(view, head) && !will(view, head) {
                    return Some(Status::Denied);
                }
                if lemma == "continue" {
                    return above(view, head).or(Some(Status::Ongoing));
                }
                if !(IMPLY.contains(&lemma) && view.upos(head) == Upos::Verb
                    || matches!(lemma, "begin" | "start"))
                {
                    if PLANS.contains(&lemma) || view.is(head, "be") || lemma == "go" {
                        return above(view, head)
                            .filter(|&s| s == Status::Hypothetical)
                            .or(Some(Status::Planned));
                    }
                    return Some(Status::Hypothetical);
                }
            }
            Relation::Xcomp | Relation::Ccomp => {
                if lemma == "deny" || lemma == "refute" {
                    return Some(Status::Denied);
                }
                if finite(view, at) {
                    let open = matches!(
                        lemma,
                        "hope"
                            | "demand"
                            | "fear"
                            | "insist"
                            | "urge"
                            | "recommend"
                            | "propose"
                            | "suggest"
                            | "wish"
                            | "request"
                    );
                    return (open && !has_tense(view, at)).then_some(Status::Hypothetical);
                }
                if PREVENT.contains(&lemma) || OPEN.contains(&lemma) {
                    return Some(Status::Hypothetical);
                }
                if matches!(lemma, "allege" | "accuse" | "suspect") {
                    return Some(Status::Alleged);
                }
            }
            Relation::Acl | Relation::Advcl | Relation::Obl | Relation::Obj | Relation::Nmod => {
                if matches!(
                    lemma,
                    "allege" | "accuse" | "suspect" | "blame" | "allegation" | "accusation" | "charge"
                ) && !finite(view, at)
                {
                    return Some(Status::Alleged);
                }
                if PREVENT.contains(&lemma) {
                    return Some(Status::Hypothetical);
                }
                if view.relation(at) != Relation::Advcl
                    && matches!(
                        lemma,
                        "possibility" | "threat" | "risk" | "prospect" | "danger" | "fear" | "idea"
                    )
                {
                    return Some(Status::Hypothetical);
                }
                return None;
            }
            Relation::Conj if view.upos(head) == Upos::Verb => {
                // "will meet and discuss": auxiliaries hold for both; a subject of its own starts afresh.
                if view.a.child_in(at, &[Relation::Nsubj, Relation::NsubjPass, Relation::Aux]).is_some() {
                    return None;
                }
            }
            _ => return None,
        }
        at = head;
    }
    None
}

/// Whether a clause is tensed (and not "demands that he leave").
fn has_tense(view: &View<'_>, id: TokenId) -> bool {
    view.token(id).morph.tense.is_some() || view.a.children_by(id, Relation::Aux).next().is_some()
}

fn finite(view: &View<'_>, id: TokenId) -> bool {
    let has_finite = |id: TokenId| view.token(id).morph.verb_form == Some(VerbForm::Fin);
    has_finite(id)
        || view.a.children(id).iter().any(|&child| {
            matches!(view.relation(child), Relation::Aux | Relation::AuxPass | Relation::Cop)
                && has_finite(child)
        })
        || view.a.child_in(id, &[Relation::Nsubj, Relation::NsubjPass]).is_some()
}

fn window(view: &View<'_>, token: TokenId) -> Option<Status> {
    let start = view.sentence_tokens(token).start.max(token.0.saturating_sub(4));
    for id in ids(start..token.0).rev() {
        let lemma = view.lemma(id);
        let planned = || view.forms(TokenId(id.0 - 1)).any(|form| PLANS.contains(&form.as_str()));
        if matches!(lemma, "will" | "'ll") || lemma == "to" && id.0 > start && planned() {
            return Some(Status::Planned);
        }
        if matches!(lemma, "may" | "might" | "could" | "would" | "should" | "can" | "must" | "if" | "to") {
            return Some(Status::Hypothetical);
        }
    }
    None
}

/// The status of an event over which nothing else speaks.
fn plain(view: &View<'_>, trigger: &Trigger<'_>, anchor: TokenId) -> Status {
    let token = trigger.token;
    let described = |words: &[&str]| {
        view.a.children(token).iter().any(|&child| {
            matches!(
                view.relation(child),
                Relation::Amod | Relation::Advmod | Relation::Compound | Relation::Acl | Relation::Det
            ) && words.contains(&view.lemma(child))
        })
    };
    if described(&["alleged", "suspected", "purported", "supposed", "allegedly"]) {
        return Status::Alleged;
    }
    if described(&[
        "possible",
        "potential",
        "proposed",
        "threatened",
        "hypothetical",
        "likely",
        "any",
        "future",
        "eventual",
        "feared",
    ]) {
        return Status::Hypothetical;
    }
    if described(&["planned", "upcoming", "scheduled", "forthcoming", "impending", "expected", "pending"]) {
        return Status::Planned;
    }
    if described(&[
        "ongoing",
        "continuing",
        "continued",
        "current",
        "persistent",
        "unfolding",
        "currently",
        "still",
    ]) {
        return Status::Ongoing;
    }
    if view.upos(anchor) == Upos::Verb {
        let progressive = view.word(anchor).to_lowercase().ends_with("ing")
            && view.a.children_by(anchor, Relation::Aux).any(|aux| view.is(aux, "be"));
        if progressive {
            let past = |aux| matches!(view.word(aux).to_lowercase().as_str(), "was" | "were");
            return if view.a.children_by(anchor, Relation::Aux).any(past) {
                Status::Happened
            } else {
                Status::Ongoing
            };
        }
        let noun = trigger.shape == Shape::Noun;
        if noun
            && view.token(anchor).morph.tense == Some(Tense::Pres)
            && matches!(view.lemma(anchor), "continue" | "remain")
        {
            return Status::Ongoing;
        }
        if !noun && holds(view, trigger, anchor) {
            return Status::Ongoing;
        }
    }
    if trigger.ongoing { Status::Ongoing } else { trigger.frame.status.unwrap_or(Status::Happened) }
}

/// "The law forbids", "the party demands": a third person's present outside headlines is a state.
fn holds(view: &View<'_>, trigger: &Trigger<'_>, verb: TokenId) -> bool {
    let morph = view.token(verb).morph;
    let now = morph.tense == Some(Tense::Pres) && morph.verb_form == Some(VerbForm::Fin);
    let person = trigger.args.subject.iter().any(|&id| {
        matches!(view.lemma(id), "we" | "i")
            || view.mention(id).is_some_and(|(mention, _)| mention.form == Form::Pronoun)
    });
    now && !person
        && !view.in_headline(verb)
        && matches!(
            trigger.event,
            Plover::Coerce
                | Plover::Sanction
                | Plover::Request
                | Plover::Assault
                | Plover::Aid
                | Plover::Cooperate
        )
}
