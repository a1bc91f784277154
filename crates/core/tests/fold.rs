//! Folding: any prefix and then the rest is the whole, and nothing depends on how it was cut.

use hearken_core::{
    Extra, NewRevision, Record, RecordId, Revision,
    bonds::{self, Bond, BondKind},
    journey::{self, Moment, Programme, State, TreatmentSession},
    notebook::Prepared,
    parts::{self, Part},
    places::{self, Point},
    readings::{self, Reading, Scale},
    record::UnknownRecord,
    settings::{self, SETTINGS, Settings},
    undo,
};
use proptest::prelude::*;

use crate::person::{Day, Person, everything, folded, id, imported, writing};

/// One thing that somebody does; `n` and `m` say to what.
#[derive(Clone, Debug)]
pub(crate) enum Deed {
    Write { n: u8, base: u32, body: String },
    Settle { n: u8 },
    Import { n: u8, body: String },
    Meet { n: u8, name: String },
    Begin { n: u8 },
    Answer { n: u8, seen: u32, words: String },
    Newer { n: u8 },
    Set { minutes: u16 },
    Tie { n: u8, from: u8, to: u8 },
    Put { n: u8, x: i32 },
    Rate { n: u8, day: u8, level: u8 },
    Plan { n: u8, base: u32, day: u8 },
    Go { n: u8, next: State },
    Note { n: u8, session: u8, words: String },
    Merge { n: u8, into: u8 },
    Undo { n: u8 },
    Erase { n: u8 },
}

pub(crate) fn deed() -> impl Strategy<Value = Deed> {
    let (n, words) = (0..6_u8, "[abé ]{0,3}(harbour|planner|a|b)");
    let state = prop::sample::select(&State::ALL[..]);
    prop_oneof![
        4 => (n.clone(), 0..4_u32, words).prop_map(|(n, base, body)| Deed::Write { n, base, body }),
        1 => n.clone().prop_map(|n| Deed::Settle { n }),
        1 => (n.clone(), words).prop_map(|(n, body)| Deed::Import { n, body }),
        1 => (n.clone(), words).prop_map(|(n, name)| Deed::Meet { n, name }),
        1 => n.clone().prop_map(|n| Deed::Begin { n }),
        2 => (n.clone(), 0..4_u32, words).prop_map(|(n, seen, words)| Deed::Answer { n, seen, words }),
        1 => n.clone().prop_map(|n| Deed::Newer { n }),
        1 => (0..300_u16).prop_map(|minutes| Deed::Set { minutes }),
        2 => (n.clone(), n.clone(), n.clone()).prop_map(|(n, from, to)| Deed::Tie { n, from, to }),
        1 => (n.clone(), -5..5_i32).prop_map(|(n, x)| Deed::Put { n, x }),
        2 => (n.clone(), 1..40_u8, 0..=10_u8).prop_map(|(n, day, level)| Deed::Rate { n, day, level }),
        2 => (n.clone(), 0..4_u32, 1..40_u8).prop_map(|(n, base, day)| Deed::Plan { n, base, day }),
        2 => (n.clone(), state).prop_map(|(n, next)| Deed::Go { n, next }),
        2 => (n.clone(), n.clone(), words).prop_map(|(n, session, words)| Deed::Note { n, session, words }),
        1 => (n.clone(), n.clone()).prop_map(|(n, into)| Deed::Merge { n, into }),
        1 => n.clone().prop_map(|n| Deed::Undo { n }),
        1 => n.prop_map(|n| Deed::Erase { n }),
    ]
}

impl Person {
    /// Does it, or is refused. Records that were erased are not written again: the vault refuses that.
    fn does(&mut self, deed: Deed) {
        let _ = match deed {
            Deed::Write { n, base, body } => {
                self.unless_erased(id(n), |person| person.writes(id(n), base, &body))
            }
            Deed::Settle { n } => self.unless_erased(id(n), |person| {
                let mut settling = writing(id(n), person.rev(id(n)), "settled");
                settling.settles = person.standing(id(n));
                person.keeps(settling)
            }),
            Deed::Import { n, body } => self.unless_erased(id(20 + n), |person| {
                let base = person.rev(id(20 + n));
                person.saves([NewRevision::edit(id(20 + n), base, Record::Journal(imported(n, &body)))]);
                Ok(())
            }),
            Deed::Meet { n, name } => {
                self.unless_erased(id(40 + n), |person| person.meets(id(40 + n), &name))
            }
            Deed::Begin { n } => self.unless_erased(id(60 + n), |person| {
                if person.notebook.current(id(60 + n)).is_none() {
                    person.begins(id(60 + n));
                }
                Ok(())
            }),
            Deed::Answer { n, seen, words } => self.answers(id(60 + n), seen, "situation", &words),
            Deed::Newer { n } => self.unless_erased(id(80 + n), |person| {
                let unknown = UnknownRecord { kind: "dream".to_owned(), version: 4, payload: Extra(vec![n]) };
                let base = person.rev(id(80 + n));
                person.saves([NewRevision::edit(id(80 + n), base, Record::Unknown(unknown))]);
                Ok(())
            }),
            Deed::Set { minutes } => {
                settings::set(&self.notebook, Settings { idle_minutes: minutes, ..Settings::default() })
                    .map(|planned| self.saves([planned]))
            }
            Deed::Tie { n, from, to } => {
                let bond = Bond::new(id(40 + from), BondKind::Conflict, id(40 + to));
                self.unless_erased(id(120 + n), |person| {
                    let base = person.rev(id(120 + n));
                    let planned = bonds::keep(&person.notebook, id(120 + n), base, bond)?;
                    person.saves([planned]);
                    Ok(())
                })
            }
            Deed::Put { n, x } => places::put(&self.notebook, &[(id(40 + n), Point { x, y: 0 })])
                .map(|planned| self.saves(planned)),
            Deed::Rate { n, day, level } => {
                let about = (n > 0).then(|| id(40 + n));
                let mut reading = Reading::of(about, Day(i64::from(day)).noon());
                reading.levels.push((Scale::Guard, level));
                let record = RecordId::from_bytes([
                    u8::try_from(self.log.len()).unwrap(),
                    9,
                    9,
                    9,
                    9,
                    9,
                    9,
                    9,
                    9,
                    9,
                    9,
                    9,
                    9,
                    9,
                    9,
                    9,
                ]);
                readings::check_in(&self.notebook, vec![(record, reading)]).map(|planned| self.saves(planned))
            }
            Deed::Plan { n, base, day } => self.plans_a_session(n, base, day),
            Deed::Go { n, next } => journey::go(&self.notebook, id(100 + n), next, &Day(3).noon())
                .map(|planned| self.saves(planned)),
            Deed::Note { n, session, words } => self.unless_erased(id(112 + n), |person| {
                let part = Some(id(40 + n)).filter(|&part| person.notebook.part(part).is_some());
                let moment = Moment { words, part, ..Moment::new(id(100 + session)) };
                let base = person.rev(id(112 + n));
                person.saves([journey::keep_moment(&person.notebook, id(112 + n), base, moment)?]);
                Ok(())
            }),
            Deed::Merge { n, into } => {
                parts::merge(&self.notebook, id(40 + n), id(40 + into)).map(|planned| self.saves(planned))
            }
            Deed::Undo { n } => undo::undo(&self.notebook, &[id(40 + n)]).map(|planned| self.saves(planned)),
            Deed::Erase { n } => {
                let erasure = id(150 + u8::try_from(self.log.len()).unwrap());
                let record =
                    [n, 20 + n, 40 + n, 60 + n, 80 + n, 100 + n, 112 + n, 120 + n][self.log.len() % 8];
                self.erases(erasure, id(record))
            }
        };
    }

    /// A session of one programme that is begun when it is needed.
    fn plans_a_session(&mut self, n: u8, base: u32, day: u8) -> Result<(), hearken_core::Refusal> {
        if self.notebook.current(id(110)).is_none() {
            self.saves([journey::keep_programme(&self.notebook, id(110), 0, Programme::default())?]);
        }
        let planned = Day(i64::from(day)).noon();
        self.unless_erased(id(100 + n), |person| {
            let session = TreatmentSession { planned, ..TreatmentSession::new(id(110)) };
            person.saves([journey::keep_session(&person.notebook, id(100 + n), base, session)?]);
            Ok(())
        })
    }

    fn unless_erased(
        &mut self,
        record: RecordId,
        deed: impl FnOnce(&mut Self) -> Result<(), hearken_core::Refusal>,
    ) -> Result<(), hearken_core::Refusal> {
        if self.notebook.was_erased(record) { Ok(()) } else { deed(self) }
    }
}

pub(crate) fn history() -> impl Strategy<Value = Person> {
    prop::collection::vec(deed(), 0..40).prop_map(|deeds| {
        let mut person = Person::default();
        deeds.into_iter().for_each(|deed| person.does(deed));
        person
    })
}

impl std::fmt::Debug for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(&self.log).finish()
    }
}

/// The log as a store gives it back: what was erased has no bytes any more and is not seen at all.
fn as_stored(person: &Person) -> Vec<Revision> {
    let live = |revision: &&Revision| !person.notebook.was_erased(revision.record);
    person.log.iter().filter(live).cloned().collect()
}

proptest! {
    #[test]
    fn any_beginning_and_then_the_rest_is_the_whole(person in history(), cut in 0.0..1.0) {
        let cut = (person.log.len() as f64 * cut) as usize;
        let mut notebook = folded(&person.log[..cut]);
        for revision in &person.log[cut..] {
            notebook.apply(Prepared::of(revision.clone()));
        }
        prop_assert_eq!(everything(&notebook), everything(&person.notebook));
    }

    #[test]
    fn what_is_left_on_disk_folds_to_the_same_notebook(person in history()) {
        prop_assert_eq!(everything(&folded(&as_stored(&person))), everything(&person.notebook));
    }

    #[test]
    fn what_is_taken_back_was_never_there(person in history(), n in 0..6_u8, body in "[ab]{1,3}") {
        let before = everything(&person.notebook);
        let Person { mut notebook, .. } = person;
        let what = [
            Record::Journal(imported(8 + n, &body)),
            Record::from(Part { name: body, ..Part::default() }),
            Record::Unknown(UnknownRecord { kind: "dream".to_owned(), version: 1, payload: Extra::default() }),
        ];
        let mut tried = Vec::new();
        for (record, what) in [(id(n), what[0].clone()), (id(40 + n), what[1].clone()), (id(80 + n), what[2].clone())] {
            // A first record and two more on top of each other.
            for settles in [vec![], vec![1], vec![2, 3]] {
                let rev = notebook.current(record).map_or(0, |current| current.rev) + 1;
                if notebook.was_erased(record) {
                    continue;
                }
                let base = rev.saturating_sub(2);
                let revision = Revision { record, rev, base, settles, saved: Default::default(), what: what.clone() };
                notebook.apply(Prepared::of(revision));
                tried.push(record);
            }
        }
        tried.into_iter().rev().for_each(|record| notebook.take_back(record));
        prop_assert_eq!(everything(&notebook), before);
    }
}

#[test]
fn settings_are_the_last_that_were_set_and_stay_within_bounds() {
    let mut person = Person::default();
    assert_eq!(person.notebook.settings(), Settings::default());
    for (asked, set) in [(0, 1), (30, 30), (u16::MAX, 240)] {
        let planned =
            settings::set(&person.notebook, Settings { idle_minutes: asked, ..Settings::default() }).unwrap();
        person.saves([planned]);
        assert_eq!(person.notebook.settings().idle_minutes, set);
    }
    assert_eq!(person.standing(RecordId::from_bytes(SETTINGS)), [3]);
}

#[test]
fn the_journal_is_in_the_order_of_its_days_and_not_of_its_saves() {
    let mut person = Person::default();
    for n in [3, 1, 2] {
        person.saves([NewRevision::first(id(n), Record::Journal(imported(n, "a line")))]);
    }
    let order = |person: &Person| person.notebook.journal().map(|(id, _)| id).collect::<Vec<_>>();
    assert_eq!(order(&person), [id(3), id(2), id(1)]);
    person.saves([NewRevision::edit(id(1), 1, Record::Journal(imported(9, "moved to a later day")))]);
    assert_eq!(order(&person), [id(1), id(3), id(2)]);
    assert_eq!(person.notebook.journal_len(), 3);
}

#[test]
fn taking_back_what_is_not_there_does_nothing() {
    let mut person = Person::default();
    person.begins(id(1));
    let before = everything(&person.notebook);
    person.notebook.take_back(id(2));
    assert_eq!(everything(&person.notebook), before);
}

#[test]
fn what_a_server_that_lags_behind_shows_a_second_time_stands_once() {
    let mut person = Person::default();
    person.writes(id(1), 0, "The harbour.").unwrap();
    person.writes(id(1), 1, "The harbour, and the planner.").unwrap();
    person.meets(id(41), "The Planner").unwrap();
    let before = everything(&person.notebook);
    for again in person.log.clone() {
        person.notebook.apply(Prepared::of(again));
    }
    assert_eq!(everything(&person.notebook), before);
    // Other words of the same number are no second showing: both stand.
    let other = Revision { base: 7, ..person.log[1].clone() };
    person.notebook.apply(Prepared::of(other));
    assert_ne!(everything(&person.notebook), before);
}
