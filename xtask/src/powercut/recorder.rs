//! The recorder's two halves: building the preloaded library, and reading what it noted.

use std::{
    ffi::{OsStr, OsString},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    Result,
    tools::{need_program, run},
};

const SOURCE: &str = include_str!("recorder.c");
const HEAD: usize = 25;

/// A recorder, built and ready to be preloaded.
pub(crate) struct Recorder {
    library: PathBuf,
    log: PathBuf,
    folder: PathBuf,
    deaf: bool,
}

/// One thing that was done to the disk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Note {
    /// Length of the log up to and including this note: the recorder's clock.
    pub(crate) until: u64,
    /// What was changed.
    pub(crate) path: PathBuf,
    /// How.
    pub(crate) change: Change,
}

/// A change to one path.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Change {
    /// A file appeared under this name.
    Created,
    /// Bytes were written at an offset.
    Wrote(u64, Vec<u8>),
    /// The file was cut or grown to a size.
    Resized(u64),
    /// A sync with this ticket began.
    SyncBegan(u64),
    /// The sync with this ticket ended well.
    SyncEnded(u64),
    /// The name is gone.
    Removed,
    /// The name became another.
    Renamed(PathBuf),
}

impl Recorder {
    /// Builds the recorder in `workshop`, for everything below `folder`. A deaf one makes syncing do nothing.
    pub(crate) fn build(workshop: &Path, folder: &Path, deaf: bool) -> Result<Self> {
        let compiler = need_program("cc", &["gcc", "libc6-dev"])?;
        let (source, library) = (workshop.join("recorder.c"), workshop.join("recorder.so"));
        fs::write(&source, SOURCE)?;
        run(Command::new(compiler)
            .args(["-O2", "-shared", "-fPIC", "-o"])
            .arg(&library)
            .arg(&source)
            .arg("-ldl"))?;
        let folder = folder.canonicalize()?;
        Ok(Self { library, log: workshop.join("notes"), folder, deaf })
    }

    /// What the recorded program must find in its environment.
    pub(crate) fn environment(&self) -> Vec<(&'static str, OsString)> {
        let mut environment = vec![
            ("LD_PRELOAD", self.library.clone().into_os_string()),
            ("RECORDER_LOG", self.log.clone().into_os_string()),
            ("RECORDER_FOLDER", self.folder.clone().into_os_string()),
        ];
        if self.deaf {
            environment.push(("RECORDER_DEAF", OsStr::new("yes").to_owned()));
        }
        environment
    }

    /// The recorder's clock: the length of its log. Whatever was acknowledged when the clock stood at `t` must
    /// survive a cut at `t` or later.
    pub(crate) fn clock(&self) -> u64 {
        fs::metadata(&self.log).map_or(0, |log| log.len())
    }

    /// Everything noted, in order.
    pub(crate) fn notes(&self) -> Result<Vec<Note>> {
        let log = fs::read(&self.log)?;
        let (mut notes, mut at) = (Vec::new(), 0);
        while let Some((note, next)) = read_note(&log, at)? {
            notes.push(note);
            at = next;
        }
        Ok(notes)
    }
}

/// The note at a place of the log and where the next begins; `None` at the end or at a note cut off by a kill.
fn read_note(log: &[u8], at: usize) -> Result<Option<(Note, usize)>> {
    let Some(head) = log.get(at..at + HEAD) else { return Ok(None) };
    let number = |from: usize| u64::from_ne_bytes(head[from..from + 8].try_into().expect("eight bytes"));
    let length =
        |from: usize| u32::from_ne_bytes(head[from..from + 4].try_into().expect("four bytes")) as usize;
    let (path_end, end) = (at + HEAD + length(17), at + HEAD + length(17) + length(21));
    let (Some(path), Some(data)) = (log.get(at + HEAD..path_end), log.get(path_end..end)) else {
        return Ok(None);
    };
    let as_path = |bytes: &[u8]| PathBuf::from(String::from_utf8_lossy(bytes).into_owned());
    let change = match head[0] {
        b'n' => Change::Created,
        b'w' => Change::Wrote(number(1), data.to_vec()),
        b't' => Change::Resized(number(1)),
        b'b' => Change::SyncBegan(number(1)),
        b'e' => Change::SyncEnded(number(1)),
        b'u' => Change::Removed,
        b'm' => Change::Renamed(as_path(data)),
        other => return Err(format!("the recorder wrote an op that is none: {other}").into()),
    };
    Ok(Some((Note { until: end as u64, path: as_path(path), change }, end)))
}
