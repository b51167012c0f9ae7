//! JSON with some of the layers: the fields of the contract, those that were not asked for left out.

use dateline_doc::Ledger;
use dateline_doc::json::{shape, to_shape};
use dateline_view::Layers;
use serde::Serialize;

#[derive(Serialize)]
struct Picked {
    schema: String,
    engine: shape::Engine,
    document: shape::Document,
    #[serde(skip_serializing_if = "Option::is_none")]
    entities: Option<Vec<shape::Entity>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mentions: Option<Vec<shape::Mention>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    times: Option<Vec<shape::Time>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    places: Option<Vec<shape::Place>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    statements: Option<Vec<shape::Statement>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    events: Option<Vec<shape::Event>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    defects: Option<Vec<shape::Defect>>,
}

/// One line of JSON. Mentions come with the entities; ids may speak of records that were left out.
pub(super) fn json(ledger: &Ledger, layers: Layers) -> String {
    let all = to_shape(ledger);
    let picked = Picked {
        schema: all.schema,
        engine: all.engine,
        document: all.document,
        entities: layers.entities.then_some(all.entities),
        mentions: layers.entities.then_some(all.mentions),
        times: layers.times.then_some(all.times),
        places: layers.places.then_some(all.places),
        statements: layers.statements.then_some(all.statements),
        events: layers.events.then_some(all.events),
        defects: layers.defects.then_some(all.defects),
    };
    serde_json::to_string(&picked).expect("strings, numbers and lists always serialise")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_that_were_not_asked_for_are_left_out() {
        let layers = Layers { times: true, ..Layers::NONE };
        let value: serde_json::Value = serde_json::from_str(&json(&Ledger::default(), layers)).unwrap();
        let fields: Vec<_> = value.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(fields, ["document", "engine", "schema", "times"]);
    }
}
