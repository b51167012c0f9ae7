//! Dictionary forms for tokens that the reader left without tags, and for capitalised plurals.

use compact_str::CompactString;

/// Forms that no ending gives away.
const IRREGULAR: &[(&str, &str)] = &[
    ("met", "meet"),
    ("held", "hold"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("said", "say"),
    ("told", "tell"),
    ("gave", "give"),
    ("given", "give"),
    ("took", "take"),
    ("taken", "take"),
    ("sent", "send"),
    ("fought", "fight"),
    ("shot", "shoot"),
    ("struck", "strike"),
    ("withdrew", "withdraw"),
    ("withdrawn", "withdraw"),
    ("left", "leave"),
    ("quit", "quit"),
    ("began", "begin"),
    ("begun", "begin"),
    ("broke", "break"),
    ("broken", "break"),
    ("hit", "hit"),
    ("beat", "beat"),
    ("beaten", "beat"),
    ("flew", "fly"),
    ("went", "go"),
    ("gone", "go"),
    ("made", "make"),
    ("paid", "pay"),
    ("led", "lead"),
    ("sought", "seek"),
    ("forbade", "forbid"),
    ("forbidden", "forbid"),
    ("stole", "steal"),
    ("threw", "throw"),
    ("thrown", "throw"),
    ("slew", "slay"),
    ("slain", "slay"),
    ("backed", "back"),
    ("came", "come"),
    ("drew", "draw"),
    ("drawn", "draw"),
    ("fed", "feed"),
    ("hung", "hang"),
    ("ran", "run"),
    ("sold", "sell"),
    ("stood", "stand"),
    ("swore", "swear"),
    ("was", "be"),
    ("were", "be"),
    ("is", "be"),
    ("are", "be"),
    ("been", "be"),
    ("has", "have"),
    ("had", "have"),
    ("men", "man"),
    ("women", "woman"),
    ("children", "child"),
    ("people", "people"),
    ("put", "put"),
    ("let", "let"),
    ("cut", "cut"),
    ("lost", "lose"),
    ("won", "win"),
    ("brought", "bring"),
    ("laid", "lay"),
    ("rose", "rise"),
    ("bought", "buy"),
    ("overthrew", "overthrow"),
    ("overthrown", "overthrow"),
    ("blew", "blow"),
    ("blown", "blow"),
    ("froze", "freeze"),
    ("frozen", "freeze"),
    ("found", "find"),
    ("set", "set"),
    ("shut", "shut"),
    ("upheld", "uphold"),
    ("withheld", "withhold"),
    ("pled", "plead"),
    ("misled", "mislead"),
    ("forced", "force"),
    ("thanks", "thanks"),
    ("congratulations", "congratulations"),
    ("news", "news"),
];

/// Guesses the lemmas that a word can have; the word itself in lower case is always the first.
pub(crate) fn guesses(word: &str) -> Vec<CompactString> {
    let lower = CompactString::from(word.to_lowercase());
    let mut all = vec![lower.clone()];
    if let Some((_, lemma)) = IRREGULAR.iter().find(|(form, _)| *form == lower) {
        all.push((*lemma).into());
    }
    let mut push = |stem: &str, ending: &str| {
        if stem.len() >= 2 && stem.is_ascii() {
            all.push(CompactString::from(stem) + ending);
        }
    };
    for (ending, with) in [
        ("ies", "y"),
        ("ied", "y"),
        ("es", ""),
        ("s", ""),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
    ] {
        let Some(stem) = lower.strip_suffix(ending) else { continue };
        push(stem, with);
        let mut letters = stem.chars();
        let doubled = letters.next_back().is_some_and(|last| letters.clone().next_back() == Some(last));
        if with.is_empty() && stem.len() > 2 && doubled {
            push(letters.as_str(), "");
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::guesses;

    #[test]
    fn endings_come_off() {
        for (word, lemma) in [
            ("Sanctions", "sanction"),
            ("condemned", "condemn"),
            ("urging", "urge"),
            ("denies", "deny"),
            ("banned", "ban"),
            ("MET", "meet"),
            ("strikes", "strike"),
            ("clashes", "clash"),
        ] {
            assert!(guesses(word).iter().any(|guess| guess == lemma), "{word}: {:?}", guesses(word));
        }
        assert_eq!(guesses("«»")[0], "«»");
    }
}
