//! The content we ship: it passes every check, and the first guide says what it must, letter for letter.

use std::collections::BTreeSet;

use hearken_content::{
    BondField, DemoAnswer, DemoEntry, Input, PartField, Processing, Side, demo, embedded, grade, library,
};
use hearken_core::responses::{Answer, Given};
use hearken_measures::SafetyAnswer;

#[test]
fn the_content_we_ship_passes_every_check() {
    let files: Vec<_> = embedded().map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
    if let Err(faults) = hearken_content::check(&files) {
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        panic!("{}", lines.join("\n"));
    }
}

#[test]
fn meeting_a_protector_has_its_ten_steps_in_order() {
    let guide = library().guide("meet-a-protector", 1).unwrap();
    let steps: Vec<&str> = guide.steps.iter().map(|step| step.id.as_str()).collect();
    assert_eq!(
        steps,
        [
            "quiet-space",
            "breathe",
            "situation",
            "who-protects",
            "invite",
            "ask",
            "listen",
            "thank",
            "reflect",
            "process",
        ]
    );
    let first_prompts: Vec<&str> = guide.steps.iter().map(|step| step.screens[0].prompt.as_str()).collect();
    assert_eq!(
        first_prompts,
        [
            "Find a quiet, comfortable space.",
            "Close your eyes and take a few deep breaths.",
            "Which situation sets off your anxiety or depression?",
            "Who is the part of me that protects me in this situation?",
            "Invite it to come forward. Is it willing?",
            "What is your purpose? What are you trying to achieve or prevent?",
            "Listen with curiosity, compassion and openness.",
            "Thank it for talking with you.",
            "How does this part relate to your anxiety or depression?",
            "Write about it, or talk it over with a therapist or a trusted friend.",
        ]
    );
}

#[test]
fn the_strongest_image_may_be_drawn_and_a_run_begun_before_is_asked_as_it_was() {
    let image = |version| &library().guide("right-after", version).unwrap().screen("image").unwrap().2.input;
    assert!(matches!(image(1), Input::Spoken(_)));
    assert!(matches!(image(2), Input::Drawing(_)));
    assert_eq!(library().newest_guide("right-after").unwrap().version, 2);
}

#[test]
fn the_five_questions_are_asked_letter_for_letter_and_in_order() {
    let guide = library().newest_guide("meet-a-protector").unwrap();
    let ask = guide.steps.iter().find(|step| step.id == "ask").unwrap();
    let asked: Vec<(&str, &[PartField])> =
        ask.screens.iter().map(|screen| (screen.prompt.as_str(), screen.leaves.as_slice())).collect();
    assert_eq!(
        asked[..5],
        [
            ("What is your purpose? What are you trying to achieve or prevent?", &[PartField::Purpose][..]),
            ("How do you feel about the situation or issue?", &[PartField::Feels][..]),
            ("What are you afraid would happen if you didn't play this role?", &[PartField::Fears][..]),
            ("What strengths or positive qualities do you bring to my life?", &[PartField::Gifts][..]),
            ("What do you need from me to feel heard and understood?", &[PartField::Needs][..]),
        ]
    );
    assert!(matches!(ask.screens[5].input, Input::OwnQuestions(_)));
    assert_eq!(ask.screens.len(), 6);
}

#[test]
fn the_guide_fills_what_a_protector_can_say_of_itself_and_no_burden() {
    let guide = library().newest_guide("meet-a-protector").unwrap();
    let mut left: Vec<PartField> = guide.screens().flat_map(|(_, screen)| screen.leaves.clone()).collect();
    left.sort();
    let mut asked = [
        PartField::Name,
        PartField::Manner,
        PartField::Situation,
        PartField::Look,
        PartField::Colour,
        PartField::Shape,
        PartField::Age,
        PartField::Body,
        PartField::Purpose,
        PartField::Feels,
        PartField::Fears,
        PartField::Gifts,
        PartField::Needs,
        PartField::Reflection,
    ];
    asked.sort();
    assert_eq!(left, asked);
}

#[test]
fn the_guide_ends_with_journal_print_or_download() {
    let guide = library().newest_guide("meet-a-protector").unwrap();
    let (_, last) = guide.screens().last().unwrap();
    let Input::Processing(processing) = &last.input else { panic!("the last screen is for processing") };
    let does: Vec<Processing> = processing.ways.iter().map(|way| way.does).collect();
    assert_eq!(does, [Processing::Journal, Processing::Print, Processing::Download]);
}

#[test]
fn the_guide_says_that_it_is_a_starting_point_and_no_advice() {
    let guide = library().newest_guide("meet-a-protector").unwrap();
    for said in ["starting point", "patience", "not medical or therapeutic advice"] {
        assert!(guide.disclaimer.contains(said), "{said}");
    }
}

#[test]
fn the_guide_reads_at_about_age_twelve() {
    let guide = library().newest_guide("meet-a-protector").unwrap();
    let texts = guide.screens().flat_map(|(_, screen)| [screen.prompt.as_str(), screen.help.as_str()]);
    let grade = grade(texts);
    assert!((2.0..=7.0).contains(&grade), "its screens read at grade {grade:.1}");
}

#[test]
fn both_sides_are_asked_the_same_and_have_equal_room() {
    let guide = library().guide("hear-both-sides", 1).unwrap();
    assert!(guide.has_two_sides() && guide.meet_with.as_deref() == Some("meet-a-protector"));
    let of = |side| -> Vec<(&str, &Input, Option<BondField>)> {
        let paired = ["feel-", "willing-", "wants-", "fears-", "thank-", "room-"];
        let is_paired = |id: &str| paired.iter().any(|begins| id.starts_with(begins)) && id != "thank-both";
        let screens = guide.screens().map(|(_, screen)| screen);
        screens
            .filter(|screen| screen.about == side && is_paired(&screen.id))
            .map(|screen| (screen.id.rsplit_once('-').unwrap().0, &screen.input, screen.bond))
            .collect()
    };
    assert_eq!(of(Side::One).len(), 6);
    assert_eq!(of(Side::One), of(Side::Other), "in the same order, with the same ways to answer");
}

#[test]
fn hearing_both_sides_begins_from_self_and_ends_with_thanks_and_the_offer_of_an_agreement() {
    let guide = library().guide("hear-both-sides", 1).unwrap();
    let steps: Vec<&str> = guide.steps.iter().map(|step| step.id.as_str()).collect();
    assert_eq!(steps, ["quiet-space", "sides", "from-self", "one", "other", "room", "close"]);
    let (_, last) = guide.screens().last().unwrap();
    let Input::Processing(processing) = &last.input else { panic!("the last screen is for processing") };
    assert_eq!(processing.ways[0].does, Processing::Agreement);
}

#[test]
fn the_demo_is_three_months_of_an_invented_person() {
    let demo = demo();
    assert!(demo.notice.contains("invented"));
    assert_eq!(demo.parts.len(), 5);
    assert!((40..=50).contains(&demo.entries.len()));
    let days: Vec<u32> = demo.entries.iter().map(|entry| entry.written.days_ago).collect();
    assert!(days.is_sorted_by(|a, b| a >= b) && days[0] >= 85 && days[days.len() - 1] == 0);
    for entry in &demo.entries {
        let words = entry.text.split_whitespace().count();
        assert!((30..=160).contains(&words), "{} has {words} words", entry.id);
    }
}

#[test]
fn the_demo_has_runs_of_old_and_new_guides_and_one_open_in_the_middle() {
    let demo = demo();
    let ended: BTreeSet<&str> =
        demo.runs.iter().filter(|run| run.finished.is_some()).map(|run| run.guide.as_str()).collect();
    let guides =
        ["ask-protectors", "check-in", "intention", "keep-agreement", "meet-a-protector", "right-after"];
    assert_eq!(ended, BTreeSet::from(guides));
    let open: Vec<_> = demo.runs.iter().filter(|run| run.finished.is_none()).collect();
    let [run] = open.as_slice() else { panic!("one run is open") };
    let guide = library().guide(&run.guide, run.version).unwrap();
    let (step, ..) = guide.screen(run.at.as_deref().unwrap()).unwrap();
    assert_eq!(step, 5);
    assert!(matches!(run.answers["purpose"], DemoAnswer::Text(_)));
}

#[test]
fn the_demo_breathes_over_its_months_and_has_a_plan_whose_numbers_are_nobodys() {
    let demo = demo();
    let days: Vec<u32> = demo.breathings.iter().map(|it| it.when.days_ago).collect();
    assert!(days.len() >= 5 && days.is_sorted_by(|a, b| a >= b) && days[0] > 60);
    assert!(demo.breathings.iter().all(|it| it.before.is_some() && it.after.is_some()));
    let plan = demo.plan.as_ref().unwrap();
    let lines = plan.steps.iter().flat_map(|step| &step.entries);
    let phones: Vec<&str> = lines.map(|line| line.phone.as_str()).filter(|phone| !phone.is_empty()).collect();
    // Ofcom keeps these for stories.
    assert!(phones.len() > 1 && phones.iter().all(|phone| phone.starts_with("01632 960 ")), "{phones:?}");
}

#[test]
fn the_demo_answers_questionnaires_twice_before_the_first_session_with_gaps_and_nothing_that_asks_for_help() {
    let demo = demo();
    let first = demo.programme.as_ref().unwrap().sessions[0].began.as_ref().unwrap().days_ago;
    for id in ["phq-9", "gad-7"] {
        let days: Vec<u32> =
            demo.answered.iter().filter(|it| it.measure == id).map(|it| it.when.days_ago).collect();
        let before: Vec<u32> = days.iter().copied().filter(|day| *day > first).collect();
        assert!(before.len() == 2 && before[0] - before[1] >= 7, "{id}: {days:?}");
        assert!(days.is_sorted_by(|a, b| a > b) && days.len() > 5, "{id}: {days:?}");
    }
    assert!(demo.answered.iter().any(|it| it.values.contains('-')), "one answer was left open");
    for one in &demo.answered {
        let measure = library().measure(&one.measure).unwrap();
        let form = measure.form.as_ref().unwrap();
        let given = |(item, number): (&hearken_measures::Item, i64)| Given {
            item: item.link_id.clone(),
            answer: Answer::Number(number),
        };
        let given: Vec<Given> = one.given(form).unwrap().into_iter().map(given).collect();
        assert_eq!(measure.file.scoring.fired(&given), [] as [&SafetyAnswer; 0], "{one:?}");
        for feed in &measure.file.feeds {
            let highest =
                given.iter().filter(|one| feed.highest_of.contains(&one.item)).map(|one| &one.answer);
            assert!(highest.into_iter().all(|one| matches!(one, Answer::Number(..7))), "{one:?}");
        }
    }
}

#[test]
fn the_demo_has_a_programme_with_sessions_that_are_over_and_one_to_come() {
    let programme = demo().programme.as_ref().unwrap();
    let (over, to_come): (Vec<_>, Vec<_>) = programme.sessions.iter().partition(|it| it.began.is_some());
    assert_eq!((over.len(), to_come.len()), (4, 1));
    let days: Vec<u32> = over.iter().filter_map(|it| Some(it.began.as_ref()?.days_ago)).collect();
    let told = |entry: &&DemoEntry| {
        let begins = ["First session", "Second session.", "Third session.", "Fourth session."];
        begins.iter().any(|words| entry.text.trim_start().starts_with(words))
    };
    let told: Vec<u32> = demo().entries.iter().filter(told).map(|entry| entry.written.days_ago).collect();
    assert_eq!(told, days, "the journal tells of the same days");
    let last = over.last().unwrap();
    assert!(last.moments.len() > 5 && !last.intentions.is_empty() && !last.acts.is_empty());
    assert!(programme.people.iter().all(|person| person.phone.starts_with("01632 960 ")));
}

#[test]
fn the_demo_tells_no_dose_and_no_trauma() {
    for entry in &demo().entries {
        let text = entry.text.to_lowercase();
        for word in [" mg", "milligram", "dose", "lozenge", "infusion", "trauma", "abuse", "memory of"] {
            assert!(!text.contains(word), "{}: {word}", entry.id);
        }
    }
}

#[test]
fn every_role_that_a_space_can_have_says_what_it_is_for() {
    let roles = hearken_core::sharing::Role::ALL.map(hearken_core::sharing::Role::id);
    assert_eq!(roles, hearken_content::SHARING_ROLES);
    for role in roles {
        assert_eq!(library().sharing_words.role(role).id, role);
    }
}
