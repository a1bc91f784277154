//! `OpenPlural`, now called `PluralPort`, version 0.1: alone, or in one of two kinds of zip.

mod bundle;
mod custom;
mod fronting;
mod members;
mod notes_of;
mod privacy;
mod relations;
mod roles;

use serde_json::Value;

pub(crate) use bundle::{ALONE, is_manifest};

use super::{
    failed,
    harvest::{GROUP, GroupDraft, Harvest, SYSTEM},
    take_records,
    value::{Fields, id, take_text, text},
};
use crate::{
    import::{Format, Import, ImportError, ImportOptions, notes, tree::Tree},
    openplural::{EXTENSION, VERSION, VERSION_KEYS},
};

/// Gives the bytes of a file that lies beside an asset, by the asset's record.
type Beside<'a> = &'a mut dyn FnMut(&Fields) -> Option<Vec<u8>>;

/// Whether a JSON value says that it is such an export, of any version.
pub(crate) fn is_export(json: &Value) -> bool {
    VERSION_KEYS.iter().any(|key| json.get(key).is_some())
}

/// Reads a file alone, or a bundle.
pub(super) fn read(tree: &mut Tree, options: &ImportOptions) -> Result<Import, ImportError> {
    let mut harvest = Harvest::new(Format::OpenPlural, options);
    bundle::read(tree, &mut harvest)?;
    Ok(harvest.finish())
}

/// Reads the JSON of a file alone.
pub(crate) fn read_value(json: Value, options: &ImportOptions) -> Result<Import, ImportError> {
    let mut harvest = Harvest::new(Format::OpenPlural, options);
    read_file(json, &mut |_| None, &mut harvest)?;
    Ok(harvest.finish())
}

/// Reads one file into the harvest.
fn read_file(mut json: Value, beside: Beside, harvest: &mut Harvest) -> Result<(), ImportError> {
    let version = VERSION_KEYS.iter().find_map(|key| json.get(key)).ok_or(ImportError::OtherFormat)?;
    if version.as_str() != Some(VERSION) {
        return Err(ImportError::OtherVersion);
    }
    let Some(file) = json.as_object_mut() else { return Err(ImportError::OtherFormat) };
    for name in ["openplural_version", "pluralport_version", "exported_at", "exporter", "capabilities"] {
        file.remove(name);
    }
    let producer = file.remove("producer").unwrap_or_default();
    suggest_the_original(&producer, harvest);
    let theirs = file.remove("warnings").and_then(|warnings| Some(warnings.as_array()?.len()));
    harvest.say(&notes::THEIR_WARNINGS, SYSTEM, theirs.unwrap_or_default() as u64);
    let roles = roles::take(file, harvest);
    let fields = custom::take(file, harvest);
    let names = members::read(file, &roles, fields, beside, harvest);
    read_groups(file, harvest);
    relations::read(file, harvest);
    notes_of::read(file, harvest);
    fronting::read(file, &names, harvest);
    read_systems(file, harvest);
    Ok(())
}

/// A program that turns a Simply Plural file into this format is known to leave out what members say of themselves.
fn suggest_the_original(producer: &Value, harvest: &mut Harvest) {
    let app = |name: &str| producer.get(name).and_then(Value::as_str).unwrap_or_default().to_lowercase();
    let converted = ["app", "app_id"]
        .into_iter()
        .map(app)
        .any(|app| app.contains("pluralspace") || app.contains("pluralport"));
    harvest.say(&notes::TAKE_THE_ORIGINAL, SYSTEM, u64::from(converted));
}

/// What we ourselves wrote beside a record, if we did.
fn of_ours(fields: &Fields) -> Option<&Fields> {
    fields.get("extensions")?.get(EXTENSION)?.as_object()
}

/// Takes out what we ourselves wrote beside a record.
fn take_ours(fields: &mut Fields) -> Fields {
    let Some(Value::Object(extensions)) = fields.get_mut("extensions") else { return Fields::new() };
    let ours = extensions.remove(EXTENSION);
    if extensions.is_empty() {
        fields.remove("extensions");
    }
    match ours {
        Some(Value::Object(ours)) => ours,
        _ => Fields::new(),
    }
}

fn read_groups(file: &mut Fields, harvest: &mut Harvest) {
    let mut members = std::collections::HashMap::<String, Vec<String>>::new();
    for (_, fields) in take_records(file, "group_memberships", GROUP, harvest) {
        if let (Some(group), Some(member)) =
            (fields.get("group_id").and_then(id), fields.get("member_id").and_then(id))
        {
            members.entry(group).or_default().push(member);
        }
    }
    for (_, mut fields) in take_records(file, "groups", GROUP, harvest) {
        let ours = take_ours(&mut fields);
        let own = fields.remove("id").as_ref().and_then(id);
        let name = take_text(&mut fields, "name").unwrap_or_default();
        let about = take_text(&mut fields, "description").unwrap_or_default();
        let colour = super::take_colour(&mut fields, "color", GROUP, harvest);
        let within = fields.remove("parent_group_id").as_ref().and_then(id);
        let id = own.unwrap_or_else(|| crate::import::text::digest_of(&[&name]));
        harvest.group(GroupDraft {
            members: members.remove(&id).unwrap_or_default(),
            id,
            name,
            about,
            colour,
            within,
            archived: ours.get("archived") == Some(&Value::Bool(true)),
            kept: fields,
            degraded: false,
        });
    }
    let dangling = members.values().map(Vec::len).sum::<usize>();
    harvest.say(&notes::DANGLING, GROUP, dangling as u64);
}

/// Each system says its own; what the file says besides goes with the first.
fn read_systems(file: &mut Fields, harvest: &mut Harvest) {
    let systems = take_records(file, "systems", SYSTEM, harvest);
    let mut rest = std::mem::take(file);
    rest.retain(|_, value| match value {
        Value::Null => false,
        Value::Array(list) => !list.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
        _ => true,
    });
    if systems.is_empty() && !rest.is_empty() {
        let kept = Fields::from_iter([("file".to_owned(), Value::Object(rest))]);
        return harvest.system("", "OpenPlural", "", kept);
    }
    for (place, (_, mut fields)) in systems.into_iter().enumerate() {
        let own = fields.remove("id").as_ref().and_then(id).unwrap_or_default();
        let name = take_text(&mut fields, "name").unwrap_or_else(|| "OpenPlural".to_owned());
        let about = take_text(&mut fields, "description").unwrap_or_default();
        if place == 0 && !rest.is_empty() {
            fields.insert("file".to_owned(), Value::Object(std::mem::take(&mut rest)));
        }
        harvest.system(&own, &name, &about, fields);
    }
}
