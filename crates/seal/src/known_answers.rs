//! One known answer for each thing that sealing is made of, for whoever looks at an installed system: a processor, a library or
//! a build that reckons otherwise would seal what nobody opens again. The tests hold all of them to many more.

use crate::{
    AccountSecret, KdfParams, RecoveryWords, SealError, VaultKey,
    hazmat::{
        aead::AeadKey,
        argon::argon2id,
        hash::{hkdf_public, sha256},
    },
    random_bytes,
    secret::Secret32,
};

/// NIST, examples to FIPS 180-4: the digest of `abc`.
const DIGEST: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
/// RFC 5869, test case 1, its first 32 bytes.
const DERIVED: &str = "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf";
/// The reference implementation of Argon2id, 256 KiB, two passes, one lane.
const STRETCHED: &str = "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe";
/// RFC 8452, appendix C.2: sixteen bytes under AES-256-GCM-SIV.
const SEALED: &str = "85a01b63025ba19b7fd3ddfc033b3e76c9eac6fa700942702e90862383c6c366";

/// What each gives, and whether it is what it must be.
pub fn known_answers() -> [(&'static str, bool); 7] {
    [
        ("digests", is(&sha256(&[b"abc"]), DIGEST)),
        ("derived-keys", derives()),
        ("stretching", stretches()),
        ("cipher", opens()),
        ("wrapped-keys", wraps()),
        ("recovery-words", spells()),
        ("randomness", random_bytes::<32>() != random_bytes::<32>()),
    ]
}

fn is(found: &[u8], expected: &str) -> bool {
    found.iter().map(|byte| format!("{byte:02x}")).collect::<String>() == expected
}

fn derives() -> bool {
    let salt: Vec<u8> = (0..=0x0c).collect();
    let info: Vec<u8> = (0xf0..=0xf9).collect();
    is(&hkdf_public(&salt, &[0x0b; 22], &[&info]), DERIVED)
}

fn stretches() -> bool {
    let params = KdfParams { memory_kib: 256, passes: 2, lanes: 1 };
    is(argon2id(b"password", b"somesalt", params).expose(), STRETCHED)
}

fn opens() -> bool {
    let (mut key, mut nonce, mut text) = ([0; 32], [0; 12], [0; 16]);
    (key[0], nonce[0], text[0]) = (1, 3, 1);
    let bytes =
        (0..SEALED.len()).step_by(2).filter_map(|at| u8::from_str_radix(&SEALED[at..at + 2], 16).ok());
    let mut sealed: Vec<u8> = nonce.into_iter().chain(bytes).collect();
    let Some(key) = Secret32::from_slice(&key).map(|key| AeadKey::new(&key)) else { return false };
    let opened = key.open(&[], &sealed).is_ok_and(|opened| *opened == text);
    sealed[20] ^= 1;
    opened && matches!(key.open(&[], &sealed), Err(SealError::Open))
}

fn wraps() -> bool {
    let (mine, anothers, key) = (AccountSecret::make(), AccountSecret::make(), VaultKey::make([1; 16], 1));
    let (wrapped, commitment) = (key.wrap_to(&mine.public(), [2; 16]), key.commitment());
    let unwrap = |secret| VaultKey::unwrap(&wrapped, secret, [2; 16], [1; 16], 1, &commitment);
    unwrap(&mine).is_ok() && unwrap(&anothers).is_err()
}

fn spells() -> bool {
    let words = format!("{}art", "abandon ".repeat(23));
    RecoveryWords::parse(&words).is_ok_and(|words| *words.entropy().expose() == [0; 32])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_is_the_known_one_and_another_would_be_noticed() {
        assert_eq!(known_answers().map(|(_, right)| right), [true; 7]);
        assert!(!is(&sha256(&[b"abd"]), DIGEST) && !is(&[], DIGEST));
    }
}
