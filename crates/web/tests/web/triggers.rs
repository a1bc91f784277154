//! Triggers, and each time one happened.

use axum::http::StatusCode;
use hearken_core::{
    RecordId, When,
    responses::{Response, keep_response},
};
use hearken_seal::Passphrase;

use crate::person::{PASSPHRASE, Person};

async fn names(person: &mut Person, name: &str, parts: &[&str]) -> String {
    let mut fields = vec![("name", name)];
    fields.extend(parts.iter().map(|part| ("part", *part)));
    person.post("/triggers", &fields).await.location().to_owned()
}

/// Says that it happened, and gives the page one lands on.
async fn happened(
    person: &mut Person,
    trigger: &str,
    strength: &str,
    more: &[(&str, &str)],
) -> crate::person::Page {
    person.house.clock.forward(86_400);
    person.enter().await;
    let form = format!("{trigger}/happened");
    let record = person.get(&form).await.field("record");
    let mut fields = vec![("record", record.as_str()), ("strength", strength)];
    fields.extend(more);
    let kept = person.post(&form, &fields).await.location().to_owned();
    assert_eq!(kept, format!("{trigger}?kept={record}"));
    person.get(&kept).await
}

const ONCE: &str = "Before anything else you can come back to the room you are in.";
const AGAIN: &str = "It was this strong the last times, too.";

#[tokio::test]
async fn a_trigger_is_named_and_each_time_it_happens_is_told() {
    let mut person = Person::new().await;
    assert!(person.get("/triggers").await.shows("Situations that set parts off live here"));
    let (planner, critic) =
        (person.meets("The Planner", "manager").await, person.meets("The Critic", "manager").await);
    let trigger = names(&mut person, "Sunday evening", &[&critic, &planner]).await;
    let more = [
        ("did", "paused"),
        ("steady", "40"),
        ("helped", "A walk <b>by</b> the water."),
        ("words", "Rain."),
        ("part", planner.as_str()),
    ];
    let page = happened(&mut person, &trigger, "6", &more).await;
    for told in [
        "Kept.",
        "how strong 6 · I paused · steady after 40 minutes",
        "A walk <b>by</b> the water.",
        "Rain.",
        "The Planner",
    ] {
        assert!(page.shows(told), "{told}");
    }
    assert!(page.body.contains("plot-wide") && !page.shows(ONCE));
    assert!(
        page.body.find("The Critic").unwrap() < page.body.find("The Planner").unwrap(),
        "in the order they come"
    );
    let list = person.get("/triggers").await;
    assert!(
        list.shows("Sunday evening")
            && list.shows("how strong 6")
            && list.body.contains(&format!("{trigger}/happened"))
    );
}

#[tokio::test]
async fn k3_u4_twice_eight_or_more_and_a_single_one_offer_grounding_first() {
    let mut person = Person::new().await;
    let trigger = names(&mut person, "A raised voice", &[]).await;
    let grounding = |page: &crate::person::Page| page.body.contains("href=\"/grounding\"");
    let seven = happened(&mut person, &trigger, "7", &[]).await;
    assert!(!grounding(&seven));
    let eight = happened(&mut person, &trigger, "8", &[]).await;
    assert!(eight.shows(ONCE) && grounding(&eight) && eight.shows("Show me who can help now"));
    assert!(eight.shows("Kept.") && eight.body.contains("/happened"), "nothing is blocked");
    assert!(!grounding(&person.get(&trigger).await), "one alone is offered on keeping");
    let nine = happened(&mut person, &trigger, "9", &[]).await;
    assert!(nine.shows(AGAIN) && grounding(&nine) && !nine.shows(ONCE));
    assert!(grounding(&person.get(&trigger).await), "twice in a row stands on the page");
    let unsaid = happened(&mut person, &trigger, "", &[]).await;
    assert!(unsaid.shows(AGAIN), "what nobody rated is no calm");
    assert!(!grounding(&happened(&mut person, &trigger, "0", &[]).await));
}

#[tokio::test]
async fn parts_are_put_in_order_without_a_script_and_nothing_typed_is_lost() {
    let mut person = Person::new().await;
    let (planner, critic) =
        (person.meets("The Planner", "manager").await, person.meets("The Critic", "manager").await);
    let (up, out) = (format!("up-{critic}"), format!("out-{planner}"));
    let form = |go| {
        [
            ("name", "Sunday"),
            ("signs", "A tight jaw."),
            ("part", planner.as_str()),
            ("part", critic.as_str()),
            ("go", go),
        ]
    };
    let moved = person.post("/triggers", &form(&up)).await;
    assert_eq!(moved.status, StatusCode::OK);
    let at = |page: &str, part: &str| page.find(&format!("name=\"part\" value=\"{part}\"")).unwrap();
    assert!(at(&moved.body, &critic) < at(&moved.body, &planner) && moved.shows("A tight jaw."));
    let taken = person.post("/triggers", &form(&out)).await;
    assert!(taken.body.contains(&format!("type=\"hidden\" name=\"part\" value=\"{critic}\"")));
    assert!(taken.body.contains(&format!("type=\"checkbox\" name=\"part\" value=\"{planner}\"")));
    assert!(
        person.get("/triggers").await.shows("Situations that set parts off live here"),
        "nothing was kept by moving"
    );
}

#[tokio::test]
async fn a_time_can_be_mended_and_erased_and_a_trigger_goes_with_its_times() {
    let mut person = Person::new().await;
    let trigger = names(&mut person, "Sunday", &[]).await;
    let page = happened(&mut person, &trigger, "6", &[("words", "First.")]).await;
    happened(&mut person, &trigger, "4", &[("words", "Second.")]).await;
    let (_, after) = page.body.split_once("href=\"/triggers/times/").unwrap();
    let time = format!("/triggers/times/{}", after.split('"').next().unwrap());
    let form = person.get(&time).await;
    assert!(form.body.contains("value=\"6\" checked") && form.shows("First."));
    let (base, when) = (form.field("base"), form.field("when"));
    let fields = [("base", base.as_str()), ("strength", "5"), ("words", "First, mended."), ("when", &when)];
    assert!(person.post(&time, &fields).await.location().starts_with(&trigger));
    let page = person.get(&trigger).await;
    assert!(page.shows("First, mended.") && page.shows("how strong 5") && !page.shows("how strong 6"));
    assert!(person.get(&format!("{time}/erase")).await.shows("First, mended."));
    assert_eq!(person.post(&format!("{time}/erase"), &[]).await.location(), trigger);
    assert!(!person.get(&trigger).await.shows("First, mended."));
    assert!(person.get(&format!("{trigger}/erase")).await.shows("“Sunday” and 1 time it happened"));
    assert_eq!(person.post(&format!("{trigger}/erase"), &[]).await.location(), "/triggers");
    assert_eq!(person.get(&trigger).await.status, StatusCode::NOT_FOUND);
    assert!(!person.post("/journal/search", &[("q", "second")]).await.shows("Second."));
}

#[tokio::test]
async fn what_does_not_fit_is_said_and_what_was_typed_stays() {
    let mut person = Person::new().await;
    let nameless = person.post("/triggers", &[("name", " "), ("signs", "A tight jaw.")]).await;
    assert!(nameless.status == StatusCode::UNPROCESSABLE_ENTITY && nameless.shows("A tight jaw."));
    let trigger = names(&mut person, "Sunday", &[]).await;
    let form = format!("{trigger}/happened");
    let soon = person.post(&form, &[("steady", "soon"), ("helped", "tea")]).await;
    assert!(soon.shows("One field asks for a number.") && soon.shows("tea"));
    let eleven = person.post(&form, &[("strength", "11"), ("helped", "tea")]).await;
    assert!(eleven.shows("The scale goes from 0 to 10.") && eleven.shows("tea"));
    let retry = person.get(&form).await.field("record");
    for _ in 0..2 {
        person.post(&form, &[("record", &retry), ("strength", "3")]).await;
    }
    assert_eq!(
        person.get(&trigger).await.body.matches("<p>how strong 3</p>").count(),
        1,
        "a retry lands once"
    );
}

#[tokio::test]
async fn a_trigger_is_put_away_and_looked_at_again() {
    let mut person = Person::new().await;
    let trigger = names(&mut person, "Sunday", &[]).await;
    person.post(&format!("{trigger}/archive"), &[]).await;
    assert!(person.get(&trigger).await.shows("You no longer look at this one."));
    let list = person.get("/triggers").await;
    assert!(list.shows("No longer looked at") && !list.body.contains("/happened"));
    person.post(&format!("{trigger}/archive"), &[("back", "1")]).await;
    assert!(person.get("/triggers").await.body.contains("/happened"));
}

#[tokio::test]
async fn triggers_and_times_are_nothing_else() {
    let mut person = Person::new().await;
    let (entry, trigger) = (person.writes("Words.").await, names(&mut person, "Sunday", &[]).await);
    let id = trigger.strip_prefix("/triggers/").unwrap();
    for path in ["", "/edit", "/erase", "/happened"].map(|more| format!("/triggers/{entry}{more}")) {
        assert_eq!(person.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for path in [format!("/triggers/times/{id}"), format!("/triggers/times/{entry}/erase")] {
        assert_eq!(person.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for path in [
        format!("/triggers/{entry}/archive"),
        format!("/triggers/{entry}/happened"),
        format!("/triggers/times/{id}/erase"),
        format!("/triggers/{entry}/erase"),
    ] {
        assert_eq!(person.post(&path, &[]).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn hostile_words_are_shown_letter_for_letter_and_change_no_page() {
    let mut pages = Vec::new();
    for name in ["plain", "\"><script>alert(1)</script>"] {
        let mut person = Person::new().await;
        let part = person.meets(name, "manager").await;
        let words = format!("{name} </textarea> {name}");
        let fields = [("name", name), ("signs", &words), ("helps", &words), ("part", &part)];
        let trigger = person.post("/triggers", &fields).await.location().to_owned();
        let page =
            happened(&mut person, &trigger, "9", &[("helped", &words), ("words", &words), ("part", &part)])
                .await;
        let (_, after) = page.body.split_once("href=\"/triggers/times/").unwrap();
        let time = format!("/triggers/times/{}", after.split('"').next().unwrap());
        person.post("/marks", &[("name", name), ("about", &words), ("day", "2026-11-22")]).await;
        for path in [
            trigger.clone(),
            format!("{trigger}/edit"),
            format!("{trigger}/erase"),
            time.clone(),
            format!("{time}/erase"),
            "/triggers".to_owned(),
            "/marks".to_owned(),
        ] {
            let page = person.get(&path).await;
            assert!(page.shows(name), "{path}");
            pages.push(crate::html::skeleton(&page.body));
        }
    }
    let (plain, hostile) = pages.split_at(pages.len() / 2);
    assert_eq!(plain, hostile);
}

/// Answers a questionnaire that belongs to a trigger.
async fn answers(person: &Person, trigger: &str) {
    let keeper = &person.house.state.keeper;
    let trigger: RecordId = trigger.rsplit('/').next().unwrap().parse().unwrap();
    let (id, begun) = (keeper.new_record_id(), When::new(keeper.now(), 60));
    let response = Response { about: Some(trigger), ..Response::begun("suds", "1", "en", begun) };
    let (_, session) = keeper.unlock(&Passphrase::new(PASSPHRASE)).await.unwrap();
    let keep = move |notebook: &_| Ok(vec![keep_response(notebook, id, 0, response)?]);
    session.vault().write(keep, Vec::new()).await.unwrap();
}

#[tokio::test]
async fn the_questionnaires_that_go_with_a_trigger_are_counted_before_it_goes() {
    let mut person = Person::new().await;
    let trigger = names(&mut person, "Sunday", &[]).await;
    for said in ["“Sunday” and 1 questionnaire about it", "“Sunday” and 2 questionnaires about it"] {
        answers(&person, &trigger).await;
        assert!(person.get(&format!("{trigger}/erase")).await.shows(said));
    }
    happened(&mut person, &trigger, "6", &[]).await;
    let both = "“Sunday” and 1 time it happened and 2 questionnaires about it";
    assert!(person.get(&format!("{trigger}/erase")).await.shows(both));
}

#[tokio::test]
async fn a_trigger_and_a_time_that_two_windows_kept_show_both_and_are_settled_by_their_forms() {
    let mut person = Person::new().await;
    let trigger = names(&mut person, "Sunday", &[]).await;
    let page = happened(&mut person, &trigger, "6", &[("words", "Before.")]).await;
    let (_, after) = page.body.split_once("href=\"/triggers/times/").unwrap();
    let time = format!("/triggers/times/{}", after.split('"').next().unwrap());
    let record = trigger.strip_prefix("/triggers/").unwrap().to_owned();
    for words in ["First window.", "Second window."] {
        person.post(&time, &[("base", "1"), ("strength", "6"), ("words", words)]).await.location();
        let described = [("record", record.as_str()), ("base", "1"), ("name", "Sunday"), ("signs", words)];
        person.post("/triggers", &described).await.location();
    }
    assert!(person.get(&trigger).await.shows("how strong 6 · kept in two windows"));
    for (form, to, words) in
        [(&time, &time, "words"), (&format!("{trigger}/edit"), &"/triggers".to_owned(), "signs")]
    {
        let page = person.get(form).await;
        assert!(page.shows("First window.") && page.shows("Second window."), "{form}");
        let (base, settles) = (page.field("base"), page.field("settles"));
        let both = [
            ("record", record.as_str()),
            ("base", &base),
            ("settles", &settles),
            ("name", "Sunday"),
            ("strength", "6"),
            (words, "Both."),
        ];
        person.post(to, &both).await.location();
        assert!(!person.get(form).await.shows("First window."), "{form}");
    }
}
