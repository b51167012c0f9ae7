//! Where a party of an event stands in the tree.

use compact_str::CompactString;

/// A place in the syntax of a trigger where one of its parties can stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Slot {
    /// The subject of a verb, or of the light verb of a noun.
    Subject,
    /// The object (the subject of a passive).
    Object,
    /// The object, if it is a person.
    ObjectPerson,
    /// The object, if it can act.
    ObjectActor,
    /// The indirect object.
    Indirect,
    /// The agent of a passive, or `by` somebody.
    Agent,
    /// The possessor of a noun.
    Possessor,
    /// The possessor of a noun, where another party is named with `of` or `on`.
    PossessorAgent,
    /// A demonym or name before a noun.
    Modifier,
    /// Whoever speaks the sentence.
    Speaker,
    /// A prepositional phrase.
    Preposition(CompactString),
}

impl Slot {
    /// Reads one name of a slot as it stands in a frame file.
    pub(crate) fn parse(name: &str) -> Slot {
        match name {
            "subj" => Slot::Subject,
            "obj" => Slot::Object,
            "obj:person" => Slot::ObjectPerson,
            "obj:actor" => Slot::ObjectActor,
            "iobj" => Slot::Indirect,
            "by" => Slot::Agent,
            "poss" => Slot::Possessor,
            "poss-agent" => Slot::PossessorAgent,
            "mod" => Slot::Modifier,
            "speaker" => Slot::Speaker,
            other => Slot::Preposition(other.into()),
        }
    }
}
