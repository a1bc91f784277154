//! What a file is, told by what is in it and never by its name.

use serde_json::Value;

use super::{
    Format, ImportError, SafeZip, Source, ZipLimits, dayone, fhir, jrnl,
    limits::{self, FILE_BYTES},
    plural::{openplural, pluralkit, simply_plural},
    text::decode,
    tree::Tree,
};

/// Tells the format of a file or folder, or of a file's bytes.
///
/// # Errors
/// [`ImportError::TwoKinds`] when it could be two, [`ImportError::NotReadYet`] when it is known but not read,
/// [`ImportError::NotKnown`] when it is nothing known.
pub fn recognise<'a>(source: impl Into<Source<'a>>) -> Result<Format, ImportError> {
    let source = source.into();
    if source.is_dir() {
        return tree(&mut Tree::open(source, |_| false)?);
    }
    if source.begins_like_zip()? {
        return zip(source);
    }
    recognise_bytes(&source.bytes(FILE_BYTES)?)
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
    Err(ImportError::NotReadYet(if openplural::is_export(json) {
        return Ok(Format::OpenPlural);
    } else if fhir::is_export(json) {
        return Ok(Format::Fhir);
    } else if first.get("resourceType").is_some() {
        "a health record (FHIR)"
    } else if has("tuppers") {
        "Tupperbox"
    } else if pluralkit::is_export(json) {
        return Ok(Format::PluralKit);
    } else if simply_plural::is_export(json) {
        return Ok(Format::SimplyPlural);
    } else if dayone::is_export(json) {
        return Ok(Format::DayOne);
    } else if jrnl::is_export(json) {
        return Ok(Format::Jrnl);
    } else {
        return Err(ImportError::NotKnown);
    }))
}

fn zip(source: Source) -> Result<Format, ImportError> {
    let mut zip = SafeZip::open(source.open()?, &ZipLimits::OURS)?;
    let place = |name: &str| zip.members.iter().position(|member| member.path == name);
    if place(crate::archive::NOTEBOOK).is_some() {
        return Ok(Format::Hearken);
    }
    if place(openplural::ALONE).is_some() {
        return Ok(Format::OpenPlural);
    }
    if let Some(manifest) = place("manifest.json")
        && openplural::is_manifest(&zip.read(manifest, FILE_BYTES)?)
    {
        return Ok(Format::OpenPlural);
    }
    tree(&mut Tree::open(source, |_| false)?)
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
