//! What every answer carries, and whom the notebook answers (T32, T35, T46).

use std::slice;

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use hearken_web::{HEADERS, Route, routes};

use crate::person::{PASSPHRASE, Page, Person, encoded};

/// An address of the route; `id` stands for its value.
pub(crate) fn address(route: &Route, id: &str) -> String {
    route.path.split('/').map(|part| filled(part, id)).collect::<Vec<_>>().join("/")
}

/// A part of a path; whatever is not named otherwise is named by an id.
fn filled<'a>(part: &'a str, id: &'a str) -> &'a str {
    match part {
        "{exercise}" => "orienting",
        "{screen}" => "no-screen",
        "{gate}" => "no-gate",
        "{link}" => "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "{step}" => "ask",
        "{guide}" => "check-in",
        "{hash}" => "0",
        "{name}" => "x.js",
        "{file}" => "x.ics",
        "{token}" => "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a",
        other if other.starts_with('{') => id,
        other => other,
    }
}

fn request(method: &str, path: &str) -> axum::http::request::Builder {
    Request::builder().method(method).uri(path).header("sec-fetch-site", "same-origin")
}

pub(crate) fn carries_all(page: &Page, what: &str) {
    for (name, value) in HEADERS {
        assert_eq!(
            page.headers.get(name).and_then(|found| found.to_str().ok()),
            Some(value),
            "{name} of {what}"
        );
    }
    assert!(page.headers.get(header::SERVER).is_none());
    let caching = page.headers[header::CACHE_CONTROL].to_str().unwrap();
    let asset = what.contains("/assets/") && page.status == StatusCode::OK;
    assert_eq!(caching, if asset { "public, max-age=31536000, immutable" } else { "no-store" }, "{what}");
    if let Some(kind) = page.headers.get(header::CONTENT_TYPE).filter(|_| page.body.starts_with("<!DOCTYPE"))
    {
        assert_eq!(kind, "text/html; charset=utf-8");
        neutral(page, what);
    }
}

/// No script or style inside, and a title that tells nothing.
fn neutral(page: &Page, what: &str) {
    assert!(page.body.contains("<title>Notebook</title>"), "{what}");
    for inline in ["style=\"", "<style", "onclick", "onload=", "javascript:", "<iframe", "<object"] {
        assert!(!page.body.contains(inline), "{inline} on {what}");
    }
    for script in page.body.split("<script").skip(1) {
        assert!(script.starts_with(" type=\"module\" src=\"/assets/"), "{what}");
        assert!(script.contains("\"></script>"), "{what}");
    }
    for url in page.body.split("src=\"").skip(1) {
        assert!(url.starts_with('/') && !url.starts_with("//"), "{what}");
    }
}

#[tokio::test]
async fn every_answer_carries_the_headers() {
    for state in ["nobody", "locked", "open", "open, real id"] {
        // Whoever only reads changes nothing, so one person reads all of it.
        let (reads, writes): (Vec<_>, Vec<_>) = routes().into_iter().partition(|route| route.method == "GET");
        let mut reader = InState::new(state, &reads).await;
        for route in &reads {
            reader.asks(route).await;
        }
        for route in &writes {
            InState::new(state, slice::from_ref(route)).await.asks(route).await;
        }
    }
}

/// Somebody at the door, shut out or let in, and what they have.
struct InState {
    person: Person,
    state: &'static str,
    part: Option<String>,
    entry: Option<String>,
}

impl InState {
    /// With what these routes are about.
    async fn new(state: &'static str, routes: &[Route]) -> Self {
        let mut person = if state == "nobody" { Person::stranger().await } else { Person::new().await };
        let (mut part, mut entry) = (None, None);
        let about = |place: &str| routes.iter().any(|route| route.path.starts_with(place));
        if state == "locked" {
            person.post("/lock", &[]).await;
        }
        if state == "open, real id" && about("/parts") {
            part = Some(person.meets("A", "manager").await);
        }
        if state == "open, real id" && about("/journal") {
            entry = Some(person.writes("b").await);
        }
        Self { person, state, part, entry }
    }

    /// By the route's own method, and by one that no route has.
    async fn asks(&mut self, route: &Route) {
        let real = match route.path {
            path if path.starts_with("/parts") => self.part.as_deref(),
            path if path.starts_with("/journal") => self.entry.as_deref(),
            _ => None,
        };
        let path = address(route, real.unwrap_or("0197a5e0-0000-7000-8000-000000000001"));
        for method in [route.method, "DELETE"] {
            let page = self.person.send(request(method, &path).body(Body::empty()).unwrap()).await;
            carries_all(&page, &format!("{method} {path}, {}", self.state));
        }
    }
}

#[tokio::test]
async fn refusals_carry_the_headers_too() {
    let mut person = Person::new().await;
    let huge = request("POST", "/journal").body(Body::from(vec![b'x'; 5 << 20])).unwrap();
    let other_host = request("GET", "/").header(header::HOST, "evil.example").body(Body::empty()).unwrap();
    let other_site =
        Request::post("/journal").header("sec-fetch-site", "cross-site").body(Body::empty()).unwrap();
    let nowhere = request("GET", "/nowhere").body(Body::empty()).unwrap();
    let expected = [(huge, 413), (other_host, 421), (other_site, 403), (nowhere, 404)];
    for (request, status) in expected {
        let page = person.send(request).await;
        assert_eq!(page.status.as_u16(), status);
        carries_all(&page, &format!("a {status}"));
    }
}

#[tokio::test]
async fn a_cross_site_write_changes_nothing() {
    let mut person = Person::new().await;
    let part = person.meets("The Planner", "manager").await;
    let entry = person.writes("Mine.").await;
    let before = person.get("/settings/notebook").await.body;
    let fields = [
        ("passphrase", PASSPHRASE),
        ("again", PASSPHRASE),
        ("body", "theirs"),
        ("name", "theirs"),
        ("place", "/"),
        ("guide", "meet-a-protector"),
        ("idle_minutes", "99"),
    ];
    let foreign = [
        [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")],
        [("sec-fetch-site", "same-site"), ("origin", "http://127.0.0.1:9999")],
        [("x-none", ""), ("origin", "null")],
        [("x-none", ""), ("origin", "https://evil.example")],
    ];
    for route in routes().iter().filter(|route| route.method == "POST") {
        let id = if route.path.starts_with("/parts") { &part } else { &entry };
        for headers in foreign {
            let mut request = Request::post(address(route, id)).body(Body::from(encoded(&fields))).unwrap();
            for (name, value) in headers {
                request.headers_mut().insert(name, value.parse().unwrap());
            }
            let page = person.send(request).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{} {headers:?}", route.path);
            assert!(page.shows("This was sent from another site, so it was not done."));
        }
    }
    assert_eq!(
        person.get("/settings/notebook").await.body,
        before,
        "no save was added, and nobody was locked out"
    );
    assert!(!person.get("/").await.shows("theirs"));
}

#[tokio::test]
async fn a_page_that_is_only_looked_at_changes_nothing() {
    let mut person = Person::new().await;
    let part = person.meets("The Planner", "manager").await;
    let entry = person.writes("Mine.").await;
    let before = person.get("/settings/notebook").await.body;
    for route in routes().iter().filter(|route| route.method == "GET") {
        for id in [&part, &entry] {
            for method in [Method::GET, Method::HEAD] {
                let path = format!("{}?record={id}&body=x&name=y&draft={id}", address(route, id));
                person.send(request(method.as_str(), &path).body(Body::empty()).unwrap()).await;
            }
        }
    }
    assert_eq!(person.get("/settings/notebook").await.body, before);
}

#[tokio::test]
async fn other_host_names_get_no_page() {
    let mut person = Person::new().await.with_entries(1).await;
    for host in
        ["evil.example", "evil.example:7714", "127.0.0.1", "127.0.0.1:80", "localhost.evil.example:7714", ""]
    {
        let page = person
            .send(request("GET", "/journal").header(header::HOST, host).body(Body::empty()).unwrap())
            .await;
        assert_eq!(page.status, StatusCode::MISDIRECTED_REQUEST, "{host}");
        assert!(!page.shows("Entry number 1."));
    }
    let ours = request("GET", "/journal").header(header::HOST, "LOCALHOST:7714").body(Body::empty()).unwrap();
    assert_eq!(person.send(ours).await.status, StatusCode::OK);
}

/// Pages that need nobody to have unlocked.
pub(crate) const FREE: [&str; 19] = [
    "/unlock",
    "/recover",
    "/sign-up",
    "/sign-up/{token}",
    "/closed",
    "/help-now",
    "/help-now/first",
    "/away",
    "/join",
    "/join/over",
    "/grounding",
    "/grounding/{exercise}",
    "/plan/offline",
    "/calendar/{file}",
    "/sw.js",
    "/manifest.webmanifest",
    "/favicon.ico",
    "/healthz",
    "/assets/{hash}/{name}",
];

#[tokio::test]
async fn every_page_needs_an_open_notebook_but_those_that_must_not() {
    let mut person = Person::new().await;
    person.post("/lock", &[]).await;
    for route in routes().iter().filter(|route| route.method == "GET" && !FREE.contains(&route.path)) {
        let page = person.get(&address(route, "0197a5e0-0000-7000-8000-000000000001")).await;
        assert!(page.location().starts_with("/unlock"), "{}", route.path);
    }
}

#[tokio::test]
async fn t46_nothing_outside_the_lock_tells_what_this_is() {
    let mut person = Person::new().await;
    person.post("/lock", &[]).await;
    let mut stranger = Person::stranger().await;
    let pages = [
        person.get("/unlock").await,
        person.get("/recover").await,
        person.get("/sign-up").await,
        person.get("/closed").await,
        person.get("/away").await,
        person.get("/join").await,
        person.get("/join/over").await,
        stranger.get("/begin").await,
    ];
    for page in pages {
        let text = crate::html::text(&page.body).to_lowercase();
        for telling in [
            "hearken",
            "ifs",
            "internal family",
            " parts",
            "ketamine",
            "therap",
            "journal",
            "diary",
            "trauma",
        ] {
            assert!(!text.contains(telling), "{telling}");
        }
    }
}
