//! Two that are one, one that is two, archived and back.

use axum::http::StatusCode;

use crate::person::Person;

#[tokio::test]
async fn two_parts_become_one_and_two_again() {
    let mut person = Person::new().await;
    let planner = person.meets("The Planner", "manager").await;
    let critic = person.meets("The Critic", "manager").await;
    person
        .post(
            "/parts",
            &[("record", &critic), ("base", "1"), ("name", "The Critic"), ("gifts", "it sees far")],
        )
        .await;
    person.post("/journal", &[("body", "The critic came."), ("part", &critic)]).await;
    let choosing = person.get(&format!("/parts/{critic}/merge")).await;
    assert!(choosing.shows("The Planner") && choosing.body.contains(&format!("?into={planner}")));
    let before = person.get(&format!("/parts/{critic}/merge?into={planner}")).await;
    assert!(before.shows("it sees far") && before.shows("take the two apart again"));
    assert!(!person.get(&format!("/parts/{planner}")).await.shows("it sees far"), "nothing has happened yet");
    for _ in 0..2 {
        let merged = person.post(&format!("/parts/{critic}/merge"), &[("into", &planner)]).await;
        assert_eq!(merged.location(), format!("/parts/{planner}"));
    }
    let one = person.get(&format!("/parts/{planner}")).await;
    for told in ["it sees far", "The critic came.", "turned out to be this part"] {
        assert!(one.shows(told), "{told}");
    }
    let gone = person.get(&format!("/parts/{critic}")).await;
    assert!(gone.shows("It turned out to be ") && gone.body.contains(&format!("href=\"/parts/{planner}\"")));
    assert!(!person.get("/journal/new").await.shows("The Critic"));
    for _ in 0..2 {
        let apart = person.post(&format!("/parts/{critic}/unmerge"), &[]).await;
        assert_eq!(apart.location(), format!("/parts/{critic}"));
    }
    let planner_edit = person.get(&format!("/parts/{planner}/edit")).await;
    assert!(!planner_edit.shows("it sees far"), "the planner says what it said before");
    assert!(person.get(&format!("/parts/{critic}/edit")).await.shows("it sees far"));
}

#[tokio::test]
async fn a_part_is_not_merged_with_itself_nor_with_what_is_not_here() {
    let mut person = Person::new().await;
    let planner = person.meets("The Planner", "manager").await;
    let entry = person.writes("Words.").await;
    let itself = person.post(&format!("/parts/{planner}/merge"), &[("into", &planner)]).await;
    assert!(
        itself.status == StatusCode::UNPROCESSABLE_ENTITY && itself.shows("These two are the same part.")
    );
    let other = person.post(&format!("/parts/{planner}/merge"), &[("into", &entry)]).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
    assert!(person.get("/journal/new").await.shows("The Planner"));
}

#[tokio::test]
async fn a_part_found_within_another_takes_only_what_was_ticked() {
    let mut person = Person::new().await;
    let id = person.meets("The Planner", "manager").await;
    let said = [
        ("record", id.as_str()),
        ("base", "1"),
        ("name", "The Planner"),
        ("fears", "falling"),
        ("gifts", "care"),
    ];
    person.post("/parts", &said).await;
    let page = person.get(&format!("/parts/{id}/split")).await;
    assert!(page.shows("falling") && !page.body.contains(" checked"));
    let record = page.field("record");
    let nameless = person
        .post(&format!("/parts/{id}/split"), &[("record", &record), ("copy", "fears"), ("name", " ")])
        .await;
    assert!(nameless.shows("It has no name yet.") && nameless.body.contains("value=\"fears\" checked"));
    let fields = [("record", record.as_str()), ("name", "The Watcher"), ("copy", "fears")];
    for _ in 0..2 {
        let kept = person.post(&format!("/parts/{id}/split"), &fields).await;
        assert_eq!(kept.location(), format!("/parts/{record}"));
    }
    let found = person.get(&format!("/parts/{record}")).await;
    assert!(found.shows("falling") && found.shows("Found within: The Planner") && !found.shows("care"));
    let before = person.get(&format!("/parts/{id}")).await;
    assert!(before.shows("falling") && before.shows("care"), "the other stays as it is");
}

#[tokio::test]
async fn a_name_typed_for_a_part_within_survives_a_lock() {
    let mut person = Person::new().await;
    let id = person.meets("The Planner", "manager").await;
    let place = format!("/parts/{id}/split");
    let page = person.get(&place).await;
    let (record, draft) = (page.field("record"), page.field("draft"));
    person.post("/lock", &[]).await;
    let fields = [
        ("record", record.as_str()),
        ("draft", &draft),
        ("seen", "0"),
        ("place", &place),
        ("name", "The Watcher"),
    ];
    assert_eq!(person.post(&place, &fields).await.location(), "/unlock?held=1");
    person.enter().await;
    assert!(person.get(&place).await.body.contains("value=\"The Watcher\""));
}

#[tokio::test]
async fn an_archived_part_is_in_no_list_and_comes_back() {
    let mut person = Person::new().await;
    let id = person.meets("The Clown", "manager").await;
    for _ in 0..2 {
        person.post(&format!("/parts/{id}/archive"), &[]).await;
    }
    assert!(!person.get("/journal/new").await.shows("The Clown"));
    assert!(person.get(&format!("/parts/{id}")).await.shows("It is archived"));
    person.post(&format!("/parts/{id}/bring-back"), &[]).await;
    assert!(person.get("/journal/new").await.shows("The Clown"));
    assert_eq!(
        person.get(&format!("/parts/{id}/edit")).await.field("base"),
        "3",
        "asked twice, it lands once"
    );
}

#[tokio::test]
async fn no_way_to_change_a_part_changes_anything_else() {
    let mut person = Person::new().await;
    let entry = person.writes("Words.").await;
    for way in [
        "merge",
        "unmerge",
        "split",
        "archive",
        "bring-back",
        "show",
        "take-up",
        "settle",
        "picture/take-off",
        "picture/erase",
    ] {
        let fields = [("into", entry.as_str()), ("base", "1"), ("rev", "1"), ("name", "x")];
        let page = person.post(&format!("/parts/{entry}/{way}"), &fields).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{way}");
    }
    assert!(person.get(&format!("/journal/{entry}")).await.shows("Words."));
}

#[tokio::test]
async fn taking_two_apart_is_not_taken_back_for_one_of_them_alone() {
    let mut person = Person::new().await;
    let planner = person.meets("The Planner", "manager").await;
    let critic = person.meets("The Critic", "manager").await;
    person.post(&format!("/parts/{critic}/merge"), &[("into", &planner)]).await;
    let told = [("record", critic.as_str()), ("base", "2"), ("name", "The Critic"), ("needs", "to be asked")];
    person.post("/parts", &told).await;
    person.post(&format!("/parts/{critic}/unmerge"), &[]).await;
    let page = person.get(&format!("/parts/{critic}")).await;
    assert!(page.shows("to be asked"), "what it said since is kept");
    assert!(!page.shows("Take the two apart again") && !page.shows("Undo the last change"));
}

#[tokio::test]
async fn whoever_turned_out_to_be_a_part_that_is_erased_stands_on_its_own_again() {
    let mut person = Person::new().await;
    let planner = person.meets("The Planner", "manager").await;
    let critic = person.meets("The Critic", "manager").await;
    person.post(&format!("/parts/{critic}/merge"), &[("into", &planner)]).await;
    let asked = person.get(&format!("/parts/{critic}/erase")).await;
    assert!(asked.shows("It turned out to be “The Planner”") && asked.shows("keep the name"));
    assert!(asked.shows("Bonds, check-ins and pictures that came from this part go."));
    let asked = person.get(&format!("/parts/{planner}/erase")).await;
    assert!(asked.shows("“The Critic” turned out to be this part. It stays"));
    person.post(&format!("/parts/{planner}/erase"), &[]).await;
    assert_eq!(person.get(&format!("/parts/{planner}")).await.status, StatusCode::NOT_FOUND);
    let critic = person.get(&format!("/parts/{critic}")).await;
    assert!(critic.shows("It is another part") && !critic.shows("Take the two apart again"));
    assert!(person.get("/parts/list").await.shows("The Critic"));
}
