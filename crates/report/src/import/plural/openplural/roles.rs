//! Roles, which this format keeps as words that are assigned to members.

use std::collections::HashMap;

use hearken_core::parts::Role;
use serde_json::Value;

use crate::import::plural::{
    harvest::Harvest,
    value::{Fields, id, list, text},
};

/// What a member's role is, by the member's id.
pub(super) type Roles = HashMap<String, Role>;

/// Takes the roles that are known here out of the file. Every other word, and to whom it is assigned, stays.
pub(super) fn take(file: &mut Fields, harvest: &mut Harvest) -> Roles {
    let mut terms = HashMap::new();
    for term in list(file, "taxonomy_terms").iter().filter_map(Value::as_object) {
        if let (Some(id), Some(role)) = (term.get("id").and_then(id), role_of(term)) {
            terms.insert(id, role);
        }
    }
    let mut roles = Roles::new();
    retain(file, "taxonomy_assignments", |assignment| {
        let is_member = text(assignment, "subject_type") == Some("member");
        let role = assignment.get("term_id").and_then(id).and_then(|term| terms.get(&term)).copied();
        match (role.filter(|_| is_member), assignment.get("subject_id").and_then(id)) {
            (Some(role), Some(member)) => {
                roles.entry(member).or_insert(role);
                false
            }
            _ => true,
        }
    });
    retain(file, "taxonomy_terms", |term| {
        term.get("id").and_then(id).is_none_or(|id| !terms.contains_key(&id))
    });
    let kept = list(file, "taxonomy_assignments").len() as u64;
    harvest.preserved(&crate::import::notes::KEPT_UNSEEN, "term", kept);
    roles
}

/// Keeps those records of a list for which `stays` is true, and whatever is no record.
pub(super) fn retain(file: &mut Fields, name: &str, mut stays: impl FnMut(&Fields) -> bool) {
    if let Some(Value::Array(list)) = file.get_mut(name) {
        list.retain(|value| value.as_object().is_none_or(&mut stays));
    }
}

fn role_of(term: &Fields) -> Option<Role> {
    if text(term, "kind") != Some("role") {
        return None;
    }
    match text(term, "name")?.trim().to_lowercase().as_str() {
        "manager" => Some(Role::Manager),
        "firefighter" => Some(Role::Firefighter),
        "exile" => Some(Role::Exile),
        "not yet known" => Some(Role::NotYetKnown),
        _ => None,
    }
}
