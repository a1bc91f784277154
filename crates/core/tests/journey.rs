//! The journey: the ways between states, what is refused, what is sent twice, windows at the same session, clocks that
//! are set back, and what goes when something is erased.

mod after;
mod before;
mod during;
mod office;
mod programmes;
mod sessions;

use hearken_core::{
    NewRevision, RecordId, Timestamp, When,
    journey::{self, Programme, State, TreatmentSession},
};

use crate::person::{Day, Person, id};

const PLANNER: u8 = 2;
const PROGRAMME: u8 = 3;
const SESSION: u8 = 4;

/// That many minutes after the noon of the tenth day, on which the session begins.
fn minute(minutes: i64) -> When {
    When::new(Day(10).noon().at.plus_seconds(60 * minutes), 0)
}

/// Somebody with one part and a programme.
fn in_a_programme() -> Person {
    let mut person = Person::default();
    person.meets(id(PLANNER), "The Planner").unwrap();
    person
        .saves([journey::keep_programme(&person.notebook, id(PROGRAMME), 0, Programme::default()).unwrap()]);
    person
}

fn plan(day: i64) -> TreatmentSession {
    TreatmentSession { planned: Day(day).noon(), ..TreatmentSession::new(id(PROGRAMME)) }
}

fn plans(person: &mut Person, record: RecordId, base: u32, plan: TreatmentSession) {
    let planned = journey::keep_session(&person.notebook, record, base, plan).unwrap();
    person.lands([planned]);
}

/// The same, with a session on the tenth day.
fn with_a_session() -> Person {
    let mut person = in_a_programme();
    plans(&mut person, id(SESSION), 0, plan(10));
    person
}

fn goes(person: &mut Person, next: State, now: &When) -> usize {
    let planned = journey::go(&person.notebook, id(SESSION), next, now).unwrap();
    person.lands(planned)
}

/// The same, begun at noon.
fn in_session() -> Person {
    let mut person = with_a_session();
    for next in [State::Preparing, State::Ready, State::InSession] {
        goes(&mut person, next, &minute(0));
    }
    person
}

fn session(person: &Person) -> &TreatmentSession {
    person.notebook.get(id(SESSION)).unwrap()
}

impl Person {
    /// Saves what was planned as the vault does: what landed before is left out. How many were new.
    fn lands(&mut self, planned: impl IntoIterator<Item = NewRevision>) -> usize {
        let had = |person: &Self, new: &NewRevision| {
            let history = person.notebook.history(new.record).iter();
            history.into_iter().any(|kept| kept.base == new.base && kept.what == new.what)
        };
        let new: Vec<_> = planned.into_iter().filter(|new| !had(self, new)).collect();
        let count = new.len();
        self.saves(new);
        count
    }
}

fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis)
}
