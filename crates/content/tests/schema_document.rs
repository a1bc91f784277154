//! `docs/content-schema.md` tells the truth: its examples pass every check, and it names every check.

mod support;

use hearken_content::{check, check_names};
use support::invented;

const DOCUMENT: &str = include_str!("../../../docs/content-schema.md");

/// The examples of the document: the path in the first line of each, and the text.
fn examples() -> Vec<(String, String)> {
    let blocks = DOCUMENT.split("```toml\n# ").skip(1);
    blocks
        .map(|block| {
            let (path, rest) = block.split_once('\n').expect("an example begins with its path");
            let (text, _) = rest.split_once("```").expect("an example ends");
            (path.to_owned(), text.to_owned())
        })
        .collect()
}

#[test]
fn the_examples_of_the_schema_document_pass_every_check() {
    let examples = examples();
    assert_eq!(examples.len(), 32, "one for each kind of file");
    let mut files = invented();
    for (path, text) in examples {
        let file = files.iter_mut().find(|(name, _)| *name == path);
        file.unwrap_or_else(|| panic!("no invented file {path}")).1 = text;
    }
    let faults = check(&files).err().unwrap_or_default();
    assert_eq!(faults, []);
}

#[test]
fn the_schema_document_names_every_check() {
    for name in check_names() {
        assert!(DOCUMENT.contains(&format!("| `{name}` |")), "{name}");
    }
}
