//! The way from layers to events.

use crate::args;
use crate::fitted::Features;
use crate::frames::{Frames, Shape};
use crate::rank::{self, Stage as Scene};
use crate::roles::{self, Parties, Roles};
use crate::same::{self, Clue};
use crate::triggers::{self, Trigger};
use crate::view::{View, ids};
use crate::weigh::{self, Proposal, Weighing};
use crate::{Layers, status, verbal, when};
use compact_str::CompactString;
use dateline_doc::{
    Entity, EntityId, EntityType, Event, EventId, Form, Layer, Origin, Plover, Relation, RoleClass,
    SentenceId, Span, Stage, Statement, StatementId, Status, TokenId, Upos,
};

/// The least chance of being a trigger at which a word is taken though no frame has it.
const UNFRAMED: f32 = 0.9;
/// How sure the reader's status head must be to overrule the rules.
const SURE_STATUS: f32 = 0.6;
/// How far in the tree a time or place may stand and still be the trigger's own.
const OWN: u32 = 8;

/// How far away a place may stand in the sentence.
const NEAR: u32 = 14;

/// A record on its way, with what later steps ask of it.
struct Draft {
    event: Event,
    clue: Clue,
    sentence: SentenceId,
    link: Link,
    /// Whether it is told as the report's news, in the past tense or as a headline.
    news: bool,
    /// The heads of its object phrases: if one is an event, that event's actor is meant.
    objects: Vec<TokenId>,
    /// What it was weighed by; only for the trainer.
    features: Features,
}

/// Reads the events of a report, in text order. Never fails; a report without trees is read by
/// position. `same_as` of a further mention points at the first record of the event.
pub fn events(layers: &Layers<'_>, frames: &Frames, weighing: Weighing) -> Layer<EventId, Event> {
    let view = View::new(layers, frames);
    let (mut events, links, clues) = named(&view, weighing);
    let scene = Scene::new(&view);
    for (at, link) in links.iter().enumerate() {
        let id = EventId::at(at);
        if events[id].same_as.is_some() {
            continue;
        }
        for role in ["actor", "recipient"] {
            if let Some(party) = open_role(&view, &events[id], role, link)
                .then(|| rank::instance(&view, &scene, &events[id], role, link))
                .and_then(|candidates| rank::choose(&candidates))
            {
                if role == "actor" { events[id].actor.push(party) } else { events[id].recipient.push(party) }
            }
        }
    }
    same::lend_all(&mut events, &clues);
    events
}

/// The empty roles of a report's events with their candidates: what `training/roles.py` learns from.
pub fn role_instances(
    layers: &Layers<'_>,
    frames: &Frames,
    weighing: Weighing,
) -> (Layer<EventId, Event>, Vec<rank::Instance>) {
    let view = View::new(layers, frames);
    let (events, links, _) = named(&view, weighing);
    let scene = Scene::new(&view);
    let mut instances = Vec::new();
    for (id, event) in events.iter_ids() {
        for role in ["actor", "recipient"] {
            let link = &links[id.index()];
            if open_role(&view, event, role, link) {
                let candidates = rank::instance(&view, &scene, event, role, link);
                instances.push(rank::Instance { event: id.0, role, candidates });
            }
        }
    }
    (events, instances)
}

/// Whether a role is empty and the other does not name all parties already.
fn open_role(view: &View<'_>, event: &Event, role: &str, link: &Link) -> bool {
    let size = |id: &EntityId| view.layers.entities.get(*id).map_or(1, |entity| entity.members.len().max(1));
    let parties: usize = event.actor.iter().chain(&event.recipient).map(size).sum();
    let empty = if role == "actor" {
        event.actor.is_empty() && !link.first_person
    } else {
        event.recipient.is_empty()
    };
    empty && !(event.event.is_reciprocal() && parties > 1)
}

/// What is kept of a trigger beside its record.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Link {
    /// Its head word.
    pub(crate) token: TokenId,
    /// The statement whose cue it is.
    pub(crate) cued: Option<StatementId>,
    /// Whether the syntax has a subject or agent, and an object or addressee, even if no entity is known.
    pub(crate) subject: bool,
    pub(crate) object: bool,
    /// Whether that subject is the speaker ("we").
    pub(crate) first_person: bool,
}

/// Every proposed trigger of a report, also those that are turned down, with what it is weighed by:
/// what `training/event/fit.py` learns from.
pub fn trigger_instances(layers: &Layers<'_>, frames: &Frames) -> Vec<(Event, Features)> {
    let view = View::new(layers, frames);
    proposals(&view, Weighing::Frames, true).into_iter().map(|draft| (draft.event, draft.features)).collect()
}

/// The events with the parties that the text names.
fn named(view: &View<'_>, weighing: Weighing) -> (Layer<EventId, Event>, Vec<Link>, Vec<Clue>) {
    let mut drafts = proposals(view, weighing, false);
    date(view, &mut drafts);
    locate(view, &mut drafts);
    let (mut events, mut links, mut clues, mut objects) = (Layer::new(), Vec::new(), Vec::new(), Vec::new());
    for draft in drafts {
        events.push(draft.event);
        links.push(draft.link);
        clues.push(draft.clue);
        objects.push(draft.objects);
    }
    same::link(view, &mut events, &clues);
    gather(view, &mut events);
    blame(&mut events, &links, &objects);
    (events, links, clues)
}

fn objects(trigger: &Trigger<'_>) -> Vec<TokenId> {
    let oblique = trigger.args.oblique.iter().map(|&(_, id)| id);
    trigger.args.object.iter().copied().chain(oblique).collect()
}

fn link(view: &View<'_>, trigger: &Trigger<'_>, cued: Option<StatementId>) -> Link {
    let args = &trigger.args;
    let first = |&id: &TokenId| matches!(view.lemma(id), "we" | "i");
    Link {
        token: trigger.token,
        cued,
        subject: !args.subject.is_empty() || !args.agent.is_empty() || !args.possessor.is_empty(),
        object: !args.object.is_empty() || !args.indirect.is_empty() || !args.oblique.is_empty(),
        first_person: args.subject.iter().any(first),
    }
}

/// Nouns for those who have just met: "both sides", "the three officials", "they".
const COMPANY: &[&str] = &[
    "leader",
    "leaders",
    "official",
    "officials",
    "side",
    "sides",
    "country",
    "countries",
    "party",
    "parties",
    "minister",
    "ministers",
    "president",
    "presidents",
    "nations",
    "advisers",
    "advisors",
    "secretaries",
    "counterparts",
    "governments",
    "delegations",
    "pair",
    "two",
    "three",
    "representatives",
    "envoys",
    "diplomats",
    "they",
    "both",
    "negotiators",
    "partners",
];

/// A group of which only the number is told is the company of the meeting or agreement told before.
fn gather(view: &View<'_>, events: &mut Layer<EventId, Event>) {
    let loose = |id: EntityId| {
        view.layers.entities.get(id).is_some_and(|entity| {
            let name = entity.name.to_lowercase();
            let last = name.split_whitespace().next_back().unwrap_or_default();
            let first = name.split_whitespace().next().unwrap_or_default();
            entity.kind == EntityType::Group
                && entity.members.is_empty()
                && COMPANY.contains(&last)
                && matches!(first, "the" | "both" | "two" | "three" | "they" | "all")
        })
    };
    let mut company: Vec<EntityId> = Vec::new();
    for at in 0..events.len() {
        let event = &mut events[EventId::at(at)];
        for role in [&mut event.actor, &mut event.recipient] {
            if role.iter().any(|&id| loose(id)) && company.len() > 1 {
                role.retain(|&id| !loose(id));
                role.extend(company.iter().copied().filter(|id| !role.contains(id)).collect::<Vec<_>>());
            }
        }
        let actor = event.actor.clone();
        event.recipient.retain(|id| !actor.contains(id));
        let all: Vec<EntityId> = event.actor.iter().chain(&event.recipient).copied().collect();
        if event.event.is_reciprocal() && all.len() > 1 && !all.iter().any(|&id| loose(id)) {
            company = all;
        }
    }
}

/// Whoever condemns, rejects or praises an act means its actor: "denounced the raid".
fn blame(events: &mut Layer<EventId, Event>, links: &[Link], objects: &[Vec<TokenId>]) {
    use Plover::{Accuse, Reject, Support, Threaten};
    for (at, objects) in objects.iter().enumerate() {
        let id = EventId::at(at);
        let event = &events[id];
        if !matches!(event.event, Accuse | Reject | Support | Threaten) || !event.recipient.is_empty() {
            continue;
        }
        let meant = links.iter().position(|link| objects.contains(&link.token)).filter(|&other| other != at);
        let Some(meant) = meant.map(EventId::at) else { continue };
        let first = events[meant].same_as.unwrap_or(meant);
        let doers = [&events[meant].actor, &events[first].actor].into_iter().find(|actor| !actor.is_empty());
        let doers = doers.cloned().unwrap_or_default();
        let actor = &events[id].actor;
        let doers: Vec<EntityId> = doers.into_iter().filter(|doer| !actor.contains(doer)).collect();
        events[id].recipient = doers;
    }
}

/// The triggers of a report as records, in text order. `keep`: also those that are turned down.
fn proposals(view: &View<'_>, weighing: Weighing, keep: bool) -> Vec<Draft> {
    let frames = view.frames;
    let mut drafts: Vec<Draft> = Vec::new();
    for (id, sentence) in view.a.sentences.iter_ids() {
        let tokens = sentence.tokens.start.0..sentence.tokens.end.0;
        let silenced = frames
            .domains
            .silenced(ids(tokens.clone()).flat_map(|id| view.forms(id)).map(|form| form.as_str()));
        let found = triggers::find(view, tokens.clone());
        let mut taken: Vec<Span> = Vec::new();
        for trigger in &found {
            taken.extend(trigger.words.iter().map(|&word| view.token(word).span));
            if silenced.contains(&trigger.event) {
                continue;
            }
            drafts.extend(draft(view, trigger, id, weighing, keep));
        }
        if weighing != Weighing::Frames {
            unframed(view, tokens, id, &mut taken, &mut drafts);
        }
    }
    verbal_acts(view, &mut drafts, keep);
    drafts.sort_by_key(|draft| (draft.event.trigger, draft.event.event));
    drafts.dedup_by(|b, a| a.event.trigger.overlaps(b.event.trigger) && a.event.event == b.event.event);
    drafts
}

/// A trigger's record, unless it is no event.
fn draft(
    view: &View<'_>,
    trigger: &Trigger<'_>,
    sentence: SentenceId,
    weighing: Weighing,
    keep: bool,
) -> Option<Draft> {
    let span = trigger.span(view);
    let cued = verbal::cued(view, span);
    let around = verbal::around(view, span, cued);
    let statement = |id: Option<StatementId>| id.map(|id| &view.layers.statements[id]);
    let mut roles = roles::of(view, trigger);
    if let Some(said) = statement(cued) {
        let from = verbal::roles(said, trigger.event);
        if roles.actor.is_empty() {
            roles.actor = from.actor;
        }
        if roles.recipient.is_empty() {
            roles.recipient = from.recipient.into_iter().filter(|id| !roles.actor.contains(id)).collect();
        }
    }
    if trigger.shape == Shape::Modal {
        obligation(view, trigger, statement(around), &mut roles)?;
    }
    let status = decide_status(view, trigger, statement(around), cued.is_some(), &roles, weighing);
    let several = trigger.event.is_reciprocal() && roles.actor.len() > 1;
    let proposal = Proposal {
        trigger,
        actor: !roles.actor.is_empty(),
        recipient: several || !roles.recipient.is_empty(),
        status,
        cue: statement(cued).map(|said| said.act),
        within: statement(around).map(|said| said.act),
    };
    let features = if keep { weigh::features(view, &proposal) } else { Features::new() };
    let verdict = match weigh::weigh(view, &proposal, weighing) {
        Some(verdict) => verdict,
        None if keep => weigh::Verdict { event: trigger.event, score: 0.0 },
        None => return None,
    };
    let frame = trigger.frame;
    let same_type = verdict.event == frame.event;
    let mut event = Event {
        trigger: span,
        event: verdict.event,
        mode: frame.mode.clone().filter(|_| same_type),
        cameo: frame.cameo.clone().filter(|_| same_type),
        contexts: Vec::new(),
        actor: roles.actor.into_vec(),
        recipient: roles.recipient.into_vec(),
        time: None,
        place: None,
        status,
        according_to: around,
        same_as: None,
        origin: Origin::rule(Stage::Event, frame.id.clone()).with_score(verdict.score.min(1.0)),
    };
    place_roles(view, &mut event);
    let clue = settle(view, trigger, &mut event);
    let news = news(view, trigger, cued.is_some());
    Some(Draft {
        event,
        clue,
        sentence,
        link: link(view, trigger, cued),
        news,
        objects: objects(trigger),
        features,
    })
}

fn decide_status(
    view: &View<'_>,
    trigger: &Trigger<'_>,
    statement: Option<&Statement>,
    own: bool,
    roles: &Roles,
    weighing: Weighing,
) -> Status {
    let speaker = statement.is_some_and(|said| {
        said.source_entity.iter().any(|&who| roles.actor.iter().any(|&actor| same::alike(view, who, actor)))
    });
    let by_rule = status::of(view, trigger, statement, own, speaker);
    if weighing == Weighing::Frames {
        return by_rule;
    }
    match weigh::status(view, trigger.token) {
        Some((learned, score)) if score >= SURE_STATUS => learned,
        _ => by_rule,
    }
}

/// "X must stop" in somebody's mouth is a demand on X.
fn obligation(
    view: &View<'_>,
    trigger: &Trigger<'_>,
    statement: Option<&Statement>,
    roles: &mut Roles,
) -> Option<()> {
    let statement = statement?;
    if view.relation(trigger.token) != Relation::Aux
        || !matches!(view.lemma(trigger.token), "must" | "should")
    {
        return None;
    }
    let verb = view.head(trigger.token)?;
    let around = args::of_verb(view, verb);
    let parties = if around.passive { &around.agent } else { &around.subject };
    let mut recipient = Parties::new();
    for &id in parties {
        let pronoun = view.mention(id).is_some_and(|(mention, _)| mention.form == Form::Pronoun);
        if !pronoun {
            recipient.extend(roles::entities(view, id));
        }
    }
    roles.actor = statement.source_entity.iter().copied().collect();
    roles.recipient = recipient.into_iter().filter(|id| !roles.actor.contains(id)).collect();
    (!roles.recipient.is_empty()).then_some(())
}

/// A place that is only the venue is no party; media that only report are none either.
fn place_roles(view: &View<'_>, event: &mut Event) {
    let media = |id: &EntityId| {
        view.layers.entities.get(*id).is_some_and(|entity: &Entity| {
            entity.role_class == Some(RoleClass::Media) && entity.kind == EntityType::Organisation
        })
    };
    if !matches!(
        event.event,
        Plover::Coerce | Plover::Assault | Plover::Accuse | Plover::Threaten | Plover::Reject
    ) {
        event.actor.retain(|id| !media(id));
    }
}

/// Sets time and place from the trigger's surroundings and says what same-as needs to know.
fn settle(view: &View<'_>, trigger: &Trigger<'_>, event: &mut Event) -> Clue {
    let time = when::time(view, trigger);
    let dated = time.as_ref().is_some_and(|&(_, far)| far <= OWN);
    event.time = time.filter(|_| dated).map(|(value, _)| value);
    event.place = when::place(view, trigger).filter(|&(_, far)| far <= NEAR).map(|(id, _)| id);
    let definite = trigger.shape == Shape::Noun
        && view
            .a
            .children_by(trigger.token, Relation::Det)
            .any(|det| matches!(view.lemma(det), "the" | "this" | "that" | "these" | "those"));
    Clue { lemma: view.lemma(trigger.token).into(), definite, dated }
}

/// Words that only the reader's trigger head calls events.
fn unframed(
    view: &View<'_>,
    tokens: std::ops::Range<u32>,
    sentence: SentenceId,
    taken: &mut Vec<Span>,
    drafts: &mut Vec<Draft>,
) {
    for id in ids(tokens) {
        let span = view.token(id).span;
        let Some((plover, score)) = weigh::unframed(view, id, UNFRAMED) else { continue };
        if taken.iter().any(|other| other.overlaps(span))
            || !matches!(view.upos(id), Upos::Verb | Upos::Noun | Upos::Adj | Upos::Propn)
        {
            continue;
        }
        let Some(frame) = view.frames.frames.iter().find(|frame| frame.event == plover) else { continue };
        let verbal = view.upos(id) == Upos::Verb;
        let trigger = Trigger {
            frame,
            event: plover,
            token: id,
            words: [id].into_iter().collect(),
            shape: if verbal { Shape::Verb } else { Shape::Noun },
            weak: true,
            ongoing: false,
            supported: false,
            args: if verbal { args::of_verb(view, id) } else { args::of_noun(view, id) },
            negation_used: false,
        };
        let cued = verbal::cued(view, span);
        let around = verbal::around(view, span, cued);
        let around_statement = around.map(|id| &view.layers.statements[id]);
        let mut roles = generic_roles(view, &trigger);
        if let Some(said) = cued.map(|id| &view.layers.statements[id]) {
            let from = verbal::roles(said, plover);
            if roles.actor.is_empty() {
                roles.actor = from.actor;
            }
            if roles.recipient.is_empty() {
                roles.recipient = from.recipient;
            }
        }
        // Without a frame only the syntax says who acts; without an actor the word is too weak a sign.
        if roles.actor.is_empty() {
            continue;
        }
        let status = decide_status(view, &trigger, around_statement, cued.is_some(), &roles, Weighing::Both);
        let mut event =
            record(span, plover, roles, status, around, Origin::model(Stage::Event, "trigger-head", score));
        let clue = settle(view, &trigger, &mut event);
        taken.push(span);
        let news = news(view, &trigger, cued.is_some());
        drafts.push(Draft {
            event,
            clue,
            sentence,
            link: link(view, &trigger, cued),
            news,
            objects: objects(&trigger),
            features: Features::new(),
        });
    }
}

fn record(
    span: Span,
    plover: Plover,
    roles: Roles,
    status: Status,
    around: Option<StatementId>,
    origin: Origin,
) -> Event {
    Event {
        trigger: span,
        event: plover,
        mode: None,
        cameo: None,
        contexts: Vec::new(),
        actor: roles.actor.into_vec(),
        recipient: roles.recipient.into_vec(),
        time: None,
        place: None,
        status,
        according_to: around,
        same_as: None,
        origin,
    }
}

/// Roles by the plain reading of the syntax, for triggers without a frame.
fn generic_roles(view: &View<'_>, trigger: &Trigger<'_>) -> Roles {
    let around = &trigger.args;
    let mut roles = Roles::default();
    for &id in around.subject.iter().chain(&around.agent).chain(&around.possessor).chain(&around.modifier) {
        if roles.actor.is_empty() {
            roles.actor = roles::entities(view, id);
        }
    }
    let oblique = around
        .oblique
        .iter()
        .filter(|(case, _)| {
            matches!(*case, "with" | "to" | "against" | "on" | "of" | "for" | "from" | "about")
        })
        .map(|&(_, id)| id);
    for id in around.object.iter().chain(&around.indirect).copied().chain(oblique) {
        if roles.recipient.is_empty() {
            roles.recipient = roles::entities(view, id);
            let actor = roles.actor.clone();
            roles.recipient.retain(|id| !actor.contains(id));
        }
    }
    roles
}

/// Statements that do something (accuse, demand …) where no trigger stands at their cue.
fn verbal_acts(view: &View<'_>, drafts: &mut Vec<Draft>, keep: bool) {
    for (id, statement) in view.layers.statements.iter_ids() {
        let Some(plover) = verbal::event_of(statement.act).filter(|_| verbal::stands(statement)) else {
            continue;
        };
        let Some(cue) = statement.cue.first() else { continue };
        if drafts.iter().any(|draft| draft.event.trigger.overlaps(cue)) {
            continue;
        }
        let (Some(token), roles) = (view.a.head_of(cue), verbal::roles(statement, plover)) else { continue };
        if roles.actor.is_empty() {
            continue;
        }
        let around = verbal::around(view, cue, Some(id));
        let features =
            weigh::of_statement(view, token, statement, around.is_some(), !roles.recipient.is_empty());
        let score = weigh::accept_statement(&features);
        if score.is_none() && !keep {
            continue;
        }
        let origin = Origin::rule(Stage::Event, "statement.act").with_score(score.unwrap_or_default());
        let mut event = record(cue, plover, roles, Status::Happened, around, origin);
        let sentence = view.a.sentence_of(token);
        event.time = statement.time.clone();
        event.place = statement.place;
        let clue = Clue {
            lemma: CompactString::from(view.lemma(token)),
            definite: false,
            dated: event.time.is_some(),
        };
        let link = Link { token, cued: Some(id), subject: true, object: false, first_person: false };
        drafts.push(Draft { event, clue, sentence, link, news: true, objects: Vec::new(), features });
    }
}

/// Whether a trigger tells the report's news: past or perfect (no pluperfect), a headline, an act done
/// by the words themselves ("we condemn").
fn news(view: &View<'_>, trigger: &Trigger<'_>, cued: bool) -> bool {
    if view.in_headline(trigger.token) || cued {
        return true;
    }
    let Some(verb) = trigger.args.carrier.filter(|&verb| view.upos(verb) == Upos::Verb) else { return false };
    let pluperfect =
        view.a.children_by(verb, Relation::Aux).any(|aux| view.word(aux).eq_ignore_ascii_case("had"));
    let relative = view.relation(verb) == Relation::AclRelcl;
    !pluperfect && !relative
}

/// Dates events whose clause has no time: by their sentence, else by the one before in the
/// paragraph; the news of a report without dates of its own by its day, which is that of its lead.
fn date(view: &View<'_>, drafts: &mut [Draft]) {
    let count = view.a.sentences.len();
    let mut of_sentence: Vec<Option<CompactString>> = vec![None; count];
    for draft in drafts.iter() {
        let slot = &mut of_sentence[draft.sentence.index()];
        if slot.is_none()
            && draft.clue.dated
            && matches!(draft.event.status, Status::Happened | Status::Ongoing)
        {
            *slot = draft.event.time.clone();
        }
    }
    let day = report_day(view, drafts);
    for draft in drafts.iter_mut() {
        // What the headline tells is the news of the day; a date far down the report is another event's.
        let participle = view.relation(draft.link.token) == Relation::Amod;
        if view.in_headline(draft.link.token)
            && !draft.clue.dated
            && draft.event.status == Status::Happened
            && !participle
        {
            draft.event.time = day.clone();
            draft.clue.dated = day.is_some();
        }
    }
    for draft in drafts.iter_mut().filter(|draft| draft.event.time.is_none()) {
        if !matches!(draft.event.status, Status::Happened | Status::Ongoing | Status::Alleged) {
            continue;
        }
        let at = draft.sentence.index();
        let paragraph =
            |at: usize| view.a.sentences.get(SentenceId::at(at)).map(|sentence| sentence.paragraph);
        let before = at.checked_sub(1).filter(|&before| paragraph(before) == paragraph(at));
        draft.event.time = of_sentence[at]
            .clone()
            .or_else(|| before.filter(|_| draft.news).and_then(|before| of_sentence[before].clone()))
            .or_else(|| day.clone().filter(|_| draft.news && draft.event.status == Status::Happened));
    }
}

/// The day whose news a report tells: that of the first dated event below the headline, if it is at
/// most ten days before the report's date; else that date.
fn report_day(view: &View<'_>, drafts: &[Draft]) -> Option<CompactString> {
    let published = view.layers.date?;
    let lead = drafts
        .iter()
        .filter(|draft| draft.sentence.0 < 8 && !view.in_headline(draft.link.token))
        .find_map(|draft| {
            let time = draft.event.time.as_ref().filter(|time| draft.clue.dated && time.len() == 10)?;
            let happened = matches!(draft.event.status, Status::Happened | Status::Ongoing);
            (happened && days_between(time, published).is_some_and(|days| (0..=10).contains(&days)))
                .then(|| time.clone())
        });
    lead.or_else(|| (published.len() == 10).then(|| published.into()))
}

/// Days from one ISO date to another, counted roughly (months of 31 days), which is enough for
/// telling this week from last month.
fn days_between(from: &str, to: &str) -> Option<i64> {
    let number = |date: &str| -> Option<i64> {
        let mut parts = date.splitn(3, '-').map(|part| part.parse::<i64>().ok());
        Some(parts.next()?? * 372 + parts.next()?? * 31 + parts.next()??)
    };
    Some(number(to)? - number(from)?)
}

/// Places for events whose sentence names none: what the paragraph named before; for deeds of a state
/// at home, or upon a state, that state.
fn locate(view: &View<'_>, drafts: &mut [Draft]) {
    for draft in drafts.iter_mut().filter(|draft| draft.event.place.is_none()) {
        use Plover::*;
        let event = &draft.event;
        if !matches!(event.event, Coerce | Assault | Protest | Retreat | Concede | Consult)
            || event.status == Status::Hypothetical
        {
            continue;
        }
        let sentence = &view.a.sentences[draft.sentence];
        let start = view.a.paragraphs.get(sentence.paragraph).map_or(sentence.span.start, |span| span.start);
        let before = view
            .layers
            .places
            .iter()
            .rfind(|place| place.span.start >= start && place.span.end <= sentence.span.start);
        let home = || {
            let party = event.recipient.iter().chain(&event.actor).next()?;
            let country = view.layers.entities.get(*party)?.country?;
            let state = |entity: &Entity| entity.country == Some(country) && entity.kind == EntityType::State;
            view.layers.entities.iter_ids().find(|(_, entity)| state(entity)).map(|(id, _)| id)
        };
        let found = before.map(|place| place.entity).or_else(|| home().filter(|_| event.event != Consult));
        draft.event.place = found;
    }
}
