//! Word classes, light verbs and topics: the lists beside the frames.

use compact_str::CompactString;
use dateline_doc::Plover;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What a list of words in a frame asks for: plain lemmas, and the classes named with `@`.
#[derive(Debug, Clone, Default)]
pub(crate) struct WordSet {
    /// Lemmas, classes spelled out.
    pub(crate) words: HashSet<CompactString>,
    /// Any person of the entity layer is in.
    pub(crate) person: bool,
    /// Any entity that can act is in.
    pub(crate) actor: bool,
    /// Any place of the entity layer is in.
    pub(crate) place: bool,
    /// Any number is in.
    pub(crate) number: bool,
}

impl WordSet {
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty() && !self.person && !self.actor && !self.place && !self.number
    }
}

/// The word classes of `data/classes.toml` and what the user adds.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Classes {
    class: BTreeMap<String, Vec<CompactString>>,
}

impl Classes {
    /// Every word of every class.
    pub(crate) fn words(&self) -> impl Iterator<Item = &CompactString> {
        self.class.values().flatten()
    }

    /// Spells out the words of a frame's list; an unknown class is an error with its name.
    pub(crate) fn set(&self, list: &[CompactString]) -> Result<WordSet, CompactString> {
        let mut set = WordSet::default();
        for word in list {
            let Some(class) = word.strip_prefix('@') else {
                set.words.insert(word.to_lowercase());
                continue;
            };
            match class {
                "person" => set.person = true,
                "actor" => set.actor = true,
                "place-word" => set.place = true,
                "number" => set.number = true,
                _ => {}
            }
            let words = self.class.get(class).ok_or_else(|| word.clone())?;
            set.words.extend(words.iter().cloned());
            if class == "actor" {
                set.person = true;
                set.words.extend(self.class.get("person").into_iter().flatten().cloned());
            }
        }
        Ok(set)
    }
}

/// Verbs that connect a noun trigger with its parties (`data/light.toml`).
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct LightVerbs {
    /// Their subject acts in the event of their object.
    pub(crate) light: HashSet<CompactString>,
    /// Their subject suffers it.
    pub(crate) undergo: HashSet<CompactString>,
    /// Their subject arranges or discusses the event of others.
    pub(crate) third: HashSet<CompactString>,
    /// Their subject is the event.
    pub(crate) occur: HashSet<CompactString>,
}

/// A topic in whose sentences some types are not read (`data/domains.toml`).
#[derive(Debug, Clone, Deserialize)]
struct DomainFile {
    strong: Vec<CompactString>,
    words: Vec<CompactString>,
    events: Vec<Plover>,
}

/// Topics: which lemma speaks for which topic, and which types each silences.
#[derive(Debug, Clone, Default)]
pub(crate) struct Domains {
    weight: HashMap<CompactString, Vec<(u8, u8)>>,
    silenced: Vec<Vec<Plover>>,
}

impl Domains {
    pub(crate) fn parse(text: &str) -> Result<Domains, toml::de::Error> {
        let files: BTreeMap<String, DomainFile> = toml::from_str(text)?;
        let mut domains = Domains::default();
        for (at, file) in files.into_values().enumerate() {
            let Ok(at) = u8::try_from(at) else { break };
            for (words, weight) in [(file.strong, 2), (file.words, 1)] {
                for word in words {
                    domains.weight.entry(word).or_default().push((at, weight));
                }
            }
            domains.silenced.push(file.events);
        }
        Ok(domains)
    }

    /// Every word that speaks for a topic.
    pub(crate) fn words(&self) -> impl Iterator<Item = &CompactString> {
        self.weight.keys()
    }

    /// The types that are figures of speech among these lemmas. A topic needs weight 2 in the
    /// sentence: two of its words, or one that belongs to no other topic.
    pub(crate) fn silenced<'w>(&self, lemmas: impl Iterator<Item = &'w str>) -> Vec<Plover> {
        let mut sum = vec![0u8; self.silenced.len()];
        let mut seen: Vec<&str> = Vec::new();
        for lemma in lemmas {
            let Some(votes) = self.weight.get(lemma) else { continue };
            if seen.contains(&lemma) {
                continue;
            }
            seen.push(lemma);
            for &(topic, weight) in votes {
                sum[topic as usize] = sum[topic as usize].saturating_add(weight);
            }
        }
        let loud = sum.iter().enumerate().filter(|&(_, &weight)| weight >= 2);
        loud.flat_map(|(topic, _)| self.silenced[topic].iter().copied()).collect()
    }
}
