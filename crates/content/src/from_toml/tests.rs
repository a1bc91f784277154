//! What is read, and what is said of what cannot be.

use super::*;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
struct Shape {
    id: String,
    #[serde(default)]
    many: Vec<u8>,
    level: Option<f64>,
    #[serde(default)]
    way: Option<Way>,
    #[serde(default)]
    by_name: BTreeMap<String, bool>,
    inner: Option<Box<Shape>>,
}

#[derive(Deserialize, PartialEq, Debug)]
#[serde(rename_all = "kebab-case")]
enum Way {
    Plain,
    Holds(Vec<String>),
    Named { word: String },
}

fn read(text: &str) -> Result<Shape, Wrong> {
    from_toml(text)
}

/// What is wrong, and which line it stands in.
fn wrong(text: &str) -> (String, usize) {
    let wrong = read(text).unwrap_err();
    let before = text.get(..wrong.at.expect("it has a place")).unwrap_or_default();
    (wrong.message, before.matches('\n').count() + 1)
}

#[test]
fn every_shape_that_content_has_is_read_as_toml_itself_reads_it() {
    for text in [
        "id = 'a'",
        "id = \"\"\"two\nlines\"\"\"\nmany = [1, 0x10, 255]\nlevel = 2",
        "id = 'a'\nlevel = 2.5\nway = 'plain'",
        "id = 'a'\nway = { holds = ['b', 'c'] }",
        "id = 'a'\n[way.named]\nword = 'b'\n[by_name]\none = true\n\"two words\" = false",
        "id = 'a'\n[inner]\nid = 'b'\n[inner.inner]\nid = 'c'",
    ] {
        assert_eq!(read(text).unwrap(), toml::from_str(text).unwrap(), "{text}");
    }
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    let said = |text: &str, line: usize, words: &str| {
        let (message, at) = wrong(text);
        assert!(message.contains(words) && at == line, "{text:?}: line {at}: {message}");
    };
    said("id = 'a'\n[inner]\nid = 'b'\nidd = 'c'", 4, "unknown field `idd`");
    said("id = 'a'\n[inner]\nmany = []", 2, "missing field `id`");
    said("id = 'a'\nmany = [\n1,\n256]", 4, "invalid value: integer `256`, expected u8");
    said("id = 'a'\nmany = [\n1,\n'b']", 4, "invalid type: string \"b\", expected u8");
    said("id = 'a'\nmany = 1", 2, "invalid type: integer `1`, expected a sequence");
    said("id = 'a'\ninner = ['b']", 2, "invalid type: sequence, expected struct Shape");
    said("\nid = 2026-01-01", 2, "invalid type: date, expected a string");
    said("id = 'a'\nlevel = 99999999999999999999", 2, "too large");
    said("id = 'a'\nway = 'other'", 2, "unknown variant `other`");
    said("id = 'a'\nway = 'holds'", 2, "says too little");
    said("id = 'a'\nway = { plain = 1 }", 2, "expected a name alone");
    said("id = 'a'\nway = 3", 2, "expected one name, or a table with one");
    said("id = 'a'\nid = 'b'", 2, "duplicate key");
}
