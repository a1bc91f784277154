//! Where a proof works: a scratch folder of its own, the program, and how much time there is.

use std::{cell::Cell, fs, path::PathBuf};

use tempfile::TempDir;

use crate::{Result, product::Notebook, tools::debug_binary};

/// One proof's workplace; gone with everything in it when dropped.
pub(crate) struct Lab {
    folder: TempDir,
    made: Cell<usize>,
    short: bool,
}

impl Lab {
    /// A new workplace.
    pub(crate) fn new(short: bool) -> Result<Self> {
        Ok(Self { folder: TempDir::with_prefix("hearken-proof-")?, made: Cell::new(0), short })
    }

    /// How many rounds: few in the short form, many in the long one.
    pub(crate) fn rounds(&self, short: usize, long: usize) -> usize {
        if self.short { short } else { long }
    }

    /// Whether this is the short form.
    pub(crate) fn is_short(&self) -> bool {
        self.short
    }

    /// The program that is put to the proof.
    pub(crate) fn binary(&self) -> PathBuf {
        debug_binary()
    }

    /// A path in the workplace that nothing is at yet.
    pub(crate) fn fresh(&self, name: &str) -> PathBuf {
        self.made.set(self.made.get() + 1);
        self.folder.path().join(format!("{:03}-{name}", self.made.get()))
    }

    /// A new, empty folder in the workplace.
    pub(crate) fn fresh_folder(&self, name: &str) -> Result<PathBuf> {
        let folder = self.fresh(name);
        fs::create_dir(&folder)?;
        Ok(folder)
    }

    /// A new notebook.
    pub(crate) fn notebook(&self) -> Result<Notebook> {
        Notebook::init(&self.binary(), &self.fresh("notebook"))
    }

    /// A new notebook with an entry for each word.
    pub(crate) fn notebook_with(&self, words: &[String]) -> Result<Notebook> {
        let notebook = self.notebook()?;
        for word in words {
            notebook.note(word)?;
        }
        Ok(notebook)
    }

    /// A copy of a notebook, to be damaged.
    pub(crate) fn copy_of(&self, notebook: &Notebook) -> Result<Notebook> {
        let folder = self.fresh("copy");
        crate::tools::copy_folder(notebook.folder(), &folder)?;
        Ok(notebook.moved_to(&folder))
    }
}
