//! Reads the small invented content folder that the tests of the checks spoil, one thing at a time.

use std::fs;
use std::path::Path;

/// What cannot be invented, and stands with what is: those that are built in.
const BUILT_IN: [&str; 4] =
    ["safety/rules.toml", "safety/screening.toml", "measures/pcl-5.toml", "measures/pcl-5.json"];

/// The files of `tests/invented`: path below it, and text.
pub(crate) fn invented() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/invented");
    let built_in = hearken_content::embedded();
    let rules = built_in.filter(|(path, _)| BUILT_IN.contains(path));
    let mut files: Vec<_> = rules.map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
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
