//! Looking up a name, and why it is believed.

use crate::day::Day;
use crate::knowledge::{Entry, Knowledge};
use crate::offices::{Holding, Person};

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
}
