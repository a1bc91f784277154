//! Scores over time: what is compared, what is said of it, what is due, and the pages to print.

use super::{MILD, begun, finished, finishes_once_more, give, phq};
use crate::{
    after::{begins, plans, prepares},
    person::Person,
};

#[tokio::test]
async fn g4_one_that_comes_too_early_is_kept_and_said() {
    let mut person = Person::new().await;
    finished(&mut person, MILD).await;
    person.house.clock.forward(3 * 24 * 3600);
    person.enter().await;
    assert!(person.get("/measures/about/phq-9").await.shows("This is early"));
    let page = finished(&mut person, MILD).await;
    assert!(page.shows("answered this 3 days ago"), "{}", page.body);
    let course = person.get("/measures/course/phq-9").await;
    assert!(
        course.shows("overlapping recall") && course.shows("The newest score stands apart"),
        "{}",
        course.body
    );
}

#[tokio::test]
async fn a_change_is_said_with_what_is_usual_and_never_with_a_cause() {
    let mut person = Person::new().await;
    let high = [Some(2); 9].map(|value: Option<u8>| value);
    let high: [Option<u8>; 9] = std::array::from_fn(|nth| if nth == 8 { Some(0) } else { high[nth] });
    finished(&mut person, high).await;
    person.house.clock.forward(15 * 24 * 3600);
    person.enter().await;
    finished(&mut person, MILD).await;
    let course = person.get("/measures/course/phq-9").await;
    assert!(
        course.shows(
            "Your score fell by 10 points, more than this questionnaire usually varies by itself (about 6)."
        ),
        "{}",
        course.body
    );
    assert!(course.shows("This cannot say what caused it."));
    for never in ["worked", "significant", "recovered", "effective", "thanks to"] {
        assert!(!course.body.to_lowercase().contains(never), "{never}");
    }
}

#[tokio::test]
async fn a_profile_has_no_total_and_a_course_of_each_of_its_sides() {
    let mut person = Person::new().await;
    let address = begun(&mut person, "self-energy").await;
    let page = person.get(&address).await;
    let names: Vec<String> = page
        .body
        .split("data-question")
        .skip(1)
        .map(|rest| rest.split("name=\"").nth(1).unwrap().split('"').next().unwrap().to_owned())
        .collect();
    let fields: Vec<_> = names.iter().take(8).map(|name| (name.clone(), "6".to_owned())).collect();
    give(&mut person, &address, &fields, "finish").await;
    finishes_once_more(&mut person, &address).await;
    let result = person.get(&address).await;
    assert!(!result.shows("Total") && result.shows("What you answered"), "{}", result.body);
    let course = person.get("/measures/course/self-energy").await;
    assert_eq!(course.body.matches("<figure class=\"plot\"").count(), 8, "{}", course.body);
}

#[tokio::test]
async fn what_is_asked_is_chosen_and_due_on_today_and_before_a_session() {
    let mut person = Person::new().await;
    assert!(!person.get("/").await.shows("A few questions are due"), "nothing is asked that nobody chose");
    let plan = [("base", "0"), ("asked", "phq-9"), ("every-phq-9", "14"), ("every-gad-7", "14")];
    person.post("/measures/plan", &plan).await.location();
    let today = person.get("/").await;
    assert!(
        today.shows("A few questions are due") && today.shows("Low mood · PHQ-9") && !today.shows("GAD-7"),
        "{}",
        today.body
    );
    let (_, session) = plans(&mut person).await;
    assert!(person.get(&format!("{session}/preparation")).await.shows("Low mood · PHQ-9"));
    finished(&mut person, MILD).await;
    assert!(!person.get("/").await.shows("A few questions are due"));
    person.house.clock.forward(7 * 24 * 3600);
    person.enter().await;
    assert!(
        person.get("/").await.shows("A second score, a week or more after the first"),
        "two starts, a week apart"
    );
    let page = person.get("/measures").await;
    assert!(page.body.contains("value=\"phq-9\" checked") && page.shows("is due"), "{}", page.body);
    person.post("/measures/plan", &[("base", "1")]).await.location();
    assert!(!person.get("/").await.shows("A few questions are due"));
}

#[tokio::test]
async fn a_plan_with_no_number_of_days_is_refused() {
    let mut person = Person::new().await;
    for days in ["", "0", "x", "400"] {
        let refused =
            person.post("/measures/plan", &[("base", "0"), ("asked", "phq-9"), ("every-phq-9", days)]).await;
        assert!(refused.status.is_client_error(), "{days}");
    }
}

#[tokio::test]
async fn a_yes_and_a_no_are_no_line_and_other_programmes_stand_behind_a_tap() {
    let mut person = Person::new().await;
    for measure in ["reflection", "asq"] {
        let address = begun(&mut person, measure).await;
        let fields = (0..6).map(|nth| (format!("q{nth}"), "1".to_owned())).collect::<Vec<_>>();
        give(&mut person, &address, &fields, "finish").await;
        finishes_once_more(&mut person, &address).await;
    }
    let drawn = |page: &crate::person::Page| page.body.contains("item-");
    assert!(drawn(&person.get("/measures/course/reflection").await));
    assert!(!drawn(&person.get("/measures/course/asq").await));
    let mood = person.get("/measures/course/phq-9").await;
    let (before, reported) = mood.body.split_once("piece-folded").expect("it stands there");
    assert!(!before.contains("in 100") && reported.contains("they are no goal for you"), "{}", mood.body);
    assert!(!person.get("/measures/course/asq").await.body.contains("piece-folded"));
}

#[tokio::test]
async fn one_from_paper_gets_its_own_day_and_none_is_from_tomorrow() {
    let mut person = Person::new().await;
    let address = begun(&mut person, "phq-9").await;
    let mut fields = phq(MILD);
    fields.push(("when".to_owned(), "2026-03-01T09:30".to_owned()));
    give(&mut person, &address, &fields, "finish").await;
    assert!(person.get(&address).await.shows("Sun 1 Mar, 09:30"));
    give(&mut person, &address, &[("when".to_owned(), "2031-03-01T09:30".to_owned())], "open").await;
    assert!(person.get(&address).await.shows("Sun 1 Mar, 09:30"), "a day to come is none");
}

#[tokio::test]
async fn one_page_is_for_oneself_and_one_for_a_clinician_with_every_answer_that_asked_for_help() {
    let mut person = Person::new().await;
    assert!(person.get("/measures/report").await.shows("There is no score yet"));
    let high: [Option<u8>; 9] =
        [Some(2), Some(2), Some(2), Some(2), Some(2), Some(2), Some(2), Some(2), Some(1)];
    finished(&mut person, high).await;
    person.house.clock.forward(15 * 24 * 3600);
    person.enter().await;
    finished(&mut person, [Some(0); 9]).await;
    let own = person.get("/measures/report").await;
    assert!(
        own.shows("Your score fell by 17 points") && !own.shows("S1") && !own.shows("Symptom algorithm"),
        "{}",
        own.body
    );
    let clinician = person.get("/measures/report?for=clinician").await;
    for said in [
        "reliably better",
        "Remission (below 5): yes",
        "Response (a fall by 50 % or more): yes",
        "PHQ-9, S1 (item-nine)",
        "computed 5.77",
    ] {
        assert!(clinician.shows(said), "{said}: {}", clinician.body);
    }
    assert!(clinician.shows("This cannot say what caused it."));
}

#[tokio::test]
async fn outcomes_6_two_starts_a_week_apart_are_one_start_and_what_looks_across_the_first_session_is_in_neither()
 {
    let mut person = Person::new().await;
    let day = 24 * 3600;
    let all =
        |value: u8| -> [Option<u8>; 9] { std::array::from_fn(|nth| Some(if nth == 8 { 0 } else { value })) };
    finished(&mut person, all(3)).await;
    person.house.clock.forward(8 * day);
    person.enter().await;
    finished(&mut person, all(2)).await;
    let (_, session) = plans(&mut person).await;
    prepares(&mut person, &session, &[]).await;
    person.house.clock.forward(600);
    begins(&mut person, &session).await;
    person.house.clock.forward(3 * day);
    person.enter().await;
    finished(&mut person, all(0)).await;
    let course = person.get("/measures/course/phq-9").await;
    assert!(course.shows("looks back to before the first session"), "{}", course.body);
    assert!(!course.shows("Your score fell"), "{session}: the start is not compared with itself");
    person.house.clock.forward(15 * day);
    person.enter().await;
    finished(&mut person, all(0)).await;
    assert!(person.get("/measures/course/phq-9").await.shows("Your score fell by 20 points"));
}

#[tokio::test]
async fn a_first_score_after_treatment_began_is_compared_with_nothing() {
    let mut person = Person::new().await;
    let (_, session) = plans(&mut person).await;
    prepares(&mut person, &session, &[]).await;
    begins(&mut person, &session).await;
    person.house.clock.forward(20 * 24 * 3600);
    person.enter().await;
    finished(&mut person, MILD).await;
    let course = person.get("/measures/course/phq-9").await;
    assert!(!course.shows("the same as at the start") && !course.shows("Careful guess"), "{}", course.body);
    assert!(!person.get("/measures/report?for=clinician").await.shows("Reliable change: within"));
}

#[tokio::test]
async fn no_one_of_several_scales_stands_for_all_of_them() {
    let mut person = Person::new().await;
    let address = begun(&mut person, "dass-21").await;
    let fields: Vec<_> = super::report::names(&person.get(&address).await)
        .into_iter()
        .map(|name| (name, "1".to_owned()))
        .collect();
    give(&mut person, &address, &fields, "finish").await;
    finishes_once_more(&mut person, &address).await;
    let list = person.get("/measures").await;
    for scale in ["Depression", "Anxiety", "Stress"] {
        assert!(list.body.contains(&format!("{scale} <b>14</b> of 42")), "{scale}: {}", list.body);
    }
    let glance = list.body.split("At a glance").nth(1).expect("it stands there");
    assert_eq!(glance.matches("class=\"plot-last\"").count(), 3, "{glance}");
}

const BOTH_WAYS: &str = r#"{"resourceType": "Questionnaire", "status": "active", "url": "http://example.org/ways",
    "title": "Both ways", "item": [{"linkId": "1", "type": "integer", "text": "Better or worse?", "answerOption": [
        {"valueInteger": -2}, {"valueInteger": 0}, {"valueInteger": 2}]}]}"#;

#[tokio::test]
async fn a_rating_that_no_plot_can_show_is_said_and_never_a_gap() {
    let mut person = Person::new().await;
    let measure = super::added::added(&mut person, BOTH_WAYS).await;
    let address = begun(&mut person, &measure).await;
    give(&mut person, &address, &[("q0".to_owned(), "0".to_owned())], "finish").await;
    let course = person.get(&format!("/measures/course/{measure}")).await;
    assert!(!course.body.contains("item-1") && course.shows("Better or worse?"), "{}", course.body);
    assert!(course.shows(": -2"), "{}", course.body);
}
