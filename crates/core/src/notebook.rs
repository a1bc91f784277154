//! The [`Notebook`]: everything a person keeps, folded from the revisions of their log in order.
//!
//! Folding any prefix and continuing gives the same notebook as folding the whole, so history, *as of a day* and
//! undo are reads of what is kept here.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::{
    Record, RecordId, Revision, Timestamp,
    exercises::Run,
    journal::{JournalEntry, SourceRef},
    parts::Part,
    search::{Query, SearchIndex, fold_into},
    settings::{SETTINGS, Settings},
};

/// A revision with its searchable text already folded, so that folding can be done on several threads.
#[derive(Debug)]
pub struct Prepared {
    revision: Revision,
    folded: Option<String>,
}

impl Prepared {
    /// Folds the searchable text of a revision.
    pub fn of(revision: Revision) -> Self {
        let folded = searchable(&revision.what);
        Self { revision, folded }
    }
}

/// An opened notebook.
#[derive(Debug, Default)]
pub struct Notebook {
    records: HashMap<RecordId, History>,
    journal: BTreeSet<(Timestamp, RecordId)>,
    parts: Vec<RecordId>,
    runs: Vec<RecordId>,
    erased: HashSet<RecordId>,
    sources: HashMap<(String, String), RecordId>,
    index: SearchIndex,
    unknown: usize,
}

/// Every revision of one record, and which of them stand.
#[derive(Debug, Default)]
struct History {
    revisions: Vec<Revision>,
    /// Revisions that no later one started from or settled: one, unless two windows edited at the same time.
    standing: Vec<u32>,
}

impl Notebook {
    /// Takes the next revision of the log in.
    pub fn apply(&mut self, prepared: Prepared) {
        let Prepared { revision, folded } = prepared;
        let (id, kind) = (revision.record, revision.what.kind());
        if let Record::Erasure(erasure) = &revision.what {
            erasure.records.clone().into_iter().for_each(|record| self.forget(record));
        }
        if self.erased.contains(&id) {
            return;
        }
        self.leave_views(id);
        if let Some(folded) = folded {
            self.index.put(id, &folded);
        }
        if kind == crate::Kind::Unknown {
            self.unknown += 1;
        }
        self.enter_views(&revision);
        let history = self.records.entry(id).or_default();
        history.standing.retain(|&rev| rev != revision.base && !revision.settles.contains(&rev));
        history.standing.push(revision.rev);
        history.revisions.push(revision);
    }

    fn enter_views(&mut self, revision: &Revision) {
        let id = revision.record;
        match &revision.what {
            Record::Journal(entry) => {
                self.journal.insert((entry.when.at, id));
                if let Some(SourceRef { app, id: source, .. }) = &entry.source {
                    self.sources.insert((app.clone(), source.clone()), id);
                }
            }
            Record::Part(_) if !self.records.contains_key(&id) => self.parts.push(id),
            Record::Exercise(_) if !self.records.contains_key(&id) => self.runs.push(id),
            _ => {}
        }
    }

    /// Takes the current revision out of the views whose order depends on what it says.
    fn leave_views(&mut self, id: RecordId) {
        if let Some(entry) = self.entry(id) {
            let key = (entry.when.at, id);
            self.journal.remove(&key);
        }
    }

    fn forget(&mut self, id: RecordId) {
        self.leave_views(id);
        self.index.remove(id);
        self.records.remove(&id);
        self.parts.retain(|&part| part != id);
        self.runs.retain(|&run| run != id);
        self.sources.retain(|_, record| *record != id);
        self.erased.insert(id);
    }

    /// The newest revision of a record; `None` if it is not here or was erased.
    pub fn current(&self, id: RecordId) -> Option<&Revision> {
        self.records.get(&id)?.revisions.last()
    }

    /// One revision of a record by its number.
    pub fn revision(&self, id: RecordId, rev: u32) -> Option<&Revision> {
        self.history(id).iter().find(|revision| revision.rev == rev)
    }

    /// Every revision of a record, oldest first.
    pub fn history(&self, id: RecordId) -> &[Revision] {
        self.records.get(&id).map_or(&[], |history| &history.revisions)
    }

    /// The revisions of a record that stand beside the newest one, because somebody saved them at the same time.
    pub fn also_standing(&self, id: RecordId) -> Vec<&Revision> {
        let Some(history) = self.records.get(&id) else { return Vec::new() };
        let newest = history.revisions.last().map(|revision| revision.rev);
        let others = history.standing.iter().filter(|&&rev| Some(rev) != newest);
        others.filter_map(|&rev| self.revision(id, rev)).collect()
    }

    /// Whether a record was here once and was erased.
    pub fn was_erased(&self, id: RecordId) -> bool {
        self.erased.contains(&id)
    }

    /// A journal entry as it stands.
    pub fn entry(&self, id: RecordId) -> Option<&JournalEntry> {
        match &self.current(id)?.what {
            Record::Journal(entry) => Some(entry),
            _ => None,
        }
    }

    /// The journal, newest day first.
    pub fn journal(&self) -> impl DoubleEndedIterator<Item = (RecordId, &JournalEntry)> {
        self.journal.iter().rev().filter_map(|&(_, id)| Some((id, self.entry(id)?)))
    }

    /// How many journal entries there are.
    pub fn journal_len(&self) -> usize {
        self.journal.len()
    }

    /// The record that came from that place in another program, if it is here.
    pub fn from_source(&self, app: &str, id: &str) -> Option<RecordId> {
        self.sources.get(&(app.to_owned(), id.to_owned())).copied()
    }

    /// A part as it stands.
    pub fn part(&self, id: RecordId) -> Option<&Part> {
        self.part_with_rev(id).map(|(_, _, part)| part)
    }

    /// A part with the revision it stands at.
    pub fn part_with_rev(&self, id: RecordId) -> Option<(RecordId, u32, &Part)> {
        let revision = self.current(id)?;
        match &revision.what {
            Record::Part(part) => Some((id, revision.rev, part)),
            _ => None,
        }
    }

    /// The parts, in the order they were met.
    pub fn parts(&self) -> impl DoubleEndedIterator<Item = (RecordId, &Part)> {
        self.parts.iter().filter_map(|&id| Some((id, self.part(id)?)))
    }

    /// A run of an exercise as it stands.
    pub fn run(&self, id: RecordId) -> Option<&Run> {
        match &self.current(id)?.what {
            Record::Exercise(run) => Some(run),
            _ => None,
        }
    }

    /// The runs of exercises, in the order they were begun.
    pub fn runs(&self) -> impl DoubleEndedIterator<Item = (RecordId, &Run)> {
        self.runs.iter().filter_map(|&id| Some((id, self.run(id)?)))
    }

    /// The person's settings, or the defaults.
    pub fn settings(&self) -> Settings {
        match self.current(RecordId::from_bytes(SETTINGS)).map(|revision| &revision.what) {
            Some(Record::Settings(settings)) => settings.clone(),
            _ => Settings::default(),
        }
    }

    /// How many revisions are of a kind that only a newer program knows.
    pub fn unknown_revisions(&self) -> usize {
        self.unknown
    }

    /// Every record that is here, in no promised order.
    pub fn records(&self) -> impl Iterator<Item = RecordId> {
        self.records.keys().copied()
    }

    /// What matches a query, newest first: entries by their own day, parts and runs by their last save.
    pub fn search(&self, query: &Query) -> Vec<RecordId> {
        let mut hits: Vec<_> =
            self.index.find(query).into_iter().filter_map(|id| Some((self.day_of(id)?, id))).collect();
        hits.sort_unstable_by(|a, b| b.cmp(a));
        hits.into_iter().map(|(_, id)| id).collect()
    }

    fn day_of(&self, id: RecordId) -> Option<Timestamp> {
        let revision = self.current(id)?;
        Some(match &revision.what {
            Record::Journal(entry) => entry.when.at,
            _ => revision.saved,
        })
    }
}

/// The folded words of a record that can be searched for.
fn searchable(record: &Record) -> Option<String> {
    let mut folded = String::new();
    let mut add = |text: &str| {
        fold_into(text, &mut folded);
        folded.push('\n');
    };
    match record {
        Record::Journal(entry) => {
            entry.title.iter().for_each(|title| add(title));
            add(&entry.body);
            entry.tags.iter().for_each(|tag| add(tag));
        }
        Record::Part(part) => {
            add(&part.name);
            add(&part.manner);
            part.texts().into_iter().for_each(|(_, text)| add(text));
            part.body.iter().for_each(|place| add(place));
        }
        Record::Exercise(run) => {
            let texts = run.answers.iter().flat_map(|answer| answer.value.texts());
            texts.filter(|text| !text.is_empty()).for_each(&mut add);
        }
        Record::Settings(_) | Record::Erasure(_) | Record::Unknown(_) => return None,
    }
    Some(folded)
}
