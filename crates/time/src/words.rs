//! The lexicon: phrases with a class and a value, kept as a trie over vocabulary numbers.

use crate::lex::{Kind, Piece, Vocabulary, lex_with};
use std::collections::HashMap;

/// What a phrase or a number means before any rule looks at it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Val {
    Int(i64),
    /// A number with a fraction, or `X` for "several".
    Amount(f64),
    Several,
    Sym(&'static str),
    /// A meaning that an earlier level of the grammar made.
    Made(usize),
    None,
}

/// A class of phrases; the grammar names it in braces.
pub(crate) type Class = u32;

#[derive(Default, Debug)]
struct Node {
    next: HashMap<(u32, bool), usize>,
    ends: Vec<(Class, Val, bool)>,
}

/// The phrases of `data/words.tsv`.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) vocabulary: Vocabulary,
    classes: HashMap<String, Class>,
    nodes: Vec<Node>,
    /// Whether a phrase can start with the word of this number.
    starts: Vec<bool>,
}

/// A phrase found in the text.
#[derive(Clone, Debug)]
pub(crate) struct Arc {
    pub(crate) class: Class,
    pub(crate) len: u16,
    pub(crate) val: Val,
}

impl Words {
    /// Reads the lexicon. Errors name the line.
    pub(crate) fn parse(tsv: &'static str) -> Result<Words, String> {
        let mut w = Words {
            vocabulary: Vocabulary::default(),
            classes: HashMap::new(),
            nodes: vec![Node::default()],
            starts: Vec::new(),
        };
        for (n, line) in tsv.lines().enumerate() {
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            let mut cols = line.split('\t');
            let (Some(class), Some(value), Some(phrases)) = (cols.next(), cols.next(), cols.next()) else {
                return Err(format!("words.tsv line {}: three columns expected", n + 1));
            };
            let class = w.class(class);
            let val =
                value.parse().map_or_else(|_| value.parse().map_or(Val::Sym(value), Val::Amount), Val::Int);
            for phrase in phrases.split(" | ") {
                w.insert(phrase.trim(), class, val.clone());
            }
        }
        Ok(w)
    }

    /// The number of a class, made if it is new.
    pub(crate) fn class(&mut self, name: &str) -> Class {
        let next = self.classes.len() as Class;
        *self.classes.entry(name.to_owned()).or_insert(next)
    }

    /// Call when all phrases and rules are in.
    pub(crate) fn seal(&mut self) {
        for (id, _) in self.nodes[0].next.keys() {
            let at = *id as usize;
            if self.starts.len() <= at {
                self.starts.resize(at + 1, false);
            }
            self.starts[at] = true;
        }
    }

    fn insert(&mut self, phrase: &str, class: Class, val: Val) {
        let (capital, phrase) = phrase.strip_prefix('=').map_or((false, phrase), |p| (true, p));
        let vocabulary = &mut self.vocabulary;
        let pieces = lex_with(phrase, |s| vocabulary.intern(s));
        let mut at = 0;
        for (i, p) in pieces.iter().enumerate() {
            let key = (p.id, i > 0 && p.glued);
            at = match self.nodes[at].next.get(&key) {
                Some(&n) => n,
                None => {
                    self.nodes.push(Node::default());
                    let n = self.nodes.len() - 1;
                    self.nodes[at].next.insert(key, n);
                    n
                }
            };
        }
        self.nodes[at].ends.push((class, val, capital));
    }

    /// Adds every phrase that starts at piece `i`.
    pub(crate) fn find(&self, pieces: &[Piece], i: usize, out: &mut Vec<Arc>) {
        let first = &pieces[i];
        if first.id == 0 || !self.starts.get(first.id as usize).copied().unwrap_or(false) {
            return;
        }
        let mut at = 0;
        for (k, p) in pieces[i..].iter().enumerate() {
            if p.id == 0 || (k > 0 && p.newline && p.kind != Kind::Mark) {
                return;
            }
            // A phrase written with a hyphen is also met with a space, not the other way round.
            let node = &self.nodes[at].next;
            let Some(&n) =
                node.get(&(p.id, k > 0 && p.glued)).or_else(|| node.get(&(p.id, false)).filter(|_| k == 0))
            else {
                return;
            };
            at = n;
            for (class, val, capital) in &self.nodes[at].ends {
                if !capital || first.upper {
                    out.push(Arc { class: *class, len: (k + 1) as u16, val: val.clone() });
                }
            }
        }
    }
}
