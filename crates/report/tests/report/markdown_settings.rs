//! The settings at the top of a note, in YAML, TOML and JSON.

use hearken_report::import::{Format, ImportOptions};
use jiff::civil::date;

use super::markdown::{kept, note};
use crate::common::{entries, options, read_bytes};

#[test]
fn values_are_read_as_text_and_never_as_something_else() {
    let (entry, _) = note("n.md", "---\ntitle: no\nmood: 1e3\ntime: 12:30\nrating: 0123\n---\nb");
    assert_eq!(entry.title.as_deref(), Some("no"));
    for raw in ["mood: 1e3", "time: 12:30", "rating: 0123"] {
        assert!(kept(&entry).contains(raw), "{raw}");
    }
}

#[test]
fn tags_come_in_every_way_people_write_them() {
    let tags = |front: &str| note("n.md", &format!("---\n{front}\n---\nb")).0.tags;
    assert_eq!(tags("tags: [a, \"b c\", 2026, null]"), ["a", "b c", "2026"]);
    assert_eq!(tags("tags:\n  - a/b\n  - '#c'\n- d"), ["a/b", "c", "d"]);
    assert_eq!(tags("tag: \"#a, #b\""), ["a", "b"]);
    assert_eq!(tags("keywords: a b"), ["a", "b"]);
    assert_eq!(tags("categories: #a"), ["a"]);
    assert!(tags("tags:").is_empty());
}

#[test]
fn whatever_is_not_plainly_public_is_hidden() {
    let hidden = |front: &str| note("n.md", &format!("---\n{front}\n---\nb")).0.hidden;
    for front in [
        "private: true",
        "private: maybe",
        "publish: false",
        "publish:",
        "draft: true",
        "visibility: friends",
        "share: no",
        "visibility: pubilc",
    ] {
        assert!(hidden(front), "{front}");
    }
    for front in
        ["private: false", "publish: true", "draft: no", "visibility: Public", "share: yes", "mood: bad"]
    {
        assert!(!hidden(front), "{front}");
    }
}

#[test]
fn yaml_that_is_not_plain_is_kept_as_text() {
    for front in [
        "a: &x 1\nb: *x",
        "a: !!python/object x",
        "a: 1\na: 2",
        "a:\n\t- b",
        "? a\n: b",
        "a: [b, [c]]",
        "just words",
        "a: \"open",
    ] {
        let text = format!("---\n{front}\n---\nbody\n");
        let (entry, import) = note("2026-01-05.md", &text);
        assert_eq!(entry.body, text, "{front}");
        assert_eq!(import.report.count_of("front-matter-as-text"), 1, "{front}");
    }
}

#[test]
fn a_fence_that_is_never_closed_is_text() {
    let (entry, import) = note("2026-01-05.md", "---\ntitle: x\n\nwords");
    assert_eq!(entry.body, "---\ntitle: x\n\nwords");
    assert_eq!(import.report.count_of("front-matter-as-text"), 0);
}

#[test]
fn nested_settings_are_kept_and_not_read() {
    let (entry, import) =
        note("n.md", "---\ndate: 2026-01-05\nsleep:\n  hours: 7\nabout: |\n  two\n  lines\n---\nb");
    assert_eq!((entry.body.as_str(), import.report.count_of("front-matter-as-text")), ("b", 0));
    assert!(kept(&entry).contains("hours: 7") && kept(&entry).contains("two"));
}

#[test]
fn toml_and_json_settings_are_read() {
    for top in [
        "+++\ntitle = \"T\"\ndate = 2026-01-05T09:30:00+01:00\ntags = [\"a\"]\n+++\n",
        "{\"title\": \"T\", \"date\": \"2026-01-05T09:30:00+01:00\", \"tags\": [\"a\"]}\n",
        ";;;\n{\"title\": \"T\", \"date\": \"2026-01-05 09:30 +0100\", \"tags\": [\"a\"]}\n;;;\n",
    ] {
        let (entry, _) = note("n.md", &format!("{top}\nb"));
        assert_eq!(
            (entry.title.as_deref(), entry.body.as_str(), entry.tags.len()),
            (Some("T"), "b", 1),
            "{top}"
        );
        assert_eq!(
            (entry.when.local(), entry.when.zone_assumed),
            (date(2026, 1, 5).at(9, 30, 0, 0), false),
            "{top}"
        );
    }
}

#[test]
fn a_date_that_cannot_be_read_is_kept_and_said() {
    let (entry, import) = note("n.md", "---\ndate: 05/06/2026\n---\nb");
    assert_eq!((import.report.count_of("date-not-read"), import.report.count_of("date-from-file")), (1, 1));
    assert!(kept(&entry).contains("05/06/2026"));
    let told = ImportOptions { day_first: Some(true), ..options() };
    let import = read_bytes("---\ndate: 05/06/2026\n---\nb", Format::Markdown, &told).expect("a note");
    assert_eq!(entries(&import)[0].when.date(), date(2026, 6, 5));
}

#[test]
fn places_are_left_out_and_counted() {
    let (entry, import) = note("n.md", "---\nlocation: Home Street 5\nweather: rain\npeople: [Anna]\n---\nb");
    assert!(!kept(&entry).contains("Home Street") && kept(&entry).contains("Anna"));
    assert_eq!((import.report.of("place").skipped, import.report.count_of("places-dropped")), (2, 2));
}
