//! Keys and sealing: the one narrow door between a person's words and everything that is stored.
//!
//! A caller hands over bytes and says *where they belong*; it gets sealed bytes back, or the words again. Which
//! cipher, which nonce, which key and which associated data: none of that is the caller's business, and the
//! ciphers themselves are private to this crate.
//!
//! ```text
//!  passphrase ──Argon2id──▶ HKDF ─┐
//!  24 recovery words ─────▶ HKDF ─┤
//!  a passkey's secret ────▶ HKDF ─┼─ seals ─▶ AccountSecret            an X-Wing key pair (ML-KEM-768 + X25519)
//!  session cookie ────────▶ HKDF ─┘  (Unlocker,       │
//!                                     session blob)   ├──HKDF──▶ factor key ─ seals ─▶ passkeys' names and keys, secrets of codes
//!                                                     │
//!                                                     ├─ opens ─▶ held words      sealed by anyone to AccountPublic
//!                                                     │  (HPKE)
//!                                                     └─ opens ─▶ VaultKey         one per epoch, wrapped per member
//!                                                        (HPKE)      │
//!                                                                    ├──HKDF──▶ entry key ─ seals ─▶ entries
//!                                                                    ├──HKDF──▶ draft key ─ seals ─▶ drafts
//!                                                                    ├──HKDF──▶ event id     a record's name in calendars
//!                                                                    ├──HKDF──▶ keeping key ─ seals ─▶ keys of feeds
//!                                                                    └──HKDF──▶ commitment   says which key it is
//!
//!  session cookie ────────▶ HKDF ── seals ─▶ what the session keeps for itself: whom it is held to, words to be asked back
//!  code for a device ─Argon2id─▶            the same as a cookie, until it is used
//!
//!  token in an address ───▶ HKDF ── seals ─▶ a feed                   opens without the notebook, for the token alone
//!
//!  link + code ───────────▶ HKDF ── seals ─▶ what an invitation says; vouches for the key of whoever takes it up
//!
//!  passphrase of a page ──PBKDF2── seals ─▶ a page          opens in any browser, without a server or an account
//!
//!  sealed entry ─SHA-256─▶ Digest ─┐
//!  previous Link ──────────────────┴─SHA-256─▶ next Link      the chain: nothing goes missing unseen
//! ```
//!
//! What holds throughout:
//!
//! * **Everything sealed is bound to its place.** Vault, record, revision, epoch and position are authenticated
//!   with the words, so nothing can be moved, swapped or replayed.
//! * **Every purpose has its own label**, and all labels are on one page (the private module `labels`).
//! * **Opening says yes or no.** [`SealError::Open`] never tells more.
//! * **Secrets cannot be copied, printed, compared or serialised**, and are wiped when they go out of scope.
//! * **Written formats are frozen**: every byte is pinned by the vectors in `tests/vectors/`.
//!
//! This crate knows no domain type, no storage and no clock. Ids are plain 16-byte arrays ([`Id`]).

mod account;
mod base64;
mod capture;
mod chain;
mod draft;
mod entry;
mod error;
mod factor;
mod feed;
pub mod foreign;
mod format;
mod hazmat;
mod invitation;
mod kind_words;
mod known;
mod known_answers;
mod labels;
#[cfg(test)]
mod left_over;
mod mail;
mod padding;
mod page;
mod passkey;
mod passphrase;
#[cfg(test)]
mod published;
mod random;
mod recovery;
mod remembered;
mod second_step;
mod secret;
mod session;
mod six_words;
mod totp;
mod unlocker;
mod vault_key;

pub use account::{AccountPublic, AccountSecret};
pub use capture::{CAPTURE_PUBLIC, CaptureKey};
pub use chain::{Digest, Hasher, Link};
pub use entry::{EntryPlace, Opened};
pub use error::SealError;
pub use feed::{FeedKey, FeedToken};
pub use foreign::{ForeignError, looks_like_encrypted_jrnl, open_jrnl};
pub use format::sealed_epoch;
pub use invitation::{InvitationCode, InvitationKey, InvitationLink};
pub use known::KnownBrowser;
pub use known_answers::known_answers;
pub use mail::MailKey;
pub use padding::padded_length;
pub use page::{open_page, page_words, seal_page};
pub use passkey::{
    Assertion, Expected, NewPasskey, PasskeyFault, PasskeyPublic, PasskeySecret, challenge_id, challenge_in,
    passkey_id, passkey_salt,
};
pub use passphrase::{KdfParams, Passphrase};
pub use random::random_bytes;
pub use recovery::{RecoveryWords, WordsFault};
pub use remembered::Remembered;
pub use second_step::StepSecret;
pub use session::SessionSecret;
pub use six_words::six_words;
pub use totp::TotpSecret;
pub use unlocker::{Unlocker, Way};
pub use vault_key::VaultKey;

/// An identifier as this crate sees it: 16 bytes whose meaning is the caller's.
pub type Id = [u8; 16];
