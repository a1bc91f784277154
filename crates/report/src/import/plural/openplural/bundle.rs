//! The two kinds of zip: Sheaf's, with one file at the root, and `PluralSpace`'s, with a folder a system.

use serde_json::Value;

use super::{read_file, text};
use crate::import::{
    ImportError, limits, notes,
    plural::{harvest::Harvest, json, value::Fields},
    text::decode,
    tree::Tree,
};

/// The file at the root of Sheaf's zip.
pub(crate) const ALONE: &str = "openplural.json";

/// Reads every file that a tree holds.
pub(super) fn read(tree: &mut Tree, harvest: &mut Harvest) -> Result<(), ImportError> {
    let mut files: Vec<usize> = (0..tree.files.len()).filter(|&at| is_file(tree, at)).collect();
    if tree.is_alone() {
        files = vec![0];
    }
    if files.is_empty() {
        return Err(ImportError::OtherFormat);
    }
    for number in files {
        let (value, twice) = json::read(&decode(&tree.read(number)?)?)?;
        harvest.say(&notes::FIELD_TWICE, "field", twice);
        let folder = tree.files[number].path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        read_file(value, &mut |asset| beside(tree, &folder, asset), harvest)?;
    }
    Ok(())
}

fn is_file(tree: &Tree, number: usize) -> bool {
    let path = &tree.files[number].path;
    path == ALONE || path.starts_with("systems/") && path.ends_with("/openplural.json")
}

/// Whether a manifest is that of `PluralSpace`'s zip.
pub(crate) fn is_manifest(bytes: &[u8]) -> bool {
    let json = decode(bytes).and_then(|text| limits::json(&text));
    json.is_ok_and(|json| json.get("format").and_then(Value::as_str) == Some("openplural"))
}

/// The bytes of the file that an asset points at inside the zip. A path that is not in the list leads nowhere.
fn beside(tree: &mut Tree, folder: &str, asset: &Fields) -> Option<Vec<u8>> {
    let sheaf = asset.get("extensions").and_then(|extensions| extensions.get("sheaf"));
    let path = sheaf.and_then(|sheaf| sheaf.get("bundle_path")).and_then(Value::as_str);
    let path = path.or_else(|| text(asset, "uri"))?;
    let in_folder = if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") };
    let number = tree.files.iter().position(|file| file.path == in_folder || file.path == path)?;
    tree.read(number).ok()
}
