//! Trigger frames: which words name which event, and where its parties stand.

pub(crate) mod classes;
pub(crate) mod file;
pub(crate) mod slot;

use classes::{Classes, Domains, LightVerbs, WordSet};
use compact_str::CompactString;
use dateline_doc::{Plover, Status};
use slot::Slot;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

pub use file::FrameError;

/// What a trigger pattern is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A verb, perhaps with a particle, preposition or object noun.
    Verb,
    /// A verb that counts only under negation.
    NegatedVerb,
    /// A noun or compound.
    Noun,
    /// An adjective.
    Adjective,
    /// Words side by side.
    Phrase,
    /// A modal verb of obligation.
    Modal,
}

/// One way to name a frame's event.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    /// Index of the frame.
    pub(crate) frame: u32,
    /// Lemmas; the first one indexes the pattern.
    pub(crate) words: Vec<CompactString>,
    /// Which of the words is the head in a tree.
    pub(crate) head: usize,
    /// What it is.
    pub(crate) shape: Shape,
    /// Whether it means the event only with company (parties, or the reader's score).
    pub(crate) weak: bool,
    /// Whether the frame's `object_or` is a must for it.
    pub(crate) strict: bool,
    /// Whether it names a state of affairs that goes on unless something else is said.
    pub(crate) ongoing: bool,
}

/// A sense of some triggers: the event, and what must and must not stand around it.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    pub(crate) id: CompactString,
    pub(crate) event: Plover,
    pub(crate) mode: Option<CompactString>,
    pub(crate) cameo: Option<CompactString>,
    pub(crate) status: Option<Status>,
    pub(crate) actor: Vec<Slot>,
    pub(crate) recipient: Vec<Slot>,
    pub(crate) object: WordSet,
    pub(crate) object_or: WordSet,
    pub(crate) subject_or: WordSet,
    pub(crate) object_not: WordSet,
    pub(crate) subject: WordSet,
    pub(crate) subject_not: WordSet,
    pub(crate) modifier: WordSet,
    pub(crate) modifier_not: WordSet,
    pub(crate) of_object: WordSet,
    pub(crate) of_not: WordSet,
    pub(crate) need_prep: Vec<CompactString>,
    pub(crate) not_prep: Vec<CompactString>,
    pub(crate) light: Vec<CompactString>,
    pub(crate) negated: Option<Plover>,
    /// The example sentences, with `[actor]`, `{recipient}` and `*trigger*` marked.
    pub(crate) examples: Vec<String>,
}

/// The trigger frames, word classes, light verbs and topics that the stage reads with.
#[derive(Debug, Clone)]
pub struct Frames {
    pub(crate) frames: Vec<Frame>,
    pub(crate) patterns: Vec<Pattern>,
    pub(crate) first: HashMap<CompactString, Vec<u32>>,
    pub(crate) light: LightVerbs,
    pub(crate) domains: Domains,
    classes: Classes,
    /// Every lemma that any of the files names.
    vocabulary: HashSet<CompactString>,
}

const BUILTIN: [&str; 16] = [
    include_str!("../../data/frames/agree.toml"),
    include_str!("../../data/frames/consult.toml"),
    include_str!("../../data/frames/support.toml"),
    include_str!("../../data/frames/concede.toml"),
    include_str!("../../data/frames/cooperate.toml"),
    include_str!("../../data/frames/aid.toml"),
    include_str!("../../data/frames/retreat.toml"),
    include_str!("../../data/frames/request.toml"),
    include_str!("../../data/frames/accuse.toml"),
    include_str!("../../data/frames/reject.toml"),
    include_str!("../../data/frames/threaten.toml"),
    include_str!("../../data/frames/protest.toml"),
    include_str!("../../data/frames/sanction.toml"),
    include_str!("../../data/frames/mobilize.toml"),
    include_str!("../../data/frames/coerce.toml"),
    include_str!("../../data/frames/assault.toml"),
];

impl Frames {
    /// The frames that dateline brings. Read once; later calls give the same value.
    pub fn builtin() -> &'static Frames {
        static FRAMES: OnceLock<Frames> = OnceLock::new();
        FRAMES.get_or_init(|| Frames::read_builtin().expect("the bundled frame files are tested"))
    }

    fn read_builtin() -> Result<Frames, FrameError> {
        let bad = |what: &str| {
            let what = what.to_owned();
            move |error: toml::de::Error| FrameError::Toml(format!("{what}: {error}"))
        };
        let mut frames = Frames {
            frames: Vec::new(),
            patterns: Vec::new(),
            first: HashMap::new(),
            light: toml::from_str(include_str!("../../data/light.toml")).map_err(bad("light.toml"))?,
            domains: Domains::parse(include_str!("../../data/domains.toml")).map_err(bad("domains.toml"))?,
            classes: toml::from_str(include_str!("../../data/classes.toml")).map_err(bad("classes.toml"))?,
            vocabulary: HashSet::new(),
        };
        let words = frames.classes.words().chain(&frames.light.light).chain(frames.domains.words());
        frames.vocabulary.extend(words.cloned());
        for text in BUILTIN {
            frames.add(text)?;
        }
        Ok(frames)
    }

    /// The bundled frames with those of a user's file laid over them: a frame with the id of a
    /// bundled one takes its place, others are added. The format is that of the bundled files
    /// (`docs/event.md`).
    ///
    /// # Errors
    /// If the text is no TOML of that shape, or names an unknown type, slot or word class; the
    /// message says which frame.
    pub fn with_file(&self, text: &str) -> Result<Frames, FrameError> {
        let mut frames = self.clone();
        frames.add(text)?;
        Ok(frames)
    }

    /// How many frames there are.
    pub fn len(&self) -> usize {
        self.frames.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.frames.is_empty()
    }

    /// How many trigger patterns there are.
    pub fn triggers(&self) -> usize {
        self.patterns.len()
    }

    /// The example sentences of every frame, with its id and type: `[actor]`, `{recipient}` and
    /// `*trigger*` are marked.
    pub fn examples(&self) -> impl Iterator<Item = (&str, Plover, &str)> {
        self.frames.iter().flat_map(|f| f.examples.iter().map(|e| (f.id.as_str(), f.event, e.as_str())))
    }

    /// Whether a trigger or a list beside the frames has this lemma.
    pub(crate) fn known(&self, lemma: &str) -> bool {
        self.vocabulary.contains(lemma)
    }

    fn add(&mut self, text: &str) -> Result<(), FrameError> {
        for (frame, patterns) in file::parse(text, &self.classes)? {
            for set in [&frame.object, &frame.object_or, &frame.object_not, &frame.modifier, &frame.of_object]
            {
                self.vocabulary.extend(set.words.iter().cloned());
            }
            let old = self.frames.iter().position(|other| other.id == frame.id);
            let index = match old {
                Some(at) => {
                    self.patterns.iter_mut().filter(|p| p.frame as usize == at).for_each(|p| p.words.clear());
                    self.frames[at] = frame;
                    at
                }
                None => {
                    self.frames.push(frame);
                    self.frames.len() - 1
                }
            };
            for mut pattern in patterns {
                pattern.frame = u32::try_from(index).unwrap_or(u32::MAX);
                let id = u32::try_from(self.patterns.len()).unwrap_or(u32::MAX);
                self.vocabulary.extend(pattern.words.iter().cloned());
                self.first.entry(pattern.words[0].clone()).or_default().push(id);
                self.patterns.push(pattern);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bundled_files_are_read_and_broad() {
        let frames = Frames::builtin();
        assert!(frames.triggers() >= 700, "{} triggers", frames.triggers());
        for plover in Plover::ALL {
            assert!(frames.frames.iter().any(|frame| frame.event == *plover), "{plover}");
        }
        for frame in &frames.frames {
            assert!(!frame.examples.is_empty(), "{} has no example", frame.id);
        }
    }

    #[test]
    fn a_user_file_adds_and_replaces() {
        let text = r#"
            [[frame]]
            id = "mine.filibuster"
            event = "REJECT"
            verb = ["filibuster"]
            actor = "subj"
            recipient = "obj"
            examples = ["[The senator] *filibustered* the bill."]
        "#;
        let frames = Frames::builtin().with_file(text).expect("a good file");
        assert_eq!(frames.len(), Frames::builtin().len() + 1);
        let again = frames.with_file(text).expect("a good file");
        assert_eq!(again.len(), frames.len());
        let error =
            frames.with_file("[[frame]]\nid = \"x\"\nevent = \"NOTHING\"\n").expect_err("no such type");
        assert!(error.to_string().contains("NOTHING"), "{error}");
    }
}
