//! Head scores to tags, trees and names.

mod mst;
mod names;
mod tree;

pub(crate) use names::{Found, NameDecoder};
pub(crate) use tree::{TreeDecoder, TreeWeights};

/// The index of the largest value, the first one on ties; 0 for none.
pub(crate) fn argmax(row: &[f32]) -> usize {
    let mut best = 0;
    for (i, v) in row.iter().enumerate() {
        if *v > row[best] {
            best = i;
        }
    }
    best
}
