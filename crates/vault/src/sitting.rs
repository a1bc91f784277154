//! What lies sealed of a narrow session and of a code, so that every process knows them and the database alone opens nothing.
//!
//! A device that joins gets a key pair of its own: the keys of the notebook are wrapped to it, and its secret is sealed, at
//! first under the code and then under the device's cookie. So it never has the secret of the account.

use hearken_core::{AccountId, RecordId, Timestamp, VaultId};
use hearken_seal::{AccountSecret, Id, SessionSecret};
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;
use zeroize::Zeroizing;

use crate::{
    keys::{Keys, unwrap_all},
    port::Membership,
};

/// Where what a session is held to is sealed.
const SITTING: Id = *b"a sitter's hold.";

/// Where what a code opens is sealed.
const JOINING: Id = *b"what a code has.";

/// What a narrow session is held to, and what it opens. Frozen.
#[derive(Serialize, Deserialize)]
pub(crate) struct SittingV1 {
    #[serde(with = "serde_bytes")]
    pub(crate) treatment: [u8; 16],
    #[serde(with = "serde_bytes")]
    pub(crate) handle: [u8; 16],
    pub(crate) since_ms: i64,
    pub(crate) pin: Option<ByteBuf>,
    pub(crate) opens: OpensV1,
}

/// What a code leads to. Frozen.
#[derive(Serialize, Deserialize)]
pub(crate) struct JoiningV1 {
    #[serde(with = "serde_bytes")]
    pub(crate) treatment: [u8; 16],
    pub(crate) opens: OpensV1,
}

/// A sealed secret, and the keys of the notebook that are wrapped to it; none where it is the account's own. Frozen.
#[derive(Serialize, Deserialize)]
pub(crate) struct OpensV1 {
    #[serde(with = "serde_bytes")]
    pub(crate) secret: Vec<u8>,
    keys: Vec<KeyV1>,
}

#[derive(Serialize, Deserialize)]
struct KeyV1 {
    epoch: u32,
    #[serde(with = "serde_bytes")]
    wrapped: Vec<u8>,
    #[serde(with = "serde_bytes")]
    commitment: [u8; 32],
}

impl OpensV1 {
    /// For a session that has the secret of the account already, sealed as it is.
    pub(crate) fn of_account(sealed: &[u8]) -> Self {
        Self { secret: sealed.to_vec(), keys: Vec::new() }
    }

    /// For a secret of its own.
    pub(crate) fn for_device(
        cookie: &SessionSecret,
        secret: &AccountSecret,
        account: AccountId,
        keys: &Keys,
    ) -> Self {
        let (public, id) = (secret.public(), account.bytes());
        let wrap = |key: &std::sync::Arc<hearken_seal::VaultKey>| KeyV1 {
            epoch: key.epoch(),
            wrapped: key.wrap_to(&public, id),
            commitment: key.commitment(),
        };
        Self { secret: cookie.seal_account(secret, id), keys: keys.all().iter().map(wrap).collect() }
    }

    /// The secret, and the keys of the notebook that it opens.
    pub(crate) fn open(
        &self,
        cookie: &SessionSecret,
        account: AccountId,
        notebook: VaultId,
    ) -> Option<(AccountSecret, Vec<hearken_seal::VaultKey>)> {
        let secret = cookie.open_account(&self.secret, account.bytes()).ok()?;
        let row = |key: &KeyV1| Membership {
            vault: notebook,
            account,
            epoch: key.epoch,
            wrapped: key.wrapped.clone(),
            commitment: key.commitment,
        };
        let rows: Vec<_> = self.keys.iter().map(row).collect();
        let keys = unwrap_all(&rows, account, notebook, &secret).ok()?;
        Some((secret, keys))
    }

    /// The same under another cookie.
    pub(crate) fn move_to(
        &self,
        from: &SessionSecret,
        to: &SessionSecret,
        account: AccountId,
    ) -> Option<Self> {
        let secret = from.open_account(&self.secret, account.bytes()).ok()?;
        let key = |key: &KeyV1| KeyV1 {
            epoch: key.epoch,
            wrapped: key.wrapped.clone(),
            commitment: key.commitment,
        };
        Some(Self {
            secret: to.seal_account(&secret, account.bytes()),
            keys: self.keys.iter().map(key).collect(),
        })
    }
}

impl SittingV1 {
    pub(crate) fn seal(&self, cookie: &SessionSecret, account: AccountId) -> Vec<u8> {
        cookie.seal_beside(account.bytes(), SITTING, 0, &packed(self))
    }

    pub(crate) fn open(cookie: &SessionSecret, account: AccountId, sealed: &[u8]) -> Option<Self> {
        let opened = cookie.open_beside(account.bytes(), SITTING, 0, sealed).ok()?;
        rmp_serde::from_slice(&opened).ok()
    }

    pub(crate) fn treatment(&self) -> RecordId {
        RecordId::from_bytes(self.treatment)
    }

    pub(crate) fn handle(&self) -> RecordId {
        RecordId::from_bytes(self.handle)
    }

    pub(crate) fn since(&self) -> Timestamp {
        Timestamp::from_millis(self.since_ms)
    }
}

impl JoiningV1 {
    pub(crate) fn seal(&self, code: &SessionSecret, account: AccountId) -> Vec<u8> {
        code.seal_beside(account.bytes(), JOINING, 0, &packed(self))
    }

    pub(crate) fn open(code: &SessionSecret, account: AccountId, sealed: &[u8]) -> Option<Self> {
        let opened = code.open_beside(account.bytes(), JOINING, 0, sealed).ok()?;
        rmp_serde::from_slice(&opened).ok()
    }
}

fn packed(shape: &impl Serialize) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(rmp_serde::to_vec_named(shape).expect("bytes can be packed"))
}

#[cfg(test)]
mod tests {
    use hearken_seal::VaultKey;

    use super::*;

    #[test]
    fn what_is_sealed_of_a_narrow_session_is_frozen() {
        let opens = OpensV1 {
            secret: vec![5, 6],
            keys: vec![KeyV1 { epoch: 1, wrapped: vec![7], commitment: [8; 32] }],
        };
        let shape = SittingV1 {
            treatment: [1; 16],
            handle: [2; 16],
            since_ms: 3,
            pin: Some(ByteBuf::from([4])),
            opens,
        };
        let text = |text: &str| [&[0xa0 | u8::try_from(text.len()).unwrap()], text.as_bytes()].concat();
        let bytes = |bytes: &[u8]| [&[0xc4, u8::try_from(bytes.len()).unwrap()], bytes].concat();
        let written = [
            vec![0x85],
            text("treatment"),
            bytes(&[1; 16]),
            text("handle"),
            bytes(&[2; 16]),
            text("since_ms"),
            vec![3],
            text("pin"),
            bytes(&[4]),
            text("opens"),
            vec![0x82],
            text("secret"),
            bytes(&[5, 6]),
            text("keys"),
            vec![0x91, 0x83],
            text("epoch"),
            vec![1],
            text("wrapped"),
            bytes(&[7]),
            text("commitment"),
            bytes(&[8; 32]),
        ];
        assert_eq!(packed(&shape).to_vec(), written.concat());
        let joining = JoiningV1 { treatment: [1; 16], opens: OpensV1::of_account(&[5]) };
        let written = [
            vec![0x82],
            text("treatment"),
            bytes(&[1; 16]),
            text("opens"),
            vec![0x82],
            text("secret"),
            bytes(&[5]),
            text("keys"),
            vec![0x90],
        ];
        assert_eq!(packed(&joining).to_vec(), written.concat());
    }

    #[test]
    fn what_a_code_has_moves_to_a_cookie_and_opens_with_nothing_else() {
        let (account, vault) = (AccountId::from_bytes([1; 16]), VaultId::from_bytes([2; 16]));
        let (code, cookie, secret) = (SessionSecret::make(), SessionSecret::make(), AccountSecret::make());
        let keys = Keys::new(vec![VaultKey::make(vault.bytes(), 1)]).unwrap();
        let first = OpensV1::for_device(&code, &secret, account, &keys);
        let moved = first.move_to(&code, &cookie, account).unwrap();
        let (_, opened) = moved.open(&cookie, account, vault).unwrap();
        assert_eq!(opened[0].commitment(), keys.oldest().commitment());
        assert!(moved.open(&code, account, vault).is_none() && first.open(&cookie, account, vault).is_none());
    }
}
