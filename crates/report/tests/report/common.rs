//! What every test of an importer needs: options, ids, files to read, and a notebook to bring them into.

use std::{
    fs,
    io::{Cursor, Write},
    path::{Path, PathBuf},
};

use hearken_core::{Notebook, RecordId, Revision, Timestamp, journal::JournalEntry, notebook::Prepared};
use hearken_report::import::{self, Format, FoundKind, Import, ImportError, ImportOptions, Plan};
use jiff::tz::TimeZone;
use zip::{ZipWriter, write::SimpleFileOptions};

/// A person in Berlin who has said nothing else.
pub(crate) fn options() -> ImportOptions<'static> {
    ImportOptions::new(berlin())
}

pub(crate) fn berlin() -> TimeZone {
    TimeZone::get("Europe/Berlin").expect("in the bundled database")
}

/// A folder that is gone when the test ends.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder for the test"))
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn put(&self, path: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("inside the folder")).expect("a folder");
        fs::write(&path, bytes).expect("a file");
        path
    }

    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self::new();
        for (path, text) in files {
            folder.put(path, text);
        }
        folder
    }
}

pub(crate) fn zip_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        zip.start_file(*path, SimpleFileOptions::default()).expect("a file in the zip");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("a zip").into_inner()
}

pub(crate) fn read(path: &Path, format: Format) -> Result<Import, ImportError> {
    import::read(path, format, &options(), &mut |_, _| {})
}

/// Reads one file with these bytes.
pub(crate) fn read_bytes(
    bytes: impl AsRef<[u8]>,
    format: Format,
    options: &ImportOptions,
) -> Result<Import, ImportError> {
    let folder = Folder::new();
    import::read(&folder.put("file", bytes), format, options, &mut |_, _| {})
}

pub(crate) fn entries(import: &Import) -> Vec<&JournalEntry> {
    let entry = |found: &FoundKind| matches!(found, FoundKind::Entry(_));
    assert!(import.found.iter().all(|found| entry(&found.what)), "only entries come from other programs");
    let what = import.found.iter().map(|found| &found.what);
    what.filter_map(|what| if let FoundKind::Entry(entry) = what { Some(&**entry) } else { None }).collect()
}

/// Plans an import with ids that are never given twice, whatever is in the notebook.
pub(crate) fn plan(import: Import, notebook: &Notebook) -> Plan {
    let mut next = notebook.records().count() as u64;
    import::plan(import, notebook, &mut || {
        next += 1;
        let mut random = [7; 10];
        random[2..].copy_from_slice(&next.to_be_bytes());
        RecordId::from_parts(Timestamp::from_millis(1_790_000_000_000), random)
    })
}

/// Writes a plan into the notebook as a vault would.
pub(crate) fn carry_out(plan: Plan, notebook: &mut Notebook) {
    for new in plan.revisions {
        let rev = notebook.current(new.record).map_or(1, |revision| revision.rev + 1);
        let saved = Timestamp::from_millis(1_790_000_000_000);
        let revision =
            Revision { record: new.record, rev, base: new.base, settles: new.settles, saved, what: new.what };
        notebook.apply(Prepared::of(revision));
    }
    for revision in plan.saved {
        let next = notebook.current(revision.record).map_or(1, |newest| newest.rev + 1);
        assert_eq!(revision.rev, next, "revisions are appended in order and without gaps");
        notebook.apply(Prepared::of(revision));
    }
}
