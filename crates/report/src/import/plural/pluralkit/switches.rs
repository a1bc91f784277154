//! Switches: each says who is in front from then on. Made into periods, whatever their order in the file.

use serde_json::Value;

use super::Names;
use crate::import::{
    notes,
    plural::{
        failed,
        fronts::{FRONT, Period},
        harvest::Harvest,
        value::instant,
    },
};

/// Reads the switches. A member that is no longer in the file is left out of its switch, and the switch stays.
pub(super) fn read(written: &[Value], names: &Names, harvest: &mut Harvest) -> Vec<Period> {
    let (mut switches, mut bad, mut missing) = (Vec::new(), 0, 0);
    for switch in written {
        let Some(at) = switch.get("timestamp").and_then(instant) else {
            bad += 1;
            continue;
        };
        let written = switch.get("members").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let members: Vec<String> = written.iter().filter_map(|member| names.of(member)).collect();
        missing += written.len() - members.len();
        switches.push((at, members, !written.is_empty()));
    }
    failed(&notes::BAD_TIME, FRONT, bad, harvest);
    harvest.say(&notes::DANGLING, FRONT, missing as u64);
    switches.sort_by_key(|(at, ..)| *at);
    let ends: Vec<_> = switches.iter().skip(1).map(|(at, ..)| Some(*at)).chain([None]).collect();
    let periods = switches.into_iter().zip(ends).filter(|((_, _, somebody), _)| *somebody);
    periods
        .map(|((from, members, _), to)| Period {
            from,
            to,
            open: to.is_none(),
            members,
            words: String::new(),
        })
        .collect()
}
