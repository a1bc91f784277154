//! Help now.

use axum::http::StatusCode;

use crate::person::Person;

#[tokio::test]
async fn k4_help_is_one_tap_away_on_every_page_locked_or_not() {
    let mut person = Person::new().await;
    for path in [
        "/",
        "/parts",
        "/parts/new",
        "/journal",
        "/journal/new",
        "/exercises",
        "/settings",
        "/more",
        "/recovery-words",
    ] {
        let page = person.get(path).await;
        assert!(
            page.body.contains("href=\"/help-now\"") && page.body.contains("action=\"/leave\""),
            "{path}"
        );
    }
    person.post("/lock", &[]).await;
    for path in ["/unlock", "/recover", "/help-now", "/no-such-page"] {
        let page = person.get(path).await;
        assert!(
            page.body.contains("href=\"/help-now\"") && page.body.contains("action=\"/leave\""),
            "{path}"
        );
    }
}

#[tokio::test]
async fn k7_it_works_without_a_notebook_and_remembers_the_country() {
    let mut person = Person::stranger().await;
    let unknown = person.get("/help-now").await;
    assert_eq!(unknown.status, StatusCode::OK);
    assert!(unknown.shows("112") && unknown.shows("911"));
    assert!(person.get("/help-now?country=de").await.shows("TelefonSeelsorge"));
    assert!(person.get("/help-now").await.shows("TelefonSeelsorge"));
    assert!(!person.get("/help-now?country=").await.shows("TelefonSeelsorge"));
    assert!(!person.get("/help-now").await.shows("TelefonSeelsorge"));
    assert_eq!(person.get("/help-now?country=%22%3E%3Cscript%3E").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_country_of_the_settings_is_known_while_locked() {
    let mut person = Person::new().await;
    person.post("/settings", &[("idle_minutes", "15"), ("country", "GB")]).await;
    person.post("/lock", &[]).await;
    assert!(person.get("/help-now").await.shows("999"));
}

/// The country of the settings, set in a browser of the same person.
async fn lives_in(person: &mut Person, country: &str) {
    let kept = person.post("/settings", &[("idle_minutes", "15"), ("country", country)]).await;
    assert_eq!(kept.location(), "/settings?kept=1");
}

#[tokio::test]
async fn k1_k7_a_country_that_was_set_elsewhere_is_shown_in_every_browser_that_unlocks() {
    let mut person = Person::new().await;
    lives_in(&mut person, "").await;
    assert!(!person.cookies.contains_key("country"), "not said is no country");
    let mut other = person.other_browser();
    other.enter().await;
    lives_in(&mut other, "GB").await;
    // What earlier versions left behind for settings without a country.
    person.cookies.insert("country".to_owned(), "ZZ".to_owned());
    for page in ["/help-now", "/help-now/first"] {
        assert!(person.get(page).await.body.contains("tel:116123"), "{page}");
    }
    lives_in(&mut other, "DE").await;
    person.post("/lock", &[]).await;
    person.enter().await;
    person.post("/lock", &[]).await;
    assert!(person.get("/help-now").await.shows("TelefonSeelsorge"));
}

#[tokio::test]
async fn k7_what_a_traveller_picks_stays_in_that_browser_until_the_next_unlock() {
    let mut person = Person::new().await;
    lives_in(&mut person, "GB").await;
    assert!(person.get("/help-now?country=de").await.shows("TelefonSeelsorge"));
    person.post("/settings", &[("idle_minutes", "20"), ("country", "GB")]).await;
    assert!(person.get("/help-now").await.shows("TelefonSeelsorge"), "another setting was changed");
    person.get("/help-now?country=").await;
    assert!(!person.get("/help-now").await.body.contains("tel:116123"), "it is not listed");
    person.post("/lock", &[]).await;
    assert!(!person.get("/help-now").await.body.contains("tel:116123"));
    person.enter().await;
    assert!(person.get("/help-now").await.body.contains("tel:116123"));
    lives_in(&mut person, "").await;
    assert!(!person.get("/help-now").await.body.contains("tel:116123"));
}

/// Addresses that are no page somebody reads within the program: assets, the worker, pictures, downloads, a sheet to
/// print, and the page left behind.
const NO_PAGES: [&str; 15] = [
    "/assets/{hash}/{name}",
    "/favicon.ico",
    "/healthz",
    "/sw.js",
    "/manifest.webmanifest",
    "/away",
    "/journey/calendar.ics",
    "/measures/export.json",
    "/measures/export.csv",
    "/settings/account/archive",
    "/calendar/{file}",
    "/plan/file",
    "/parts/map.svg",
    "/parts/{id}/picture",
    "/parts/{id}/print",
];

#[tokio::test]
async fn k4_every_page_there_is_leads_to_help_locked_or_not() {
    let mut person = Person::new().await;
    let part = person.meets("The Planner", "manager").await;
    let entry = person.writes("Mine.").await;
    let mut read = 0;
    for locked in [false, true] {
        if locked {
            person.post("/lock", &[]).await;
        }
        let pages = hearken_web::routes().into_iter().filter(|route| route.method == "GET");
        for route in pages.filter(|route| !NO_PAGES.contains(&route.path)) {
            for id in [&part, &entry] {
                let page = person.get(&crate::security::address(&route, id)).await;
                let html = page.body.starts_with("<!DOCTYPE");
                assert!(html || page.status == StatusCode::SEE_OTHER, "{}", route.path);
                read += usize::from(html);
                assert!(!html || page.body.contains("href=\"/help-now\""), "{}", route.path);
            }
        }
    }
    assert!(read > 80, "{read} pages were read");
}
