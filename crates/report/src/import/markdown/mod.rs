//! Folders of Markdown: Obsidian, Logseq, and any other; or one such file alone.

mod dates;
pub(crate) mod front_matter;
mod note;
mod settings;
mod yaml;

use std::{collections::HashMap, path::Path};

use hearken_core::When;

use super::{
    Format, Import, ImportError, ImportOptions, Progress, Source,
    gather::{FILE, Gather, JOURNAL, MEDIA},
    limits, notes,
    text::decode,
    tree::Tree,
};
use dates::DayNames;
use note::{File, ReadNote};

/// Endings of files that are read as notes.
const NOTES: [&str; 3] = ["md", "markdown", "txt"];

/// Reads every note of a folder or zip, or one note alone.
pub(super) fn read(
    source: Source,
    options: &ImportOptions,
    progress: Progress,
) -> Result<Import, ImportError> {
    let mut tree = Tree::open(source, is_passed_over)?;
    let mut gather = Gather::new(Format::Markdown);
    let day_names = match source {
        Source::Path(path) if path.is_dir() => day_names(path)?,
        _ => Vec::new(),
    };
    let total = tree.files.len() as u64;
    let mut read = Vec::new();
    for number in 0..tree.files.len() {
        progress(number as u64, total);
        let (path, ending) = (tree.files[number].path.clone(), tree.files[number].ending());
        if !tree.is_alone() && !NOTES.contains(&ending.as_str()) {
            not_a_note(&path, &ending, &mut gather);
            continue;
        }
        match tree.read(number).and_then(|bytes| decode(&bytes)) {
            Ok(text) => {
                let modified = tree.files[number].when(&options.assumed_zone);
                read.push(note::read(
                    &File { path: &path, text: &text, modified, day_names: &day_names },
                    options,
                ));
            }
            Err(ImportError::NotText) if !tree.is_alone() => gather.fail(&notes::NOT_TEXT, FILE, &path),
            Err(error) => return Err(error),
        }
    }
    progress(total, total);
    count_others(&tree, &mut gather);
    keep_all(read, options, &mut gather);
    Ok(gather.finish())
}

/// Reads the text of one note; `modified` dates it if nothing in it does.
pub(crate) fn read_note(path: &str, text: &str, modified: When, options: &ImportOptions) -> Import {
    let mut gather = Gather::new(Format::Markdown);
    let note = note::read(&File { path, text, modified, day_names: &[] }, options);
    keep_all(vec![note], options, &mut gather);
    gather.finish()
}

/// Hands the notes in. Their own id names a note only where no other note has the same.
fn keep_all(read: Vec<ReadNote>, options: &ImportOptions, gather: &mut Gather) {
    let mut times = HashMap::<String, u32>::new();
    for id in read.iter().filter_map(|note| note.own_id.clone()) {
        *times.entry(id).or_default() += 1;
    }
    for ReadNote { mut draft, own_id, said, places } in read {
        said.into_iter().for_each(|note| gather.report().say(note, JOURNAL, Some(&draft.place), 1));
        draft.id = own_id.filter(|id| times.get(id) == Some(&1)).unwrap_or(draft.id);
        gather.places(places, options);
        gather.keep(draft);
    }
}

fn not_a_note(path: &str, ending: &str, gather: &mut Gather) {
    match ending {
        "org" => gather.fail(&notes::ORG_NOT_READ, FILE, path),
        _ => gather.fail(&notes::MEDIA_NOT_KEPT, MEDIA, path),
    }
}

fn count_others(tree: &Tree, gather: &mut Gather) {
    let report = gather.report();
    if tree.passed_over + tree.links + tree.unnameable > 0 {
        report.count(FILE).skipped += tree.passed_over + tree.links;
        report.count(FILE).failed += tree.unnameable;
    }
    report.say(&notes::PASSED_OVER, FILE, None, tree.passed_over);
    report.say(&notes::LINK_NOT_FOLLOWED, FILE, None, tree.links);
    report.say(&notes::NOT_TEXT, FILE, None, tree.unnameable);
}

/// How the programs that kept this folder name the files of their days.
fn day_names(top: &Path) -> Result<Vec<DayNames>, ImportError> {
    let mut names = Vec::new();
    if top.join(".obsidian").is_dir() {
        names.push(DayNames::of_obsidian(settings_text(&top.join(".obsidian/daily-notes.json"))?.as_deref()));
    }
    let logseq = settings_text(&top.join("logseq/config.edn"))?;
    if logseq.is_some() {
        names.extend(DayNames::of_logseq(logseq.as_deref()));
    }
    Ok(names)
}

/// A file of settings, if it is there, is no link, and is text.
fn settings_text(path: &Path) -> Result<Option<String>, ImportError> {
    match path.symlink_metadata() {
        Ok(metadata) if metadata.is_file() => {
            Ok(decode(&super::tree::read_file(path, limits::FILE_BYTES)?).ok())
        }
        _ => Ok(None),
    }
}

/// Settings of programs, deleted notes, and copies that a sync program made of a conflict: never read silently.
fn is_passed_over(path: &str) -> bool {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let in_hidden = folders.split('/').any(|folder| folder.starts_with('.'));
    let below = |folder: &str| path.starts_with(folder) || path.contains(&format!("/{folder}"));
    let in_logseq =
        below("logseq/bak/") || below("logseq/.recycle/") || below("logseq/") && name.ends_with(".edn");
    let name = name.to_lowercase();
    let is_conflict =
        ["sync-conflict", "conflicted copy", "(conflict"].iter().any(|mark| name.contains(mark));
    in_hidden || in_logseq || is_conflict || name.starts_with('.')
}

#[cfg(test)]
mod tests {
    use super::is_passed_over;

    #[test]
    fn deleted_notes_settings_and_conflicts_are_passed_over() {
        for path in [
            ".obsidian/app.json",
            ".trash/old.md",
            "sub/.git/HEAD",
            "logseq/bak/journals/x.md",
            "logseq/.recycle/x.md",
            "logseq/config.edn",
            "a.sync-conflict-20260105-090000-ABC.md",
            "a (Anna's conflicted copy 2026-01-05).md",
            ".DS_Store",
        ] {
            assert!(is_passed_over(path), "{path}");
        }
        for path in ["a.md", "logseq notes/a.md", "conflicts at work.md", "journals/2026_01_05.md"] {
            assert!(!is_passed_over(path), "{path}");
        }
    }
}
