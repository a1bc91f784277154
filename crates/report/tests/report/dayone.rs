//! Day One: the JSON export with its own idea of days, text and pictures.

use crate::common::{Folder, carry_out, entries, options, plan, read, read_bytes, zip_of};
use hearken_core::Notebook;
use hearken_report::import::{Format, Import, ImportError, ImportOptions};
use jiff::civil::date;
use serde_json::{Value, json};

fn export(entries: Value) -> String {
    json!({ "metadata": { "version": "1.0" }, "entries": entries }).to_string()
}

fn one(fields: Value) -> Import {
    let mut entry =
        json!({ "uuid": "A1B2C3D4E5F60718293A4B5C6D7E8F90", "creationDate": "2026-03-01T22:30:00Z" });
    entry.as_object_mut().expect("an object").extend(fields.as_object().expect("an object").clone());
    read_bytes(export(json!([entry])), Format::DayOne, &options()).expect("an export")
}

fn rich(contents: Value) -> Import {
    one(json!({ "richText": json!({ "contents": contents }).to_string(), "text": "plain" }))
}

fn body(import: &Import) -> &str {
    &entries(import)[0].body
}

#[test]
fn the_day_is_the_instant_in_the_entrys_own_zone() {
    let import = one(json!({ "timeZone": "Asia/Tokyo", "text": "a" }));
    let when = &entries(&import)[0].when;
    assert_eq!((when.date(), when.offset_minutes, when.zone_assumed), (date(2026, 3, 2), 540, false));
}

#[test]
fn an_all_day_entry_in_dublin_in_summer_is_the_day_after_its_utc_date() {
    let import = one(
        json!({ "creationDate": "2024-04-16T23:00:00Z", "timeZone": "Europe/Dublin", "isAllDay": true, "text": "a" }),
    );
    let when = &entries(&import)[0].when;
    assert!(when.all_day);
    assert_eq!(when.local(), date(2024, 4, 17).at(0, 0, 0, 0));
}

#[test]
fn a_missing_or_unknown_zone_is_assumed_and_said() {
    let import = one(json!({ "text": "a" }));
    assert!(entries(&import)[0].when.zone_assumed);
    let import = one(json!({ "text": "a", "timeZone": "Moon/Tranquility" }));
    assert_eq!((import.report.count_of("zone-not-known"), import.report.count_of("zone-assumed")), (1, 1));
}

#[test]
fn plain_text_loses_its_backslashes_and_its_heading_becomes_the_title() {
    let import = one(json!({ "text": "# Calm\\.\n\nA walk \\(long\\) \\- 3\\.5 km \\+ tea, C:\\dir" }));
    let entry = entries(&import)[0];
    assert_eq!(entry.title.as_deref(), Some("Calm."));
    assert_eq!(entry.body, "A walk (long) - 3.5 km + tea, C:\\dir");
}

#[test]
fn text_without_a_heading_has_no_title() {
    let import = one(json!({ "text": "Just words\n# later" }));
    assert_eq!((entries(&import)[0].title.as_deref(), body(&import)), (None, "Just words\n# later"));
}

#[test]
fn star_tags_and_id_come_along() {
    let import = one(json!({ "text": "a", "starred": true, "tags": ["by the sea", "影"] }));
    let entry = entries(&import)[0];
    assert!(entry.starred);
    assert_eq!(entry.tags, ["by the sea", "影"]);
    assert_eq!(
        entry.source.as_ref().map(|source| source.id.as_str()),
        Some("A1B2C3D4E5F60718293A4B5C6D7E8F90")
    );
}

#[test]
fn inline_styles_become_markdown_with_blanks_outside_the_signs() {
    let import = rich(json!([
        { "text": "bold ", "attributes": { "bold": true } },
        { "text": "and ", "attributes": { "italic": true } },
        { "text": "code", "attributes": { "inlineCode": true } },
        { "text": " " },
        { "text": "gone", "attributes": { "strikethrough": true } },
        { "text": " marked", "attributes": { "highlightedColor": "yellow" } },
        { "text": " here", "attributes": { "linkURL": "https://example.org/a" } },
        { "text": " https://example.org/b", "attributes": { "linkURL": "https://example.org/b", "autolink": true } }
    ]));
    assert_eq!(
        body(&import),
        "**bold** *and* `code` ~~gone~~ ==marked== [here](https://example.org/a) https://example.org/b"
    );
}

#[test]
fn line_styles_come_with_the_first_piece_of_a_line() {
    let line = |line: Value| json!({ "line": line });
    let import = rich(json!([
        { "text": "Small", "attributes": line(json!({ "header": 2 })) },
        { "text": " heading\n", "attributes": { "bold": true } },
        { "text": "one\ntwo\n", "attributes": line(json!({ "listStyle": "bulleted", "indentLevel": 1 })) },
        { "text": "deep\n", "attributes": line(json!({ "listStyle": "bulleted", "indentLevel": 2 })) },
        { "text": "third\n", "attributes": line(json!({ "listStyle": "numbered", "listIndex": 3, "indentLevel": 1 })) },
        { "text": "tea\n", "attributes": line(json!({ "listStyle": "checkbox", "checked": true })) },
        { "text": "said\n", "attributes": line(json!({ "quote": true })) },
        { "text": "let a;\nlet b;\n", "attributes": line(json!({ "codeBlock": true })) },
        { "text": "end" }
    ]));
    assert_eq!(entries(&import)[0].title.as_deref(), Some("Small **heading**"));
    assert_eq!(
        body(&import),
        "- one\n- two\n  - deep\n3. third\n- [x] tea\n> said\n```\nlet a;\nlet b;\n```\nend"
    );
}

#[test]
fn things_placed_in_the_text_keep_their_place() {
    let import = rich(json!([
        { "text": "before" },
        { "embeddedObjects": [{ "type": "photo", "identifier": "0011" }, { "type": "horizontalRuleLine" }] },
        { "embeddedObjects": [{ "type": "externalVideo", "url": "https://example.org/v" }, { "type": "hologram", "identifier": "9" }] },
        { "text": "after" }
    ]));
    assert_eq!(body(&import), "before\n![](dayone-moment://0011)\n---\nhttps://example.org/v\nafter");
    assert_eq!((import.report.count_of("embed-not-known"), import.report.count_of("media-not-kept")), (1, 1));
    let kept = entries(&import)[0].source.as_ref().and_then(|source| source.kept.clone()).expect("kept");
    assert!(kept.contains("hologram"), "what is not known is kept");
}

#[test]
fn styled_text_that_cannot_be_read_falls_back_to_the_plain_text() {
    let import = one(json!({ "richText": "{not json", "text": "a\\." }));
    assert_eq!(body(&import), "a.");
    assert_eq!(import.report.count_of("rich-text-not-read"), 1);
}

#[test]
fn every_picture_is_reported_and_marked_in_the_text() {
    let import = one(json!({
        "text": "see ![](dayone-moment://0011)",
        "photos": [{ "identifier": "0011", "type": "jpeg" }, { "identifier": "0022" }],
        "audios": [{ "identifier": "0033", "format": "aac" }]
    }));
    assert_eq!(
        body(&import),
        "see ![](dayone-moment://0011)\n![](dayone-moment://0022)\n![](dayone-moment:/audio/0033)"
    );
    let counts = import.report.of("media");
    assert_eq!((counts.failed, counts.preserved_only, import.report.count_of("media-not-kept")), (3, 0, 3));
    assert!(import.found[0].degraded);
}

#[test]
fn places_and_devices_are_left_out_unless_asked_for() {
    let fields = json!({
        "text": "a", "location": { "placeName": "Home Street 5" }, "weather": { "sunsetDate": "x" },
        "creationDevice": "Anna's phone", "creationOSName": "x", "isPinned": true
    });
    let import = one(fields.clone());
    let kept = |import: &Import| {
        entries(import)[0].source.as_ref().and_then(|source| source.kept.clone()).expect("kept")
    };
    assert!(!kept(&import).contains("Home Street") && !kept(&import).contains("Anna"));
    assert!(kept(&import).contains("isPinned"));
    assert_eq!(import.report.of("place").skipped, 4);
    let mut entry = fields;
    entry["creationDate"] = json!("2026-03-01T22:30:00Z");
    let options = ImportOptions { keep_places: true, ..options() };
    let import = read_bytes(export(json!([entry])), Format::DayOne, &options).expect("an export");
    assert!(kept(&import).contains("Home Street") && kept(&import).contains("Anna"));
    assert_eq!(import.report.of("place").preserved_only, 4);
}

#[test]
fn an_entry_without_a_date_is_named_and_the_others_come_in() {
    let text = export(
        json!([{ "uuid": "AA", "text": "lost" }, { "creationDate": "2026-03-01T22:30:00Z", "text": "kept" }, 7]),
    );
    let import = read_bytes(text, Format::DayOne, &options()).expect("an export");
    assert_eq!(import.found.len(), 1);
    let named: Vec<_> = import
        .report
        .warnings
        .iter()
        .filter(|w| w.code == "not-readable")
        .map(|w| w.record_id.as_deref())
        .collect();
    assert_eq!(named, [Some("AA"), Some("entry 3")]);
}

#[test]
fn several_journals_of_a_zip_become_tags() {
    let entry = |text: &str| export(json!([{ "creationDate": "2026-03-01T22:30:00Z", "text": text }]));
    let (dreams, journal) = (entry("a dream"), entry("a day"));
    let folder = Folder::new();
    let files: [(&str, &[u8]); 3] = [
        ("Dreams.json", dreams.as_bytes()),
        ("Journal.json", journal.as_bytes()),
        ("photos/x.jpeg", b"\xFF\xD8"),
    ];
    let import = read(&folder.put("export.zip", zip_of(&files)), Format::DayOne).expect("a zip");
    let tags: Vec<_> = entries(&import).iter().map(|entry| entry.tags.clone()).collect();
    assert_eq!(tags, [["Dreams"], ["Journal"]]);
}

#[test]
fn other_json_is_not_taken_for_an_export() {
    assert!(matches!(read_bytes("{}", Format::DayOne, &options()), Err(ImportError::OtherFormat)));
    assert!(matches!(read_bytes("{", Format::DayOne, &options()), Err(ImportError::Damaged)));
}

#[test]
fn a_newer_export_changes_only_what_nobody_edited_here() {
    let file = |first: &str, second: &str| {
        let entry = |uuid: &str, text: &str| json!({ "uuid": uuid, "creationDate": "2026-03-01T22:30:00Z", "text": text });
        read_bytes(export(json!([entry("A", first), entry("B", second)])), Format::DayOne, &options())
            .expect("an export")
    };
    let mut notebook = Notebook::default();
    carry_out(plan(file("one", "two"), &notebook), &mut notebook);
    edit(&mut notebook, "B", "two, as I see it now");
    assert!(plan(file("one", "two"), &notebook).revisions.is_empty(), "the file did not change");

    let newer = plan(file("one, longer", "two, longer"), &notebook);
    assert_eq!((newer.revisions.len(), newer.report.of("journal").imported), (1, 1));
    assert_eq!((newer.report.count_of("updated"), newer.report.count_of("edited-here")), (1, 1));
    carry_out(newer, &mut notebook);
    let says = |id: &str| {
        notebook.entry(notebook.from_source("dayone", id).expect("here")).expect("an entry").body.clone()
    };
    assert_eq!((says("A").as_str(), says("B").as_str()), ("one, longer", "two, as I see it now"));
    assert!(plan(file("one, longer", "two"), &notebook).revisions.is_empty());
    assert!(plan(file("one", "two"), &notebook).revisions.is_empty(), "an older file brings nothing back");
}

fn edit(notebook: &mut Notebook, source: &str, body: &str) {
    use hearken_core::{Record, Revision, Timestamp, notebook::Prepared};
    let record = notebook.from_source("dayone", source).expect("here");
    let newest = notebook.current(record).expect("here").clone();
    let Record::Journal(mut entry) = newest.what else { panic!("an entry") };
    entry.body = body.into();
    let saved = Timestamp::from_millis(1_790_000_100_000);
    let edited =
        Revision { rev: newest.rev + 1, base: newest.rev, saved, what: Record::Journal(entry), ..newest };
    notebook.apply(Prepared::of(edited));
}
