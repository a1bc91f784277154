//! What somebody leaves to do is found, may lie, and is offered no more once it was begun or put aside.

use axum::http::StatusCode;

use crate::{
    person::Page,
    sharing::{Invited, comes_along, invited_as},
    sharing_between::links,
};

async fn leaves(both: &mut Invited, what: &str) -> Page {
    let form = both.ben.get(&format!("{}/leave", both.space)).await;
    let record = form.field("record");
    let fields = [("record", &*record), ("to_do", what), ("words", "When you feel like it.")];
    both.ben.post(&format!("{}/leave", both.space), &fields).await
}

async fn both_in_as(role: &str) -> Invited {
    invited_as(role).await.both_in().await
}

#[tokio::test]
async fn what_is_left_is_found_on_both_pages_and_begun_from_there() {
    let mut both = both_in_as("therapist").await;
    let to = leaves(&mut both, "exercise/check-in").await.location().to_owned();
    assert!(both.ben.get(&to).await.shows("An exercise, left to do"));
    let today = both.ada.get("/").await;
    assert!(today.shows("left this for you") && today.shows("When you feel like it."));
    let page = both.ada.get(&both.space).await;
    assert!(page.shows("Left for you") && page.shows("They see nothing of it unless you share it."));
    assert!(page.body.contains("/exercises/about/check-in"));
    both.ada.post("/exercises", &[("guide", "check-in")]).await.location();
    assert!(!both.ada.get("/").await.shows("left this for you"), "begun, it is offered no more");
    let theirs = both.ben.get(&both.space).await;
    assert!(!theirs.shows("begun") && theirs.shows("Nothing now."), "nothing of it goes back by itself");
}

#[tokio::test]
async fn not_now_puts_it_aside_without_a_word_to_the_other() {
    let mut both = both_in_as("therapist").await;
    leaves(&mut both, "measure/phq-9").await.location();
    let before = both.ben.get(&both.space).await;
    let not_now = links(&both.ada.get("/").await, &format!("{}/not-now/", both.space)).remove(0);
    both.ada.post(&not_now, &[]).await.location();
    assert!(!both.ada.get("/").await.shows("left this for you"));
    assert!(!both.ada.get(&both.space).await.shows("Left for you"));
    let said = |page: &Page| page.body.matches("class=\"said\"").count();
    assert_eq!(said(&both.ben.get(&both.space).await), said(&before));
    let mut eve = comes_along(&both.ada).await;
    assert_eq!(eve.post(&not_now, &[]).await.status, StatusCode::NOT_FOUND);
    leaves(&mut both, "measure/phq-9").await.location();
    assert!(both.ada.get("/").await.shows("left this for you"), "left again, it is found again");
    leaves(&mut both, "measure/phq-9").await.location();
    let not_now = links(&both.ada.get("/").await, &format!("{}/not-now/", both.space)).remove(0);
    both.ada.post(&not_now, &[]).await.location();
    assert!(
        !both.ada.get("/").await.shows("left this for you"),
        "put aside, it does not come back as it was before"
    );
}

#[tokio::test]
async fn each_role_leaves_what_it_is_for_and_nothing_else() {
    for (role, may, may_not) in [
        ("therapist", Some("measure/asq"), "measure/moaas"),
        ("coach", Some("measure/suds"), "measure/phq-9"),
        ("coach", Some("exercise/intention"), "exercise/old-time"),
        ("friend", Some("exercise/check-in"), "measure/suds"),
        ("sitter", None, "exercise/check-in"),
    ] {
        let mut both = both_in_as(role).await;
        let page = both.ben.get(&format!("{}/leave", both.space)).await;
        assert_eq!(page.status == StatusCode::OK, may.is_some(), "{role}");
        assert!(!page.body.contains(&format!("value=\"{may_not}\"")), "{role}: {may_not}");
        let record = "0197a5e0-0000-7000-8000-000000000009";
        let form = [("record", record), ("to_do", may_not)];
        let forced = both.ben.post(&format!("{}/leave", both.space), &form).await;
        assert_eq!(forced.status, StatusCode::NOT_FOUND, "{role}: {may_not}");
        if let Some(may) = may {
            leaves(&mut both, may).await.location();
            assert!(both.ada.get("/").await.shows("left this for you"), "{role}: {may}");
        }
    }
}

#[tokio::test]
async fn whoever_invited_leaves_the_other_nothing_and_both_read_what_the_role_is_for() {
    let mut both = both_in_as("coach").await;
    assert_eq!(both.ada.get(&format!("{}/leave", both.space)).await.status, StatusCode::NOT_FOUND);
    let form = [("record", "0197a5e0-0000-7000-8000-000000000009"), ("to_do", "exercise/check-in")];
    let forced = both.ada.post(&format!("{}/leave", both.space), &form).await;
    assert_eq!(forced.status, StatusCode::NOT_FOUND);
    assert!(both.ben.get(&both.space).await.shows("Coaching is not therapy: you do not diagnose"));
    assert!(both.ada.get(&both.space).await.shows("Coaching is not therapy: a coach does not diagnose"));
}
