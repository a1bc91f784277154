//! The journal form: what stands in it, and what it asks of the core.

use hearken_core::{
    Known, Notebook, RecordId, When,
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
    /// Which other days the texts in it were for, in words: an entry has one.
    pub(crate) other_days: Vec<String>,
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

    /// The form of an entry with every text that stands of it: titles side by side, bodies one below the other, the parts of
    /// all, the day of the newest. What two of them say alike stands once. Keeping it settles them all.
    pub(super) fn with_all_that_stands(self, notebook: &Notebook, id: RecordId, clock: &Clock) -> Self {
        let standing =
            || notebook.standing(id).filter_map(|text| Some((text.rev, JournalEntry::of(&text.what)?)));
        let entries: Vec<&JournalEntry> = standing().map(|(_, entry)| entry).collect();
        let days = once_each(entries.iter().map(|entry| words::moment(&entry.when, clock.today())));
        let mut parts: Vec<RecordId> = entries.iter().flat_map(|entry| &entry.parts).copied().collect();
        parts.sort_unstable();
        parts.dedup();
        Self {
            settles: standing().skip(1).map(|(rev, _)| rev).collect(),
            title: once_each(entries.iter().filter_map(|entry| entry.title.as_deref())).join(" · "),
            body: once_each(entries.iter().map(|entry| &*entry.body)).join("\n\n"),
            chosen: parts.iter().map(RecordId::to_string).collect(),
            parts: PartChip::to_choose(notebook, &parts, false),
            other_days: days.into_iter().skip(1).collect(),
            ..self
        }
    }

    /// The form as it was sent, to be shown again.
    pub(crate) fn again(fields: &Fields, notebook: &Notebook) -> Self {
        Self { typing: Typing::again(fields), ..Self::default() }.filled(fields, notebook)
    }

    fn filled(self, fields: &Fields, notebook: &Notebook) -> Self {
        Self {
            parts: PartChip::to_choose(notebook, &fields.records("part"), false),
            settles: fields.settles(),
            title: fields.text("title").to_owned(),
            body: fields.text("body").to_owned(),
            when: fields.text("when").to_owned(),
            chosen: fields.all("part").map(str::to_owned).collect(),
            back: fields.text("back").to_owned(),
            ..self
        }
    }
}

/// Each text that says something, the first time it comes.
fn once_each<T: AsRef<str> + PartialEq>(texts: impl Iterator<Item = T>) -> Vec<T> {
    let mut once: Vec<T> = Vec::new();
    for text in texts.filter(|text| !text.as_ref().trim().is_empty()) {
        if !once.contains(&text) {
            once.push(text);
        }
    }
    once
}

/// Whether a draft settles every text that stands beside the newest.
pub(super) fn settles_all(draft: &Draft, notebook: &Notebook, id: RecordId) -> bool {
    let settled = Fields::from_draft(&draft.fields).settles();
    notebook.also_standing(id).iter().all(|other| settled.contains(&other.rev))
}

/// A day alone is shown as that day's midnight: the field knows no days without times.
fn shown_when(when: &When) -> String {
    words::input_value(when.local())
}

/// What the form asks the core to keep. `fresh` is used when the form names no record.
pub(super) fn writing(fields: &Fields, fresh: RecordId, notebook: &Notebook, clock: &Clock) -> Writing {
    let record = fields.record("record").unwrap_or(fresh);
    let base = fields.number("base");
    let settles = fields.settles();
    let shown = |rev: &u32| JournalEntry::of(&notebook.revision(record, *rev)?.what);
    let when = when(fields.text("when"), std::iter::once(&base).chain(&settles).filter_map(shown), clock);
    let mut parts = fields.records("part");
    // A part that was erased while the form was open must not keep the words from being kept.
    parts.retain(|&part| notebook.part(part).is_some());
    parts.sort_unstable();
    parts.dedup();
    Writing {
        record,
        base,
        starred: shown(&base).is_some_and(|entry| entry.starred),
        settles,
        title: fields.text("title").to_owned(),
        body: fields.text("body").to_owned(),
        when,
        parts,
    }
}

/// When it was: as one of the texts that were shown says, with its seconds and its zone, if the field was left at that; else
/// what was typed; else now.
fn when<'a>(typed: &str, mut shown: impl Iterator<Item = &'a JournalEntry>, clock: &Clock) -> When {
    let left = shown.find(|entry| typed.is_empty() || typed == shown_when(&entry.when));
    left.map(|entry| entry.when.clone()).or_else(|| clock.read(typed)).unwrap_or_else(|| clock.now())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;
    use hearken_core::Timestamp;

    use super::*;

    #[test]
    fn a_day_that_is_left_as_it_was_keeps_its_zone_and_its_seconds_whichever_text_it_stood_in() {
        let entry = |millis, offset| JournalEntry {
            when: When::new(Timestamp::from_millis(millis), offset),
            ..JournalEntry::default()
        };
        // 09:00:07 in Tokyo, and noon here.
        let texts = [entry(1_795_392_007_000, 540), entry(1_795_434_000_000, 0)];
        let clock = Clock::of(&HeaderMap::new(), Timestamp::from_millis(0), 0);
        for text in &texts {
            assert_eq!(when(&shown_when(&text.when), texts.iter(), &clock), text.when);
        }
        assert_eq!(when("", texts.iter(), &clock), texts[0].when);
        let typed = when("2026-11-22T18:40", texts.iter(), &clock);
        assert_eq!(typed, clock.read("2026-11-22T18:40").unwrap());
        assert_eq!(when("", std::iter::empty(), &clock), clock.now());
    }
}
