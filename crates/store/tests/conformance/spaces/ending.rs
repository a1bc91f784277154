//! What is left, and of whom, once somebody is no longer in.

use std::sync::Arc;

use hearken_core::{
    NewRevision, Record, RecordId, Timestamp,
    sharing::{KeyMovedOn, Member, Said},
};
use hearken_seal::{Digest, EntryPlace, sealed_epoch};
use hearken_vault::{
    StoreError, WriteError,
    port::{Append, LogEntry, Membership},
};

use super::{TODAY, WORDS, member, reads, said, sealed_of, two, vault};
use crate::support::{Backend, PASSPHRASE, Person, find, keeper, pass};

pub(crate) async fn whoever_is_no_longer_in_opens_nothing_and_writes_nothing(
    backend: Arc<impl Backend + 'static>,
) {
    let (ada, ben) = two(backend).await;
    let space = ada.shares_a_space_with(&ben).await;
    let shown = ada.shows(space, WORDS).await;
    let old = ada.store.memberships(ben.session.account(), vault(space)).await.unwrap();
    ada.keeper.end_space(&ada.session, space).await.unwrap();
    assert!(!ben.is_in(space).await);
    assert_eq!(sealed_of(&ada, space, shown).await, None, "what was shown is gone");
    assert!(ada.store.memberships(ben.session.account(), vault(space)).await.unwrap().is_empty());
    // What stands there from now on is sealed under a key that was never theirs.
    let mine = ada.in_space(space).await;
    mine.say(TODAY, ada.keeper.new_record_id(), said("for myself")).await.unwrap();
    let entries = ada.store.read(vault(space), 0, 100).await.unwrap();
    let sealed = entries.last().unwrap().sealed.clone().unwrap();
    assert_eq!((sealed_epoch(&sealed).unwrap(), old.len()), (2, 1));
    assert!(mine.faults().is_empty());
    assert!(ada.in_space(space).await.read().get::<Member>(member(&ben)).unwrap().left);
}

/// Something said, in the shape in which a log has it.
fn stored_words() -> Vec<u8> {
    let said = Said { by: RecordId::from_bytes([8; 16]), ..said("believe me") };
    let revision = NewRevision::first(RecordId::from_bytes([9; 16]), Record::from(said));
    hearken_vault::stored::encode(&revision, Timestamp::default())
}

pub(crate) async fn a_view_that_was_open_before_the_end_writes_nothing_after_it(
    backend: Arc<impl Backend + 'static>,
) {
    let (ada, ben) = two(backend).await;
    let space = ada.shares_a_space_with(&ben).await;
    let open = ben.in_space(space).await;
    ada.keeper.end_space(&ada.session, space).await.unwrap();
    let written = open.say(TODAY, ben.keeper.new_record_id(), said("one word more")).await;
    assert!(matches!(written, Err(WriteError::Store(StoreError::NotAMember))), "{written:?}");
    let mine = ada.in_space(space).await;
    assert_eq!(mine.read().all::<Said>().count(), 0);
    assert!(mine.faults().is_empty());
}

pub(crate) async fn whoever_leaves_takes_their_pages_along(backend: Arc<impl Backend + 'static>) {
    let (ada, ben) = two(backend).await;
    let space = ada.shares_a_space_with(&ben).await;
    ada.shows(space, WORDS).await;
    ben.shows(space, "a page of Ben's").await;
    ben.in_space(space).await.say(TODAY, ben.keeper.new_record_id(), said("farewell")).await.unwrap();
    ben.keeper.end_space(&ben.session, space).await.unwrap();
    assert!(!ben.is_in(space).await);
    let mine = ada.in_space(space).await;
    assert_eq!(reads(&mine), [WORDS]);
    assert_eq!(mine.read().all::<Said>().count(), 1, "what was said stays, as a letter does");
    assert!(mine.read().get::<Member>(member(&ben)).unwrap().left);
    assert!(mine.faults().is_empty());
}

pub(crate) async fn whoever_left_has_no_key_of_what_is_written_after_it(
    backend: Arc<impl Backend + 'static>,
) {
    let (ada, ben) = two(backend).await;
    let space = ada.shares_a_space_with(&ben).await;
    let known = ben.key_of(space).await;
    ada.says(space, "come in").await;
    assert!(ada.is_last_open_to(&known, space).await, "the control: so far both have the key");
    ben.keeper.end_space(&ben.session, space).await.unwrap();
    // The first who looks is another program: the one that was open when he left was killed, say.
    drop(ben);
    let ada = ada.restarts().await;
    ada.says(space, "for myself").await;
    assert!(!ada.is_last_open_to(&known, space).await);
    let mine = ada.in_space(space).await;
    assert!(mine.read().all::<Said>().count() == 2 && mine.faults().is_empty());
    let head = ada.store.head(vault(space)).await.unwrap();
    drop(mine);
    let ada = ada.restarts().await;
    let mine = ada.in_space(space).await;
    assert!(mine.read().all::<Said>().count() == 2 && mine.faults().is_empty());
    assert_eq!(ada.store.head(vault(space)).await.unwrap(), head, "it moves on once");
}

pub(crate) async fn a_view_that_was_open_when_the_other_left_writes_nothing_under_the_key_they_know(
    backend: Arc<impl Backend + 'static>,
) {
    let (ada, ben) = two(backend).await;
    let space = ada.shares_a_space_with(&ben).await;
    let known = ben.key_of(space).await;
    let open = ada.in_space(space).await;
    ben.keeper.end_space(&ben.session, space).await.unwrap();
    let head = ada.store.head(vault(space)).await.unwrap();
    // The first time it does not know yet that he left, the second time it does.
    for _ in 0..2 {
        let written = open.say(TODAY, ada.keeper.new_record_id(), said("are you there?")).await;
        assert!(written.is_err(), "{written:?}");
        assert_eq!(ada.store.head(vault(space)).await.unwrap(), head);
    }
    ada.says(space, "for myself").await;
    assert!(!ada.is_last_open_to(&known, space).await);
    assert!(ada.in_space(space).await.faults().is_empty());
}

pub(crate) async fn of_many_who_find_the_other_gone_at_once_one_moves_the_key_on(
    backend: Arc<impl Backend + 'static>,
) {
    let (ada, ben) = two(backend).await;
    let space = ada.shares_a_space_with(&ben).await;
    let beside = ada.keeper.session(&ada.cookie).await.unwrap().unwrap();
    ben.keeper.end_space(&ben.session, space).await.unwrap();
    let looks =
        [&ada.session, &beside, &ada.session, &beside].map(|session| ada.keeper.space(session, space));
    let [a, b, c, d] = looks;
    let (a, b, c, d) = tokio::join!(a, b, c, d);
    for opened in [a, b, c, d] {
        let opened = opened.unwrap().unwrap();
        opened.say(TODAY, ada.keeper.new_record_id(), said("for myself")).await.unwrap();
        assert!(opened.faults().is_empty());
    }
    let mine = ada.in_space(space).await;
    assert_eq!((mine.read().all::<Said>().count(), mine.read().all::<KeyMovedOn>().count()), (4, 1));
    assert!(mine.faults().is_empty());
}

pub(crate) async fn what_the_other_showed_goes_with_the_end_and_what_both_said_stays(
    backend: Arc<impl Backend + 'static>,
) {
    let (ada, ben) = two(backend).await;
    let space = ada.shares_a_space_with(&ben).await;
    let mine = ada.shows(space, WORDS).await;
    let theirs = ben.shows(space, "a page of Ben's").await;
    ada.says(space, "thank you").await;
    ben.says(space, "farewell").await;
    let sealed = sealed_of(&ada, space, theirs).await.expect("it was shown");
    ada.keeper.end_space(&ada.session, space).await.unwrap();
    let open = ada.in_space(space).await;
    assert!(reads(&open).is_empty());
    assert_eq!(open.read().all::<Said>().count(), 2, "what was said stays");
    for page in [mine, theirs] {
        assert_eq!(sealed_of(&ada, space, page).await, None);
    }
    assert!(!find(&ada.backend.everything(), &sealed), "nor does it lie anywhere else");
    assert!(open.faults().is_empty());
}

pub(crate) async fn whoever_closes_their_account_leaves_nothing_that_they_showed(
    backend: Arc<impl Backend + 'static>,
) {
    let (ada, ben) = two(backend).await;
    let space = ada.shares_a_space_with(&ben).await;
    ada.shows(space, WORDS).await;
    ben.shows(space, "a page of Ben's").await;
    let theirs = ada.comes_along().await.shares_a_space_with(&ada).await;
    let shown = ada.shows(theirs, WORDS).await;
    ada.keeper.close_account(&ada.session, &pass(PASSPHRASE)).await.unwrap();
    assert!(!ben.is_in(space).await);
    assert_eq!(ben.store.head(vault(space)).await.unwrap(), None, "a vault that nobody is in is gone");
    assert_eq!(sealed_of(&ben, theirs, shown).await, None);
    assert!(
        ben.store
            .members(vault(theirs))
            .await
            .unwrap()
            .iter()
            .all(|key| key.account != ada.session.account())
    );
}

pub(crate) async fn a_damaged_key_of_a_space_keeps_nobody_from_closing_their_account(
    backend: Arc<impl Backend + 'static>,
) {
    let (ada, ben) = two(backend).await;
    let (broken, whole) = (ada.shares_a_space_with(&ben).await, ada.shares_a_space_with(&ben).await);
    ada.shows(whole, WORDS).await;
    let rows = ada.store.memberships(ada.session.account(), vault(broken)).await.unwrap();
    ada.backend.adds_member(&Membership { epoch: 2, wrapped: vec![7; 90], ..rows[0].clone() });
    // In a program that has not opened it yet.
    let ada = Person { keeper: keeper(ada.store.clone(), &ada.clock), ..ada };
    let (_, session) = ada.unlocks_again().await;
    assert!(matches!(ada.keeper.space(&session, broken).await, Err(StoreError::Damaged(_))));
    ada.keeper.close_account(&session, &pass(PASSPHRASE)).await.unwrap();
    assert_eq!(ada.store.account(session.account()).await.unwrap(), None);
    assert!(ada.store.memberships(session.account(), vault(broken)).await.unwrap().is_empty());
    assert!(!ben.is_in(whole).await, "the others are ended as ever");
}

pub(crate) async fn ending_a_space_twice_is_once(backend: Arc<impl Backend + 'static>) {
    let (ada, ben) = two(backend).await;
    let space = ada.shares_a_space_with(&ben).await;
    ada.shows(space, WORDS).await;
    ada.keeper.end_space(&ada.session, space).await.unwrap();
    let head = ada.store.head(vault(space)).await.unwrap();
    ada.keeper.end_space(&ada.session, space).await.unwrap();
    assert_eq!(ada.store.head(vault(space)).await.unwrap(), head);
    ben.keeper.end_space(&ben.session, space).await.unwrap();
    assert!(ada.in_space(space).await.faults().is_empty());
}

pub(crate) async fn what_the_old_key_sealed_after_the_end_is_not_believed(
    backend: Arc<impl Backend + 'static>,
) {
    let (ada, ben) = two(backend).await;
    let space = ada.shares_a_space_with(&ben).await;
    let old = ben.key_of(space).await;
    ada.keeper.end_space(&ada.session, space).await.unwrap();
    // Ben kept his key and can write to the database. What he seals stands in the chain, and under the wrong key.
    let head = ada.store.head(vault(space)).await.unwrap().unwrap();
    let (record, seq) = (RecordId::from_bytes([9; 16]), head.seq + 1);
    let place =
        EntryPlace { vault: space.bytes(), seq, record: record.bytes(), rev: 1, previous: &head.link };
    let sealed = old.seal_entry(&place, &stored_words());
    let entry = LogEntry {
        seq,
        record,
        rev: 1,
        previous: head.link,
        digest: Digest::of(&sealed),
        sealed: Some(sealed),
    };
    let forged = Append { entries: vec![entry], ..Append::default() };
    ada.store.append(vault(space), head, forged).await.unwrap();
    let mine = ada.in_space(space).await;
    assert_eq!(mine.faults().len(), 1);
    assert!(mine.read().current(record).is_none());
}
