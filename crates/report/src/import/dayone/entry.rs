//! One entry of Day One.

use hearken_core::When;
use jiff::tz::TimeZone;
use serde_json::{Map, Value};

use super::{media, rich_text};
use crate::import::{
    ImportOptions,
    gather::{Draft, Gather, JOURNAL},
    limits::RICH_TEXT_BYTES,
    notes,
    text::digest_of,
    time,
};

/// Fields that an entry of ours has a place for, or whose pictures are counted by [`media`].
const READ: [&str; 9] =
    ["uuid", "text", "richText", "starred", "tags", "photos", "videos", "audios", "pdfAttachments"];

/// Fields that give away where somebody is, and who: left out unless asked for.
const PLACES: [&str; 3] = ["location", "weather", "userActivity"];

/// Beginnings of fields that describe the device, which often carries its owner's name.
const DEVICE: [&str; 2] = ["creationDevice", "creationOS"];

/// Reads one entry and hands it in.
pub(super) fn read(
    json: &Value,
    place: &str,
    journal: Option<&str>,
    options: &ImportOptions,
    gather: &mut Gather,
) {
    let Some(fields) = json.as_object() else { return gather.fail(&notes::NOT_READABLE, JOURNAL, place) };
    let text = |key: &str| fields.get(key).and_then(Value::as_str).filter(|text| *text != "(null)");
    let uuid = text("uuid").filter(|uuid| !uuid.trim().is_empty());
    let place = uuid.unwrap_or(place);
    let Some((dated, when)) = when(fields, place, options, gather) else {
        return gather.fail(&notes::NOT_READABLE, JOURNAL, place);
    };
    let mut draft = Draft { place: place.to_owned(), when, dated, ..Draft::default() };
    words(fields, &mut draft, gather);
    draft.id = uuid.map_or_else(|| digest_of(&[&draft.dated, &draft.body]), str::to_owned);
    media::mark(fields, &mut draft, gather);
    (draft.title, draft.body) = heading(&draft.body);
    draft.starred = fields.get("starred").and_then(Value::as_bool).unwrap_or(false);
    let tags = fields.get("tags").and_then(Value::as_array);
    let tags = tags.into_iter().flatten().filter_map(Value::as_str);
    draft.tags = tags.chain(journal).map(str::to_owned).collect();
    keep_the_rest(fields, &mut draft, options, gather);
    gather.keep(draft);
}

/// The date as it was written, and the day as the person lived it: the instant seen in the entry's own zone.
fn when(
    fields: &Map<String, Value>,
    place: &str,
    options: &ImportOptions,
    gather: &mut Gather,
) -> Option<(String, When)> {
    let written = fields.get("creationDate")?.as_str()?;
    let at: jiff::Timestamp = written.parse().ok()?;
    let named = fields.get("timeZone").and_then(Value::as_str).filter(|name| *name != "(null)");
    let zone = named.and_then(|name| TimeZone::get(name).ok());
    if named.is_some() && zone.is_none() {
        gather.say(&notes::ZONE_NOT_KNOWN, Some(place));
    }
    let known = zone.is_some();
    let zone = zone.unwrap_or_else(|| options.assumed_zone.clone());
    let mut when = time::instant(at, &zone);
    if fields.get("isAllDay").and_then(Value::as_bool).unwrap_or(false) {
        when = time::day(when.date(), &zone);
    }
    when.zone_assumed = !known;
    Some((written.to_owned(), when))
}

/// The words: the styled text as Markdown where it can be read, else the plain text without its backslashes.
fn words(fields: &Map<String, Value>, draft: &mut Draft, gather: &mut Gather) {
    let text = |key: &str| fields.get(key).and_then(Value::as_str).unwrap_or_default();
    let (rich, plain) = (text("richText"), unescaped(text("text")));
    let converted = match rich.len() {
        0 => None,
        1..=RICH_TEXT_BYTES => rich_text::to_markdown(rich),
        _ => None,
    };
    let place = draft.place.clone();
    match converted {
        Some(converted) if !converted.text.trim().is_empty() || plain.trim().is_empty() => {
            draft.body = converted.text;
            if converted.styles_dropped {
                draft.degraded = true;
                gather.say(&notes::STYLE_DROPPED, None);
            }
            if !converted.unknown.is_empty() {
                draft.degraded = true;
                gather.report().say(
                    &notes::EMBED_NOT_KNOWN,
                    JOURNAL,
                    Some(&place),
                    converted.unknown.len() as u64,
                );
                draft.kept.insert("embedded".to_owned(), Value::Array(converted.unknown));
            }
        }
        _ => {
            draft.body = plain;
            if !rich.is_empty() {
                draft.degraded = true;
                gather.say(&notes::RICH_TEXT_NOT_READ, Some(&place));
                draft.kept.insert("richText".to_owned(), Value::String(rich.to_owned()));
            }
        }
    }
}

/// The plain text without the backslashes that Day One puts before punctuation.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match characters.peek() {
            Some(&next) if c == '\\' && next.is_ascii_punctuation() => {
                plain.push(next);
                characters.next();
            }
            _ => plain.push(c),
        }
    }
    plain
}

/// Cuts a heading off the beginning of the text, as its title. Text that begins otherwise has no title.
fn heading(text: &str) -> (String, String) {
    let start = text.trim_start();
    let (first, rest) = start.split_once('\n').unwrap_or((start, ""));
    match crate::import::text::heading(first) {
        Some(title) => (title.to_owned(), rest.trim_start_matches(['\n', '\r']).to_owned()),
        None => (String::new(), text.to_owned()),
    }
}

/// Keeps what has no place in an entry, and leaves out what gives away where and who somebody is.
fn keep_the_rest(
    fields: &Map<String, Value>,
    draft: &mut Draft,
    options: &ImportOptions,
    gather: &mut Gather,
) {
    let mut places = 0;
    for (key, value) in fields {
        if READ.contains(&key.as_str()) || value.is_null() {
            continue;
        }
        let gives_away = PLACES.contains(&key.as_str()) || DEVICE.iter().any(|start| key.starts_with(start));
        places += u64::from(gives_away);
        if !gives_away || options.keep_places {
            draft.kept.insert(key.clone(), value.clone());
        }
    }
    gather.places(places, options);
}
