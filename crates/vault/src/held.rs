//! Words that arrive while the notebook is locked: a form that was sent after the idle lock, say.
//!
//! They are sealed to the account's public key, which needs no passphrase; only the person can open them. On the next
//! unlock they come back as drafts, at the place where they were typed.

use std::{collections::BTreeMap, sync::Arc};

use hearken_core::{AccountId, DraftId, limits::TEXT_BYTES};
use hearken_seal::{AccountPublic, AccountSecret, random_bytes};
use serde::{Deserialize, Serialize};

use crate::{
    integrity::{Fault, FaultKind},
    keeper::Keeper,
    late::LateNote,
    open::OpenVault,
    port::{AccountRow, HeldRow, StoreError},
    write::WriteError,
};

/// Bytes that are held for one account at the most. Nobody is asked for a passphrase for it; this bounds it.
pub(crate) const HELD_BYTES: usize = 8 * TEXT_BYTES;

/// Why words could not be held.
#[derive(Debug, thiserror::Error)]
pub enum HoldError {
    /// There is no notebook yet, or none that the words are known to belong to.
    #[error("nobody to hold it for")]
    NotSetUp,
    /// Too much is held already.
    #[error("too much is held already")]
    Full,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a browser without a session has to say whose words it sends.
#[derive(Clone, Copy, Default)]
pub struct Sender<'a> {
    /// The cookie of the session that it had.
    pub cookie: Option<&'a str>,
    /// What it keeps to prove that somebody was let in there before.
    pub proofs: &'a str,
    /// Whether this machine alone reaches the server.
    pub is_here: bool,
}

/// What was sent, inside the seal. Frozen.
#[derive(Serialize, Deserialize)]
struct HeldV1 {
    place: String,
    fields: Vec<(String, String)>,
}

impl Keeper {
    /// Holds what was typed at `place` on this machine until the next unlock, where there is one person and no name is asked for.
    pub async fn hold(&self, place: &str, fields: Vec<(String, String)>) -> Result<(), HoldError> {
        self.hold_for(Sender { is_here: true, ..Sender::default() }, place, fields).await
    }

    /// Holds what was typed at `place` until the next unlock of whoever sent it.
    pub async fn hold_for(
        &self,
        sender: Sender<'_>,
        place: &str,
        fields: Vec<(String, String)>,
    ) -> Result<(), HoldError> {
        let account = self.whose_words(sender).await?.ok_or(HoldError::NotSetUp)?;
        let public = AccountPublic::from_bytes(&account.public)
            .map_err(|_| StoreError::Damaged("the account's public key".to_owned()))?;
        let shape = HeldV1 { place: place.to_owned(), fields };
        let payload = rmp_serde::to_vec_named(&shape).expect("words hold nothing that cannot be packed");
        let ticket = random_bytes();
        let sealed = public.seal_held(account.id.bytes(), ticket, &payload);
        if self.store().hold(account.id, &HeldRow { ticket, sealed }, HELD_BYTES).await? {
            Ok(())
        } else {
            Err(HoldError::Full)
        }
    }

    /// On one's own machine nothing has to be proven. From elsewhere anybody could put words among a person's own, and fill the room
    /// for theirs. Where there are or were several people, the only one who is left has no claim to what another may have typed.
    async fn whose_words(&self, sender: Sender<'_>) -> Result<Option<AccountRow>, StoreError> {
        let mut accounts = self.store().some_accounts(2).await?;
        let only = accounts.pop().filter(|only| accounts.is_empty() && only.name.is_none());
        if let Some(only) = only
            && (sender.is_here || self.was_let_in(only.id, sender.proofs).await?)
        {
            return Ok(Some(only));
        }
        match sender.cookie {
            Some(cookie) => self.had(cookie).await,
            None => Ok(None),
        }
    }

    /// Turns everything that is held into drafts; late notes of a sitter's device wait to be taken in. What cannot be
    /// opened is reported and left where it is.
    pub(crate) async fn release_held(
        &self,
        vault: &Arc<OpenVault>,
        account: AccountId,
        secret: &AccountSecret,
    ) -> Result<(), StoreError> {
        let _turn = vault.releasing.lock().await;
        let rows = match self.store().held(account).await {
            // Damage to what is held keeps nobody out of what they have kept.
            Err(StoreError::Damaged(_)) => {
                vault.report(Fault::of(FaultKind::Held));
                return Ok(());
            }
            rows => rows?,
        };
        for held in rows {
            let opened = secret.open_held(account.bytes(), held.ticket, &held.sealed).ok();
            if let Some(late) = opened.as_ref().and_then(|bytes| LateNote::read(held.ticket, bytes)) {
                vault.wait_late(late);
                continue;
            }
            let Some(shape) = opened.and_then(|bytes| rmp_serde::from_slice::<HeldV1>(&bytes).ok()) else {
                vault.report(Fault::of(FaultKind::Held));
                continue;
            };
            let released = match self.keep_as_draft(vault, held.ticket, shape).await {
                Ok(()) => self.store().release(account, held.ticket).await,
                Err(WriteError::Store(error)) => Err(error),
                // Longer than a draft may be: it stays held rather than being cut.
                Err(WriteError::Refused(_) | WriteError::Locked) => {
                    vault.report(Fault::of(FaultKind::Held));
                    Ok(())
                }
            };
            match released {
                // On a full disk it stays held until there is room.
                Err(error) if error.leaves_reading() => break,
                released => released?,
            }
        }
        Ok(())
    }

    async fn keep_as_draft(
        &self,
        vault: &Arc<OpenVault>,
        ticket: [u8; 16],
        held: HeldV1,
    ) -> Result<(), WriteError> {
        let mut fields = BTreeMap::new();
        for (name, value) in held.fields {
            // A field that occurs more than once (several ticked parts) keeps all its values, a line each.
            let kept: &mut String = fields.entry(name).or_default();
            if !kept.is_empty() {
                kept.push('\n');
            }
            kept.push_str(&value);
        }
        let seen = fields.remove("seen").and_then(|seen| seen.parse().ok()).unwrap_or(0);
        let id = fields.remove("draft").and_then(|id| id.parse().ok());
        // The ticket's id, so that a release that was cut short makes no second draft.
        let id = id.unwrap_or_else(|| DraftId::from_bytes(ticket));
        fields.remove("place");
        vault.keep_draft(id, seen, &held.place, fields).await.map(drop)
    }
}
