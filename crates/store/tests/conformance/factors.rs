//! Passkeys, codes and what waits, as a store sees them.

use std::sync::Arc;

use hearken_core::Timestamp;
use hearken_vault::port::{FactorRow, PendingRow};

use super::accounts::{account, make_account};
use crate::support::{Backend, find};

pub(super) fn factor(n: u8) -> FactorRow {
    FactorRow {
        account: account(n),
        id: [n; 32],
        sealed: vec![n; 40],
        unlocker: (n == 1).then(|| vec![0xe0; 50]),
        used: u64::from(n),
        made: Timestamp::from_millis(i64::from(n)),
        seen: None,
    }
}

pub(super) fn pending(n: u8) -> PendingRow {
    PendingRow {
        id_hash: [n; 32],
        account: Some(account(n)),
        sealed: vec![n; 62],
        ends: Timestamp::from_millis(1_000),
    }
}

pub(super) async fn a_factor_is_added_resealed_used_and_deleted(backend: Arc<impl Backend>) {
    let store = backend.open();
    make_account(&*store, 1).await.unwrap();
    let (first, second) = (factor(1), FactorRow { account: account(1), ..factor(2) });
    for row in [&second, &first, &factor(3)] {
        store.put_factor(row).await.unwrap();
    }
    assert_eq!(store.factors(account(1)).await.unwrap(), [first.clone(), second.clone()], "the oldest first");
    assert_eq!(store.factor(account(1), [2; 32]).await.unwrap(), Some(second.clone()));
    assert_eq!(store.factor(account(2), [2; 32]).await.unwrap(), None, "it is of another");
    store.reseal_factor(account(1), [1; 32], b"other words").await.unwrap();
    let at = Timestamp::from_millis(77);
    assert!(store.use_factor(&first, 9, at).await.unwrap());
    let used = FactorRow { sealed: b"other words".to_vec(), used: 9, seen: Some(at), ..first.clone() };
    assert_eq!(store.factor(account(1), [1; 32]).await.unwrap(), Some(used.clone()));
    store.put_factor(&first).await.unwrap();
    assert_eq!(store.factor(account(1), [1; 32]).await.unwrap(), Some(first), "it is replaced whole");
    store.delete_factor(account(1), [1; 32]).await.unwrap();
    store.reseal_factor(account(1), [1; 32], b"again").await.unwrap();
    assert_eq!(store.factors(account(1)).await.unwrap(), [second], "what is gone stays gone");
    assert_eq!(store.factors(account(3)).await.unwrap(), [factor(3)]);
    assert!(!find(&backend.everything(), &[0xe0; 50]), "what is deleted is overwritten");
}

pub(super) async fn of_many_who_use_one_number_at_once_one_is_told_yes(backend: Arc<impl Backend>) {
    let store = backend.open();
    make_account(&*store, 1).await.unwrap();
    let row = factor(1);
    store.put_factor(&row).await.unwrap();
    let tries = (0..8).map(|_| {
        let (store, row) = (store.clone(), row.clone());
        tokio::spawn(async move { store.use_factor(&row, 2, Timestamp::from_millis(5)).await.unwrap() })
    });
    let mut told = Vec::new();
    for tried in tries.collect::<Vec<_>>() {
        told.push(tried.await.unwrap());
    }
    assert_eq!(told.iter().filter(|yes| **yes).count(), 1, "{told:?}");
}

pub(super) async fn what_waits_is_taken_once_and_forgotten_once_it_is_over(backend: Arc<impl Backend>) {
    let store = backend.open();
    let challenge = PendingRow { account: None, sealed: Vec::new(), ..pending(2) };
    for row in [&pending(1), &challenge, &pending(3)] {
        store.put_pending(row).await.unwrap();
    }
    assert_eq!(store.pending([1; 32]).await.unwrap(), Some(pending(1)));
    assert_eq!(store.pending([2; 32]).await.unwrap(), Some(challenge));
    assert!(store.take_pending([1; 32]).await.unwrap());
    assert!(!store.take_pending([1; 32]).await.unwrap());
    assert_eq!(store.pending([1; 32]).await.unwrap(), None);
    let never = Timestamp::from_millis(-1);
    store.forget_ended(Timestamp::from_millis(999), never).await.unwrap();
    assert!(store.pending([3; 32]).await.unwrap().is_some());
    store.forget_ended(Timestamp::from_millis(1_000), never).await.unwrap();
    assert_eq!(store.pending([3; 32]).await.unwrap(), None);
}
