//! The heads' labels, turned into dateline's types once at load.

use dateline_doc::syntax::relation;
use dateline_doc::{Morph, NameKind, Plover, Relation, Status, Upos};

use crate::error::ModelError;
use crate::lemma::Script;
use crate::weights::HeadSlice;

/// Some rows of the heads' matrix.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Slice {
    pub(crate) start: usize,
    pub(crate) rows: usize,
}

impl Slice {
    /// The slice's part of a row of scores.
    pub(crate) fn of<'a>(&self, row: &'a [f32]) -> &'a [f32] {
        &row[self.start..self.start + self.rows]
    }
}

/// A tag of the name head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameTag {
    Outside,
    Begin(NameKind),
    Inside(NameKind),
    End(NameKind),
    Single(NameKind),
}

/// What each row of each head stands for.
pub(crate) struct Labels {
    pub(crate) upos: (Slice, Vec<Upos>),
    pub(crate) feats: (Slice, Vec<Morph>),
    pub(crate) lemma: (Slice, Vec<Script>),
    pub(crate) names: (Slice, Vec<NameTag>),
    /// Rows O, B, I; or O, I.
    pub(crate) cue: Slice,
    pub(crate) source: Slice,
    pub(crate) content: Slice,
    /// For each row the index into [`Plover::ALL`]; `None` for O.
    pub(crate) event: (Slice, Vec<Option<usize>>),
    /// For each row the index into [`Status::ALL`].
    pub(crate) status: (Slice, Vec<Option<usize>>),
    pub(crate) arc_dep: Slice,
    pub(crate) arc_head: Slice,
    pub(crate) rel_dep: Slice,
    pub(crate) rel_head: Slice,
    pub(crate) relations: Vec<Relation>,
    /// The row of `root` among the relations.
    pub(crate) root: Option<usize>,
}

impl Labels {
    /// Checks the slices against the number of rows that there are.
    pub(crate) fn new(slices: &[HeadSlice], relations: &[String], rows: usize) -> Result<Labels, ModelError> {
        let wrong = |message: String| ModelError::Metadata { key: "heads", message };
        for slice in slices {
            let end = slice.start.checked_add(slice.rows);
            if slice.rows == 0 || end.is_none_or(|end| end > rows) {
                return Err(wrong(format!("`{}` leaves the {rows} rows", slice.name)));
            }
            if !slice.labels.is_empty() && slice.labels.len() != slice.rows {
                return Err(wrong(format!(
                    "`{}` has {} labels for {} rows",
                    slice.name,
                    slice.labels.len(),
                    slice.rows
                )));
            }
        }
        let optional = |name: &str| slices.iter().find(|slice| slice.name == name);
        let required = |name: &str| optional(name).ok_or_else(|| wrong(format!("`{name}` is missing")));
        let place = |slice: &HeadSlice| Slice { start: slice.start, rows: slice.rows };
        let plain = |name: &str| optional(name).map(place).unwrap_or_default();
        let (arc_dep, arc_head) = (place(required("arc_dep")?), place(required("arc_head")?));
        let (rel_dep, rel_head) = (place(required("rel_dep")?), place(required("rel_head")?));
        if arc_dep.rows != arc_head.rows || rel_dep.rows != rel_head.rows || arc_dep.rows % 16 != 0 {
            return Err(wrong("the projections of dependents and heads differ in size".into()));
        }
        if relations.is_empty() || relations.iter().all(|label| label == "root") {
            return Err(ModelError::Metadata { key: "relations", message: "names no relation".into() });
        }
        let event = plain("event");
        let trigger = |label: &String| Plover::ALL.iter().position(|p| p.as_str() == label);
        let status = |label: &String| Status::ALL.iter().position(|s| s.as_str() == label);
        Ok(Labels {
            upos: labelled(required("upos")?, |label| label.parse().unwrap_or(Upos::X)),
            feats: optional("feats").map(|s| labelled(s, Morph::parse)).unwrap_or_default(),
            lemma: optional("lemma").map(|s| labelled(s, Script::parse)).unwrap_or_default(),
            names: optional("names").map(|s| labelled(s, name_tag)).unwrap_or_default(),
            cue: plain("cue"),
            source: plain("source"),
            content: plain("content"),
            event: (
                event,
                optional("event").map(|s| s.labels.iter().map(trigger).collect()).unwrap_or_default(),
            ),
            status: (
                plain("status"),
                optional("status").map(|s| s.labels.iter().map(status).collect()).unwrap_or_default(),
            ),
            arc_dep,
            arc_head,
            rel_dep,
            rel_head,
            relations: relations.iter().map(|label| relation(label)).collect(),
            root: relations.iter().position(|label| label == "root"),
        })
    }

    /// Whether the file has heads for statements and events.
    pub(crate) fn has_scores(&self) -> bool {
        self.cue.rows > 0 || self.content.rows > 0 || self.event.0.rows > 0
    }
}

/// The slice and its labels; a slice without labels is as if it were not there.
fn labelled<T>(slice: &HeadSlice, make: impl Fn(&str) -> T) -> (Slice, Vec<T>) {
    let labels: Vec<T> = slice.labels.iter().map(|label| make(label)).collect();
    let rows = labels.len();
    (Slice { start: slice.start, rows }, labels)
}

fn name_tag(label: &str) -> NameTag {
    let Some((position, kind)) = label.split_once('-') else { return NameTag::Outside };
    let Ok(kind) = kind.parse() else { return NameTag::Outside };
    match position {
        "B" => NameTag::Begin(kind),
        "I" => NameTag::Inside(kind),
        "E" => NameTag::End(kind),
        "S" => NameTag::Single(kind),
        _ => NameTag::Outside,
    }
}
