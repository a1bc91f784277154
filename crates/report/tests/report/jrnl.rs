//! jrnl: every shape its journals come in, and every quirk of them.

use crate::common::{Folder, carry_out, entries, options, plan, read, read_bytes};
use hearken_core::{Notebook, limits::TEXT_BYTES};
use hearken_report::import::{Format, Import, ImportError};
use jiff::civil::date;

pub(crate) fn journal(text: &str) -> Import {
    read_bytes(text, Format::Jrnl, &options()).expect("a journal")
}

fn texts(import: &Import) -> Vec<(&str, &str)> {
    entries(import).iter().map(|entry| (entry.title.as_deref().unwrap_or(""), entry.body.as_str())).collect()
}

#[test]
fn title_body_star_and_tags_are_told_apart() {
    let import = journal(
        "[2026-01-05 09:30] By the #Sea with @Anna *\nmail@host is no tag\n# Heading\n#calm #sea\n\n",
    );
    let entry = entries(&import)[0];
    assert_eq!(entry.title.as_deref(), Some("By the #Sea with @Anna"));
    assert_eq!(entry.body, "mail@host is no tag\n# Heading\n#calm #sea");
    assert!(entry.starred);
    assert_eq!(entry.tags, ["sea", "anna", "calm"]);
}

#[test]
fn an_entry_of_one_line_is_cut_behind_its_first_sentence() {
    assert_eq!(
        texts(&journal(
            "[2026-01-05 09:30] One sentence. And v1.5 of another.\n[2026-01-05 09:31] No end here\n"
        )),
        [("One sentence.", "And v1.5 of another."), ("No end here", "")]
    );
}

#[test]
fn text_before_the_first_header_is_kept() {
    let import = journal("a line that jrnl would lose\n\n[2026-01-05 09:30] First\nbody\n");
    assert_eq!(texts(&import), [("a line that jrnl would lose", ""), ("First", "body")]);
    assert_eq!(import.report.count_of("text-before-first-date"), 1);
    assert_eq!(entries(&import)[0].when.date(), date(2026, 1, 5));
}

#[test]
fn a_file_without_headers_is_one_flagged_entry_with_the_files_time() {
    let import = journal("only words\nand more words\n");
    assert_eq!(texts(&import), [("only words", "and more words")]);
    assert_eq!(import.report.count_of("date-from-file"), 1);
    assert!(import.found[0].degraded);
}

#[test]
fn a_body_line_like_a_header_begins_an_entry_as_it_does_in_jrnl() {
    assert_eq!(journal("[2026-01-05 09:30] One\nbody\n[2026-01-05 10:00] Two\n").found.len(), 2);
}

#[test]
fn a_header_needs_one_blank_behind_it() {
    assert_eq!(journal("[2026-01-05 09:30] One\n[2026-01-06 09:30](a link)\n").found.len(), 1);
}

#[test]
fn journals_of_version_1_have_dates_without_brackets() {
    let import = journal(
        "2013-06-09 15:39 My first entry.\nBody\n[2013-06-10] in the body\n\n2013-06-10 15:40 Life is good.\n",
    );
    assert_eq!(
        texts(&import),
        [("My first entry.", "Body\n[2013-06-10] in the body"), ("Life is good.", "")]
    );
}

#[test]
fn bare_dates_of_two_shapes_are_no_journal_of_version_1() {
    let import = journal("2013-06-09 15:39 My first entry.\n09.06.2013 15:40 Another shape.\n");
    assert_eq!(import.found.len(), 1);
    assert_eq!(import.report.count_of("date-from-file"), 1);
}

#[test]
fn a_folder_of_days_takes_its_dates_from_the_path() {
    let folder = Folder::with(&[
        ("2026/01/05.txt", "[09:07:00 PM] Late\nx\n[21:30] Later\n"),
        ("2026/01/06.txt", "[2026-01-06 08:00] With its date\n"),
        ("2026/01/07.txt", "no header at all\n"),
        ("2026/01/notes.md", "not of the journal"),
        ("readme.txt", "nor this"),
    ]);
    let import = read(folder.path(), Format::Jrnl).expect("a folder");
    let times: Vec<_> = entries(&import).iter().map(|entry| entry.when.local().to_string()).collect();
    assert_eq!(
        times,
        ["2026-01-05T21:07:00", "2026-01-05T21:30:00", "2026-01-06T08:00:00", "2026-01-07T00:00:00"]
    );
    assert!(entries(&import)[3].when.all_day);
    assert_eq!(import.report.count_of("not-of-the-journal"), 2);
}

#[test]
fn one_bad_file_of_a_folder_is_named_and_the_others_come_in() {
    let folder = Folder::with(&[("2026/01/05.txt", "[09:07] Kept\nx\n")]);
    folder.put("2026/01/06.txt", b"caf\xE9");
    let import = read(folder.path(), Format::Jrnl).expect("a folder");
    assert_eq!(import.found.len(), 1);
    let warning =
        import.report.warnings.iter().find(|warning| warning.code == "not-text").expect("a warning");
    assert_eq!(warning.record_id.as_deref(), Some("2026/01/06.txt"));
    assert_eq!(import.report.of("file").failed, 1);
}

#[test]
fn folders_of_the_first_day_one_are_named_and_refused() {
    let folder = Folder::with(&[("entries/A1.doentry", "<plist/>")]);
    assert!(matches!(read(folder.path(), Format::Jrnl), Err(ImportError::NotReadYet(_))));
}

#[test]
fn the_json_export_is_read() {
    let text = r##"{"tags":{"#a":2},"entries":[
        {"title":"One","body":"text\n","date":"2026-01-05","time":"09:30","tags":["#B","#a"],"starred":true},
        {"title":"No day","body":"","date":"soon","time":"","tags":[],"starred":false}]}"##;
    let import = journal(text);
    let entry = entries(&import)[0];
    assert_eq!((entry.title.as_deref(), entry.body.as_str(), entry.starred), (Some("One"), "text", true));
    assert_eq!(entry.tags, ["a", "b"]);
    assert_eq!(import.report.of("journal").failed, 1);
    let named = import.report.warnings.iter().find(|warning| warning.code == "not-readable");
    assert_eq!(named.and_then(|warning| warning.record_id.as_deref()), Some("entry 2"));
}

#[test]
fn a_text_longer_than_an_entry_is_named_and_the_others_come_in() {
    let long = "x".repeat(TEXT_BYTES + 1);
    let import = journal(&format!("[2026-01-05 09:30] One\n{long}\n[2026-01-05 10:00] Two\ny\n"));
    assert_eq!(texts(&import), [("Two", "y")]);
    assert_eq!(import.report.of("journal").failed, 1);
    assert_eq!(import.report.warnings[0].record_id.as_deref(), Some("line 1"));
}

#[test]
fn a_first_line_too_long_for_a_title_stays_in_the_text() {
    let long = "word ".repeat(200);
    let import = journal(&format!("[2026-01-05 09:30] {long}\nbody\n"));
    assert_eq!(texts(&import), [("", format!("{}\nbody", long.trim()).as_str())]);
}

#[test]
fn utf16_with_its_mark_is_read_and_other_bytes_are_refused() {
    let utf16: Vec<u8> =
        "\u{FEFF}[2026-01-05 09:30] Żółw\nx".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let import = read_bytes(utf16, Format::Jrnl, &options()).expect("UTF-16");
    assert_eq!(texts(&import), [("Żółw", "x")]);
    assert!(matches!(
        read_bytes(b"[2026-01-05 09:30] caf\xE9", Format::Jrnl, &options()),
        Err(ImportError::NotText)
    ));
}

#[test]
fn windows_line_ends_begin_entries_too() {
    assert_eq!(
        texts(&journal("[2026-01-05 09:30] One *\r\nbody\r\n\r\n[2026-01-05 10:00] Two\r\n"))[0],
        ("One", "body")
    );
}

#[test]
fn entries_without_words_are_said_to_be_empty() {
    let import = journal("[2026-01-05 09:30] \n\n[2026-01-05 10:00] Two\nx\n");
    assert_eq!(import.found.len(), 1);
    assert_eq!((import.report.of("journal").skipped, import.report.count_of("empty")), (1, 1));
}

#[test]
fn two_equal_entries_are_two_entries_and_stay_two() {
    let text = "[2026-01-05 09:30] Same\nx\n\n[2026-01-05 09:30] Same\nx\n";
    let mut notebook = Notebook::default();
    carry_out(plan(journal(text), &notebook), &mut notebook);
    assert_eq!(notebook.journal_len(), 2);
    assert!(plan(journal(text), &notebook).revisions.is_empty());
}

/// The shape of the generator that the speed tests use: tags behind the title, paragraphs on lines of their own.
fn thousand() -> String {
    let words = ["heliotrope", "lighthouse"];
    let entry = |n: usize| {
        let planted = if n.is_multiple_of(10) { words[n / 10 % 2] } else { "plain" };
        let (day, hour, minute) = (1 + n / 40 % 28, n % 24, n % 60);
        format!(
            "[2021-{:02}-{day:02} {hour:02}:{minute:02}:{:02}] Żółw: warm by the river {n}. @sleep @work\n\
             Before breakfast I sat with Żółw; it is afraid.\nThe word that came was {planted}.\n\n",
            1 + n / 400 % 12,
            n % 59,
        )
    };
    (0..1000).map(entry).collect()
}

#[test]
fn a_thousand_entries_come_in_once_with_exact_counts() {
    let mut notebook = Notebook::default();
    let first = plan(journal(&thousand()), &notebook);
    assert_eq!(first.report.total().imported, 1000);
    assert_eq!((first.report.total().failed, first.report.total().degraded), (0, 0));
    carry_out(first, &mut notebook);
    let holding = |word: &str| notebook.journal().filter(|(_, entry)| entry.body.contains(word)).count();
    assert_eq!((holding("heliotrope"), holding("lighthouse")), (50, 50));
    assert!(notebook.journal().all(|(_, entry)| entry.tags == ["sleep", "work"]));
    let again = plan(journal(&thousand()), &notebook);
    assert_eq!(
        (again.revisions.len(), again.report.of("journal").skipped, again.report.of("journal").imported),
        (0, 1000, 0)
    );
}
