//! Codes from an app: RFC 6238 with SHA-1, six digits and thirty seconds, which is what every such app knows.

use aws_lc_rs::hmac;
use zeroize::Zeroizing;

use crate::{hazmat::hash::equal, random};

/// Seconds that a code is shown for.
const STEP: u64 = 30;

/// Bytes of a secret: as many as SHA-1 gives, which RFC 4226 asks for.
const LENGTH: usize = 20;

/// The letters of base32 (RFC 4648), in which apps take a secret.
const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// What the app and the account both know. Wiped on drop.
pub struct TotpSecret(Zeroizing<[u8; LENGTH]>);

impl TotpSecret {
    /// A fresh one.
    pub fn make() -> Self {
        let mut bytes = Zeroizing::new([0; LENGTH]);
        random::fill(bytes.as_mut_slice());
        Self(bytes)
    }

    /// The 20 bytes, for sealing them.
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(self.0.to_vec())
    }

    /// Reads what [`Self::to_bytes`] gave; `None` for anything else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(|bytes| Self(Zeroizing::new(bytes)))
    }

    /// As it is typed into an app: 32 letters and digits.
    pub fn to_text(&self) -> Zeroizing<String> {
        let letter =
            |five: &[u8]| char::from(LETTERS[five.iter().fold(0, |sum, bit| sum << 1 | usize::from(*bit))]);
        let bits: Zeroizing<Vec<u8>> = Zeroizing::new(
            self.0.iter().flat_map(|byte| (0..8).rev().map(move |at| byte >> at & 1)).collect(),
        );
        let mut text = Zeroizing::new(String::with_capacity(LENGTH * 8 / 5));
        text.extend(bits.chunks(5).map(letter));
        text
    }

    /// Reads what [`Self::to_text`] wrote; `None` for anything else.
    pub fn from_text(text: &str) -> Option<Self> {
        if text.len() != LENGTH * 8 / 5 {
            return None;
        }
        let mut secret = Self(Zeroizing::new([0; LENGTH]));
        for (at, letter) in text.bytes().enumerate() {
            let value = LETTERS.iter().position(|known| *known == letter)?;
            for bit in 0..5 {
                let place = at * 5 + bit;
                secret.0[place / 8] |= u8::try_from(value >> (4 - bit) & 1).ok()? << (7 - place % 8);
            }
        }
        Some(secret)
    }

    /// The step whose code this is, if it is that of now or of the one before or after: clocks differ a little. Blanks do
    /// not matter. Each step's code is to be taken once, so only steps after `used` are looked at.
    pub fn step_of(&self, typed: &str, unix_seconds: u64, used: u64) -> Option<u64> {
        let typed: Zeroizing<String> =
            Zeroizing::new(typed.chars().filter(|sign| !sign.is_whitespace()).collect());
        let now = unix_seconds / STEP;
        let mut found = None;
        for step in now.saturating_sub(1)..=now + 1 {
            let same = equal(typed.as_bytes(), self.code(step).as_bytes());
            found = if same && step > used { Some(step) } else { found };
        }
        found
    }

    /// The six digits that an app shows at that time.
    pub fn shown_at(&self, unix_seconds: u64) -> Zeroizing<String> {
        self.code(unix_seconds / STEP)
    }

    /// The six digits of a step (RFC 4226, 5.3).
    fn code(&self, step: u64) -> Zeroizing<String> {
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &*self.0);
        let tag = hmac::sign(&key, &step.to_be_bytes());
        let tag = tag.as_ref();
        let at = usize::from(tag[LENGTH - 1] & 0xf);
        let number =
            tag[at..at + 4].iter().fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte)) & 0x7fff_ffff;
        Zeroizing::new(format!("{:06}", number % 1_000_000))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, for SHA-1: the last six of its eight digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let secret = TotpSecret::from_bytes(b"12345678901234567890").unwrap();
        let published = [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ];
        for (seconds, code) in published {
            assert_eq!(*secret.shown_at(seconds), code, "at {seconds}");
            assert_eq!(secret.step_of(code, seconds, 0), Some(seconds / STEP), "at {seconds}");
        }
    }

    #[test]
    fn a_code_holds_one_step_either_way_and_once() {
        let secret = TotpSecret::from_bytes(b"12345678901234567890").unwrap();
        let (step, code) = (100, secret.code(100));
        for now in [99, 100, 101] {
            assert_eq!(secret.step_of(&code, now * STEP, 0), Some(step), "at {now}");
            assert_eq!(secret.step_of(&code, now * STEP, step - 1), Some(step));
            assert_eq!(secret.step_of(&code, now * STEP, step), None, "it was used");
        }
        assert_eq!(secret.step_of(&code, 98 * STEP, 0), None);
        assert_eq!(secret.step_of(&code, 102 * STEP, 0), None);
        let spaced = format!(" {} {} ", &code[..3], &code[3..]);
        assert_eq!(secret.step_of(&spaced, 100 * STEP, 0), Some(step));
        for other in ["", "12345", "1234567", "abcdef", "٠١٢٣٤٥"] {
            assert_eq!(secret.step_of(other, 100 * STEP, 0), None, "{other}");
        }
    }

    #[test]
    fn a_secret_is_written_as_apps_read_it() {
        let secret = TotpSecret::from_bytes(b"12345678901234567890").unwrap();
        assert_eq!(*secret.to_text(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        let made = TotpSecret::make();
        assert_eq!(TotpSecret::from_text(&made.to_text()).unwrap().to_bytes(), made.to_bytes());
        for other in
            ["", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ", "gezdgnbvgy3tqojqgezdgnbvgy3tqojq", &"1".repeat(32)]
        {
            assert!(TotpSecret::from_text(other).is_none(), "{other}");
        }
    }

    #[test]
    fn no_two_secrets_of_codes_are_the_same() {
        let made: std::collections::HashSet<_> =
            (0..1_000).map(|_| TotpSecret::make().to_bytes().to_vec()).collect();
        assert_eq!(made.len(), 1_000);
        for bit in 0..LENGTH * 8 {
            let ones = made.iter().filter(|secret| secret[bit / 8] >> (bit % 8) & 1 == 1).count();
            assert!((350..=650).contains(&ones), "bit {bit} is 1 in {ones} of 1,000");
        }
    }
}
