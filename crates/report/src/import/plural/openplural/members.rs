//! Members, as parts.

use std::collections::HashMap;

use hearken_core::{Extra, Record, parts::Part};
use serde_json::{Value, json};

use super::{Beside, custom::Custom, privacy, roles::Roles, take_ours};
use crate::import::{
    gather::MEDIA,
    notes,
    plural::{
        birthday::{self, BIRTHDAY},
        count_unplaced, draft,
        draft::{PART, PartDraft},
        failed,
        harvest::Harvest,
        pictures, take_records,
        value::{Fields, id, list, take_text, text},
    },
};

/// Everything that members are read with.
struct With<'a> {
    roles: &'a Roles,
    fields: Custom,
    assets: HashMap<String, Fields>,
    beside: Beside<'a>,
}

/// Reads the members, and gives the names of all who may be in front.
pub(super) fn read(
    file: &mut Fields,
    roles: &Roles,
    fields: Custom,
    beside: Beside,
    harvest: &mut Harvest,
) -> HashMap<String, String> {
    let mut with = With { roles, fields, assets: assets(file), beside };
    let (mut names, mut states) = (HashMap::new(), Vec::new());
    for (_, mut fields) in take_records(file, "members", PART, harvest) {
        let own = fields.get("id").and_then(id);
        let shown = text(&fields, "name").or_else(|| text(&fields, "display_name")).unwrap_or_default();
        if let Some(own) = &own {
            names.insert(own.clone(), draft::name(shown, "Unnamed part").0);
        }
        // A state such as “asleep” is no part; it stays with the file.
        if fields.get("is_custom_front") == Some(&Value::Bool(true)) {
            states.push(Value::Object(fields));
            continue;
        }
        fields.remove("id");
        let draft = member(fields, own.as_deref().unwrap_or_default(), &mut with, harvest);
        harvest.part(own, draft);
    }
    failed(&notes::DANGLING, "field", with.fields.left(), harvest);
    harvest.preserved(&notes::STATES_KEPT, "state", states.len() as u64);
    if !states.is_empty() {
        file.insert("members".to_owned(), Value::Array(states));
    }
    names
}

/// Takes the pictures that members may have; every other asset stays.
fn assets(file: &mut Fields) -> HashMap<String, Fields> {
    let wanted: std::collections::HashSet<String> = list(file, "members")
        .iter()
        .filter_map(|member| member.get("avatar_asset_id").and_then(id))
        .collect();
    let mut assets = HashMap::new();
    super::roles::retain(file, "assets", |asset| {
        let Some(id) = asset.get("id").and_then(id).filter(|id| wanted.contains(id)) else { return true };
        assets.entry(id).or_insert_with(|| asset.clone());
        false
    });
    assets
}

fn member(mut fields: Fields, own: &str, with: &mut With, harvest: &mut Harvest) -> PartDraft {
    let ours = take_ours(&mut fields);
    let mut texts = with.fields.take_texts(own);
    let mut draft = PartDraft { all_ordinary: harvest.options.take.ordinary, ..PartDraft::default() };
    draft.part = part_of_ours(&ours, &mut texts, harvest)
        .unwrap_or_else(|| Part { hidden: privacy::hides(&fields), ..Part::default() });
    draft.part.role = with.roles.get(own).copied().unwrap_or_default();
    draft.part.archived = fields.remove("archived") == Some(Value::Bool(true));
    names(&mut fields, &mut draft, harvest);
    draft.own_text("Pronouns", take_text(&mut fields, "pronouns"), false, harvest.report());
    read_birthday(&mut fields, &mut draft, harvest);
    if let Some(words) = take_text(&mut fields, "description") {
        draft.describe(&words, false, harvest.report());
    }
    draft.part.felt_age = take_text(&mut fields, "age").unwrap_or_default();
    draft.colour(&mut fields, "color", harvest.report());
    with.fields.fill(own, &mut draft, harvest);
    draft.also = sources(&fields);
    picture(&mut fields, &mut draft, with, harvest);
    let says = |name: &str| !matches!(name, "system_id" | "created_at" | "source_refs" | "avatar_asset_id");
    count_unplaced(
        &fields
            .iter()
            .filter(|(name, _)| says(name))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect(),
        harvest,
    );
    draft.kept.extend(fields);
    draft
}

/// The part as we wrote it beside a member, with the texts that stand in fields. `None` when we wrote nothing, or when
/// it was changed into something that is no part.
fn part_of_ours(ours: &Fields, texts: &mut Fields, harvest: &mut Harvest) -> Option<Part> {
    let mut shape = ours.get("part")?.as_object()?.clone();
    texts.remove("body");
    shape.extend(std::mem::take(texts));
    shape.insert("name".to_owned(), json!("-"));
    shape.entry("role").or_insert(json!("not-yet-known"));
    for elsewhere in ["picture", "merged_into", "split_from", "source", "own_fields"] {
        shape.remove(elsewhere);
    }
    match hearken_written::from_json("part", 1, Value::Object(shape), Extra::default()) {
        Some(Ok(Record::Part(part))) => Some(*part),
        _ => {
            harvest.say(&notes::NOT_A_RECORD, PART, 1);
            None
        }
    }
}

fn names(fields: &mut Fields, draft: &mut PartDraft, harvest: &mut Harvest) {
    let name = take_text(fields, "name");
    let shown = take_text(fields, "display_name").filter(|shown| Some(shown) != name.as_ref());
    match name {
        Some(name) => {
            draft.name = name;
            draft.own_text("Display name", shown, false, harvest.report());
        }
        None => draft.name = shown.unwrap_or_default(),
    }
}

/// A birthday is an object; a newer program writes a bare text.
fn read_birthday(fields: &mut Fields, draft: &mut PartDraft, harvest: &mut Harvest) {
    let (written, year_shows) = match fields.get("birthday") {
        Some(Value::String(written)) => (written.clone(), true),
        Some(Value::Object(birthday)) => {
            let Some(written) = text(birthday, "value") else { return };
            (written.to_owned(), birthday.get("year_visible") != Some(&Value::Bool(false)))
        }
        _ => return,
    };
    fields.remove("birthday");
    // Only what the person showed: of a hidden year, month and day alone.
    let written = match birthday::whole(&written) {
        Some(date) if !year_shows => format!("--{:02}-{:02}", date.month(), date.day()),
        _ => written,
    };
    draft.own(BIRTHDAY, birthday::value(&written), false, harvest.report());
}

/// Where the member came from before, so that the same from there is not brought in twice.
fn sources(fields: &Fields) -> Vec<(String, String)> {
    let source = |source: &Value| {
        let text = |name: &str| source.get(name).and_then(id);
        let app = text("app")?.replace('_', "");
        let collection = text("collection").unwrap_or_else(|| "members".to_owned());
        Some(
            [text("uuid"), text("id")]
                .into_iter()
                .flatten()
                .map(move |id| (app.clone(), format!("{collection}/{id}"))),
        )
    };
    list(fields, "source_refs").iter().filter_map(source).flatten().take(20).collect()
}

fn picture(fields: &mut Fields, draft: &mut PartDraft, with: &mut With, harvest: &mut Harvest) {
    let Some(own) = fields.get("avatar_asset_id").and_then(id) else { return };
    let Some(asset) = with.assets.get(&own) else { return harvest.say(&notes::DANGLING, MEDIA, 1) };
    match pictures::bytes_of(asset).or_else(|| (with.beside)(asset)) {
        Some(bytes) => pictures::give(draft, asset.clone(), &bytes, harvest),
        None => {
            draft.kept.insert("asset".to_owned(), Value::Object(asset.clone()));
            harvest.preserved(&notes::PICTURE_ELSEWHERE, MEDIA, 1);
        }
    }
}
