//! Texts that are somebody's words as a whole: transcripts with speakers' names, and statements that are published
//! over a name ("The following is attributable to …", "Statement by …", a name and an office above the text).

use crate::draft::Draft;
use crate::speakers::{self, Speaker};
use crate::view::View;
use dateline_doc::{Kind, Span, Spans, TokenId};

/// Paragraphs that may come before a signed text begins.
const HEAD: usize = 7;
/// Labelled paragraphs that make a text a transcript.
const TURNS: usize = 2;

/// Speakers' turns and signed texts.
pub(crate) fn read<'l>(view: &View, out: &mut Vec<Draft<'l>>) {
    if !transcript(view, out) {
        signed(view, out);
    }
}

fn paragraphs<'a>(view: &View<'a>) -> &'a [Span] {
    view.analysis.paragraphs.as_slice()
}

/// The label of a speaker's turn: the span of the name and the place behind the colon.
fn label(view: &View, p: Span) -> Option<(Span, Span)> {
    let text = p.of(view.text);
    let colon = text.char_indices().take(64).find(|(_, c)| *c == ':').map(|(i, _)| i)?;
    let name = text[..colon].trim_end();
    let words: Vec<&str> = name.split_whitespace().collect();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let shouted = letters >= 2 && !name.chars().any(char::is_lowercase) || matches!(name, "Q" | "A");
    let named =
        words.len() <= 4 && words.iter().all(|w| w.starts_with(char::is_uppercase)) && words.len() >= 2;
    let plain = words.len() <= 7 && !name.contains(['.', ',', '"', '“']) || shouted && words.len() <= 8;
    if !plain || !(shouted || named) {
        return None;
    }
    let rest = Span { start: p.start + colon as u32 + 1, end: p.end }.trim(view.text);
    let label = Span { start: p.start, end: p.start + name.len() as u32 }.trim(view.text);
    (!rest.is_empty() && rest.of(view.text).split_whitespace().count() > 1).then_some((label, rest))
}

fn shouted(name: &str) -> bool {
    !name.chars().any(char::is_lowercase)
}

fn transcript<'l>(view: &View, out: &mut Vec<Draft<'l>>) -> bool {
    let labels: Vec<Option<(Span, Span)>> = paragraphs(view).iter().map(|&p| label(view, p)).collect();
    let mut names: Vec<&str> = labels.iter().flatten().map(|(l, _)| l.of(view.text)).collect();
    let count = names.len();
    let all_shouted = names.iter().all(|n| shouted(n));
    names.sort_unstable();
    names.dedup();
    let enough = if all_shouted { TURNS } else { TURNS + 2 };
    // Labels come again; a list of headings does not.
    if count < enough || !all_shouted && names.len() * 2 > count {
        return false;
    }
    let mut last: Option<usize> = None;
    for (p, l) in paragraphs(view).iter().zip(&labels) {
        let (source, content) = match l {
            Some((l, rest)) => (Some(*l), *rest),
            None if last.is_some() => (None, p.trim(view.text)),
            None => continue,
        };
        let Some(at) = first_token(view, content) else { continue };
        let mut d = Draft::new("turn", None, at);
        d.kind = Some(Kind::Direct);
        d.content = Spans::from(content);
        match source {
            Some(s) => {
                d.source = Spans::from(s);
                d.source_heads = heads(view, s);
            }
            None => d.continues = last,
        }
        let begins = source.is_some();
        out.push(d);
        // What goes on, goes on from the turn's beginning.
        if begins {
            last = Some(out.len() - 1);
        }
    }
    true
}

fn first_token(view: &View, span: Span) -> Option<TokenId> {
    let r = view.analysis.tokens_in(span);
    (r.start < r.end).then_some(r.start)
}

/// The tokens that may carry the name of a labelled speaker: from its last word to its first.
fn heads(view: &View, span: Span) -> Vec<TokenId> {
    let all: Vec<TokenId> = view.analysis.token_ids_in(span).filter(|&t| !view.is_punct(t)).collect();
    view.analysis.head_of(span).filter(|h| all.contains(h)).or(all.last().copied()).into_iter().collect()
}

fn signed<'l>(view: &View, out: &mut Vec<Draft<'l>>) {
    let pars = paragraphs(view);
    let Some((i, source, cue)) = pars.iter().take(HEAD).enumerate().find_map(|(i, &p)| {
        attributable(view, p)
            .or_else(|| if i == 0 { statement_by(view, p) } else { None })
            .or_else(|| if i > 0 { over_a_name(view, p).map(|s| (s, None)) } else { None })
            .map(|(s, c)| (i, s, c))
    }) else {
        return;
    };
    let mut content = Spans::new();
    for p in &pars[i + 1..] {
        let text = p.of(view.text).trim();
        let ends = matches!(text, "###" | "# # #" | "-30-" | "END" | "***");
        if ends {
            break;
        }
        // A pointer to more ("For more information …") is the office's, not the speaker's.
        let pointer = text.starts_with("For more information") || text.starts_with("For further information");
        let short = text.split_whitespace().count() < 6 && !text.ends_with(['.', '!', '?']);
        if !(pointer || short && content.is_empty()) {
            content.push(p.trim(view.text));
        }
    }
    let Some(at) = content.first().and_then(|c| first_token(view, c)) else { return };
    let words = content.iter().map(|c| c.of(view.text).split_whitespace().count()).sum::<usize>();
    if words < 12 {
        return;
    }
    let mut d = Draft::new("signed-text", None, at);
    d.kind = Some(Kind::Direct);
    d.source = Spans::from(source);
    d.source_heads = heads(view, source);
    if let Some(c) = cue {
        d.at = first_token(view, c).unwrap_or(at);
        d.cue = Spans::from(c);
    }
    d.content = content;
    out.push(d);
}

/// "The following is attributable to Spokesperson Ann Low:"
fn attributable(view: &View, p: Span) -> Option<(Span, Option<Span>)> {
    let text = p.of(view.text);
    let lower = text.to_lowercase();
    let key = ["attributable to", "attributed to"].into_iter().find(|k| lower.contains(k))?;
    if lower.len() != text.len()
        || !(lower.contains("following") || lower.contains("below"))
        || text.len() > 240
    {
        return None;
    }
    let at = lower.find(key)?;
    let name = Span { start: p.start + (at + key.len()) as u32, end: p.end }.trim(view.text);
    let inner = name.of(view.text).trim_end_matches([':', '.', ' ']);
    let name = Span { start: name.start, end: name.start + inner.len() as u32 };
    let cue = Span { start: p.start + at as u32, end: p.start + (at + key.len()) as u32 };
    (!name.is_empty()).then_some((name, Some(cue)))
}

/// "Statement by Minister Ann Low on the flood" as a headline.
fn statement_by(view: &View, p: Span) -> Option<(Span, Option<Span>)> {
    let text = p.of(view.text);
    let openings = [
        "Statement by ",
        "Statement from ",
        "Readout from ",
        "Remarks by ",
        "Statement of ",
        "Joint Statement by ",
    ];
    let opening = openings.into_iter().find(|o| text.starts_with(o))?;
    let rest = &text[opening.len()..];
    let stops = [
        " on ",
        " regarding ",
        " about ",
        " concerning ",
        " after ",
        " following ",
        " at ",
        " in ",
        " ahead of ",
        " announcing ",
    ];
    let end = stops.iter().filter_map(|s| rest.find(s)).min().unwrap_or(rest.len());
    let name = Span { start: p.start + opening.len() as u32, end: p.start + (opening.len() + end) as u32 }
        .trim(view.text);
    let cue = opening.split(' ').find(|w| !matches!(*w, "Joint"))?;
    let from = p.start + text.find(cue)? as u32;
    (!name.is_empty()).then_some((name, Some(Span { start: from, end: from + cue.len() as u32 })))
}

/// "Ann Low, Minister of Water" alone in a line above the text.
fn over_a_name(view: &View, p: Span) -> Option<Span> {
    let p = p.trim(view.text);
    let text = p.of(view.text);
    let (name, office) = text.split_once(", ")?;
    let words: Vec<&str> = name.split_whitespace().collect();
    let named = (2..=5).contains(&words.len()) && words.iter().all(|w| w.starts_with(char::is_uppercase));
    if !named || text.ends_with(['.', '!', '?', ':']) || office.split_whitespace().count() > 9 {
        return None;
    }
    let lower = office.to_lowercase();
    let press = [
        "writer",
        "reporter",
        "correspondent",
        "editor",
        "journalist",
        "staff",
        "photographer",
        "contributor",
        "news",
        "press",
        "times",
        "columnist",
    ];
    if lower.split(|c: char| !c.is_alphabetic()).any(|w| press.contains(&w)) {
        return None;
    }
    let office =
        lower.split(|c: char| !c.is_alphabetic()).any(|w| speakers::class(w) == Some(Speaker::Person));
    office.then_some(p)
}

#[cfg(test)]
mod tests {
    use crate::examples::read_lines;

    #[test]
    fn a_text_over_a_name_is_its_words() {
        let text = "Flood in the North\nAnn Low, Minister of Water\nWe mourn the people whom the flood took from us. Help is on its way to all villages.";
        let s = read_lines(text);
        assert_eq!(s[0].source.first().unwrap().of(text), "Ann Low, Minister of Water");
        assert_eq!(s[0].kind, dateline_doc::Kind::Direct);
        let text = "A storm\nAnn Low, Staff Writer\nThe storm came in the night and took the roofs of seven farms with it.";
        assert!(read_lines(text).is_empty());
    }

    #[test]
    fn attributable_texts() {
        let text = "Flood\nThe following is attributable to Spokesman Jan Berg:\nMinister Low met the mayors of the north today and promised them boats.";
        let s = read_lines(text);
        assert!(s.iter().any(|s| s.source.first().is_some_and(|x| x.of(text) == "Spokesman Jan Berg")));
    }

    #[test]
    fn turns_of_a_transcript() {
        let text = "MINISTER LOW: Good morning to all of you.\nIt is a dark day.\nMAYOR BERG: Thank you for coming here.";
        let s: Vec<_> = read_lines(text).into_iter().filter(|s| s.origin.rule == "turn").collect();
        assert_eq!(s.len(), 3);
        assert_eq!(s[1].continues, Some(dateline_doc::StatementId(0)));
        assert_eq!(s[2].source.first().unwrap().of(text), "MAYOR BERG");
    }
}
