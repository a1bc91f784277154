//! What an import says about itself: how much came in, and every thing that did not.

use std::collections::BTreeMap;

use serde::Serialize;

/// How many records (or pictures, or files) went which way.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Counts {
    /// New or changed in the notebook, whole or with something left out.
    pub imported: u64,
    /// Already in the notebook, or passed over on purpose.
    pub skipped: u64,
    /// Of the imported ones: those that lost or changed something on the way.
    pub degraded: u64,
    /// Kept, sealed, but not shown anywhere yet.
    pub preserved_only: u64,
    /// Not kept.
    pub failed: u64,
}

impl Counts {
    fn add(&mut self, other: &Self) {
        self.imported += other.imported;
        self.skipped += other.skipped;
        self.degraded += other.degraded;
        self.preserved_only += other.preserved_only;
        self.failed += other.failed;
    }
}

/// How much a warning weighs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Something was not kept.
    Error,
    /// Something was changed, or is kept where it does not show.
    Warning,
    /// Good to know.
    Info,
}

/// One thing worth saying about an import.
///
/// `message` is one of our own sentences, so it holds no word that the person wrote. `record_id` may be the name of
/// one of their files: it belongs on their screen and into no log.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Warning {
    /// How much it weighs.
    pub level: Level,
    /// A short name for programs, such as `media-not-kept`.
    pub code: &'static str,
    /// What it is about: `journal`, `media`, `file`, `place`, or a kind of record.
    pub record_type: &'static str,
    /// Their own id of it, the path in their folder, or `line N`; `None` when it holds for many.
    pub record_id: Option<String>,
    /// What happened, in a sentence.
    pub message: &'static str,
    /// How many times.
    pub count: u64,
}

/// The report of one import.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct ImportReport {
    /// Counts by kind of thing.
    pub kinds: BTreeMap<&'static str, Counts>,
    /// Everything worth saying, in the order it was met.
    pub warnings: Vec<Warning>,
    /// Where the warnings stand that hold for many, by code and kind: they are said once for each entry.
    #[serde(skip)]
    general: BTreeMap<(&'static str, &'static str), usize>,
}

/// A kind of warning; all of them stand in [`super::notes`].
#[derive(Debug)]
pub(crate) struct Note {
    pub(crate) level: Level,
    pub(crate) code: &'static str,
    pub(crate) message: &'static str,
}

impl ImportReport {
    /// The counts over all kinds of things.
    pub fn total(&self) -> Counts {
        let mut total = Counts::default();
        self.kinds.values().for_each(|counts| total.add(counts));
        total
    }

    /// The counts of one kind of thing; zeros if none was met.
    pub fn of(&self, kind: &str) -> Counts {
        self.kinds.get(kind).copied().unwrap_or_default()
    }

    /// How often a warning with that code was given.
    pub fn count_of(&self, code: &str) -> u64 {
        self.warnings.iter().filter(|warning| warning.code == code).map(|warning| warning.count).sum()
    }

    pub(crate) fn count(&mut self, kind: &'static str) -> &mut Counts {
        self.kinds.entry(kind).or_default()
    }

    /// Says `note` of one thing, or of many when `id` is `None`; the same said of the same adds up.
    pub(crate) fn say(
        &mut self,
        note: &'static Note,
        record_type: &'static str,
        id: Option<&str>,
        count: u64,
    ) {
        if count == 0 {
            return;
        }
        let found = match id {
            // Warnings of one thing stand together, so looking at the last few finds it.
            Some(_) => self.warnings.iter_mut().rev().take(4).find(|warning| {
                warning.code == note.code
                    && warning.record_type == record_type
                    && warning.record_id.as_deref() == id
            }),
            None => {
                let next = self.warnings.len();
                let place = *self.general.entry((note.code, record_type)).or_insert(next);
                self.warnings.get_mut(place)
            }
        };
        match found {
            Some(warning) => warning.count += count,
            None => self.warnings.push(Warning {
                level: note.level,
                code: note.code,
                record_type,
                record_id: id.map(str::to_owned),
                message: note.message,
                count,
            }),
        }
    }
}
