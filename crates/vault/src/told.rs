//! What whoever runs the server is told of people coming and going: that somebody tried to get in and by which door, that a
//! notebook was begun or closed, that a browser was signed out. Never a word or a name, and whose it was only as a mark by
//! which the same is known again: it is made with a key that lives as long as the process and leads back to nobody.

use std::net::IpAddr;

use hearken_core::AccountId;
use hearken_seal::Digest;
use tracing::{field::display, info, warn};

use crate::{
    account::UnlockError,
    doors::outside,
    keeper::Keeper,
    port::{AccountRow, Counter},
};

/// By what somebody tried to get in.
#[derive(Clone, Copy)]
pub(crate) enum Door {
    /// The passphrase.
    Passphrase,
    /// The recovery words.
    RecoveryWords,
    /// The passphrase, asked again of somebody who is signed in.
    PassphraseAgain,
    /// A passkey that opens by itself.
    Passkey,
    /// A code, after the right passphrase.
    Code,
    /// A passkey, after the right passphrase.
    SecondPasskey,
}

impl Door {
    fn name(self) -> &'static str {
        match self {
            Self::Passphrase => "passphrase",
            Self::RecoveryWords => "recovery words",
            Self::PassphraseAgain => "passphrase, asked again",
            Self::Passkey => "passkey",
            Self::Code => "code after the passphrase",
            Self::SecondPasskey => "passkey after the passphrase",
        }
    }
}

/// Something that happened to an account, in words for the log.
#[derive(Clone, Copy)]
pub(crate) enum Happened {
    Joined,
    Closed,
    NewPassphrase,
    NewRecoveryWords,
    BrowserEnded,
    OtherBrowsersEnded,
    AllEnded,
    ShutOut,
    LetInAgain,
    Invites,
    MadeOwner,
    FirstStep,
}

impl Happened {
    fn says(self) -> &'static str {
        match self {
            Self::Joined => "a notebook was begun",
            Self::Closed => "an account was closed",
            Self::NewPassphrase => "a passphrase was changed",
            Self::NewRecoveryWords => "new recovery words were made",
            Self::BrowserEnded => "a browser was signed out from another one",
            Self::AllEnded => "all browsers and devices of an account were signed out",
            Self::OtherBrowsersEnded => "all other browsers were signed out",
            Self::ShutOut => "an account was shut out",
            Self::LetInAgain => "an account was let in again",
            Self::MadeOwner => "an account was made the owner",
            Self::Invites => "an invitation was made",
            Self::FirstStep => "the passphrase was right, and a second step is asked for",
        }
    }
}

impl Keeper {
    pub(crate) fn tell(&self, account: AccountId, happened: Happened) {
        info!(whose = self.mark(&account.bytes()), "{}", happened.says());
    }

    /// Tells of a try. A name that nobody has is marked as one that somebody has.
    pub(crate) fn tell_of_try(
        &self,
        door: Door,
        whose: &str,
        from: Option<IpAddr>,
        failed: Option<&UnlockError>,
    ) {
        let (door, from) = (door.name(), outside(from).map(display));
        match failed {
            None => info!(door, whose, from, "somebody was let in"),
            Some(UnlockError::Wrong { .. }) => warn!(door, whose, from, "a try to get in failed"),
            Some(UnlockError::TooSoon { .. }) => {
                warn!(door, whose, from, "a try to get in came too soon and was not tried");
            }
            Some(error) => warn!(door, whose, from, %error, "a try to get in could not be answered"),
        }
    }

    /// The mark of an account, or of a name that nobody has.
    pub(crate) fn mark_of(&self, found: Option<&AccountRow>, counter: Counter) -> String {
        match (found, counter) {
            (Some(account), _) => self.mark(&account.id.bytes()),
            (None, Counter::Hash(hash)) => self.mark(&hash),
            (None, Counter::Account(account) | Counter::SecondStep(account)) => self.mark(&account.bytes()),
        }
    }

    pub(crate) fn mark(&self, of: &[u8]) -> String {
        let marked = Digest::of(&[self.marks_key().as_slice(), of].concat());
        marked.0[..4].iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
