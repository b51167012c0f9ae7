//! Places.

use crate::entity::Country;
use crate::id::EntityId;
use crate::names::named;
use crate::origin::Origin;
use crate::span::Span;
use compact_str::CompactString;

named! {
    /// How finely a point tells where a place is.
    Precision {
        /// A building, base, square: some hundred metres.
        Facility = "facility",
        /// A town or quarter.
        City = "city",
        /// A county or district.
        Admin2 = "admin2",
        /// A state, province or region, an island, a river: the point is its middle.
        Admin1 = "admin1",
        /// A country: the point is its middle.
        Country = "country",
        /// A sea, continent or world region.
        Area = "area",
    }
}

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
    /// The country it lies in.
    pub country: Option<Country>,
    /// The first-order division it lies in ("Bavaria").
    pub admin: Option<CompactString>,
    /// How finely the point tells where it is.
    pub precision: Precision,
    /// GeoNames ids of the next best places of the name, best first.
    pub alternatives: Vec<u32>,
    /// Why.
    pub origin: Origin,
}
