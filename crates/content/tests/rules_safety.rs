//! What holds for the safety rules together: the strongest wins and all are listed, releases, limits, and what is open.

use std::collections::{BTreeMap, BTreeSet};

use hearken_content::{
    Action, Answer, Asked, Behind, Facts, Missing, OwnLimit, Release, Role, Route, Safety, Setting, Stage,
    Stops, Tag, library,
};

const ROLES: [Role; 6] =
    [Role::Client, Role::Sitter, Role::Coach, Role::Therapist, Role::Prescriber, Role::Practice];

fn safety() -> &'static Safety {
    &library().safety
}

fn release(rule: &str, action: Action) -> Release {
    Release {
        record: "release".to_owned(),
        rule: rule.to_owned(),
        action,
        by: Role::Prescriber,
        name: "Dr Example".to_owned(),
        at: Some(1_800_000_000),
        reason: "Talked it over by phone".to_owned(),
        on_paper: true,
        recorded: 1_800_000_000_000,
        answers: BTreeSet::new(),
        known: BTreeMap::new(),
    }
}

fn fired(stage: Stage, facts: &Facts, releases: &[Release]) -> Vec<(String, Action, bool)> {
    let looked = safety().look(stage, facts, &safety().limits(), releases);
    let each = looked.fired.iter();
    each.map(|one| (one.rule.id.clone(), one.action, one.released.is_some())).collect()
}

fn strongest(stage: Stage, facts: &Facts, releases: &[Release]) -> Option<Action> {
    safety().look(stage, facts, &safety().limits(), releases).strongest()
}

#[test]
fn the_strongest_action_wins_and_everything_that_fired_is_listed() {
    assert!(Action::Emergency > Action::Stop && Action::Stop > Action::Ask);
    assert!(Action::Ask > Action::Caution && Action::Caution > Action::Info);
    let mut facts = Facts::default();
    facts.answer("high-pressure", Answer::Yes).answer("pregnant", Answer::Yes);
    facts.event("asked-about-medicine").event("flooding").event("chest-pain");
    let listed: Vec<_> =
        fired(Stage::Before, &facts, &[]).into_iter().map(|(id, action, _)| (id, action)).collect();
    let wanted = [
        ("R35", Action::Emergency),
        ("R07", Action::Stop),
        ("R06", Action::Ask),
        ("R45", Action::Caution),
        ("R46", Action::Info),
    ];
    assert_eq!(listed, wanted.map(|(id, action)| (id.to_owned(), action)));
    assert_eq!(strongest(Stage::Before, &facts, &[]), Some(Action::Emergency));
}

#[test]
fn r01_r02_r03_r04_not_sure_counts_as_yes_and_r50_asks_about_every_other() {
    for (rule, question) in
        [("R01", "aneurysm"), ("R02", "brain-bleed"), ("R03", "allergy"), ("R04", "recent-heart")]
    {
        let mut facts = Facts::default();
        facts.answer(question, Answer::Unsure);
        let listed = fired(Stage::Before, &facts, &[]);
        assert!(listed.contains(&(rule.to_owned(), Action::Stop, false)), "{rule}: {listed:?}");
        assert!(listed.contains(&("R50".to_owned(), Action::Ask, false)), "{rule}: {listed:?}");
    }
    for question in &safety().screening.questions {
        let mut facts = Facts::default();
        facts.answer(&question.id, Answer::Unsure);
        assert!(strongest(Stage::Start, &facts, &[]) >= Some(Action::Ask), "{}", question.id);
    }
}

#[test]
fn nothing_said_fires_nothing_and_everything_is_open() {
    let looked = safety().look(Stage::Before, &Facts::default(), &safety().limits(), &[]);
    assert_eq!(looked.fired, []);
    for question in safety().screening.asked(Asked::Once, None, None).filter(|one| one.number.is_none()) {
        assert!(looked.unanswered.contains(&Missing::Question(question.id.clone())), "{}", question.id);
    }
    for missing in [Missing::Route, Missing::Setting, Missing::Number("age".to_owned())] {
        assert!(looked.unanswered.contains(&missing), "{missing:?}");
    }
}

#[test]
fn what_is_not_asked_at_a_place_is_not_open_there() {
    let mut facts = Facts { setting: Some(Setting::Office), route: Some(Route::Iv), ..Facts::default() };
    let open = |facts: &Facts| safety().look(Stage::Start, facts, &safety().limits(), &[]).unanswered;
    let sitter = Missing::Question("sitter-read".to_owned());
    assert!(!open(&facts).contains(&sitter));
    assert!(!open(&facts).contains(&Missing::Number("minutes-since-food".to_owned())));
    facts.setting = Some(Setting::Home);
    assert!(open(&facts).contains(&sitter));
}

#[test]
fn a_number_that_is_none_counts_as_not_given() {
    let mut facts = Facts::default();
    facts.number("pulse", f64::NAN);
    let looked = safety().look(Stage::Start, &facts, &safety().limits(), &[]);
    assert!(looked.unanswered.contains(&Missing::Number("pulse".to_owned())));
}

#[test]
fn r32_no_other_spray_is_an_answer() {
    let mut facts = Facts { route: Some(Route::Esketamine), ..Facts::default() };
    facts.never("minutes-since-nasal");
    let looked = safety().look(Stage::Start, &facts, &safety().limits(), &[]);
    assert!(!looked.unanswered.contains(&Missing::Number("minutes-since-nasal".to_owned())));
    assert!(!looked.fired.iter().any(|fired| fired.rule.id == "R32"));
}

#[test]
fn a_release_lifts_its_own_stop_or_ask_and_no_other() {
    let mut facts = Facts::default();
    facts.answer("pregnant", Answer::Yes).answer("high-pressure", Answer::Yes);
    assert_eq!(strongest(Stage::Before, &facts, &[release("R07", Action::Stop)]), Some(Action::Ask));
    let both = [release("R07", Action::Stop), release("R06", Action::Ask)];
    assert_eq!(strongest(Stage::Before, &facts, &both), None);
    let listed = fired(Stage::Before, &facts, &both);
    assert_eq!(listed.len(), 2, "what was released is still listed: {listed:?}");
    assert!(listed.iter().all(|(.., released)| *released));
    assert_eq!(strongest(Stage::Before, &facts, &[release("R08", Action::Stop)]), Some(Action::Stop));
}

#[test]
fn a_release_without_name_time_or_reason_or_from_somebody_else_lifts_nothing() {
    let mut facts = Facts::default();
    facts.answer("pregnant", Answer::Yes);
    let whole = release("R07", Action::Stop);
    let mut broken = vec![
        Release { name: "  ".to_owned(), ..whole.clone() },
        Release { at: None, ..whole.clone() },
        Release { reason: String::new(), ..whole.clone() },
    ];
    for by in ROLES.into_iter().filter(|by| *by != Role::Prescriber) {
        broken.push(Release { by, ..whole.clone() });
    }
    for one in broken {
        assert_eq!(
            strongest(Stage::Before, &facts, std::slice::from_ref(&one)),
            Some(Action::Stop),
            "{one:?}"
        );
    }
    let recorded = Release { on_paper: false, ..whole.clone() };
    for one in [whole, recorded] {
        assert_eq!(strongest(Stage::Before, &facts, &[one]), None);
    }
}

#[test]
fn r08_a_release_of_what_was_lifts_nothing_that_is_new() {
    let mut facts = Facts::default();
    facts.answer("psychosis-ever", Answer::Yes);
    let past = [release("R08", Action::Ask)];
    assert_eq!(strongest(Stage::Before, &facts, &past), None);
    facts.answer("new-voices", Answer::Yes);
    assert_eq!(strongest(Stage::Before, &facts, &past), Some(Action::Stop));
}

#[test]
fn no_release_lifts_an_emergency_of_no_known_answer_nor_r33_nor_r47() {
    let mut facts = Facts::default();
    facts.event("not-safe").event("took-more").event("chest-pain");
    let releases = ["R13", "R35", "R41"].map(|rule| release(rule, Action::Emergency));
    assert_eq!(strongest(Stage::Before, &facts, &releases), Some(Action::Emergency));
    let mut facts =
        Facts { route: Some(Route::Esketamine), setting: Some(Setting::Home), ..Facts::default() };
    facts.event("fast-breathing-planned").number("fast-breathing-hours", 2.0);
    let releases = ["R33", "R47"].map(|rule| release(rule, Action::Emergency));
    let listed = fired(Stage::Planning, &facts, &releases);
    let stays = |id: &str| listed.contains(&(id.to_owned(), Action::Stop, false));
    assert!(stays("R33") && stays("R47"), "{listed:?}");
    assert_eq!(safety().rule("R47").map(|rule| rule.stops), Some(Stops::ThatPractice));
}

/// What somebody said in one record, so many hours ago.
fn said(answer: &str, value: f64, hours: f64) -> Behind {
    Behind { answer: answer.to_owned(), value, since: 1_700_000_000_000, hours }
}

fn release_for(rule: &str, action: Action, answers: &[&str]) -> Release {
    Release { answers: answers.iter().map(|&id| id.to_owned()).collect(), ..release(rule, action) }
}

#[test]
fn r13_an_emergency_is_released_for_its_very_answers_once_they_are_a_day_old_and_not_before() {
    let releases = [release_for("R13", Action::Emergency, &["one"])];
    let of = |hours: &[(&str, f64)]| {
        let mut facts = Facts::default();
        facts.event("asq-acute");
        for (answer, hours) in hours {
            facts.came_from("asq-acute", said(answer, 1.0, *hours));
        }
        facts
    };
    assert_eq!(strongest(Stage::Before, &of(&[("one", 24.0)]), &releases), None);
    for hours in [0.0, 23.9] {
        let facts = of(&[("one", hours)]);
        assert_eq!(strongest(Stage::Before, &facts, &releases), Some(Action::Emergency), "{hours}");
        let looked = safety().look(Stage::Before, &facts, &safety().limits(), &releases);
        assert!(!looked.fired[0].can_be_released);
    }
    let another = of(&[("one", 100.0), ("two", 30.0)]);
    assert_eq!(strongest(Stage::Before, &another, &releases), Some(Action::Emergency), "it fires anew");
    let both = [release_for("R13", Action::Emergency, &["one", "two"])];
    assert_eq!(strongest(Stage::Before, &another, &both), None);
}

#[test]
fn r13_an_emergency_that_no_answer_is_known_of_or_that_a_release_names_none_of_stays() {
    let mut facts = Facts::default();
    facts.event("asq-acute").came_from("asq-acute", said("one", 1.0, 100.0));
    let lifted = |facts: &Facts, release| strongest(Stage::Before, facts, &[release]).is_none();
    assert!(!lifted(&facts, release("R13", Action::Emergency)), "one that names no answers");
    assert!(!lifted(&facts, release_for("R13", Action::Stop, &["one"])), "one that was given for less");
    assert!(lifted(&facts, release_for("R13", Action::Emergency, &["one"])));
    facts.event("not-safe");
    assert!(!lifted(&facts, release_for("R13", Action::Emergency, &["one"])), "what no answer says");
}

#[test]
fn r14_the_same_answer_given_again_after_the_release_holds_a_session_up_anew() {
    let mut facts = Facts::default();
    facts.number("item-nine", 2.0).came_from("item-nine", said("one", 2.0, 3.0));
    let releases = [release_for("R14", Action::Ask, &["one"])];
    assert_eq!(strongest(Stage::Before, &facts, &releases), None, "an ASK can be answered on the day");
    facts.came_from("item-nine", said("two", 0.0, 1.0));
    assert_eq!(strongest(Stage::Before, &facts, &releases), None, "a 0 is nothing to be released");
    let later = Behind { since: 1_900_000_000_000, ..said("one", 1.0, 0.0) };
    facts.came_from("item-nine", later);
    assert_eq!(strongest(Stage::Before, &facts, &releases), Some(Action::Ask));
}

#[test]
fn r14_r15_a_release_of_an_older_program_is_for_what_had_been_said_by_then() {
    for (rule, id) in [("R14", "item-nine"), ("R15", "asq-positive")] {
        let mut facts = Facts::default();
        facts.number("item-nine", f64::from(rule == "R14"));
        if rule == "R15" {
            facts.event(id);
        }
        facts.came_from(id, said("one", 1.0, 3.0));
        let older = [release(rule, Action::Ask)];
        assert_eq!(strongest(Stage::Before, &facts, &older), None, "{rule}");
        facts.came_from(id, Behind { since: 1_900_000_000_000, ..said("two", 1.0, 1.0) });
        assert_eq!(strongest(Stage::Before, &facts, &older), Some(Action::Ask), "{rule}");
    }
}

#[test]
fn r05_r10_a_release_is_for_what_was_known_when_it_was_given() {
    for (rule, one, other) in [("R05", "stroke", "heart-disease"), ("R10", "lamotrigine", "opioid")] {
        let mut facts = Facts::default();
        facts.answer(one, Answer::Yes).came_from(one, said("first", 1.0, 3.0));
        let looked = safety().look(Stage::Before, &facts, &safety().limits(), &[]);
        assert!(looked.fired[0].answers.contains_key("first"), "{rule}: it names what it would be for");
        let known = BTreeMap::from([(one.to_owned(), Answer::Yes), (other.to_owned(), Answer::No)]);
        let releases = [Release { known, ..release_for(rule, Action::Ask, &["first"]) }];
        assert_eq!(strongest(Stage::Before, &facts, &releases), None, "{rule}");
        facts.answer(other, Answer::Yes).came_from(other, said("second", 1.0, 1.0));
        assert_eq!(strongest(Stage::Before, &facts, &releases), Some(Action::Ask), "{rule}");
    }
}

#[test]
fn r13_a_sitter_reads_what_to_do_and_the_persons_own_device_speaks_to_them() {
    let mut facts = Facts::default();
    facts.event("not-safe").event("chest-pain");
    let looked = safety().look(Stage::During, &facts, &safety().limits(), &[]);
    let said = |rule: &str, on_sitters| {
        let fired = looked.fired.iter().find(|fired| fired.rule.id == rule);
        fired.and_then(|fired| fired.words_while_it_lasts(on_sitters)).unwrap()
    };
    assert!(said("R13", true).contains("Stay with them") && said("R13", false).starts_with("You "));
    assert_eq!(said("R35", true), said("R35", false), "else whoever looks after them is told");
}

#[test]
fn r20_r21_r22_vomiting_is_a_symptom_too() {
    for symptom in ["vomited-again", "vomited-drowsy", "other-symptom"] {
        let mut facts = Facts::default();
        facts.number("systolic", 190.0).number("diastolic", 125.0).event(symptom);
        let at = |stage| fired(stage, &facts, &[]);
        let is = |id: &str| (id.to_owned(), Action::Emergency, false);
        let during = at(Stage::During);
        assert!(during.contains(&is("R22")) && !during.iter().any(|(id, ..)| id == "R21"), "{during:?}");
        assert!(at(Stage::Start).contains(&is("R20")), "{symptom}");
    }
}

#[test]
fn r19_a_practice_can_take_the_other_limit_for_older_people() {
    let mut facts = Facts::default();
    facts.number("systolic", 145.0).number("diastolic", 80.0).number("age", 65.0);
    assert_eq!(strongest(Stage::Start, &facts, &[]), Some(Action::Ask));
    let mut own = safety().clone();
    own.own_limits = vec![OwnLimit { id: "pre-systolic-older".to_owned(), value: 150 }];
    let looked = |facts: &Facts| own.look(Stage::Start, facts, &own.limits(), &[]).strongest();
    assert_eq!(looked(&facts), None);
    assert_eq!(looked(facts.number("systolic", 151.0)), Some(Action::Ask));
    facts.number("systolic", 145.0);
    assert_eq!(looked(facts.number("age", 64.0)), Some(Action::Ask));
    facts.numbers.remove("age");
    assert_eq!(looked(&facts), Some(Action::Ask), "an age that is not known has the stricter limit");
}

#[test]
fn r40_thanks_and_does_not_accuse() {
    let mut facts = Facts::default();
    facts.answer("medicine-count", Answer::Yes);
    let looked = safety().look(Stage::Before, &facts, &safety().limits(), &[]);
    let words = looked.fired[0].words_for(Role::Client).expect("the person sees it");
    assert!(words.starts_with("Thank you for saying so."));
    for word in ["abus", "misus", "addict", "should", "fault", "wrong", "must", "stole", "illegal", "why"] {
        assert!(!words.to_lowercase().contains(word), "{word}: {words}");
    }
}

#[test]
fn every_rule_names_sources_with_tags_and_every_limit_is_in_its_words_as_set() {
    let safety = safety();
    for rule in &safety.rules.rules {
        let tags: Vec<Tag> =
            rule.sources.iter().map(|id| safety.source(id).expect("it is there").tag).collect();
        assert!(!tags.is_empty(), "{}", rule.id);
    }
    let mut own = safety.clone();
    own.own_limits = vec![OwnLimit { id: "settled-hours".to_owned(), value: 6 }];
    let mut facts = Facts::default();
    facts.answer("settled", Answer::No).since_start(361.0);
    let looked = own.look(Stage::During, &facts, &own.limits(), &[]);
    let words =
        looked.fired.iter().find(|fired| fired.rule.id == "R42").and_then(|one| one.words_for(Role::Sitter));
    assert!(words.is_some_and(|words| words.contains("6 hours after")), "{words:?}");
}

#[test]
fn k1_k2_and_k3_name_the_rules_that_bring_them_up_and_those_act_so() {
    for (help, response) in [("K1", None), ("K2", Some(Action::Ask)), ("K3", Some(Action::Caution))] {
        let display = library().display.rule(help).expect("it is there");
        for id in display.triggers.iter().filter(|id| id.starts_with('R')) {
            let rule = safety().rule(id).expect("it is there");
            assert_eq!(rule.action, response.unwrap_or(Action::Emergency), "{id}");
        }
    }
}
