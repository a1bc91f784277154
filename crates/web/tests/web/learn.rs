//! Pieces to learn from, and what words mean.

use axum::http::StatusCode;

use crate::person::Person;

#[tokio::test]
async fn a_piece_is_found_from_the_list_and_leads_on() {
    let mut person = Person::new().await;
    assert!(person.get("/more").await.body.contains("href=\"/learn\""));
    let list = person.get("/learn").await;
    assert!(list.shows("Parts and Self") && list.shows("minutes to read"));
    let piece = person.get("/learn/parts-and-self").await;
    assert!(piece.shows("Sources") && piece.shows("not medical or therapeutic advice"));
    assert!(piece.body.contains("href=\"/learn/managers-firefighters-exiles\""));
    assert!(piece.body.contains("href=\"/learn/glossary#blended\""));
    assert_eq!(person.get("/learn/nothing-like-this").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn words_that_need_it_link_to_the_glossary() {
    let mut person = Person::new().await;
    let glossary = person.get("/learn/glossary").await;
    for (page, term) in [
        ("/parts/new", "firefighter"),
        ("/check-in", "eight-cs"),
        ("/learn/managers-firefighters-exiles", "exile"),
    ] {
        assert!(person.get(page).await.body.contains(&format!("/learn/glossary#{term}")), "{page}");
        assert!(glossary.body.contains(&format!("id=\"{term}\"")), "{term}");
    }
}
