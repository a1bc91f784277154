//! Simply Plural's export: a dump of its collections, each a list or a map, each record bare or wrapped.

mod fields;
mod fronting;
mod members;
mod mentions;

use std::collections::HashMap;

use serde_json::Value;

use super::{
    harvest::{GROUP, GroupDraft, Harvest, NoteDraft},
    take_records,
    value::{self, Fields, id, list, take_text, text},
};
use crate::import::{Format, Import, ImportError, ImportOptions, gather::JOURNAL, notes, time};
use fields::Definitions;
use mentions::Mentions;

/// Collections that are never kept: keys, addresses, and what belongs to other people.
const DROPPED: [&str; 11] = [
    "private",
    "tokens",
    "securityLogs",
    "friends",
    "pendingFriendRequests",
    "avatarExports",
    "subscribers",
    "queuedEvents",
    "notifications",
    "audit",
    "events",
];

/// Collections that have no place here, with what a report calls them.
const KEPT: [(&str, &str); 9] = [
    ("frontStatuses", "state"),
    ("customFronts", "state"),
    ("boardMessages", "message"),
    ("chatMessages", "message"),
    ("polls", "poll"),
    ("automatedReminders", "reminder"),
    ("repeatedReminders", "reminder"),
    ("channels", "channel"),
    ("channelCategories", "channel"),
];

/// Whether a JSON value is such an export.
pub(crate) fn is_export(json: &Value) -> bool {
    let has = |name: &str| json.get(name).is_some_and(|value| value.is_array() || value.is_object());
    json.get("switches").is_none() && ["members", "frontHistory", "users"].into_iter().any(has)
}

/// Reads an export.
pub(crate) fn read(mut json: Value, options: &ImportOptions) -> Result<Import, ImportError> {
    if !is_export(&json) {
        return Err(ImportError::OtherFormat);
    }
    let Some(file) = json.as_object_mut() else { return Err(ImportError::OtherFormat) };
    let mut harvest = Harvest::new(Format::SimplyPlural, options);
    drop_what_is_not_kept(file, &mut harvest);
    let definitions = Definitions::take(file, &mut harvest);
    let (members, mentions) = members::take(file, &mut harvest);
    members.into_iter().for_each(|member| members::read(member, &definitions, &mentions, &mut harvest));
    read_groups(file, &mentions, &mut harvest);
    read_notes(file, &mentions, &mut harvest);
    fronting::read(file, &mentions, &mut harvest);
    count_kept(file, &mut harvest);
    read_system(std::mem::take(file), &mut harvest);
    Ok(harvest.finish())
}

/// The id of a record: a field of its own, else the key under which it stands.
fn take_id(key: Option<String>, fields: &mut Fields) -> Option<String> {
    let own = ["_id", "id", "uuid"].iter().find_map(|name| fields.get(*name).and_then(id));
    fields.remove("_id");
    own.or(key)
}

/// A text; what is no text where one should be is dropped, and counted.
fn take_words(fields: &mut Fields, name: &str, mentions: &Mentions, harvest: &mut Harvest) -> Option<String> {
    if fields.get(name).is_some_and(|value| !value.is_string() && !value.is_null()) {
        fields.remove(name);
        super::failed(&notes::NOT_A_TEXT, "field", 1, harvest);
    }
    take_text(fields, name).map(|words| mentions.named(words))
}

fn drop_what_is_not_kept(file: &mut Fields, harvest: &mut Harvest) {
    for name in DROPPED {
        let count = match file.remove(name) {
            Some(Value::Array(list)) => list.len(),
            Some(Value::Object(map)) => map.len(),
            Some(Value::Null) | None => 0,
            Some(_) => 1,
        };
        harvest.secrets(count as u64);
    }
}

fn read_groups(file: &mut Fields, mentions: &Mentions, harvest: &mut Harvest) {
    for (key, mut fields) in take_records(file, "groups", GROUP, harvest) {
        let own = take_id(key, &mut fields);
        let name = take_words(&mut fields, "name", mentions, harvest).unwrap_or_default();
        let about = take_words(&mut fields, "desc", mentions, harvest).unwrap_or_default();
        let colour = super::take_colour(&mut fields, "color", GROUP, harvest);
        let within = fields.remove("parent").as_ref().and_then(id).filter(|parent| parent != "root");
        let members: Vec<String> = list(&fields, "members").iter().filter_map(id).collect();
        fields.remove("members");
        // States such as “asleep” may stand in a group. They are no parts, so they stay beside it.
        let (states, members): (Vec<_>, Vec<_>) =
            members.into_iter().partition(|member| mentions.is_state(member));
        if !states.is_empty() {
            fields.insert("states".to_owned(), states.into());
        }
        let id = own.unwrap_or_else(|| crate::import::text::digest_of(&[&name]));
        let kept = fields;
        harvest.group(GroupDraft { id, name, about, colour, members, within, kept, ..GroupDraft::default() });
    }
}

fn read_notes(file: &mut Fields, mentions: &Mentions, harvest: &mut Harvest) {
    if !harvest.options.take.notes {
        let count = value::records(file.get("notes").cloned().unwrap_or_default()).0.len();
        return harvest.preserved(&notes::NOTES_KEPT, JOURNAL, count as u64);
    }
    for (key, mut fields) in take_records(file, "notes", JOURNAL, harvest) {
        let own = take_id(key, &mut fields);
        let title = take_words(&mut fields, "title", mentions, harvest).unwrap_or_default();
        let body = take_words(&mut fields, "note", mentions, harvest).unwrap_or_default();
        let at = fields.get("date").and_then(value::instant);
        let at = at.or_else(|| {
            harvest.say(&notes::DATE_NOT_READ, JOURNAL, 1);
            own.as_deref().and_then(made_with)
        });
        let mut when = time::instant(at.unwrap_or_default(), &harvest.options.assumed_zone);
        when.zone_assumed = true;
        let member = fields.remove("member").as_ref().and_then(id);
        harvest.note(NoteDraft {
            id: own.unwrap_or_else(|| crate::import::text::digest_of(&[&title, &body])),
            title,
            body,
            when,
            members: member.into_iter().collect(),
            hidden: true,
            kept: fields,
            ..NoteDraft::default()
        });
    }
}

/// The second in which a database made an id of 24 digits: its first eight.
fn made_with(id: &str) -> Option<jiff::Timestamp> {
    let is_one = id.len() == 24 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    let seconds = i64::from_str_radix(id.get(..8).filter(|_| is_one)?, 16).ok()?;
    jiff::Timestamp::from_second(seconds).ok()
}

/// Counts what has no place here and stays with the file.
fn count_kept(file: &Fields, harvest: &mut Harvest) {
    let mut counts = HashMap::<&'static str, u64>::new();
    for (name, kind) in KEPT {
        let records = match file.get(name) {
            Some(Value::Array(list)) => list.len(),
            Some(Value::Object(map)) => map.len(),
            _ => 0,
        };
        *counts.entry(kind).or_default() += records as u64;
    }
    for (_, kind) in KEPT {
        let note = if kind == "state" { &notes::STATES_KEPT } else { &notes::KEPT_UNSEEN };
        harvest.preserved(note, kind, counts.remove(kind).unwrap_or_default());
    }
    let sealed = list(file, "chatMessages").iter().filter(|message| is_sealed(message)).count();
    harvest.say(&notes::CHAT_SEALED, "message", sealed as u64);
}

/// Whether a message was sealed by the service under a key that only the service has.
fn is_sealed(message: &Value) -> bool {
    let text = |name: &str| {
        let fields = message.get("content").unwrap_or(message);
        fields.get(name).and_then(Value::as_str).and_then(crate::base64::decode)
    };
    let readable =
        |bytes: &[u8]| std::str::from_utf8(bytes).is_ok_and(|text| !text.chars().any(char::is_control));
    text("iv").is_some_and(|iv| iv.len() == 16) && text("message").is_some_and(|body| !readable(&body))
}

fn read_system(mut file: Fields, harvest: &mut Harvest) {
    let (mut users, _) = value::records(file.get("users").cloned().unwrap_or_default());
    let (key, mut user) = if users.is_empty() { (None, Fields::new()) } else { users.swap_remove(0) };
    let own = take_id(key, &mut user).unwrap_or_default();
    let settings = file.get("settings").and_then(Value::as_object);
    let name = settings.and_then(|settings| text(settings, "systemName")).map(str::to_owned);
    let name =
        name.or_else(|| take_text(&mut user, "username")).unwrap_or_else(|| "Simply Plural".to_owned());
    let about = take_text(&mut user, "desc").unwrap_or_default();
    file.retain(|_, value| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty()));
    harvest.system(&own, &name, &about, file);
}
