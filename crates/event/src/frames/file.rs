//! The frame file: TOML in, frames and patterns out.

use super::classes::{Classes, WordSet};
use super::slot::Slot;
use super::{Frame, Pattern, Shape};
use compact_str::CompactString;
use dateline_doc::{Plover, Status};
use serde::Deserialize;

/// Why a frame file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// It is no TOML, or not of the shape of `docs/event.md`.
    #[error("frame file: {0}")]
    Toml(String),
    /// A frame names a word class that there is not.
    #[error("frame `{frame}`: unknown word class `{class}`")]
    Class {
        /// The frame's id.
        frame: CompactString,
        /// The class, with its `@`.
        class: CompactString,
    },
    /// A frame has no trigger, or an empty one.
    #[error("frame `{0}`: no trigger, or an empty one")]
    NoTrigger(CompactString),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    frame: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: CompactString,
    event: Plover,
    mode: Option<CompactString>,
    cameo: Option<CompactString>,
    status: Option<Status>,
    #[serde(default)]
    verb: Vec<CompactString>,
    #[serde(default)]
    negated_verb: Vec<CompactString>,
    #[serde(default)]
    noun: Vec<CompactString>,
    #[serde(default)]
    adj: Vec<CompactString>,
    #[serde(default)]
    phrase: Vec<CompactString>,
    #[serde(default)]
    modal: Vec<CompactString>,
    #[serde(default)]
    weak: Vec<CompactString>,
    #[serde(default)]
    ongoing: Vec<CompactString>,
    #[serde(default)]
    actor: String,
    #[serde(default)]
    recipient: String,
    #[serde(default)]
    object: Vec<CompactString>,
    #[serde(default)]
    object_or: Vec<CompactString>,
    #[serde(default)]
    object_strict: Vec<CompactString>,
    #[serde(default)]
    subject_or: Vec<CompactString>,
    #[serde(default)]
    object_not: Vec<CompactString>,
    #[serde(default)]
    subject: Vec<CompactString>,
    #[serde(default)]
    subject_not: Vec<CompactString>,
    #[serde(default)]
    modifier: Vec<CompactString>,
    #[serde(default)]
    modifier_not: Vec<CompactString>,
    #[serde(default)]
    of_object: Vec<CompactString>,
    #[serde(default)]
    of_not: Vec<CompactString>,
    #[serde(default)]
    need_prep: Vec<CompactString>,
    #[serde(default)]
    not_prep: Vec<CompactString>,
    #[serde(default)]
    light: Vec<CompactString>,
    negated: Option<Plover>,
    #[serde(default)]
    examples: Vec<String>,
}

/// Reads a file; patterns come with frame index 0, the caller sets it.
pub(super) fn parse(text: &str, classes: &Classes) -> Result<Vec<(Frame, Vec<Pattern>)>, FrameError> {
    let file: File = toml::from_str(text).map_err(|error| FrameError::Toml(error.to_string()))?;
    file.frame.into_iter().map(|entry| frame(entry, classes)).collect()
}

fn slots(text: &str) -> Vec<Slot> {
    text.split_whitespace().map(Slot::parse).collect()
}

fn frame(entry: Entry, classes: &Classes) -> Result<(Frame, Vec<Pattern>), FrameError> {
    let set = |list: &[CompactString]| -> Result<WordSet, FrameError> {
        classes.set(list).map_err(|class| FrameError::Class { frame: entry.id.clone(), class })
    };
    let mut patterns = Vec::new();
    for (list, shape) in [
        (&entry.verb, Shape::Verb),
        (&entry.negated_verb, Shape::NegatedVerb),
        (&entry.noun, Shape::Noun),
        (&entry.adj, Shape::Adjective),
        (&entry.phrase, Shape::Phrase),
        (&entry.modal, Shape::Modal),
    ] {
        for text in list {
            let words: Vec<CompactString> = text.split_whitespace().map(CompactString::from).collect();
            if words.is_empty() {
                return Err(FrameError::NoTrigger(entry.id.clone()));
            }
            let pattern = Pattern {
                frame: 0,
                head: head(&words, shape),
                words,
                shape,
                weak: entry.weak.contains(text),
                strict: entry.object_strict.contains(text),
                ongoing: entry.ongoing.contains(text),
            };
            patterns.extend(split_at_hyphens(&pattern));
            patterns.push(pattern);
        }
    }
    if patterns.is_empty() {
        return Err(FrameError::NoTrigger(entry.id.clone()));
    }
    let frame = Frame {
        event: entry.event,
        mode: entry.mode.clone(),
        cameo: entry.cameo.clone(),
        status: entry.status,
        actor: slots(&entry.actor),
        recipient: slots(&entry.recipient),
        object: set(&entry.object)?,
        object_or: set(&entry.object_or)?,
        subject_or: set(&entry.subject_or)?,
        object_not: set(&entry.object_not)?,
        subject: set(&entry.subject)?,
        subject_not: set(&entry.subject_not)?,
        modifier: set(&entry.modifier)?,
        modifier_not: set(&entry.modifier_not)?,
        of_object: set(&entry.of_object)?,
        of_not: set(&entry.of_not)?,
        need_prep: entry.need_prep.clone(),
        not_prep: entry.not_prep.clone(),
        light: entry.light.clone(),
        negated: entry.negated,
        examples: entry.examples.clone(),
        id: entry.id.clone(),
    };
    Ok((frame, patterns))
}

/// The word of a pattern that heads the others: the verb, the last noun of a compound, the first
/// one where a preposition follows it ("state of emergency").
fn head(words: &[CompactString], shape: Shape) -> usize {
    let preposition = |word: &CompactString| {
        matches!(word.as_str(), "of" | "on" | "from" | "to" | "for" | "unto" | "in" | "with")
    };
    match shape {
        Shape::Verb | Shape::NegatedVerb | Shape::Modal => 0,
        Shape::Noun | Shape::Adjective => {
            words.iter().position(preposition).map_or(words.len() - 1, |at| at.saturating_sub(1))
        }
        // "in talks with", "at odds": the word behind the preposition.
        Shape::Phrase => usize::from(
            words.len() > 1 && matches!(words[0].as_str(), "in" | "at" | "on" | "not" | "null" | "no"),
        ),
    }
}

/// "cease-fire" can also come as three tokens.
fn split_at_hyphens(pattern: &Pattern) -> Option<Pattern> {
    if pattern.shape != Shape::Noun || !pattern.words.iter().any(|word| word.contains('-')) {
        return None;
    }
    let mut words = Vec::new();
    for word in &pattern.words {
        for (at, part) in word.split('-').enumerate() {
            if at > 0 {
                words.push("-".into());
            }
            words.push(part.into());
        }
    }
    Some(Pattern { head: words.len() - 1, words, ..pattern.clone() })
}
