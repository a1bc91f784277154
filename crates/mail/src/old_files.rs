//! What earlier versions kept beside the notebook, a sealed file for each: taken into the store once, and then gone.

use std::{
    collections::HashMap,
    fs::{self, OpenOptions},
    io,
    path::{Path, PathBuf},
};

use hearken_core::{AccountId, Timestamp, VaultId};
use hearken_vault::port::MailNews;

use crate::{Mail, reminders::Reminders, waiting::Waiting};

const BEFORE: &str = "mail-";
const AFTER: &str = ".sealed";

/// Whose notebooks there are.
pub struct Owners {
    /// By their notebook.
    pub accounts: HashMap<VaultId, AccountId>,
    /// Whether there can be no others in that folder: what is there of anybody else is of an account that was closed.
    pub complete: bool,
}

/// The files of that folder, each with whose notebook it was for.
pub fn old_files(folder: &Path) -> io::Result<Vec<(VaultId, PathBuf)>> {
    let mut found = Vec::new();
    for file in fs::read_dir(folder)? {
        let path = file?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        let vault = name.and_then(|name| name.strip_prefix(BEFORE)?.strip_suffix(AFTER)?.parse().ok());
        found.extend(vault.map(|vault| (vault, path)));
    }
    Ok(found)
}

impl Mail {
    /// Takes these files into the store. One that another key sealed is left where it is.
    pub async fn take_in_files(
        &self,
        files: &[(VaultId, PathBuf)],
        owners: &Owners,
        now: Timestamp,
    ) -> io::Result<()> {
        for (vault, path) in files {
            let Some(account) = owners.accounts.get(vault) else {
                if owners.complete {
                    erase(path)?;
                }
                continue;
            };
            let opened = self.key.open(vault.bytes(), &fs::read(path)?).ok();
            let Some(reminders) = opened.and_then(|opened| Reminders::from_bytes(&opened)) else { continue };
            let waiting = Waiting::begin(&self.key, *account, reminders, MailNews::Off, now);
            // Where there is something already, it is newer.
            self.store.swap_mail(None, &waiting.row).await.map_err(io::Error::other)?;
            erase(path)?;
        }
        Ok(())
    }
}

/// Overwrites and deletes.
fn erase(path: &Path) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).open(path)?;
    let length = file.metadata()?.len();
    io::copy(&mut io::Read::take(io::repeat(0), length), &mut file)?;
    file.sync_all()?;
    fs::remove_file(path)
}
