//! The shapes of the journey, short and full.

use hearken_core::{
    Extra, Record,
    agreements::{Kept, Look},
    journey::{
        Answered, Intention, Moment, MomentKind, Person, Programme, Release, Route, Said, Screening, Setting,
        SmallAct, State, Tick, TreatmentSession, Watcher,
    },
};
use hearken_written::unpack;
use jiff::civil::date;

use super::{id, text, when};

fn programme() -> Programme {
    let person =
        |role: &str, phone: &str| Person { role: role.to_owned(), name: text(role), phone: phone.to_owned() };
    Programme {
        name: text("name"),
        route: Route::Intramuscular,
        setting: Setting::Office,
        planned: Some(6),
        spacing_days: Some(14),
        begins: Some(date(2026, 3, 1)),
        ends: Some(date(2026, 6, 1)),
        people: vec![person("prescriber", "+44 20 7946 0958"), person("emergency-contact", "")],
        address: text("address"),
        country: "GB".to_owned(),
        label: text("label"),
        medicines: text("medicines"),
        notes: text("notes"),
        ended: Some(when()),
        extra: Extra::default(),
    }
}

fn session() -> TreatmentSession {
    let tick = |item: &str| Tick { item: item.to_owned(), at: when() };
    TreatmentSession {
        planned: when(),
        state: State::InSession,
        sitter: text("sitter"),
        sitter_phone: text("sitter's phone"),
        ride: text("ride"),
        ticks: vec![tick("room"), tick("agreement")],
        began: Some(when()),
        medicine: Some(when()),
        ended: Some(when()),
        notes: text("notes"),
        ..TreatmentSession::new(id(8))
    }
}

fn screening() -> Screening {
    let answered = |question: &str, said, words: &str| Answered {
        question: question.to_owned(),
        said,
        words: words.to_owned(),
    };
    Screening {
        asked: "before-each".to_owned(),
        when: when(),
        answers: vec![
            answered("heart", Said::Unsure, "its words"),
            answered("fasting", Said::No, ""),
            answered("ride", Said::Yes, ""),
        ],
        numbers: vec![("age".to_owned(), 41)],
        ..Screening::new(id(9))
    }
}

fn release() -> Release {
    Release {
        rule: "R12".to_owned(),
        action: "stop".to_owned(),
        by: text("prescriber"),
        when: when(),
        reason: text("reason"),
        on_paper: true,
        ..Release::new(id(9))
    }
}

fn intention() -> Intention {
    Intention {
        words: text("words"),
        wanted_by: vec![id(2), id(3)],
        about: vec![id(4)],
        conditions: text("conditions"),
        promises: text("promises"),
        came_of_it: text("end"),
        ..Intention::new(id(9))
    }
}

fn moment() -> Moment {
    Moment {
        kind: MomentKind::Vitals,
        when: when(),
        elapsed_ms: Some(2_400_000),
        by: Watcher::Staff,
        part: Some(id(2)),
        words: text("words"),
        numbers: vec![("systolic".to_owned(), 128), ("change".to_owned(), -4)],
        recording: Some(id(5)),
        ..Moment::new(id(9))
    }
}

fn small_act() -> SmallAct {
    SmallAct {
        what: text("what"),
        day: Some(date(2026, 3, 4)),
        place: text("place"),
        part: Some(id(2)),
        obstacle: text("obstacle"),
        looks: vec![Look { when: when(), kept: Kept::Partly, words: text("words") }],
        ..SmallAct::new(id(9))
    }
}

/// A moment of each kind, and of each who may note one, by names that are stored.
fn noted() -> Vec<(&'static str, Record)> {
    let of = |kind, by| Record::from(Moment { kind, by, when: when(), ..Moment::new(id(9)) });
    vec![
        ("moment_part", of(MomentKind::Part, Watcher::Person)),
        ("moment_words", of(MomentKind::Words, Watcher::Sitter)),
        ("moment_voice", of(MomentKind::Voice, Watcher::Person)),
        ("moment_look_in", of(MomentKind::LookIn, Watcher::Sitter)),
        ("moment_wrong", of(MomentKind::Wrong, Watcher::Staff)),
        ("moment_full", moment().into()),
    ]
}

/// A programme of each route.
fn routes() -> Vec<(&'static str, Record)> {
    let by = |route, setting| Record::from(Programme { route, setting, ..Programme::default() });
    vec![
        ("programme_short", by(Route::Sublingual, Setting::Home)),
        ("programme_other", by(Route::Other, Setting::Home)),
        ("programme_iv", by(Route::Intravenous, Setting::Office)),
        ("programme_esketamine", by(Route::Esketamine, Setting::Office)),
        ("programme_full", programme().into()),
    ]
}

/// A session in each state.
fn states() -> Vec<(&'static str, Record)> {
    let at = |state| TreatmentSession { state, planned: when(), ..TreatmentSession::new(id(8)) }.into();
    vec![
        ("session_planned", at(State::Planned)),
        ("session_preparing", at(State::Preparing)),
        ("session_ready", at(State::Ready)),
        ("session_recovering", at(State::Recovering)),
        ("session_integrating", at(State::Integrating)),
        ("session_closed", at(State::Closed)),
        ("session_cancelled", at(State::Cancelled)),
        ("session_full", session().into()),
    ]
}

/// Every vector of the journey by name, with what it says.
pub(super) fn vectors() -> Vec<(&'static str, Record)> {
    let mut vectors = routes();
    vectors.extend(states());
    vectors.extend(noted());
    vectors.extend([
        ("screening_short", Screening { when: when(), ..Screening::new(id(8)) }.into()),
        ("screening_full", screening().into()),
        ("release_full", release().into()),
        ("release_for_answers", Release { answers: vec![id(2), id(3)], ..release() }.into()),
        ("intention_short", Intention { words: "x".to_owned(), ..Intention::new(id(9)) }.into()),
        ("intention_full", intention().into()),
        ("small_act_short", SmallAct { what: "x".to_owned(), ..SmallAct::new(id(9)) }.into()),
        ("small_act_full", small_act().into()),
    ]);
    vectors
}

#[test]
fn shapes_of_the_journey_that_are_not_whole_are_refused() {
    let bad: [(&str, &str, &[u8]); 6] = [
        ("programme by a way that there is not", "programme", b"\x82\xa5route\xa6teapot\xa7setting\xa4home"),
        ("programme at no place", "programme", b"\x81\xa5route\xa2iv"),
        (
            "session of no programme",
            "treatment-session",
            b"\x82\xa7planned\x81\xa2at\x00\xa5state\xa7planned",
        ),
        ("screening about nothing", "screening", b"\x82\xa5asked\xa0\xa4when\x81\xa2at\x00"),
        (
            "moment without its session",
            "moment",
            b"\x83\xa4kind\xa4part\xa4when\x81\xa2at\x00\xa2by\xa6person",
        ),
        ("small act without an act", "small-act", b"\x80"),
    ];
    for (what, kind, bytes) in bad {
        assert!(unpack(kind, 1, bytes).unwrap().is_err(), "{what}");
    }
}
