//! The time after a session: its windows, and guards before and after.

use axum::http::StatusCode;
use hearken_content::library;

use crate::{measures::releases::says, person::Person};

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;
/// Questions to which “yes” is what holds nothing up.
const YES: [&str; 5] = ["ride", "sitter-present", "sitter-adult", "sitter-read", "sitter-phone"];

/// A programme at home with a session, and the addresses of both.
pub(crate) async fn plans(person: &mut Person) -> (String, String) {
    let fields = [
        ("name", "Spring"),
        ("role", "emergency"),
        ("person", "Ben"),
        ("phone", "+44 20 7946 0959"),
        ("address", "12 Wharf Road"),
        ("country", "GB"),
    ];
    let programme = person.post("/journey", &fields).await.location().to_owned();
    let session = plans_another(person, &programme).await;
    (programme, session)
}

/// The programme's next session.
pub(crate) async fn plans_another(person: &mut Person, programme: &str) -> String {
    let form = person.get(&format!("{programme}/sessions/new")).await;
    let fields = ["record", "programme", "planned"].map(|name| (name, form.field(name)));
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    person.post("/journey/sessions", &fields).await.location().to_owned()
}

/// Answers whatever is asked first, nothing of which holds a session up but what `but` says, and ticks the list.
pub(crate) async fn prepares(person: &mut Person, session: &str, but: &[(&str, &str)]) {
    let questions = &library().safety.screening.questions;
    let answer = |id: &str| match but.iter().find(|(question, _)| *question == id) {
        Some((_, said)) => *said,
        None if YES.contains(&id) => "yes",
        None if id == "age" => "40",
        None => "no",
    };
    let answers: Vec<_> = questions.iter().map(|it| (it.id.as_str(), answer(&it.id))).collect();
    for asked in ["once", "each-session", "on-the-day"] {
        person.post(&format!("{session}/questions/{asked}"), &answers).await.location();
    }
    let items = library().journey.preparation.items().map(|item| item.id.as_str()).collect();
    ticks(person, &format!("{session}/preparation"), items).await;
}

/// Takes a prepared session on until it is under way.
pub(crate) async fn begins(person: &mut Person, session: &str) {
    for state in ["preparing", "ready", "in-session"] {
        assert_eq!(person.post(&format!("{session}/go"), &[("to", state)]).await.location(), session);
    }
}

/// Prepares a session, has a part come, and takes it on to its end.
pub(crate) async fn takes_part(person: &mut Person, session: &str) {
    prepares(person, session, &[]).await;
    begins(person, session).await;
    forward(person, 2 * HOUR).await;
    let moment = [("kind", "part"), ("words", "by the stairs")];
    person.post(&format!("{session}/moments"), &moment).await.location();
    let items = library().journey.sitter.recovery.items.iter().map(|item| item.id.as_str()).collect();
    ticks(person, &format!("{session}/end"), items).await;
}

/// Ticks a whole list.
pub(crate) async fn ticks(person: &mut Person, list: &str, items: Vec<&str>) {
    let seen = person.get(list).await.field("seen");
    let mut fields = vec![("seen", seen.as_str())];
    for item in items {
        fields.extend([("shown", item), ("done", item)]);
    }
    person.post(list, &fields).await.location();
}

/// Lets time pass and unlocks again.
pub(crate) async fn forward(person: &mut Person, seconds: i64) {
    person.house.clock.forward(seconds);
    person.enter().await;
}

/// Rates how hard a part guards.
pub(crate) async fn rates(person: &mut Person, part: &str, guard: &str) {
    let record = person.get("/check-in").await.field("record");
    let (level, note) = (format!("guard-{part}"), format!("note-{part}"));
    let fields = [("record", record.as_str()), ("part", part), (&level, guard), (&note, ""), ("when", "")];
    assert_eq!(person.post("/check-in", &fields).await.location(), format!("/check-in/kept?kept={record}"));
}

#[tokio::test]
async fn each_window_asks_its_own_few_questions_and_a_missed_one_is_no_failure() {
    let mut person = Person::new().await;
    let (_, session) = plans(&mut person).await;
    let after = format!("{session}/after");
    assert!(person.get(&after).await.shows("when the session is over"));
    assert!(!person.get(&session).await.body.contains("/after\""), "nothing of it while it is still to come");
    takes_part(&mut person, &session).await;
    assert!(person.get(&session).await.shows("The first day"));
    let page = person.get(&after).await;
    for said in
        ["Three words for it?", "The strongest image?", "Is anyone upset inside?", "It is a suggestion"]
    {
        assert!(page.shows(said), "{said}");
    }
    assert!(page.body.contains("/exercises/about/right-after") && !page.shows("This time has passed"));
    forward(&mut person, 4 * DAY).await;
    let page = person.get(&after).await;
    assert!(page.shows("One small act") && page.shows("Nothing is lost: write about it any day"));
    assert!(page.shows("The first day · has passed") && page.shows("Letting it settle · still to come"));
    forward(&mut person, 60 * DAY).await;
    assert!(person.get(&after).await.shows("No time has its own questions just now"));
}

#[tokio::test]
async fn what_was_done_in_a_window_stands_in_it_and_today_asks_no_more() {
    let mut person = Person::new().await;
    let (_, session) = plans(&mut person).await;
    takes_part(&mut person, &session).await;
    person.post(&format!("{session}/go"), &[("to", "integrating")]).await.location();
    forward(&mut person, 30 * HOUR).await;
    assert!(person.get("/").await.body.contains(&format!("{session}/after")));
    person.post("/exercises", &[("guide", "check-in")]).await.location();
    let page = person.get(&format!("{session}/after")).await;
    assert!(page.shows("What you did"), "{}", crate::html::text(&page.body));
    assert!(!person.get("/").await.body.contains(&format!("{session}/after")));
}

#[tokio::test]
async fn a_window_offers_its_questionnaires_and_says_when_they_were_answered_in_it() {
    let mut person = Person::new().await;
    let (_, session) = plans(&mut person).await;
    takes_part(&mut person, &session).await;
    let after = format!("{session}/after");
    let first = person.get(&after).await;
    assert!(first.body.contains("/measures/about/dissociation") && !first.shows("answered on"));
    let begun = person.post("/measures", &[("measure", "dissociation")]).await.location().to_owned();
    let waiting = person.get(&after).await;
    assert!(waiting.shows("begun, and waits") && waiting.body.contains(&format!("href=\"{begun}\"")));
    person.post(&begun, &[("go", "finish")]).await.location();
    person
        .post(&begun, &[("go", "finish"), ("asked-again", "1"), ("asked-again", "2"), ("asked-again", "3")])
        .await;
    let done = person.get(&after).await;
    assert!(done.shows("answered on") && !done.shows("begun, and waits"), "{}", done.body);
    forward(&mut person, 15 * DAY).await;
    let later = person.get(&after).await;
    let open = later.body.split("<details").next().unwrap();
    assert!(open.contains("/measures/about/phq-9") && !open.contains("answered on"), "{open}");
}

#[tokio::test]
async fn the_windows_of_the_course_open_once_the_programme_is_over() {
    let mut person = Person::new().await;
    let (programme, session) = plans(&mut person).await;
    takes_part(&mut person, &session).await;
    forward(&mut person, 40 * DAY).await;
    let after = format!("{session}/after");
    assert!(!person.get(&after).await.shows("The end of the course"));
    person.post(&format!("{programme}/end"), &[]).await.location();
    assert!(person.get(&after).await.shows("What are early signs that you are sliding back?"));
}

#[tokio::test]
async fn guards_before_and_after_stand_side_by_side() {
    let mut person = Person::new().await;
    let planner = person.meets("The Planner", "manager").await;
    let critic = person.meets("The Critic <b>", "manager").await;
    let (_, session) = plans(&mut person).await;
    rates(&mut person, &planner, "8").await;
    forward(&mut person, HOUR).await;
    takes_part(&mut person, &session).await;
    forward(&mut person, DAY).await;
    rates(&mut person, &planner, "5").await;
    rates(&mut person, &critic, "7").await;
    let page = person.get(&format!("{session}/after")).await.body;
    let (_, rows) = page.split_once("<tbody>").unwrap();
    let cells: Vec<_> = rows.split("<td>").skip(1).map(|cell| cell.split('<').next().unwrap()).collect();
    assert_eq!(cells, ["8 ", "5 ", "", "7 "], "{rows}");
    assert!(rows.contains("not rated") && rows.contains("The Critic &lt;b&gt;"));
}

#[tokio::test]
async fn which_part_was_here_is_said_later() {
    let mut person = Person::new().await;
    let planner = person.meets("The Planner", "manager").await;
    let (_, session) = plans(&mut person).await;
    takes_part(&mut person, &session).await;
    let after = format!("{session}/after");
    let page = person.get(&after).await;
    assert!(page.shows("by the stairs") && page.shows("Say which part it was"));
    let (_, rest) = page.body.split_once("href=\"/journey/moments/").unwrap();
    let moment = format!("/journey/moments/{}", rest.split('"').next().unwrap());
    let base = person.get(&moment).await.field("base");
    let said = [("base", base.as_str()), ("part", planner.as_str()), ("words", "On the stairs <b>")];
    assert_eq!(person.post(&moment, &said).await.location(), after);
    let page = person.get(&after).await;
    assert!(
        page.shows("The Planner") && page.shows("On the stairs <b>") && page.shows("Change what is said")
    );
}

#[tokio::test]
async fn a_moment_or_a_session_that_is_not_there_is_not_here() {
    let mut person = Person::new().await;
    let none = "0197a5e0-0000-7000-8000-000000000001";
    for page in [format!("/journey/sessions/{none}/after"), format!("/journey/moments/{none}/part")] {
        assert_eq!(person.get(&page).await.status, StatusCode::NOT_FOUND, "{page}");
    }
    let kept = person.post(&format!("/journey/moments/{none}/part"), &[("words", "x")]).await;
    assert_eq!(kept.status, StatusCode::NOT_FOUND);
}

/// Answers questions of the days after.
pub(crate) async fn answers(person: &mut Person, session: &str, said: &[(&str, &str)]) {
    let place = format!("{session}/questions/after");
    let form = person.get(&place).await;
    let hidden = ["record", "base", "draft", "seen", "place"].map(|name| (name, form.field(name)));
    let mut fields: Vec<_> = hidden.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fields.extend(said);
    assert_eq!(person.post(&place, &fields).await.location(), format!("{session}/after"));
}

#[tokio::test]
async fn r42_still_far_away_hours_after_the_start_is_asked_for_and_brings_its_words() {
    let mut person = Person::new().await;
    let (_, session) = plans(&mut person).await;
    prepares(&mut person, &session, &[]).await;
    begins(&mut person, &session).await;
    person.post(&format!("{session}/medicine"), &[]).await.location();
    let asked = format!("{session}/questions/during");
    assert!(person.get(&session).await.body.contains(&format!("href=\"{asked}\"")));
    let far = "still seem far away 4 hours after the start";
    let during = format!("{session}/during");
    let record = person.get(&asked).await.field("record");
    let kept = person.post(&asked, &[("record", &record), ("settled", "no")]).await;
    assert_eq!(kept.location(), during, "where the rules of that time speak");
    assert!(!person.get(&during).await.shows(far), "not in the first hours");
    forward(&mut person, 4 * HOUR + 60).await;
    assert!(person.get(&format!("{session}/during")).await.shows(far));
    let record = person.get(&asked).await.field("record");
    person.post(&asked, &[("record", &record), ("settled", "yes")]).await.location();
    assert!(!person.get(&format!("{session}/during")).await.shows(far));
    let items = library().journey.sitter.recovery.items.iter().map(|item| item.id.as_str()).collect();
    ticks(&mut person, &format!("{session}/end"), items).await;
    let feels = "You still feel far away 4 hours after the start";
    forward(&mut person, HOUR).await;
    let record = person.get(&asked).await.field("record");
    let kept = person.post(&asked, &[("record", &record), ("settled", "no")]).await;
    assert_eq!(kept.location(), format!("{session}/after"));
    assert!(person.get(&format!("{session}/after")).await.shows(feels));
    forward(&mut person, 2 * DAY).await;
    assert!(
        !person.get(&format!("{session}/after")).await.shows(feels),
        "what was said then is not so for ever"
    );
}

#[tokio::test]
async fn r44_too_much_is_asked_from_the_first_day_and_brings_its_words_and_grounding() {
    let mut person = Person::new().await;
    let (_, session) = plans(&mut person).await;
    let asked = format!("{session}/questions/after");
    assert!(!person.get(&asked).await.shows("Was it too much?"), "nothing is asked before it is over");
    takes_part(&mut person, &session).await;
    let page = person.get(&asked).await;
    assert!(page.shows("Was it too much?") && !page.shows("Do things seem unreal"), "each in its time");
    let after = format!("{session}/after");
    assert!(person.get(&after).await.shows("Answer a few questions"));
    answers(&mut person, &session, &[("too-much", "6")]).await;
    assert!(!person.get(&after).await.body.contains("R44"));
    person.house.clock.forward(60);
    answers(&mut person, &session, &[("too-much", "7")]).await;
    let page = person.get(&after).await;
    assert!(page.shows("You said that it was too much") && page.shows("within 24 hours"));
    assert!(page.body.contains("href=\"/grounding\"") && page.shows("Answer them again"));
    assert!(person.get(&asked).await.body.contains("name=\"too-much\" value=\"7\" checked"));
    // What a later time does not ask stays as it was.
    forward(&mut person, 15 * DAY).await;
    assert!(!person.get(&asked).await.shows("Was it too much?"));
    answers(&mut person, &session, &[("unreal-later", "no"), ("wound-up-later", "no")]).await;
    assert!(person.get(&after).await.body.contains("R44"));
}

#[tokio::test]
async fn r43_unreal_on_later_days_brings_its_words_and_the_next_session_waits_for_an_answer() {
    let mut person = Person::new().await;
    let (programme, session) = plans(&mut person).await;
    takes_part(&mut person, &session).await;
    forward(&mut person, 30 * HOUR).await;
    let next = plans_another(&mut person, &programme).await;
    prepares(&mut person, &next, &[]).await;
    let ready = format!("{next}/ready");
    let page = person.get(&ready).await;
    assert!(page.shows("After the last session"), "an open question is no no");
    assert!(page.body.contains(&format!("{session}/questions/after")));
    answers(&mut person, &session, &[("unreal-later", "yes"), ("wound-up-later", "no")]).await;
    let page = person.get(&format!("{session}/after")).await;
    assert!(page.body.contains("R43") && page.shows("Please call your prescriber or therapist today"));
    person.post(&format!("{next}/go"), &[("to", "preparing")]).await.location();
    assert_eq!(person.post(&format!("{next}/go"), &[("to", "ready")]).await.location(), ready);
    let page = person.get(&ready).await;
    assert!(page.body.contains("R43") && !page.shows("After the last session"));
    assert!(person.get(&format!("{next}/prescriber")).await.shows("Do things seem unreal"));
    says(&mut person, &next, "R43", &[]).await.location();
    assert_eq!(person.post(&format!("{next}/go"), &[("to", "ready")]).await.location(), next);
}

#[tokio::test]
async fn what_was_noticed_while_a_session_lasted_calls_for_no_help_days_later() {
    let mut person = Person::new().await;
    let (_, session) = plans(&mut person).await;
    prepares(&mut person, &session, &[]).await;
    begins(&mut person, &session).await;
    person.post(&format!("{session}/wrong"), &[("sign", "chest-pain")]).await.location();
    let items = library().journey.sitter.recovery.items.iter().map(|item| item.id.as_str()).collect();
    ticks(&mut person, &format!("{session}/end"), items).await;
    assert!(!person.get(&format!("{session}/after")).await.body.contains("R35"));
}
