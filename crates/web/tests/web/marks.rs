//! Marks.

use axum::http::StatusCode;

use crate::{
    after::{forward, plans, takes_part},
    person::Person,
};

async fn marks(person: &mut Person, kind: &str, day: &str, name: &str) -> String {
    let record = person.get("/marks/new").await.field("record");
    let kept =
        person.post("/marks", &[("record", &record), ("kind", kind), ("day", day), ("name", name)]).await;
    assert_eq!(kept.location(), format!("/marks/{record}"));
    format!("/marks/{record}")
}

#[tokio::test]
async fn a_day_is_marked_seen_on_plots_and_put_away() {
    let mut person = Person::new().await;
    let empty = person.get("/marks").await;
    assert!(empty.shows("They stand on every plot") && empty.shows("Mark a day"));
    let session = marks(&mut person, "session", "2026-11-21", "First session").await;
    let medicine = marks(&mut person, "medicine", "2026-11-22", "").await;
    person.post("/check-in", &[("self-energy", "4"), ("when", "2026-11-20T10:00")]).await;
    let plot = person.get("/check-in/over-time").await;
    assert!(plot.shows("First session") && plot.shows("medicine") && plot.shows("Sat 21 Nov: "));
    assert_eq!(person.post(&format!("{session}/archive"), &[]).await.location(), session);
    assert!(person.get(&session).await.shows("no longer shown"));
    let plot = person.get("/check-in/over-time").await;
    assert!(!plot.shows("First session") && plot.shows("medicine"));
    person.post(&format!("{session}/archive"), &[("back", "1")]).await;
    assert!(person.get("/check-in/over-time").await.shows("First session"));
    assert!(person.get(&format!("{medicine}/erase")).await.shows("Erase the medicine of Sun 22 Nov?"));
    assert_eq!(person.post(&format!("{medicine}/erase"), &[]).await.location(), "/marks");
    assert_eq!(person.get(&medicine).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn days_before_and_days_to_come_are_taken_and_the_latter_said() {
    let mut person = Person::new().await;
    marks(&mut person, "life-event", "2019-02-03", "moved").await;
    marks(&mut person, "session", "2026-12-24", "planned").await;
    let list = person.get("/marks").await;
    assert!(list.shows("Sun 3 Feb 2019") && list.shows("Thu 24 Dec (ahead)"));
    assert_eq!(list.body.matches("(ahead)").count(), 1);
    assert!(list.body.find("planned").unwrap() < list.body.find("moved").unwrap(), "the newest day first");
}

#[tokio::test]
async fn an_edit_keeps_the_day_and_a_wrong_day_is_today() {
    let mut person = Person::new().await;
    let mark = marks(&mut person, "session", "2026-03-02", "one").await;
    let form = person.get(&format!("{mark}/edit")).await;
    let (record, base, day) = (form.field("record"), form.field("base"), form.field("day"));
    assert_eq!((base.as_str(), day.as_str()), ("1", "2026-03-02"));
    let fields = [
        ("record", record.as_str()),
        ("base", "1"),
        ("day", &day),
        ("kind", "session"),
        ("name", "two"),
        ("about", "Quiet <i>room</i>."),
    ];
    person.post("/marks", &fields).await;
    let page = person.get(&mark).await;
    assert!(page.shows("two") && page.shows("Mon 2 Mar") && page.shows("Quiet <i>room</i>."));
    let odd = marks(&mut person, "nonsense", "never", "odd").await;
    assert!(person.get(&odd).await.shows("Sun 22 Nov"));
}

#[tokio::test]
async fn a_mark_is_nothing_else() {
    let mut person = Person::new().await;
    let entry = person.writes("Words.").await;
    for path in [format!("/marks/{entry}"), format!("/marks/{entry}/edit"), format!("/marks/{entry}/erase")] {
        assert_eq!(person.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for act in ["erase", "archive"] {
        assert_eq!(person.post(&format!("/marks/{entry}/{act}"), &[]).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(
        person.post("/marks", &[("record", &entry), ("name", "x")]).await.status,
        StatusCode::CONFLICT
    );
    let long = "x".repeat(500);
    let refused = person.post("/marks", &[("name", &long), ("about", "still here")]).await;
    assert!(refused.status == StatusCode::PAYLOAD_TOO_LARGE && refused.shows("still here"));
}

#[tokio::test]
async fn a_session_that_took_place_stands_on_plots_in_their_tables_and_on_the_slider_by_itself() {
    let mut person = Person::new().await;
    person.meets("The Planner", "manager").await;
    person.post("/check-in", &[("self-energy", "4"), ("when", "2026-11-20T10:00")]).await;
    let (_, session) = plans(&mut person).await;
    let plot = "/check-in/over-time";
    assert!(!person.get(plot).await.shows("Session 1"), "one that is planned is no marked day");
    takes_part(&mut person, &session).await;
    forward(&mut person, 2 * 86_400).await;
    let page = person.get(plot).await.body;
    let (drawn, table) = page.split_once("<details class=\"plot-table\"").unwrap();
    assert!(drawn.contains(">Session 1</text>"), "{drawn}");
    assert!(table.contains(": <bdi>Session 1</bdi>"), "{table}");
    assert!(person.get("/parts").await.body.contains("label=\"Session 1\""));
    assert!(person.get("/parts/compare").await.shows("Session 1"));
    assert!(person.get("/marks").await.body.matches("/marks/").count() < 3, "and is kept there by nobody");
}

#[tokio::test]
async fn a_mark_that_two_windows_kept_shows_both_and_is_settled_by_its_form() {
    let mut person = Person::new().await;
    let mark = marks(&mut person, "life-event", "2026-11-21", "Moved").await;
    let record = mark.strip_prefix("/marks/").unwrap().to_owned();
    let kept =
        |base, about| [("record", record.as_str()), ("base", base), ("name", "Moved"), ("about", about)];
    person.post("/marks", &kept("1", "First window.")).await.location();
    let led = person.post("/marks", &kept("1", "Second window.")).await.location().to_owned();
    assert_eq!(led, format!("{mark}/edit"));
    let form = person.get(&led).await;
    assert!(form.shows("First window.") && form.shows("Second window."));
    let (base, settles) = (form.field("base"), form.field("settles"));
    let both: Vec<_> = kept(&base, "Both.").into_iter().chain([("settles", settles.as_str())]).collect();
    assert_eq!(person.post("/marks", &both).await.location(), mark);
    assert!(!person.get(&led).await.shows("First window."));
}
