//! The readable twins of a programme and of a session: what a reader without any program finds.

use hearken_core::{
    Extra, Notebook, When,
    agreements::{Kept, Look},
    journey::{
        Answered, Intention, Moment, MomentKind, Person, Programme, Release, Route, Said, Screening, Setting,
        SmallAct, State, Tick, TreatmentSession, Watcher,
    },
    parts::Part,
};
use jiff::civil::date;

use crate::{
    archive::id,
    archive_twins::{noon, notebook, twin_of},
};

/// That many minutes after noon, when the session begins.
fn minute(minutes: i64) -> When {
    let noon = noon();
    When { at: noon.at.plus_seconds(60 * minutes), ..noon }
}

fn programme() -> Programme {
    Programme {
        name: "The spring course".to_owned(),
        route: Route::Intramuscular,
        setting: Setting::Office,
        planned: Some(6),
        spacing_days: Some(14),
        begins: Some(date(2026, 3, 1)),
        people: vec![Person {
            role: "prescriber".to_owned(),
            name: "Dr Ade".to_owned(),
            phone: "+44 20 7946 0958".to_owned(),
        }],
        address: "1 Invented Street".to_owned(),
        country: "GB".to_owned(),
        medicines: "no allergies that I know of".to_owned(),
        ..Programme::default()
    }
}

fn session() -> TreatmentSession {
    TreatmentSession {
        planned: minute(-30),
        state: State::Closed,
        sitter: "Mira".to_owned(),
        sitter_phone: "112233".to_owned(),
        ticks: vec![Tick { item: "room-ready".to_owned(), at: minute(-60) }],
        began: Some(noon()),
        medicine: Some(minute(4)),
        ended: Some(minute(130)),
        ..TreatmentSession::new(id(2))
    }
}

fn screening(about: u8, asked: &str) -> Screening {
    let answered = |question: &str, said, words: &str| Answered {
        question: question.to_owned(),
        said,
        words: words.to_owned(),
    };
    Screening {
        asked: asked.to_owned(),
        when: minute(-120),
        answers: vec![
            answered("heart", Said::Unsure, "once,\nyears ago"),
            answered("ride-home", Said::Yes, ""),
        ],
        ..Screening::new(id(about))
    }
}

fn moments() -> [Moment; 3] {
    let tap =
        Moment { when: minute(20), elapsed_ms: Some(1_200_000), part: Some(id(1)), ..Moment::new(id(3)) };
    let vitals = Moment {
        kind: MomentKind::Vitals,
        when: minute(40),
        by: Watcher::Staff,
        numbers: vec![("systolic".to_owned(), 128), ("diastolic".to_owned(), 80)],
        ..Moment::new(id(3))
    };
    let words = Moment {
        kind: MomentKind::Words,
        when: minute(5),
        elapsed_ms: Some(3_900_000),
        words: "a lighthouse\nin fog".to_owned(),
        ..Moment::new(id(3))
    };
    [words, vitals, tap]
}

fn a_journey() -> Notebook {
    let release = Release {
        rule: "R12".to_owned(),
        by: "Dr Ade".to_owned(),
        when: minute(-90),
        reason: "Seen on Monday.".to_owned(),
        on_paper: true,
        ..Release::new(id(3))
    };
    let intention = Intention {
        words: "To be with what is tired.".to_owned(),
        wanted_by: vec![id(1)],
        promises: "We stop when it says so.".to_owned(),
        ..Intention::new(id(3))
    };
    let act = SmallAct {
        what: "Ten minutes on the bench".to_owned(),
        day: Some(date(2026, 3, 2)),
        part: Some(id(1)),
        obstacle: "rain".to_owned(),
        looks: vec![Look { when: minute(3_000), kept: Kept::Partly, words: "five".to_owned() }],
        extra: Extra::default(),
        ..SmallAct::new(id(3))
    };
    let [words, vitals, tap] = moments();
    notebook([
        (id(1), Part::named("The Planner").expect("a name").into()),
        (id(2), programme().into()),
        (id(3), session().into()),
        (id(4), screening(2, "once").into()),
        (id(5), screening(3, "before-each").into()),
        (id(6), release.into()),
        (id(7), intention.into()),
        (id(8), words.into()),
        (id(9), vitals.into()),
        (id(10), tap.into()),
        (id(11), act.into()),
    ])
}

#[test]
fn a_programme_says_how_with_whom_and_which_sessions() {
    let twin = twin_of(&a_journey(), "journey/the-spring-course.md");
    for said in [
        "kind: \"programme\"\n",
        "route: \"im\"\nsetting: \"office\"\nplanned: 6\nspacing_days: 14\nbegins: \"2026-03-01\"\n",
        "## people\n\n- prescriber: Dr Ade, +44 20 7946 0958",
        "## address\n\n1 Invented Street\nGB",
        "## medicines and allergies\n\nno allergies that I know of",
        "## sessions\n\n- 2026-03-01T10:00:00+01:00, closed",
        "## screening: once, 2026-03-01T08:00:00+01:00\n\n- heart: unsure, once,\n  years ago\n- ride-home: yes",
    ] {
        assert!(twin.contains(said), "{said}\n{twin}");
    }
}

#[test]
fn a_session_says_what_was_said_before_it() {
    let twin = twin_of(&a_journey(), "journey/2026-03-01-1000-session.md");
    for said in [
        "state: \"closed\"\nprogramme: \"The spring course\"\nplanned: \"2026-03-01T09:30:00+01:00\"\n\
         began: \"2026-03-01T10:00:00+01:00\"\nmedicine: \"2026-03-01T10:04:00+01:00\"\n",
        "## sitter\n\nMira, 112233",
        "## done\n\n- room-ready, 2026-03-01T09:00:00+01:00",
        "## screening: before-each, 2026-03-01T08:00:00+01:00\n\n- heart: unsure",
        "## R12\n\nreleased by Dr Ade, 2026-03-01T08:30:00+01:00\n\ntyped from what the person was told\n\nSeen on Monday.",
        "## intention\n\nTo be with what is tired.\n\nwanted by: The Planner\n\npromises: We stop when it says so.",
    ] {
        assert!(twin.contains(said), "{said}\n{twin}");
    }
    assert!(!twin.contains("screening: once"), "that is the programme's");
}

#[test]
fn a_session_says_what_was_noted_in_order_and_how_the_small_act_went() {
    let twin = twin_of(&a_journey(), "journey/2026-03-01-1000-session.md");
    for said in [
        "## what was noted\n\n\
         - 2026-03-01T10:20:00+01:00, 0:20 after it began: a part was here (by person); The Planner\n\
         - 2026-03-01T10:40:00+01:00: vital signs (by staff); systolic 128, diastolic 80\n\
         - 2026-03-01T10:05:00+01:00, 1:05 after it began: words (by person); a lighthouse\n  in fog",
        "## small act\n\nTen minutes on the bench\n\nday: 2026-03-02\n\nwith: The Planner\n\n\
         what may get in the way: rain\n\n### how it went, 2026-03-03T12:00:00+01:00\n\npartly\n\nfive",
    ] {
        assert!(twin.contains(said), "{said}\n{twin}");
    }
}

#[test]
fn a_programme_and_a_session_of_which_little_is_said_have_twins_too() {
    let bare = notebook([
        (id(2), Programme::default().into()),
        (id(3), TreatmentSession { planned: noon(), ..TreatmentSession::new(id(2)) }.into()),
    ]);
    let programme = twin_of(&bare, "journey/programme.md");
    assert!(programme.contains("## sessions\n\n- 2026-03-01T10:00:00+01:00, planned"), "{programme}");
    assert!(!programme.contains("## people"), "{programme}");
    let session = twin_of(&bare, "journey/2026-03-01-1000-session.md");
    assert!(!session.contains("##"), "{session}");
}

#[test]
fn of_whoever_shaking_did_not_wake_it_says_1_or_less_because_nobody_caused_pain() {
    let look = |score| {
        let numbers = vec![("moaas".to_owned(), score)];
        Moment {
            kind: MomentKind::LookIn,
            when: minute(30),
            by: Watcher::Sitter,
            numbers,
            ..Moment::new(id(3))
        }
    };
    let twin = |score| {
        let notebook =
            notebook([(id(2), programme().into()), (id(3), session().into()), (id(8), look(score).into())]);
        twin_of(&notebook, "journey/2026-03-01-1000-session.md")
    };
    assert!(twin(1).contains("(by sitter); moaas 1 or less"), "{}", twin(1));
    assert!(twin(2).contains("(by sitter); moaas 2\n"), "{}", twin(2));
}
