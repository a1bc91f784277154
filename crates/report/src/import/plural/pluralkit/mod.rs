//! `PluralKit`'s export, version 2 and what is met of version 1; other programs write the same shape.

mod member;
mod privacy;
mod switches;

use std::collections::HashMap;

use jiff::tz::TimeZone;
use serde_json::Value;

use super::{
    draft::PART,
    harvest::{GROUP, GroupDraft, Harvest},
    take_records,
    value::{Fields, id, list, take_text, text},
};
use crate::import::{Format, Import, ImportError, ImportOptions, notes};
use privacy::Privacy;

/// Whether a JSON value is such an export.
pub(crate) fn is_export(json: &Value) -> bool {
    let is = |name: &str| json.get(name).is_some_and(Value::is_array);
    is("switches") && is("members") && json.get("tuppers").is_none()
}

/// The members' ids: how the file refers to each, and what we call it.
#[derive(Default)]
pub(super) struct Names {
    /// A reference in the file, in small letters and without hyphens, with the member's own id.
    pub(super) ids: HashMap<String, String>,
    /// The member's own id with its name.
    pub(super) shown: HashMap<String, String>,
}

impl Names {
    /// The member that a reference means: a short id as the bot may show it, a UUID, or the whole member.
    fn of(&self, reference: &Value) -> Option<String> {
        let member = reference.as_object();
        let written = match member {
            Some(member) => ["id", "uuid"].iter().find_map(|name| member.get(*name).and_then(id)),
            None => id(reference),
        };
        self.ids.get(&folded(&written?)).cloned()
    }
}

/// Short ids are the same in capitals and with a hyphen.
fn folded(reference: &str) -> String {
    reference.trim().chars().filter(|c| *c != '-').collect::<String>().to_lowercase()
}

/// Reads an export.
pub(crate) fn read(mut json: Value, options: &ImportOptions) -> Result<Import, ImportError> {
    if !is_export(&json) {
        return Err(ImportError::OtherFormat);
    }
    let Some(file) = json.as_object_mut() else { return Err(ImportError::OtherFormat) };
    let mut harvest = Harvest::new(Format::PluralKit, options);
    if !matches!(file.get("version").and_then(Value::as_u64), None | Some(1 | 2)) {
        harvest.say(&notes::OTHER_VERSION, super::harvest::SYSTEM, 1);
    }
    let mut names = Names::default();
    read_members(file, &mut names, &mut harvest);
    read_groups(file, &names, &mut harvest);
    read_switches(file, &names, &mut harvest);
    read_system(std::mem::take(file), &mut harvest);
    Ok(harvest.finish())
}

fn read_members(file: &mut Fields, names: &mut Names, harvest: &mut Harvest) {
    for (_, fields) in take_records(file, "members", PART, harvest) {
        let short = fields.get("id").and_then(id);
        let uuid = fields.get("uuid").and_then(id);
        let own = uuid.clone().or_else(|| short.clone());
        let draft = member::read(fields, harvest);
        if let Some(own) = &own {
            for reference in short.iter().chain(&uuid) {
                names.ids.entry(folded(reference)).or_insert_with(|| own.clone());
            }
            let (shown, _) = super::draft::name(&draft.name, "Unnamed part");
            names.shown.entry(own.clone()).or_insert(shown);
        }
        harvest.part(own, draft);
    }
}

fn read_groups(file: &mut Fields, names: &Names, harvest: &mut Harvest) {
    for (_, mut fields) in take_records(file, "groups", GROUP, harvest) {
        let privacy = Privacy::of(&fields);
        let own = fields.remove("uuid").as_ref().and_then(id).or_else(|| fields.get("id").and_then(id));
        let members: Vec<_> = list(&fields, "members").iter().map(|member| names.of(member)).collect();
        let missing = members.iter().filter(|member| member.is_none()).count();
        harvest.say(&notes::DANGLING, GROUP, missing as u64);
        fields.remove("members");
        let shown = take_text(&mut fields, "display_name");
        let private_name = shown.is_some() && privacy.hides("name", harvest);
        let name = if private_name { shown.clone() } else { take_text(&mut fields, "name") };
        if let Some(shown) = shown.filter(|_| !private_name) {
            fields.insert("display_name".to_owned(), shown.into());
        }
        // A group has no private corner: what is private of it is kept with it, unseen.
        let about = if privacy.hides("description", harvest) {
            harvest.preserved(&notes::NO_ROOM, "field", u64::from(text(&fields, "description").is_some()));
            None
        } else {
            take_text(&mut fields, "description")
        };
        if privacy.hides_all() {
            harvest.say(&notes::GROUP_SHOWN, GROUP, 1);
        }
        let colour = super::take_colour(&mut fields, "color", GROUP, harvest);
        harvest.group(GroupDraft {
            id: own.unwrap_or_else(|| crate::import::text::digest_of(&[name.as_deref().unwrap_or_default()])),
            name: name.unwrap_or_default(),
            about: about.unwrap_or_default(),
            colour,
            members: members.into_iter().flatten().collect(),
            kept: fields,
            ..GroupDraft::default()
        });
    }
}

fn read_switches(file: &mut Fields, names: &Names, harvest: &mut Harvest) {
    let count = list(file, "switches").len() as u64;
    if !harvest.options.take.history {
        return harvest.preserved(&notes::HISTORY_KEPT, super::fronts::FRONT, count);
    }
    let Some(Value::Array(written)) = file.remove("switches") else { return };
    let periods = switches::read(&written, names, harvest);
    let zone = file.get("config").and_then(|config| config.get("timezone")).or_else(|| file.get("timezone"));
    let zone = zone.and_then(Value::as_str).and_then(|zone| TimeZone::get(zone).ok());
    let hidden = file.get("privacy").is_none_or(|privacy| {
        let public = |name: &str| privacy.get(name).and_then(Value::as_str) == Some("public");
        !public("front_privacy") || !public("front_history_privacy")
    });
    super::fronts::hand_in(periods, zone.as_ref(), &names.shown, hidden, harvest);
}

/// Everything else that the file says, of the system as a whole.
fn read_system(mut file: Fields, harvest: &mut Harvest) {
    let own = file.remove("uuid").as_ref().and_then(id).or_else(|| file.get("id").and_then(id));
    let name = take_text(&mut file, "name").unwrap_or_else(|| "PluralKit".to_owned());
    let about = take_text(&mut file, "description").unwrap_or_default();
    harvest.system(&own.unwrap_or_default(), &name, &about, file);
}
