//! Which layers of a ledger to show.

use std::str::FromStr;

/// The layers that a user may pick.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Layers {
    pub statements: bool,
    pub events: bool,
    pub times: bool,
    pub places: bool,
    pub entities: bool,
    pub defects: bool,
}

impl Layers {
    /// All of them.
    pub const ALL: Layers =
        Layers { statements: true, events: true, times: true, places: true, entities: true, defects: true };
    /// None of them.
    pub const NONE: Layers = Layers {
        statements: false,
        events: false,
        times: false,
        places: false,
        entities: false,
        defects: false,
    };
    /// The names by which they are picked.
    pub const NAMES: [&'static str; 6] = ["statements", "events", "times", "places", "entities", "defects"];

    /// Adds the layers of another choice.
    pub fn union(self, other: Layers) -> Layers {
        Layers {
            statements: self.statements || other.statements,
            events: self.events || other.events,
            times: self.times || other.times,
            places: self.places || other.places,
            entities: self.entities || other.entities,
            defects: self.defects || other.defects,
        }
    }
}

/// A name that is no layer's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownLayer(pub String);

impl std::fmt::Display for UnknownLayer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`{}` is no layer; the layers are {}", self.0, Layers::NAMES.join(", "))
    }
}

impl std::error::Error for UnknownLayer {}

impl FromStr for Layers {
    type Err = UnknownLayer;

    /// One name; several are joined by [`Layers::union`].
    fn from_str(name: &str) -> Result<Layers, UnknownLayer> {
        let mut layers = Layers::NONE;
        let layer = match name {
            "statements" => &mut layers.statements,
            "events" => &mut layers.events,
            "times" => &mut layers.times,
            "places" => &mut layers.places,
            "entities" => &mut layers.entities,
            "defects" => &mut layers.defects,
            _ => return Err(UnknownLayer(name.into())),
        };
        *layer = true;
        Ok(layers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_a_layer_and_together_they_are_all() {
        let all = Layers::NAMES.iter().fold(Layers::NONE, |sum, name| sum.union(name.parse().unwrap()));
        assert_eq!(all, Layers::ALL);
        assert!("verbs".parse::<Layers>().unwrap_err().to_string().contains("statements"));
    }
}
