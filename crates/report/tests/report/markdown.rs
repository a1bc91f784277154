//! Folders of Markdown: dates, settings at the top, who may see a note, and what is passed over.

use std::{fs, os::unix::fs::symlink};

use crate::common::{Folder, carry_out, entries, plan, read, zip_of};
use hearken_core::{Notebook, journal::JournalEntry};
use hearken_report::import::{Format, Import, ImportError};
use jiff::civil::date;

pub(crate) fn note(path: &str, text: &str) -> (JournalEntry, Import) {
    let folder = Folder::with(&[(path, text)]);
    let import = read(folder.path(), Format::Markdown).expect("a folder");
    (entries(&import)[0].clone(), import)
}

fn day(path: &str, text: &str) -> String {
    let (entry, _) = note(path, text);
    if entry.when.all_day { entry.when.date().to_string() } else { entry.when.local().to_string() }
}

pub(crate) fn kept(entry: &JournalEntry) -> String {
    entry.source.as_ref().and_then(|source| source.kept.clone()).expect("kept")
}

#[test]
fn a_date_comes_from_settings_then_name_then_heading_then_the_file() {
    assert_eq!(day("2025-01-01 x.md", "---\ndate: 2026-01-05 09:30\n---\nbody"), "2026-01-05T09:30:00");
    assert_eq!(day("2025-01-01 x.md", "# 2024-01-01\nbody"), "2025-01-01");
    assert_eq!(day("x.md", "# 2024-01-01\nbody"), "2024-01-01");
    let (entry, import) = note("x.md", "body");
    assert!(entry.when.zone_assumed && import.found[0].degraded);
    assert_eq!(import.report.count_of("date-from-file"), 1);
}

#[test]
fn a_line_that_is_only_a_date_with_a_time_under_the_title_dates_the_note() {
    let (entry, import) = note("00001.md", "# Żółw: warm by the river\n\n2021-01-01T06:00:00Z\n\nwords\n");
    assert_eq!(
        (entry.when.local(), entry.title.as_deref()),
        (date(2021, 1, 1).at(6, 0, 0, 0), Some("Żółw: warm by the river"))
    );
    assert_eq!(import.report.count_of("date-from-file"), 0);
}

#[test]
fn obsidian_and_logseq_days_are_dated_by_their_names() {
    let folder = Folder::with(&[
        (".obsidian/daily-notes.json", r#"{"folder":"days","format":"YYYY/DD-MM-YYYY"}"#),
        ("days/2026/05-01-2026.md", "---\ncreated: 2020-01-01\n---\nan Obsidian day"),
        ("logseq/config.edn", r#"{:journal/file-name-format "yyyy-MM-dd"}"#),
        ("journals/2026_01_07.md", "- a Logseq day\n\t- with tabs"),
        ("journals/2026-01-08.md", "tags:: [[Sea]], calm\n\n- newer"),
    ]);
    let import = read(folder.path(), Format::Markdown).expect("a folder");
    let days: Vec<_> = entries(&import).iter().map(|entry| entry.when.date()).collect();
    assert_eq!(days, [date(2026, 1, 5), date(2026, 1, 8), date(2026, 1, 7)]);
    assert_eq!(entries(&import)[1].tags, ["Sea", "calm"]);
    assert_eq!(entries(&import)[2].body, "- a Logseq day\n\t- with tabs");
}

#[test]
fn the_text_stays_as_it_is() {
    let body =
        "[[Page|shown]] ![[file.png]] %% hidden %% ==mark==\r\n> [!note] ^block\n<% tp.date %>\n\u{FFFC}\n\n";
    let (entry, _) = note("2026-01-05.md", body);
    assert_eq!((entry.body.as_str(), entry.title), (body, None));
}

#[test]
fn the_title_comes_from_settings_then_heading_then_name() {
    assert_eq!(note("n.md", "---\ntitle: \"Said: so\"\n---\n# H\nb").0.title.as_deref(), Some("Said: so"));
    let (entry, _) = note("n.md", "# H #\n\nb");
    assert_eq!((entry.title.as_deref(), entry.body.as_str()), (Some("H"), "b"));
    assert_eq!(note("By the sea.md", "b").0.title.as_deref(), Some("By the sea"));
}

#[test]
fn an_id_names_a_note_only_where_it_is_unique() {
    let same = "---\nid: one\n---\n";
    let folder = Folder::with(&[
        ("a.md", &format!("{same}a")),
        ("b.md", &format!("{same}b")),
        ("c.md", "---\nuuid: two\n---\nc"),
    ]);
    let import = read(folder.path(), Format::Markdown).expect("a folder");
    let ids: Vec<_> =
        entries(&import).iter().map(|entry| entry.source.as_ref().expect("set").id.clone()).collect();
    assert!(ids[0] != "one" && ids[1] != "one" && ids[0] != ids[1]);
    assert_eq!(ids[2], "two");
}

#[test]
fn deleted_notes_settings_pictures_and_links_are_counted_and_not_read() {
    let folder = Folder::with(&[
        ("a.md", "kept"),
        (".trash/old.md", "deleted"),
        (".obsidian/app.json", "{}"),
        ("a.sync-conflict-20260105-1.md", "conflict"),
        ("pic.png", "\u{1}"),
        ("b.org", "* org"),
    ]);
    symlink("/etc/hostname", folder.path().join("link.md")).expect("a link");
    symlink("/etc", folder.path().join("linked")).expect("a link");
    let import = read(folder.path(), Format::Markdown).expect("a folder");
    assert_eq!(import.found.len(), 1);
    let count = |code: &str| import.report.count_of(code);
    assert_eq!(
        [count("passed-over"), count("link-not-followed"), count("media-not-kept"), count("org-not-read")],
        [3, 2, 1, 1]
    );
}

#[test]
fn one_bad_file_is_named_and_the_others_come_in() {
    let folder = Folder::with(&[("a.md", "kept")]);
    folder.put("b.md", b"caf\xE9");
    let import = read(folder.path(), Format::Markdown).expect("a folder");
    assert_eq!((import.found.len(), import.report.of("file").failed), (1, 1));
    assert!(matches!(read(&folder.path().join("b.md"), Format::Markdown), Err(ImportError::NotText)));
}

#[test]
fn a_zip_of_notes_is_read_as_its_folder_would_be() {
    let folder = Folder::new();
    let zip = folder.put("notes.zip", zip_of(&[("v/2026-01-05.md", b"a"), ("v/.trash/x.md", b"b")]));
    let import = read(&zip, Format::Markdown).expect("a zip");
    assert_eq!((import.found.len(), import.report.count_of("passed-over")), (1, 1));
}

#[test]
fn the_same_folder_twice_adds_nothing_even_when_it_was_copied() {
    let folder = Folder::with(&[("a.md", "undated"), ("2026-01-05.md", "dated")]);
    let mut notebook = Notebook::default();
    carry_out(plan(read(folder.path(), Format::Markdown).expect("a folder"), &notebook), &mut notebook);
    assert_eq!(notebook.journal_len(), 2);
    let copy = fs::File::options().append(true).open(folder.path().join("a.md")).expect("a file");
    copy.set_modified(std::time::UNIX_EPOCH).expect("another time");
    assert!(plan(read(folder.path(), Format::Markdown).expect("a folder"), &notebook).revisions.is_empty());
}

#[test]
fn no_message_of_a_report_holds_a_word_of_the_person() {
    let folder = Folder::with(&[
        ("xylophone.md", "---\nxylophone: &a\n---\nxylophone"),
        ("xylophone.png", "xylophone"),
    ]);
    let import = read(folder.path(), Format::Markdown).expect("a folder");
    assert!(!import.report.warnings.is_empty());
    assert!(
        import
            .report
            .warnings
            .iter()
            .all(|warning| !warning.message.contains("xylophone") && !warning.code.contains("xylophone"))
    );
}
