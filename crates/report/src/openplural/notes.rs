//! The journal, as notes: only if the person asks.

use hearken_core::{Record, journal::JournalEntry, sharing::is_out_of_sight};
use serde_json::{Value, json};

use super::{
    file::{OutFile, put_ours, put_text, shape, utc},
    kept,
    members::fields_of,
};

/// Fields of an entry that stand elsewhere in the note.
const ELSEWHERE: [&str; 6] = ["title", "body", "parts", "run", "source", "extra"];

/// Writes the journal, oldest first. Entries that are never to be shared go with hidden parts.
pub(super) fn write(file: &mut OutFile) {
    if !file.choice.journal {
        return file.leave_out(file.notebook.journal_len() as u64, "journal entries");
    }
    let mut left = 0;
    for (record, entry) in file.notebook.journal().rev() {
        if !file.choice.hidden && is_out_of_sight(file.notebook, record) {
            left += 1;
            continue;
        }
        write_one(&record.to_string(), entry, file);
    }
    file.leave_out(left, "journal entries that are never shared");
}

fn write_one(own: &str, entry: &JournalEntry, file: &mut OutFile) {
    let (mut fields, _) = kept::begin(entry.source.as_deref());
    fields.insert("id".to_owned(), json!(kept::id_of(entry.source.as_deref(), own)));
    file.in_system(&mut fields);
    put_text(&mut fields, "title", entry.title.as_deref().unwrap_or_default());
    fields.insert("body".to_owned(), json!(entry.body.as_str()));
    fields.entry("created_at").or_insert_with(|| json!(utc(&entry.when)));
    if entry.when.all_day {
        fields.insert("entry_date".to_owned(), json!(entry.when.local().date().to_string()));
    }
    fields.entry("visibility").or_insert_with(|| json!("private"));
    let parts: Vec<String> = entry.parts.iter().filter_map(|part| file.id_of(*part)).cloned().collect();
    if let [only] = parts.as_slice() {
        fields.insert("member_id".to_owned(), json!(only));
    }
    kept::add_source(&mut fields, entry.source.as_deref(), file.choice.private);
    let shape = shape(&Record::Journal(entry.clone()), &ELSEWHERE);
    put_ours(&mut fields, fields_of(&[("entry", Value::Object(shape)), ("parts", json!(parts))]));
    file.push("notes", Value::Object(fields));
    file.told.entries += 1;
}
