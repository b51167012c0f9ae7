//! Looking up a name, and why it is believed.

use crate::day::Day;
use crate::knowledge::{Entry, Knowledge};
use crate::offices::{Holding, Person};
use dateline_doc::{Analysis, Entity, Layer, ParagraphId, Relation, Sentence, Span, Token, TokenId, Upos};

/// What the knowledge base says of a name.
#[derive(Debug, Clone)]
pub enum Answer<'k> {
    /// An entry of the tables.
    Entry(&'k Entry),
    /// Somebody who held offices.
    Person {
        /// Who.
        person: Person<'k>,
        /// How the name was found: by its full form, as a surname, or as another spelling.
        by: &'static str,
        /// The offices held on the day asked for, or all of them where no day was.
        offices: Vec<Holding<'k>>,
    },
}

impl Knowledge {
    /// Whom or what a name can mean: entries of the tables, then persons, those first who were in
    /// the most prominent office (on `day`, where one is given).
    ///
    /// ```
    /// # use dateline_entity::{Answer, Day, Knowledge};
    /// let knowledge = Knowledge::bundled()?;
    /// let day = Day::parse("2016-05-01");
    /// let answers = knowledge.who("Angela Merkel", day);
    /// assert!(matches!(&answers[0], Answer::Person { person, offices, .. }
    ///     if person.wikidata().as_deref() == Some("Q567") && offices[0].position == "Chancellor"));
    /// # Ok::<(), dateline_entity::KnowledgeError>(())
    /// ```
    pub fn who(&self, name: &str, day: Option<Day>) -> Vec<Answer<'_>> {
        let mut answers: Vec<Answer<'_>> = self.entry(name).map(Answer::Entry).into_iter().collect();
        let offices = &self.offices;
        let found = [
            ("full name", offices.named(name)),
            ("surname", offices.surnamed(name)),
            ("another spelling", offices.sounding(name)),
        ];
        let mut persons: Vec<(Person<'_>, &'static str)> = Vec::new();
        for (by, list) in found {
            for person in list {
                if !persons.iter().any(|(other, _)| other.index == person.index) {
                    persons.push((person, by));
                }
            }
        }
        let rank = |person: &Person<'_>| {
            let holdings: Vec<Holding<'_>> = person.holdings().collect();
            let prominence = |h: &Holding<'_>| h.office.prominence();
            let now = holdings.iter().filter(|h| day.is_none_or(|day| h.at(day))).map(prominence).max();
            (now, holdings.iter().map(prominence).max(), std::cmp::Reverse(person.index))
        };
        persons.sort_by_key(|(person, by)| (*by == "full name", rank(person)));
        answers.extend(persons.into_iter().rev().map(|(person, by)| {
            let mut held: Vec<Holding<'_>> =
                person.holdings().filter(|h| day.is_none_or(|day| h.at(day))).collect();
            held.sort_by_key(|h| (std::cmp::Reverse(h.office.prominence()), h.start));
            Answer::Person { person, by, offices: held }
        }));
        answers
    }

    /// The entity to which a report of that day would link a name if it told nothing else: the
    /// same rules, with the name for a text. A title before it counts ("Foreign Minister …").
    ///
    /// The entity's origin says by which rule and how surely. `None` where the name is linked to
    /// nothing, which a report that names the state or the office may do all the same.
    ///
    /// ```
    /// # use dateline_entity::{Day, Knowledge};
    /// let knowledge = Knowledge::bundled()?;
    /// let day = Day::parse("2016-05-01");
    /// let entity = knowledge.link("Chancellor Merkel", day).expect("she was in office");
    /// assert_eq!((entity.wikidata.as_deref(), &*entity.origin.rule), (Some("Q567"), "surname-office"));
    /// assert!(knowledge.link("Harju Tannenwald", None).is_none());
    /// # Ok::<(), dateline_entity::KnowledgeError>(())
    /// ```
    pub fn link(&self, name: &str, day: Option<Day>) -> Option<Entity> {
        let name = capitalised(name.trim());
        let day = day.map(|day| day.to_string());
        let reading = crate::read(self, &name, &alone(&name), &Layer::new(), day.as_deref());
        let longest = reading.mentions.iter().max_by_key(|mention| mention.span.len())?;
        let entity = reading.entities.get(longest.entity)?;
        let known = entity.wikidata.is_some() || self.entry(&entity.name).is_some();
        known.then(|| entity.clone())
    }
}

/// A name typed without capitals, with them.
fn capitalised(name: &str) -> String {
    if name.chars().any(char::is_uppercase) {
        return name.to_owned();
    }
    let mut start = true;
    let raise = |c: char| {
        let raised = if start { c.to_uppercase().collect::<String>() } else { c.to_string() };
        start = c.is_whitespace();
        raised
    };
    name.chars().map(raise).collect()
}

/// A name as a text of one sentence that no tagger has seen.
fn alone(name: &str) -> Analysis {
    let token = |word: &str| {
        let start = word.as_ptr() as usize - name.as_ptr() as usize;
        Token {
            span: Span::new(start, start + word.len()),
            upos: Upos::X,
            morph: Default::default(),
            lemma: Default::default(),
            head: None,
            relation: Relation::Dep,
        }
    };
    let tokens: Vec<Token> = name.split_whitespace().map(token).collect();
    let span = Span::new(0, name.len());
    let range = TokenId::at(0)..TokenId::at(tokens.len());
    let sentences = vec![Sentence { span, tokens: range, paragraph: ParagraphId(0) }];
    Analysis::new(tokens.into(), sentences.into(), vec![span].into(), Vec::new(), Layer::new())
}
