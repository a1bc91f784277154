//! Notes, as journal entries that speak of their members.

use hearken_core::{Extra, Record, journal::JournalEntry};
use jiff::civil::Date;
use serde_json::{Value, json};

use super::take_ours;
use crate::import::{
    gather::JOURNAL,
    notes,
    plural::{
        harvest::{Harvest, NoteDraft},
        take_records,
        value::{Fields, id, instant, list, take_text, text},
    },
    time,
};

/// Reads the notes if they were asked for; else they stay with the file.
pub(super) fn read(file: &mut Fields, harvest: &mut Harvest) {
    if !harvest.options.take.notes {
        let count = list(file, "notes").len() as u64;
        return harvest.preserved(&notes::NOTES_KEPT, JOURNAL, count);
    }
    for (_, mut fields) in take_records(file, "notes", JOURNAL, harvest) {
        let ours = take_ours(&mut fields);
        let mut draft = entry_of_ours(&ours).map_or_else(|| of_theirs(&mut fields, harvest), of_entry);
        draft.title = take_text(&mut fields, "title").unwrap_or_default();
        draft.body = take_text(&mut fields, "body").unwrap_or_default();
        let parts = list(&ours, "parts").iter().filter_map(id);
        draft.members = parts.collect();
        for member in members(&mut fields) {
            if !draft.members.contains(&member) {
                draft.members.push(member);
            }
        }
        let own = fields.remove("id").as_ref().and_then(id);
        draft.id = own.unwrap_or_else(|| crate::import::text::digest_of(&[&draft.title, &draft.body]));
        draft.kept = fields;
        harvest.note(draft);
    }
}

/// About whom a note is. Sheaf keeps that apart.
fn members(fields: &mut Fields) -> Vec<String> {
    let sheaf = fields.get("extensions").and_then(|extensions| extensions.get("sheaf"));
    let of_sheaf = sheaf.and_then(|sheaf| sheaf.get("member_id")).and_then(id);
    fields.remove("member_id").as_ref().and_then(id).into_iter().chain(of_sheaf).collect()
}

fn of_theirs(fields: &mut Fields, harvest: &mut Harvest) -> NoteDraft {
    let zone = harvest.options.assumed_zone.clone();
    let day = text(fields, "entry_date").and_then(|day| day.parse::<Date>().ok());
    let at = fields.get("created_at").and_then(instant);
    let mut when = match (day, at) {
        (Some(day), _) => time::day(day, &zone),
        (None, Some(at)) => time::instant(at, &zone),
        (None, None) => {
            harvest.say(&notes::DATE_NOT_READ, JOURNAL, 1);
            time::instant(jiff::Timestamp::UNIX_EPOCH, &zone)
        }
    };
    when.zone_assumed = true;
    let hidden = text(fields, "visibility") != Some("public");
    NoteDraft {
        when,
        hidden,
        starred: fields.get("pinned") == Some(&Value::Bool(true)),
        ..NoteDraft::default()
    }
}

/// The entry as we wrote it beside a note.
fn entry_of_ours(ours: &Fields) -> Option<JournalEntry> {
    let mut shape = ours.get("entry")?.as_object()?.clone();
    shape.insert("body".to_owned(), json!(""));
    for elsewhere in ["parts", "run", "source", "title"] {
        shape.remove(elsewhere);
    }
    match hearken_written::from_json("journal", 1, Value::Object(shape), Extra::default()) {
        Some(Ok(Record::Journal(entry))) => Some(entry),
        _ => None,
    }
}

fn of_entry(entry: JournalEntry) -> NoteDraft {
    let JournalEntry { when, tags, starred, hidden, .. } = entry;
    NoteDraft { when, tags, starred, hidden, ..NoteDraft::default() }
}
