//! Words that are not kept yet: never lost, wherever they arrive.

use axum::http::StatusCode;

use crate::person::{PASSPHRASE, Person};

#[tokio::test]
async fn a_draft_stands_in_its_form_until_it_is_kept() {
    let mut person = Person::new().await;
    let page = person.get("/journal/new").await;
    let (record, draft) = (page.field("record"), page.field("draft"));
    let typed = [
        ("record", record.as_str()),
        ("base", "0"),
        ("draft", &draft),
        ("seen", "0"),
        ("place", "/journal/new"),
        ("body", "Half a sen"),
    ];
    let kept = person.fetch("/drafts", &typed).await;
    assert_eq!(kept.json(), serde_json::json!({ "draft": draft, "rev": 1 }));
    assert!(person.get("/").await.shows("Half a sen"), "Today lists it");
    let again = person.get("/journal/new").await;
    assert!(again.shows("Half a sen"));
    assert_eq!(
        (again.field("record"), again.field("draft"), again.field("seen")),
        (record.clone(), draft.clone(), "1".to_owned())
    );
    person
        .post(
            "/journal",
            &[
                ("record", &record),
                ("base", "0"),
                ("draft", &draft),
                ("seen", "1"),
                ("body", "Half a sentence."),
            ],
        )
        .await;
    assert!(!person.get("/journal/new").await.shows("Half a sen"));
    assert!(!person.get("/").await.shows("Not yet kept"));
}

#[tokio::test]
async fn two_windows_that_type_into_one_draft_both_keep_their_words() {
    let mut person = Person::new().await;
    let draft = person.get("/journal/new").await.field("draft");
    let typed = |body| [("draft", draft.as_str()), ("seen", "0"), ("place", "/journal/new"), ("body", body)];
    let one = person.fetch("/drafts", &typed("first window")).await.json();
    let two = person.fetch("/drafts", &typed("second window")).await.json();
    assert_ne!(one["draft"], two["draft"]);
    let today = person.get("/").await;
    assert!(today.shows("first window") && today.shows("second window"));
    let address = format!("/journal/new?draft={}", one["draft"].as_str().unwrap());
    assert!(person.get(&address).await.shows("first window"));
}

#[tokio::test]
async fn a_window_that_keeps_or_is_emptied_late_ends_no_words_that_it_has_never_seen() {
    let mut laptop = Person::new().await;
    let page = laptop.get("/journal/new").await;
    let (record, draft) = (page.field("record"), page.field("draft"));
    let typed = |seen, body| {
        let ids = [("record", record.as_str()), ("base", "0"), ("draft", &draft), ("seen", seen)];
        ids.into_iter().chain([("place", "/journal/new"), ("body", body)]).collect::<Vec<_>>()
    };
    laptop.fetch("/drafts", &typed("0", "Begun here")).await;
    let mut phone = laptop.other_browser();
    phone.enter().await;
    assert_eq!(phone.get("/journal/new").await.field("seen"), "1");
    assert_eq!(phone.fetch("/drafts", &typed("1", "Begun here, ended there")).await.json()["rev"], 2);
    let emptied = laptop.fetch("/drafts", &typed("1", " ")).await.json();
    assert!(emptied["draft"] != draft.as_str() && emptied["rev"] == 0, "it goes on by itself: {emptied}");
    laptop.post(&format!("/drafts/{draft}/discard"), &[("seen", "1")]).await;
    let entry = laptop.post("/journal", &typed("1", "Begun here")).await.location().to_owned();
    assert!(laptop.get(&entry).await.shows("Begun here"));
    for browser in [&mut laptop, &mut phone] {
        assert!(browser.get("/").await.shows("Begun here, ended there"), "Today lists it");
        let again = browser.get("/journal/new").await;
        assert!(again.shows("Begun here, ended there") && again.field("seen") == "2");
    }
    // No script: the page's own field says what it shows.
    phone.post("/journal", &typed("2", "Begun here, ended there")).await;
    assert!(!phone.get("/").await.shows("Not yet kept"));
}

#[tokio::test]
async fn an_emptied_form_leaves_no_draft_and_a_thrown_away_one_is_gone() {
    let mut person = Person::new().await;
    let draft = person.get("/journal/new").await.field("draft");
    let typed =
        |body, seen| [("draft", draft.as_str()), ("seen", seen), ("place", "/journal/new"), ("body", body)];
    person.fetch("/drafts", &typed("oh", "0")).await;
    assert_eq!(person.fetch("/drafts", &typed(" ", "1")).await.json()["rev"], 0);
    assert!(!person.get("/").await.shows("Not yet kept"));
    person.fetch("/drafts", &typed("oh again", "0")).await;
    assert_eq!(person.post(&format!("/drafts/{draft}/discard"), &[("seen", "1")]).await.location(), "/");
    assert!(!person.get("/").await.shows("oh again"));
}

#[tokio::test]
async fn a_stale_form_after_lock_comes_back_after_unlock() {
    let mut person = Person::new().await;
    let part = person.meets("The Planner", "manager").await;
    let page = person.get("/journal/new").await;
    let (record, draft) = (page.field("record"), page.field("draft"));
    person.post("/lock", &[]).await;
    let typed = [
        ("record", record.as_str()),
        ("base", "0"),
        ("draft", &draft),
        ("seen", "0"),
        ("place", "/journal/new"),
        ("title", "Late"),
        ("body", "Typed while\nit was locked."),
        ("part", &part),
        ("part", "0197a5e0-0000-7000-8000-000000000001"),
    ];
    let held = person.post("/journal", &typed).await;
    assert_eq!(held.location(), "/unlock?held=1");
    assert!(person.get("/unlock?held=1").await.shows("What you wrote is kept, sealed."));
    person.enter().await;
    let back = person.get("/journal/new").await;
    assert!(back.shows("Typed while\nit was locked.") && back.shows("Late"));
    assert!(back.body.contains(&format!("value=\"{part}\" checked")));
    assert_eq!(back.field("record"), record);
}

#[tokio::test]
async fn a_script_that_types_on_after_lock_is_told_and_nothing_is_lost() {
    let mut person = Person::new().await;
    person.post("/lock", &[]).await;
    let kept = person.fetch("/drafts", &[("place", "/"), ("seen", "0"), ("body", "one more word")]).await;
    assert_eq!(kept.status, StatusCode::LOCKED);
    assert_eq!(kept.json()["held"], true);
    person.enter().await;
    assert!(person.get("/").await.shows("one more word"));
}

#[tokio::test]
async fn a_part_described_while_locked_comes_back_too() {
    let mut person = Person::new().await;
    person.post("/lock", &[]).await;
    let held = person
        .post(
            "/parts",
            &[
                ("place", "/parts/new"),
                ("name", "The Watcher"),
                ("fears", "the dark"),
                ("body", "chest"),
                ("body", "jaw"),
            ],
        )
        .await;
    assert_eq!(held.location(), "/unlock?held=1");
    person.enter().await;
    let form = person.get("/parts/new").await;
    assert!(form.shows("The Watcher") && form.shows("the dark"));
    assert!(form.body.contains("value=\"chest\" checked") && form.body.contains("value=\"jaw\" checked"));
}

#[tokio::test]
async fn leaving_quickly_keeps_what_was_typed_and_leaves_a_page_that_tells_nothing() {
    let mut person = Person::new().await;
    let draft = person.get("/").await.field("draft");
    let left = person
        .post("/leave", &[("place", "/"), ("draft", &draft), ("seen", "0"), ("body", "not for other eyes")])
        .await;
    assert_eq!(left.location(), "/away");
    assert_eq!(left.headers["clear-site-data"], "\"cache\"");
    let away = person.get("/away").await;
    for telling in ["Hearken", "eyes", "help", "lock", "<script"] {
        assert!(!away.body.contains(telling), "{telling}");
    }
    assert_eq!(person.get("/").await.location(), "/unlock");
    person.enter().await;
    assert!(person.get("/").await.shows("not for other eyes"));
}

#[tokio::test]
async fn leaving_works_while_locked_and_before_anything_is_set_up() {
    let mut person = Person::new().await;
    person.post("/lock", &[]).await;
    assert_eq!(person.post("/leave", &[("place", "/"), ("body", "late words")]).await.location(), "/away");
    person.enter().await;
    assert!(person.get("/").await.shows("late words"));
    let mut stranger = Person::stranger().await;
    assert_eq!(stranger.post("/leave", &[("place", "/"), ("body", "x")]).await.location(), "/away");
}

#[tokio::test]
async fn who_left_while_nothing_answered_finds_it_locked_at_the_next_request() {
    for path in ["/", "/journal", "/away", "/no-such-page"] {
        let mut person = Person::new().await;
        person.writes("a heron").await;
        let mut elsewhere = person.other_browser();
        elsewhere.enter().await;
        assert!(elsewhere.get("/journal").await.shows("a heron"));
        person.cookies.insert("left".to_owned(), "1".to_owned());
        let next = person.get(path).await;
        assert!(!next.shows("a heron"), "{path}");
        assert_eq!(next.headers["clear-site-data"], "\"cache\"", "{path}");
        assert!(!person.cookies.contains_key("left"), "said once");
        assert_eq!(person.get("/").await.location(), "/unlock", "{path}");
        assert!(elsewhere.get("/journal").await.shows("a heron"), "another device of theirs stays as it is");
        person.enter().await;
        assert!(person.get("/journal").await.shows("a heron"), "and it opens as ever");
    }
}

#[tokio::test]
async fn the_last_words_of_a_page_that_is_left_are_kept_though_it_says_that_it_left() {
    let mut person = Person::new().await;
    let draft = person.get("/").await.field("draft");
    person.cookies.insert("left".to_owned(), "1".to_owned());
    let drafts = [("place", "/journal"), ("draft", "0190a000-0000-7000-8000-000000000001"), ("seen", "0")];
    person.fetch("/drafts", &[&drafts[..], &[("body", "first words")]].concat()).await;
    assert!(person.cookies.contains_key("left"), "not done with yet");
    let left = person
        .post("/leave", &[("place", "/"), ("draft", &draft), ("seen", "0"), ("body", "second words")])
        .await;
    assert_eq!(left.location(), "/away");
    assert!(!person.cookies.contains_key("left"));
    person.enter().await;
    assert!(person.get("/").await.shows("second words"));
    assert!(person.get("/journal").await.shows("first words") || person.get("/").await.shows("first words"));
}

#[tokio::test]
async fn where_others_reach_the_server_a_browser_that_was_never_let_in_leaves_no_words() {
    let mut person = Person::stranger_by_https().await;
    person.post("/begin", &[("passphrase", PASSPHRASE), ("again", PASSPHRASE)]).await.location();
    person.post("/lock", &[]).await;
    let typed = |body| [("place", "/"), ("seen", "0"), ("body", body)];
    let stranger = person.other_browser().fetch("/drafts", &typed("not by them")).await;
    assert_eq!((stranger.status, stranger.json().get("held")), (StatusCode::LOCKED, None));
    // A day later no cookie tells whose session it was.
    person.cookies.retain(|name, _| name == "__Host-known");
    let kept = person.fetch("/drafts", &typed("one more word")).await;
    assert_eq!(kept.json()["held"], true, "{}", kept.body);
    person.enter().await;
    let today = person.get("/").await;
    assert!(today.shows("one more word") && !today.shows("not by them"));
}

#[tokio::test]
async fn a_form_of_nothing_but_fields_is_refused_whoever_sends_it() {
    let mut person = Person::new().await;
    let fields = vec![("a", ""); 20_001];
    for path in ["/journal", "/drafts", "/leave", "/unlock"] {
        assert_eq!(
            person.other_browser().post(path, &fields).await.status,
            StatusCode::PAYLOAD_TOO_LARGE,
            "{path}"
        );
        assert_eq!(person.post(path, &fields).await.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
    }
}
