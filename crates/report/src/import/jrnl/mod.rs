//! jrnl: journals as plain text in all its shapes, its JSON export, its folders of days, and what it encrypted.

mod dates;
mod encrypted;
mod json;
mod plain;
mod tags;

use hearken_core::When;
use jiff::civil::Date;

use super::{
    Format, Import, ImportError, ImportOptions, Progress, Source as ReadFrom,
    gather::{FILE, Gather},
    notes, text,
    tree::{Tree, TreeFile},
};
use dates::Style;
pub(super) use json::is_export;
use plain::Source;

/// Reads a journal file, a JSON export, or a folder or zip of days.
pub(super) fn read(
    source: ReadFrom,
    options: &ImportOptions,
    progress: Progress,
) -> Result<Import, ImportError> {
    let mut tree = Tree::open(source, |_| false)?;
    refuse_classic(&tree)?;
    if tree.is_alone() {
        progress(0, 1);
        let bytes = tree.read(0)?;
        let import = read_bytes(bytes, tree.files[0].when(&options.assumed_zone), options)?;
        progress(1, 1);
        return Ok(import);
    }
    read_folder(&mut tree, options, progress)
}

/// Reads the bytes of one journal file or export, sealed or not.
fn read_bytes(bytes: Vec<u8>, modified: When, options: &ImportOptions) -> Result<Import, ImportError> {
    let text = encrypted::open(bytes, options)?;
    match read_json(&text, options) {
        Some(import) => import,
        None => read_text(&text, modified, options),
    }
}

/// Reads a journal of plain text; `modified` dates text that has no date of its own.
pub(crate) fn read_text(text: &str, modified: When, options: &ImportOptions) -> Result<Import, ImportError> {
    let mut gather = Gather::new(Format::Jrnl);
    plain::read(&Source { text, style: None, modified, file: "" }, options, &mut gather)?;
    Ok(gather.finish())
}

/// Reads a JSON export; `None` if the text is none.
pub(crate) fn read_json(text: &str, options: &ImportOptions) -> Option<Result<Import, ImportError>> {
    let mut gather = Gather::new(Format::Jrnl);
    let read = json::read(text, options, &mut gather)?;
    Some(read.map(|()| gather.finish()))
}

fn read_folder(tree: &mut Tree, options: &ImportOptions, progress: Progress) -> Result<Import, ImportError> {
    let mut gather = Gather::new(Format::Jrnl);
    let days: Vec<Option<Date>> = tree.files.iter().map(|file| day_of_path(&file.path)).collect();
    let total = days.len() as u64;
    if days.iter().all(Option::is_none) {
        return Err(ImportError::OtherFormat);
    }
    for (number, day) in days.iter().enumerate() {
        progress(number as u64, total);
        let Some(day) = *day else { continue };
        let path = tree.files[number].path.clone();
        let Ok(text) = text::decode(&tree.read(number)?) else {
            gather.fail(&notes::NOT_TEXT, FILE, &path);
            continue;
        };
        let modified = When { zone_assumed: true, ..super::time::day(day, &options.assumed_zone) };
        let source = Source { text: &text, style: Some(Style::OfDay(day)), modified, file: &path };
        plain::read(&source, options, &mut gather)?;
    }
    progress(total, total);
    let others = days.iter().filter(|day| day.is_none()).count() as u64;
    let report = gather.report();
    if others > 0 {
        report.count(FILE).skipped += others;
    }
    report.say(&notes::NOT_OF_THE_JOURNAL, FILE, None, others);
    report.say(&notes::LINK_NOT_FOLLOWED, FILE, None, tree.links);
    Ok(gather.finish())
}

/// The day that a path such as `2026/01/05.txt` gives, whatever folders are above it.
pub(super) fn day_of_path(path: &str) -> Option<Date> {
    let mut steps = path.strip_suffix(".txt")?.rsplit('/');
    let (day, month, year) = (steps.next()?, steps.next()?, steps.next()?);
    if (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// The journals of Day One's first version, which jrnl can also keep, are named and refused.
fn refuse_classic(tree: &Tree) -> Result<(), ImportError> {
    if tree.files.iter().any(is_classic) { Err(CLASSIC) } else { Ok(()) }
}

/// How journals of Day One's first version are refused.
pub(super) const CLASSIC: ImportError = ImportError::NotReadYet("the first version of Day One");

/// Whether a file is an entry of Day One's first version.
pub(super) fn is_classic(file: &TreeFile) -> bool {
    file.ending() == "doentry"
}

/// Whether a text begins as a journal does: its first line that has words is dated.
pub(super) fn has_dated_lines(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty());
    Style::of(text).zip(first).is_some_and(|(style, first)| style.header(first).is_some())
}
