//! Folding: any prefix and then the rest is the whole, and nothing depends on how it was cut.

use hearken_core::{
    Extra, NewRevision, Record, RecordId, Revision,
    notebook::Prepared,
    parts::Part,
    record::UnknownRecord,
    settings::{self, SETTINGS, Settings},
};
use proptest::prelude::*;

use crate::person::{Person, everything, folded, id, imported, writing};

/// One thing that somebody does; `n` and `m` say to what.
#[derive(Clone, Debug)]
enum Deed {
    Write { n: u8, base: u32, body: String },
    Settle { n: u8 },
    Import { n: u8, body: String },
    Meet { n: u8, name: String },
    Begin { n: u8 },
    Answer { n: u8, seen: u32, words: String },
    Newer { n: u8 },
    Set { minutes: u16 },
    Erase { n: u8 },
}

fn deed() -> impl Strategy<Value = Deed> {
    let (n, words) = (0..6_u8, "[abé ]{0,3}(harbour|planner|a|b)");
    prop_oneof![
        4 => (n.clone(), 0..4_u32, words).prop_map(|(n, base, body)| Deed::Write { n, base, body }),
        1 => n.clone().prop_map(|n| Deed::Settle { n }),
        1 => (n.clone(), words).prop_map(|(n, body)| Deed::Import { n, body }),
        1 => (n.clone(), words).prop_map(|(n, name)| Deed::Meet { n, name }),
        1 => n.clone().prop_map(|n| Deed::Begin { n }),
        2 => (n.clone(), 0..4_u32, words).prop_map(|(n, seen, words)| Deed::Answer { n, seen, words }),
        1 => n.clone().prop_map(|n| Deed::Newer { n }),
        1 => (0..300_u16).prop_map(|minutes| Deed::Set { minutes }),
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
            Deed::Erase { n } => {
                let erasure = id(100 + u8::try_from(self.log.len()).unwrap());
                let record = [id(n), id(20 + n), id(40 + n), id(60 + n), id(80 + n)][self.log.len() % 5];
                self.erases(erasure, record)
            }
        };
    }

    fn unless_erased(
        &mut self,
        record: RecordId,
        deed: impl FnOnce(&mut Self) -> Result<(), hearken_core::Refusal>,
    ) -> Result<(), hearken_core::Refusal> {
        if self.notebook.was_erased(record) { Ok(()) } else { deed(self) }
    }
}

fn history() -> impl Strategy<Value = Person> {
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
            Record::Part(Part { name: body, ..Part::default() }.into()),
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
