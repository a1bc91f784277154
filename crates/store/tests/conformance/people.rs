//! Several people, as a store sees them: names, invitations, counts, and the end of an account.

use std::sync::Arc;

use hearken_core::Timestamp;
use hearken_vault::{
    Name,
    port::{
        AccountRow, Append, AsideRow, Attempts, Counter, CreateError, FeedRow, InvitationRow, JoiningRow,
        LogEntry, Membership, NewAccount, SessionRow, SittingRow, SittingState, SpaceInvitation, Store,
    },
};

use super::accounts::{account, draft, held, make_account, name, new_account, session, vault};
use super::factors::{factor, pending};
use super::mails::mail;
use crate::support::{Backend, find};

pub(super) fn invitation(n: u8) -> InvitationRow {
    InvitationRow {
        id_hash: [n; 32],
        by: account(n),
        made: Timestamp::from_millis(5),
        ends: Timestamp::from_millis(1_000),
    }
}

/// A session of somebody, on a day of its own.
fn session_of(n: u8, whose: u8, made: i64, seen: i64) -> SessionRow {
    let made = Timestamp::from_millis(made);
    SessionRow { account: account(whose), made, ..session(n, seen, 15) }
}

pub(super) async fn a_name_is_found_as_it_is_compared_and_nobody_else_takes_it(backend: Arc<impl Backend>) {
    let store = backend.open();
    let nameless = AccountRow { name: None, ..new_account(3).account };
    make_account(&*store, 1).await.unwrap();
    make_account(&*store, 2).await.unwrap();
    store.create_account(&NewAccount { account: nameless.clone(), ..new_account(3) }).await.unwrap();
    assert_eq!(store.account(account(2)).await.unwrap(), Some(new_account(2).account));
    assert_eq!(store.account_named("person number 2").await.unwrap(), Some(new_account(2).account));
    assert_eq!(store.account_named("").await.unwrap(), Some(nameless));
    assert_eq!(store.account_named("Person Number 2").await.unwrap(), None, "names are compared folded");
    assert_eq!(store.some_accounts(2).await.unwrap().len(), 2);
    let shouted = Name::new("PERSON NUMBER 1").unwrap();
    assert!(!store.set_name(account(2), &shouted).await.unwrap(), "somebody has it");
    assert_eq!(store.account(account(2)).await.unwrap(), Some(new_account(2).account));
    assert!(store.set_name(account(1), &shouted).await.unwrap(), "one's own may be written in another way");
    assert_eq!(store.account(account(1)).await.unwrap().unwrap().name, Some(shouted));
    assert!(store.set_name(account(1), &Name::new("Ada").unwrap()).await.unwrap());
    assert_eq!(store.account_named("ada").await.unwrap().unwrap().id, account(1));
    assert!(store.set_name(account(2), &name(1)).await.unwrap(), "a name that was given up is free");
    assert!(store.set_name(account(3), &Name::new("Eve").unwrap()).await.unwrap());
    assert_eq!(store.account_named("").await.unwrap(), None, "whoever has a name is nameless no more");
    assert!(store.set_name(account(9), &Name::new("Nobody").unwrap()).await.is_err());
}

pub(super) async fn an_invitation_makes_one_account_and_no_second(backend: Arc<impl Backend>) {
    let store = backend.open();
    make_account(&*store, 1).await.unwrap();
    store.put_invitation(&invitation(1)).await.unwrap();
    assert_eq!(store.invitation([1; 32]).await.unwrap(), Some(invitation(1)));
    let invited = |n| NewAccount { invitation: Some([1; 32]), ..new_account(n) };
    let taken =
        NewAccount { account: AccountRow { name: Some(name(1)), ..new_account(2).account }, ..invited(2) };
    assert!(matches!(store.create_account(&taken).await, Err(CreateError::NameTaken)));
    assert!(store.invitation([1; 32]).await.unwrap().is_some(), "a name that was taken uses nothing up");
    store.create_account(&invited(2)).await.unwrap();
    assert!(matches!(store.create_account(&invited(3)).await, Err(CreateError::NotInvited)));
    assert_eq!(store.account_named("person number 3").await.unwrap(), None, "nothing of it was kept");
    assert_eq!(store.invitation([1; 32]).await.unwrap(), None);
}

pub(super) async fn only_one_of_many_at_once_is_first_or_takes_a_name(backend: Arc<impl Backend>) {
    let store = backend.open();
    let first = |n| NewAccount { first: true, ..new_account(n) };
    let tries = (1..=6).map(|n| {
        let store = store.clone();
        tokio::spawn(async move { store.create_account(&first(n)).await.is_ok() })
    });
    let mut made = 0;
    for tried in tries.collect::<Vec<_>>() {
        made += u32::from(tried.await.unwrap());
    }
    assert_eq!(made, 1);
    for n in 11..=16 {
        make_account(&*store, n).await.unwrap();
    }
    let wanted = Name::new("Wanted").unwrap();
    let tries = (11..=16).map(|n| {
        let (store, wanted) = (store.clone(), wanted.clone());
        tokio::spawn(async move { store.set_name(account(n), &wanted).await.unwrap() })
    });
    let mut taken = 0;
    for tried in tries.collect::<Vec<_>>() {
        taken += u32::from(tried.await.unwrap());
    }
    assert_eq!(taken, 1);
    for n in 11..=16 {
        let row = store.account(account(n)).await.unwrap().unwrap();
        let folded = row.name.as_ref().unwrap().folded();
        assert_eq!(store.account_named(folded).await.unwrap().unwrap().id, account(n));
    }
}

pub(super) async fn of_many_who_count_at_once_each_is_counted(backend: Arc<impl Backend>) {
    let store = backend.open();
    for counter in [Counter::Hash([7; 32]), Counter::Account(account(1))] {
        let counts = (0..8).map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                loop {
                    let seen = store.attempts(counter).await.unwrap();
                    let next = Attempts { failures: seen.failures + 1, last: Timestamp::from_millis(9) };
                    if store.swap_attempts(counter, seen, next).await.unwrap() {
                        return;
                    }
                }
            })
        });
        for count in counts.collect::<Vec<_>>() {
            count.await.unwrap();
        }
        assert_eq!(store.attempts(counter).await.unwrap().failures, 8);
        let stale = Attempts { failures: 3, last: Timestamp::from_millis(9) };
        assert!(!store.swap_attempts(counter, stale, Attempts::default()).await.unwrap());
    }
}

pub(super) async fn what_has_rested_for_a_day_is_forgotten(backend: Arc<impl Backend>) {
    let store = backend.open();
    let at = Timestamp::from_millis;
    let count = |last| Attempts { failures: 5, last: at(last) };
    store.put_attempts(Counter::Hash([1; 32]), count(10)).await.unwrap();
    store.put_attempts(Counter::Hash([2; 32]), count(11)).await.unwrap();
    store.put_attempts(Counter::Account(account(1)), count(10)).await.unwrap();
    store.put_attempts(Counter::SecondStep(account(1)), count(10)).await.unwrap();
    store.put_invitation(&invitation(1)).await.unwrap();
    store.forget_ended(at(999), at(10)).await.unwrap();
    assert_eq!(store.attempts(Counter::Hash([1; 32])).await.unwrap(), Attempts::default());
    assert_eq!(store.attempts(Counter::Hash([2; 32])).await.unwrap(), count(11));
    for lasting in [Counter::Account(account(1)), Counter::SecondStep(account(1))] {
        assert_eq!(store.attempts(lasting).await.unwrap(), count(10), "that is an account's");
    }
    assert!(store.invitation([1; 32]).await.unwrap().is_some());
    store.forget_ended(at(1_000), at(10)).await.unwrap();
    assert_eq!(store.invitation([1; 32]).await.unwrap(), None);
}

pub(super) async fn sessions_are_found_by_whose_they_are_and_once_they_are_over(backend: Arc<impl Backend>) {
    let store = backend.open();
    let (minute, day) = (60_000, 86_400_000);
    let quiet = session_of(1, 1, 5, 10);
    let old = session_of(2, 2, 5 - day, 14 * minute);
    let fresh = session_of(3, 2, 5, 14 * minute);
    for row in [&quiet, &old, &fresh] {
        store.put_session(row).await.unwrap();
    }
    assert_eq!(store.sessions_of(account(1)).await.unwrap(), std::slice::from_ref(&quiet));
    assert_eq!(store.sessions_of(account(2)).await.unwrap(), [old.clone(), fresh.clone()]);
    let over = async |now| store.sessions_over(Timestamp::from_millis(now), 10).await.unwrap();
    assert_eq!(over(4).await, []);
    assert_eq!(over(5).await, std::slice::from_ref(&old), "a day is over, used or not");
    let mut both = over(15 * minute + 10).await;
    both.sort_by_key(|row| row.id_hash);
    assert_eq!(both, [quiet, old]);
    assert_eq!(store.sessions_over(Timestamp::from_millis(day * 3), 2).await.unwrap().len(), 2, "so many");
    assert_eq!(store.sessions_standing(&[[3; 32], [9; 32]]).await.unwrap(), [[3; 32]]);
}

pub(super) async fn whoever_is_shut_out_has_no_session_left(backend: Arc<impl Backend>) {
    let store = backend.open();
    make_account(&*store, 1).await.unwrap();
    make_account(&*store, 2).await.unwrap();
    store.put_session(&session_of(1, 1, 5, 10)).await.unwrap();
    store.put_session(&session_of(2, 2, 5, 10)).await.unwrap();
    store.put_invitation(&invitation(1)).await.unwrap();
    store.put_invitation(&invitation(2)).await.unwrap();
    store.set_disabled(account(1), true).await.unwrap();
    assert_eq!(store.invitation([1; 32]).await.unwrap(), None, "nor lets anybody in");
    assert!(store.invitation([2; 32]).await.unwrap().is_some());
    assert!(store.account(account(1)).await.unwrap().unwrap().disabled);
    assert_eq!(store.sessions().await.unwrap(), [session_of(2, 2, 5, 10)]);
    store.set_disabled(account(1), false).await.unwrap();
    assert_eq!(store.account(account(1)).await.unwrap(), Some(new_account(1).account));
    assert!(store.set_disabled(account(9), true).await.is_err());
}

/// Fills every table with something of that person.
async fn lives_here(store: &dyn Store, n: u8) {
    make_account(store, n).await.unwrap();
    let head = store.head(vault(n)).await.unwrap().unwrap();
    let entry = LogEntry {
        seq: 1,
        record: hearken_core::RecordId::from_bytes([n; 16]),
        rev: 1,
        previous: head.link,
        digest: hearken_seal::Digest([n; 32]),
        sealed: Some(vec![n; 40]),
    };
    store.append(vault(n), head, Append { entries: vec![entry], ..Append::default() }).await.unwrap();
    store.put_draft(vault(n), &draft(1, &format!("{n:02}").repeat(20))).await.unwrap();
    store.hold(account(n), &held(n, 60), 100).await.unwrap();
    store.put_session(&session_of(n, n, 5, 10)).await.unwrap();
    let feed = FeedRow { id_hash: [n; 32], vault: vault(n), kept: vec![n; 20], sealed: vec![n; 20] };
    store.put_feed(&feed).await.unwrap();
    store.put_invitation(&invitation(n)).await.unwrap();
    store.put_space_invitation(&space_invitation(n)).await.unwrap();
    store.put_factor(&factor(n)).await.unwrap();
    store.put_pending(&pending(n)).await.unwrap();
    let count = Attempts { failures: 2, last: Timestamp::from_millis(9) };
    store.put_attempts(Counter::Account(account(n)), count).await.unwrap();
    store.put_attempts(Counter::SecondStep(account(n)), count).await.unwrap();
    store.put_attempts(name(n).counter(), count).await.unwrap();
    assert!(store.begin_sitting(&sitting(n)).await.unwrap());
    let ends = Timestamp::from_millis(9);
    let joining =
        JoiningRow { id_hash: [n; 32], account: account(n), made_by: [n; 32], sealed: vec![n; 20], ends };
    store.put_joining(&joining).await.unwrap();
    let (name, pieces) = ([n; 16], vec![vec![n; 20]; 2]);
    let aside = AsideRow { id_hash: [n; 32], name, account: account(n), pieces, ends };
    store.put_aside(&aside, [0; 16]).await.unwrap();
    store.note_parted([n; 32], account(n), ends).await.unwrap();
    assert!(store.swap_mail(None, &mail(n, 5)).await.unwrap());
}

fn sitting(n: u8) -> SittingRow {
    SittingRow {
        id_hash: [n; 32],
        account: account(n),
        treatment: hearken_core::RecordId::from_bytes([n; 16]),
        handle: hearken_core::RecordId::from_bytes([n; 16]),
        joined: true,
        sealed: vec![n; 20],
        state: SittingState::GoesOn,
        since: Timestamp::from_millis(5),
        seen: Timestamp::from_millis(5),
        ends: Timestamp::from_millis(9),
        wrong: 0,
        wrong_at: Timestamp::from_millis(0),
    }
}

/// What several processes do with one narrow session, each call by itself.
pub(super) async fn a_narrow_session_is_begun_once_counted_by_each_and_over_for_all(
    backend: Arc<impl Backend>,
) {
    let store = backend.open();
    make_account(&*store, 1).await.unwrap();
    let (id, at) = ([1; 32], Timestamp::from_millis);
    let handed_over = SittingRow { joined: false, ..sitting(1) };
    assert!(
        !store.begin_sitting(&handed_over).await.unwrap(),
        "there is no session that it could take the place of"
    );
    store.put_session(&session_of(1, 1, 5, 10)).await.unwrap();
    assert!(store.begin_sitting(&handed_over).await.unwrap());
    assert_eq!((store.session(id).await.unwrap(), store.sessions().await.unwrap()), (None, vec![]));
    let other = SittingRow { handle: hearken_core::RecordId::from_bytes([8; 16]), ..sitting(1) };
    assert!(!store.begin_sitting(&other).await.unwrap(), "nobody takes its place");
    assert!(store.touch_sitting(id, at(7)).await.unwrap());
    assert!(store.count_pin(id, 0, at(8)).await.unwrap() && !store.count_pin(id, 0, at(8)).await.unwrap());
    let row = store.sitting(id).await.unwrap().unwrap();
    let SittingRow { seen, wrong, wrong_at, .. } = row;
    assert_eq!((seen, wrong, wrong_at), (at(7), 1, at(8)));
    assert_eq!(row, SittingRow { seen, wrong, wrong_at, ..handed_over });
    store.end_sitting(id, SittingState::TakesLate, at(20)).await.unwrap();
    store.end_sitting(id, SittingState::Over, at(30)).await.unwrap();
    let row = store.sitting(id).await.unwrap().unwrap();
    assert_eq!((row.state, row.ends, row.sealed.len()), (SittingState::TakesLate, at(20), 0), "it ends once");
    assert!(
        !store.touch_sitting(id, at(21)).await.unwrap() && !store.count_pin(id, 1, at(21)).await.unwrap()
    );
    store.end_sittings(account(1), at(40)).await.unwrap();
    assert_eq!(store.sittings_of(account(1)).await.unwrap()[0].state, SittingState::Over);
    store.forget_ended(at(39), at(0)).await.unwrap();
    assert!(store.sitting(id).await.unwrap().is_some());
    store.forget_ended(at(40), at(0)).await.unwrap();
    assert_eq!(store.sitting(id).await.unwrap(), None);
}

/// A code is taken by one of many, and there is one for each person.
pub(super) async fn a_code_that_waits_is_taken_once(backend: Arc<impl Backend + 'static>) {
    let store = backend.open();
    let joining = |hash: u8, of: u8| JoiningRow {
        id_hash: [hash; 32],
        account: account(of),
        made_by: [of; 32],
        sealed: vec![of; 20],
        ends: Timestamp::from_millis(9),
    };
    store.put_joining(&joining(1, 1)).await.unwrap();
    store.put_joining(&joining(2, 2)).await.unwrap();
    store.put_joining(&joining(3, 1)).await.unwrap();
    assert_eq!(store.take_joining([1; 32]).await.unwrap(), None, "the newer one took its place");
    let takes: Vec<_> = (0..8)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move { store.take_joining([3; 32]).await.unwrap() })
        })
        .collect();
    let mut taken = Vec::new();
    for take in takes {
        taken.extend(take.await.unwrap());
    }
    assert_eq!(taken, [joining(3, 1)]);
    assert_eq!(store.take_joining([2; 32]).await.unwrap(), Some(joining(2, 2)));
}

fn space_invitation(n: u8) -> SpaceInvitation {
    SpaceInvitation {
        id_hash: [n; 32],
        account: account(n),
        vault: vault(n),
        check: [n; 32],
        sealed: vec![n; 20],
        ends: Timestamp::from_millis(9),
        tries: 0,
        taken: None,
    }
}

/// What tells whose a row is.
fn marks(n: u8) -> Vec<Vec<u8>> {
    let mut marks = vec![account(n).bytes().to_vec(), vault(n).bytes().to_vec()];
    if let Counter::Hash(hash) = name(n).counter() {
        marks.push(hash.to_vec());
    }
    marks
}

/// A table that is added and not thought of in `close_account` fails here: nothing of the first person may be in it, or,
/// where the test puts nothing of theirs there, nobody can know.
pub(super) async fn closing_leaves_nothing_of_one_and_everything_of_the_other_in_every_table(
    backend: Arc<impl Backend>,
) {
    let store = backend.open();
    lives_here(&*store, 1).await;
    lives_here(&*store, 2).await;
    let is_of = |n: u8, row: &Vec<u8>| marks(n).iter().any(|mark| find(row, mark));
    let before = backend.tables();
    assert!(before.len() >= 20);
    for (table, rows) in &before {
        for n in [1, 2] {
            assert!(rows.iter().any(|row| is_of(n, row)), "nothing of {n} is in {table}");
        }
    }
    store.close_account(account(1)).await.unwrap();
    for (table, rows) in backend.tables() {
        assert!(!rows.iter().any(|row| is_of(1, row)), "{table} keeps something");
        let of_two = |rows: &[Vec<u8>]| {
            let mut rows: Vec<_> = rows.iter().filter(|row| is_of(2, row)).cloned().collect();
            rows.sort();
            rows
        };
        assert_eq!(of_two(&rows), of_two(&before[&table]), "{table} lost something of another");
        assert_eq!(rows.len(), of_two(&rows).len(), "{table} has a row that is nobody's");
    }
    assert!(!find(&backend.everything(), &[1; 40]), "what is deleted is overwritten");
    assert_eq!(store.account_named("person number 1").await.unwrap(), None);
    store.close_account(account(1)).await.unwrap();
}

pub(super) async fn closing_takes_a_vault_that_nobody_else_is_in_and_leaves_a_shared_one(
    backend: Arc<impl Backend>,
) {
    let store = backend.open();
    make_account(&*store, 1).await.unwrap();
    // Number 2 has the key of the first one's vault too: their own notebook is another.
    let shared = Membership { account: account(2), ..new_account(1).membership };
    store
        .create_account(&NewAccount { membership: new_account(2).membership, ..new_account(2) })
        .await
        .unwrap();
    backend.adds_member(&shared);
    store.close_account(account(2)).await.unwrap();
    assert_eq!(store.memberships(account(2), vault(1)).await.unwrap(), []);
    assert_eq!(store.memberships(account(1), vault(1)).await.unwrap(), [new_account(1).membership]);
    assert!(store.head(vault(1)).await.unwrap().is_some());
    assert_eq!(store.head(vault(2)).await.unwrap(), None);
}
