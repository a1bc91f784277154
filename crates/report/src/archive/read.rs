//! Reads the archive back: all of it or nothing.

use std::{
    collections::HashSet,
    io::{Read, Seek},
};

use hearken_core::{Record, RecordId, Revision, When};

use super::{FORMAT, NOTEBOOK, VERSION, convert, v1};
use crate::import::{
    Found, FoundKind, Import, ImportError, ImportReport, Progress, SafeZip, Source, ZipLimits, is_shallow,
};

/// An archive that was read whole.
#[derive(Clone, PartialEq, Debug)]
pub struct Archive {
    /// When it was made.
    pub made: When,
    /// Every revision of every record, each record's in their order.
    pub revisions: Vec<Revision>,
}

/// What is read of any version before its shape is trusted.
#[derive(serde::Deserialize)]
struct Head {
    format: String,
    version: u64,
}

/// Reads an archive.
///
/// # Errors
/// [`ImportError::Newer`] for a version that is not known; [`ImportError::Damaged`] or another for everything that
/// is not a whole archive. There is no half-read archive.
pub fn read(archive: impl Read + Seek) -> Result<Archive, ImportError> {
    let mut zip = SafeZip::open(archive, &ZipLimits::OURS)?;
    let notebook =
        zip.members.iter().position(|member| member.path == NOTEBOOK).ok_or(ImportError::OtherFormat)?;
    // Every file is unpacked and so compared with its checksum: an archive with one damaged twin is damaged.
    let mut json = Vec::new();
    for member in 0..zip.members.len() {
        let bytes = zip.read(member, u64::MAX - 1)?;
        if member == notebook {
            json = bytes;
        }
    }
    read_json(&json)
}

/// Reads the bytes of `notebook.json`.
///
/// # Errors
/// As [`read()`].
pub fn read_json(json: &[u8]) -> Result<Archive, ImportError> {
    let text = std::str::from_utf8(json).map_err(|_| ImportError::Damaged)?;
    if !is_shallow(text) {
        return Err(ImportError::TooLarge);
    }
    let head: Head = serde_json::from_str(text).map_err(|_| ImportError::Damaged)?;
    if head.format != FORMAT {
        return Err(ImportError::OtherFormat);
    }
    if head.version > VERSION {
        return Err(ImportError::Newer { version: head.version });
    }
    let file: v1::File = serde_json::from_str(text).map_err(|_| ImportError::Damaged)?;
    from_file(file).ok_or(ImportError::Damaged)
}

fn from_file(file: v1::File) -> Option<Archive> {
    if file.version != VERSION {
        return None;
    }
    let made = convert::read_when(file.made)?;
    let (mut revisions, mut ids) = (Vec::new(), HashSet::new());
    for record in file.records {
        let id: RecordId = record.id.parse().ok()?;
        // A record that is listed twice, or has no revision, was not written by us.
        if !ids.insert(id) || record.revisions.is_empty() {
            return None;
        }
        for (before, written) in (0_u32..).zip(record.revisions) {
            let follows = written.rev == before + 1 && written.base <= before;
            if !follows || written.settles.iter().any(|&settled| settled > before) {
                return None;
            }
            revisions.push(convert::from_written(id, written)?);
        }
    }
    let erased = revisions.iter().filter_map(|revision| match &revision.what {
        Record::Erasure(erasure) => Some(&erasure.records),
        _ => None,
    });
    let holds_erased = erased.flatten().any(|record| ids.contains(record));
    (!holds_erased).then_some(Archive { made, revisions })
}

/// Reads an archive as an import.
pub(crate) fn read_import(source: Source, progress: Progress) -> Result<Import, ImportError> {
    progress(0, 1);
    let archive = read(source.open()?)?;
    progress(1, 1);
    let found = |revision| Found { what: FoundKind::Saved(Box::new(revision)), degraded: false };
    Ok(Import { found: archive.revisions.into_iter().map(found).collect(), report: ImportReport::default() })
}
