//! Day One's JSON export: a zip or folder with one JSON file a journal, or that file alone.

mod entry;
mod media;
pub(crate) mod rich_text;
mod rich_text_style;

use serde_json::Value;

use super::{
    Format, Import, ImportError, ImportOptions, Progress, Source,
    gather::{FILE, Gather},
    limits::{self, DAY_ONE_ENTRIES},
    notes,
    text::decode,
    tree::{Tree, TreeFile},
};

/// One journal of an export.
struct Journal {
    name: String,
    entries: Vec<Value>,
}

/// Reads an export.
pub(super) fn read(
    source: Source,
    options: &ImportOptions,
    progress: Progress,
) -> Result<Import, ImportError> {
    let mut tree = Tree::open(source, |_| false)?;
    if tree.files.iter().any(super::jrnl::is_classic) {
        return Err(super::jrnl::CLASSIC);
    }
    let mut gather = Gather::new(Format::DayOne);
    let journals = journals(&mut tree, &mut gather)?;
    if journals.is_empty() {
        return Err(ImportError::OtherFormat);
    }
    read_journals(&journals, options, &mut gather, progress)?;
    Ok(gather.finish())
}

/// Reads the JSON of one journal.
pub(crate) fn read_json(text: &str, options: &ImportOptions) -> Result<Import, ImportError> {
    let journal = journal("Journal", limits::json(text)?).ok_or(ImportError::OtherFormat)?;
    let mut gather = Gather::new(Format::DayOne);
    read_journals(&[journal], options, &mut gather, &mut |_, _| {})?;
    Ok(gather.finish())
}

/// Whether a JSON value is a journal of Day One.
pub(super) fn is_export(json: &Value) -> bool {
    json.get("metadata").is_some_and(Value::is_object) && json.get("entries").is_some_and(Value::is_array)
}

/// Whether a file may hold a journal: JSON at the top of the export.
pub(super) fn may_be_journal(file: &TreeFile) -> bool {
    !file.path.contains('/') && file.ending() == "json"
}

fn journals(tree: &mut Tree, gather: &mut Gather) -> Result<Vec<Journal>, ImportError> {
    let alone = tree.is_alone();
    let mut journals = Vec::new();
    for number in 0..tree.files.len() {
        if !alone && !may_be_journal(&tree.files[number]) {
            continue;
        }
        let (name, path) = (tree.files[number].name().to_owned(), tree.files[number].path.clone());
        let name = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        let read = tree.read(number).and_then(|bytes| decode(&bytes)).and_then(|text| limits::json(&text));
        match read {
            Ok(json) => journals.extend(journal(name, json)),
            // One journal that cannot be read does not keep the others out; a file alone is refused as it is.
            Err(error) if alone => return Err(error),
            Err(_) => gather.fail(&notes::NOT_READABLE, FILE, &path),
        }
    }
    Ok(journals)
}

fn journal(name: &str, mut json: Value) -> Option<Journal> {
    if !is_export(&json) {
        return None;
    }
    let entries = std::mem::take(json.get_mut("entries")?.as_array_mut()?);
    Some(Journal { name: name.to_owned(), entries })
}

fn read_journals(
    journals: &[Journal],
    options: &ImportOptions,
    gather: &mut Gather,
    progress: Progress,
) -> Result<(), ImportError> {
    if journals.iter().any(|journal| journal.entries.len() > DAY_ONE_ENTRIES) {
        return Err(ImportError::TooLarge);
    }
    let total = journals.iter().map(|journal| journal.entries.len() as u64).sum();
    let mut done = 0;
    for journal in journals {
        // With one journal its name says nothing; with several it tells them apart, so it becomes a tag.
        let tag = (journals.len() > 1).then_some(journal.name.as_str());
        for (number, json) in journal.entries.iter().enumerate() {
            entry::read(json, &format!("entry {}", number + 1), tag, options, gather);
            done += 1;
            progress(done, total);
        }
    }
    Ok(())
}
