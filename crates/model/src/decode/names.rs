//! Names from tag scores: the best legal sequence of tags.

use dateline_doc::NameKind;

use crate::kernels::softmax;
use crate::labels::NameTag;

/// A name: words of the window, its kind, the mean probability of its tags.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    pub(crate) words: std::ops::Range<usize>,
    pub(crate) kind: NameKind,
    pub(crate) score: f32,
}

/// Which tag may follow which, and the memory of the search.
pub(crate) struct NameDecoder {
    tags: Vec<NameTag>,
    /// For each tag the tags that may stand before it.
    before: Vec<Vec<usize>>,
    best: Vec<f32>,
    from: Vec<u16>,
    row: Vec<f32>,
    path: Vec<usize>,
}

fn may_follow(before: NameTag, after: NameTag) -> bool {
    use NameTag::*;
    match (before, after) {
        (Begin(a) | Inside(a), Inside(b) | End(b)) => a == b,
        (Begin(_) | Inside(_), _) => false,
        (_, Inside(_) | End(_)) => false,
        _ => true,
    }
}

impl NameDecoder {
    pub(crate) fn new(tags: &[NameTag]) -> NameDecoder {
        let before = tags
            .iter()
            .map(|&after| (0..tags.len()).filter(|&b| may_follow(tags[b], after)).collect())
            .collect();
        NameDecoder {
            tags: tags.to_vec(),
            before,
            best: Vec::new(),
            from: Vec::new(),
            row: Vec::new(),
            path: Vec::new(),
        }
    }

    /// Finds the names of a window; `scores` gives the tag scores of each word. Logarithms of
    /// probabilities would differ by a constant a word, so raw scores do.
    pub(crate) fn decode<'a>(
        &mut self,
        scores: impl ExactSizeIterator<Item = &'a [f32]> + Clone,
        out: &mut Vec<Found>,
    ) {
        let (words, tags) = (scores.len(), self.tags.len());
        if words == 0 || tags == 0 {
            return;
        }
        self.from.clear();
        self.from.resize(words * tags, 0);
        self.best.clear();
        self.best.resize(2 * tags, f32::NEG_INFINITY);
        for (word, row) in scores.clone().enumerate() {
            let (old, new) = self.best.split_at_mut(tags);
            for tag in 0..tags {
                let score = if row[tag].is_finite() { row[tag] } else { -1e6 };
                if word == 0 {
                    let legal = !matches!(self.tags[tag], NameTag::Inside(_) | NameTag::End(_));
                    new[tag] = if legal { score } else { f32::NEG_INFINITY };
                    continue;
                }
                let mut best = f32::NEG_INFINITY;
                for &b in &self.before[tag] {
                    if old[b] > best {
                        best = old[b];
                        self.from[word * tags + tag] = b as u16;
                    }
                }
                new[tag] = best + score;
            }
            old.copy_from_slice(new);
        }
        let mut last = None;
        for tag in 0..tags {
            let legal = !matches!(self.tags[tag], NameTag::Inside(_) | NameTag::Begin(_));
            if legal && last.is_none_or(|l: usize| self.best[tag] > self.best[l]) {
                last = Some(tag);
            }
        }
        let Some(mut tag) = last else { return };
        self.path.clear();
        for word in (0..words).rev() {
            self.path.push(tag);
            tag = usize::from(self.from[word * tags + tag]);
        }
        self.path.reverse();
        let mut open: Option<(usize, f32)> = None;
        for (word, row) in scores.enumerate() {
            let tag = self.path[word];
            if self.tags[tag] == NameTag::Outside {
                open = None;
                continue;
            }
            self.row.clear();
            self.row.extend_from_slice(row);
            softmax(&mut self.row);
            let sure = self.row[tag];
            match self.tags[tag] {
                NameTag::Begin(_) => open = Some((word, sure)),
                NameTag::Inside(_) => open = open.map(|(first, sum)| (first, sum + sure)),
                NameTag::Single(kind) => out.push(Found { words: word..word + 1, kind, score: sure }),
                NameTag::End(kind) => {
                    if let Some((first, sum)) = open.take() {
                        let score = (sum + sure) / (word + 1 - first) as f32;
                        out.push(Found { words: first..word + 1, kind, score });
                    }
                }
                NameTag::Outside => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_legal_sequences() {
        use NameTag::*;
        let (p, o) = (NameKind::Person, NameKind::Organisation);
        let tags = [Outside, Begin(p), Inside(p), End(p), Single(p), Begin(o), Inside(o), End(o), Single(o)];
        let mut decoder = NameDecoder::new(&tags);
        let row = |best: usize, second: usize| {
            let mut row = [0.0f32; 9];
            row[best] = 3.0;
            row[second] = 2.5;
            row
        };
        // A person's beginning before an organisation's end: one of them must give way.
        let rows = [row(1, 5), row(7, 6), row(0, 7)];
        let mut found = Vec::new();
        decoder.decode(rows.iter().map(|r| &r[..]), &mut found);
        assert_eq!((found[0].words.clone(), found[0].kind), (0..2, o));
        assert_eq!(found.len(), 1);
        assert!(found[0].score > 0.0 && found[0].score < 1.0);
        // No scores at all that are numbers.
        let mut found = Vec::new();
        decoder.decode([[f32::NAN; 9]; 3].iter().map(|r| &r[..]), &mut found);
        assert!(found.len() <= 3);
    }
}
