//! The records beside the text: sentence first, then the code, and why it is believed.

use super::writer::Writer;
use crate::marks;
use crate::tell::{self, Note};
use dateline_doc::{EntityId, Event, EventId, Ledger, Origin, Span, Statement, StatementId};
use std::collections::HashSet;

pub(super) fn records(w: &mut Writer, ledger: &Ledger) {
    w.raw("<section class=\"records\" aria-label=\"Records\">\n<div class=\"column\">\n");
    statements(w, ledger);
    events(w, ledger);
    w.raw("</div>\n<div class=\"column\">\n");
    times(w, ledger);
    places(w, ledger);
    entities(w, ledger);
    defects(w, ledger);
    w.raw("</div>\n</section>\n");
}

/// Names of entities, each a link to its row.
fn names(w: &mut Writer, ledger: &Ledger, ids: &[EntityId]) {
    for (at, &id) in ids.iter().enumerate() {
        if at > 0 {
            w.raw(if at + 1 == ids.len() { " and " } else { ", " });
        }
        if ledger.entities.get(id).is_some() {
            w.raw("<a class=\"who\" href=\"#e").number(id.index() + 1).raw("\">");
            w.text(tell::entity(ledger, id)).raw("</a>");
        }
    }
}

fn source(w: &mut Writer, ledger: &Ledger, s: &Statement) {
    if s.source_entity.is_empty() {
        w.element("<span class=\"who\">", &tell::source(ledger, s), "</span>");
    } else {
        names(w, ledger, &s.source_entity);
    }
}

fn notes(w: &mut Writer, notes: &[Note]) {
    if notes.is_empty() {
        return;
    }
    w.raw("<ul class=\"notes\">");
    for note in notes {
        w.raw("<li>");
        match note.link {
            Some((prefix, number)) => {
                w.raw("<a href=\"#").raw(prefix).number(number).raw("\">").text(&note.text).raw("</a>")
            }
            None => w.text(&note.text),
        };
        w.raw("</li>");
    }
    w.raw("</ul>");
}

/// The fold-out reason of a record: stage, rule or model, score, and its words.
fn why(w: &mut Writer, origin: &Origin, words: &[(&'static str, String)]) {
    w.raw("<details><summary>why</summary><dl class=\"why\">");
    w.element("<div><dt>stage</dt><dd>", origin.stage.as_str(), "</dd></div>");
    w.raw("<div><dt>").raw(if origin.learned { "model" } else { "rule" }).raw("</dt><dd><code>");
    w.text(&origin.rule).raw("</code></dd></div>");
    w.element("<div><dt>score</dt><dd>", &format!("{:.2}", origin.score), "</dd></div>");
    for (what, text) in words.iter().filter(|(_, text)| !text.is_empty()) {
        w.raw("<div><dt>").raw(what).raw("</dt><dd>“").text(text).raw("”</dd></div>");
    }
    w.raw("</dl></details>");
}

fn heading(w: &mut Writer, id: &'static str, title: &'static str, count: usize) {
    w.raw("<h2 id=\"").raw(id).raw("\">").raw(title).raw(" <span class=\"count\">").number(count);
    w.raw("</span></h2>\n");
}

fn none(w: &mut Writer, text: &'static str) {
    w.element("<p class=\"none\">", text, "</p>\n");
}

fn tag(w: &mut Writer, prefix: &'static str, number: usize, in_text: bool) {
    w.raw("<a class=\"tag\" href=\"#").raw(if in_text { "at-" } else { "" }).raw(prefix).number(number);
    w.raw("\" title=\"Show it in the text\">").raw(prefix).number(number).raw("</a>");
}

fn statements(w: &mut Writer, ledger: &Ledger) {
    heading(w, "statements", "Who said what", ledger.statements.len());
    if ledger.statements.is_empty() {
        none(w, "Nobody is quoted or cited.");
    }
    for (id, s) in ledger.statements.iter_ids() {
        statement(w, ledger, id, s);
    }
}

fn statement(w: &mut Writer, ledger: &Ledger, id: StatementId, s: &Statement) {
    w.raw("<section class=\"card statement\" id=\"s").number(id.index() + 1).raw("\"><h3>");
    tag(w, "s", id.index() + 1, !s.content.is_empty());
    w.raw(" ");
    if tell::cue_first(ledger, s) {
        w.element("<span class=\"act\">", &tell::cue(ledger, s), "</span> ");
        source(w, ledger, s);
    } else {
        source(w, ledger, s);
        w.element(" <span class=\"act\">", &tell::cue(ledger, s), "</span>");
    }
    if !s.addressee.is_empty() {
        w.raw(" <span class=\"arrow\">→</span> ");
        names(w, ledger, &s.addressee);
    }
    w.raw("</h3>");
    let chain = tell::chain(ledger, s);
    if !chain.is_empty() {
        w.raw("<p class=\"chain\">according to ");
        for (at, &via) in chain.iter().enumerate() {
            if at > 0 {
                w.raw(", by way of ");
            }
            if let Some(statement) = ledger.statements.get(via) {
                source(w, ledger, statement);
                w.raw(" <a class=\"tag\" href=\"#s")
                    .number(via.index() + 1)
                    .raw("\">s")
                    .number(via.index() + 1);
                w.raw("</a>");
            }
        }
        w.raw("</p>");
    }
    w.element("<blockquote>", &tell::pieces(ledger, &s.content), "</blockquote>");
    w.raw("<div class=\"foot\">");
    notes(w, &tell::statement_notes(ledger, s));
    let words = [("source", tell::pieces(ledger, &s.source)), ("cue", tell::pieces(ledger, &s.cue))];
    why(w, &s.origin, &words);
    w.raw("</div></section>\n");
}

fn events(w: &mut Writer, ledger: &Ledger) {
    heading(w, "events", "What happened", ledger.events.len());
    if ledger.events.is_empty() {
        none(w, "No political event was found.");
        return;
    }
    w.raw("<table class=\"events\"><thead><tr><th scope=\"col\"></th><th scope=\"col\">Who</th>");
    w.raw("<th scope=\"col\">Event</th><th scope=\"col\">To whom</th><th scope=\"col\">Status</th></tr></thead>\n");
    for (id, event) in ledger.events.iter_ids() {
        one_event(w, ledger, id, event);
    }
    w.raw("</table>\n");
}

/// The sentence first, then the code, then when, where, according to whom and why.
fn one_event(w: &mut Writer, ledger: &Ledger, id: EventId, event: &Event) {
    w.raw("<tbody class=\"record\" id=\"v").number(id.index() + 1).raw("\"><tr class=\"words\"><td>");
    tag(w, "v", id.index() + 1, true);
    w.raw("</td><td colspan=\"4\"><q>");
    excerpt(w, ledger, event.trigger);
    w.raw("</q></td></tr>\n<tr><td></td><td>");
    if event.actor.is_empty() {
        w.raw("<span class=\"nobody\">somebody</span>");
    }
    names(w, ledger, &event.actor);
    w.raw("</td><td><span class=\"code\">").text(event.event.as_str()).raw("</span>");
    if let Some(mode) = &event.mode {
        w.element(" <span class=\"mode\">", mode, "</span>");
    }
    if let Some(cameo) = &event.cameo {
        w.element(" <span class=\"cameo\" title=\"CAMEO\">", cameo, "</span>");
    }
    w.raw("</td><td>");
    if !event.recipient.is_empty() {
        w.raw("<span class=\"arrow\">→ </span>");
    }
    names(w, ledger, &event.recipient);
    w.raw("</td><td class=\"status ")
        .raw(event.status.as_str())
        .raw("\">")
        .raw(tell::status_sign(event.status));
    w.raw(" ").raw(event.status.as_str()).raw("</td></tr>\n<tr class=\"about\"><td></td><td colspan=\"4\">");
    w.raw("<div class=\"foot\">");
    notes(w, &tell::event_notes(ledger, event));
    why(w, &event.origin, &[("trigger", tell::words(ledger, event.trigger))]);
    w.raw("</div></td></tr></tbody>\n");
}

/// The words around a span, at most some 80 characters to each side, the span itself marked.
fn excerpt(w: &mut Writer, ledger: &Ledger, span: Span) {
    let text = &ledger.document.text;
    let sentence = tell::sentence(ledger, span);
    let (Some(before), Some(after)) = (
        text.get(sentence.start as usize..span.start as usize),
        text.get(span.end as usize..sentence.end as usize),
    ) else {
        return;
    };
    let squeeze = |part: &str| part.replace(['\n', '\r', '\t'], " ");
    let cut = |part: &str| part.char_indices().rev().nth(79).map_or(0, |(at, _)| at);
    let start = cut(before);
    let start = if start == 0 { 0 } else { start + before[start..].find(' ').map_or(0, |at| at + 1) };
    w.raw(if start > 0 { "… " } else { "" }).text(&squeeze(&before[start..]));
    w.raw("<mark>").text(&tell::words(ledger, span)).raw("</mark>");
    let end = after.char_indices().nth(80).map(|(at, _)| after[..at].rfind(' ').unwrap_or(at));
    w.text(&squeeze(&after[..end.unwrap_or(after.len())])).raw(if end.is_some() { " …" } else { "" });
}

fn times(w: &mut Writer, ledger: &Ledger) {
    heading(w, "when", "When", ledger.times.len());
    if ledger.times.is_empty() {
        none(w, "No time is named.");
        return;
    }
    w.raw("<table class=\"plain\"><thead><tr><th scope=\"col\">Words</th><th scope=\"col\">Meaning</th>");
    w.raw("<th scope=\"col\">Value</th></tr></thead><tbody>\n");
    for (id, time) in ledger.times.iter_ids() {
        w.raw("<tr class=\"record\" id=\"t").number(id.index() + 1).raw("\"><td><a href=\"#at-t");
        w.number(id.index() + 1).raw("\">").text(&tell::words(ledger, time.span)).raw("</a></td><td>");
        w.text(&tell::day(&time.value));
        if let (Some(from), Some(to)) = (time.from, time.to)
            && from != to
        {
            let range = format!("{} to {}", tell::day(&from.to_string()), tell::day(&to.to_string()));
            w.element("<br><small>", &range, "</small>");
        }
        w.raw("</td><td><code>").text(&time.value).raw("</code> <small>").raw(time.kind.as_str());
        w.text(&time.modifier.as_ref().map(|modifier| format!(" {modifier}")).unwrap_or_default());
        w.raw("</small>");
        why(w, &time.origin, &[]);
        w.raw("</td></tr>\n");
    }
    w.raw("</tbody></table>\n");
}

fn places(w: &mut Writer, ledger: &Ledger) {
    heading(w, "where", "Where", ledger.places.len());
    if ledger.places.is_empty() {
        none(w, "No place is named.");
        return;
    }
    w.raw("<table class=\"plain\"><thead><tr><th scope=\"col\">Place</th><th scope=\"col\">Coordinates</th>");
    w.raw("<th scope=\"col\">Named</th></tr></thead><tbody>\n");
    for (id, places) in tell::by_place(ledger) {
        let place = &ledger.places.as_slice()[places[0]];
        w.raw("<tr><td>");
        names(w, ledger, &[id]);
        if let Some(country) = ledger.entities.get(id).and_then(|entity| entity.country) {
            w.element(" <small>", country.as_str(), "</small>");
        }
        w.raw("</td><td>");
        let coordinates = tell::coordinates(place.lat, place.lon);
        match place.geonames {
            Some(id) => {
                w.raw("<a rel=\"noreferrer\" title=\"GeoNames\" href=\"https://www.geonames.org/");
                w.number(id as usize).raw("\">").text(&coordinates).raw("</a>")
            }
            None => w.text(&coordinates),
        };
        w.raw("</td><td>").number(places.len()).raw("×");
        why(w, &place.origin, &[("words", tell::words(ledger, place.span))]);
        w.raw("</td></tr>\n");
    }
    w.raw("</tbody></table>\n");
}

fn entities(w: &mut Writer, ledger: &Ledger) {
    heading(w, "who", "Who is who", ledger.entities.len());
    if ledger.entities.is_empty() {
        none(w, "Nobody is named.");
        return;
    }
    w.raw("<table class=\"plain\"><thead><tr><th scope=\"col\">Name</th><th scope=\"col\">What</th>");
    w.raw("<th scope=\"col\">Mentions</th></tr></thead><tbody>\n");
    let named: HashSet<EntityId> = marks::marks(ledger)
        .into_iter()
        .filter(|(span, _)| !span.of(&ledger.document.text).is_empty())
        .filter_map(|(_, mark)| marks::entity(ledger, mark))
        .collect();
    for (id, count) in tell::by_mentions(ledger) {
        let entity = &ledger.entities[id];
        w.raw("<tr class=\"record\" id=\"e").number(id.index() + 1).raw("\"><td><b>");
        if named.contains(&id) {
            w.raw("<a class=\"who\" href=\"#at-e")
                .number(id.index() + 1)
                .raw("\">")
                .text(&entity.name)
                .raw("</a>");
        } else {
            w.text(&entity.name);
        }
        w.raw("</b>");
        // Ids are linked only if they look like ids.
        let digits = entity.wikidata.as_deref().and_then(|id| id.strip_prefix('Q')?.parse::<usize>().ok());
        if let Some(digits) = digits {
            w.raw(" <small><a rel=\"noreferrer\" href=\"https://www.wikidata.org/wiki/Q").number(digits);
            w.raw("\">Q").number(digits).raw("</a></small>");
        }
        w.raw("</td><td>").text(&tell::nature(entity).join(" · "));
        if !entity.members.is_empty() {
            w.raw(": ");
            names(w, ledger, &entity.members);
        }
        why(w, &entity.origin, &[]);
        w.raw("</td><td>").number(count).raw("×</td></tr>\n");
    }
    w.raw("</tbody></table>\n");
}

fn defects(w: &mut Writer, ledger: &Ledger) {
    heading(w, "defects", "What is wrong with the text", ledger.defects.len());
    if ledger.defects.is_empty() {
        none(w, "Nothing that was noticed.");
        return;
    }
    w.raw("<ul class=\"defects\">\n");
    for (at, defect) in ledger.defects.iter().enumerate() {
        w.raw("<li class=\"record\" id=\"d")
            .number(at + 1)
            .raw("\"><b>")
            .raw(defect.kind.as_str())
            .raw("</b> ");
        w.text(&defect.message);
        let words = tell::words(ledger, defect.span);
        if !words.is_empty() {
            w.raw(" <a href=\"#at-d").number(at + 1).raw("\">“").text(&tell::short(&words, 60)).raw("”</a>");
        }
        w.raw("</li>\n");
    }
    w.raw("</ul>\n");
}
