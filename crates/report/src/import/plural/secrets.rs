//! What must not be kept at all, not even sealed: keys to other services, and addresses that find a person.

use serde_json::Value;

use super::value::Fields;

/// Names of fields that hold such a thing, in small letters and without `_`.
const SECRETS: [&str; 16] = [
    "token",
    "tokens",
    "accesstoken",
    "refreshtoken",
    "pushtoken",
    "notificationtoken",
    "fcmtoken",
    "apikey",
    "apitoken",
    "webhookurl",
    "password",
    "secret",
    "clientsecret",
    "privatekey",
    "ip",
    "ipaddress",
];

/// Takes every secret out of a value, however deep, and says how many there were.
fn strip(value: &mut Value) -> u64 {
    match value {
        Value::Array(list) => list.iter_mut().map(strip).sum(),
        Value::Object(fields) => strip_fields(fields),
        _ => 0,
    }
}

/// The same for the fields of one record.
pub(crate) fn strip_fields(fields: &mut Fields) -> u64 {
    let before = fields.len();
    // An empty field held nothing that could be missed.
    let empty = fields.iter().filter(|(name, value)| is_secret(name) && value.is_null()).count();
    fields.retain(|name, _| !is_secret(name));
    let dropped = before - fields.len() - empty;
    dropped as u64 + fields.values_mut().map(strip).sum::<u64>()
}

fn is_secret(name: &str) -> bool {
    let plain: String = name.chars().filter(|c| *c != '_' && *c != '-').collect();
    SECRETS.contains(&plain.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn secrets_go_however_deep_they_lie_and_the_rest_stays() {
        let mut value = json!({
            "webhook_url": "https://example.org/hook", "apiKey": null, "tag": "x",
            "config": [{"pushToken": "a", "note": "my token"}],
        });
        assert_eq!(strip(&mut value), 2);
        assert_eq!(value, json!({"tag": "x", "config": [{"note": "my token"}]}));
    }
}
