//! A session in the office: due readings, what is open until it is over, the list before leaving, the draft of the form.

use axum::http::StatusCode;
use hearken_content::library;

use crate::{
    after::{begins, forward, plans, plans_another, prepares, ticks},
    person::Person,
    sitter::{by_whom, hands_over},
};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// Shortly before the tests begin, on the wall.
const LATELY: &str = "2026-11-22T18:35";

/// A session in the office, by that route, under way.
async fn in_the_office(person: &mut Person, route: &str) -> String {
    let fields = [
        ("name", "Spring"),
        ("route", route),
        ("setting", "office"),
        ("role", "emergency"),
        ("person", "Zelda"),
        ("phone", "+44 20 7946 0959"),
        ("role", "prescriber"),
        ("person", "Dr Lind"),
        ("phone", "01632 960001"),
        ("address", "4 Lantern Hill"),
        ("country", "US"),
        ("notes", "driftwood"),
        ("medicines", "quartz"),
        ("label", "amber"),
    ];
    let programme = person.post("/journey", &fields).await.location().to_owned();
    let session = plans_another(person, &programme).await;
    let never = [("food-never", "1"), ("liquid-never", "1"), ("nasal-never", "1")];
    prepares(person, &session, &[]).await;
    if route == "esketamine" {
        let day = format!("{session}/questions/on-the-day");
        let form = person.get(&day).await;
        let (record, base) = (form.field("record"), form.field("base"));
        let questions = &library().safety.screening.questions;
        let answer = |id: &str| if id == "ride" { "yes" } else { "no" };
        let answers = questions.iter().map(|it| (it.id.as_str(), answer(&it.id)));
        let fields: Vec<_> = [("record", record.as_str()), ("base", &base)]
            .into_iter()
            .chain(answers.filter(|(id, _)| !["food", "liquid", "nasal"].contains(id)))
            .chain(never)
            .collect();
        person.post(&day, &fields).await.location();
    }
    begins(person, &session).await;
    session
}

/// The same, with the medicine taken.
async fn with_medicine(person: &mut Person) -> String {
    let session = in_the_office(person, "esketamine").await;
    person.post(&format!("{session}/medicine"), &[]).await.location();
    session
}

async fn reads(person: &mut Person, session: &str) {
    let reading = [("systolic", "128"), ("diastolic", "82"), ("oxygen", "97")];
    person.post(&format!("{session}/vitals"), &reading).await.location();
}

async fn notes(person: &mut Person, session: &str, effect: &str, there: &str) {
    person.post(&format!("{session}/office"), &[("effect", effect), ("there", there)]).await.location();
}

#[tokio::test]
async fn nothing_of_the_office_is_there_at_home_and_no_form_for_another_route() {
    let mut person = Person::new().await;
    let (_, session) = plans(&mut person).await;
    for place in ["office", "form"] {
        let page = person.get(&format!("{session}/{place}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{place}");
    }
    let noted = person.post(&format!("{session}/office"), &[("effect", "sedation"), ("there", "1")]).await;
    assert_eq!(noted.status, StatusCode::NOT_FOUND);
    assert!(!person.get(&session).await.shows("In the office"));
    prepares(&mut person, &session, &[]).await;
    begins(&mut person, &session).await;
    for place in ["during", "vitals", "end"] {
        assert!(!person.get(&format!("{session}/{place}")).await.body.contains("/office\""), "{place}");
    }
    let drip = in_the_office(&mut person, "iv").await;
    let office = person.get(&format!("{drip}/office")).await;
    assert!(office.shows("Before the medicine") && office.shows("our sources name no further times"));
    assert!(!office.shows("In the middle") && !office.body.contains("/form\""));
    assert_eq!(person.get(&format!("{drip}/form")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(person.post(&format!("{drip}/form"), &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn r30_the_reading_in_the_middle_is_told_quietly_and_then_to_the_staff_until_it_is_there() {
    let mut person = Person::new().await;
    let session = with_medicine(&mut person).await;
    let (during, office) = (format!("{session}/during"), format!("{session}/office"));
    assert!(person.get(&during).await.shows("Blood pressure due 0:40, by the staff"));
    forward(&mut person, 51 * MINUTE).await;
    let page = person.get(&during).await;
    assert!(page.shows("Blood pressure due 0:40, by the staff: not taken yet"));
    let line = page.body.split("in-office").nth(1).unwrap().split("</div>").next().unwrap();
    assert!(line.contains("not taken yet") && !line.contains("alert"), "never an alarm: {line}");
    assert!(person.get(&format!("{session}/vitals")).await.shows("Not taken yet"));
    let missing = "The blood pressure at about 40 minutes is not written down";
    assert!(person.get(&office).await.shows(missing));
    reads(&mut person, &session).await;
    let page = person.get(&office).await;
    assert!(
        !page.shows(missing) && page.shows("128 / 82, 0:51") && page.shows("Oxygen in the blood 97, 0:51")
    );
    assert!(person.get(&during).await.shows("Blood pressure due from 2:00, by the staff"));
    assert!(person.get(&session).await.shows("Readings: "), "on the timeline, too");
}

#[tokio::test]
async fn r29_what_began_stays_open_on_every_page_until_it_is_over_whatever_the_clock_says() {
    let mut person = Person::new().await;
    let session = with_medicine(&mut person).await;
    let (end, office) = (format!("{session}/end"), format!("{session}/office"));
    let stay = "Please do not leave yet";
    assert!(person.get(&end).await.shows(stay));
    forward(&mut person, 20 * MINUTE).await;
    notes(&mut person, &session, "dissociation", "1").await;
    notes(&mut person, &session, "sedation", "0").await;
    forward(&mut person, 2 * HOUR).await;
    for place in ["during", "end", "office"] {
        assert!(person.get(&format!("{session}/{place}")).await.shows("since 0:20"), "{place}");
    }
    assert!(person.get(&end).await.shows(stay), "two hours are a floor, and not the end");
    assert!(person.get(&office).await.shows("Not there, 0:20"));
    notes(&mut person, &session, "dissociation", "0").await;
    let page = person.get(&end).await;
    assert!(page.shows("From 0:20 to 2:20") && !page.shows(stay));
    let said = [("kind", "words"), ("words", "a secret garden")];
    person.post(&format!("{session}/moments"), &said).await.location();
    let page = person.get(&office).await;
    assert!(page.shows("Dissociation: not there") && !page.shows("secret garden"), "what is said is theirs");
    assert!(person.get(&end).await.shows("The staff decide when you leave"));
    assert!(person.get(&session).await.shows("Dissociation: there"));
}

#[tokio::test]
async fn r29_r42_sedation_alone_keeps_somebody_there_and_never_tells_them_that_they_feel_far_away() {
    let mut person = Person::new().await;
    let session = with_medicine(&mut person).await;
    notes(&mut person, &session, "sedation", "1").await;
    forward(&mut person, 5 * HOUR).await;
    let (during, stay, far) =
        (format!("{session}/during"), "Please do not leave yet", "You still feel far away");
    let page = person.get(&during).await;
    assert!(page.shows(stay) && !page.shows(far));
    notes(&mut person, &session, "dissociation", "1").await;
    assert!(person.get(&during).await.shows("They still seem far away"));
}

#[tokio::test]
async fn r31_r32_the_staff_read_before_the_start_what_was_eaten_drunk_and_sprayed() {
    let mut person = Person::new().await;
    let fields = [("name", "Spring"), ("route", "esketamine"), ("setting", "office")];
    let programme = person.post("/journey", &fields).await.location().to_owned();
    let session = plans_another(&mut person, &programme).await;
    let office = format!("{session}/office");
    assert!(person.get(&session).await.shows("In the office"));
    let page = person.get(&office).await;
    assert!(!page.shows("Food within") && page.shows("once the session has begun"));
    let lately = [("base", "0"), ("food", LATELY), ("liquid-never", "1"), ("nasal", LATELY)];
    person.post(&format!("{session}/questions/on-the-day"), &lately).await.location();
    let page = person.get(&office).await;
    assert!(
        page.shows("Food within 120 minutes") && page.shows("Nasal corticosteroid or decongestant within 60")
    );
    forward(&mut person, 90 * MINUTE).await;
    let page = person.get(&office).await;
    assert!(page.shows("Food within 120 minutes") && !page.shows("Nasal corticosteroid"));
}

#[tokio::test]
async fn a_time_that_cannot_be_is_asked_back_and_a_slip_can_be_mended_or_erased() {
    let mut person = Person::new().await;
    let session = with_medicine(&mut person).await;
    let office = format!("{session}/office");
    for when in ["2199-01-01T10:00", "1999-01-01T10:00", "soon"] {
        let fields = [("effect", "sedation"), ("there", "1"), ("when", when)];
        let page = person.post(&office, &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{when}");
        assert!(page.shows("nothing is lost") && page.body.contains(&format!("value=\"{when}\"")));
    }
    notes(&mut person, &session, "sedation", "1").await;
    let page = person.get(&office).await;
    let at = page.body.find("/journey/moments/").unwrap();
    let seen = page.body[at..].split('"').next().unwrap().to_owned();
    let form = person.get(&seen).await;
    forward(&mut person, 30 * MINUTE).await;
    let later = form.field("when");
    let base = form.field("base");
    let wrong = person.post(&seen, &[("base", &base), ("when", "2199-01-01T10:00")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    person.post(&seen, &[("base", &base), ("when", &later)]).await.location();
    assert!(person.get(&office).await.shows("Not over yet"));
    assert!(person.get(&format!("{seen}/erase")).await.shows("everything else noted in it stay"));
    person.post(&format!("{seen}/erase"), &[]).await.location();
    assert!(!person.get(&office).await.shows("Not over yet"));
    assert_eq!(person.get(&seen).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_tap_sent_twice_is_noted_once_and_the_other_button_keeps_its_own() {
    let mut person = Person::new().await;
    let session = with_medicine(&mut person).await;
    let office = format!("{session}/office");
    let record = person.get(&office).await.field("record");
    for there in ["1", "1", "0"] {
        let fields = [("record", record.as_str()), ("effect", "sedation"), ("there", there)];
        person.post(&office, &fields).await.location();
    }
    assert_eq!(person.get(&office).await.body.matches("/seen\"").count(), 2);
}

#[tokio::test]
async fn r34_the_draft_of_the_form_is_filled_from_what_is_known_and_from_nothing_else() {
    let mut person = Person::new().await;
    let session = in_the_office(&mut person, "esketamine").await;
    reads(&mut person, &session).await;
    person.house.clock.forward(MINUTE);
    person.post(&format!("{session}/medicine"), &[]).await.location();
    let words = [("kind", "words"), ("words", "a secret garden")];
    person.post(&format!("{session}/moments"), &words).await.location();
    forward(&mut person, 40 * MINUTE).await;
    notes(&mut person, &session, "sedation", "1").await;
    reads(&mut person, &session).await;
    forward(&mut person, 85 * MINUTE).await;
    notes(&mut person, &session, "sedation", "0").await;
    let items = library().journey.sitter.office.items.iter().map(|item| item.id.as_str()).collect();
    ticks(&mut person, &format!("{session}/end"), items).await;
    let form = person.get(&format!("{session}/form")).await;
    for said in [
        "This is a draft, and not the form",
        "The practice submits it itself",
        "The monitoring form is due within 7 days, by",
        "Dr Lind",
        "01632 960001",
        "4 Lantern Hill",
        "128 / 82 mmHg",
        "(40 min after)",
        "Yes. Onset: ",
        "(125 min after)",
        "No, as answered on",
        "nobody noted whether it was seen",
        "not known here",
        "does not apply",
        "Opioids",
        "Respiratory depression",
    ] {
        assert!(form.shows(said), "{said}");
    }
    for kept in ["driftwood", "quartz", "amber", "secret garden", "Zelda", "Spring"] {
        assert!(!form.body.contains(kept), "the form does not ask for {kept}");
    }
    let older = person.get(&format!("{session}/form?version=older")).await;
    assert!(older.shows("Form of 2024") && !older.shows("Opioids") && !older.shows("Respiratory depression"));
}

#[tokio::test]
async fn r29_an_answer_that_counts_as_sedation_is_said_where_nobody_noted_it() {
    let mut person = Person::new().await;
    let session = with_medicine(&mut person).await;
    forward(&mut person, 10 * MINUTE).await;
    for score in ["5", "4"] {
        person.post(&format!("{session}/vitals"), &[("moaas", score)]).await.location();
        person.house.clock.forward(10 * MINUTE);
    }
    let office = format!("{session}/office");
    assert!(person.get(&office).await.shows("An answer that counts: 0:20"));
    let form = person.get(&format!("{session}/form")).await;
    assert!(form.shows("nobody noted whether it was seen") && form.shows("counts as sedation. Noted so: "));
    assert!(form.shows("(20 min after)"));
    notes(&mut person, &session, "sedation", "1").await;
    assert!(!person.get(&office).await.shows("An answer that counts"));
}

#[tokio::test]
async fn r34_a_form_that_is_not_marked_by_the_fifth_day_is_said_and_the_mark_can_change() {
    let mut person = Person::new().await;
    let session = with_medicine(&mut person).await;
    let form = format!("{session}/form");
    let missing = "The monitoring form is not marked as submitted";
    forward(&mut person, 3 * HOUR).await;
    let items = library().journey.sitter.office.items.iter().map(|item| item.id.as_str()).collect();
    ticks(&mut person, &format!("{session}/end"), items).await;
    assert!(!person.get(&session).await.shows(missing));
    forward(&mut person, 5 * DAY).await;
    for page in [&session, &form] {
        assert!(person.get(page).await.shows(missing), "{page}");
    }
    for day in ["2199-01-01", "1999-01-01", "x"] {
        let page = person.post(&form, &[("on", day)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{day}");
        assert_eq!(page.field("on"), day, "nothing typed is lost");
    }
    person.post(&form, &[("on", "")]).await.location();
    for page in [&session, &form] {
        let page = person.get(page).await;
        assert!(page.shows("The monitoring form was submitted on") && !page.shows(missing));
    }
    let day = person.get(&form).await.field("on");
    assert_eq!(day.len(), 10);
    person.post(&form, &[("undo", "1")]).await.location();
    assert!(person.get(&session).await.shows(missing));
}

#[tokio::test]
async fn staff_who_were_handed_the_screen_note_what_is_seen_and_find_nothing_else_there() {
    let mut person = Person::new().await;
    let session = with_medicine(&mut person).await;
    reads(&mut person, &session).await;
    notes(&mut person, &session, "dissociation", "1").await;
    assert!(
        person.get(&format!("{session}/office")).await.body.contains("/seen\""),
        "control: the person mends it"
    );
    hands_over(&mut person, &session).await;
    let office = format!("{session}/office");
    assert!(person.get(&format!("{session}/during")).await.body.contains(&format!("href=\"{office}\"")));
    person.house.clock.forward(40 * MINUTE);
    notes(&mut person, &session, "dissociation", "0").await;
    notes(&mut person, &session, "sedation", "1").await;
    let page = person.get(&office).await;
    assert!(
        page.shows("From 0:00 to 0:40") && page.shows("Dissociation"),
        "{}",
        crate::html::text(&page.body)
    );
    assert!(
        page.body.contains(&format!("{session}/vitals")) && page.body.contains(&format!("{session}/end"))
    );
    for elsewhere in ["/seen", "/form\"", "<nav", "href=\"/\"", "href=\"/settings", "driftwood"] {
        assert!(!page.body.contains(elsewhere), "{elsewhere}");
    }
    assert_eq!(by_whom(&person, &session).await.last(), Some(&"staff"));
}
