//! What answers say does not depend on the order in which they were given, nor on answers to questions that are not asked.

use std::time::{Duration, Instant};

use hearken_core::responses::{Answer, Given};
use hearken_measures::{Better, Condition, Count, Fill, Form, Missing, Outcome, SafetyAnswer, SafetyLevel};
use hearken_measures::{MOST_ITEMS, Scale, Scoring, Total};
use proptest::prelude::*;

/// Nine whole numbers, and three more that are asked after a high first one.
fn form() -> Form {
    let plain = (1..=9).map(|at| format!(r#"{{"linkId": "{at}", "type": "integer", "required": true}}"#));
    let hidden = (10..=11).map(|at| {
        format!(
            r#"{{"linkId": "{at}", "type": "integer",
                "enableWhen": [{{"question": "1", "operator": ">", "answerInteger": 2}}]}}"#
        )
    });
    let group = r#"{"linkId": "g", "type": "group",
        "enableWhen": [{"question": "1", "operator": ">", "answerInteger": 2}],
        "item": [{"linkId": "12", "type": "integer"}]}"#;
    let items: Vec<String> = plain.chain(hidden).chain([group.to_owned()]).collect();
    let json = format!("{{\"resourceType\": \"Questionnaire\", \"item\": [{}]}}", items.join(","));
    Form::read(json.as_bytes()).expect("it is read")
}

fn names(items: impl Iterator<Item = u32>) -> Vec<String> {
    items.map(|item| item.to_string()).collect()
}

fn scale(id: &str, items: Vec<String>, most: usize) -> Scale {
    let missing = (most > 0).then_some(Missing { most, fill: Fill::Mean });
    let highest = i64::try_from(items.len() * 3).expect("few");
    Scale {
        id: id.to_owned(),
        name: id.to_owned(),
        items,
        times: 1,
        lowest: 0,
        highest,
        better: Some(Better::Lower),
        missing,
        zero: None,
        loinc: None,
        bands: Vec::new(),
        cuts: Vec::new(),
        reliable: None,
        felt: None,
        response_percent: None,
        remission_below: None,
        case: None,
        sources: Vec::new(),
    }
}

fn reaches(items: Vec<String>, value: i64, least: usize) -> Condition {
    Condition::Count(Count { items, value, but: Vec::new(), least, most: None })
}

fn outcome(id: &str, when: Condition) -> Outcome {
    Outcome { id: id.to_owned(), name: id.to_owned(), words: String::new(), when, sources: Vec::new() }
}

fn safety(id: &str, level: SafetyLevel, when: Condition) -> SafetyAnswer {
    SafetyAnswer {
        id: id.to_owned(),
        level,
        when,
        event: None,
        number: None,
        then: None,
        sources: Vec::new(),
    }
}

fn scoring() -> Scoring {
    let ninth = || vec!["9".to_owned()];
    let high = Condition::Total { scale: "all".to_owned(), from: 14 };
    Scoring {
        scales: vec![scale("all", names(1..=9), 2), scale("more", names(10..=12), 0)],
        outcomes: vec![
            outcome("many", reaches(names(1..=9), 2, 5)),
            outcome("some", reaches(names(1..=9), 2, 2)),
            outcome("more", reaches(names(10..=12), 1, 1)),
        ],
        symptoms: vec![outcome("high", high.clone())],
        courses: Vec::new(),
        safety: vec![
            safety("left-open", SafetyLevel::S2, Condition::Skipped(ninth())),
            safety("ninth", SafetyLevel::S1, reaches(ninth(), 1, 1)),
            safety("high", SafetyLevel::S2, high),
            safety("more", SafetyLevel::S3, reaches(names(10..=12), 3, 1)),
            safety("unasked", SafetyLevel::S3, Condition::Unasked(ninth())),
        ],
    }
}

fn answer() -> impl Strategy<Value = Answer> {
    prop_oneof![8 => (0_i64..4).prop_map(Answer::Number), 1 => Just(Answer::Skipped),
        1 => any::<i64>().prop_map(Answer::Number), 1 => ".{0,3}".prop_map(Answer::Text)]
}

/// Answers to some of the items, to some twice, to some that are not there; and the same in another order.
fn answers() -> impl Strategy<Value = (Vec<Given>, Vec<Given>)> {
    let one = (1_u32..15, answer()).prop_map(|(item, answer)| Given { item: item.to_string(), answer });
    prop::collection::vec(one, 0..20).prop_flat_map(|given| {
        let shuffled = Just(given.clone()).prop_shuffle();
        (Just(given), shuffled)
    })
}

proptest! {
    #[test]
    fn the_order_of_answers_changes_nothing((given, shuffled) in answers()) {
        let (form, scoring) = (form(), scoring());
        prop_assert_eq!(scoring.score(&form, &given), scoring.score(&form, &shuffled));
        prop_assert_eq!(scoring.fired(&given), scoring.fired(&shuffled));
        prop_assert_eq!(form.open(&given), form.open(&shuffled));
    }

    #[test]
    fn answers_to_what_is_not_asked_change_nothing(
        (given, _) in answers(), more in prop::collection::vec((0_u32..3, answer()), 1..5), first in 0_i64..3,
    ) {
        let (form, scoring) = (form(), scoring());
        let is_asked_always = |one: &Given| one.item.parse::<u32>().is_ok_and(|item| (2..10).contains(&item));
        let mut given: Vec<Given> = given.into_iter().filter(is_asked_always).collect();
        given.push(Given { item: "1".to_owned(), answer: Answer::Number(first) });
        let extra = more.into_iter().map(|(at, answer)| Given { item: (10 + at).to_string(), answer });
        let with: Vec<Given> = given.iter().cloned().chain(extra).collect();
        prop_assert_eq!(scoring.score(&form, &given), scoring.score(&form, &with));
    }
}

#[test]
fn an_item_with_two_different_numbers_has_none() {
    let given = |item: &str, number| Given { item: item.to_owned(), answer: Answer::Number(number) };
    let scale = scale("two", names(1..=2), 0);
    let twice = [given("1", 1), given("2", 2), given("2", 2)];
    assert_eq!(scale.total(&twice), Total::Of { points: 3, filled: false });
    let torn = [given("1", 1), given("2", 2), given("2", 3)];
    assert_eq!(scale.total(&torn), Total::NotEnough { answered: 1, of: 2 });
}

#[test]
fn numbers_that_no_questionnaire_comes_near_do_not_break_the_sum() {
    let given: Vec<Given> =
        names(1..=9).into_iter().map(|item| Given { item, answer: Answer::Number(i64::MAX) }).collect();
    let scale = scale("all", names(1..=9), 2);
    assert_eq!(scale.total(&given), Total::Of { points: i64::MAX, filled: false });
    assert_eq!(scale.total(&given[1..]), Total::Of { points: i64::MAX, filled: true });
}

#[test]
fn five_thousand_answers_are_counted_in_little_time() {
    let item = |at: usize| {
        format!(
            r#"{{"linkId": "{at}", "type": "integer", "required": true,
                "enableWhen": [{{"question": "0", "operator": "exists", "answerBoolean": {}}}]}}"#,
            at.is_multiple_of(2)
        )
    };
    let items: Vec<String> = (1..MOST_ITEMS).map(item).collect();
    let json = format!(
        r#"{{"resourceType": "Questionnaire", "item": [{{"linkId": "0", "type": "integer"}}, {}]}}"#,
        items.join(",")
    );
    let form = Form::read(json.as_bytes()).expect("it is read");
    let given: Vec<Given> =
        (0..MOST_ITEMS).map(|at| Given { item: at.to_string(), answer: Answer::Number(1) }).collect();
    let begun = Instant::now();
    assert_eq!(form.counted(&given).count(), MOST_ITEMS / 2);
    assert_eq!(form.open(&given[..MOST_ITEMS / 2]).len(), MOST_ITEMS / 4);
    assert!(begun.elapsed() < Duration::from_millis(500), "{:?}", begun.elapsed());
}
