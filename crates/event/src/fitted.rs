//! Linear models whose features are names and whose weights are data.

use compact_str::CompactString;
use std::collections::HashMap;

/// Names of features that hold.
pub type Features = Vec<CompactString>;

/// Weights by the name of a feature.
pub(crate) struct Weights(HashMap<&'static str, f32>);

impl Weights {
    /// Reads lines of name, tab, weight; lines that start with `#` and lines of another shape are
    /// passed over.
    pub(crate) fn parse(text: &'static str) -> Weights {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let pairs = lines.filter_map(|line| line.split_once('\t'));
        Weights(pairs.filter_map(|(name, weight)| Some((name, weight.parse().ok()?))).collect())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The sum of the weights of the features that hold.
    pub(crate) fn sum(&self, features: &Features) -> f32 {
        features.iter().filter_map(|name| self.0.get(name.as_str())).sum()
    }
}

/// From a sum to a chance.
pub(crate) fn logistic(sum: f32) -> f32 {
    1.0 / (1.0 + (-sum).exp())
}

#[cfg(test)]
mod tests {
    use super::{Weights, logistic};

    #[test]
    fn weights_are_summed() {
        let weights = Weights::parse("# head\na\t1.5\nb\t-1\nbroken\n");
        assert!((weights.sum(&vec!["a".into(), "b".into(), "c".into()]) - 0.5).abs() < 1e-6);
        assert!((logistic(0.0) - 0.5).abs() < 1e-6);
    }
}
