//! What a case can do: run a command, or change and look at files.

use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde::Deserialize;

use crate::redact::redact;

/// One step. A command with what must come of it, and what is done to files before and looked at after.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Step {
    /// Files that are written first.
    #[serde(default)]
    write: BTreeMap<String, Bytes>,
    /// Files and folders that are copied first, from and to. `{repository}` is where the source lies.
    #[serde(default)]
    copy: Vec<(String, String)>,
    /// Files that are cut to this many bytes first.
    #[serde(default)]
    cut: BTreeMap<String, u64>,
    /// Bytes that are overwritten first: where (from the end, if negative), and with what.
    #[serde(default)]
    patch: BTreeMap<String, (i64, Vec<u8>)>,
    /// What is typed behind `hearken`.
    #[serde(default)]
    run: Vec<String>,
    /// What comes in on standard input.
    #[serde(default)]
    stdin: Bytes,
    #[serde(default)]
    status: i32,
    #[serde(default)]
    stdout: String,
    #[serde(default)]
    stderr: String,
    /// Files that must have the same bytes after the command as before it.
    #[serde(default)]
    unchanged: Vec<String>,
    /// Files of which all must have the same bytes afterwards.
    #[serde(default)]
    same: Vec<String>,
    /// Files that must not be there afterwards.
    #[serde(default)]
    absent: Vec<String>,
    /// Files that nobody but their owner may read afterwards.
    #[serde(default)]
    private: Vec<String>,
}

/// The bytes of a file.
#[derive(Deserialize)]
#[serde(untagged)]
enum Bytes {
    Text(String),
    Raw(Vec<u8>),
    /// One text, again and again.
    Repeated {
        text: String,
        times: usize,
    },
    /// A zip with these files.
    Zip {
        zip: BTreeMap<String, String>,
    },
}

impl Default for Bytes {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl Bytes {
    fn get(&self) -> Vec<u8> {
        match self {
            Self::Text(text) => text.clone().into_bytes(),
            Self::Raw(bytes) => bytes.clone(),
            Self::Repeated { text, times } => text.repeat(*times).into_bytes(),
            Self::Zip { zip } => zipped(zip),
        }
    }
}

fn zipped(files: &BTreeMap<String, String>) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (path, text) in files {
        zip.start_file(path.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The program in a folder, with `notebook` as its notebook and nothing else from the surroundings.
pub(crate) fn hearken(here: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hearken"));
    command.current_dir(here).args(arguments).env_clear().env("HEARKEN_DATA", "notebook").env("TZ", "UTC");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

impl Step {
    /// Takes the step in a folder; `name` says where a failure was.
    pub(crate) fn take(&self, here: &Path, name: &str) {
        self.prepare(here);
        let before = read_all(here, &self.unchanged);
        assert!(before.iter().all(Option::is_some), "{name}: what should not change is not there");
        if !self.run.is_empty() {
            self.run(here, name);
        }
        assert!(before == read_all(here, &self.unchanged), "{name}: a file was changed");
        let same = read_all(here, &self.same);
        assert!(same.iter().all(|bytes| bytes.is_some() && *bytes == same[0]), "{name}: files differ");
        for path in &self.absent {
            assert!(!here.join(path).exists(), "{name}: {path} is there");
        }
        for path in &self.private {
            assert_private(&here.join(path));
        }
    }

    fn prepare(&self, here: &Path) {
        for (path, bytes) in &self.write {
            let path = here.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes.get()).unwrap();
        }
        for (from, to) in &self.copy {
            let from = from.replace("{repository}", concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
            copy(&here.join(from), &here.join(to));
        }
        for (path, &length) in &self.cut {
            fs::File::options().write(true).open(here.join(path)).unwrap().set_len(length).unwrap();
        }
        for (path, (at, with)) in &self.patch {
            let mut bytes = fs::read(here.join(path)).unwrap();
            let at = if *at < 0 {
                bytes.len() - usize::try_from(-at).unwrap()
            } else {
                usize::try_from(*at).unwrap()
            };
            assert_ne!(bytes[at..at + with.len()], **with, "the patch changes nothing");
            bytes[at..at + with.len()].copy_from_slice(with);
            fs::write(here.join(path), bytes).unwrap();
        }
    }

    fn run(&self, here: &Path, name: &str) {
        let arguments: Vec<_> = self.run.iter().map(String::as_str).collect();
        let mut child = hearken(here, &arguments).stdin(Stdio::piped()).spawn().unwrap();
        // A command that does not read has closed its end.
        let _ = child.stdin.take().unwrap().write_all(&self.stdin.get());
        let ended = child.wait_with_output().unwrap();
        let said = |bytes: &[u8]| redact(&String::from_utf8_lossy(bytes));
        let (stdout, stderr) = (said(&ended.stdout), said(&ended.stderr));
        assert_eq!(stdout, self.stdout, "{name}: standard output (standard error: {stderr})");
        assert_eq!(stderr, self.stderr, "{name}: standard error");
        assert_eq!(ended.status.code(), Some(self.status), "{name}: exit status");
    }
}

/// Files by their paths.
type Files = Vec<(PathBuf, Vec<u8>)>;

/// The files' bytes; `None` for one that is not there. Of a folder, every file in it.
fn read_all(here: &Path, paths: &[String]) -> Vec<Option<Files>> {
    let read = |path: &String| {
        let path = here.join(path);
        if path.is_dir() {
            let mut files: Vec<_> = fs::read_dir(path).unwrap().map(|file| file.unwrap().path()).collect();
            files.sort();
            return Some(files.into_iter().map(|file| (file.clone(), fs::read(file).unwrap())).collect());
        }
        Some(vec![(PathBuf::new(), fs::read(path).ok()?)])
    };
    paths.iter().map(read).collect()
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        for file in fs::read_dir(from).unwrap() {
            let file = file.unwrap();
            copy(&file.path(), &to.join(file.file_name()));
        }
    } else {
        fs::write(to, fs::read(from).unwrap()).unwrap();
    }
}

#[cfg(unix)]
fn assert_private(path: &Path) {
    let mode = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(path).unwrap().permissions());
    assert_eq!(mode & 0o077, 0, "{} has mode {mode:o}", path.display());
}

#[cfg(not(unix))]
fn assert_private(path: &Path) {
    assert!(path.exists());
}
