//! The best tree: maximum spanning arborescence by Chu-Liu/Edmonds, with one child of the root.

/// A score matrix: `at(dependent, head)`; node 0 is the root above the tree.
struct Graph {
    nodes: usize,
    scores: Vec<f64>,
}

const NEVER: f64 = f64::NEG_INFINITY;

impl Graph {
    fn at(&self, dependent: usize, head: usize) -> f64 {
        self.scores[dependent * self.nodes + head]
    }

    /// The best head of each node, lowest on ties; node 0 has none.
    fn greedy(&self) -> Vec<usize> {
        (0..self.nodes)
            .map(|d| {
                // A node's own place holds `NEVER`.
                let row = &self.scores[d * self.nodes..(d + 1) * self.nodes];
                let mut best = 0;
                for (h, score) in row.iter().enumerate() {
                    if *score > row[best] {
                        best = h;
                    }
                }
                best
            })
            .collect()
    }
}

/// For each node the number of the cycle that it lies on, from 1; 0 for none. `heads[0]` is ignored.
fn cycles(heads: &[usize]) -> (Vec<usize>, usize) {
    let mut number = vec![0; heads.len()];
    // The walk in which a node was first seen.
    let mut seen = vec![0; heads.len()];
    let mut count = 0;
    for start in 1..heads.len() {
        let mut at = start;
        while at != 0 && seen[at] == 0 {
            seen[at] = start;
            at = heads[at];
        }
        if at != 0 && seen[at] == start && number[at] == 0 {
            count += 1;
            while number[at] == 0 {
                number[at] = count;
                at = heads[at];
            }
        }
    }
    (number, count)
}

/// Whether every node reaches node 0, and over exactly one child of it.
pub(super) fn is_tree(heads: &[usize]) -> bool {
    heads.iter().skip(1).filter(|&&h| h == 0).count() == 1 && cycles(heads).1 == 0
}

/// The maximum spanning arborescence. All cycles of the greedy choice are contracted at once and the
/// smaller graph is solved the same way.
fn arborescence(graph: &Graph) -> Vec<usize> {
    let mut heads = graph.greedy();
    let (cycle, count) = cycles(&heads);
    if count == 0 {
        return heads;
    }
    // New numbers: nodes outside cycles in order, then one node for each cycle.
    let outside = cycle.iter().filter(|&&c| c == 0).count();
    let mut next = 0;
    let new: Vec<usize> = cycle
        .iter()
        .map(|&c| {
            if c > 0 {
                return outside + c - 1;
            }
            next += 1;
            next - 1
        })
        .collect();
    let nodes = outside + count;
    let mut small = Graph { nodes, scores: vec![NEVER; nodes * nodes] };
    // Which arc of the large graph stands behind each arc of the small one.
    let mut behind = vec![(0usize, 0usize); nodes * nodes];
    for d in 1..graph.nodes {
        // Entering a cycle at d breaks the cycle's own arc into d.
        let loss = if cycle[d] > 0 { graph.at(d, heads[d]) } else { 0.0 };
        for h in 0..graph.nodes {
            if h == d || new[h] == new[d] {
                continue;
            }
            let score = graph.at(d, h) - loss;
            let slot = new[d] * nodes + new[h];
            if score > small.scores[slot] {
                small.scores[slot] = score;
                behind[slot] = (d, h);
            }
        }
    }
    let solved = arborescence(&small);
    for (d, &h) in solved.iter().enumerate().skip(1) {
        let (dependent, head) = behind[d * nodes + h];
        if dependent > 0 {
            heads[dependent] = head;
        }
    }
    heads
}

/// What an arc from the root costs beyond its score: more than all scores of a tree together, so that
/// the best tree has as few of them as can be, which is one, and is the best among those.
const ROOT_COST: f64 = 1e8;

/// The best tree with one child of node 0 over `nodes` nodes (0 included); `scores[d*stride + h]`, rows
/// from node 1 (row 0 is dependent 1). Gives the heads of nodes 1, 2 ….
pub(super) fn best_tree(scores: &[f32], stride: usize, nodes: usize) -> Vec<usize> {
    let mut graph = Graph { nodes, scores: vec![NEVER; nodes * nodes] };
    for d in 1..nodes {
        for h in (0..nodes).filter(|&h| h != d) {
            let score = scores[(d - 1) * stride + h];
            // Scores that are no numbers (damaged weights) must not break the search.
            let score = if score.is_finite() { f64::from(score).clamp(-1e4, 1e4) } else { -1e4 };
            graph.scores[d * nodes + h] = if h == 0 { score - ROOT_COST } else { score };
        }
    }
    arborescence(&graph)[1..].to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The best tree by trying all.
    fn brute(scores: &[f32], n: usize) -> f32 {
        let mut heads = vec![0usize; n + 1];
        let mut best = f32::NEG_INFINITY;
        fn go(d: usize, n: usize, heads: &mut Vec<usize>, scores: &[f32], best: &mut f32) {
            if d > n {
                if is_tree(heads) {
                    *best = best.max((1..=n).map(|d| scores[(d - 1) * (n + 1) + heads[d]]).sum());
                }
                return;
            }
            for h in (0..=n).filter(|&h| h != d) {
                heads[d] = h;
                go(d + 1, n, heads, scores, best);
            }
        }
        go(1, n, &mut heads, scores, &mut best);
        best
    }

    #[test]
    fn finds_the_best_tree() {
        let mut numbers = crate::kernels::test_numbers(7);
        for n in 1..=5 {
            for _ in 0..60 {
                let scores = numbers.floats(n * (n + 1));
                let heads = best_tree(&scores, n + 1, n + 1);
                let all: Vec<usize> = std::iter::once(0).chain(heads.iter().copied()).collect();
                assert!(is_tree(&all), "{all:?}");
                let total: f32 = (0..n).map(|d| scores[d * (n + 1) + heads[d]]).sum();
                assert!((total - brute(&scores, n)).abs() < 1e-4);
            }
        }
    }

    #[test]
    fn odd_scores_give_trees() {
        for value in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 0.0] {
            let heads = best_tree(&[value; 12], 4, 4);
            assert!(is_tree(&[&[0], heads.as_slice()].concat()));
        }
    }
}
