//! Where a quotation that lost one of its marks most likely began or ended.

/// Past and present forms of the commonest verbs of saying; enough to see `, he said.` in running text.
fn says(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "says"
            | "say"
            | "told"
            | "tells"
            | "added"
            | "adds"
            | "wrote"
            | "writes"
            | "asked"
            | "asks"
            | "replied"
            | "stated"
            | "announced"
            | "declared"
            | "insisted"
            | "noted"
            | "warned"
            | "claimed"
            | "explained"
            | "argued"
            | "tweeted"
            | "according"
            | "reported"
            | "continued"
            | "concluded"
            | "stressed"
    )
}

/// The end of what is said in `region`, which starts after an opening mark that nothing closes: behind the comma
/// of `…, she said.`, if the report speaks again there, else nothing.
///
/// Returns a byte offset relative to `region`. Linear in the region's length.
pub(crate) fn end_before_attribution(region: &str) -> Option<usize> {
    let mut clause_at: Option<usize> = None;
    let mut words = 0usize;
    let mut spoken = false;
    let mut word_at: Option<usize> = None;
    for (i, c) in region.char_indices().chain([(region.len(), '\n')]) {
        if c.is_alphanumeric() || c == '\'' || c == '’' {
            word_at.get_or_insert(i);
            continue;
        }
        if let Some(w) = word_at.take() {
            words += 1;
            spoken |= words <= 8 && says(&region[w..i].to_lowercase());
        }
        let stop = matches!(c, ',' | '!' | '?' | '.' | ';' | ':' | '\n' | '—');
        if stop {
            if let (Some(at), true, true) = (clause_at, spoken, words <= 12) {
                return Some(at);
            }
            clause_at = matches!(c, ',' | '!' | '?' | '—').then_some(i + c.len_utf8());
            words = 0;
            spoken = false;
        }
    }
    None
}

/// Where a quotation began whose opening mark is lost: behind a verb of saying in `region` (the text before the
/// closing mark), else at its first letter. A byte offset relative to `region`.
pub(crate) fn start_after_attribution(region: &str) -> usize {
    let mut start = 0;
    let mut word_at: Option<usize> = None;
    for (i, c) in region.char_indices() {
        if c.is_alphanumeric() {
            word_at.get_or_insert(i);
        } else {
            if let Some(w) = word_at.take()
                && says(&region[w..i].to_lowercase())
            {
                start = i;
            }
            if start > 0 && region[start..i].trim_matches([' ', ',', ':']).is_empty() {
                start = i + c.len_utf8();
            }
        }
    }
    let tail = &region[start..];
    start + (tail.len() - tail.trim_start_matches([' ', ',', ':', '\n', '\t', '.']).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_speaks_again_after_the_comma() {
        let text = "We need rain, the farmer said. Next day it came.";
        assert_eq!(end_before_attribution(text), Some(13));
        assert_eq!(end_before_attribution("We need rain, wind and luck. Then we sow."), None);
    }

    #[test]
    fn lost_opening_is_sought_behind_the_verb() {
        let text = "The farmer said, we need rain.";
        assert_eq!(&text[start_after_attribution(text)..], "we need rain.");
        assert_eq!(start_after_attribution("We need rain"), 0);
    }
}
