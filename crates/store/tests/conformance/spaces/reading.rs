//! Who reads and writes what while both are in.

use std::sync::Arc;

use hearken_core::{
    Extra, NewRevision, Notebook, Record,
    sharing::{Member, Said, SharedPage},
};
use hearken_seal::{AccountPublic, VaultKey, sealed_epoch};
use hearken_vault::port::{Append, Membership};

use super::{TODAY, WORDS, page, reads, refused, said, sealed_of, two, vault};
use crate::{
    conformance::sitting::a_treatment,
    support::{Backend, find},
};

pub(crate) async fn what_one_wrote_the_other_neither_changes_nor_takes_back(
    backend: Arc<impl Backend + 'static>,
) {
    let (ada, ben) = two(backend).await;
    let space = ada.shares_a_space_with(&ben).await;
    let shown = ada.shows(space, WORDS).await;
    let theirs = ben.in_space(space).await;
    assert!(refused(theirs.show(TODAY, shown, page("something else")).await.map(drop)));
    assert!(refused(theirs.take_back(TODAY, ben.keeper.new_record_id(), shown).await));
    let me = theirs.me();
    let other = ada.in_space(space).await.me();
    let gone = Member { called: "x".into(), role: None, left: true, extra: Extra::default() };
    let ends = move |notebook: &Notebook| {
        let rev = notebook.current(other).unwrap().rev;
        Ok(vec![NewRevision::edit(other, rev, gone.into())])
    };
    assert!(refused(theirs.write(TODAY, ends).await.map(drop)));
    let forged = Said { by: other, ..said("in another's name") };
    let id = ben.keeper.new_record_id();
    let says = move |_: &Notebook| Ok(vec![NewRevision::first(id, Record::from(forged))]);
    assert!(refused(theirs.write(TODAY, says).await.map(drop)));
    assert_ne!(me, other);
    assert_eq!(reads(&ada.in_space(space).await), [WORDS]);
}

pub(crate) async fn what_is_taken_back_is_found_nowhere(backend: Arc<impl Backend + 'static>) {
    let (ada, ben) = two(backend).await;
    let space = ada.shares_a_space_with(&ben).await;
    let shown = ada.shows(space, WORDS).await;
    let kept = ada.shows(space, "it stays").await;
    assert_eq!(reads(&ben.in_space(space).await).len(), 2);
    let sealed = sealed_of(&ada, space, shown).await;
    let id = ada.keeper.new_record_id();
    ada.in_space(space).await.take_back(TODAY, id, shown).await.unwrap();
    assert_eq!(reads(&ben.in_space(space).await), ["it stays"]);
    assert_eq!(sealed_of(&ada, space, shown).await, None);
    assert!(sealed_of(&ada, space, kept).await.is_some());
    let again = ada.in_space(space).await.show(TODAY, shown, page(WORDS)).await;
    assert!(again.is_err(), "what was taken back is shown again under another name alone");
    assert!(ben.in_space(space).await.faults().is_empty());
    assert!(!find(&ada.backend.everything(), &sealed.expect("it was there")));
}

pub(crate) async fn a_page_whose_last_day_has_passed_may_be_taken_back_by_either(
    backend: Arc<impl Backend + 'static>,
) {
    let (ada, ben) = two(backend).await;
    let space = ada.shares_a_space_with(&ben).await;
    let shown = ada.keeper.new_record_id();
    let until = SharedPage { until: Some(TODAY), ..page(WORDS) };
    ada.in_space(space).await.show(TODAY, shown, until).await.unwrap();
    let theirs = ben.in_space(space).await;
    assert!(refused(theirs.take_back(TODAY, ben.keeper.new_record_id(), shown).await));
    let tomorrow = TODAY.tomorrow().unwrap();
    theirs.take_back(tomorrow, ben.keeper.new_record_id(), shown).await.unwrap();
    assert!(reads(&ada.in_space(space).await).is_empty());
}

pub(crate) async fn a_key_that_was_slipped_in_is_never_sealed_with(backend: Arc<impl Backend + 'static>) {
    let (ada, ben) = two(backend).await;
    let space = ada.shares_a_space_with(&ben).await;
    // Whoever can write to the database knows everybody's public key, so they can wrap a key of their own to them.
    let slipped = VaultKey::make(space.bytes(), 2);
    let account = ada.session.account();
    let rows = ada.store.accounts().await.unwrap();
    let public = &rows.iter().find(|row| row.id == account).unwrap().public;
    let public = AccountPublic::from_bytes(public).unwrap();
    let joins = vec![Membership {
        vault: vault(space),
        account,
        epoch: 2,
        wrapped: slipped.wrap_to(&public, account.bytes()),
        commitment: slipped.commitment(),
    }];
    let head = ada.store.head(vault(space)).await.unwrap().unwrap();
    ada.store.append(vault(space), head, Append { joins, ..Append::default() }).await.unwrap();
    drop(ben);
    let ada = ada.restarts().await;
    ada.shows(space, WORDS).await;
    let entries = ada.store.read(vault(space), 0, 100).await.unwrap();
    let epochs = entries.iter().filter_map(|entry| sealed_epoch(entry.sealed.as_ref()?).ok());
    assert!(epochs.into_iter().all(|epoch| epoch == 1));
}

pub(crate) async fn what_another_process_shows_is_seen_at_once(backend: Arc<impl Backend + 'static>) {
    let (ada, ben) = two(backend).await;
    let space = ada.shares_a_space_with(&ben).await;
    let theirs = ben.in_space(space).await;
    assert!(reads(&theirs).is_empty());
    ada.shows(space, WORDS).await;
    assert_eq!(reads(&ben.in_space(space).await), [WORDS]);
    let saved = theirs.say(TODAY, ben.keeper.new_record_id(), said("seen")).await.unwrap();
    assert_eq!(ada.in_space(space).await.read().all::<Said>().count(), 1);
    assert_eq!(ada.store.head(vault(space)).await.unwrap(), Some(saved.head));
}

pub(crate) async fn no_word_of_a_space_is_readable_in_what_is_stored(backend: Arc<impl Backend + 'static>) {
    let (ada, ben) = two(backend).await;
    let (space, link, code) = ada.invites().await;
    ben.takes_up(&link, &code).await.unwrap();
    let everything = ada.backend.everything();
    let code = code.digits().as_bytes();
    assert!(!everything.windows(code.len()).any(|window| window == code));
    let secrets = [link.to_text().to_string(), "Benedikt Alexander Ito".to_owned()];
    for secret in secrets {
        assert!(!find(&everything, secret.as_bytes()), "{secret}");
    }
    ada.keeper.let_in(&ada.session, space).await.unwrap();
    ada.shows(space, WORDS).await;
    let everything = ada.backend.everything();
    for word in [WORDS, "The Planner of the house", "Benedikt Alexander Ito"] {
        assert!(!find(&everything, word.as_bytes()), "{word}");
    }
}

pub(crate) async fn a_device_that_was_handed_over_reaches_no_space(backend: Arc<impl Backend + 'static>) {
    let (ada, ben) = two(backend).await;
    let space = ada.shares_a_space_with(&ben).await;
    let treatment = a_treatment(&ada, true).await;
    ada.keeper.hand_over(&ada.session, treatment, "4711").await.unwrap();
    assert!(ada.keeper.space(&ada.session, space).await.unwrap().is_none());
}
