//! Small undated reports, invented here.

use super::{Tenure, document_date};
use crate::find;
use dateline_doc::Analysis;

fn dated(text: &str, who: &dyn Fn(&str) -> Vec<Tenure>) -> Option<String> {
    let none = Analysis::default();
    document_date(text, &none, &find(text, &none), who).map(|d| d.value.to_string())
}

fn nobody(_: &str) -> Vec<Tenure> {
    Vec::new()
}

#[test]
fn a_date_line_is_read() {
    assert_eq!(
        dated("Port strike ends\nTuesday, September 17, 2019\nDockers went back.", &nobody).as_deref(),
        Some("2019-09-17")
    );
    assert_eq!(
        dated("LIMA, March 3, 2020 (Agency) - Dockers went back to work.", &nobody).as_deref(),
        Some("2020-03-03")
    );
}

#[test]
fn an_event_told_today_gives_the_day() {
    let text = "The Taliban entered Kabul today as President Ashraf Ghani fled the country. Shops were shut.";
    assert_eq!(dated(text, &nobody).as_deref(), Some("2021-08-15"));
}

#[test]
fn an_anniversary_gives_the_year() {
    let text = "Thousands lit candles on Friday for the second anniversary of the Beirut port explosion.";
    assert_eq!(dated(text, &nobody).and_then(|d| d.get(..4).map(String::from)).as_deref(), Some("2022"));
}

#[test]
fn weekday_and_day_of_the_month_pick_the_year_within_a_term() {
    let who = |name: &str| -> Vec<Tenure> {
        let term = |from: &str, to: &str| Tenure {
            position: "Prime Minister of Ruritania".into(),
            from: from.parse().ok(),
            to: to.parse().ok(),
            open: false,
        };
        if name.ends_with("Rassendyll") { vec![term("2014-05-01", "2019-03-01")] } else { Vec::new() }
    };
    let text = "Prime Minister Rudolf Rassendyll opened the bridge on Thursday, April 14, his office said.";
    assert_eq!(dated(text, &who).and_then(|d| d.get(..7).map(String::from)).as_deref(), Some("2016-04"));
}

#[test]
fn events_date_small_reports() {
    let cases = [
        (
            "2016-07-17",
            "Police arrested hundreds of officers on Sunday, two days after the failed coup in Turkey.",
        ),
        ("2021-08-22", "A week after the fall of Kabul, thousands still waited at the airport on Sunday."),
        ("2017-11-21", "Robert Mugabe resigned on Tuesday after 37 years in power."),
        ("2018-06-12", "Donald Trump and Kim Jong Un met in Singapore on Tuesday, the first such summit."),
        (
            "2013-12-10",
            "Guests flew to Johannesburg for a memorial five days after the death of Nelson Mandela.",
        ),
        (
            "2021",
            "The army seized power in Myanmar earlier this year; the coup in Myanmar was widely condemned.",
        ),
        (
            "2019-01-24",
            "The envoys will meet on Friday, January 25. Juan Guaido declared himself president yesterday.",
        ),
    ];
    for (date, text) in cases {
        assert_eq!(dated(text, &nobody).as_deref(), Some(date), "{text}");
    }
}

#[test]
fn what_cannot_be_told_is_not_told() {
    assert_eq!(dated("The mayor opened a school on Tuesday. Parents were glad.", &nobody), None);
    assert_eq!(dated("He was born in 1970 and likes to fish.", &nobody), None);
}
