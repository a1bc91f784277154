//! What somebody notes about the other for themselves: theirs alone, before, during and after.

use axum::http::StatusCode;

use crate::{
    person::Person,
    sharing::{Invited, invited},
};

const CANARY: &str = "heronmarsh";

async fn both_in() -> Invited {
    invited().await.both_in().await
}

/// Keeps a note about the other; the address of its page.
async fn notes(person: &mut Person, space: &str, words: &str) -> String {
    let all = format!("{space}/notes");
    let page = person.get(&all).await;
    let (record, draft) = (page.field("record"), page.field("draft"));
    let form = [("record", &*record), ("base", "0"), ("draft", &*draft), ("words", words)];
    assert_eq!(person.post(&all, &form).await.location(), all);
    format!("{all}/{record}")
}

/// Every page on which the other could see something of it.
async fn sees_nothing(person: &mut Person, space: &str, note: &str) {
    let all = format!("{space}/notes");
    for page in ["/", "/sharing", "/sharing/notes", space, &all, note, "/settings/notebook"] {
        assert!(!person.get(page).await.body.contains(CANARY), "{page}");
    }
    assert_eq!(person.get(note).await.status, StatusCode::NOT_FOUND);
    let found = person.post("/journal/search", &[("q", CANARY)]).await;
    assert!(found.shows("Nothing found."));
}

#[tokio::test]
async fn a_note_is_kept_worded_anew_found_and_erased_for_real() {
    let mut both = both_in().await;
    let (ben, space) = (&mut both.ben, both.space.as_str());
    assert!(ben.get(space).await.shows("Your own notes"));
    let note = notes(ben, space, "She spoke of a heronmarsh.").await;
    let page = ben.get(&note).await;
    let (draft, base) = (page.field("draft"), page.field("base"));
    let record = note.rsplit('/').next().unwrap().to_owned();
    let form = [("record", &*record), ("base", &*base), ("draft", &*draft), ("words", "And of a jetty.")];
    ben.post(&format!("{space}/notes"), &form).await.location();
    let all = ben.get(&format!("{space}/notes")).await;
    assert!(all.shows("And of a jetty.") && !all.shows(CANARY));
    let one = ben.get(&note).await;
    assert!(one.shows("Other versions") && one.shows("She spoke of a heronmarsh."));
    assert!(ben.get("/sharing/notes").await.shows("1 note"));
    let found = ben.post("/journal/search", &[("q", "jetty")]).await;
    assert!(found.body.contains(&note), "the search leads to it");
    assert!(ben.get(&format!("{note}/erase")).await.shows("Erase this note?"));
    ben.post(&format!("{note}/erase"), &[]).await.location();
    assert_eq!(ben.get(&note).await.status, StatusCode::NOT_FOUND);
    assert!(ben.get("/sharing/notes").await.shows("No note."));
}

#[tokio::test]
async fn words_that_say_nothing_change_nothing() {
    let mut both = both_in().await;
    let (ben, space) = (&mut both.ben, both.space.as_str());
    let note = notes(ben, space, "A jetty.").await;
    let record = note.rsplit('/').next().unwrap().to_owned();
    let form = [("record", &*record), ("base", "1"), ("words", "  ")];
    let to = ben.post(&format!("{space}/notes"), &form).await.location().to_owned();
    let page = ben.get(&to).await;
    assert!(page.shows("Nothing was changed") && page.shows("A jetty."));
}

#[tokio::test]
async fn neither_sees_the_notes_of_the_other_while_they_share_or_after_either_ended_it() {
    for ben_ends in [false, true] {
        let mut both = both_in().await;
        let space = both.space.clone();
        let by_ben = notes(&mut both.ben, &space, &format!("About her: {CANARY}.")).await;
        sees_nothing(&mut both.ada, &space, &by_ben).await;
        let ending = if ben_ends { &mut both.ben } else { &mut both.ada };
        ending.post(&format!("{space}/end"), &[]).await.location();
        sees_nothing(&mut both.ada, &space, &by_ben).await;
        assert!(both.ben.get(&by_ben).await.shows(CANARY), "they stay with whoever wrote them");
        assert!(both.ben.get("/sharing/notes").await.shows("1 note"));
        notes(&mut both.ben, &space, "And afterwards.").await;
    }
}

#[tokio::test]
async fn whoever_invited_has_notes_of_their_own_too() {
    let mut both = both_in().await;
    let space = both.space.clone();
    let by_ada = notes(&mut both.ada, &space, &format!("For the next hour: {CANARY}.")).await;
    sees_nothing(&mut both.ben, &space, &by_ada).await;
    let archive = both.ben.get(&space).await;
    assert!(!archive.shows(CANARY) && both.ada.get(&by_ada).await.shows(CANARY));
}
