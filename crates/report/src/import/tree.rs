//! The files to read, whether they lie in a folder, in a zip, or are one file alone.

use std::{
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
    time::SystemTime,
};

use hearken_core::When;
use jiff::{civil, tz::TimeZone};

use super::{
    ImportError, SafeZip, Source, ZipLimits,
    limits::{FILE_BYTES, NESTING, TREE_BYTES, TREE_FILES},
    source::Seekable,
    time,
};

/// One file, with its path from the top, `/` between folders.
pub(crate) struct TreeFile {
    /// The path; for a file alone, its name.
    pub(crate) path: String,
    modified: Modified,
    /// Its place in the zip, if it is in one.
    member: usize,
}

#[derive(Clone, Copy)]
enum Modified {
    At(SystemTime),
    Wall(civil::DateTime),
    Unknown,
}

impl TreeFile {
    /// The file's own time, which copying may have changed.
    pub(crate) fn when(&self, zone: &TimeZone) -> When {
        match self.modified {
            Modified::At(at) => time::of_file(at, zone),
            Modified::Wall(local) => When { zone_assumed: true, ..time::wall(local, zone) },
            Modified::Unknown => time::of_file(SystemTime::UNIX_EPOCH, zone),
        }
    }

    /// The name without its folders.
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The ending in lower case, without its dot; empty if there is none.
    pub(crate) fn ending(&self) -> String {
        self.name().rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase())
    }
}

enum Origin<'a> {
    Folder(PathBuf),
    Zip(Box<SafeZip<Box<dyn Seekable + 'a>>>),
    Alone(Source<'a>),
}

/// The files to read, sorted by path.
pub(crate) struct Tree<'a> {
    /// The files.
    pub(crate) files: Vec<TreeFile>,
    /// How many were passed over because the caller said so.
    pub(crate) passed_over: u64,
    /// How many links were met and not followed.
    pub(crate) links: u64,
    /// How many names are no text.
    pub(crate) unnameable: u64,
    origin: Origin<'a>,
    left: u64,
}

impl<'a> Tree<'a> {
    /// Lists what is there; `pass_over` says which paths are only counted.
    pub(crate) fn open(
        source: impl Into<Source<'a>>,
        pass_over: fn(&str) -> bool,
    ) -> Result<Self, ImportError> {
        let origin = match source.into() {
            Source::Path(path) if fs::metadata(path)?.is_dir() => Origin::Folder(path.to_owned()),
            source if source.begins_like_zip()? => {
                Origin::Zip(Box::new(SafeZip::open(source.open()?, &ZipLimits::FOREIGN)?))
            }
            source => Origin::Alone(source),
        };
        let mut tree =
            Self { files: Vec::new(), passed_over: 0, links: 0, unnameable: 0, origin, left: TREE_BYTES };
        tree.list(pass_over)?;
        tree.files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(tree)
    }

    /// Whether it is one file and neither folder nor zip.
    pub(crate) fn is_alone(&self) -> bool {
        matches!(self.origin, Origin::Alone(_))
    }

    /// The bytes of the file with that number in [`Self::files`].
    pub(crate) fn read(&mut self, file: usize) -> Result<Vec<u8>, ImportError> {
        let TreeFile { path, member, .. } = &self.files[file];
        let most = FILE_BYTES.min(self.left);
        let bytes = match &mut self.origin {
            Origin::Folder(top) => read_file(&top.join(path), most)?,
            Origin::Alone(alone) => alone.bytes(most)?,
            Origin::Zip(zip) => zip.read(*member, most)?,
        };
        self.left -= bytes.len() as u64;
        Ok(bytes)
    }

    fn list(&mut self, pass_over: fn(&str) -> bool) -> Result<(), ImportError> {
        match &self.origin {
            Origin::Folder(top) => self.walk(&top.clone(), "", 0, pass_over),
            Origin::Alone(Source::Bytes(_)) => {
                self.files.push(TreeFile { path: "file".to_owned(), modified: Modified::Unknown, member: 0 });
                Ok(())
            }
            Origin::Alone(Source::Path(path)) => {
                let name =
                    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
                let modified = fs::metadata(path)?.modified().map_or(Modified::Unknown, Modified::At);
                self.files.push(TreeFile { path: name, modified, member: 0 });
                Ok(())
            }
            Origin::Zip(zip) => {
                for (place, member) in zip.members.iter().enumerate() {
                    if pass_over(&member.path) {
                        self.passed_over += 1;
                        continue;
                    }
                    let modified = member.modified.map_or(Modified::Unknown, Modified::Wall);
                    self.files.push(TreeFile { path: member.path.clone(), modified, member: place });
                }
                Ok(())
            }
        }
    }

    fn walk(
        &mut self,
        folder: &Path,
        above: &str,
        depth: usize,
        pass_over: fn(&str) -> bool,
    ) -> Result<(), ImportError> {
        if depth > NESTING {
            return Err(ImportError::TooLarge);
        }
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let Ok(name) = entry.file_name().into_string() else {
                self.unnameable += 1;
                continue;
            };
            let path = format!("{above}{name}");
            // The kind of the entry itself: a link is seen as a link and not as what it leads to.
            let kind = entry.file_type()?;
            if kind.is_symlink() {
                self.links += 1;
            } else if kind.is_dir() {
                self.walk(&entry.path(), &format!("{path}/"), depth + 1, pass_over)?;
            } else if pass_over(&path) {
                self.passed_over += 1;
            } else if kind.is_file() {
                let modified = entry.metadata()?.modified().map_or(Modified::Unknown, Modified::At);
                self.files.push(TreeFile { path, modified, member: 0 });
            }
            if self.files.len() > TREE_FILES {
                return Err(ImportError::TooLarge);
            }
        }
        Ok(())
    }
}

/// Reads a file of no more than `most` bytes.
pub(crate) fn read_file(path: &Path, most: u64) -> Result<Vec<u8>, ImportError> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(ImportError::TooLarge) } else { Ok(bytes) }
}
