//! What lights up together: a record and its words in the text, without script.

use super::writer::Writer;
use dateline_doc::Ledger;

/// More rules than this would make `:has()` slow; the plain `:target` marks remain.
const MOST: usize = 600;

/// One rule a record: its words light up while it is aimed at or pointed at.
pub(super) fn rules(w: &mut Writer, ledger: &Ledger) {
    let layers = [
        ("s", ledger.statements.len()),
        ("v", ledger.events.len()),
        ("e", ledger.entities.len()),
        ("t", ledger.times.len()),
        ("d", ledger.defects.len()),
    ];
    if layers.iter().map(|(_, count)| count).sum::<usize>() > MOST {
        return;
    }
    for (prefix, count) in layers {
        for number in 1..=count {
            let id = |w: &mut Writer| {
                w.raw(prefix).number(number);
            };
            w.raw("body:has(:is(#");
            id(w);
            w.raw(":is(:target,:hover),#at-");
            id(w);
            w.raw(":target)) article .");
            id(w);
            w.raw("{background-color:var(--lit);color:var(--lit-ink)}\n");
            w.raw("body:has(article .");
            id(w);
            w.raw(":hover) #");
            id(w);
            w.raw("{border-color:var(--accent)}\n");
        }
    }
}
