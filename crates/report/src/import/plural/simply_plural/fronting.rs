//! Who was in front, from when to when; stretches may overlap.

use std::collections::HashMap;

use serde_json::Value;

use super::{Mentions, take_id};
use crate::import::{
    notes,
    plural::{
        fronts::{self, FRONT, Period},
        harvest::Harvest,
        take_records,
        value::{self, Fields, id, instant, text},
    },
};

/// Reads the history if it was asked for; else it stays with the file.
pub(super) fn read(file: &mut Fields, mentions: &Mentions, harvest: &mut Harvest) {
    let name = if file.contains_key("frontHistory") { "frontHistory" } else { "fronters" };
    if !harvest.options.take.history {
        let count = value::records(file.get(name).cloned().unwrap_or_default()).0.len();
        return harvest.preserved(&notes::HISTORY_KEPT, FRONT, count as u64);
    }
    let comments = comments(file, harvest);
    let (mut periods, mut bad, mut missing) = (Vec::new(), 0, 0);
    for (key, mut fields) in take_records(file, name, FRONT, harvest) {
        let own = take_id(key, &mut fields);
        let Some(from) = fields.get("startTime").and_then(instant) else {
            bad += 1;
            continue;
        };
        let open = fields.get("live") == Some(&Value::Bool(true));
        let to = fields.get("endTime").and_then(instant).filter(|_| !open);
        let member = fields.get("member").and_then(id).filter(|id| mentions.names().contains_key(id));
        missing += u64::from(member.is_none());
        let status = text(&fields, "customStatus").map(str::to_owned);
        let said = own.and_then(|own| comments.get(&own).cloned()).unwrap_or_default();
        let words: Vec<_> = status.into_iter().chain(said).map(|words| mentions.named(words)).collect();
        periods.push(Period {
            from,
            to,
            open,
            members: member.into_iter().collect(),
            words: words.join(" · "),
        });
    }
    super::super::failed(&notes::BAD_TIME, FRONT, bad, harvest);
    harvest.say(&notes::DANGLING, FRONT, missing);
    fronts::hand_in(periods, None, mentions.names(), true, harvest);
}

/// What was said about each stretch, by its id.
fn comments(file: &mut Fields, harvest: &mut Harvest) -> HashMap<String, Vec<String>> {
    let mut comments = HashMap::<String, Vec<String>>::new();
    for (_, fields) in take_records(file, "comments", FRONT, harvest) {
        if let (Some(about), Some(words)) = (fields.get("documentId").and_then(id), text(&fields, "text")) {
            comments.entry(about).or_default().push(words.to_owned());
        }
    }
    comments
}
