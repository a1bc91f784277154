//! jrnl's JSON export. It lost the seconds and some order; the journal file itself is better where there is one.

use serde_json::Value;

use super::tags;
use crate::import::{
    ImportError, ImportOptions,
    gather::{Draft, Gather, JOURNAL},
    limits, notes,
    text::{digest_of, without_last_line_ends},
    written,
};

/// Reads the export, if the text is one; `None` leaves it to be read as a journal.
pub(super) fn read(
    text: &str,
    options: &ImportOptions,
    gather: &mut Gather,
) -> Option<Result<(), ImportError>> {
    if !text.trim_start().starts_with('{') {
        return None;
    }
    let json = match limits::json(text) {
        Ok(json) => json,
        Err(ImportError::TooLarge) => return Some(Err(ImportError::TooLarge)),
        Err(_) => return None,
    };
    let entries = json.get("entries").filter(|_| is_export(&json))?.as_array()?;
    for (number, entry) in entries.iter().enumerate() {
        let place = format!("entry {}", number + 1);
        match draft(entry, &place, options) {
            Some(draft) => gather.keep(draft),
            None => gather.fail(&notes::NOT_READABLE, JOURNAL, &place),
        }
    }
    Some(Ok(()))
}

/// Whether a JSON value is an export of jrnl.
pub(in crate::import) fn is_export(json: &Value) -> bool {
    json.get("entries").is_some_and(Value::is_array) && json.get("tags").is_some_and(Value::is_object)
}

fn draft(entry: &Value, place: &str, options: &ImportOptions) -> Option<Draft> {
    let text = |key: &str| entry.get(key).and_then(Value::as_str).unwrap_or_default();
    let dated = format!("{} {}", text("date"), text("time")).trim().to_owned();
    let written = written::whole(&dated)?.settle(options.day_first)?;
    let (title, body) = (text("title"), without_last_line_ends(text("body")));
    let tags = entry.get("tags").and_then(Value::as_array);
    let tags = tags.into_iter().flatten().filter_map(Value::as_str).map(tags::without_sign);
    // The export lists tags in no order at all.
    let mut tags: Vec<String> = tags.collect();
    tags.sort_unstable();
    let id = match text("uuid") {
        "" => digest_of(&[&dated, title, body]),
        uuid => uuid.to_owned(),
    };
    Some(Draft {
        id,
        place: place.to_owned(),
        title: title.to_owned(),
        body: body.to_owned(),
        when: written.when(&options.assumed_zone),
        dated,
        tags,
        starred: entry.get("starred").and_then(Value::as_bool).unwrap_or(false),
        ..Draft::default()
    })
}
