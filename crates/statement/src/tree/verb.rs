//! Verbs and adjectives as cues.

use super::subject::{self, Voice};
use super::{Found, mere_hedge, negated};
use crate::draft::Draft;
use crate::lexicon::{Cue, Slot};
use crate::pattern;
use crate::phrase;
use crate::speakers;
use crate::view::View;
use dateline_doc::syntax::VerbForm;
use dateline_doc::{Act, Polarity, Relation, Spans, TokenId, Upos};

/// What a cue's dependents say of its content.
struct Content {
    rule: &'static str,
    spans: Spans,
    /// The clause or phrase that is the content; the object that it is said to does not belong to it.
    head: TokenId,
    /// The object was taken as content, so it is no addressee.
    took_object: bool,
}

fn is_clause(r: Relation) -> bool {
    matches!(r, Relation::Ccomp | Relation::CsubjPass)
}

/// Reads one verb.
pub(super) fn read<'l>(view: &View, found: &Found<'l>, out: &mut Vec<Draft<'l>>) {
    let (cue, t) = (found.cue, found.first);
    if matches!(
        view.relation(t),
        Relation::Amod | Relation::Compound | Relation::Aux | Relation::Case | Relation::Mark
    ) {
        return;
    }
    let voice = subject::voice(view, t);
    let speaker = match voice {
        Voice::Active => subject::subject(view, t),
        Voice::Passive => subject::agent(view, t),
    };
    if mere_hedge(view, cue, speaker, t) {
        return;
    }
    if voice == Voice::Passive && quoted_by(view, found, out) {
        return;
    }
    let content = match voice {
        Voice::Active => active(view, found),
        Voice::Passive => passive(view, found),
    };
    let Some(content) = content else {
        unparsed(view, found, out);
        return;
    };
    // An act without an actor is a statement only if it is told as one: "it is said that", "was reported to".
    if speaker.is_none() && voice == Voice::Active && !impersonal(view, t) {
        unparsed(view, found, out);
        return;
    }
    // Things are offered, sought and wanted by all sorts of things; who makes a statement can speak.
    if !matches!(content.rule, "verb-clause" | "verb-parenthetical" | "passive-clause")
        && speaker.is_some_and(|s| !speaks(view, s))
    {
        return;
    }
    let mut draft = Draft::new(content.rule, Some(cue), t);
    draft.cue = found.spans(view);
    draft.content = content.spans;
    fill_source(view, &mut draft, speaker);
    if speaker.is_some_and(|s| s < t)
        && let Some((span, head)) = phrase::widened(view, &draft.source, t)
    {
        draft.source = span;
        draft.source_heads = vec![head];
    }
    let passive_object = (voice == Voice::Passive)
        .then(|| view.child(t, &[Relation::NsubjPass]))
        .flatten()
        .filter(|&s| s != content.head && !view.analysis.dominates(content.head, s));
    fill_slots(view, &mut draft, found, content.took_object, passive_object);
    if negated(view, t) {
        draft.polarity = Polarity::Negative;
    }
    out.push(draft);
}

/// "It is over, Mr Low was quoted as saying by the Post": he says it, the Post reports that.
fn quoted_by<'l>(view: &View, found: &Found<'l>, out: &mut Vec<Draft<'l>>) -> bool {
    let t = found.first;
    if !matches!(found.cue.words[0].as_str(), "quote" | "cite") {
        return false;
    }
    let Some(who) = view.child(t, &[Relation::NsubjPass]) else { return false };
    let saying = view.children(t).iter().copied().find(|&c| c > t && view.has_marker(c, "as"));
    let agent = subject::agent(view, t).or_else(|| saying.and_then(|s| subject::agent(view, s)));
    let head = view.child(t, &[Relation::Ccomp]).filter(|&c| Some(c) != saying);
    if let Some(head) = head {
        let mut d = Draft::new("quoted-as-saying", Some(found.cue), t);
        d.cue = Spans::from(view.span(t).cover(view.span(saying.unwrap_or(t))));
        let mut tokens = view.subtree_without(head, &|c| outside(view, found, c));
        tokens.retain(|x| *x < t || Some(*x) > saying);
        d.content = view.pieces(&tokens);
        fill_source(view, &mut d, Some(who));
        out.push(d);
    }
    if let Some(by) = agent {
        let (from, _) = view.bounds(view.sentence(t));
        let first = view.marker(by).or_else(|| first_of(view, by)).unwrap_or(by);
        let mut d = Draft::new("quoted-by", Some(found.cue), t);
        d.cue = found.spans(view);
        d.content = first
            .0
            .checked_sub(1)
            .and_then(|l| view.trimmed(TokenId(from), TokenId(l)))
            .into_iter()
            .collect();
        fill_source(view, &mut d, Some(by));
        out.push(d);
    }
    head.is_some() || agent.is_some()
}

/// A finite verb of saying whose clause the tree lost: words alone say where it starts.
fn unparsed<'l>(view: &View, found: &Found<'l>, out: &mut Vec<Draft<'l>>) {
    let f = &found.cue.frames;
    let finite = view.analysis.tokens[found.first].morph.verb_form == Some(VerbForm::Fin);
    if !finite || !(f.that || f.bare || f.object_that) || found.cue.is_mental() {
        return;
    }
    let (from, end) = view.bounds(view.sentence(found.first));
    // "The rapporteur cautioned justice takes time" read as a subject clause of "takes".
    if view.relation(found.first) == Relation::Csubj
        && let Some(head) = view.head(found.first).filter(|&h| h > found.last)
        && let Some(who) = view
            .child(head, &[Relation::Nsubj])
            .filter(|&s| s < found.first)
            .or_else(|| view.child(found.first, &[Relation::Nsubj]))
    {
        let mut tokens = view.subtree_without(head, &|c| outside(view, found, c));
        tokens.retain(|&x| x > found.last);
        let below = view.subtree_without(found.first, &|_| false);
        tokens.extend(below.into_iter().filter(|&x| x > found.last));
        tokens.sort_unstable();
        tokens.dedup();
        let mut d = Draft::new("verb-clause", Some(found.cue), found.first);
        d.cue = found.spans(view);
        d.content = view.pieces(&tokens);
        fill_source(view, &mut d, Some(who));
        out.push(d);
        return;
    }
    if let Some(d) = trailing(view, found, from, end) {
        out.push(d);
        return;
    }
    let Some(d) = pattern::verb(view, found, from, end) else { return };
    let behind = d.content.first().is_some_and(|c| c.start > view.span(found.last).start);
    let clause = d.content.iter().any(|c| {
        view.analysis.token_ids_in(c).any(|t| {
            matches!(view.upos(t), Upos::Verb | Upos::Aux)
                && view.analysis.tokens[t].morph.verb_form == Some(VerbForm::Fin)
        })
    });
    let starts = d.content.first().and_then(|c| view.analysis.token_ids_in(c).next()).is_some_and(|t| {
        view.word(t) == "that"
            || matches!(
                view.upos(t),
                Upos::Det | Upos::Pron | Upos::Propn | Upos::Noun | Upos::Adj | Upos::Num
            )
    });
    let named = d.source_heads.iter().all(|&h| phrase::is_nominal(view, h));
    if behind && clause && starts && named {
        out.push(d);
    }
}

/// "…, the agency reported on Monday." at a sentence's end: all before the comma is the content.
fn trailing<'l>(view: &View, found: &Found<'l>, from: u32, end: u32) -> Option<Draft<'l>> {
    if !found.cue.frames.quotation || view.quote(found.first).is_some() {
        return None;
    }
    let t = found.first;
    let comma = (from..t.0).rev().take(9).map(TokenId).find(|&c| view.word(c) == ",")?;
    let behind: Vec<TokenId> = (found.last.0 + 1..end).map(TokenId).filter(|&c| !view.is_punct(c)).collect();
    let timely_tail =
        behind.len() <= 4 && behind.iter().all(|&c| timely(view, c) || pattern::is_preposition(view.word(c)));
    let speaker = if comma.0 + 1 == t.0 {
        let s = pattern::phrase_after(view, found.last.0 + 1, end)?;
        let rest = (s.last.0 + 1..end).map(TokenId).filter(|&c| !view.is_punct(c)).count();
        (rest <= 4).then_some(s)?
    } else {
        timely_tail.then(|| pattern::phrase_before(view, t, comma.0 + 1))??
    };
    let content = view.trimmed(TokenId(from), TokenId(comma.0.checked_sub(1)?))?;
    let words = content.of(view.text).split_whitespace().count();
    if comma.0 <= from || words < 2 || !phrase::is_nominal(view, speaker.head(view)) {
        return None;
    }
    let mut d = Draft::new("trailing", Some(found.cue), t);
    d.cue = found.spans(view);
    d.content = Spans::from(content);
    d.source = Spans::from(speaker.span(view));
    d.source_heads = vec![speaker.head(view)];
    Some(d)
}

/// A person, a body, a document or a name.
fn speaks(view: &View, s: TokenId) -> bool {
    match view.upos(s) {
        Upos::Noun => {
            speakers::class(view.word(s)).is_some()
                || matches!(
                    view.word(s),
                    "others"
                        | "some"
                        | "many"
                        | "several"
                        | "thousands"
                        | "hundreds"
                        | "dozens"
                        | "majority"
                        | "number"
                        | "percent"
                        | "most"
                )
                || view.children(s).iter().any(|&c| {
                    matches!(view.relation(c), Relation::Appos | Relation::Flat | Relation::NmodDesc)
                        && view.upos(c) == Upos::Propn
                })
        }
        Upos::Pron => {
            !matches!(view.word(s), "it" | "that" | "this" | "which" | "what") || view.word(s) == "it"
        }
        _ => true,
    }
}

/// "It emerged that": a dummy subject. Imperatives and bare infinitives have none.
fn impersonal(view: &View, t: TokenId) -> bool {
    view.child(t, &[Relation::Expl]).is_some()
}

pub(super) fn fill_source(view: &View, draft: &mut Draft, speaker: Option<TokenId>) {
    if let Some(s) = speaker {
        draft.source = phrase::source_span(view, s);
        draft.source_heads = phrase::conjuncts(view, s);
    }
}

/// Content of an active verb, the best frame first.
fn active(view: &View, found: &Found) -> Option<Content> {
    let t = found.first;
    let f = &found.cue.frames;
    let child = |relations: &[Relation]| {
        found
            .tokens()
            .find_map(|w| view.children(w).iter().copied().find(|&c| relations.contains(&view.relation(c))))
    };
    // "said that …", also where the parser hangs the clause on the last word of the phrase.
    if found.cue.takes_clause()
        && let Some(c) = child(&[Relation::Ccomp])
        && !found.tokens().any(|w| w == c)
    {
        // "reported the captain rescued the crew", its subject taken for an object
        let bare =
            view.child(c, &[Relation::Nsubj, Relation::NsubjPass, Relation::Expl, Relation::Csubj]).is_none();
        let object = view.child(t, &[Relation::Obj]).filter(|&o| o > found.last && o < c);
        let addressed = found.cue.addressee.contains(&Slot::Object);
        if let (true, false, Some(o)) = (bare, addressed, object) {
            return Some(Content {
                rule: "verb-clause",
                spans: joined(view, found, o, c),
                head: c,
                took_object: true,
            });
        }
        return Some(Content {
            rule: "verb-clause",
            spans: clause(view, found, c),
            head: c,
            took_object: false,
        });
    }
    let object =
        view.child(t, &[Relation::Obj]).filter(|&o| phrase::is_nominal(view, o) && !relative(view, o));
    if let Some(x) = child(&[Relation::Xcomp]) {
        let infinitive = view.has_marker(x, "to");
        // "called the plan a disaster" with all of it below one word
        if !infinitive && f.complement && object.is_none() && phrase::is_nominal(view, x) && x > found.last {
            return Some(Content {
                rule: "verb-complement",
                spans: clause(view, found, x),
                head: x,
                took_object: true,
            });
        }
        // "reported the captain to be dead"
        if let (true, true, Some(o)) =
            (infinitive, f.that && !f.object_inf && !f.inf, object.filter(|&o| o < x))
        {
            return Some(Content {
                rule: "verb-object-infinitive",
                spans: joined(view, found, o, x),
                head: x,
                took_object: true,
            });
        }
        if infinitive && (f.object_inf || f.inf) {
            let desire = matches!(found.cue.act, Act::Intend | Act::Believe);
            let inside = object.or(view.child(t, &[Relation::Iobj])).filter(|&o| o < x);
            if let (Some(o), true) = (inside, desire) {
                let spans = joined(view, found, o, x);
                return Some(Content { rule: "verb-object-infinitive", spans, head: x, took_object: true });
            }
            return Some(Content {
                rule: "verb-infinitive",
                spans: infinitive_clause(view, found, x),
                head: x,
                took_object: false,
            });
        }
        if !infinitive
            && f.complement
            && let Some(o) = object.filter(|&o| o < x)
        {
            return Some(Content {
                rule: "verb-complement",
                spans: joined(view, found, o, x),
                head: x,
                took_object: true,
            });
        }
        if f.ing && view.word(x).ends_with("ing") {
            return Some(Content {
                rule: "verb-gerund",
                spans: clause(view, found, x),
                head: x,
                took_object: false,
            });
        }
    }
    // "called the plan a disaster" read as two objects
    if f.complement
        && let (Some(i), Some(o)) = (view.child(t, &[Relation::Iobj]), view.child(t, &[Relation::Obj]))
    {
        return Some(Content {
            rule: "verb-complement",
            spans: joined(view, found, i, o),
            head: o,
            took_object: true,
        });
    }
    if f.complement
        && let Some(o) = object
        && let Some(x) = view.children(t).iter().copied().find(|&c| {
            c > o
                && matches!(
                    view.relation(c),
                    Relation::Obj | Relation::Ccomp | Relation::Advcl | Relation::Obl | Relation::OblUnmarked
                )
                && view.marker(c).is_none()
        })
    {
        return Some(Content {
            rule: "verb-complement",
            spans: joined(view, found, o, x),
            head: x,
            took_object: true,
        });
    }
    // "called it", with the complement below the object
    if f.complement
        && let Some(o) = object.filter(|&o| o > t)
        && view.children(o).iter().any(|&c| {
            c > o
                && matches!(
                    view.relation(c),
                    Relation::Appos
                        | Relation::Nmod
                        | Relation::NmodUnmarked
                        | Relation::Dep
                        | Relation::Acl
                        | Relation::Amod
                        | Relation::Xcomp
                )
                && view.marker(c).is_none()
        })
    {
        return Some(Content {
            rule: "verb-complement",
            spans: clause(view, found, o),
            head: o,
            took_object: true,
        });
    }
    if (f.object_inf || f.inf)
        && let Some(x) = child(&[Relation::Advcl]).filter(|&x| x > found.last && view.has_marker(x, "to"))
        && !((f.np || f.weak_np) && object.is_some())
        && found.cue.act != Act::Say
    {
        return Some(Content {
            rule: "verb-infinitive",
            spans: infinitive_clause(view, found, x),
            head: x,
            took_object: false,
        });
    }
    for p in &f.prepositions {
        let phrase = found.tokens().flat_map(|w| view.children(w)).copied().find(|&c| {
            c > t
                && matches!(
                    view.relation(c),
                    Relation::Obl | Relation::Advcl | Relation::Ccomp | Relation::Xcomp
                )
                && view.marker(c).is_some_and(|m| view.word(m) == p && m < c)
        });
        // "criticised the firm for …": the object belongs to what is said.
        if let Some(c) = phrase {
            if let (true, Some(o)) = (f.np, object.filter(|&o| o < c)) {
                return Some(Content {
                    rule: "verb-object-phrase",
                    spans: joined(view, found, o, c),
                    head: c,
                    took_object: true,
                });
            }
            return Some(Content {
                rule: "verb-phrase",
                spans: clause(view, found, c),
                head: c,
                took_object: false,
            });
        }
    }
    if f.np_as
        && let Some(o) = object
    {
        let as_phrase = view.children(t).iter().copied().find(|&c| c > o && view.has_marker(c, "as"));
        if let Some(c) = as_phrase {
            return Some(Content {
                rule: "verb-object-as",
                spans: joined(view, found, o, c),
                head: c,
                took_object: true,
            });
        }
    }
    let particle_object = || {
        // "called for peace": UD has an oblique with the phrase's last word as its case.
        (found.last != t).then(|| {
            view.children(t).iter().copied().find(|&c| {
                view.relation(c) == Relation::Obl && view.marker(c).is_some_and(|m| m == found.last)
                    || matches!(view.relation(c), Relation::Advcl | Relation::Ccomp)
                        && view.marker(c) == Some(found.last)
            })
        })?
    };
    if f.np || f.weak_np || f.object_inf && found.last != t {
        if let Some(o) = particle_object() {
            // "called on the rebels to free them"
            let inf = view.children(t).iter().copied().find(|&c| {
                c > o
                    && matches!(view.relation(c), Relation::Xcomp | Relation::Advcl | Relation::Ccomp)
                    && view.has_marker(c, "to")
            });
            let spans = inf.map_or_else(|| clause(view, found, o), |x| joined(view, found, o, x));
            return Some(Content { rule: "verb-particle", spans, head: o, took_object: inf.is_none() });
        }
        if let Some(o) = object.or_else(|| child(&[Relation::Obj])).filter(|&o| !relative(view, o)) {
            if light_object(view, found.cue, o) || f.weak_np && !speakers::is_deed(view.word(o)) {
                return parenthetical(view, found);
            }
            return Some(Content {
                rule: "verb-object",
                spans: object_phrase(view, found, o),
                head: o,
                took_object: true,
            });
        }
    }
    parenthetical(view, found)
}

fn relative(view: &View, o: TokenId) -> bool {
    matches!(
        view.word(o),
        "which" | "that" | "who" | "whom" | "what" | "itself" | "themselves" | "himself" | "herself"
    )
}

/// Objects that are read for themselves ("expressed concern that") or say nothing ("said something").
fn light_object(view: &View, cue: &Cue, o: TokenId) -> bool {
    if cue.act == Act::Say
        && (view.upos(o) == Upos::Pron || matches!(view.word(o), "this" | "that" | "these" | "those" | "so"))
    {
        return true;
    }
    let lexicon = crate::lexicon::Lexicon::shipped();
    let noun = lexicon.starting_with(view.word(o)).any(|c| c.class == crate::lexicon::Class::Noun);
    // "released a statement saying …"
    let saying = view
        .children(o)
        .iter()
        .any(|&c| view.relation(c) == Relation::Acl && view.word(c).ends_with("ing") && is_cue_verb(view, c));
    saying || noun && super::noun::has_clause(view, o)
}

/// "It will rain, he said" and "…, said the minister, …": the clause around the cue is the content.
fn parenthetical(view: &View, found: &Found) -> Option<Content> {
    let t = found.first;
    let f = &found.cue.frames;
    if !(f.bare || f.that || f.quotation) {
        return None;
    }
    // "as the mayor said"; "as he warns the town" tells when, not what.
    let as_clause = view.relation(t) == Relation::Advcl
        && view.has_marker(t, "as")
        && view.child(t, &[Relation::Obj, Relation::Ccomp, Relation::Xcomp]).is_none();
    if view.relation(t) != Relation::Parataxis && !as_clause {
        return None;
    }
    // "he said": a short insertion with a subject of its own.
    let subject = view.child(t, &[Relation::Nsubj])?;
    let verbs = ["continue", "go", "begin", "offer", "propose", "request"];
    if subject.0.abs_diff(t.0) > 14
        || verbs.contains(&found.cue.words[0].as_str()) && view.quote(view.head(t)?).is_none()
    {
        return None;
    }
    let head = view.head(t)?;
    // The clause that the cue interrupts or ends; other insertions stay out.
    let mut top = head;
    while matches!(view.relation(top), Relation::Conj | Relation::Ccomp)
        && view.quote(top) == view.quote(head)
    {
        match view.head(top) {
            Some(h) if view.quote(h) == view.quote(top) && !is_cue_verb(view, h) => top = h,
            _ => break,
        }
    }
    let own: Vec<TokenId> = view.subtree_without(t, &|_| false);
    let tokens = view.subtree_without(head, &|c| c == t || view.relation(c) == Relation::Parataxis && c > t);
    let tokens: Vec<TokenId> = tokens.into_iter().filter(|x| own.binary_search(x).is_err()).collect();
    let spans = view.pieces(&tokens);
    (!spans.is_empty()).then_some(Content { rule: "verb-parenthetical", spans, head, took_object: false })
}

fn is_cue_verb(view: &View, t: TokenId) -> bool {
    crate::lexicon::Lexicon::shipped()
        .starting_with(view.word(t))
        .any(|c| c.class == crate::lexicon::Class::Verb && c.takes_clause())
}

/// Content of a passive: "it was announced that", "was criticised by", "is said to be", "was told that".
fn passive(view: &View, found: &Found) -> Option<Content> {
    let t = found.first;
    let f = &found.cue.frames;
    if let Some(c) = view.children(t).iter().copied().find(|&c| is_clause(view.relation(c))) {
        return Some(Content {
            rule: "passive-clause",
            spans: clause(view, found, c),
            head: c,
            took_object: false,
        });
    }
    if let Some(c) = view
        .children(t)
        .iter()
        .copied()
        .find(|&c| view.relation(c) == Relation::Csubj && view.has_marker(c, "that"))
    {
        return Some(Content {
            rule: "passive-clause",
            spans: clause(view, found, c),
            head: c,
            took_object: false,
        });
    }
    let reported = matches!(
        found.cue.words[0].as_str(),
        "say"
            | "report"
            | "believe"
            | "allege"
            | "think"
            | "understand"
            | "expect"
            | "claim"
            | "estimate"
            | "suspect"
            | "presume"
            | "assume"
            | "suppose"
            | "tell"
            | "forecast"
            | "project"
            | "predict"
    );
    if (reported || f.inf || f.object_inf)
        && let Some(x) = view.child(t, &[Relation::Xcomp]).filter(|&x| view.has_marker(x, "to"))
        && !matches!(found.cue.words[0].as_str(), "know" | "find" | "consider" | "hear")
    {
        let rule = "passive-infinitive";
        return Some(Content { rule, spans: clause(view, found, x), head: x, took_object: false });
    }
    for p in &f.prepositions {
        let phrase = view.children(t).iter().copied().find(|&c| {
            c > t
                && matches!(view.relation(c), Relation::Obl | Relation::Advcl)
                && view.marker(c).is_some_and(|m| view.word(m) == p)
        });
        if let Some(c) =
            phrase.filter(|_| view.relation(t) != Relation::Acl || subject::agent(view, t).is_some())
        {
            return Some(Content {
                rule: "passive-phrase",
                spans: clause(view, found, c),
                head: c,
                took_object: false,
            });
        }
    }
    // "Its release was criticised by farmers": what is criticised is the content, if somebody criticises.
    let agent = subject::agent(view, t)?;
    let _ = agent;
    let as_phrase = view.children(t).iter().any(|&c| c > t && view.has_marker(c, "as"));
    if !(f.np || f.weak_np || f.complement || f.np_as && as_phrase) {
        return None;
    }
    let content = view
        .child(t, &[Relation::NsubjPass])
        .or_else(|| (view.relation(t) == Relation::Acl).then(|| view.head(t)).flatten())?;
    let content_head = phrase::antecedent(view, content).unwrap_or(content);
    if !f.np && f.weak_np && !speakers::is_deed(view.word(content_head)) {
        return None;
    }
    let spans = phrase::source_span(view, content_head);
    Some(Content { rule: "passive-subject", spans, head: content_head, took_object: true })
}

/// A clause or phrase as content: its subtree, without what belongs to the cue.
fn clause(view: &View, found: &Found, head: TokenId) -> Spans {
    let mut tokens = view.subtree_without(head, &|c| outside(view, found, c));
    tokens.retain(|x| *x < found.first || *x > found.last);
    // "said on Monday the dam was safe": the day is that of saying.
    if let &[a, b, ..] = &tokens[..]
        && a.0 == found.last.0 + 1
        && matches!(view.word(a), "on" | "in" | "last" | "this" | "late" | "early")
        && timely(view, b)
        && tokens.len() > 3
    {
        tokens.drain(..2);
    }
    view.pieces(&tokens)
}

/// An infinitive as content: like a clause, without a relative clause behind a comma.
fn infinitive_clause(view: &View, found: &Found, head: TokenId) -> Spans {
    let mut tokens = view.subtree_without(head, &|c| {
        outside(view, found, c) || view.relation(c) == Relation::AclRelcl && behind_comma(view, c)
    });
    tokens.retain(|x| *x < found.first || *x > found.last);
    view.pieces(&tokens)
}

/// From an object through its complement.
fn joined(view: &View, found: &Found, a: TokenId, b: TokenId) -> Spans {
    let mut tokens = view.subtree_without(a, &|c| outside(view, found, c));
    tokens.extend(view.subtree_without(b, &|c| outside(view, found, c)));
    tokens.sort_unstable();
    tokens.dedup();
    tokens.retain(|x| *x < found.first || *x > found.last);
    let (Some(&first), Some(&last)) = (tokens.first(), tokens.last()) else { return Spans::new() };
    if first > found.last {
        return view.trimmed(first, last).into_iter().collect();
    }
    view.pieces(&tokens)
}

/// The cue itself, "according to X" at the end, and what another speech verb begins do not belong to the content.
fn outside(view: &View, found: &Found, c: TokenId) -> bool {
    if found.tokens().any(|w| w == c) {
        return true;
    }
    match view.relation(c) {
        Relation::Obl => view.marker(c).is_some_and(|m| view.word(m) == "according"),
        Relation::Parataxis => is_cue_verb(view, c) && view.child(c, &[Relation::Nsubj]).is_some(),
        // "…, which he said would help": said apart.
        Relation::AclRelcl => {
            c > found.last
                && view.quote(c) == view.quote(found.first)
                && behind_comma(view, c)
                && view.subtree_without(c, &|_| false).iter().any(|&x| x > found.last && speech_verb(view, x))
        }
        // "said it rained and warned that …", "…, adding that": the speaker goes on.
        Relation::Conj => {
            c > found.last
                && view.quote(c) == view.quote(found.first)
                && speech_verb(view, c)
                && has_content(view, c)
        }
        Relation::Advcl => {
            c > found.last
                && view.quote(c) == view.quote(found.first)
                && view.word(c).ends_with("ing")
                && behind_comma(view, c)
                && speech_verb(view, c)
                && has_content(view, c)
        }
        _ => false,
    }
}

fn has_content(view: &View, c: TokenId) -> bool {
    view.child(c, &[Relation::Ccomp, Relation::Obj, Relation::Xcomp, Relation::Advcl, Relation::Obl])
        .is_some()
}

/// A verb that speech alone is told with ("added", not "wanted").
fn speech_verb(view: &View, t: TokenId) -> bool {
    crate::lexicon::Lexicon::shipped().starting_with(view.word(t)).any(|c| {
        c.class == crate::lexicon::Class::Verb
            && !c.is_mental()
            && (c.frames.quotation || matches!(c.act, Act::Accuse | Act::Deny | Act::Request))
            && c.frames != crate::lexicon::Frames::default()
            && view.upos(t) == Upos::Verb
    })
}

/// The object with the phrases behind it that parsers hang on the verb ("discussed ways to end the war in the north"),
/// without times and without a relative clause behind a comma.
fn object_phrase(view: &View, found: &Found, o: TokenId) -> Spans {
    let beside = |c: TokenId| {
        let comma = behind_comma(view, c);
        outside(view, found, c)
            || comma && matches!(view.relation(c), Relation::AclRelcl | Relation::Advcl | Relation::Parataxis)
    };
    let mut tokens = view.subtree_without(o, &beside);
    if o > found.last {
        let mut end = tokens.last().copied().unwrap_or(o);
        for &c in view.children(found.first) {
            if c <= end || first_of(view, c) != Some(TokenId(end.0 + 1)) {
                continue;
            }
            let phrase = view.relation(c) == Relation::Obl
                && view.marker(c).is_some_and(|m| {
                    matches!(
                        view.word(m),
                        "of" | "on"
                            | "for"
                            | "to"
                            | "about"
                            | "against"
                            | "over"
                            | "between"
                            | "with"
                            | "regarding"
                            | "concerning"
                            | "toward"
                            | "towards"
                            | "without"
                            | "from"
                    )
                })
                && !timely(view, c);
            let purpose = view.relation(c) == Relation::Advcl && view.has_marker(c, "to");
            if !(phrase || purpose) {
                continue;
            }
            let more = view.subtree_without(c, &beside);
            end = more.last().copied().unwrap_or(end).max(end);
            tokens.extend(more);
        }
        tokens.sort_unstable();
        tokens.dedup();
    }
    tokens.retain(|x| *x < found.first || *x > found.last);
    if o > found.last
        && let Some(cut) = tokens.iter().position(|&x| x > o && circumstance(view, x))
    {
        tokens.truncate(cut);
    }
    view.pieces(&tokens)
}

/// A word that begins a circumstance of time: "during", "after", "on Monday", "earlier".
fn circumstance(view: &View, x: TokenId) -> bool {
    let next = view.next(x);
    match view.word(x) {
        "during" | "before" | "after" | "following" | "amid" | "while" | "when" | "shortly" | "yesterday"
        | "today" | "earlier" | "later" => true,
        "on" | "in" | "at" | "this" | "last" | "late" | "early" => next.is_some_and(|n| timely(view, n)),
        _ => false,
    }
}

/// The first word of a subtree; punctuation that the parser hangs on it stays out.
fn first_of(view: &View, c: TokenId) -> Option<TokenId> {
    view.subtree_without(c, &|_| false).into_iter().find(|&t| !view.is_punct(t))
}

/// Whether a comma stands before the subtree's first word.
fn behind_comma(view: &View, c: TokenId) -> bool {
    first_of(view, c).is_some_and(|f| view.word_before(f) == ",")
}

/// A phrase of time: a weekday, a month, a year.
fn timely(view: &View, c: TokenId) -> bool {
    matches!(
        view.word(c),
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "week"
            | "month"
            | "year"
            | "day"
            | "morning"
            | "evening"
            | "afternoon"
            | "night"
            | "weekend"
            | "hours"
    ) || view.upos(c) == Upos::Num
}

fn fill_slots(
    view: &View,
    draft: &mut Draft,
    found: &Found,
    took_object: bool,
    passive_object: Option<TokenId>,
) {
    let t = found.first;
    let inside = |x: TokenId| draft.content.contains(view.span(x));
    let mut addressee: Option<TokenId> = None;
    for slot in &found.cue.addressee {
        let hit = match slot {
            Slot::Object => view
                .child(t, &[Relation::Iobj])
                .or_else(|| view.child(t, &[Relation::Obj]).filter(|_| !took_object))
                .or(passive_object),
            Slot::Preposition(p) => view.children(t).iter().copied().find(|&c| {
                view.relation(c) == Relation::Obl && view.marker(c).is_some_and(|m| view.word(m) == p)
            }),
            Slot::Subject => None,
        };
        addressee = addressee.or(hit.filter(|&h| !inside(h)));
    }
    // "called on the rebels to …": those who are called on stand in the content.
    if addressee.is_none() && found.cue.words.len() > 1 && found.cue.frames.object_inf {
        addressee =
            view.children(t).iter().copied().find(|&c| {
                view.relation(c) == Relation::Obl && view.marker(c).is_some_and(|m| m == found.last)
            });
    }
    if addressee.is_none() {
        addressee = occasion(view, t).filter(|&a| !inside(a));
    }
    if let Some(a) = addressee {
        draft.addressee_heads = phrase::conjuncts(view, phrase::antecedent(view, a).unwrap_or(a));
    }
    let target = match found.cue.target {
        Some(Slot::Object) => view.child(t, &[Relation::Obj]).or(passive_object),
        Some(Slot::Subject) => view
            .child(t, &[Relation::Ccomp])
            .and_then(|c| view.child(c, &[Relation::Nsubj, Relation::NsubjPass])),
        _ => None,
    };
    if let Some(x) = target {
        draft.target_heads = phrase::conjuncts(view, phrase::antecedent(view, x).unwrap_or(x));
    }
}

/// The listener that the occasion names: "speaking to Radio North, she said", "in a letter to the mayor he wrote".
fn occasion(view: &View, t: TokenId) -> Option<TokenId> {
    view.children(t).iter().copied().find_map(|c| {
        let speaks = matches!(view.relation(c), Relation::Advcl | Relation::Acl)
            && matches!(view.word(c), "speaking" | "talking" | "writing" | "responding" | "testifying");
        let words = matches!(view.relation(c), Relation::Obl)
            && matches!(
                view.word(c),
                "interview"
                    | "comments"
                    | "remarks"
                    | "statement"
                    | "letter"
                    | "message"
                    | "email"
                    | "call"
                    | "address"
                    | "speech"
                    | "meeting"
                    | "conversation"
            );
        if !(speaks || words) {
            return None;
        }
        view.children(c).iter().copied().find(|&x| {
            matches!(view.relation(x), Relation::Obl | Relation::Nmod)
                && view.marker(x).is_some_and(|m| matches!(view.word(m), "to" | "with" | "before"))
        })
    })
}

/// "is confident that", "was critical of".
pub(super) fn read_adjective<'l>(view: &View, found: &Found<'l>, out: &mut Vec<Draft<'l>>) {
    let (cue, t) = (found.cue, found.first);
    let f = &cue.frames;
    if view.relation(t) == Relation::Amod {
        return;
    }
    let speaker = subject::subject(view, t).or_else(|| view.child(t, &[Relation::NsubjPass]));
    let Some(speaker) = speaker else { return };
    if mere_hedge(view, cue, Some(speaker), t) {
        return;
    }
    let kids: Vec<TokenId> = found.tokens().flat_map(|w| view.children(w).iter().copied()).collect();
    let head = if f.np {
        kids.iter().copied().find(|&c| {
            matches!(view.relation(c), Relation::Obl | Relation::Advcl | Relation::Nmod)
                && view.marker(c) == Some(found.last)
        })
    } else {
        kids.iter().copied().find(|&c| {
            c > t
                && matches!(view.relation(c), Relation::Ccomp | Relation::Advcl | Relation::Xcomp)
                && (f.that && (view.relation(c) == Relation::Ccomp || view.has_marker(c, "that"))
                    || f.inf && view.has_marker(c, "to"))
        })
    };
    let Some(head) = head else { return };
    let mut draft = Draft::new("adjective", Some(cue), t);
    draft.cue = found.spans(view);
    draft.content = clause(view, found, head);
    fill_source(view, &mut draft, Some(speaker));
    if negated(view, t) {
        draft.polarity = Polarity::Negative;
    }
    out.push(draft);
}
