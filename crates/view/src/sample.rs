//! A small invented report with its ledger, for the tests of the views.

use dateline_doc::*;

const TEXT: &str = "ERUN HALDEN (Alpine Wire) — Tarn ministers met envoys from Velk on Tuesday, the state agency TNA reported.
“We signed nothing,” Foreign Minister Mira Oslund told reporters, “and we will sign nothing.” She did not say whether talks would resume.

Velk denied on Monday that its troops had shelled the border town of Saum, calling the claim \"a fairy tale\u{201d}.
";

/// Finds the `number`th place of `part` in the text, from 0.
fn at(text: &str, part: &str, number: usize) -> Span {
    let (start, found) = text.match_indices(part).nth(number).expect("the sample has these words");
    Span::new(start, start + found.len())
}

fn origin(stage: Stage, rule: &str, score: f32) -> Origin {
    Origin::rule(stage, rule).with_score(score)
}

fn entity(name: &str, kind: EntityType, country: Option<&str>, role: Option<&str>) -> Entity {
    let mut entity = Entity::new(name, kind, origin(Stage::Entity, "name", 0.9));
    entity.country = country.and_then(|country| country.parse().ok());
    entity.role = role.map(Into::into);
    entity
}

fn statement(kind: Kind, act: Act, content: Spans) -> Statement {
    Statement {
        kind,
        source: Spans::new(),
        source_entity: vec![],
        cue: Spans::new(),
        content,
        act,
        polarity: Polarity::Positive,
        addressee: vec![],
        target: vec![],
        via: vec![],
        continues: None,
        denies: None,
        repeats: None,
        time: None,
        place: None,
        origin: origin(Stage::Statement, "verb-with-clause", 0.8),
    }
}

fn event(trigger: Span, event: Plover, status: Status) -> Event {
    Event {
        trigger,
        event,
        mode: None,
        cameo: None,
        contexts: vec![],
        actor: vec![],
        recipient: vec![],
        time: None,
        place: None,
        status,
        according_to: None,
        same_as: None,
        origin: origin(Stage::Event, "frame", 0.7),
    }
}

/// A ledger with nested statements, content in pieces, all kinds of records and a defect.
pub(crate) fn ledger() -> Ledger {
    let text = TEXT.to_string();
    let span = |part: &str| at(&text, part, 0);
    let mut tna = entity("TNA", EntityType::Organisation, Some("TRN"), Some("state news agency"));
    tna.sector = Some(Sector::Med);
    tna.wikidata = Some("Q1".into());
    let mention = |span, entity, form| Mention {
        span,
        entity: EntityId(entity),
        form,
        metonym: false,
        origin: origin(Stage::Entity, "name", 0.9),
    };
    let time = |words: &str, value: &str| TimeExpression {
        span: span(words),
        kind: TimeType::Date,
        value: value.into(),
        modifier: None,
        from: value.parse().ok(),
        to: value.parse().ok(),
        origin: origin(Stage::Time, "weekday", 1.0),
    };
    let place = |words: &str, entity, lat, lon| Place {
        span: span(words),
        entity: EntityId(entity),
        lat,
        lon,
        geonames: None,
        country: None,
        admin: None,
        precision: dateline_doc::Precision::City,
        alternatives: vec![],
        origin: origin(Stage::Place, "gazetteer", 0.6),
    };
    let reported = Statement {
        source: span("the state agency TNA").into(),
        source_entity: vec![EntityId(2)],
        cue: span("reported").into(),
        ..statement(
            Kind::Indirect,
            Act::Report,
            span("Tarn ministers met envoys from Velk on Tuesday").into(),
        )
    };
    let told = Statement {
        source: span("Foreign Minister Mira Oslund").into(),
        source_entity: vec![EntityId(3)],
        cue: span("told").into(),
        addressee: vec![EntityId(6)],
        time: Some("2031-04-08".into()),
        ..statement(
            Kind::Direct,
            Act::Say,
            [span("“We signed nothing,”"), span("“and we will sign nothing.”")].into_iter().collect(),
        )
    };
    let not_said = Statement {
        source: span("She").into(),
        source_entity: vec![EntityId(3)],
        cue: span("say").into(),
        polarity: Polarity::Negative,
        ..statement(Kind::Indirect, Act::Say, span("whether talks would resume").into())
    };
    let denied = Statement {
        source: at(&text, "Velk", 1).into(),
        source_entity: vec![EntityId(1)],
        cue: span("denied").into(),
        time: Some("2031-04-07".into()),
        ..statement(
            Kind::Indirect,
            Act::Deny,
            span("that its troops had shelled the border town of Saum").into(),
        )
    };
    let called = Statement {
        source_entity: vec![EntityId(1)],
        cue: span("calling").into(),
        via: vec![StatementId(3)],
        ..statement(Kind::Mixed, Act::Reject, span("the claim \"a fairy tale\u{201d}").into())
    };
    let met = Event {
        mode: Some("visit".into()),
        actor: vec![EntityId(0), EntityId(1)],
        time: Some("2031-04-08".into()),
        place: Some(EntityId(4)),
        according_to: Some(StatementId(0)),
        ..event(span("met"), Plover::Consult, Status::Happened)
    };
    let shelled = Event {
        mode: Some("heavy-weapons".into()),
        cameo: Some("194".into()),
        actor: vec![EntityId(1)],
        place: Some(EntityId(5)),
        according_to: Some(StatementId(3)),
        ..event(span("shelled"), Plover::Assault, Status::Denied)
    };
    let ledger = Ledger {
        engine: Engine { version: "0.0.0".into(), model: "none".into() },
        document: Document {
            id: "sample".into(),
            digest: "0".into(),
            language: "en".into(),
            title: Some("Tarn ministers meet envoys".into()),
            source: Some("Alpine Wire".into()),
            ..Document::default()
        },
        date: Some(DocumentDate {
            value: "2031-04-08".into(),
            given: false,
            confidence: 0.8,
            evidence: vec![span("Tuesday")],
        }),
        dateline: Some(Dateline {
            span: span("ERUN HALDEN (Alpine Wire)"),
            place: Some(EntityId(4)),
            outlet: None,
        }),
        sentences: text
            .split_inclusive(". ")
            .scan(0, |from, part| {
                *from += part.len();
                Some(Span::new(*from - part.len(), *from).trim(&text))
            })
            .collect(),
        entities: vec![
            entity("Tarn", EntityType::State, Some("TRN"), None),
            entity("Velk", EntityType::State, Some("VLK"), None),
            tna,
            entity("Mira Oslund", EntityType::Person, Some("TRN"), Some("foreign minister")),
            entity("Erun Halden", EntityType::Place, Some("TRN"), None),
            entity("Saum", EntityType::Place, Some("TRN"), None),
            entity("reporters", EntityType::Group, None, None),
        ]
        .into(),
        mentions: vec![
            mention(span("ERUN HALDEN"), 4, Form::Name),
            mention(span("Tarn"), 0, Form::Name),
            mention(span("Velk"), 1, Form::Name),
            mention(span("TNA"), 2, Form::Name),
            mention(span("Mira Oslund"), 3, Form::Name),
            mention(span("She"), 3, Form::Pronoun),
            mention(at(&text, "Velk", 1), 1, Form::Name),
            mention(span("Saum"), 5, Form::Name),
        ]
        .into(),
        times: vec![time("Tuesday", "2031-04-08"), time("Monday", "2031-04-07")].into(),
        places: vec![place("ERUN HALDEN", 4, 47.5, 9.25), place("Saum", 5, 47.25, -9.5)].into(),
        statements: vec![reported, told, not_said, denied, called].into(),
        events: vec![met, shelled].into(),
        quantities: vec![],
        defects: vec![Defect {
            span: span("\"a fairy tale\u{201d}"),
            kind: DefectKind::MismatchedQuote,
            message: "opened with \" and closed with \u{201d}".into(),
        }],
    };
    let ledger = Ledger { document: Document { text, ..ledger.document.clone() }, ..ledger };
    assert_eq!(check::violations(&ledger), Vec::<String>::new());
    ledger
}

/// Hostile strings in every field that comes from outside.
pub(crate) fn hostile() -> Ledger {
    let bad = "\x1b[31m<script>alert(1)</script>\u{202e}\"'`<img src=x onerror=alert(1)>\0\u{9b}2J\r\x08";
    let text = format!("{bad} said {bad}\n{bad}\n");
    let whole = Span::new(0, bad.len());
    let mut ledger = ledger();
    ledger.document.text = text.clone();
    ledger.document.title = Some(bad.into());
    ledger.document.id = bad.into();
    ledger.document.url = Some(bad.into());
    ledger.document.source = Some(bad.into());
    ledger.engine = Engine { version: bad.into(), model: bad.into() };
    ledger.dateline = None;
    ledger.sentences = vec![Span::new(0, text.len() - 1)];
    ledger.date =
        Some(DocumentDate { value: bad.into(), given: false, confidence: 0.5, evidence: vec![whole] });
    for entity in ledger.entities.iter_mut() {
        entity.name = bad.into();
        entity.role = Some(bad.into());
        entity.wikidata = Some(bad.into());
        entity.origin.rule = bad.into();
    }
    ledger.mentions.iter_mut().for_each(|mention| mention.span = whole);
    for time in ledger.times.iter_mut() {
        time.span = whole;
        time.value = bad.into();
        time.modifier = Some(bad.into());
    }
    ledger.places.iter_mut().for_each(|place| place.span = whole);
    for statement in ledger.statements.iter_mut() {
        statement.source = whole.into();
        statement.cue = whole.into();
        statement.content = whole.into();
        statement.time = Some(bad.into());
        statement.origin.rule = bad.into();
    }
    for event in ledger.events.iter_mut() {
        event.trigger = whole;
        event.mode = Some(bad.into());
        event.cameo = Some(bad.into());
        event.contexts = vec![bad.into()];
        event.time = Some(bad.into());
    }
    for defect in &mut ledger.defects {
        defect.span = whole;
        defect.message = bad.into();
    }
    ledger
}
