//! The page for a clinician: every result is on it, each with its own day.

use hearken_content::library;
use hearken_core::responses::{Answer, Response, ResponseState, keep_response};
use hearken_seal::Passphrase;

use super::releases::{holds_now, prepared};
use crate::person::{PASSPHRASE, Person};

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
