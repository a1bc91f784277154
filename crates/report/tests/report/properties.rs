//! What holds for any notebook and any bytes.

use std::io::Cursor;

use super::arbitrary::{notebook, when};
use crate::common::{self, Folder, carry_out, plan, read_bytes};
use hearken_core::{Kind, Notebook, Record, RecordId, Revision, When, sharing::Grant};
use hearken_report::{
    archive, fuzz,
    import::{self, Format},
};
use proptest::{collection::vec, option, prelude::*, sample::select};

fn export(notebook: &Notebook, made: &When) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    archive::write(notebook, &mut out, made, &mut |_, _| {}).expect("memory takes everything");
    out.into_inner()
}

fn archived(bytes: &[u8]) -> import::Import {
    read_bytes(bytes, Format::Hearken, &common::options()).expect("an archive")
}

/// Revisions as an archive has them: it has no invitation.
fn in_archive(history: &[Revision]) -> Vec<Revision> {
    let archived =
        |it: &Revision| Revision { what: hearken_written::archived(&it.what).into_owned(), ..it.clone() };
    history.iter().map(archived).collect()
}

/// A record as it comes in: what the file says is shown to somebody is shown no more.
fn brought_in(history: &[Revision]) -> Vec<Revision> {
    let mut revisions = in_archive(history);
    if let Some(Record::Grant(grant)) = revisions.last_mut().map(|newest| &mut newest.what) {
        grant.stopped = true;
    }
    revisions
}

fn kind(notebook: &Notebook, record: RecordId) -> Option<Kind> {
    notebook.current(record).map(|newest| newest.what.kind())
}

fn shows_something(notebook: &Notebook) -> bool {
    let mut standing = notebook.records().filter_map(|record| notebook.get::<Grant>(record));
    standing.any(|grant| !grant.stopped)
}

/// How many are invented of each kind: more where there is time for it (`cargo xtask proof T44`).
fn cases() -> ProptestConfig {
    let cases = if std::env::var_os("HEARKEN_LONG").is_some() { 1_000 } else { 64 };
    ProptestConfig { cases, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_notebook_comes_back_whole(notebook in notebook(), made in when()) {
        let first = export(&notebook, &made);
        let mut copy = Notebook::default();
        carry_out(plan(archived(&first), &copy), &mut copy);
        for record in notebook.records() {
            prop_assert_eq!(brought_in(notebook.history(record)), copy.history(record));
        }
        prop_assert!(!shows_something(&copy));
        prop_assert_eq!(export(&copy, &made) == first, !shows_something(&notebook));
        let again = plan(archived(&first), &copy);
        prop_assert!(again.saved.is_empty() && again.revisions.is_empty());
    }

    #[test]
    fn two_notebooks_join_without_loss_and_only_once(mut here in notebook(), there in notebook()) {
        let archive = export(&there, &When::default());
        let had: Vec<_> = here.records().map(|record| (record, kind(&here, record))).collect();
        carry_out(plan(archived(&archive), &here), &mut here);
        let is_shown = |it: &Revision| matches!(it.what, Record::Grant(_));
        for record in there.records() {
            // What is shown to others stays as it is here, and so does what is of another kind.
            let ours = had.iter().find(|(ours, _)| *ours == record);
            let is_other = ours.is_some_and(|(_, ours)| *ours != kind(&there, record));
            if is_other || (ours.is_some() && there.history(record).iter().any(is_shown)) {
                continue;
            }
            for theirs in brought_in(there.history(record)) {
                prop_assert!(here.history(record).iter().any(|ours| ours.what == theirs.what));
            }
        }
        prop_assert!(plan(archived(&archive), &here).saved.is_empty());
    }

    #[test]
    fn a_flipped_bit_is_refused_or_changes_nothing(notebook in notebook(), at in any::<prop::sample::Index>(), bit in 0..8) {
        let whole = export(&notebook, &When::default());
        let before = archive::read(Cursor::new(&whole)).expect("whole");
        let mut flipped = whole;
        let at = at.index(flipped.len());
        flipped[at] ^= 1_u8 << bit;
        if let Ok(after) = archive::read(Cursor::new(flipped)) {
            prop_assert_eq!(after, before);
        }
    }

    #[test]
    fn the_same_journal_twice_plans_nothing(text in "(\\[2026-0[1-9]-0[1-9] 0[0-9]:30\\] [a-c#@ *.\n]{0,20}\n){0,12}") {
        let read = || read_bytes(&text, Format::Jrnl, &common::options()).expect("a journal");
        let mut notebook = Notebook::default();
        carry_out(plan(read(), &notebook), &mut notebook);
        prop_assert!(plan(read(), &notebook).revisions.is_empty());
    }

    #[test]
    fn no_word_of_a_journal_is_lost(words in vec("[a-zA-Zéł影.!?:*\\[\\]() -]{1,30}", 1..20)) {
        let text = words.iter().enumerate().map(|(n, word)| format!("[2026-01-05 09:{n:02}] {word}\n{word}\n")).collect::<String>();
        let import = read_bytes(&text, Format::Jrnl, &common::options()).expect("a journal");
        let whole: String = common::entries(&import).iter().map(|entry| format!("{} {}", entry.title.as_deref().unwrap_or(""), entry.body)).collect();
        for word in words.iter().flat_map(|line| line.split([' ', '*'])) {
            prop_assert!(whole.contains(word), "{:?} in {:?}", word, whole);
        }
    }
}

type Reader = fn(&[u8]);
const READERS: [Reader; 12] = [
    fuzz::recognise,
    fuzz::zip,
    fuzz::archive,
    fuzz::archive_json,
    fuzz::jrnl,
    fuzz::jrnl_json,
    fuzz::day_one,
    fuzz::rich_text,
    fuzz::front_matter,
    fuzz::markdown,
    fuzz::plural,
    fuzz::picture,
];

/// Good files for each reader, to be spoiled.
fn seeds() -> Vec<Vec<u8>> {
    let rich = r##"{"contents":[{"text":"a\nb","attributes":{"bold":true,"line":{"header":1,"listStyle":"numbered","indentLevel":99999999999}}},{"embeddedObjects":[{"type":"photo","identifier":"x"},{"type":"table","markdown":"|a|"}]}]}"##;
    let day_one = format!(
        r#"{{"metadata":{{}},"entries":[{{"uuid":"A","creationDate":"2026-03-01T22:30:00Z","timeZone":"Europe/Berlin","isAllDay":true,"text":"\\. ![](dayone-moment://1)","richText":{},"tags":["a"],"photos":[{{"identifier":"1"}}],"location":{{}}}}]}}"#,
        serde_json::to_string(rich).expect("a text")
    );
    let markdown = "---\ndate: 2026-01-05T09:30:00+01:00\ntags: [a, \"b\", 'c']\nlist:\n  - x\nnested:\n  y: 1\n---\n# Title\n2026-01-05 09:30\ntags:: [[a]], b\n";
    let archive = export(&Notebook::default(), &When::default());
    let json = br#"{"format":"hearken-archive","version":1,"made":{"at":0,"offset_minutes":0},"records":[]}"#
        .to_vec();
    let jrnl = "before\n[2026-01-05 09:07:00 PM] One * #tag\nbody\n[05/06/2026 10:00] Two.\n[1] x\n2013-06-09 15:39 Bare\n";
    let jrnl_json = r##"{"tags":{"#a":1},"entries":[{"title":"t","body":"b","date":"2026-01-05","time":"09:30","tags":["#a"],"starred":true}]}"##;
    vec![archive, json, jrnl.into(), jrnl_json.into(), day_one.into(), rich.into(), markdown.into()]
}

proptest! {
    #[test]
    fn no_bytes_make_a_reader_panic(bytes in vec(any::<u8>(), 0..300)) {
        READERS.iter().for_each(|read| read(&bytes));
    }

    #[test]
    fn no_text_makes_a_reader_panic(text in "(\\[|\\]|\\{|\\}|---\n|\"|:|- |#|[0-9/. -]{1,12}|\\PC|\n|\t){0,60}") {
        READERS.iter().for_each(|read| read(text.as_bytes()));
        read_bytes(&text, Format::Markdown, &common::options()).expect("any text is a note");
    }

    #[test]
    fn no_spoiled_file_makes_a_reader_panic(
        seed in select(seeds()),
        changes in vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 1..8),
        cut in option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = seed;
        for (at, byte, how) in changes {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => bytes[at] ^= 1 << (byte % 8),
            }
        }
        bytes.truncate(cut.map_or(bytes.len(), |cut| cut.index(bytes.len())));
        READERS.iter().for_each(|read| read(&bytes));
    }
}

#[test]
fn the_good_files_are_good() {
    let formats = [
        Format::Hearken,
        Format::Markdown,
        Format::Jrnl,
        Format::Jrnl,
        Format::DayOne,
        Format::Markdown,
        Format::Markdown,
    ];
    for (seed, format) in seeds().iter().zip(formats) {
        let folder = Folder::new();
        let told = import::ImportOptions { day_first: Some(true), ..common::options() };
        assert!(import::read(&folder.put("x", seed), format, &told, &mut |_, _| {}).is_ok(), "{format:?}");
    }
}
