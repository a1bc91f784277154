//! Where the notebook lives.

use std::{env, path::PathBuf};

use crate::{cli::Common, problem::Problem};

/// The folder of the notebook: the one that was named, or [`usual`].
pub(crate) fn of(common: &Common) -> Result<PathBuf, Problem> {
    let folder = common.data.clone().map_or_else(usual, Ok)?;
    if folder.exists() && !folder.is_dir() {
        return Err(Problem::new(
            "There is a file where the notebook's folder should be. It was left as it is.",
            "Name a folder with --data DIR.",
        ));
    }
    Ok(folder)
}

/// The folder when none is named on the command line: what `HEARKEN_DATA` says, or the system's place for such things.
pub(crate) fn usual() -> Result<PathBuf, Problem> {
    if let Some(folder) = env::var_os("HEARKEN_DATA").filter(|folder| !folder.is_empty()) {
        return Ok(folder.into());
    }
    let folders = directories::ProjectDirs::from("", "", "hearken");
    folders.map(|folders| folders.data_dir().to_owned()).ok_or_else(|| {
        Problem::new(
            "Your home folder could not be found.",
            "Name a folder for the notebook with --data DIR.",
        )
    })
}
