//! ASQ and the responses S0 to S3: sections 7 and 13 of the notes, rule by rule.

use hearken_content::library;
use hearken_core::responses::Given;
use proptest::prelude::*;

use crate::answering::{all, answers, measure, number, safety, score, skipped};

/// Answers to the ASQ, as far as they go: yes, no, or left open.
fn asq(said: &str) -> Vec<Given> {
    let item = |at: usize| format!("asq-{}", at + 1);
    let one = |(at, said): (usize, char)| match said {
        'y' => Some(number(&item(at), 1)),
        'n' => Some(number(&item(at), 0)),
        'r' => Some(skipped(&item(at))),
        _ => None,
    };
    said.chars().enumerate().filter_map(one).collect()
}

/// What answers to the ASQ come to, and which response they bring.
fn came_to(said: &str) -> (Option<&'static str>, Vec<(&'static str, &'static str)>) {
    let scored = score(measure("asq"), &asq(said));
    (scored.outcome.map(|outcome| outcome.id.as_str()), safety(&scored))
}

#[test]
fn asq_all_four_no_is_negative_and_question_5_is_not_asked() {
    assert_eq!(came_to("nnnn"), (Some("negative"), vec![]));
    let form = measure("asq").form.as_ref().unwrap();
    assert_eq!(form.questions(&asq("nnnn")).count(), 4);
    assert_eq!(came_to("nnn"), (None, vec![]), "three answers are no result");
    assert_eq!(came_to("nnnny"), (Some("negative"), vec![]), "an answer to what is not asked counts nowhere");
}

#[test]
fn asq_any_yes_asks_question_5() {
    let form = measure("asq").form.as_ref().unwrap();
    for said in ["ynnn", "nynn", "nnyn", "nnny", "y"] {
        assert_eq!(form.questions(&asq(said)).count(), 5, "{said}");
    }
}

#[test]
fn asq_any_yes_and_question_5_no_is_a_non_acute_positive_s2() {
    for said in ["ynnnn", "nynnn", "nnynn", "nnnyn", "yyyyn"] {
        assert_eq!(came_to(said), (Some("positive"), vec![("S2", "positive")]), "{said}");
    }
}

#[test]
fn asq_any_yes_and_question_5_yes_is_acute_s0() {
    for said in ["ynnny", "nynny", "nnyny", "nnnyy", "yyyyy", "y---y", "yrrry"] {
        let (outcome, fired) = came_to(said);
        assert_eq!((outcome, fired[0]), (Some("acute"), ("S0", "acute")), "{said}");
    }
}

#[test]
fn asq_a_refusal_is_treated_as_a_non_acute_positive_s2() {
    for said in ["r", "rrrr", "nnnr", "ynnnr"] {
        assert_eq!(came_to(said), (Some("refused"), vec![("S2", "refused")]), "{said}");
    }
    let event = |said| score(measure("asq"), &asq(said)).safety[0].event.clone();
    assert_eq!(event("nnnr").as_deref(), Some("asq-refused"));
}

#[test]
fn asq_question_5_that_was_not_asked_is_not_a_no() {
    for said in ["y", "ynnn", "nnny"] {
        assert_eq!(came_to(said), (Some("not-asked"), vec![("S2", "not-asked")]), "{said}");
        assert!(!score(measure("asq"), &asq(said)).is_complete());
    }
}

#[test]
fn asq_has_no_loinc_code_of_its_own_and_the_result_has_93374_7() {
    let asq = measure("asq");
    assert!(asq.form.as_ref().unwrap().codes.is_empty());
    assert_eq!(asq.file.result.as_ref().unwrap().code, "93374-7");
    assert!(
        asq.form
            .as_ref()
            .unwrap()
            .all_items()
            .flat_map(|item| &item.codes)
            .all(|code| code.system != "http://loinc.org")
    );
}

fn phq(values: [i64; 9]) -> Vec<(&'static str, &'static str)> {
    safety(&score(measure("phq-9"), &all(measure("phq-9"), &values)))
}

#[test]
fn s1_item_9_from_1_on_brings_the_same_help_whatever_its_value() {
    for value in 1..=3 {
        assert_eq!(phq([0, 0, 0, 0, 0, 0, 0, 0, value]), [("S1", "item-nine")]);
    }
    assert_eq!(phq([0; 9]), []);
    let s1 = &measure("phq-9").file.scoring.safety[0];
    assert_eq!((s1.then.as_deref(), s1.number.as_deref()), (Some("asq"), Some("item-nine")));
}

#[test]
fn g3_s1_fires_on_the_answer_itself_before_the_form_is_complete() {
    let only = [number("/44260-8", 1)];
    let fired: Vec<_> =
        measure("phq-9").file.scoring.fired(&only).iter().map(|one| one.id.as_str()).collect();
    assert_eq!(fired, ["item-nine"]);
}

#[test]
fn s1_item_9_is_never_filled_in() {
    let phq9 = measure("phq-9");
    let open = answers(phq9, &[[Some(3); 8].as_slice(), &[None]].concat());
    let fired = safety(&score(phq9, &open));
    assert_eq!(fired, [("S3", "severe")], "the mean of the others says nothing about item 9");
}

#[test]
fn s2_item_9_left_open_on_purpose_brings_help() {
    let phq9 = measure("phq-9");
    let mut given = answers(phq9, &[Some(0); 8]);
    assert_eq!(safety(&score(phq9, &given)), [], "not reached is not left open");
    assert_eq!(phq9.file.ask_again, ["/44260-8"], "it is asked once more first");
    given.push(skipped("/44260-8"));
    let scored = score(phq9, &given);
    assert_eq!(safety(&scored), [("S2", "item-nine-blank-twice")]);
    assert_eq!(scored.safety[0].event.as_deref(), Some("item-nine-blank-twice"));
}

#[test]
fn s3_a_total_of_20_or_a_rise_of_5() {
    assert_eq!(phq([3, 3, 3, 3, 3, 3, 2, 0, 0]), [("S3", "severe")]);
    assert_eq!(phq([3, 3, 3, 3, 3, 3, 1, 0, 0]), []);
    assert_eq!(phq([3; 9]), [("S1", "item-nine"), ("S3", "severe")], "the strongest comes first");
    let rise = &measure("phq-9").file.scoring.courses[0];
    assert_eq!((rise.level.unwrap().id(), rise.scale.as_str()), ("S3", "total"));
    for (totals, holds) in [
        (&[8, 13][..], true),
        (&[8, 12], false),
        (&[13, 8], false),
        (&[8], false),
        (&[], false),
        (&[2, 9, 9], false),
    ] {
        assert_eq!(rise.holds(totals), holds, "{totals:?}");
    }
}

#[test]
fn s3_pcl5_item_16_and_dass21_item_21_from_2_on() {
    for (id, item, name) in [("pcl-5", "pcl5-16", "harm"), ("dass-21", "dass21-21", "meaningless")] {
        let of = |value| safety(&score(measure(id), &[number(item, value)]));
        assert_eq!((of(1), of(2), of(3)), (vec![], vec![("S3", name)], vec![("S3", name)]), "{id}");
    }
}

#[test]
fn every_event_and_number_of_the_rules_that_a_questionnaire_is_gets_there() {
    let measures = &library().measures;
    let answers = measures.iter().flat_map(|measure| &measure.file.scoring.safety);
    let mut events: Vec<&str> = answers.filter_map(|answer| answer.event.as_deref()).collect();
    events.sort_unstable();
    events.dedup();
    let wanted =
        ["asq-acute", "asq-positive", "asq-refused", "cssrs-high", "cssrs-moderate", "item-nine-blank-twice"];
    assert_eq!(events, wanted);
}

proptest! {
    #[test]
    fn the_order_of_answers_never_changes_which_response_fires(
        values in proptest::collection::vec(0_i64..=3, 9),
        said in "[ynr-]{5}",
        turn in 0_usize..9,
    ) {
        let check = |id: &str, given: Vec<Given>| {
            let mut turned = given.clone();
            turned.reverse();
            let by = turn.min(turned.len());
            turned.rotate_left(by);
            let scoring = &measure(id).file.scoring;
            let fired = |given: &[Given]| scoring.fired(given).iter().map(|one| one.id.clone()).collect::<Vec<_>>();
            (fired(&given), fired(&turned))
        };
        let (straight, turned) = check("phq-9", all(measure("phq-9"), &values));
        prop_assert_eq!(straight, turned);
        let (straight, turned) = check("asq", asq(&said));
        prop_assert_eq!(straight, turned);
    }
}
