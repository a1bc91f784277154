//! Where a file is read from: the disk, or memory.

use std::{
    fs::File,
    io::{BufReader, Cursor, Read, Seek},
    path::{Path, PathBuf},
};

use super::{ImportError, limits::FILE_BYTES, tree::read_file};

/// What is read.
#[derive(Clone, Copy, Debug)]
pub enum Source<'a> {
    /// A file or folder on the disk.
    Path(&'a Path),
    /// The bytes of one file, which never were on this disk.
    Bytes(&'a [u8]),
}

impl<'a> From<&'a Path> for Source<'a> {
    fn from(path: &'a Path) -> Self {
        Self::Path(path)
    }
}

impl<'a> From<&'a PathBuf> for Source<'a> {
    fn from(path: &'a PathBuf) -> Self {
        Self::Path(path)
    }
}

impl<'a> From<&'a [u8]> for Source<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self::Bytes(bytes)
    }
}

/// Bytes in which one can go to and fro.
pub(crate) trait Seekable: Read + Seek {}

impl<T: Read + Seek> Seekable for T {}

impl<'a> Source<'a> {
    /// Whether it is a folder.
    pub(crate) fn is_dir(self) -> bool {
        matches!(self, Self::Path(path) if path.is_dir())
    }

    /// Whether it begins as zips do.
    pub(crate) fn begins_like_zip(self) -> Result<bool, ImportError> {
        let mut start = Vec::new();
        self.open()?.take(4).read_to_end(&mut start)?;
        Ok(start == b"PK\x03\x04" || start == b"PK\x05\x06")
    }

    /// Opens it.
    pub(crate) fn open(self) -> Result<Box<dyn Seekable + 'a>, ImportError> {
        Ok(match self {
            Self::Path(path) => Box::new(BufReader::new(File::open(path)?)),
            Self::Bytes(bytes) => Box::new(Cursor::new(bytes)),
        })
    }

    /// All of its bytes, if it is no larger than a file may be.
    pub(crate) fn bytes(self, most: u64) -> Result<Vec<u8>, ImportError> {
        let most = most.min(FILE_BYTES);
        match self {
            Self::Path(path) => read_file(path, most),
            Self::Bytes(bytes) if bytes.len() as u64 > most => Err(ImportError::TooLarge),
            Self::Bytes(bytes) => Ok(bytes.to_vec()),
        }
    }
}
