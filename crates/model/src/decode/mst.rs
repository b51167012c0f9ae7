//! The best tree: maximum spanning arborescence by Chu-Liu/Edmonds, with one child of the root.

/// A score matrix, a row for each dependent with a column for each head; node 0 is the root above the tree.
struct Graph {
    nodes: usize,
    scores: Vec<f64>,
}

const NEVER: f64 = f64::NEG_INFINITY;

impl Graph {
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

/// An arc of the graph as it was given: dependent and head.
type Arc = (u32, u32);

/// A cycle that became one node: its parts, each with the arc of the cycle that enters it.
struct Contracted {
    parts: Vec<(usize, Arc)>,
}

/// The maximum spanning arborescence, in time quadratic in the nodes also if cycles lie in cycles as
/// deep as there are nodes (Tarjan's way of Edmonds' algorithm on a full matrix): a path grows backwards
/// along best heads; where it meets itself, the cycle is contracted in place.
fn arborescence(graph: Graph) -> Vec<usize> {
    let heads = graph.greedy();
    if cycles(&heads).1 == 0 {
        return heads;
    }
    let Graph { nodes, mut scores } = graph;
    // Which given arc stands behind each present arc.
    let mut behind: Vec<Arc> =
        (0..nodes as u32).flat_map(|d| (0..nodes as u32).map(move |h| (d, h))).collect();
    // The rows that still stand for a node, in order; a contracted cycle takes the row of one of its parts.
    let mut alive: Vec<usize> = (0..nodes).collect();
    // The tree's node in each row: a given one or, from `nodes` on, a contracted one.
    let mut node: Vec<usize> = (0..nodes).collect();
    let mut contracted: Vec<Contracted> = Vec::new();
    let mut chosen = vec![0; nodes];
    // Whether a row's way leads to the root, and where it is in the path.
    let mut done = vec![false; nodes];
    done[0] = true;
    let mut path: Vec<usize> = Vec::new();
    let mut place = vec![usize::MAX; nodes];
    for start in 1..nodes {
        // A row that was merged into another one has been dealt with.
        if done[start] || alive.binary_search(&start).is_err() {
            continue;
        }
        path.push(start);
        place[start] = 0;
        while let Some(&row) = path.last() {
            let arcs = &scores[row * nodes..(row + 1) * nodes];
            let mut best = 0;
            for &h in &alive {
                if h != row && arcs[h] > arcs[best] {
                    best = h;
                }
            }
            chosen[row] = best;
            if done[best] {
                for row in path.drain(..) {
                    done[row] = true;
                    place[row] = usize::MAX;
                }
            } else if place[best] == usize::MAX {
                place[best] = path.len();
                path.push(best);
            } else {
                let cycle = path.split_off(place[best]);
                contracted.push(Contracted {
                    parts: cycle.iter().map(|&row| (node[row], behind[row * nodes + chosen[row]])).collect(),
                });
                let kept = cycle[0];
                let loss: Vec<f64> = cycle.iter().map(|&row| scores[row * nodes + chosen[row]]).collect();
                for &row in &cycle {
                    place[row] = usize::MAX - 1;
                }
                alive.retain(|&row| row == kept || place[row] != usize::MAX - 1);
                for &other in alive.iter().filter(|&&other| other != kept) {
                    // Entering a cycle at a node breaks the cycle's own arc into it.
                    let mut inward = (NEVER, (0, 0));
                    let mut outward = inward;
                    for (&row, loss) in cycle.iter().zip(&loss) {
                        let at = row * nodes + other;
                        if scores[at] - loss > inward.0 {
                            inward = (scores[at] - loss, behind[at]);
                        }
                        let at = other * nodes + row;
                        if scores[at] > outward.0 {
                            outward = (scores[at], behind[at]);
                        }
                    }
                    (scores[kept * nodes + other], behind[kept * nodes + other]) = inward;
                    (scores[other * nodes + kept], behind[other * nodes + kept]) = outward;
                }
                node[kept] = nodes + contracted.len() - 1;
                place[kept] = path.len();
                path.push(kept);
            }
        }
    }
    let top = alive.iter().skip(1).map(|&row| (node[row], behind[row * nodes + chosen[row]]));
    expand(nodes, &contracted, top)
}

/// Gives each given node its head: `top` has the arc that enters each node of the contracted graph.
fn expand(nodes: usize, contracted: &[Contracted], top: impl Iterator<Item = (usize, Arc)>) -> Vec<usize> {
    let mut within = vec![usize::MAX; nodes + contracted.len()];
    let mut enter: Vec<Arc> = vec![(0, 0); nodes + contracted.len()];
    for (at, cycle) in contracted.iter().enumerate() {
        for &(part, arc) in &cycle.parts {
            within[part] = nodes + at;
            enter[part] = arc;
        }
    }
    for (node, arc) in top {
        enter[node] = arc;
    }
    // From the outermost cycle inwards: the part where the cycle is entered loses its own arc.
    for whole in (nodes..nodes + contracted.len()).rev() {
        let mut part = enter[whole].0 as usize;
        while within[part] != whole && within[part] != usize::MAX {
            part = within[part];
        }
        enter[part] = enter[whole];
    }
    enter[..nodes].iter().map(|&(_, head)| head as usize).collect()
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
    arborescence(graph)[1..].to_vec()
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
