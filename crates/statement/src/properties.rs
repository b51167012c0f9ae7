//! Whatever the text and however wild its trees, reading ends and the ledger is sound.

use crate::examples::plain_lines;
use dateline_doc::{Analysis, Document, Layer, Ledger, Relation, TokenId, Upos, check};
use proptest::prelude::*;

const WORDS: &str = "(the|mayor|said|told|Xi|that|according|to|of|accused|reported|citing|he|who|,|\\.|\"|“|”|‘|’|:|\
                     denied|claims|concerns|called|for|was|quoted|as|saying|by|not|and|his|warning|meeting|with|\n)";

/// The same tokens with tags and heads drawn from `seed`.
fn wild(analysis: Analysis, seed: &[u8]) -> Analysis {
    let draw =
        |i: usize, k: usize| seed.get((i * 7 + k * 3) % seed.len().max(1)).copied().unwrap_or(0) as usize;
    let mut tokens = analysis.tokens.clone();
    for (i, t) in tokens.iter_mut().enumerate() {
        t.upos = Upos::ALL[draw(i, 0) % Upos::ALL.len()];
        t.relation = Relation::ALL[draw(i, 1) % Relation::ALL.len()];
        t.head = Some(TokenId((i + draw(i, 2)).saturating_sub(draw(i, 4)) as u32));
    }
    Analysis::new(tokens, analysis.sentences.clone(), analysis.paragraphs.clone(), Vec::new(), Layer::new())
}

fn sound(text: &str, analysis: &Analysis) -> Vec<String> {
    let (quotes, defects) = crate::quotations(text, &analysis.paragraphs);
    let (mut entities, mut mentions) = (Layer::new(), Layer::new());
    let mut statements =
        crate::statements(text, analysis, &quotes, &entities, &mentions, &Layer::new(), &Layer::new());
    crate::unnamed_sources(text, analysis, &mut statements, &mut entities, &mut mentions);
    check::violations(&Ledger {
        document: Document { text: text.into(), ..Document::default() },
        entities,
        mentions,
        statements,
        defects,
        ..Ledger::default()
    })
}

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,120}|[a-zA-Z \"'“”‘’,.:\n]{0,200}") {
        let analysis = plain_lines(&text);
        prop_assert_eq!(sound(&text, &analysis), Vec::<String>::new());
    }

    #[test]
    fn any_tree_is_read(
        words in prop::collection::vec(WORDS, 1..60),
        seed in prop::collection::vec(any::<u8>(), 8..200),
    ) {
        let text = words.join(" ");
        let analysis = wild(plain_lines(&text), &seed);
        prop_assert_eq!(sound(&text, &analysis), Vec::<String>::new());
    }
}
