//! The records below the text.

use super::paint::{self, Paint, Run};
use crate::{tell, wrap};
use anstyle::Style;
use dateline_doc::{Ledger, Origin, Span, StatementId};

pub(super) struct Records<'a> {
    pub(super) ledger: &'a Ledger,
    pub(super) paint: &'a mut Paint,
    pub(super) explain: bool,
}

impl Records<'_> {
    /// Width of the ids at the left: "s12 ".
    fn label(id: &str) -> String {
        format!("{id:>4}  ")
    }

    fn nothing(&mut self, what: &str) {
        self.paint.lines("      ", &[Run(paint::DIM, what)]);
    }

    /// Below a record: stage, rule or model, score, and the words that it was made of.
    fn why(&mut self, origin: &Origin, words: &[(&str, String)]) {
        if !self.explain {
            return;
        }
        let mut why = format!("why: {}", tell::origin(origin));
        for (what, text) in words.iter().filter(|(_, text)| !text.is_empty()) {
            why.push_str(&format!(" · {what} “{}”", tell::short(text, 60)));
        }
        self.paint.lines("      ", &[Run(paint::DIM, &why)]);
    }

    pub(super) fn statements(&mut self) {
        let ledger = self.ledger;
        self.paint.section("WHO SAID WHAT", &tell::count(ledger.statements.len(), "statement", "statements"));
        if ledger.statements.is_empty() {
            self.nothing("Nobody is quoted or cited.");
        }
        for (id, s) in ledger.statements.iter_ids() {
            if id.index() > 0 {
                self.paint.blank();
            }
            let (source, cue) = (tell::source(ledger, s), tell::cue(ledger, s));
            let addressee = tell::entities(ledger, &s.addressee);
            let chain = tell::chain(ledger, s);
            let mut runs = if tell::cue_first(ledger, s) {
                vec![Run(paint::CUE, &cue), Run(paint::DIM, " "), Run(paint::NAME, &source)]
            } else {
                vec![Run(paint::NAME, &source), Run(paint::DIM, " → "), Run(paint::CUE, &cue)]
            };
            if !addressee.is_empty() {
                runs.extend([Run(paint::DIM, " → "), Run(paint::NAME, &addressee)]);
            }
            let chain = self.chain(&chain);
            runs.push(Run(paint::DIM, &chain));
            self.paint.lines(&Self::label(&tell::statement_id(id)), &runs);
            let content = tell::pieces(ledger, &s.content);
            self.paint.barred("      ", &content);
            let notes = tell::joined(&tell::statement_notes(ledger, s));
            self.paint.lines("      ", &[Run(paint::DIM, &notes)]);
            let words = [("source", tell::pieces(ledger, &s.source)), ("cue", tell::pieces(ledger, &s.cue))];
            self.why(&s.origin, &words);
        }
    }

    /// " (according to BelTA [s4])".
    fn chain(&self, chain: &[StatementId]) -> String {
        let link = |&id: &StatementId| {
            let via = self.ledger.statements.get(id)?;
            Some(format!("{} [{}]", tell::source(self.ledger, via), tell::statement_id(id)))
        };
        let links: Vec<String> = chain.iter().filter_map(link).collect();
        if links.is_empty() {
            String::new()
        } else {
            format!(" (according to {})", links.join(", by way of "))
        }
    }

    pub(super) fn events(&mut self) {
        let ledger = self.ledger;
        self.paint.section("WHAT HAPPENED", &tell::count(ledger.events.len(), "event", "events"));
        if ledger.events.is_empty() {
            self.nothing("No political event was found.");
        }
        for (id, event) in ledger.events.iter_ids() {
            let actor = match tell::entities(ledger, &event.actor) {
                nobody if nobody.is_empty() => "somebody".to_string(),
                actor => actor,
            };
            let kind = tell::event_type(event);
            let recipient = tell::entities(ledger, &event.recipient);
            let status = format!(" {} {}", tell::status_sign(event.status), event.status);
            let mut runs = vec![Run(paint::NAME, &actor), Run(paint::DIM, " → "), Run(paint::EVENT, &kind)];
            if !recipient.is_empty() {
                runs.extend([Run(paint::DIM, " → "), Run(paint::NAME, &recipient)]);
            }
            runs.push(Run(paint::PLAIN, &status));
            self.paint.lines(&Self::label(&tell::event_id(id.index())), &runs);
            let trigger = format!("“{}”", tell::words(ledger, event.trigger));
            let notes = match tell::joined(&tell::event_notes(ledger, event)) {
                none if none.is_empty() => none,
                notes => format!(" · {notes}"),
            };
            self.paint.lines("      ", &[Run(paint::PLAIN, &trigger), Run(paint::DIM, &notes)]);
            let sentence = tell::words(ledger, tell::sentence(ledger, event.trigger));
            self.why(&event.origin, &[("in", sentence)]);
        }
    }

    pub(super) fn times(&mut self) {
        let ledger = self.ledger;
        self.paint.section("WHEN", &tell::count(ledger.times.len(), "time expression", "time expressions"));
        if ledger.times.is_empty() {
            self.nothing("No time is named.");
        }
        let mut rows = Vec::new();
        let mut groups = tell::by_value(ledger);
        // What lies on the calendar in its order; then durations and what cannot be placed.
        groups.sort_by_key(|(_, times)| {
            let first = times.first().and_then(|&at| ledger.times.as_slice()[at].from);
            (first.is_none(), first)
        });
        for (value, times) in groups {
            let first = &ledger.times.as_slice()[times[0]];
            let value = wrap::printable(value);
            let mut day = tell::day(&value);
            if let Some(modifier) = &first.modifier {
                day = format!("{day} ({modifier})");
            }
            let texts: Vec<String> = times
                .iter()
                .map(|&at| ledger.times.as_slice()[at].span)
                .map(|span| self.quoted(span))
                .collect();
            rows.push(vec![
                (paint::TIME, wrap::printable(&day)),
                (paint::DIM, if tell::day(&value) == value { first.kind.to_string() } else { value.clone() }),
                (paint::PLAIN, distinct(texts).join(", ")),
            ]);
        }
        self.paint.table(&rows);
        if self.explain {
            for time in &ledger.times {
                self.why(&time.origin, &[("words", tell::words(ledger, time.span))]);
            }
        }
    }

    fn quoted(&self, span: Span) -> String {
        format!("“{}”", tell::short(&tell::words(self.ledger, span), 40))
    }

    pub(super) fn places(&mut self) {
        let ledger = self.ledger;
        self.paint.section("WHERE", &tell::count(ledger.places.len(), "place name", "place names"));
        if ledger.places.is_empty() {
            self.nothing("No place is named.");
        }
        let mut rows: Vec<Vec<(Style, String)>> = Vec::new();
        for (id, places) in tell::by_place(ledger) {
            let place = &ledger.places.as_slice()[places[0]];
            let country = ledger.entities.get(id).and_then(|entity| entity.country);
            let texts = places.iter().map(|&at| self.quoted(ledger.places.as_slice()[at].span)).collect();
            rows.push(vec![
                (paint::PLACE, wrap::printable(&tell::short(tell::entity(ledger, id), 30))),
                (paint::DIM, country.map(|country| country.to_string()).unwrap_or_default()),
                (paint::PLAIN, tell::coordinates(place.lat, place.lon)),
                (paint::PLAIN, distinct(texts).join(", ")),
            ]);
        }
        self.paint.table(&rows);
        if self.explain {
            for place in &ledger.places {
                self.why(&place.origin, &[("words", tell::words(ledger, place.span))]);
            }
        }
    }

    pub(super) fn entities(&mut self) {
        let ledger = self.ledger;
        let number = tell::count(ledger.entities.len(), "entity", "entities");
        self.paint.section("WHO IS WHO", &number);
        let mut rows: Vec<Vec<(Style, String)>> = Vec::new();
        for (id, count) in tell::by_mentions(ledger) {
            let entity = &ledger.entities[id];
            let role = entity.role.as_ref().map(|role| role.to_string());
            let members = (!entity.members.is_empty()).then(|| tell::entities(ledger, &entity.members));
            let about: Vec<String> = [role, members].into_iter().flatten().collect();
            rows.push(vec![
                (paint::NAME, wrap::printable(&tell::short(&entity.name, 36))),
                (paint::DIM, format!("{count}×")),
                (paint::PLAIN, entity.kind.to_string()),
                (paint::PLAIN, entity.country.map(|country| country.to_string()).unwrap_or_default()),
                (paint::DIM, entity.wikidata.as_ref().map(|id| wrap::printable(id)).unwrap_or_default()),
                (paint::PLAIN, about.join(" · ")),
            ]);
        }
        self.paint.table(&rows);
        if self.explain {
            for (id, entity) in ledger.entities.iter_ids() {
                self.why(&entity.origin, &[("name", tell::entity(ledger, id).to_string())]);
            }
        }
    }

    pub(super) fn defects(&mut self) {
        let ledger = self.ledger;
        if ledger.defects.is_empty() {
            return;
        }
        let number = tell::count(ledger.defects.len(), "defect", "defects");
        self.paint.section("WHAT IS WRONG WITH THE TEXT", &number);
        for defect in &ledger.defects {
            let kind = defect.kind.to_string();
            let words = if defect.span.is_empty() {
                String::new()
            } else {
                format!(" · at {}", self.quoted(around(ledger, defect.span)))
            };
            let message = format!(": {}", defect.message);
            self.paint.lines(
                "   !  ",
                &[Run(paint::DEFECT, &kind), Run(paint::PLAIN, &message), Run(paint::DIM, &words)],
            );
        }
    }
}

/// A defect's words with a few around them: a lone quotation mark says little.
fn around(ledger: &Ledger, span: Span) -> Span {
    let text = &ledger.document.text;
    if text.get(span.range()).is_none() {
        return span;
    }
    let before =
        text[..span.start as usize].char_indices().rev().take_while(|(_, ch)| *ch != '\n').take(12).last();
    let after = text[span.end as usize..].char_indices().take_while(|(_, ch)| *ch != '\n').take(12).last();
    Span {
        start: before.map_or(span.start, |(at, _)| at as u32),
        end: after.map_or(span.end, |(at, ch)| span.end + (at + ch.len_utf8()) as u32),
    }
}

/// Equal texts once, in the order of their first, with how often they came.
fn distinct(texts: Vec<String>) -> Vec<String> {
    let mut counted: Vec<(String, usize)> = Vec::new();
    for text in texts {
        match counted.iter_mut().find(|(known, _)| *known == text) {
            Some((_, count)) => *count += 1,
            None => counted.push((text, 1)),
        }
    }
    counted
        .into_iter()
        .map(|(text, count)| if count > 1 { format!("{text} ×{count}") } else { text })
        .collect()
}
