//! A browser that has opened an account before, and can prove it. What it holds opens nothing: whoever stole it may try
//! passphrases apart from everybody else, and no more.
//!
//! The proof follows from the unlocker of the passphrase, which only the store has, so nothing is kept for it; and it is
//! over with that passphrase.

use crate::{
    Id, Unlocker, base64,
    hazmat::hash::{equal, hkdf_public},
    labels, random_bytes,
};

/// The number of a browser, and its proof.
pub struct KnownBrowser {
    number: [u8; 16],
    proof: [u8; 32],
}

impl KnownBrowser {
    /// Of a browser that has just opened this account.
    pub fn make(passphrase: &Unlocker, account: Id) -> Self {
        let number = random_bytes();
        Self { number, proof: proof(passphrase, account, &number) }
    }

    /// As a cookie holds it: 64 characters of base64url.
    pub fn to_text(&self) -> String {
        base64::encode_url(&[self.number.as_slice(), &self.proof].concat())
    }

    /// Reads what [`Self::to_text`] wrote; `None` for anything else.
    pub fn from_text(text: &str) -> Option<Self> {
        let bytes = base64::decode(text.as_bytes()).filter(|_| text.len() == 64)?;
        let (number, proof) = bytes.split_at_checked(16)?;
        Some(Self { number: number.try_into().ok()?, proof: proof.try_into().ok()? })
    }

    /// Whether it proves that this account was opened there, with the passphrase that it still has.
    pub fn is_of(&self, passphrase: &Unlocker, account: Id) -> bool {
        equal(&proof(passphrase, account, &self.number), &self.proof)
    }

    /// What its tries are counted for.
    pub fn number(&self) -> &[u8; 16] {
        &self.number
    }
}

fn proof(passphrase: &Unlocker, account: Id, number: &[u8; 16]) -> [u8; 32] {
    hkdf_public(&[], &passphrase.bytes(), &[labels::KNOWN_BROWSER, &account, number])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{AccountSecret, KdfParams, Passphrase};

    const ACCOUNT: Id = [7; 16];

    fn unlocker() -> Unlocker {
        let secret = AccountSecret::make();
        Unlocker::by_passphrase(&secret, ACCOUNT, &Passphrase::new("otter"), KdfParams::FLOOR)
    }

    #[test]
    fn a_proof_is_for_one_account_with_one_passphrase_and_one_browser() {
        let (here, later) = (unlocker(), unlocker());
        let known = KnownBrowser::make(&here, ACCOUNT);
        let read = KnownBrowser::from_text(&known.to_text()).unwrap();
        assert!(read.is_of(&here, ACCOUNT));
        assert!(!read.is_of(&here, [8; 16]) && !read.is_of(&later, ACCOUNT));
        let other = KnownBrowser { number: [1; 16], ..read };
        assert!(!other.is_of(&here, ACCOUNT), "no other number goes with it");
    }

    #[test]
    fn what_was_never_a_proof_is_none() {
        let text = KnownBrowser::make(&unlocker(), ACCOUNT).to_text();
        for no in ["", "AAAA", &text[1..], &format!("{text}A"), &"!".repeat(64)] {
            assert!(KnownBrowser::from_text(no).is_none(), "{no}");
        }
    }
}
