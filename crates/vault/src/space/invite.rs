//! Inviting somebody into a space: a link and a code make an invitation, somebody takes it up, and whoever made it lets
//! them in after both have compared six words.
//!
//! The link alone opens nothing. A code can be tried [`MOST_CODES`] times. Letting in wraps the key to the public key that
//! was vouched for with link and code: a key that somebody put in its place in the database is refused.

use hearken_core::{
    NewRevision, RecordId, Refusal,
    sharing::{self, INVITATION_DAYS, Invitation, Member, Role, Space},
};
use hearken_seal::{AccountPublic, InvitationCode, InvitationKey, InvitationLink, VaultKey, six_words};

use super::{OpenSpace, member_id, vault_of};
use crate::{
    keeper::Keeper,
    members::MemberChange,
    port::{AccountRow, Membership, SpaceInvitation, StoreError, TakenUp},
    session::Session,
    write::WriteError,
};

/// So often a code may be tried before its invitation is over (P).
const MOST_CODES: u32 = 5;

/// Why an invitation was not made, not taken up, or nobody was let in.
#[derive(Debug, thiserror::Error)]
pub enum InviteError {
    /// There is no such invitation: it never was, was taken up by somebody else, withdrawn, or is over.
    #[error("no such invitation")]
    NotHere,
    /// The code is not the one of this link.
    #[error("another code")]
    OtherCode {
        /// So often it may still be tried.
        left: u32,
    },
    /// One's own invitation.
    #[error("one's own invitation")]
    OwnInvitation,
    /// The key that lies there is not the one of whoever took the invitation up.
    #[error("another key than the one that was vouched for")]
    OtherKey,
    /// Nothing was written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Refusal> for InviteError {
    fn from(refusal: Refusal) -> Self {
        Self::Write(refusal.into())
    }
}

/// What an invitation says to whoever has link and code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Greeting {
    /// What whoever made it calls themselves.
    pub from: String,
    /// What they ask for.
    pub role: Role,
}

/// Somebody who took an invitation up and waits to be let in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Newcomer {
    /// What they call themselves.
    pub called: String,
    /// The words to compare before they are let in.
    pub words: [&'static str; 6],
}

impl Keeper {
    /// Makes a space and an invitation into it. `called` is what the other is called in one's own notebook, `own_name` what
    /// they are told who invites them. Link and code stand in the notebook, with the space.
    pub async fn invite_into_space(
        &self,
        session: &Session,
        called: &str,
        own_name: &str,
        role: Role,
    ) -> Result<RecordId, InviteError> {
        let called = hearken_core::limits::check_name(called)?.to_owned();
        let own_name = hearken_core::limits::check_name(own_name)?.to_owned();
        let (space, account) = (self.new_record_id(), session.account());
        let vault = vault_of(space);
        let key = VaultKey::make(vault.bytes(), 1);
        let own = wrapped(&key, account, &session.0.secret()?.public());
        self.store().create_vault(vault, &[own]).await?;
        let (link, code) = (InvitationLink::make(), InvitationCode::make());
        let both = link.with_code(&code);
        let ends = self.now().plus_seconds(i64::from(INVITATION_DAYS) * 86_400);
        let row = SpaceInvitation {
            id_hash: link.id_hash(),
            account,
            vault,
            check: both.check(),
            sealed: both.seal(greeting_text(role, &own_name).as_bytes()),
            ends,
            tries: 0,
            taken: None,
        };
        self.store().put_space_invitation(&row).await?;
        let invitation =
            Invitation { link: link.to_text().to_string(), code: code.digits().to_owned(), ends };
        let keep = move |notebook: &hearken_core::Notebook| {
            Ok(vec![sharing::begin(notebook, space, &called, role, invitation)?])
        };
        session.vault().write(keep, Vec::new()).await?;
        let opened = self.space_of(session, space).await?.ok_or(StoreError::NotAMember)?;
        let first = NewRevision::edit(member_id(account), 0, member(own_name, None).into());
        opened.changes_members(MemberChange { revisions: vec![first], ..MemberChange::default() }).await?;
        Ok(space)
    }

    /// What an invitation says, to whoever has its link and its code. A wrong code is counted.
    pub async fn greeting(
        &self,
        link: &InvitationLink,
        code: &InvitationCode,
    ) -> Result<Greeting, InviteError> {
        let (row, both) = self.with_code(link, code).await?;
        greeting(&row, &both)
    }

    /// Takes an invitation up, under the name one wants to have in the space; `called` is what the other is called in one's
    /// own notebook. Twice by the same person is once.
    pub async fn take_up(
        &self,
        session: &Session,
        link: &InvitationLink,
        code: &InvitationCode,
        own_name: &str,
        called: &str,
    ) -> Result<RecordId, InviteError> {
        let own_name = hearken_core::limits::check_name(own_name)?.to_owned();
        let called = hearken_core::limits::check_name(called)?.to_owned();
        let (row, both) = self.with_code(link, code).await?;
        let account = session.account();
        if row.account == account {
            return Err(InviteError::OwnInvitation);
        }
        let greeting = greeting(&row, &both)?;
        let taken = TakenUp {
            account,
            vouched: both.vouch(account.bytes(), &session.0.secret()?.public()),
            sealed: both.seal(own_name.as_bytes()),
        };
        if !self.store().take_up(row.id_hash, &taken).await? {
            return Err(InviteError::NotHere);
        }
        let space = RecordId::from_bytes(row.vault.bytes());
        let invitation =
            Invitation { link: link.to_text().to_string(), code: code.digits().to_owned(), ends: row.ends };
        let keep = move |notebook: &hearken_core::Notebook| match notebook.get::<Space>(space) {
            Some(_) => Ok(Vec::new()),
            None => Ok(vec![sharing::join(notebook, space, &called, greeting.role, invitation)?]),
        };
        session.vault().write(keep, Vec::new()).await?;
        Ok(space)
    }

    /// Whether too many wrong codes were tried with the invitation into a space of one's own, so that it opens nothing any more.
    pub async fn is_worn_out(&self, session: &Session, space: RecordId) -> Result<bool, InviteError> {
        let kept = session.vault().read().get::<Space>(space).cloned().ok_or(InviteError::NotHere)?;
        let invitation = kept.invitation.filter(|_| kept.mine);
        let Some(link) = invitation.and_then(|it| InvitationLink::from_text(&it.link)) else {
            return Ok(false);
        };
        let row = self.store().space_invitation(link.id_hash()).await?;
        Ok(row.is_some_and(|row| row.taken.is_none() && row.tries >= MOST_CODES))
    }

    /// Whoever took the invitation into a space up and waits to be let in; `None` while nobody has.
    pub async fn newcomer(
        &self,
        session: &Session,
        space: RecordId,
    ) -> Result<Option<Newcomer>, InviteError> {
        let Some((_, both, taken)) = self.taken_up(session, space).await? else { return Ok(None) };
        let other = self.vouched_for(&both, &taken).await?;
        let called = text(&both, &taken.sealed)?;
        let own = session.0.secret()?.public();
        let words =
            six_words(space.bytes(), (session.account().bytes(), &own), (taken.account.bytes(), &other));
        Ok(Some(Newcomer { called, words }))
    }

    /// Lets whoever took the invitation up into the space, once the six words were the same on both sides. Twice is once.
    pub async fn let_in(&self, session: &Session, space: RecordId) -> Result<(), InviteError> {
        let (row, both, taken) = self.taken_up(session, space).await?.ok_or(InviteError::NotHere)?;
        let public = self.vouched_for(&both, &taken).await?;
        let called = text(&both, &taken.sealed)?;
        let role = session.vault().read().get::<Space>(space).map(|kept| kept.role);
        let opened = self.space(session, space).await?.ok_or(InviteError::NotHere)?;
        let members = self.store().members(row.vault).await?;
        if !members.iter().any(|member| member.account == taken.account) {
            let joins = vec![wrapped(&opened.vault.keys.newest(), taken.account, &public)];
            let newcomer = NewRevision::edit(member_id(taken.account), 0, member(called, role).into());
            let revisions = vec![newcomer];
            opened.changes_members(MemberChange { revisions, joins, ..MemberChange::default() }).await?;
        }
        let now = self.now();
        let keep = move |notebook: &hearken_core::Notebook| {
            // One revision: that they are in, and that the words were the same.
            let (rev, standing) = notebook.get_with_rev::<Space>(space).ok_or(Refusal::NotHere)?;
            let kept = Space { confirmed: true, invitation: None, compared: Some(now), ..standing.clone() };
            Ok(vec![NewRevision::edit(space, rev, kept.into())])
        };
        session.vault().write(keep, Vec::new()).await?;
        Ok(self.store().delete_space_invitation(row.id_hash).await?)
    }

    /// The six words for whoever took an invitation up and is not in yet; `None` where there is nothing to wait for.
    pub async fn words_while_waiting(
        &self,
        session: &Session,
        space: RecordId,
    ) -> Result<Option<[&'static str; 6]>, InviteError> {
        let kept = session.vault().read().get::<Space>(space).cloned().ok_or(InviteError::NotHere)?;
        let link = kept.invitation.filter(|_| !kept.mine).and_then(|it| InvitationLink::from_text(&it.link));
        let Some(link) = link else { return Ok(None) };
        let Some(row) = self.store().space_invitation(link.id_hash()).await? else { return Ok(None) };
        let Some(account) = self.account_row(row.account).await? else { return Ok(None) };
        let (own, other, me) = (session.0.secret()?.public(), public_of(&account)?, session.account());
        Ok(Some(six_words(space.bytes(), (me.bytes(), &own), (account.id.bytes(), &other))))
    }

    /// The six words of a space that both are in; `None` while they are not.
    pub async fn words_of(
        &self,
        session: &Session,
        space: &OpenSpace,
    ) -> Result<Option<[&'static str; 6]>, StoreError> {
        let me = session.account();
        let members = self.store().members(space.vault.id()).await?;
        let other = members.iter().map(|member| member.account).find(|member| *member != me);
        let Some(other) = other else { return Ok(None) };
        let Some(account) = self.account_row(other).await? else { return Ok(None) };
        let public = public_of(&account)?;
        let own = session.0.secret()?.public();
        let vault = space.vault.id().bytes();
        Ok(Some(six_words(vault, (me.bytes(), &own), (other.bytes(), &public))))
    }

    /// An invitation that stands, with what opens it. The try is counted first.
    async fn with_code(
        &self,
        link: &InvitationLink,
        code: &InvitationCode,
    ) -> Result<(SpaceInvitation, InvitationKey), InviteError> {
        let tries = self.store().count_code(link.id_hash()).await?;
        let row = self.store().space_invitation(link.id_hash()).await?.ok_or(InviteError::NotHere)?;
        if self.now() >= row.ends || tries == 0 {
            return Err(InviteError::NotHere);
        }
        let both = link.with_code(code);
        if tries > MOST_CODES {
            return Err(InviteError::NotHere);
        }
        if !both.is(&row.check) {
            return Err(InviteError::OtherCode { left: MOST_CODES - tries });
        }
        self.store().forget_codes(link.id_hash()).await?;
        Ok((row, both))
    }

    /// The invitation into a space of one's own, once somebody took it up.
    async fn taken_up(
        &self,
        session: &Session,
        space: RecordId,
    ) -> Result<Option<(SpaceInvitation, InvitationKey, TakenUp)>, InviteError> {
        let kept = session.vault().read().get::<Space>(space).cloned().ok_or(InviteError::NotHere)?;
        let Some(invitation) = kept.invitation.filter(|_| kept.mine) else { return Ok(None) };
        let link = InvitationLink::from_text(&invitation.link).ok_or(InviteError::NotHere)?;
        let code = InvitationCode::parse(&invitation.code).ok_or(InviteError::NotHere)?;
        let Some(row) = self.store().space_invitation(link.id_hash()).await? else { return Ok(None) };
        let taken = row.taken.clone();
        Ok(taken.map(|taken| (row, link.with_code(&code), taken)))
    }

    /// The public key of whoever took it up, if it is the one that was vouched for.
    async fn vouched_for(&self, both: &InvitationKey, taken: &TakenUp) -> Result<AccountPublic, InviteError> {
        let account = self.account_row(taken.account).await?.ok_or(InviteError::NotHere)?;
        let public = public_of(&account)?;
        if both.vouches(taken.account.bytes(), &public, &taken.vouched) {
            Ok(public)
        } else {
            tracing::error!("the key of somebody who took an invitation up is not the one they vouched for");
            Err(InviteError::OtherKey)
        }
    }
}

fn public_of(account: &AccountRow) -> Result<AccountPublic, StoreError> {
    AccountPublic::from_bytes(&account.public)
        .map_err(|_| StoreError::Damaged("an account's public key".to_owned()))
}

pub(super) fn wrapped(
    key: &VaultKey,
    account: hearken_core::AccountId,
    public: &AccountPublic,
) -> Membership {
    Membership {
        vault: hearken_core::VaultId::from_bytes(key.vault()),
        account,
        epoch: key.epoch(),
        wrapped: key.wrap_to(public, account.bytes()),
        commitment: key.commitment(),
    }
}

fn member(called: String, role: Option<Role>) -> Member {
    Member { called, role, left: false, extra: hearken_core::Extra::default() }
}

/// The role, and on the next line who invites.
fn greeting_text(role: Role, from: &str) -> String {
    format!("{}\n{from}", role.id())
}

fn greeting(row: &SpaceInvitation, both: &InvitationKey) -> Result<Greeting, InviteError> {
    let said = text(both, &row.sealed)?;
    let (role, from) = said.split_once('\n').ok_or(InviteError::NotHere)?;
    let role = Role::from_id(role).ok_or(InviteError::NotHere)?;
    Ok(Greeting { from: from.to_owned(), role })
}

fn text(both: &InvitationKey, sealed: &[u8]) -> Result<String, InviteError> {
    let opened = both.open(sealed).map_err(|_| InviteError::NotHere)?;
    String::from_utf8(opened.to_vec()).map_err(|_| InviteError::NotHere)
}
