//! The journal.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};

use crate::person::Person;

#[tokio::test]
async fn an_entry_is_written_edited_and_its_earlier_version_kept() {
    let mut person = Person::new().await;
    assert!(person.get("/journal").await.shows("Write the first entry"));
    let id = person.writes("First thought.\n\nSecond.").await;
    let form = person.get(&format!("/journal/{id}/edit")).await;
    assert!(form.shows("First thought.\n\nSecond."));
    assert_eq!((form.field("record"), form.field("base")), (id.clone(), "1".to_owned()));
    let when = form.field("when");
    assert_eq!(when, "2026-11-22T18:40");
    person.house.clock.forward(60);
    person
        .post(
            "/journal",
            &[
                ("record", &id),
                ("base", "1"),
                ("title", "Thoughts"),
                ("body", "Better thought."),
                ("when", &when),
            ],
        )
        .await;
    let entry = person.get(&format!("/journal/{id}")).await;
    assert!(entry.shows("Thoughts") && entry.shows("Better thought.") && !entry.shows("First thought."));
    let history = person.get(&format!("/journal/{id}/history")).await;
    assert!(history.shows("First thought.\n\nSecond.") && history.shows("Better thought."));
}

#[tokio::test]
async fn an_earlier_day_can_be_named_and_its_place_in_the_list_follows() {
    let mut person = Person::new().await;
    person.writes("Today.").await;
    let id = person
        .post("/journal", &[("body", "Long ago."), ("when", "2019-07-01T09:30")])
        .await
        .location()
        .to_owned();
    assert!(person.get(&id).await.shows("Mon 1 Jul 2019, 09:30"));
    let list = person.get("/journal").await.body;
    assert!(list.find("Today.") < list.find("Long ago."));
}

#[tokio::test]
async fn two_tabs_editing_one_entry_keep_both() {
    let mut person = Person::new().await;
    let id = person.writes("The beginning.").await;
    let edit = |body| [("record", id.as_str()), ("base", "1"), ("body", body)];
    person.post("/journal", &edit("From the first tab.")).await;
    let second = person
        .post("/journal", &[("record", &id), ("base", "1"), ("body", "From the second tab."), ("back", "/")])
        .await;
    assert_eq!(second.location(), format!("/journal/{id}?kept=1"), "the person is shown both");
    let both = person.get(&format!("/journal/{id}")).await;
    assert!(
        both.shows("From the first tab.")
            && both.shows("From the second tab.")
            && both.shows("written in two places")
    );
    assert!(person.get("/journal").await.shows("two texts"));
    let form = person.get(&format!("/journal/{id}/edit?both=1")).await;
    assert!(form.shows("From the second tab.\n\nFrom the first tab."));
    assert_eq!((form.field("settles"), form.field("base")), ("2".to_owned(), "3".to_owned()));
    person
        .post("/journal", &[("record", &id), ("base", "3"), ("settles", "2"), ("body", "From both.")])
        .await;
    let one = person.get(&format!("/journal/{id}")).await;
    assert!(one.shows("From both.") && !one.shows("written in two places"));
    let history = person.get(&format!("/journal/{id}/history")).await;
    assert!(history.shows("From the first tab.") && history.shows("From the second tab."));
}

/// An entry that two windows wrote on from the same text: one names the Planner on a day long ago, one the Critic today.
async fn written_twice(person: &mut Person) -> (String, [String; 2]) {
    let parts = [person.meets("The Planner", "manager").await, person.meets("The Critic", "manager").await];
    let id = person.writes("The beginning.").await;
    let texts = [("By the pier", "2019-07-01T09:30", "harbour"), ("At home", "2026-11-22T18:40", "kitchen")];
    for ((title, when, body), part) in texts.into_iter().zip(&parts) {
        let fields = [
            ("record", &*id),
            ("base", "1"),
            ("title", title),
            ("when", when),
            ("body", body),
            ("part", part),
        ];
        person.post("/journal", &fields).await;
    }
    (id, parts)
}

#[tokio::test]
async fn both_as_one_holds_the_titles_the_parts_and_the_words_of_both() {
    let mut person = Person::new().await;
    let (id, parts) = written_twice(&mut person).await;
    let page = person.get(&format!("/journal/{id}")).await;
    for shown in ["By the pier", "At home", "For Mon 1 Jul 2019, 09:30", "The Planner", "The Critic"] {
        assert!(page.shows(shown), "{shown}");
    }
    let form = person.get(&format!("/journal/{id}/edit?both=1")).await;
    assert!(
        form.shows("kitchen\n\nharbour") && form.shows("One of the texts was for Mon 1 Jul 2019, 09:30.")
    );
    assert_eq!(
        (form.field("title"), form.field("when")),
        ("At home · By the pier".into(), "2026-11-22T18:40".into())
    );
    for part in &parts {
        assert!(form.body.contains(&format!("name=\"part\" value=\"{part}\" checked")), "{part}");
    }
}

#[tokio::test]
async fn what_two_windows_wrote_alike_stands_once_where_both_become_one() {
    let mut person = Person::new().await;
    let id = person.writes("The beginning.").await;
    for title in ["One name", "Another name"] {
        let fields = [("record", &*id), ("base", "1"), ("title", title), ("body", "Told in the same words.")];
        person.post("/journal", &fields).await;
    }
    let form = person.get(&format!("/journal/{id}/edit?both=1")).await;
    assert_eq!(form.body.matches("Told in the same words.").count(), 1);
    assert_eq!(form.field("title"), "Another name · One name");
    assert!(!form.shows("One of the texts was for"));
}

#[tokio::test]
async fn a_draft_of_an_entry_does_not_stand_in_the_way_of_keeping_both() {
    let mut person = Person::new().await;
    let (id, _) = written_twice(&mut person).await;
    let place = format!("/journal/{id}/edit");
    let typed = [("record", &*id), ("base", "1"), ("place", &*place), ("body", "half a thought")];
    person.fetch("/drafts", &typed).await;
    assert!(person.get(&place).await.shows("half a thought"));
    let both = person.get(&format!("{place}?both=1")).await;
    assert!(both.shows("kitchen\n\nharbour") && !both.shows("half a thought"));
    assert!(person.get("/").await.shows("half a thought"), "it waits");
    person.house.clock.forward(1);
    let typed = [
        ("record", &*id),
        ("base", "3"),
        ("settles", "2"),
        ("place", &*place),
        ("body", "kitchen, harbour, and on"),
    ];
    person.fetch("/drafts", &typed).await;
    assert!(person.get(&format!("{place}?both=1")).await.shows("kitchen, harbour, and on"), "begun already");
}

#[tokio::test]
async fn the_one_that_is_kept_while_it_is_locked_waits_as_a_draft_of_its_entry() {
    let mut person = Person::new().await;
    let (id, _) = written_twice(&mut person).await;
    let page = person.get(&format!("/journal/{id}")).await;
    let place = format!("/journal/{id}/edit");
    assert_eq!(page.field("place"), place);
    person.post("/lock", &[]).await;
    let kept = [
        ("record", &*id),
        ("base", "3"),
        ("settles", "2"),
        ("place", &*place),
        ("body", "harbour"),
        ("title", "By the pier"),
    ];
    assert_eq!(person.post("/journal", &kept).await.location(), "/unlock?held=1");
    person.enter().await;
    let form = person.get(&place).await;
    assert!(form.shows("harbour") && form.shows("not yet kept"));
    assert_eq!((form.field("settles"), form.field("base")), ("2".into(), "3".into()));
}

#[tokio::test]
async fn an_entry_with_two_texts_is_found_by_either_and_listed_with_the_parts_of_either() {
    let mut person = Person::new().await;
    let (id, parts) = written_twice(&mut person).await;
    for (part, word) in parts.iter().zip(["harbour", "kitchen"]) {
        let found = person.fetch("/journal/search", &[("q", word), ("part", part)]).await;
        assert_eq!(found.json()["hits"][0]["href"], format!("/journal/{id}"), "{word}");
        assert!(found.body.contains(&format!("{{\"hit\":true,\"text\":\"{word}\"}}")), "{}", found.body);
        assert!(person.get(&format!("/journal?part={part}")).await.shows("two texts"));
        assert!(person.get(&format!("/parts/{part}")).await.body.contains(&format!("/journal/{id}")));
    }
}

#[tokio::test]
async fn fifty_entries_stand_on_a_page_and_every_one_is_reached_once() {
    let mut person = Person::new().await;
    for n in 0..121 {
        // Three at the same moment each, so that a page ends between entries of one time.
        if n % 3 == 0 {
            person.house.clock.forward(1);
        }
        person.writes(&format!("Entry {n} ends here.")).await;
    }
    let mut seen = Vec::new();
    let mut path = "/journal".to_owned();
    loop {
        let page = person.get(&path).await;
        let found: Vec<usize> = page
            .body
            .split("Entry ")
            .skip(1)
            .filter_map(|rest| rest.split(" ends here.").next()?.parse().ok())
            .collect();
        assert!(found.len() <= 50);
        seen.extend(found);
        let older = page.body.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
        let Some(next) = older.into_iter().find(|address| address.contains("before=")) else { break };
        path = crate::html::unescaped(next);
    }
    seen.sort_unstable();
    assert_eq!(seen, (0..121).collect::<Vec<_>>());
}

#[tokio::test]
async fn the_journal_is_narrowed_by_part_and_by_day() {
    let mut person = Person::new().await;
    let part = person.meets("The Planner", "manager").await;
    person.post("/journal", &[("body", "With it."), ("part", &part)]).await;
    person.post("/journal", &[("body", "In spring."), ("when", "2026-04-02T08:00")]).await;
    let by_part = person.get(&format!("/journal?part={part}")).await;
    assert!(by_part.shows("With it.") && !by_part.shows("In spring."));
    let by_day = person.get("/journal?from=2026-04-02&to=2026-04-02").await;
    assert!(by_day.shows("In spring.") && !by_day.shows("With it."));
    assert!(person.get("/journal?from=nonsense&before=nonsense&part=nonsense").await.shows("With it."));
}

#[tokio::test]
async fn search_finds_every_word_whatever_its_case_and_accents() {
    let mut person = Person::new().await;
    let id = person.writes("I met Żółw by the quiet harbour.").await;
    person.writes("Something else.").await;
    person.meets("The harbour master", "firefighter").await;
    let found = person.fetch("/journal/search", &[("q", "zolw QUIE")]).await.json();
    assert_eq!(found["count"], "1 found.");
    assert_eq!(found["hits"][0]["href"], format!("/journal/{id}"));
    let marked: Vec<_> =
        found["hits"][0]["pieces"].as_array().unwrap().iter().filter(|piece| piece["hit"] == true).collect();
    assert_eq!((marked[0]["text"].as_str(), marked[1]["text"].as_str()), (Some("Żółw"), Some("quie")));
    let both = person.post("/journal/search", &[("q", "harbour")]).await;
    assert!(
        both.shows("2 found.")
            && both.shows("The harbour master")
            && both.body.contains("<mark>harbour</mark>")
    );
    let none = person.fetch("/journal/search", &[("q", "lighthouse")]).await.json();
    assert_eq!(none["hits"].as_array().unwrap().len(), 0);
    assert_eq!(person.fetch("/journal/search", &[("q", " ?! ")]).await.json()["count"], "");
}

#[tokio::test]
async fn search_words_never_stand_in_a_url() {
    let mut person = Person::new().await;
    let part = person.meets("The Planner", "manager").await;
    person.post("/journal", &[("body", "canaryword and more"), ("part", &part)]).await;
    let page =
        person.post("/journal/search", &[("q", "canaryword"), ("part", &part), ("from", "2026-01-01")]).await;
    assert!(page.shows("canaryword and more"));
    for attribute in ["href=\"", "action=\"", "src=\""] {
        let urls = page.body.split(attribute).skip(1).map(|rest| rest.split('"').next().unwrap());
        assert!(urls.into_iter().all(|url| !url.contains("canary")), "{attribute}");
    }
    assert!(!page.body.contains("method=\"get\" action=\"/journal"));
    let nothing = person.post("/journal/search", &[("q", " ! "), ("part", &part)]).await;
    assert_eq!(nothing.location(), format!("/journal?part={part}"));
}

#[tokio::test]
async fn an_erased_entry_is_gone_from_everywhere() {
    let mut person = Person::new().await;
    let id = person.writes("Away with this lighthouse.").await;
    assert!(person.get(&format!("/journal/{id}/erase")).await.shows("Away with this lighthouse."));
    assert_eq!(person.post(&format!("/journal/{id}/erase"), &[]).await.location(), "/journal");
    for path in [format!("/journal/{id}"), format!("/journal/{id}/history"), format!("/journal/{id}/edit")] {
        assert_eq!(person.get(&path).await.status, StatusCode::NOT_FOUND);
    }
    assert!(!person.post("/journal/search", &[("q", "lighthouse")]).await.shows("Away with"));
    assert!(!person.get("/journal").await.shows("lighthouse"));
}

#[tokio::test]
async fn a_text_to_take_along_has_a_name_that_tells_nothing() {
    let mut person = Person::new().await;
    let id = person.writes("Plain words.\nTwo lines.").await;
    let text = person.post(&format!("/journal/{id}/text"), &[]).await;
    assert_eq!(text.headers[header::CONTENT_DISPOSITION], "attachment; filename=\"notes.txt\"");
    assert_eq!(text.body, "Sun 22 Nov, 18:40\n\nPlain words.\nTwo lines.\n");
}

#[tokio::test]
async fn what_is_not_kept_stays_on_the_page() {
    let mut person = Person::new().await;
    let long = "word ".repeat(250_000);
    let again =
        person.post("/journal", &[("body", &long), ("title", "Long"), ("place", "/journal/new")]).await;
    assert_eq!(again.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(again.shows("This is too long: 1 MB fit here.") && again.shows(&long));
    let empty = person.post("/journal", &[("body", " \n ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.shows("There is nothing to keep yet."));
    assert!(person.get("/journal").await.shows("Write the first entry"));
}

#[tokio::test]
async fn a_fifty_megabyte_paste_and_bytes_that_are_no_text_get_a_sentence() {
    let mut person = Person::new().await;
    let post = |body: Vec<u8>| {
        Request::post("/journal").header("sec-fetch-site", "same-origin").body(Body::from(body)).unwrap()
    };
    let huge = person
        .send(post(b"body=".iter().copied().chain(std::iter::repeat_n(b'x', 50 << 20)).collect()))
        .await;
    assert_eq!(huge.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(huge.shows("This is too long: 4 MB fit here."));
    let garbled = person.send(post(b"body=%ff%fe".to_vec())).await;
    assert_eq!(garbled.status, StatusCode::BAD_REQUEST);
    assert!(garbled.shows("What arrived was not readable text."));
}

#[tokio::test]
async fn what_is_not_here_says_so_whatever_the_address() {
    let mut person = Person::new().await;
    for path in
        ["/journal/0197a5e0-0000-7000-8000-000000000001", "/journal/x", "/journal/..%2f..%2fetc", "/nowhere"]
    {
        let page = person.get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(page.shows("This is not here."), "{path}");
    }
}

#[tokio::test]
async fn an_entry_that_is_edited_keeps_its_ties_to_parts_that_no_list_shows() {
    let mut person = Person::new().await;
    let planner = person.meets("The Planner", "manager").await;
    let shadow = person.meets("The Shadow", "manager").await;
    let clown = person.meets("The Clown", "manager").await;
    let fields = [("body", "All of them."), ("part", &*planner), ("part", &shadow), ("part", &clown)];
    let entry = person.post("/journal", &fields).await.location()[..45].to_owned();
    person
        .post("/parts", &[("record", &shadow), ("base", "1"), ("name", "The Shadow"), ("hidden", "yes")])
        .await;
    person.post(&format!("/parts/{clown}/archive"), &[]).await;
    let other = person.meets("The Critic", "manager").await;
    person.post(&format!("/parts/{planner}/merge"), &[("into", &other)]).await;
    let form = person.get(&format!("{entry}/edit")).await;
    for part in [&planner, &shadow, &clown] {
        assert!(form.body.contains(&format!("name=\"part\" value=\"{part}\" checked")), "{part}");
    }
    assert!(!person.get("/journal/new").await.shows("The Shadow"));
    let list = person.get("/journal").await;
    assert!(list.shows("All of them.") && !list.shows("The Shadow"), "a list names no hidden part");
    assert!(
        person.get(&format!("/journal?part={shadow}")).await.shows("The Shadow"),
        "unless it was asked for"
    );
    let about = person.get(&format!("/journal?part={other}")).await;
    assert!(
        about.shows("All of them."),
        "what is about a part that turned out to be another is about that one"
    );
}

#[tokio::test]
async fn a_search_does_not_show_the_corner_that_is_just_for_oneself() {
    let mut person = Person::new().await;
    let id = person.meets("The Planner", "manager").await;
    let said =
        [("record", &*id), ("base", "1"), ("name", "The Planner"), ("private", "A heron nobody knows of.")];
    person.post("/parts", &said).await;
    let named = person.fetch("/journal/search", &[("q", "planner")]).await;
    assert!(named.body.contains("Planner") && !named.body.contains("nobody knows"));
    let found = person.fetch("/journal/search", &[("q", "heron")]).await;
    assert_eq!(found.json()["hits"][0]["href"], format!("/parts/{id}"));
    assert!(
        !found.body.contains("nobody knows") && found.body.contains("In the corner that is just for you")
    );
}
