//! “Sitter mode cannot reach any other page”: every route there is, tried with every id, by whoever has a narrow session.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use hearken_web::{Route, routes};

use super::{begun, hands_over, under_way};
use crate::{
    after::plans_another,
    person::{Page, Person, encoded},
    security::{address, carries_all},
};

/// What a sitter may ask for in their own session. It stands here a second time, so that the product's own list cannot
/// grow unseen.
const OWN: [(&str, &str); 15] = [
    ("GET", "during"),
    ("POST", "medicine"),
    ("POST", "moments"),
    ("POST", "queue"),
    ("POST", "recordings"),
    ("GET", "vitals"),
    ("POST", "vitals"),
    ("GET", "wrong"),
    ("POST", "wrong"),
    ("GET", "office"),
    ("POST", "office"),
    ("GET", "end"),
    ("POST", "end"),
    ("GET", "sitter/back"),
    ("POST", "sitter/back"),
];

/// What is anybody's: it answers as to a stranger.
const ANYBODYS: [(&str, &str); 8] = [
    ("GET", "/assets/{hash}/{name}"),
    ("GET", "/favicon.ico"),
    ("GET", "/help-now"),
    ("GET", "/away"),
    ("GET", "/unlock"),
    ("GET", "/sw.js"),
    ("GET", "/manifest.webmanifest"),
    ("GET", "/journey/offline"),
];

/// What ends the session, or keeps what is typed; tried for themselves.
const APART: [(&str, &str); 4] =
    [("POST", "/lock"), ("POST", "/leave"), ("POST", "/unlock"), ("POST", "/drafts")];

/// Stands in everything that is not of this session's own pages.
pub(crate) const CANARY: &str = "cobaltheron";

fn is_own(route: &Route) -> bool {
    let own = route.path.strip_prefix("/journey/sessions/{id}/");
    own.is_some_and(|own| OWN.contains(&(route.method, own)))
}

/// A notebook with the canary in every room, this session under way, and the ids of things that are there.
pub(crate) async fn furnished() -> (Person, String, Vec<String>) {
    let (mut person, session) = under_way().await;
    let id_of = |address: &str| address.split('?').next().unwrap().rsplit('/').next().unwrap().to_owned();
    let mut ids = vec![person.meets(CANARY, "manager").await, person.writes(CANARY).await];
    let part = ids[0].clone();
    let other =
        [("name", CANARY), ("notes", CANARY), ("medicines", CANARY), ("address", CANARY), ("country", "GB")];
    let programme = person.post("/journey", &other).await.location().to_owned();
    let elsewhere = plans_another(&mut person, &programme).await;
    let of_other = [("session", &*id_of(&elsewhere)), ("words", CANARY), ("part", &part)];
    person.post("/journey/intentions", &of_other).await.location();
    let own = id_of(&session);
    // Of this session too: what is before and after it is not the sitter's.
    let act = person
        .post("/journey/acts", &[("session", own.as_str()), ("what", CANARY)])
        .await
        .location()
        .to_owned();
    let fields: [(&str, &[(&str, &str)]); 4] = [
        ("/agreements", &[("what", CANARY), ("by_whom", CANARY)]),
        ("/decisions", &[("question", CANARY), ("number", ""), ("option", CANARY), ("field-own", CANARY)]),
        ("/triggers", &[("name", CANARY)]),
        ("/exercises", &[("guide", "meet-a-protector")]),
    ];
    for (path, fields) in fields {
        ids.push(
            person
                .post(path, fields)
                .await
                .location()
                .split('/')
                .nth(2)
                .unwrap()
                .split('?')
                .next()
                .unwrap()
                .to_owned(),
        );
    }
    person
        .post("/plan/step/ask", &[("base", "0"), ("words", CANARY), ("phone", "020 7946 0958")])
        .await
        .location();
    let draft = [("place", "/journal/new"), ("body", CANARY), ("draft", ""), ("seen", "0")];
    ids.push(person.fetch("/drafts", &draft).await.json()["draft"].as_str().unwrap().to_owned());
    ids.extend([programme, elsewhere, act].iter().map(|address| id_of(address)));
    (person, session, ids)
}

pub(crate) async fn asks(person: &mut Person, method: &str, path: &str, fields: &[(&str, &str)]) -> Page {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    person.send(request.body(Body::from(encoded(fields))).unwrap()).await
}

pub(crate) fn shows_nothing(page: &Page, what: &str) {
    assert!(!page.body.contains(CANARY), "{what} shows a word of the notebook");
    assert!(!page.status.is_server_error(), "{what}: {}", page.status);
}

/// Holds when that is answered with the way back, or refused in a sentence.
fn turned_back(page: &Page, session: &str, what: &str) {
    shows_nothing(page, what);
    if page.status == StatusCode::SEE_OTHER {
        assert_eq!(page.location(), format!("{session}/during"), "{what}");
    } else {
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{what}");
        assert!(page.shows("This device is with the sitter"), "{what}");
    }
}

/// Fields that routes look for, so that a refused write would have had something to do.
pub(crate) fn fields(id: &str) -> [(&str, &str); 12] {
    [
        ("record", id),
        ("draft", id),
        ("session", id),
        ("base", "0"),
        ("body", "theirs"),
        ("words", "theirs"),
        ("name", "theirs"),
        ("kind", "words"),
        ("to", "recovering"),
        ("guide", "check-in"),
        ("idle_minutes", "99"),
        ("pin", "0000"),
    ]
}

#[tokio::test]
async fn every_route_is_tried_and_nothing_but_the_session_answers() {
    let (person, session, ids) = furnished().await;
    let own = session.rsplit('/').next().unwrap().to_owned();
    let mut owner = person.other_browser();
    owner.enter().await;
    let before = owner.get("/settings/notebook").await.body;
    assert!(owner.get("/").await.body.contains(CANARY), "the canary sings where it may");
    let mut sitter = person;
    hands_over(&mut sitter, &session).await;
    let mut refused = 0;
    for route in routes() {
        if APART.contains(&(route.method, route.path)) {
            continue;
        }
        for id in ids.iter().chain([&own]) {
            let path = address(&route, id);
            let what = format!("{} {path}", route.method);
            if is_own(&route) && *id == own {
                continue;
            }
            let methods = if route.method == "GET" { &["GET", "HEAD"][..] } else { &["POST"] };
            for method in methods {
                let query = if route.method == "GET" {
                    format!("{path}?draft={id}&part={id}&record={id}")
                } else {
                    path.clone()
                };
                let page = asks(&mut sitter, method, &query, &fields(id)).await;
                if ANYBODYS.contains(&(route.method, route.path)) {
                    shows_nothing(&page, &what);
                } else {
                    turned_back(&page, &session, &what);
                    refused += 1;
                }
                carries_all(&page, &what);
            }
        }
    }
    assert!(refused > 1_000, "only {refused} were tried");
    for (method, path) in
        [("GET", "/nowhere"), ("POST", "/nowhere"), ("DELETE", "/journal"), ("PUT", "/parts")]
    {
        turned_back(&asks(&mut sitter, method, path, &[]).await, &session, path);
    }
    for twisted in ["//journal", "/journal/", "/%6aournal", "/journey/sessions/../../journal", "/JOURNAL"] {
        turned_back(&asks(&mut sitter, "GET", twisted, &[]).await, &session, twisted);
    }
    assert_eq!(owner.get("/settings/notebook").await.body, before, "nothing was kept, changed or erased");
}

#[tokio::test]
async fn the_pages_of_the_session_show_no_word_from_elsewhere() {
    let (mut sitter, session, ids) = furnished().await;
    hands_over(&mut sitter, &session).await;
    for (method, path) in OWN.iter() {
        for id in &ids {
            let path = format!("{session}/{path}");
            let with_ids = format!("{path}?draft={id}&part={id}&record={id}&noted=1&already=medicine");
            let (path, sent) =
                if *method == "GET" { (with_ids, vec![]) } else { (path, fields(id).to_vec()) };
            shows_nothing(&asks(&mut sitter, method, &path, &sent).await, &path);
        }
        sitter.house.clock.forward(40);
    }
}

#[tokio::test]
async fn another_session_that_is_under_way_is_as_far_away_as_the_rest() {
    let (mut person, session) = under_way().await;
    let other = begun(&mut person).await;
    hands_over(&mut person, &session).await;
    for (method, path) in OWN {
        turned_back(&asks(&mut person, method, &format!("{other}/{path}"), &[]).await, &session, path);
    }
}

#[tokio::test]
async fn what_is_typed_is_kept_for_the_pages_of_the_session_alone() {
    let (mut sitter, session, _) = furnished().await;
    hands_over(&mut sitter, &session).await;
    let typed = |place: &str| {
        [
            ("place", place.to_owned()),
            ("words", "still typing".to_owned()),
            ("draft", String::new()),
            ("seen", "0".to_owned()),
        ]
    };
    let own = format!("{session}/during");
    let beside = format!("{session}0/during");
    for (place, kept) in
        [(own.as_str(), true), ("/journal/new", false), (&session, false), (&beside, false), ("", false)]
    {
        let fields = typed(place);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let page = sitter.fetch("/drafts", &fields).await;
        assert_eq!(page.status, if kept { StatusCode::OK } else { StatusCode::FORBIDDEN }, "{place}");
        shows_nothing(&page, place);
    }
    assert!(sitter.get(&own).await.shows("still typing"));
    // Leaving works whatever comes with it. What another window of the person sent waits for them, as while it is locked.
    let gone = sitter.post("/leave", &[("place", "/parts/new"), ("name", "theirs")]).await;
    assert_eq!(gone.location(), "/away");
    sitter.enter().await;
    assert!(sitter.get("/parts/new").await.field("name") == "theirs");
}

#[tokio::test]
async fn what_was_answered_before_is_not_in_what_a_sitters_page_goes_on_from() {
    let (mut sitter, session) = under_way().await;
    let during = format!("{session}/during");
    let age = "&quot;age&quot;:40";
    assert!(sitter.get(&during).await.body.contains(age), "the person's own page has it");
    hands_over(&mut sitter, &session).await;
    let page = sitter.get(&during).await;
    assert!(
        !page.body.contains(age) && page.body.contains("&quot;minutes-since-start&quot;"),
        "{}",
        page.body
    );
}

#[test]
fn the_lists_name_routes_that_there_are() {
    let there =
        |method: &str, path: &str| routes().iter().any(|route| route.method == method && route.path == path);
    for (method, path) in APART.into_iter().chain(ANYBODYS) {
        assert!(there(method, path), "{method} {path}");
    }
}
