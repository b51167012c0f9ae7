//! Names: what the reader found and what the tables know, put together.

use crate::context::{Context, Found, near};
use crate::fold;
use crate::lexicon::{Hit, Usage};
use dateline_doc::{EntityType, Form, NameKind, Span};
use std::collections::HashMap;

/// All names in text order; a nested name comes after the one that it stands in.
pub(crate) fn find(cx: &Context<'_>) -> Vec<Found> {
    let hits = longest(
        cx.kb.lexicon.hits(cx.text, &cx.pieces).into_iter().filter(|hit| plausible(cx, hit)).collect(),
    );
    let people = people(cx, &hits);
    let mut spans = learned(cx);
    if spans.is_empty() && !cx.named {
        spans = crate::capitals::find(cx, &hits);
    }
    // A known person's full name corrects the reader's borders.
    // One that is longer than what is known ("Ricardo Rosselló Nevares") keeps them.
    let longer = |span: Span, kind: NameKind, person: Span| {
        span != person
            && (kind != NameKind::Person || span.start == person.start && cx.pieces_of(span).len() <= 5)
            && span.contains(person)
    };
    let people: Vec<Span> = people
        .into_iter()
        .filter(|&person| {
            !spans[near(&spans, person, |s| s.0)].iter().any(|&(span, kind, _)| longer(span, kind, person))
        })
        .collect();
    spans.retain(|(span, ..)| {
        !people[near(&people, *span, |p| *p)].iter().any(|person| person.overlaps(*span))
    });
    spans.extend(people.iter().map(|&person| (person, NameKind::Person, 0.9)));
    spans.sort_by_key(|(span, ..)| *span);
    let titles = title_phrases(cx);
    let mut outer: Vec<Found> = Vec::new();
    let mut used = vec![false; hits.len()];
    for (span, kind, score) in spans {
        let (span, kind) = trimmed(cx, span, kind);
        let last = cx.lower(cx.pieces_of(span).end.saturating_sub(1));
        if cx.kb.in_set("no_entities", span.of(cx.text))
            || span.of(cx.text).contains('$')
            || matches!(last.as_str(), "constitution" | "charter")
        {
            continue;
        }
        // "State" in "Secretary of State", "National Security Advisor" alone: no names.
        if span.is_empty()
            || titles[near(&titles, span, |t| *t)].iter().any(|title| title.contains(span))
                && !hits[near(&hits, span, |h| h.span)].iter().any(|hit| hit.span == span)
        {
            continue;
        }
        let overlapping: Vec<usize> =
            near(&hits, span, |h| h.span).filter(|&at| hits[at].span.overlaps(span)).collect();
        let bare = |hit: &Hit| without_article(cx, hit.span);
        let same = overlapping.iter().copied().find(|&at| bare(&hits[at]) == without_article(cx, span));
        let wider = overlapping
            .iter()
            .copied()
            .find(|&at| hits[at].span.contains(span) || bare(&hits[at]).contains(span));
        if let Some(at) = same.or(wider.filter(|&at| hits[at].usage != Usage::Demonym || hits[at].pieces > 1))
        {
            // The reader's "Jordan" of a person is no state.
            let word = cx.lower(cx.piece_at(span.start));
            let namesake = hits[at].pieces == 1
                && (cx.kb.in_set("person_like", &word) || cx.kb.given.contains_key(&word));
            if !(kind == NameKind::Person && same.is_some() && namesake && score >= 0.6) {
                continue;
            }
        }
        // Nothing but known names joined by hyphens or "and": each stands for itself.
        if overlapping.len() > 1 && covered_by(cx, span, overlapping.iter().map(|&at| hits[at].span)) {
            continue;
        }
        let person = kind == NameKind::Person;
        for &at in &overlapping {
            if person || !span.contains(hits[at].span) {
                used[at] = true;
            }
        }
        if outer.iter().rev().take(8).any(|other| other.span.overlaps(span)) {
            continue;
        }
        outer.push(Found {
            span,
            kind: kind_of(cx, span, kind),
            form: Form::Name,
            entry: None,
            usage: Usage::Name,
            metonym: false,
            key: cx.key(span),
            country: None,
            outer: None,
            told: Vec::new(),
            rule: if score > 0.0 { "reader" } else { "capitals" },
            learned: (score > 0.0).then_some(score),
        });
    }
    let mut last = 0;
    let read = outer.len();
    for (at, hit) in hits.iter().enumerate() {
        let around = near(&outer[..read], hit.span, |o| o.span);
        // Inside what the reader found, or inside a longer form: nested, dealt with below.
        if used[at] || outer[around.clone()].iter().any(|o| o.learned.is_some() && o.span.overlaps(hit.span))
        {
            continue;
        }
        if hit.span.start < last || outer[around].iter().any(|other| other.span.overlaps(hit.span)) {
            continue;
        }
        let span = extended(cx, hit, &hits);
        last = span.end;
        outer.push(from_hit(cx, hit, span, None));
    }
    outer.sort_by_key(|found| (found.span.start, std::cmp::Reverse(found.span.end)));
    again(cx, &mut outer);
    nested(cx, outer, &hits, &used)
}

/// Further mentions of the names found, where the reader missed them: the same words elsewhere, and
/// the parts of persons' full names.
fn again(cx: &Context<'_>, outer: &mut Vec<Found>) {
    let mut forms: HashMap<String, Vec<(Vec<String>, EntityType)>> = HashMap::new();
    let mut put = |words: Vec<String>, kind: EntityType| {
        if words.len() == 1
            && (words[0].chars().count() < 2
                || cx.kb.in_set("word_names", &words[0].to_lowercase())
                || cx.kb.in_set("not_names", &words[0]))
        {
            return;
        }
        let list = forms.entry(words[0].clone()).or_default();
        if !list.iter().any(|(known, _)| *known == words) {
            list.push((words, kind));
        }
    };
    for found in outer.iter().filter(|f| f.entry.is_none() && f.usage == Usage::Name) {
        let range = cx.pieces_of(found.span);
        let article = usize::from(range.len() > 1 && cx.lower(range.start) == "the");
        let words: Vec<String> =
            (range.start + article..range.end).map(|at| cx.piece(at).to_owned()).collect();
        let capital = |word: &String| word.chars().next().is_some_and(char::is_uppercase);
        if words.is_empty()
            || !words.iter().all(|w| capital(w) || w.len() <= 3)
            || cx.shouted(found.span.start)
        {
            continue;
        }
        if found.kind == EntityType::Person && words.len() > 1 {
            for word in [&words[words.len() - 1], &words[0]] {
                if capital(word) && !cx.kb.titles.contains_key(&word.to_lowercase()) {
                    put(vec![word.clone()], found.kind);
                }
            }
        }
        if words.len() > 1 || capital(&words[0]) {
            put(words, found.kind);
        }
    }
    // Other spellings of the surnames: "Zelenskyy" and "Zelensky".
    let surnames: Vec<(String, String)> = outer
        .iter()
        .filter(|f| f.kind == EntityType::Person && f.key.contains(' '))
        .filter_map(|f| {
            f.key
                .rsplit(' ')
                .next()
                .filter(|word| word.len() > 5)
                .map(|word| (fold::skeleton(word), word.to_owned()))
        })
        .collect();
    for list in forms.values_mut() {
        list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }
    let mut more = Vec::new();
    let mut next = 0;
    let mut at = 0;
    while at < cx.pieces.len() {
        let start = cx.pieces[at].start;
        while next < outer.len() && outer[next].span.end <= start {
            next += 1;
        }
        let covered = outer.get(next).is_some_and(|o| o.span.start <= start);
        let list = if covered { None } else { forms.get(cx.piece(at)) };
        let hit = list.and_then(|list| {
            list.iter().find(|(words, _)| {
                at + words.len() <= cx.pieces.len()
                    && words.iter().enumerate().all(|(o, w)| cx.piece(at + o) == w)
                    && (at..at + words.len() - 1).all(|p| cx.gap_after(p).len() <= 3)
            })
        });
        let word = cx.piece(at);
        let spelled = || {
            let capital = !covered && word.len() > 5 && word.chars().next().is_some_and(char::is_uppercase);
            capital && !surnames.is_empty() && {
                let (word, sound) = (cx.lower(at), fold::skeleton(&cx.lower(at)));
                surnames.iter().any(|(other, name)| *other == sound && fold::same_word(name, &word))
            }
        };
        let (length, kind) = match hit {
            Some((words, kind)) => (words.len(), *kind),
            None if spelled() => (1, EntityType::Person),
            None => {
                at += 1;
                continue;
            }
        };
        let span = Span { start, end: cx.pieces[at + length - 1].end };
        at += length;
        if outer.get(next).is_some_and(|o| o.span.overlaps(span)) {
            continue;
        }
        more.push(Found {
            span,
            kind,
            form: Form::Name,
            entry: None,
            usage: Usage::Name,
            metonym: false,
            key: cx.key(span),
            country: None,
            outer: None,
            told: Vec::new(),
            rule: "name-again",
            learned: None,
        });
    }
    outer.extend(more);
    outer.sort_by_key(|found| (found.span.start, std::cmp::Reverse(found.span.end)));
}

/// The reader's names.
fn learned(cx: &Context<'_>) -> Vec<(Span, NameKind, f32)> {
    cx.analysis.names.iter().map(|name| (name.span, name.kind, name.score.max(0.01))).collect()
}

fn entry_kind(cx: &Context<'_>, hit: &Hit) -> Option<EntityType> {
    cx.kb.entries.get(hit.entry as usize).map(|entry| entry.kind)
}

/// Adds the names of other entities inside longer names: "Iranian" in "Iranian Foreign Ministry".
fn nested(cx: &Context<'_>, outer: Vec<Found>, hits: &[Hit], used: &[bool]) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::with_capacity(outer.len());
    for found in outer {
        let (span, kind, usage) = (found.span, found.kind, found.usage);
        let known = found.entry;
        all.push(found);
        let parent = all.len() - 1;
        if matches!(kind, EntityType::Person | EntityType::Place | EntityType::State) {
            continue;
        }
        let mut last = span.start;
        for person in namesakes(cx, span) {
            all.push(Found {
                span: person,
                kind: EntityType::Person,
                form: Form::Name,
                entry: None,
                usage: Usage::Name,
                metonym: false,
                key: cx.key(person),
                country: None,
                outer: Some(parent),
                told: Vec::new(),
                rule: "namesake",
                learned: None,
            });
            last = person.end;
        }
        for at in near(hits, span, |h| h.span) {
            let hit = &hits[at];
            let inside =
                span.contains(hit.span) && without_article(cx, hit.span) != without_article(cx, span);
            if !inside
                || part_of_brand(cx, span, known)
                || used[at]
                || hit.span.start < last
                || Some(hit.entry) == known
            {
                continue;
            }
            let whole = cx.pieces_of(span).len();
            let other = match entry_kind(cx, hit) {
                Some(EntityType::State) => true,
                // "African" in "African Union" is no mention of the continent.
                Some(EntityType::Place) => hit.usage == Usage::Name && known.is_none(),
                // "UN" in "UN Security Council", "White House" in "White House Situation Room".
                Some(EntityType::Organisation) => {
                    let entry = &cx.kb.entries[hit.entry as usize];
                    let acronym = hit.pieces == 1 && entry.sector == Some(dateline_doc::Sector::Igo);
                    let starts = without_article(cx, span).start == hit.span.start;
                    let igo = starts && entry.sector == Some(dateline_doc::Sector::Igo);
                    hit.pieces < whole && (known.is_none() || acronym || igo || starts && entry.seat)
                }
                Some(EntityType::Group) => hit.pieces == 1 && hit.usage == Usage::Name,
                None => {
                    hit.usage == Usage::Institution
                        && usage != Usage::Institution
                        && starts_with_house(cx, hit)
                }
                _ => false,
            };
            if other {
                last = hit.span.end;
                all.push(from_hit(cx, hit, hit.span, Some(parent)));
            }
        }
    }
    all
}

/// Whether the name is one of a paper, a firm, a university, a feast, in which a place's name names
/// no place: "Cyprus Mail", "American Airlines".
fn part_of_brand(cx: &Context<'_>, span: Span, known: Option<u32>) -> bool {
    use dateline_doc::Sector::{Bus, Med};
    let entry = known.map(|at| &cx.kb.entries[at as usize]);
    let sector = entry.and_then(|entry| entry.sector);
    let last = cx.lower(cx.pieces_of(span).end.saturating_sub(1));
    matches!(sector, Some(Bus | Med)) || cx.kb.in_set("brand_heads", &last)
}

/// The persons after whom a government is called: "Trump" in "the Trump administration", both in
/// "the Ortega-Murillo regime".
fn namesakes(cx: &Context<'_>, span: Span) -> Vec<Span> {
    let range = cx.pieces_of(span);
    let head = range.clone().find(|&at| matches!(cx.lower(at).as_str(), "administration" | "regime"));
    let Some(head) = head.filter(|&head| head - range.start <= 3) else { return Vec::new() };
    (range.start..head)
        .filter(|&at| {
            let word = cx.lower(at);
            let capital = cx.piece(at).chars().next().is_some_and(char::is_uppercase);
            capital
                && word != "the"
                && (cx.gap_after(at) == "-" || at + 1 == head)
                && !cx.kb.in_set("word_names", &word)
                && cx.kb.offices.known_surname(&word)
        })
        .map(|at| Span { start: cx.pieces[at].start, end: cx.pieces[at].end })
        .collect()
}

fn starts_with_house(cx: &Context<'_>, hit: &Hit) -> bool {
    matches!(cx.key(hit.span).as_str(), "house" | "senate")
}

fn from_hit(cx: &Context<'_>, hit: &Hit, span: Span, outer: Option<usize>) -> Found {
    let entry = cx.kb.entries.get(hit.entry as usize);
    let kind = match (hit.usage, entry) {
        (Usage::State, _) => EntityType::State,
        (_, Some(entry)) => entry.kind,
        (_, None) => EntityType::Organisation,
    };
    Found {
        span,
        kind,
        form: Form::Name,
        entry: entry.map(|_| hit.entry),
        usage: hit.usage,
        metonym: false,
        key: cx.key(span),
        country: entry.and_then(|entry| entry.country),
        outer,
        told: Vec::new(),
        rule: "tables",
        learned: None,
    }
}

/// Whether a form found in the text is likely to be the name and no ordinary word.
fn plausible(cx: &Context<'_>, hit: &Hit) -> bool {
    let word = hit.span.of(cx.text);
    let at = cx.piece_at(hit.span.start);
    if hit.usage == Usage::Institution && !word.chars().next().is_some_and(char::is_uppercase) {
        return false;
    }
    let short = hit.pieces == 1 && word.len() <= 5 && word.chars().all(|c| !c.is_lowercase());
    if short && cx.shouted(hit.span.start) && !matches!(word, "US" | "U.S." | "UN" | "EU") {
        return false;
    }
    // Part of an e-mail address, a handle, a hyphenated word of another kind.
    let before = cx.text[..hit.span.start as usize].chars().next_back();
    let after = cx.text[hit.span.end as usize..].chars().next();
    if matches!(before, Some('@' | '/' | '_')) && hit.pieces == 1 || matches!(after, Some('@' | '_')) {
        return false;
    }
    // "The Spanish language" is no state, nor is a US dollar.
    let last = cx.pieces_of(hit.span).end;
    if matches!(cx.lower(last).as_str(), "language" | "dollar" | "dollars" | "speaking")
        && matches!(cx.gap_after(last.saturating_sub(1)), " " | "-")
    {
        return false;
    }
    if after == Some('$') || body_of_a_state(cx, hit) {
        return false;
    }
    if hit.pieces > 1 || hit.usage != Usage::Name || short {
        return true;
    }
    let Some(entry) = cx.kb.entries.get(hit.entry as usize) else { return true };
    let place = matches!(entry.kind, EntityType::State | EntityType::Place);
    if !place && cx.kb.in_set("ordinary", &word.to_lowercase()) {
        // "Time", "Trend", "Reform": names only where the reader says so.
        return cx.analysis.names[near(&cx.analysis.names, hit.span, |n| n.span)]
            .iter()
            .any(|name| name.span.overlaps(hit.span));
    }
    match entry.kind {
        EntityType::State | EntityType::Place => !part_of_person(cx, at),
        EntityType::Organisation if cx.named => {
            let acronym = word.chars().filter(|c| c.is_uppercase()).count() >= 3;
            acronym
                || !cx.starts_sentence(at)
                || cx.analysis.names[near(&cx.analysis.names, hit.span, |n| n.span)]
                    .iter()
                    .any(|name| name.span.overlaps(hit.span))
        }
        _ => true,
    }
}

/// "Security Council" in "National Security Council": not the one of the United Nations.
fn body_of_a_state(cx: &Context<'_>, hit: &Hit) -> bool {
    let at = cx.piece_at(hit.span.start);
    let general = matches!(cx.key(hit.span).as_str(), "security council" | "general assembly");
    general && at > 0 && cx.gap_after(at - 1) == " " && {
        let before = cx.piece(at - 1);
        before.chars().next().is_some_and(char::is_uppercase)
            && !matches!(before, "The" | "UN" | "In" | "But" | "At")
    }
}

/// "Jordan" in "Michael Jordan", "Chad" in "Chad Smith".
fn part_of_person(cx: &Context<'_>, at: usize) -> bool {
    let given = |piece: usize| {
        let word = cx.piece(piece);
        word.chars().next().is_some_and(char::is_uppercase) && cx.kb.given.contains_key(&cx.lower(piece))
    };
    at > 0
        && cx.gap_after(at - 1) == " "
        && given(at - 1)
        && !cx.kb.given.contains_key(&cx.lower(at))
        && cx.kb.in_set("person_like", &cx.lower(at))
}

/// A span without a leading "the".
fn without_article(cx: &Context<'_>, span: Span) -> Span {
    let text = span.of(cx.text);
    match text.get(..4) {
        Some(article) if article.eq_ignore_ascii_case("the ") => Span { start: span.start + 4, ..span },
        _ => span,
    }
}

/// The span without a title at its start, a possessive ending, and stray marks.
fn trimmed(cx: &Context<'_>, span: Span, mut kind: NameKind) -> (Span, NameKind) {
    let mut span = span.trim(cx.text);
    let text = span.of(cx.text);
    for ending in ["'s", "’s", "'", "’"] {
        if text.len() > ending.len() && text.ends_with(ending) {
            span.end -= ending.len() as u32;
            break;
        }
    }
    for article in ["a ", "an ", "A ", "An "] {
        if span.of(cx.text).starts_with(article) {
            span.start += article.len() as u32;
        }
    }
    let first = cx.piece_at(span.start);
    let titled = kind == NameKind::Organisation
        && cx.kb.titles.get(&cx.lower(first)).is_some_and(|title| title.before_name)
        && cx.kb.given.contains_key(&cx.lower(first + 1));
    if titled {
        kind = NameKind::Person;
    }
    // "Sullivan's Meeting": the person; "Ukraine's Nuclear Plant": the plant.
    let text = span.of(cx.text);
    if let Some(at) = text.find("'s ").or_else(|| text.find("’s ")) {
        let width = if text[at..].starts_with('\'') { 3 } else { 5 };
        let state = cx.kb.entry(&text[..at]).is_some_and(|entry| entry.kind == EntityType::State);
        if kind == NameKind::Person {
            span.end = span.start + at as u32;
        } else if state {
            span.start += (at + width) as u32;
        }
    }
    // "Wardak province", "UN-facilitated": the name is what has the capitals.
    let range = cx.pieces_of(span);
    if range.len() > 1 {
        let last = range.end - 1;
        let gap = cx.gap_after(last - 1);
        let small = cx.piece(last).chars().next().is_some_and(char::is_lowercase);
        let generic = kind == NameKind::Place && gap == " " && cx.kb.in_set("place_generic", cx.piece(last));
        if small && (gap == "-" && kind != NameKind::Person || generic) {
            span.end = cx.pieces[last - 1].end;
        }
    }
    if kind != NameKind::Person {
        return (span, kind);
    }
    for ending in [", Jr.", " Jr.", ", Sr.", " III", " II"] {
        if cx.text[span.end as usize..].starts_with(ending) {
            span.end += ending.len() as u32;
            break;
        }
    }
    // "J. Blinken" of "Antony J. Blinken": the given name before belongs to it.
    let first = cx.piece_at(span.start);
    if first > 0 && cx.gap_after(first - 1) == " " {
        let before = cx.piece(first - 1);
        let capital = before.chars().next().is_some_and(char::is_uppercase);
        if capital && cx.piece(first).len() == 1 && cx.kb.given.contains_key(&cx.lower(first - 1)) {
            span.start = cx.pieces[first - 1].start;
        }
    }
    loop {
        let range = cx.pieces_of(span);
        if range.len() < 2 {
            return (span, kind);
        }
        let longest = cx.kb.longest_title.min(range.len() - 1);
        let cut = (1..=longest).rev().find(|&count| {
            let key: Vec<String> = (range.start..range.start + count).map(|at| cx.lower(at)).collect();
            cx.kb.titles.get(&key.join(" ")).is_some_and(|title| title.before_name)
        });
        match cut {
            Some(count) if !given_like(cx, range.start, count) => {
                span.start = cx.pieces[range.start + count].start;
            }
            _ => return (span, kind),
        }
    }
}

/// "Major", "Dean", "Duke" may be given names; a title of one word that is a given name stays.
fn given_like(cx: &Context<'_>, piece: usize, count: usize) -> bool {
    count == 1 && cx.kb.given.contains_key(&cx.lower(piece)) && !cx.kb.titles.contains_key(&cx.lower(piece))
}

/// The type of a name: the reader's, corrected by its words.
fn kind_of(cx: &Context<'_>, span: Span, kind: NameKind) -> EntityType {
    let range = cx.pieces_of(span);
    let last = cx.lower(range.end.saturating_sub(1));
    let first = cx.lower(range.start);
    match kind {
        NameKind::Person => EntityType::Person,
        NameKind::Facility => EntityType::Facility,
        NameKind::Event => EntityType::Event,
        NameKind::Group => EntityType::Group,
        NameKind::Organisation => EntityType::Organisation,
        NameKind::Place => {
            if range.len() > 1 && cx.kb.in_set("facility_heads", &last) && !cx.kb.in_set("place_heads", &last)
            {
                EntityType::Facility
            } else if range.len() > 1 && matches!(first.as_str(), "ministry" | "department" | "bank") {
                EntityType::Organisation
            } else {
                EntityType::Place
            }
        }
    }
}

/// An institution with the demonym before it and the "of …" behind it: "Iraqi Parliament",
/// "Parliament of Iraq".
fn extended(cx: &Context<'_>, hit: &Hit, hits: &[Hit]) -> Span {
    if hit.usage != Usage::Institution {
        return hit.span;
    }
    let mut span = hit.span;
    let here = hits.partition_point(|other| other.span.start < span.start);
    let before = hits[..here].iter().rev().take(8).find(|other| other.span.end < span.start);
    if let Some(other) = before {
        let gap = &cx.text[other.span.end as usize..span.start as usize];
        let state =
            matches!(entry_kind(cx, other), Some(EntityType::State)) || matches!(other.usage, Usage::Demonym);
        if gap == " " && state {
            span.start = other.span.start;
        }
    }
    let after = hits[here..].iter().take(12).find(|other| other.span.start >= span.end);
    if let Some(other) = after {
        let gap = &cx.text[span.end as usize..other.span.start as usize];
        let state = entry_kind(cx, other) == Some(EntityType::State) && other.usage == Usage::Name;
        if state && matches!(gap, " of " | " of the ") {
            span.end = other.span.end;
        }
    }
    span
}

/// The hits without those that a longer one overlaps.
fn longest(hits: Vec<Hit>) -> Vec<Hit> {
    let beaten = |hit: &Hit| {
        let clash = |other: &Hit| {
            other.pieces > hit.pieces && other.span.overlaps(hit.span) && !other.span.contains(hit.span)
        };
        hits[near(&hits, hit.span, |h| h.span)].iter().any(clash)
    };
    let keep: Vec<bool> = hits.iter().map(|hit| !beaten(hit)).collect();
    let mut keep = keep.into_iter();
    let mut hits = hits;
    hits.retain(|_| keep.next().unwrap_or(true));
    hits
}

/// Full names of office-holders in the text: two to four capitalised words.
fn people(cx: &Context<'_>, hits: &[Hit]) -> Vec<Span> {
    let mut all: Vec<Span> = Vec::new();
    let mut at = 0;
    while at < cx.pieces.len() {
        let capital = cx.piece(at).chars().next().is_some_and(char::is_uppercase) && cx.piece(at).len() > 1;
        let found = capital.then(|| (2..=4).rev().find(|&count| known_person(cx, at, count))).flatten();
        match found {
            Some(count) => {
                let span = Span { start: cx.pieces[at].start, end: cx.pieces[at + count - 1].end };
                if !hits[near(hits, span, |h| h.span)]
                    .iter()
                    .any(|hit| hit.span.overlaps(span) && hit.pieces > 1)
                {
                    all.push(span);
                }
                at += count;
            }
            None => at += 1,
        }
    }
    all
}

fn known_person(cx: &Context<'_>, at: usize, count: usize) -> bool {
    let end = at + count;
    if end > cx.pieces.len() {
        return false;
    }
    let joined = (at..end - 1)
        .all(|p| matches!(cx.gap_after(p), " " | "-" | ". " | " al-") || cx.gap_after(p).trim() == "-");
    let last =
        cx.piece(end - 1).chars().next().is_some_and(char::is_uppercase) || cx.gap_after(end - 2) == "-";
    if !joined || !last || cx.kb.titles.contains_key(&cx.lower(at)) {
        return false;
    }
    let name = (at..end).map(|p| cx.lower(p)).collect::<Vec<_>>().join(" ");
    cx.kb.offices.knows(&name)
}

/// Stretches that are titles of two words or more, wherever they stand.
fn title_phrases(cx: &Context<'_>) -> Vec<Span> {
    let mut all = Vec::new();
    let mut at = 0;
    while at < cx.pieces.len() {
        let most = cx.kb.longest_title.min(cx.pieces.len() - at);
        let count = if cx.kb.title_starts.contains(&cx.lower(at)) {
            (1..=most).rev().find(|&count| {
                let key = (at..at + count).map(|p| cx.lower(p)).collect::<Vec<_>>().join(" ");
                cx.kb.titles.contains_key(&key)
            })
        } else {
            None
        };
        if let Some(count) = count {
            all.push(Span { start: cx.pieces[at].start, end: cx.pieces[at + count - 1].end });
        }
        at += count.unwrap_or(1);
    }
    all
}

/// Whether spans cover every piece of `whole`, but for "and".
fn covered_by(cx: &Context<'_>, whole: Span, spans: impl Iterator<Item = Span> + Clone) -> bool {
    cx.pieces_of(whole).all(|at| {
        let piece = cx.pieces[at];
        cx.lower(at) == "and" || spans.clone().any(|span| span.start <= piece.start && piece.end <= span.end)
    })
}
