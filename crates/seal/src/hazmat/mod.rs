//! The raw ciphers. Keep out: everything else in this crate goes through the modules above.
//!
//! Each file wraps one primitive in the smallest shape this crate needs, so that no caller picks a nonce, a key
//! length or an algorithm. Known answers from elsewhere are in `tests/vectors/published`, and are asked
//! for by the module `published`.

pub(crate) mod aead;
pub(crate) mod argon;
pub(crate) mod hash;
pub(crate) mod hpke;
pub(crate) mod hpke_x25519;
pub(crate) mod stack;
