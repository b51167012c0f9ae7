//! Who and what a report speaks of.

use crate::id::EntityId;
use crate::names::named;
use crate::origin::Origin;
use crate::span::Span;
use compact_str::CompactString;
use std::fmt;
use std::str::FromStr;

named! {
    /// What an entity is.
    EntityType {
        Person = "person",
        State = "state",
        Organisation = "organisation",
        Group = "group",
        Place = "place",
        Facility = "facility",
        Event = "event",
    }
}

named! {
    /// PLOVER's sectors and international codes; media are `MED`, as the contract has it.
    Sector {
        Cop = "COP", Gov = "GOV", Jud = "JUD", Leg = "LEG", Mil = "MIL", Prm = "PRM", Pty = "PTY",
        Reb = "REB", Spy = "SPY", Uaf = "UAF", Unk = "UNK", Agr = "AGR", Bus = "BUS", Crm = "CRM",
        Cvl = "CVL", Edu = "EDU", Eli = "ELI", Jrn = "JRN", Lab = "LAB", Med = "MED", Ref = "REF",
        Opp = "OPP", Pre = "PRE", Rel = "REL", Soc = "SOC",
        Igo = "IGO", Uno = "UNO", Eur = "EUR", Ngo = "NGO", Ism = "ISM", Img = "IMG", Mnc = "MNC",
    }
}

named! {
    /// What somebody does, in the classes that questions are asked about.
    RoleClass {
        HeadOfState = "head_of_state",
        HeadOfGovernment = "head_of_government",
        ForeignMinister = "foreign_minister",
        Minister = "minister",
        Legislator = "legislator",
        Military = "military",
        Diplomat = "diplomat",
        Spokesperson = "spokesperson",
        Media = "media",
        Igo = "igo",
        Ngo = "ngo",
        Rebel = "rebel",
        Company = "company",
        Civilian = "civilian",
    }
}

named! {
    /// How an entity is mentioned; demonyms are names.
    Form {
        Name = "name",
        Nominal = "nominal",
        Pronoun = "pronoun",
    }
}

/// An ISO 3166-1 alpha-3 code, or `EUR` for the European Union.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country([u8; 3]);

impl Country {
    /// The three letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }
}

impl FromStr for Country {
    type Err = NoCountry;
    fn from_str(text: &str) -> Result<Country, NoCountry> {
        match text.as_bytes() {
            code @ &[a, b, c] if code.iter().all(u8::is_ascii_uppercase) => Ok(Country([a, b, c])),
            _ => Err(NoCountry(text.into())),
        }
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Not three capital letters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no three-letter country code")]
pub struct NoCountry(pub String);

/// A person, state, organisation, group, place, facility or named event of one report.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// The best name: the knowledge base's, else the fullest in the text.
    pub name: CompactString,
    /// What it is.
    pub kind: EntityType,
    /// Whose actor it is, or where it lies.
    pub country: Option<Country>,
    /// PLOVER sector.
    pub sector: Option<Sector>,
    /// The members of a plural group ("the two leaders").
    pub members: Vec<EntityId>,
    /// What the text or the knowledge base says it is, at the document's date.
    pub role: Option<CompactString>,
    /// The class of that role.
    pub role_class: Option<RoleClass>,
    /// Wikidata id (`Q15031`); none where the knowledge base has no answer.
    pub wikidata: Option<CompactString>,
    /// GeoNames id; likewise.
    pub geonames: Option<u32>,
    /// Why.
    pub origin: Origin,
}

impl Entity {
    /// An entity of which only name and type are known.
    pub fn new(name: impl Into<CompactString>, kind: EntityType, origin: Origin) -> Entity {
        Entity {
            name: name.into(),
            kind,
            country: None,
            sector: None,
            members: Vec::new(),
            role: None,
            role_class: None,
            wikidata: None,
            geonames: None,
            origin,
        }
    }
}

/// A place in the text that speaks of an entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Where; a person's title stays out, "the United States" keeps its article.
    pub span: Span,
    /// Whom.
    pub entity: EntityId,
    /// How.
    pub form: Form,
    /// Whether a place name stands for its government.
    pub metonym: bool,
    /// Why.
    pub origin: Origin,
}
