//! Who was meant to see what. What nobody said, and what cannot be read, counts as private.

use serde_json::Value;

use crate::import::plural::{harvest::Harvest, value::Fields};

/// The privacy of one member or group.
pub(super) struct Privacy(Fields);

impl Privacy {
    /// The settings of a record; in old files they stand on the record itself.
    pub(super) fn of(fields: &Fields) -> Self {
        match fields.get("privacy") {
            Some(Value::Object(privacy)) => Self(privacy.clone()),
            Some(_) => Self(Fields::new()),
            None => Self(
                fields
                    .iter()
                    .filter(|(name, _)| *name == "visibility" || name.ends_with("_privacy"))
                    .map(|(name, value)| (name.clone(), value.clone()))
                    .collect(),
            ),
        }
    }

    /// Whether the whole record is private.
    pub(super) fn hides_all(&self) -> bool {
        match self.0.get("visibility") {
            Some(visibility) => !is_public(visibility),
            None => self.0.is_empty() || !self.0.values().all(is_public),
        }
    }

    /// Whether one field is. A field of which nothing is said goes with its record.
    pub(super) fn hides(&self, field: &str, harvest: &Harvest) -> bool {
        let said = self.0.get(&format!("{field}_privacy"));
        !harvest.options.take.ordinary && said.is_some_and(|said| !is_public(said))
    }
}

fn is_public(value: &Value) -> bool {
    value.as_str() == Some("public")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_is_said_to_be_public_is() {
        for (record, hidden) in [
            (json!({"privacy": {"visibility": "public"}}), false),
            (json!({"privacy": {"visibility": "public", "name_privacy": "private"}}), false),
            (json!({"privacy": {"visibility": "private"}}), true),
            (json!({"privacy": {"visibility": null}}), true),
            (json!({"privacy": {"visibility": "Public"}}), true),
            (json!({"privacy": {"visibility": "friends"}}), true),
            (json!({"privacy": {"name_privacy": "public", "avatar_privacy": "public"}}), false),
            (json!({"privacy": {"name_privacy": "public", "avatar_privacy": "private"}}), true),
            (json!({"privacy": {}}), true),
            (json!({"privacy": null}), true),
            (json!({"privacy": "public"}), true),
            (json!({}), true),
            (json!({"visibility": "public", "name_privacy": "public"}), false),
            (json!({"visibility": "private"}), true),
        ] {
            let fields = record.as_object().expect("an object");
            assert_eq!(Privacy::of(fields).hides_all(), hidden, "{record}");
        }
    }
}
