//! The cue lexicon: which words attribute content to a source, and what their content looks like.

use dateline_doc::Act;
use std::collections::HashMap;
use std::sync::LazyLock;

const CUES: &str = include_str!("../data/cues.tsv");

/// What sort of word a cue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    Verb,
    Noun,
    Preposition,
    Adjective,
    Adverb,
}

/// Who or what stands in a slot of the cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The direct or indirect object.
    Object,
    /// The subject of the content.
    Subject,
    /// A phrase with this preposition.
    Preposition(String),
}

/// The shapes that a cue's content can take.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frames {
    pub quotation: bool,
    pub that: bool,
    pub bare: bool,
    pub wh: bool,
    pub inf: bool,
    pub ing: bool,
    pub np: bool,
    /// The same, but only of nouns that name something said, planned or done.
    pub weak_np: bool,
    /// An object with a complement: "called the law cruel".
    pub complement: bool,
    /// An object with "as": "described the talks as frank".
    pub np_as: bool,
    pub object_that: bool,
    pub object_inf: bool,
    /// Prepositions whose phrase is the content.
    pub prepositions: Vec<String>,
}

/// One row of the lexicon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Lemma, or the words of a phrase with its first word as lemma.
    pub words: Vec<String>,
    pub class: Class,
    pub act: Act,
    pub frames: Frames,
    pub addressee: Vec<Slot>,
    pub target: Option<Slot>,
    /// Sentence with marks; see the header of the data file.
    pub example: String,
}

impl Cue {
    /// The row's id: its words.
    pub fn id(&self) -> String {
        self.words.join(" ")
    }

    /// A clause may follow: that-clause, bare or wh-clause.
    pub fn takes_clause(&self) -> bool {
        let f = &self.frames;
        f.that || f.bare || f.wh || f.object_that || f.quotation
    }

    /// Thinking, wishing and meaning rather than speech.
    pub fn is_mental(&self) -> bool {
        matches!(self.act, Act::Believe | Act::Intend)
    }
}

/// All cues, found by the form that stands in the text.
pub struct Lexicon {
    cues: Vec<Cue>,
    by_form: HashMap<String, Vec<u32>>,
}

/// Why a lexicon cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexiconError {
    /// From 1.
    pub line: usize,
    pub message: String,
}

impl Lexicon {
    /// The lexicon that comes with the crate.
    pub fn shipped() -> &'static Lexicon {
        static SHIPPED: LazyLock<Lexicon> =
            LazyLock::new(|| Lexicon::parse(CUES).expect("the shipped lexicon is read by a test"));
        &SHIPPED
    }

    /// Reads the format that the header of `data/cues.tsv` describes.
    pub fn parse(table: &str) -> Result<Lexicon, LexiconError> {
        let mut lexicon = Lexicon { cues: Vec::new(), by_form: HashMap::new() };
        for (n, line) in table.lines().enumerate() {
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            let (cue, forms) = row(line).map_err(|message| LexiconError { line: n + 1, message })?;
            let id = lexicon.cues.len() as u32;
            for form in forms {
                let ids = lexicon.by_form.entry(form).or_default();
                if ids.last() != Some(&id) {
                    ids.push(id);
                }
            }
            lexicon.cues.push(cue);
        }
        // Longer phrases first: "call for" before "call".
        for ids in lexicon.by_form.values_mut() {
            ids.sort_by_key(|&i| {
                let cue = &lexicon.cues[i as usize];
                (std::cmp::Reverse(cue.words.len()), cue.class != Class::Preposition)
            });
        }
        Ok(lexicon)
    }

    /// All rows.
    pub fn cues(&self) -> &[Cue] {
        &self.cues
    }

    /// The rows whose first word has this lower-case form; longer phrases first.
    pub fn starting_with(&self, form: &str) -> impl Iterator<Item = &Cue> {
        self.by_form.get(form).into_iter().flatten().map(|&i| &self.cues[i as usize])
    }
}

fn row(line: &str) -> Result<(Cue, Vec<String>), String> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [cue, class, forms, act, frames, addressee, target, example] = columns[..] else {
        return Err(format!("{} columns in place of 8", columns.len()));
    };
    let class = match class {
        "verb" => Class::Verb,
        "noun" => Class::Noun,
        "prep" => Class::Preposition,
        "adj" => Class::Adjective,
        "adv" => Class::Adverb,
        other => return Err(format!("`{other}` is no class")),
    };
    let words: Vec<String> = cue.split(' ').map(String::from).collect();
    let first = words[0].clone();
    let mut all = vec![first.clone()];
    let irregular: Vec<&str> =
        forms.split(',').filter(|f| *f != "-").map(|f| f.split(' ').next().unwrap_or(f)).collect();
    match class {
        Class::Verb => all.extend(verb_forms(&first)),
        Class::Noun => all.extend(plural(&first)),
        _ => {}
    }
    all.extend(irregular.into_iter().map(String::from));
    all.sort();
    all.dedup();
    let slots = |text: &str| -> Vec<Slot> {
        text.split(',')
            .filter(|s| *s != "-")
            .map(|s| match s {
                "obj" => Slot::Object,
                "subj" => Slot::Subject,
                p => Slot::Preposition(p.into()),
            })
            .collect()
    };
    Ok((
        Cue {
            words,
            class,
            act: act.parse().map_err(|_| format!("`{act}` is no act"))?,
            frames: parse_frames(frames)?,
            addressee: slots(addressee),
            target: slots(target).into_iter().next(),
            example: example.into(),
        },
        all,
    ))
}

fn parse_frames(text: &str) -> Result<Frames, String> {
    let mut f = Frames::default();
    for name in text.split(',') {
        match name {
            "q" => f.quotation = true,
            "that" => f.that = true,
            "bare" => f.bare = true,
            "wh" => f.wh = true,
            "inf" => f.inf = true,
            "ing" => f.ing = true,
            "np" => f.np = true,
            "wnp" => f.weak_np = true,
            "ncomp" => f.complement = true,
            "npas" => f.np_as = true,
            "othat" => f.object_that = true,
            "oinf" => f.object_inf = true,
            p => match p.strip_prefix("p:") {
                Some(p) => f.prepositions.push(p.into()),
                None => return Err(format!("`{p}` is no frame")),
            },
        }
    }
    Ok(f)
}

/// The regular forms of a verb.
fn verb_forms(lemma: &str) -> Vec<String> {
    let consonant_y = lemma.ends_with('y') && !lemma.ends_with(['a', 'e', 'o', 'u']) && {
        let mut back = lemma.chars().rev();
        back.next();
        back.next().is_some_and(|c| !"aeou".contains(c))
    };
    let stem = &lemma[..lemma.len() - 1];
    if consonant_y {
        return vec![format!("{stem}ies"), format!("{stem}ied"), format!("{lemma}ing")];
    }
    let s = if lemma.ends_with(['s', 'x', 'z']) || lemma.ends_with("sh") || lemma.ends_with("ch") {
        "es"
    } else {
        "s"
    };
    if lemma.ends_with('e') {
        let ing = if lemma.ends_with("ee") { format!("{lemma}ing") } else { format!("{stem}ing") };
        return vec![format!("{lemma}s"), format!("{lemma}d"), ing];
    }
    vec![format!("{lemma}{s}"), format!("{lemma}ed"), format!("{lemma}ing")]
}

fn plural(lemma: &str) -> Vec<String> {
    match lemma.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o']) => vec![format!("{stem}ies")],
        _ if lemma.ends_with(['s', 'x']) || lemma.ends_with("ch") => vec![format!("{lemma}es")],
        _ => vec![format!("{lemma}s")],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_lexicon_is_read() {
        let lexicon = Lexicon::parse(CUES).unwrap();
        assert!(lexicon.cues().len() > 400);
        assert!(lexicon.starting_with("said").any(|c| c.id() == "say"));
        assert!(lexicon.starting_with("denied").any(|c| c.act == Act::Deny));
        assert_eq!(lexicon.starting_with("called").next().map(|c| c.words.len()), Some(2));
    }

    #[test]
    fn faults_name_their_line() {
        let fault = Lexicon::parse("# x\nsay\tverb\n").err().unwrap();
        assert_eq!(fault.line, 2);
        assert!(fault.message.contains("columns"));
    }

    #[test]
    fn forms() {
        assert_eq!(verb_forms("deny"), ["denies", "denied", "denying"]);
        assert_eq!(verb_forms("accuse"), ["accuses", "accused", "accusing"]);
        assert_eq!(verb_forms("push"), ["pushes", "pushed", "pushing"]);
        assert_eq!(verb_forms("agree"), ["agrees", "agreed", "agreeing"]);
        assert_eq!(plural("allegation"), ["allegations"]);
        assert_eq!(plural("worry"), ["worries"]);
    }
}
