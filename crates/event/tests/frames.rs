//! The frames' example sentences run as tests, read by position (without tags and trees).

mod marked;

use dateline_event::{Frames, Weighing};
use marked::Marked;

#[test]
fn examples_give_their_event() {
    let frames = Frames::builtin();
    let (mut wrong, mut roles, mut all) = (Vec::new(), 0, 0);
    for (id, plover, example) in frames.examples() {
        let marked = Marked::parse(example);
        let events = marked.events(frames, Weighing::Frames);
        all += 1;
        let hit = events.iter().find(|event| event.event == plover && event.trigger.overlaps(marked.trigger));
        match hit {
            Some(event) => {
                let ok = |have: &[dateline_doc::EntityId], want: &[dateline_doc::EntityId]| {
                    want.iter().all(|id| have.contains(id))
                };
                let both: Vec<_> = event.actor.iter().chain(&event.recipient).copied().collect();
                roles += usize::from(if plover.is_reciprocal() {
                    ok(&both, &marked.actor) && ok(&both, &marked.recipient)
                } else {
                    ok(&event.actor, &marked.actor) && ok(&event.recipient, &marked.recipient)
                });
            }
            None => wrong.push(format!(
                "{id}: {example}: {:?}",
                events.iter().map(|e| (e.event, e.trigger.of(&marked.text))).collect::<Vec<_>>()
            )),
        }
    }
    println!("{all} examples, {} wrong, {roles} with roles", wrong.len());
    // Without tags and trees a few senses cannot be told.
    assert!(wrong.len() * 25 <= all, "{} of {all}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(roles * 10 >= all * 7, "roles right in {roles} of {all}");
}
