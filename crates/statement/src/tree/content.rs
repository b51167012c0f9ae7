//! What a verb's dependents say of its content, frame by frame.

use super::Found;
use super::extent::{clause, infinitive_clause, is_cue_verb, joined, object_phrase};
use super::subject::{self};
use crate::lexicon::{Class, Cue, Lexicon, Slot};
use crate::phrase;
use crate::speakers;
use crate::view::View;
use dateline_doc::{Act, Relation, Spans, TokenId, Upos};

/// What a cue's dependents say of its content.
pub(super) struct Content {
    pub(super) rule: &'static str,
    pub(super) spans: Spans,
    /// The clause or phrase that is the content; the object that it is said to does not belong to it.
    pub(super) head: TokenId,
    /// The object was taken as content, so it is no addressee.
    pub(super) took_object: bool,
}

pub(super) fn is_clause(r: Relation) -> bool {
    matches!(r, Relation::Ccomp | Relation::CsubjPass)
}

/// Content of an active verb, the best frame first.
pub(super) fn active(view: &View, found: &Found) -> Option<Content> {
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

pub(super) fn relative(view: &View, o: TokenId) -> bool {
    matches!(
        view.word(o),
        "which" | "that" | "who" | "whom" | "what" | "itself" | "themselves" | "himself" | "herself"
    )
}

/// Objects that are read for themselves ("expressed concern that") or say nothing ("said something").
pub(super) fn light_object(view: &View, cue: &Cue, o: TokenId) -> bool {
    if cue.act == Act::Say
        && (view.upos(o) == Upos::Pron || matches!(view.word(o), "this" | "that" | "these" | "those" | "so"))
    {
        return true;
    }
    let lexicon = Lexicon::shipped();
    let noun = lexicon.starting_with(view.word(o)).any(|c| c.class == Class::Noun);
    // "released a statement saying …"
    let saying = view
        .children(o)
        .iter()
        .any(|&c| view.relation(c) == Relation::Acl && view.word(c).ends_with("ing") && is_cue_verb(view, c));
    saying || noun && super::noun::has_clause(view, o)
}

/// "It will rain, he said" and "…, said the minister, …": the clause around the cue is the content.
pub(super) fn parenthetical(view: &View, found: &Found) -> Option<Content> {
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

/// Content of a passive: "it was announced that", "was criticised by", "is said to be", "was told that".
pub(super) fn passive(view: &View, found: &Found) -> Option<Content> {
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
