//! What is kept about a passkey or about codes, inside its seal. Frozen.

use hearken_core::AccountId;
use hearken_seal::{AccountSecret, PasskeyPublic, SealError, TotpSecret};
use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

use crate::port::FactorRow;

/// All of it; what says nothing is left out.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    /// What its owner calls it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) label: String,
    /// What the authenticator calls a passkey.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "serde_bytes")]
    pub(super) credential: Vec<u8>,
    /// What a passkey's signatures are checked with.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "serde_bytes")]
    pub(super) public: Vec<u8>,
    /// The secret of codes.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "serde_bytes")]
    pub(super) secret: Vec<u8>,
}

impl Kept {
    pub(super) fn passkey(label: &str, credential: Vec<u8>, public: &PasskeyPublic) -> Self {
        let public = public.bytes().to_vec();
        Self { label: label.to_owned(), credential, public, secret: Vec::new() }
    }

    pub(super) fn codes(codes: &TotpSecret) -> Self {
        let secret = codes.to_bytes().to_vec();
        Self { label: String::new(), credential: Vec::new(), public: Vec::new(), secret }
    }

    /// Opens what a row keeps.
    pub(super) fn of(row: &FactorRow, secret: &AccountSecret) -> Result<Self, SealError> {
        let opened = secret.open_factor(row.account.bytes(), &row.id, &row.sealed)?;
        rmp_serde::from_slice(&opened).map_err(|_| SealError::Malformed)
    }

    pub(super) fn seal(&self, secret: &AccountSecret, account: AccountId, id: &[u8; 32]) -> Vec<u8> {
        let mut text = rmp_serde::to_vec_named(self).expect("texts and bytes can be written");
        let sealed = secret.seal_factor(account.bytes(), id, &text);
        text.zeroize();
        sealed
    }

    pub(super) fn public(&self) -> PasskeyPublic {
        PasskeyPublic::from_bytes(&self.public)
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        self.secret.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_written_as_it_always_was() {
        let passkey = Kept::passkey("Phone", vec![1, 2], &PasskeyPublic::from_bytes(&[1, 4, 9]));
        let bytes = rmp_serde::to_vec_named(&passkey).unwrap();
        assert_eq!(
            bytes,
            b"\x83\xa5label\xa5Phone\xaacredential\xc4\x02\x01\x02\xa6public\xc4\x03\x01\x04\x09"
        );
        let codes = Kept::codes(&TotpSecret::from_bytes(&[7; 20]).unwrap());
        let written = [b"\x81\xa6secret\xc4\x14".as_slice(), &[7; 20]].concat();
        assert_eq!(rmp_serde::to_vec_named(&codes).unwrap(), written);
        let newer = b"\x82\xa6secret\xc4\x02\x07\x07\xa5later\x01";
        assert_eq!(
            rmp_serde::from_slice::<Kept>(newer).unwrap().secret,
            [7; 2],
            "a newer program's field is no fault"
        );
        assert!(rmp_serde::from_slice::<Kept>(b"\x81\xa6secret\x01").is_err());
    }
}
