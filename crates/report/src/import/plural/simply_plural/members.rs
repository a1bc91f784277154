//! Members, as parts. All of them arrive hidden: this format has no word for “everybody may see it”.

use hearken_core::parts::Part;
use serde_json::Value;

use super::{Definitions, Mentions, take_id, take_words};
use crate::import::{
    notes,
    plural::{
        count_unplaced,
        draft::{self, PART, PartDraft},
        harvest::Harvest,
        take_records,
        value::{Fields, text},
    },
};

/// A member with its id.
type Member = (Option<String>, Fields);

/// Takes the members out of the file, and learns the names that may be mentioned.
pub(super) fn take(file: &mut Fields, harvest: &mut Harvest) -> (Vec<Member>, Mentions) {
    let mut mentions = Mentions::default();
    let members: Vec<Member> = take_records(file, "members", PART, harvest)
        .into_iter()
        .map(|(key, mut fields)| (take_id(key, &mut fields), fields))
        .collect();
    for (id, fields) in &members {
        if let Some(id) = id {
            mentions.add(id, &draft::name(text(fields, "name").unwrap_or_default(), "Unnamed part").0);
        }
    }
    for name in ["frontStatuses", "customFronts"] {
        let (states, _) = crate::import::plural::value::records(file.get(name).cloned().unwrap_or_default());
        for (key, mut fields) in states {
            if let Some(id) = take_id(key, &mut fields) {
                mentions.add_state(&id, text(&fields, "name").unwrap_or_default());
            }
        }
    }
    (members, mentions)
}

/// Reads one member.
pub(super) fn read(member: Member, fields: &Definitions, mentions: &Mentions, harvest: &mut Harvest) {
    let (id, mut member) = member;
    let mut draft = PartDraft {
        part: Part {
            hidden: true,
            archived: member.remove("archived") == Some(Value::Bool(true)),
            ..Part::default()
        },
        all_ordinary: harvest.options.take.ordinary,
        ..PartDraft::default()
    };
    draft.name = take_words(&mut member, "name", &Mentions::default(), harvest).unwrap_or_default();
    let pronouns = take_words(&mut member, "pronouns", mentions, harvest);
    draft.own_text("Pronouns", pronouns, false, harvest.report());
    if let Some(words) = take_words(&mut member, "desc", mentions, harvest) {
        draft.describe(&words, false, harvest.report());
    }
    let reason = take_words(&mut member, "archivedReason", mentions, harvest);
    draft.own_text("Archived because", reason, false, harvest.report());
    match member.remove("info") {
        Some(Value::Object(mut info)) => {
            info.values_mut().for_each(|value| {
                if let Value::String(text) = value {
                    *text = mentions.named(std::mem::take(text));
                }
            });
            fields.fill(info, &mut draft, harvest);
        }
        Some(Value::Null) | None => {}
        Some(_) => super::super::failed(&notes::NOT_A_TEXT, "field", 1, harvest),
    }
    draft.colour(&mut member, "color", harvest.report());
    count_unplaced(&member, harvest);
    let unnamed = std::mem::replace(&mut draft.kept, member);
    draft.kept.extend(unnamed);
    harvest.part(id, draft);
}
