//! Moments: in their order whatever the clock does, each once, none without what makes it one.

use hearken_core::{
    Refusal,
    breathing::{self, Care, DayRule, DaySaid, Stage},
    journey::{Moment, MomentKind, Watcher, keep_moment, moments_of, note_moment},
    recordings::{self, Recording, SoundKind},
};
use proptest::prelude::*;

use super::*;

/// Words that were said `elapsed` minutes after the beginning, when the clock showed `shown` minutes after it.
fn said(words: &str, elapsed: Option<u64>, shown: i64) -> Moment {
    Moment {
        kind: MomentKind::Words,
        when: minute(shown),
        elapsed_ms: elapsed.map(|minutes| minutes * 60_000),
        words: words.to_owned(),
        ..Moment::new(id(SESSION))
    }
}

fn notes(person: &mut Person, record: RecordId, moment: Moment) -> usize {
    let planned = keep_moment(&person.notebook, record, 0, moment).unwrap();
    person.lands([planned])
}

fn order(person: &Person) -> Vec<&str> {
    moments_of(&person.notebook, id(SESSION)).into_iter().map(|(_, moment)| moment.words.as_str()).collect()
}

#[test]
fn moments_stay_in_order_when_the_clock_is_set_back_an_hour_in_the_middle() {
    let mut person = in_session();
    for (n, (words, elapsed, shown)) in
        [("third", 50, -10), ("first", 10, 10), ("fourth", 90, 30), ("second", 40, 40)]
            .into_iter()
            .enumerate()
    {
        notes(&mut person, id(60 + n as u8), said(words, Some(elapsed), shown));
    }
    assert_eq!(order(&person), ["first", "second", "third", "fourth"]);
}

#[test]
fn a_moment_whose_device_did_not_count_is_placed_by_the_clock() {
    let mut person = in_session();
    let moments = [
        ("fourth", Some(60), 0),
        ("third", None, 45),
        ("before it began", None, -5),
        ("second", Some(30), -30),
        ("first", None, 15),
    ];
    for (n, (words, elapsed, shown)) in moments.into_iter().enumerate() {
        notes(&mut person, id(60 + n as u8), said(words, elapsed, shown));
    }
    assert_eq!(order(&person), ["before it began", "first", "second", "third", "fourth"]);
}

#[test]
fn moments_of_the_same_instant_are_in_the_order_of_their_ids() {
    let mut person = in_session();
    for (record, words) in [(62, "third"), (60, "first"), (61, "second")] {
        notes(&mut person, id(record), said(words, Some(10), 10));
    }
    assert_eq!(order(&person), ["first", "second", "third"]);
}

#[test]
fn a_queue_that_is_sent_twice_lands_once_even_if_something_was_added_since() {
    let mut person = in_session();
    let tap = || Moment { when: minute(5), elapsed_ms: Some(300_000), ..Moment::new(id(SESSION)) };
    assert_eq!(notes(&mut person, id(60), tap()), 1);
    let named = Moment { part: Some(id(PLANNER)), ..tap() };
    person.lands([keep_moment(&person.notebook, id(60), 1, named).unwrap()]);
    assert_eq!(notes(&mut person, id(60), tap()), 0, "sent again");
    let held = moments_of(&person.notebook, id(SESSION));
    assert_eq!((held.len(), held[0].1.part), (1, Some(id(PLANNER))));
    assert_eq!(person.standing(id(60)), [2]);
}

#[test]
fn a_moment_is_nothing_without_its_words_numbers_or_session() {
    let person = in_session();
    let keep = |moment| keep_moment(&person.notebook, id(60), 0, moment).map(|_| ());
    assert_eq!(keep(said(" ", None, 0)), Err(Refusal::Empty));
    let vitals = Moment { kind: MomentKind::Vitals, ..Moment::new(id(SESSION)) };
    assert_eq!(keep(vitals.clone()), Err(Refusal::Empty));
    let many = Moment { numbers: vec![("pulse".to_owned(), 60); 101], ..vitals.clone() };
    assert_eq!(keep(many), Err(Refusal::TooMany { limit: 100 }));
    assert_eq!(keep(Moment { part: Some(id(99)), ..said("x", None, 0) }), Err(Refusal::NotHere));
    assert_eq!(keep(Moment::new(id(PROGRAMME))), Err(Refusal::NotHere));
    for kind in [MomentKind::Part, MomentKind::Voice, MomentKind::LookIn, MomentKind::Wrong] {
        assert_eq!(keep(Moment { kind, ..Moment::new(id(SESSION)) }), Ok(()), "one tap is enough: {kind:?}");
    }
    let taken = Moment { numbers: vec![("systolic".to_owned(), 128)], by: Watcher::Staff, ..vitals };
    assert_eq!((taken.number("systolic"), taken.number("diastolic")), (Some(128), None));
    assert_eq!(keep(taken), Ok(()));
}

#[test]
fn every_name_reads_as_what_it_names() {
    for kind in MomentKind::ALL {
        assert_eq!(MomentKind::from_id(kind.id()), Some(kind));
    }
    for by in Watcher::ALL {
        assert_eq!(Watcher::from_id(by.id()), Some(by));
    }
    for state in State::ALL {
        assert_eq!(State::from_id(state.id()), Some(state));
    }
    assert_eq!((MomentKind::from_id("x"), Watcher::from_id(""), State::from_id("begun")), (None, None, None));
}

#[test]
fn a_voice_note_is_kept_with_its_session_and_erased_with_its_moment() {
    let mut person = in_session();
    let note = Recording {
        run: id(SESSION),
        screen: String::new(),
        when: minute(5),
        kind: SoundKind::Ogg,
        seconds: 9,
        bytes: vec![1],
        extra: hearken_core::Extra::default(),
    };
    let stray = recordings::keep(&person.notebook, id(70), Recording { run: id(PROGRAMME), ..note.clone() });
    assert_eq!(stray, Err(Refusal::NotHere));
    let kept = recordings::keep(&person.notebook, id(70), note).unwrap();
    person.lands(kept);
    assert_eq!(recordings::of_run(&person.notebook, id(SESSION)).len(), 1);
    let voice = Moment { kind: MomentKind::Voice, recording: Some(id(70)), ..Moment::new(id(SESSION)) };
    notes(&mut person, id(60), voice);
    person.erases(id(150), id(60)).unwrap();
    assert!(person.notebook.was_erased(id(70)));
}

proptest! {
    /// Whenever and from wherever they arrive, they are told by how long the session had lasted.
    #[test]
    fn moments_are_told_by_how_long_the_session_had_lasted(
        moments in prop::collection::vec((0..300_u64, -1_000..1_000_i64), 1..30),
    ) {
        let mut person = in_session();
        for (n, (elapsed, shown)) in moments.iter().enumerate() {
            notes(&mut person, id(60 + n as u8), said("x", Some(*elapsed), *shown));
        }
        let told: Vec<_> = moments_of(&person.notebook, id(SESSION)).iter().map(|(_, it)| it.elapsed_ms).collect();
        prop_assert_eq!(told.len(), moments.len());
        prop_assert!(told.is_sorted());
    }
}

#[test]
fn b3_no_breath_to_a_count_is_offered_while_a_session_is_under_way_whatever_was_said() {
    let names: Vec<String> = vec!["slow".to_owned()];
    let rule = DayRule { before: &names, after: &names, lasts_hours: 24, steady_minutes: 60 };
    let stage = |person: &Person| breathing::stage(&person.notebook, &minute(30), &rule);
    let mut person = with_a_session();
    assert_eq!(stage(&person), Some(None), "its day, and nobody said where in it");
    let day = Some(DaySaid { at: minute(10), stage: Stage::Before, steady: true });
    let said = breathing::set(&person.notebook, Care { day, ..Care::default() }).unwrap();
    person.saves([said]);
    assert_eq!(stage(&person), Some(Some((Stage::Before, true))));
    for next in [State::Preparing, State::Ready, State::InSession] {
        goes(&mut person, next, &minute(0));
    }
    assert_eq!(stage(&person), Some(Some((Stage::During, false))));
}

#[test]
fn a_tap_that_is_sent_again_later_is_one_moment_of_the_first_time() {
    let mut person = in_session();
    for (at, landed) in [(5, 1), (7, 0)] {
        let tap = Moment { when: minute(at), ..Moment::new(id(SESSION)) };
        let planned = note_moment(&person.notebook, id(60), tap).unwrap();
        assert_eq!(person.lands(planned), landed);
    }
    let moments = moments_of(&person.notebook, id(SESSION));
    assert_eq!((moments.len(), &moments[0].1.when), (1, &minute(5)));
}
