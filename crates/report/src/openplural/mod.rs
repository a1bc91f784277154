//! `OpenPlural` (`PluralPort`) 0.1, out: parts, groups and bonds for other programs. `import` reads it back.
//!
//! Hidden parts and private corners stay here unless the person asks for them, and the file says how many it leaves
//! out. What another program once wrote beside a record is written out again.

mod bonds;
mod fields;
mod file;
mod groups;
mod kept;
mod members;
mod notes;

use std::io::Write;

use hearken_core::{Notebook, When};

use file::OutFile;

/// The version that is written and read.
pub const VERSION: &str = "0.1";

/// The names under which a file says its version. The first one counts if both are there; both are written, because
/// some programs know only one of them.
pub const VERSION_KEYS: [&str; 2] = ["pluralport_version", "openplural_version"];

/// Under which name our own fields stand beside those of the format. Written files hold it: never to be changed.
pub const EXTENSION: &str = "org.hearken";

/// What goes out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Choice {
    /// Hidden parts, and what is tied to them.
    pub hidden: bool,
    /// Private corners, and what other programs had kept of a part.
    pub private: bool,
    /// The journal.
    pub journal: bool,
}

/// How much went out, and how much stayed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Out {
    /// Parts.
    pub parts: u64,
    /// Groups.
    pub groups: u64,
    /// Bonds.
    pub bonds: u64,
    /// Journal entries.
    pub entries: u64,
    /// What stayed here: how many, and of what.
    pub left_out: Vec<(u64, &'static str)>,
}

/// Writes the notebook. The same notebook, choice and time of making give the same bytes.
///
/// # Errors
/// When `out` does not take it.
pub fn write(notebook: &Notebook, choice: Choice, made: &When, mut out: impl Write) -> std::io::Result<Out> {
    let mut file = OutFile::new(notebook, choice, made);
    members::write(&mut file);
    groups::write(&mut file);
    bonds::write(&mut file);
    notes::write(&mut file);
    let (json, told) = file.finish();
    serde_json::to_writer_pretty(&mut out, &json)?;
    out.write_all(b"\n")?;
    out.flush()?;
    Ok(told)
}
