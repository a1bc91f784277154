//! Setting up: the first person, and those who join later.

use std::sync::Arc;

use hearken_core::{AccountId, VaultId};
use hearken_seal::{AccountSecret, Passphrase, RecoveryWords, Unlocker, VaultKey, random_bytes};

use crate::{
    keeper::Keeper,
    name::Name,
    port::{AccountRow, CreateError, Membership, NewAccount, StoreError, Way},
    session::{Cookie, Session},
    told::Happened,
    who::{InvitationToken, SignUps, Who},
};

/// Why a notebook was not set up.
#[derive(Debug, thiserror::Error)]
pub enum BeginError {
    /// There is one already.
    #[error("already set up")]
    AlreadySetUp,
    /// Somebody has that name.
    #[error("the name is taken")]
    NameTaken,
    /// The invitation was used, has ended, or never was; or nobody may join here by themselves.
    #[error("not invited")]
    NotInvited,
    /// Too many join at once.
    #[error("too many")]
    TooMany {
        /// Seconds until the next try.
        wait_seconds: u64,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<CreateError> for BeginError {
    fn from(error: CreateError) -> Self {
        match error {
            CreateError::NotFirst => Self::AlreadySetUp,
            CreateError::NameTaken => Self::NameTaken,
            CreateError::NotInvited => Self::NotInvited,
            CreateError::Store(error) => Self::Store(error),
        }
    }
}

/// How somebody comes to an account.
pub enum Joins<'a> {
    /// As the first, who becomes the owner; with a name where others are to follow.
    First(Option<Name>),
    /// By an invitation.
    Invited(Name, &'a InvitationToken),
    /// By themselves.
    Openly(Name),
}

impl Keeper {
    /// Makes the first account, for whoever is alone here and needs no name.
    pub async fn begin(&self, passphrase: &Passphrase) -> Result<(Cookie, Session), BeginError> {
        self.join_as(Joins::First(None), &Who::default(), passphrase).await
    }

    /// Makes an account, its notebook and its recovery words, which then wait to be shown and asked back.
    pub async fn join_as(
        &self,
        joins: Joins<'_>,
        who: &Who,
        passphrase: &Passphrase,
    ) -> Result<(Cookie, Session), BeginError> {
        let (account, secret, words) = self.make_account(joins, who, passphrase).await?;
        let (cookie, session) = self.open_session(&account, &secret).await?;
        self.set_words(&session, &words).await;
        Ok((cookie, session))
    }

    async fn make_account(
        &self,
        joins: Joins<'_>,
        who: &Who,
        passphrase: &Passphrase,
    ) -> Result<(AccountRow, Arc<AccountSecret>, RecoveryWords), BeginError> {
        let _turn = self.setting_up().await;
        let admitted = self.admit(joins, who).await?;
        let now = self.now();
        let id = AccountId::from_parts(now, random_bytes());
        let notebook = VaultId::from_parts(now, random_bytes());
        let (secret, words) = (Arc::new(AccountSecret::make()), RecoveryWords::make());
        let public = secret.public();
        let key = VaultKey::make(notebook.bytes(), 1);
        let account = AccountRow {
            id,
            notebook,
            public: public.bytes(),
            words_confirmed: false,
            made: now,
            name: admitted.name,
            is_owner: admitted.first,
            disabled: false,
        };
        let by_passphrase = {
            let _derives = self.trying().await.ok_or(BeginError::TooMany { wait_seconds: 1 })?;
            self.seal_by_passphrase(&secret, id, passphrase).await
        };
        let by_words = Unlocker::by_recovery(&secret, id.bytes(), &words);
        let new = NewAccount {
            first: admitted.first,
            invitation: admitted.invitation,
            account: account.clone(),
            unlockers: vec![(Way::Passphrase, by_passphrase), (Way::Recovery, by_words.bytes())],
            membership: Membership {
                vault: notebook,
                account: id,
                epoch: 1,
                wrapped: key.wrap_to(&public, id.bytes()),
                commitment: key.commitment(),
            },
        };
        self.store().create_account(&new).await?;
        self.tell(id, Happened::Joined);
        Ok((account, secret, words))
    }

    /// Looks before anything is derived. The store looks again, in the same moment in which it makes the account.
    async fn admit(&self, joins: Joins<'_>, who: &Who) -> Result<Admitted, BeginError> {
        let admitted = match joins {
            Joins::First(name) => {
                let first = Admitted { first: true, name, invitation: None };
                return if self.door().await?.is_empty { Ok(first) } else { Err(BeginError::AlreadySetUp) };
            }
            Joins::Invited(name, token) => {
                let closed = self.door().await?.sign_ups == SignUps::Closed;
                if closed || !self.is_invited(token).await? {
                    return Err(BeginError::NotInvited);
                }
                Admitted { first: false, name: Some(name), invitation: Some(token.id_hash()) }
            }
            Joins::Openly(name) => {
                let door = self.door().await?;
                if door.is_empty || door.sign_ups != SignUps::Open {
                    return Err(BeginError::NotInvited);
                }
                Admitted { first: false, name: Some(name), invitation: None }
            }
        };
        match self.count_sign_up(who.from()).await? {
            Ok(()) => Ok(admitted),
            Err(wait_seconds) => Err(BeginError::TooMany { wait_seconds }),
        }
    }
}

/// Somebody who may come in.
struct Admitted {
    first: bool,
    name: Option<Name>,
    invitation: Option<[u8; 32]>,
}
