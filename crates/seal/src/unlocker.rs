//! One way in: the account secret, sealed by a passphrase, by recovery words or by a passkey.
//!
//! ```text
//! byte   0      format (1)
//!        1      way (1 passphrase, 2 recovery words, 4 passkey)
//!        2..14  Argon2id memory in KiB, passes, lanes: three u32, big endian; zeros for what is not stretched
//!       14..30  salt
//!       30..42  nonce
//!       42..90  account seed (32) and tag (16), AES-256-GCM-SIV
//!       90..122 SHA-256 of all before
//! ```
//! The checksum proves nothing against a forger. It tells *damage* from a *wrong passphrase*, so that nobody is
//! told to try again when the fault is the disk's.

#[cfg(test)]
mod guessing;

use crate::{
    AccountSecret, Id, KdfParams, PasskeySecret, Passphrase, RecoveryWords, SealError,
    format::FORMAT,
    hazmat::{
        aead::{AeadKey, NONCE, TAG},
        argon::argon2id,
        hash::{equal, hkdf, sha256},
    },
    labels,
    random::random_bytes,
};

const SALT_AT: usize = 14;
const NONCE_AT: usize = SALT_AT + 16;
const CHECKSUM_AT: usize = NONCE_AT + NONCE + 32 + TAG;
const LENGTH: usize = CHECKSUM_AT + 32;

/// What stands where nothing is stretched.
const UNSTRETCHED: KdfParams = KdfParams { memory_kib: 0, passes: 0, lanes: 0 };

/// Which way in an unlocker is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A passphrase, stretched by Argon2id.
    Passphrase,
    /// The 24 recovery words.
    Recovery,
    /// What a passkey gives out.
    Passkey,
}

impl Way {
    fn byte(self) -> u8 {
        match self {
            Self::Passphrase => 1,
            Self::Recovery => 2,
            // 3 stands in the vectors as a way that nobody knows.
            Self::Passkey => 4,
        }
    }

    fn from_byte(byte: u8) -> Result<Self, SealError> {
        match byte {
            1 => Ok(Self::Passphrase),
            2 => Ok(Self::Recovery),
            4 => Ok(Self::Passkey),
            unknown => Err(SealError::UnknownAlgorithm(unknown)),
        }
    }
}

/// The account secret, sealed by one way in. Safe to keep on file.
#[derive(Clone, PartialEq, Eq)]
pub struct Unlocker {
    way: Way,
    bytes: [u8; LENGTH],
}

impl Unlocker {
    /// Seals `secret` by a passphrase. `params` outside [`KdfParams::FLOOR`] and [`KdfParams::CEILING`] are moved
    /// to the nearest bound, because what lies beyond could never be opened again. Takes about 150 ms and 64 MiB
    /// with [`KdfParams::STANDARD`].
    pub fn by_passphrase(
        secret: &AccountSecret,
        account: Id,
        passphrase: &Passphrase,
        params: KdfParams,
    ) -> Self {
        let params = params.within_bounds();
        let salt = random_bytes();
        let key = passphrase_key(passphrase, &salt, account, params);
        Self::seal(Way::Passphrase, params, salt, &key, secret, account)
    }

    /// Seals `secret` by recovery words. No stretching: the words hold 256 bits.
    pub fn by_recovery(secret: &AccountSecret, account: Id, words: &RecoveryWords) -> Self {
        let salt = random_bytes();
        let key = recovery_key(words, &salt, account);
        Self::seal(Way::Recovery, UNSTRETCHED, salt, &key, secret, account)
    }

    /// Seals `secret` by what a passkey gives out. No stretching: it holds 256 bits.
    pub fn by_passkey(secret: &AccountSecret, account: Id, given: &PasskeySecret) -> Self {
        let salt = random_bytes();
        let key = passkey_key(given, &salt, account);
        Self::seal(Way::Passkey, UNSTRETCHED, salt, &key, secret, account)
    }

    /// Opens the account secret with a passphrase. As slow as sealing was.
    ///
    /// # Errors
    /// [`SealError::Open`] for the wrong passphrase, account or way; [`SealError::KdfTooWeak`] and
    /// [`SealError::KdfTooCostly`] for numbers that somebody must have tampered with.
    pub fn open_with_passphrase(
        &self,
        account: Id,
        passphrase: &Passphrase,
    ) -> Result<AccountSecret, SealError> {
        let params = self.kdf_params().ok_or(SealError::Open)?;
        params.check()?;
        self.open(&passphrase_key(passphrase, self.salt(), account, params), account)
    }

    /// Opens the account secret with recovery words.
    ///
    /// # Errors
    /// [`SealError::Open`] for the wrong words, account or way.
    pub fn open_with_recovery(&self, account: Id, words: &RecoveryWords) -> Result<AccountSecret, SealError> {
        match self.way {
            Way::Recovery => self.open(&recovery_key(words, self.salt(), account), account),
            Way::Passphrase | Way::Passkey => Err(SealError::Open),
        }
    }

    /// Opens the account secret with what a passkey gives out.
    ///
    /// # Errors
    /// [`SealError::Open`] for another passkey, account or way.
    pub fn open_with_passkey(&self, account: Id, given: &PasskeySecret) -> Result<AccountSecret, SealError> {
        match self.way {
            Way::Passkey => self.open(&passkey_key(given, self.salt(), account), account),
            Way::Passphrase | Way::Recovery => Err(SealError::Open),
        }
    }

    /// Which way in this is.
    pub fn way(&self) -> Way {
        self.way
    }

    /// How hard the passphrase is stretched, as the bytes claim; `None` for what is not stretched. Compare with
    /// [`KdfParams::STANDARD`] after a successful opening to see whether sealing anew would be stronger.
    pub fn kdf_params(&self) -> Option<KdfParams> {
        let number =
            |at: usize| self.bytes[at..at + 4].iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte));
        (self.way == Way::Passphrase).then(|| KdfParams {
            memory_kib: number(2),
            passes: number(6),
            lanes: number(10),
        })
    }

    /// The 122 bytes to keep on file.
    pub fn bytes(&self) -> Vec<u8> {
        self.bytes.to_vec()
    }

    /// Reads what [`Self::bytes`] gave.
    ///
    /// # Errors
    /// [`SealError::Malformed`] when the bytes are damaged or of another format, [`SealError::UnknownAlgorithm`]
    /// when they name a way in that this version does not know.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SealError> {
        let bytes: [u8; LENGTH] = bytes.try_into().map_err(|_| SealError::Malformed)?;
        let (content, checksum) = bytes.split_at(CHECKSUM_AT);
        if bytes[0] != FORMAT || !equal(checksum, &sha256(&[content])) {
            return Err(SealError::Malformed);
        }
        Ok(Self { way: Way::from_byte(bytes[1])?, bytes })
    }

    fn seal(
        way: Way,
        params: KdfParams,
        salt: [u8; 16],
        key: &AeadKey,
        secret: &AccountSecret,
        account: Id,
    ) -> Self {
        let head = [
            [FORMAT, way.byte()].as_slice(),
            &params.memory_kib.to_be_bytes(),
            &params.passes.to_be_bytes(),
            &params.lanes.to_be_bytes(),
            &salt,
        ]
        .concat();
        let mut bytes = key.seal(&head, &context(&head, account), secret.seed().expose());
        bytes.extend(sha256(&[&bytes]));
        Self { way, bytes: bytes.try_into().expect("all parts have fixed lengths") }
    }

    fn open(&self, key: &AeadKey, account: Id) -> Result<AccountSecret, SealError> {
        let (head, sealed) = self.bytes[..CHECKSUM_AT].split_at(NONCE_AT);
        AccountSecret::from_seed(&key.open(&context(head, account), sealed)?)
    }

    fn salt(&self) -> &[u8; 16] {
        self.bytes[SALT_AT..NONCE_AT].try_into().expect("the salt has 16 bytes")
    }
}

/// Frozen: label, format, way, parameters, salt, account.
fn context(head: &[u8], account: Id) -> Vec<u8> {
    [labels::UNLOCKER, head, &account].concat()
}

fn passphrase_key(passphrase: &Passphrase, salt: &[u8; 16], account: Id, params: KdfParams) -> AeadKey {
    let stretched = argon2id(passphrase.expose().as_bytes(), salt, params);
    AeadKey::new(&hkdf(salt, stretched.expose(), &[labels::UNLOCKER_PASSPHRASE_KEY, &account]))
}

fn passkey_key(given: &PasskeySecret, salt: &[u8; 16], account: Id) -> AeadKey {
    AeadKey::new(&hkdf(salt, given.expose(), &[labels::UNLOCKER_PASSKEY_KEY, &account]))
}

fn recovery_key(words: &RecoveryWords, salt: &[u8; 16], account: Id) -> AeadKey {
    AeadKey::new(&hkdf(salt, words.entropy().expose(), &[labels::UNLOCKER_RECOVERY_KEY, &account]))
}
