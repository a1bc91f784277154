//! What a person takes along: plain text, only what was chosen.

use hearken_core::{
    Timestamp, When,
    exercises::{Run, RunState},
    journal::JournalEntry,
    parts::Part,
};
use hearken_report::take_away::{Passage, entry_as_text, run_as_text};

fn when() -> When {
    When::new(Timestamp::from_millis(1_772_404_200_000), 60)
}

#[test]
fn a_run_is_its_chosen_passages_and_nothing_else() {
    let mut run = Run::begin("guide", 1, "first", when(), None);
    let part = Part::named("The Critic").expect("a name");
    let passages = [
        Passage { heading: "What it fears", prompt: "What are you afraid of?", answer: "That I fail.\n" },
        Passage { heading: "Thanks", prompt: "", answer: "" },
    ];
    let text = run_as_text("Meeting", &run, Some(&part), &passages);
    assert_eq!(
        text,
        "Meeting\n=======\nBegun: 2026-03-01 23:30\nPart: The Critic\n\n\
         What it fears\n-------------\nWhat are you afraid of?\n\nThat I fail.\n\nThanks\n------\n"
    );
    run.state = RunState::Finished { at: Timestamp::from_millis(1_772_404_800_000), entry: None };
    assert!(run_as_text("Meeting", &run, None, &[]).ends_with("Ended: 2026-03-01 23:40\n"));
}

#[test]
fn an_entry_is_its_title_day_and_words() {
    let entry = JournalEntry {
        title: Some("Żółw".to_owned()),
        body: "  words\n\nmore\n\n".into(),
        when: When { all_day: true, ..when() },
        tags: vec!["sea".to_owned()],
        ..JournalEntry::default()
    };
    assert_eq!(
        entry_as_text(&entry, &["The Critic", "Wren"]),
        "Żółw\n====\n2026-03-01\nParts: The Critic, Wren\nTags: sea\n\n  words\n\nmore\n"
    );
}

#[test]
fn an_entry_without_a_title_is_headed_by_its_day() {
    let entry = JournalEntry { body: "words".into(), when: when(), ..JournalEntry::default() };
    assert_eq!(entry_as_text(&entry, &[]), "2026-03-01 23:30\n================\n\nwords\n");
}
