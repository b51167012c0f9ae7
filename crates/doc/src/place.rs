//! Places.

use crate::id::EntityId;
use crate::origin::Origin;
use crate::span::Span;

/// A name used as a location (no metonym, no demonym), with its coordinates.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Where it stands.
    pub span: Span,
    /// What it names.
    pub entity: EntityId,
    /// Latitude in degrees, north positive.
    pub lat: f64,
    /// Longitude in degrees, east positive.
    pub lon: f64,
    /// GeoNames id, where it is certain.
    pub geonames: Option<u32>,
    /// Why.
    pub origin: Origin,
}
