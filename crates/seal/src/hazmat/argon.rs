//! Argon2id version 1.3 (RFC 9106): passphrase stretching.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use zeroize::Zeroizing;

use crate::{passphrase::KdfParams, secret::Secret32};

/// Stretches `passphrase` to 32 secret bytes. `params` must lie within the crate's bounds.
pub(crate) fn argon2id(passphrase: &[u8], salt: &[u8], params: KdfParams) -> Secret32 {
    let params = Params::new(params.memory_kib, params.passes, params.lanes, Some(32))
        .expect("parameters within our bounds are within Argon2's");
    // Memory of our own, because the crate's is freed unwiped and its last blocks give the key away.
    let mut memory = Zeroizing::new(vec![Block::new(); params.block_count()]);
    let stretcher = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    Secret32::filled_by(|target| {
        stretcher
            .hash_password_into_with_memory(passphrase, salt, target, memory.as_mut_slice())
            .expect("lengths and memory fit the parameters");
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hazmat::hash::tests::hex;

    /// Two made with OpenSSL's, which derives with the lanes and the memory that we allow.
    #[test]
    fn stretches_as_other_implementations_do() {
        let stretch = |salt: &[u8], memory_kib, passes, lanes| {
            hex(argon2id(b"password", salt, KdfParams { memory_kib, passes, lanes }).expose())
        };
        assert_eq!(
            stretch(b"somesaltsomesalt", 19 * 1024, 2, 1),
            "2b5dc4054886ec957ef59c73b661c54dd6fb274590b278f657c6d96aac8fa6d1"
        );
        assert_eq!(
            stretch(b"somesaltsomesalt", 32 * 1024, 3, 4),
            "624431509f4c2505357495adc36f2d0d53f13c75ecc1ec7d735ace7726d910c1"
        );
    }
}
