//! Councils and agreements: windows at the same one, what is sent twice, parts that were erased since.

use hearken_core::{
    NewRevision, RecordId, Refusal,
    agreements::{self, Agreement, Kept, Look},
    bonds::{self, Bond, BondKind},
    decisions::{self, Choice, Decision, LookBack, Seat, Seating, Step, Voice},
    exercises::{self, AnswerValue, Side},
    settling,
};
use jiff::civil::date;

use crate::person::{Day, Person, answering, id};

const PLANNER: u8 = 2;
const REST: u8 = 3;
const COUNCIL: u8 = 9;

fn with_two_parts() -> Person {
    let mut person = Person::default();
    person.meets(id(PLANNER), "The Planner").unwrap();
    person.meets(id(REST), "Rest").unwrap();
    person
}

/// A council about a house, with both parts at the table.
fn in_council() -> Person {
    let mut person = with_two_parts();
    let decision = Decision {
        question: "Move, or stay?".to_owned(),
        field: "home".to_owned(),
        options: vec![
            Choice { number: 1, name: "Move".to_owned() },
            Choice { number: 2, name: "Stay".to_owned() },
        ],
        seats: vec![Seat::of(id(PLANNER)), Seat::of(id(REST))],
        ..Decision::default()
    };
    person.saves([decisions::keep(&person.notebook, id(COUNCIL), 0, decision).unwrap()]);
    person
}

fn speaks(part: RecordId, wants: &str) -> impl Fn(&mut Decision) {
    move |decision| {
        let seat = decision.seats.iter_mut().find(|seat| seat.part == part).unwrap();
        seat.voices = vec![Voice { option: 1, wants: wants.to_owned(), ..Voice::default() }];
    }
}

fn changes(person: &mut Person, base: u32, step: Step, change: impl Fn(&mut Decision)) -> usize {
    let planned = decisions::change(&person.notebook, id(COUNCIL), base, step, change).unwrap();
    let planned_len = planned.len();
    person.saves(planned);
    planned_len
}

fn council(person: &Person) -> &Decision {
    person.notebook.get(id(COUNCIL)).unwrap()
}

#[test]
fn two_windows_at_two_steps_both_land_in_one_council() {
    let mut person = in_council();
    changes(&mut person, 1, Step::Voice(id(PLANNER)), speaks(id(PLANNER), "room"));
    changes(&mut person, 1, Step::Voice(id(REST)), speaks(id(REST), "quiet"));
    changes(&mut person, 1, Step::SelfSees, |decision| decision.self_sees = "both are tired".to_owned());
    let wants: Vec<&str> = council(&person).seats.iter().map(|seat| seat.voices[0].wants.as_str()).collect();
    assert_eq!((wants, council(&person).self_sees.as_str()), (vec!["room", "quiet"], "both are tired"));
    assert_eq!(person.standing(id(COUNCIL)), [4]);
}

#[test]
fn two_windows_at_the_same_step_both_stand_and_the_other_steps_stay() {
    let mut person = in_council();
    changes(&mut person, 1, Step::SelfSees, |decision| decision.self_sees = "we are tired".to_owned());
    changes(&mut person, 2, Step::Voice(id(PLANNER)), speaks(id(PLANNER), "room"));
    changes(&mut person, 1, Step::SelfSees, |decision| decision.self_sees = "we are ready".to_owned());
    assert_eq!(council(&person).self_sees, "we are ready");
    assert_eq!(council(&person).seats[0].voices[0].wants, "room");
    let also = person.notebook.also_standing(id(COUNCIL));
    assert_eq!(also.len(), 1, "what the other window kept stands beside it");
    for settled in [1, 0] {
        let planned = settling::settle(&person.notebook, id(COUNCIL)).unwrap();
        assert_eq!(planned.len(), settled);
        person.saves(planned);
    }
    assert_eq!(person.standing(id(COUNCIL)).len(), 1);
    assert_eq!(council(&person).self_sees, "we are ready");
}

#[test]
fn a_step_that_is_sent_again_lands_once() {
    let mut person = in_council();
    assert_eq!(changes(&mut person, 1, Step::Voice(id(REST)), speaks(id(REST), "quiet")), 1);
    assert_eq!(changes(&mut person, 1, Step::Voice(id(REST)), speaks(id(REST), "quiet")), 0);
    let back = || LookBack { when: Day(2).noon(), words: "It was right.".to_owned() };
    for expected in [1, 0] {
        let planned = decisions::look_back(&person.notebook, id(COUNCIL), 2, back(), None).unwrap();
        assert_eq!(planned.len(), expected);
        person.saves(planned);
    }
    assert_eq!(council(&person).looked_back.len(), 1);
}

#[test]
fn a_council_goes_on_when_a_part_of_it_was_erased() {
    let mut person = in_council();
    person.erases(id(20), id(REST)).unwrap();
    changes(&mut person, 1, Step::SelfSees, |decision| decision.self_sees = "it is quieter".to_owned());
    assert_eq!(council(&person).self_sees, "it is quieter");
    let stranger = Decision { seats: vec![Seat::of(id(77))], ..council(&person).clone() };
    let refused = decisions::keep(&person.notebook, id(COUNCIL), 2, stranger).unwrap_err();
    assert_eq!(refused, Refusal::NotHere, "a part that never was cannot sit at the table");
}

#[test]
fn a_standing_seat_is_offered_in_its_own_field_until_it_is_given_up() {
    let mut person = in_council();
    changes(&mut person, 1, Step::Seat(id(PLANNER)), |decision| {
        decision.seats[0].seat = Seating::SitsOut;
        decision.seats[0].standing = true;
    });
    let offered = |field: &str| decisions::standing_seats(&person.notebook, field, id(11)).len();
    assert_eq!((offered("home"), offered("money"), offered("")), (1, 0, 0));
    assert!(decisions::standing_seats(&person.notebook, "home", id(COUNCIL)).is_empty(), "not to itself");
    let next = Decision { seats: vec![Seat::of(id(PLANNER))], ..council(&person).clone() };
    let planned = decisions::keep(&person.notebook, id(10), 0, next).unwrap();
    person.saves([planned]);
    assert!(decisions::standing_seats(&person.notebook, "home", id(11)).is_empty());
}

#[test]
fn an_option_keeps_its_number_for_good() {
    let mut person = in_council();
    changes(&mut person, 1, Step::Voice(id(REST)), |decision| {
        decision.seats[1].voices = vec![Voice { option: 2, ..Voice::default() }];
    });
    changes(&mut person, 2, Step::Question, |decision| decision.options.truncate(1));
    assert_eq!(
        council(&person).next_number(),
        3,
        "what was said of the second option is not said of another"
    );
}

fn agreement() -> Agreement {
    Agreement {
        parts: vec![id(PLANNER)],
        what: "No plans after nine.".to_owned(),
        due: Some(date(1970, 1, 5)),
        ..Agreement::default()
    }
}

fn who_agreed() -> Person {
    let mut person = with_two_parts();
    person.saves([agreements::keep(&person.notebook, id(COUNCIL), 0, agreement()).unwrap()]);
    person
}

fn look(kept: Kept) -> Look {
    Look { when: Day(6).noon(), kept, words: "Most evenings.".to_owned() }
}

#[test]
fn a_look_that_is_sent_again_lands_once_and_a_later_one_beside_it() {
    let mut person = who_agreed();
    for (seen, kept) in [(1, Kept::Partly), (1, Kept::Partly), (2, Kept::Partly), (2, Kept::Yes)] {
        let planned = agreements::look(&person.notebook, id(COUNCIL), seen, look(kept), None).unwrap();
        person.saves(planned);
    }
    let looks: Vec<Kept> =
        person.notebook.get::<Agreement>(id(COUNCIL)).unwrap().looks.iter().map(|look| look.kept).collect();
    assert_eq!(looks, [Kept::Partly, Kept::Partly, Kept::Yes]);
}

#[test]
fn new_terms_keep_how_it_went_and_what_it_was_before() {
    let mut person = who_agreed();
    let planned = agreements::look(&person.notebook, id(COUNCIL), 1, look(Kept::No), None).unwrap();
    person.saves(planned);
    let terms = |agreement: &mut Agreement| agreement.what = "No plans after ten.".to_owned();
    let planned = agreements::renegotiate(&person.notebook, id(COUNCIL), 1, terms).unwrap();
    person.saves(planned);
    let now = person.notebook.get::<Agreement>(id(COUNCIL)).unwrap();
    assert_eq!((now.what.as_str(), now.looks.len()), ("No plans after ten.", 1));
    assert_eq!(person.notebook.history(id(COUNCIL)).len(), 3);
}

#[test]
fn two_windows_with_other_terms_both_stand() {
    let mut person = who_agreed();
    for what in ["No plans after ten.", "No plans on Sundays."] {
        let terms = |agreement: &mut Agreement| agreement.what = what.to_owned();
        let planned = agreements::renegotiate(&person.notebook, id(COUNCIL), 1, terms).unwrap();
        person.saves(planned);
    }
    assert_eq!(person.notebook.also_standing(id(COUNCIL)).len(), 1);
}

#[test]
fn an_agreement_that_was_put_off_waits_until_then() {
    let mut person = who_agreed();
    let due = |person: &Person, day| person.notebook.get::<Agreement>(id(COUNCIL)).unwrap().is_due(day);
    assert!(due(&person, date(1970, 1, 6)));
    let planned = agreements::put_off(&person.notebook, id(COUNCIL), date(1970, 1, 12)).unwrap();
    person.saves(planned);
    assert!(!due(&person, date(1970, 1, 11)) && due(&person, date(1970, 1, 12)));
    let planned = agreements::end(&person.notebook, id(COUNCIL), Day(12).noon()).unwrap();
    person.saves(planned);
    assert!(!due(&person, date(1970, 1, 30)));
    assert!(agreements::end(&person.notebook, id(COUNCIL), Day(13).noon()).unwrap().is_empty());
}

#[test]
fn a_conflict_is_found_from_both_sides_and_not_once_it_is_over() {
    let mut person = with_two_parts();
    let bond = Bond::new(id(PLANNER), BondKind::Conflict, id(REST));
    person.saves([bonds::keep(&person.notebook, id(30), 0, bond).unwrap()]);
    for (one, other) in [(PLANNER, REST), (REST, PLANNER)] {
        let found = bonds::conflict_between(&person.notebook, id(one), id(other)).unwrap();
        assert_eq!(found.0, id(30));
    }
    let planned = bonds::end(&person.notebook, id(30), Day(2).noon()).unwrap();
    person.saves([planned]);
    assert_eq!(bonds::conflict_between(&person.notebook, id(PLANNER), id(REST)), None);
}

#[test]
fn a_run_with_two_sides_tells_each_part_its_own_and_nobody_is_on_both() {
    let mut person = with_two_parts();
    person.begins(id(1));
    for (side, part) in [(Side::One, PLANNER), (Side::Other, REST)] {
        let mut who = answering(id(1), 1, "who", AnswerValue::Done);
        who.side = side;
        let planned = exercises::meet(&person.notebook, who, id(part), None).unwrap();
        person.saves(planned);
    }
    let mut said = answering(id(1), 3, "fears", AnswerValue::Words("never stopping".to_owned()));
    said.side = Side::Other;
    let planned = exercises::answer(&person.notebook, said, |part| part.fears = "never stopping".to_owned());
    person.saves(planned.unwrap());
    assert_eq!(person.notebook.part(id(REST)).unwrap().fears, "never stopping");
    assert_eq!(person.notebook.part(id(PLANNER)).unwrap().fears, "");
    let mut same = answering(id(1), 4, "who", AnswerValue::Done);
    same.side = Side::Other;
    let refused: Result<Vec<NewRevision>, Refusal> =
        exercises::meet(&person.notebook, same, id(PLANNER), None);
    assert_eq!(refused.unwrap_err(), Refusal::SamePart);
}
