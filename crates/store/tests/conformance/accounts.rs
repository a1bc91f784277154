//! Accounts, their ways in, failed tries, held words, sessions and drafts, as a store sees them.

use std::sync::Arc;

use hearken_core::{AccountId, DraftId, Timestamp, VaultId};
use hearken_vault::{
    Name,
    port::{
        AccountRow, Attempts, Counter, CreateError, DraftRow, HeldRow, Membership, NewAccount, SessionRow,
        Store, Way,
    },
};

use super::people::invitation;
use crate::support::Backend;

pub(super) fn account(n: u8) -> AccountId {
    AccountId::from_bytes([n; 16])
}

pub(super) fn vault(n: u8) -> VaultId {
    VaultId::from_bytes([100 + n; 16])
}

/// What number `n` is called.
pub(super) fn name(n: u8) -> Name {
    Name::new(&format!("Person Number {n}")).unwrap()
}

pub(super) fn new_account(n: u8) -> NewAccount {
    NewAccount {
        first: false,
        invitation: None,
        account: AccountRow {
            id: account(n),
            notebook: vault(n),
            public: vec![n; 40],
            words_confirmed: false,
            made: Timestamp::from_millis(i64::from(n)),
            name: Some(name(n)),
            is_owner: n == 1,
            disabled: false,
        },
        unlockers: vec![(Way::Passphrase, vec![n, 1]), (Way::Recovery, vec![n, 2])],
        membership: Membership {
            vault: vault(n),
            account: account(n),
            epoch: 1,
            wrapped: vec![n, 3],
            commitment: [n; 32],
        },
    }
}

pub(super) async fn make_account(store: &dyn Store, n: u8) -> Result<(), CreateError> {
    store.create_account(&new_account(n)).await
}

pub(super) fn session(n: u8, seen: i64, idle_minutes: u16) -> SessionRow {
    SessionRow {
        id_hash: [n; 32],
        account: account(1),
        sealed: vec![n; 60],
        made: Timestamp::from_millis(5),
        seen: Timestamp::from_millis(seen),
        idle_minutes,
    }
}

pub(super) fn held(n: u8, bytes: usize) -> HeldRow {
    HeldRow { ticket: [n; 16], sealed: vec![n; bytes] }
}

pub(super) fn draft(rev: u32, text: &str) -> DraftRow {
    DraftRow { draft: DraftId::from_bytes([4; 16]), rev, epoch: 1, sealed: text.as_bytes().to_vec() }
}

pub(super) async fn an_account_is_made_whole_or_not_at_all(backend: Arc<impl Backend>) {
    let store = backend.open();
    make_account(&*store, 1).await.unwrap();
    let again = NewAccount { membership: new_account(2).membership, ..new_account(1) };
    assert!(store.create_account(&again).await.is_err());
    assert_eq!(store.accounts().await.unwrap(), [new_account(1).account]);
    assert_eq!(store.head(vault(2)).await.unwrap(), None, "nothing of the second is there");
    assert_eq!(store.memberships(account(1), vault(1)).await.unwrap(), [new_account(1).membership]);
    assert_eq!(store.memberships(account(1), vault(2)).await.unwrap(), []);
}

pub(super) async fn whoever_is_made_the_owner_is_it_alone(backend: Arc<impl Backend + 'static>) {
    let store = backend.open();
    for n in 1..=4 {
        make_account(&*store, n).await.unwrap();
    }
    let owners = async || {
        let accounts = store.accounts().await.unwrap().into_iter();
        accounts.filter(|account| account.is_owner).map(|account| account.id).collect::<Vec<_>>()
    };
    assert_eq!(owners().await, [account(1)]);
    assert!(store.make_owner(account(9)).await.is_err(), "there is nobody of that id");
    assert_eq!(owners().await, [account(1)], "and nothing was changed");
    store.put_invitation(&invitation(1)).await.unwrap();
    store.put_invitation(&invitation(2)).await.unwrap();
    store.make_owner(account(2)).await.unwrap();
    store.make_owner(account(2)).await.unwrap();
    assert_eq!(owners().await, [account(2)]);
    assert_eq!(store.invitation([1; 32]).await.unwrap(), None, "whoever is it no more invites nobody");
    assert!(store.invitation([2; 32]).await.unwrap().is_some());
    store.close_account(account(2)).await.unwrap();
    assert_eq!(owners().await, []);
    let made = [3, 4].map(|n| {
        let store = store.clone();
        tokio::spawn(async move { store.make_owner(account(n)).await.unwrap() })
    });
    for made in made {
        made.await.unwrap();
    }
    assert_eq!(owners().await.len(), 1, "of two at once one is it in the end");
}

pub(super) async fn one_way_in_is_replaced_and_the_other_stays(backend: Arc<impl Backend>) {
    let store = backend.open();
    make_account(&*store, 1).await.unwrap();
    make_account(&*store, 2).await.unwrap();
    store.put_unlocker(account(1), Way::Passphrase, b"another lock").await.unwrap();
    assert_eq!(store.unlocker(account(1), Way::Passphrase).await.unwrap().unwrap(), b"another lock");
    assert_eq!(store.unlocker(account(1), Way::Recovery).await.unwrap().unwrap(), [1, 2]);
    assert_eq!(store.unlocker(account(2), Way::Passphrase).await.unwrap().unwrap(), [2, 1]);
    assert_eq!(store.unlocker(account(3), Way::Passphrase).await.unwrap(), None);
}

pub(super) async fn the_words_of_an_account_that_is_not_there_are_not_confirmed(backend: Arc<impl Backend>) {
    let store = backend.open();
    make_account(&*store, 1).await.unwrap();
    assert!(store.confirm_words(account(2), true).await.is_err());
    store.confirm_words(account(1), true).await.unwrap();
    assert!(store.accounts().await.unwrap()[0].words_confirmed);
}

pub(super) async fn failed_tries_are_counted_for_each_account(backend: Arc<impl Backend>) {
    let store = backend.open();
    make_account(&*store, 1).await.unwrap();
    let tries = Attempts { failures: 7, last: Timestamp::from_millis(-3) };
    for (one, other) in [
        (Counter::Account(account(1)), Counter::Account(account(2))),
        (Counter::Hash([1; 32]), Counter::Hash([2; 32])),
    ] {
        store.put_attempts(one, tries).await.unwrap();
        assert_eq!(store.attempts(one).await.unwrap(), tries);
        assert_eq!(store.attempts(other).await.unwrap(), Attempts::default());
        store.put_attempts(one, Attempts::default()).await.unwrap();
        assert_eq!(store.attempts(one).await.unwrap(), Attempts::default());
    }
}

pub(super) async fn what_is_held_is_bounded_for_each_account(backend: Arc<impl Backend>) {
    let store = backend.open();
    make_account(&*store, 1).await.unwrap();
    make_account(&*store, 2).await.unwrap();
    assert!(store.hold(account(1), &held(1, 60), 100).await.unwrap());
    assert!(!store.hold(account(1), &held(2, 41), 100).await.unwrap(), "one byte too many");
    assert!(store.hold(account(1), &held(3, 40), 100).await.unwrap(), "to the last byte");
    assert!(store.hold(account(2), &held(2, 100), 100).await.unwrap(), "somebody else has room of their own");
    assert_eq!(store.held(account(1)).await.unwrap(), [held(1, 60), held(3, 40)]);
    store.release(account(1), [1; 16]).await.unwrap();
    assert!(store.hold(account(1), &held(2, 41), 100).await.unwrap(), "what was let go makes room");
    assert_eq!(store.held(account(2)).await.unwrap(), [held(2, 100)]);
}

pub(super) async fn a_session_is_replaced_found_and_deleted(backend: Arc<impl Backend>) {
    let store = backend.open();
    store.put_session(&session(1, 10, 15)).await.unwrap();
    store.put_session(&session(2, 10, 15)).await.unwrap();
    store.put_session(&session(1, 99, 30)).await.unwrap();
    assert_eq!(store.session([1; 32]).await.unwrap(), Some(session(1, 99, 30)));
    assert_eq!(store.sessions().await.unwrap(), [session(1, 99, 30), session(2, 10, 15)]);
    store.delete_session([1; 32]).await.unwrap();
    store.delete_session([1; 32]).await.unwrap();
    assert_eq!(store.session([1; 32]).await.unwrap(), None);
    assert_eq!(store.sessions().await.unwrap(), [session(2, 10, 15)]);
}

pub(super) async fn a_draft_is_replaced_by_its_last_text(backend: Arc<impl Backend>) {
    let store = backend.open();
    make_account(&*store, 1).await.unwrap();
    store.put_draft(vault(1), &draft(1, "first")).await.unwrap();
    store.put_draft(vault(1), &draft(2, "second")).await.unwrap();
    assert_eq!(store.drafts(vault(1)).await.unwrap(), [draft(2, "second")]);
    store.delete_draft(vault(1), DraftId::from_bytes([4; 16]), u32::MAX).await.unwrap();
    store.delete_draft(vault(1), DraftId::from_bytes([4; 16]), u32::MAX).await.unwrap();
    assert_eq!(store.drafts(vault(1)).await.unwrap(), []);
}

pub(super) async fn everything_is_there_after_a_restart(backend: Arc<impl Backend>) {
    let store = backend.open();
    make_account(&*store, 1).await.unwrap();
    store.put_draft(vault(1), &draft(1, "first")).await.unwrap();
    store.put_session(&session(1, 10, 15)).await.unwrap();
    store.hold(account(1), &held(1, 60), 100).await.unwrap();
    drop(store);
    let store = backend.open();
    assert_eq!(store.accounts().await.unwrap(), [new_account(1).account]);
    assert_eq!(store.memberships(account(1), vault(1)).await.unwrap(), [new_account(1).membership]);
    assert_eq!(store.drafts(vault(1)).await.unwrap(), [draft(1, "first")]);
    assert_eq!(store.session([1; 32]).await.unwrap(), Some(session(1, 10, 15)));
    assert_eq!(store.held(account(1)).await.unwrap(), [held(1, 60)]);
}
