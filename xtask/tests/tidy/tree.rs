//! The files of the repository, read once each.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// What holds nothing of ours.
const NOT_OURS: [&str; 8] = [
    ".git",
    "target",
    "node_modules",
    "test-results",
    "playwright-report",
    "screenshots-out",
    "corpus",
    "artifacts",
];

/// A text file.
#[derive(Clone)]
pub(crate) struct File {
    /// Its path below the root, with `/` between folders.
    pub(crate) path: String,
    /// Its text.
    pub(crate) text: String,
}

impl File {
    /// An invented one, for planting faults.
    pub(crate) fn planted(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// Whether it is Rust.
    pub(crate) fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// The text, up to where the module's own tests begin.
    pub(crate) fn without_tests(&self) -> &str {
        self.text.split("#[cfg(test)]").next().unwrap_or("")
    }

    /// Its lines, each as `path:number` with its text.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (String, &str)> {
        self.text.lines().zip(1..).map(|(line, number)| (format!("{}:{number}", self.path), line))
    }
}

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is a folder of the workspace").to_owned()
}

/// Every text file of ours.
pub(crate) fn files() -> Vec<File> {
    let mut found = Vec::new();
    collect(&root(), &root(), &mut found);
    assert!(found.len() > 50, "only {} files were found: the check looks in the wrong place", found.len());
    found
}

fn collect(root: &Path, folder: &Path, found: &mut Vec<File>) {
    for item in fs::read_dir(folder).expect("our folders can be read") {
        let path = item.expect("our folders can be listed").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if NOT_OURS.contains(&name.as_str()) {
            // `.git` is a file in a second working tree.
            continue;
        } else if path.is_dir() {
            collect(root, &path, found);
        } else if path.is_file()
            && let Ok(text) = fs::read_to_string(&path)
        {
            let below = path.strip_prefix(root).expect("it is below the root");
            found.push(File { path: below.to_string_lossy().replace('\\', "/"), text });
        }
    }
}
