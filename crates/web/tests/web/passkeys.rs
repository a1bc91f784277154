//! Passkeys over HTTP: adding one, opening with one, as a second step, and everything that is refused.

use axum::http::StatusCode;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::{
    person::{PASSPHRASE, Page, Person},
    soft_passkey::{Brought, SoftPasskey, base64url},
};

const LOCAL: &str = "http://localhost:7714";

/// Somebody who has opened the notebook under a name, which passkeys need.
async fn at_a_name() -> Person {
    let mut person = Person::new().await;
    person.host = "localhost:7714".to_owned();
    person
}

fn soft() -> SoftPasskey {
    SoftPasskey::make(LOCAL, "localhost")
}

fn bytes(asked: &Page, name: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(asked.json()[name].as_str().unwrap()).unwrap()
}

/// What the page's script asks for a new passkey.
async fn asks(person: &mut Person) -> Page {
    person.fetch("/settings/passkeys/ask", &[("ask", "1")]).await
}

async fn adds(person: &mut Person, soft: &SoftPasskey, gives: bool, passphrase: &str) -> Page {
    let challenge = bytes(&asks(person).await, "challenge");
    let brought = soft.registers(&challenge);
    let (client, authenticator) = (base64url(&brought.client_data), base64url(&brought.authenticator_data));
    let given = if gives { base64url(&soft.secret) } else { String::new() };
    let fields = [
        ("label", "My <phone>"),
        ("passphrase", passphrase),
        ("client", &client),
        ("authenticator", &authenticator),
        ("given", &given),
    ];
    person.post("/settings/passkeys", &fields).await
}

async fn sends(person: &mut Person, soft: &SoftPasskey, user: &[u8], brought: &Brought, next: &str) -> Page {
    let fields = [
        ("next", next.to_owned()),
        ("client", base64url(&brought.client_data)),
        ("authenticator", base64url(&brought.authenticator_data)),
        ("signature", base64url(&brought.signature)),
        ("credential", base64url(&soft.credential)),
        ("user", base64url(user)),
        ("given", base64url(&soft.secret)),
    ];
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    person.post("/unlock", &fields).await
}

/// Opens with a passkey in some browser.
async fn opens(person: &mut Person, soft: &mut SoftPasskey, user: &[u8]) -> Page {
    let asked = person.fetch("/unlock", &[("ask", "1")]).await;
    let brought = soft.answers(&bytes(&asked, "challenge"));
    sends(person, soft, user, &brought, "/journal").await
}

/// New recovery words, as they stand on paper.
pub(crate) async fn recovery_words(person: &mut Person) -> String {
    person.post("/recovery-words", &[("passphrase", PASSPHRASE)]).await.location();
    let page = person.get("/recovery-words").await;
    let list = page.body.split("<ol class=\"recovery-words\">").nth(1).unwrap().to_owned();
    list.split("<li>").skip(1).map(|word| word.split("</li>").next().unwrap()).collect::<Vec<_>>().join(" ")
}

async fn account(person: &mut Person) -> Vec<u8> {
    let asked = asks(person).await;
    URL_SAFE_NO_PAD.decode(asked.json()["user"]["id"].as_str().unwrap()).unwrap()
}

#[tokio::test]
async fn a_passkey_is_added_opens_the_notebook_and_is_taken_away() {
    let (mut person, mut soft) = (at_a_name().await, soft());
    let user = account(&mut person).await;
    let before = person.cookies["notebook"].clone();
    assert_eq!(adds(&mut person, &soft, true, PASSPHRASE).await.location(), "/settings/passkeys?kept=1");
    assert_ne!(person.cookies["notebook"], before, "a new session when rights rise");
    let page = person.get("/settings/passkeys").await;
    assert!(page.shows("My <phone>") && page.shows("opens the notebook; added"), "{}", page.body);
    let mut browser = person.other_browser();
    browser.host.clone_from(&person.host);
    assert!(browser.get("/unlock").await.body.contains("Open with a passkey"));
    assert_eq!(opens(&mut browser, &mut soft, &user).await.location(), "/journal");
    assert_eq!(browser.get("/journal").await.status, StatusCode::OK);
    assert!(person.get("/settings/passkeys").await.shows("last used"));
    let handle = person.get("/settings/passkeys").await.field("passkey");
    let named = person.post("/settings/passkeys/name", &[("passkey", &handle), ("label", "Old phone")]).await;
    assert_eq!(named.location(), "/settings/passkeys?kept=1");
    let wrong = [("passkey", handle.as_str()), ("passphrase", "not this one")];
    assert_eq!(person.post("/settings/passkeys/remove", &wrong).await.status, StatusCode::FORBIDDEN);
    assert!(person.get("/settings/passkeys").await.shows("Old phone"));
    let right = [("passkey", handle.as_str()), ("passphrase", PASSPHRASE)];
    assert_eq!(
        person.post("/settings/passkeys/remove", &right).await.location(),
        "/settings/passkeys?kept=1"
    );
    let refused = opens(&mut browser, &mut soft, &user).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.shows("This passkey opens no notebook by itself."));
}

#[tokio::test]
async fn what_is_replayed_forged_or_for_another_page_is_refused_in_a_sentence() {
    let (mut person, mut soft) = (at_a_name().await, soft());
    let user = account(&mut person).await;
    adds(&mut person, &soft, true, PASSPHRASE).await.location();
    let mut browser = person.other_browser();
    browser.host.clone_from(&person.host);
    let asked = browser.fetch("/unlock", &[("ask", "1")]).await;
    let brought = soft.answers(&bytes(&asked, "challenge"));
    assert_eq!(sends(&mut browser, &soft, &user, &brought, "//evil.example").await.location(), "/");
    let mut again = person.other_browser();
    again.host.clone_from(&person.host);
    let replayed = sends(&mut again, &soft, &user, &brought, "/").await;
    assert_eq!(replayed.status, StatusCode::CONFLICT);
    assert!(replayed.shows("was sent before."));
    soft.origin = "https://evil.example".to_owned();
    let elsewhere = opens(&mut again, &mut soft, &user).await;
    assert!(elsewhere.shows("The passkey’s answer was not right for this page."));
    soft.origin = LOCAL.to_owned();
    soft.counter = 0;
    let copied = opens(&mut again, &mut soft, &user).await;
    assert!(copied.shows("so there may be a copy of it"));
    let nobody = opens(&mut again, &mut soft, &[1; 16]).await;
    assert!(nobody.shows("This passkey opens no notebook by itself."));
    for junk in ["client=%21", "client=", "client=e30&authenticator=AA&signature=AA&credential=AA&user=AA"] {
        let fields: Vec<_> = junk.split('&').map(|field| field.split_once('=').unwrap()).collect();
        let refused = again.post("/unlock", &fields).await;
        assert!(refused.status.is_client_error(), "{junk}: {}", refused.status);
    }
    assert!(!again.cookies.contains_key("notebook"), "none of it made a session");
}

#[tokio::test]
async fn a_passkey_that_gives_no_secret_is_asked_for_after_the_passphrase() {
    let (mut person, mut soft) = (at_a_name().await, soft());
    adds(&mut person, &soft, false, PASSPHRASE).await.location();
    assert!(person.get("/settings/passkeys").await.shows("is asked for after the passphrase"));
    let mut browser = person.other_browser();
    browser.host.clone_from(&person.host);
    assert!(browser.enter().await.location().starts_with("/unlock"));
    assert!(!browser.cookies.contains_key("notebook") && browser.cookies.contains_key("step"));
    assert!(browser.get("/unlock").await.body.contains("Go on with your passkey"));
    let asked = browser.fetch("/unlock", &[("ask", "1")]).await;
    assert_eq!(asked.json()["allowCredentials"][0]["id"], base64url(&soft.credential));
    let brought = soft.answers(&bytes(&asked, "challenge"));
    assert_eq!(sends(&mut browser, &soft, &[], &brought, "/").await.location(), "/");
    assert!(browser.cookies.contains_key("notebook") && !browser.cookies.contains_key("step"));
}

#[tokio::test]
async fn whoever_comes_to_the_door_is_asked_for_any_passkey_and_learns_of_none() {
    let mut person = at_a_name().await;
    let mut stranger = person.other_browser();
    stranger.host.clone_from(&person.host);
    let before = stranger.fetch("/unlock", &[("ask", "1"), ("name", "Ada")]).await.json();
    adds(&mut person, &soft(), true, PASSPHRASE).await.location();
    let after = stranger.fetch("/unlock", &[("ask", "1"), ("name", "Ada")]).await.json();
    for asked in [&before, &after] {
        assert_eq!(asked["allowCredentials"], serde_json::json!([]));
    }
    assert_eq!(before["salt"], after["salt"]);
    assert_ne!(before["challenge"], after["challenge"]);
    assert!(
        !person.fetch("/settings/passkeys/ask", &[]).await.json()["excludeCredentials"]
            .as_array()
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn under_a_number_no_passkey_is_offered_and_the_page_says_where_one_can_be() {
    let (mut person, soft) = (Person::new().await, soft());
    let page = person.get("/settings/passkeys").await;
    assert!(
        page.shows("No passkey can be added under this address.") && !page.body.contains("Add a passkey")
    );
    assert!(page.body.contains("href=\"http://localhost:7714/settings/passkeys\""));
    assert!(!person.other_browser().get("/unlock").await.body.contains("data-passkey"));
    let refused = adds(&mut person, &soft, true, PASSPHRASE).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_wrong_passphrase_adds_nothing_and_a_long_name_is_said() {
    let (mut person, soft) = (at_a_name().await, soft());
    let wrong = adds(&mut person, &soft, true, "not this one").await;
    assert_eq!(wrong.status, StatusCode::FORBIDDEN);
    assert!(wrong.shows("the passkey is not kept here. Your device may still show it."));
    assert!(!person.get("/settings/passkeys").await.shows("My <phone>"));
    adds(&mut person, &soft, true, PASSPHRASE).await.location();
    let handle = person.get("/settings/passkeys").await.field("passkey");
    let long = "x".repeat(65);
    let refused = person.post("/settings/passkeys/name", &[("passkey", &handle), ("label", &long)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let unknown = person.post("/settings/passkeys/name", &[("passkey", "00"), ("label", "y")]).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn coming_back_with_the_words_shows_the_passkeys_and_takes_all_of_them_away() {
    let (mut person, mut soft) = (at_a_name().await, soft());
    let user = account(&mut person).await;
    let words = recovery_words(&mut person).await;
    adds(&mut person, &soft, true, PASSPHRASE).await.location();
    adds(&mut person, &SoftPasskey::make(LOCAL, "localhost"), false, PASSPHRASE).await.location();
    let mut browser = person.other_browser();
    browser.host.clone_from(&person.host);
    let new = "a boat behind the reeds";
    let came = browser.post("/recover", &[("words", &words), ("passphrase", new), ("again", new)]).await;
    assert_eq!(came.location(), "/settings/passkeys?recovered=1");
    let page = browser.get("/settings/passkeys?recovered=1").await;
    assert!(page.shows("If somebody else may have one of them, take it away."));
    let all = browser.post("/settings/passkeys/remove", &[("all", ""), ("passphrase", new)]).await;
    assert_eq!(all.location(), "/settings/passkeys?kept=1");
    let mut other = person.other_browser();
    other.host.clone_from(&person.host);
    assert_eq!(opens(&mut other, &mut soft, &user).await.status, StatusCode::FORBIDDEN);
    let entered = other.post("/unlock", &[("passphrase", new)]).await;
    assert_eq!(entered.location(), "/", "and no second step is asked for");
}
