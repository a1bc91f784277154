//! The page for a clinician: every result is on it, each with its own day.

use hearken_content::library;
use hearken_core::responses::{Answer, Response, ResponseState, keep_response};
use hearken_seal::Passphrase;

use super::{
    MILD, begun, finished, finishes_once_more, give,
    releases::{holds_now, prepared},
    safety::in_danger,
};
use crate::person::{PASSPHRASE, Page, Person};

const DAY: i64 = 24 * 3600;
const CLINICIAN: &str = "/measures/report?for=clinician";

#[tokio::test]
async fn r13_danger_in_a_questionnaire_whose_words_are_not_here_any_more_still_counts() {
    let mut person = Person::new().await;
    let session = prepared(&mut person).await;
    let measure = library().measure("c-ssrs").expect("its scoring is here");
    assert!(measure.form.is_none(), "its words are a practice's own");
    let keeper = &person.house.state.keeper;
    let when = hearken_core::When::new(keeper.now(), 60);
    let mut response = Response::begun("c-ssrs", "1", "en", when);
    response.give("/93249-1", vec![Answer::Number(1)]);
    response.state = ResponseState::Finished;
    let record = keeper.new_record_id();
    let (_, open) = keeper.unlock(&Passphrase::new(PASSPHRASE)).await.unwrap();
    let keep = move |notebook: &_| Ok(vec![keep_response(notebook, record, 0, response)?]);
    open.vault().write(keep, Vec::new()).await.unwrap();
    person.enter().await;
    assert!(holds_now(&mut person, &session, "R13").await);
    let report = person.get(CLINICIAN).await;
    assert!(report.shows(&format!("{}, S0 (high)", measure.file.short)), "{}", report.body);
}

#[tokio::test]
async fn an_older_score_is_never_called_that_of_now_and_a_cut_is_held_against_the_newest() {
    let mut person = Person::new().await;
    let all =
        |value: u8| -> [Option<u8>; 9] { std::array::from_fn(|nth| Some(if nth == 8 { 0 } else { value })) };
    finished(&mut person, all(2)).await;
    person.house.clock.forward(15 * DAY);
    person.enter().await;
    finished(&mut person, MILD).await;
    person.house.clock.forward(3 * DAY);
    person.enter().await;
    finished(&mut person, all(3)).await;
    let report = person.get(CLINICIAN).await;
    let text = crate::html::text(&report.body);
    assert!(!text.contains(" now)"), "{text}");
    assert!(
        report.shows("6 on Mon 7 Dec") && report.shows("The newest score stands apart (overlapping recall)"),
        "{text}"
    );
    let cut = &library().measure("phq-9").unwrap().file.scoring.scales[0].cuts[0].words;
    assert!(report.shows(cut), "it is of the newest score: {text}");
    assert!(text.find("stands apart") < text.find("Reliable change: "), "{text}");
}

#[tokio::test]
async fn what_has_no_scale_and_a_first_score_are_on_it_too() {
    let mut person = Person::new().await;
    in_danger(&mut person).await;
    finished(&mut person, std::array::from_fn(|nth| Some(if nth == 8 { 0 } else { 2 }))).await;
    let address = begun(&mut person, "self-energy").await;
    let form = person.get(&address).await;
    let fields: Vec<_> = names(&form).into_iter().map(|name| (name, "6".to_owned())).collect();
    give(&mut person, &address, &fields, "finish").await;
    finishes_once_more(&mut person, &address).await;
    let report = person.get(CLINICIAN).await;
    assert!(report.shows("Acute positive") && report.shows("Finished last"), "{}", report.body);
    let cut = &library().measure("phq-9").unwrap().file.scoring.scales[0].cuts[0].words;
    assert!(report.shows(cut), "one score is enough for a cut: {}", report.body);
    let title = &library().measure("self-energy").unwrap().file.title;
    assert!(report.shows(title), "{}", report.body);
    assert!(!person.get("/measures/report").await.shows("Acute positive"), "those words are for clinicians");
}

/// The fields of the questions of a form.
pub(super) fn names(form: &Page) -> Vec<String> {
    let questions = form.body.split("data-question").skip(1);
    questions
        .map(|rest| rest.split("name=\"").nth(1).unwrap().split('"').next().unwrap().to_owned())
        .collect()
}
