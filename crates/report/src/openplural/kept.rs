//! What another program wrote beside a record, as it was kept when it came in.

use hearken_core::journal::SourceRef;
use serde_json::{Map, Value, json};

/// The fields of one record.
pub(super) type Fields = Map<String, Value>;

/// The name of the format in [`SourceRef::app`].
const OURS: &str = "openplural";

/// A record begins as what was kept of it, if it came from such a file; else empty. Beside it stand what we kept of it
/// for ourselves: the picture, and texts that had no room.
pub(super) fn begin(source: Option<&SourceRef>) -> (Fields, Option<Value>) {
    let Some(source) = source.filter(|source| source.app == OURS) else { return (Fields::new(), None) };
    let mut fields = extension(source, OURS);
    let asset = fields.remove("asset");
    fields.remove("others");
    (fields, asset)
}

/// The id under which a record goes out: the one it came in with, else its own.
pub(super) fn id_of(source: Option<&SourceRef>, own: &str) -> String {
    let theirs = source.filter(|source| source.app == OURS).and_then(|source| source.id.split_once('/'));
    theirs.map_or_else(|| own.to_owned(), |(_, id)| id.to_owned())
}

/// Where a record came from before, added to what it says itself.
pub(super) fn add_source(fields: &mut Fields, source: Option<&SourceRef>, with_kept: bool) {
    let Some(source) = source.filter(|source| source.app != OURS) else { return };
    let Some((collection, id)) = source.id.split_once('/') else { return };
    let app = if source.app == "simplyplural" { "simply_plural" } else { &source.app };
    let refs = fields.entry("source_refs").or_insert_with(|| json!([]));
    if let Value::Array(refs) = refs {
        refs.push(json!({ "app": app, "collection": collection, "id": id }));
    }
    let kept = extension(source, &source.app);
    if with_kept && !kept.is_empty() {
        extend(fields, app, Value::Object(kept));
    }
}

/// Puts something beside the fields of the format, under the name of the program it belongs to.
pub(super) fn extend(fields: &mut Fields, name: &str, value: Value) {
    let extensions = fields.entry("extensions").or_insert_with(|| json!({}));
    if let Value::Object(extensions) = extensions {
        extensions.insert(name.to_owned(), value);
    }
}

fn extension(source: &SourceRef, app: &str) -> Fields {
    let kept = source.kept.as_deref().and_then(|kept| serde_json::from_str::<Value>(kept).ok());
    match kept.and_then(|mut kept| kept.get_mut("extensions")?.get_mut(app).map(Value::take)) {
        Some(Value::Object(fields)) => fields,
        _ => Fields::new(),
    }
}
