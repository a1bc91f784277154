//! One file of `tests/commands`: a sentence that says what it shows, files to begin with, and steps.

use std::{collections::BTreeMap, fs, path::Path};

use serde::Deserialize;

use crate::step::Step;

/// The passphrase of every notebook that a case makes.
pub(crate) const PASSPHRASE: &str = "correct horse battery staple";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What the case shows.
    shows: String,
    /// Whether there is a notebook, in the folder `notebook`, from the start.
    #[serde(default)]
    notebook: bool,
    /// Files that are there from the start.
    #[serde(default)]
    files: BTreeMap<String, String>,
    /// What is done, in order.
    #[serde(rename = "step")]
    steps: Vec<Step>,
}

/// Runs a case in a folder of its own. `pass` is there, a file with the passphrase in its first line.
pub(crate) fn run(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/commands").join(name).with_extension("toml");
    let case: Case = toml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    assert!(!case.shows.is_empty());
    let here = tempfile::tempdir().unwrap();
    fs::write(here.path().join("pass"), format!("{PASSPHRASE}\nsecond line\n")).unwrap();
    for (path, text) in &case.files {
        let path = here.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    if case.notebook {
        let made =
            crate::step::hearken(here.path(), &["init", "--passphrase-file", "pass"]).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    }
    for (number, step) in case.steps.iter().enumerate() {
        step.take(here.path(), &format!("{name}, step {}", number + 1));
    }
}
