//! The archive: everything out, everything back, nothing twice.

use std::io::{Cursor, Read};

use crate::common::{self, Folder, carry_out, plan, read};
use hearken_core::{
    Extra, Notebook, Record, RecordId, Revision, Timestamp, When,
    erasure::Erasure,
    exercises::Run,
    journal::JournalEntry,
    notebook::Prepared,
    parts::Part,
    record::UnknownRecord,
    recordings::{self, Recording, SoundKind},
    settings::{SETTINGS, Settings},
};
use hearken_report::{
    archive,
    import::{Format, Import},
};
use zip::ZipArchive;

pub(crate) fn id(number: u8) -> RecordId {
    RecordId::from_parts(Timestamp::from_millis(1_772_000_000_000 + i64::from(number)), [number; 10])
}

fn saved(record: RecordId, rev: u32, base: u32, what: Record) -> Revision {
    let saved = Timestamp::from_millis(1_772_000_000_000 + i64::from(rev));
    Revision { record, rev, base, settles: Vec::new(), saved, what }
}

fn entry(body: &str) -> Record {
    let when = When {
        zone: Some("Europe/Berlin".to_owned()),
        ..When::new(Timestamp::from_millis(1_772_404_200_000), 60)
    };
    Record::Journal(JournalEntry {
        title: Some("Żółw's day: \"quiet\"".to_owned()),
        body: body.into(),
        when,
        ..JournalEntry::default()
    })
}

fn notebook(revisions: impl IntoIterator<Item = Revision>) -> Notebook {
    let mut notebook = Notebook::default();
    revisions.into_iter().for_each(|revision| notebook.apply(Prepared::of(revision)));
    notebook
}

fn made() -> When {
    When::new(Timestamp::from_millis(1_790_000_000_000), 120)
}

pub(crate) fn export(notebook: &Notebook) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    archive::write(notebook, &mut out, &made(), &mut |_, _| {}).expect("memory takes everything");
    out.into_inner()
}

fn import(archive: &[u8]) -> Import {
    read(&Folder::new().put("a.zip", archive), Format::Hearken).expect("an archive")
}

pub(crate) fn small() -> Notebook {
    let critic = Part { name: "The Critic".to_owned(), fears: "that I fail".to_owned(), ..Part::default() };
    let unknown = UnknownRecord { kind: "dream".to_owned(), version: 3, payload: Extra(vec![0, 255, 7]) };
    let newer = UnknownRecord { kind: "journal".to_owned(), version: 2, payload: Extra(vec![128]) };
    notebook([
        saved(id(2), 1, 0, critic.into()),
        saved(id(1), 1, 0, entry("first")),
        saved(id(1), 2, 1, entry("second")),
        saved(id(1), 3, 1, entry("beside it")),
        saved(id(3), 1, 0, Record::Unknown(unknown)),
        saved(id(4), 1, 0, Record::Erasure(Erasure { records: vec![id(99)] })),
        saved(id(5), 1, 0, Record::Unknown(newer)),
        saved(RecordId::from_bytes(SETTINGS), 1, 0, Record::Settings(Settings::default())),
    ])
}

pub(crate) fn files(archive: &[u8]) -> Vec<(String, String)> {
    let mut zip = ZipArchive::new(Cursor::new(archive)).expect("a zip");
    let read = |number| {
        let mut file = zip.by_index(number).expect("a file");
        let mut text = String::new();
        file.read_to_string(&mut text).expect("UTF-8");
        (file.name().expect("UTF-8").into_owned(), text)
    };
    let count = ZipArchive::new(Cursor::new(archive)).expect("a zip").len();
    (0..count).map(read).collect()
}

#[test]
fn what_went_out_comes_back_and_goes_out_again_byte_for_byte() {
    let first = export(&small());
    let mut copy = Notebook::default();
    let planned = plan(import(&first), &copy);
    assert_eq!((planned.report.total().imported, planned.report.total().preserved_only), (6, 2));
    carry_out(planned, &mut copy);
    assert_eq!(export(&copy), first);
    assert_eq!(copy.also_standing(id(1)).len(), 1);
}

#[test]
fn a_second_import_adds_nothing() {
    let planned = plan(import(&export(&small())), &small());
    assert!(planned.saved.is_empty() && planned.revisions.is_empty());
    assert_eq!((planned.report.total().imported, planned.report.total().skipped), (0, 6));
}

#[test]
fn the_same_notebook_makes_the_same_bytes_whatever_order_it_is_kept_in() {
    assert_eq!(export(&small()), export(&small()));
}

#[test]
fn a_record_that_went_on_in_both_places_keeps_both() {
    let there = export(&notebook([saved(id(1), 1, 0, entry("first")), saved(id(1), 2, 1, entry("there"))]));
    let mut here = notebook([saved(id(1), 1, 0, entry("first")), saved(id(1), 2, 1, entry("here"))]);
    let planned = plan(import(&there), &here);
    assert_eq!(planned.saved.iter().map(|new| (new.rev, new.base)).collect::<Vec<_>>(), [(3, 1)]);
    carry_out(planned, &mut here);
    let bodies: Vec<_> = here.also_standing(id(1)).iter().map(|revision| revision.what.clone()).collect();
    assert_eq!((bodies, here.entry(id(1)).expect("here").body.as_str()), (vec![entry("here")], "there"));
    assert!(plan(import(&there), &here).saved.is_empty(), "and once is enough");
}

#[test]
fn revisions_that_are_numbered_on_keep_what_they_started_from() {
    let first = || saved(id(1), 1, 0, entry("first"));
    let mut settled = saved(id(1), 3, 2, entry("there again"));
    settled.settles = vec![1];
    let there = export(&notebook([first(), saved(id(1), 2, 1, entry("there")), settled]));
    let mut here = notebook([first(), saved(id(1), 2, 1, entry("here"))]);
    let planned = plan(import(&there), &here);
    let numbers: Vec<_> = planned.saved.iter().map(|new| (new.rev, new.base, new.settles.clone())).collect();
    assert_eq!(numbers, [(3, 1, vec![]), (4, 3, vec![1])]);
    carry_out(planned, &mut here);
    assert!(plan(import(&there), &here).saved.is_empty(), "and once is enough");
}

#[test]
fn an_erasure_there_takes_nothing_away_here() {
    let erased = saved(id(4), 1, 0, Record::Erasure(Erasure { records: vec![id(1)] }));
    let planned = plan(import(&export(&notebook([erased]))), &small());
    assert!(planned.saved.is_empty());
    assert_eq!(planned.report.count_of("erased-there"), 1);
}

#[test]
fn what_was_erased_here_is_not_brought_back() {
    let erased = saved(id(4), 1, 0, Record::Erasure(Erasure { records: vec![id(1)] }));
    let there = export(&notebook([saved(id(1), 1, 0, entry("gone"))]));
    let planned = plan(import(&there), &notebook([erased]));
    assert!(planned.saved.is_empty());
    assert_eq!(planned.report.count_of("erased-here"), 1);
}

#[test]
fn settings_of_this_notebook_stay_as_they_are() {
    let settings = |minutes, rev| {
        let settings = Settings { idle_minutes: minutes, ..Settings::default() };
        saved(RecordId::from_bytes(SETTINGS), rev, rev - 1, Record::Settings(settings))
    };
    let there = export(&notebook([settings(30, 1)]));
    let planned = plan(import(&there), &notebook([settings(60, 1)]));
    assert!(planned.saved.is_empty());
    assert_eq!(planned.report.count_of("settings-kept"), 1);
    assert_eq!(plan(import(&there), &Notebook::default()).saved.len(), 1);
}

#[test]
fn how_an_exercise_is_done_hands_free_goes_along_and_is_left_out_while_it_is_as_it_comes() {
    let archive = |settings| export(&notebook([saved(RecordId::from_bytes(SETTINGS), 1, 0, settings)]));
    let plain = archive(Record::Settings(Settings::default()));
    assert!(
        files(&plain).iter().all(|(_, text)| !text.contains("answer_seconds") && !text.contains("no_chimes"))
    );
    let own = Settings { answer_seconds: 0, chimes: false, ..Settings::default() };
    let mut copy = Notebook::default();
    carry_out(plan(import(&archive(Record::Settings(own.clone()))), &copy), &mut copy);
    assert_eq!(copy.settings(), own);
}

#[test]
fn a_voice_note_goes_along_with_its_run() {
    let begun = When::new(Timestamp::from_millis(1), 0);
    let note = Recording {
        run: id(1),
        screen: "situation".to_owned(),
        when: begun.clone(),
        kind: SoundKind::Webm,
        seconds: 12,
        bytes: vec![0x1a, 0x45, 0xdf, 0xa3, 0, 255],
        extra: Extra::default(),
    };
    let run = Run::begin("meet-a-protector", 1, "situation", begun, None);
    let first = export(&notebook([saved(id(1), 1, 0, run.into()), saved(id(2), 1, 0, note.clone().into())]));
    let mut copy = Notebook::default();
    carry_out(plan(import(&first), &copy), &mut copy);
    assert_eq!(recordings::of_run(&copy, id(1)), [(id(2), &note)]);
    assert_eq!(export(&copy), first);
}

#[test]
fn the_readable_files_have_plain_names_and_the_words_untouched() {
    let files = files(&export(&small()));
    let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "README.txt",
            "notebook.json",
            "journal/2026/2026-03-01-2330-zolws-day-quiet.md",
            "journal/2026/2026-03-01-2330-zolws-day-quiet-2.md",
            "parts/the-critic.md"
        ]
    );
    let updated = "2026-02-25T06:13:20.003+00:00";
    let twin = format!(
        "---\nid: \"{}\"\nkind: \"journal\"\nupdated: \"{updated}\"\ntitle: \"Żółw's day: \\\"quiet\\\"\"\n\
         date: \"2026-03-01T23:30:00+01:00\"\nzone: \"Europe/Berlin\"\n---\n\nbeside it\n",
        id(1)
    );
    assert_eq!(files[2].1, twin);
    assert!(files[4].1.ends_with("## fears\n\nthat I fail\n"));
}

#[test]
fn the_readable_files_can_be_brought_in_as_markdown() {
    let archive = export(&notebook([saved(id(1), 1, 0, entry("words\n\n# heading"))]));
    let twin = files(&archive).pop().expect("a twin").1;
    let import = common::read_bytes(twin, Format::Markdown, &common::options()).expect("a note");
    let read = common::entries(&import)[0];
    assert_eq!(
        (read.title.as_deref(), read.body.as_str()),
        (Some("Żółw's day: \"quiet\""), "words\n\n# heading\n")
    );
    let Record::Journal(written) = entry("") else { panic!("an entry") };
    assert_eq!(read.when, written.when);
}

#[test]
fn a_long_text_that_packs_very_small_comes_back() {
    let long = " ".repeat(3 << 20);
    let archive = export(&notebook((1..=20).map(|number| saved(id(number), 1, 0, entry(&long)))));
    assert_eq!(import(&archive).found.len(), 20);
}

#[test]
fn the_example_in_the_document_is_read_and_written_again() {
    let document = include_str!("../../../../docs/archive-format.md");
    let example =
        document.split("```json\n").nth(1).and_then(|after| after.split("```").next()).expect("an example");
    let archive = archive::read_json(example.as_bytes()).expect("the example is whole");
    let kinds: Vec<_> = archive.revisions.iter().map(|revision| revision.what.kind()).collect();
    assert_eq!(kinds.len(), 7, "every kind is shown, and one edit");
    let written = export_with(&notebook(archive.revisions), &archive.made);
    assert_eq!(written.trim(), example.trim());
}

fn export_with(notebook: &Notebook, made: &When) -> String {
    let mut out = Cursor::new(Vec::new());
    archive::write(notebook, &mut out, made, &mut |_, _| {}).expect("memory takes everything");
    files(&out.into_inner()).swap_remove(1).1
}
