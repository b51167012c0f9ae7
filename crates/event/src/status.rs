//! Whether the report presents an event as a fact, a plan, a possibility, a charge, or not at all.

use crate::triggers::{Trigger, negated};
use crate::view::{View, ids};
use dateline_doc::syntax::{Tense, VerbForm};
use dateline_doc::{Plover, Relation, Statement, Status, TokenId, Upos};

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
    "discuss",
    "debate",
    "insist",
    "willing",
    "favor",
    "favour",
    "able",
    "help",
    "design",
    "avoid",
    "support",
    "oppose",
    "option",
    "effort",
    "condition",
    "talk",
    "ban",
    "prohibit",
    "require",
    "mull",
    "weigh",
    "bid",
    "necessary",
    "importance",
    "important",
    "must",
    "deserve",
];
/// Words over an event that deny it.
const DENIALS: &[&str] = &[
    "deny", "refuse", "fail", "decline", "prevent", "avert", "cancel", "refute", "stop", "refrain", "unable",
    "reject", "avoid", "foil", "thwart", "rule",
];

/// The status of a trigger, with the innermost statement around it.
pub(crate) fn of(view: &View<'_>, trigger: &Trigger<'_>, statement: Option<&Statement>, own: bool) -> Status {
    let token = trigger.token;
    let anchor =
        trigger.args.carrier.filter(|_| trigger.shape == crate::frames::Shape::Noun).unwrap_or(token);
    let denied = !trigger.negation_used && (negated(view, token) || anchor != token && negated(view, anchor));
    let status = if denied {
        if future(view, anchor) { Status::Hypothetical } else { Status::Denied }
    } else {
        above(view, anchor).or_else(|| above(view, token)).unwrap_or_else(|| plain(view, trigger, anchor))
    };
    match (status, statement) {
        // A verbal act is done by being said, whatever is said of the rest.
        (status, Some(_)) if own => status,
        (Status::Happened | Status::Ongoing, Some(statement)) if accuses(statement, trigger.event) => {
            Status::Alleged
        }
        (Status::Happened | Status::Ongoing, Some(statement)) if statement.act == dateline_doc::Act::Deny => {
            Status::Denied
        }
        (Status::Happened, Some(statement)) if matches!(statement.act, dateline_doc::Act::Request) => {
            Status::Hypothetical
        }
        (status, _) => status,
    }
}

fn accuses(statement: &Statement, event: Plover) -> bool {
    statement.act == dateline_doc::Act::Accuse
        && !matches!(event, Plover::Consult | Plover::Agree | Plover::Support)
}

fn will(view: &View<'_>, id: TokenId) -> bool {
    view.a
        .children_by(id, Relation::Aux)
        .any(|aux| matches!(view.lemma(aux), "will" | "shall" | "'ll" | "’ll" | "wo"))
}

fn future(view: &View<'_>, id: TokenId) -> bool {
    will(view, id)
}

fn modal(view: &View<'_>, id: TokenId) -> bool {
    view.a.children_by(id, Relation::Aux).any(|aux| {
        matches!(view.lemma(aux), "may" | "might" | "could" | "would" | "should" | "can" | "must" | "ought")
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

/// What the clause itself and the words above it make of an event; none where nothing speaks.
fn above(view: &View<'_>, token: TokenId) -> Option<Status> {
    if !view.tree_at(token) {
        return window(view, token);
    }
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
        let head = view.head(at)?;
        let lemma = view.lemma(head);
        match view.relation(at) {
            Relation::Xcomp | Relation::Acl | Relation::Advcl | Relation::Ccomp | Relation::Csubj
                if infinitive(view, at) =>
            {
                if negated(view, head) || DENIALS.contains(&lemma) {
                    return Some(Status::Denied)
                        .filter(|_| !matches!(lemma, "avoid" | "prevent" | "stop"))
                        .or(Some(Status::Hypothetical));
                }
                if matches!(lemma, "continue" | "begin" | "start") {
                    return above(view, head)
                        .or(Some(Status::Ongoing).filter(|_| lemma == "continue"))
                        .or(Some(Status::Happened));
                }
                if matches!(lemma, "use" | "manage" | "help" | "force") && view.upos(head) == Upos::Verb {
                    return None;
                }
                if PLANS.contains(&lemma) || view.is(head, "be") || lemma == "go" {
                    return Some(Status::Planned);
                }
                return Some(Status::Hypothetical);
            }
            Relation::Root => return None,
            Relation::Obj
            | Relation::Obl
            | Relation::Nmod
            | Relation::Xcomp
            | Relation::Ccomp
            | Relation::Advcl
            | Relation::Acl => {
                if DENIALS.contains(&lemma) && (view.relation(at) != Relation::Ccomp) {
                    let denied = matches!(lemma, "deny" | "refute" | "fail" | "refuse" | "decline");
                    return Some(if denied { Status::Denied } else { Status::Hypothetical });
                }
                if lemma == "deny" || lemma == "refute" {
                    return Some(Status::Denied);
                }
                if view.relation(at) == Relation::Ccomp
                    && finite(view, at)
                    && !matches!(
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
                    )
                {
                    return None;
                }
                if matches!(
                    lemma,
                    "allege"
                        | "alleged"
                        | "accuse"
                        | "suspect"
                        | "blame"
                        | "allegation"
                        | "accusation"
                        | "charge"
                ) {
                    return Some(Status::Alleged);
                }
                if OPEN.contains(&lemma) {
                    return Some(Status::Hypothetical);
                }
                if matches!(view.relation(at), Relation::Obj | Relation::Obl | Relation::Nmod)
                    && matches!(lemma, "plan" | "schedule" | "propose" | "planned" | "intend")
                {
                    return Some(Status::Planned);
                }
                if matches!(view.relation(at), Relation::Nmod | Relation::Obl)
                    && view.upos(head) != Upos::Verb
                    && step > 1
                {
                    return None;
                }
            }
            Relation::Conj => {}
            Relation::Nsubj | Relation::NsubjPass => {
                // "talks will resume"
                if will(view, head) {
                    return Some(Status::Planned);
                }
                if modal(view, head) || conditional(view, head) {
                    return Some(Status::Hypothetical);
                }
                return None;
            }
            Relation::AclRelcl | Relation::Parataxis | Relation::Appos => return None,
            _ => return None,
        }
        at = head;
    }
    None
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
        if matches!(lemma, "will" | "'ll")
            || lemma == "to"
                && id.0 > start
                && view.forms(TokenId(id.0 - 1)).any(|form| PLANS.contains(&form.as_str()))
        {
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
                Relation::Amod | Relation::Advmod | Relation::Compound | Relation::Acl
            ) && words.contains(&view.lemma(child))
        })
    };
    if described(&["alleged", "suspected", "purported", "supposed", "reported", "allegedly", "reportedly"])
        && described(&["alleged", "suspected", "purported", "allegedly"])
    {
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
        "attempted-not",
    ]) {
        return Status::Hypothetical;
    }
    if described(&[
        "planned",
        "upcoming",
        "scheduled",
        "forthcoming",
        "impending",
        "next",
        "expected",
        "pending",
    ]) {
        return Status::Planned;
    }
    if described(&["ongoing", "continuing", "continued", "current", "persistent", "unfolding"]) {
        return Status::Ongoing;
    }
    if view.upos(anchor) == Upos::Verb {
        let progressive = view.token(anchor).morph.verb_form != Some(VerbForm::Fin)
            && view.word(anchor).to_lowercase().ends_with("ing")
            && view.a.children_by(anchor, Relation::Aux).any(|aux| view.is(aux, "be"));
        if progressive {
            let past = view
                .a
                .children_by(anchor, Relation::Aux)
                .any(|aux| matches!(view.word(aux).to_lowercase().as_str(), "was" | "were"));
            return if past { Status::Happened } else { Status::Ongoing };
        }
        if trigger.shape == crate::frames::Shape::Noun
            && view.token(anchor).morph.tense == Some(Tense::Pres)
            && matches!(view.lemma(anchor), "continue" | "remain")
        {
            return Status::Ongoing;
        }
    }
    trigger.frame.status.unwrap_or(Status::Happened)
}
