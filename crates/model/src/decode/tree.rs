//! Heads and relations of one window.

use super::argmax;
use super::mst::{best_tree, is_tree};
use crate::kernels::{Isa, LANES, Product, dense};
use crate::labels::{Labels, Slice};
use crate::weights::Dense;

/// What the tree is scored with.
pub(crate) struct TreeWeights<'a> {
    pub(crate) labels: &'a Labels,
    pub(crate) arc: &'a Dense,
    pub(crate) rel: &'a Dense,
}

/// Finds heads and relations; keeps its memory.
#[derive(Default)]
pub(crate) struct TreeDecoder {
    dependents: Vec<f32>,
    projected: Vec<f32>,
    /// Heads turned: a line for each dimension.
    heads: Vec<f32>,
    /// Arc scores: a row for each dependent, a column for each head from the root.
    pub(crate) arcs: Vec<f32>,
    zeros: Vec<f32>,
    relation_scores: Vec<f32>,
    /// For each word its head (0: the root, else 1 + the word's place) …
    pub(crate) head: Vec<usize>,
    /// … and the row of its relation.
    pub(crate) relation: Vec<usize>,
}

/// Copies the slice of each row, one after the other, through ReLU.
fn gather(scores: &[f32], width: usize, slice: Slice, out: &mut Vec<f32>) {
    out.clear();
    for row in scores.chunks_exact(width) {
        out.extend(slice.of(row).iter().map(|&v| relu(v)));
    }
}

#[inline(always)]
fn relu(v: f32) -> f32 {
    if v > 0.0 { v } else { 0.0 }
}

impl Dense {
    /// The product of rows with this matrix.
    fn product<'a>(&'a self, x: &'a [f32]) -> Product<'a> {
        Product { x, x_width: self.inputs, w: &self.lines, bias: &self.bias, out_width: self.width }
    }
}

impl TreeDecoder {
    /// Reads the tree of a window from its head scores (rows of `width`, the first for the root).
    pub(crate) fn decode(&mut self, weights: &TreeWeights<'_>, isa: Isa, scores: &[f32], width: usize) {
        let nodes = scores.len() / width;
        self.head.clear();
        self.relation.clear();
        if nodes < 2 {
            return;
        }
        let words = nodes - 1;
        self.score_arcs(weights, isa, scores, width);
        let columns = nodes.next_multiple_of(LANES);
        let mut all = Vec::with_capacity(nodes);
        all.push(0);
        for d in 1..nodes {
            let row = &mut self.arcs[(d - 1) * columns..d * columns];
            row[d] = f32::NEG_INFINITY;
            all.push(argmax(&row[..nodes]));
        }
        if is_tree(&all) {
            self.head.extend_from_slice(&all[1..]);
        } else {
            self.head.extend(best_tree(&self.arcs, columns, nodes));
        }
        self.score_relations(weights, isa, scores, width);
        let root = weights.labels.root;
        let labels = weights.labels.relations.len();
        for d in 0..words {
            let row = &mut self.relation_scores[d * weights.rel.width..][..labels];
            let relation = match (self.head[d], root) {
                (0, Some(root)) => root,
                (_, Some(root)) => {
                    row[root] = f32::NEG_INFINITY;
                    argmax_but(row, root)
                }
                (_, None) => argmax(row),
            };
            self.relation.push(relation);
        }
    }

    fn score_arcs(&mut self, weights: &TreeWeights<'_>, isa: Isa, scores: &[f32], width: usize) {
        let nodes = scores.len() / width;
        let size = weights.arc.inputs;
        gather(&scores[width..], width, weights.labels.arc_dep, &mut self.dependents);
        self.projected.resize((nodes - 1) * weights.arc.width, 0.0);
        dense(isa, &weights.arc.product(&self.dependents), &mut self.projected);
        let columns = nodes.next_multiple_of(LANES);
        self.heads.clear();
        self.heads.resize(size * columns, 0.0);
        for (j, row) in scores.chunks_exact(width).enumerate() {
            for (k, &v) in weights.labels.arc_head.of(row).iter().enumerate() {
                self.heads[k * columns + j] = relu(v);
            }
        }
        self.zeros.resize(self.zeros.len().max(columns), 0.0);
        self.arcs.resize((nodes - 1) * columns, 0.0);
        let product = Product {
            x: &self.projected,
            x_width: size,
            w: &self.heads,
            bias: &self.zeros,
            out_width: columns,
        };
        dense(isa, &product, &mut self.arcs);
    }

    fn score_relations(&mut self, weights: &TreeWeights<'_>, isa: Isa, scores: &[f32], width: usize) {
        self.dependents.clear();
        for (d, row) in scores.chunks_exact(width).skip(1).enumerate() {
            let head = &scores[self.head[d] * width..][..width];
            let pairs = weights.labels.rel_dep.of(row).iter().zip(weights.labels.rel_head.of(head));
            self.dependents.extend(pairs.map(|(a, b)| relu(a + b)));
        }
        self.relation_scores.resize(self.head.len() * weights.rel.width, 0.0);
        dense(isa, &weights.rel.product(&self.dependents), &mut self.relation_scores);
    }
}

/// As [`argmax`], but never `except`.
fn argmax_but(row: &[f32], except: usize) -> usize {
    let best = argmax(row);
    if best != except { best } else { usize::from(except == 0) }
}
