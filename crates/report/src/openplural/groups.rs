//! Groups, and who is in them.

use std::collections::HashMap;

use hearken_core::{RecordId, groups::Group};
use serde_json::{Value, json};

use super::{
    file::{OutFile, is_system, put_ours, put_text},
    kept,
    members::fields_of,
};

/// Writes every group. Of its parts only those that go out are named.
pub(super) fn write(file: &mut OutFile) {
    let groups: Vec<(RecordId, &Group)> =
        file.notebook.all::<Group>().filter(|(_, group)| !is_system(group)).collect();
    let ids: HashMap<RecordId, String> = groups
        .iter()
        .map(|(record, group)| (*record, kept::id_of(group.source.as_ref(), &record.to_string())))
        .collect();
    for (record, group) in groups {
        let (mut fields, _) = kept::begin(group.source.as_ref());
        let id = ids[&record].clone();
        fields.insert("id".to_owned(), json!(id));
        file.in_system(&mut fields);
        fields.insert("name".to_owned(), json!(group.name));
        put_text(&mut fields, "description", &group.about);
        if let Some(colour) = &group.colour {
            fields.insert("color".to_owned(), json!(colour));
        }
        if let Some(outer) = group.within.and_then(|outer| ids.get(&outer)) {
            fields.insert("parent_group_id".to_owned(), json!(outer));
        }
        kept::add_source(&mut fields, group.source.as_ref(), file.choice.private);
        if group.archived {
            put_ours(&mut fields, fields_of(&[("archived", json!(true))]));
        }
        file.push("groups", Value::Object(fields));
        for part in &group.parts {
            let Some(member) = file.id_of(*part).cloned() else { continue };
            let mut membership = fields_of(&[
                ("id", json!(format!("{id} {member}"))),
                ("group_id", json!(id)),
                ("member_id", json!(member)),
            ]);
            file.in_system(&mut membership);
            file.push("group_memberships", Value::Object(membership));
        }
        file.told.groups += 1;
    }
}
