//! Spaces: who is let in, who reads what, and who is no longer in.

mod ending;
mod inviting;
mod reading;

use std::sync::Arc;

use hearken_core::{
    Extra, RecordId, VaultId,
    sharing::{Manner, Role, Said, SharedField, SharedPage, Space},
};
use hearken_seal::{EntryPlace, InvitationCode, InvitationLink, SessionSecret, VaultKey};
use hearken_vault::{InviteError, OpenSpace, WriteError};
use jiff::civil::{Date, date};

use crate::support::{Backend, Person};

pub(crate) use self::{
    ending::{
        a_damaged_key_of_a_space_keeps_nobody_from_closing_their_account,
        a_view_that_was_open_before_the_end_writes_nothing_after_it,
        a_view_that_was_open_when_the_other_left_writes_nothing_under_the_key_they_know,
        ending_a_space_twice_is_once, of_many_who_find_the_other_gone_at_once_one_moves_the_key_on,
        what_the_old_key_sealed_after_the_end_is_not_believed,
        what_the_other_showed_goes_with_the_end_and_what_both_said_stays,
        whoever_closes_their_account_leaves_nothing_that_they_showed,
        whoever_is_no_longer_in_opens_nothing_and_writes_nothing, whoever_leaves_takes_their_pages_along,
        whoever_left_has_no_key_of_what_is_written_after_it,
    },
    inviting::{
        a_key_that_nobody_vouched_for_is_not_let_in,
        an_invitation_is_over_after_seven_days_and_when_it_is_withdrawn,
        an_invitation_is_taken_up_by_one_and_never_by_oneself, both_see_the_same_six_words_before_and_after,
        nobody_else_opens_a_space, somebody_who_is_invited_and_let_in_reads_what_is_shown,
        the_link_alone_opens_nothing_and_a_code_is_tried_five_times,
    },
    reading::{
        a_device_that_was_handed_over_reaches_no_space, a_key_that_was_slipped_in_is_never_sealed_with,
        a_page_whose_last_day_has_passed_may_be_taken_back_by_either,
        no_word_of_a_space_is_readable_in_what_is_stored, what_another_process_shows_is_seen_at_once,
        what_is_taken_back_is_found_nowhere, what_one_wrote_the_other_neither_changes_nor_takes_back,
    },
};

/// The day on which all of this happens.
pub(crate) const TODAY: Date = date(2026, 3, 2);

/// What stands in what is shown here.
pub(crate) const WORDS: &str = "it keeps the kitchen quiet";

/// A page that says this.
pub(crate) fn page(text: &str) -> SharedPage {
    let field =
        SharedField { key: "purpose".into(), name: "Its job".into(), text: text.into(), course: None };
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
    pub(crate) async fn key_of(&self, space: RecordId) -> VaultKey {
        let cookie = SessionSecret::from_cookie(&self.cookie).unwrap();
        let (account, row) = (self.session.account(), self.store.session(cookie.id_hash()).await.unwrap());
        let secret = cookie.open_account(&row.unwrap().sealed, account.bytes()).unwrap();
        let key = self.store.memberships(account, vault(space)).await.unwrap().remove(0);
        VaultKey::unwrap(&key.wrapped, &secret, account.bytes(), space.bytes(), 1, &key.commitment).unwrap()
    }

    /// Whether somebody with this key, who can read the database, opens what was written into a space last.
    pub(crate) async fn is_last_open_to(&self, key: &VaultKey, space: RecordId) -> bool {
        let entries = self.store.read(vault(space), 0, 1_000).await.unwrap();
        let last = entries.last().unwrap();
        let place = EntryPlace {
            vault: space.bytes(),
            seq: last.seq,
            record: last.record.bytes(),
            rev: last.rev,
            previous: &last.previous,
        };
        key.open_entry(&place, last.sealed.as_deref().unwrap()).is_ok()
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

    /// Says something.
    pub(crate) async fn says(&self, space: RecordId, words: &str) {
        let record = self.keeper.new_record_id();
        self.in_space(space).await.say(TODAY, record, said(words)).await.unwrap();
    }
}

async fn two(backend: Arc<impl Backend + 'static>) -> (Person, Person) {
    let ada = Person::begins(&backend).await;
    let ben = ada.comes_along().await;
    (ada, ben)
}

fn vault(space: RecordId) -> VaultId {
    VaultId::from_bytes(space.bytes())
}

fn refused(written: Result<(), WriteError>) -> bool {
    matches!(written, Err(WriteError::Refused(_)))
}

async fn sealed_of(person: &Person, space: RecordId, record: RecordId) -> Option<Vec<u8>> {
    let entries = person.store.read(vault(space), 0, 100).await.unwrap();
    entries.into_iter().find(|entry| entry.record == record).and_then(|entry| entry.sealed)
}

fn member(person: &Person) -> RecordId {
    hearken_vault::member_id(person.session.account())
}
