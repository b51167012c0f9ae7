//! Figures of speech: sport, markets, weather, disease, history books, idioms give no events.

mod marked;

use dateline_event::{Frames, Weighing};
use marked::Marked;

const NONE: &[&str] = &[
    "The [striker] scored two goals in the second half as the team won the match.",
    "[Arsenal] launched a late attack but the goalkeeper saved the shot and the match ended level.",
    "[Shares] in the bank rallied after investors shrugged off inflation.",
    "A price war between [supermarkets] pushed milk below cost.",
    "[The singer] died of a heart attack on Tuesday.",
    "[She] lost her battle with cancer in March.",
    "A hurricane hit [Cuba] and killed nine people.",
    "The storm is threatening [Florida] with heavy rain.",
    "[The company] struck oil in the North Sea.",
    "[The team] met its target for the year.",
    "[The film] explores the war between two families, and its director won a prize.",
    "The quarterback and [his coach] clashed during the season.",
    "[The dollar] retreated against the euro in early trading.",
    "An earthquake destroyed houses in [Nepal].",
    "[The committee] met the deadline.",
    "A bus crash killed twelve people in [Peru].",
    "[Doctors] are fighting the disease with a new drug.",
    "[The champion] defeated his rival in the final of the tournament.",
    "The album is under attack from [critics], but the song tops the charts.",
    "[Traders] dumped stocks as the index fell for a third day.",
];

#[test]
fn figures_of_speech_are_no_events() {
    let frames = Frames::builtin();
    let mut wrong = Vec::new();
    for text in NONE {
        let marked = Marked::parse(text);
        for event in marked.events(frames, Weighing::Frames) {
            wrong.push(format!(
                "{} [{}] {} {}",
                event.event,
                event.trigger.of(&marked.text),
                event.origin.rule,
                marked.text
            ));
        }
    }
    assert!(wrong.len() <= 2, "{} false events:\n{}", wrong.len(), wrong.join("\n"));
}
