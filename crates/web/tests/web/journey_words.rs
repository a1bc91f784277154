//! What the words of the journey lead to is there.

use axum::http::StatusCode;

use crate::person::Person;

#[tokio::test]
async fn every_page_that_the_preparation_leads_to_is_there() {
    let mut person = Person::new().await;
    let items = hearken_content::library().journey.preparation.items();
    let links: Vec<&str> = items.filter_map(|item| Some(item.link.as_ref()?.at.as_str())).collect();
    assert!(links.len() > 5, "{links:?}");
    for link in links {
        let page = person.get(link).await;
        assert_eq!(page.status, StatusCode::OK, "{link}");
    }
}
