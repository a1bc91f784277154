//! What a file is, told by what is in it and never by its name.

use std::path::Path;

use serde_json::Value;

use super::{
    Format, ImportError, SafeZip, ZipLimits, dayone, jrnl,
    limits::{self, FILE_BYTES},
    text::decode,
    tree::{Tree, begins_like_zip, read_file},
};

/// Tells the format of a file or folder.
///
/// # Errors
/// [`ImportError::TwoKinds`] when it could be two, [`ImportError::NotReadYet`] when it is known but not read,
/// [`ImportError::NotKnown`] when it is nothing known.
pub fn recognise(path: &Path) -> Result<Format, ImportError> {
    if path.is_dir() {
        return tree(&mut Tree::open(path, |_| false)?);
    }
    if begins_like_zip(path)? {
        return zip(path);
    }
    recognise_bytes(&read_file(path, FILE_BYTES)?)
}

/// Tells the format of a file that is no zip.
pub(crate) fn recognise_bytes(bytes: &[u8]) -> Result<Format, ImportError> {
    if hearken_seal::looks_like_encrypted_jrnl(bytes) {
        return Ok(Format::Jrnl);
    }
    let text = decode(bytes)?;
    let start = text.trim_start();
    if start.starts_with(['{', '[']) {
        match limits::json(&text) {
            Ok(json) => return json_object(&json),
            Err(ImportError::TooLarge) => return Err(ImportError::TooLarge),
            // A note may begin with a bracket, and a journal does.
            Err(_) => {}
        }
    }
    if start.starts_with("BEGIN:VCALENDAR") {
        return Err(ImportError::NotReadYet("a calendar"));
    }
    Ok(if jrnl::has_dated_lines(&text) { Format::Jrnl } else { Format::Markdown })
}

fn json_object(json: &Value) -> Result<Format, ImportError> {
    let has = |key: &str| json.get(key).is_some();
    let first = json.as_array().and_then(|array| array.first()).unwrap_or(json);
    Err(ImportError::NotReadYet(if has("pluralport_version") || has("openplural_version") {
        "OpenPlural"
    } else if first.get("resourceType").is_some() {
        "a health record (FHIR)"
    } else if has("tuppers") {
        "Tupperbox"
    } else if has("switches") && has("members") {
        "PluralKit"
    } else if has("members") || has("frontHistory") || has("users") {
        "Simply Plural"
    } else if dayone::is_export(json) {
        return Ok(Format::DayOne);
    } else if jrnl::is_export(json) {
        return Ok(Format::Jrnl);
    } else {
        return Err(ImportError::NotKnown);
    }))
}

fn zip(path: &Path) -> Result<Format, ImportError> {
    let zip = SafeZip::open(std::fs::File::open(path)?, &ZipLimits::OURS)?;
    let has = |name: &str| zip.members.iter().any(|member| member.path == name);
    if has(crate::archive::NOTEBOOK) {
        return Ok(Format::Hearken);
    }
    if has("openplural.json") {
        return Err(ImportError::NotReadYet("OpenPlural"));
    }
    tree(&mut Tree::open(path, |_| false)?)
}

/// Tells what a folder or zip holds by everything in it.
fn tree(tree: &mut Tree) -> Result<Format, ImportError> {
    if tree.files.iter().any(jrnl::is_classic) {
        return Err(jrnl::CLASSIC);
    }
    let has_journal = (0..tree.files.len()).any(|number| is_day_one(tree, number));
    let days = tree.files.iter().filter(|file| jrnl::day_of_path(&file.path).is_some()).count();
    let notes = tree.files.iter().filter(|file| file.ending() == "md").count();
    let is_vault =
        tree.files.iter().any(|file| file.path.starts_with(".obsidian/") || file.path == "logseq/config.edn");
    let kinds =
        [(Format::DayOne, has_journal), (Format::Jrnl, days > 0), (Format::Markdown, is_vault || notes > 0)];
    let mut met = kinds.into_iter().filter(|(_, met)| *met).map(|(format, _)| format);
    match (met.next(), met.next()) {
        (Some(format), None) => Ok(format),
        (Some(_), Some(_)) => Err(ImportError::TwoKinds),
        (None, _) => Err(ImportError::NotKnown),
    }
}

fn is_day_one(tree: &mut Tree, number: usize) -> bool {
    if !dayone::may_be_journal(&tree.files[number]) {
        return false;
    }
    let json = tree.read(number).and_then(|bytes| decode(&bytes)).and_then(|text| limits::json(&text));
    json.is_ok_and(|json| dayone::is_export(&json))
}
