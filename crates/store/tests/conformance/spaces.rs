//! Spaces: who is let in, who reads what, and who is no longer in.

use std::{sync::Arc, time::Duration};

use hearken_core::{
    Extra, NewRevision, Notebook, Record, RecordId, VaultId,
    sharing::{self, Invitation, Manner, Member, Role, Said, SharedField, SharedPage, Space},
};
use hearken_seal::{
    Digest, EntryPlace, InvitationCode, InvitationLink, SessionSecret, VaultKey, sealed_epoch,
};
use hearken_vault::{
    InviteError, OpenSpace, StoreError, WriteError,
    port::{Append, LogEntry, Membership, TakenUp},
};
use jiff::civil::{Date, date};

use super::sitting::a_treatment;
use crate::support::{Backend, PASSPHRASE, Person, find, pass};

/// The day on which all of this happens.
pub(crate) const TODAY: Date = date(2026, 3, 2);

/// What stands in what is shown here.
pub(crate) const WORDS: &str = "it keeps the kitchen quiet";

/// A page that says this.
pub(crate) fn page(text: &str) -> SharedPage {
    let field = SharedField { key: "purpose".into(), name: "Its job".into(), text: text.into() };
    SharedPage {
        by: RecordId::from_bytes([0; 16]),
        kind: "part".into(),
        title: "The Planner of the house".into(),
        fields: vec![field],
        keeps_up: false,
        until: None,
        extra: Extra::default(),
    }
}

fn said(words: &str) -> Said {
    Said {
        by: RecordId::from_bytes([0; 16]),
        about: None,
        manner: Manner::Message,
        words: words.into(),
        to_do: String::new(),
        extra: Extra::default(),
    }
}

/// What a member can read of the pages in a space, sorted.
pub(crate) fn reads(space: &OpenSpace) -> Vec<String> {
    let space = space.read();
    let mut texts: Vec<_> = space
        .all::<SharedPage>()
        .flat_map(|(_, page)| &page.fields)
        .map(|field| field.text.clone())
        .collect();
    texts.sort();
    texts
}

impl Person {
    /// Invites somebody to be their therapist: the space, and what is handed over.
    pub(crate) async fn invites(&self) -> (RecordId, InvitationLink, InvitationCode) {
        let space =
            self.keeper.invite_into_space(&self.session, "Ben", "Ada", Role::Therapist).await.unwrap();
        let notebook = self.session.vault().read();
        let invitation = notebook.get::<Space>(space).unwrap().invitation.clone().unwrap();
        let link = InvitationLink::from_text(&invitation.link).unwrap();
        (space, link, InvitationCode::parse(&invitation.code).unwrap())
    }

    /// The key of a space that they have now, as somebody has it who takes it out of the program.
    async fn key_of(&self, space: RecordId) -> VaultKey {
        let cookie = SessionSecret::from_cookie(&self.cookie).unwrap();
        let (account, row) = (self.session.account(), self.store.session(cookie.id_hash()).await.unwrap());
        let secret = cookie.open_account(&row.unwrap().sealed, account.bytes()).unwrap();
        let key = self.store.memberships(account, vault(space)).await.unwrap().remove(0);
        VaultKey::unwrap(&key.wrapped, &secret, account.bytes(), space.bytes(), 1, &key.commitment).unwrap()
    }

    async fn takes_up(&self, link: &InvitationLink, code: &InvitationCode) -> Result<RecordId, InviteError> {
        self.keeper.take_up(&self.session, link, code, "Benedikt Alexander Ito", "Ada").await
    }

    /// Invites them and lets them in.
    pub(crate) async fn shares_a_space_with(&self, other: &Self) -> RecordId {
        let (space, link, code) = self.invites().await;
        assert_eq!(other.takes_up(&link, &code).await.unwrap(), space);
        self.keeper.let_in(&self.session, space).await.unwrap();
        space
    }

    /// The space, as they have it open.
    pub(crate) async fn in_space(&self, space: RecordId) -> OpenSpace {
        self.keeper.space(&self.session, space).await.unwrap().expect("they are in it")
    }

    pub(crate) async fn is_in(&self, space: RecordId) -> bool {
        self.keeper.space(&self.session, space).await.unwrap().is_some()
    }

    /// Shows a page.
    pub(crate) async fn shows(&self, space: RecordId, text: &str) -> RecordId {
        let record = self.keeper.new_record_id();
        self.in_space(space).await.show(TODAY, record, page(text)).await.unwrap();
        record
    }
}

async fn two(backend: Arc<impl Backend + 'static>) -> (Person, Person) {
    let ada = Person::begins(&backend).await;
    let ben = ada.comes_along().await;
    (ada, ben)
}

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

fn vault(space: RecordId) -> VaultId {
    VaultId::from_bytes(space.bytes())
}

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

fn refused(written: Result<(), WriteError>) -> bool {
    matches!(written, Err(WriteError::Refused(_)))
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

async fn sealed_of(person: &Person, space: RecordId, record: RecordId) -> Option<Vec<u8>> {
    let entries = person.store.read(vault(space), 0, 100).await.unwrap();
    entries.into_iter().find(|entry| entry.record == record).and_then(|entry| entry.sealed)
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
    hearken_vault::stored::encode(&revision, hearken_core::Timestamp::default())
}

fn member(person: &Person) -> RecordId {
    hearken_vault::member_id(person.session.account())
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

pub(crate) async fn a_key_that_was_slipped_in_is_never_sealed_with(backend: Arc<impl Backend + 'static>) {
    let (ada, ben) = two(backend).await;
    let space = ada.shares_a_space_with(&ben).await;
    // Whoever can write to the database knows everybody's public key, so they can wrap a key of their own to them.
    let slipped = VaultKey::make(space.bytes(), 2);
    let account = ada.session.account();
    let rows = ada.store.accounts().await.unwrap();
    let public = &rows.iter().find(|row| row.id == account).unwrap().public;
    let public = hearken_seal::AccountPublic::from_bytes(public).unwrap();
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
