//! The journal form: what stands in it, and what it asks of the core.

use hearken_core::{
    Notebook, Record, RecordId, When,
    journal::{JournalEntry, Writing},
};
use hearken_vault::Draft;

use crate::{
    components::{PartChip, Typing},
    form::Fields,
    words,
    zone::Clock,
};

/// A form for one entry, new or not.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct EntryForm {
    pub(crate) typing: Typing,
    /// Other standing revisions that this form settles.
    pub(crate) settles: Vec<u32>,
    pub(crate) title: String,
    pub(crate) body: String,
    /// What the day-and-time field shows; empty for now.
    pub(crate) when: String,
    /// Every part there is.
    pub(crate) parts: Vec<PartChip>,
    /// The ids of the ticked ones.
    pub(crate) chosen: Vec<String>,
    /// The page to return to; empty for the entry's own.
    pub(crate) back: String,
}

impl EntryForm {
    /// An empty form, or what its draft holds.
    pub(crate) fn new(typing: Typing, notebook: &Notebook, draft: Option<&Draft>) -> Self {
        match draft {
            Some(draft) => {
                Self { typing, ..Self::default() }.filled(&Fields::from_draft(&draft.fields), notebook)
            }
            None => Self { typing, parts: PartChip::all(notebook), ..Self::default() },
        }
    }

    /// A form that shows an entry, or what its draft holds.
    pub(crate) fn edit(
        typing: Typing,
        notebook: &Notebook,
        entry: &JournalEntry,
        draft: Option<&Draft>,
    ) -> Self {
        if draft.is_some() {
            return Self::new(typing, notebook, draft);
        }
        Self {
            title: entry.title.clone().unwrap_or_default(),
            body: (&entry.body).into(),
            when: shown_when(&entry.when),
            chosen: entry.parts.iter().map(RecordId::to_string).collect(),
            // Those that lists do not show have their box too: without one, keeping the entry would let go of them.
            parts: PartChip::to_choose(notebook, &entry.parts, false),
            ..Self::new(typing, notebook, None)
        }
    }

    /// The form as it was sent, to be shown again.
    pub(crate) fn again(fields: &Fields, notebook: &Notebook) -> Self {
        Self { typing: Typing::again(fields), ..Self::default() }.filled(fields, notebook)
    }

    fn filled(self, fields: &Fields, notebook: &Notebook) -> Self {
        Self {
            parts: PartChip::to_choose(notebook, &fields.records("part"), false),
            settles: settles(fields),
            title: fields.text("title").to_owned(),
            body: fields.text("body").to_owned(),
            when: fields.text("when").to_owned(),
            chosen: fields.all("part").map(str::to_owned).collect(),
            back: fields.text("back").to_owned(),
            ..self
        }
    }
}

fn settles(fields: &Fields) -> Vec<u32> {
    fields.all("settles").filter_map(|rev| rev.parse().ok()).collect()
}

/// A day alone is shown as that day's midnight: the field knows no days without times.
fn shown_when(when: &When) -> String {
    words::input_value(when.local())
}

/// What the form asks the core to keep. `fresh` is used when the form names no record.
pub(super) fn writing(fields: &Fields, fresh: RecordId, notebook: &Notebook, clock: &Clock) -> Writing {
    let record = fields.record("record").unwrap_or(fresh);
    let base = fields.number("base");
    let before = before(notebook, record, base);
    let mut parts = fields.records("part");
    // A part that was erased while the form was open must not keep the words from being kept.
    parts.retain(|&part| notebook.part(part).is_some());
    parts.sort_unstable();
    parts.dedup();
    Writing {
        record,
        base,
        settles: settles(fields),
        title: fields.text("title").to_owned(),
        body: fields.text("body").to_owned(),
        when: when(fields.text("when"), before, clock),
        parts,
        starred: before.is_some_and(|entry| entry.starred),
    }
}

fn before(notebook: &Notebook, record: RecordId, base: u32) -> Option<&JournalEntry> {
    match &notebook.revision(record, base)?.what {
        Record::Journal(entry) => Some(entry),
        _ => None,
    }
}

/// When it was: as before if the field was left as it was, with its seconds and its zone; else what was typed; else now.
fn when(typed: &str, before: Option<&JournalEntry>, clock: &Clock) -> When {
    if let Some(before) = before
        && (typed.is_empty() || typed == shown_when(&before.when))
    {
        return before.when.clone();
    }
    clock.read(typed).unwrap_or_else(|| clock.now())
}
