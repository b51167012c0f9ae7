//! Universal Dependencies: parts of speech, relations, features.

use crate::names::named;

named! {
    /// Universal part of speech.
    Upos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET",
        Intj = "INTJ", Noun = "NOUN", Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN",
        Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM", Verb = "VERB", X = "X",
    }
}

named! {
    /// Universal dependency relation, with the subtypes that English treebanks use.
    Relation {
        Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", AdvclRelcl = "advcl:relcl",
        Advmod = "advmod", Amod = "amod", Appos = "appos", Aux = "aux", AuxPass = "aux:pass",
        Case = "case", Cc = "cc", CcPreconj = "cc:preconj", Ccomp = "ccomp", Compound = "compound",
        CompoundPrt = "compound:prt", Conj = "conj", Cop = "cop", Csubj = "csubj",
        CsubjOuter = "csubj:outer", CsubjPass = "csubj:pass", Dep = "dep", Det = "det",
        DetPredet = "det:predet", Discourse = "discourse", Dislocated = "dislocated", Expl = "expl",
        Fixed = "fixed", Flat = "flat", Goeswith = "goeswith", Iobj = "iobj", List = "list",
        Mark = "mark", Nmod = "nmod", NmodDesc = "nmod:desc", NmodPoss = "nmod:poss",
        NmodUnmarked = "nmod:unmarked", Nsubj = "nsubj", NsubjOuter = "nsubj:outer",
        NsubjPass = "nsubj:pass", Nummod = "nummod", Obj = "obj", Obl = "obl",
        OblAgent = "obl:agent", OblUnmarked = "obl:unmarked", Orphan = "orphan",
        Parataxis = "parataxis", Punct = "punct", Reparandum = "reparandum", Root = "root",
        Vocative = "vocative", Xcomp = "xcomp",
    }
}

impl Relation {
    /// Any subject: nominal or clausal, active or passive.
    pub fn is_subject(self) -> bool {
        use Relation::*;
        matches!(self, Nsubj | NsubjPass | NsubjOuter | Csubj | CsubjPass | CsubjOuter)
    }

    /// The relation without its subtype: `nmod` for `nmod:poss`.
    pub fn universal(self) -> &'static str {
        let text = self.as_str();
        text.split_once(':').map_or(text, |(main, _)| main)
    }
}

/// A relation from a treebank; an unknown subtype falls back to its main relation, anything else
/// to `dep`.
pub fn relation(text: &str) -> Relation {
    let main = || text.split(':').next().and_then(|main| main.parse().ok());
    text.parse().ok().or_else(main).unwrap_or(Relation::Dep)
}

named! { /// Grammatical number.
Number { Sing = "Sing", Plur = "Plur", Ptan = "Ptan" } }
named! { /// Tense.
Tense { Past = "Past", Pres = "Pres" } }
named! { /// Grammatical person.
Person { First = "1", Second = "2", Third = "3" } }
named! { /// Form of a verb.
VerbForm { Fin = "Fin", Inf = "Inf", Part = "Part", Ger = "Ger" } }
named! { /// Mood of a finite verb.
Mood { Ind = "Ind", Imp = "Imp", Sub = "Sub" } }
named! { /// Voice, where a participle shows it.
Voice { Act = "Act", Pass = "Pass" } }
named! { /// Degree of comparison.
Degree { Pos = "Pos", Cmp = "Cmp", Sup = "Sup" } }
named! { /// Type of pronoun, determiner or pro-adverb.
PronType { Art = "Art", Dem = "Dem", Emp = "Emp", Ind = "Ind", Int = "Int", Neg = "Neg", Prs = "Prs", Rcp = "Rcp", Rel = "Rel", Tot = "Tot" } }
named! { /// Gender of a personal pronoun.
Gender { Masc = "Masc", Fem = "Fem", Neut = "Neut" } }
named! { /// Case of a pronoun.
Case { Nom = "Nom", Acc = "Acc", Gen = "Gen" } }

macro_rules! morph {
    ($($(#[$meta:meta])* $field:ident: $kind:ident = $key:literal),* $(,)?) => {
        /// The features of a word, as far as dateline needs them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        pub struct Morph { $($(#[$meta])* pub $field: Option<$kind>),* }

        impl Morph {
            /// Reads a UD FEATS column (`Number=Sing|Person=3`); features and values that are not
            /// kept here are passed over.
            pub fn parse(feats: &str) -> Morph {
                let mut morph = Morph::default();
                for (key, value) in feats.split('|').filter_map(|pair| pair.split_once('=')) {
                    match key {
                        $($key => morph.$field = value.parse().ok(),)*
                        _ => {}
                    }
                }
                morph
            }
        }

        impl std::fmt::Display for Morph {
            /// Writes a UD FEATS column, `_` where there is no feature.
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                let mut pairs: Vec<(&str, &str)> = Vec::new();
                $(if let Some(value) = self.$field { pairs.push(($key, value.as_str())); })*
                if pairs.is_empty() {
                    return f.write_str("_");
                }
                pairs.sort_unstable();
                for (index, (key, value)) in pairs.iter().enumerate() {
                    write!(f, "{}{key}={value}", if index == 0 { "" } else { "|" })?;
                }
                Ok(())
            }
        }
    };
}

morph! {
    /// Number.
    number: Number = "Number",
    /// Tense.
    tense: Tense = "Tense",
    /// Person.
    person: Person = "Person",
    /// Verb form.
    verb_form: VerbForm = "VerbForm",
    /// Mood.
    mood: Mood = "Mood",
    /// Voice.
    voice: Voice = "Voice",
    /// Degree.
    degree: Degree = "Degree",
    /// Pronoun type.
    pron_type: PronType = "PronType",
    /// Gender.
    gender: Gender = "Gender",
    /// Case.
    case: Case = "Case",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_round_trip_in_ud_order() {
        let feats = "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin";
        assert_eq!(Morph::parse(feats).to_string(), feats);
        assert_eq!(Morph::parse("Typo=Yes|NumType=Card").to_string(), "_");
    }

    #[test]
    fn unknown_subtypes_fall_back() {
        assert_eq!(relation("nmod:tmod"), Relation::Nmod);
        assert_eq!(relation("nsubj:pass"), Relation::NsubjPass);
        assert_eq!(relation("nonsense"), Relation::Dep);
        assert_eq!(Relation::NmodPoss.universal(), "nmod");
    }
}
