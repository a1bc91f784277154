//! T22: every route there is, tried by nobody, by another person, by a session that was ended and by somebody who is shut
//! out, with the ids of what somebody has. Nothing of it is reached, and an id of another's is like one that never was.

use axum::http::StatusCode;
use hearken_vault::{SignUps, Who};
use hearken_web::{Route, routes};

use super::{OTHER, joins};
use crate::{
    person::{Page, Person},
    security::{FREE, address},
    sitter::reaches::{CANARY, asks, fields, furnished, shows_nothing},
};

/// An id of nothing.
const UNKNOWN: &str = "0197a5e0-0000-7000-8000-000000000001";

/// What ends sessions or makes them; each has tests of its own.
pub(crate) const APART: [&str; 9] = [
    "/lock",
    "/leave",
    "/unlock",
    "/begin",
    "/recover",
    "/recovery-words",
    "/sign-up",
    "/sign-up/{token}",
    "/settings/account/sessions",
];

/// The owner's notebook with something in every room, and the ids of it; and Bo, who has a notebook of their own.
async fn a_house_for_two() -> (Person, Vec<String>, Person) {
    let (mut ada, session, mut ids) = furnished().await;
    ids.push(session.rsplit('/').next().unwrap().to_owned());
    ada.house.state.keeper.say_who_may_join(SignUps::Invitation);
    let bo = joins(&mut ada, "Bo").await;
    (ada, ids, bo)
}

/// What a page says, whatever id it was asked for, and whatever ids it made up anew.
fn plain(page: &Page) -> String {
    let (mut plain, mut rest) = (String::new(), page.body.as_str());
    while let Some(letter) = rest.chars().next() {
        if rest.get(..36).is_some_and(is_id) {
            plain.push('…');
            rest = &rest[36..];
        } else {
            plain.push(letter);
            rest = &rest[letter.len_utf8()..];
        }
    }
    plain
}

fn is_id(text: &str) -> bool {
    let dash = |at| matches!(at, 8 | 13 | 18 | 23);
    text.bytes().enumerate().all(|(at, byte)| if dash(at) { byte == b'-' } else { byte.is_ascii_hexdigit() })
}

fn asked(route: &Route, id: &str) -> String {
    match route.method {
        "GET" => format!("{}?draft={id}&part={id}&record={id}", address(route, id)),
        _ => address(route, id),
    }
}

async fn tries(person: &mut Person, route: &Route, id: &str) -> Page {
    let sent = if route.method == "GET" { Vec::new() } else { fields(id).to_vec() };
    asks(person, route.method, &asked(route, id), &sent).await
}

#[tokio::test]
async fn t22_another_person_reaches_nothing_and_an_id_of_anothers_is_like_one_that_never_was() {
    let (mut ada, ids, mut bo) = a_house_for_two().await;
    assert!(ada.get("/").await.body.contains(CANARY), "the canary sings where it may");
    let before = ada.get("/settings/notebook").await.body;
    let (looks, writes): (Vec<_>, Vec<_>) = routes()
        .into_iter()
        .filter(|route| !APART.contains(&route.path))
        .partition(|route| route.method == "GET");
    let mut tried = 0;
    for route in looks {
        let never = tries(&mut bo, &route, UNKNOWN).await;
        for id in &ids {
            let (page, what) = (tries(&mut bo, &route, id).await, format!("GET {}", route.path));
            shows_nothing(&page, &what);
            assert_eq!(page.status, never.status, "{what}");
            assert!(plain(&page) == plain(&never), "{what} tells one from the other");
            tried += 1;
        }
    }
    for route in writes {
        for id in &ids {
            let (page, what) = (tries(&mut bo, &route, id).await, format!("POST {}", route.path));
            shows_nothing(&page, &what);
            tried += 1;
        }
    }
    assert!(tried > 1_000, "only {tried} were tried");
    assert_eq!(bo.get("/journal").await.status, StatusCode::OK, "and was signed in all the time");
    assert_eq!(ada.get("/settings/notebook").await.body, before, "nothing was kept, changed or erased");
}

#[tokio::test]
async fn t22_nobody_an_ended_session_and_somebody_shut_out_reach_nothing() {
    let (mut ada, ids, mut bo) = a_house_for_two().await;
    let keeper = ada.house.state.keeper.clone();
    let before = ada.get("/settings/notebook").await.body;
    let who = Who::new("Bo", None);
    let mut shut_out = ada.other_browser();
    shut_out.cookies = bo.cookies.clone();
    let (_, session) = keeper.unlock_as(&who, &hearken_seal::Passphrase::new(OTHER)).await.unwrap();
    keeper.end_others(&session).await.unwrap();
    let mut in_again = ada.other_browser();
    super::signs_in(&mut in_again, "Bo", OTHER).await.location();
    keeper.set_disabled(session.account(), true).await.unwrap();
    let mut people = [("nobody", ada.other_browser()), ("ended", shut_out), ("shut out", in_again)];
    for route in routes().iter().filter(|route| !APART.contains(&route.path)) {
        for (name, person) in &mut people {
            let id = &ids[0];
            let what = format!("{name}: {} {}", route.method, route.path);
            let cookies = person.cookies.clone();
            let page = tries(person, route, id).await;
            person.cookies = cookies;
            shows_nothing(&page, &what);
            if route.method == "GET" && !FREE.contains(&route.path) {
                assert!(page.location().starts_with("/unlock"), "{what}");
            }
        }
    }
    assert!(bo.get("/journal").await.location().starts_with("/unlock"));
    assert_eq!(ada.get("/settings/notebook").await.body, before, "nothing was kept, changed or erased");
}
