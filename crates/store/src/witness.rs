//! The witness: the newest head this machine has seen, in a small file apart from the database.
//!
//! When somebody puts yesterday's database back, or cuts its end off, the witness remembers that there was more. It
//! is not synced: losing it in a power cut only makes it older, and an older witness accuses nobody.

use std::{
    fs::{self, OpenOptions},
    io::Write,
    path::{Path, PathBuf},
};

use hearken_core::VaultId;
use hearken_seal::{Digest, Link};
use hearken_vault::{Head, StoreError};

use crate::sqlite::io_error;

/// `seq` (8 bytes, big endian), link (32), and the beginning of the digest of both (8).
const BYTES: usize = 48;

fn path(folder: &Path, vault: VaultId) -> PathBuf {
    folder.join(format!("seen-{vault}"))
}

/// The head that was seen; `None` when there is no note or it is not whole.
pub(crate) fn read(folder: &Path, vault: VaultId) -> Option<Head> {
    let note: [u8; BYTES] = fs::read(path(folder, vault)).ok()?.try_into().ok()?;
    let (said, digest) = note.split_at(40);
    if Digest::of(said).0[..8] != *digest {
        return None;
    }
    let seq = u64::from_be_bytes(said[..8].try_into().ok()?);
    Some(Head { seq, link: Link(said[8..].try_into().ok()?) })
}

/// Takes the note away: the vault is gone. A note that stays accuses nobody of a vault that is not there.
pub(crate) fn forget(folder: &Path, vault: VaultId) {
    if let Err(error) = fs::remove_file(path(folder, vault))
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!(%error, "what was noted of a closed notebook could not be taken away");
    }
}

/// Notes a head. All 48 bytes go in one write, so that they lie in one sector.
pub(crate) fn write(folder: &Path, vault: VaultId, head: Head) -> Result<(), StoreError> {
    let mut note = Vec::with_capacity(BYTES);
    note.extend(head.seq.to_be_bytes());
    note.extend(head.link.0);
    note.extend(&Digest::of(&note).0[..8]);
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let noted = options.open(path(folder, vault)).and_then(|mut file| {
        file.write_all(&note)?;
        // Whatever a damaged note had behind its 48 bytes.
        file.set_len(BYTES as u64)
    });
    noted.map_err(io_error)
}

/// Whether any notebook was ever seen in this folder.
pub(crate) fn has_seen_any(folder: &Path) -> Result<bool, StoreError> {
    Ok(!notes(folder)?.is_empty())
}

/// Forgets what was seen: a backup was put back on purpose.
pub(crate) fn forget_all(folder: &Path) -> Result<(), StoreError> {
    notes(folder)?.into_iter().try_for_each(|note| fs::remove_file(note).map_err(io_error))
}

fn notes(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let files: Vec<_> = fs::read_dir(folder).and_then(Iterator::collect).map_err(io_error)?;
    let is_note = |file: &fs::DirEntry| file.file_name().to_string_lossy().starts_with("seen-");
    Ok(files.into_iter().filter(is_note).map(|file| file.path()).collect())
}
