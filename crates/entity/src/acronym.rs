//! Acronyms and the names that they are short for.

use crate::context::{Context, Found};
use dateline_doc::{EntityType, Span};
use std::collections::HashMap;

/// Acronyms that the text explains, "Long Name (LN)": the acronym's key and the long name's.
pub(crate) fn explained(cx: &Context<'_>, found: &[Found]) -> HashMap<String, String> {
    let mut all = HashMap::new();
    for pair in found.windows(2) {
        let (long, short) = (&pair[0], &pair[1]);
        let between = Span { start: long.span.end, end: short.span.start.max(long.span.end) };
        let word = short.span.of(cx.text);
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        if matches!(between.of(cx.text), " (" | ", or " | " (the ")
            && capitals >= 2
            && !word.contains(' ')
            && long.key.contains(' ')
        {
            all.insert(short.key.clone(), long.key.clone());
        }
    }
    let mut long_of: HashMap<String, &str> = HashMap::new();
    for long in found.iter().filter(|f| is_body(f) && f.key.contains(' ')) {
        long_of.entry(initials(&long.key)).or_insert(&long.key);
    }
    // A name of capitals that are the initials of another name in the text.
    for short in found.iter().filter(|f| is_body(f) && f.entry.is_none() && f.outer.is_none()) {
        let word = short.span.of(cx.text);
        if !(3..=6).contains(&word.len())
            || !word.chars().all(char::is_uppercase)
            || all.contains_key(&short.key)
        {
            continue;
        }
        if let Some(long) = long_of.get(&short.key) {
            all.insert(short.key.clone(), (*long).to_owned());
        }
    }
    all
}

/// Takes from an acronym the entry of the tables that another body in the text contradicts: where
/// the "Rapid Relief Fund" is spoken of, "RRF" is not the Reef Rescue Foundation of the tables.
pub(crate) fn settle(cx: &Context<'_>, found: &mut [Found]) {
    let mut long_of: HashMap<String, usize> = HashMap::new();
    for (at, long) in found.iter().enumerate().filter(|(_, f)| is_body(f) && f.key.contains(' ')) {
        long_of.entry(initials(&long.key)).or_insert(at);
    }
    for at in 0..found.len() {
        let short = &found[at];
        let word = short.span.of(cx.text);
        if !is_body(short) || !(3..=6).contains(&word.len()) || !word.chars().all(char::is_uppercase) {
            continue;
        }
        let Some(&long) = long_of.get(&short.key) else { continue };
        let spelled_out = |f: &Found| f.entry == short.entry && f.key.contains(' ');
        if short.entry.is_none() || found[long].entry == short.entry || found.iter().any(spelled_out) {
            continue;
        }
        let (kind, country) = (found[long].kind, found[long].country);
        let short = &mut found[at];
        short.entry = None;
        short.metonym = false;
        short.kind = kind;
        short.country = country;
        short.rule = "acronym-of-the-text";
    }
}

fn is_body(mention: &Found) -> bool {
    matches!(mention.kind, EntityType::Organisation | EntityType::Group)
}

/// First letters of a folded name's words, without the small words.
fn initials(key: &str) -> String {
    key.split(' ')
        .filter(|w| !matches!(*w, "of" | "the" | "and" | "for"))
        .filter_map(|w| w.chars().next())
        .collect()
}
