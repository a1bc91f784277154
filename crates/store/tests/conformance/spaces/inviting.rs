//! Who is let in, and who is not.

use std::{sync::Arc, time::Duration};

use hearken_core::{
    Notebook, RecordId,
    sharing::{self, Invitation, Member, Role, Said},
};
use hearken_seal::{InvitationCode, InvitationLink};
use hearken_vault::{
    InviteError, OpenSpace, StoreError,
    port::{Append, Membership, TakenUp},
};

use super::{TODAY, WORDS, reads, said, two, vault};
use crate::support::Backend;

pub(crate) async fn somebody_who_is_invited_and_let_in_reads_what_is_shown(
    backend: Arc<impl Backend + 'static>,
) {
    let (ada, ben) = two(backend).await;
    let (space, link, code) = ada.invites().await;
    let greeting = ben.keeper.greeting(&link, &code).await.unwrap();
    assert_eq!((greeting.from.as_str(), greeting.role), ("Ada", Role::Therapist));
    ben.takes_up(&link, &code).await.unwrap();
    ada.shows(space, WORDS).await;
    assert!(!ben.is_in(space).await, "nobody is in before they are let in");
    ada.keeper.let_in(&ada.session, space).await.unwrap();
    assert_eq!(reads(&ben.in_space(space).await), [WORDS]);
    let (mine, theirs) = (ada.in_space(space).await, ben.in_space(space).await);
    let called = |space: &OpenSpace, who: RecordId| space.read().get::<Member>(who).unwrap().called.clone();
    assert_eq!(
        (called(&theirs, mine.me()), called(&mine, theirs.me())),
        ("Ada".into(), "Benedikt Alexander Ito".into())
    );
    theirs.say(TODAY, ben.keeper.new_record_id(), said("thank you")).await.unwrap();
    let heard = ada.in_space(space).await;
    assert!(heard.read().all::<Said>().any(|(_, said)| said.words == "thank you" && said.by == theirs.me()));
    assert!(heard.faults().is_empty() && theirs.faults().is_empty());
}

pub(crate) async fn both_see_the_same_six_words_before_and_after(backend: Arc<impl Backend + 'static>) {
    let (ada, ben) = two(backend).await;
    let (space, link, code) = ada.invites().await;
    assert!(ada.keeper.newcomer(&ada.session, space).await.unwrap().is_none());
    ben.takes_up(&link, &code).await.unwrap();
    let newcomer = ada.keeper.newcomer(&ada.session, space).await.unwrap().unwrap();
    assert_eq!(newcomer.called, "Benedikt Alexander Ito");
    let before = ben.keeper.words_while_waiting(&ben.session, space).await.unwrap().unwrap();
    assert_eq!(newcomer.words, before);
    ada.keeper.let_in(&ada.session, space).await.unwrap();
    for person in [&ada, &ben] {
        let opened = person.in_space(space).await;
        assert_eq!(person.keeper.words_of(&person.session, &opened).await.unwrap(), Some(newcomer.words));
    }
}

pub(crate) async fn the_link_alone_opens_nothing_and_a_code_is_tried_five_times(
    backend: Arc<impl Backend + 'static>,
) {
    let (ada, ben) = two(backend).await;
    let (_, link, code) = ada.invites().await;
    let last = code.digits().as_bytes()[7];
    let other = format!("{}{}", &code.digits()[..7], if last == b'0' { '1' } else { '0' });
    let other = InvitationCode::parse(&other).unwrap();
    for left in [4, 3] {
        let tried = ben.takes_up(&link, &other).await;
        assert!(matches!(tried, Err(InviteError::OtherCode { left: n }) if n == left), "{tried:?}");
    }
    ben.keeper.greeting(&link, &code).await.expect("the right one is taken as long as there are tries");
    for left in [4, 3, 2, 1, 0] {
        let tried = ben.takes_up(&link, &other).await;
        assert!(matches!(tried, Err(InviteError::OtherCode { left: n }) if n == left), "{tried:?}");
    }
    assert!(matches!(ben.takes_up(&link, &code).await, Err(InviteError::NotHere)), "not even the right one");
    let nowhere = ben.takes_up(&InvitationLink::make(), &code).await;
    assert!(matches!(nowhere, Err(InviteError::NotHere)));
}

pub(crate) async fn an_invitation_is_taken_up_by_one_and_never_by_oneself(
    backend: Arc<impl Backend + 'static>,
) {
    let (ada, ben) = two(backend).await;
    let eve = ada.comes_along().await;
    let (space, link, code) = ada.invites().await;
    assert!(matches!(ada.takes_up(&link, &code).await, Err(InviteError::OwnInvitation)));
    assert_eq!(ben.takes_up(&link, &code).await.unwrap(), space);
    assert_eq!(ben.takes_up(&link, &code).await.unwrap(), space, "twice is once");
    assert!(matches!(eve.takes_up(&link, &code).await, Err(InviteError::NotHere)));
    ada.keeper.let_in(&ada.session, space).await.unwrap();
    assert!(matches!(eve.takes_up(&link, &code).await, Err(InviteError::NotHere)));
    assert!(!eve.is_in(space).await);
}

pub(crate) async fn an_invitation_is_over_after_seven_days_and_when_it_is_withdrawn(
    backend: Arc<impl Backend + 'static>,
) {
    let (ada, ben) = two(backend).await;
    let (space, link, code) = ada.invites().await;
    ada.keeper.end_space(&ada.session, space).await.unwrap();
    assert!(matches!(ben.takes_up(&link, &code).await, Err(InviteError::NotHere)));
    let (_, link, code) = ada.invites().await;
    ada.clock.pass(Duration::from_secs(7 * 86_400 - 1));
    ben.keeper.greeting(&link, &code).await.unwrap();
    ada.clock.pass(Duration::from_secs(1));
    assert!(matches!(ben.keeper.greeting(&link, &code).await, Err(InviteError::NotHere)));
    ada.store.delete_space_invitations_over(ada.keeper.now()).await.unwrap();
    assert_eq!(ada.store.space_invitation(link.id_hash()).await.unwrap(), None);
}

pub(crate) async fn a_key_that_nobody_vouched_for_is_not_let_in(backend: Arc<impl Backend + 'static>) {
    let (ada, ben) = two(backend).await;
    let eve = ada.comes_along().await;
    let (space, link, code) = ada.invites().await;
    // Whoever can write to the database, but was not told the code, puts themselves into the place of the newcomer.
    let row = ada.store.space_invitation(link.id_hash()).await.unwrap().unwrap();
    let taken = TakenUp { account: eve.session.account(), vouched: [7; 32], sealed: row.sealed };
    assert!(ada.store.take_up(link.id_hash(), &taken).await.unwrap());
    assert!(matches!(ada.keeper.newcomer(&ada.session, space).await, Err(InviteError::OtherKey)));
    assert!(matches!(ada.keeper.let_in(&ada.session, space).await, Err(InviteError::OtherKey)));
    assert!(!eve.is_in(space).await);
    assert!(matches!(ben.takes_up(&link, &code).await, Err(InviteError::NotHere)));
}

pub(crate) async fn nobody_else_opens_a_space(backend: Arc<impl Backend + 'static>) {
    let (ada, ben) = two(backend).await;
    let eve = ada.comes_along().await;
    let space = ada.shares_a_space_with(&ben).await;
    assert!(!eve.is_in(space).await);
    // Nor with a record of that space in their notebook, which anybody could write there.
    let ends = ada.keeper.now();
    let invitation = Invitation { link: String::new(), code: String::new(), ends };
    let join =
        move |notebook: &Notebook| Ok(vec![sharing::join(notebook, space, "x", Role::Coach, invitation)?]);
    eve.session.vault().write(join, Vec::new()).await.unwrap();
    assert!(!eve.is_in(space).await);
    // Nor with somebody else's wrapped key.
    let stolen = ada.store.memberships(ben.session.account(), vault(space)).await.unwrap();
    let stolen = stolen.into_iter().map(|key| Membership { account: eve.session.account(), ..key }).collect();
    let head = ada.store.head(vault(space)).await.unwrap().unwrap();
    let joins = Append { joins: stolen, ..Append::default() };
    ada.store.append(vault(space), head, joins).await.unwrap();
    let opened = eve.keeper.space(&eve.session, space).await;
    assert!(matches!(opened.map(drop), Err(StoreError::Damaged(_))));
}
