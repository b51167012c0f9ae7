//! Pronouns and nouns to entities, in text order.

use crate::cluster::Cluster;
use crate::context::{Context, Found};
use crate::day::Day;
use crate::nominal::{self, Opening, Plain};
use crate::office::Office;
use dateline_doc::{Country, EntityId, EntityType, Relation, RoleClass, Span};
use std::collections::HashMap;

/// One spoken-of entity in the course of the text.
struct Trace {
    offset: u32,
    sentence: usize,
    subject: bool,
    cluster: usize,
    name: bool,
}

/// The state of the reading.
pub(crate) struct Resolver<'a, 'k> {
    cx: &'a Context<'k>,
    pub(crate) clusters: Vec<Cluster>,
    pub(crate) found: Vec<Found>,
    pub(crate) of: Vec<Option<usize>>,
    trace: Vec<Trace>,
    by_noun: HashMap<(String, Option<Country>), usize>,
    quotes: Vec<Span>,
    main: Option<Country>,
    /// How many of the mentions are names.
    named: usize,
    /// Where the mentions of the first walk end, once it is over.
    plain_end: Option<usize>,
    /// The persons with titles.
    titled: Vec<usize>,
}

impl<'a, 'k> Resolver<'a, 'k> {
    pub(crate) fn new(
        cx: &'a Context<'k>,
        clusters: Vec<Cluster>,
        found: Vec<Found>,
        of: Vec<Option<usize>>,
        main: Option<Country>,
        quotes: Vec<Span>,
    ) -> Resolver<'a, 'k> {
        let mut by_noun = HashMap::new();
        for (at, cluster) in clusters.iter().enumerate().filter(|(_, cluster)| !cluster.noun.is_empty()) {
            by_noun.entry((cluster.noun.clone(), cluster.country)).or_insert(at);
        }
        {
            let named = found.len();
            let titled = (0..clusters.len())
                .filter(|&at| {
                    !clusters[at].told.is_empty()
                        || clusters[at].wikidata.is_some() && clusters[at].kind == EntityType::Person
                })
                .collect();
            Resolver {
                cx,
                clusters,
                found,
                of,
                trace: Vec::new(),
                by_noun,
                quotes,
                main,
                named,
                plain_end: None,
                titled,
            }
        }
    }

    /// Walks through the text; every plain mention that can be resolved gets a cluster.
    pub(crate) fn run(&mut self, plains: &[Plain]) {
        let named = self.found.len();
        let mut next = 0;
        let mut later: Vec<&Plain> = Vec::new();
        for plain in plains {
            while next < named && self.found[next].span.start <= plain.span.start {
                self.note_name(next);
                next += 1;
            }
            if matches!(
                plain.word.as_str(),
                "i" | "me" | "my" | "mine" | "myself" | "we" | "us" | "our" | "ours" | "ourselves"
            ) && plain.pronoun
            {
                later.push(plain);
                continue;
            }
            let cluster = if plain.pronoun { self.pronoun(plain) } else { self.noun(plain) };
            if let Some(cluster) = cluster {
                self.place(plain, cluster);
            }
        }
        while next < named {
            self.note_name(next);
            next += 1;
        }
        self.trace.sort_by_key(|trace| trace.offset);
        self.plain_end = Some(self.found.len());
        for plain in later {
            if let Some(cluster) = self.speaker(plain) {
                self.place(plain, cluster);
            }
        }
    }

    fn note_name(&mut self, at: usize) {
        let Some(cluster) = self.of[at] else { return };
        let span = self.found[at].span;
        let head = self.cx.head(span);
        let subject = head.is_some_and(|id| self.cx.analysis.tokens[id].relation.is_subject());
        self.trace.push(Trace {
            offset: span.start,
            sentence: self.cx.sentence(span.start),
            subject,
            cluster,
            name: true,
        });
    }

    fn place(&mut self, plain: &Plain, cluster: usize) {
        let mut mention = nominal::mention(plain, self.clusters[cluster].kind);
        mention.rule = if plain.pronoun { "pronoun" } else { "nominal" };
        self.clusters[cluster].mentions.push(self.found.len());
        self.found.push(mention);
        self.of.push(Some(cluster));
        self.trace.push(Trace {
            offset: plain.span.start,
            sentence: self.cx.sentence(plain.span.start),
            subject: plain.subject,
            cluster,
            name: false,
        });
    }

    fn in_quote(&self, offset: u32) -> Option<Span> {
        let to = self.quotes.partition_point(|quote| quote.start <= offset);
        self.quotes[..to].iter().rev().take(4).copied().rfind(|quote| quote.contains_offset(offset))
    }

    /// The best cluster for a pronoun.
    fn pronoun(&mut self, plain: &Plain) -> Option<usize> {
        let (persons, male, plural) = match plain.word.as_str() {
            "he" | "him" | "his" | "himself" => (true, Some(true), false),
            "she" | "her" | "hers" | "herself" => (true, Some(false), false),
            "it" | "its" | "itself" => (false, None, false),
            _ => (false, None, true),
        };
        let reflexive = plain.word.ends_with("self") || plain.word.ends_with("selves");
        let own_subject = self.co_subject(plain);
        let quote = self.in_quote(plain.span.start);
        let speaker = quote.and_then(|quote| self.speaker_of(quote));
        let fits = |index: usize, cluster: &Cluster| {
            let right = if persons {
                cluster.kind == EntityType::Person && (cluster.male.is_none() || cluster.male == male)
            } else if plural {
                cluster.plural || matches!(cluster.kind, EntityType::Organisation | EntityType::Group)
            } else {
                matches!(cluster.kind, EntityType::State | EntityType::Organisation | EntityType::Facility)
                    && !cluster.plural
            };
            right && (reflexive || own_subject != Some(index)) && !(persons && speaker == Some(index))
        };
        let best = self.best(plain, fits, |_, cluster| {
            let mut bonus = 0.0;
            if persons && cluster.male == male {
                bonus += 15.0;
            }
            if persons && cluster.names.is_empty() {
                bonus -= 25.0;
            }
            if plural && cluster.plural {
                bonus += 40.0;
            }
            bonus
        })?;
        if persons && self.clusters[best].male.is_none() {
            self.clusters[best].male = male;
        }
        Some(best)
    }

    /// The cluster of the subject whose verb also governs the pronoun as an object.
    fn co_subject(&self, plain: &Plain) -> Option<usize> {
        if !self.cx.tagged {
            return None;
        }
        let token = &self.cx.analysis.tokens[plain.head?];
        if !matches!(token.relation, Relation::Obj | Relation::Iobj | Relation::Obl) {
            return None;
        }
        let verb = token.head?;
        let subject = self.cx.analysis.child_in(verb, &[Relation::Nsubj, Relation::NsubjPass])?;
        let span = self.cx.analysis.tokens[subject].span;
        self.trace
            .iter()
            .rev()
            .take(12)
            .find(|trace| span.start <= trace.offset + 40 && self.covers(trace, span))
            .map(|t| t.cluster)
    }

    fn covers(&self, trace: &Trace, span: Span) -> bool {
        self.clusters[trace.cluster].mentions.iter().any(|&m| self.found[m].span.overlaps(span))
    }

    /// The most salient cluster that fits: near, subject, often spoken of.
    fn best(
        &self,
        plain: &Plain,
        fits: impl Fn(usize, &Cluster) -> bool,
        bonus: impl Fn(usize, &Cluster) -> f32,
    ) -> Option<usize> {
        let sentence = self.cx.sentence(plain.span.start);
        let mut scores: Vec<(usize, f32)> = Vec::new();
        for (distance, trace) in self.trace.iter().rev().take(80).enumerate() {
            let cluster = &self.clusters[trace.cluster];
            let back = sentence.saturating_sub(trace.sentence);
            if back > 4 || !fits(trace.cluster, cluster) || plain.span.contains_offset(trace.offset) {
                continue;
            }
            let score = 100.0 - 30.0 * back as f32 - 1.5 * distance as f32
                + if trace.subject { 25.0 } else { 0.0 }
                + if trace.name { 0.0 } else { 5.0 }
                + bonus(trace.cluster, cluster);
            match scores.iter_mut().find(|(index, _)| *index == trace.cluster) {
                Some((_, best)) => *best = best.max(score) + 3.0,
                None => scores.push((trace.cluster, score)),
            }
        }
        // Whom the report is about is meant more often.
        for (index, score) in &mut scores {
            *score += 2.5
                * self.clusters[*index]
                    .mentions
                    .iter()
                    .filter(|&&m| self.found[m].span.start < plain.span.start)
                    .take(8)
                    .count() as f32;
        }
        scores.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map(|(index, _)| index)
    }

    /// The cluster of a noun: an entity spoken of before, or a new one.
    fn noun(&mut self, plain: &Plain) -> Option<usize> {
        if plain.word == "counterpart" || plain.word == "counterparts" {
            return Some(self.counterpart(plain));
        }
        if plain.title {
            return self.role(plain);
        }
        let nominal = *self.cx.kb.nominals.get(&plain.key)?;
        if nominal.state {
            return if nominal.plural { self.states(plain) } else { self.country(plain) };
        }
        if matches!(
            plain.word.as_str(),
            "leaders" | "presidents" | "ministers" | "men" | "officials" | "premiers"
        ) && plain.opening == Opening::Definite
            && self.two(plain)
            && let Some(group) = self.pair(plain, EntityType::Person)
        {
            return Some(group);
        }
        // An organisation spoken of by name: "the party", "the network".
        if plain.opening == Opening::Definite
            && nominal.kind == EntityType::Organisation
            && plain.country.is_none()
            && plain.owner.is_none()
            && let Some(named) = self.named_organisation(plain)
        {
            return Some(named);
        }
        // "US federal agency" of a headline: the body of that state that the report then names.
        if nominal.kind == EntityType::Organisation
            && plain.country.is_some()
            && self.cx.sentence(plain.span.start) == 0
        {
            let named = self.clusters.iter().position(|c| {
                c.kind == EntityType::Organisation
                    && !(c.names.is_empty() && c.entry.is_none())
                    && c.sector == nominal.sector
                    && c.country == plain.country
                    && !c.mentions.is_empty()
            });
            if named.is_some()
                && !matches!(plain.word.as_str(), "government" | "police" | "army" | "military")
            {
                return named;
            }
        }
        // "The rebels" of a report on one armed group.
        if plain.opening == Opening::Definite
            && nominal.sector == Some(dateline_doc::Sector::Reb)
            && plain.owner.is_none()
            && plain.possessive.is_none()
        {
            let group = self.best(plain, |_, c| c.sector == nominal.sector && c.entry.is_some(), |_, _| 0.0);
            if group.is_some() {
                return group;
            }
        }
        Some(self.kept_noun(plain, nominal.kind, nominal.plural))
    }

    fn two(&self, plain: &Plain) -> bool {
        let text = plain.span.of(self.cx.text).to_lowercase();
        text.contains("two ") || text.contains("both ")
    }

    /// The last organisation with a name that the noun can mean.
    fn named_organisation(&self, plain: &Plain) -> Option<usize> {
        let wanted = self.cx.kb.nominals.get(&plain.key)?;
        let noun = plain.word.as_str();
        self.best(
            plain,
            |_, cluster| {
                if !matches!(cluster.kind, EntityType::Organisation | EntityType::Group)
                    || cluster.plural
                    || cluster.names.is_empty() && cluster.entry.is_none()
                {
                    return false;
                }
                let named = cluster.names.iter().any(|words| words.iter().any(|word| word == noun))
                    || cluster.name.to_lowercase().split(' ').any(|word| word == noun);
                use dateline_doc::Sector::{Bus, Gov, Med};
                let firm = matches!(noun, "company" | "firm" | "corporation" | "broadcaster")
                    && matches!(cluster.sector, Some(Bus | Med));
                let group = noun == "group" && cluster.sector.is_some_and(|sector| sector != Gov);
                // "Their union" is whosever union it is, not the last body that a union could be.
                named
                    || plain.possessive.is_none() && (firm || group)
                    || plain.possessive.is_none()
                        && cluster.sector.is_some()
                        && cluster.sector == wanted.sector
                        && !matches!(
                            noun,
                            "government"
                                | "administration"
                                | "police"
                                | "army"
                                | "military"
                                | "office"
                                | "regime"
                        )
            },
            |_, cluster| if cluster.name.to_lowercase().contains(noun) { 30.0 } else { 0.0 },
        )
    }

    /// A noun that makes an entity of its own, found again by the same noun of the same state.
    fn kept_noun(&mut self, plain: &Plain, kind: EntityType, plural: bool) -> usize {
        let country = plain.country;
        let owner = plain.owner.and_then(|at| self.of[at]).map(|c| self.clusters[c].name.to_string());
        let fresh = plain.opening == Opening::Indefinite;
        // "Her spokesman" is not his, nor Ukraine's.
        let whose = plain.possessive.as_deref().filter(|_| kind == EntityType::Person);
        let key = match (&owner, whose) {
            (_, Some(whose)) => (format!("{whose} {}", plain.key), country),
            (Some(owner), None) if country.is_none() => (format!("{owner}/{}", plain.key), None),
            _ => (plain.key.clone(), country),
        };
        if !fresh {
            if let Some(&known) = self.by_noun.get(&key) {
                return known;
            }
            // Without a state, the last of that noun, whosever.
            if country.is_none() && owner.is_none() && whose.is_none() {
                let last = self
                    .trace
                    .iter()
                    .rev()
                    .take(600)
                    .find(|t| self.clusters[t.cluster].noun == plain.key)
                    .map(|t| t.cluster);
                if let Some(last) = last {
                    return last;
                }
            }
        }
        let text: String = plain.span.of(self.cx.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let mut cluster = Cluster::new(text, kind, "nominal");
        cluster.plural = plural;
        cluster.noun = plain.key.clone();
        if plain.named {
            // The name without its article; "the administration" finds it again.
            cluster.name = cluster.name.trim_start_matches("the ").trim_start_matches("The ").into();
        }
        let of_owner = plain.owner.and_then(|at| self.of[at]).and_then(|c| self.clusters[c].country);
        cluster.country = country.or(of_owner).or_else(|| self.default_country(plain));
        if let Some(nominal) = self.cx.kb.nominals.get(&plain.key) {
            cluster.sector = nominal.sector;
            cluster.role_class = nominal.role_class;
        } else if let Some(title) = self.cx.kb.titles.get(&plain.key) {
            cluster.sector = title.sector;
            cluster.role_class = title.role_class;
            cluster.role = Some(title.role.clone());
            cluster.male = title.male;
        }
        let title = self.cx.kb.titles.get(&plain.key);
        if let Some(own) = title.and_then(|title| title.country).filter(|_| country.is_none()) {
            cluster.country = Some(own);
        }
        // "The British government": an institution of that state with a name of its own.
        let institution = self.cx.kb.institutions.get(&plain.key);
        let named = institution.and_then(|i| i.of.iter().find(|(code, _)| Some(*code) == cluster.country));
        if let Some(entry) = named.and_then(|(_, name)| self.cx.kb.entry(name)) {
            cluster.wikidata = entry.wikidata.clone();
            cluster.sector = entry.sector.or(cluster.sector);
        }
        self.clusters.push(cluster);
        let index = self.clusters.len() - 1;
        self.by_noun.insert(key, index);
        index
    }

    /// The state of an institution or office whose state the phrase does not name: the one that the
    /// report is about.
    fn default_country(&self, plain: &Plain) -> Option<Country> {
        // Nobody else's government is called "the administration" without a name.
        if plain.key == "administration" {
            let states =
                self.clusters.iter().filter(|c| c.kind == EntityType::State).filter_map(|c| c.country);
            let american = states.into_iter().find(|code| code.as_str() == "USA");
            if american.is_some() {
                return american;
            }
        }
        if let Some(possessive) = &plain.possessive
            && (possessive == "its" || possessive == "their")
        {
            let state = self.best(plain, |_, c| c.kind == EntityType::State, |_, _| 0.0)?;
            return self.clusters[state].country;
        }
        let nominal = self.cx.kb.nominals.get(&plain.key);
        let own = nominal.is_some_and(|n| {
            matches!(
                n.sector.map(|s| s.as_str()),
                Some("GOV" | "LEG" | "JUD" | "COP" | "MIL" | "OPP" | "PTY")
            )
        }) || self.cx.kb.titles.get(&plain.key).is_some_and(|t| t.unique);
        own.then_some(self.main).flatten()
    }

    /// "The president", "the Belarusian leader", "a spokesman".
    fn role(&mut self, plain: &Plain) -> Option<usize> {
        let cx = self.cx;
        let title = cx.kb.titles.get(&plain.key)?;
        if plain.opening == Opening::Definite
            || plain.opening == Opening::Bare && (title.unique || self.cx.sentence(plain.span.start) == 0)
        {
            let office = Office::of_role(&title.role);
            let wanted = plain.country.or_else(|| {
                let poss = plain.possessive.as_deref()?;
                if poss != "its" {
                    return None;
                }
                let state = self.best(plain, |_, c| c.kind == EntityType::State, |_, _| 0.0)?;
                self.clusters[state].country
            });
            // "Her spokesman" is not somebody else's, of whom no name is known.
            let whose = plain.possessive.is_some().then(|| plain.span.of(cx.text));
            let of_another = |cluster: &Cluster| {
                let nameless = cluster.names.is_empty() && cluster.entry.is_none();
                nameless && whose.is_some_and(|words| !words.eq_ignore_ascii_case(&cluster.name))
            };
            let same_role = |cluster: &Cluster| {
                if of_another(cluster) {
                    return false;
                }
                cluster.told.iter().any(|told| {
                    told.title == plain.key
                        || cx.kb.titles.get(&told.title).is_some_and(|t| {
                            t.role == title.role && (t.unique || t.role_class.is_some() || !t.role.is_empty())
                        })
                }) || cluster.noun == plain.key
                    || title.leader
                        && matches!(
                            cluster.role_class,
                            Some(RoleClass::HeadOfState | RoleClass::HeadOfGovernment)
                        )
                    || office.is_some()
                        && cluster.role_class.is_some()
                        && cluster.role_class == office.and_then(Office::role_class)
                        && cluster.wikidata.is_some()
            };
            let person = self.best(
                plain,
                |_, cluster| {
                    cluster.kind == EntityType::Person
                        && same_role(cluster)
                        && (wanted.is_none() || cluster.country.is_none() || cluster.country == wanted)
                        && (title.male.is_none() || cluster.male.is_none() || title.male == cluster.male)
                },
                |_, cluster| if wanted.is_some() && cluster.country == wanted { 60.0 } else { 0.0 },
            );
            let anywhere = person.or_else(|| {
                self.titled.iter().copied().find(|&at| {
                    let cluster = &self.clusters[at];
                    cluster.kind == EntityType::Person
                        && same_role(cluster)
                        && !cluster.mentions.is_empty()
                        && (wanted.is_none() || cluster.country == wanted)
                        && (title.unique || title.leader)
                })
            });
            let anywhere = anywhere.or_else(|| self.only_one(plain, &title.role, wanted));
            if let Some(person) =
                anywhere.filter(|_| plain.owner.is_none() || plain.country.is_some() || title.unique)
            {
                return Some(person);
            }
            if let (Some(country), false) = (wanted, plain.former)
                && let Some(known) = self.holder(plain, country, office, title.leader)
            {
                return Some(known);
            }
        }
        let index = self.kept_noun(plain, EntityType::Person, false);
        Some(index)
    }

    /// The only person of the report with that role, of that state where the noun names one: "Puerto
    /// Rico governor" of a headline.
    fn only_one(&self, plain: &Plain, role: &str, wanted: Option<Country>) -> Option<usize> {
        let mut all = self.titled.iter().copied().filter(|&at| {
            let cluster = &self.clusters[at];
            cluster.kind == EntityType::Person
                && !cluster.names.is_empty()
                && (wanted.is_none() || cluster.country.is_none() || cluster.country == wanted)
                && cluster.told.iter().any(|told| {
                    told.title == plain.key
                        || self.cx.kb.titles.get(&told.title).is_some_and(|t| t.role == role)
                })
        });
        let only = all.next()?;
        all.next().is_none().then_some(only)
    }

    /// The holder of a state's office at the document's date, as an entity.
    fn holder(
        &mut self,
        plain: &Plain,
        country: Country,
        office: Option<Office>,
        leader: bool,
    ) -> Option<usize> {
        let day = self.cx.date?;
        let person = self.office_holder(country, office, leader, day)?;
        let id = person.wikidata();
        if let Some(index) =
            self.clusters.iter().position(|c| c.wikidata.as_deref() == id.as_deref() && id.is_some())
        {
            return Some(index);
        }
        let index = self.kept_noun(plain, EntityType::Person, false);
        let cluster = &mut self.clusters[index];
        cluster.name = person.name().into();
        cluster.wikidata = id.map(Into::into);
        cluster.country = Some(country);
        cluster.rule = "office-at-date";
        cluster.score = 0.8;
        if leader {
            cluster.role_class = person
                .holdings()
                .find(|h| h.country == country && h.at(day))
                .and_then(|h| h.office.role_class());
        }
        Some(index)
    }

    fn office_holder(
        &self,
        country: Country,
        office: Option<Office>,
        leader: bool,
        day: Day,
    ) -> Option<crate::offices::Person<'k>> {
        let offices = &self.cx.kb.offices;
        let single = |office: Office| {
            let holders = offices.holders_at(country, office, day);
            let mut sure: Vec<u32> = holders.iter().map(|h| h.person).collect();
            sure.dedup();
            (sure.len() == 1).then(|| sure[0])
        };
        let index = match office {
            Some(office) => single(office),
            None if leader => single(Office::HeadOfState).or_else(|| single(Office::HeadOfGovernment)),
            None => None,
        }?;
        Some(offices.person(index))
    }

    /// "His Turkish counterpart": somebody of that state in the same office.
    fn counterpart(&mut self, plain: &Plain) -> usize {
        let owner = self.best(plain, |_, c| c.kind == EntityType::Person, |_, _| 0.0);
        let class = owner.and_then(|owner| self.clusters[owner].role_class);
        let office = owner.and_then(|owner| {
            self.clusters[owner].told.iter().find_map(|told| {
                let title = self.cx.kb.titles.get(&told.title)?;
                Office::of_role(&title.role)
            })
        });
        if let (Some(country), Some(class)) = (plain.country, class) {
            let there = self.clusters.iter().position(|c| {
                c.kind == EntityType::Person && c.country == Some(country) && c.role_class == Some(class)
            });
            if let Some(there) = there.filter(|_| !plain.plural) {
                return there;
            }
        }
        let index = match plain.country {
            Some(country) if plain.word == "counterpart" => self.holder(plain, country, office, false),
            _ => None,
        }
        .unwrap_or_else(|| {
            let kind = if plain.word == "counterparts" { EntityType::Group } else { EntityType::Person };
            self.kept_noun(plain, kind, plain.word == "counterparts")
        });
        let role = owner.and_then(|owner| self.clusters[owner].role.clone());
        let cluster = &mut self.clusters[index];
        cluster.role_class = cluster.role_class.or(class);
        cluster.role = cluster.role.take().or(role);
        cluster.country = cluster.country.or(plain.country);
        index
    }

    /// "The country", "the nation": the state last spoken of.
    fn country(&mut self, plain: &Plain) -> Option<usize> {
        if plain.opening != Opening::Definite || plain.possessive.is_some() || plain.owner.is_some() {
            return None;
        }
        self.best(
            plain,
            |_, c| c.kind == EntityType::State,
            |_, c| if c.country.is_some() && c.country == self.main { 10.0 } else { 0.0 },
        )
    }

    /// "The two countries", "both sides", "its allies".
    fn states(&mut self, plain: &Plain) -> Option<usize> {
        if self.two(plain) {
            return self.pair(plain, EntityType::State);
        }
        Some(self.kept_noun(plain, EntityType::Group, true))
    }

    /// A group of the two last entities of a type.
    fn pair(&mut self, plain: &Plain, kind: EntityType) -> Option<usize> {
        let mut members: Vec<usize> = Vec::new();
        for trace in self.trace.iter().rev().take(200) {
            let cluster = &self.clusters[trace.cluster];
            if cluster.kind == kind && !cluster.plural && !members.contains(&trace.cluster) {
                members.push(trace.cluster);
                if members.len() == 2 {
                    break;
                }
            }
        }
        if members.len() < 2 {
            return None;
        }
        members.sort_unstable();
        let ids: Vec<EntityId> = members.iter().map(|&at| EntityId::at(at)).collect();
        if let Some(known) = self.clusters.iter().position(|c| c.members == ids) {
            return Some(known);
        }
        let text: String = plain.span.of(self.cx.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let mut cluster = Cluster::new(text, EntityType::Group, "pair");
        cluster.plural = true;
        cluster.members = ids;
        cluster.sector = self.clusters[members[0]].sector;
        self.clusters.push(cluster);
        Some(self.clusters.len() - 1)
    }

    /// Whom "I" or "we" means: the speaker of the quotation that it stands in.
    fn speaker(&self, plain: &Plain) -> Option<usize> {
        let Some(quote) = self.in_quote(plain.span.start) else {
            // A statement published by a state: "The United States joins … We offer …".
            let ours = matches!(plain.word.as_str(), "we" | "us" | "our" | "ours" | "ourselves");
            return if ours { self.issuer() } else { None };
        };
        let speaker = self.speaker_of(quote)?;
        let single = matches!(plain.word.as_str(), "i" | "me" | "my" | "mine" | "myself");
        (!single || self.clusters[speaker].kind == EntityType::Person).then_some(speaker)
    }

    /// Who speaks in a statement that is published as it stands: the state of the official in whose
    /// name it is given out near its top, else that official.
    fn issuer(&self) -> Option<usize> {
        let person = self.clusters.iter().enumerate().find(|(_, cluster)| {
            let top = cluster.mentions.iter().any(|&m| self.cx.sentence(self.found[m].span.start) <= 3);
            let official = matches!(
                cluster.role_class,
                Some(
                    RoleClass::Spokesperson
                        | RoleClass::ForeignMinister
                        | RoleClass::Minister
                        | RoleClass::HeadOfState
                        | RoleClass::HeadOfGovernment
                )
            );
            let byline = cluster.mentions.iter().any(|&m| {
                let span = self.found[m].span;
                self.cx.starts_sentence(self.cx.piece_at(span.start))
                    && self.cx.text[span.end as usize..].starts_with(", ")
            });
            cluster.kind == EntityType::Person && top && official && byline
        });
        let (index, person) = person?;
        let state = self
            .clusters
            .iter()
            .position(|c| c.kind == EntityType::State && c.country.is_some() && c.country == person.country);
        Some(state.unwrap_or(index))
    }

    /// The mention beside a quotation that a verb of saying stands with.
    fn speaker_of(&self, quote: Span) -> Option<usize> {
        let cx = self.cx;
        let mut near: Option<(u32, usize)> = None;
        // Names, and behind them the other mentions, each in text order.
        let (first, last) = (quote.start.saturating_sub(130), quote.end + 130);
        let window = |from: usize, to: usize| {
            let part = &self.found[from..to];
            let start = part.partition_point(|f| f.span.start < first);
            let end = part.partition_point(|f| f.span.start <= last);
            from + start..from + end.max(start)
        };
        let plain = self.plain_end.unwrap_or(self.found.len());
        for at in window(0, self.named).chain(window(self.named, plain)) {
            let found = &self.found[at];
            let Some(cluster) = self.of[at] else { continue };
            if found.outer.is_some()
                || !matches!(
                    self.clusters[cluster].kind,
                    EntityType::Person | EntityType::Organisation | EntityType::State | EntityType::Group
                )
            {
                continue;
            }
            let span = found.span;
            let (from, to, behind) = if span.start >= quote.end {
                (quote.end, span.end, true)
            } else if span.end <= quote.start {
                (span.start, quote.start, false)
            } else {
                continue;
            };
            if to - from > 90 || cx.text[from as usize..to as usize].contains("\n\n") {
                continue;
            }
            let limit = if behind { (to + 14).min(cx.text.len() as u32) } else { to };
            let range = cx.piece_at(from)..cx.pieces.partition_point(|piece| piece.start < limit);
            let full_stop = cx.text[from as usize..to as usize].contains(". ");
            let said = range.into_iter().any(|piece| cx.kb.in_set("say", &cx.lower(piece)));
            if !said || full_stop {
                continue;
            }
            let distance = to - from + if self.clusters[cluster].kind == EntityType::Person { 0 } else { 30 };
            if near.is_none_or(|(other, _)| distance < other) {
                near = Some((distance, cluster));
            }
        }
        near.map(|(_, cluster)| cluster)
    }
}
