//! Disjoint groups (union-find), with the smallest member as a group's name.

/// Groups of the numbers `0..n`.
#[derive(Debug, Clone)]
pub struct Groups {
    parent: Vec<usize>,
}

impl Groups {
    /// Each number on its own.
    pub fn new(n: usize) -> Groups {
        Groups { parent: (0..n).collect() }
    }

    /// The smallest member of the group of `at`.
    pub fn find(&self, mut at: usize) -> usize {
        while self.parent[at] != at {
            at = self.parent[at];
        }
        at
    }

    /// Joins the groups of two numbers.
    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.shorten(a), self.shorten(b));
        let (low, high) = (a.min(b), a.max(b));
        self.parent[high] = low;
    }

    fn shorten(&mut self, at: usize) -> usize {
        let root = self.find(at);
        let mut step = at;
        while self.parent[step] != root {
            step = std::mem::replace(&mut self.parent[step], root);
        }
        root
    }

    /// How many groups there are.
    pub fn count(&self) -> usize {
        self.parent.iter().enumerate().filter(|&(at, &parent)| at == parent).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_named_by_their_smallest_member() {
        let mut groups = Groups::new(5);
        groups.join(4, 3);
        groups.join(3, 1);
        assert_eq!((0..5).map(|at| groups.find(at)).collect::<Vec<_>>(), [0, 1, 2, 1, 1]);
        assert_eq!(groups.count(), 3);
    }
}
