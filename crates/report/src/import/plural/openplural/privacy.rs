//! Who was meant to see what: a level that is not known is the strictest.

use serde_json::Value;

use crate::import::plural::value::Fields;

/// Whether a record is hidden. Only `public`, and nothing that speaks against it, is not.
pub(super) fn hides(fields: &Fields) -> bool {
    let sheaf = fields.get("extensions").and_then(|extensions| extensions.get("sheaf"));
    let never = |name: &str| {
        sheaf
            .and_then(|sheaf| sheaf.get(name))
            .is_some_and(|value| !matches!(value, Value::Bool(false) | Value::Null))
    };
    !is_public(fields.get("privacy")) || never("never_shareable") || never("fronting_private")
}

/// Whether a field of a record is private. A field of which nothing is said goes with its record.
pub(super) fn hides_field(definition: &Fields) -> bool {
    definition.contains_key("privacy") && !is_public(definition.get("privacy"))
}

/// Older files have a word where newer ones have an object.
fn is_public(privacy: Option<&Value>) -> bool {
    match privacy {
        Some(Value::Object(privacy)) => privacy.get("visibility").and_then(Value::as_str) == Some("public"),
        Some(Value::String(word)) => word == "public",
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_is_said_to_be_public_is() {
        for (record, hidden) in [
            (json!({"privacy": {"visibility": "public"}}), false),
            (json!({"privacy": "public"}), false),
            (
                json!({"privacy": {"visibility": "public"}, "extensions": {"sheaf": {"never_shareable": true}}}),
                true,
            ),
            (
                json!({"privacy": {"visibility": "public"}, "extensions": {"sheaf": {"fronting_private": "yes"}}}),
                true,
            ),
            (
                json!({"privacy": {"visibility": "public"}, "extensions": {"sheaf": {"never_shareable": false}}}),
                false,
            ),
            (json!({"privacy": {"visibility": "friends"}}), true),
            (json!({"privacy": {"visibility": "trusted"}}), true),
            (json!({"privacy": {"visibility": "private"}}), true),
            (json!({"privacy": {"visibility": "unknown"}}), true),
            (json!({"privacy": {"visibility": "PUBLIC"}}), true),
            (json!({"privacy": {}}), true),
            (json!({"privacy": null}), true),
            (json!({"privacy": "private"}), true),
            (json!({}), true),
        ] {
            assert_eq!(hides(record.as_object().unwrap()), hidden, "{record}");
        }
    }
}
