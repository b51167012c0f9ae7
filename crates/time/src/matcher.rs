//! Runs the grammar over a text: one pass per level, each a walk down the trie from every piece
//! at which a rule can start. Patterns have a bounded length, so a text takes linear time.

use crate::grammar::{CLASS, Compiled, Grammar, Level};
use crate::lex::{Kind, Piece, lex_with};
use crate::meaning::{Args, Meaning, build};
use crate::number::{NumberClasses, figures, spelled};
use crate::words::{Arc, Val, Words};

/// The lexicon and the rules, compiled.
#[derive(Debug)]
pub(crate) struct Engine {
    pub(crate) words: Words,
    pub(crate) numbers: NumberClasses,
    pub(crate) grammar: Grammar,
    date: u32,
}

/// A stretch that a rule matched.
#[derive(Clone, Debug)]
pub(crate) struct Match {
    /// Pieces.
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) rule: usize,
    pub(crate) level: usize,
    pub(crate) meaning: usize,
    /// Pieces looked at, context included: the rule that saw more knows better.
    pub(crate) seen: usize,
}

/// What was found in a text.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) meanings: Vec<Meaning>,
    pub(crate) matches: Vec<Match>,
    /// Stretches that only look like time.
    pub(crate) blocked: Vec<(usize, usize)>,
}

/// Rule, first and one past the last piece, pieces looked at, what the slots caught.
type Hit = (usize, usize, usize, usize, Vec<(&'static str, Val)>);

struct Walk<'a> {
    engine: &'a Engine,
    level: &'a Level,
    arcs: &'a [Vec<Arc>],
    pieces: &'a [Piece],
    path: Vec<(usize, usize, Val)>,
    hits: Vec<Hit>,
}

impl Walk<'_> {
    /// From trie node `node` at piece `at`.
    fn go(&mut self, node: u32, at: usize) {
        let level = self.level;
        let n = &level.nodes[node as usize];
        for a in &n.accepts {
            let rule = &self.engine.grammar.rules[a.rule];
            let (start, end) = (self.path[a.from].0, self.path[a.to - 1].1);
            if self.forbidden(rule, start, end) {
                continue;
            }
            let slots = a
                .slots
                .iter()
                .map(|(i, s)| (*s, self.path[*i].2.clone()))
                .chain(rule.constants.iter().cloned())
                .collect();
            self.hits.push((a.rule, start, end, at - self.path[0].0, slots));
        }
        let Some(p) = self.pieces.get(at) else { return };
        if n.next.is_empty() || (p.newline && !self.path.is_empty()) {
            return;
        }
        let arcs = self.arcs;
        for &(atom, glued, child) in &n.next {
            if glued && !p.glued && !self.path.is_empty() {
                continue;
            }
            if atom & CLASS == 0 {
                if p.id == atom {
                    self.path.push((at, at + 1, Val::None));
                    self.go(child, at + 1);
                    self.path.pop();
                }
            } else {
                for arc in &arcs[at] {
                    if arc.class == atom & !CLASS {
                        let end = at + usize::from(arc.len);
                        self.path.push((at, end, arc.val.clone()));
                        self.go(child, end);
                        self.path.pop();
                    }
                }
            }
        }
    }

    fn forbidden(&self, rule: &Compiled, start: usize, end: usize) -> bool {
        let next = self.pieces.get(end).filter(|p| !p.newline).map_or(0, |p| p.id);
        let prev = if start > 0 && !self.pieces[start].newline { self.pieces[start - 1].id } else { 0 };
        (next != 0 && rule.unless_next.contains(&next)) || (prev != 0 && rule.unless_prev.contains(&prev))
    }
}

impl Engine {
    /// Takes a compiled grammar.
    pub(crate) fn new(mut words: Words, grammar: Grammar) -> Engine {
        let numbers = NumberClasses::new(&mut words);
        let date = words.class("date");
        words.seal();
        Engine { words, numbers, grammar, date }
    }

    /// Everything that any rule matches in the text, in no order of merit.
    pub(crate) fn run(&self, text: &str) -> Found {
        let vocabulary = &self.words.vocabulary;
        let pieces = lex_with(text, |w| vocabulary.id(w));
        let mut arcs: Vec<Vec<Arc>> = vec![Vec::new(); pieces.len() + 1];
        let mut scratch = Vec::new();
        for i in 0..pieces.len() {
            if pieces[i].kind == Kind::Digits {
                figures(text, &pieces, i, &self.numbers, &mut arcs[i])
            }
            self.words.find(&pieces, i, &mut arcs[i]);
        }
        for i in 0..pieces.len() {
            if pieces[i].kind == Kind::Word && pieces[i].id != 0 {
                spelled(text, &pieces, &arcs, i, &self.numbers, &mut scratch);
                arcs[i].append(&mut scratch);
            }
        }
        let mut found = Found { pieces, ..Found::default() };
        for (k, level) in self.grammar.levels.iter().enumerate() {
            self.level(k, level, &mut arcs, &mut found);
        }
        found
    }

    fn level(&self, k: usize, level: &Level, arcs: &mut [Vec<Arc>], found: &mut Found) {
        let mut walk =
            Walk { engine: self, level, arcs, pieces: &found.pieces, path: Vec::new(), hits: Vec::new() };
        let mut hits = Vec::new();
        for i in 0..found.pieces.len() {
            if walk.pieces[i].id != 0 || !walk.arcs[i].is_empty() {
                walk.go(0, i);
                hits.append(&mut walk.hits);
            }
        }
        for (rule, start, end, seen, slots) in hits {
            let r = &self.grammar.rules[rule];
            if r.block {
                found.blocked.push((start, end));
                continue;
            }
            let Some(meaning) = build(&r.op, &Args { slots: &slots, made: &found.meanings }) else {
                continue;
            };
            let same = |m: &&Match| m.start == start && m.end == end && m.level == k && m.rule == rule;
            if found.matches.iter().rev().take(8).any(|m| same(&m) && found.meanings[m.meaning] == meaning) {
                continue;
            }
            found.meanings.push(meaning);
            let id = found.meanings.len() - 1;
            let len = (end - start) as u16;
            arcs[start].push(Arc { class: r.makes, len, val: Val::Made(id) });
            if self.grammar.also.iter().any(|(c, _)| *c == r.makes) {
                arcs[start].push(Arc { class: self.date, len, val: Val::Made(id) });
            }
            if !r.part_only {
                found.matches.push(Match { start, end, rule, level: k, meaning: id, seen });
            }
        }
    }
}

impl Found {
    /// The matches that stand: from left to right the longest, at equal length the rule of the
    /// higher level, then the earlier rule; none that lies inside a blocked stretch or that `keep`
    /// turns down.
    pub(crate) fn best(&self, keep: impl Fn(&Match) -> bool) -> Vec<Match> {
        let mut blocked = self.blocked.clone();
        blocked.sort_unstable();
        // How far the stretches that start up to each one reach.
        let mut reach = 0;
        let reaches: Vec<usize> = blocked
            .iter()
            .map(|b| {
                reach = b.1.max(reach);
                reach
            })
            .collect();
        let free = |m: &&Match| {
            let n = blocked.partition_point(|b| b.0 <= m.start);
            n == 0 || reaches[n - 1] < m.end
        };
        let mut all: Vec<&Match> = self.matches.iter().filter(free).collect();
        all.sort_by(|a, b| {
            (a.start, b.end, b.seen, b.level, a.rule, a.meaning)
                .cmp(&(b.start, a.end, a.seen, a.level, b.rule, b.meaning))
        });
        let mut out: Vec<Match> = Vec::new();
        for m in all {
            if out.last().is_none_or(|l| l.end <= m.start) && keep(m) {
                out.push(m.clone());
            }
        }
        out
    }
}
