//! Who is at the door: a name, an address, an invitation; and who may come in.

use std::net::IpAddr;

use hearken_core::AccountId;
use hearken_seal::{Digest, Passphrase, random_bytes};

use crate::{
    account::{LetIn, UnlockError},
    keeper::Keeper,
    name::{self, Name},
    port::{AccountRow, Counter, InvitationRow, StoreError},
    session::Session,
    told::Happened,
};

/// How long an invitation can be used, in seconds: seven days. (P)
const INVITATION_LASTS: i64 = 7 * 86_400;

/// Who says they are at the door. Without a name: whoever has the one account that has none.
#[derive(Clone, Default)]
pub struct Who {
    name: String,
    from: Option<IpAddr>,
    browser: String,
}

impl Who {
    /// Somebody by the name that they typed, and from where.
    pub fn new(name: &str, from: Option<IpAddr>) -> Self {
        Self { name: name.to_owned(), from, browser: String::new() }
    }

    /// With what their browser has to prove that it was here before.
    pub fn in_browser(self, proofs: &str) -> Self {
        Self { browser: proofs.to_owned(), ..self }
    }

    pub(crate) fn browser(&self) -> &str {
        &self.browser
    }

    pub(crate) fn from(&self) -> Option<IpAddr> {
        self.from
    }
}

/// Who may make an account of their own here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SignUps {
    /// Whom the owner has invited.
    Invitation,
    /// Anybody.
    Open,
    /// Nobody.
    Closed,
}

/// What stands at the door.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Door {
    /// Nobody has a notebook here yet.
    pub is_empty: bool,
    /// A name is asked for: there are several people, or are to be.
    pub asks_name: bool,
    /// Who may make an account.
    pub sign_ups: SignUps,
}

/// What the address of an invitation holds. Not printed, not stored.
pub struct InvitationToken([u8; 16]);

impl InvitationToken {
    /// As it stands in an address.
    pub fn to_text(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// From an address; `None` for what was never one.
    pub fn from_text(text: &str) -> Option<Self> {
        if text.len() != 32 || !text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
            return None;
        }
        u128::from_str_radix(text, 16).ok().map(|token| Self(token.to_be_bytes()))
    }

    pub(crate) fn id_hash(&self) -> [u8; 32] {
        Digest::of(&[b"invitation\0".as_slice(), &self.0].concat()).0
    }
}

impl Keeper {
    /// What stands at the door.
    pub async fn door(&self) -> Result<Door, StoreError> {
        let some = self.store().some_accounts(2).await?;
        let named = some.iter().any(|account| account.name.is_some());
        let chosen = self.sign_ups();
        Ok(Door {
            is_empty: some.is_empty(),
            asks_name: chosen.is_some() || named || some.len() > 1,
            sign_ups: chosen.unwrap_or(SignUps::Invitation),
        })
    }

    /// Makes an invitation in the name of whoever is signed in, if they are the owner.
    pub async fn invite(&self, session: &Session) -> Result<Option<InvitationToken>, StoreError> {
        match self.store().account(session.account()).await? {
            Some(account) if account.is_owner => self.invite_as(account.id).await.map(Some),
            _ => Ok(None),
        }
    }

    /// Makes an invitation. For whoever has the machine in their hands.
    pub async fn invite_as(&self, owner: AccountId) -> Result<InvitationToken, StoreError> {
        let (token, made) = (InvitationToken(random_bytes()), self.now());
        let ends = made.plus_seconds(INVITATION_LASTS);
        let row = InvitationRow { id_hash: token.id_hash(), by: owner, made, ends };
        self.store().put_invitation(&row).await?;
        self.tell(owner, Happened::Invites);
        Ok(token)
    }

    /// Whether an invitation can be used.
    pub async fn is_invited(&self, token: &InvitationToken) -> Result<bool, StoreError> {
        let row = self.store().invitation(token.id_hash()).await?;
        Ok(row.is_some_and(|row| self.now() < row.ends))
    }

    /// The account that is meant, if there is one that may be opened, and what tries are counted for. Whether a name is
    /// known shows in neither the counting nor the work.
    pub(crate) async fn look_for(&self, who: &Who) -> Result<(Option<AccountRow>, Counter), StoreError> {
        let folded = name::fold(&who.name);
        let found = match folded.is_empty() {
            true => self.nameless().await?,
            false => self.store().account_named(&folded).await?,
        };
        let counter = match &found {
            Some(account) if folded.is_empty() => Counter::Account(account.id),
            _ => name::counter(&folded),
        };
        Ok((found.filter(|account| !account.disabled), counter))
    }

    /// The one account without a name. Where it is alone, nothing but itself needs to be whole.
    async fn nameless(&self) -> Result<Option<AccountRow>, StoreError> {
        let mut some = self.store().some_accounts(2).await?;
        match (some.pop(), some.is_empty()) {
            (None, _) => Ok(None),
            (Some(only), true) => Ok(Some(only).filter(|only| only.name.is_none())),
            (Some(_), false) => self.store().account_named("").await,
        }
    }

    /// The account of a command on the machine that holds the notebooks.
    pub(crate) async fn chosen(&self, account: Option<&str>) -> Result<Chosen, StoreError> {
        if let Some(name) = account {
            let folded = name::fold(name);
            let found = match folded.is_empty() {
                true => self.nameless().await?,
                false => self.store().account_named(&folded).await?,
            };
            return Ok(found.map_or(Chosen::Nobody, |found| Chosen::One(Box::new(found))));
        }
        let mut some = self.store().some_accounts(2).await?;
        Ok(match (some.pop(), some.is_empty()) {
            (None, _) => Chosen::Nobody,
            (Some(only), true) => Chosen::One(Box::new(only)),
            (Some(_), false) => Chosen::Several,
        })
    }

    /// The name of whoever is signed in.
    pub async fn name_of(&self, session: &Session) -> Result<Option<Name>, StoreError> {
        Ok(self.store().account(session.account()).await?.and_then(|account| account.name))
    }

    /// Whether whoever is signed in may let others in.
    pub async fn is_owner(&self, session: &Session) -> Result<bool, StoreError> {
        Ok(self.store().account(session.account()).await?.is_some_and(|account| account.is_owner))
    }

    /// Whether nobody could be invited any more without whoever is signed in: they are the owner, and there are others.
    pub async fn lets_others_in(&self, session: &Session) -> Result<bool, StoreError> {
        Ok(self.is_owner(session).await? && self.store().some_accounts(2).await?.len() > 1)
    }

    /// Makes somebody the owner in place of whoever is. For whoever has the machine in their hands.
    pub async fn make_owner(&self, account: AccountId) -> Result<(), StoreError> {
        self.store().make_owner(account).await?;
        self.tell(account, Happened::MadeOwner);
        Ok(())
    }

    /// Shuts an account out, or lets it in again, also where too many failures in a row keep strangers out. For whoever has the machine in their hands.
    pub async fn set_disabled(&self, account: AccountId, disabled: bool) -> Result<(), StoreError> {
        self.store().set_disabled(account, disabled).await?;
        self.tell(account, if disabled { Happened::ShutOut } else { Happened::LetInAgain });
        if disabled { self.end_sessions(account, None).await } else { self.forget_failures(account).await }
    }

    /// Closes the account of whoever is signed in: everything of theirs goes, and their sessions end.
    pub async fn close_account(&self, session: &Session, passphrase: &Passphrase) -> Result<(), UnlockError> {
        let LetIn { account, .. } = self.secret_by_passphrase(session, passphrase).await?;
        self.end_every_space(session).await?;
        // Nothing is written any more while it goes, and nothing is left in memory.
        let ended = self.end_sessions(account.id, None).await;
        self.store().close_account(account.id).await?;
        self.tell(account.id, Happened::Closed);
        Ok(ended?)
    }

    /// Gives whoever is signed in a name, if they give the passphrase once more. Tells whether nobody else has it, which is why
    /// it can be asked a few times an hour and no more: else names could be tried out until one is taken.
    pub async fn choose_name(
        &self,
        session: &Session,
        name: &Name,
        passphrase: &Passphrase,
    ) -> Result<bool, UnlockError> {
        let LetIn { account, .. } = self.secret_by_passphrase(session, passphrase).await?;
        if let Err(wait_seconds) = self.count_name(account.id).await? {
            return Err(UnlockError::TooSoon { wait_seconds });
        }
        Ok(self.store().set_name(account.id, name).await?)
    }
}

/// Whose notebook a command means.
pub(crate) enum Chosen {
    One(Box<AccountRow>),
    Several,
    Nobody,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_as_it_was_written_and_nothing_else_is() {
        let token = InvitationToken([0x0a; 16]);
        let text = token.to_text();
        assert_eq!(text, "0a".repeat(16));
        assert_eq!(InvitationToken::from_text(&text).unwrap().id_hash(), token.id_hash());
        for no in ["", "0a", &"0A".repeat(16), &"+a".repeat(16), &"0a".repeat(17), &"zz".repeat(16)] {
            assert!(InvitationToken::from_text(no).is_none(), "{no}");
        }
    }
}
