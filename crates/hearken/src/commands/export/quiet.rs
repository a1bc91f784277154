//! A writer that fails once and then keeps still.
//!
//! The zip writer tries to end a zip when it is dropped, also after a failure, and prints what comes of it. The
//! failure was reported by then; this lets that last try run into the void.

use std::io::{Result, Seek, SeekFrom, Write};

/// Passes everything on until the first failure, and from then on nothing.
pub(super) struct Quiet<W> {
    inner: W,
    failed: bool,
}

impl<W> Quiet<W> {
    pub(super) fn new(inner: W) -> Self {
        Self { inner, failed: false }
    }

    fn pass<T>(&mut self, nothing: T, work: impl FnOnce(&mut W) -> Result<T>) -> Result<T> {
        if self.failed {
            return Ok(nothing);
        }
        let worked = work(&mut self.inner);
        self.failed = worked.is_err();
        worked
    }
}

impl<W: Write> Write for Quiet<W> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.pass(bytes.len(), |inner| inner.write(bytes))
    }

    fn flush(&mut self) -> Result<()> {
        self.pass((), Write::flush)
    }
}

impl<W: Seek> Seek for Quiet<W> {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        self.pass(0, |inner| inner.seek(to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails always.
    struct Full;

    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> Result<usize> {
            Err(std::io::ErrorKind::StorageFull.into())
        }

        fn flush(&mut self) -> Result<()> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
    }

    #[test]
    fn it_fails_once_and_then_keeps_still() {
        let mut quiet = Quiet::new(Full);
        assert!(quiet.write_all(b"words").is_err());
        assert!(quiet.write_all(b"words").is_ok());
        assert!(quiet.flush().is_ok());
    }

    #[test]
    fn what_can_be_written_goes_where_it_should() {
        let mut out = std::io::Cursor::new(Vec::new());
        let mut quiet = Quiet::new(&mut out);
        quiet.write_all(b"words").unwrap();
        quiet.seek(SeekFrom::Start(0)).unwrap();
        quiet.write_all(b"W").unwrap();
        assert_eq!(out.into_inner(), b"Words");
    }
}
