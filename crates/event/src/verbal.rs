//! Acts done by saying: statements that accuse, demand, threaten, support, agree, reject.

use crate::roles::{Parties, Roles};
use crate::view::View;
use dateline_doc::{Act, Plover, Polarity, Span, Statement, StatementId};

/// The PLOVER type of a statement's act, if it is one.
pub(crate) fn event_of(act: Act) -> Option<Plover> {
    Some(match act {
        Act::Accuse => Plover::Accuse,
        Act::Deny | Act::Reject => Plover::Reject,
        Act::Threaten => Plover::Threaten,
        Act::Request => Plover::Request,
        Act::Support => Plover::Support,
        Act::Agree => Plover::Agree,
        _ => return None,
    })
}

/// The statement whose cue a trigger is (or touches).
pub(crate) fn cued(view: &View<'_>, trigger: Span) -> Option<StatementId> {
    view.layers.statements.iter_ids().find(|(_, statement)| statement.cue.overlaps(trigger)).map(|(id, _)| id)
}

/// The innermost statement in whose content a span stands, other than `not`.
pub(crate) fn around(view: &View<'_>, span: Span, not: Option<StatementId>) -> Option<StatementId> {
    view.layers
        .statements
        .iter_ids()
        .filter(|&(id, statement)| Some(id) != not && statement.content.overlaps(span))
        .min_by_key(|(_, statement)| statement.content.total_len())
        .map(|(id, _)| id)
}

/// The parties of a verbal act, from the statement.
pub(crate) fn roles(statement: &Statement, event: Plover) -> Roles {
    let actor: Parties = statement.source_entity.iter().copied().collect();
    let told = matches!(event, Plover::Request | Plover::Threaten | Plover::Agree);
    let (first, second) = if told {
        (&statement.addressee, &statement.target)
    } else {
        (&statement.target, &statement.addressee)
    };
    let _ = second;
    let recipient = if first.is_empty() && told { &statement.target } else { first };
    Roles { recipient: recipient.iter().copied().filter(|id| !actor.contains(id)).collect(), actor }
}

/// Whether a statement's act stands (and is not "did not accuse").
pub(crate) fn stands(statement: &Statement) -> bool {
    statement.polarity == Polarity::Positive && statement.continues.is_none()
}
