//! Where the readers of all formats hand in what they found: limits, names, tags and sources are seen to once, here.

use std::collections::HashMap;

use hearken_core::{
    When,
    journal::{JournalEntry, SourceRef},
    limits::{TEXT_BYTES, TIES},
};
use serde_json::{Map, Value, json};

use super::{
    Format, Found, FoundKind, Import, ImportOptions, ImportReport, notes,
    report::Note,
    text::{clean_name, digest_of, is_name},
};

/// What journal entries are called in a report.
pub(crate) const JOURNAL: &str = "journal";
/// What pictures, sounds and attached files are called in a report.
pub(crate) const MEDIA: &str = "media";
/// What files are called in a report.
pub(crate) const FILE: &str = "file";
/// What places, weather and device names are called in a report.
const PLACE: &str = "place";

/// An entry as a reader found it.
#[derive(Default)]
pub(crate) struct Draft {
    /// Their own id, or a digest where they have none.
    pub(crate) id: String,
    /// How the report names it: their id, a path, or `line N`.
    pub(crate) place: String,
    /// The title; empty for none.
    pub(crate) title: String,
    /// The words.
    pub(crate) body: String,
    /// When it was.
    pub(crate) when: When,
    /// The date as it was written; empty where it was not, so that a file's own time makes no entry look changed.
    pub(crate) dated: String,
    /// Words to find it by.
    pub(crate) tags: Vec<String>,
    /// Marked by the person.
    pub(crate) starred: bool,
    /// Never offered for sharing.
    pub(crate) hidden: bool,
    /// What has no place in an entry.
    pub(crate) kept: Map<String, Value>,
    /// Whether something was lost or changed.
    pub(crate) degraded: bool,
}

/// Collects what one import finds.
pub(crate) struct Gather {
    app: &'static str,
    ids: HashMap<String, u32>,
    import: Import,
}

impl Gather {
    /// Begins an import of one format.
    pub(crate) fn new(format: Format) -> Self {
        Self { app: format.name(), ids: HashMap::new(), import: Import::default() }
    }

    /// What was found.
    pub(crate) fn finish(self) -> Import {
        self.import
    }

    /// The report so far.
    pub(crate) fn report(&mut self) -> &mut ImportReport {
        &mut self.import.report
    }

    /// Says something of a journal entry; what only says "good to know" needs no id and adds up.
    pub(crate) fn say(&mut self, note: &'static Note, place: Option<&str>) {
        self.report().say(note, JOURNAL, place, 1);
    }

    /// Counts something that could not be kept.
    pub(crate) fn fail(&mut self, note: &'static Note, kind: &'static str, place: &str) {
        self.report().count(kind).failed += 1;
        self.report().say(note, kind, Some(place), 1);
    }

    /// Counts fields that give away a place: kept sealed if the person asked for it, else left out.
    pub(crate) fn places(&mut self, places: u64, options: &ImportOptions) {
        if places == 0 {
            return;
        }
        let counts = self.report().count(PLACE);
        if options.keep_places {
            counts.preserved_only += places;
        } else {
            counts.skipped += places;
            self.report().say(&notes::PLACES_DROPPED, PLACE, None, places);
        }
    }

    /// Takes an entry in, or reports why it cannot be one.
    pub(crate) fn keep(&mut self, mut draft: Draft) {
        settle_title(&mut draft);
        if draft.body.len() > TEXT_BYTES {
            return self.fail(&notes::TOO_LONG, JOURNAL, &draft.place);
        }
        if draft.title.is_empty() && draft.body.trim().is_empty() {
            self.report().count(JOURNAL).skipped += 1;
            return self.say(&notes::EMPTY, Some(&draft.place));
        }
        if settle_tags(&mut draft) {
            draft.degraded = true;
            self.say(&notes::TOO_MANY_TAGS, Some(&draft.place));
        }
        if draft.when.zone_assumed {
            self.say(&notes::ZONE_ASSUMED, None);
        }
        let source = SourceRef {
            app: self.app.to_owned(),
            id: self.own_id(&draft.id),
            kept: Some(kept(self.app, &mut draft)),
        };
        let entry = JournalEntry {
            title: Some(draft.title).filter(|title| !title.is_empty()),
            body: draft.body.into(),
            when: draft.when,
            tags: draft.tags,
            starred: draft.starred,
            hidden: draft.hidden,
            source: Some(source.into()),
            ..JournalEntry::default()
        };
        self.import.found.push(Found { what: FoundKind::Entry(Box::new(entry)), degraded: draft.degraded });
    }

    /// The id, with a number behind it when the file holds the same one again: two equal entries are two entries.
    fn own_id(&mut self, id: &str) -> String {
        let times = self.ids.entry(id.to_owned()).or_default();
        *times += 1;
        if *times == 1 { id.to_owned() } else { format!("{id}#{times}") }
    }
}

/// Cleans the title. One that is too long for a title becomes the first line of the text, so that no word is lost.
fn settle_title(draft: &mut Draft) {
    let title = clean_name(&draft.title);
    if title.is_empty() || is_name(&title) {
        draft.title = title;
    } else {
        let written = std::mem::take(&mut draft.title);
        let between = if draft.body.is_empty() { "" } else { "\n" };
        draft.body = format!("{written}{between}{}", draft.body);
    }
}

/// Cleans the tags and keeps each once. What no entry can hold goes to what is kept unseen; true if there was such.
fn settle_tags(draft: &mut Draft) -> bool {
    let (mut tags, mut others) = (Vec::<String>::new(), Vec::new());
    for written in std::mem::take(&mut draft.tags) {
        let tag = clean_name(&written);
        if tag.is_empty() || tags.contains(&tag) {
            continue;
        }
        if is_name(&tag) && tags.len() < TIES { tags.push(tag) } else { others.push(written) }
    }
    draft.tags = tags;
    let any = !others.is_empty();
    if any {
        draft.kept.insert("tags".to_owned(), json!(others));
    }
    any
}

/// What is kept beside the entry: a digest of what the source said, and what has no place in an entry.
///
/// The digest changes only when the source did, which is how a later import tells their change from the person's.
fn kept(app: &str, draft: &mut Draft) -> String {
    let flags = format!("{}{}", u8::from(draft.starred), u8::from(draft.hidden));
    let extensions = Value::Object(std::mem::take(&mut draft.kept));
    let tags = draft.tags.join("\n");
    let source = digest_of(&[&draft.title, &draft.body, &draft.dated, &tags, &flags]);
    let mut kept = json!({ "source": source });
    if extensions.as_object().is_some_and(|extensions| !extensions.is_empty()) {
        kept["extensions"] = json!({ app: extensions });
    }
    kept.to_string()
}
