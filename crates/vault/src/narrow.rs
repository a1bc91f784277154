//! Narrow sessions: whoever holds one reaches a single session of treatment, and nothing else of the notebook.
//!
//! A session becomes narrow when the person hands this device to their sitter; a PIN widens it again. Another device joins
//! with a code that opens once, into a narrow session of its own. Both live in memory alone: there is no stored row that a
//! restart could bring back, and both are over when the session of treatment is.
//!
//! What a narrow session may ask for is held in one place of the web's side; this crate says which sessions are narrow, and
//! to what.

use std::time::Duration;

use hearken_core::{
    RecordId, Timestamp,
    journey::{State, TreatmentSession},
};
use hearken_seal::{Remembered, random_bytes};

use crate::{attempts::wait_after, open::OpenVault, port::StoreError};

/// How many digits a PIN has.
const PIN_DIGITS: std::ops::RangeInclusive<usize> = 4..=8;

/// So many wrong PINs end the session; the passphrase opens the notebook as ever.
const MOST_WRONG: u32 = 5;

/// Letters of a code. Read aloud or copied by hand none is another: O is read as 0, I and L as 1.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Letters in a code, five bits each.
const CODE_LETTERS: usize = 8;

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
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum JoinError {
    /// It is not a code that is good now.
    #[error("wrong")]
    Wrong {
        /// Seconds until the next try.
        wait_seconds: u64,
    },
    /// It is too soon after wrong tries; nothing was tried.
    #[error("too soon")]
    TooSoon {
        /// Seconds until the next try.
        wait_seconds: u64,
    },
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
    last: Duration,
}

impl Pin {
    pub(crate) fn of(typed: &str) -> Self {
        Self { secret: Remembered::of(typed), wrong: 0, last: Duration::ZERO }
    }

    /// Counts a try, then tries.
    pub(crate) fn is(&mut self, typed: &str, now: Duration) -> Result<(), TakeBackError> {
        if let Some(wait_seconds) = left(pin_wait(self.wrong), self.last, now) {
            return Err(TakeBackError::TooSoon { wait_seconds });
        }
        (self.wrong, self.last) = (self.wrong + 1, now);
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

fn left(wait: u64, last: Duration, now: Duration) -> Option<u64> {
    wait.checked_sub(now.saturating_sub(last).as_secs()).filter(|left| *left > 0)
}

/// A code that waits for a device.
pub(crate) struct Code {
    pub(crate) secret: Remembered,
    pub(crate) treatment: RecordId,
    /// The session that made it: the code is good only while that one goes on.
    pub(crate) made_by: [u8; 32],
    pub(crate) until: Duration,
}

/// The code that waits, and how often something else was typed.
pub(crate) struct Joining {
    pub(crate) code: Option<Code>,
    wrong: u32,
    last: Duration,
}

impl Joining {
    pub(crate) fn begin() -> Self {
        Self { code: None, wrong: 0, last: Duration::ZERO }
    }

    /// A new code takes the place of the one before, and its tries are counted anew.
    pub(crate) fn wait_for(&mut self, code: Code) {
        *self = Self { code: Some(code), ..Self::begin() };
    }

    /// Whether a code waits that was made in that session.
    pub(crate) fn waits_for(&self, made_by: [u8; 32], now: Duration) -> bool {
        self.code.as_ref().is_some_and(|code| code.made_by == made_by && now < code.until)
    }

    /// The code that this is, taken out: it is good once. The try is counted first; whether any code waits makes no
    /// difference in what is answered, nor in how long it takes.
    pub(crate) fn take(&mut self, typed: &str, now: Duration) -> Result<Code, JoinError> {
        if let Some(wait_seconds) = left(wait_after(self.wrong), self.last, now) {
            return Err(JoinError::TooSoon { wait_seconds });
        }
        (self.wrong, self.last) = (self.wrong.saturating_add(1), now);
        let wrong = JoinError::Wrong { wait_seconds: wait_after(self.wrong) };
        let code = self.code.take().filter(|code| now < code.until);
        let nobody = Remembered::of("");
        let is_it = code.as_ref().map_or(&nobody, |code| &code.secret).is(&plain(typed));
        match code {
            Some(code) if is_it => {
                self.wrong = 0;
                Ok(code)
            }
            other => {
                self.code = other;
                Err(wrong)
            }
        }
    }
}

/// A new code, in two groups: 40 bits.
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

    fn code(until: u64) -> Code {
        Code {
            secret: Remembered::of("ABCD1234"),
            treatment: RecordId::from_bytes([1; 16]),
            made_by: [0; 32],
            until: Duration::from_secs(until),
        }
    }

    #[test]
    fn a_code_is_forty_bits_in_letters_that_cannot_be_mistaken() {
        for _ in 0..200 {
            let code = new_code();
            assert_eq!(plain(&code).len(), 8);
            assert!(plain(&code).bytes().all(|letter| LETTERS.contains(&letter)), "{code}");
            assert!(code.as_bytes()[4] == b'-' && !code.contains(['I', 'L', 'O', 'U']));
        }
        assert_ne!(new_code(), new_code());
        assert_eq!(plain(" abcd 12-3o"), "ABCD1230");
        assert_eq!(plain("il-IL"), "1111");
    }

    #[test]
    fn a_code_is_good_once_and_for_a_quarter_of_an_hour() {
        let mut joining = Joining::begin();
        joining.wait_for(code(900));
        assert!(joining.take("abcd-1234", Duration::from_secs(899)).is_ok());
        assert!(joining.take("abcd-1234", Duration::from_secs(899)).is_err(), "a second time");
        joining.wait_for(code(900));
        assert!(joining.take("abcd-1234", Duration::from_secs(900)).is_err(), "too late");
        assert!(joining.code.is_none());
    }

    #[test]
    fn wrong_codes_wait_longer_and_longer_and_leave_the_right_one_good() {
        let mut joining = Joining::begin();
        joining.wait_for(code(900));
        let now = Duration::from_secs(10);
        let waits: Vec<_> = (0..3).map(|_| joining.take("WRONG", now).err()).collect();
        let wrong = |wait_seconds| Some(JoinError::Wrong { wait_seconds });
        assert_eq!(waits, [wrong(0), wrong(0), wrong(2)]);
        assert_eq!(joining.take("ABCD1234", now).err(), Some(JoinError::TooSoon { wait_seconds: 2 }));
        assert!(joining.take("ABCD1234", Duration::from_secs(12)).is_ok());
    }

    #[test]
    fn nobody_learns_whether_a_code_waits() {
        let mut nothing = Joining::begin();
        let mut something = Joining::begin();
        something.wait_for(code(900));
        for second in [0, 0, 0, 1, 2, 30] {
            let now = Duration::from_secs(second);
            assert_eq!(nothing.take("WRONG", now).err(), something.take("WRONG", now).err());
        }
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
            assert!(
                matches!(pin.is("0000", now), Err(TakeBackError::Wrong { wait_seconds }) if wait_seconds == wait)
            );
            assert!(
                matches!(pin.is("4711", now), Err(TakeBackError::TooSoon { .. })),
                "even the right one waits"
            );
            now += Duration::from_secs(wait);
        }
        assert!(matches!(pin.is("0000", now), Err(TakeBackError::Ended)));
        let mut pin = Pin::of("4711");
        assert!(pin.is("0000", Duration::ZERO).is_err());
        assert!(pin.is("4711", Duration::from_secs(2)).is_ok());
    }
}
