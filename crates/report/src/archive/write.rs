//! Writes the archive. The same notebook and the same `made` give the same bytes.

use std::io::{self, Seek, Write};

use hearken_core::{Notebook, RecordId, Revision, When};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use super::{
    FORMAT, NOTEBOOK, VERSION, convert, markdown,
    slug::Paths,
    v1::{File, Record},
};
use crate::import::{Progress, limits::FILE_BYTES};

/// How to read the archive without us.
const README: &str = include_str!("README.txt");

/// What went into an archive.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Written {
    /// Records, of every kind.
    pub records: u64,
    /// Revisions of them.
    pub revisions: u64,
}

/// Writes the whole notebook as one zip. `made` is written into it; progress counts records.
///
/// # Errors
/// When `out` cannot be written; what it holds then is no archive.
pub fn write(
    notebook: &Notebook,
    out: impl Write + Seek,
    made: &When,
    progress: Progress,
) -> io::Result<Written> {
    let records = in_order(notebook);
    let total = records.len() as u64;
    let mut zip = ZipWriter::new(out);
    put(&mut zip, "README.txt", README.as_bytes())?;
    put(&mut zip, NOTEBOOK, &complete(&records, made)?)?;
    let mut paths = Paths::default();
    for (done, history) in records.iter().enumerate() {
        progress(done as u64, total);
        let Some(newest) = history.last() else { continue };
        let beside = notebook.also_standing(newest.record);
        for revision in std::iter::once(newest).chain(beside) {
            if let Some((stem, text)) = markdown::twin(revision, notebook) {
                put(&mut zip, &paths.own(&stem), text.as_bytes())?;
            }
        }
    }
    zip.finish()?.flush()?;
    progress(total, total);
    Ok(Written { records: total, revisions: records.iter().map(|history| history.len() as u64).sum() })
}

/// Every record's history, in the order in which the records were first saved.
fn in_order(notebook: &Notebook) -> Vec<&[Revision]> {
    let mut ids: Vec<RecordId> = notebook.records().collect();
    ids.sort_by_key(|&id| (notebook.history(id).first().map(|revision| revision.saved), id));
    ids.into_iter().map(|id| notebook.history(id)).collect()
}

/// `notebook.json`.
fn complete(records: &[&[Revision]], made: &When) -> io::Result<Vec<u8>> {
    let record = |history: &&[Revision]| {
        let newest = history.last()?;
        let revisions = history.iter().map(convert::to_written).collect();
        Some(Record { id: newest.record.to_string(), revisions })
    };
    let file = File {
        format: FORMAT.to_owned(),
        version: VERSION,
        made: convert::when(made),
        records: records.iter().filter_map(record).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&file)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn put<W: Write + Seek>(zip: &mut ZipWriter<W>, path: &str, bytes: &[u8]) -> io::Result<()> {
    // A reader that guards itself against bombs refuses what is very large and packed very small.
    let large = bytes.len() as u64 > FILE_BYTES / 2;
    let method = if large { CompressionMethod::Stored } else { CompressionMethod::Deflated };
    let options = SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o600)
        .large_file(bytes.len() as u64 >= u64::from(u32::MAX));
    zip.start_file(path, options)?;
    zip.write_all(bytes)
}
