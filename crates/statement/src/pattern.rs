//! Reading without trees: a cue, the noun phrase beside it, and what follows up to the clause's end.
//!
//! For broken sentences, headlines and texts that no tagger has seen. It knows function words only.

use crate::draft::Draft;
use crate::lexicon::{Class, Cue, Lexicon, Slot};
use crate::tree::Found;
use crate::view::View;
use dateline_doc::{Act, Polarity, SentenceId, Span, Spans, TokenId, Upos};

const PREPOSITIONS: &[&str] = &[
    "of",
    "in",
    "on",
    "at",
    "by",
    "for",
    "with",
    "from",
    "to",
    "into",
    "after",
    "before",
    "during",
    "under",
    "over",
    "about",
    "against",
    "between",
    "among",
    "through",
    "since",
    "until",
    "without",
    "within",
    "despite",
    "near",
    "amid",
    "following",
    "because",
    "if",
    "when",
    "while",
    "although",
    "though",
    "whether",
    "as",
    "than",
    "via",
];
const DETERMINERS: &[&str] = &[
    "the", "a", "an", "this", "these", "those", "his", "her", "its", "their", "our", "my", "your", "some",
    "any", "no", "each", "every", "several", "many", "most", "both", "all", "another", "other", "such",
    "few", "two", "three", "four", "five", "one", "more",
];
const AUXILIARIES: &[&str] = &[
    "has", "have", "had", "having", "is", "are", "was", "were", "be", "been", "being", "will", "would",
    "can", "could", "may", "might", "must", "should", "shall", "did", "does", "do", "'s", "'d", "'ve", "'ll",
    "'re",
];
const ADVERBS: &[&str] = &[
    "also",
    "later",
    "earlier",
    "then",
    "again",
    "already",
    "now",
    "still",
    "yesterday",
    "today",
    "recently",
    "repeatedly",
    "previously",
    "once",
    "never",
    "not",
    "n't",
    "just",
    "only",
    "meanwhile",
    "further",
    "even",
    "often",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "first",
    "always",
    "since",
    "reportedly",
    "allegedly",
    "however",
    "too",
    "instead",
    "further",
];
const PRONOUNS: &[&str] =
    &["he", "she", "they", "it", "we", "i", "you", "who", "him", "her", "them", "us", "me", "this", "that"];

pub(crate) fn is_preposition(w: &str) -> bool {
    PREPOSITIONS.contains(&w)
}

fn is_pronoun(w: &str) -> bool {
    PRONOUNS.contains(&w)
}

fn filler(w: &str) -> bool {
    AUXILIARIES.contains(&w) || ADVERBS.contains(&w) || w.len() > 4 && w.ends_with("ly")
}

/// Tokens `first..=last`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub first: TokenId,
    pub last: TokenId,
}

impl Stretch {
    pub(crate) fn span(self, view: &View) -> Span {
        view.span(self.first).cover(view.span(self.last))
    }

    /// The word that stands for the phrase: before its first preposition or comma the last, else the last.
    pub(crate) fn head(self, view: &View) -> TokenId {
        let mut head = self.first;
        for t in (self.first.0..=self.last.0).map(TokenId) {
            let w = view.word(t);
            if t > self.first && (is_preposition(w) || view.is_punct(t) && w != "." && w != "-") {
                break;
            }
            if w != "'s" && w != "and" {
                head = t;
            }
        }
        head
    }
}

/// The noun phrase that ends before `t`, not reaching back over `from`.
pub(crate) fn phrase_before(view: &View, t: TokenId, from: u32) -> Option<Stretch> {
    let mut last = t.0;
    while last > from && filler(view.word(TokenId(last - 1))) {
        last -= 1;
    }
    // "Smith, the mayor, said": the commas enclose an apposition.
    let mut commas = 0;
    if last > from && view.word(TokenId(last - 1)) == "," {
        commas = 1;
        last -= 1;
    }
    let mut first = last;
    while first > from {
        let before = TokenId(first - 1);
        let w = view.word(before);
        if w == "," && commas == 1 && first < last {
            commas = 2;
            first -= 1;
            continue;
        }
        let stop = view.is_punct(before) && !matches!(w, "." | "-" | "&" | "'" | "/")
            || AUXILIARIES.contains(&w) && w != "'s"
            || matches!(
                w,
                "that" | "but" | "because" | "if" | "when" | "while" | "which" | "as" | "who" | "whether"
            );
        if stop {
            break;
        }
        if is_pronoun(w) {
            if first == last {
                first -= 1;
            }
            break;
        }
        first -= 1;
        if last - first > 24 {
            break;
        }
    }
    if commas == 1 && first < last {
        // No second comma: the comma ends an adverbial, not an apposition.
        return None;
    }
    trim(view, first, last)
}

/// The noun phrase that starts at `from`.
pub(crate) fn phrase_after(view: &View, from: u32, end: u32) -> Option<Stretch> {
    let mut last = from;
    while last < end {
        let t = TokenId(last);
        let w = view.word(t);
        if is_pronoun(w) && last == from {
            last += 1;
            break;
        }
        let stop = view.is_punct(t) && !matches!(w, "." | "-" | "&" | "'" | "/")
            || view.is_punct(t) && last + 1 == end
            || AUXILIARIES.contains(&w) && w != "'s"
            || is_pronoun(w)
            || last > from
                && matches!(
                    w,
                    "in" | "on"
                        | "at"
                        | "after"
                        | "before"
                        | "during"
                        | "while"
                        | "when"
                        | "as"
                        | "that"
                        | "to"
                        | "following"
                        | "but"
                        | "if"
                )
            || last > from && filler(w) && w != "'s" && !view.raw(t).starts_with(char::is_uppercase);
        if stop {
            break;
        }
        last += 1;
        if last - from > 16 {
            break;
        }
    }
    trim(view, from, last)
}

fn trim(view: &View, mut first: u32, mut last: u32) -> Option<Stretch> {
    while first < last {
        let w = view.word(TokenId(first));
        if view.is_punct(TokenId(first))
            || matches!(w, "and" | "but" | "then" | "meanwhile" | "however")
            || filler(w) && !DETERMINERS.contains(&w)
        {
            first += 1;
        } else {
            break;
        }
    }
    while last > first
        && (view.is_punct(TokenId(last - 1)) || matches!(view.word(TokenId(last - 1)), "and" | "but"))
    {
        last -= 1;
    }
    // A phrase that begins with a preposition is an adverbial ("On Monday the mayor"): the name behind it counts.
    if first < last && is_preposition(view.word(TokenId(first))) {
        let inner = (first + 1..last).rev().find(|&i| {
            DETERMINERS.contains(&view.word(TokenId(i))) && !is_preposition(view.word(TokenId(i - 1)))
        })?;
        first = inner;
    }
    (first < last).then(|| Stretch { first: TokenId(first), last: TokenId(last - 1) })
}

/// All attributions of a sentence, by words alone.
pub(crate) fn read<'l>(view: &View, lexicon: &'l Lexicon, sentence: SentenceId, out: &mut Vec<Draft<'l>>) {
    let (from, end) = view.bounds(sentence);
    let mut t = from;
    while t < end {
        let at = TokenId(t);
        t += 1;
        for cue in lexicon.starting_with(view.word(at)) {
            let Some(found) = fitting(view, cue, at, from, end) else { continue };
            let draft = match cue.class {
                Class::Verb => verb(view, &found, from, end),
                Class::Noun => noun(view, &found, from, end),
                Class::Preposition => according(view, &found, from, end),
                Class::Adverb => adverb(view, &found, from, end),
                Class::Adjective => adjective(view, &found, from, end),
            };
            if let Some(d) = draft {
                t = found.last.0 + 1;
                out.push(d);
                break;
            }
        }
    }
}

/// The longest cue phrase at the token whose neighbours let it be one.
pub(crate) fn cue_at<'l>(
    view: &View,
    lexicon: &'l Lexicon,
    t: TokenId,
    from: u32,
    end: u32,
) -> Option<Found<'l>> {
    lexicon.starting_with(view.word(t)).find_map(|cue| fitting(view, cue, t, from, end))
}

fn fitting<'l>(view: &View, cue: &'l Cue, t: TokenId, from: u32, end: u32) -> Option<Found<'l>> {
    let last = t.0 + cue.words.len() as u32 - 1;
    if last >= end || !(1..cue.words.len()).all(|i| view.word(TokenId(t.0 + i as u32)) == cue.words[i]) {
        return None;
    }
    let before = if t.0 > from { view.word(TokenId(t.0 - 1)) } else { "" };
    let nominal = DETERMINERS.contains(&before) || matches!(before, "'s" | "'" | "s'") || before == "of";
    let tagged = view.upos(t) != Upos::X;
    let fits = match cue.class {
        Class::Verb => !nominal && (!tagged || matches!(view.upos(t), Upos::Verb | Upos::Adj)),
        Class::Noun => !tagged && before != "to" || view.upos(t) == Upos::Noun,
        _ => true,
    };
    fits.then_some(Found { cue, first: t, last: TokenId(last) })
}

/// One past the last token of the content that starts at `from`: the sentence's end, or an attribution or a new
/// coordinated clause before it.
fn content_end(view: &View, from: u32, end: u32, lexicon: &Lexicon) -> u32 {
    let mut i = from;
    while i < end {
        let t = TokenId(i);
        let w = view.word(t);
        if w == "according" && view.word_after(t) == "to" {
            return if i > from && view.word(TokenId(i - 1)) == "," { i - 1 } else { i };
        }
        if w == ";" {
            return i;
        }
        if w == "," && i > from + 1 {
            let next = view.word_after(t);
            let joins = matches!(next, "but" | "and" | "while" | "although");
            let verb_next = lexicon.starting_with(next).any(|c| c.class == Class::Verb && c.frames.quotation);
            // ", he added" / ", but warned"
            let after = TokenId((i + 2).min(end.saturating_sub(1)));
            let second =
                lexicon.starting_with(view.word(after)).any(|c| c.class == Class::Verb && c.frames.quotation);
            if verb_next || second && (joins || is_pronoun(next)) {
                return i;
            }
        }
        i += 1;
    }
    end
}

fn content(view: &View, a: u32, b: u32) -> Option<Spans> {
    (a < b).then(|| view.trimmed(TokenId(a), TokenId(b - 1))).flatten().map(Spans::from)
}

fn put_source(view: &View, draft: &mut Draft, s: Stretch) {
    draft.source = Spans::from(s.span(view));
    draft.source_heads = vec![s.head(view)];
    let and = (s.first.0 + 1..s.last.0).map(TokenId).find(|&t| view.word(t) == "and");
    if let Some(a) = and {
        draft.source_heads = vec![
            Stretch { first: s.first, last: TokenId(a.0 - 1) }.head(view),
            Stretch { first: TokenId(a.0 + 1), last: s.last }.head(view),
        ];
    }
}

pub(crate) fn verb<'l>(view: &View, found: &Found<'l>, from: u32, end: u32) -> Option<Draft<'l>> {
    let lexicon = Lexicon::shipped();
    let (cue, t) = (found.cue, found.first);
    let f = &cue.frames;
    let mut d = Draft::new("pattern-verb", Some(cue), t);
    d.cue = found.spans(view);
    let after = found.last.0 + 1;
    let before = if t.0 > from { view.word(TokenId(t.0 - 1)) } else { "" };
    if before == "to" || before == "be" && view.word(t).ends_with("ed") {
        return None;
    }
    d.polarity = polarity(view, t, from);
    let speaker = phrase_before(view, t, from);
    // "…, said the minister"
    let inverted = speaker.is_none() || speaker.is_some_and(|s| view.quote(s.last) != view.quote(t));
    if inverted {
        let s = phrase_after(view, after, end)?;
        let c = content(view, from, t.0)?;
        if !f.quotation || t.0 == from {
            return None;
        }
        put_source(view, &mut d, s);
        d.content = c;
        return Some(d);
    }
    put_source(view, &mut d, speaker?);
    // "It will rain, he said."
    let rest = (after..end).map(TokenId).find(|&t| !view.is_punct(t));
    let s = speaker?;
    let cites = |r: TokenId| matches!(view.word(r), "citing" | "quoting" | "according");
    if rest.is_none_or(|r| cites(r) || view.quote(r) != view.quote(t)) && s.first.0 > from && f.quotation {
        d.content = content(view, from, s.first.0)?;
        return Some(d);
    }
    let mut i = after;
    let mut object: Option<Stretch> = None;
    let w = |i: u32| if i < end { view.word(TokenId(i)) } else { "" };
    let c_end = content_end(view, after, end, lexicon);
    let addressee = f.object_that
        || f.object_inf
        || cue.addressee.contains(&Slot::Object)
        || cue.target == Some(Slot::Object) && !f.prepositions.is_empty();
    if matches!(cue.act, Act::Intend | Act::Believe) && f.object_inf {
        d.content = content(view, after, c_end)?;
        return Some(d);
    }
    if addressee && !f.np && !f.weak_np && !matches!(w(i), "that" | "to" | ":" | "," | "of" | "whether") {
        let stop = (i..end).find(|&j| {
            matches!(w(j), "that" | "to" | "," | ":")
                || f.prepositions.iter().any(|p| p == w(j))
                || view.quote(TokenId(j)) != view.quote(t)
        })?;
        object = trim(view, i, stop);
        i = stop;
    } else if f.object_inf && !f.np && !f.weak_np {
        i = after;
    } else if f.object_inf && found.last == t {
        let stop = (i..end).find(|&j| w(j) == "to" || w(j) == "that");
        if let Some(stop) = stop.filter(|&s| s > i && s - i < 12 && w(s) == "to") {
            object = trim(view, i, stop);
            i = stop;
        }
    }
    for slot in &cue.addressee {
        if let Slot::Preposition(p) = slot
            && w(i) == p
        {
            let stop = (i + 1..end).find(|&j| matches!(w(j), "that" | "," | ":" | "to")).unwrap_or(i);
            if stop > i + 1 {
                object = trim(view, i + 1, stop);
                i = stop;
            }
        }
    }
    if let Some(o) = object {
        d.addressee_heads = vec![o.head(view)];
        if cue.target == Some(Slot::Object) {
            d.target_heads = vec![o.head(view)];
        }
    }
    let start = w(i);
    let quoted = view.quote(TokenId(i.min(end - 1))).is_some() || start == ":" || start == ",";
    let ok = start == "that" && (f.that || f.object_that || f.quotation)
        || matches!(start, "whether" | "how" | "why" | "what" | "when" | "where") && f.wh
        || start == "to" && (f.inf || f.object_inf)
        || f.prepositions.iter().any(|p| p == start)
        || quoted && f.quotation
        || f.ing && start.ends_with("ing")
        || (f.bare || f.np || f.weak_np || f.complement || f.np_as || f.object_that)
            && !is_preposition(start)
            && !view.is_punct(TokenId(i.min(end - 1)));
    if !ok {
        return None;
    }
    d.content = content(view, i, c_end)?;
    Some(d)
}

fn polarity(view: &View, t: TokenId, from: u32) -> Polarity {
    let not = (from.max(t.0.saturating_sub(3))..t.0)
        .any(|i| matches!(view.word(TokenId(i)), "not" | "n't" | "never"));
    if not { Polarity::Negative } else { Polarity::Positive }
}

fn noun<'l>(view: &View, found: &Found<'l>, from: u32, end: u32) -> Option<Draft<'l>> {
    let (cue, t) = (found.cue, found.first);
    let next = view.word_after(found.last);
    let f = &cue.frames;
    let ok = next == "that" && f.that
        || next == "to" && f.inf
        || matches!(next, "whether") && f.wh
        || f.prepositions.iter().any(|p| p == next);
    if !ok || found.last.0 + 1 >= end {
        return None;
    }
    let mut d = Draft::new("pattern-noun", Some(cue), t);
    d.cue = found.spans(view);
    let genitive = (t.0 > from + 1).then(|| view.word(TokenId(t.0 - 1)));
    if matches!(genitive, Some("'s" | "'" | "s'")) {
        let s = phrase_before(view, TokenId(t.0 - 1), from)?;
        put_source(view, &mut d, s);
    } else if matches!(genitive, Some("his" | "her" | "its" | "their")) {
        put_source(view, &mut d, Stretch { first: TokenId(t.0 - 1), last: TokenId(t.0 - 1) });
    } else if next != "that" {
        return None;
    }
    d.content =
        content(view, found.last.0 + 1, content_end(view, found.last.0 + 1, end, Lexicon::shipped()))?;
    Some(d)
}

fn according<'l>(view: &View, found: &Found<'l>, from: u32, end: u32) -> Option<Draft<'l>> {
    let name = found.cue.words[0].as_str();
    if name == "per" && !(found.first.0 == from || view.word_before(found.first) == ",") {
        return None;
    }
    let s = phrase_after(view, found.last.0 + 1, end)?;
    let mut d = Draft::new("pattern-according", Some(found.cue), found.first);
    d.cue = found.spans(view);
    put_source(view, &mut d, s);
    if matches!(name, "citing" | "quoting") {
        d.rule = "citing";
    }
    d.content = if found.first.0 <= from + 1 {
        content(view, s.last.0 + 1, end)?
    } else {
        content(view, from, found.first.0)?
    };
    Some(d)
}

fn adverb<'l>(view: &View, found: &Found<'l>, from: u32, end: u32) -> Option<Draft<'l>> {
    let mut d = Draft::new("pattern-adverb", Some(found.cue), found.first);
    d.cue = found.spans(view);
    for (a, b) in [(from, found.first.0), (found.last.0 + 1, end)] {
        if let Some(piece) = content(view, a, b) {
            for p in piece.iter() {
                d.content.push(p);
            }
        }
    }
    (!d.content.is_empty()).then_some(d)
}

fn adjective<'l>(view: &View, found: &Found<'l>, from: u32, end: u32) -> Option<Draft<'l>> {
    let (cue, t) = (found.cue, found.first);
    let next = view.word_after(found.last);
    if !(cue.frames.that && next == "that" || cue.frames.inf && next == "to" || cue.frames.np) {
        return None;
    }
    let s = phrase_before(view, t, from)?;
    let mut d = Draft::new("pattern-adjective", Some(cue), t);
    d.cue = found.spans(view);
    d.polarity = polarity(view, t, from);
    put_source(view, &mut d, s);
    d.content =
        content(view, found.last.0 + 1, content_end(view, found.last.0 + 1, end, Lexicon::shipped()))?;
    Some(d)
}
