//! The way of a report, from text to ledger.

use crate::{faults, head_line, report_date, speakers};
use dateline_doc::{
    Analysis, Defect, DefectKind, Document, Engine, Entity, EntityId, EntityType, Layer, Ledger, Place,
    PlaceId, conllu::ConlluDocument,
};
use dateline_entity::Knowledge;
use dateline_event::{Frames, Weighing};
use dateline_input::Report;
use dateline_model::{Reader as Model, Segmentation};
use dateline_place::Gazetteer;

/// dateline's version.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Why a reader could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The learned reader's weights.
    #[error("the reader's weights: {0}")]
    Model(#[from] dateline_model::ModelError),
    /// The knowledge base.
    #[error("the knowledge base: {0}")]
    Knowledge(#[from] dateline_entity::KnowledgeError),
    /// The gazetteer.
    #[error("the gazetteer: {0}")]
    Gazetteer(#[from] dateline_place::GazetteerError),
}

/// Everything that reading needs, loaded once. Reading does not change it: one reader serves all
/// threads.
pub struct Reader {
    model: Model,
    knowledge: Knowledge,
    gazetteer: Gazetteer,
    frames: &'static Frames,
}

impl Reader {
    /// The reader that ships with the library.
    ///
    /// # Errors
    /// [`LoadError`] if a file that was built in is damaged.
    pub fn load() -> Result<Reader, LoadError> {
        Reader::with_model(Model::bundled()?)
    }

    /// The same with another weight file, as `--model FILE` chooses it.
    ///
    /// # Errors
    /// [`LoadError`] if the file cannot be read or is damaged.
    pub fn load_with_weights(path: &std::path::Path) -> Result<Reader, LoadError> {
        Reader::with_model(Model::open(path)?)
    }

    fn with_model(model: Model) -> Result<Reader, LoadError> {
        Ok(Reader {
            model,
            knowledge: Knowledge::bundled()?,
            gazetteer: Gazetteer::bundled()?,
            frames: Frames::builtin(),
        })
    }

    /// What reads: dateline's version and the model's digest.
    pub fn engine(&self) -> Engine {
        Engine { version: VERSION.into(), model: self.model.digest().into() }
    }

    /// What the reader knows of persons in office, states and organisations, to look names up in.
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }

    /// Reads a text that stands alone. `date` is its document creation time (ISO 8601), if it is known.
    pub fn read_text(&self, text: &str, date: Option<&str>) -> Ledger {
        let mut report = dateline_input::report(text);
        report.document.given_date = date.map(Into::into);
        self.read(report)
    }

    /// Reads a report. A text in another language or without words gets a ledger with nothing but
    /// its defects.
    pub fn read(&self, report: Report) -> Ledger {
        let Report { document, defects } = report;
        let readable =
            !defects.iter().any(|d| matches!(d.kind, DefectKind::Empty | DefectKind::OtherLanguage));
        let analysis = if readable { self.analyse(&document.text) } else { Analysis::default() };
        self.read_analysis(document, &analysis, defects)
    }

    /// The linguistic layers of a text alone.
    pub fn analyse(&self, text: &str) -> Analysis {
        self.model.read(text)
    }

    /// Tags, heads and names for given tokens and sentences.
    pub fn analyse_tokens(&self, given: &ConlluDocument) -> Analysis {
        let layers = &given.analysis;
        let parts = Segmentation {
            tokens: layers.tokens.iter().map(|token| token.span.range()).collect(),
            sentences: layers
                .sentences
                .iter()
                .map(|s| s.tokens.start.index()..s.tokens.end.index())
                .collect(),
            paragraphs: (0..layers.sentences.len()).map(|at| at..at + 1).collect(),
        };
        self.model.read_tokens(&given.text, &parts)
    }

    /// Reads a report whose linguistic layers are already there. `defects` are those that its input had.
    ///
    /// This function is the way of a report: every stage is a plain function from the layers that it
    /// is handed to the layer that it makes.
    pub fn read_analysis(&self, document: Document, analysis: &Analysis, mut defects: Vec<Defect>) -> Ledger {
        let text = &document.text;
        let (quotations, found) = dateline_statement::quotations(text, &analysis.paragraphs);
        defects.extend(found);

        let candidates = dateline_time::find(text, analysis);
        let date = report_date::of(&document, analysis, &candidates, &self.knowledge);
        let day = date.as_ref().map(|date| date.value.as_str());
        let times = match day {
            Some(day) => dateline_time::resolve_about(text, &candidates, day),
            None => dateline_time::resolve(text, &candidates, None),
        };
        defects.extend(times.defects);
        let times = times.times.into();

        let dateline_entity::Reading { mut entities, mut mentions } =
            dateline_entity::read(&self.knowledge, text, analysis, &quotations, day);
        let dateline = head_line::find(text, analysis, &entities, &mentions, &times);
        let layers = dateline_place::Layers {
            analysis,
            entities: &entities,
            mentions: &mentions,
            dateline: dateline.as_ref(),
            country: None,
        };
        let places = dateline_place::read_all(text, layers, &self.gazetteer);
        let places = locate(places, &self.gazetteer, &mut entities);

        let mut statements = dateline_statement::statements(
            text,
            analysis,
            &quotations,
            &entities,
            &mentions,
            &times,
            &places,
        );
        dateline_statement::unnamed_sources(text, analysis, &mut statements, &mut entities, &mut mentions);
        speakers::add(text, analysis, &quotations, &statements, &entities, &mut mentions);

        let layers = dateline_event::Layers {
            text,
            analysis,
            entities: &entities,
            mentions: &mentions,
            times: &times,
            places: &places,
            statements: &statements,
            date: day,
        };
        let events = dateline_event::events(&layers, self.frames, Weighing::Both);
        let quantities = dateline_event::quantities(text, analysis);

        defects.extend(faults::broken_sentences(text, analysis));
        defects.extend(faults::foreign_acronyms(text, analysis, &entities, &mentions));
        defects.sort_by_key(|defect| (defect.span, defect.kind));
        let ledger = Ledger {
            engine: self.engine(),
            sentences: analysis.sentences.iter().map(|sentence| sentence.span).collect(),
            date,
            dateline,
            entities,
            mentions,
            times,
            places,
            statements,
            events,
            quantities,
            defects,
            document,
        };
        debug_assert_eq!(dateline_doc::check::violations(&ledger), Vec::<String>::new());
        ledger
    }
}

/// What the places layer knows of the entities that it places: their country and GeoNames id.
fn locate(
    readings: Vec<dateline_place::Reading>,
    gazetteer: &Gazetteer,
    entities: &mut Layer<EntityId, Entity>,
) -> Layer<PlaceId, Place> {
    let place = |reading: dateline_place::Reading| {
        let resolved = &reading.resolution.place;
        let entity = &mut entities[reading.entity];
        // A town that no reader knew, and that the gazetteer has: see `dateline_place`'s rule "untyped".
        if reading.rule == "untyped" {
            entity.kind = EntityType::Place;
        }
        if matches!(entity.kind, EntityType::Place | EntityType::Facility) {
            entity.country = entity.country.or(resolved.country);
            entity.geonames = entity.geonames.or(resolved.geonames);
        }
        reading.into_place(gazetteer)
    };
    readings.into_iter().map(place).collect()
}
