//! Narrow sessions: whoever holds one reaches a single session of treatment, and nothing else of the notebook.
//!
//! A session becomes narrow when the person hands this device to their sitter; a PIN widens it again. Another device joins
//! with a code that opens once, into a narrow session of its own. What either is held to lies sealed under its own cookie
//! (`sitting.rs`): no restart and no other process makes it wider, and both are over when the session of treatment is.
//!
//! What a narrow session may ask for is held in one place of the web's side; this crate says which sessions are narrow, and
//! to what.

use std::time::Duration;

use hearken_core::{
    RecordId, Timestamp,
    journey::{State, TreatmentSession},
};
use hearken_seal::{Remembered, random_bytes};

use crate::{open::OpenVault, port::StoreError};

/// How many digits a PIN has.
const PIN_DIGITS: std::ops::RangeInclusive<usize> = 4..=8;

/// So many wrong PINs end the session; the passphrase opens the notebook as ever.
const MOST_WRONG: u32 = 5;

/// Letters of a code. Read aloud or copied by hand none is another: O is read as 0, I and L as 1.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Letters in a code, five bits each.
const CODE_LETTERS: usize = 10;

/// How long a code is good for.
pub(crate) const CODE_LASTS: Duration = Duration::from_secs(15 * 60);

/// So many devices can be with one session of treatment at a time.
pub(crate) const MOST_SITTING: usize = 4;

/// Why a device was not handed over, or no code made.
#[derive(Debug, thiserror::Error)]
pub enum HandOverError {
    /// The session of treatment is not under way, or this session is narrow itself.
    #[error("not now")]
    NotNow,
    /// Enough devices are with it.
    #[error("no more devices")]
    TooMany,
    /// The store failed; nothing has changed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a device was not taken back.
#[derive(Debug, thiserror::Error)]
pub enum TakeBackError {
    /// It is another PIN.
    #[error("wrong")]
    Wrong {
        /// Seconds until the next try.
        wait_seconds: u64,
    },
    /// It is too soon after a wrong one; nothing was tried.
    #[error("too soon")]
    TooSoon {
        /// Seconds until the next try.
        wait_seconds: u64,
    },
    /// Too many were wrong: the session has ended.
    #[error("ended")]
    Ended,
    /// This device joined by a code and was never the person's.
    #[error("no way back")]
    NoWayBack,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a device did not join.
#[derive(Debug, thiserror::Error)]
pub enum JoinError {
    /// It is not a code that is good now.
    #[error("wrong")]
    Wrong,
    /// There were too many wrong ones; nothing was tried.
    #[error("too soon")]
    TooSoon {
        /// Seconds until the next try.
        wait_seconds: u64,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A device that is with a session of treatment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sitting {
    /// Names it; opens nothing.
    pub handle: RecordId,
    /// When it was handed over, or joined.
    pub since: Timestamp,
    /// Whether it joined by a code.
    pub joined: bool,
    /// Seconds since it last asked for something.
    pub quiet_seconds: u64,
}

/// What a session is held to.
pub(crate) struct Narrow {
    pub(crate) treatment: RecordId,
    pub(crate) handle: RecordId,
    pub(crate) since: Timestamp,
    /// When it is over, whatever else.
    pub(crate) until: Duration,
    /// What widens it again; a device that joined has none.
    pub(crate) pin: Option<Pin>,
}

impl Narrow {
    /// How far it reaches, to be looked at once nothing is held any more.
    pub(crate) fn reach(&self) -> Reach {
        Reach { treatment: self.treatment, until: self.until }
    }
}

/// What a narrow session reaches, and until when. Whoever makes a page holds the notebook and asks what its session is
/// held to; so that is let go of before the notebook is read for it.
#[derive(Clone, Copy)]
pub(crate) struct Reach {
    pub(crate) treatment: RecordId,
    until: Duration,
}

impl Reach {
    pub(crate) fn is_over(self, vault: &OpenVault, now: Duration) -> bool {
        now >= self.until || !is_under_way(vault, self.treatment)
    }

    /// Whether it is over because its session of treatment has ended by its list, and for no other reason.
    pub(crate) fn ended_by_list(self, vault: &OpenVault, now: Duration) -> bool {
        let notebook = vault.read();
        let treatment = notebook.get::<TreatmentSession>(self.treatment);
        let ended = [State::Recovering, State::Integrating, State::Closed];
        now < self.until && treatment.is_some_and(|treatment| ended.contains(&treatment.state))
    }
}

/// Whether that session of treatment has begun and has not ended by its list.
pub(crate) fn is_under_way(vault: &OpenVault, treatment: RecordId) -> bool {
    let notebook = vault.read();
    notebook.get::<TreatmentSession>(treatment).is_some_and(|session| session.state == State::InSession)
}

/// Whether that can be a PIN.
pub fn is_pin(typed: &str) -> bool {
    PIN_DIGITS.contains(&typed.len()) && typed.bytes().all(|byte| byte.is_ascii_digit())
}

/// A PIN, and how often it was missed.
pub(crate) struct Pin {
    secret: Remembered,
    wrong: u32,
    /// When it was last tried here.
    last: Option<Duration>,
}

impl Pin {
    pub(crate) fn of(typed: &str) -> Self {
        Self { secret: Remembered::of(typed), wrong: 0, last: None }
    }

    /// As it lay sealed. Tries that were counted elsewhere come with the next one.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Some(Self { secret: Remembered::from_bytes(bytes)?, wrong: 0, last: None })
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.secret.bytes().to_vec()
    }

    /// Whether it may be tried now, where so many were wrong and the last one that many seconds ago.
    pub(crate) fn may_be_tried(&mut self, wrong: u32, ago: u64, now: Duration) -> Result<(), TakeBackError> {
        let here = self.last.map_or(u64::MAX, |last| now.saturating_sub(last).as_secs());
        self.wrong = self.wrong.max(wrong);
        match pin_wait(self.wrong).checked_sub(ago.min(here)).filter(|left| *left > 0) {
            Some(wait_seconds) => Err(TakeBackError::TooSoon { wait_seconds }),
            None => Ok(()),
        }
    }

    /// Counts a try, then tries.
    pub(crate) fn is(&mut self, typed: &str, now: Duration) -> Result<(), TakeBackError> {
        (self.wrong, self.last) = (self.wrong + 1, Some(now));
        if self.secret.is(typed) {
            Ok(())
        } else if self.wrong >= MOST_WRONG {
            Err(TakeBackError::Ended)
        } else {
            Err(TakeBackError::Wrong { wait_seconds: pin_wait(self.wrong) })
        }
    }
}

/// Seconds to wait after so many wrong PINs.
fn pin_wait(wrong: u32) -> u64 {
    if wrong == 0 { 0 } else { 1 << wrong.min(MOST_WRONG) }
}

/// A new code, in two groups: 50 bits. Whoever has the database pays the work of a passphrase for each guess: some million
/// years of a core.
pub(crate) fn new_code() -> String {
    let bytes: [u8; CODE_LETTERS] = random_bytes();
    let letters: String = bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
    let (first, second) = letters.split_at(CODE_LETTERS / 2);
    format!("{first}-{second}")
}

/// A code as it was typed, without what people put between and with look-alikes made one.
pub(crate) fn plain(typed: &str) -> String {
    let letters = typed.chars().filter(char::is_ascii_alphanumeric).take(CODE_LETTERS + 1);
    let one = |letter: char| match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        letter => letter,
    };
    letters.map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_fifty_bits_in_letters_that_cannot_be_mistaken() {
        for _ in 0..200 {
            let code = new_code();
            assert_eq!(plain(&code).len(), 10);
            assert!(plain(&code).bytes().all(|letter| LETTERS.contains(&letter)), "{code}");
            assert!(code.as_bytes()[5] == b'-' && !code.contains(['I', 'L', 'O', 'U']));
        }
        assert_ne!(new_code(), new_code());
        assert_eq!(plain(" abcd 12-3o"), "ABCD1230");
        assert_eq!(plain("il-IL"), "1111");
    }

    #[test]
    fn a_pin_is_four_to_eight_digits() {
        assert!(["0000", "12345678"].into_iter().all(is_pin));
        assert!(["", "123", "123456789", "12 34", "12a4", "١٢٣٤"].into_iter().all(|typed| !is_pin(typed)));
    }

    #[test]
    fn wrong_pins_wait_and_the_fifth_ends_it() {
        let (mut pin, mut now) = (Pin::of("4711"), Duration::ZERO);
        for wait in [2, 4, 8, 16] {
            assert!(pin.may_be_tried(0, u64::MAX, now).is_ok());
            assert!(
                matches!(pin.is("0000", now), Err(TakeBackError::Wrong { wait_seconds }) if wait_seconds == wait)
            );
            let early = pin.may_be_tried(0, u64::MAX, now);
            assert!(matches!(early, Err(TakeBackError::TooSoon { .. })), "even the right one waits");
            now += Duration::from_secs(wait);
        }
        assert!(matches!(pin.is("0000", now), Err(TakeBackError::Ended)));
    }

    #[test]
    fn pins_that_were_tried_through_another_process_count_here() {
        let mut pin = Pin::from_bytes(&Pin::of("4711").bytes()).unwrap();
        let early = pin.may_be_tried(3, 7, Duration::ZERO);
        assert!(matches!(early, Err(TakeBackError::TooSoon { wait_seconds: 1 })), "{early:?}");
        assert!(pin.may_be_tried(4, 16, Duration::ZERO).is_ok());
        assert!(matches!(pin.is("0000", Duration::ZERO), Err(TakeBackError::Ended)));
    }
}
