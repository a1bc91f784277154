//! Whatever is answered: no words of the safety rules clear anybody, and knowing more never weakens what fired.

use hearken_content::{Answer, Facts, Missing, Role, Route, Safety, Setting, Stage, library};
use proptest::prelude::*;

const STAGES: [Stage; 5] = [Stage::Planning, Stage::Before, Stage::Start, Stage::During, Stage::After];
const ROLES: [Role; 6] =
    [Role::Client, Role::Sitter, Role::Coach, Role::Therapist, Role::Prescriber, Role::Practice];

fn safety() -> &'static Safety {
    &library().safety
}

/// Words that clear somebody. Own list of this test, beside that of the check.
const CLEARS: [&str; 14] = [
    "safe",
    "cleared",
    "clear to",
    "fit for",
    "go ahead",
    "you may start",
    "you can start",
    "no risk",
    "suitable",
    "eligible",
    "approved for you",
    "ready",
    "nothing to worry",
    "harmless",
];

fn every_question() -> Vec<String> {
    safety().screening.questions.iter().map(|question| question.id.clone()).collect()
}

fn some_facts() -> impl Strategy<Value = Facts> {
    let answer = prop_oneof![Just(Answer::Yes), Just(Answer::No), Just(Answer::Unsure)];
    let numbers: Vec<String> = safety().rules.numbers.iter().map(|number| number.id.clone()).collect();
    let events: Vec<String> = safety().rules.events.iter().map(|event| event.id.clone()).collect();
    let route = prop_oneof![
        Just(None),
        Just(Some(Route::Esketamine)),
        Just(Some(Route::Sublingual)),
        Just(Some(Route::Im))
    ];
    let setting = prop_oneof![Just(None), Just(Some(Setting::Home)), Just(Some(Setting::Office))];
    (
        prop::collection::btree_map(prop::sample::select(every_question()), answer, 0..70),
        prop::collection::btree_map(
            prop::sample::select(numbers),
            (-5.0..250.0_f64).prop_map(f64::round),
            0..20,
        ),
        prop::collection::btree_set(prop::sample::select(events), 0..10),
        route,
        setting,
    )
        .prop_map(|(answers, numbers, events, route, setting)| Facts {
            answers,
            numbers,
            events,
            route,
            setting,
            ..Facts::default()
        })
}

proptest! {
    #[test]
    fn no_combination_of_answers_yields_words_that_clear_anyone(facts in some_facts()) {
        let result = &safety().screening.result;
        let mut said = vec![result.none.clone(), result.lead.clone(), result.title.clone(), result.open.clone()];
        for stage in STAGES {
            let looked = safety().look(stage, &facts, &safety().limits(), &[]);
            for fired in &looked.fired {
                for role in ROLES {
                    let words = fired.words_for(role);
                    prop_assert_eq!(words.is_some(), fired.rule.sees.contains(&role), "{} {:?}", fired.rule.id, role);
                    said.extend(words.map(str::to_owned));
                }
            }
        }
        for text in said {
            let lower = text.to_lowercase();
            prop_assert!(!CLEARS.iter().any(|word| lower.contains(word)), "{}", text);
            prop_assert!(!text.contains(['{', '}', '!']), "{}", text);
            prop_assert!(!lower.split(|c: char| !c.is_alphabetic()).any(|w| matches!(w, "mg" | "mcg" | "ml")), "{}", text);
        }
    }

    #[test]
    fn knowing_more_never_weakens_what_fired_and_never_fires_what_was_not_open(facts in some_facts(), more in some_facts()) {
        // What happened cannot be unknown: both have the same events, and the same "not sure" for R50.
        let mut fuller = facts.clone();
        for (id, value) in &more.numbers {
            fuller.numbers.entry(id.clone()).or_insert(*value);
        }
        // A question that is not asked at that place, or for that route, is answered by nobody.
        let is_asked = |id: &str| {
            safety().screening.question(id).is_some_and(|one| one.is_asked(facts.route, facts.setting))
        };
        let known = more.answers.iter().filter(|(id, answer)| **answer != Answer::Unsure && is_asked(id));
        for (id, answer) in known {
            fuller.answers.entry(id.clone()).or_insert(*answer);
        }
        fuller.numbers.remove("age");
        let mut facts = facts;
        facts.numbers.remove("age");
        for stage in STAGES {
            let before = safety().look(stage, &facts, &safety().limits(), &[]);
            let after = safety().look(stage, &fuller, &safety().limits(), &[]);
            for was in &before.fired {
                let now = after.fired.iter().find(|one| one.rule.id == was.rule.id);
                prop_assert!(now.is_some_and(|now| now.action >= was.action), "{}", was.rule.id);
            }
            for now in after.fired.iter().filter(|now| !before.fired.iter().any(|was| was.rule.id == now.rule.id)) {
                let was_open = before.unanswered.iter().any(|missing| match missing {
                    Missing::Question(id) => fuller.answers.contains_key(id),
                    Missing::Number(id) => fuller.numbers.contains_key(id),
                    Missing::Route | Missing::Setting => false,
                });
                prop_assert!(was_open, "{}", now.rule.id);
            }
        }
    }
}
