//! The [`Notebook`]: everything a person keeps, folded from the revisions of their log in order.
//!
//! Folding any prefix and continuing gives the same notebook as folding the whole, so history, *as of a day* and
//! undo are reads of what is kept here.

mod history;
mod mentions;
mod readings;
mod take_back;
mod words;

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    ops::Bound,
};

use crate::{
    Kind, Known, Record, RecordId, Refusal, Revision, Timestamp,
    exercises::Run,
    journal::{JournalEntry, SourceRef},
    parts::Part,
    search::{Query, SearchIndex, SearchText},
    settings::{SETTINGS, Settings},
    sharing::is_out_of_sight,
};
use history::History;
use mentions::Mentions;
use readings::ReadingOrder;
use words::searchable;

/// A revision with its searchable words already folded, so that folding can be done on several threads.
#[derive(Debug)]
pub struct Prepared {
    revision: Revision,
    words: Option<SearchText>,
}

impl Prepared {
    /// Folds the searchable words of a revision.
    pub fn of(revision: Revision) -> Self {
        let words = searchable(&revision.what);
        Self { revision, words }
    }

    /// The revision.
    pub fn revision(&self) -> &Revision {
        &self.revision
    }
}

/// An opened notebook.
#[derive(Debug, Default)]
pub struct Notebook {
    records: HashMap<RecordId, History>,
    journal: BTreeSet<(Timestamp, RecordId)>,
    reading_order: ReadingOrder,
    mentions: Mentions,
    /// The records of each kind, in the order in which they came. The journal has an order of its own.
    kinds: HashMap<Kind, Vec<RecordId>>,
    erased: HashSet<RecordId>,
    sources: HashMap<(String, String), RecordId>,
    index: SearchIndex,
    unknown: usize,
}

impl Notebook {
    /// Takes the next revision of the log in. One that stands here to the last word is not taken in a second time: a server
    /// that lags behind shows the end of a log anew.
    pub fn apply(&mut self, prepared: Prepared) {
        let Prepared { revision, words } = prepared;
        let (id, kind) = (revision.record, revision.what.kind());
        if self.stands(&revision) {
            return;
        }
        if let Record::Erasure(erasure) = &revision.what {
            erasure.records.clone().into_iter().for_each(|record| self.forget(record));
        }
        if self.erased.contains(&id) {
            return;
        }
        self.leave_views(id);
        if kind == Kind::Unknown {
            self.unknown += 1;
        }
        self.enter_views(&revision);
        self.records.entry(id).or_default().push(revision);
        self.enter_standing(id, words);
    }

    fn stands(&self, revision: &Revision) -> bool {
        let mut behind =
            self.history(revision.record).iter().rev().take_while(|kept| kept.rev >= revision.rev);
        behind.any(|kept| kept == revision)
    }

    /// A record is found by what stands of it, and by nothing that it once said; so it is among what names a part.
    /// `words` are those of its newest revision.
    fn enter_standing(&mut self, id: RecordId, words: Option<SearchText>) {
        let Some(history) = self.records.get(&id) else { return };
        let Some(newest) = history.revisions.last() else { return };
        self.mentions.put(id, history);
        let beside = history.also_standing().filter_map(|other| searchable(&other.what));
        match words.into_iter().chain(beside).reduce(SearchText::and) {
            Some(words) => self.index.put(id, day_of(newest), words),
            None => self.index.remove(id),
        }
    }

    fn enter_views(&mut self, revision: &Revision) {
        let (id, kind) = (revision.record, revision.what.kind());
        if kind != Kind::Journal && !self.records.contains_key(&id) {
            self.kinds.entry(kind).or_default().push(id);
        }
        match &revision.what {
            Record::Journal(entry) => {
                self.journal.insert((entry.when.at, id));
            }
            Record::Reading(reading) => self.reading_order.put(id, reading),
            _ => {}
        }
        if let Some(SourceRef { app, id: source, .. }) = revision.what.source() {
            self.sources.insert((app.clone(), source.clone()), id);
        }
    }

    /// Takes the current revision out of the views whose order depends on what it says.
    fn leave_views(&mut self, id: RecordId) {
        let Some(history) = self.records.get(&id) else { return };
        let Some(Revision { what, .. }) = history.revisions.last() else { return };
        self.mentions.remove(id, history);
        match what {
            Record::Journal(entry) => {
                self.journal.remove(&(entry.when.at, id));
            }
            Record::Reading(reading) => self.reading_order.remove(id, reading),
            _ => {}
        }
    }

    fn forget(&mut self, id: RecordId) {
        self.leave_views(id);
        self.index.remove(id);
        let gone = self.records.remove(&id).unwrap_or_default();
        self.unknown -=
            gone.revisions.iter().filter(|revision| revision.what.kind() == Kind::Unknown).count();
        self.leave_kinds(id);
        self.sources.retain(|_, record| *record != id);
        self.erased.insert(id);
    }

    fn leave_kinds(&mut self, id: RecordId) {
        self.kinds.values_mut().for_each(|ids| ids.retain(|&other| other != id));
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
        self.records.get(&id).into_iter().flat_map(History::also_standing).collect()
    }

    /// Every revision of a record that stands: the newest, and those beside it.
    pub fn standing(&self, id: RecordId) -> impl Iterator<Item = &Revision> {
        self.records.get(&id).into_iter().flat_map(History::standing)
    }

    /// Whether a record was here once and was erased.
    pub fn was_erased(&self, id: RecordId) -> bool {
        self.erased.contains(&id)
    }

    /// A record of a known kind as it stands; `None` if it is of another kind.
    pub fn get<T: Known>(&self, id: RecordId) -> Option<&T> {
        T::of(&self.current(id)?.what)
    }

    /// The same, with the number of the revision it stands at.
    pub fn get_with_rev<T: Known>(&self, id: RecordId) -> Option<(u32, &T)> {
        let revision = self.current(id)?;
        Some((revision.rev, T::of(&revision.what)?))
    }

    /// Every record of a kind as it stands, in the order in which they came. Not for the journal: see [`Self::journal`].
    pub fn all<'a, T: Known + 'a>(&'a self) -> impl DoubleEndedIterator<Item = (RecordId, &'a T)> {
        self.of_kind(T::KIND).iter().filter_map(|&id| Some((id, self.get(id)?)))
    }

    /// The records of a kind that are here, in the order in which they came.
    pub fn of_kind(&self, kind: Kind) -> &[RecordId] {
        self.kinds.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// Refuses an edit (`base` over 0) of what is not here, and of what is of another kind.
    pub fn check_kind<T: Known>(&self, id: RecordId, base: u32) -> Result<(), Refusal> {
        match self.current(id).map(|revision| T::of(&revision.what).is_some()) {
            Some(true) => Ok(()),
            Some(false) => Err(Refusal::OtherKind),
            None if base == 0 => Ok(()),
            None => Err(Refusal::NotHere),
        }
    }

    /// A journal entry as it stands.
    pub fn entry(&self, id: RecordId) -> Option<&JournalEntry> {
        self.get(id)
    }

    /// The journal, newest day first.
    pub fn journal(&self) -> impl DoubleEndedIterator<Item = (RecordId, &JournalEntry)> {
        self.journal_before(None)
    }

    /// The journal from a place in it on, without what stands there, newest day first; the whole of it from `None`.
    pub fn journal_before(
        &self,
        before: Option<(Timestamp, RecordId)>,
    ) -> impl DoubleEndedIterator<Item = (RecordId, &JournalEntry)> {
        let end = before.map_or(Bound::Unbounded, Bound::Excluded);
        let range = self.journal.range((Bound::Unbounded, end));
        range.rev().filter_map(|&(_, id)| Some((id, self.entry(id)?)))
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
        self.get(id)
    }

    /// A part with the revision it stands at.
    pub fn part_with_rev(&self, id: RecordId) -> Option<(RecordId, u32, &Part)> {
        self.get_with_rev(id).map(|(rev, part)| (id, rev, part))
    }

    /// The parts, in the order they were met; those that are hidden, archived or merged too.
    pub fn parts(&self) -> impl DoubleEndedIterator<Item = (RecordId, &Part)> {
        self.all()
    }

    /// The parts that lists show without being asked, in the order they were met.
    pub fn listed_parts(&self) -> impl DoubleEndedIterator<Item = (RecordId, &Part)> {
        self.parts().filter(move |&(id, _)| self.lists(id))
    }

    /// Whether lists show a part without being asked: it is met, and nothing that stands of it keeps it out of sight.
    pub fn lists(&self, part: RecordId) -> bool {
        self.part(part).is_some_and(Part::is_met) && !is_out_of_sight(self, part)
    }

    /// A run of an exercise as it stands.
    pub fn run(&self, id: RecordId) -> Option<&Run> {
        self.get(id)
    }

    /// The runs of exercises, in the order they were begun.
    pub fn runs(&self) -> impl DoubleEndedIterator<Item = (RecordId, &Run)> {
        self.all()
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

    /// What matches a query, newest first: entries by their own day, everything else by its last save.
    pub fn search(&self, query: &Query) -> Vec<RecordId> {
        let mut hits = self.index.find(query);
        hits.sort_unstable_by(|a, b| b.cmp(a));
        hits.into_iter().map(|(_, id)| id).collect()
    }
}

fn day_of(revision: &Revision) -> Timestamp {
    match &revision.what {
        Record::Journal(entry) => entry.when.at,
        _ => revision.saved,
    }
}
