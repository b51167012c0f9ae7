//! From layers to mentions and entities.

use crate::acronym;
use crate::anaphora::Resolver;
use crate::cluster::{self, Cluster};
use crate::context::{Context, Found};
use crate::day::Day;
use crate::knowledge::Knowledge;
use crate::lexicon::Usage;
use crate::{identity, metonym, names, nominal, told};
use dateline_doc::{
    Analysis, Entity, EntityId, EntityType, Layer, Mention, MentionId, Origin, Quotation, QuotationId, Span,
    Stage,
};

/// The entities of a report and where it speaks of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    /// In the order of their first mention.
    pub entities: Layer<EntityId, Entity>,
    /// In text order.
    pub mentions: Layer<MentionId, Mention>,
}

/// Reads who and what a text speaks of. `date` is the document's date (`2023-03-01`, `2023-03` or
/// `2023`), where it is known: offices are looked up at it.
pub fn read(
    knowledge: &Knowledge,
    text: &str,
    analysis: &Analysis,
    quotations: &Layer<QuotationId, Quotation>,
    date: Option<&str>,
) -> Reading {
    let cx = Context::new(knowledge, text, analysis, date.and_then(Day::parse));
    let mut found = names::find(&cx);
    cluster::settle_types(&mut found);
    acronym::settle(&cx, &mut found);
    stand_for(&cx, &mut found);
    let weights = told::weights(&cx, &found);
    told::place_organisations(&cx, &mut found, &weights);
    told::tell(&cx, &mut found);
    let main = told::main_country(&weights);
    let (mut clusters, of) = cluster::names(&cx, &found);
    identity::link(&cx, &mut clusters, &found, main);
    let plains = nominal::find(&cx, &found);
    let quotes: Vec<Span> = quotations.iter().map(|quotation| quotation.span).collect();
    let mut resolver = Resolver::new(&cx, clusters, found, of, main, quotes);
    resolver.run(&plains);
    identity::default_countries(&cx, &mut resolver.clusters, &resolver.found, main);
    finish(resolver.clusters, resolver.found, resolver.of)
}

/// Decides for capitals and seats whether they act.
fn stand_for(cx: &Context<'_>, found: &mut [Found]) {
    for mention in found.iter_mut() {
        let Some(entry) = mention.entry.map(|entry| &cx.kb.entries[entry as usize]) else { continue };
        // "Pro-Beijing" is for the government, in whatever name it stands.
        let sided = ["pro-", "anti-", "Pro-", "Anti-"]
            .iter()
            .any(|side| cx.text[..mention.span.start as usize].ends_with(side));
        if mention.outer.is_some() && !sided {
            continue;
        }
        match mention.usage {
            Usage::State => mention.metonym = true,
            Usage::Name if entry.stands_for.is_some() && metonym::acts(cx, mention) => {
                mention.metonym = true;
                mention.kind = EntityType::State;
            }
            Usage::Name if entry.seat => mention.metonym = metonym::acts(cx, mention),
            _ => {}
        }
    }
}

/// Records in text order; entities without a mention are left out, but for members of groups.
fn finish(clusters: Vec<Cluster>, found: Vec<Found>, of: Vec<Option<usize>>) -> Reading {
    let mut order: Vec<usize> = (0..found.len()).filter(|&at| of[at].is_some()).collect();
    order.sort_by_key(|&at| (found[at].span.start, std::cmp::Reverse(found[at].span.end), at));
    order.dedup_by_key(|at| found[*at].span);
    let mut new_id: Vec<Option<EntityId>> = vec![None; clusters.len()];
    let mut kept: Vec<usize> = Vec::new();
    let mut keep = |cluster: usize, new_id: &mut Vec<Option<EntityId>>| {
        if new_id[cluster].is_none() {
            new_id[cluster] = Some(EntityId::at(kept.len()));
            kept.push(cluster);
        }
    };
    for &at in &order {
        if let Some(cluster) = of[at] {
            keep(cluster, &mut new_id);
            for member in clusters[cluster].members.clone() {
                keep(member.index(), &mut new_id);
            }
        }
    }
    let mut reading = Reading::default();
    for &at in &kept {
        let cluster = &clusters[at];
        let origin = Origin::rule(Stage::Entity, cluster.rule).with_score(cluster.score);
        let mut entity = Entity::new(cluster.name.clone(), cluster.kind, origin);
        entity.country = cluster.country;
        entity.sector = cluster.sector;
        entity.role = cluster.role.clone();
        entity.role_class = cluster.role_class;
        entity.wikidata = cluster.wikidata.clone();
        entity.members = cluster.members.iter().filter_map(|member| new_id[member.index()]).collect();
        reading.entities.push(entity);
    }
    for at in order {
        let Some(entity) = of[at].and_then(|cluster| new_id[cluster]) else { continue };
        let mention = &found[at];
        let origin =
            Origin { learned: mention.learned.is_some(), ..Origin::rule(Stage::Entity, mention.rule) }
                .with_score(mention.learned.unwrap_or(1.0));
        reading.mentions.push(Mention {
            span: mention.span,
            entity,
            form: mention.form,
            metonym: mention.metonym,
            origin,
        });
    }
    reading
}
