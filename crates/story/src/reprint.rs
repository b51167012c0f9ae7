//! Reprints: which texts are the same, and which contain another's words.

use crate::shingle::Shingles;
use crate::union::Groups;
use std::collections::HashMap;

/// How two texts stand to each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Overlap {
    /// The text that has the larger part of itself in the other.
    pub part: usize,
    /// The other.
    pub whole: usize,
    /// Share of the part's words, weighted by rarity, that stand in the whole too.
    pub of_part: f32,
    /// The same for the whole.
    pub of_whole: f32,
    /// The longest passage that both have, in words.
    pub passage: usize,
}

/// From this weighted share on, a text is held for a version of another.
const VERSION: f32 = 0.30;
/// A passage of so many words in a row that no third text has is held for an excerpt.
const PASSAGE: usize = 40;
/// Shingles in more texts than this say nothing about who copied whom, and cost quadratic time.
const COMMON: usize = 60;
/// A text that has a better match is no version of a much worse one: form letters resemble all their
/// sisters, but a cut of one is wholly in its own original.
const NEAR_BEST: f32 = 0.85;
/// In the first pass, before it is known what is boilerplate, only plain copies count.
const COPY: f32 = 0.75;
/// So much of a version's names and numbers must be the other's too, weighted by rarity.
const SALIENT: f32 = 0.45;

/// All pairs of texts of which one repeats a good part of the other, in order.
///
/// Words that many unrelated texts share (a preamble, a notice at the end) weigh little: each
/// shingle weighs the logarithm of how rare it is, counted over groups of plain copies, since the
/// copies of one text do not make its words common.
pub fn overlaps(texts: &[Shingles]) -> Vec<Overlap> {
    let index = index(texts, |text| &text.set);
    let mut copies = Groups::new(texts.len());
    for overlap in compare(texts, &index, &|_| 1.0) {
        if overlap.of_part >= COPY && agree(&texts[overlap.part], &texts[overlap.whole], &|_| 1.0) >= SALIENT
        {
            copies.join(overlap.part, overlap.whole);
        }
    }
    let weigh = rarity(&index, &copies);
    let names = index_of_names(texts);
    let weigh_name = rarity(&names, &copies);
    let mut found = compare(texts, &index, &weigh);
    found.retain(|overlap| {
        let (part, whole) = (&texts[overlap.part], &texts[overlap.whole]);
        overlap.passage >= PASSAGE
            || (overlap.of_part >= VERSION && agree(part, whole, &weigh_name) >= SALIENT)
    });
    let mut best = vec![0.0f32; texts.len()];
    for overlap in &found {
        best[overlap.part] = best[overlap.part].max(overlap.of_part);
        best[overlap.whole] = best[overlap.whole].max(overlap.of_whole);
    }
    let near_best = |text: usize, share: f32| share >= NEAR_BEST * best[text];
    found.retain(|overlap| {
        overlap.passage >= PASSAGE
            || near_best(overlap.part, overlap.of_part)
            || near_best(overlap.whole, overlap.of_whole)
    });
    found
}

type Index = HashMap<u64, Vec<u32>>;

fn index_of_names(texts: &[Shingles]) -> Index {
    index(texts, |text| &text.salient)
}

/// How rare a shingle or word is: the logarithm of groups over groups that hold it.
fn rarity(index: &Index, copies: &Groups) -> impl Fn(u64) -> f32 + use<> {
    let known: HashMap<u64, f32> = index
        .iter()
        .map(|(&shingle, holders)| {
            let mut seen: Vec<usize> = holders.iter().map(|&text| copies.find(text as usize)).collect();
            seen.sort_unstable();
            seen.dedup();
            (shingle, 1.0 / (seen.len() - 1).max(1) as f32)
        })
        .collect();
    move |shingle| known.get(&shingle).copied().unwrap_or(1.0)
}

/// The weighted share of the part's names and numbers that the whole has too: one form letter
/// filled in twice agrees in nearly all words, but not in these.
fn agree(part: &Shingles, whole: &Shingles, weigh: &dyn Fn(u64) -> f32) -> f32 {
    let (mut shared, mut all) = (0.0, 0.0);
    for &word in &part.salient {
        let weight = weigh(word);
        all += weight;
        if whole.salient.binary_search(&word).is_ok() {
            shared += weight;
        }
    }
    if all == 0.0 { 1.0 } else { shared / all }
}

/// Shingles that at least two and not too many texts hold.
fn index(texts: &[Shingles], of: impl Fn(&Shingles) -> &[u64]) -> Index {
    let mut index = Index::new();
    for (at, text) in texts.iter().enumerate() {
        for &shingle in of(text) {
            index.entry(shingle).or_default().push(at as u32);
        }
    }
    index.retain(|_, holders| holders.len() > 1);
    index
}

fn compare(texts: &[Shingles], index: &Index, weigh: &dyn Fn(u64) -> f32) -> Vec<Overlap> {
    let total: Vec<f32> =
        texts.iter().map(|text| text.set.iter().map(|&shingle| weigh(shingle)).sum()).collect();
    let mut found = Vec::new();
    let mut shared: HashMap<u32, f32> = HashMap::new();
    for (at, text) in texts.iter().enumerate() {
        shared.clear();
        for &shingle in &text.set {
            let holders = index.get(&shingle).map_or(&[][..], Vec::as_slice);
            if holders.len() > COMMON {
                continue;
            }
            for &other in holders.iter().filter(|&&other| (other as usize) < at) {
                *shared.entry(other).or_default() += weigh(shingle);
            }
        }
        let mut others: Vec<(u32, f32)> = shared.iter().map(|(&other, &weight)| (other, weight)).collect();
        others.sort_unstable_by_key(|&(other, _)| other);
        for (other, weight) in others {
            let other = other as usize;
            let (mine, theirs) = (weight / total[at], weight / total[other]);
            if mine.max(theirs) < 0.05 {
                continue;
            }
            let (part, whole) = if mine >= theirs { (at, other) } else { (other, at) };
            found.push(Overlap {
                part,
                whole,
                of_part: mine.max(theirs),
                of_whole: mine.min(theirs),
                passage: passage(&texts[part], &texts[whole], index),
            });
        }
    }
    found
}

/// The longest run of the part's shingles that the whole has too, shared by few; a run bridges the
/// few shingles that one changed word spoils.
fn passage(part: &Shingles, whole: &Shingles, index: &Index) -> usize {
    const BRIDGE: usize = 4;
    let (mut longest, mut run, mut gap) = (0, 0, 0);
    for shingle in &part.sequence {
        let rare = index.get(shingle).is_some_and(|holders| holders.len() <= 4);
        if rare && whole.set.binary_search(shingle).is_ok() {
            run += 1 + if run > 0 { gap } else { 0 };
            gap = 0;
            longest = longest.max(run);
        } else {
            gap += 1;
            if gap > BRIDGE {
                run = 0;
                gap = 0;
            }
        }
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "The harbour of Lund was closed on Friday after a crane fell on the quay, said Mayor Ines Holt. \
        Nobody was hurt, but three ships with grain for Tarn had to wait outside until the next morning.";

    fn found(texts: &[&str]) -> Vec<(usize, usize)> {
        let shingles: Vec<Shingles> = texts.iter().map(|text| Shingles::of(text)).collect();
        overlaps(&shingles).iter().map(|overlap| (overlap.part, overlap.whole)).collect()
    }

    #[test]
    fn a_reprint_with_a_dateline_and_a_cut_is_found() {
        let reprint = format!("LUND (Quay Press) - {}", &STORY[..140]);
        let other = "Farmers in the valley said on Monday that the frost had taken half of the early plums.";
        let pairs = found(&[STORY, &reprint, other]);
        assert_eq!(pairs.len(), 1);
        assert!(pairs[0] == (0, 1) || pairs[0] == (1, 0));
    }

    #[test]
    fn a_form_letter_filled_in_twice_is_no_reprint() {
        let letter = |place: &str, name: &str| {
            format!(
                "The office has granted aid to the people of {place} and told {name} that forms are at the desk."
            )
        };
        assert!(
            found(&[&letter("Oskar", "Ann Bell"), &letter("Tolm", "Ray Dunn"), &letter("Vesk", "Lea Roth")])
                .is_empty()
        );
    }

    #[test]
    fn empty_texts_overlap_with_nothing() {
        assert!(found(&["", "", "one two three four"]).is_empty());
    }
}
