//! The scores of a questionnaire, shown to somebody else: what goes, what goes along, and who is shown none.

use axum::http::StatusCode;

use crate::{
    after::{begins, plans, prepares},
    measures::finished,
    sharing::{Invited, invited_as},
    sharing_between::{id, links, shows},
};

/// Item 9 speaks of being better off dead, and is answered with 2.
const HEAVY: [Option<u8>; 9] =
    [Some(1), Some(1), Some(1), Some(1), Some(1), Some(1), Some(0), Some(0), Some(2)];

const SUBJECT: &str = "measure/phq-9";

async fn both_in_as(role: &str) -> Invited {
    let mut both = invited_as(role).await.both_in().await;
    finished(&mut both.ada, HEAVY).await;
    both
}

/// The page that Ben finds, opened.
async fn read(both: &mut Invited) -> crate::person::Page {
    let page = both.ben.get(&both.space).await;
    let read = links(&page, &format!("{}/pages/", both.space)).remove(0);
    both.ben.get(&read).await
}

#[tokio::test]
async fn totals_are_shown_as_a_plot_and_a_table_with_what_they_are_not() {
    let mut both = both_in_as("therapist").await;
    assert!(both.ada.get("/measures/course/phq-9").await.body.contains("/sharing/show?what=measure/phq-9"));
    let choice = both.ada.get(&format!("/sharing/show?what={SUBJECT}")).await;
    assert!(choice.shows("Totals over time") && choice.shows("Each answer of the last time"));
    assert!(!choice.body.contains("checked> Totals"), "nothing is ticked by itself");
    shows(&mut both, SUBJECT, &["scale-total"], &[("keeps_up", "1")]).await.location();
    let page = read(&mut both).await;
    assert!(page.shows("PHQ-9") && page.shows("mild") && page.body.contains("class=\"plot\""));
    assert!(page.body.contains("<table>") && page.body.contains("<td>8 "), "{}", page.body);
    assert!(page.shows("never a diagnosis") && page.shows("none of them says why") && page.shows("Source:"));
    assert!(page.shows("nobody watches these answers") && page.shows("Help now"));
    assert!(!page.shows("better off dead"), "no single answer goes that was not ticked");
    assert!(!page.body.contains("href=\"/measures/"), "nothing leads to the rest");
}

#[tokio::test]
async fn single_answers_go_only_when_they_are_ticked_and_scores_follow() {
    let mut both = both_in_as("coach").await;
    shows(&mut both, SUBJECT, &["scale-total", "answers"], &[("keeps_up", "1")]).await.location();
    let page = read(&mut both).await;
    assert!(page.shows("More than half the days") || page.shows("better off dead"));
    finished(&mut both.ada, [Some(3); 9]).await;
    both.ada.get("/").await;
    assert!(read(&mut both).await.body.contains("<td>27 "), "what is kept up to date follows");
}

#[tokio::test]
async fn a_sitter_is_shown_no_scores_and_the_person_reads_why() {
    let mut both = both_in_as("sitter").await;
    let choice = both.ada.get(&format!("/sharing/show?what={SUBJECT}")).await;
    assert!(choice.shows("needs none of your scores") && !choice.body.contains("name=\"space\""));
    let forced = shows(&mut both, SUBJECT, &["scale-total"], &[]).await;
    assert_eq!(forced.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(both.ben.get(&both.space).await.shows("Nothing now."));
    let (_, part) = crate::sharing_between::planner(&mut both.ada).await;
    shows(&mut both, &format!("record/{part}"), &["role"], &[]).await.location();
    assert!(both.ben.get(&both.space).await.shows("The Planner"), "all else may be shown to them");
}

#[tokio::test]
async fn what_was_never_answered_and_what_is_no_questionnaire_have_nothing_to_show() {
    let mut both = invited_as("therapist").await.both_in().await;
    for subject in [SUBJECT, "measure/no-such"] {
        let page = both.ada.get(&format!("/sharing/show?what={subject}")).await;
        assert!(page.shows("There is nothing here that could be shown."));
        let forced = shows(&mut both, subject, &["scale-total"], &[]).await;
        assert_eq!(forced.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(id(&both.space).len(), 36);
}

#[tokio::test]
async fn when_treatment_began_is_told_by_no_score() {
    let mut both = invited_as("therapist").await.both_in().await;
    finished(
        &mut both.ada,
        [Some(1), Some(0), Some(0), Some(0), Some(0), Some(0), Some(0), Some(0), Some(0)],
    )
    .await;
    both.ada.house.clock.forward(20 * 24 * 3600);
    both.ada.enter().await;
    let (_, session) = plans(&mut both.ada).await;
    prepares(&mut both.ada, &session, &[]).await;
    let course = "/measures/course/phq-9";
    begins(&mut both.ada, &session).await;
    both.ada.house.clock.forward(3 * 24 * 3600);
    both.ada.enter().await;
    finished(&mut both.ada, [Some(0); 9]).await;
    assert!(both.ada.get(course).await.shows("looks back to before the first session"));
    let choice = both.ada.get(&format!("/sharing/show?what={SUBJECT}")).await;
    assert!(choice.body.contains("<td>0 ") && !choice.shows("first session"), "{}", choice.body);
}
