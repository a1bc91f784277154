//! A zip of unknown origin, opened only after a look at its list of contents.

use std::{
    collections::HashSet,
    io::{Read, Seek, SeekFrom},
};

use jiff::civil;
use zip::{ZipArchive, read::ZipFileEntry};

use super::{
    ImportError,
    limits::{ARCHIVE_FILES, FILE_BYTES, TREE_BYTES, TREE_FILES, ZIP_RATIO},
};

/// How much a zip may hold.
pub(crate) struct ZipLimits {
    files: usize,
    bytes: u64,
}

impl ZipLimits {
    /// For zips of other programs.
    pub(crate) const FOREIGN: Self = Self { files: TREE_FILES, bytes: TREE_BYTES };
    /// For archives of our own, whose number of files grows with the journal.
    pub(crate) const OURS: Self = Self { files: ARCHIVE_FILES, bytes: TREE_BYTES };
}

/// A file in a zip.
pub(crate) struct ZipMember {
    /// Its path, with `/` between folders.
    pub(crate) path: String,
    /// What the clock showed when it was last changed, if the zip says so.
    pub(crate) modified: Option<civil::DateTime>,
    index: usize,
}

/// A zip whose names, links, number and sizes were checked.
pub(crate) struct SafeZip<R> {
    zip: ZipArchive<R>,
    /// Its files, in the zip's order, without folders.
    pub(crate) members: Vec<ZipMember>,
    left: u64,
}

impl<R: Read + Seek> SafeZip<R> {
    /// Opens a zip. Nothing is unpacked yet.
    pub(crate) fn open(mut reader: R, limits: &ZipLimits) -> Result<Self, ImportError> {
        let packed = reader.seek(SeekFrom::End(0))?;
        reader.rewind()?;
        let mut zip = ZipArchive::new(reader)?;
        if zip.len() > limits.files {
            return Err(ImportError::TooLarge);
        }
        if zip.has_duplicate_names() || zip.has_overlapping_files()? {
            return Err(ImportError::Unsafe);
        }
        let (mut members, mut unpacked, mut names) = (Vec::new(), 0_u64, HashSet::new());
        for index in 0..zip.len() {
            let entry = zip.by_index_data(index)?;
            unpacked = unpacked.saturating_add(entry.size());
            if let Some(member) = member(&entry, index)? {
                if !names.insert(member.path.clone()) {
                    return Err(ImportError::Unsafe);
                }
                members.push(member);
            }
        }
        if unpacked > limits.bytes {
            return Err(ImportError::TooLarge);
        }
        // What fits into one file's limit does no harm however small it was packed; blank pages pack very small.
        if unpacked > FILE_BYTES && unpacked / ZIP_RATIO > packed {
            return Err(ImportError::Unsafe);
        }
        Ok(Self { zip, members, left: limits.bytes })
    }

    /// Unpacks one file of no more than `most` bytes, whatever the list of contents claims its size to be.
    pub(crate) fn read(&mut self, member: usize, most: u64) -> Result<Vec<u8>, ImportError> {
        let index = self.members.get(member).ok_or(ImportError::Damaged)?.index;
        let most = most.min(self.left);
        let mut bytes = Vec::new();
        let file = self.zip.by_index(index)?;
        file.take(most + 1).read_to_end(&mut bytes).map_err(|_| ImportError::Damaged)?;
        if bytes.len() as u64 > most {
            return Err(ImportError::TooLarge);
        }
        self.left -= bytes.len() as u64;
        Ok(bytes)
    }
}

/// The member at `index`; `None` for a folder.
fn member(entry: &ZipFileEntry, index: usize) -> Result<Option<ZipMember>, ImportError> {
    let path = entry.name()?.into_owned();
    if entry.is_symlink() || !is_safe(&path) {
        return Err(ImportError::Unsafe);
    }
    if entry.is_dir() {
        return Ok(None);
    }
    let modified = entry.last_modified().and_then(|at| {
        let small = |number: u8| i8::try_from(number).ok();
        let date =
            civil::Date::new(i16::try_from(at.year()).ok()?, small(at.month())?, small(at.day())?).ok()?;
        Some(date.to_datetime(
            civil::Time::new(small(at.hour())?, small(at.minute())?, small(at.second())?, 0).ok()?,
        ))
    });
    Ok(Some(ZipMember { path, modified, index }))
}

/// Whether a path stays inside the folder it would be unpacked into, on every system.
fn is_safe(path: &str) -> bool {
    let absolute = path.starts_with(['/', '\\']) || path.as_bytes().get(1) == Some(&b':');
    let steps_out = path.split(['/', '\\']).any(|step| step == "..");
    !path.is_empty() && !absolute && !steps_out && !path.contains('\0')
}

#[cfg(test)]
mod tests {
    use super::is_safe;

    #[test]
    fn paths_that_lead_outside_are_not_safe() {
        for path in ["/etc/passwd", "a/../../b", "..", "a\\..\\b", "C:\\x", "\\\\host\\x", "a\0b", ""] {
            assert!(!is_safe(path), "{path:?}");
        }
        for path in ["a/b.md", "..hidden/a..b", "2026/01/05.txt"] {
            assert!(is_safe(path), "{path:?}");
        }
    }
}
