//! What a person types to get in, and how hard it is stretched.

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::SealError;

/// A passphrase, in one normal form whatever keyboard it came from. Wiped on drop.
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Takes what was typed. In the spirit of RFC 8265's OpaqueString: letters are composed (NFC) and every
    /// kind of space becomes a plain one, so that the same words open on a phone and on a laptop. Nothing is
    /// trimmed, folded or cut.
    pub fn new(typed: &str) -> Self {
        // Composing makes text at most three times as long; growing would leave copies behind in freed memory.
        let mut normal = Zeroizing::new(String::with_capacity(typed.len() * 3));
        normal.extend(typed.chars().map(plain_space).nfc());
        Self(normal)
    }

    /// The normalised text. For estimating its strength, and for nothing else.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// The space separators of Unicode (category Zs) become U+0020; everything else stays.
fn plain_space(letter: char) -> char {
    match letter {
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        _ => letter,
    }
}

/// How hard Argon2id stretches a passphrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KdfParams {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// Passes over that memory.
    pub passes: u32,
    /// Lanes (they run one after another here).
    pub lanes: u32,
}

impl KdfParams {
    /// What new unlockers use: 64 MiB, 3 passes, about 150 ms.
    pub const STANDARD: Self = Self { memory_kib: 64 * 1024, passes: 3, lanes: 1 };
    /// The least that is accepted. A store that lowers the numbers must not win.
    pub const FLOOR: Self = Self { memory_kib: 19 * 1024, passes: 2, lanes: 1 };
    /// The most that is accepted. A store that raises the numbers must not stop the server.
    pub const CEILING: Self = Self { memory_kib: 1024 * 1024, passes: 10, lanes: 4 };

    /// Whether every number lies between [`Self::FLOOR`] and [`Self::CEILING`].
    pub(crate) fn check(self) -> Result<(), SealError> {
        let (floor, ceiling) = (Self::FLOOR, Self::CEILING);
        if self.memory_kib < floor.memory_kib || self.passes < floor.passes || self.lanes < floor.lanes {
            return Err(SealError::KdfTooWeak);
        }
        if self.memory_kib > ceiling.memory_kib || self.passes > ceiling.passes || self.lanes > ceiling.lanes
        {
            return Err(SealError::KdfTooCostly);
        }
        Ok(())
    }

    /// The nearest numbers that [`Self::check`] accepts.
    pub(crate) fn within_bounds(self) -> Self {
        let (floor, ceiling) = (Self::FLOOR, Self::CEILING);
        Self {
            memory_kib: self.memory_kib.clamp(floor.memory_kib, ceiling.memory_kib),
            passes: self.passes.clamp(floor.passes, ceiling.passes),
            lanes: self.lanes.clamp(floor.lanes, ceiling.lanes),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn composed_and_decomposed_letters_are_the_same() {
        assert_eq!(Passphrase::new("Gru\u{308}ße").expose(), "Grüße");
        assert_eq!(Passphrase::new("\u{1112}\u{1161}\u{11ab}").expose(), "\u{d55c}");
    }

    #[test]
    fn every_space_is_a_plain_space_and_none_is_trimmed() {
        assert_eq!(Passphrase::new(" a\u{a0}b\u{3000}c\u{2003}").expose(), " a b c ");
        assert_eq!(Passphrase::new("a\tb\u{200b}").expose(), "a\tb\u{200b}", "a tab or a joiner is no space");
    }

    #[test]
    fn letter_case_and_look_alikes_stay_apart() {
        assert_ne!(Passphrase::new("River").expose(), Passphrase::new("river").expose());
        assert_ne!(Passphrase::new("ﬁr").expose(), Passphrase::new("fir").expose());
    }

    fn params(memory_kib: u32, passes: u32, lanes: u32) -> KdfParams {
        KdfParams { memory_kib, passes, lanes }
    }

    #[test]
    fn every_number_has_a_floor() {
        for weak in [params(19 * 1024 - 1, 3, 1), params(64 * 1024, 1, 1), params(64 * 1024, 3, 0)] {
            assert_eq!(weak.check(), Err(SealError::KdfTooWeak), "{weak:?}");
            assert_eq!(weak.within_bounds().check(), Ok(()), "{weak:?}");
        }
    }

    #[test]
    fn every_number_has_a_ceiling() {
        for costly in [params(1024 * 1024 + 1, 3, 1), params(64 * 1024, 11, 1), params(64 * 1024, 3, 5)] {
            assert_eq!(costly.check(), Err(SealError::KdfTooCostly), "{costly:?}");
            assert_eq!(costly.within_bounds().check(), Ok(()), "{costly:?}");
        }
    }

    #[test]
    fn numbers_within_the_bounds_stay_as_they_are() {
        for good in [KdfParams::STANDARD, KdfParams::FLOOR, KdfParams::CEILING] {
            assert_eq!((good.check(), good.within_bounds()), (Ok(()), good));
        }
    }

    proptest! {
        #[test]
        fn every_unicode_form_gives_the_same_passphrase(typed in "\\PC{0,60}") {
            let decomposed: String = typed.nfd().collect();
            let composed: String = typed.nfc().collect();
            let as_typed = Passphrase::new(&typed);
            prop_assert!(as_typed.expose() == Passphrase::new(&decomposed).expose());
            prop_assert!(as_typed.expose() == Passphrase::new(&composed).expose());
        }

        #[test]
        fn normalising_never_outgrows_its_buffer(typed in any::<String>()) {
            prop_assert!(Passphrase::new(&typed).expose().len() <= typed.len() * 3);
        }
    }
}
