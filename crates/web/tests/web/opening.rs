//! Getting in.

use axum::http::StatusCode;

use crate::person::{PASSPHRASE, Person};

#[tokio::test]
async fn the_first_run_leads_from_the_passphrase_over_the_words_to_today() {
    let mut person = Person::stranger().await;
    assert_eq!(person.get("/").await.location(), "/begin");
    let begun = person.post("/begin", &[("passphrase", PASSPHRASE), ("again", PASSPHRASE)]).await;
    let page = person.get(begun.location()).await;
    let words: Vec<_> =
        page.body.split("<ol class=\"recovery-words\">").nth(1).unwrap().split("<li>").skip(1).collect();
    let words: Vec<_> = words.iter().map(|rest| rest.split("</li>").next().unwrap()).collect();
    assert_eq!(words.len(), 24);
    let asked = (0..24).filter(|n| page.shows(&format!("Word {}\u{1}", n + 1))).collect::<Vec<_>>();
    assert_eq!(asked.len(), 3);
    let wrong = person.post("/recovery-words/check", &[("word-1", "zebra")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.shows("At least one of the three is another word."));
    let right = [("word-1", words[asked[0]]), ("word-2", words[asked[1]]), ("word-3", words[asked[2]])];
    assert_eq!(person.post("/recovery-words/check", &right).await.location(), "/");
    assert!(!person.get("/").await.shows("Your recovery words"));
    let hidden = person.get("/recovery-words").await;
    assert!(!hidden.body.contains("<ol class=\"recovery-words\">"));
}

#[tokio::test]
async fn today_reminds_of_words_that_were_not_confirmed() {
    let mut person = Person::new().await;
    assert!(person.get("/").await.shows("You have not confirmed them yet."));
}

#[tokio::test]
async fn a_passphrase_that_can_be_guessed_makes_no_notebook() {
    let mut person = Person::stranger().await;
    for (first, again) in
        [("password1", "password1"), (PASSPHRASE, "lantern otter drizzle"), ("otter", "otter")]
    {
        let refused = person.post("/begin", &[("passphrase", first), ("again", again)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.shows("Nothing was changed.") && !refused.body.contains(first));
    }
    assert_eq!(person.get("/").await.location(), "/begin");
}

#[tokio::test]
async fn a_second_notebook_is_not_made_over_the_first() {
    let mut person = Person::new().await.with_entries(1).await;
    let again =
        person.other_browser().post("/begin", &[("passphrase", PASSPHRASE), ("again", PASSPHRASE)]).await;
    assert_eq!(again.location(), "/unlock");
    assert!(person.get("/journal").await.shows("Entry number 1."));
}

#[tokio::test]
async fn a_wrong_passphrase_says_so_plainly_and_asks_to_wait() {
    let mut person = Person::new().await;
    person.post("/lock", &[]).await;
    let wrong = [("passphrase", "lantern otter drizzle chair")];
    let first = person.post("/unlock", &wrong).await;
    assert_eq!(first.status, StatusCode::FORBIDDEN);
    assert!(first.shows("The passphrase does not open the notebook.") && first.shows("Nothing is lost."));
    for _ in 0..4 {
        person.post("/unlock", &wrong).await;
    }
    let waiting = person.enter().await;
    assert_eq!(waiting.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(waiting.shows("It is too soon after the last try.") && waiting.shows("second"));
    person.house.clock.forward(300);
    assert_eq!(person.enter().await.location(), "/");
}

#[tokio::test]
async fn the_recovery_words_open_the_notebook_and_set_a_new_passphrase() {
    let mut person = Person::stranger().await;
    person.post("/begin", &[("passphrase", PASSPHRASE), ("again", PASSPHRASE)]).await;
    let page = person.get("/recovery-words").await;
    let list = page.body.split("<ol class=\"recovery-words\">").nth(1).unwrap();
    let words: Vec<_> =
        list.split("<li>").skip(1).map(|rest| rest.split("</li>").next().unwrap().to_owned()).collect();
    person.writes("Still here.").await;
    person.post("/lock", &[]).await;
    let new = "marble kettle foghorn seventeen";
    let slip = format!("{} zzzzz", words[..23].join(" "));
    let wrong = person.post("/recover", &[("words", &slip), ("passphrase", new), ("again", new)]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.shows("Word 24 is not one of the recovery words.") && wrong.shows(&slip));
    let right = words.join("\n");
    assert_eq!(
        person.post("/recover", &[("words", &right), ("passphrase", new), ("again", new)]).await.location(),
        "/"
    );
    assert!(person.get("/journal").await.shows("Still here."));
    person.post("/lock", &[]).await;
    assert_eq!(person.enter().await.status, StatusCode::FORBIDDEN);
    assert_eq!(person.post("/unlock", &[("passphrase", new)]).await.location(), "/");
}

#[tokio::test]
async fn unlocking_leads_back_to_our_own_page_and_never_to_another_site() {
    let mut person = Person::new().await;
    person.post("/lock", &[]).await;
    assert_eq!(person.get("/journal?part=x").await.location(), "/unlock?next=%2Fjournal");
    assert_eq!(person.get("/unlock?next=%2Fjournal").await.field("next"), "/journal");
    for evil in ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"] {
        let unlocked = person.post("/unlock", &[("passphrase", PASSPHRASE), ("next", evil)]).await;
        assert_eq!(unlocked.location(), "/");
        person.post("/lock", &[]).await;
    }
    let unlocked = person.post("/unlock", &[("passphrase", PASSPHRASE), ("next", "/parts")]).await;
    assert_eq!(unlocked.location(), "/parts");
}
