//! A page for somebody without an account: one file that a browser opens with a passphrase, on its own.
//!
//! Browsers have neither Argon2 nor a cipher that forgives a repeated nonce. So the passphrase is stretched by PBKDF2, and a
//! key seals one text and no second: the salt is new each time. `docs/sealed-page.md` says how to open one without us.
//!
//! The passphrase is said by voice, and typed on whatever keyboard is there: capitals and further spaces do not count.

use std::num::NonZeroU32;

use aws_lc_rs::pbkdf2;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::{
    Opened, Passphrase, SealError,
    format::{self, AES_256_GCM_BY_PBKDF2},
    hazmat::aead::AeadKey,
    kind_words, labels, padding,
    random::random_bytes,
    secret::Secret32,
};

/// How often the passphrase is hashed: what OWASP's Password Storage Cheat Sheet asks of PBKDF2-HMAC-SHA256.
const ROUNDS: u32 = 600_000;
/// The most that is accepted, so that no file keeps a reader for an hour.
const MOST_ROUNDS: u32 = 10_000_000;
const SALT: usize = 16;
/// How many words a passphrase that is offered has: 65 bits.
const WORDS: usize = 6;

/// Seals a page: format, algorithm, rounds, salt, nonce, padded text, tag. Takes about a fifth of a second.
pub fn seal_page(passphrase: &Passphrase, text: &[u8]) -> Vec<u8> {
    let salt: [u8; SALT] = random_bytes();
    let head = [&format::head(AES_256_GCM_BY_PBKDF2)[..], &ROUNDS.to_be_bytes(), &salt].concat();
    let key = stretched(passphrase, NonZeroU32::new(ROUNDS).expect("not zero"), &salt);
    key.seal(&head, &context(&head), &padding::pad(text))
}

/// Opens what [`seal_page`] sealed.
///
/// # Errors
/// [`SealError::Open`] for another passphrase or for changed bytes; [`SealError::KdfTooWeak`] and [`SealError::KdfTooCostly`]
/// for rounds that nobody here wrote; [`SealError::Malformed`] and [`SealError::UnknownAlgorithm`] for another shape.
pub fn open_page(passphrase: &Passphrase, sealed: &[u8]) -> Result<Opened, SealError> {
    let body = format::body(sealed, AES_256_GCM_BY_PBKDF2)?;
    let (rounds, body) = body.split_first_chunk().ok_or(SealError::Malformed)?;
    let (salt, body) = body.split_first_chunk::<SALT>().ok_or(SealError::Malformed)?;
    let rounds = match u32::from_be_bytes(*rounds) {
        ..ROUNDS => return Err(SealError::KdfTooWeak),
        rounds if rounds > MOST_ROUNDS => return Err(SealError::KdfTooCostly),
        rounds => NonZeroU32::new(rounds).ok_or(SealError::KdfTooWeak)?,
    };
    let head = &sealed[..sealed.len() - body.len()];
    Opened::unpad(stretched(passphrase, rounds, salt).open(&context(head), body)?)
}

/// Words to offer as the passphrase of a page, drawn by chance.
pub fn page_words() -> Zeroizing<String> {
    let words: [&str; WORDS] = std::array::from_fn(|_| word());
    Zeroizing::new(words.join(" "))
}

/// A kind word, each as likely as any other.
fn word() -> &'static str {
    loop {
        let drawn = u16::from_be_bytes(random_bytes()) >> (u16::BITS as usize - kind_words::BITS);
        if let Some(word) = kind_words::chosen(drawn.into()) {
            return word;
        }
    }
}

fn stretched(passphrase: &Passphrase, rounds: NonZeroU32, salt: &[u8]) -> AeadKey {
    let heard = heard(passphrase);
    let key = Secret32::filled_by(|key| {
        pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA256, rounds, salt, heard.as_bytes(), key);
    });
    AeadKey::once(&key)
}

/// A passphrase as it is heard. Frozen: each letter small by itself, composed (NFC), and one space between two words.
fn heard(passphrase: &Passphrase) -> Zeroizing<String> {
    let typed = passphrase.expose();
    // With room for all of it: growing would leave copies behind in freed memory.
    let room = typed.len() * 3;
    let mut small = Zeroizing::new(String::with_capacity(room));
    small.extend(typed.chars().flat_map(char::to_lowercase).nfc());
    let mut heard = Zeroizing::new(String::with_capacity(room));
    for word in small.split(' ').filter(|word| !word.is_empty()) {
        if !heard.is_empty() {
            heard.push(' ');
        }
        heard.push_str(word);
    }
    heard
}

/// Frozen: label, and everything before the nonce.
fn context(head: &[u8]) -> Vec<u8> {
    [labels::PAGE, head].concat()
}

#[cfg(test)]
mod tests {
    use bip39::Language;
    use proptest::prelude::*;

    use super::*;
    use crate::padding::padded_length;

    fn by() -> Passphrase {
        Passphrase::new("lantern otter drizzle sofa")
    }

    #[test]
    fn the_words_that_are_offered_are_six_of_the_list_and_never_the_same() {
        let (one, other) = (page_words(), page_words());
        assert_ne!(*one, *other);
        assert_eq!(one.split(' ').count(), WORDS);
        assert!(one.split(' ').all(|word| Language::English.find_word(word).is_some()));
    }

    #[test]
    fn no_unkind_word_is_offered() {
        assert!((0..20_000).all(|_| kind_words::is_kind(word())));
    }

    #[test]
    fn what_cannot_be_heard_does_not_count() {
        let heard = |typed: &str| heard(&Passphrase::new(typed)).to_string();
        assert_eq!(heard(" Lantern\u{a0} OTTER "), "lantern otter");
        assert_eq!(heard("ΟΔΟΣ I\u{307}"), "οδοσ i\u{307}", "each letter by itself");
        assert_ne!(heard("lanternotter"), heard("lantern otter"));
    }

    #[test]
    fn two_pages_of_the_same_text_share_no_salt_and_no_nonce() {
        let (one, other) = (seal_page(&by(), b"words"), seal_page(&by(), b"words"));
        assert_ne!(one[6..22], other[6..22]);
        assert_ne!(one[22..34], other[22..34]);
    }

    proptest! {
        // Each case stretches a passphrase as often as a reader does.
        #![proptest_config(ProptestConfig::with_cases(12))]

        #[test]
        fn any_text_opens_again_and_its_length_is_that_of_its_bucket(text in prop::collection::vec(any::<u8>(), 0..3000)) {
            let sealed = seal_page(&by(), &text);
            prop_assert_eq!(sealed.len(), 34 + padded_length(text.len()) + 16);
            let opened = open_page(&by(), &sealed).unwrap();
            prop_assert_eq!(&*opened, text.as_slice());
        }

        #[test]
        fn another_passphrase_opens_nothing(typed in "[a-z]{1,12}( [a-z]{1,12}){0,5}") {
            prop_assume!(typed != by().expose());
            prop_assert_eq!(open_page(&Passphrase::new(&typed), &seal_page(&by(), b"words")).err(), Some(SealError::Open));
        }

        #[test]
        fn a_flipped_bit_anywhere_opens_nothing(at in any::<prop::sample::Index>(), bit in 0..8_u32) {
            let mut sealed = seal_page(&by(), b"words");
            let at = at.index(sealed.len());
            sealed[at] ^= 1 << bit;
            prop_assert!(open_page(&by(), &sealed).is_err(), "byte {at}, bit {bit}");
        }
    }
}
