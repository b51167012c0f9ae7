//! Records in words: what both views say of them.

pub(crate) use crate::timex::day;
use dateline_doc::{
    Entity, EntityId, Event, Ledger, Origin, Polarity, Span, Spans, Statement, StatementId, Status,
};

/// The text of a piece of the report, on one line.
pub(crate) fn words(ledger: &Ledger, span: Span) -> String {
    span.of(&ledger.document.text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of all pieces, with an ellipsis where the report says something in between.
pub(crate) fn pieces(ledger: &Ledger, spans: &Spans) -> String {
    spans.iter().map(|span| words(ledger, span)).collect::<Vec<_>>().join(" … ")
}

/// At most `limit` characters of a text, cut at a word.
pub(crate) fn short(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.into();
    }
    let head: String = text.chars().take(limit).collect();
    let cut = head.rfind(' ').filter(|&at| at > limit / 2).unwrap_or(head.len());
    format!("{} …", head[..cut].trim_end_matches([',', ';', ':', ' ']))
}

pub(crate) fn entity(ledger: &Ledger, id: EntityId) -> &str {
    ledger.entities.get(id).map_or("?", |entity| entity.name.as_str())
}

/// "A", "A and B", "A, B and C".
pub(crate) fn list<S: AsRef<str>>(names: &[S]) -> String {
    match names {
        [] => String::new(),
        [one] => one.as_ref().into(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

pub(crate) fn entities(ledger: &Ledger, ids: &[EntityId]) -> String {
    list(&ids.iter().map(|&id| entity(ledger, id)).collect::<Vec<_>>())
}

/// Who made a statement: the entities, else the words, else "somebody unnamed".
pub(crate) fn source(ledger: &Ledger, statement: &Statement) -> String {
    if !statement.source_entity.is_empty() {
        entities(ledger, &statement.source_entity)
    } else if !statement.source.is_empty() {
        pieces(ledger, &statement.source)
    } else {
        "somebody unnamed".into()
    }
}

/// The words that attribute, else the act: "told", "according to", "(not) say".
pub(crate) fn cue(ledger: &Ledger, statement: &Statement) -> String {
    let words = if statement.cue.is_empty() {
        format!("({})", statement.act)
    } else {
        pieces(ledger, &statement.cue)
    };
    match statement.polarity {
        Polarity::Positive => words,
        Polarity::Negative => format!("(not) {words}"),
    }
}

/// The statements that report this one, nearest first, and those that report these.
pub(crate) fn chain(ledger: &Ledger, statement: &Statement) -> Vec<StatementId> {
    let mut all: Vec<StatementId> = Vec::new();
    let mut next = statement.via.clone();
    while let Some(id) = (!next.is_empty()).then(|| next.remove(0)) {
        if !all.contains(&id)
            && let Some(via) = ledger.statements.get(id)
        {
            all.push(id);
            next.extend(via.via.iter().copied());
        }
    }
    all
}

/// Whether the words that attribute are read before the source: "according to BelTA".
pub(crate) fn cue_first(ledger: &Ledger, statement: &Statement) -> bool {
    let cue = pieces(ledger, &statement.cue).to_lowercase();
    ["according to", "as per", "per", "in the words of"].contains(&cue.as_str())
}

/// A remark on a record; some lead to another record, by the prefix of its id and its number from 1.
pub(crate) struct Note {
    pub(crate) text: String,
    pub(crate) link: Option<(&'static str, usize)>,
}

impl From<String> for Note {
    fn from(text: String) -> Note {
        Note { text, link: None }
    }
}

fn link(what: &str, prefix: &'static str, index: usize) -> Note {
    Note { text: format!("{what} {prefix}{}", index + 1), link: Some((prefix, index + 1)) }
}

/// What a reader should know of a statement beside who, to whom and what.
pub(crate) fn statement_notes(ledger: &Ledger, s: &Statement) -> Vec<Note> {
    let mut notes: Vec<Note> = vec![s.kind.to_string().into(), s.act.to_string().into()];
    if s.polarity == Polarity::Negative {
        notes.push("negated".to_string().into());
    }
    if !s.target.is_empty() {
        notes.push(format!("about {}", entities(ledger, &s.target)).into());
    }
    notes.extend(s.time.iter().map(|time| day(time).into()));
    notes.extend(s.place.map(|place| entity(ledger, place).to_string().into()));
    let links = [("continues", s.continues), ("denies", s.denies), ("repeats", s.repeats)];
    notes.extend(links.into_iter().filter_map(|(what, id)| Some(link(what, "s", id?.index()))));
    notes
}

/// When and where an event is, and who says so.
pub(crate) fn event_notes(ledger: &Ledger, event: &Event) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    notes.extend(event.time.iter().map(|time| day(time).into()));
    notes.extend(event.place.map(|place| entity(ledger, place).to_string().into()));
    notes.extend(event.contexts.iter().map(|context| context.replace('_', " ").into()));
    if let Some((id, s)) = event.according_to.and_then(|id| Some((id, ledger.statements.get(id)?))) {
        notes.push(link(&format!("according to {}", source(ledger, s)), "s", id.index()));
    }
    notes.extend(event.same_as.map(|first| link("same event as", "v", first.index())));
    notes
}

/// The texts of remarks, joined by dots.
pub(crate) fn joined(notes: &[Note]) -> String {
    notes.iter().map(|note| note.text.as_str()).collect::<Vec<_>>().join(" · ")
}

/// `CONSULT/visit`.
pub(crate) fn event_type(event: &Event) -> String {
    match &event.mode {
        Some(mode) => format!("{}/{mode}", event.event),
        None => event.event.to_string(),
    }
}

/// A sign that tells a status without colour.
pub(crate) fn status_sign(status: Status) -> &'static str {
    match status {
        Status::Happened => "●",
        Status::Ongoing => "◐",
        Status::Planned => "○",
        Status::Hypothetical => "◇",
        Status::Alleged => "◌",
        Status::Denied => "✕",
    }
}

/// Type, country, sector and role of an entity, as far as they are known.
pub(crate) fn nature(entity: &Entity) -> Vec<String> {
    let mut notes = vec![entity.kind.to_string()];
    notes.extend(entity.country.map(|country| country.to_string()));
    notes.extend(entity.sector.map(|sector| sector.to_string()));
    notes.extend(entity.role.as_ref().map(|role| role.to_string()));
    notes
}

pub(crate) fn statement_id(id: StatementId) -> String {
    format!("s{}", id.index() + 1)
}

pub(crate) fn event_id(index: usize) -> String {
    format!("v{}", index + 1)
}

/// "48.21° N, 16.37° E".
pub(crate) fn coordinates(lat: f64, lon: f64) -> String {
    let part = |degrees: f64, plus, minus| {
        format!("{:.2}° {}", degrees.abs(), if degrees < 0.0 { minus } else { plus })
    };
    format!("{}, {}", part(lat, "N", "S"), part(lon, "E", "W"))
}

/// "statement · rule quote-then-said · score 0.93".
pub(crate) fn origin(origin: &Origin) -> String {
    let by = if origin.learned { "model" } else { "rule" };
    format!("{} · {by} {} · score {:.2}", origin.stage, origin.rule, origin.score)
}

/// The day of the report and why it is believed; `None` where it is unknown.
pub(crate) fn date(ledger: &Ledger) -> Option<(String, String)> {
    let date = ledger.date.as_ref()?;
    let why = if date.given {
        "given with the report".into()
    } else if let Some(&span) = date.evidence.first() {
        format!("read from “{}”, confidence {:.2}", short(&words(ledger, span), 40), date.confidence)
    } else {
        format!("inferred, confidence {:.2}", date.confidence)
    };
    Some((day(&date.value), why))
}

/// What to call the report: its title, else the beginning of its text behind the date line, cut
/// at `limit` characters.
pub(crate) fn title(ledger: &Ledger, limit: usize) -> String {
    let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(title) = ledger.document.title.as_deref().filter(|title| !title.trim().is_empty()) {
        return squeeze(title);
    }
    let text = &ledger.document.text;
    let behind = ledger.dateline.and_then(|line| text.get(line.span.end as usize..));
    let behind = behind.unwrap_or(text).trim_start_matches([' ', '-', '–', '—', ':', '.', '\n', '\r']);
    match behind.lines().map(str::trim).find(|line| !line.is_empty()) {
        Some(first) => short(&squeeze(first), limit),
        None => "Empty report".into(),
    }
}

/// The sentence that a span stands in; the span itself where there is none.
pub(crate) fn sentence(ledger: &Ledger, span: Span) -> Span {
    let at = ledger.sentences.partition_point(|sentence| sentence.end <= span.start);
    ledger.sentences.get(at).copied().filter(|sentence| sentence.contains(span)).unwrap_or(span)
}

/// Entities with how often each is mentioned, most mentioned first.
pub(crate) fn by_mentions(ledger: &Ledger) -> Vec<(EntityId, usize)> {
    let mut counts = vec![0; ledger.entities.len()];
    for mention in &ledger.mentions {
        if let Some(count) = counts.get_mut(mention.entity.index()) {
            *count += 1;
        }
    }
    let mut all: Vec<_> = counts.into_iter().enumerate().map(|(at, n)| (EntityId::at(at), n)).collect();
    all.sort_by_key(|&(id, count)| (std::cmp::Reverse(count), id));
    all
}

/// Times by value in the order of their first expression, each with the expressions (indices).
pub(crate) fn by_value(ledger: &Ledger) -> Vec<(&str, Vec<usize>)> {
    let mut groups: Vec<(&str, Vec<usize>)> = Vec::new();
    let mut seen = std::collections::HashMap::new();
    for (at, time) in ledger.times.iter().enumerate() {
        let group = *seen.entry(time.value.as_str()).or_insert_with(|| {
            groups.push((time.value.as_str(), Vec::new()));
            groups.len() - 1
        });
        groups[group].1.push(at);
    }
    groups
}

/// Places by entity in the order of their first mention, each with the place records (indices).
pub(crate) fn by_place(ledger: &Ledger) -> Vec<(EntityId, Vec<usize>)> {
    let mut groups: Vec<(EntityId, Vec<usize>)> = Vec::new();
    let mut seen = std::collections::HashMap::new();
    for (at, place) in ledger.places.iter().enumerate() {
        let group = *seen.entry(place.entity).or_insert_with(|| {
            groups.push((place.entity, Vec::new()));
            groups.len() - 1
        });
        groups[group].1.push(at);
    }
    groups
}

/// "3 statements", "1 statement".
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_at_a_word() {
        assert_eq!(short("one two, three four", 12), "one two …");
        assert_eq!(short("éééééééééé", 4), "éééé …");
    }

    #[test]
    fn a_report_without_title_is_called_by_its_first_words() {
        let mut ledger = crate::sample::ledger();
        assert_eq!(title(&ledger, 20), "Tarn ministers meet envoys");
        ledger.document.title = None;
        assert_eq!(title(&ledger, 20), "Tarn ministers met …");
        ledger.document.text = " \n ".into();
        assert_eq!(title(&ledger, 20), "Empty report");
    }

    #[test]
    fn lists_read_as_english() {
        assert_eq!(list(&["A", "B", "C"]), "A, B and C");
        assert_eq!(list::<&str>(&[]), "");
    }

    #[test]
    fn coordinates_have_hemispheres() {
        assert_eq!(coordinates(-22.9, 43.0), "22.90° S, 43.00° E");
    }
}
