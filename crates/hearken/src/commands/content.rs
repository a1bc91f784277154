//! `hearken content`: for those who write and review what exercises and help pages say.

use std::{collections::BTreeSet, fs, path::Path};

use hearken_content::Fault;

use super::Outcome;
use crate::{
    cli::ContentAction,
    out::say,
    problem::{Problem, unreadable},
};

pub(crate) fn run(action: &ContentAction) -> Result<Outcome, Problem> {
    match action {
        ContentAction::Check { folder } => check(folder.as_deref()),
        ContentAction::List { kind, content } => list(kind.as_deref(), content.as_deref()),
    }
}

/// The content with the files of a folder on top.
struct Content {
    files: Vec<(String, String)>,
    /// A fault for each file that is no text.
    no_text: Vec<Fault>,
}

impl Content {
    fn with(folder: Option<&Path>) -> Result<Self, Problem> {
        let own = folder.map(read_all).transpose()?.unwrap_or_default();
        let (own, no_text) = hearken_content::texts(own);
        Ok(Self { files: hearken_content::with_own(&own), no_text })
    }
}

fn check(folder: Option<&Path>) -> Result<Outcome, Problem> {
    let Content { files, no_text: mut faults } = Content::with(folder)?;
    faults.extend(hearken_content::check(&files).err().unwrap_or_default());
    faults.iter().try_for_each(say)?;
    if faults.is_empty() {
        say("No fault was found.")?;
        return Ok(Outcome::Done);
    }
    Ok(Outcome::LookAtIt)
}

/// How many faults a folder of one's own has, on top of the built-in content.
pub(super) fn faults_of(folder: &Path) -> Result<usize, Problem> {
    let Content { files, no_text } = Content::with(Some(folder))?;
    Ok(no_text.len() + hearken_content::check(&files).err().unwrap_or_default().len())
}

/// The safety rules stand in one file, which no folder of one's own replaces; each has an id of its own.
const RULES: &str = "rules";

/// Ids of one kind, or the kinds. An older version of a guide is the same guide, so each id stands once.
fn list(kind: Option<&str>, folder: Option<&Path>) -> Result<Outcome, Problem> {
    let Content { files, .. } = Content::with(folder)?;
    let kind_of = |path: &str| path.split_once('/').map(|(kind, _)| kind.to_owned());
    let folders = files.iter().filter_map(|(path, _)| kind_of(path));
    let kinds: BTreeSet<String> = folders.chain([RULES.to_owned()]).collect();
    let Some(kind) = kind else {
        kinds.iter().try_for_each(say)?;
        return Ok(Outcome::Done);
    };
    if !kinds.contains(kind) {
        return Err(Problem::new(
            format!("There is no kind of content called {kind}."),
            format!("These are there: {}.", kinds.into_iter().collect::<Vec<_>>().join(", ")),
        ));
    }
    if kind == RULES {
        hearken_content::library().safety.rules.rules.iter().try_for_each(|rule| say(&rule.id))?;
        return Ok(Outcome::Done);
    }
    let of_kind = files.iter().filter(|(path, _)| kind_of(path).as_deref() == Some(kind));
    let ids: BTreeSet<String> = of_kind.filter_map(|(path, _)| id_of(path)).collect();
    ids.iter().try_for_each(say)?;
    Ok(Outcome::Done)
}

/// The id of what stands in a file: its name, without the version of an older guide.
fn id_of(path: &str) -> Option<String> {
    let name = path.rsplit('/').next()?;
    let name = name.strip_suffix(".toml").or_else(|| name.strip_suffix(".json"))?;
    let old = |(_, version): &(&str, &str)| version.parse::<u32>().is_ok();
    Some(name.rsplit_once(".v").filter(old).map_or(name, |(id, _)| id).to_owned())
}

/// Every TOML and JSON file below a folder, by its path from there.
pub(super) fn read_all(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Problem> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for item in fs::read_dir(&next).map_err(unreadable("The folder"))? {
            let path = item.map_err(unreadable("The folder"))?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "toml" || ending == "json") {
                let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                let what = format!("The content file {name}");
                let bytes = fs::read(&path).map_err(unreadable(&what))?;
                files.push((name, bytes));
            }
        }
    }
    files.sort();
    Ok(files)
}
