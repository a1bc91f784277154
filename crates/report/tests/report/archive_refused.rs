//! Archives that are not taken: newer ones, damaged ones, and JSON that is not whole.

use std::io::Cursor;

use hearken_report::{
    archive,
    import::{Format, ImportError},
};

use super::archive::{export, files, id, small};
use crate::common::{Folder, read, zip_of};

#[test]
fn a_newer_archive_is_refused_by_name() {
    let newer = br#"{"format":"hearken-archive","version":2,"notes":[]}"#;
    assert!(matches!(archive::read_json(newer), Err(ImportError::Newer { version: 2 })));
    let folder = Folder::new();
    let zip = folder.put("a.zip", zip_of(&[("notebook.json", newer)]));
    assert!(read(&zip, Format::Hearken).expect_err("refused").to_string().starts_with("A newer version"));
}

#[test]
fn damaged_archives_are_refused_whole() {
    let whole = export(&small());
    for cut in [0, 1, 100, whole.len() / 2, whole.len() - 1] {
        assert!(archive::read(Cursor::new(&whole[..cut])).is_err(), "cut at {cut}");
    }
    let twin = whole.windows(4).rposition(|bytes| bytes == b"PK\x03\x04").expect("the last file");
    let mut flipped = whole.clone();
    flipped[twin + 60] ^= 1;
    assert!(archive::read(Cursor::new(flipped)).is_err(), "a damaged twin is damage too");
    assert!(archive::read(Cursor::new(whole)).is_ok());
}

/// Changes one thing in a good `notebook.json`.
fn with(from: &str, to: &str) -> Result<archive::Archive, ImportError> {
    let json = files(&export(&small())).swap_remove(1).1;
    assert!(json.contains(from), "{from}");
    archive::read_json(json.replacen(from, to, 1).as_bytes())
}

#[test]
fn json_that_is_not_whole_is_refused() {
    assert!(with("\"rev\": 1", "\"rev\": 1").is_ok());
    for (from, to) in [
        ("\"rev\": 1", "\"rev\": 2"),
        ("\"base\": 1", "\"base\": 9"),
        ("\"offset_minutes\": 120", "\"offset_minutes\": 9000"),
        ("\"kind\": \"part\"", "\"kind\": \"journal\""),
        ("\"payload\": \"", "\"payload\": \"!"),
        ("\"kind\": \"dream\",\n          \"kind_version\": 3", "\"kind\": \"journal\""),
        ("\"role\": \"not-yet-known\"", "\"role\": \"boss\""),
        ("\"version\": 1", "\"version\": 0"),
    ] {
        assert!(matches!(with(from, to), Err(ImportError::Damaged)), "{from} -> {to}");
    }
    assert!(matches!(with("hearken-archive", "other"), Err(ImportError::OtherFormat)));
    let (one, two) = (id(1).to_string(), id(2).to_string());
    assert!(matches!(with(&one, &two), Err(ImportError::Damaged)), "one record twice");
    assert!(matches!(with(&id(99).to_string(), &one), Err(ImportError::Damaged)), "erased and here");
}
