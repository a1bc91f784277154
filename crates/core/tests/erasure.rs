//! Erasing: out of every view, and out of the search.

use hearken_core::{
    Extra, NewRevision, Record, RecordId, Refusal,
    record::UnknownRecord,
    settings::{self, SETTINGS, Settings},
};

use crate::person::{Person, everything, id, imported};

/// Somebody who has one of everything, all of it about a harbour.
fn somebody() -> Person {
    let mut person = Person::default();
    person.writes(id(1), 0, "a walk to the harbour").unwrap();
    person.writes(id(1), 1, "a walk to the old harbour").unwrap();
    person.meets(id(2), "The Harbour Master").unwrap();
    person.begins(id(3));
    person.answers(id(3), 1, "situation", "standing at the harbour").unwrap();
    person.saves([NewRevision::first(id(4), Record::Journal(imported(4, "harbour, from elsewhere")))]);
    let unknown = UnknownRecord { kind: "dream".to_owned(), version: 1, payload: Extra(vec![1]) };
    person.saves([NewRevision::first(id(5), Record::Unknown(unknown))]);
    person
}

#[test]
fn what_is_erased_is_gone_from_every_view_and_from_the_search() {
    let mut person = somebody();
    for (n, record) in (1..=5).map(id).enumerate() {
        person.erases(id(100 + n as u8), record).unwrap();
        assert!(person.notebook.was_erased(record));
        assert!(person.notebook.current(record).is_none() && person.notebook.history(record).is_empty());
        assert!(
            person.notebook.also_standing(record).is_empty() && !person.finds("harbour").contains(&record)
        );
    }
    let notebook = &person.notebook;
    assert_eq!((notebook.journal_len(), notebook.journal().count()), (0, 0));
    assert_eq!((notebook.parts().count(), notebook.runs().count()), (0, 0));
    assert_eq!((notebook.from_source("elsewhere", "4"), notebook.unknown_revisions()), (None, 0));
    assert_eq!(person.finds("harbour"), []);
}

#[test]
fn erasing_one_thing_leaves_the_others_as_they_were() {
    let mut person = somebody();
    person.erases(id(100), id(1)).unwrap();
    assert_eq!(person.finds("harbour"), [id(4), id(3), id(2)]);
    let mut without = somebody();
    without.erases(id(100), id(1)).unwrap();
    assert_eq!(everything(&person.notebook), everything(&without.notebook));
}

#[test]
fn only_what_is_here_can_be_erased_and_erasures_and_settings_cannot() {
    let mut person = somebody();
    person.saves([settings::set(&person.notebook, Settings::default()).unwrap()]);
    person.erases(id(100), id(1)).unwrap();
    assert_eq!(person.erases(id(101), id(1)), Err(Refusal::NotHere));
    assert_eq!(person.erases(id(101), id(50)), Err(Refusal::NotHere));
    // Without the erasure, the erased entry would look like damage.
    assert_eq!(person.erases(id(101), id(100)), Err(Refusal::OtherKind));
    assert_eq!(person.erases(id(101), RecordId::from_bytes(SETTINGS)), Err(Refusal::OtherKind));
}
