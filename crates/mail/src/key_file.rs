//! The server's own key, in a file that its owner alone can read.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::Path,
};

use hearken_seal::MailKey;
use zeroize::Zeroizing;

/// Reads the key, or makes it where there is none.
pub(crate) fn read_or_make(file: &Path) -> io::Result<MailKey> {
    match fs::read_to_string(file).map(Zeroizing::new) {
        Ok(text) => MailKey::from_text(text.trim_end())
            .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "no key of ours")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let key = MailKey::make();
            put_private(file, key.to_text().as_bytes())?;
            Ok(key)
        }
        Err(error) => Err(error),
    }
}

/// A file that its owner alone can read, whole or not there; on the disk under its name when this returns.
fn put_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let partial = path.with_extension("partial");
    // What a program that was killed left behind.
    match fs::remove_file(&partial) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => write_private(&partial, bytes)?,
    }
    fs::rename(&partial, path)?;
    // Before this the name may lead nowhere after a power cut.
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
