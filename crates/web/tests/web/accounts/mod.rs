//! Several people on one server: joining, signing in, the browsers that are signed in, and the end of an account.

pub(crate) mod matrix;
mod side_by_side;

use axum::http::StatusCode;
use hearken_vault::SignUps;

use crate::person::{PASSPHRASE, Page, Person};

pub(crate) const OTHER: &str = "harbour mitten gravel plum";

/// Somebody before a server for several people that nobody has set up.
async fn before_a_server() -> Person {
    let person = Person::stranger().await;
    person.house.state.keeper.say_who_may_join(SignUps::Invitation);
    person
}

/// Ada, who set the server up, and Bo, whom she invited, each in a browser of their own.
pub(crate) async fn two() -> (Person, Person) {
    let mut ada = before_a_server().await;
    let fields = [("name", "Ada"), ("passphrase", PASSPHRASE), ("again", PASSPHRASE)];
    assert_eq!(ada.post("/begin", &fields).await.location(), "/recovery-words");
    let bo = joins(&mut ada, "Bo").await;
    (ada, bo)
}

/// The path of an invitation that the owner makes.
async fn invites(owner: &mut Person) -> String {
    let page = owner.post("/settings/account/invite", &[]).await;
    assert_eq!(page.status, StatusCode::OK);
    let (_, link) = page.body.split_once("/sign-up/").unwrap();
    format!("/sign-up/{}", link.split('<').next().unwrap())
}

/// Somebody who joins by an invitation.
pub(crate) async fn joins(owner: &mut Person, name: &str) -> Person {
    let (link, mut person) = (invites(owner).await, owner.other_browser());
    assert_eq!(person.get(&link).await.status, StatusCode::OK);
    assert_eq!(signs_up(&mut person, &link, name).await.location(), "/recovery-words");
    person
}

async fn signs_up(person: &mut Person, at: &str, name: &str) -> Page {
    person.post(at, &[("name", name), ("passphrase", OTHER), ("again", OTHER)]).await
}

async fn signs_in(person: &mut Person, name: &str, passphrase: &str) -> Page {
    person.post("/unlock", &[("name", name), ("passphrase", passphrase)]).await
}

/// Somebody who is signed in chooses a name.
async fn chooses(person: &mut Person, name: &str, passphrase: &str) -> Page {
    person.post("/settings/account/name", &[("name", name), ("passphrase", passphrase)]).await
}

#[tokio::test]
async fn whoever_is_alone_is_asked_for_no_name_anywhere() {
    let mut person = Person::stranger().await;
    assert!(!person.get("/begin").await.body.contains("name=\"name\""));
    person.post("/begin", &[("passphrase", PASSPHRASE), ("again", PASSPHRASE)]).await;
    let account = person.get("/settings/account").await;
    assert!(!account.body.contains("name=\"name\"") && !account.shows("Let somebody in"));
    assert_eq!(person.post("/settings/account/invite", &[]).await.status, StatusCode::NOT_FOUND);
    let named = person.post("/settings/account/name", &[("name", "Ada")]).await;
    assert_eq!(named.status, StatusCode::NOT_FOUND, "it would be asked for from then on");
    person.post("/lock", &[]).await;
    for page in ["/unlock", "/recover"] {
        assert!(!person.get(page).await.body.contains("name=\"name\""), "{page}");
    }
    assert_eq!(person.get("/sign-up").await.status, StatusCode::GONE);
    // Password managers send a name of their own; it means nothing here.
    assert_eq!(signs_in(&mut person, "Notebook", PASSPHRASE).await.location(), "/");
}

#[tokio::test]
async fn a_link_is_for_one_person_and_says_so_to_the_next() {
    let (mut ada, mut bo) = two().await;
    let link = invites(&mut ada).await;
    let mut cy = ada.other_browser();
    let taken = signs_up(&mut cy, &link, "ada").await;
    assert_eq!(taken.status, StatusCode::CONFLICT);
    assert!(taken.shows("Somebody here has this name already."));
    assert_eq!(taken.field("name"), "ada", "what was typed stays");
    assert_eq!(signs_up(&mut cy, &link, "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(signs_up(&mut cy, &link, "Cy").await.location(), "/recovery-words");
    let mut dee = ada.other_browser();
    for page in [dee.get(&link).await, signs_up(&mut dee, &link, "Dee").await, dee.get("/sign-up/x").await] {
        assert_eq!(page.status, StatusCode::GONE);
        assert!(page.shows("No notebook can be made with this link") && page.shows("Ask whoever sent it"));
    }
    assert_eq!(bo.post("/settings/account/invite", &[]).await.status, StatusCode::NOT_FOUND);
    assert!(!bo.get("/settings/account").await.shows("Let somebody in"));
}

#[tokio::test]
async fn t16_nobody_learns_at_the_door_who_is_there() {
    let (ada, _) = two().await;
    let mut guesser = ada.other_browser();
    let known = signs_in(&mut guesser, "Bo", "not this one").await;
    let unknown = signs_in(&mut guesser, "Ky", "not this one").await;
    assert_eq!(known.status, StatusCode::FORBIDDEN);
    assert_eq!(known.body.replace("Bo", "Ky"), unknown.body);
    assert!(known.shows("This name and this passphrase open no notebook."));
}

#[tokio::test]
async fn each_signs_in_with_their_name_and_sees_their_own() {
    let (mut ada, mut bo) = two().await;
    ada.writes("what Ada wrote").await;
    bo.writes("what Bo wrote").await;
    ada.post("/lock", &[]).await;
    assert_eq!(signs_in(&mut ada, " BO ", OTHER).await.location(), "/", "two people may use one browser");
    let page = ada.get("/journal").await;
    assert!(page.shows("what Bo wrote") && !page.shows("what Ada wrote"));
    assert!(!ada.get("/settings/notebook").await.shows("older"), "another's notebook is no older one");
    let unproven = ada.post("/settings/account/name", &[("name", "Béla")]).await;
    assert_eq!(unproven.status, StatusCode::FORBIDDEN);
    assert_eq!(unproven.field("name"), "Béla", "what was typed stays");
    let named = chooses(&mut ada, "Béla", OTHER).await;
    assert_eq!(named.location(), "/settings/account?kept=1");
    assert_eq!(ada.get("/settings/account").await.field("name"), "Béla");
    assert_eq!(chooses(&mut ada, "ADA", OTHER).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    ada.post("/lock", &[]).await;
    assert_eq!(signs_in(&mut ada, "béla", OTHER).await.location(), "/");
}

#[tokio::test]
async fn whoever_was_here_before_others_came_is_asked_to_choose_a_name() {
    let mut ada = Person::new().await;
    ada.house.state.keeper.say_who_may_join(SignUps::Invitation);
    joins(&mut ada, "Bo").await;
    ada.post("/lock", &[]).await;
    assert_eq!(signs_in(&mut ada, "", PASSPHRASE).await.location(), "/settings/account?choose=1");
    assert!(ada.get("/settings/account?choose=1").await.shows("choose one"));
    chooses(&mut ada, "Ada", PASSPHRASE).await.location();
    ada.post("/lock", &[]).await;
    assert_eq!(signs_in(&mut ada, "", PASSPHRASE).await.status, StatusCode::FORBIDDEN);
    assert_eq!(signs_in(&mut ada, "ada", PASSPHRASE).await.location(), "/");
}

#[tokio::test]
async fn an_owner_who_closes_reads_that_nobody_can_be_invited_then() {
    let (mut ada, mut bo) = two().await;
    assert!(ada.get("/settings/account/close").await.shows("nobody can be invited until"));
    assert!(!bo.get("/settings/account/close").await.shows("nobody can be invited"));
    let mut alone = Person::new().await;
    assert!(!alone.get("/settings/account/close").await.shows("nobody can be invited"), "who would be?");
    ada.post("/settings/account/close", &[("passphrase", PASSPHRASE)]).await.location();
    assert!(!bo.get("/settings/account").await.shows("Let somebody in"));
    let account = ada.house.store.account_named("bo").await.unwrap().unwrap();
    ada.house.state.keeper.make_owner(account.id).await.unwrap();
    assert!(bo.get("/settings/account").await.shows("Let somebody in"));
}

#[tokio::test]
async fn t31_a_browser_is_seen_and_ended() {
    let (ada, mut bo) = two().await;
    let mut other = ada.other_browser();
    signs_in(&mut other, "Bo", OTHER).await;
    let page = bo.get("/settings/account").await;
    assert!(page.shows("This one") && page.shows("Another one"));
    let handle = page.field("session");
    bo.post("/settings/account/sessions", &[("session", &handle)]).await.location();
    assert!(other.get("/journal").await.location().starts_with("/unlock"));
    let nobodys = bo.post("/settings/account/sessions", &[("session", &handle)]).await;
    assert_eq!(nobodys.status, StatusCode::NOT_FOUND);
    signs_in(&mut other, "Bo", OTHER).await;
    bo.post("/settings/account/sessions", &[]).await.location();
    assert!(other.get("/journal").await.location().starts_with("/unlock"));
    assert_eq!(bo.get("/journal").await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_account_is_closed_with_the_passphrase_and_nobody_elses_is_touched() {
    let (mut ada, mut bo) = two().await;
    ada.writes("what Ada wrote").await;
    bo.writes("what Bo wrote").await;
    let page = bo.get("/settings/account/close").await;
    assert!(
        page.shows("Take it along first")
            && page.body.contains("href=\"/settings/account/archive\" download")
    );
    assert!(page.shows("What you said to somebody who let you into their space stays with them."));
    let file = bo.get("/settings/account/archive").await;
    assert_eq!(file.headers["content-disposition"], "attachment; filename=\"notebook.zip\"");
    assert!(file.status == StatusCode::OK && file.body.starts_with("PK"));
    assert!(bo.get("/journal").await.shows("what Bo wrote"), "it takes nothing away");
    let wrong = bo.post("/settings/account/close", &[("passphrase", PASSPHRASE)]).await;
    assert_eq!(wrong.status, StatusCode::FORBIDDEN);
    assert!(bo.get("/journal").await.shows("what Bo wrote"));
    let closed = bo.post("/settings/account/close", &[("passphrase", OTHER)]).await;
    assert_eq!(closed.location(), "/closed");
    assert!(bo.cookies.is_empty(), "the browser keeps nothing of it: {:?}", bo.cookies);
    assert!(bo.get("/closed").await.shows("It is closed"));
    assert_eq!(signs_in(&mut bo, "Bo", OTHER).await.status, StatusCode::FORBIDDEN);
    assert!(ada.get("/journal").await.shows("what Ada wrote"));
    joins(&mut ada, "Bo").await;
}

#[tokio::test]
async fn words_that_come_after_the_lock_are_given_back_to_whoever_typed_them() {
    let (mut ada, mut bo) = two().await;
    ada.house.clock.forward(3_600);
    ada.house.state.keeper.sweep().await.unwrap();
    assert_eq!(bo.post("/journal", &[("body", "typed by Bo")]).await.location(), "/unlock?held=1");
    signs_in(&mut ada, "Ada", PASSPHRASE).await;
    assert!(!ada.get("/journal/new").await.shows("typed by Bo"));
    signs_in(&mut bo, "Bo", OTHER).await;
    assert!(bo.get("/journal/new").await.shows("typed by Bo") || bo.get("/").await.shows("typed by Bo"));
}

#[tokio::test]
async fn whoever_recovers_in_a_browser_ends_the_session_that_another_had_there() {
    let (mut ada, mut bo) = two().await;
    let page = ada.get("/recovery-words").await;
    let (_, list) = page.body.split_once("<ol class=\"recovery-words\">").unwrap();
    let words: Vec<_> = list.split("<li>").skip(1).map(|word| word.split('<').next().unwrap()).collect();
    let mut copied = bo.other_browser();
    copied.cookies = bo.cookies.clone();
    assert_eq!(copied.get("/journal").await.status, StatusCode::OK);
    let fields = [("name", "Ada"), ("words", &*words.join(" ")), ("passphrase", OTHER), ("again", OTHER)];
    assert_eq!(bo.post("/recover", &fields).await.location(), "/");
    assert_ne!(copied.get("/journal").await.status, StatusCode::OK, "Bo's own is over");
}
