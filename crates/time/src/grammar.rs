//! The rules: patterns over words and classes, compiled once into one trie.
//!
//! A pattern is a row of elements with spaces between them:
//!
//! * `word`: that word (case does not matter); `-` also stands for an en dash;
//! * `{class}` or `{class:slot}`: a phrase of that class of the lexicon, a number class, or what an
//!   earlier level of rules has `makes`d; its value goes into the slot (named as the class if none is given);
//! * `( … | … )`: one of these; `?` after an element or group: it may be missing;
//! * `<` and `>`: what stands outside is looked at but is not part of the expression;
//! * `~` before an element: no white space before it.

use crate::lex::lex_with;
use crate::words::{Val, Words};
use serde::Deserialize;
use std::collections::BTreeMap;

/// One rule of a data file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rule {
    pub(crate) id: String,
    /// Rules of a higher level see what those below have made.
    #[serde(default)]
    pub(crate) level: u8,
    pub(crate) pattern: Vec<String>,
    /// The class that it makes; `block` for what only looks like time.
    pub(crate) makes: String,
    /// How the meaning is put together: see `meaning::build`.
    #[serde(default)]
    pub(crate) op: String,
    /// Constants for the slots.
    #[serde(default)]
    pub(crate) set: BTreeMap<String, toml::Value>,
    /// Not where one of these words follows or goes before.
    #[serde(default)]
    pub(crate) unless_next: Vec<String>,
    #[serde(default)]
    pub(crate) unless_prev: Vec<String>,
    /// Only in texts of this sort: "history", or "antiquity" (years before Christ).
    #[serde(default)]
    pub(crate) only_in: Option<String>,
    /// Only as a part of larger expressions.
    #[serde(default)]
    pub(crate) part_only: bool,
    /// `text with [the expression] => TYPE value`, with ` @2024-02-15` after it for another report date.
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
    pub(crate) examples: Vec<String>,
}

/// A file of rules.
#[derive(Debug, Deserialize)]
pub(crate) struct RuleFile {
    pub(crate) rule: Vec<Rule>,
}

/// What can be met at one place of a pattern: a word's number, or a class with this bit set.
pub(crate) const CLASS: u32 = 1 << 24;

/// A complete pattern ends here.
#[derive(Debug)]
pub(crate) struct Accept {
    pub(crate) rule: usize,
    /// Which element goes into which slot.
    pub(crate) slots: Vec<(usize, &'static str)>,
    /// Elements before `<` and up to `>`.
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// A node of the trie.
#[derive(Debug, Default)]
pub(crate) struct Node {
    /// Sorted by atom and glue.
    pub(crate) next: Vec<(u32, bool, u32)>,
    pub(crate) accepts: Vec<Accept>,
}

/// A rule, ready to run.
#[derive(Debug)]
pub(crate) struct Compiled {
    pub(crate) id: String,
    pub(crate) makes: u32,
    pub(crate) block: bool,
    pub(crate) part_only: bool,
    pub(crate) only_in: Option<String>,
    pub(crate) op: String,
    pub(crate) constants: Vec<(&'static str, Val)>,
    pub(crate) unless_next: Vec<u32>,
    pub(crate) unless_prev: Vec<u32>,
}

/// The grammar of one level.
#[derive(Debug, Default)]
pub(crate) struct Level {
    pub(crate) nodes: Vec<Node>,
}

/// All levels.
#[derive(Debug)]
pub(crate) struct Grammar {
    pub(crate) rules: Vec<Compiled>,
    pub(crate) levels: Vec<Level>,
    /// Classes that are a kind of another: `day` is also a `date`.
    pub(crate) also: Vec<(u32, u32)>,
}

#[derive(Clone, Debug)]
enum Part {
    Atom { atom: u32, slot: Option<&'static str>, glued: bool },
    Open,
    Close,
}

fn leak(s: &str) -> &'static str {
    Box::leak(s.to_owned().into_boxed_str())
}

/// Reads one pattern into all the rows of elements that it stands for.
struct Reader<'a> {
    words: &'a mut Words,
    items: Vec<String>,
    at: usize,
}

impl Reader<'_> {
    fn alternatives(&mut self) -> Result<Vec<Vec<Part>>, String> {
        let mut all = Vec::new();
        let mut rows: Vec<Vec<Part>> = vec![Vec::new()];
        while let Some(item) = self.items.get(self.at).cloned() {
            match item.as_str() {
                ")" | ")?" => break,
                "|" => {
                    all.append(&mut rows);
                    rows = vec![Vec::new()];
                    self.at += 1;
                }
                _ => {
                    let (choices, optional) = self.element(&item)?;
                    let mut next = Vec::new();
                    for row in &rows {
                        if optional {
                            next.push(row.clone());
                        }
                        for c in &choices {
                            next.push(row.iter().chain(c).cloned().collect());
                        }
                    }
                    rows = next;
                }
            }
        }
        all.append(&mut rows);
        Ok(all)
    }

    fn element(&mut self, item: &str) -> Result<(Vec<Vec<Part>>, bool), String> {
        self.at += 1;
        if item == "(" {
            let rows = self.alternatives()?;
            let close = self.items.get(self.at).cloned().ok_or("a ( is not closed")?;
            self.at += 1;
            return Ok((rows, close == ")?"));
        }
        match item {
            "<" => return Ok((vec![vec![Part::Open]], false)),
            ">" => return Ok((vec![vec![Part::Close]], false)),
            _ => {}
        }
        let (item, optional) = item.strip_suffix('?').map_or((item, false), |i| (i, true));
        let (item, glued) = item.strip_prefix('~').map_or((item, false), |i| (i, true));
        if let Some(inner) = item.strip_prefix('{').and_then(|i| i.strip_suffix('}')) {
            let (class, slot) = inner.split_once(':').unwrap_or((inner, inner));
            let atom = CLASS | self.words.class(class);
            return Ok((vec![vec![Part::Atom { atom, slot: Some(leak(slot)), glued }]], optional));
        }
        let vocabulary = &mut self.words.vocabulary;
        let row = lex_with(item, |w| vocabulary.intern(w))
            .iter()
            .enumerate()
            .map(|(k, p)| Part::Atom { atom: p.id, slot: None, glued: glued || k > 0 })
            .collect();
        Ok((vec![row], optional))
    }
}

fn split(pattern: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in pattern.split_whitespace() {
        let mut rest = word;
        let mut tail = Vec::new();
        while let Some(r) = rest.strip_prefix('(') {
            out.push("(".into());
            rest = r;
        }
        loop {
            if let Some(r) = rest.strip_suffix(")?") {
                tail.push(")?");
                rest = r;
            } else if let Some(r) = rest.strip_suffix(')') {
                tail.push(")");
                rest = r;
            } else {
                break;
            }
        }
        let mut first = true;
        for piece in rest.split('|') {
            if !first {
                out.push("|".into());
            }
            first = false;
            if !piece.is_empty() {
                out.push(piece.into());
            }
        }
        out.extend(tail.into_iter().rev().map(String::from));
    }
    out
}

impl Grammar {
    /// Compiles rules; errors name the rule.
    pub(crate) fn compile(files: &[RuleFile], words: &mut Words) -> Result<Grammar, String> {
        let mut g = Grammar { rules: Vec::new(), levels: Vec::new(), also: Vec::new() };
        for c in ["day", "month_", "year_", "yearrel", "weekrel", "span_"] {
            let pair = (words.class(c), words.class("date"));
            g.also.push(pair);
        }
        for r in files.iter().flat_map(|f| &f.rule) {
            let rule = g.rules.len();
            let constants = r
                .set
                .iter()
                .map(|(k, v)| {
                    let val = match v {
                        toml::Value::Integer(n) => Val::Int(*n),
                        toml::Value::Float(f) => Val::Amount(*f),
                        toml::Value::String(s) if s == "several" => Val::Several,
                        toml::Value::String(s) => Val::Sym(leak(s)),
                        _ => Val::None,
                    };
                    (leak(k), val)
                })
                .collect();
            g.rules.push(Compiled {
                id: r.id.clone(),
                makes: words.class(&r.makes),
                block: r.makes == "block",
                part_only: r.part_only,
                only_in: r.only_in.clone(),
                op: r.op.clone(),
                constants,
                unless_next: r.unless_next.iter().map(|w| words.vocabulary.intern(w)).collect(),
                unless_prev: r.unless_prev.iter().map(|w| words.vocabulary.intern(w)).collect(),
            });
            while g.levels.len() <= usize::from(r.level) {
                g.levels.push(Level { nodes: vec![Node::default()] });
            }
            for p in &r.pattern {
                let mut reader = Reader { words, items: split(p), at: 0 };
                let rows = reader.alternatives().map_err(|e| format!("rule {}: {e}", r.id))?;
                if reader.at != reader.items.len() {
                    return Err(format!("rule {}: a ) too many", r.id));
                }
                for row in rows {
                    g.levels[usize::from(r.level)].insert(rule, &row);
                }
            }
        }
        Ok(g)
    }
}

impl Level {
    fn insert(&mut self, rule: usize, row: &[Part]) {
        let mut at = 0usize;
        let mut n = 0;
        let (mut from, mut to) = (0, None);
        let mut slots = Vec::new();
        for part in row {
            match part {
                Part::Open => from = n,
                Part::Close => to = Some(n),
                Part::Atom { atom, slot, glued } => {
                    if let Some(s) = slot {
                        slots.push((n, *s));
                    }
                    n += 1;
                    let found =
                        self.nodes[at].next.iter().find(|(a, g, _)| a == atom && g == glued).map(|x| x.2);
                    at = match found {
                        Some(f) => f as usize,
                        None => {
                            self.nodes.push(Node::default());
                            let f = self.nodes.len() - 1;
                            self.nodes[at].next.push((*atom, *glued, f as u32));
                            f
                        }
                    };
                }
            }
        }
        if n > 0 {
            let to = to.unwrap_or(n);
            self.nodes[at].accepts.push(Accept { rule, slots, from, to });
        }
    }
}
