//! From the phrases around a trigger to the entities that take part.

use crate::args::{self, Args};
use crate::frames::slot::Slot;
use crate::triggers::Trigger;
use crate::view::View;
use dateline_doc::{EntityId, EntityType, Form, Plover, Relation, TokenId, Upos};
use smallvec::SmallVec;

/// Entities in a role, in the order found.
pub(crate) type Parties = SmallVec<[EntityId; 2]>;

/// Who takes part, and how.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Roles {
    pub(crate) actor: Parties,
    pub(crate) recipient: Parties,
}

/// Reads the roles of a trigger off its slots.
pub(crate) fn of(view: &View<'_>, trigger: &Trigger<'_>) -> Roles {
    let args = &trigger.args;
    let mut roles = Roles {
        actor: fill(view, trigger, &trigger.frame.actor),
        recipient: fill(view, trigger, &trigger.frame.recipient),
    };
    if !args.sufferer.is_empty() {
        for &id in &args.sufferer {
            add(&mut roles.recipient, &entities(view, id));
        }
    }
    // Requested acts are done by those who were asked: "demanded the release of X from Y".
    if roles.actor.is_empty()
        && let Some(asked) = asked(view, trigger)
    {
        roles.actor = asked;
    }
    // "the president and Congress could not agree": a joint act that failed sets one against the other.
    let frame = trigger.frame.event;
    if frame.is_reciprocal()
        && !trigger.event.is_reciprocal()
        && roles.recipient.is_empty()
        && roles.actor.len() > 1
    {
        roles.recipient = roles.actor.drain(1..).collect();
    }
    let actor = roles.actor.clone();
    roles.recipient.retain(|id| !actor.contains(id));
    if roles.recipient.is_empty() && deep(trigger.event) {
        roles.recipient = inside(view, trigger, &actor);
    }
    roles
}

/// Types whose victim or addressee may stand deep inside the object ("an inquiry into payments to X").
fn deep(event: Plover) -> bool {
    use Plover::*;
    matches!(event, Accuse | Reject | Sanction | Coerce | Assault | Threaten | Support | Request | Aid)
}

/// The nearest actor inside the phrases that can be the recipient.
fn inside(view: &View<'_>, trigger: &Trigger<'_>, actor: &Parties) -> Parties {
    let slots = &trigger.frame.recipient;
    let object = trigger.args.object.iter().copied().filter(|_| {
        slots.iter().any(|slot| matches!(slot, Slot::Object | Slot::ObjectActor | Slot::ObjectPerson))
    });
    let oblique =
        trigger.args.oblique.iter().filter(|(case, _)| slots.contains(&Slot::Preposition((*case).into())));
    for start in object.chain(oblique.map(|&(_, id)| id)) {
        if trigger.words.contains(&start) {
            continue;
        }
        let mut level = vec![start];
        for _ in 0..4 {
            let mut next = Vec::new();
            for id in level {
                for &child in view.a.children(id) {
                    let found = view
                        .mention(child)
                        .filter(|(mention, kind)| acts(*kind) && !actor.contains(&mention.entity));
                    if let Some((mention, _)) = found.filter(|_| view.case_of(child) != Some("in")) {
                        return [mention.entity].into_iter().collect();
                    }
                    next.push(child);
                }
            }
            level = next;
        }
    }
    Parties::new()
}

fn acts(kind: EntityType) -> bool {
    matches!(kind, EntityType::Person | EntityType::State | EntityType::Organisation | EntityType::Group)
}

fn add(to: &mut Parties, from: &[EntityId]) {
    for id in from {
        if !to.contains(id) {
            to.push(*id);
        }
    }
}

fn fill(view: &View<'_>, trigger: &Trigger<'_>, slots: &[Slot]) -> Parties {
    let mut parties = Parties::new();
    for slot in slots {
        let found = tokens_in(view, &trigger.args, slot);
        let mut here = Parties::new();
        for id in found {
            if trigger.words.contains(&id) {
                continue;
            }
            add(&mut here, &entities(view, id));
        }
        if parties.is_empty() {
            parties = here;
        } else if trigger.event.is_reciprocal() {
            add(&mut parties, &here);
        }
        if !parties.is_empty() && !trigger.event.is_reciprocal() {
            break;
        }
    }
    parties
}

fn tokens_in(view: &View<'_>, args: &Args<'_>, slot: &Slot) -> SmallVec<[TokenId; 2]> {
    let kind = |id: TokenId| view.mention(id).map(|(_, kind)| kind);
    let acts = |id: &TokenId| {
        matches!(
            kind(*id),
            Some(EntityType::Person | EntityType::State | EntityType::Organisation | EntityType::Group)
        )
    };
    match slot {
        Slot::Subject => args.subject.clone(),
        Slot::Object => args.object.clone(),
        Slot::ObjectPerson => args
            .object
            .iter()
            .copied()
            .filter(|id| matches!(kind(*id), Some(EntityType::Person | EntityType::Group)))
            .collect(),
        Slot::ObjectActor => args.object.iter().copied().filter(acts).collect(),
        Slot::Indirect => args.indirect.clone(),
        Slot::Agent => args.agent.clone(),
        Slot::Possessor => args.possessor.clone(),
        Slot::PossessorAgent => {
            let other = args.oblique.iter().any(|(case, _)| matches!(*case, "of" | "on"));
            if other || !args.agent.is_empty() { args.possessor.clone() } else { SmallVec::new() }
        }
        Slot::Modifier => args.modifier.clone(),
        Slot::Speaker => SmallVec::new(),
        Slot::Preposition(name) => {
            args.oblique.iter().filter(|(case, _)| case == name).map(|&(_, id)| id).collect()
        }
    }
}

/// Who was asked to do what the trigger names: the recipient of the verb that governs it.
fn asked(view: &View<'_>, trigger: &Trigger<'_>) -> Option<Parties> {
    let head = view.head(trigger.token)?;
    if !matches!(view.relation(trigger.token), Relation::Obj | Relation::Obl | Relation::Nmod) {
        return None;
    }
    let asks = matches!(view.lemma(head), "demand" | "request" | "seek" | "urge" | "require");
    if !asks || view.upos(head) != Upos::Verb {
        return None;
    }
    let from = view
        .a
        .children_by(head, Relation::Obl)
        .find(|&id| matches!(view.case_of(id), Some("from" | "of")))?;
    let found = entities(view, from);
    (!found.is_empty()).then_some(found)
}

/// The entities that a phrase names: its own mention, else whose it is ("Russian troops", "officials
/// from the ministry", "the president of Chad").
pub(crate) fn entities(view: &View<'_>, head: TokenId) -> Parties {
    let mut parties = Parties::new();
    if let Some((mention, kind)) = view.mention(head)
        && kind != EntityType::Event
    {
        parties.push(mention.entity);
        return parties;
    }
    // A name in apposition says who: "its president, Alassane Ouattara".
    for &child in view.a.children(head) {
        if matches!(view.relation(child), Relation::Appos | Relation::Flat | Relation::NmodDesc)
            && let Some((mention, EntityType::Person | EntityType::Organisation)) = view.mention(child)
        {
            parties.push(mention.entity);
            return parties;
        }
    }
    if matches!(view.upos(head), Upos::Verb | Upos::Punct) {
        return parties;
    }
    for relations in [
        &[Relation::Compound, Relation::Amod, Relation::NmodUnmarked][..],
        &[Relation::NmodPoss],
        &[Relation::Nmod],
    ] {
        for &child in view.a.children(head) {
            if !relations.contains(&view.relation(child)) {
                continue;
            }
            if view.relation(child) == Relation::Nmod
                && !matches!(view.case_of(child), Some("of" | "from" | "for" | "at"))
            {
                continue;
            }
            for id in args::with_conjuncts(view, child) {
                let found = view
                    .mention(id)
                    .map(|(m, _)| m)
                    .or_else(|| view.mention_over(id).filter(|m| m.form == Form::Name));
                if let Some(mention) = found {
                    add(&mut parties, &[mention.entity]);
                }
            }
        }
        if !parties.is_empty() {
            break;
        }
    }
    // "hundreds of protesters", "the group of ministers"
    if parties.is_empty() {
        for child in view.a.children_by(head, Relation::Nmod) {
            if view.case_of(child) == Some("of") && view.mention(child).is_none() {
                let inner = view.a.children(child).iter().find_map(|&id| view.mention(id));
                if let Some((mention, _)) = inner {
                    parties.push(mention.entity);
                }
            }
        }
    }
    if parties.is_empty()
        && !view.tree_at(head)
        && let Some(mention) = view.mention_over(head)
    {
        parties.push(mention.entity);
    }
    parties
}
