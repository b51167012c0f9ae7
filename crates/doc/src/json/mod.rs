//! The ledger's JSON: `contract.md` in types. The only place where bytes become code points.

mod offsets;
mod read;
pub mod shape;
mod write;

pub use offsets::Offsets;
pub use read::{ReadError, from_json};
pub use write::to_shape;

use crate::ledger::Ledger;

/// The name of the format, in every ledger's `schema`.
pub const SCHEMA: &str = "dateline/1";

/// The ledger as one line of JSON, without a line end.
pub fn to_json(ledger: &Ledger) -> String {
    serde_json::to_string(&to_shape(ledger)).expect("strings, numbers and lists always serialise")
}

/// The JSON Schema of a ledger, generated from [`shape::Ledger`].
pub fn json_schema() -> serde_json::Value {
    schemars::schema_for!(shape::Ledger).to_value()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::*;

    fn sample() -> Ledger {
        let text = "“Näher,” said Ada, of Oslo. It rained on 3 May 2021 for 5 km.".to_string();
        let at = |part: &str| {
            let start = text.find(part).unwrap();
            Span::new(start, start + part.len())
        };
        let origin = || Origin::rule(Stage::Entity, "sample");
        let mut ada = Entity::new("Ada", EntityType::Person, origin());
        ada.country = "NOR".parse().ok();
        ada.sector = Some(Sector::Gov);
        let oslo = Entity::new("Oslo", EntityType::Place, origin());
        let mention = |part, entity| Mention {
            span: at(part),
            entity: EntityId(entity),
            form: Form::Name,
            metonym: false,
            origin: origin(),
        };
        Ledger {
            engine: Engine { version: "0".into(), model: "none".into() },
            document: Document {
                id: "a".into(),
                digest: "d".into(),
                language: "en".into(),
                text: text.clone(),
                ..Document::default()
            },
            date: Some(DocumentDate {
                value: "2021-05-03".into(),
                given: false,
                confidence: 0.5,
                evidence: vec![at("3 May 2021")],
            }),
            dateline: None,
            sentences: vec![at("“Näher,” said Ada, of Oslo."), at("It rained on 3 May 2021 for 5 km.")],
            entities: vec![ada, oslo].into(),
            mentions: vec![mention("Ada", 0), mention("Oslo", 1)].into(),
            times: vec![TimeExpression {
                span: at("3 May 2021"),
                kind: TimeType::Date,
                value: "2021-05-03".into(),
                modifier: None,
                from: "2021-05-03".parse().ok(),
                to: "2021-05-03".parse().ok(),
                origin: Origin::model(Stage::Time, "m", 0.25),
            }]
            .into(),
            places: vec![Place {
                span: at("Oslo"),
                entity: EntityId(1),
                lat: 59.91,
                lon: 10.75,
                geonames: Some(3143244),
                country: "NOR".parse().ok(),
                admin: Some("Oslo".into()),
                precision: Precision::City,
                alternatives: vec![7],
                origin: origin(),
            }]
            .into(),
            statements: vec![Statement {
                kind: Kind::Direct,
                source: at("Ada").into(),
                source_entity: vec![EntityId(0)],
                cue: at("said").into(),
                content: at("“Näher,”").into(),
                act: Act::Say,
                polarity: Polarity::Positive,
                addressee: vec![],
                target: vec![EntityId(1)],
                via: vec![],
                continues: None,
                denies: None,
                repeats: None,
                time: None,
                place: Some(EntityId(1)),
                origin: origin(),
            }]
            .into(),
            events: vec![Event {
                trigger: at("rained"),
                event: Plover::Consult,
                mode: Some("visit".into()),
                cameo: None,
                contexts: vec!["health".into()],
                actor: vec![EntityId(0)],
                recipient: vec![],
                time: Some("2021-05-03".into()),
                place: None,
                status: Status::Happened,
                according_to: Some(StatementId(0)),
                same_as: None,
                origin: origin(),
            }]
            .into(),
            quantities: vec![Quantity { span: at("5 km"), value: 5.0, unit: "km".into() }],
            defects: vec![Defect { span: at("“"), kind: DefectKind::StrayQuote, message: "sample".into() }],
        }
    }

    #[test]
    fn a_ledger_reads_back_to_the_same_value() {
        let ledger = sample();
        let json = to_json(&ledger);
        assert_eq!(from_json(&json).unwrap(), ledger);
        assert_eq!(crate::check::violations(&ledger), Vec::<String>::new());
    }

    #[test]
    fn offsets_leave_as_code_points() {
        let value: serde_json::Value = serde_json::from_str(&to_json(&sample())).unwrap();
        let text: Vec<char> = value["document"]["text"].as_str().unwrap().chars().collect();
        let content = &value["statements"][0]["content"][0];
        let range = content["start"].as_u64().unwrap() as usize..content["end"].as_u64().unwrap() as usize;
        assert_eq!(text[range].iter().collect::<String>(), "“Näher,”");
        assert_eq!(value["statements"][0]["source_entity"][0], "e1");
    }

    #[test]
    fn wrong_ids_and_spans_are_errors_that_say_where() {
        let json = to_json(&sample());
        let wrong = json.replace("\"entity\":\"e2\"", "\"entity\":\"e9\"");
        assert!(from_json(&wrong).unwrap_err().to_string().contains("e9"));
        let wrong = json.replace("\"trigger\":{\"start\":", "\"trigger\":{\"start\":9");
        assert!(from_json(&wrong).unwrap_err().to_string().contains("events[0].trigger"));
    }
}
