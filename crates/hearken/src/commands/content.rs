//! `hearken content`: for those who write and review what exercises and help pages say.

use std::{fs, path::Path};

use super::Outcome;
use crate::{
    cli::ContentAction,
    out::say,
    problem::{Problem, unreadable},
};

pub(crate) fn run(action: &ContentAction) -> Result<Outcome, Problem> {
    let ContentAction::Check { folder } = action;
    let faults = match folder {
        None => hearken_content::check(&built_in()).err(),
        Some(folder) => hearken_content::check(&read_all(folder)?).err(),
    };
    let faults = faults.unwrap_or_default();
    faults.iter().try_for_each(say)?;
    if faults.is_empty() {
        say("No fault was found.")?;
        return Ok(Outcome::Done);
    }
    Ok(Outcome::LookAtIt)
}

/// Every TOML file below a folder, by its path from there.
fn read_all(folder: &Path) -> Result<Vec<(String, String)>, Problem> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for item in fs::read_dir(&next).map_err(unreadable("The folder"))? {
            let path = item.map_err(unreadable("The folder"))?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "toml") {
                let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                let what = format!("The content file {name}");
                let text = fs::read_to_string(&path).map_err(unreadable(&what))?;
                files.push((name, text));
            }
        }
    }
    files.sort();
    Ok(files)
}

/// The content that is built into the program, as if it lay in a folder.
fn built_in() -> Vec<(String, String)> {
    hearken_content::embedded().map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}
