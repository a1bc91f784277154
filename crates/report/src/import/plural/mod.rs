//! Inner systems that people kept in other programs: members become parts, and their groups, bonds and notes come with
//! them.
//!
//! Three formats hand what they read to one [`harvest::Harvest`]. Nothing here asks a server for a picture, and what
//! nobody said about privacy counts as private.

mod beside;
mod birthday;
mod draft;
mod drafts;
mod fronts;
mod harvest;
mod json;
pub(crate) mod openplural;
mod pictures;
pub(crate) mod pluralkit;
mod secrets;
pub(crate) mod simply_plural;
mod value;

use serde_json::Value;

use super::{
    Format, Import, ImportError, ImportOptions, Progress, Source, gather::MEDIA, notes, report::Note,
    text::decode, tree::Tree,
};
use harvest::Harvest;
use value::{Colour, Fields};

pub(crate) use birthday::{BIRTHDAY, month_and_day};

/// Reads a file of one of the three formats.
pub(super) fn read(
    source: Source,
    format: Format,
    options: &ImportOptions,
    progress: Progress,
) -> Result<Import, ImportError> {
    progress(0, 1);
    let mut tree = Tree::open(source, |_| false)?;
    let import = if format == Format::OpenPlural {
        openplural::read(&mut tree, options)?
    } else if tree.is_alone() {
        read_json(&decode(&tree.read(0)?)?, format, options)?
    } else {
        return Err(ImportError::OtherFormat);
    };
    progress(1, 1);
    Ok(import)
}

/// Reads the JSON of a file that is no zip.
pub(crate) fn read_json(text: &str, format: Format, options: &ImportOptions) -> Result<Import, ImportError> {
    let (value, twice) = json::read(text)?;
    let mut import = match format {
        Format::PluralKit => pluralkit::read(value, options)?,
        Format::SimplyPlural => simply_plural::read(value, options)?,
        Format::OpenPlural => openplural::read_value(value, options)?,
        _ => return Err(ImportError::OtherFormat),
    };
    import.report.say(&notes::FIELD_TWICE, "field", None, twice);
    Ok(import)
}

/// Fields that say nothing which could be missed.
const SAYS_NOTHING: [&str; 6] = ["id", "_id", "uuid", "uid", "privacy", "created"];

/// Counts what a record says that has no place here: pictures elsewhere, and everything else.
fn count_unplaced(fields: &Fields, harvest: &mut Harvest) {
    let says = |value: &Value| match value {
        Value::Null | Value::Bool(false) => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(list) => !list.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
        _ => true,
    };
    let (mut pictures, mut others) = (0, 0);
    for (name, value) in fields {
        let name = name.to_ascii_lowercase();
        if SAYS_NOTHING.contains(&name.as_str()) || name.ends_with("_privacy") || !says(value) {
            continue;
        }
        if ["avatar", "banner", "icon"].iter().any(|picture| name.contains(picture)) {
            pictures += 1
        } else {
            others += 1
        }
    }
    harvest.preserved(&notes::PICTURE_ELSEWHERE, MEDIA, pictures);
    harvest.preserved(&notes::KEPT_UNSEEN, "field", others);
}

/// Takes the colour out of a record, if it is one.
fn take_colour(fields: &mut Fields, name: &str, kind: &'static str, harvest: &mut Harvest) -> Option<String> {
    match value::colour(fields.get(name)) {
        Colour::None => {
            fields.remove(name);
            None
        }
        Colour::Is(colour) => {
            fields.remove(name);
            Some(colour)
        }
        Colour::NotOne => {
            harvest.say(&notes::NOT_A_COLOUR, kind, 1);
            None
        }
    }
}

/// The records of a collection, taken out of the file; what is no record is counted.
fn take_records(
    file: &mut Fields,
    name: &str,
    kind: &'static str,
    harvest: &mut Harvest,
) -> Vec<(Option<String>, Fields)> {
    let (records, others) = value::records(file.remove(name).unwrap_or_default());
    failed(&notes::NOT_A_RECORD, kind, others, harvest);
    records
}

/// Counts what could not be kept.
fn failed(note: &'static Note, kind: &'static str, count: u64, harvest: &mut Harvest) {
    if count > 0 {
        harvest.report().count(kind).failed += count;
        harvest.say(note, kind, count);
    }
}
