//! What a file is, by what is in it; and what is refused before it is read.

use std::io::{Cursor, Write};

use crate::common::{self, Folder, read, zip_of};
use hearken_report::import::{Format, ImportError, recognise};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

fn file(bytes: impl AsRef<[u8]>) -> Result<Format, ImportError> {
    recognise(&Folder::new().put("any.name", bytes))
}

#[test]
fn files_are_known_by_what_is_in_them() {
    assert!(matches!(file("\u{FEFF}\n[2026-01-05 09:30] a"), Ok(Format::Jrnl)));
    assert!(matches!(file("2013-06-09 15:39 a"), Ok(Format::Jrnl)));
    assert!(matches!(file("JRNLv3\0\0"), Ok(Format::Jrnl)));
    assert!(matches!(file(r#"{"tags":{},"entries":[]}"#), Ok(Format::Jrnl)));
    assert!(matches!(file(r#"{"metadata":{},"entries":[]}"#), Ok(Format::DayOne)));
    assert!(matches!(file("---\ntitle: a\n---\nb"), Ok(Format::Markdown)));
    assert!(matches!(file("[x] a tick box"), Ok(Format::Markdown)));
    assert!(matches!(file("plain words"), Ok(Format::Markdown)));
    assert!(matches!(file(r#"{"switches":[],"members":[]}"#), Ok(Format::PluralKit)));
    assert!(matches!(file(r#"{"frontHistory":[]}"#), Ok(Format::SimplyPlural)));
    assert!(matches!(file(r#"{"members":{}}"#), Ok(Format::SimplyPlural)));
    assert!(matches!(
        file(r#"{"pluralport_version":"0.1","switches":[],"members":[]}"#),
        Ok(Format::OpenPlural)
    ));
    assert!(matches!(file(r#"{"openplural_version":"9"}"#), Ok(Format::OpenPlural)));
}

#[test]
fn zips_and_folders_are_known_by_what_is_in_them() {
    let export = br#"{"metadata":{},"entries":[]}"#;
    assert!(matches!(file(zip_of(&[("notebook.json", b"{}"), ("journal/a.md", b"")])), Ok(Format::Hearken)));
    assert!(matches!(file(zip_of(&[("Journal.json", export), ("photos/x", b"")])), Ok(Format::DayOne)));
    assert!(matches!(file(zip_of(&[("v/a.md", b"")])), Ok(Format::Markdown)));
    assert!(matches!(file(zip_of(&[("openplural.json", b"{}")])), Ok(Format::OpenPlural)));
    let bundle =
        zip_of(&[("manifest.json", br#"{"format":"openplural"}"#), ("systems/a/openplural.json", b"{}")]);
    assert!(matches!(file(bundle), Ok(Format::OpenPlural)));
    assert!(matches!(recognise(Folder::with(&[("2026/01/05.txt", "")]).path()), Ok(Format::Jrnl)));
    assert!(matches!(recognise(Folder::with(&[("logseq/config.edn", "{}")]).path()), Ok(Format::Markdown)));
}

#[test]
fn what_could_be_two_things_is_asked_about() {
    let both = Folder::with(&[("2026/01/05.txt", ""), ("a.md", "")]);
    assert!(matches!(recognise(both.path()), Err(ImportError::TwoKinds)));
}

#[test]
fn what_is_known_but_not_read_is_named() {
    for (text, name) in [
        (r#"{"tuppers":[]}"#, "Tupperbox"),
        (r#"{"tuppers":[],"switches":[],"members":[]}"#, "Tupperbox"),
        (r#"[{"resourceType":"Patient"}]"#, "a health record (FHIR)"),
        ("BEGIN:VCALENDAR\r\n", "a calendar"),
    ] {
        assert!(matches!(file(text), Err(ImportError::NotReadYet(named)) if named == name), "{name}");
    }
}

#[test]
fn zips_with_paths_that_lead_outside_are_refused() {
    for path in ["../evil.md", "/etc/evil.md", "a/../../evil.md", "C:\\evil.md"] {
        let folder = Folder::new();
        let zip = folder.put("x.zip", zip_of(&[(path, b"evil")]));
        assert!(matches!(read(&zip, Format::Markdown), Err(ImportError::Unsafe)), "{path}");
        assert!(matches!(read(&zip, Format::Hearken), Err(ImportError::Unsafe)), "{path}");
    }
}

#[test]
fn zips_with_links_are_refused() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.add_symlink("a.md", "/etc/hostname", SimpleFileOptions::default()).expect("a link");
    let zip = zip.finish().expect("a zip").into_inner();
    assert!(matches!(read(&Folder::new().put("x.zip", zip), Format::Markdown), Err(ImportError::Unsafe)));
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let zeros = vec![0; 1 << 20];
    zip.start_file("a.md", options).expect("a file");
    for _ in 0..120 {
        zip.write_all(&zeros).expect("zeros");
    }
    let zip = zip.finish().expect("a zip").into_inner();
    assert!(zip.len() < 1 << 20);
    assert!(matches!(file(zip), Err(ImportError::Unsafe)));
}

#[test]
fn a_zip_that_lies_about_a_size_is_not_trusted() {
    // What the list of contents says of the unpacked size is made small in both places where it stands.
    let text = "long ".repeat(50_000);
    let mut zip = zip_of(&[("a.md", text.as_bytes())]);
    let claimed = u32::try_from(text.len()).expect("small").to_le_bytes();
    let places: Vec<usize> = (0..zip.len() - 4).filter(|&at| zip[at..at + 4] == claimed).collect();
    assert!(!places.is_empty(), "the size stands somewhere");
    places.into_iter().for_each(|at| zip[at..at + 4].copy_from_slice(&10_u32.to_le_bytes()));
    let folder = Folder::new();
    let read = read(&folder.put("x.zip", zip), Format::Markdown);
    if let Ok(import) = read {
        assert_eq!(common::entries(&import)[0].body, text, "never half a text");
    }
}

#[test]
fn more_files_than_anybody_writes_are_refused() {
    let names: Vec<String> = (0..50_001).map(|n| format!("{n}.md")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert!(matches!(
        read(&Folder::new().put("x.zip", zip_of(&files)), Format::Markdown),
        Err(ImportError::TooLarge)
    ));
}

#[test]
fn every_refusal_says_what_happened_and_what_to_do() {
    let errors = [
        ImportError::NotText,
        ImportError::TooLarge,
        ImportError::Unsafe,
        ImportError::Damaged,
        ImportError::OtherFormat,
        ImportError::NotReadYet("x"),
        ImportError::NoAnswers,
        ImportError::NotKnown,
        ImportError::TwoKinds,
        ImportError::PassphraseNeeded,
        ImportError::WrongPassphrase,
        ImportError::OtherVersion,
        ImportError::DayOrMonth,
        ImportError::Newer { version: 2 },
        ImportError::Disk(std::io::Error::other("x")),
    ];
    for error in errors {
        let text = error.to_string();
        assert!(
            text.contains(". Nothing was changed; ") && text.ends_with('.') && !text.contains('!'),
            "{text}"
        );
    }
}
