//! T22: every route there is, tried by whoever shares with somebody: in each role, before anything is shown, while something is,
//! after it was stopped, and after it was ended. They see what is shown where it is shown, and nothing else anywhere.

use axum::http::StatusCode;
use hearken_vault::SignUps;
use hearken_web::{Route, routes};

use crate::{
    accounts::{joins, matrix::APART},
    person::{Page, Person},
    security::address,
    sharing::{Invited, invited_by},
    sharing_between::{id, shows},
    sitter::reaches::{CANARY, asks, fields, furnished, shows_nothing},
};

/// What is shown is called so. The rest of it says something else.
const SHOWN: &str = "amberlantern";

/// Where it may be read by whoever it is shown to.
const MAY_SHOW: [&str; 2] = ["/sharing/{id}", "/sharing/{id}/pages/{page}"];

/// What ends it.
const ENDS: &str = "/sharing/{id}/end";

/// The address of a route: in their space where it is one of a space, with that id in every other place.
fn at(route: &Route, space: &str, id: &str) -> String {
    let address = address(route, id);
    let address =
        if route.path.starts_with("/sharing/{id}") { address.replacen(id, space, 1) } else { address };
    if route.method == "GET" { format!("{address}?draft={id}&part={id}&record={id}") } else { address }
}

/// Asks for every page, with every id. How many pages showed what is shown.
async fn looks(both: &mut Invited, ids: &[String], may_show: bool, when: &str) -> usize {
    let space = id(&both.space).to_owned();
    let mut shown = 0;
    for route in routes().iter().filter(|route| route.method == "GET" && !APART.contains(&route.path)) {
        for id in ids {
            let what = format!("{when}: GET {}", route.path);
            let page = asks(&mut both.ben, "GET", &at(route, &space, id), &[]).await;
            shows_nothing(&page, &what);
            if page.body.contains(SHOWN) {
                assert!(
                    may_show && MAY_SHOW.contains(&route.path),
                    "{what} shows what is not to be seen there"
                );
                shown += 1;
            }
        }
    }
    shown
}

/// Sends something to every route but the one that ends it.
async fn writes(both: &mut Invited, ids: &[String]) {
    let space = id(&both.space).to_owned();
    let writes =
        |route: &&Route| route.method == "POST" && route.path != ENDS && !APART.contains(&route.path);
    for route in routes().iter().filter(writes) {
        for id in ids {
            let page: Page = asks(&mut both.ben, "POST", &at(route, &space, id), &fields(id)).await;
            shows_nothing(&page, &format!("POST {}", route.path));
        }
    }
}

/// How many saves a notebook has had, and the mark of the newest.
async fn how_it_stands(person: &mut Person) -> String {
    let page = person.get("/settings/notebook").await;
    page.body.split("<dl class=\"traits\">").nth(1).expect("it is said there").to_owned()
}

async fn sees_what_is_shown_and_no_more(role: &str) {
    let (mut ada, _, ids) = furnished().await;
    let form = [("name", SHOWN), ("role", "manager"), ("purpose", CANARY), ("notes", CANARY)];
    let part = id(ada.post("/parts", &form).await.location()).to_owned();
    let mut both = invited_by(ada, role).await.both_in().await;
    let mut ids = vec![part.clone(), ids[1].clone()];
    assert_eq!(looks(&mut both, &ids, false, "before").await, 0);

    let kept = shows(&mut both, &format!("record/{part}"), &["role"], &[("keeps_up", "1")]).await;
    kept.location();
    let beginning = format!("{}/pages/", both.space);
    let mine = both.ada.get(&both.space).await;
    let page = mine.body.split('"').find(|it| it.starts_with(&beginning)).expect("it leads to its page");
    ids.push(id(page).to_owned());
    // The page of the space whatever id stands behind it, and its own page.
    assert_eq!(looks(&mut both, &ids, true, "while it is shown").await, ids.len() + 1);
    let before = how_it_stands(&mut both.ada).await;
    writes(&mut both, &ids).await;
    assert_eq!(how_it_stands(&mut both.ada).await, before, "nothing was kept, changed or erased");

    let mine = both.ada.get(&both.space).await;
    let beginning = format!("{}/stop/", both.space);
    let stop =
        mine.body.split('"').find(|it| it.starts_with(&beginning)).expect("it can be stopped").to_owned();
    both.ada.post(&stop, &[]).await.location();
    assert_eq!(looks(&mut both, &ids, false, "after it was stopped").await, 0);

    shows(&mut both, &format!("record/{part}"), &["role"], &[("keeps_up", "1")]).await.location();
    assert!(both.ben.get(&both.space.clone()).await.body.contains(SHOWN), "it is shown once more");
    both.ada.post(&format!("{}/end", both.space), &[]).await.location();
    assert_eq!(looks(&mut both, &ids, false, "after it was ended").await, 0);
    assert_eq!(both.ben.get("/journal").await.status, StatusCode::OK, "and was signed in all the time");
}

#[tokio::test]
async fn t22_a_therapist_sees_what_is_shown_and_no_more() {
    sees_what_is_shown_and_no_more("therapist").await;
}

#[tokio::test]
async fn t22_a_coach_sees_what_is_shown_and_no_more() {
    sees_what_is_shown_and_no_more("coach").await;
}

#[tokio::test]
async fn t22_a_prescriber_sees_what_is_shown_and_no_more() {
    sees_what_is_shown_and_no_more("prescriber").await;
}

#[tokio::test]
async fn t22_a_friend_sees_what_is_shown_and_no_more() {
    sees_what_is_shown_and_no_more("friend").await;
}

#[tokio::test]
async fn t22_a_sitter_by_invitation_sees_what_is_shown_and_no_more() {
    sees_what_is_shown_and_no_more("sitter").await;
}

#[tokio::test]
async fn t22_the_owner_of_the_server_sees_nothing_of_anybody() {
    let mut owner = Person::new().await;
    owner.house.state.keeper.say_who_may_join(SignUps::Invitation);
    let mut bo = joins(&mut owner, "Bo").await;
    let ids = [bo.meets(CANARY, "manager").await, bo.writes(CANARY).await];
    let before = how_it_stands(&mut bo).await;
    for route in routes().iter().filter(|route| !APART.contains(&route.path)) {
        for id in &ids {
            let sent = if route.method == "GET" { Vec::new() } else { fields(id).to_vec() };
            let page = asks(&mut owner, route.method, &at(route, id, id), &sent).await;
            shows_nothing(&page, &format!("{} {}", route.method, route.path));
        }
    }
    assert_eq!(how_it_stands(&mut bo).await, before, "nothing was kept, changed or erased");
    assert!(bo.get("/journal").await.body.contains(CANARY));
}
