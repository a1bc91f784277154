//! Reads the small invented content folder that the tests of the checks spoil, one thing at a time.

use std::fs;
use std::path::Path;

/// The files of `tests/invented`: path below it, and text.
pub(crate) fn invented() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/invented");
    let mut files = Vec::new();
    for dir in
        fs::read_dir(&root).expect("a readable folder").map(|entry| entry.expect("a readable entry").path())
    {
        for file in fs::read_dir(&dir)
            .expect("a readable folder")
            .map(|entry| entry.expect("a readable entry").path())
        {
            let name =
                file.strip_prefix(&root).expect("it is below the root").to_string_lossy().replace('\\', "/");
            files.push((name, fs::read_to_string(&file).expect("a readable file")));
        }
    }
    files
}
