//! What a page of the map is asked to show. It stands in the address and nowhere else: hidden parts are asked for anew
//! each time.

use hearken_core::{Notebook, RecordId, groups::Group, map::Shown, parts::Role};

use crate::form::Fields;

/// A group to choose.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Choice {
    pub(super) id: RecordId,
    pub(super) name: String,
}

/// What is asked for, and what could be.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Asked {
    pub(super) shown: Shown,
    pub(super) groups: Vec<Choice>,
}

impl Asked {
    pub(super) fn of(fields: &Fields, notebook: &Notebook) -> Self {
        let in_use = notebook.all::<Group>().filter(|(_, group)| !group.archived);
        Self {
            shown: shown(fields),
            groups: in_use.map(|(id, group)| Choice { id, name: group.name.clone() }).collect(),
        }
    }

    /// Whether fewer parts are shown than there are.
    pub(super) fn is_narrowed(&self) -> bool {
        self.shown.role.is_some() || self.shown.group.is_some()
    }
}

/// Reads it from a query or a form.
pub(super) fn shown(fields: &Fields) -> Shown {
    Shown {
        hidden: fields.text("hidden") == "1",
        archived: fields.text("archived") == "1",
        role: Role::from_id(fields.text("role")),
        group: fields.record("group"),
    }
}

/// The same as fields of a form or a query.
pub(super) fn fields(shown: Shown) -> Vec<(&'static str, String)> {
    let asked = [
        ("hidden", shown.hidden.then(|| "1".to_owned())),
        ("archived", shown.archived.then(|| "1".to_owned())),
        ("role", shown.role.map(|role| role.id().to_owned())),
        ("group", shown.group.map(|group| group.to_string())),
    ];
    asked.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// An address that asks the same, with what is added to it.
pub(super) fn address(path: &str, shown: Shown, more: &[(&str, String)]) -> String {
    let asked = fields(shown).into_iter().chain(more.iter().map(|(name, value)| (*name, value.clone())));
    let query: Vec<String> = asked.map(|(name, value)| format!("{name}={value}")).collect();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_asks_what_it_was_asked() {
        let asked = Fields::parse(b"hidden=1&role=exile&group=0197a5e0-0000-7000-8000-000000000001").unwrap();
        let there = address("/parts", shown(&asked), &[("arranged", "5".to_owned())]);
        assert_eq!(there, "/parts?hidden=1&role=exile&group=0197a5e0-0000-7000-8000-000000000001&arranged=5");
        assert_eq!(address("/parts", Shown::default(), &[]), "/parts");
        assert_eq!(shown(&Fields::parse(b"role=%3Cscript%3E&group=x").unwrap()), Shown::default());
    }
}
