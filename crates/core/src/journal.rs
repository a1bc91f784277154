//! The journal: what a person writes down, when it was, and which parts it speaks of.

use crate::{
    Extra, NewRevision, Notebook, Record, RecordId, Refusal, Text, When,
    limits::{self, TIES},
};

/// One journal entry.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct JournalEntry {
    /// A title, if it has one.
    pub title: Option<String>,
    /// The words, byte for byte as they were written.
    pub body: Text,
    /// When it was, which may be long before it was written down.
    pub when: When,
    /// The parts it speaks of.
    pub parts: Vec<RecordId>,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// Marked by the person.
    pub starred: bool,
    /// The run of an exercise it came from.
    pub run: Option<RecordId>,
    /// Never offered for sharing.
    pub hidden: bool,
    /// Where it came from, if it came from another program; in a box, because most come from none.
    pub source: Option<Box<SourceRef>>,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

/// Names a thing in the program it came from, so that a second import adds nothing.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SourceRef {
    /// The program: `jrnl`, `dayone`, `markdown`.
    pub app: String,
    /// Its own id of the entry, or a digest of date and text where it has none.
    pub id: String,
    /// What has no place here, as JSON text, kept sealed with the entry.
    pub kept: Option<String>,
}

/// What somebody wrote into the journal form.
#[derive(Clone, Debug)]
pub struct Writing {
    /// The record, made by the form.
    pub record: RecordId,
    /// The revision the form showed; 0 for a new entry.
    pub base: u32,
    /// Other standing revisions that this writing settles.
    pub settles: Vec<u32>,
    /// A title; blank means none.
    pub title: String,
    /// The words.
    pub body: String,
    /// When it was.
    pub when: When,
    /// The parts it speaks of.
    pub parts: Vec<RecordId>,
    /// Marked by the person.
    pub starred: bool,
}

/// Plans a new entry or an edit of one. What the form does not show (tags, source, run) stays as it was.
pub fn keep(notebook: &Notebook, writing: Writing) -> Result<NewRevision, Refusal> {
    limits::check_text(&writing.body)?;
    let title = writing.title.trim();
    if title.is_empty() && writing.body.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    let title = if title.is_empty() { None } else { Some(limits::check_name(title)?.to_owned()) };
    if writing.parts.len() > TIES {
        return Err(Refusal::TooMany { limit: TIES });
    }
    if writing.parts.iter().any(|&part| notebook.part(part).is_none()) {
        return Err(Refusal::NotHere);
    }
    let before = match notebook.current(writing.record).map(|revision| &revision.what) {
        Some(Record::Journal(entry)) => entry.clone(),
        Some(_) => return Err(Refusal::OtherKind),
        None if writing.base == 0 => JournalEntry::default(),
        None => return Err(Refusal::NotHere),
    };
    let when = if writing.base == 0 { when_first_kept(notebook, &writing, title.as_deref()) } else { None };
    let entry = JournalEntry {
        title,
        body: writing.body.into(),
        when: when.unwrap_or(writing.when),
        parts: writing.parts,
        starred: writing.starred,
        ..before
    };
    let mut revision = NewRevision::edit(writing.record, writing.base, Record::Journal(entry));
    revision.settles = writing.settles;
    Ok(revision)
}

/// The time of the new entry that this very writing made before: a retry is sent later, and lands once all the same.
fn when_first_kept(notebook: &Notebook, writing: &Writing, title: Option<&str>) -> Option<When> {
    notebook.history(writing.record).iter().filter(|kept| kept.base == 0).find_map(|kept| match &kept.what {
        Record::Journal(entry) => {
            let same =
                entry.title.as_deref() == title && entry.body == writing.body && entry.parts == writing.parts;
            same.then(|| entry.when.clone())
        }
        _ => None,
    })
}
