//! Mail that is to be sent: one row for each person, changed by whoever saw it last, and claimed by one program at a time.

use std::sync::Arc;

use hearken_core::Timestamp;
use hearken_vault::port::{FURTHEST_LOOK_SECONDS, MailNews, MailRow, Store};

use super::accounts::{account, make_account};
use crate::{
    conformance::spaces::WORDS,
    support::{Backend, Person, find},
};

const KEY: [u8; 8] = *b"that key";

fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(1_000_000_000 + millis)
}

/// What is to be looked at for somebody at that time.
pub(super) fn mail(n: u8, look: i64) -> MailRow {
    MailRow {
        account: account(n),
        sealed: vec![40 + n; 40],
        key: KEY,
        rev: 0,
        look: at(look),
        claimed: Timestamp::from_millis(0),
        news: MailNews::Off,
    }
}

async fn claims(store: &dyn Store, now: i64) -> Option<MailRow> {
    store.claim_mail(KEY, at(now), at(now + 100)).await.unwrap()
}

pub(super) async fn a_row_is_added_changed_by_whoever_saw_it_last_and_deleted(backend: Arc<impl Backend>) {
    let store = backend.open();
    make_account(&*store, 1).await.unwrap();
    assert_eq!(store.mail(account(1)).await.unwrap(), None);
    assert!(store.swap_mail(None, &mail(1, 5)).await.unwrap());
    assert!(!store.swap_mail(None, &MailRow { rev: 9, ..mail(1, 6) }).await.unwrap(), "there is one");
    assert_eq!(store.mail(account(1)).await.unwrap(), Some(mail(1, 5)));
    for (rev, news) in [
        (1, MailNews::Quiet(at(1))),
        (2, MailNews::Due(at(2))),
        (3, MailNews::Told(at(3))),
        (4, MailNews::Off),
    ] {
        let next = MailRow { rev, news, claimed: at(7), key: [1; 8], sealed: vec![50; 50], ..mail(1, 8) };
        assert!(store.swap_mail(Some(rev - 1), &next).await.unwrap());
        let other = MailRow { sealed: vec![51; 50], ..next.clone() };
        assert!(!store.swap_mail(Some(rev - 1), &other).await.unwrap(), "somebody was faster");
        assert_eq!(store.mail(account(1)).await.unwrap(), Some(next));
    }
    assert!(!find(&backend.everything(), &[41; 40]), "what stood there before is overwritten");
    store.delete_mail(account(1)).await.unwrap();
    store.delete_mail(account(1)).await.unwrap();
    assert_eq!(store.mail(account(1)).await.unwrap(), None);
    assert!(!find(&backend.everything(), &[50; 50]));
    assert!(!store.swap_mail(Some(4), &mail(1, 5)).await.unwrap(), "what is gone does not come back");
}

pub(super) async fn a_change_that_is_made_again_because_its_answer_was_lost_counts_as_made(
    backend: Arc<impl Backend>,
) {
    let store = backend.open();
    make_account(&*store, 1).await.unwrap();
    store.swap_mail(None, &mail(1, 5)).await.unwrap();
    let next = MailRow { rev: 1, news: MailNews::Told(at(3)), sealed: vec![50; 50], ..mail(1, 8) };
    assert!(store.swap_mail(Some(0), &next).await.unwrap());
    assert!(store.swap_mail(Some(0), &next).await.unwrap(), "it is there");
    assert_eq!(store.mail(account(1)).await.unwrap(), Some(next.clone()), "and was made once");
    for other in [
        MailRow { sealed: vec![51; 50], ..next.clone() },
        MailRow { look: at(9), ..next.clone() },
        MailRow { news: MailNews::Told(at(4)), ..next.clone() },
    ] {
        assert!(!store.swap_mail(Some(0), &other).await.unwrap(), "that is another one's");
    }
    let later = MailRow { rev: 2, ..next.clone() };
    assert!(store.swap_mail(Some(1), &later).await.unwrap());
    assert!(!store.swap_mail(Some(0), &next).await.unwrap(), "somebody went on from it");
}

pub(super) async fn of_many_who_claim_at_once_each_row_is_given_to_one(backend: Arc<impl Backend + 'static>) {
    let store = backend.open();
    for n in 1..=6 {
        store.swap_mail(None, &mail(n, 5)).await.unwrap();
    }
    let claims: Vec<_> = (0..12)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move { claims(&*store, 5).await.map(|row| row.account) })
        })
        .collect();
    let mut given = Vec::new();
    for claim in claims {
        given.extend(claim.await.unwrap());
    }
    // Whoever comes while another is just claiming may go away with nothing; the next round has it.
    while let Some(row) = self::claims(&*store, 5).await {
        given.push(row.account);
    }
    given.sort();
    assert_eq!(given, (1..=6).map(account).collect::<Vec<_>>());
}

pub(super) async fn what_waits_longest_is_claimed_first_and_again_when_the_claim_is_over(
    backend: Arc<impl Backend>,
) {
    let store = backend.open();
    for (n, look) in [(1, 30), (2, 10), (3, 20)] {
        store.swap_mail(None, &mail(n, look)).await.unwrap();
    }
    store.swap_mail(None, &MailRow { key: [0; 8], ..mail(4, 0) }).await.unwrap();
    assert_eq!(claims(&*store, 9).await, None, "nothing is due");
    let first = claims(&*store, 25).await.unwrap();
    assert_eq!(first, MailRow { rev: 1, claimed: at(125), ..mail(2, 10) });
    assert_eq!(claims(&*store, 25).await.unwrap().account, account(3));
    assert_eq!(claims(&*store, 25).await, None, "one is not due, and one is of another key");
    assert!(!store.swap_mail(Some(0), &mail(2, 60)).await.unwrap(), "a claim is a change");
    assert!(store.swap_mail(Some(1), &MailRow { rev: 2, ..mail(2, 60) }).await.unwrap());
    assert_eq!(claims(&*store, 124).await.unwrap().account, account(1));
    assert_eq!(claims(&*store, 124).await.unwrap().account, account(2), "who had it let it go");
    assert_eq!(claims(&*store, 124).await, None);
    assert_eq!(claims(&*store, 125).await.unwrap().account, account(3), "who had it was killed");
}

pub(super) async fn times_of_a_clock_that_was_far_ahead_keep_nothing_waiting(backend: Arc<impl Backend>) {
    let store = backend.open();
    let furthest = FURTHEST_LOOK_SECONDS * 1_000;
    store.swap_mail(None, &mail(1, furthest)).await.unwrap();
    store.swap_mail(None, &MailRow { claimed: at(furthest), ..mail(2, 0) }).await.unwrap();
    assert_eq!(claims(&*store, 0).await, None, "as far ahead as can be");
    assert_eq!(claims(&*store, -1).await.unwrap().account, account(1), "of a look that can only be wrong");
    store.delete_mail(account(1)).await.unwrap();
    store.swap_mail(Some(0), &MailRow { rev: 1, claimed: at(furthest + 9), ..mail(2, 0) }).await.unwrap();
    assert_eq!(claims(&*store, 0).await.unwrap().account, account(2), "and of a claim");
}

/// One of two is told by mail; the other writes.
pub(super) async fn what_comes_into_a_space_makes_a_mail_due_for_the_other_alone(
    backend: Arc<impl Backend + 'static>,
) {
    let ada = Person::begins(&backend).await;
    let ben = ada.comes_along().await;
    let space = ada.shares_a_space_with(&ben).await;
    let (store, now) = (&ada.store, ada.keeper.now());
    let news = async |of: &Person| store.mail(of.session.account()).await.unwrap().map(|row| row.news);
    let row = |of: &Person, news| MailRow { account: of.session.account(), news, ..mail(1, 0) };
    store.swap_mail(None, &row(&ada, MailNews::begin())).await.unwrap();
    ada.shows(space, WORDS).await;
    assert_eq!(news(&ben).await, None, "whoever has no mail gets none");
    store.swap_mail(None, &row(&ben, MailNews::Off)).await.unwrap();
    ada.says(space, "something").await;
    assert_eq!(news(&ben).await, Some(MailNews::Off), "nor does who did not ask for it");
    store.swap_mail(Some(0), &MailRow { rev: 1, ..row(&ben, MailNews::begin()) }).await.unwrap();
    ada.says(space, "something").await;
    assert_eq!(news(&ben).await, Some(MailNews::Due(now)));
    assert_eq!(news(&ada).await, Some(MailNews::begin()), "nobody is told of what they wrote");
    hearken_vault::port::news_seen(&**store, ben.session.account()).await.unwrap();
    ada.shows(space, "something else that is shown").await;
    assert!(matches!(news(&ben).await, Some(MailNews::Due(_))), "showing something is news too");
    store.close_account(ben.session.account()).await.unwrap();
    assert_eq!(news(&ben).await, None);
    ada.says(space, "something").await;
}

pub(super) async fn whoever_is_shut_out_gets_no_mail_until_they_are_let_in_again(backend: Arc<impl Backend>) {
    let store = backend.open();
    for n in 1..=2 {
        make_account(&*store, n).await.unwrap();
        store.swap_mail(None, &mail(n, i64::from(n))).await.unwrap();
    }
    store.set_disabled(account(1), true).await.unwrap();
    assert_eq!(claims(&*store, 5).await.unwrap().account, account(2));
    assert_eq!(claims(&*store, 5).await, None);
    store.set_disabled(account(1), false).await.unwrap();
    assert_eq!(claims(&*store, 5).await.unwrap().account, account(1), "what they asked for is still there");
}
