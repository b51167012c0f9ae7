//! Tables: one row a record, with the document's id, offsets in code points and the words.

use dateline_doc::json::Offsets;
use dateline_doc::{EntityId, Ledger, Origin, Span, Spans};
use dateline_view::Layers;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layer {
    Statements,
    Events,
    Times,
    Places,
    Entities,
    Defects,
}

/// A table of one layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Table {
    layer: Layer,
    explain: bool,
}

impl Table {
    /// The table of the one layer in `layers`; with `explain`, stage, rule and score at its end.
    pub(super) fn new(layers: Layers, explain: bool) -> Result<Table, String> {
        let all = [
            (layers.statements, Layer::Statements),
            (layers.events, Layer::Events),
            (layers.times, Layer::Times),
            (layers.places, Layer::Places),
            (layers.entities, Layer::Entities),
            (layers.defects, Layer::Defects),
        ];
        let mut picked = all.into_iter().filter_map(|(picked, layer)| picked.then_some(layer));
        match (picked.next(), picked.next()) {
            (Some(layer), None) => Ok(Table { layer, explain: explain && layer != Layer::Defects }),
            _ => Err(format!("add --only with one of: {}", Layers::NAMES.join(", "))),
        }
    }

    /// The names of the columns.
    pub(super) fn head(self) -> String {
        let columns: &[&str] = match self.layer {
            Layer::Statements => &[
                "document",
                "id",
                "start",
                "end",
                "kind",
                "source",
                "source_text",
                "cue",
                "content",
                "act",
                "polarity",
                "addressee",
                "target",
                "via",
                "continues",
                "denies",
                "repeats",
                "time",
                "place",
            ],
            Layer::Events => &[
                "document",
                "id",
                "start",
                "end",
                "trigger",
                "event",
                "mode",
                "cameo",
                "contexts",
                "actor",
                "actor_country",
                "recipient",
                "recipient_country",
                "status",
                "time",
                "place",
                "according_to",
                "same_as",
            ],
            Layer::Times => &["document", "start", "end", "text", "type", "value", "mod", "from", "to"],
            Layer::Places => {
                &["document", "start", "end", "text", "name", "country", "lat", "lon", "geonames"]
            }
            Layer::Entities => &[
                "document",
                "id",
                "start",
                "end",
                "name",
                "type",
                "country",
                "sector",
                "role",
                "role_class",
                "wikidata",
                "geonames",
                "members",
                "mentions",
            ],
            Layer::Defects => &["document", "start", "end", "text", "kind", "message"],
        };
        let mut row = Row::default();
        columns.iter().for_each(|column| row.text(column));
        if self.explain {
            ["stage", "by", "score"].iter().for_each(|column| row.text(column));
        }
        row.end()
    }

    /// The rows of one report.
    pub(super) fn rows(self, ledger: &Ledger) -> String {
        let writer = Writer { ledger, offsets: Offsets::new(&ledger.document.text), explain: self.explain };
        match self.layer {
            Layer::Statements => writer.statements(),
            Layer::Events => writer.events(),
            Layer::Times => writer.times(),
            Layer::Places => writer.places(),
            Layer::Entities => writer.entities(),
            Layer::Defects => writer.defects(),
        }
    }
}

/// One line of CSV as RFC 4180 has it.
#[derive(Default)]
struct Row(String);

impl Row {
    fn field(&mut self, text: &str) {
        if !self.0.is_empty() {
            self.0.push(',');
        }
        if self.0.is_empty() && text.is_empty() {
            self.0.push_str("\"\"");
        } else if text.contains([',', '"', '\n', '\r']) {
            self.0.push('"');
            self.0.push_str(&text.replace('"', "\"\""));
            self.0.push('"');
        } else {
            self.0.push_str(text);
        }
    }

    /// A text from outside. Spreadsheets take what begins like a formula for one, and run it: an
    /// apostrophe in front keeps it a text.
    fn text(&mut self, text: &str) {
        if text.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r'])
            || text.starts_with(['\t', '\r', '\n'])
        {
            self.field(&format!("'{text}"));
        } else {
            self.field(text);
        }
    }

    /// A number, or a name of ours.
    fn plain(&mut self, value: impl ToString) {
        self.field(&value.to_string());
    }

    fn maybe(&mut self, value: Option<impl ToString>) {
        self.text(&value.map(|value| value.to_string()).unwrap_or_default());
    }

    fn end(self) -> String {
        self.0 + "\r\n"
    }
}

struct Writer<'l> {
    ledger: &'l Ledger,
    offsets: Offsets<'l>,
    explain: bool,
}

impl Writer<'_> {
    fn row(&self, id: Option<String>, span: Option<Span>) -> Row {
        let mut row = Row::default();
        row.text(&self.ledger.document.id);
        if let Some(id) = id {
            row.plain(id);
        }
        row.maybe(span.map(|span| self.offsets.code_points(span.start)));
        row.maybe(span.map(|span| self.offsets.code_points(span.end)));
        row
    }

    fn words(&self, spans: &Spans) -> String {
        let text = &self.ledger.document.text;
        spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" … ")
    }

    fn names(&self, ids: &[EntityId]) -> String {
        let name = |&id: &EntityId| Some(self.ledger.entities.get(id)?.name.as_str());
        ids.iter().filter_map(name).collect::<Vec<_>>().join("; ")
    }

    fn countries(&self, ids: &[EntityId]) -> String {
        let country = |&id: &EntityId| {
            Some(self.ledger.entities.get(id)?.country.map(|country| country.to_string()).unwrap_or_default())
        };
        ids.iter().filter_map(country).collect::<Vec<_>>().join("; ")
    }

    fn end(&self, mut row: Row, origin: &Origin) -> String {
        if self.explain {
            row.plain(origin.stage);
            row.text(&origin.rule);
            row.plain(origin.score);
        }
        row.end()
    }

    fn statements(&self) -> String {
        let id = |at: usize| format!("s{}", at + 1);
        let mut out = String::new();
        for (at, s) in self.ledger.statements.iter_ids() {
            let mut row = self.row(Some(id(at.index())), s.content.cover());
            row.plain(s.kind);
            row.text(&self.names(&s.source_entity));
            row.text(&self.words(&s.source));
            row.text(&self.words(&s.cue));
            row.text(&self.words(&s.content));
            row.plain(s.act);
            row.plain(s.polarity);
            row.text(&self.names(&s.addressee));
            row.text(&self.names(&s.target));
            row.plain(s.via.iter().map(|via| id(via.index())).collect::<Vec<_>>().join("; "));
            for link in [s.continues, s.denies, s.repeats] {
                row.maybe(link.map(|link| id(link.index())));
            }
            row.maybe(s.time.as_ref());
            row.text(&self.names(s.place.as_slice()));
            out.push_str(&self.end(row, &s.origin));
        }
        out
    }

    fn events(&self) -> String {
        let mut out = String::new();
        for (at, v) in self.ledger.events.iter_ids() {
            let mut row = self.row(Some(format!("v{}", at.index() + 1)), Some(v.trigger));
            row.text(v.trigger.of(&self.ledger.document.text));
            row.plain(v.event);
            row.maybe(v.mode.as_ref());
            row.maybe(v.cameo.as_ref());
            row.text(&v.contexts.iter().map(|context| context.as_str()).collect::<Vec<_>>().join("; "));
            row.text(&self.names(&v.actor));
            row.text(&self.countries(&v.actor));
            row.text(&self.names(&v.recipient));
            row.text(&self.countries(&v.recipient));
            row.plain(v.status);
            row.maybe(v.time.as_ref());
            row.text(&self.names(v.place.as_slice()));
            row.maybe(v.according_to.map(|s| format!("s{}", s.index() + 1)));
            row.maybe(v.same_as.map(|first| format!("v{}", first.index() + 1)));
            out.push_str(&self.end(row, &v.origin));
        }
        out
    }

    fn times(&self) -> String {
        let mut out = String::new();
        for time in &self.ledger.times {
            let mut row = self.row(None, Some(time.span));
            row.text(time.span.of(&self.ledger.document.text));
            row.plain(time.kind);
            row.text(&time.value);
            row.maybe(time.modifier.as_ref());
            row.maybe(time.from);
            row.maybe(time.to);
            out.push_str(&self.end(row, &time.origin));
        }
        out
    }

    fn places(&self) -> String {
        let mut out = String::new();
        for place in &self.ledger.places {
            let mut row = self.row(None, Some(place.span));
            row.text(place.span.of(&self.ledger.document.text));
            row.text(&self.names(&[place.entity]));
            row.text(&self.countries(&[place.entity]));
            row.plain(place.lat);
            row.plain(place.lon);
            row.maybe(place.geonames);
            out.push_str(&self.end(row, &place.origin));
        }
        out
    }

    fn entities(&self) -> String {
        let mut first: Vec<Option<Span>> = vec![None; self.ledger.entities.len()];
        let mut counts = vec![0usize; self.ledger.entities.len()];
        for mention in &self.ledger.mentions {
            if let Some(count) = counts.get_mut(mention.entity.index()) {
                *count += 1;
                first[mention.entity.index()].get_or_insert(mention.span);
            }
        }
        let mut out = String::new();
        for (at, entity) in self.ledger.entities.iter_ids() {
            let mut row = self.row(Some(format!("e{}", at.index() + 1)), first[at.index()]);
            row.text(&entity.name);
            row.plain(entity.kind);
            row.maybe(entity.country);
            row.maybe(entity.sector);
            row.maybe(entity.role.as_ref());
            row.maybe(entity.role_class);
            row.maybe(entity.wikidata.as_ref());
            row.maybe(entity.geonames);
            row.text(&self.names(&entity.members));
            row.plain(counts[at.index()]);
            out.push_str(&self.end(row, &entity.origin));
        }
        out
    }

    fn defects(&self) -> String {
        let mut out = String::new();
        for defect in &self.ledger.defects {
            let mut row = self.row(None, Some(defect.span));
            row.text(defect.span.of(&self.ledger.document.text));
            row.plain(defect.kind);
            row.text(&defect.message);
            out.push_str(&row.end());
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_doc::{Document, Stage, TimeExpression, TimeType, json};

    fn times(id: &str, explain: bool) -> (String, String) {
        let text = "é=1+1 on \"Monday, early\"".to_string();
        let time = |from: usize, to: usize| TimeExpression {
            span: Span::new(from, to),
            kind: TimeType::Date,
            value: "2024-03-04".into(),
            modifier: None,
            from: None,
            to: None,
            origin: Origin::rule(Stage::Time, "weekday").with_score(0.5),
        };
        let ledger = Ledger {
            times: vec![time(2, 6), time(10, 25)].into(),
            document: Document { id: id.into(), text, ..Document::default() },
            ..Ledger::default()
        };
        let table = Table::new("times".parse().unwrap(), explain).unwrap();
        (table.head(), table.rows(&ledger))
    }

    #[test]
    fn fields_are_quoted_and_formulas_disarmed() {
        let (head, rows) = times("a,b", true);
        assert_eq!(head, "document,start,end,text,type,value,mod,from,to,stage,by,score\r\n");
        assert_eq!(
            rows,
            "\"a,b\",1,5,'=1+1,DATE,2024-03-04,,,,time,weekday,0.5\r\n\
             \"a,b\",9,24,\"\"\"Monday, early\"\"\",DATE,2024-03-04,,,,time,weekday,0.5\r\n"
        );
    }

    #[test]
    fn an_empty_first_field_keeps_its_column() {
        assert!(times("", false).1.starts_with("\"\",1,5,"));
    }

    #[test]
    fn the_columns_are_those_of_the_docs() {
        let docs = include_str!("../../../../docs/command.md");
        for name in Layers::NAMES {
            let head = Table::new(name.parse().unwrap(), false).unwrap().head();
            assert!(docs.contains(&format!("\n{name}: {}\n", head.trim_end())), "{name}");
        }
        assert!(Table::new(Layers::ALL, false).unwrap_err().contains("--only"));
    }

    #[test]
    fn rows_have_as_many_fields_as_the_head() {
        let ledger = json::from_json(include_str!("../../tests/ledger.json")).unwrap();
        for name in Layers::NAMES {
            let table = Table::new(name.parse().unwrap(), true).unwrap();
            let (head, rows) = (table.head(), table.rows(&ledger));
            // No field of this ledger holds a comma or a line end.
            let counts: Vec<usize> = rows.lines().map(|row| row.matches(',').count()).collect();
            assert!(!counts.is_empty(), "{name}");
            assert!(counts.iter().all(|&count| count == head.matches(',').count()), "{name}: {rows}");
        }
    }
}
