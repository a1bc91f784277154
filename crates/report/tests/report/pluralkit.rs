//! PluralKit's export.

use hearken_report::import::{Format, ImportError, Take};
use serde_json::{Value, json};

use crate::plural::{ALL, all_of, bring_in, brought_in, entry, group, kept, own, part, read, sample};

const PK: Format = Format::PluralKit;

fn of_members(members: Value) -> Value {
    json!({"version": 2, "members": members, "switches": []})
}

#[test]
fn members_become_parts_with_all_that_has_a_place() {
    let (notebook, report) = brought_in(&sample("pluralkit.json"), PK, Take::USUAL);
    let (_, watcher) = part(&notebook, "Watcher");
    assert_eq!(watcher.notes, "Looks out, ||quietly||.\n<@1>", "byte for byte");
    assert_eq!(own(watcher, "Display name").as_deref(), Some("The Watcher"));
    assert_eq!(own(watcher, "Birthday").as_deref(), Some("29 February"));
    assert_eq!(watcher.colour.as_deref(), Some("#88aacc"));
    let (_, ember) = part(&notebook, "Ember");
    assert_eq!(own(ember, "Birthday").as_deref(), Some("1990-07-01"));
    assert_eq!(ember.colour.as_deref(), Some("#112233"), "eight digits have the opacity first");
    assert_eq!((report.of("part").imported, report.count_of("not-a-colour")), (3, 1));
}

#[test]
fn what_was_private_is_hidden_or_in_the_private_corner() {
    let (notebook, report) = brought_in(&sample("pluralkit.json"), PK, Take::USUAL);
    let (_, watcher) = part(&notebook, "Watcher");
    assert_eq!((watcher.hidden, watcher.private.as_str()), (false, "Pronouns: they/them"));
    let (_, ember) = part(&notebook, "Ember");
    assert_eq!(ember.private, "Name: Secret name", "the name was private and another one was shown");
    assert!(part(&notebook, "Stone").1.hidden, "what nobody said counts as private");
    assert_eq!((report.count_of("arrives-hidden"), report.count_of("private-field")), (1, 2));
}

#[test]
fn all_is_ordinary_when_the_person_says_so() {
    let (notebook, report) =
        brought_in(&sample("pluralkit.json"), PK, Take { ordinary: true, ..Take::USUAL });
    let (_, watcher) = part(&notebook, "Watcher");
    assert_eq!((own(watcher, "Pronouns").as_deref(), watcher.private.as_str()), (Some("they/them"), ""));
    assert!(notebook.parts().all(|(_, part)| !part.hidden));
    assert_eq!(report.count_of("arrives-hidden"), 0);
}

#[test]
fn members_of_groups_are_found_however_their_ids_are_spelled() {
    let (notebook, report) = brought_in(&sample("pluralkit.json"), PK, Take::USUAL);
    let (_, upstairs) = group(&notebook, "Upstairs");
    assert_eq!(upstairs.parts, [part(&notebook, "Watcher").0, part(&notebook, "Ember").0]);
    assert_eq!((upstairs.about.as_str(), upstairs.colour.as_deref()), ("With windows.", Some("#aabbcc")));
    assert_eq!((report.count_of("dangling-reference"), report.count_of("private-group")), (1, 1));
}

#[test]
fn what_has_no_place_is_kept_and_secrets_are_not() {
    let (notebook, report) = brought_in(&sample("pluralkit.json"), PK, Take::USUAL);
    let (_, watcher) = part(&notebook, "Watcher");
    assert_eq!(kept(watcher.source.as_ref())["proxy_tags"][0]["prefix"], "w:");
    let (_, system) = group(&notebook, "The Lamp House");
    assert!(
        system.archived && system.parts.is_empty() && system.about == "An invented house with three rooms."
    );
    let whole = kept(system.source.as_ref());
    assert_eq!(whole["accounts"][0].as_u64(), Some(9_007_199_254_740_993), "not a digit is lost");
    assert_eq!(whole["switches"].as_array().map(Vec::len), Some(4));
    assert!(!all_of(&notebook).contains("secret-hook"));
    assert_eq!((report.of("secret").skipped, report.count_of("secrets-dropped")), (1, 1));
    assert!(report.count_of("picture-elsewhere") == 1 && report.count_of("history-kept") == 4);
}

#[test]
fn switches_become_days_only_when_asked_for() {
    let (without, _) = brought_in(&sample("pluralkit.json"), PK, Take::USUAL);
    assert_eq!(without.journal_len(), 0);
    let (notebook, report) = brought_in(&sample("pluralkit.json"), PK, ALL);
    let day = entry(&notebook, "Who was in front");
    let lines: Vec<&str> = day.body.lines().collect();
    assert_eq!(lines, ["10:00–11:00 Watcher", "11:00–12:00 Watcher, Ember", "12:00–13:00 Stone"]);
    assert_eq!(day.when.zone.as_deref(), Some("Europe/Berlin"));
    assert!(day.hidden && day.when.all_day && day.parts.len() == 3 && !day.when.zone_assumed);
    assert_eq!(report.count_of("dangling-reference"), 2);
}

#[test]
fn the_same_file_again_changes_nothing() {
    let (mut notebook, first) = brought_in(&sample("pluralkit.json"), PK, ALL);
    let before = all_of(&notebook).len();
    let again = bring_in(&sample("pluralkit.json"), PK, ALL, &mut notebook);
    assert_eq!(again.of("part").imported + again.of("group").imported + again.of("journal").imported, 0);
    assert_eq!(again.of("part").skipped, first.of("part").imported);
    assert_eq!(all_of(&notebook).len(), before);
}

#[test]
fn a_newer_file_changes_only_what_nobody_changed_here() {
    let (mut notebook, _) = brought_in(&sample("pluralkit.json"), PK, Take::USUAL);
    let (ember, old) = part(&notebook, "Ember");
    let mine = hearken_core::parts::Part { notes: "Mine.".to_owned(), ..old.clone() };
    let edit = hearken_core::parts::keep(&notebook, ember, 1, mine).expect("an edit");
    crate::common::carry_out(
        hearken_report::import::Plan { revisions: vec![edit], ..Default::default() },
        &mut notebook,
    );
    let mut newer = sample("pluralkit.json");
    newer["members"][0]["description"] = json!("Looks in.");
    newer["members"][1]["description"] = json!("Theirs.");
    newer["members"][2]["message_count"] = json!(99);
    let report = bring_in(&newer, PK, Take::USUAL, &mut notebook);
    assert_eq!(part(&notebook, "Watcher").1.notes, "Looks in.");
    assert_eq!(part(&notebook, "Ember").1.notes, "Mine.");
    assert_eq!((report.count_of("updated"), report.count_of("edited-here")), (1, 1));
    assert_eq!(report.of("part").imported, 1, "a counter that went on is no news");
}

#[test]
fn version_one_and_files_of_others_are_understood() {
    let old = json!({
        "version": 1, "timezone": "UTC", "name": null, "switches": [],
        "members": [{"id": "aaaaa", "name": "Old", "prefix": "o:", "visibility": "public", "pronoun_privacy": "private",
                     "pronouns": "it", "birthday": "0001-03-05", "created": "2019-01-01T00:00:00Z"}],
    });
    let (notebook, _) = brought_in(&old, PK, Take::USUAL);
    let (_, part) = part(&notebook, "Old");
    assert_eq!((part.hidden, part.private.as_str()), (false, "Pronouns: it"));
    assert_eq!(own(part, "Birthday").as_deref(), Some("5 March"));
    assert_eq!(part.source.as_ref().expect("a source").id, "members/aaaaa");
}

#[test]
fn two_parts_may_have_one_name_and_even_one_id() {
    let twice = of_members(
        json!([{"id": "aaaaa", "name": "Same"}, {"id": "bbbbb", "name": "Same"}, {"id": "aaaaa", "name": "Same"}]),
    );
    let (mut notebook, report) = brought_in(&twice, PK, Take::USUAL);
    assert_eq!((notebook.parts().count(), report.count_of("id-twice")), (3, 1));
    assert_eq!(bring_in(&twice, PK, Take::USUAL, &mut notebook).of("part").imported, 0);
}

#[test]
fn hostile_names_arrive_as_they_are_or_are_said() {
    let long = "é".repeat(5_000);
    let names = json!([
        {"id": "a", "name": "<script>alert(1)</script>"}, {"id": "b", "name": "\u{202e}txt.exe"},
        {"id": "c", "name": long}, {"id": "d", "name": ""}, {"id": "e", "name": "👩‍👩‍👧‍👦"}, {"id": "f", "name": "a\u{0}b\nc"},
        {"id": "g"}, {"id": "h", "name": 7},
    ]);
    let (notebook, report) = brought_in(&of_members(names), PK, Take::USUAL);
    for name in ["<script>alert(1)</script>", "\u{202e}txt.exe", "👩‍👩‍👧‍👦", "ab c"] {
        part(&notebook, name);
    }
    let (_, cut) = notebook.parts().find(|(_, part)| part.name.starts_with("éé")).expect("the long one");
    assert_eq!((cut.name.len(), cut.notes.as_str()), (400, long.as_str()), "all of it is in the notes");
    assert_eq!(notebook.parts().filter(|(_, part)| part.name == "Unnamed part").count(), 3);
    assert_eq!((report.count_of("name-shortened"), report.count_of("name-empty")), (1, 3));
    assert!(report.of("part").degraded >= 1);
}

#[test]
fn what_is_no_record_and_no_time_is_counted() {
    let odd = json!({
        "version": 7, "members": [1, null, "x", {"id": 1.5, "name": "No id"}],
        "groups": "none", "switches": [{"timestamp": "soon", "members": []}, {"members": 7}],
    });
    let (notebook, report) = brought_in(&odd, PK, ALL);
    assert_eq!((notebook.parts().count(), report.of("part").failed, report.of("group").failed), (1, 3, 1));
    assert_eq!(
        (report.of("front").failed, report.count_of("no-id"), report.count_of("other-version")),
        (2, 1, 1)
    );
}

#[test]
fn future_switches_are_pointed_out_when_the_time_is_known() {
    let options = hearken_report::import::ImportOptions {
        now: Some(hearken_core::Timestamp::from_millis(0)),
        ..crate::plural::taking(ALL)
    };
    let file = sample("pluralkit.json").to_string();
    let import = crate::common::read_bytes(file, PK, &options).expect("an export");
    assert_eq!(import.report.count_of("in-the-future"), 3 + 1, "three stretches and their day");
}

#[test]
fn a_file_that_is_not_what_it_claims_is_refused() {
    for other in [json!([]), json!({"members": []}), json!({"members": {}, "switches": []}), json!(7)] {
        assert!(matches!(read(&other, PK, Take::USUAL), Err(ImportError::OtherFormat)), "{other}");
    }
}

#[test]
fn no_message_holds_a_word_of_the_person() {
    let (_, report) = brought_in(&sample("pluralkit.json"), PK, ALL);
    let said: String = report.warnings.iter().map(|warning| warning.message).collect();
    for word in ["Watcher", "Ember", "Stone", "Lamp", "windows", "quietly"] {
        assert!(!said.contains(word), "{word}");
    }
}
