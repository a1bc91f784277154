//! Codes from an app over HTTP, without any script: setting them up, signing in, and everything that is refused.

use axum::http::StatusCode;
use hearken_seal::TotpSecret;

use crate::person::{PASSPHRASE, Page, Person};

/// What the app shows at the house's time.
fn shown(person: &Person, app: &TotpSecret) -> String {
    let seconds = u64::try_from(person.house.state.keeper.now().as_millis() / 1_000).unwrap();
    app.shown_at(seconds).to_string()
}

/// Somebody who has set codes up; and their app.
async fn with_codes() -> (Person, TotpSecret) {
    let mut person = Person::new().await;
    let page = person.post("/settings/codes/begin", &[]).await;
    let app = TotpSecret::from_text(&page.field("secret")).unwrap();
    assert!(page.body.contains("<svg") && page.body.contains("class=\"to-scan\""));
    let groups = app
        .to_text()
        .as_bytes()
        .chunks(4)
        .map(|four| String::from_utf8_lossy(four).into_owned())
        .collect::<Vec<_>>();
    assert!(page.shows(&groups.join(" ")));
    let before = person.cookies["notebook"].clone();
    let code = shown(&person, &app);
    let on = turns_on(&mut person, &app, &code, PASSPHRASE).await;
    assert_eq!(on.location(), "/settings/codes?kept=1");
    assert_ne!(person.cookies["notebook"], before, "a new session when what is asked for changes");
    person.house.clock.forward(60);
    (person, app)
}

async fn turns_on(person: &mut Person, app: &TotpSecret, code: &str, passphrase: &str) -> Page {
    let secret = app.to_text();
    let fields = [("secret", secret.as_str()), ("code", code), ("passphrase", passphrase)];
    person.post("/settings/codes", &fields).await
}

#[tokio::test]
async fn the_passphrase_alone_gives_no_session_and_the_code_goes_on_to_where_one_was_going() {
    let (person, app) = with_codes().await;
    let mut browser = person.other_browser();
    let step = browser.post("/unlock", &[("passphrase", PASSPHRASE), ("next", "/parts?x=1")]).await;
    assert_eq!(step.location(), "/unlock?next=%2Fparts%3Fx%3D1");
    let cookie = step.headers["set-cookie"].to_str().unwrap();
    assert!(
        cookie.starts_with("step=") && cookie.contains("HttpOnly; SameSite=Strict; Max-Age=300"),
        "{cookie}"
    );
    assert!(browser.get("/journal").await.location().starts_with("/unlock"), "it is no session");
    let page = browser.get("/unlock?next=%2Fparts%3Fx%3D1").await;
    assert!(page.shows("The code that your app shows") && page.field("next") == "/parts?x=1");
    let wrong = browser.post("/unlock", &[("code", "000000"), ("next", "/parts")]).await;
    assert_eq!(wrong.status, StatusCode::FORBIDDEN);
    assert!(wrong.shows("This code is another one, or was used already."));
    let code = shown(&person, &app);
    let opened = browser.post("/unlock", &[("code", &code), ("next", "/parts?x=1")]).await;
    assert_eq!(opened.location(), "/parts?x=1");
    assert_eq!(browser.get("/journal").await.status, StatusCode::OK);
    let mut second = person.other_browser();
    second.enter().await.location();
    let replayed = second.post("/unlock", &[("code", &code)]).await;
    assert_eq!(replayed.status, StatusCode::FORBIDDEN, "each code once");
    assert!(!second.cookies.contains_key("notebook"));
}

#[tokio::test]
async fn a_second_step_that_took_too_long_begins_again() {
    let (person, app) = with_codes().await;
    let mut browser = person.other_browser();
    browser.enter().await.location();
    person.house.clock.forward(300);
    let late = browser.post("/unlock", &[("code", &shown(&person, &app))]).await;
    assert!(!browser.cookies.contains_key("notebook"));
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.shows("The second step took longer than five minutes, or was taken already."));
    assert!(late.shows("Passphrase"), "the passphrase is asked for anew");
    browser.enter().await.location();
    let again = browser.post("/unlock", &[("again", "1")]).await;
    assert_eq!(again.location(), "/unlock");
    assert!(!browser.cookies.contains_key("step"));
    assert!(browser.get("/unlock").await.shows("The notebook is locked"));
}

/// The cookie `zone` says how a browser's clock stands to the server's.
#[tokio::test]
async fn the_clock_of_a_browser_makes_no_old_code_good() {
    let (person, app) = with_codes().await;
    let old = shown(&person, &app);
    person.house.clock.forward(600);
    let mut browser = person.other_browser();
    browser.enter().await.location();
    browser.cookies.insert("zone".to_owned(), "-10".to_owned());
    assert_eq!(browser.post("/unlock", &[("code", &old)]).await.status, StatusCode::FORBIDDEN);
    let opened = browser.post("/unlock", &[("code", &shown(&person, &app))]).await;
    assert_eq!(opened.location(), "/");
}

#[tokio::test]
async fn wrong_codes_make_wait() {
    let (person, _) = with_codes().await;
    let mut browser = person.other_browser();
    browser.enter().await.location();
    for _ in 0..3 {
        browser.post("/unlock", &[("code", "000000")]).await;
    }
    let soon = browser.post("/unlock", &[("code", "000000")]).await;
    assert_eq!(soon.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(soon.shows("this try was not counted"));
}

#[tokio::test]
async fn they_are_on_only_after_a_code_and_the_passphrase_and_off_with_the_passphrase() {
    let mut person = Person::new().await;
    let app =
        TotpSecret::from_text(&person.post("/settings/codes/begin", &[]).await.field("secret")).unwrap();
    let wrong = turns_on(&mut person, &app, "000000", PASSPHRASE).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.field("secret"), *app.to_text(), "the same secret is still there to try");
    let code = shown(&person, &app);
    let wrong = turns_on(&mut person, &app, &code, "not this one").await;
    assert_eq!(wrong.status, StatusCode::FORBIDDEN);
    assert!(person.get("/settings/codes").await.shows("Set it up"));
    let no_secret = person.post("/settings/codes", &[("secret", "x"), ("code", "1")]).await;
    assert_eq!(no_secret.location(), "/settings/codes");
    turns_on(&mut person, &app, &code, PASSPHRASE).await.location();
    let on = person.get("/settings/codes").await;
    assert!(on.shows("It is on.") && !on.body.contains(app.to_text().as_str()));
    assert_eq!(person.post("/settings/codes/begin", &[]).await.location(), "/settings/codes");
    let off = person.post("/settings/codes/off", &[("passphrase", "not this one")]).await;
    assert_eq!(off.status, StatusCode::FORBIDDEN);
    assert_eq!(
        person.post("/settings/codes/off", &[("passphrase", PASSPHRASE)]).await.location(),
        "/settings/codes?kept=1"
    );
    assert_eq!(person.other_browser().enter().await.location(), "/");
}

#[tokio::test]
async fn by_https_what_waits_is_held_to_the_host_and_the_words_need_no_code() {
    let (mut person, _) = with_codes().await;
    let words = crate::passkeys::recovery_words(&mut person).await;
    let mut browser = person.other_browser();
    let new = "a boat behind the reeds";
    let came = browser.post("/recover", &[("words", &words), ("passphrase", new), ("again", new)]).await;
    assert_eq!(came.location(), "/");
    let mut person = Person::stranger_by_https().await;
    person.post("/begin", &[("passphrase", PASSPHRASE), ("again", PASSPHRASE)]).await.location();
    let app =
        TotpSecret::from_text(&person.post("/settings/codes/begin", &[]).await.field("secret")).unwrap();
    let code = shown(&person, &app);
    turns_on(&mut person, &app, &code, PASSPHRASE).await.location();
    let step = person.other_browser().enter().await;
    let cookie = step.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("__Host-step=") && cookie.ends_with("; Secure"), "{cookie}");
}
