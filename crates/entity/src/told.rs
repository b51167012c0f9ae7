//! What titles and appositions tell of the persons in a report.

use crate::context::{Context, Found, Told};
use crate::lexicon::Usage;
use dateline_doc::{Country, EntityType, Form, Span};

/// Fills `told` of every person's mention.
pub(crate) fn tell(cx: &Context<'_>, found: &mut [Found]) {
    for at in 0..found.len() {
        if found[at].kind != EntityType::Person || found[at].form != Form::Name {
            continue;
        }
        let span = found[at].span;
        let mut told = Vec::new();
        told.extend(before(cx, found, span));
        told.extend(behind(cx, found, span));
        // "Armen X of Armenia": the state behind the name decides.
        if let Some(country) = of_state(cx, found, span) {
            // "National Security Council Secretary Armen X of Armenia": the council is Armenia's too.
            if let Some(org) = told.first().and_then(|told| told.org) {
                let guessed = found[org].country.is_none() || found[org].rule.starts_with("institution");
                if guessed && found[org].country != Some(country) {
                    found[org].country = Some(country);
                    found[org].entry = None;
                    resolve_institution(cx, &mut found[org]);
                }
            }
            match told.first_mut() {
                Some(first) => first.country = Some(country),
                None => told.push(bare(span, Some(country), None)),
            }
        }
        // "Israeli prime minister X and energy minister Y": the state holds for both.
        if let Some(first) = told
            .first_mut()
            .filter(|told| told.country.is_none() && told.org.is_none() && told.span.end <= span.start)
        {
            let before = found[..at].iter().rev().find(|other| other.outer.is_none());
            let between = before.map(|other| {
                &cx.text[other.span.end.min(first.span.start) as usize..first.span.start as usize]
            });
            if matches!(between, Some(" and " | ", " | ", and ")) {
                first.country = before.and_then(|other| other.told.iter().find_map(|told| told.country));
            }
        }
        found[at].told = told;
    }
}

/// What a state or organisation beside a name tells without any title.
fn bare(span: Span, country: Option<Country>, org: Option<usize>) -> Told {
    Told {
        title: String::new(),
        wording: String::new(),
        country,
        org,
        former: false,
        span: Span { end: span.start, ..span },
    }
}

/// The state of "X of Armenia".
fn of_state(cx: &Context<'_>, found: &[Found], span: Span) -> Option<Country> {
    let rest = &cx.text[span.end as usize..];
    let skip = if rest.starts_with(" of the ") {
        4..=8
    } else if rest.starts_with(" of ") {
        4..=4
    } else {
        return None;
    };
    let from = found.partition_point(|other| other.span.start <= span.end);
    let next = found[from..].iter().take(4).find(|other| other.outer.is_none())?;
    let state = next.kind == EntityType::State && next.usage == Usage::Name;
    (state && skip.contains(&(next.span.start - span.end))).then_some(next.country).flatten()
}

/// The title that ends at piece `end` (exclusive): its first piece and its key.
fn title_ending(cx: &Context<'_>, end: usize, before_name: bool) -> Option<(usize, String)> {
    (1..=cx.kb.longest_title.min(end)).rev().find_map(|count| {
        let start = end - count;
        let joined =
            (start..end - 1).all(|at| matches!(cx.gap_after(at), " " | "-" | ". " | "/" | "’" | "'" | " - "));
        let key = (start..end).map(|at| cx.lower(at)).collect::<Vec<_>>().join(" ");
        let title = cx.kb.titles.get(&key)?;
        (joined && (!before_name || title.before_name)).then_some((start, key))
    })
}

/// A title before the name: "US Secretary of State Antony Blinken", "his Belarusian counterpart X",
/// "the French president, X".
fn before(cx: &Context<'_>, found: &[Found], span: Span) -> Option<Told> {
    let first = cx.piece_at(span.start);
    let gap = first.checked_sub(1).map(|at| cx.gap_after(at))?;
    let comma = gap == ", ";
    if !matches!(gap.trim_matches(['"', '“']), " " | ". " | "  ") && !comma {
        return None;
    }
    if cx.lower(first - 1) == "counterpart" {
        let (country, _, start) = whose(cx, found, first - 1);
        return Some(Told {
            title: "counterpart".into(),
            wording: "counterpart".into(),
            country,
            org: None,
            former: false,
            span: Span { start, end: cx.pieces[first - 1].end },
        });
    }
    let Some((start, key)) = title_ending(cx, first, !comma) else {
        if let Some(told) = before_body(cx, found, span).filter(|_| gap == " ") {
            return Some(told);
        }
        // "… of the Presidential Administration of X Hikmat Y": the body right before the name.
        let index = ending_near(cx, found, span.start).filter(|_| gap == " ")?;
        let other = &found[index];
        // "CNN's Ada X" works there; "Germany's Ada X" is no title.
        let outlet = other
            .entry
            .is_some_and(|at| cx.kb.entries[at as usize].role_class == Some(dateline_doc::RoleClass::Media));
        let near = other.span.end + 1 == span.start || outlet && span.start - other.span.end <= 5;
        let body = matches!(other.kind, EntityType::Organisation) && near;
        return body.then(|| bare(span, other.country, Some(index)));
    };
    // "…, the French president, X": only with its article, so that a list of titles is no apposition.
    let (country, org, from) = whose(cx, found, start);
    let word_before = cx.piece_at(from).checked_sub(1).map(|at| cx.lower(at)).unwrap_or_default();
    if comma
        && !matches!(word_before.as_str(), "the" | "a" | "an" | "its" | "their" | "his" | "her")
        && country.is_none()
    {
        return None;
    }
    let former = (cx.piece_at(from)..start).any(|at| cx.kb.in_set("former", &cx.lower(at)))
        || cx.kb.in_set("former", &word_before);
    let wording = cx.text[cx.pieces[start].start as usize..cx.pieces[first - 1].end as usize].to_owned();
    Some(Told {
        title: key,
        wording,
        country,
        org,
        former,
        span: Span { start: from, end: cx.pieces[first - 1].end },
    })
}

/// A title with whose it is before the name: "Special Representative for the DPRK Sung X",
/// "Secretary of the Security Council Nikolai Y".
fn before_body(cx: &Context<'_>, found: &[Found], span: Span) -> Option<Told> {
    let index = ending_near(cx, found, span.start)?;
    let body = &found[index];
    let mut at = cx.piece_at(body.span.start);
    if at > 0 && cx.lower(at - 1) == "the" {
        at -= 1;
    }
    let link = at.checked_sub(1).map(|at| cx.lower(at))?;
    if !matches!(link.as_str(), "of" | "for" | "to" | "at") {
        return None;
    }
    let (start, key) = title_ending(cx, at - 1, false)?;
    let (country, org, from) = whose(cx, found, start);
    let state = (link == "of").then_some(body.country).flatten();
    let org = org.or((body.kind == EntityType::Organisation).then_some(index));
    let wording = cx.text[cx.pieces[start].start as usize..span.start as usize].trim_end().to_owned();
    Some(Told {
        title: key,
        wording,
        country: country.or(state),
        org,
        former: false,
        span: Span { start: from, end: span.start - 1 },
    })
}

/// Whose title stands at piece `start`: the state or organisation named just before it, adjectives
/// passed over, and where that name starts.
fn whose(cx: &Context<'_>, found: &[Found], start: usize) -> (Option<Country>, Option<usize>, u32) {
    let mut at = start;
    for _ in 0..5 {
        if at == 0 {
            break;
        }
        let edge = cx.pieces[at].start;
        if let Some(index) = ending_near(cx, found, edge) {
            let other = &found[index];
            return match other.kind {
                EntityType::State | EntityType::Place | EntityType::Group => {
                    (other.country, None, other.span.start)
                }
                EntityType::Organisation | EntityType::Facility => {
                    (other.country, Some(index), other.span.start)
                }
                _ => (None, None, edge),
            };
        }
        if !cx.kb.in_set("adjectives_before_role", &cx.lower(at - 1))
            || !matches!(cx.gap_after(at - 1), " " | "-")
        {
            break;
        }
        at -= 1;
    }
    (None, None, cx.pieces.get(at).map_or(0, |piece| piece.start))
}

/// The mention that ends just before `edge`: one space, or a possessive ending, between.
fn ending_near(cx: &Context<'_>, found: &[Found], edge: u32) -> Option<usize> {
    let near = |other: &Found| {
        other.span.end < edge
            && edge - other.span.end <= 6
            && matches!(
                &cx.text[other.span.end as usize..edge as usize],
                " " | "'s " | "’s " | "' " | "’ " | "-"
            )
    };
    let to = found.partition_point(|other| other.span.start < edge);
    let from = to.saturating_sub(16);
    let all = found[from..to]
        .iter()
        .enumerate()
        .map(|(at, other)| (from + at, other))
        .filter(|(_, other)| near(other));
    all.min_by_key(|(_, other)| other.span.start).map(|(at, _)| at)
}

/// A role behind the name: "X, the US secretary of state", "X, president of Y", "X, a spokesman for Y".
fn behind(cx: &Context<'_>, found: &[Found], span: Span) -> Option<Told> {
    let last = cx.pieces_of(span).end.checked_sub(1)?;
    let gap = cx.gap_after(last);
    if !matches!(gap, ", " | " (" | " – " | " - " | " — ") && gap != "," {
        return None;
    }
    let limit = (last + 12).min(cx.pieces.len());
    let mut former = false;
    for at in last + 1..limit {
        if at > last + 1
            && cx.gap_after(at - 1).contains([',', '.', ')', ';', '"', '”'])
            && !cx.gap_after(at - 1).starts_with(". ")
        {
            break;
        }
        let word = cx.lower(at);
        if cx.kb.in_set("say", &word)
            || matches!(word.as_str(), "who" | "which" | "and" | "was" | "is" | "has" | "had")
        {
            break;
        }
        former |= cx.kb.in_set("former", &word);
        // The longest title that starts here.
        let count = (1..=cx.kb.longest_title.min(limit - at)).rev().find(|&count| {
            let joined = (at..at + count - 1).all(|p| matches!(cx.gap_after(p), " " | "-" | "’" | "'"));
            let key = (at..at + count).map(|p| cx.lower(p)).collect::<Vec<_>>().join(" ");
            joined
                && cx
                    .kb
                    .titles
                    .get(&key)
                    .is_some_and(|title| title.noun || title.before_name && !key.contains('.'))
        });
        let Some(count) = count else { continue };
        let end = cx.pieces[at + count - 1].end;
        // In a list, "X, Foreign Minister Y": the title is the next person's.
        let to = found.partition_point(|f| f.span.start <= end);
        let next_person = found[to..]
            .iter()
            .take(3)
            .any(|f| f.kind == EntityType::Person && f.span.start > end && f.span.start <= end + 2);
        if next_person {
            break;
        }
        let (mut country, mut org, _) = whose(cx, found, at);
        // "of Y", "for Y", "at Y" behind the title.
        let next = cx.lower(at + count);
        if matches!(next.as_str(), "of" | "for" | "at" | "in" | "to" | "from" | "with")
            && cx.gap_after(at + count - 1) == " "
        {
            let edge = cx.pieces[at + count].end + 1;
            let from = found.partition_point(|other| other.span.start < edge);
            let behind = found[from..]
                .iter()
                .take(8)
                .enumerate()
                .map(|(at, other)| (from + at, other))
                .filter(|(_, other)| other.span.start >= edge && other.span.start <= edge + 4);
            if let Some((index, other)) = behind.max_by_key(|(_, other)| other.span.end) {
                match other.kind {
                    EntityType::Organisation | EntityType::Facility => org = org.or(Some(index)),
                    EntityType::State | EntityType::Place if next != "to" => {
                        country = country.or(other.country)
                    }
                    _ => {}
                }
            }
        }
        let key = (at..at + count).map(|p| cx.lower(p)).collect::<Vec<_>>().join(" ");
        let wording = cx.text[cx.pieces[at].start as usize..end as usize].to_owned();
        return Some(Told {
            title: key,
            wording,
            country,
            org,
            former,
            span: Span { start: cx.pieces[last + 1].start, end },
        });
    }
    None
}

/// Gives institutions and unknown organisations the state that stands in or beside their names.
pub(crate) fn place_organisations(cx: &Context<'_>, found: &mut [Found], weights: &[(Country, f32)]) {
    let main = main_country(weights);
    let mut recent: Vec<(Country, usize)> = Vec::new();
    for at in 0..found.len() {
        let sentence = cx.sentence(found[at].span.start);
        if found[at].kind == EntityType::State {
            if let Some(country) = found[at].country {
                recent.push((country, sentence));
            }
            continue;
        }
        let placed = matches!(found[at].kind, EntityType::Organisation | EntityType::Facility);
        if !placed || found[at].country.is_some() || found[at].entry.is_some() {
            continue;
        }
        let span = found[at].span;
        let inside = found[at + 1..].iter().take(12).find(|other| {
            other.outer == Some(at)
                && matches!(other.kind, EntityType::State | EntityType::Place)
                && other.country.is_some()
        });
        let touching = ending_near(cx, found, span.start)
            .map(|index| &found[index])
            .filter(|other| matches!(other.kind, EntityType::State | EntityType::Place));
        let around = inside.or(touching).and_then(|other| other.country);
        let institution = found[at].usage == Usage::Institution;
        // A state whose institution has that name ("Congress") is preferred to one of which nobody says so.
        let known = institution_of(cx, &found[at].key);
        let of = known.map(|i| i.of.as_slice()).unwrap_or_default();
        let lacks = |code: &Country| known.is_some_and(|i| i.without.contains(code));
        let main = if main.is_some_and(|main| lacks(&main)) {
            let others = weights.iter().filter(|(code, _)| !lacks(code));
            others.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map(|(code, _)| *code)
        } else if main.is_some_and(|main| of.iter().any(|(code, _)| *code == main)) {
            main
        } else {
            let weight =
                |code: &Country| weights.iter().find(|(other, _)| other == code).map_or(0.0, |w| w.1);
            let named = of.iter().map(|(code, _)| *code).max_by(|a, b| weight(a).total_cmp(&weight(b)));
            named
                .filter(|code| weight(code) >= 2.0 && weight(code) * 4.0 >= main.map_or(0.0, |m| weight(&m)))
                .or(main)
        };
        // The state named last that has such an institution.
        let last = recent
            .iter()
            .rev()
            .take(8)
            .find(|(code, near)| !lacks(code) && sentence - near.min(&sentence) <= 2)
            .copied();
        let (country, rule) = match (around, last) {
            (Some(country), _) => (Some(country), "organisation-state"),
            // "Congress" of a report on one state is that state's, whoever was named last.
            (None, Some((country, _))) if institution => (main.or(Some(country)), "institution-near"),
            (None, _) if institution => (main, "institution-main"),
            _ => (None, found[at].rule),
        };
        found[at].country = country;
        found[at].rule = rule;
        if institution || cx.kb.institutions.contains_key(&found[at].key) {
            resolve_institution(cx, &mut found[at]);
        }
    }
}

/// "Congress" with its state known: the entry of that state's institution, where there is one.
fn resolve_institution(cx: &Context<'_>, found: &mut Found) {
    let Some(country) = found.country else { return };
    let Some(institution) = institution_of(cx, &found.key) else { return };
    let name = institution.of.iter().find(|(code, _)| *code == country).map(|(_, name)| name);
    found.entry = name.and_then(|name| cx.kb.entry_index(name));
}

/// The state that the report speaks of most; names near the top count more.
pub(crate) fn main_country(weights: &[(Country, f32)]) -> Option<Country> {
    let total: f32 = weights.iter().map(|(_, weight)| weight).sum();
    let best = weights.iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
    (best.1 * 3.0 >= total).then_some(best.0)
}

/// How much the report speaks of each state: of itself, its places, its institutions, its
/// office-holders; what stands near the top counts double.
pub(crate) fn weights(cx: &Context<'_>, found: &[Found]) -> Vec<(Country, f32)> {
    // Surnames of persons whose full names tell their state.
    let surnames: Vec<(&str, Country)> = found
        .iter()
        .filter(|f| f.kind == EntityType::Person && f.key.contains(' '))
        .filter_map(|f| Some((f.key.rsplit(' ').next()?, known_country(cx, &f.key)?)))
        .collect();
    let mut weights: Vec<(Country, f32)> = Vec::new();
    let mut order = 0;
    for mention in found {
        let (country, worth) = match mention.kind {
            EntityType::State | EntityType::Place | EntityType::Facility => (mention.country, 1.0),
            EntityType::Organisation | EntityType::Group => {
                let entry = mention.entry.map(|at| &cx.kb.entries[at as usize]);
                let outlet =
                    entry.is_some_and(|entry| entry.role_class == Some(dateline_doc::RoleClass::Media));
                (mention.country.filter(|_| !outlet), 0.7)
            }
            EntityType::Person if mention.key.contains(' ') => (known_country(cx, &mention.key), 1.0),
            EntityType::Person => {
                (surnames.iter().find(|(word, _)| *word == mention.key).map(|(_, country)| *country), 0.5)
            }
            _ => (None, 0.0),
        };
        let Some(country) = country else { continue };
        let worth = if order < 4 { 2.0 * worth } else { worth };
        order += 1;
        match weights.iter_mut().find(|(code, _)| *code == country) {
            Some((_, sum)) => *sum += worth,
            None => weights.push((country, worth)),
        }
    }
    weights
}

/// The state of the only office-holder of a full name.
fn known_country(cx: &Context<'_>, key: &str) -> Option<Country> {
    let persons = cx.kb.offices.named(key);
    let [person] = persons[..] else { return None };
    let holding = person.holdings().max_by_key(|h| (h.office.prominence(), h.start))?;
    (!matches!(holding.country.as_str(), "INT" | "EUR")).then_some(holding.country)
}

/// The institution that a key ends with: "parliament" of "iraqi parliament".
fn institution_of<'k>(cx: &Context<'k>, key: &str) -> Option<&'k crate::knowledge::Institution> {
    let words: Vec<&str> = key.split(' ').collect();
    (0..words.len()).find_map(|from| cx.kb.institutions.get(&words[from..].join(" ")))
}
