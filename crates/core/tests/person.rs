//! Somebody with a notebook, in memory: whatever they save is folded at once.

use hearken_core::{
    Kind, NewRevision, Notebook, RecordId, Refusal, Revision, Timestamp, When, erasure,
    exercises::{self, AnswerValue, Answering, Run, Side},
    journal::{self, JournalEntry, Writing},
    notebook::Prepared,
    parts::{self, Part},
    search::Query,
};

/// Noon of a day, counted from 1: days are some 86 million milliseconds apart.
pub(crate) struct Day(pub(crate) i64);

impl Day {
    pub(crate) fn noon(self) -> When {
        When::new(Timestamp::from_millis(self.0 * 86_400_000 + 43_200_000), 0)
    }
}

pub(crate) fn id(n: u8) -> RecordId {
    RecordId::from_bytes([n; 16])
}

/// Somebody who writes.
#[derive(Default)]
pub(crate) struct Person {
    pub(crate) notebook: Notebook,
    /// Every revision, in the order it was saved.
    pub(crate) log: Vec<Revision>,
}

impl Person {
    /// Saves what was planned, a second after the save before.
    pub(crate) fn saves(&mut self, planned: impl IntoIterator<Item = NewRevision>) {
        for NewRevision { record, base, settles, what } in planned {
            let rev = self.notebook.current(record).map_or(0, |current| current.rev) + 1;
            let saved = Timestamp::from_millis(1000 * (self.log.len() as i64 + 1));
            let revision = Revision { record, rev, base, settles, saved, what };
            self.notebook.apply(Prepared::of(revision.clone()));
            self.log.push(revision);
        }
    }

    /// Writes a new entry or edits one, at noon of the first day.
    pub(crate) fn writes(&mut self, record: RecordId, base: u32, body: &str) -> Result<(), Refusal> {
        self.keeps(writing(record, base, body))
    }

    pub(crate) fn keeps(&mut self, writing: Writing) -> Result<(), Refusal> {
        let planned = journal::keep(&self.notebook, writing)?;
        self.saves([planned]);
        Ok(())
    }

    pub(crate) fn meets(&mut self, record: RecordId, name: &str) -> Result<(), Refusal> {
        let planned =
            parts::keep(&self.notebook, record, 0, Part { name: name.to_owned(), ..Part::default() })?;
        self.saves([planned]);
        Ok(())
    }

    /// Meets a part that is described already.
    pub(crate) fn describes(&mut self, record: RecordId, part: Part) {
        let base = self.rev(record);
        let planned = parts::keep(&self.notebook, record, base, part).unwrap();
        self.saves([planned]);
    }

    pub(crate) fn erases(&mut self, erasure: RecordId, record: RecordId) -> Result<(), Refusal> {
        let planned = erasure::erase(&self.notebook, erasure, record)?;
        self.saves([planned]);
        Ok(())
    }

    /// Begins an exercise at its screen `situation`.
    pub(crate) fn begins(&mut self, run: RecordId) {
        let begun = Run::begin("meet-a-protector", 1, "situation", Day(1).noon(), None);
        self.saves([NewRevision::first(run, begun.into())]);
    }

    /// Answers a screen from a window that showed revision `seen`, and goes on to `next`.
    pub(crate) fn answers(
        &mut self,
        run: RecordId,
        seen: u32,
        screen: &str,
        words: &str,
    ) -> Result<(), Refusal> {
        let answering = answering(run, seen, screen, AnswerValue::Words(words.to_owned()));
        let planned = exercises::answer(&self.notebook, answering, |part| part.fears = words.to_owned())?;
        self.saves(planned);
        Ok(())
    }

    /// What is found, newest first.
    pub(crate) fn finds(&self, typed: &str) -> Vec<RecordId> {
        Query::parse(typed).map(|query| self.notebook.search(&query)).unwrap_or_default()
    }

    /// A record's newest revision number; 0 when it is not here.
    pub(crate) fn rev(&self, record: RecordId) -> u32 {
        self.notebook.current(record).map_or(0, |current| current.rev)
    }

    /// The revisions that stand, oldest first.
    pub(crate) fn standing(&self, record: RecordId) -> Vec<u32> {
        let mut standing: Vec<_> =
            self.notebook.also_standing(record).iter().map(|other| other.rev).collect();
        standing.extend(self.notebook.current(record).map(|newest| newest.rev));
        standing.sort_unstable();
        standing
    }
}

pub(crate) fn writing(record: RecordId, base: u32, body: &str) -> Writing {
    Writing {
        record,
        base,
        settles: Vec::new(),
        title: String::new(),
        body: body.to_owned(),
        when: Day(1).noon(),
        parts: Vec::new(),
        starred: false,
    }
}

pub(crate) fn answering(run: RecordId, seen: u32, screen: &str, value: AnswerValue) -> Answering {
    let (screen, now) = (screen.to_owned(), Timestamp::from_millis(5));
    Answering { run, seen, screen, side: Side::One, value, next: None, now }
}

/// A notebook that these revisions were folded into.
pub(crate) fn folded(log: &[Revision]) -> Notebook {
    let mut notebook = Notebook::default();
    log.iter().for_each(|revision| notebook.apply(Prepared::of(revision.clone())));
    notebook
}

/// Everything that can be asked of a notebook, as text to compare.
pub(crate) fn everything(notebook: &Notebook) -> String {
    let mut records: Vec<_> = notebook.records().collect();
    records.sort_unstable();
    let histories: Vec<_> =
        records.iter().map(|&id| (notebook.history(id), notebook.also_standing(id))).collect();
    let journal: Vec<_> = notebook.journal().collect();
    let parts: Vec<_> = notebook.parts().collect();
    let runs: Vec<_> = notebook.runs().collect();
    let bonds: Vec<_> = notebook.view().bonds().collect();
    let guards: Vec<_> = std::iter::once(None)
        .chain(notebook.parts().map(|(id, _)| Some(id)))
        .map(|about| notebook.readings_of(about, None).collect::<Vec<_>>())
        .collect();
    let places: Vec<_> = notebook.parts().map(|(id, _)| notebook.view().place(id)).collect();
    let named: Vec<_> =
        notebook.parts().map(|(id, _)| notebook.mentions_of(id, None).collect::<Vec<_>>()).collect();
    let kinds: Vec<_> = [Kind::Bond, Kind::Reading, Kind::Place, Kind::Unknown, Kind::Settings]
        .map(|kind| notebook.of_kind(kind).to_vec())
        .into();
    let sources: Vec<_> = (0..16).map(|n| notebook.from_source("elsewhere", &n.to_string())).collect();
    let erased: Vec<_> = (0..=255).filter(|&n| notebook.was_erased(id(n))).collect();
    let found: Vec<_> = ["a", "b", "harbour", "planner", "é"]
        .map(|typed| notebook.search(&Query::parse(typed).unwrap()))
        .into();
    format!(
        "{bonds:?} {guards:?} {named:?} {places:?} {kinds:?} {histories:?} {journal:?} {} {parts:?} {runs:?} {sources:?} {erased:?} {found:?} {:?} {}",
        notebook.journal_len(),
        notebook.settings(),
        notebook.unknown_revisions()
    )
}

/// An entry that came from another program.
pub(crate) fn imported(n: u8, body: &str) -> JournalEntry {
    let source = journal::SourceRef { app: "elsewhere".to_owned(), id: n.to_string(), kept: None };
    JournalEntry {
        body: body.into(),
        when: Day(i64::from(n)).noon(),
        source: Some(source.into()),
        ..JournalEntry::default()
    }
}
