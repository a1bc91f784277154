//! Where reminders lie: a sealed file for each notebook, beside it, and the key in a file of its own.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use hearken_core::VaultId;
use hearken_seal::MailKey;
use zeroize::Zeroizing;

use crate::reminders::Reminders;

const BEFORE: &str = "mail-";
const AFTER: &str = ".sealed";

/// The folder and the key.
pub(crate) struct Kept {
    folder: PathBuf,
    key: MailKey,
}

impl Kept {
    /// Reads the key, or makes it where there is none.
    pub(crate) fn open(folder: &Path, key_file: &Path) -> io::Result<Self> {
        let key = match fs::read_to_string(key_file).map(Zeroizing::new) {
            Ok(text) => MailKey::from_text(text.trim_end())
                .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "no key of ours"))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let key = MailKey::make();
                put_private(key_file, key.to_text().as_bytes())?;
                key
            }
            Err(error) => return Err(error),
        };
        Ok(Self { folder: folder.to_owned(), key })
    }

    /// The reminders of a notebook. A file that this key does not open is as good as none.
    pub(crate) fn read(&self, vault: VaultId) -> io::Result<Option<Reminders>> {
        match fs::read(self.path(vault)) {
            Ok(sealed) => {
                let opened = self.key.open(vault.bytes(), &sealed).ok();
                Ok(opened.and_then(|opened| Reminders::from_bytes(&opened)))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub(crate) fn write(&self, vault: VaultId, reminders: &Reminders) -> io::Result<()> {
        let path = self.path(vault);
        let before = to_overwrite(&path)?;
        put_private(&path, &self.key.seal(vault.bytes(), &reminders.to_bytes()))?;
        before.map_or(Ok(()), overwrite)
    }

    /// Overwrites and deletes.
    pub(crate) fn erase(&self, vault: VaultId) -> io::Result<()> {
        to_overwrite(&self.path(vault))?.map_or(Ok(()), overwrite)?;
        remove(&self.path(vault))
    }

    /// Every notebook that has reminders.
    pub(crate) fn all(&self) -> io::Result<Vec<VaultId>> {
        let names = fs::read_dir(&self.folder)?.map(|file| Ok(file?.file_name()));
        let names: Vec<_> = names.collect::<io::Result<_>>()?;
        let id = |name: &std::ffi::OsString| {
            name.to_str()?.strip_prefix(BEFORE)?.strip_suffix(AFTER)?.parse().ok()
        };
        Ok(names.iter().filter_map(id).collect())
    }

    fn path(&self, vault: VaultId) -> PathBuf {
        self.folder.join(format!("{BEFORE}{vault}{AFTER}"))
    }
}

/// A file that its owner alone can read, whole or as it was before; on the disk under its name when this returns.
fn put_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let partial = path.with_extension("partial");
    // What a program that was killed left behind.
    remove(&partial)?;
    write_private(&partial, bytes)?;
    fs::rename(&partial, path)?;
    // Before this the name may lead to the old file after a power cut.
    match path.parent() {
        Some(folder) if cfg!(unix) => File::open(folder)?.sync_all(),
        _ => Ok(()),
    }
}

/// A new file that its owner alone can read, its bytes on the disk when this returns.
fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.create_new(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file: File = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn to_overwrite(path: &Path) -> io::Result<Option<File>> {
    match OpenOptions::new().write(true).open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        file => file.map(Some),
    }
}

/// Writes nothing over what a file held, so that it does not lie about once the file is gone.
fn overwrite(mut file: File) -> io::Result<()> {
    let length = file.metadata()?.len();
    io::copy(&mut io::Read::take(io::repeat(0), length), &mut file)?;
    file.sync_all()
}
