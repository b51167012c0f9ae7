//! Who held which office: "Prime Minister X" was written while X was prime minister.

use super::timeline::{Day, number};
use crate::lex::{Kind, Piece};
use dateline_doc::Span;
use jiff::civil::Date;

/// One term of one person in one office. The caller looks persons up by name; this crate knows none.
#[derive(Clone, Debug, PartialEq)]
pub struct Tenure {
    /// The position in words: "Prime Minister of the United Kingdom".
    pub position: String,
    pub from: Option<Date>,
    /// Last day, as far as the source knows it.
    pub to: Option<Date>,
    /// `to` is only the day up to which the source knows.
    pub open: bool,
}

/// How a title in the text shows in the wording of a position.
const TITLES: &[(&str, &[&str])] = &[
    ("prime minister", &["prime minister", "premier", "head of government", "taoiseach"]),
    ("premier", &["prime minister", "premier"]),
    ("chancellor", &["chancellor"]),
    ("vice president", &["vice president", "vice-president"]),
    ("president", &["president"]),
    ("secretary of state", &["secretary of state"]),
    ("foreign minister", &["foreign", "external affairs"]),
    ("foreign secretary", &["foreign"]),
    ("defense secretary", &["defen"]),
    ("defence secretary", &["defen"]),
    ("defense minister", &["defen"]),
    ("defence minister", &["defen"]),
    ("finance minister", &["financ"]),
    ("treasury secretary", &["treasury"]),
    ("interior minister", &["interior"]),
    ("attorney general", &["attorney general"]),
    ("secretary-general", &["secretary-general", "secretary general"]),
    ("king", &["king", "monarch", "head of state"]),
    ("queen", &["queen", "monarch", "head of state"]),
    ("emperor", &["emperor"]),
    ("pope", &["pope"]),
    ("speaker", &["speaker"]),
];

/// A person named with a title.
#[derive(Clone, Debug)]
pub(crate) struct Titled {
    /// Terms that fit the title, as days; open ends reach to the last day weighed.
    pub(crate) terms: Vec<(Day, Day)>,
    pub(crate) former: bool,
    pub(crate) elect: bool,
    pub(crate) span: Span,
}

fn word<'t>(text: &'t str, p: &Piece) -> &'t str {
    text.get(p.start as usize..p.end as usize).unwrap_or("")
}

/// Persons with a title before their names whom `who` knows in that office.
pub(crate) fn titled(text: &str, pieces: &[Piece], who: &dyn Fn(&str) -> Vec<Tenure>) -> Vec<Titled> {
    let mut out: Vec<Titled> = Vec::new();
    let mut seen: Vec<(String, &str)> = Vec::new();
    for i in 0..pieces.len() {
        let Some((title, positions, len)) = title_at(text, pieces, i) else { continue };
        let mut at = i + len;
        // "President of Mali X" is rare; a demonym or country stands before the title.
        let first = at;
        while at < pieces.len() && at < first + 4 {
            let p = &pieces[at];
            let initial = word(text, p) == "." && at > first && pieces[at - 1].len() == 1;
            let hyphen = word(text, p) == "-" && p.glued;
            if !(p.kind == Kind::Word && p.upper && !p.newline || initial || hyphen) {
                break;
            }
            at += 1;
        }
        while at > first && pieces[at - 1].kind == Kind::Mark {
            at -= 1;
        }
        if at == first {
            continue;
        }
        let span = Span { start: pieces[first].start, end: pieces[at - 1].end };
        let name = span.of(text);
        let before =
            |k: usize| i.checked_sub(k).map(|j| word(text, &pieces[j]).to_lowercase()).unwrap_or_default();
        let former = (1..=4).any(|k| {
            matches!(
                before(k).as_str(),
                "former" | "ex" | "then" | "late" | "ousted" | "deposed" | "predecessor"
            )
        });
        let elect = pieces[i + len - 1..at].iter().any(|p| word(text, p) == "elect");
        if seen.iter().any(|(n, t)| n == name && *t == title) && !former {
            continue;
        }
        seen.push((name.to_owned(), title));
        let terms = terms_of(who, name, title, positions);
        if !terms.is_empty() {
            out.push(Titled { terms, former, elect, span: Span { start: pieces[i].start, end: span.end } });
        }
    }
    out
}

fn title_at(
    text: &str,
    pieces: &[Piece],
    i: usize,
) -> Option<(&'static str, &'static [&'static str], usize)> {
    let p = &pieces[i];
    if p.kind != Kind::Word || !p.upper {
        return None;
    }
    TITLES.iter().find_map(|(title, positions)| {
        let mut n = 0;
        for w in title.split([' ', '-']) {
            let mut q = pieces.get(i + n)?;
            if word(text, q) == "-" {
                n += 1;
                q = pieces.get(i + n)?;
            }
            if !word(text, q).eq_ignore_ascii_case(w) {
                return None;
            }
            n += 1;
        }
        if pieces.get(i + n).is_some_and(|q| word(text, q) == "-")
            && pieces.get(i + n + 1).is_some_and(|q| word(text, q) == "elect")
        {
            n += 2;
        }
        Some((*title, *positions, n))
    })
}

fn terms_of(
    who: &dyn Fn(&str) -> Vec<Tenure>,
    name: &str,
    title: &str,
    positions: &[&str],
) -> Vec<(Day, Day)> {
    let mut terms = Vec::new();
    for t in who(name) {
        let position = t.position.to_lowercase();
        let fits = positions.iter().any(|p| position.contains(p))
            && (title != "president" || !position.contains("vice"))
            && (title.contains("deputy") || !position.contains("deputy") && !position.contains("shadow"));
        let Some(from) = t.from.filter(|_| fits) else { continue };
        let to = if t.open { i32::MAX } else { t.to.map_or(i32::MAX, number) };
        terms.push((number(from), to));
    }
    terms.sort_unstable();
    terms.dedup();
    terms
}
