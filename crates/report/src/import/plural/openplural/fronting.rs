//! Periods in front. A file may hold events too, and periods made from them: only the periods are read.

use std::collections::HashMap;

use serde_json::Value;

use crate::import::{
    notes,
    plural::{
        failed,
        fronts::{self, FRONT, Period},
        harvest::Harvest,
        take_records,
        value::{Fields, id, instant, list, text},
    },
};

/// Reads the periods if they were asked for; else they stay with the file.
pub(super) fn read(file: &mut Fields, names: &HashMap<String, String>, harvest: &mut Harvest) {
    if !harvest.options.take.history {
        let count = (list(file, "front_periods").len() + list(file, "front_events").len()) as u64;
        return harvest.preserved(&notes::HISTORY_KEPT, FRONT, count);
    }
    let (mut periods, mut bad, mut missing) = (Vec::new(), 0, 0);
    for (_, fields) in take_records(file, "front_periods", FRONT, harvest) {
        let Some(from) = fields.get("started_at").and_then(instant) else {
            bad += 1;
            continue;
        };
        let written: Vec<_> =
            list(&fields, "assignments").iter().map(|one| one.get("member_id").and_then(id)).collect();
        let members: Vec<String> =
            written.iter().flatten().filter(|id| names.contains_key(*id)).cloned().collect();
        missing += (written.len() - members.len()) as u64;
        let of_each = list(&fields, "assignments").iter().filter_map(|one| one.get("note")?.as_str());
        let said = ["status", "note"].into_iter().filter_map(|name| text(&fields, name));
        let words: Vec<&str> = said.chain(of_each).filter(|words| !words.trim().is_empty()).collect();
        let to = fields.get("ended_at").and_then(instant);
        let open = matches!(fields.get("ended_at"), None | Some(Value::Null));
        periods.push(Period { from, to, open, members, words: words.join(" · ") });
    }
    failed(&notes::BAD_TIME, FRONT, bad, harvest);
    harvest.say(&notes::DANGLING, FRONT, missing);
    let events = list(file, "front_events").len() as u64;
    harvest.preserved(&notes::HISTORY_KEPT, FRONT, events);
    fronts::hand_in(periods, None, names, true, harvest);
}
