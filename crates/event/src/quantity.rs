//! Numbers with their units: "1,000 kilometers", "$2.5 billion", "12 soldiers".

use dateline_doc::{Analysis, Quantity, Relation, Span, TokenId, Upos};

/// Unit words (lemmas) and what they are written as: SI symbols and ISO 4217 codes.
const UNITS: &[(&str, &str, f64)] = &[
    ("kilometer", "km", 1.0),
    ("kilometre", "km", 1.0),
    ("km", "km", 1.0),
    ("mile", "mi", 1.0),
    ("meter", "m", 1.0),
    ("metre", "m", 1.0),
    ("ton", "t", 1.0),
    ("tonne", "t", 1.0),
    ("kilogram", "kg", 1.0),
    ("kg", "kg", 1.0),
    ("percent", "%", 1.0),
    ("%", "%", 1.0),
    ("dollar", "USD", 1.0),
    ("euro", "EUR", 1.0),
    ("pound", "GBP", 1.0),
    ("yen", "JPY", 1.0),
    ("yuan", "CNY", 1.0),
    ("rouble", "RUB", 1.0),
    ("ruble", "RUB", 1.0),
    ("rupee", "INR", 1.0),
    ("franc", "CHF", 1.0),
    ("barrel", "bbl", 1.0),
    ("foot", "ft", 1.0),
    ("hectare", "ha", 1.0),
    ("megawatt", "MW", 1.0),
    ("acre", "acre", 1.0),
];
const CURRENCY: &[(&str, &str)] = &[
    ("us$", "USD"),
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("₹", "INR"),
    ("a$", "AUD"),
    ("c$", "CAD"),
];
const SCALE: &[(&str, f64)] = &[
    ("hundred", 1e2),
    ("thousand", 1e3),
    ("million", 1e6),
    ("billion", 1e9),
    ("trillion", 1e12),
    ("m", 1e6),
    ("bn", 1e9),
    ("dozen", 12.0),
];
const WORDS: &[(&str, f64)] = &[
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
];
/// What is counted as time belongs to the time stage.
const TIMES: &[&str] = &[
    "year",
    "month",
    "week",
    "day",
    "hour",
    "minute",
    "second",
    "decade",
    "century",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "p.m.",
    "a.m.",
];

/// Reads the numbers that measure or count something, in text order. The unit is an SI symbol, an
/// ISO 4217 code, or the lemma of what is counted; dates and clock times are left out.
pub fn quantities(text: &str, analysis: &Analysis) -> Vec<Quantity> {
    let mut all = Vec::new();
    for sentence in &analysis.sentences {
        let mut at = sentence.tokens.start.0;
        while at < sentence.tokens.end.0 {
            match quantity(text, analysis, at, sentence.tokens.end.0) {
                Some((quantity, next)) => {
                    all.push(quantity);
                    at = next.max(at + 1);
                }
                None => at += 1,
            }
        }
    }
    all
}

fn quantity(text: &str, a: &Analysis, start: u32, end: u32) -> Option<(Quantity, u32)> {
    let word = |at: u32| a.word(text, TokenId(at)).to_lowercase();
    let first = word(start);
    let sign = CURRENCY.iter().find(|(mark, _)| first == *mark).map(|&(_, code)| code);
    let glued = CURRENCY.iter().find_map(|&(mark, code)| Some((number(first.strip_prefix(mark)?)?, code)));
    let (mut value, mut unit, mut at) = match (sign, glued) {
        (Some(code), _) if start + 1 < end => (number(&word(start + 1))?, Some(code), start + 2),
        (_, Some((value, code))) => (value, Some(code), start + 1),
        _ => (number(&first)?, None, start + 1),
    };
    while at < end {
        let Some(&(_, scale)) =
            SCALE.iter().find(|(name, _)| *name == word(at) || *name == word(at).trim_end_matches('s'))
        else {
            break;
        };
        value *= scale;
        at += 1;
    }
    if unit.is_none() {
        let (found, next) = unit_at(text, a, start, at, end)?;
        let known = UNITS.iter().find(|(name, ..)| *name == found);
        let written: String = known.map_or(found.clone(), |&(_, written, _)| written.into());
        let span =
            Span { start: a.tokens[TokenId(start)].span.start, end: a.tokens[TokenId(next - 1)].span.end };
        return Some((Quantity { span, value, unit: written.into() }, next));
    }
    let span = Span { start: a.tokens[TokenId(start)].span.start, end: a.tokens[TokenId(at - 1)].span.end };
    unit.take().map(|unit| (Quantity { span, value, unit: unit.into() }, at))
}

/// The lemma of the counted noun and the index behind it.
fn unit_at(text: &str, a: &Analysis, start: u32, at: u32, end: u32) -> Option<(String, u32)> {
    let lemma = |at: u32| {
        let token = &a.tokens[TokenId(at)];
        if token.lemma.is_empty() {
            a.word(text, TokenId(at)).to_lowercase().trim_end_matches('s').to_owned()
        } else {
            token.lemma.to_lowercase().into()
        }
    };
    let head =
        a.tokens[TokenId(start)].head.filter(|_| a.tokens[TokenId(start)].relation == Relation::Nummod);
    if let Some(head) = head.filter(|head| head.0 >= at && head.0 < end && head.0 - start <= 5) {
        let noun = lemma(head.0);
        return (a.tokens[head].upos == Upos::Noun && !TIMES.contains(&noun.as_str()))
            .then(|| (noun, head.0 + 1));
    }
    let next = (at < end).then(|| lemma(at))?;
    UNITS.iter().any(|(name, ..)| *name == next).then(|| (next, at + 1))
}

fn number(word: &str) -> Option<f64> {
    if let Some(&(_, value)) = WORDS.iter().find(|(name, _)| *name == word) {
        return Some(value);
    }
    if !word.starts_with(|c: char| c.is_ascii_digit())
        || !word.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
    {
        return None;
    }
    let plain: String = word.chars().filter(|&c| c != ',').collect();
    plain.trim_end_matches('.').parse().ok().filter(|value: &f64| value.is_finite())
}
