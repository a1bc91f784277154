//! Which questionnaires there are for a notebook: those of the content, and those that were added to it.

use std::{ops::Deref, sync::Arc};

use hearken_content::{AnsweredBy, Licence, Measure, MeasureFile, library};
use hearken_core::{
    Notebook, RecordId,
    questionnaires::{self, Questionnaire},
};
use hearken_measures::{Form, Scoring};

/// A questionnaire whose words are there.
#[derive(Clone)]
pub enum Known {
    /// One of the content, with its form.
    Shipped(&'static Measure, &'static Form),
    /// One that was added to this notebook.
    Added(Arc<Added>),
}

/// One that was added, as long as somebody looks at it: nothing of it outlives the page.
pub struct Added {
    record: RecordId,
    measure: Measure,
    form: Form,
    away: bool,
}

impl Deref for Known {
    type Target = Measure;

    fn deref(&self) -> &Measure {
        match self {
            Self::Shipped(measure, _) => measure,
            Self::Added(added) => &added.measure,
        }
    }
}

impl Known {
    /// What is asked.
    pub(super) fn form(&self) -> &Form {
        match self {
            Self::Shipped(_, form) => form,
            Self::Added(added) => &added.form,
        }
    }

    /// Its record, if it was added and is still asked.
    pub(super) fn added(&self) -> Option<RecordId> {
        match self {
            Self::Added(added) if !added.away => Some(added.record),
            _ => None,
        }
    }

    /// Whether it can be begun: it was not taken away.
    pub(super) fn is_asked(&self) -> bool {
        match self {
            Self::Shipped(..) => true,
            Self::Added(added) => !added.away,
        }
    }
}

/// A questionnaire by its name, also one that was taken away; none whose words are not there.
pub(crate) fn known(notebook: &Notebook, measure: &str) -> Option<Known> {
    if let Some(shipped) = library().measure(measure) {
        return shipped.form.as_ref().map(|form| Known::Shipped(shipped, form));
    }
    let record = questionnaires::record_of(measure)?;
    added(record, notebook.get::<Questionnaire>(record)?)
}

/// Every questionnaire whose words are there: those of the content first, and those that were taken away too.
pub fn all_known(notebook: &Notebook) -> Vec<Known> {
    let shipped = library().measures.iter();
    let shipped = shipped.filter_map(|measure| Some(Known::Shipped(measure, measure.form.as_ref()?)));
    shipped.chain(notebook.all::<Questionnaire>().filter_map(|(id, it)| added(id, it))).collect()
}

/// One that cannot be read (a newer program wrote it) is none.
fn added(record: RecordId, questionnaire: &Questionnaire) -> Option<Known> {
    let form = Form::read(questionnaire.text.as_bytes()).ok()?;
    let words = &library().measure_words.added;
    let questions = form.all_items().filter(|item| item.kind.is_question() && !item.computed).count();
    let file = MeasureFile {
        id: questionnaires::measure_id(record),
        title: questionnaire.title.clone(),
        short: words.short.clone(),
        order: u32::MAX,
        about: words.from.clone(),
        readers: library().measure_words.page.readers.clone(),
        recall: String::new(),
        recall_days: None,
        who: AnsweredBy::Oneself,
        validated: false,
        unvalidated: Some(words.unchecked.clone()),
        // About four questions a minute (P).
        minutes: u32::try_from(questions.div_ceil(4)).unwrap_or(u32::MAX).max(1),
        caution: None,
        afterwards: None,
        ask_again: Vec::new(),
        about_others: Vec::new(),
        text_from: None,
        panel: None,
        reported: None,
        result: None,
        licence: Licence { name: words.terms.clone(), words: form.copyright.clone() },
        sitter: None,
        scoring: Scoring::default(),
        feeds: Vec::new(),
        notes: Vec::new(),
        sources: Vec::new(),
    };
    let measure = Measure { file, form: Some(form.clone()), text: questionnaire.text.clone() };
    Some(Known::Added(Arc::new(Added { record, measure, form, away: questionnaire.away })))
}
