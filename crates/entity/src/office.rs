//! Offices: the classes in which office-holders are looked up, told from the wording of a position.

use dateline_doc::{RoleClass, Sector};

macro_rules! offices {
    ($($(#[$meta:meta])* $name:ident = $role:literal, $sector:ident, $class:expr;)*) => {
        /// A class of offices; one state has at most a few holders of one class at a time.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Office { $($(#[$meta])* $name),* }

        impl Office {
            /// Every class, in the order of the knowledge file.
            pub const ALL: &'static [Office] = &[$(Office::$name),*];

            /// A short name of the role.
            pub fn role(self) -> &'static str {
                match self { $(Office::$name => $role),* }
            }

            /// The PLOVER sector of its holders.
            pub fn sector(self) -> Sector {
                match self { $(Office::$name => Sector::$sector),* }
            }

            /// The class of role.
            pub fn role_class(self) -> Option<RoleClass> {
                match self { $(Office::$name => $class),* }
            }
        }
    };
}

use RoleClass as R;
offices! {
    /// Presidents of states, monarchs, supreme leaders.
    HeadOfState = "head of state", Gov, Some(R::HeadOfState);
    /// Prime ministers, chancellors, premiers.
    HeadOfGovernment = "head of government", Gov, Some(R::HeadOfGovernment);
    /// Ministers of foreign affairs.
    ForeignMinister = "foreign minister", Gov, Some(R::ForeignMinister);
    /// Ministers of defence.
    DefenceMinister = "defence minister", Gov, Some(R::Minister);
    /// Ministers of the interior.
    InteriorMinister = "interior minister", Gov, Some(R::Minister);
    /// Ministers of finance.
    FinanceMinister = "finance minister", Gov, Some(R::Minister);
    /// Ministers of justice, attorneys general.
    JusticeMinister = "justice minister", Gov, Some(R::Minister);
    /// Other members of a government.
    Minister = "minister", Gov, Some(R::Minister);
    /// Vice presidents.
    VicePresident = "vice president", Gov, None;
    /// Deputy prime ministers.
    DeputyPrimeMinister = "deputy prime minister", Gov, Some(R::Minister);
    /// Speakers and presidents of chambers.
    Speaker = "speaker", Leg, Some(R::Legislator);
    /// Commanders of armed forces.
    MilitaryChief = "military chief", Mil, Some(R::Military);
    /// Ambassadors and permanent representatives.
    Ambassador = "ambassador", Gov, Some(R::Diplomat);
    /// Spokespersons.
    Spokesperson = "spokesperson", Gov, Some(R::Spokesperson);
    /// Judges of high courts.
    Judge = "judge", Jud, None;
    /// Heads of police forces.
    Police = "police chief", Cop, None;
    /// Heads of intelligence services.
    Intelligence = "intelligence chief", Spy, None;
    /// Governors, mayors, heads of regions.
    Regional = "governor", Gov, None;
    /// Spouses of heads of state.
    FirstLady = "first lady", Eli, None;
    /// Heads of international organisations.
    International = "head of an international organisation", Igo, Some(R::Igo);
    /// Party leaders.
    PartyLeader = "party leader", Pty, None;
    /// Leaders of armed groups.
    Rebel = "rebel leader", Reb, Some(R::Rebel);
    /// Everything else.
    Other = "official", Gov, None;
}

impl Office {
    /// The class at a place of [`Office::ALL`].
    pub(crate) fn at(index: u8) -> Office {
        Office::ALL.get(index as usize).copied().unwrap_or(Office::Other)
    }

    /// The class that the role of a title speaks of, where holders are kept by it.
    pub fn of_role(role: &str) -> Option<Office> {
        Some(match role {
            "president" | "king" | "queen" | "emperor" | "emir" | "sultan" | "pope" | "monarch"
            | "supreme leader" | "head of state" | "grand duke" => Office::HeadOfState,
            "prime minister" | "chancellor" | "taoiseach" | "head of government" => Office::HeadOfGovernment,
            "foreign minister" | "secretary of state" | "foreign secretary" => Office::ForeignMinister,
            "defence minister" => Office::DefenceMinister,
            "interior minister" => Office::InteriorMinister,
            "finance minister" => Office::FinanceMinister,
            "justice minister" | "attorney general" => Office::JusticeMinister,
            "vice president" => Office::VicePresident,
            "deputy prime minister" => Office::DeputyPrimeMinister,
            "speaker" => Office::Speaker,
            "first lady" => Office::FirstLady,
            "spokesperson" => Office::Spokesperson,
            "general" | "commander" => Office::MilitaryChief,
            "ambassador" => Office::Ambassador,
            "party leader" => Office::PartyLeader,
            "governor" | "mayor" | "chief minister" => Office::Regional,
            "judge" => Office::Judge,
            "secretary-general" | "high representative" => Office::International,
            "rebel leader" => Office::Rebel,
            _ => return None,
        })
    }

    /// How much the holders of this class are in the news: the order in which namesakes are tried.
    pub(crate) fn prominence(self) -> u8 {
        match self {
            Office::HeadOfState | Office::HeadOfGovernment => 4,
            Office::ForeignMinister | Office::International | Office::Rebel => 3,
            Office::DefenceMinister
            | Office::VicePresident
            | Office::DeputyPrimeMinister
            | Office::FirstLady => 2,
            Office::Other | Office::Ambassador | Office::Regional | Office::Judge => 0,
            _ => 1,
        }
    }
}

/// Words before a position that make it another, lower one.
const LOWER: &[&str] = &[
    "deputy",
    "vice",
    "assistant",
    "under",
    "undersecretary",
    "adviser",
    "advisor",
    "counselor",
    "secretary to",
    "aide",
    "chief of staff",
    "head of the",
    "spokes",
    "private secretary",
    "parliamentary secretary",
    "shadow",
    "minister of state for",
    "special assistant",
    "office of",
    "to the president",
    "to the prime minister",
    "permanent secretary",
    "representative",
    "envoy",
];

/// The class of a position as Wikidata and the Factbook word it.
pub fn classify(position: &str) -> Office {
    let p = position.to_lowercase().replace('-', " ");
    let has = |what: &str| p.contains(what);
    let starts = |what: &str| p.starts_with(what);
    if has("ambassador") || has("permanent representative") || has("high commissioner to") {
        return Office::Ambassador;
    }
    if has("spokesperson") || has("spokesman") || has("press secretary") {
        return Office::Spokesperson;
    }
    if has("first lady") || has("first gentleman") {
        return Office::FirstLady;
    }
    if starts("vice president") && !has(" of the ") && !has("senate") {
        return Office::VicePresident;
    }
    if (starts("deputy prime minister")
        || starts("vice premier")
        || starts("first deputy prime minister")
        || starts("vice prime minister")
        || starts("deputy premier")
        || starts("first vice premier"))
        && !has("secretary")
    {
        return Office::DeputyPrimeMinister;
    }
    if has("judge")
        || has("justice of")
        || has("chief justice")
        || has("supreme court")
        || has("constitutional court")
    {
        return Office::Judge;
    }
    if LOWER.iter().any(|lower| has(lower)) {
        return Office::Other;
    }
    if has("chief of") && (has("staff") || has("defence") || has("army") || has("air"))
        || has("commander")
        || has("joint chiefs")
    {
        return Office::MilitaryChief;
    }
    if has("foreign affairs")
        || has("foreign minister")
        || has("external affairs")
        || has("external relations")
        || has("foreign and commonwealth")
        || p == "secretary of state"
        || has("foreign, commonwealth")
        || p == "minister of foreign and european affairs"
    {
        return Office::ForeignMinister;
    }
    if has("speaker")
        || ((starts("president of the") || starts("chairman of the") || starts("chairperson of the"))
            && [
                "senate",
                "assembly",
                "parliament",
                "chamber",
                "council of states",
                "duma",
                "congress",
                "knesset",
                "house",
                "verkhovna",
                "riksdag",
                "bundestag",
            ]
            .iter()
            .any(|chamber| has(chamber)))
    {
        return Office::Speaker;
    }
    let minister = has("minister") || has("secretary") || has("ministry");
    if minister && (has("defence") || has("defense")) {
        return Office::DefenceMinister;
    }
    if has("prime minister") && !has(" of crimea") && !has(" of republika")
        || p == "premier"
        || starts("premier of the state council")
        || p == "chancellor"
        || p == "federal chancellor"
        || starts("chancellor of germany")
        || p == "taoiseach"
        || p == "president of the government"
        || p == "president of the council of ministers"
        || p == "head of government"
        || p == "minister of state (monaco)"
    {
        return Office::HeadOfGovernment;
    }
    const HEADS: &[&str] = &[
        "president",
        "monarch",
        "king",
        "queen",
        "emperor",
        "emir",
        "amir",
        "sultan",
        "supreme leader",
        "pope",
        "federal president",
        "acting president",
        "interim president",
        "captain regent",
        "grand duke",
        "prince",
        "state president",
        "head of state",
        "chairman of the presidency",
        "president of the palestinian national authority",
        "supreme leader of iran",
        "president of the republic",
        "state affairs commission president",
        "state affairs commission chairman",
        "governor general",
        "paramount leader",
        "chairman of the presidential council",
        "chairman of the transitional sovereignty council",
        "president of the state administration council",
        "yang di pertuan agong",
        "president of ukraine",
        "king and prime minister",
        "president and prime minister",
        "sultan and prime minister",
    ];
    if HEADS.contains(&p.as_str()) || starts("supreme leader") || starts("monarch of") || starts("king of") {
        return Office::HeadOfState;
    }
    if minister
        && (has("interior") || has("internal affairs") || has("home affairs") || has("home department"))
    {
        return Office::InteriorMinister;
    }
    if minister && has("finance")
        || has("secretary of the treasury")
        || has("chancellor of the exchequer")
        || p == "treasurer"
    {
        return Office::FinanceMinister;
    }
    if minister && has("justice") || p == "attorney general" {
        return Office::JusticeMinister;
    }
    if has("police") {
        return Office::Police;
    }
    if has("intelligence") || has("security service") {
        return Office::Intelligence;
    }
    if has("governor of") || has("mayor of") || has("president of the generalitat") || has("chief minister") {
        return Office::Regional;
    }
    if minister {
        return Office::Minister;
    }
    Office::Other
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wordings_of_positions() {
        for (position, office) in [
            ("President", Office::HeadOfState),
            ("President of the Senate", Office::Speaker),
            ("Minister of Europe and Foreign Affairs", Office::ForeignMinister),
            ("Deputy Minister of Foreign Affairs", Office::Other),
            ("Secretary of State", Office::ForeignMinister),
            ("Secretary of State of Ohio", Office::Minister),
            ("Premier of the State Council", Office::HeadOfGovernment),
            ("Counselor to the President", Office::Other),
            ("ambassador to France", Office::Ambassador),
            ("Chief of the General Staff", Office::MilitaryChief),
        ] {
            assert_eq!(classify(position), office, "{position}");
        }
    }
}
