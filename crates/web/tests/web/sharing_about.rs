//! What two people say about something that is shown: both read it beneath it and in the talk, and words outlast what they are about.

use crate::{
    person::{Page, Person},
    sharing::{Invited, invited},
    sharing_between::{links, planner, shows},
};

/// Ada shows Ben a part; the address at which both see it.
async fn shown() -> (Invited, String) {
    let mut both = invited().await.both_in().await;
    let (_, part) = planner(&mut both.ada).await;
    shows(&mut both, &format!("record/{part}"), &["role"], &[]).await.location();
    let theirs = both.ben.get(&both.space).await;
    let read = links(&theirs, &format!("{}/pages/", both.space)).remove(0);
    (both, read)
}

/// Fills in the form of a page as it stands there, and sends it; what is shown then.
async fn says(person: &mut Person, space: &str, form: &Page, words: &str) -> (String, Page) {
    let hidden = ["record", "base", "draft", "seen", "place", "about"].map(|name| (name, form.field(name)));
    let mut fields: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (*name, &**value)).collect();
    fields.extend([("manner", "question"), ("words", words)]);
    let to = person.post(&format!("{space}/say"), &fields).await.location().to_owned();
    let page = person.get(&to).await;
    (to, page)
}

#[tokio::test]
async fn what_is_said_about_something_is_read_beneath_it_and_in_the_talk_by_both() {
    let (mut both, read) = shown().await;
    let form = both.ben.get(&read).await;
    assert!(form.shows("Nobody watches this all the time.") && form.shows("Help now"));
    let (to, after) = says(&mut both.ben, &both.space, &form, "What does it plan for?").await;
    assert!(to == read && after.shows("What does it plan for?"), "back on that page");
    let (_, twice) = says(&mut both.ben, &both.space, &form, "What does it plan for?").await;
    assert_eq!(twice.body.matches("What does it plan for?").count(), 1, "sent twice, said once");
    let form = both.ada.get(&read).await;
    assert!(form.shows("This is what they see.") && form.shows("New to you"));
    assert!(form.shows("What does it plan for?") && form.shows("A question"));
    assert!(!both.ada.get(&both.space).await.shows("New to you"), "it was read there");
    let (to, _) = says(&mut both.ada, &both.space, &form, "For the winter.").await;
    assert_eq!(to, read);
    both.ben_says("Something else altogether.").await;
    for person in [&mut both.ada, &mut both.ben] {
        let page = person.get(&read).await;
        assert!(page.shows("What does it plan for?") && page.shows("For the winter."));
        assert!(!page.shows("Something else altogether."));
        let talk = person.get(&both.space).await;
        assert!(talk.shows("For the winter.") && talk.shows("Something else altogether."));
        assert_eq!(talk.body.matches(". About <bdi>The Planner</bdi>").count(), 2);
    }
}

#[tokio::test]
async fn words_about_something_outlast_it_and_no_more_are_said_about_what_was_taken_back() {
    let (mut both, read) = shown().await;
    let form = both.ben.get(&read).await;
    says(&mut both.ben, &both.space, &form, "What does it plan for?").await;
    let late = both.ben.get(&read).await;
    let stop = links(&both.ada.get(&both.space).await, &format!("{}/stop/", both.space)).remove(0);
    both.ada.post(&stop, &[]).await.location();
    for person in [&mut both.ada, &mut both.ben] {
        let talk = person.get(&both.space).await;
        assert!(talk.shows("What does it plan for?") && talk.shows("About something that was shown"));
        assert!(!talk.shows("About The Planner"));
    }
    let gone = both.ben.get(&read).await;
    assert!(gone.shows("This is no longer shown to you.") && !gone.body.contains("name=\"words\""));
    let (to, after) = says(&mut both.ben, &both.space, &late, "And in spring?").await;
    assert_eq!(to, both.space);
    assert!(after.shows("And in spring?") && after.shows("not yet said"), "it waits to be said, or not");
    assert!(!both.ada.get(&both.space).await.shows("And in spring?"));
}

#[tokio::test]
async fn what_was_typed_about_something_that_was_taken_back_is_there_whole() {
    let (mut both, read) = shown().await;
    let form = both.ben.get(&read).await;
    let hidden = ["record", "draft", "seen", "about"].map(|name| (name, form.field(name)));
    let mut typed: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (*name, &**value)).collect();
    typed.extend([("place", &*read), ("words", "And in spring?")]);
    both.ben.post("/drafts", &typed).await;
    assert!(both.ben.get(&read).await.shows("This is as you left it, not yet said."));
    let stop = links(&both.ada.get(&both.space).await, &format!("{}/stop/", both.space)).remove(0);
    both.ada.post(&stop, &[]).await.location();
    let gone = both.ben.get(&read).await;
    assert!(gone.shows("What you were writing") && gone.shows("And in spring?"));
    both.does("end").await;
    let to = both.ben.get(&read).await.location().to_owned();
    let ended = both.ben.get(&to).await;
    assert!(to == both.space && ended.shows("This space was ended.") && ended.shows("And in spring?"));
}
