//! `docs/content-schema.md` tells the truth: its examples pass every check, and it names every check.

mod support;

use hearken_content::{check, check_names, embedded};
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
    assert_eq!(examples.len(), 39, "one for each kind of file");
    let mut files = invented();
    for (path, text) in examples {
        let file = files.iter_mut().find(|(name, _)| *name == path);
        file.unwrap_or_else(|| panic!("no invented file {path}")).1 = text;
    }
    let faults = check(&files).err().unwrap_or_default();
    assert_eq!(faults, []);
}

/// The rules and their questions are too long to show whole, and cannot be invented: what is shown of them stands there.
#[test]
fn the_excerpts_of_the_schema_document_stand_in_the_files() {
    let files: Vec<&str> = embedded().map(|(_, text)| text).collect();
    let bare = |line: &str| line.split("  #").next().unwrap_or_default().trim_end().to_owned();
    let excerpts: Vec<&str> = DOCUMENT.split("```toml\n[[").skip(1).collect();
    assert_eq!(excerpts.len(), 6);
    for excerpt in excerpts {
        let (text, _) = excerpt.split_once("```").expect("an excerpt ends");
        let shown: Vec<String> = text.lines().map(bare).collect();
        let shown = format!("[[{}", shown.join("\n"));
        assert!(files.iter().any(|file| file.contains(&shown)), "{shown}");
    }
}

#[test]
fn the_schema_document_names_every_check() {
    for name in check_names() {
        assert!(DOCUMENT.contains(&format!("| `{name}` |")), "{name}");
    }
}
