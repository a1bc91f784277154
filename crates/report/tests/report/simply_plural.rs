//! Simply Plural's export.

use hearken_core::parts::OwnValue;
use hearken_report::import::{Format, Take};
use serde_json::json;

use crate::plural::{ALL, all_of, bring_in, brought_in, entry, group, kept, own, part, sample};

const SP: Format = Format::SimplyPlural;

#[test]
fn members_come_from_lists_and_wrappings_alike() {
    let (notebook, report) = brought_in(&sample("simply-plural.json"), SP, Take::USUAL);
    let (_, pear) = part(&notebook, "Pear");
    assert_eq!(pear.notes, "Sits with Quince and <###@gone###>.", "who is known is named");
    assert_eq!((own(pear, "Pronouns").as_deref(), pear.colour.as_deref()), (Some("she"), Some("#00aa11")));
    let (_, quince) = part(&notebook, "Quince");
    assert!(quince.archived);
    assert_eq!(own(quince, "Archived because").as_deref(), Some("Asleep for the winter"));
    let third = notebook.from_source("simplyplural", "members/5f0000000000000000000003");
    assert_eq!(notebook.part(third.expect("by its $oid")).expect("a part").name, "Unnamed part");
    assert_eq!((report.of("part").imported, report.of("part").failed), (3, 1));
    assert_eq!(report.count_of("not-a-text"), 2, "a number as a name, and one in a field");
}

#[test]
fn everything_arrives_hidden_and_private_fields_are_in_the_corner() {
    let (notebook, report) = brought_in(&sample("simply-plural.json"), SP, Take::USUAL);
    assert!(notebook.parts().all(|(_, part)| part.hidden));
    assert_eq!(report.count_of("arrives-hidden"), 3);
    let (_, pear) = part(&notebook, "Pear");
    assert_eq!(pear.private, "Mood: quiet");
    let (ordinary, _) = brought_in(&sample("simply-plural.json"), SP, Take { ordinary: true, ..Take::USUAL });
    let (_, pear) = part(&ordinary, "Pear");
    assert_eq!((pear.hidden, own(pear, "Mood").as_deref()), (false, Some("quiet")));
}

#[test]
fn custom_fields_become_fields_of_ones_own_in_their_order() {
    let (notebook, report) =
        brought_in(&sample("simply-plural.json"), SP, Take { ordinary: true, ..Take::USUAL });
    let (_, pear) = part(&notebook, "Pear");
    let names: Vec<&str> = pear.own_fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(names, ["Pronouns", "Since", "Mood"], "numbers come before ranks");
    assert!(matches!(pear.own_fields[1].value, OwnValue::Date(Some(_))));
    assert_eq!(kept(pear.source.as_ref())["info"]["f9"], "nobody knows");
    assert_eq!(report.count_of("field-without-name"), 1);
}

#[test]
fn fields_of_accounts_that_were_never_updated_stand_in_the_user() {
    let old = json!({
        "users": {"u": {"fields": {"f": {"name": "Weather", "order": 0, "private": false, "type": 0}}}},
        "members": {"m1": {"name": "Old", "info": {"f": "rain"}, "private": false}},
    });
    let (notebook, _) = brought_in(&old, SP, Take::USUAL);
    let (_, part) = part(&notebook, "Old");
    assert_eq!(own(part, "Weather").as_deref(), Some("rain"));
    assert_eq!(part.source.as_ref().expect("a source").id, "members/m1", "the key is the id");
}

#[test]
fn groups_nest_and_loops_and_orphans_stand_alone() {
    let (notebook, report) = brought_in(&sample("simply-plural.json"), SP, Take::USUAL);
    let (trees, group_of_trees) = group(&notebook, "Trees");
    assert_eq!(group_of_trees.parts, [part(&notebook, "Pear").0, part(&notebook, "Quince").0]);
    assert_eq!(group(&notebook, "Old trees").1.within, Some(trees));
    for alone in ["Round", "And round", "Orphan"] {
        assert_eq!(group(&notebook, alone).1.within, None, "{alone}");
    }
    assert_eq!((report.count_of("group-at-top-level"), report.count_of("dangling-reference")), (3, 2));
    assert_eq!(kept(group_of_trees.source.as_ref())["states"][0], "s1");
}

#[test]
fn notes_become_entries_that_speak_of_their_part() {
    let (notebook, report) = brought_in(&sample("simply-plural.json"), SP, Take::USUAL);
    let frost = entry(&notebook, "Frost");
    assert_eq!((frost.body.as_str(), frost.hidden), ("Cold night for Quince.", true));
    assert_eq!(frost.parts, [part(&notebook, "Quince").0]);
    assert_eq!(frost.when.at.as_millis(), 1_767_344_400_000);
    let undated = notebook.journal().find(|(_, entry)| entry.body == "No date.").expect("it came in").1;
    assert_eq!(undated.when.at.as_millis(), 0x5f00_0000 * 1000, "the second in which its id was made");
    assert_eq!((undated.parts.len(), report.count_of("date-not-read")), (0, 1));
    let (without, report) =
        brought_in(&sample("simply-plural.json"), SP, Take { notes: false, ..Take::USUAL });
    assert_eq!((without.journal_len(), report.of("journal").preserved_only), (0, 2));
}

#[test]
fn front_history_is_kept_and_becomes_days_when_asked_for() {
    let (_, report) = brought_in(&sample("simply-plural.json"), SP, Take::USUAL);
    assert_eq!(report.of("front").preserved_only, 3);
    let (notebook, report) = brought_in(&sample("simply-plural.json"), SP, ALL);
    let day = entry(&notebook, "Who was in front");
    let lines: Vec<&str> = day.body.lines().collect();
    assert_eq!(
        lines,
        ["09:00–10:00 Quince: pruning · hands were cold", "13:00– (still, when this was written) Blurry"],
        "an end before its start is swapped, and what is live has no end"
    );
    assert_eq!(day.parts, [part(&notebook, "Quince").0], "a state is no part");
    assert_eq!((report.count_of("end-before-start"), report.of("front").failed), (1, 1));
}

#[test]
fn keys_addresses_and_other_people_are_dropped_and_counted() {
    let (notebook, report) = brought_in(&sample("simply-plural.json"), SP, Take::USUAL);
    assert_eq!(report.of("secret").skipped, 3);
    let all = all_of(&notebook);
    assert!(!all.contains("do-not-keep-me") && !all.contains("notificationToken"));
    let (_, system) = group(&notebook, "Orchard");
    assert_eq!(system.about, "An invented orchard.");
    let whole = kept(system.source.as_ref());
    assert!(
        whole["boardMessages"].is_array() && whole["frontStatuses"].is_object() && whole["polls"].is_null()
    );
    assert_eq!((report.count_of("chat-sealed"), report.of("state").preserved_only), (1, 1));
}

#[test]
fn the_same_file_again_changes_nothing_and_the_switch_counts_once() {
    let file = sample("simply-plural.json");
    let (mut notebook, _) = brought_in(&file, SP, ALL);
    assert_eq!(bring_in(&file, SP, ALL, &mut notebook).total().imported, 0);
    let count = notebook.records().count();
    let ordinary = bring_in(&file, SP, Take { ordinary: true, ..ALL }, &mut notebook);
    assert_eq!((ordinary.of("part").imported, notebook.records().count()), (3, count));
    assert!(notebook.parts().all(|(_, part)| !part.hidden));
    bring_in(&file, SP, ALL, &mut notebook);
    assert!(notebook.parts().all(|(_, part)| !part.hidden), "what was said once is not taken back unasked");
}

#[test]
fn collections_may_be_anything_and_nothing_breaks() {
    let odd = json!({"members": [[], 1, {"_id": "a", "info": 7, "archived": "yes"}], "groups": 7, "notes": {"n": 1},
        "frontHistory": {}, "customFields": [{"name": "no id"}], "comments": [{}], "users": "x", "settings": []});
    let (notebook, report) = brought_in(&odd, SP, ALL);
    assert_eq!((notebook.parts().count(), report.of("part").failed), (1, 2));
}
